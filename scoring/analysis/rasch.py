"""Difficulty and discrimination of items by a Rasch or a two-parameter logistic model.

Marginal maximum likelihood over a standard normal ability (Gauss-Hermite nodes), solved by scipy's L-BFGS-B. A response
may be any share between 0 and 1 and count for several drills. Weak priors keep an item that everybody gets right, or
wrong, at a finite place; they are named below. Items of one drill hang together more than the model allows, so the
abilities that it gives are surer of themselves than they should be; difficulties hardly suffer from that.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import expit, log_expit, logsumexp

Floats = NDArray[np.float64]
NODES = 31
DIFFICULTY_SD = 4.0
"""Standard deviation of the normal prior of a difficulty, in logits: weak."""
SLOPE_SD = 0.5
"""Standard deviation of the lognormal prior of a discrimination around 1."""


@dataclass(frozen=True, slots=True)
class Fit:
    """What the model found."""

    difficulty: Floats
    """In logits of a standard normal ability; high = hard."""
    discrimination: Floats
    """All the same in a Rasch model: the spread of ability in the items' own logits."""
    ability: Floats
    """Mean of each person's ability, given their responses."""


def fit(shares: Floats, counts: Floats, *, one_slope: bool = True) -> Fit:
    """Fit responses.

    Args:
        shares: Persons by items, the mean response from 0 to 1; anything where the count is 0.
        counts: Persons by items, how many responses stand behind each mean.
        one_slope: True for Rasch, one discrimination for all items; False for the two-parameter model.
    """
    right = np.where(counts > 0, shares, 0.0) * counts
    wrong = counts - right
    nodes, weights = _normal_nodes()
    items = shares.shape[1]

    def lose(place: Floats) -> tuple[float, Floats]:
        difficulty, log_slope = place[:items], place[items:]
        slope = np.exp(np.broadcast_to(log_slope, items) if one_slope else log_slope)
        logit = slope[:, None] * (nodes[None, :] - difficulty[:, None])
        likelihood = right @ log_expit(logit) + wrong @ log_expit(-logit) + np.log(weights)[None, :]
        total = logsumexp(likelihood, axis=1)
        share = np.exp(likelihood - total[:, None])
        excess = right.T @ share - (counts.T @ share) * expit(logit)
        by_difficulty = -slope * excess.sum(axis=1)
        by_slope = (excess * logit).sum(axis=1)
        loss = -total.sum() + (difficulty**2).sum() / (2 * DIFFICULTY_SD**2) + (log_slope**2).sum() / (2 * SLOPE_SD**2)
        found = by_slope.sum(keepdims=True) if one_slope else by_slope
        gradient = np.concatenate([-by_difficulty + difficulty / DIFFICULTY_SD**2, -found + log_slope / SLOPE_SD**2])
        return float(loss), gradient

    start = np.concatenate([_first_guess(right, counts), np.zeros(1 if one_slope else items)])
    bounds = [(-12.0, 12.0)] * items + [(-3.0, 3.0)] * (len(start) - items)
    found = minimize(lose, start, jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": 500})
    difficulty = np.asarray(found.x[:items])
    slope = np.exp(np.broadcast_to(found.x[items:], items)).copy()
    return Fit(difficulty, slope, _abilities(right, wrong, difficulty, slope))


def _first_guess(right: Floats, counts: Floats) -> Floats:
    share = (right.sum(axis=0) + 0.5) / (counts.sum(axis=0) + 1)
    return np.asarray(np.clip(-np.log(share / (1 - share)), -4, 4))


def _normal_nodes() -> tuple[Floats, Floats]:
    nodes, weights = np.polynomial.hermite_e.hermegauss(NODES)
    return nodes, weights / weights.sum()


def _abilities(right: Floats, wrong: Floats, difficulty: Floats, slope: Floats) -> Floats:
    nodes, weights = _normal_nodes()
    logit = slope[:, None] * (nodes[None, :] - difficulty[:, None])
    likelihood = right @ log_expit(logit) + wrong @ log_expit(-logit) + np.log(weights)[None, :]
    share = np.exp(likelihood - logsumexp(likelihood, axis=1)[:, None])
    return np.asarray(share @ nodes)


def expected_points(ability: Floats, difficulty: Floats, slope: Floats, weights: Floats) -> Floats:
    """The score of 100 that each ability may expect on a form of these items."""
    chance = expit(slope[None, :] * (ability[:, None] - difficulty[None, :]))
    return np.asarray(100 * chance @ weights / weights.sum())
