"""What a decision was worth: the same world again without it."""

from __future__ import annotations

import gc
import json
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest
from msgspec import structs

from scoring.analysis.course import ADDED, Left, Step, Walk, moved, steps_of
from scoring.analysis.decisions import decisions_of
from scoring.analysis.decisions.scene import is_external
from scoring.analysis.decisions.speech import counted
from scoring.analysis.handover import Best, best_from
from scoring.analysis.trial import measure, tidily
from scoring.analysis.whatif import (
    Change,
    Noise,
    Untried,
    WhatIf,
    World,
    Worth,
    examine,
    is_clear,
    rank,
    t_99,
    untried,
    weigh,
)
from scoring.analysis.whatif_text import assumptions, consequences, render, tell, to_json
from scoring.duty import GUARDS
from simulator import commands as c
from simulator import events as e
from simulator.errors import JournalError
from simulator.journal import Journal
from tests.scoring.analysis.drills import course, finished, kit_of, played_with, setup_of_cached
from tests.validate.worth import check_signs, is_found, planted_in

SCHEMA = Path(__file__).parents[3] / "docs/schemas/whatif.schema.json"


@pytest.mark.parametrize("player", ["reference", "silent", "novice", "average"])
@pytest.mark.parametrize("scenario", ["db-failover", "integration-failure"])
def test_the_courses_own_commands_give_the_same_drill_line_by_line(scenario: str, player: str) -> None:
    journal = finished(scenario, player, 3)
    walked = Walk(World(journal, kit_of(scenario)).drill(), course(journal)).to_end()
    assert tuple(walked.drill.entries) == journal.entries
    assert not walked.left


def test_the_second_of_two_confirmations_stays_the_second() -> None:
    journal = finished("db-failover", "average", 3)
    first = next(n for n, x in enumerate(journal.entries) if isinstance(x.event, e.MessageArrived) and x.event.confirms)
    mail = journal.entries[first]
    assert isinstance(mail.event, e.MessageArrived)
    again = structs.replace(mail, event=structs.replace(mail.event, message="m900", subject="And once more"))
    taken = next(x for x in journal.entries if isinstance(x.event, e.ConfirmationRecorded))
    assert isinstance(taken.event, e.ConfirmationRecorded)
    record = structs.replace(taken, event=structs.replace(taken.event, account=mail.event.account, message="m900"))
    *_, step = steps_of(replace(journal, entries=(*journal.entries[: first + 1], again, record)))
    assert step.question is not None
    assert (step.question.subject, step.question.occasion) == ("And once more", 1)


def test_every_decision_has_a_course_of_its_own_and_names_its_moment() -> None:
    world = World(finished("db-failover", "novice", 2), kit_of("db-failover"))
    decisions = decisions_of(world.scene)
    ids = [decision.id for decision in decisions]
    assert len(ids) == len(set(ids)) > 20
    assert all(decision.steps != world.scene.steps for decision in decisions)
    assert [decision.at_s for decision in decisions] == sorted(decision.at_s for decision in decisions)


def test_what_was_given_is_counted_in_words() -> None:
    assert [counted(1, "internal line"), counted(2, "internal line")] == ["an internal line", "2 internal lines"]
    assert counted(1, "plain update") == "a plain update"


@pytest.fixture(scope="module")
def late() -> WhatIf:
    """What the decisions of somebody who was late were worth."""
    return examine(finished("db-failover", "novice", 2), kit_of("db-failover"), noise=3)


def test_declaring_sooner_is_worth_points_to_somebody_who_was_late(late: WhatIf) -> None:
    sooner = next(worth for worth in late.worths if worth.decision.id == "declared-sooner")
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


def test_what_waited_for_service_comes_at_its_own_distance_to_the_second() -> None:
    journal = finished("db-failover", "average", 2)
    world = World(journal, kit_of("db-failover"))
    steps = [
        moved(s, s.at_s + 433) if isinstance(s.command, c.StartTask) and s.since_restore_s is None else s
        for s in world.scene.steps
    ]
    taken = Walk(world.drill(), steps).to_end()
    then_s, now_s = journal_restored_s(journal), taken.drill.incident.restored_s
    assert now_s is not None
    assert then_s is not None
    assert now_s > then_s
    after = [s for s in steps if s.since_restore_s is not None and s.at_s < now_s and s.command_id in taken.at_s]
    assert [taken.at_s[s.command_id] for s in after[:5]] == [now_s + (s.since_restore_s or 0) for s in after[:5]]
    assert after


def journal_restored_s(journal: Journal) -> int | None:
    return next((x.at_s for x in journal.entries if isinstance(x.event, e.ImpactChanged) and x.event.restored), None)


def test_garbage_is_searched_for_again_after_a_course_that_failed() -> None:
    def failing() -> None:
        assert not gc.isenabled()
        raise JournalError("no")

    with pytest.raises(JournalError):
        tidily(failing)
    assert gc.isenabled()


def test_a_planted_fatal_decision_is_the_one_that_cost_most() -> None:
    """One of the two that `make validate` plants in many drills."""
    setup = setup_of_cached("db-failover")
    planted = list(planted_in(finished("db-failover", "average", 10_115), setup))
    assert [name for name, _, _ in planted] == ["false all-clear", "stale failover"]
    _, bad, wanted = planted[0]
    assert is_found(bad, setup, wanted)


def test_what_is_called_clear_has_the_same_sign_in_fresh_noise(late: WhatIf) -> None:
    journal = finished("db-failover", "novice", 2)
    clear, agree = check_signs(World(journal, kit_of("db-failover")), late, fresh=3)
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


@pytest.fixture(scope="module")
def early() -> Best:
    """What the expert makes of the same drill from the twentieth minute on."""
    return best_from(World(finished("db-failover", "novice", 2), kit_of("db-failover")), 1_200, runs=1)


def test_from_a_moment_on_the_expert_can_take_over(late: WhatIf, early: Best) -> None:
    journal = finished("db-failover", "novice", 2)
    world = World(journal, kit_of("db-failover"))
    assert early.best.total_centi > best_from(world, 9_000, runs=1).best.total_centi
    assert early.best.total_centi > late.taken.total_centi
    with pytest.raises(JournalError, match="was over"):
        best_from(world, journal.entries[-1].at_s, runs=1)


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


def test_text_and_json_say_the_same_and_what_is_assumed(late: WhatIf, early: Best) -> None:
    journal = finished("db-failover", "novice", 2)
    text, found = render(late, journal, early), to_json(late, journal, early)
    jsonschema.validate(json.loads(json.dumps(found)), json.loads(SCHEMA.read_text(encoding="utf-8")))
    assert all(len(line) <= 80 for line in text.splitlines())
    for words in (
        "COST MOST, THOSE THAT MOVE A GATE FIRST",
        "SAVED MOST, THOSE",
        "What is assumed",
        "simulated agent",
        "By other seeds:",
    ):
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


def unguarded() -> World:
    """A security incident in which nobody ever named Legal and Security, closed it or reviewed it."""
    whole = World(finished("credential-leak", "reference", None), kit_of("credential-leak"))
    gone = [step for step in whole.scene.given(c.AssignRole) if getattr(step.command, "seat", None) in GUARDS]
    ends = [step for kind in (c.CloseIncident, c.SubmitPostmortem) for step in whole.scene.given(kind)]
    return World(played_with(whole.journal, whole.kit, whole.scene.without(*gone, *ends)), kit_of("credential-leak"))


def test_two_seats_that_a_gate_asks_for_are_named_together_and_come_first() -> None:
    world = unguarded()
    taken = measure(Walk(world.drill(), world.scene.steps).to_end().drill)
    named = [one for one in decisions_of(world.scene) if one.id.endswith("-named")]
    assert [one.id for one in named] == ["legal-named", "legal-security-named", "security-named"]
    cost, _ = rank(weigh(world, taken, one) for one in named)
    assert cost[0].decision.did == "You never named Legal and Security."
    assert "gate G-3 is no longer violated" in consequences(cost[0], taken)


def test_what_was_never_done_is_named_with_what_it_lost(late: WhatIf) -> None:
    told = replace(late, untried=(Untried("a post-mortem", "G", 1_600),))
    said = "no course can write it for you: a post-mortem (domain G lost 16.0)."
    assert said in assumptions(told)[0]
    assert said not in assumptions(late)[0]
    world = unguarded()
    taken = measure(Walk(world.drill(), world.scene.steps).to_end().drill)
    assert [one.what for one in untried(world.scene, taken)] == ["the close of the incident", "a post-mortem"]


def test_what_is_said_has_one_sign_and_is_never_nothing(late: WhatIf) -> None:
    some = late.cost[0]

    def size(total: int, earned: int, gravity: int, noise: tuple[int, ...]) -> str:
        change = replace(some.change, total_centi=total, earned_centi=earned, gravity=gravity)
        worth = Worth(some.decision, some.other, change, (), Noise(noise))
        return tell(worth, late.taken).size

    assert size(440, 500, 0, (430, 430)) == "4.4 points   (clear; by other seeds 4.3 ± 0.0)"
    assert size(-440, -500, 0, (-430, -430)) == "4.4 points   (clear; by other seeds 4.3 ± 0.0)"
    assert size(-440, -500, 0, (30, 30)).startswith("4.4 points   (not clear; by other seeds -0.3")
    assert (
        size(440, 500, 0, (-1_300, 1_440))
        == "4.4 points   (not clear; by other seeds 0.7, too few seeds to say how near)"
    )
    assert size(2, -400, 0, (0, 0)) == "4.0 points before gates   (not clear; by other seeds 0.0 ± 0.0)"
    assert size(0, 0, 4, (0, 0)).startswith("a gate, no points")
    nearly = Worth(some.decision, some.other, replace(some.change, total_centi=4, earned_centi=-4, gravity=0), ())
    assert rank([nearly, some]) == ([some], [])


def test_an_end_that_was_claimed_while_service_failed_is_worth_nothing_to_the_ranks(late: WhatIf) -> None:
    """Given service that failed to the end, when only the course taken closed, then the two are not compared."""
    worth = late.worths[0]
    close = Left(Step(c.CloseIncident(note="Done."), 900), "its time never came")
    failed = structs.replace(late.taken, hurt=True, restored_s=None)
    assert replace(worth, left=(close,)).ends_otherwise(failed)
    assert not replace(worth, left=()).ends_otherwise(failed)
    assert not replace(worth, left=(close,)).ends_otherwise(structs.replace(failed, restored_s=600))


def test_silence_is_no_advice_even_where_it_scores_higher() -> None:
    """Given a weak first update among better ones, when leaving it out raises C5, then it is named apart, with why."""
    world = World(finished("db-failover", "average", 2), kit_of("db-failover"))
    first, _, *rest = [s for s in world.scene.given(c.PostUpdate) if is_external(s)]
    assert isinstance(first.command, c.PostUpdate)
    weak = structs.replace(first.command, text="We see that saving fails for some customers. We are looking into it.")
    steps = [s for s in world.scene.swapped(replace(first, command=weak, recorded=None)) if s not in rest]
    journal = Walk(world.drill(), steps).to_end().drill.journal()
    result = examine(journal, kit_of("db-failover"), noise=0)
    silent = next(worth for worth in result.worths if worth.decision.id == "update-never")
    assert silent.change.total_centi > 0
    assert silent.only_withholds
    assert not [worth for worth in result.cost if worth.decision.withholds]
    told = " ".join(render(result, journal).split())
    assert "leaves out or puts off what others are owed" in told
    assert "Instead: that update is not sent." in told


def test_whatever_leaves_out_what_others_are_owed_says_so() -> None:
    """Given a whole drill, when its courses are made, then every omission of words, names and proof is marked."""
    world = World(finished("db-failover", "average", 2), kit_of("db-failover"))
    decisions = decisions_of(world.scene)
    tasks = {f"{task}-never" for task in world.kit.scenario.tasks}
    left_out = {one.id for one in decisions if one.id.endswith("-never") and not one.id.startswith("credit-")} - tasks
    marked = {one.id for one in decisions if one.withholds}
    assert marked == left_out | {"declared-later", "severity-low"}


def test_moods_after_a_longer_outage_are_not_compared(late: WhatIf) -> None:
    """Given service that fails in both courses, when one is watched for longer, then it says so and tells no moods."""
    failed = structs.replace(late.taken, hurt=True, restored_s=None, ended_s=4_000)
    longer = structs.replace(failed, ended_s=4_000 + 2 * 3_600, sentiment_milli=failed.sentiment_milli - 9_000)
    worth = replace(late.worths[0], other=longer, change=Change.between(failed, longer))
    told = consequences(worth, failed)
    assert "the drill goes on for 2 h while service fails" in told
    assert "sentiment" not in told


def test_the_outage_that_was_none_is_told_to_nobody_in_the_other_course() -> None:
    """Given a false alarm with false notices, when they are made honest, then no falsehood is left in any message."""
    kit = kit_of("third-party-outage")
    scene = World(finished("third-party-outage", "expert", 4), kit).scene
    assert {found.said.claim.key for found in scene.lies} == {"outage"}
    honest = next(decision for decision in decisions_of(scene) if decision.id == "falsehood")
    assert World(played_with(scene.journal, kit, honest.steps), kit).scene.lies == ()
