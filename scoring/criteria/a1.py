"""A1: from the first credible signal to the declaration."""

from __future__ import annotations

from scoring.duty import Context, clock_s, stood_down, utc
from scoring.judgement import FULL, Judgement, line, within
from scoring.record import Record
from simulator.clock import spell


def judge(record: Record, context: Context) -> Judgement:
    """Judge how soon the incident was declared; a false alarm may be stood down instead, and looking takes its time."""
    looked = context.truth.false_alarm and record.declared is None
    target_s, zero_s = (context.zero_s, 2 * context.zero_s) if looked else (context.target_s, context.zero_s)
    target = f"{'stood down after a look, ' if looked else ''}{within(target_s, zero_s)}"
    decided = record.declared or stood_down(record, context)
    start_s = clock_s(record, context)
    advice = _advice(utc(record, start_s + target_s), looked=looked)
    if decided is None:
        never = "never stood down after a look" if looked else "never declared"
        return Judgement(0, target, never, "Nothing was decided.", advice=advice)
    if record.signal is None or decided.n < record.signal.n:
        return Judgement(
            0, target, f"{'stood down' if looked else 'declared'} at {utc(record, decided.at_s)}, before any signal",
            "A decision before anything can be seen is a guess.", (decided.n,),
            "Wait for the first credible signal, then decide.",
        )  # fmt: skip
    took_s = decided.at_s - start_s
    value = line(took_s, target_s, zero_s)
    return Judgement(
        value,
        target,
        f"{spell(took_s)} (signal {utc(record, start_s)}, decided {utc(record, decided.at_s)})",
        "The clock runs from the first credible signal that you could see.",
        (record.signal.n, decided.n),
        "" if value == FULL else advice,
        distinction=context.spec.stretch is not None and took_s <= context.spec.stretch,
    )


def _advice(by: str, *, looked: bool) -> str:
    if looked:
        return f"Look, and stand down by {by}: what was looked at, and why there is no incident."
    return f"Declare by {by}: severity, class, who feels what, since when."
