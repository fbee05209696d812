"""Read what people write: text in, findings out. Deterministic, offline, and pure over a lexicon.

The reader itself is loaded when it is asked for: who judges a journal needs its readings, not the rules that made them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simulator.reading.lexicon import Lexicon
from simulator.reading.result import (
    ActionRow,
    BriefReading,
    Claim,
    Finding,
    PostmortemReading,
    SpokenPromise,
    TimelineRow,
    UpdateReading,
)

if TYPE_CHECKING:
    from simulator.reading.reader import Reader

__all__ = [
    "ActionRow",
    "BriefReading",
    "Claim",
    "Finding",
    "Lexicon",
    "PostmortemReading",
    "Reader",
    "SpokenPromise",
    "TimelineRow",
    "UpdateReading",
]


def __getattr__(name: str) -> Any:
    if name != "Reader":
        raise AttributeError(name)
    from simulator.reading.reader import Reader

    return Reader
