"""What decisions were worth, as a part of a report: made only when asked for, because the drill is played again."""

from __future__ import annotations

from scoring.analysis.trial import Measured
from scoring.analysis.whatif import WhatIf, Worth
from scoring.analysis.whatif_text import assumptions, tell
from scoring.reports.model import WorthLine, WorthPart


def worth_part(result: WhatIf) -> WorthPart:
    """The ranked decisions and what they rest on."""
    return WorthPart(
        cost=tuple(_line(worth, result.taken) for worth in result.cost),
        saved=tuple(_line(worth, result.taken) for worth in result.saved),
        assumes=assumptions(result),
    )


def _line(worth: Worth, taken: Measured) -> WorthLine:
    told = tell(worth, taken)
    return WorthLine(size=told.size, did=told.did, instead=told.instead, then=told.then, left_out=told.left_out,
                     line=told.line or None)  # fmt: skip
