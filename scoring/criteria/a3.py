"""A3: the severity is right at the declaration, and while the impact stays as bad."""

from __future__ import annotations

from scoring.duty import Context, stood_down
from scoring.judgement import FULL, Judgement
from scoring.record import Record, Seen
from simulator import events as e
from simulator.clock import MINUTE_S
from simulator.vocabulary import Severity

SECOND_THOUGHT_S = 10 * MINUTE_S
"""Who raises it again within so long has lowered nothing. Engineering judgement."""


def judge(record: Record, context: Context) -> Judgement:
    """Judge the declared severity: exact or one higher is right, one lower is mild, the rest is wrong.

    One that was lowered while it hurt as before counts as if it had been declared.
    """
    right = context.truth.severity
    target = f"{right.title} or one higher"
    down = stood_down(record, context)
    if record.declared is None:
        value = FULL if down else 0
        actual = "stood down" if down else "never declared"
        advice = "" if down else f"Declare {right.title}; when in doubt, the higher one."
        return Judgement(value, target, actual, "", (down.n,) if down else (), advice)
    declared = record.declared.event.severity
    lowered = _lowered(record, context, declared)
    value = min(_value(context, one) for one in (declared, *(seen.event.severity for seen in lowered)))
    return Judgement(
        value,
        target,
        f"declared {declared.title}" + "".join(f", lowered to {seen.event.severity.title}" for seen in lowered),
        "Taking the higher of two plausible severities is right; a lower one starves the response.",
        (record.declared.n, *(seen.n for seen in lowered)),
        "" if value == FULL else f"The facts spoke for {right.title}: {_scope(context)}.",
    )


def _value(context: Context, severity: Severity) -> int:
    values = {
        0: FULL,
        1: FULL,
        -1: context.number("one_lower_permille"),
        2: context.number("two_higher_permille"),
    }
    return values.get(context.truth.severity.rank - severity.rank, 0)


def _lowered(record: Record, context: Context, declared: Severity) -> list[Seen[e.SeverityChanged]]:
    """The changes to less than was declared and the truth asked for, while half of the worst share still failed."""
    changes, right = record.mine(e.SeverityChanged), context.truth.severity
    return [
        seen
        for seen in changes
        if seen.event.severity.rank > max(right.rank, declared.rank)
        and not context.truth.false_alarm
        and 2 * _worst(record, seen.at_s, seen.at_s + SECOND_THOUGHT_S) >= record.worst_permille(0, seen.at_s) > 0
        and not any(0 < later.at_s - seen.at_s <= SECOND_THOUGHT_S and later.event.severity.rank <= right.rank
                    for later in changes)
    ]  # fmt: skip


def _worst(record: Record, *moments_s: int) -> int:
    """What failed at all of these moments, of the account that felt it most."""
    return min(max(record.failing_at(at_s).values(), default=0) for at_s in moments_s)


def _scope(context: Context) -> str:
    return context.first_scope or "see the scope at the first signal"
