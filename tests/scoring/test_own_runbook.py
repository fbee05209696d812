"""A runbook of one's own: what its lint lets through can be judged by, whatever its numbers."""

from __future__ import annotations

from scenarios.catalog import load_runbook
from scenarios.runbook_check import find_runbook_faults
from scoring import judge
from simulator.runbook import CriterionSpec, Runbook
from tests.scoring.plays import DATABASE, content, reference


def with_numbers(value: int) -> Runbook:
    """The bundled runbook with every threshold set to one number."""
    whole = load_runbook().model
    thresholds = ("target", "zero", "stretch", "full_permille", "zero_permille")

    def changed(spec: CriterionSpec) -> CriterionSpec:
        given = {name: value for name in thresholds if getattr(spec, name) is not None}
        return spec.model_copy(update=given | {"numbers": dict.fromkeys(spec.numbers, value)})

    return whole.model_copy(update={"criteria": {name: changed(spec) for name, spec in whole.criteria.items()}})


def test_thresholds_of_nothing_give_low_scores_and_no_errors() -> None:
    """The lint does not refuse 0, so the judge divides by no threshold."""
    played = reference(DATABASE)
    for value in (0, -1):
        own = with_numbers(value)
        assert list(find_runbook_faults(own, load_runbook().model)) == []
        assert 0 <= judge(played.drill.journal(), content(DATABASE).scenario.model, own).total <= 100
