"""What a part of a post-mortem lacks for its full points, named piece by piece."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from simulator.reading.result import ActionRow, PostmortemReading
from simulator.reading.score import FEW_EVENTS

_ACTION_PARTS = {
    "owner": "an owner",
    "due": "a due date",
    "tracker": "a tracker",
    "done_test": "a test that it is done",
}


def lacking(part: str, reading: PostmortemReading) -> tuple[str, ...]:
    """Return a sentence for each piece that is not there; nothing where the part as a whole is missing."""
    told = _TELLERS.get(part)
    return tuple(told(reading)) if told else ()


def _impact(reading: PostmortemReading) -> Iterator[str]:
    if not (reading.impact_count or reading.impact_duration or reading.impact_business):
        return
    if not reading.impact_count:
        yield "Say who could not do what, and how many: “18 % of customers could not save.”"
    if not reading.impact_duration:
        yield "Say how long it lasted: “from 13:52 to 14:40 UTC”."
    if not reading.impact_business:
        yield "Say what it cost: tickets, credits, refunds or money."


def _timeline(reading: PostmortemReading) -> Iterator[str]:
    if not reading.features["timeline_ts"]:
        return
    if len(reading.timeline) < FEW_EVENTS:
        yield f"Give at least {FEW_EVENTS} events with their times: these are {len(reading.timeline)}."
    if not reading.features["timeline_ordered"]:
        yield "Put the events in the order of their times."
    if not reading.utc_stated:
        yield "Say that the times are UTC."


def _factors(reading: PostmortemReading) -> Iterator[str]:
    if not reading.features["root_cause"]:
        return
    if len(reading.factors) < 2:
        yield "Name a second contributing factor."
    if not reading.organisational_factors:
        yield "Name a factor that lies in how work is organised: a review, a hand-over, a missing check."


def _actions(reading: PostmortemReading) -> Iterator[str]:
    rows = [row for row in reading.actions if not row.idle]
    if not rows:
        return
    for name, words in _ACTION_PARTS.items():
        without = [row for row in rows if not getattr(row, name)]
        if without:
            yield f"{len(without)} of {len(rows)} actions lack {words}, as does “{_head(without[0])}”."
    if not any(row.strength == "strong" for row in rows):
        yield "Let one action change the system itself, so that the same slip does no harm: “Block releases when …”."


def _head(row: ActionRow, most: int = 40) -> str:
    return row.text if len(row.text) <= most else f"{row.text[: most - 1]}…"


_TELLERS: dict[str, Callable[[PostmortemReading], Iterator[str]]] = {
    "impact": _impact,
    "timeline": _timeline,
    "factors": _factors,
    "actions": _actions,
}
