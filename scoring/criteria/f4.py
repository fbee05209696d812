"""F4: the post-mortem has a date within five days, and the right people are invited."""

from __future__ import annotations

from scoring.duty import Context
from scoring.judgement import FULL, Judgement, line, listed, share
from scoring.record import Record
from simulator import events as e
from simulator.clock import DAY_S
from simulator.vocabulary import Severity


def judge(record: Record, context: Context) -> Judgement:
    """Judge the last date that was set, times the share of required seats invited."""
    required = context.runbook.required_seats[context.truth.incident_class]
    most, zero = context.target_s // DAY_S, context.zero_s // DAY_S
    target = f"within {most} days, nothing from {zero} on; {listed(seat.title for seat in required)} invited"
    found = record.mine(e.PostmortemScheduled)
    advice = f"Schedule it within {most} days and invite {listed(seat.title for seat in required)}."
    if not found:
        return Judgement(0, target, "never scheduled", "What has no date does not take place.", advice=advice)
    event = found[-1].event
    missing = [seat for seat in required if seat not in event.invitees]
    value = line(event.in_days, most, zero) * share(len(required) - len(missing), len(required)) // FULL
    early = context.truth.severity is Severity.SEV1 and event.in_days * DAY_S <= (context.spec.stretch or 0)
    return Judgement(
        value, target, f"in {event.in_days} days; not invited: {listed(seat.title for seat in missing)}",
        "Calendar days, from the scheduling on.", (found[-1].n,), "" if value == FULL else advice, distinction=early,
    )  # fmt: skip
