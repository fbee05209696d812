"""What was granted to whom, on which basis, and with whose word."""

from __future__ import annotations

from dataclasses import dataclass

from scoring.record import Record, Seen
from simulator import events as e


@dataclass(frozen=True, slots=True)
class Grant:
    """One credit or extension that the judged person promised to a customer."""

    told: Seen[e.CreditGranted]
    asked: Seen[e.CreditProposed]
    decided: Seen[e.CreditDecided] | Seen[e.CreditApproved] | None
    """The approval that came before the promise, if any."""

    @property
    def account(self) -> str:
        """To whom."""
        return self.asked.event.account


def grants(record: Record) -> tuple[Grant, ...]:
    """Every grant of the judged person, in order."""
    proposals = {seen.event.proposal: seen for seen in record.all(e.CreditProposed)}
    return tuple(
        Grant(told, proposals[told.event.proposal], _approval(record, told))
        for told in record.mine(e.CreditGranted)
        if told.event.proposal in proposals
    )


def _approval(record: Record, told: Seen[e.CreditGranted]) -> Seen[e.CreditDecided] | Seen[e.CreditApproved] | None:
    for decided in record.all(e.CreditDecided):
        if decided.n < told.n and decided.event.proposal == told.event.proposal and decided.event.approved:
            return decided
    for approved in record.all(e.CreditApproved):
        if approved.n < told.n and approved.event.proposal == told.event.proposal:
            return approved
    return None


def stands_higher(title: str, needed: str, ranks: tuple[str, ...]) -> bool:
    """True when a title stands above another in the approval matrix, lowest first."""
    return title in ranks and needed in ranks and ranks.index(title) > ranks.index(needed)
