"""Two runbooks on the same people and seeds: how much more one of them yields, with intervals."""

from __future__ import annotations

from typing import Any

import numpy as np

from scoring.analysis.population import Played
from simulator.runbook import Runbook

SHOWN = {
    "sentiment_milli": ("customers' sentiment at the end", "points", 1_000),
    "leaving_ppm": ("accounts expected to leave", "accounts", 1_000_000),
    "task_s": ("responders' time on tasks", "hours", 3_600),
    "texts": ("updates, briefs and answers written", "texts", 1),
    "total_centi": ("score, each under its own rules", "points", 100),
}
NOTES = (
    "The players update customers as often as each runbook asks; their briefs, internal lines and hand-overs keep "
    "clocks of their own, so differences in those are not compared.",
    "Writing costs the simulated responders no time on tasks: multiply the texts by the minutes that one takes you.",
)


def compare(first: Played, second: Played, runbooks: tuple[Runbook, Runbook]) -> dict[str, Any]:
    """The second less the first, drill by drill; intervals of 95 % over people, who are what repeats.

    Args:
        first: The population under the first runbook.
        second: The same people, scenarios and forms under the second.
        runbooks: Both, in this order.
    """
    return {
        "of": "simulated agents",
        "first": _named(runbooks[0]),
        "second": _named(runbooks[1]),
        "pairs": int(first.passed.size),
        "people": len(first.design.people),
        "differences": [_difference(first, second, name) for name in SHOWN],
        "notes": list(NOTES),
    }


def _named(runbook: Runbook) -> dict[str, Any]:
    minutes = {name: getattr(runbook.cadence, name) // 60 for name in ("sev1", "sev2", "sev3", "security")}
    return {"id": runbook.id, "version": runbook.version, "cadence_minutes": minutes}


def _difference(first: Played, second: Played, name: str) -> dict[str, Any]:
    words, unit, scale = SHOWN[name]
    gaps = (second.figures[name] - first.figures[name]) / scale
    by_person = gaps.mean(axis=(1, 2))
    n = len(by_person)
    from scipy.stats import t

    half = float(t.ppf(0.975, n - 1) * by_person.std(ddof=1) / np.sqrt(n)) if n > 1 else None
    mean = float(gaps.mean())
    return {
        "figure": name,
        "words": words,
        "unit": unit,
        "first": round(float(first.figures[name].mean() / scale), 3),
        "second": round(float(second.figures[name].mean() / scale), 3),
        "difference": round(mean, 3),
        "low": None if half is None else round(mean - half, 3),
        "high": None if half is None else round(mean + half, 3),
        "clear": half is not None and abs(mean) > half,
        "by_scenario": {
            scenario: round(float(gaps[:, k].mean()), 3) for k, scenario in enumerate(first.design.scenarios)
        },
    }
