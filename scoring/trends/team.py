"""A team over its drills: the runbook's leading and lagging metrics; nobody is named, small groups are hidden."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from scoring.trends.figure import Figure, middle, share, slope
from scoring.trends.measure import Measure

SMALL_GROUP = 5
"""Fewer people than this could be told apart in a team's figures."""
_EARLY_S = 15 * 60


class TeamTrend(msgspec.Struct, frozen=True, kw_only=True):
    """What a team's drills say."""

    people: int
    drills: int
    """Finished ones; no other is counted."""
    unfinished_left_out: int
    simulated_left_out: int
    """Drills of bots are no drills of the team."""
    hidden: bool
    """True when the group is too small: then there are no figures."""
    words: str
    team: tuple[Figure, ...] = ()
    leading: tuple[Figure, ...] = ()
    lagging: tuple[Figure, ...] = ()


class TeamReport(msgspec.Struct, frozen=True, kw_only=True):
    """What `warroom team-report --format json` prints."""

    format: int = 1
    team: TeamTrend


def team_trend(measures: Iterable[Measure], *, simulated: bool = False) -> TeamTrend:
    """The team's figures.

    Args:
        measures: Of any number of drills.
        simulated: Look at bots' drills instead of people's; then no group is too small, for nobody is in it.
    """
    whole = list(measures)
    theirs = [one for one in whole if (one.mode == "simulated") is simulated]
    chosen = [one for one in theirs if one.finished]
    chosen.sort(key=lambda one: (one.played_utc_s, one.drill))
    people = len({one.person for one in chosen})
    base = TeamTrend(
        people=people, drills=len(chosen), unfinished_left_out=len(theirs) - len(chosen),
        simulated_left_out=0 if simulated else len(whole) - len(theirs), hidden=False, words="",
    )  # fmt: skip
    if people < SMALL_GROUP and not simulated:
        words = f"hidden: fewer than {SMALL_GROUP} people ({people}); figures would point at persons"
        return msgspec.structs.replace(base, hidden=True, words=words)
    words = "simulated agents, not people" if simulated else f"{people} people, {len(chosen)} drills"
    return msgspec.structs.replace(
        base, words=words, team=_team(chosen), leading=_leading(chosen), lagging=_lagging(chosen)
    )


def _team(drills: list[Measure]) -> tuple[Figure, ...]:
    due = [one for one in drills if one.declare_due]
    early = sum(one.declare_s is not None and 0 <= one.declare_s < _EARLY_S for one in due)
    ended = [one for one in drills if one.recurred is not None]
    credit = sum(one.credit_cents for one in drills)
    return (
        share("declared_early", "Incidents declared in less than 15 min (drills with an incident)", early, len(due)),
        share("update_sla", "Update SLA hit rate (updates due)",
              sum(one.updates.hit for one in drills), sum(one.updates.of for one in drills)),
        slope([(one.scenario, one.restore_s) for one in drills if one.restore_s is not None]),
        share("recurrence", "Fault back within 90 days, simulated (drills with an epilogue)",
              sum(bool(one.recurred) for one in ended), len(ended)),
        _cost("credit_affected", "Credits as % of the affected accounts' ARR (drills)", credit,
              sum(one.affected_arr_cents for one in drills), len(drills)),
        _cost("credit_company", "Credits as % of the company's ARR (drills)", credit,
              sum(one.company_arr_cents for one in drills), len(drills)),
    )  # fmt: skip


def _cost(name: str, title: str, cents: int, of_cents: int, drills: int) -> Figure:
    value = round(cents * 100 / of_cents, 3) if of_cents else None
    return Figure(id=name, title=title, unit="%", value=value, n=drills)


def _leading(drills: list[Measure]) -> tuple[Figure, ...]:
    return (
        middle("tta", "Time to acknowledge, median", "min",
               [one.acknowledge_s for one in drills if one.acknowledge_s is not None], 60),
        middle("ttu", "Time to first update, median", "min",
               [one.first_update_s for one in drills if one.first_update_s is not None], 60),
        share("never_updated", "Drills without any external update", sum(o.first_update_s is None for o in drills),
              len(drills)),
        share("briefs", "Executive brief cadence kept (briefs due)", sum(one.briefs.hit for one in drills),
              sum(one.briefs.of for one in drills)),
        share("named", "Incidents with a named IC and Comms Lead (drills)",
              sum(one.named_ic_and_comms for one in drills), len(drills)),
    )  # fmt: skip


def _lagging(drills: list[Measure]) -> tuple[Figure, ...]:
    return (
        middle("mttr", "Time to restore from impact start, median of restored drills", "min",
               [one.restore_s for one in drills if one.restore_s is not None], 60),
        middle("sentiment", "Sentiment delta of affected accounts, median", "points",
               [one.sentiment_delta_milli for one in drills if one.sentiment_delta_milli is not None], 1_000),
        middle("churn", "Churn risk change of affected accounts, median", "% points",
               [one.churn_delta_ppm for one in drills if one.churn_delta_ppm is not None], 10_000),
        Figure(id="credits", title="Credits granted, all drills", unit="$",
               value=sum(one.credit_cents for one in drills) / 100, n=len(drills)),
    )  # fmt: skip
