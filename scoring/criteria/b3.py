"""B3: the seats that the class requires are filled in time."""

from __future__ import annotations

from collections import Counter

from scoring.duty import GUARDS, Context, command_s, stood_down, utc
from scoring.judgement import Judgement, lines_of, listed, share
from scoring.record import Record
from simulator.clock import spell
from simulator.vocabulary import IncidentClass, Seat


def judge(record: Record, context: Context) -> Judgement:
    """Judge the share of required seats, commander and Comms Lead apart, held by people who can hold them."""
    due_s = command_s(record, context) + context.target_s
    at_stake = _at_stake(record, context, due_s)
    required: list[Seat] = at_stake or [
        seat
        for seat in context.runbook.required_seats[context.truth.incident_class]
        if seat not in (Seat.IC, Seat.COMMS_LEAD)
    ]
    filled = _filled(record, context, required, due_s)
    missing = [seat for seat in required if seat not in filled]
    value = share(len(filled), len(required))
    return Judgement(
        value,
        f"{listed(seat.title for seat in required)} within {spell(context.target_s)}",
        f"{len(filled)} of {len(required)}; missing: {listed(seat.title for seat in missing)}",
        f"Nobody holds more than {context.number('seats_per_person_most')} seats, the commander no other, "
        "and a seat needs somebody who is trained for it.",
        lines_of(seen.n for seen in record.namings if seen.event.seat in filled and seen.at_s <= due_s),
        ""
        if not missing
        else f"By {utc(record, due_s)}, name: {listed(_candidate(record, seat) for seat in missing)}.",
        is_harm=bool(at_stake and missing),
    )


def _at_stake(record: Record, context: Context, due_s: int) -> list[Seat]:
    """The seats that are due although the variant excuses the others: nobody knew yet that the alarm was false."""
    down = stood_down(record, context)
    if "B3" not in context.variant.not_reached or context.truth.incident_class is not IncidentClass.SECURITY:
        return []
    return list(GUARDS) if down is None or down.at_s > due_s else []


def _filled(record: Record, context: Context, required: list[Seat], due_s: int) -> list[Seat]:
    holders = record.holders_at(due_s)
    seats_of: Counter[str] = Counter()
    filled = []
    for seat in required:
        holder = holders.get(seat)
        if holder is None or holder == holders.get(Seat.IC) or not _can_hold(record, holder, seat):
            continue
        seats_of[holder] += 1
        if seats_of[holder] <= context.number("seats_per_person_most"):
            filled.append(seat)
    return filled


def _can_hold(record: Record, holder: str, seat: Seat) -> bool:
    """True for people trained for a seat, and for anybody when the cast has no such person."""
    trained = {person.id for person in record.people.values() if seat in person.seats}
    return record.is_judged(holder) or not trained or holder in trained


def _candidate(record: Record, seat: Seat) -> str:
    name = next((person.name for person in record.people.values() if seat in person.seats), "")
    return f"{seat.title} ({name})" if name else seat.title
