"""Scores of one form as scores of another, where the same people played both; and a check with known truth."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scoring.analysis.rasch import expected_points, fit

Floats = NDArray[np.float64]


ABILITIES = np.linspace(-6.0, 6.0, 481)


@dataclass(frozen=True, slots=True)
class Form:
    """The items of one form, as a Rasch model has them."""

    difficulty: Floats
    slope: Floats
    weights: Floats
    """Points of each item."""

    def expects(self, ability: Floats) -> Floats:
        """The points of 100 that abilities may expect."""
        return expected_points(ability, self.difficulty, self.slope, self.weights)


def equate(scores: Floats, of: Form, onto: Form) -> Floats:
    """Scores of one form as scores of another: the points that the same ability would expect there.

    Args:
        scores: Points of 100 before gates.
        of: The form that they come from.
        onto: The form whose scale is wanted; both forms' items come from one fit over the same people.
    """
    return np.asarray(np.interp(scores, of.expects(ABILITIES), onto.expects(ABILITIES)))


@dataclass(frozen=True, slots=True)
class KnownTruth:
    """How well the methods recover what was put in."""

    people: int
    items: int
    difficulty_correlation: float
    """Of the recovered with the true Rasch difficulties."""
    slope_correlation: float
    """Of the recovered with the true discriminations of a two-parameter model."""
    bias_points: float
    """Largest bias of an equated score, in points, over the abilities from -1.5 to 1.5."""
    shift_points: float
    """How much harder the second form was, in points: what the equating had to find."""
    naive_bias_points: float
    """The same bias when scores are taken as they are."""


def known_truth(seed: int, *, people: int = 500, items: int = 36, repeats: int = 3) -> KnownTruth:
    """Generate people and items from the models, and recover them.

    Args:
        seed: Of the draws.
        people: Simulated people for each fit.
        items: Items of a form.
        repeats: Samples over which the bias of equating is averaged.
    """
    generator = np.random.default_rng(seed)
    difficulty = generator.normal(0, 1.2, items)
    ability = generator.normal(0, 1, people)
    ones = np.ones(items)
    recovered = fit(_responses(generator, ability, difficulty, ones), np.ones((people, items)))
    slopes = generator.lognormal(0, 0.35, items)
    answered = _responses(generator, ability, difficulty, slopes)
    two = fit(answered, np.ones((people, items)), one_slope=False)
    harder = difficulty + 0.4 + generator.normal(0, 0.2, items)
    bias, naive, shift = _bias(generator, difficulty, harder, people, repeats)
    return KnownTruth(
        people, items, _correlation(difficulty, recovered.difficulty), _correlation(slopes, two.discrimination),
        bias, shift, naive,
    )  # fmt: skip


def _responses(generator: np.random.Generator, ability: Floats, difficulty: Floats, slope: Floats) -> Floats:
    chance = 1 / (1 + np.exp(-slope[None, :] * (ability[:, None] - difficulty[None, :])))
    return (generator.random(chance.shape) < chance).astype(np.float64)


def _correlation(truth: Floats, found: Floats) -> float:
    return float(np.corrcoef(truth, found)[0, 1])


def _bias(
    generator: np.random.Generator, difficulty: Floats, harder: Floats, people: int, repeats: int
) -> tuple[float, float, float]:
    """The largest bias of equated and of raw scores over abilities, and the shift between the forms."""
    at, items = np.linspace(-1.5, 1.5, 13), len(difficulty)
    ones = np.ones(items)
    truth, raw = (expected_points(at, d, ones, ones) for d in (difficulty, harder))
    errors = []
    for _ in range(repeats):
        ability = generator.normal(0, 1, people)
        answered = _responses(generator, ability, np.concatenate([difficulty, harder]), np.ones(2 * items))
        found = fit(answered, np.ones_like(answered))
        first, second = (Form(found.difficulty[part], found.discrimination[part], ones)
                         for part in (slice(items), slice(items, None)))  # fmt: skip
        errors.append(equate(raw, second, first) - truth)
    return float(np.abs(np.mean(errors, axis=0)).max()), float(np.abs(raw - truth).max()), float((truth - raw).mean())
