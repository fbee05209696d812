"""What was granted to whom, on which basis, and with whose word."""

from __future__ import annotations

from dataclasses import dataclass

from scoring.gifts import gift
from scoring.posts import ToCustomers, external, spoken, told_to
from scoring.record import Record, Seen
from scoring.told_credit import fault_of
from simulator import events as e

MONEY = "money"
"""The reader's rule on promised money."""


Approval = Seen[e.CreditDecided] | Seen[e.CreditApproved]


@dataclass(frozen=True, slots=True)
class Grant:
    """One credit or extension that the judged person promised to a customer."""

    told: Seen[e.CreditGranted]
    asked: Seen[e.CreditProposed]
    decided: Approval | None
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
    told = [(seen, record.proposals[seen.event.proposal]) for seen in record.mine(e.CreditGranted)
            if seen.event.proposal in record.proposals]  # fmt: skip
    sums: dict[str, int] = {}
    for _, asked in told:
        sums[asked.event.account] = sums.get(asked.event.account, 0) + asked.event.amount_cents
    return tuple(_grant(record, seen, asked, sums[asked.event.account]) for seen, asked in told)


def _grant(record: Record, told: Seen[e.CreditGranted], asked: Seen[e.CreditProposed], all_cents: int) -> Grant:
    company = record.companies.get(asked.event.account)
    fee_cents = company.monthly_fee_cents if company else 0
    fault, quote = fault_of(told.event.text, asked.event.amount_cents, fee_cents, all_cents)
    return Grant(told, asked, _approval(record, told), fault, quote)


def _approval(record: Record, told: Seen[e.CreditGranted]) -> Approval | None:
    """The approval of a proposal that came before the customer was told."""
    return next(
        (one for one in _approvals(record) if one.n < told.n and one.event.proposal == told.event.proposal), None
    )


def _approvals(record: Record) -> list[Approval]:
    """Every approval: those of the world's approvers first, then those that the team's own gave."""
    return [*(seen for seen in record.all(e.CreditDecided) if seen.event.approved), *record.all(e.CreditApproved)]


def loose_words(record: Record) -> tuple[Loose, ...]:
    """Texts of the judged person that promised a customer money before anybody had approved any, in order."""
    first_n = min((yes.n for yes in _approvals(record)), default=None)
    texts = [*((post.n, post.event) for post in external(record)), *((s.n, s.event) for s in spoken(record))]
    found = []
    for n, event in sorted(texts, key=lambda text: text[0]):
        read = [found for found in event.reading.findings if found.rule == MONEY]
        if read and (first_n is None or n < first_n):
            found.append(Loose(n, read[0].quote, read[0].advice))
        elif (words := gift(event.text)) and not _is_approved(record, n, event):
            found.append(Loose(n, words, "Promise no money before it is approved; say when you will write about it."))
    return tuple(found)


def _is_approved(record: Record, n: int, event: ToCustomers) -> bool:
    """Whether something was approved before a line for somebody who reads it."""
    readers = event.accounts if isinstance(event, e.UpdatePosted) else (told_to(record, event),)
    offers = (record.proposals.get(yes.event.proposal) for yes in _approvals(record) if yes.n < n)
    return any(not readers or (offer.event.account if offer else "") in readers for offer in offers)


def stands_higher(title: str, needed: str, ranks: tuple[str, ...]) -> bool:
    """True when a title stands above another in the approval matrix, lowest first."""
    return title in ranks and needed in ranks and ranks.index(title) > ranks.index(needed)
