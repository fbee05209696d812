"""What a decision was worth: the same world again without it."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest

from scoring.analysis.course import ADDED, Walk
from scoring.analysis.decisions import decisions_of
from scoring.analysis.handover import best_from
from scoring.analysis.trial import measure
from scoring.analysis.whatif import Noise, World, examine, is_clear, t_99
from scoring.analysis.whatif_text import render, to_json
from simulator import commands as c
from simulator.errors import JournalError
from simulator.journal import Journal
from tests.scoring.analysis.drills import course, finished, kit_of, setup_of_cached
from tests.validate.worth import check_signs, is_found, planted_in

SCHEMA = Path(__file__).parents[3] / "docs/schemas/whatif.schema.json"


@pytest.mark.parametrize("player", ["reference", "silent", "novice", "average"])
@pytest.mark.parametrize("scenario", ["db-failover", "integration-failure"])
def test_the_courses_own_commands_give_the_same_drill_line_by_line(scenario: str, player: str) -> None:
    journal = finished(scenario, player, 3)
    walked = Walk(World(journal, kit_of(scenario)).drill(), course(journal)).to_end()
    assert tuple(walked.drill.entries) == journal.entries
    assert not walked.left


def test_every_decision_has_a_course_of_its_own_and_names_its_moment() -> None:
    world = World(finished("db-failover", "novice", 2), kit_of("db-failover"))
    decisions = decisions_of(world.scene)
    ids = [decision.id for decision in decisions]
    assert len(ids) == len(set(ids)) > 20
    assert all(decision.steps != world.scene.steps for decision in decisions)
    assert [decision.at_s for decision in decisions] == sorted(decision.at_s for decision in decisions)


def test_declaring_sooner_is_worth_points_to_somebody_who_was_late() -> None:
    journal = finished("db-failover", "novice", 2)
    result = examine(journal, kit_of("db-failover"), noise=3)
    sooner = next(worth for worth in result.worths if worth.decision.id == "declared-sooner")
    assert sooner.change.total_centi > 0
    assert "first signal" in sooner.decision.did


def test_leaving_out_what_restored_service_leaves_the_rest_waiting() -> None:
    journal = finished("db-failover", "average", 2)
    world = World(journal, kit_of("db-failover"))
    decision = next(d for d in decisions_of(world.scene) if d.id == "rollback-flag-never")
    other, left = world.take(decision.steps)
    assert other.restored_s is None
    assert "G-2" in other.gates
    assert any(isinstance(one.step.command, c.CloseIncident) for one in left)


@pytest.mark.parametrize(("scenario", "seed"), [("db-failover", 10_001), ("db-failover", 10_004)])
def test_a_planted_fatal_decision_is_the_one_that_cost_most(scenario: str, seed: int) -> None:
    setup = setup_of_cached(scenario)
    planted = list(planted_in(finished(scenario, "average", seed), setup))
    assert planted
    assert all(is_found(bad, setup, wanted) for _, bad, wanted in planted)


def test_what_is_called_clear_has_the_same_sign_in_fresh_noise() -> None:
    clear, agree = check_signs(finished("db-failover", "novice", 2), setup_of_cached("db-failover"), fresh=10)
    assert clear == agree > 0


def test_a_difference_within_its_noise_is_not_clear() -> None:
    assert not is_clear(50, Noise((100, -90, 60, -40, 10, 30)))
    assert not is_clear(-50, Noise((100, 101, 99, 100)))
    assert not is_clear(5, Noise((5, 5, 5, 5)))
    assert not is_clear(500, Noise((500,)))
    assert is_clear(100, Noise((100, 101, 99, 100)))
    assert t_99(8) == 3.36
    assert t_99(1_000) == 2.62
    assert t_99(11) == 3.17


def test_noise_seeds_belong_to_the_drill_and_leave_its_form_alone() -> None:
    world = World(finished("db-failover", "average", 3), kit_of("db-failover"))
    assert world.noise_seeds(4) == world.noise_seeds(4)
    assert set(world.noise_seeds(4)).isdisjoint(world.noise_seeds(4, 4))
    assert world.drill(77).entries[0] == world.journal.entries[0]


def test_from_a_moment_on_the_expert_can_take_over() -> None:
    journal = finished("db-failover", "novice", 2)
    world = World(journal, kit_of("db-failover"))
    early, late = (best_from(world, at_s, runs=1) for at_s in (1_200, 9_000))
    assert early.best.total_centi > late.best.total_centi
    assert early.best.total_centi > examine(journal, kit_of("db-failover"), noise=0).taken.total_centi
    with pytest.raises(JournalError, match="was over"):
        best_from(world, 10**8, runs=1)


def test_an_unfinished_drill_is_refused_with_a_way_out() -> None:
    journal = finished("db-failover", "average", 3)
    with pytest.raises(JournalError, match="unfinished") as refused:
        World(Journal(journal.header, journal.entries[:50], "", False), kit_of("db-failover"))
    assert "end" in refused.value.hint


def test_another_world_than_the_journals_is_refused() -> None:
    journal = finished("db-failover", "average", 3)
    entries = tuple(x for x in journal.entries if not (x.command_id and x.n > 30 and "log" in type(x.event).__name__))
    moved = replace(journal, entries=tuple(x for x in entries if type(x.event).__name__ != "SentimentChanged"))
    with pytest.raises(JournalError, match="another drill"):
        examine(moved, kit_of("db-failover"), noise=0)


def test_text_and_json_say_the_same_and_what_is_assumed() -> None:
    journal = finished("db-failover", "novice", 2)
    world = World(journal, kit_of("db-failover"))
    result, best = examine(journal, kit_of("db-failover"), noise=2), best_from(world, 1_800, runs=1)
    text, found = render(result, journal, best), to_json(result, journal, best)
    jsonschema.validate(json.loads(json.dumps(found)), json.loads(SCHEMA.read_text(encoding="utf-8")))
    assert all(len(line) <= 80 for line in text.splitlines())
    for words in ("COST MOST", "SAVED MOST", "What is assumed", "simulated agent", "Noise:"):
        assert words in text
    assert found["best"]["simulated_agents"] is True
    assert {*found["cost"], *found["saved"]} <= {one["id"] for one in found["decisions"]}


def test_progress_reaches_its_end_and_never_goes_back() -> None:
    seen: list[tuple[int, int]] = []
    examine(finished("db-failover", "silent", 1), kit_of("db-failover"), noise=2,
            progress=lambda done, of: seen.append((done, of)))  # fmt: skip
    done = [one for one, _ in seen]
    assert done == sorted(done)
    assert seen[-1][0] == seen[-1][1]


def test_an_added_credit_is_proposed_approved_and_granted() -> None:
    journal = finished("db-failover", "average", 3)
    world = World(journal, kit_of("db-failover"))
    bare = replace(world.journal, entries=Walk(
        world.drill(), world.scene.without(*world.scene.given(c.GrantCredit), *world.scene.given(c.ProposeCredit))
    ).to_end().drill.journal().entries)  # fmt: skip
    poor = World(bare, kit_of("db-failover"))
    owed = [d for d in decisions_of(poor.scene) if d.did.endswith("you granted none.")]
    assert owed
    walked = Walk(poor.drill(), owed[0].steps).to_end()
    assert measure(walked.drill).credit_cents > 0
    assert not [one for one in walked.left if one.step.command_id.startswith(ADDED)]
