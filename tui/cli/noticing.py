"""What a reader of a judgement should know beside it."""

from __future__ import annotations

import sys
from pathlib import Path

from simulator.harmless import flat
from tui.runbooks import HAND_IN


def say_notice(path: Path, notice: str) -> None:
    """Say on stderr by which other runbook a journal was judged, and what would make it right; nothing when it is."""
    if notice:
        print(flat(f"warroom: {path}: {notice}"), file=sys.stderr)
        print(f"  {HAND_IN}", file=sys.stderr)
