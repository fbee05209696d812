"""Focal drills: one thing, in three to five minutes: where it begins, what to do, when it ends, what counts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from simulator import events as e
from simulator.clock import hhmm
from tui.due import next_update_s
from tui.tour import tour_goal, tour_is_over

if TYPE_CHECKING:
    from simulator.incident import Incident
    from simulator.journal import Entry
    from tui.session import DrillLike

HOUSE = "reference"
"""Person id of the simulated player who prepares a focal drill; nothing of theirs earns a point."""
FIRST_S = 900
ROUND_S = 600
"""Posts to several channels within so many seconds are one round of news."""
LEAD_S = 180
"""An update is to be written this long before it is due in the reference run."""
CLOSE_WITHIN_S = 2 * 3_600
LETTERS = {"A": "first15", "B": "first15", "C": "update", "D": "first15", "E": "update", "F": "close", "G": "close"}
"""The focal drill that practises a domain."""


@dataclass(frozen=True, slots=True)
class Focus:
    """One focal drill."""

    id: str
    title: str
    words: str
    minutes: int
    """About how long on the wall."""
    criteria: tuple[str, ...]
    """What counts; nothing else of the rubric is shown."""
    speed: int
    begins: Callable[[Iterable[Entry]], int | None]
    """From a reference run's lines, the drill second at which the trainee takes over; None = this form has none."""
    over: Callable[[Incident, int, int], bool]
    """Whether it is done, given the fold, the second it began and the second it is."""
    goal: Callable[[DrillLike], str]
    """What to do, in a line that stays in sight."""


def _from_the_start(entries: Iterable[Entry]) -> int | None:
    return 0


def _before_an_update(entries: Iterable[Entry]) -> int | None:
    """Some minutes before the next word to customers, once the first round is out and some time has passed."""
    posts = [one.at_s for one in entries if isinstance(one.event, e.UpdatePosted) and _tells_customers(one.event)]
    return next((post - LEAD_S for before, post in pairwise(posts) if post - before >= ROUND_S), None)


def _tells_customers(event: e.UpdatePosted) -> bool:
    return event.channel.is_external and not event.final


def _once_mitigated(entries: Iterable[Entry]) -> int | None:
    return next((one.at_s + 1 for one in entries if isinstance(one.event, e.MitigationMarked)), None)


def _first_over(incident: Incident, began_s: int, at_s: int) -> bool:
    return incident.first_signal_s is not None and at_s >= incident.first_signal_s + FIRST_S


def _update_over(incident: Incident, began_s: int, at_s: int) -> bool:
    last_s = incident.last_external_s
    return (last_s is not None and last_s >= began_s) or at_s >= began_s + 2 * FIRST_S


def _close_over(incident: Incident, began_s: int, at_s: int) -> bool:
    done = incident.closed_s is not None and incident.postmortem_days is not None
    return done or at_s >= began_s + CLOSE_WITHIN_S


def _first_goal(drill: DrillLike) -> str:
    signal_s = drill.incident.first_signal_s
    if signal_s is None:
        return "Wait for the page: > runs on to it. Then you have 15 minutes."
    until = hhmm(drill.scenario.start_utc_s + signal_s + FIRST_S)
    return f"By {until} UTC: acknowledge, declare, name IC and Comms Lead, tell customers once."


def _update_goal(drill: DrillLike) -> str:
    due_s = next_update_s(drill.incident, drill.runbook)
    by = f" by {hhmm(drill.scenario.start_utc_s + due_s)} UTC" if due_s is not None else ""
    return f"Write the next customer update{by}: 2 shows the timeline, u writes. It ends when you send."


def _close_goal(drill: DrillLike) -> str:
    incident = drill.incident
    left = [
        words
        for words, done in (
            ("evidence e", any(at_s >= (incident.mitigated_s or 0) for at_s, _ in incident.evidence)),
            ("resolve M", incident.resolved_s is not None),
            ("ask a customer v", any(account.confirmed for account in incident.accounts.values())),
            ("close Q", incident.closed_s is not None),
            ("date the post-mortem g", incident.postmortem_days is not None),
        )
        if not done
    ]
    return f"It is contained. Watch (>), then: {', '.join(left)}, and a closing note to customers u."


FOCI: dict[str, Focus] = {
    one.id: one
    for one in (
        Focus("first15", "The first 15 minutes", "page, declaration, roles, first word to customers", 4,
              ("A1", "A2", "A3", "A4", "B1", "B2", "C1"), 4, _from_the_start, _first_over, _first_goal),
        Focus("update", "One update", "an incident is under way, and customers are due the next word", 3,
              ("C3", "C5", "C6"), 1, _before_an_update, _update_over, _update_goal),
        Focus("close", "One close", "contained: prove it, confirm it, close it, date the post-mortem", 5,
              ("F1", "F2", "F3", "F4"), 4, _once_mitigated, _close_over, _close_goal),
    )
}  # fmt: skip
TOUR = Focus("tour", "The tour", "a tiny incident, and the keys that matter", 2,
             ("A1", "A3", "B1", "C5"), 4, _from_the_start, tour_is_over, tour_goal)  # fmt: skip
"""Not listed with the others: it has a scenario of its own."""


def focus_of(incident: Incident) -> Focus | None:
    """The focal drill that this is, or None for a whole one (or for one that a newer version knows)."""
    return TOUR if incident.focus == TOUR.id else FOCI.get(incident.focus)


def is_over(focus: Focus, incident: Incident, at_s: int) -> bool:
    """Whether a focal drill has come to its end."""
    return focus.over(incident, incident.first_at_s.get("focus_begun", 0), at_s)


def focus_for(card: Mapping[str, Any]) -> Focus:
    """The focal drill for a scorecard: the one that practises the domain which lost the most points."""
    domains = [one for one in card.get("domains", ()) if str(one["id"]) in LETTERS]
    worst = max(domains, key=lambda one: float(one["of"] or 0) - float(one["points"]), default=None)
    return FOCI[LETTERS[str(worst["id"])] if worst else "update"]


def narrowed(card: Mapping[str, Any], focus: Focus) -> dict[str, Any]:
    """A scorecard that speaks of a focal drill alone: its criteria at their own weights, and nothing of a whole drill.

    What the judge moved here from criteria that could not be scored, and what a pass lacks, is a whole drill's.
    """
    kept = [_alone(one) for one in card["criteria"] if one["id"] in focus.criteria]
    points, of = _sums(kept)
    shares = [_share(domain, kept) for domain in card["domains"]]
    simulated = "" if focus.begins is _from_the_start else " What led up to it was simulated."
    return {
        **card, "focus": focus.title, "total": round(100 * points / of) if of else 0, "band": "", "gates": [],
        "shortfalls": [], "criteria": kept, "distinctions": [], "first_hour": None,
        "domains": [domain for domain in shares if domain["of"]],
        "honesty": f"A short drill is for practice and stands in no record.{simulated}",
    }  # fmt: skip


def _alone(one: Mapping[str, Any]) -> dict[str, Any]:
    """A criterion with the points of its own weight."""
    of = 0.0 if one["value"] is None else float(one["weight"])
    return {**one, "points": of * float(one["value"] or 0), "of": of}


def _sums(criteria: Iterable[Mapping[str, Any]]) -> tuple[float, float]:
    """Points, and how many there were."""
    each = [(float(one["points"]), float(one["of"])) for one in criteria]
    return round(sum(points for points, _ in each), 2), sum(of for _, of in each)


def _share(domain: Mapping[str, Any], kept: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    points, of = _sums(one for one in kept if one["id"][0] == domain["id"])
    return {**domain, "points": points, "of": of}
