"""The figures of a certificate: each drill's points side by side, their mean, how far it can be trusted, the decision.

Automatic points, confirmed or overruled gates and assessors' values stand next to each other; nothing replaces
anything. Scores are made comparable by a calibration where there is one; without it they are raw, and it is said.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from fractions import Fraction

import msgspec

from scoring.certificates.calibration import AGENTS, Calibration
from scoring.certificates.fact import Fact, domains_of, earned_of
from scoring.certificates.ledger import Ledger
from scoring.certificates.standing import gate_holds
from scoring.judgement import centi
from simulator.runbook import Runbook

RAW = "raw: no calibration was given, so scores are not equated for difficulty"
CUT = "provisional cut: no judges have set it"
NEAR = Fraction(196, 100)
"""Standard errors within which a mean is called close to the cut (95 %)."""


class Points(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One drill that counts, in hundredths of a point of 100."""

    journal: str
    scenario: str
    variant: str
    automatic_centi: int
    """As the judge gave them, capped by the gates that need no person's word."""
    assessed_centi: int
    """With the values that assessors set, before any gate."""
    equated_centi: int
    """The same as points of the scenario's first form; raw where that is not known."""
    gates: tuple[str, ...]
    """Gates that cap it, after confirmations and overrulings."""
    final_centi: int


class Figures(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the drills say together. Points in hundredths."""

    drills: tuple[Points, ...]
    mean_centi: int
    automatic_mean_centi: int
    """What it would be without any assessor's word."""
    cut_centi: int
    cut: str
    domains_percent: dict[str, int]
    """Mean share of each domain's points, rounded down."""
    least_percent: dict[str, int]
    """Shares of domains that a pass takes."""
    own_sem_centi: int | None
    """Standard error of the mean, from how far these drills lie apart; None with fewer than two."""
    agents_sem_centi: int | None
    """The same from the calibration's drills of simulated agents."""
    consistency_permille: int | None
    """How often two exams of six drills would decide alike, of simulated agents."""
    kappa_permille: int | None
    equating: str
    close: bool
    """The mean lies within 1.96 of the larger standard error of the cut; true as well where none is known."""
    passed: bool


def figures_of(
    facts: Sequence[Fact], ledger: Ledger, runbook: Runbook, calibration: Calibration | None
) -> Figures | None:
    """The figures of the drills that count; None when there are none.

    Args:
        facts: Of the drills that count.
        ledger: What was signed about them.
        runbook: Weights, cut and gate cap.
        calibration: Equates forms and tells how stable decisions are; None = raw.
    """
    if not facts:
        return None
    usable = calibration if calibration is not None and calibration.runbook == runbook.id else None
    drills = tuple(_points(fact, ledger, runbook, usable) for fact in facts)
    finals = [Fraction(drill.final_centi, 100) for drill in drills]
    mean = sum(finals, Fraction(0)) / len(finals)
    own, agents = _own_sem(finals, mean), _agents_sem(usable, len(finals))
    widest = max((sem for sem in (own, agents) if sem is not None), default=None)
    shares = _shares(facts, ledger, runbook)
    least = dict(runbook.pass_domains)
    steady = usable.reliability.consistency_6_scenarios if usable else None
    cut = Fraction(runbook.pass_total)
    return Figures(
        drills=drills,
        mean_centi=centi(mean),
        automatic_mean_centi=centi(Fraction(sum(drill.automatic_centi for drill in drills), 100 * len(drills))),
        cut_centi=centi(cut),
        cut=CUT,
        domains_percent={letter: int(share * 100) for letter, share in shares.items()},
        least_percent=least,
        own_sem_centi=_whole(own),
        agents_sem_centi=_whole(agents),
        consistency_permille=round(steady.agreement * 1_000) if steady else None,
        kappa_permille=round(steady.kappa * 1_000) if steady else None,
        equating=_equating(facts, usable),
        close=widest is None or abs(mean - cut) <= NEAR * Fraction(widest),
        passed=mean >= cut and all(shares.get(letter, 1) * 100 >= percent for letter, percent in least.items()),
    )


def _points(fact: Fact, ledger: Ledger, runbook: Runbook, calibration: Calibration | None) -> Points:
    assessed = earned_of(criteria_of(fact, ledger), runbook)
    equated = calibration.equate(fact.scenario, fact.variant, assessed) if calibration else None
    gates = tuple(gate.id for gate in fact.gates if gate_holds(gate, fact.sha256, ledger))
    final = equated if equated is not None else assessed
    return Points(
        journal=fact.sha256,
        scenario=fact.scenario,
        variant=fact.variant,
        automatic_centi=fact.total_centi,
        assessed_centi=centi(assessed),
        equated_centi=centi(final),
        gates=gates,
        final_centi=centi(min(final, Fraction(runbook.gate_cap)) if gates else final),
    )


def criteria_of(fact: Fact, ledger: Ledger) -> dict[str, int | None]:
    """The judge's values with those that assessors set in their place; the last word of each criterion counts."""
    said: Mapping[str, int] = {s.text("criterion"): s.number("value_permille") for s in ledger.overrides(fact.sha256)}
    return {name: said.get(name, value) for name, value in fact.criteria.items()}


def _own_sem(finals: Sequence[Fraction], mean: Fraction) -> float | None:
    if len(finals) < 2:
        return None
    spread = sum(((points - mean) ** 2 for points in finals), Fraction(0)) / (len(finals) - 1)
    return math.sqrt(spread / len(finals))


def _agents_sem(calibration: Calibration | None, drills: int) -> float | None:
    return None if calibration is None else calibration.reliability.sem_one_drill.value / math.sqrt(drills)


def _whole(points: float | None) -> int | None:
    return None if points is None else round(points * 100)


def _shares(facts: Sequence[Fact], ledger: Ledger, runbook: Runbook) -> dict[str, Fraction]:
    """Mean share of each domain's points over the drills that score it."""
    found: dict[str, list[Fraction]] = {}
    for fact in facts:
        for letter, (points, whole) in domains_of(criteria_of(fact, ledger), runbook).items():
            found.setdefault(letter, []).append(points / whole)
    return {letter: sum(shares, Fraction(0)) / len(shares) for letter, shares in found.items()}


def _equating(facts: Sequence[Fact], calibration: Calibration | None) -> str:
    if calibration is None:
        return RAW
    unknown = [fact for fact in facts if calibration.equate(fact.scenario, fact.variant, Fraction(0)) is None]
    missing = sorted({f"{fact.scenario}/{fact.variant}" for fact in unknown})
    words = f"equated for difficulty by {AGENTS}"
    return f"{words}; raw for {', '.join(missing)}, which the calibration does not cover" if missing else words
