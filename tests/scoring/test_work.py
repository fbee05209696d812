"""D: containing, logging, deciding, keeping evidence."""

from __future__ import annotations

from dataclasses import replace

import pytest

from scenarios.catalog import load_scenario, scenario_ids
from scoring.criteria import d1
from scoring.moments import Moment, Row, match
from simulator import events as e
from simulator.scenario.truth import KeyMoment
from simulator.vocabulary import HypothesisState, Seat
from tests.scoring.builders import (
    SIGNAL_S,
    Story,
    declared,
    finished,
    impact,
    minutes,
    named,
    quiet,
    scenario,
    started,
    story,
)


@pytest.mark.parametrize(("after_s", "value"), [(1_800, 1_000), (minutes(75), 500), (7_200, 0)])
def test_containment_is_due_within_half_an_hour(after_s: int, value: int) -> None:
    assert story(restored_s=None).you(SIGNAL_S + after_s, started("undo")).value("D1") == value


def test_only_the_right_containment_counts() -> None:
    assert story().you(600, started("lock")).value("D1") == 0
    assert story().bot(600, started("undo")).value("D1") == 0


def test_a_harmful_task_that_ran_to_its_end_earns_nothing() -> None:
    told = story().you(600, started("undo"), started("burn"))
    assert told.value("D1") == 1_000
    assert told.you(700, e.TaskStopped(task="burn", reason="No.")).value("D1") == 1_000
    assert told.world(900, finished("burn")).value("D1") == 0


def test_harmful_work_that_found_nothing_to_harm_and_can_be_undone_costs_nothing() -> None:
    told = story().you(600, started("undo")).you(1_200, started("burn"))
    assert told.world(1_500, finished("burn", moved=False)).value("D1") == 1_000
    assert told.world(1_500, finished("burn")).value("D1") == 0


def looked_at() -> Story:
    """Somebody looked at a false alarm."""
    return quiet("alarm").you(240, started("check")).world(600, finished("check"))


def test_a_false_alarm_is_left_alone_and_stood_down() -> None:
    assert looked_at().value("D1") == 0
    assert looked_at().you(900, e.StoodDown(reason="Nothing.")).value("D1") == 1_000


@pytest.mark.parametrize("variant", ["alarm", "excused"])
def test_harm_in_a_false_alarm_costs_also_where_the_criterion_is_excused(variant: str) -> None:
    told = replace(looked_at(), variant=variant).you(900, e.StoodDown(reason="Nothing."))
    assert told.card().criterion("D1").judgement.value_permille == (1_000 if variant == "alarm" else None)
    harmed = told.you(700, started("burn")).world(800, finished("burn", moved=False)).card().criterion("D1")
    assert harmed.judgement.value_permille == 0
    assert harmed.judgement.actual == "“Task of kind contain” was done where nothing was broken"


def test_an_irreversible_step_first_halves_it() -> None:
    assert story().you(600, started("switch")).you(700, started("undo")).value("D1") == 500


def test_impact_that_rises_after_an_irreversible_step_earns_nothing() -> None:
    told = story().you(600, started("undo")).you(1_200, started("switch")).world(1_500, finished("switch"))
    assert told.value("D1") == 1_000
    assert told.world(1_800, impact(400)).value("D1") == 0


def test_wiping_evidence_before_it_is_kept_earns_nothing_in_a_security_incident() -> None:
    copied = story("breach").you(600, started("copy"), started("undo")).world(900, finished("copy"))
    assert copied.you(1_000, started("rotate")).value("D1") == 1_000
    assert copied.you(800, started("rotate")).value("D1") == 0
    assert story().you(600, started("undo"), started("rotate")).value("D1") == 1_000


def test_containing_late_and_after_the_cause_was_known_is_halved() -> None:
    told = story(restored_s=None).you(SIGNAL_S + minutes(75), started("undo"))
    known = e.FactLearned(fact="mechanism", key="cause", value="cache", text="The cache.")
    assert told.world(3_000, known).value("D1") == 250


def kept_in_part() -> Story:
    """Containment at once; of the table and its history the first is copied before the repair wipes both."""
    told = story("breach").you(600, started("undo")).you(700, started("copy")).world(900, finished("copy"))
    return told.you(1_000, started("rotate"))


def test_evidence_kept_in_part_costs_its_share_of_containment_and_is_named() -> None:
    variant = scenario().variants["breach"]
    truth = variant.truth.model_copy(update={"evidence_tasks": ("copy", "look")})
    told = kept_in_part()
    context = replace(told.context("D1"), variant=variant.model_copy(update={"truth": truth}))
    found = d1.judge(told.record(), context)
    assert found.value_permille == 500
    assert "“Task of kind fix” wipes evidence, and began before “Task of kind diagnose” was done" in found.actual
    assert found.advice == "First: “Task of kind diagnose”. Then “Task of kind fix”."


def test_who_does_harm_is_told_how_to_spare_it() -> None:
    told = story("breach").you(600, started("undo"), started("rotate"))
    assert told.judge("D1").advice == "First: “Task of kind evidence”. Then “Task of kind fix”."


def row(
    action: str = "SEV-1 declared",
    *,
    owner: str = "ic",
    result: str = "all in within 2 minutes",
    happened_at_s: int | None = None,
) -> e.EntryLogged:
    return e.EntryLogged(action=action, owner=owner, result=result, happened_at_s=happened_at_s)


def happened() -> Story:
    """Both key moments came about: declared at 10 min, undone at 20 min."""
    return story().you(600, declared(), started("undo")).world(1_200, finished("undo"))


def test_each_key_moment_wants_a_row() -> None:
    assert happened().value("D2") == 0
    assert happened().you(610, row()).value("D2") == 0  # half of the moments
    assert happened().you(610, row()).you(1_300, row("Change reverted")).value("D2") == 1_000


@pytest.mark.parametrize("said", ["Traffic put back as it was", "FORMER routes are in force"])
def test_a_row_may_name_a_moment_by_its_title_or_by_its_deed(said: str) -> None:
    """Given a moment whose wordings are others, when a row has its title, or the deed at that minute, it is named."""
    spec = KeyMoment(title="Traffic back", event="task_finished", words=("rerouted",))
    moment = Moment("back", spec, 9, 1_200, "Route by the former table")
    assert match([moment], [Row(1, 1_210, said)], 300) == {"back": Row(1, 1_210, said)}
    for other in ("Traffic is slow", "Nobody is back from the former call"):
        assert match([moment], [Row(1, 1_210, other)], 300) == {}


def test_every_moment_accepts_the_words_that_the_advice_gives() -> None:
    for name in scenario_ids():
        for variant in load_scenario(name).model.variants.values():
            for spec in variant.truth.key_moments.values():
                assert Moment("x", spec, 1, 1, "").is_named(f"14:15 UTC {spec.title}"), (name, spec.title)


@pytest.mark.parametrize(("at_s", "value"), [(1_500, 1_000), (1_501, 0)])
def test_a_row_must_lie_within_five_minutes(at_s: int, value: int) -> None:
    assert happened().you(610, row()).you(at_s, row("Change reverted")).value("D2") == value


def test_rows_written_up_at_the_end_count_half_at_most() -> None:
    told = happened().you(20_000, row(happened_at_s=600), row("Change reverted", happened_at_s=1_200))
    assert told.value("D2") == 0


def test_a_moment_that_never_came_about_counts_as_missed() -> None:
    assert story().you(600, declared()).you(610, row(), row("Change reverted")).value("D2") == 0


def test_what_could_not_be_logged_is_told_apart() -> None:
    told = story().you(600, declared()).you(610, row())
    assert told.judge("D2").actual.startswith("1 of 2 moments logged (1 never came about)")
    assert happened().judge("D2").actual.startswith("0 of 2 moments logged")


def test_one_row_serves_one_moment() -> None:
    told = story().you(600, declared(), started("undo")).world(700, finished("undo"))
    assert told.you(710, row("declared and undone")).value("D2") == 0
    assert told.you(710, row("declared and undone"), row("undone")).value("D2") == 1_000


def test_a_row_without_owner_or_result_counts_half() -> None:
    told = happened().you(1_300, row("Change reverted"))
    assert told.you(610, row(owner=" ")).value("D2") == 625


def test_the_same_word_in_every_row_is_no_result() -> None:
    def value(last: str) -> int | None:
        told = happened().you(610, row(result="Done.")).you(1_300, row("Change reverted", result="done"))
        return told.you(1_400, row("Customers called", result=last)).value("D2")

    assert (value("All of them reached"), value("done")) == (1_000, 0)


def test_the_sheet_names_every_moment_that_is_not_in_the_log() -> None:
    assert "not logged: Declared, Undone" in happened().judge("D2").actual


def test_a_row_with_every_word_names_nothing() -> None:
    stuffed = row("declared undone reverted " * 30)
    assert happened().you(610, stuffed).you(1_300, stuffed).value("D2") == 0


def test_a_log_of_everything_is_too_much_and_says_so() -> None:
    told = happened().you(610, row()).you(1_300, row("Change reverted"))
    crowded = told.you(1_310, *(row(f"Line {n} read") for n in range(18))).judge("D2")
    assert crowded.value_permille == 0
    assert crowded.actual == "2 of 2 moments logged, 40 % after 12 rows too many of 20"
    assert crowded.explanation.startswith("More than 4 rows for each moment")
    assert "one row for each change" in crowded.advice
    assert told.judge("D2").actual == "2 of 2 moments logged"


def test_a_row_every_five_minutes_is_never_too_much() -> None:
    told = happened().you(610, row()).you(1_300, row("Change reverted"))
    for n in range(18):
        told = told.you(1_500 + n * 300, row(f"Look {n}: index of one region compared"))
    assert told.value("D2") == 1_000


def seated() -> Story:
    """A drill in which the sponsor's seat is held."""
    return story().you(300, named(Seat.EXEC_SPONSOR, "boss"))


def decision(approver: str = "exec_sponsor", **changes: object) -> e.DecisionLogged:
    fields = {
        "question": "Switch over?",
        "options": ("now", "later"),
        "choice": "now",
        "why": "It can be undone within a minute.",
        **changes,
    }
    return e.DecisionLogged(approver=approver, **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("approver", "value"), [("exec_sponsor", 1_000), ("Exec Sponsor", 1_000), ("boss", 1_000), ("ic", 300)]
)
def test_a_decision_needs_the_right_approver(approver: str, value: int) -> None:
    assert seated().you(600, decision(approver)).value("D3") == value


def test_a_decision_without_options_or_reason_counts_half() -> None:
    assert seated().you(600, decision(options=("now",))).value("D3") == 500
    assert seated().you(600, decision(why=" ")).value("D3") == 500
    assert seated().you(600, decision(why="Because it is better.")).value("D3") == 500
    assert seated().you(600, decision(why="Errors fall.")).value("D3") == 1_000
    assert story().value("D3") == 0


@pytest.mark.parametrize(
    ("changes", "lacks"),
    [
        ({"options": ("now; later",)}, "lacks two options, one a line: 1 option there"),
        ({"why": " "}, "lacks a reason on the matter"),
        ({"why": "Because it seemed right to everybody present at that time."}, "lacks a reason on the matter"),
        ({"why": "My experience, and a good feeling."}, "lacks a reason on the matter"),
        ({"approver": "ic"}, "lacks an approver who may take it, in a seat that somebody holds"),
        ({}, None),
    ],
)
def test_a_decision_in_part_says_which_part_it_lacks(changes: dict[str, str], lacks: str | None) -> None:
    found = seated().you(600, decision(**changes)).judge("D3")
    assert [quote.rule for quote in found.quotes] == ([lacks] if lacks else [])


def believed(name: str, state: HypothesisState, why: str = "It fits the cache setting") -> e.HypothesisRecorded:
    return e.HypothesisRecorded(hypothesis=name, state=state, why=why)


def test_hypotheses_are_opened_and_settled() -> None:
    told = story().you(600, believed("cache", HypothesisState.OPEN), believed("network", HypothesisState.OPEN, ""))
    assert told.value("D4") == 0
    told = told.you(
        1_200, believed("cache", HypothesisState.CONFIRMED), believed("network", HypothesisState.REFUTED, "")
    )
    assert told.value("D4") == 1_000


def test_one_hypothesis_is_half_and_a_sudden_one_half_of_that() -> None:
    assert story().you(600, believed("cache", HypothesisState.CONFIRMED)).value("D4") == 250


def test_confirming_the_wrong_cause_earns_nothing() -> None:
    told = (
        story()
        .you(600, believed("network", HypothesisState.OPEN, ""))
        .you(900, believed("network", HypothesisState.CONFIRMED, ""))
    )
    assert told.value("D4") == 0


def test_a_letter_is_no_hypothesis() -> None:
    told = story().you(600, believed("a", HypothesisState.OPEN), believed("dns", HypothesisState.OPEN))
    told = told.you(900, believed("a", HypothesisState.REFUTED), believed("dns", HypothesisState.REFUTED))
    assert told.value("D4") == 500


@pytest.mark.parametrize(("why", "value"), [
    ("It might be so, or it might not.", 500),
    ("x", 500),
    ("", 1_000),
    ("Lookups fine since 09:00", 1_000),
    ("Hit rate fell", 1_000),
])  # fmt: skip
def test_a_reason_that_says_nothing_settles_half_a_hypothesis(why: str, value: int) -> None:
    first, last = (
        [believed(name, state, why) for name in ("dns", "network")]
        for state in (HypothesisState.OPEN, HypothesisState.REFUTED)
    )
    assert story().you(600, *first).you(900, *last).value("D4") == value


def test_a_security_incident_wants_evidence_instead() -> None:
    told = story("breach").you(600, started("copy"))
    assert told.value("D4") == 0
    assert told.world(900, finished("copy")).value("D4") == 1_000
    assert told.world(900, finished("copy")).you(700, started("rotate")).value("D4") == 0
