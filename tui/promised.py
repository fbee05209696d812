"""How promises stand on the screen: as the score will see them, by the severity that was declared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from scoring.explained import is_for_customers
from scoring.heard import Heard, first_news, heard, news_due_s, on_call
from simulator import events as e
from simulator.incident import Incident
from simulator.runbook import Runbook
from simulator.states import Promise, told_alone
from simulator.vocabulary import Severity

PERSONAL = (
    "A message to them or a call with them keeps it; a post on the status page only in the last half of the time that "
    "was promised."
)
NOT_ADDRESSED = "The post-mortem has no passage that is addressed to customers; add one, or write to them."


@dataclass(frozen=True, slots=True)
class Standing:
    """One promise."""

    state: str
    """`open`, `kept` or `broken`."""
    why: str = ""
    """Why that is not what one would expect; empty when it is."""
    tail: str = ""
    """The same in two or three words."""
    unheard: bool = False
    """It broke, and those who were promised it have not got it since."""

    @property
    def owed(self) -> bool:
        """True until it is kept, or until those whom it failed have got it at last."""
        return self.state == "open" or self.unheard


def cadence_s(incident: Incident, runbook: Runbook) -> int:
    """The longest silence that the runbook allows; the strictest while nothing is declared."""
    record = incident.record
    if record.incident_class is None:
        return runbook.cadence.sev1
    return runbook.cadence.for_incident(record.severity or Severity.SEV1, record.incident_class)


def standings(incident: Incident, runbook: Runbook) -> Mapping[str, Standing]:
    """How each promise stands, by its id; as the ledger has it where what the reader found does not travel."""
    found = incident.promises
    if not any(promise.what in ("update", "rfo") for promise in found.values()):
        return {name: Standing(promise.state) for name, promise in found.items()}
    calls = [
        on_call(one.ended_by, one.ended_s, one.account)
        for one in found.values() if one.what == "call" and one.state == "kept" and one.ended_s is not None
    ]  # fmt: skip
    told = heard(
        incident.posts,
        incident.accounts,
        lambda event: told_alone(event, incident.messages, incident.credits, incident.people),
        calls,
    )
    if _is_read(incident):
        stands = {name: _standing(incident, runbook, promise, told) for name, promise in found.items()}
    else:
        told = tuple(replace(one, emptiness="") for one in told)
        stands = {name: Standing(promise.state) for name, promise in found.items()}
    unheard = {
        name for name, one in stands.items()
        if one.state == "broken" and _is_unheard(incident, runbook, found[name], told)
    }  # fmt: skip
    return {name: replace(one, unheard=name in unheard) for name, one in stands.items()}


def _is_unheard(incident: Incident, runbook: Runbook, promise: Promise, told: tuple[Heard, ...]) -> bool:
    """Whether news, or the written explanation, never reached those who were promised it."""
    if promise.what == "rfo":
        return not _has_explanation(incident, promise)
    return promise.what == "update" and _news(incident, runbook, promise, told) is None


def _news(incident: Incident, runbook: Runbook, promise: Promise, told: tuple[Heard, ...]) -> Heard | None:
    """The first news for those who were given a promise, in time or late."""
    due_s = _due_s(incident, runbook, promise)
    return first_news(told, promise.account, made_n=promise.n, made_s=promise.made_s, due_s=due_s)


def _due_s(incident: Incident, runbook: Runbook, promise: Promise) -> int:
    cadence = cadence_s(incident, runbook)
    return news_due_s(promise.account, made_s=promise.made_s, due_s=promise.due_s, cadence_s=cadence)


def _is_read(incident: Incident) -> bool:
    """Whether the readings of posts are at hand: a seat of a team exercise has them cut out."""
    return all(post.event.reading.reader for post in incident.posts if isinstance(post.event, e.UpdatePosted))


def _may_be_news(promise: Promise) -> bool:
    return promise.what == "update" and promise.state != "broken"


def _standing(incident: Incident, runbook: Runbook, promise: Promise, told: tuple[Heard, ...]) -> Standing:
    if not _may_be_news(promise):
        return _explained(incident, promise)
    due_s, news = _due_s(incident, runbook, promise), _news(incident, runbook, promise, told)
    if news is None and promise.state == "open":
        return Standing("open", "" if promise.account == "*" else PERSONAL)
    empty = any(one.n == promise.ended_by and one.emptiness for one in told)
    at_s = news.at_s if news is not None else None if empty else promise.ended_s
    if at_s is not None and at_s > due_s + runbook.promise_grace_s:
        return Standing("broken", "The news came later than the promise, or the cadence, allows.", "late")
    if at_s is not None:
        return _kept(promise, news)
    if incident.last_at_s > due_s + runbook.promise_grace_s:
        return Standing("broken", "What was sent in time says nothing of the incident.", "no news")
    return Standing("open", "A post went out, but it keeps nothing: it says nothing of the incident.", "no news yet")


def _explained(incident: Incident, promise: Promise) -> Standing:
    """A written explanation for customers is not kept by a document for colleagues."""
    if promise.what == "rfo" and promise.state == "kept" and not _has_explanation(incident, promise):
        return Standing("open", NOT_ADDRESSED, "not sent yet")
    return Standing(promise.state)


def _has_explanation(incident: Incident, promise: Promise) -> bool:
    """Whether the post-mortem is in, and is for those who were promised it as far as it has been read."""
    document = incident.postmortem
    if document is None or promise.account == "inside" or not document.reading.reader:
        return document is not None
    return is_for_customers(document)


def _kept(promise: Promise, news: Heard | None) -> Standing:
    """A promise to one customer, or to colleagues, may be kept by what everybody reads; whoever made it should know."""
    if news is not None and "*" in news.readers and promise.account not in ("", "*"):
        return Standing("kept", "Kept by the status page, which everybody reads.", "kept by the status page")
    return Standing("kept")
