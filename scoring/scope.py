"""How many were hurt, as far as anybody could know it by a second: what a share in a text is held against.

A share counts once it stood: while a service breaks or comes back it passes through every figure for a moment, and
before the outage it was nothing. Neither excuses a text that makes the damage small.
"""

from __future__ import annotations

from collections.abc import Mapping

from scoring.duty import Context
from scoring.record import Record, kept
from simulator import events as e

SETTLING_S = 300
"""Monitoring lags, and a service flickers as it comes back: five minutes around a change prove nothing, and a share
that lasted less is no figure to tell. Engineering judgement."""


def scope_range(record: Record, context: Context, at_s: int) -> tuple[int, int]:
    """The smallest share that anybody felt for a while, and the largest true one, up to a second, in percent."""
    authored = [step.pct for step in context.truth.scope if step.at <= at_s]
    learned = [int(f.event.value) for f in record.known_at(at_s, "scope_pct") if f.event.value.isdigit()]
    felt = [record.worst_permille(0, at_s) // 10] if record.failing_at(at_s) else []
    most = [*authored, *learned, *felt]
    least = [*[pct for pct in authored if pct][:1], *learned, *_lasting(record, at_s)]
    nothing_known = 0 if context.truth.false_alarm else 100
    return min((pct for pct in least if pct), default=0), max(most, default=nothing_known)


@kept
def _lasting(record: Record, at_s: int) -> list[int]:
    """The worst share of any account in each state that stood for a while, and in those of the last minutes."""
    changes = [seen for seen in record.all(e.ImpactChanged) if seen.at_s <= at_s]
    ends = [*(seen.at_s for seen in changes[1:]), at_s]
    return [
        max(seen.event.accounts_permille.values(), default=0) // 10
        for seen, end_s in zip(changes, ends, strict=False)  # one end too many where nothing ever changed
        if end_s - seen.at_s >= SETTLING_S or end_s > at_s - SETTLING_S
    ]


def least_told(low: int, off: int) -> int:
    """The smallest share that may be told where one was true: less by a third or some points, never less than half.

    Half of it is another incident to whoever reads of it; a third is how far two honest counts lie apart. Engineering
    judgement.
    """
    return max(low - max(off, low // 3), (low + 1) // 2)


def is_quiet_at(record: Record, context: Context, at_s: int) -> bool:
    """True when nobody was affected around a second; where nothing was measured the truth says so."""
    if not record.hurt:
        return not any(step.pct for step in context.truth.scope if step.at <= at_s)
    return any(record.is_restored_at(moment_s) for moment_s in (at_s - SETTLING_S, at_s, at_s + SETTLING_S))


def is_spared(record: Record, accounts: tuple[str, ...], at_s: int) -> bool:
    """True when a text went to some accounts and none of them had felt anything by a second."""
    return bool(accounts) and not record.felt_by(at_s) & set(accounts)


FELT_PERMILLE = 20
"""Less of an account's work is nothing that its people could tell from any other day; the world's own line."""


def is_felt(record: Record, accounts: tuple[str, ...], at_s: int) -> bool:
    """True when some of the accounts, or of all where none is named, were surely hurt around a second."""
    return all(
        any(permille >= FELT_PERMILLE for account, permille in share.items() if not accounts or account in accounts)
        for share in _around(record, at_s)
    )


def is_felt_by_most(record: Record, at_s: int, permille: int) -> bool:
    """True when at least half of all accounts felt so much of it around a second."""
    return all(
        sum(one >= permille for one in share.values()) * 2 >= len(record.companies) for share in _around(record, at_s)
    )


def _around(record: Record, at_s: int) -> list[Mapping[str, int]]:
    """What failed around a second; while a service breaks or comes back, one moment proves nothing."""
    return [record.failing_at(moment_s) for moment_s in (at_s - SETTLING_S, at_s, at_s + SETTLING_S)]
