"""One drill's contribution: a small flat record that is kept beside the journal, so that thousands answer at once.

Times are drill seconds, shares are counts of how many, money is cents. None = this drill says nothing about it.
"""

from __future__ import annotations

from itertools import pairwise

import msgspec

from scoring.criteria.a2 import clocks
from scoring.duty import Context, affected, clock_s, watched_s
from scoring.judgement import centi
from scoring.moments import Row, match, moments
from scoring.posts import external, first_update
from scoring.record import Record
from scoring.scorecard import Scorecard
from simulator import events as e
from simulator.afterwards import stopped_open
from simulator.clock import DAY_S
from simulator.incident import Incident
from simulator.journal import Journal
from simulator.runbook import Runbook
from simulator.scenario import Scenario
from simulator.vocabulary import Seat

FORMAT = 2


class Part(msgspec.Struct, frozen=True, kw_only=True, array_like=True):
    """So many of so many."""

    hit: int
    of: int


class Measure(msgspec.Struct, frozen=True, kw_only=True):
    """What one drill adds to the record of a person and a team."""

    format: int = FORMAT
    drill: str
    scenario: str
    family: str
    person: str
    team: str = ""
    mode: str
    played_utc_s: int
    """When it was played by the wall clock, as far as its keeper knows; 0 = unknown."""
    finished: bool
    total_centi: int
    band: str
    passed: bool
    held_ic: bool
    named_ic_and_comms: bool
    declare_s: int | None
    """First credible signal to declaration; None = never declared."""
    declare_due: bool
    acknowledge_s: int | None
    """The longer of the two clocks of A2: to the page from the signal, to the first customer from their report."""
    first_update_s: int | None
    updates: Part
    """Pieces of news for customers that were due, and came in time."""
    briefs: Part
    timeline: Part
    """Key moments that the log holds."""
    postmortem_days: int | None
    """Days to the date that was set; None = none was set."""
    postmortem_due_days: int
    actions: Part
    """Remediation actions closed at the last review of the epilogue (simulated)."""
    restore_s: int | None
    """Impact start to restore; None = not restored or no impact."""
    sentiment_delta_milli: int | None
    churn_delta_ppm: int | None
    recurred: bool | None
    """The fault struck again within ninety simulated days; None = no epilogue, or none that can be known."""
    credit_cents: int
    affected_arr_cents: int
    company_arr_cents: int


def measure(
    journal: Journal, card: Scorecard, scenario: Scenario, runbook: Runbook, *, played_utc_s: int = 0, team: str = ""
) -> Measure:
    """Measure one drill.

    Args:
        journal: The drill.
        card: Its judgement.
        scenario: What was played.
        runbook: The thresholds.
        played_utc_s: When it was played, in Unix seconds; 0 = unknown.
        team: The team's id; empty = the folder is the team.
    """
    record = Record.of(journal.header, journal.entries)
    context = Context(scenario, scenario.variants[card.variant], runbook, runbook.criteria["A1"])
    signal_s, hurt = clock_s(record, context), affected(record, context)
    declared = record.declared
    delta, churn = _moods(record, hurt)
    scheduled, told = record.mine(e.PostmortemScheduled), _is_told(journal)
    return Measure(
        drill=card.drill, scenario=scenario.id, family=scenario.family, person=journal.header.player, team=team,
        mode=card.mode, played_utc_s=played_utc_s, finished=card.finished, total_centi=centi(card.total),
        band=card.band, passed=card.passed,
        held_ic=record.holders_at(record.end_s).get(Seat.IC) == record.player,
        named_ic_and_comms=record.named(Seat.IC) is not None and record.named(Seat.COMMS_LEAD) is not None,
        declare_s=declared.at_s - signal_s if declared else None, declare_due=not context.truth.false_alarm,
        acknowledge_s=_acknowledged_s(record, context), first_update_s=_first_update_s(record, signal_s),
        updates=_updates(record, context), briefs=_briefs(record, context), timeline=_timeline(record, context),
        postmortem_days=scheduled[0].event.in_days if scheduled else None,
        postmortem_due_days=(runbook.criteria["F4"].target or 0) // DAY_S,
        actions=_actions(record) if told else Part(hit=0, of=0),
        restore_s=_restore_s(record, context), sentiment_delta_milli=delta, churn_delta_ppm=churn,
        recurred=bool(record.all(e.FaultRecurred)) if told and record.all(e.AccountSettled) else None,
        credit_cents=_credit_cents(record), affected_arr_cents=_arr(record, hurt),
        company_arr_cents=_arr(record, tuple(record.companies)),
    )  # fmt: skip


def _is_told(journal: Journal) -> bool:
    """Whether what came after the drill can be known."""
    incident = Incident()
    for entry in journal.entries:
        incident.apply(entry)
    return not stopped_open(incident)


def _acknowledged_s(record: Record, context: Context) -> int | None:
    page_s, customer_s = clocks(record, context)
    return None if page_s is None or customer_s is None else max(page_s, customer_s)


def _first_update_s(record: Record, signal_s: int) -> int | None:
    first = first_update(record)
    return first.at_s - signal_s if first else None


def _updates(record: Record, context: Context) -> Part:
    posts = [post.at_s for post in external(record) if post.counts]
    return _kept(posts, clock_s(record, context), watched_s(record, context), context.cadence_s)


def _briefs(record: Record, context: Context) -> Part:
    """The first brief in time, and each later one while the incident lasted."""
    start_s, end_s = clock_s(record, context), watched_s(record, context)
    sent = [seen.at_s for seen in record.mine(e.BriefPosted) if start_s <= seen.at_s]
    first = context.runbook.brief_first_s
    if end_s - start_s <= first:
        return Part(hit=0, of=0)
    later = (
        _kept(sent, sent[0], end_s, context.runbook.brief_every_s) if sent and sent[0] < end_s else Part(hit=0, of=0)
    )
    return Part(hit=int(bool(sent) and sent[0] - start_s <= first) + later.hit, of=1 + later.of)


def _kept(moments_s: list[int], start_s: int, end_s: int, every_s: int) -> Part:
    """How many of the pieces of news that were due in a window came in time; a long silence misses several."""
    if end_s <= start_s:
        return Part(hit=0, of=0)
    edges = sorted({start_s, *(at_s for at_s in moments_s if start_s < at_s < end_s), end_s})
    gaps = [after - before for before, after in pairwise(edges)]
    return Part(hit=sum(gap <= every_s for gap in gaps), of=sum(-(-gap // every_s) for gap in gaps))


def _timeline(record: Record, context: Context) -> Part:
    """Key moments that a log row names within the runbook's minutes."""
    found = [moment for moment in moments(record, context) if moment.at_s is not None]
    rows = [
        Row(
            s.n,
            s.at_s if s.event.happened_at_s is None else s.event.happened_at_s,
            f"{s.event.action} {s.event.result}",
        )
        for s in record.mine(e.EntryLogged)
    ]
    within_s = context.runbook.criteria["D2"].numbers["within_min"] * 60
    return Part(hit=len(match(found, rows, within_s)), of=len(found))


def _actions(record: Record) -> Part:
    last = {seen.event.action: seen.event.closed for seen in record.all(e.ActionReviewed)}
    return Part(hit=sum(last.values()), of=len(last))


def _restore_s(record: Record, context: Context) -> int | None:
    return record.restored.at_s - context.truth.impact_start if record.restored else None


def _moods(record: Record, accounts: tuple[str, ...]) -> tuple[int | None, int | None]:
    """Mean change of sentiment and of churn risk over the accounts that felt impact."""
    before = {name: record.companies[name] for name in accounts if name in record.companies}
    after = {seen.event.account: seen.event for seen in record.all(e.SentimentChanged)}
    pairs = [(company, after[name]) for name, company in before.items() if name in after]
    if not pairs:
        return None, None
    moods = sum(now.sentiment_milli - was.sentiment_milli for was, now in pairs)
    churn = sum(now.churn_ppm - was.churn_ppm for was, now in pairs)
    return moods // len(pairs), churn // len(pairs)


def _credit_cents(record: Record) -> int:
    granted = {seen.event.proposal for seen in record.all(e.CreditGranted)} & set(record.proposals)
    return sum(record.proposals[proposal].event.amount_cents for proposal in granted)


def _arr(record: Record, accounts: tuple[str, ...]) -> int:
    return sum(record.companies[name].arr_cents for name in accounts if name in record.companies)
