"""A population of simulated people over scenarios and forms, and what came of it in compact tables.

Fully crossed: everybody plays the same forms of every scenario. The form's seed is its noise seed too, so that what
differs between two people at one form is the people, and their own draws.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from scoring.analysis.batch import Place, Progress, play_all
from scoring.analysis.person import Person
from scoring.analysis.trial import Measured, Source, Trial

FIGURES = ("total_centi", "earned_centi", "sentiment_milli", "leaving_ppm", "task_s", "texts", "credit_cents")
UNSCORED = -1


@dataclass(frozen=True, slots=True)
class Design:
    """Who plays what."""

    people: tuple[Person, ...]
    scenarios: tuple[str, ...]
    forms: int
    """Form seeds 1, 2, … of each scenario."""
    runbook: str = "escalation"
    keeps_cadence: bool = False

    @property
    def trials(self) -> Sequence[Trial]:
        """Every drill, people outermost; made when asked for, so that a large design takes no memory."""
        return _Trials(self)

    @property
    def shape(self) -> tuple[int, int, int]:
        """Persons, scenarios, forms."""
        return len(self.people), len(self.scenarios), self.forms


class _Trials(Sequence[Trial]):
    def __init__(self, design: Design) -> None:
        self.design = design
        self._skills = [person.skill for person in design.people]

    def __len__(self) -> int:
        people, scenarios, forms = self.design.shape
        return people * scenarios * forms

    def __getitem__(self, number):  # type: ignore[no-untyped-def]  # one trial; nobody slices a design
        if not 0 <= number < len(self):
            raise IndexError(number)
        person, scenario, form = np.unravel_index(number, self.design.shape)
        design = self.design
        return Trial(
            scenario=design.scenarios[scenario],
            player=self._skills[person],
            form_seed=int(form) + 1,
            noise_seed=int(form) + 1,
            runbook=design.runbook,
            keeps_cadence=design.keeps_cadence,
        )


@dataclass(frozen=True, slots=True)
class Played:
    """The results of a design, in tables of whole numbers."""

    design: Design
    figures: dict[str, NDArray[np.int64]]
    """Each of `FIGURES`: persons × scenarios × forms."""
    passed: NDArray[np.bool_]
    gated: NDArray[np.bool_]
    criteria: tuple[str, ...]
    weights_centi: NDArray[np.int64]
    values: NDArray[np.int16]
    """Persons × scenarios × forms × criteria, in permille; -1 = unscored."""
    variants: NDArray[np.str_]
    """Scenarios × forms: which variant a form seed draws."""


def play_design(
    design: Design, source: Source, place: Place, *, store: Path | None, depends_on: str, progress: Progress
) -> Played:
    """Play every drill of a design.

    Raises:
        WarroomError: content does not load, or the place is not there.
    """
    played: Played | None = None
    every = play_all(design.trials, source, place=place, store=store, depends_on=depends_on, progress=progress)
    for number, measured in every:
        played = played or _empty(design, measured)
        _enter(played, tuple(int(at) for at in np.unravel_index(number, design.shape)), measured)
    assert played is not None  # noqa: S101  # a design has drills
    return played


def _empty(design: Design, sample: Measured) -> Played:
    shape = design.shape
    criteria = tuple(sorted(sample.criteria_permille))
    return Played(
        design=design,
        figures={name: np.zeros(shape, np.int64) for name in FIGURES},
        passed=np.zeros(shape, bool),
        gated=np.zeros(shape, bool),
        criteria=criteria,
        weights_centi=np.array([sample.weights_centi[name] for name in criteria], np.int64),
        values=np.full((*shape, len(criteria)), UNSCORED, np.int16),
        variants=np.full(shape[1:], "", "U64"),
    )


def _enter(played: Played, at: tuple[int, ...], measured: Measured) -> None:
    for name, table in played.figures.items():
        table[at] = getattr(measured, name)
    played.passed[at], played.gated[at] = measured.passed, bool(measured.gates)
    played.values[at] = [_or_unscored(measured.criteria_permille[name]) for name in played.criteria]
    played.variants[at[1:]] = measured.variant


def _or_unscored(value: int | None) -> int:
    return UNSCORED if value is None else value
