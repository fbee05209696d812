"""Messages as sent, cut into segments where the reader's findings begin and end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from scoring.record import Record, Seen
from scoring.reports.clock import Clock
from scoring.reports.model import Mark, Message, Segment
from simulator import events as e
from simulator.reading.result import Finding
from simulator.states import customer_of
from simulator.vocabulary import SEAT_TITLES, Seat, promised
from simulator.writer import writer

_KINDS: tuple[tuple[type[Any], str], ...] = (
    (e.UpdatePosted, "update"),
    (e.Replied, "reply"),
    (e.CustomerAcknowledged, "acknowledgement"),
    (e.BriefPosted, "brief"),
    (e.CreditGranted, "credit"),
    (e.AuthorityNotified, "notification"),
)
_CHANNELS = {
    "status_page": "status page",
    "customer_mail": "customer mail",
    "holding_line": "holding line",
    "war_room": "war room",
}


_WHOLE = (e.UpdatePosted, e.BriefPosted, e.PostmortemSubmitted)
"""Texts of which everything is asked; a reply need not say all that a post says, so it gets no number."""
_FAULTS = ("vague", "over", "spin", "blam", "jargon", "counterfactual", "normative")
"""Features that no text should have; a place of theirs without advice was forgiven by its context."""


def messages(record: Record, clock: Clock, seats: dict[int, str]) -> tuple[Message, ...]:
    """Every text that the judged person sent, in order; the post-mortem stands apart.

    Args:
        record: The journal.
        clock: Words for moments.
        seats: The seat that sent each line, by line number.
    """
    found = [(seen, kind) for event, kind in _KINDS for seen in record.mine(event)]
    return tuple(
        _message(record, clock, seen, kind, seats.get(seen.n, ""))
        for seen, kind in sorted(found, key=lambda pair: pair[0].n)
    )


def postmortem(record: Record, clock: Clock, seats: dict[int, str]) -> Message | None:
    """The last post-mortem that the judged person handed in."""
    handed_in = record.mine(e.PostmortemSubmitted)
    if not handed_in:
        return None
    return _message(record, clock, handed_in[-1], "post-mortem", seats.get(handed_in[-1].n, ""))


def _message(record: Record, clock: Clock, seen: Seen[Any], kind: str, seat: str) -> Message:
    reading = getattr(seen.event, "reading", None)
    findings: tuple[Finding, ...] = reading.findings if reading else ()
    faults = tuple(finding for finding in findings if finding.advice)
    good = tuple(finding for finding in findings if not finding.advice and not finding.feature.startswith(_FAULTS))
    return Message(
        n=seen.n, at_s=seen.at_s, utc=clock.utc(seen.at_s), kind=kind, to=_to(record, seen.event),
        by=SEAT_TITLES[Seat(seat)] if seat in set(Seat) else "",
        score=_score(reading) if isinstance(seen.event, _WHOLE) else None,
        segments=tuple(segments(seen.event.text, faults, good)),
        marks=tuple(_mark(number, finding) for number, finding in enumerate(faults, 1)),
        holds=tuple(sorted({_words(finding.feature) for finding in good})),
    )  # fmt: skip


def _score(reading: Any) -> int | None:
    return reading.score if reading is not None and reading.readable == "yes" else None


def _to(record: Record, event: Any) -> str:
    if isinstance(event, e.UpdatePosted):
        to = ", ".join(record.company(account) for account in event.accounts)
        return _CHANNELS[event.channel.value] + (f" to {to}" if to else "")
    if isinstance(event, e.Replied):
        message = record.messages.get(event.message)
        return _sender(record, message.event) if message else event.message
    if isinstance(event, e.CustomerAcknowledged):
        return record.company(event.account)
    if isinstance(event, e.CreditGranted):
        proposal = record.proposals.get(event.proposal)
        return record.company(proposal.event.account) if proposal else event.proposal
    return event.authority if isinstance(event, e.AuthorityNotified) else "executives"


def _sender(record: Record, event: e.MessageArrived) -> str:
    person, account = record.people.get(event.sender), customer_of(event, record.people)
    belongs = record.company(account) if account else person.title if person else ""
    who = person.name if person else writer(event.sender, belongs, event.medium)
    return who if belongs in who else f"{who}, {belongs}"


def _words(feature: str) -> str:
    """A feature of the reader as people call it."""
    return {"rfo": promised("rfo"), "impact_quant": "impact in figures"}.get(feature, feature.replace("_", " "))


def _mark(number: int, finding: Finding) -> Mark:
    return Mark(
        number=number, feature=_words(finding.feature), rule=finding.rule.replace("_", " "),
        quote=finding.quote, advice=finding.advice,
    )  # fmt: skip


def segments(text: str, faults: Sequence[Finding], good: Sequence[Finding] = ()) -> Iterator[Segment]:
    """Cut a text where findings begin and end; joined again, the segments are the text."""
    spans = [(max(0, f.start), min(len(text), f.end), n) for n, f in enumerate([*faults, *good], 1) if f.start < f.end]
    cuts = sorted({0, len(text), *(edge for start, end, _ in spans for edge in (start, end) if start < end)})
    for start, end in pairwise(cuts):
        covering = [number for first, last, number in spans if first <= start and end <= last]
        marks = tuple(number for number in covering if number <= len(faults))
        yield Segment(text=text[start:end], marks=marks, good=bool(covering) and not marks)
