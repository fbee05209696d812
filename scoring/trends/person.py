"""One person over their drills: the runbook's measures of individuals."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import msgspec

from scoring.trends.figure import Figure, middle, share
from scoring.trends.measure import Measure


class PersonTrend(msgspec.Struct, frozen=True, kw_only=True):
    """What one person's drills say."""

    person: str
    drills: int
    """Finished ones; no other is counted: what was left says nothing about what one would have done."""
    unfinished_left_out: int
    simulated: int
    """How many of them a bot played; they are counted apart and never mixed in."""
    figures: tuple[Figure, ...]


class History(msgspec.Struct, frozen=True, kw_only=True):
    """What `warroom history --format json` prints."""

    format: int = 1
    people: tuple[PersonTrend, ...]


def person_trends(measures: Iterable[Measure]) -> tuple[PersonTrend, ...]:
    """Every person's trend, by id; bots' drills stand under the id with `(simulated)` behind it."""
    found: dict[tuple[str, bool], list[Measure]] = defaultdict(list)
    for one in measures:
        found[one.person, one.mode == "simulated"].append(one)
    return tuple(_trend(person, theirs, simulated) for (person, simulated), theirs in sorted(found.items()))


def _trend(person: str, theirs: list[Measure], simulated: bool) -> PersonTrend:
    finished = sum(one.finished for one in theirs)
    return PersonTrend(
        person=person + (" (simulated)" if simulated else ""), drills=finished,
        unfinished_left_out=len(theirs) - finished, simulated=finished if simulated else 0, figures=individual(theirs),
    )  # fmt: skip


def individual(measures: list[Measure]) -> tuple[Figure, ...]:
    """IC cadence kept, timeline completeness, post-mortem timeliness, action closure; of finished drills."""
    due = [one for one in measures if one.finished]
    led = [one for one in due if one.held_ic]
    timely = sum(one.postmortem_days is not None and one.postmortem_days <= one.postmortem_due_days for one in due)
    return (
        share("ic_cadence", "IC cadence kept (updates and briefs due while IC)",
              sum(one.updates.hit + one.briefs.hit for one in led), sum(one.updates.of + one.briefs.of for one in led)),
        share("timeline", "Timeline completeness (key moments that came about, logged)",
              sum(one.timeline.hit for one in due), sum(one.timeline.of for one in due)),
        share("postmortem", "Post-mortem scheduled in time (drills)", timely, len(due)),
        share("actions", "Remediation actions closed, simulated epilogue",
              sum(one.actions.hit for one in due), sum(one.actions.of for one in due)),
        middle("score", "Score, median over drills", "points", [one.total_centi for one in due], 100, digits=2),
    )  # fmt: skip
