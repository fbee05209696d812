"""B2: the Comms Lead is named, and is another person than the Incident Commander."""

from __future__ import annotations

from scoring.duty import Context, command_s, utc
from scoring.judgement import Judgement, line, within
from scoring.record import Record, Seen
from simulator import events as e
from simulator.clock import spell
from simulator.vocabulary import Seat


def judge(record: Record, context: Context) -> Judgement:
    """Judge how soon both seats were held by two people, and stayed so."""
    start_s = command_s(record, context)
    target = f"{within(context.target_s, context.zero_s)}, and not the commander"
    named = _apart_since(record)
    advice = f"Name a Comms Lead by {utc(record, start_s + context.target_s)}, somebody else than the commander."
    if named is None:
        first = record.named(Seat.COMMS_LEAD)
        actual = "the commander holds both seats" if first else "nobody was named"
        return Judgement(0, target, actual, "One person cannot command and write.", (first.n,) if first else (), advice)
    took_s = max(0, named.at_s - start_s)
    value = line(took_s, context.target_s, context.zero_s)
    return Judgement(
        value, target, f"{spell(took_s)} (named {utc(record, named.at_s)})",
        "Counted from when on two people held the two seats.", (named.n,), "" if value == 1_000 else advice,
    )  # fmt: skip


def _apart_since(record: Record) -> Seen[e.RoleAssigned | e.RoleHandedOver] | None:
    """The naming since which the Comms Lead was, without a break, not the commander."""
    holders: dict[Seat, str] = {}
    since = None
    for seen in record.namings:
        holders[seen.event.seat] = record.person(seen.event.holder)
        comms = holders.get(Seat.COMMS_LEAD)
        apart = comms is not None and comms != holders.get(Seat.IC)
        since = (since or seen) if apart else None
    return since
