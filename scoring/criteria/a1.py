"""A1: from the first credible signal to the declaration."""

from __future__ import annotations

from scoring.duty import Context, clock_s, stood_down, utc
from scoring.judgement import Judgement, line, within
from scoring.record import Record
from simulator.clock import spell


def judge(record: Record, context: Context) -> Judgement:
    """Judge how soon the incident was declared; a false alarm may be stood down instead."""
    target = within(context.target_s, context.zero_s)
    decided = record.declared or stood_down(record, context)
    start_s = clock_s(record, context)
    advice = f"Declare by {utc(record, start_s + context.target_s)}: severity, class, who feels what, since when."
    if decided is None:
        return Judgement(0, target, "never declared", "Nothing was declared.", advice=advice)
    if record.signal is None or decided.n < record.signal.n:
        return Judgement(
            0, target, f"declared at {utc(record, decided.at_s)}, before any signal",
            "A declaration before anything can be seen is a guess.", (decided.n,),
            "Wait for the first credible signal, then declare.",
        )  # fmt: skip
    took_s = decided.at_s - start_s
    target_s, zero_s = context.target_s, context.zero_s
    if record.declared is None:  # looking before standing down takes its time
        target_s, zero_s = zero_s, 2 * zero_s
    value = line(took_s, target_s, zero_s)
    return Judgement(
        value,
        target,
        f"{spell(took_s)} (signal {utc(record, start_s)}, decided {utc(record, decided.at_s)})",
        "The clock runs from the first credible signal that you could see.",
        (record.signal.n, decided.n),
        "" if value == 1_000 else advice,
        distinction=context.spec.stretch is not None and took_s <= context.spec.stretch,
    )
