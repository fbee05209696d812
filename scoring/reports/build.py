"""Builds the report of one drill from its journal, its scorecard, the scenario and the runbook."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal

from scoring.duty import Context
from scoring.judgement import FULL, Judgement
from scoring.record import Record
from scoring.reports import practice, prose, series
from scoring.reports.clock import Clock, number
from scoring.reports.intervened import STEERED, UNNAMED, intervention_words, refused_order
from scoring.reports.model import (
    Cited,
    CriterionLine,
    DomainLine,
    Edition,
    GateLine,
    Head,
    QuoteLine,
    Report,
    Row,
    Rule,
    Share,
)
from scoring.reports.notice import notices
from scoring.reports.plain import cleaned
from scoring.reports.reveal import reveal
from scoring.scorecard import CriterionScore, Headline, Scorecard
from simulator import events as e
from simulator.afterwards import AFTERWARDS, STOPPED
from simulator.clock import spell, stamp
from simulator.journal import Entry, Journal
from simulator.runbook import Runbook
from simulator.scenario import Scenario
from simulator.vocabulary import SEAT_TITLES, Mode, Seat

QUIET = (e.SignalsMeasured, e.DrillStarted, e.PaceChanged)
"""Events that the timeline leaves out: a picture or the head shows them."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """How a report is wanted."""

    edition: Edition = Edition.PARTICIPANTS
    other: str = ""
    """Another scenario to practise with; empty = none is known."""
    again: str = ""
    """The command that plays the same scenario with another cause; empty = it has no other."""
    held: date | None = None
    """Day of the debrief, from which the plan's dates count."""
    owner: str = ""
    """Who practises; empty = the seat that the judged person held."""
    caveat: str = ""
    """What readers of its figures should know beside what holds of every drill's."""


def build(
    journal: Journal,
    card: Scorecard,
    scenario: Scenario,
    runbook: Runbook,
    tell: Callable[[Entry], str],
    wishes: Wishes | None = None,
) -> Report:
    """Build a report; every text in it is clean (see `scoring.reports.plain`).

    Args:
        journal: The drill.
        card: Its judgement.
        scenario: The scenario that was played.
        runbook: The runbook that the card was made with.
        tell: Says one journal line in words; empty for what it leaves out.
        wishes: Edition, and what the improvement plan needs.
    """
    wanted = wishes or Wishes()
    record = Record.of(journal.header, journal.entries)
    context = Context(scenario, scenario.variants[card.variant], runbook, runbook.criteria["A1"])
    clock = Clock(journal.header.start_utc_s, record.end_s)
    told = _told(journal, clock, tell, wanted.edition)
    seats = {entry.n: entry.seat for entry in journal.entries if entry.seat}
    hidden = wanted.edition is Edition.FACILITATORS
    report = Report(
        edition=wanted.edition,
        head=_head(journal, card, scenario, runbook, record, wanted),
        gates=_gates(card, runbook, told),
        domains=_domains(card),
        criteria=tuple(_criterion(score, told) for score in card.criteria),
        strengths=practice.strengths(card),
        practice=practice.practice(card, wanted.other, wanted.again),
        plan=practice.plan(card, record, runbook, wanted.held, wanted.owner or _seat(journal, record)),
        rules=_rules(card),
        clocks=_clocks(runbook, context),
        end_s=record.end_s, start_utc_s=journal.header.start_utc_s,
        signals=series.signals(record, context), impact=series.impact(record) if hidden else (),
        acts=series.acts(record, context, clock), sentiment=series.sentiment(record),
        silences=series.silences(record, context), promises=series.promises(record, context, clock),
        notices=notices(record, context, clock),
        tasks=series.tasks(record, context, clock),
        messages=prose.messages(record, clock, seats),
        postmortem=prose.postmortem(record, clock, seats),
        afterwards=_afterwards(record, told),
        timeline=tuple(told.values()),
        truth=reveal(record, context, clock) if hidden else None,
    )  # fmt: skip
    return cleaned(report)


def _afterwards(record: Record, told: Mapping[int, Row]) -> tuple[str, ...]:
    """The ninety days, or why nobody can tell them."""
    numbers = [seen.n for seen in record.lines if isinstance(seen.event, AFTERWARDS)]
    lines = tuple(told[n].text for n in numbers if n in told)
    return lines or ((STOPPED,) if numbers else ())


def _told(journal: Journal, clock: Clock, tell: Callable[[Entry], str], edition: Edition) -> dict[int, Row]:
    """The timeline by line number; hidden lines stand in the facilitators' edition only, steering in both."""
    found = {}
    for entry in journal.entries:
        hidden = isinstance(entry.event, e.HIDDEN)
        if edition is Edition.PARTICIPANTS and isinstance(entry.event, STEERED):
            text, hidden = UNNAMED, False
        elif isinstance(entry.event, QUIET) or (edition is Edition.PARTICIPANTS and (hidden or refused_order(entry))):
            continue
        else:
            text = _secret(entry.event) if hidden else tell(entry)
        if text:
            who = SEAT_TITLES[Seat(entry.seat)] if entry.seat in set(Seat) else ""
            found[entry.n] = Row(
                n=entry.n, at_s=entry.at_s, utc=clock.utc(entry.at_s), who=who, text=text, hidden=hidden
            )
    return found


def _secret(event: object) -> str:
    """A hidden line in words."""
    if isinstance(event, e.ImpactChanged):
        worst = max(event.accounts_permille.values(), default=0)
        return "Impact is over" if event.restored else f"Impact: up to {worst / 10:g} % of an account's work fails"
    return f"Inject fired: {event.inject}" if isinstance(event, e.InjectFired) else intervention_words(event)


def _head(
    journal: Journal, card: Scorecard, scenario: Scenario, runbook: Runbook, record: Record, wanted: Wishes
) -> Head:
    return Head(
        drill=card.drill, scenario=scenario.id, title=scenario.title, mode=card.mode,
        simulated=record.mode is Mode.SIMULATED, seed=card.seed,
        variant=card.variant if wanted.edition is Edition.FACILITATORS else "",
        runbook=f"{runbook.title} ({runbook.id}, version {runbook.version})",
        start_utc=stamp(journal.header.start_utc_s), length=spell(record.end_s), finished=card.finished,
        too_short=card.too_short,
        total=number(card.total), earned=number(card.earned), capped=card.capped, gated=card.verdict_of_gates,
        band=card.band,
        band_title=card.band_title, passed=card.passed, why_no_pass=card.why_no_pass,
        honesty=f"{card.honesty} {wanted.caveat}".rstrip(), distinctions=tuple(card.distinctions),
        first_hour=_share(card.first_hour), triad=tuple(_share(headline) for headline in card.triad),
    )  # fmt: skip


def _share(headline: Headline) -> Share:
    percent = None if headline.share is None else number(headline.share * 100, 1)
    return Share(id=headline.id, title=headline.words, percent=percent)


def _gates(card: Scorecard, runbook: Runbook, told: Mapping[int, Row]) -> tuple[GateLine, ...]:
    held = {gate.id: gate for gate in card.gates}
    return tuple(
        GateLine(
            id=name, title=gate.title, source=gate.source,
            state="clear" if name not in held else "pending" if held[name].pending else "holds",
            reason=held[name].reason if name in held else "",
            evidence=_cited(held[name].evidence if name in held else (), told),
        )
        for name, gate in runbook.gates.items()
    )  # fmt: skip


def _cited(numbers: tuple[int, ...], told: Mapping[int, Row]) -> tuple[Cited, ...]:
    return tuple(Cited(n=n, utc=told[n].utc, text=told[n].text) for n in numbers if n in told)


def _domains(card: Scorecard) -> tuple[DomainLine, ...]:
    return tuple(
        DomainLine(
            id=domain.id, title=domain.title, points=number(domain.points), of=number(domain.of),
            percent=number(domain.share * 100, 1) if domain.of else None,
        )
        for domain in card.domains
    )  # fmt: skip


def _criterion(score: CriterionScore, told: Mapping[int, Row]) -> CriterionLine:
    judgement = score.judgement
    value = judgement.value_permille
    state: Literal["full", "part", "none", "unscored"] = (
        "unscored" if value is None else "full" if value == FULL else "none" if value == 0 else "part"
    )
    return CriterionLine(
        id=score.id, domain=score.id[0], title=score.title, weight=number(Fraction(score.weight_centi, 100)),
        points=number(score.points), of=number(score.of),
        value=None if value is None else number(Fraction(value, FULL), 3), state=state,
        target=judgement.target, actual=judgement.actual, explanation=judgement.explanation, advice=judgement.advice,
        practise=score.practise, source=score.source, distinction=judgement.distinction,
        evidence=_cited(judgement.evidence, told),
        quotes=tuple(
            QuoteLine(
                quote=q.quote, rule=q.rule.replace("_", " "), advice=advice, event=q.event,
            )
            for q, advice in zip(judgement.quotes, _each_once(judgement), strict=True)
        ),
    )  # fmt: skip


def _each_once(judgement: Judgement) -> Iterator[str]:
    """The better wording of each quote; empty where the same was said before."""
    given = {judgement.advice}
    for quote in judgement.quotes:
        yield "" if quote.advice in given else quote.advice
        given.add(quote.advice)


def _rules(card: Scorecard) -> tuple[Rule, ...]:
    """What the runbook says where points were lost, in the rubric's order."""
    missed = {score.id for score in practice.lost(card)}
    return tuple(
        Rule(criterion=s.id, title=s.title, target=s.judgement.target, source=s.source)
        for s in card.criteria
        if s.id in missed
    )


def _clocks(runbook: Runbook, context: Context) -> tuple[str, ...]:
    return (
        f"Customers hear from us at least every {spell(context.cadence_s)}.",
        f"The first executive brief is due within {spell(runbook.brief_first_s)}, then one every "
        f"{spell(runbook.brief_every_s)}.",
        f"A promised time has {spell(runbook.promise_grace_s)} of grace.",
        f"A pass needs {runbook.pass_words}, which caps the total at {runbook.gate_cap} and leaves the lowest band.",
    )


def _seat(journal: Journal, record: Record) -> str:
    """The seat that the judged person used most."""
    used = [entry.seat for entry in journal.entries if entry.who == record.player and entry.seat in set(Seat)]
    return SEAT_TITLES[Seat(max(sorted(set(used)), key=used.count))] if used else SEAT_TITLES[Seat.IC]
