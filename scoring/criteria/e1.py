"""E1: Customer Success and the account's owner are in the core team."""

from __future__ import annotations

from scoring.duty import Context, clock_s, utc
from scoring.judgement import FULL, Judgement, line, lines_of, within
from scoring.record import Record
from simulator.clock import spell
from simulator.vocabulary import Seat

CORE = (Seat.CS, Seat.SALES)


def judge(record: Record, context: Context) -> Judgement:
    """Judge how soon both were named; the later one counts."""
    start_s = clock_s(record, context)
    target = f"CS and AE {within(context.target_s, context.zero_s)}"
    named = [record.named(seat) for seat in CORE]
    waits = [seen.at_s - start_s for seen in named if seen is not None]
    value = line(max(waits), context.target_s, context.zero_s) if len(waits) == len(CORE) else 0
    parts = [
        f"{seat.title} {spell(max(0, s.at_s - start_s)) if s else 'never'}" for seat, s in zip(CORE, named, strict=True)
    ]
    return Judgement(
        value, target, "; ".join(parts), "The people who know the account belong in the room from minute one.",
        lines_of(seen.n for seen in named if seen is not None),
        "" if value == FULL else f"Name both by {utc(record, start_s + context.target_s)}.",
    )  # fmt: skip
