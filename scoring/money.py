"""What was granted to whom, on which basis, and with whose word."""

from __future__ import annotations

from dataclasses import dataclass

from scoring.posts import external, spoken
from scoring.record import Record, Seen
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


def loose_words(record: Record) -> tuple[Loose, ...]:
    """Texts of the judged person that promised a customer money before anybody had approved any, in order."""
    decided = [seen.n for seen in record.all(e.CreditDecided) if seen.event.approved]
    first = min((*decided, *(seen.n for seen in record.all(e.CreditApproved))), default=None)
    texts = [*((post.n, post.reading) for post in external(record)), *((s.n, s.event.reading) for s in spoken(record))]
    return tuple(
        Loose(n, words.quote, words.advice)
        for n, reading in sorted(texts, key=lambda text: text[0])
        for words in [found for found in reading.findings if found.rule == MONEY][:1]
        if first is None or n < first
    )


def stands_higher(title: str, needed: str, ranks: tuple[str, ...]) -> bool:
    """True when a title stands above another in the approval matrix, lowest first."""
    return title in ranks and needed in ranks and ranks.index(title) > ranks.index(needed)
