"""Notices that law or contract asked for: no criterion counts them, so the report says what became of each."""

from __future__ import annotations

from collections.abc import Iterator

from scoring.duty import Context
from scoring.record import Record
from scoring.reports.clock import Clock
from simulator import events as e
from simulator.clock import spell
from simulator.scenario.truth import LegalDuty


def notices(record: Record, context: Context, clock: Clock) -> tuple[str, ...]:
    """Those that were given, and those that fell due and were not."""
    duties = context.truth.legal if not context.truth.false_alarm else ()
    return tuple(f"{_named(duty)}: {_became(record, duty, clock)}" for duty in duties if _counts(record, duty))


def all_notices(record: Record, context: Context, clock: Clock) -> Iterator[str]:
    """Every notice that the truth names, with its note."""
    for duty in context.truth.legal:
        became = _became(record, duty, clock) if _counts(record, duty) else "not due before the end"
        yield f"{_named(duty)}: {duty.note.strip()} ({became})"


def _named(duty: LegalDuty) -> str:
    return f"{duty.authority.replace('-', ' ')}, within {spell(duty.within)}"


def _counts(record: Record, duty: LegalDuty) -> bool:
    return _told_s(record, duty) is not None or _due_s(record, duty) <= record.end_s


def _became(record: Record, duty: LegalDuty, clock: Clock) -> str:
    told_s, due_s = _told_s(record, duty), _due_s(record, duty)
    if told_s is None:
        return f"missed, nobody was notified by {clock.utc(due_s)} UTC"
    late_s = told_s - due_s
    return f"notified at {clock.utc(told_s)} UTC, {f'{spell(late_s)} late' if late_s > 0 else 'in time'}"


def _told_s(record: Record, duty: LegalDuty) -> int | None:
    told = (seen.at_s for seen in record.all(e.AuthorityNotified) if duty.is_named(seen.event.authority))
    return next(told, None)


def _due_s(record: Record, duty: LegalDuty) -> int:
    return (record.signal.at_s if record.signal else 0) + duty.within
