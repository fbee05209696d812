"""How hard forms are, how noisy scores are, and how far a decision at the cut can be trusted, for simulated agents."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scoring.analysis import variance
from scoring.analysis.equating import Form, equate, known_truth
from scoring.analysis.population import Played
from scoring.analysis.rasch import Fit, fit
from scoring.judgement import counted
from simulator.runbook import Runbook

FORMAT = 1
AGENTS = "simulated agents"
HONESTY = (
    "All figures come from simulated agents. They describe these agents and say nothing about people: human variance, "
    "teamwork, fatigue and rater error are not in them. Reliability depends on how far the players' abilities spread. "
    "The cut is provisional until judges have set it."
)
EXAM_SCENARIOS = 6
"""Scenarios of an exam, for the decision consistency that is expected of one."""
QUANTILES = (5, 25, 50, 75, 95)
FEW = 5
"""With fewer scenarios than this, the components that involve them are rough."""
ENDS = 0.005
"""A criterion that everybody meets, or nobody, has no place on the scale."""
Floats = NDArray[np.float64]


def calibrate(played: Played, runbook: Runbook, shares: Mapping[str, Mapping[str, float]]) -> dict[str, Any]:
    """Everything that is reported of a population; plain data, ready for JSON.

    Args:
        played: The population's drills.
        runbook: The rules that they were judged by; supplies the cut.
        shares: For each scenario, how often a seed draws each of its variants.
    """
    total = played.figures["total_centi"] / 100
    people = played.design.people
    return {
        "format": FORMAT,
        "of": AGENTS,
        "honesty": HONESTY,
        "runbook": runbook.id,
        "players": [{"name": p.name, "ability": p.ability_milli / 1_000, "mean": _rounded(total[k].mean())}
                    for k, p in enumerate(people)],
        "forms_per_scenario": played.design.forms,
        "drills": int(total.size),
        "scenarios": [
            _scenario(played, number, shares.get(name, {})) for number, name in enumerate(played.design.scenarios)
        ],
        "reliability": _reliability(played, runbook),
        "ability_correlation": _correlation(np.array([p.ability_milli for p in people]), total.mean(axis=(1, 2))),
        "method_check": {key: round(value, 3) for key, value in asdict(known_truth(1, people=300)).items()},
        "comparison": None,
    }  # fmt: skip


def _rounded(value: float, digits: int = 2) -> float:
    return round(float(value), digits)


def _correlation(first: NDArray[Any], second: NDArray[Any]) -> float | None:
    if len(first) < 3 or np.ptp(first) == 0 or np.ptp(second) == 0:
        return None
    return _rounded(np.corrcoef(first, second)[0, 1], 3)


def _scenario(played: Played, number: int, shares: Mapping[str, float]) -> dict[str, Any]:
    total = played.figures["total_centi"][:, number] / 100
    return {
        "id": played.design.scenarios[number],
        "score": _distribution(total),
        "noise_floor_sd": _rounded(np.sqrt(total.var(axis=1, ddof=1).mean())),
        "pass_share": _rounded(played.passed[:, number].mean(), 3),
        "gate_share": _rounded(played.gated[:, number].mean(), 3),
        "criteria": _criteria(played, number),
        "variants": _variants(played, number),
        "exposure": _exposure(played, number, shares),
    }


def _distribution(total: Floats) -> dict[str, Any]:
    return {
        "n": int(total.size),
        "mean": _rounded(total.mean()),
        "sd": _rounded(total.std(ddof=1)),
        "quantiles": {str(q): _rounded(np.percentile(total, q)) for q in QUANTILES},
    }


# --- items ----------------------------------------------------------------------------------------------------


def _responses(values: NDArray[np.int16]) -> tuple[Floats, Floats]:
    """Mean response and count over forms, persons × items; `values` is persons × forms × items."""
    scored = values >= 0
    counts = scored.sum(axis=1).astype(np.float64)
    sums = np.where(scored, values / 1_000, 0.0).sum(axis=1)
    return np.divide(sums, counts, out=np.zeros_like(sums), where=counts > 0), counts


def _criteria(played: Played, number: int) -> list[dict[str, Any]]:
    """Difficulty and discrimination of each criterion, Rasch and two-parameter, with what was observed."""
    shares, counts = _responses(played.values[:, number])
    rasch, two = fit(shares, counts), fit(shares, counts, one_slope=False)
    points = (played.figures["earned_centi"][:, number] / 100).mean(axis=1)
    return [_criterion(played, k, shares[:, k], counts[:, k], (rasch, two), points)
            for k in range(len(played.criteria))]  # fmt: skip


def _criterion(
    played: Played, item: int, shares: Floats, counts: Floats, fits: tuple[Fit, Fit], points: Floats
) -> dict[str, Any]:
    n = int(counts.sum())
    mean = float((shares * counts).sum() / n) if n else None
    placed = mean is not None and ENDS < mean < 1 - ENDS
    rasch, two = fits
    return {
        "id": played.criteria[item],
        "n": n,
        "mean": None if mean is None else _rounded(mean, 3),
        "difficulty": _rounded(rasch.difficulty[item]) if placed else None,
        "difficulty_2pl": _rounded(two.difficulty[item]) if placed else None,
        "discrimination": _rounded(two.discrimination[item]) if placed else None,
        "correlation_with_total": _correlation(shares, points) if placed else None,
    }


# --- forms ----------------------------------------------------------------------------------------------------


def _variants(played: Played, number: int) -> list[dict[str, Any]]:
    """Each variant's difficulty, and what its cut is on the scale of the first."""
    names = played.variants[number]
    known = list(dict.fromkeys(names.tolist()))
    values, total = played.values[:, number], played.figures["total_centi"][:, number] / 100
    parts = [_responses(values[:, names == name]) for name in known]
    joint = fit(np.hstack([shares for shares, _ in parts]), np.hstack([counts for _, counts in parts]))
    size = len(played.criteria)
    forms = []
    for k, (_, counts) in enumerate(parts):
        part = slice(k * size, (k + 1) * size)
        weights = np.where(counts.sum(axis=0) > 0, played.weights_centi, 0).astype(np.float64)
        forms.append(Form(joint.difficulty[part], joint.discrimination[part], weights))
    return [
        {
            "id": name,
            "forms": int((names == name).sum()),
            "mean": _rounded(total[:, names == name].mean()),
            "sd": _rounded(total[:, names == name].std()),
            "as_first": {str(score): _rounded(equate(np.array([float(score)]), form, forms[0])[0], 1)
                         for score in (50, 60, 70, 80, 90)},
        }
        for name, form in zip(known, forms, strict=True)
    ]  # fmt: skip


def _exposure(played: Played, number: int, shares: Mapping[str, float]) -> dict[str, Any]:
    """How soon somebody meets a variant again when seeds are drawn freely."""
    likely = list(shares.values())
    meets = sum(share**2 for share in likely)
    return {
        "variants": len(likely),
        "same_variant_next_time": _rounded(meets, 3),
        "variants_seen_after_3": _rounded(sum(1 - (1 - share) ** 3 for share in likely), 2),
        "forms_played": played.design.forms,
        "variants_played": len(set(played.variants[number].tolist())),
    }


# --- reliability ----------------------------------------------------------------------------------------------


def _reliability(played: Played, runbook: Runbook) -> dict[str, Any]:
    total = played.figures["total_centi"] / 100
    found = variance.components(total)
    cut, scenarios = float(runbook.pass_total), len(played.design.scenarios)
    bounds = partial(variance.interval, total)
    exam = variance.expected_consistency(found, float(total.mean()), cut, EXAM_SCENARIOS)
    return {
        "components": variance.as_json(found),
        "g_one_drill": _bounded(found.g(), bounds(lambda c: c.g())),
        "phi_one_drill": _bounded(found.phi(), bounds(lambda c: c.phi())),
        f"phi_{EXAM_SCENARIOS}_scenarios": _rounded(found.phi(EXAM_SCENARIOS), 3),
        "sem_one_drill": _bounded(found.sem(), bounds(lambda c: c.sem())),
        "drills_for_0.7": found.drills_for(0.7),
        "drills_for_0.8": found.drills_for(0.8),
        "cut": cut,
        "consistency_one_drill": _consistency(variance.observed_consistency(played.passed)),
        f"consistency_{EXAM_SCENARIOS}_scenarios": _consistency(exam),
        "rough": scenarios < FEW,
        "rough_because": f"only {counted(scenarios, 'scenario')}" if scenarios < FEW else None,
    }


def _bounded(value: float, bounds: tuple[float, float]) -> dict[str, float]:
    return {"value": _rounded(value, 3), "low": _rounded(bounds[0], 3), "high": _rounded(bounds[1], 3)}


def _consistency(found: variance.Consistency) -> dict[str, Any]:
    return {"agreement": _rounded(found.agreement, 3), "kappa": _rounded(found.kappa, 3),
            "pass_share": _rounded(found.pass_share, 3), "pairs": found.pairs or None}  # fmt: skip
