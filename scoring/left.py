"""What playing on would have lost after people ended their own drill and left customers without an answer.

The world stops with the drill, but the incident would not: customers go on waiting, lose faith and ask, and teams
without news tell their own story. No journal shows it, so what stands or falls with it earns nothing. Whoever has
closed the incident, and whoever was interrupted by somebody else, has left nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from scoring.duty import Context, has_own_end
from scoring.judgement import Judgement
from scoring.record import Record, kept
from simulator import events as e

LEFT = "left open at your own end"
_ADVICE = "Play on until the service is back and the incident closed, then finish the drill."


@kept
def is_left(record: Record, context: Context) -> bool:
    """Whether those who are judged ended their drill themselves while it was felt, or without a close."""
    if not has_own_end(record):
        return False
    if context.truth.false_alarm:
        return not (record.first(e.StoodDown) or _is_closed(record))
    return record.restored is None or not _is_closed(record)


@kept
def is_left_felt(record: Record, context: Context) -> bool:
    """Whether a drill was left while customers felt the incident, or a false alarm before anybody stood it down."""
    return is_left(record, context) and record.restored is None


def _is_left_untold(record: Record, context: Context) -> bool:
    """Whether a drill was left before customers had read that it is over."""
    restored = record.restored
    return is_left(record, context) and not any(
        seen.event.final and seen.event.channel.is_external
        for seen in record.mine(e.UpdatePosted)
        if restored is not None and seen.at_s >= restored.at_s
    )


_LOST: Mapping[str, tuple[Callable[[Record, Context], bool], str]] = {
    "C7": (is_left_felt, "Teams without fresh news would have told their own stories."),
    "E4": (_is_left_untold, "Customers would have gone on waiting, and nobody knows what they would think now."),
    "E5": (is_left, "Customers would have gone on asking, and nobody would have answered."),
}
"""When each criterion would have lost points, and how."""


def forfeited(name: str, record: Record, context: Context, judgement: Judgement) -> Judgement:
    """The judgement; nothing where a drill was left and playing on would have lost it."""
    if name not in _LOST or judgement.value_permille == 0 or not _LOST[name][0](record, context):
        return judgement
    return replace(
        judgement,
        value_permille=0,
        actual=f"{judgement.actual}; {LEFT}",
        explanation=f"The drill is judged as if it had run to its end. {_LOST[name][1]}",
        advice=_ADVICE,
        distinction=False,
    )


def _is_closed(record: Record) -> bool:
    closed, reopened = record.mine(e.IncidentClosed), record.mine(e.IncidentReopened)
    return bool(closed) and (not reopened or reopened[-1].n < closed[-1].n)
