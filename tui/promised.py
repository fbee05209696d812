"""How promises stand on the screen: as the score will see them, by the severity that was declared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from scoring.explained import is_for_customers
from scoring.heard import Fate, Heard, fate, first_news, heard, on_call
from simulator import events as e
from simulator.incident import Incident
from simulator.runbook import Runbook
from simulator.states import Promise, told_alone
from simulator.vocabulary import Severity

PERSONAL = (
    "A message to them or a call with them keeps it; a post on the status page only in the last half of the time that "
    "was promised."
)
NOTHING = "Nothing was sent within the cadence of the runbook."
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
    return promise.what == "update" and first_news(promise, told, cadence_s(incident, runbook)) is None


def _is_read(incident: Incident) -> bool:
    """Whether the readings of posts are known here: they are withheld from the seats of a team exercise."""
    return all(post.event.reading.reader for post in incident.posts if isinstance(post.event, e.UpdatePosted))


def _standing(incident: Incident, runbook: Runbook, promise: Promise, told: tuple[Heard, ...]) -> Standing:
    if promise.what == "rfo":
        return _explained(incident, promise)
    found = fate(promise, told, cadence_s=cadence_s(incident, runbook), grace_s=runbook.promise_grace_s,
                 now_s=incident.last_at_s)  # fmt: skip
    if promise.what != "update" or promise.state == "broken":
        return Standing(found.state)
    if found.state == "kept":
        return _kept(promise, found.news)
    if found.state == "open":
        return _open(promise, found)
    if found.at_s is not None:
        return Standing("broken", "The news came later than the promise, or the cadence, allows.", "late")
    return Standing(
        "broken", "What was sent in time says nothing of the incident." if found.empty else NOTHING, "no news"
    )


def _open(promise: Promise, found: Fate) -> Standing:
    """An empty post may look as if it kept what is still due, and a post to everybody what one customer waits for."""
    if found.empty is not None:
        return Standing(
            "open", "A post went out, but it keeps nothing: it says nothing of the incident.", "no news yet"
        )
    return Standing("open", "" if promise.account == "*" else PERSONAL)


def _explained(incident: Incident, promise: Promise) -> Standing:
    """A written explanation for customers is not kept by a document for colleagues."""
    if promise.state == "kept" and not _has_explanation(incident, promise):
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
