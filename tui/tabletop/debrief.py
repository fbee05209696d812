"""The table's debrief: the team's score, each seat's own part, and what was remarked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from simulator.journal import Entry
from simulator.vocabulary import Seat
from tui.rooms.parts import LIMIT, SeatPart, part_words, points_words, seat_parts
from tui.store.remark import Annotation
from tui.tabletop.assessing import Assessor
from tui.verdict import Verdict, criterion_rows, score_rows


def debrief_lines(card: Mapping[str, Any], entries: Sequence[Entry], assessor: Assessor) -> Iterator[str]:
    """What is read out at the end.

    Args:
        card: The team's scorecard as JSON.
        entries: The whole journal.
        assessor: For the remarks that were made.
    """
    verdict = Verdict(dict(card))
    yield "Debrief of the team"
    yield from (row.plain for row in (*score_rows(verdict), *criterion_rows(verdict, lost_only=True)))
    yield "\nEach seat"
    parts = seat_parts(card, entries)
    titles = {part.person: Seat(part.seat).title for part in parts}
    for part in parts:
        yield _seat_line(part, card, titles)
        yield from (f"    {assessor.words(one)}" for one in assessor.all if one.seat == part.seat)
    yield LIMIT
    yield from _remark_lines(assessor.all, assessor)


def _seat_line(part: SeatPart, card: Mapping[str, Any], titles: Mapping[str, str]) -> str:
    return f"{titles[part.person]}: {points_words(part, card)}; {part_words(part, card, titles)}"


def _remark_lines(remarks: Iterable[Annotation], assessor: Assessor) -> Iterator[str]:
    """Ratings by rater, then overrules and notes that are no seat's."""
    others = [one for one in remarks if not one.seat]
    if others:
        yield "\nWhat the assessors remarked (beside the judgement, never over it)"
    for kind in ("rating", "overrule", "note"):
        yield from (f"  {assessor.words(one)}" for one in others if one.kind == kind)
