"""How promises stand on the screen: as the score will see them, by the severity that was declared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from scoring.heard import Heard, first_news, heard
from simulator import events as e
from simulator.incident import Incident
from simulator.runbook import Runbook
from simulator.states import Promise
from simulator.vocabulary import Severity


@dataclass(frozen=True, slots=True)
class Standing:
    """One promise."""

    state: str
    """`open`, `kept` or `broken`."""
    why: str = ""
    """Why that is not what one would expect; empty when it is."""
    tail: str = ""
    """The same in two or three words."""


def cadence_s(incident: Incident, runbook: Runbook) -> int:
    """The longest silence that the runbook allows; the strictest while nothing is declared."""
    record = incident.record
    if record.incident_class is None:
        return runbook.cadence.sev1
    return runbook.cadence.for_incident(record.severity or Severity.SEV1, record.incident_class)


def standings(incident: Incident, runbook: Runbook) -> Mapping[str, Standing]:
    """How each promise stands, by its id; as the ledger has it where what the reader found does not travel."""
    if not _is_read(incident) or not any(_is_news(promise) for promise in incident.promises.values()):
        return {name: Standing(promise.state) for name, promise in incident.promises.items()}
    asked_by = {name: one.event.account for name, one in incident.messages.items()}
    told = heard(incident.posts, incident.accounts, asked_by)
    return {name: _standing(incident, runbook, promise, told) for name, promise in incident.promises.items()}


def _is_read(incident: Incident) -> bool:
    """Whether the readings of posts are at hand: a seat of a team exercise has them cut out."""
    return all(post.event.reading.reader for post in incident.posts if isinstance(post.event, e.UpdatePosted))


def _is_news(promise: Promise) -> bool:
    return promise.what == "update" and promise.state == "kept"


def _standing(incident: Incident, runbook: Runbook, promise: Promise, told: tuple[Heard, ...]) -> Standing:
    if not _is_news(promise):
        return Standing(promise.state)
    keeper = next((one for one in told if one.n == promise.ended_by), None)
    empty = keeper is not None and bool(keeper.emptiness)
    news = first_news(told, promise.account, promise.ended_by) if empty else keeper
    at_s = promise.ended_s if news is None and not empty else news.at_s if news else None
    inside = promise.account == "inside"
    due_s = promise.due_s if inside else min(promise.due_s, promise.made_s + cadence_s(incident, runbook))
    if at_s is not None and at_s > due_s + runbook.promise_grace_s:
        return Standing("broken", "The news came later than the promise, or the cadence, allows.", "late")
    if at_s is not None:
        return _kept(promise, news)
    if incident.last_at_s > due_s + runbook.promise_grace_s:
        return Standing("broken", "What was sent in time says nothing of the incident.", "no news")
    return Standing("open", "A post went out, but it keeps nothing: it says nothing of the incident.", "no news yet")


def _kept(promise: Promise, news: Heard | None) -> Standing:
    """A promise to one customer may be kept by what everybody reads; whoever made it should know."""
    if news is not None and "*" in news.readers and promise.account not in ("", "*"):
        return Standing("kept", "Kept by the status page, which every customer reads.", "kept by page")
    return Standing("kept")
