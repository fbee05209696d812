"""What had not fallen due when somebody who is not judged ended the drill: it is left out and never charged.

Where marks fall from a first limit to none at a second one, what is missing falls due at the second: until then, doing
it would still have earned something.

Whoever ends their own drill leaves what they owed, and is judged to the scenario's horizon. A facilitator who ends a
workshop at the hour takes the time away from the team.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from scoring.criteria.c1 import too_late_s
from scoring.duty import Context, clock_s, command_s, cut_s, stood_down
from scoring.judgement import FULL, Judgement
from scoring.posts import external
from scoring.record import Record

NOT_DUE = (
    "When the drill was ended for the team it was not due yet, or could still have been done for points; its weight "
    "moves within the domain."
)
Due = Callable[[Record, Context, Judgement], int]
"""The second by which what is missing had to be there; 0 for what was done, and is judged as it is."""


def charged(name: str, record: Record, context: Context, judgement: Judgement) -> Judgement:
    """The judgement; unscored where it lacks points for what was not due yet."""
    end_s = cut_s(record)
    if end_s is None or judgement.value_permille in (None, FULL):
        return judgement
    if _DUE[name](record, context, judgement) <= end_s:
        return judgement
    return replace(judgement, value_permille=None, explanation=NOT_DUE, advice="", quotes=(), practise="")


def _target(record: Record, context: Context, judgement: Judgement) -> int:
    return clock_s(record, context) + context.target_s


def _core_team(record: Record, context: Context, judgement: Judgement) -> int:
    return 0 if judgement.value_permille else clock_s(record, context) + context.zero_s


def _seats(record: Record, context: Context, judgement: Judgement) -> int:
    return command_s(record, context) + context.target_s


def _command(record: Record, context: Context, judgement: Judgement) -> int:
    return 0 if judgement.value_permille else command_s(record, context) + context.zero_s


def _declaration(record: Record, context: Context, judgement: Judgement) -> int:
    """By the time of A1; to look before standing down takes twice as long."""
    span_s = (context.runbook.criteria["A1"].zero or 0) * (2 if context.truth.false_alarm else 1)
    return 0 if judgement.evidence else clock_s(record, context) + span_s


def _containment(record: Record, context: Context, judgement: Judgement) -> int:
    """A first task by the time of D1."""
    return 0 if judgement.evidence else clock_s(record, context) + (context.runbook.criteria["D1"].zero or 0)


def _first_update(record: Record, context: Context, judgement: Judgement) -> int:
    return 0 if judgement.value_permille else too_late_s(record, context)


def _posts(record: Record, context: Context, judgement: Judgement) -> int:
    """What is judged in posts: those that went out, else the first one that was due."""
    return 0 if external(record) or judgement.evidence else too_late_s(record, context)


def _cadence(record: Record, context: Context, judgement: Judgement) -> int:
    """When the share of time that is not too silent has fallen to the one that earns nothing."""
    span_s = context.cadence_s * FULL // (context.spec.zero_permille or FULL)
    return 0 if judgement.evidence else clock_s(record, context) + span_s


def _brief(record: Record, context: Context, judgement: Judgement) -> int:
    span_s = context.runbook.brief_first_s * context.number("zero_factor")
    return 0 if judgement.evidence else clock_s(record, context) + span_s


def _whole(record: Record, context: Context, judgement: Judgement) -> int:
    """What has no time of its own: it is due by the horizon, and judged as it is once there is something."""
    return 0 if judgement.evidence else context.scenario.horizon


def _until_closed(record: Record, context: Context, judgement: Judgement) -> int:
    return 0 if record.closed or stood_down(record, context) else context.scenario.horizon


def _now(record: Record, context: Context, judgement: Judgement) -> int:
    """What looks at the end of the drill by itself."""
    return 0


_DUE: Mapping[str, Due] = {
    "A1": _declaration, "A2": _now, "A3": _declaration, "A4": _target,
    "B1": _command, "B2": _command, "B3": _seats, "B4": _containment,
    "C1": _first_update, "C2": _cadence, "C3": _posts, "C4": _posts,
    "C5": _posts, "C6": _posts, "C7": _posts, "C8": _brief,
    "D1": _containment, "D2": _now, "D3": _now, "D4": _until_closed,
    "E1": _core_team, "E2": _whole, "E3": _whole, "E4": _posts, "E5": _now,
    "F1": _until_closed, "F2": _until_closed, "F3": _whole, "F4": _whole,
    "G1": _whole, "G2": _whole, "G3": _whole, "G4": _whole, "G5": _whole, "G6": _whole, "G7": _whole,
}  # fmt: skip
