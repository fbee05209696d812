"""One cause, one loss: what a criterion rests on loses that criterion and leaves the others alone."""

from __future__ import annotations

import pytest

from scoring.criteria import CRITERIA
from tests.scoring.dependants import DEPENDANTS
from tests.scoring.knockout import ROWS, Row
from tests.scoring.plays import SCENARIOS, played, reference, script

LOST_PERMILLE = 300
STEADY_PERMILLE = 50


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.criterion} {row.scenario}: {row.story}")
def test_a_criterion_falls_with_the_commands_it_rests_on_and_falls_alone(row: Row) -> None:
    """The spoiled run loses the criterion and, declared dependants apart, nothing else."""
    before = reference(row.scenario).values
    spoiled = row.spoiler(script(row.scenario))
    assert spoiled != script(row.scenario), "the spoiler touches nothing"

    after = played(row.scenario, spoiled).values

    lost = after[row.criterion]
    assert lost is not None
    assert lost <= LOST_PERMILLE
    moved = {name for name in CRITERIA if abs((after[name] or 0) - (before[name] or 0)) > STEADY_PERMILLE}
    assert moved - {row.criterion} <= DEPENDANTS[row.criterion]


def test_every_criterion_that_a_reference_run_reaches_has_a_row() -> None:
    """A new criterion needs its own way to be lost."""
    reached = {
        name for scenario in SCENARIOS for name, value in reference(scenario).values.items() if value is not None
    }
    assert reached == set(CRITERIA)
    assert {row.criterion for row in ROWS} == reached


def test_every_declared_dependant_is_another_criterion_of_the_rubric() -> None:
    """A slip of the pen in the table of dependants would excuse nothing."""
    assert DEPENDANTS.keys() == CRITERIA.keys()
    for name, others in DEPENDANTS.items():
        assert others <= CRITERIA.keys() - {name}
