"""Difficulty, noise and reliability: methods against known truth, and a small population of simulated people."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import scenarios
from scoring.analysis import variance
from scoring.analysis.batch import Place
from scoring.analysis.calibration import HONESTY, calibrate
from scoring.analysis.calibration_text import render
from scoring.analysis.equating import Form, equate, known_truth
from scoring.analysis.paired import compare
from scoring.analysis.person import TRAITS, Person, grid, named, people_of
from scoring.analysis.population import Design, Played, play_design
from scoring.analysis.rasch import fit
from scoring.analysis.trial import Trial, measure_trial
from simulator.bots.skill import AVERAGE, EXPERT, NOVICE
from simulator.errors import ScenarioError
from tui.cli.calibrating import setup_of

SCHEMA = Path(__file__).parents[3] / "docs/schemas/calibration.schema.json"


# --- methods, with known truth ----------------------------------------------------------------------------------


def test_difficulties_are_recovered_and_equating_has_no_bias_to_speak_of() -> None:
    found = known_truth(3, people=300, items=30, repeats=1)
    assert found.difficulty_correlation >= 0.98
    assert found.bias_points <= 1
    assert found.naive_bias_points > 4
    assert found.slope_correlation > 0.7


def test_an_item_that_is_always_met_stays_at_a_finite_place() -> None:
    shares = np.column_stack([np.ones(40), np.zeros(40), np.tile([0.0, 1.0], 20)])
    found = fit(shares, np.ones_like(shares))
    assert found.difficulty[0] < found.difficulty[2] < found.difficulty[1]
    assert np.isfinite(found.difficulty).all()


def test_what_was_not_scored_does_not_count() -> None:
    generator = np.random.default_rng(5)
    shares = (generator.random((80, 6)) < 0.6).astype(float)
    counts = np.ones_like(shares)
    counts[:40, 0] = 0
    other = shares.copy()
    other[:40, 0] = 1 - other[:40, 0]
    assert np.array_equal(fit(shares, counts).difficulty, fit(other, counts).difficulty)


def test_a_form_equates_to_itself() -> None:
    form = Form(np.linspace(-2, 2, 12), np.ones(12), np.ones(12))
    scores = np.array([20.0, 50.0, 80.0])
    assert np.allclose(equate(scores, form, form), scores)
    harder = Form(form.difficulty + 0.5, form.slope, form.weights)
    assert (equate(scores, harder, form) > scores).all()


def test_variance_components_are_recovered() -> None:
    generator = np.random.default_rng(1)
    shape = (300, 12, 6)
    sizes = {"person": 6.0, "scenario": 4.0, "form": 2.0, "person_scenario": 5.0, "rest": 7.0}
    parts = {"person": (300, 1, 1), "scenario": (1, 12, 1), "form": (1, 12, 6), "person_scenario": (300, 12, 1),
             "rest": shape}  # fmt: skip
    scores = 60 + sum(generator.normal(0, sizes[name], part) for name, part in parts.items())
    found = variance.components(np.asarray(scores))
    for name, size in sizes.items():
        slack = 0.6 if name == "scenario" else 0.25
        assert getattr(found, name) == pytest.approx(size**2, rel=slack), name


@given(st.floats(0.1, 100), st.floats(0.1, 100), st.floats(0, 100), st.integers(1, 30))
def test_more_scenarios_never_make_a_score_less_dependable(person: float, rest: float, scenario: float, n: int) -> None:
    found = variance.Components(person, scenario, 1.0, 2.0, rest)
    assert 0 < found.phi(n) <= found.phi(n + 1) < 1
    assert found.phi(n) <= found.g(n)
    needed = found.drills_for(0.7)
    assert needed is None or (found.phi(needed) >= 0.7 - 1e-9 and (needed == 1 or found.phi(needed - 1) < 0.7))


def test_published_reliabilities_give_the_published_numbers_of_drills() -> None:
    # domain figures: single-run 0.10, 0.20, 0.30, 0.42 need 21, 10, 6, 4 runs for 0.7 and 36, 16, 10, 6 for 0.8
    for single, for_7, for_8 in ((0.10, 21, 36), (0.20, 10, 16), (0.30, 6, 10), (0.42, 4, 6)):
        found = variance.Components(single, 0.0, 0.0, 0.0, 1 - single)
        assert (found.drills_for(0.7), found.drills_for(0.8)) == (for_7, for_8)


def test_published_decision_consistency_is_met() -> None:
    # pass rate 70 %: reliability .5 agrees in .71 (kappa .32), .8 in .82 (.58)
    for reliability, agreement, kappa in ((0.3, 0.66, 0.18), (0.5, 0.71, 0.32), (0.8, 0.82, 0.58), (0.9, 0.87, 0.70)):
        found = variance.expected_consistency(
            variance.Components(reliability, 0.0, 0.0, 0.0, 1 - reliability), 0.5244, 0.0, 1
        )
        assert found.agreement == pytest.approx(agreement, abs=0.01)
        assert found.kappa == pytest.approx(kappa, abs=0.015)


# --- people -----------------------------------------------------------------------------------------------------


def test_the_bundled_levels_are_points_of_the_scale() -> None:
    for name, skill in (("novice", NOVICE), ("average", AVERAGE), ("expert", EXPERT)):
        person = named(name)
        for field in skill.__dataclass_fields__:
            if field not in ("name", "review_ppm"):
                assert getattr(person.skill, field) == pytest.approx(getattr(skill, field), rel=0.01), field


@given(st.integers(-2_500, 2_400), st.integers(50, 500), st.sampled_from(TRAITS))
def test_a_better_trait_never_makes_a_worse_player(ability: int, more: int, trait: str) -> None:
    low = Person(name="x", ability_milli=ability, traits_milli=dict.fromkeys(TRAITS, ability))
    high = Person(name="x", ability_milli=ability, traits_milli={**low.traits_milli, trait: ability + more})
    for field in ("reaction_s", "declare_s", "late_s", "sigma_milli"):
        assert getattr(high.skill, field) <= getattr(low.skill, field)
    for field in ("promise_ppm", "concrete_ppm", "triage_ppm", "answer_ppm", "acts_per_min"):
        assert getattr(high.skill, field) >= getattr(low.skill, field)
    assert high.skill != low.skill or trait == "span"


def test_people_are_named_by_level_or_by_grid_and_anything_else_is_explained() -> None:
    assert [p.name for p in people_of("novice, expert")] == ["novice", "expert"]
    assert [p.ability_milli for p in people_of("-1:1:5")] == [-1_000, -500, 0, 500, 1_000]
    assert people_of("-1:1:5") == grid(-1_000, 1_000, 5)
    for words in ("nobody", "1:2", "a:b:c", "-9:9:4", "0:1:1", ""):
        with pytest.raises(ScenarioError) as refused:
            people_of(words)
        assert "FROM:TO:COUNT" in refused.value.hint


# --- a small population -----------------------------------------------------------------------------------------


def population(**more: Any) -> Played:
    design = Design(grid(-1_300, 1_300, 3), ("db-failover", "third-party-outage"), 2, **more)
    return play_design(design, setup_of, Place(1), store=None, depends_on="", progress=lambda done, of: None)


def test_a_small_population_gives_figures_of_simulated_agents() -> None:
    """One population for all questions, because playing it takes longest."""
    played = population()
    runbook = setup_of("db-failover", "escalation").kit.runbook
    found = calibrate(played, runbook, {"db-failover": {"a": 0.5, "b": 0.5}})
    assert found["ability_correlation"] > 0.8
    jsonschema.validate(json.loads(json.dumps(found)), json.loads(SCHEMA.read_text(encoding="utf-8")))
    _says_whose_they_are(found)
    exposure = found["scenarios"][0]["exposure"]
    assert exposure["same_variant_next_time"] == 0.5
    assert exposure["variants_seen_after_3"] == 1.75
    same = compare(played, played, (runbook, runbook))
    assert all(one["difference"] == 0 and not one["clear"] for one in same["differences"])
    assert same["pairs"] == 12


def _says_whose_they_are(found: dict[str, Any]) -> None:
    assert found["of"] == "simulated agents"
    text = render(found)
    assert "SIMULATED AGENTS" in text
    assert "say nothing about people" in HONESTY
    observed, expected = (
        "one drill at 70 (observed, with gates)",
        "6 scenarios at 70 (expected by a model without gates)",
    )
    assert text.index(observed) < text.index(expected)
    assert all(part in text.replace("\n", " ") for part in HONESTY.split(". ")[:1])


def test_a_player_who_keeps_the_runbooks_cadence_writes_more_often_under_a_shorter_one(tmp_path: Path) -> None:
    text = (Path(scenarios.__file__).parent / "runbooks/escalation.yaml").read_text(encoding="utf-8")
    often, seldom = tmp_path / "often.yaml", tmp_path / "seldom.yaml"
    for path, cadence in ((often, "30m"), (seldom, "60m")):
        path.write_text(text.replace("cadence: {sev1: 60m,", f"cadence: {{sev1: {cadence},"), encoding="utf-8")
    texts = [
        measure_trial(
            Trial(scenario="db-failover", player="expert", form_seed=2, noise_seed=2, runbook=str(path),
                  keeps_cadence=True), setup_of,
        ).texts
        for path in (often, seldom)
    ]  # fmt: skip
    assert texts[0] > texts[1]
