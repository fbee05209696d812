"""B1: the Incident Commander is named."""

from __future__ import annotations

from scoring.duty import Context, command_s, utc
from scoring.judgement import FULL, Judgement, line, within
from scoring.record import Record
from simulator.clock import spell
from simulator.vocabulary import Seat


def judge(record: Record, context: Context) -> Judgement:
    """Judge how soon after the declaration somebody was named to command."""
    start_s = command_s(record, context)
    target = f"{within(context.target_s, context.zero_s)}, from the declaration (at the latest signal + 15 min)"
    named = record.named(Seat.IC)
    advice = f"Name the commander by {utc(record, start_s + context.target_s)}, in the same breath as the declaration."
    if named is None:
        return Judgement(0, target, "nobody was named", "No one held the seat.", advice=advice)
    took_s = max(0, named.at_s - start_s)
    value = line(took_s, context.target_s, context.zero_s)
    return Judgement(
        value, target, f"{spell(took_s)} (named {utc(record, named.at_s)})",
        "Early naming, also before the declaration, is full marks.", (named.n,), "" if value == FULL else advice,
    )  # fmt: skip
