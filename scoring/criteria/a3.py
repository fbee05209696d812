"""A3: the severity at the declaration."""

from __future__ import annotations

from scoring.duty import Context, stood_down
from scoring.judgement import FULL, Judgement
from scoring.record import Record


def judge(record: Record, context: Context) -> Judgement:
    """Judge the declared severity: exact or one higher is right, one lower is mild, the rest is wrong."""
    right = context.truth.severity
    target = f"{right.title} or one higher"
    down = stood_down(record, context)
    if record.declared is None:
        value = FULL if down else 0
        actual = "stood down" if down else "never declared"
        advice = "" if down else f"Declare {right.title}; when in doubt, the higher one."
        return Judgement(value, target, actual, "", (down.n,) if down else (), advice)
    declared = record.declared.event.severity
    higher_by = right.rank - declared.rank
    values = {
        0: FULL,
        1: FULL,
        -1: context.number("one_lower_permille"),
        2: context.number("two_higher_permille"),
    }
    value = values.get(higher_by, 0)
    return Judgement(
        value,
        target,
        f"declared {declared.title}",
        "Taking the higher of two plausible severities is right; a lower one starves the response.",
        (record.declared.n,),
        "" if value == FULL else f"The facts spoke for {right.title}: {_scope(context)}.",
    )


def _scope(context: Context) -> str:
    return context.truth.scope[0].text if context.truth.scope else "see the scope at the first signal"
