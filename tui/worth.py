"""What decisions were worth, as rows of the debrief."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.rows import Row, Tone, heading, note

if TYPE_CHECKING:
    from scoring.analysis.trial import Measured
    from scoring.analysis.whatif import WhatIf, Worth


def worth_rows(result: WhatIf) -> tuple[Row, ...]:
    """The decisions that cost most and those that saved most, then what the figures rest on."""
    from scoring.analysis.whatif_text import GATES_FIRST, assumptions

    rows: list[Row] = []
    for title, worths, nothing in (
        (f"Cost most, {GATES_FIRST}", result.cost, "No other course that was tried scores higher."),
        (f"Saved most, {GATES_FIRST}", result.saved, "No other course that was tried scores lower."),
    ):
        rows += [heading(title), *(_row(worth, result.taken) for worth in worths)]
        rows += [note(nothing)] if not worths else []
        rows.append(heading(""))
    rows += [Row("", (), words, Tone.DIM, lines=12) for words in assumptions(result)]
    return tuple(rows)


def _row(worth: Worth, taken: Measured) -> Row:
    from scoring.analysis.whatif_text import tell

    told = tell(worth, taken)
    tone = Tone.WARN if worth.clear else Tone.DIM
    words = " ".join(part for part in (told.did, told.instead, told.then, told.left_out) if part)
    target = f"entry:{told.line}" if told.line else ""
    return Row(target, ((f"{told.size}  ", tone),), words, lines=12)
