"""What was granted to whom, on which basis, and with whose word."""

from __future__ import annotations

from dataclasses import dataclass

from scoring.gifts import gift
from scoring.posts import external, spoken, told_to
from scoring.record import Record, Seen
from scoring.told_credit import fault_of
from simulator import events as e

MONEY = "money"
"""The reader's rule on promised money."""


@dataclass(frozen=True, slots=True)
class Grant:
    """One credit or extension that the judged person promised to a customer."""

    told: Seen[e.CreditGranted]
    asked: Seen[e.CreditProposed]
    decided: Seen[e.CreditDecided] | Seen[e.CreditApproved] | None
    """The approval that came before the promise, if any."""
    fault: str = ""
    """How the words to the customer differ from what was approved; empty when they do not."""
    quote: str = ""
    """The words that differ."""

    @property
    def account(self) -> str:
        """To whom."""
        return self.asked.event.account


@dataclass(frozen=True, slots=True)
class Loose:
    """Words in a text to customers that promise money which nobody had approved."""

    n: int
    """Number of the journal line that holds the text."""
    quote: str
    advice: str


def grants(record: Record) -> tuple[Grant, ...]:
    """Every grant of the judged person, in order."""
    proposals = {seen.event.proposal: seen for seen in record.all(e.CreditProposed)}
    told = [(seen, proposals[seen.event.proposal]) for seen in record.mine(e.CreditGranted)
            if seen.event.proposal in proposals]  # fmt: skip
    sums: dict[str, int] = {}
    for _, asked in told:
        sums[asked.event.account] = sums.get(asked.event.account, 0) + asked.event.amount_cents
    return tuple(_grant(record, seen, asked, sums[asked.event.account]) for seen, asked in told)


def _grant(record: Record, told: Seen[e.CreditGranted], asked: Seen[e.CreditProposed], all_cents: int) -> Grant:
    company = record.companies.get(asked.event.account)
    fee_cents = company.monthly_fee_cents if company else 0
    fault, quote = fault_of(told.event.text, asked.event.amount_cents, fee_cents, all_cents)
    return Grant(told, asked, _approval(record, told), fault, quote)


def _approval(record: Record, told: Seen[e.CreditGranted]) -> Seen[e.CreditDecided] | Seen[e.CreditApproved] | None:
    for decided in record.all(e.CreditDecided):
        if decided.n < told.n and decided.event.proposal == told.event.proposal and decided.event.approved:
            return decided
    for approved in record.all(e.CreditApproved):
        if approved.n < told.n and approved.event.proposal == told.event.proposal:
            return approved
    return None


def loose_words(record: Record) -> tuple[Loose, ...]:
    """Texts of the judged person that promised a customer money before anybody had approved any, in order."""
    first = min((n for n, _ in _approvals(record)), default=None)
    texts = [*((post.n, post.event) for post in external(record)), *((s.n, s.event) for s in spoken(record))]
    found = []
    for n, event in sorted(texts, key=lambda text: text[0]):
        read = [found for found in event.reading.findings if found.rule == MONEY]
        if read and (first is None or n < first):
            found.append(Loose(n, read[0].quote, read[0].advice))
        elif (words := gift(event.text)) and not _is_approved(record, n, event):
            found.append(Loose(n, words, "Promise no money before it is approved; say when you will write about it."))
    return tuple(found)


def _approvals(record: Record) -> list[tuple[int, str]]:
    """The lines of approvals, each with the account that it is for."""
    accounts = {seen.event.proposal: seen.event.account for seen in record.all(e.CreditProposed)}
    said = [(seen.n, seen.event.proposal) for seen in record.all(e.CreditDecided) if seen.event.approved]
    said += [(seen.n, seen.event.proposal) for seen in record.all(e.CreditApproved)]
    return [(n, accounts.get(proposal, "")) for n, proposal in said]


def _is_approved(record: Record, n: int, event: e.UpdatePosted | e.Replied | e.CustomerAcknowledged) -> bool:
    """Whether something was approved before a line for somebody who reads it."""
    readers = event.accounts if isinstance(event, e.UpdatePosted) else (told_to(record, event),)
    return any(at_n < n and (not readers or account in readers) for at_n, account in _approvals(record))


def stands_higher(title: str, needed: str, ranks: tuple[str, ...]) -> bool:
    """True when a title stands above another in the approval matrix, lowest first."""
    return title in ranks and needed in ranks and ranks.index(title) > ranks.index(needed)
