"""Variance components of person × scenario × form (nested in the scenario), and what follows for reliability.

Fully crossed and balanced: every person plays every form of every scenario once. Components come from the mean squares
(analysis of variance); one that comes out negative is reported as 0. What a drill's noise does is in the last one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from math import ceil, sqrt

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
RESAMPLES = 200
MOST_DRILLS = 10_000


@dataclass(frozen=True, slots=True)
class Components:
    """Variances of the score, in points squared."""

    person: float
    scenario: float
    form: float
    """Forms within a scenario."""
    person_scenario: float
    """0 with a single scenario: then it is part of `person` and cannot be told apart."""
    rest: float
    """Person by form, and everything else: the noise of a single drill."""

    def g(self, scenarios: int = 1) -> float:
        """Generalisability: how well the order of people repeats over so many scenarios, one form of each."""
        return _ratio(self.person, (self.person_scenario + self.rest) / scenarios)

    def phi(self, scenarios: int = 1) -> float:
        """Dependability: how well the score itself repeats, as a fixed cut needs it."""
        return _ratio(self.person, self.error_variance(scenarios))

    def error_variance(self, scenarios: int = 1) -> float:
        """Absolute error variance of a mean over so many scenarios."""
        return (self.scenario + self.form + self.person_scenario + self.rest) / scenarios

    def sem(self, scenarios: int = 1) -> float:
        """Standard error of measurement, in points, against a fixed cut."""
        return sqrt(self.error_variance(scenarios))

    def drills_for(self, phi: float) -> int | None:
        """How many scenarios bring the dependability; None when more than ten thousand would not."""
        if self.person <= 0:
            return None
        needed = ceil(self.error_variance() * phi / (self.person * (1 - phi)) - 1e-9)
        return max(1, needed) if needed <= MOST_DRILLS else None


def _ratio(true: float, error: float) -> float:
    return true / (true + error) if true + error > 0 else 0.0


def components(scores: Floats) -> Components:
    """Split the variance of scores.

    Args:
        scores: Persons × scenarios × forms, in points; at least two persons and two forms.

    Raises:
        ValueError: too few of either.
    """
    people, scenarios, forms = scores.shape
    if people < 2 or forms < 2:
        raise ValueError("variance components need at least two players and two forms")
    grand = scores.mean()
    by_p, by_s, by_f = scores.mean(axis=(1, 2)), scores.mean(axis=(0, 2)), scores.mean(axis=0)
    by_ps = scores.mean(axis=2)
    ms_p = scenarios * forms * ((by_p - grand) ** 2).sum() / (people - 1)
    ms_f = people * ((by_f - by_s[:, None]) ** 2).sum() / (scenarios * (forms - 1))
    left = scores - by_ps[:, :, None] - by_f[None] + by_s[None, :, None]
    ms_rest = (left**2).sum() / ((people - 1) * scenarios * (forms - 1))
    form, rest = (ms_f - ms_rest) / people, ms_rest
    if scenarios == 1:
        return Components(*(_held(v) for v in ((ms_p - ms_rest) / forms, 0.0, form, 0.0, rest)))
    ms_s = people * forms * ((by_s - grand) ** 2).sum() / (scenarios - 1)
    cross = by_ps - by_p[:, None] - by_s[None] + grand
    ms_ps = forms * (cross**2).sum() / ((people - 1) * (scenarios - 1))
    found = (
        (ms_p - ms_ps) / (scenarios * forms),
        (ms_s - ms_f - ms_ps + ms_rest) / (people * forms),
        form,
        (ms_ps - ms_rest) / forms,
        rest,
    )
    return Components(*(_held(value) for value in found))


def _held(value: float) -> float:
    return max(0.0, float(value))


def interval(scores: Floats, figure: Callable[[Components], float]) -> tuple[float, float]:
    """A 95 % interval of a figure, by drawing people again and again; scenarios and forms stay."""
    generator = np.random.default_rng(20_260_101)
    people = scores.shape[0]
    draws = [figure(components(scores[generator.integers(0, people, people)])) for _ in range(RESAMPLES)]
    return float(np.quantile(draws, 0.025)), float(np.quantile(draws, 0.975))


def as_json(found: Components) -> dict[str, float]:
    """The components by name, rounded."""
    return {name: round(value, 3) for name, value in asdict(found).items()}


# --- decisions at the cut -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Consistency:
    """How often two drills agree on pass and fail."""

    agreement: float
    kappa: float
    pass_share: float
    pairs: int


def observed_consistency(passed: NDArray[np.bool_]) -> Consistency:
    """Agreement of each two forms of one scenario, for the same person; gates and domain minima included.

    Args:
        passed: Persons × scenarios × forms.
    """
    forms = passed.shape[2]
    pairs = [(a, b) for a in range(forms) for b in range(a + 1, forms)]
    same = float(np.mean([(passed[:, :, a] == passed[:, :, b]).mean() for a, b in pairs]))
    share = float(passed.mean())
    by_chance = share**2 + (1 - share) ** 2
    kappa = (same - by_chance) / (1 - by_chance) if by_chance < 1 else 1.0
    return Consistency(same, kappa, share, len(pairs) * passed.shape[0] * passed.shape[1])


def expected_consistency(found: Components, mean: float, cut: float, scenarios: int) -> Consistency:
    """Agreement of two exams of so many scenarios at a cut on the mean score, if scores are normal; no gates."""
    spread = sqrt(found.person + found.error_variance(scenarios)) or 1e-9
    z, rho = (cut - mean) / spread, found.phi(scenarios)
    from scipy.stats import multivariate_normal, norm  # half a second that most users of variances need not wait

    both_fail = float(multivariate_normal.cdf([z, z], mean=[0, 0], cov=[[1, rho], [rho, 1]], allow_singular=True))
    fail = float(norm.cdf(z))
    same = 1 - 2 * (fail - both_fail)
    by_chance = fail**2 + (1 - fail) ** 2
    kappa = (same - by_chance) / (1 - by_chance) if by_chance < 1 else 1.0
    return Consistency(same, kappa, 1 - fail, 0)
