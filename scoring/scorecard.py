"""The scorecard: all criteria, the gates, the total and the band, as a value and as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from scoring.criteria import CRITERIA
from scoring.duty import Context, cut_s
from scoring.gates import GateFinding, findings
from scoring.judgement import FULL, Judgement
from scoring.left import forfeited
from scoring.quoting import quoted
from scoring.record import Record
from scoring.undue import charged
from simulator.journal import Journal
from simulator.runbook import Runbook
from simulator.scenario import Scenario, Variant
from simulator.vocabulary import Mode

FORMAT = 1
LEAST_DUE_CENTI = 4_000
"""Criteria of so many points must have been due before somebody else's end for a total and a band; a judgement."""
_HONESTY = (
    "one drill is no certificate. How somebody does in one scenario says little of how they do in the "
    "next (published reliabilities: 0.10 to 0.42, where 1 is certain), so at least six are needed. Weights, cut scores "
    "and bands are provisional until judges have set them; the customer model is mostly guesses."
)
"""What every scorecard says of itself, behind what kind of result it is."""
TOO_SHORT = "too little was due when it was ended"
"""What stands in place of a total and a band."""


@dataclass(frozen=True, slots=True)
class CriterionScore:
    """One criterion with its weight and what it brought."""

    id: str
    title: str
    weight_centi: int
    """Points in hundredths, as the runbook has it."""
    points: Fraction
    """Points earned, with the weight of unscored criteria of the domain moved here."""
    of: Fraction
    """Points that there were: the weight, with its share of what was unscored in the domain; 0 when unscored."""
    judgement: Judgement
    practise: str
    source: str


@dataclass(frozen=True, slots=True)
class DomainScore:
    """One domain: points of how many."""

    id: str
    title: str
    points: Fraction
    of: Fraction

    @property
    def share(self) -> Fraction:
        """Points earned of those that could be had."""
        return self.points / self.of if self.of else Fraction(0)


@dataclass(frozen=True, slots=True)
class Headline:
    """A share over a few criteria, e.g. the first hour."""

    id: str
    title: str
    share: Fraction | None
    """None when none of its criteria is scored."""
    criteria: tuple[str, ...]
    """What it is a share of."""

    @property
    def words(self) -> str:
        """Title and criteria, e.g. `Communicate on a clock (C1–C4)`: a domain may have the same title."""
        runs: list[list[str]] = []
        for name in self.criteria:
            if runs and name == f"{name[0]}{int(runs[-1][-1][1:]) + 1}" and name[0] == runs[-1][-1][0]:
                runs[-1].append(name)
            else:
                runs.append([name])
        return f"{self.title} ({', '.join('–'.join(dict.fromkeys((run[0], run[-1]))) for run in runs)})"


@dataclass(frozen=True, slots=True)
class Scorecard:
    """The judgement of one drill."""

    drill: str
    scenario: str
    variant: str
    seed: int | None
    runbook: str
    mode: str
    finished: bool
    """False: the journal breaks off; it is judged to its horizon."""
    too_short: bool
    """True: somebody else ended it when so little was due that a total and a band would say nothing."""
    criteria: tuple[CriterionScore, ...]
    domains: tuple[DomainScore, ...]
    gates: tuple[GateFinding, ...]
    earned: Fraction
    """Points before any gate."""
    total: Fraction
    """Points after the gates' cap."""
    band: str
    band_title: str
    shortfalls: tuple[str, ...]
    """What a pass still lacks, in words; empty when it is one."""
    first_hour: Headline
    triad: tuple[Headline, ...]

    @property
    def passed(self) -> bool:
        """True when it is a pass."""
        return not self.shortfalls

    @property
    def distinctions(self) -> tuple[str, ...]:
        """Criteria whose stretch target was met."""
        return tuple(score.id for score in self.criteria if score.judgement.distinction)

    @property
    def capped(self) -> bool:
        """True when a gate took points away."""
        return self.total < self.earned

    @property
    def verdict_of_gates(self) -> str:
        """What the violated gates do to the result, in words; empty when there is none that stands."""
        if all(gate.pending for gate in self.gates):
            return ""
        earned = f"{number(self.earned)} points were earned; " if self.capped else ""
        does = f"caps the total and leaves band {self.band}" if self.capped else f"leaves band {self.band}"
        return f"{earned}{'a' if earned else 'A'} violated gate {does}, whatever the points."

    @property
    def why_no_pass(self) -> str:
        """What a pass still lacks, as a sentence; empty when it is one."""
        return f"No pass: {'; '.join(self.shortfalls)}." if self.shortfalls else ""

    def criterion(self, name: str) -> CriterionScore:
        """One criterion by its id."""
        return next(score for score in self.criteria if score.id == name)

    @property
    def honesty(self) -> str:
        """What one drill can and cannot say; an exam is not called practice."""
        return f"{'Exam' if self.mode == Mode.EXAM else 'Practice'} result: {_HONESTY}"

    def to_json(self) -> dict[str, Any]:
        """The scorecard as `score --format json` prints it; see `docs/schemas/scorecard.schema.json`."""
        return {
            "format": FORMAT,
            "drill": self.drill,
            "scenario": self.scenario,
            "variant": self.variant,
            "seed": self.seed,
            "runbook": self.runbook,
            "mode": self.mode,
            "finished": self.finished,
            **({"too_short": True} if self.too_short else {}),
            "total": number(self.total),
            "earned": number(self.earned),
            "band": self.band,
            "pass": self.passed,
            "shortfalls": list(self.shortfalls),
            "provisional": True,
            "honesty": self.honesty,
            "gates": [_gate(gate) for gate in self.gates],
            "domains": [
                {"id": d.id, "title": d.title, "points": number(d.points), "of": number(d.of)} for d in self.domains
            ],
            "criteria": [_criterion(score) for score in self.criteria],
            "first_hour": _headline(self.first_hour),
            "triad": [_headline(headline) for headline in self.triad],
            "distinctions": list(self.distinctions),
        }


def judge(journal: Journal, scenario: Scenario, runbook: Runbook) -> Scorecard:
    """Judge one drill.

    Args:
        journal: A whole journal or one that breaks off; bad play is a low value, never an exception.
        scenario: The scenario that was played; its variant is named in the journal's first event.
        runbook: The rubric and its thresholds; another one than was played with re-judges an old drill.
    """
    record = Record.of(journal.header, journal.entries)
    variant_id, variant = _variant(record, scenario)
    spec = {name: Context(scenario, variant, runbook, runbook.criteria[name]) for name in CRITERIA}
    judgements = {name: _judged(name, record, context) for name, context in spec.items()}
    excused = [name for name in variant.not_reached if not judgements[name].is_harm]
    judgements |= {name: _unscored(judgements[name]) for name in excused}
    harmed = set(variant.not_reached) - set(excused)
    weights = {letter: _weights(runbook, letter, judgements, harmed) for letter in runbook.domains}
    domains = tuple(_domain(letter, runbook, judgements, weights[letter]) for letter in runbook.domains)
    gates = findings(record, spec["A1"])
    of = sum((domain.of for domain in domains), Fraction(0))
    earned = sum((domain.points for domain in domains), Fraction(0)) * 100 / of if of else Fraction(0)
    violated = any(not gate.pending for gate in gates)
    total = min(earned, Fraction(runbook.gate_cap)) if violated else earned
    band = _band(runbook, total, violated)
    return Scorecard(
        drill=journal.header.drill,
        scenario=scenario.id,
        variant=variant_id,
        seed=journal.header.form_seed,
        runbook=runbook.id,
        mode=record.mode.value,
        finished=record.finished,
        too_short=_too_short(record, runbook, judgements),
        criteria=_scores(runbook, judgements, weights),
        domains=domains,
        gates=gates,
        earned=earned,
        total=total,
        band=band[0],
        band_title=band[1],
        shortfalls=tuple(_shortfalls(record, runbook, earned, domains, violated=violated)),
        first_hour=_share("first-hour", "First hour", runbook.first_hour, runbook, judgements),
        triad=tuple(_share(i, part.title, part.criteria, runbook, judgements) for i, part in runbook.triad.items()),
    )


def _judged(name: str, record: Record, context: Context) -> Judgement:
    """One criterion, without what was not due yet at somebody else's end, or would have been lost after one's own."""
    found = quoted(CRITERIA[name](record, context), record)
    return forfeited(name, record, context, charged(name, record, context, found))


def _too_short(record: Record, runbook: Runbook, judgements: dict[str, Judgement]) -> bool:
    """Whether somebody else ended the drill when criteria of a few points alone were due."""
    due = sum(runbook.criteria[n].weight_centi for n, one in judgements.items() if one.value_permille is not None)
    return cut_s(record) is not None and due < LEAST_DUE_CENTI


def _variant(record: Record, scenario: Scenario) -> tuple[str, Variant]:
    """The variant that was played; the canonical one when the journal does not say."""
    name = record.started.variant if record.started else ""
    name = name if name in scenario.variants else next(iter(scenario.variants))
    return name, scenario.variants[name]


def _unscored(judgement: Judgement) -> Judgement:
    """What the reference run does not reach either is listed and not scored."""
    return Judgement(
        None, judgement.target, judgement.actual, "Not reachable in this variant; its weight moves within the domain."
    )


def _domain(
    letter: str, runbook: Runbook, judgements: dict[str, Judgement], scored: dict[str, Fraction]
) -> DomainScore:
    points = sum((_points(weight, judgements[name]) for name, weight in scored.items()), Fraction(0))
    return DomainScore(letter, runbook.domains[letter].title, points, sum(scored.values(), Fraction(0)))


def _whole_centi(runbook: Runbook, letter: str) -> int:
    return sum(runbook.criteria[name].weight_centi for name in runbook.domains[letter].criteria)


def _weights(runbook: Runbook, letter: str, judgements: dict[str, Judgement], harmed: set[str]) -> dict[str, Fraction]:
    """Points that each scored criterion of a domain can bring, the unscored ones' weight spread over them.

    One that is excused and scored for harm alone keeps its own weight: the harm is no larger for what was excused.
    """
    names = runbook.domains[letter].criteria
    there = {n: runbook.criteria[n].weight_centi for n in names if judgements[n].value_permille is not None}
    own = {name: weight for name, weight in there.items() if name in harmed}
    scored, spread = sum(there.values()) - sum(own.values()), _whole_centi(runbook, letter) - sum(own.values())
    return {
        n: Fraction(weight, 100) if n in own else Fraction(weight * spread, scored * 100) for n, weight in there.items()
    }


def _points(weight: Fraction, judgement: Judgement) -> Fraction:
    return weight * (judgement.value_permille or 0) / FULL


def _scores(
    runbook: Runbook, judgements: dict[str, Judgement], weights: dict[str, dict[str, Fraction]]
) -> tuple[CriterionScore, ...]:
    moved = {name: weight for of_domain in weights.values() for name, weight in of_domain.items()}
    points = {name: _points(moved.get(name, Fraction(0)), judgement) for name, judgement in judgements.items()}
    return tuple(
        CriterionScore(
            n,
            s.title,
            s.weight_centi,
            points[n],
            moved.get(n, Fraction(0)),
            judgements[n],
            judgements[n].practise or s.practise,
            s.source,
        )
        for n, s in runbook.criteria.items()
    )


def _band(runbook: Runbook, total: Fraction, gated: bool) -> tuple[str, str]:
    """The highest band that the total reaches; a gate leaves only the last one."""
    bands = sorted(runbook.bands, key=lambda band: -band.least)
    reached = bands[-1] if gated else next((band for band in bands if total >= band.least), bands[-1])
    return reached.id, reached.title


def _shortfalls(
    record: Record, runbook: Runbook, earned: Fraction, domains: tuple[DomainScore, ...], *, violated: bool
) -> Iterator[str]:
    """What a pass still lacks: the whole drill, clear gates, enough points in all and in each domain that counts."""
    if not any(domain.of for domain in domains):
        yield "nothing is scored in this variant" if cut_s(record) is None else "nothing was due when it was ended"
        return
    if not record.finished:
        yield "the journal breaks off and is judged to its horizon"
    if violated:
        yield "a gate is violated"
    if earned < runbook.pass_total:
        yield f"{_short_of(earned, runbook.pass_total)} of 100 points, and a pass needs {runbook.pass_total}"
    for domain in domains:
        least = runbook.pass_domains.get(domain.id, 0)
        if domain.of * 100 == _whole_centi(runbook, domain.id) and domain.share * 100 < least:
            has = _short_of(domain.share * 100, least)
            yield f"{has} % in domain {domain.id} ({domain.title}), and a pass needs {least} %"
        elif least and not domain.of and cut_s(record) is not None:
            yield f"nothing in domain {domain.id} ({domain.title}) was due yet, and a pass needs {least} %"


def _short_of(value: Fraction, cut: int) -> int | float:
    """A number as it is shown elsewhere; rounded down where it would read as the cut that it falls short of."""
    shown = number(value)
    return shown if shown < cut else int(value * 100) / 100


def _share(
    name: str, title: str, criteria: tuple[str, ...], runbook: Runbook, judgements: dict[str, Judgement]
) -> Headline:
    """The weighted share over some criteria; unscored ones are left out."""
    there = [n for n in criteria if judgements[n].value_permille is not None]
    weight = sum(runbook.criteria[n].weight_centi for n in there)
    earned = sum(runbook.criteria[n].weight_centi * (judgements[n].value_permille or 0) for n in there)
    return Headline(name, title, Fraction(earned, weight * FULL) if weight else None, criteria)


# --- JSON ---------------------------------------------------------------------------------------------------


def number(value: Fraction, digits: int = 2) -> int | float:
    """A number rounded half up, whole where it is whole."""
    scale: int = 10**digits
    scaled = int((value * scale * 2 + 1) // 2)
    return scaled // scale if scaled % scale == 0 else scaled / scale


def _gate(gate: GateFinding) -> dict[str, Any]:
    return {
        "id": gate.id,
        "title": gate.title,
        "reason": gate.reason,
        "evidence": list(gate.evidence),
        "pending": gate.pending,
    }


def _headline(headline: Headline) -> dict[str, Any]:
    share = None if headline.share is None else number(headline.share * 100)
    return {"id": headline.id, "title": headline.title, "percent": share}


def _criterion(score: CriterionScore) -> dict[str, Any]:
    judgement = score.judgement
    value = judgement.value_permille
    return {
        "id": score.id,
        "title": score.title,
        "weight": number(Fraction(score.weight_centi, 100)),
        "value": None if value is None else number(Fraction(value, FULL), 3),
        "points": number(score.points),
        "of": number(score.of),
        "target": judgement.target,
        "actual": judgement.actual,
        "explanation": judgement.explanation,
        "evidence": list(judgement.evidence),
        "quotes": [{"quote": q.quote, "rule": q.rule, "advice": q.advice, "event": q.event} for q in judgement.quotes],
        "advice": judgement.advice,
        "practise": score.practise,
        "source": score.source,
        "distinction": judgement.distinction,
    }
