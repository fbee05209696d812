"""The drill: time moves only when told to, commands come before the world's events of their second, once each."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator import commands as c
from simulator import events as e
from simulator.drill import Drill, same_form
from simulator.errors import ScenarioError
from simulator.journal import encode
from simulator.scenario import Scenario
from simulator.variants import choose_variant
from simulator.vocabulary import IncidentClass, Seat, Severity
from tests.builders import PAGE, PLAYER, finished, header, inject, lines_of, new_drill, tiny, tiny_data

HORIZON_S = 10_800


def declare(drill: Drill, command_id: str = "d1", who: str = PLAYER) -> e.CommandRefused | None:
    command = c.Declare(severity=Severity.SEV1, incident_class=IncidentClass.AVAILABILITY, scope="All saves")
    return drill.submit(command, who=who, seat=Seat.IC, command_id=command_id).refused


# --- time ---------------------------------------------------------------------------------------------------------


def test_a_drill_begins_with_its_cast_and_stands_still() -> None:
    drill = new_drill()
    assert lines_of(drill.entries) == [(0, "drill_started")]
    assert (drill.at_s, drill.over) == (0, False)


def test_the_world_runs_up_to_a_second_and_not_into_it() -> None:
    drill = new_drill()
    assert "inject_fired" not in {kind for _, kind in lines_of(drill.advance_to(120))}
    assert (120, "inject_fired") in lines_of(drill.advance_to(121))


def test_time_never_runs_backwards() -> None:
    drill = new_drill()
    drill.advance_to(300)
    count = len(drill.entries)
    for at_s in (300, 299, 0, -5):
        assert drill.advance_to(at_s) == ()
    assert (drill.at_s, len(drill.entries)) == (300, count)


def test_the_world_stops_as_soon_as_what_is_waited_for_holds() -> None:
    drill = new_drill()
    lines = drill.advance_to(1_000, until=lambda: any(kind == "inject_fired" for _, kind in lines_of(drill.entries)))
    assert drill.at_s == 120
    assert list(lines) == drill.entries[1:]
    assert drill.advance_to(1_000)
    assert drill.at_s == 1_000


def test_advance_returns_just_the_new_lines() -> None:
    drill = new_drill()
    parts = [*drill.entries, *drill.advance_to(400), *drill.advance_to(1_000)]
    assert parts == drill.entries


@settings(max_examples=40)
@given(st.lists(st.integers(1, HORIZON_S + 500), max_size=60))
def test_many_small_steps_and_one_large_step_are_the_same(steps: list[int]) -> None:
    stepped = new_drill(seed=4)
    for at_s in [*sorted(steps), HORIZON_S + 600]:
        stepped.advance_to(at_s)
    whole = new_drill(seed=4)
    whole.advance_to(HORIZON_S + 600)
    assert stepped.over
    assert stepped.entries == whole.entries


@settings(max_examples=25)
@given(st.lists(st.integers(1, 4_000), max_size=40))
def test_looking_in_between_changes_nothing_for_a_played_drill(looks: list[int]) -> None:
    _, entries, raw = finished()
    drill = new_drill()
    pending = sorted(set(looks))
    for entry in (entry for entry in entries if entry.command_id):
        for at_s in [look for look in pending if look < entry.at_s]:
            drill.advance_to(at_s)
        drill.advance_to(entry.at_s)
        drill.submit(e.command_of(entry.event), who=entry.who, seat=Seat(entry.seat), command_id=entry.command_id)
    assert encode(drill.header, drill.entries) == raw


def test_lines_are_numbered_and_ordered_in_time() -> None:
    _, entries, _ = finished(3)
    assert [entry.n for entry in entries] == list(range(1, len(entries) + 1))
    seconds = [entry.at_s for entry in entries]
    assert seconds == sorted(seconds)
    assert all(entry.cause < entry.n for entry in entries)


# --- equal times --------------------------------------------------------------------------------------------------


def test_a_command_comes_before_the_worlds_events_of_its_second() -> None:
    drill = new_drill()
    drill.advance_to(120)
    declare(drill)
    drill.advance_to(121)
    at_120 = [kind for at_s, kind in lines_of(drill.entries) if at_s == 120]
    assert at_120.index("incident_declared") < at_120.index("inject_fired")


def test_a_deadline_is_met_by_a_command_of_that_very_second() -> None:
    late = inject("late", missing={"condition": "declared", "by": "10m"})
    met, missed = (new_drill(tiny(injects=[PAGE, late])) for _ in range(2))
    met.advance_to(600)
    declare(met)
    met.advance_to(700)
    missed.advance_to(601)
    declare(missed)
    missed.advance_to(700)
    assert "late" not in met.incident.fired
    assert "late" in missed.incident.fired


# --- once each ----------------------------------------------------------------------------------------------------


def test_a_command_that_is_asked_twice_is_done_once() -> None:
    drill = new_drill()
    drill.advance_to(150)
    first = drill.submit(c.AcknowledgePage(), who=PLAYER, seat=Seat.IC, command_id="a")
    count = len(drill.entries)
    for at_s in (150, 500):
        drill.advance_to(at_s)
        again = drill.submit(c.AcknowledgePage(), who=PLAYER, seat=Seat.IC, command_id="a")
        assert (again.entries, again.refused) == ((), None)
    assert first.entries
    assert sum(entry.command_id == "a" for entry in drill.entries) == 1
    assert count == first.entries[-1].n


def test_a_refused_command_is_done_once_too() -> None:
    drill = new_drill()
    assert drill.submit(c.AcknowledgePage(), who=PLAYER, seat=Seat.IC, command_id="a").refused is not None
    drill.advance_to(150)
    assert drill.submit(c.AcknowledgePage(), who=PLAYER, seat=Seat.IC, command_id="a").entries == ()


def test_two_senders_may_use_the_same_id() -> None:
    drill = new_drill()
    declare(drill, "a", who="one")
    assert declare(drill, "a", who="two") is not None
    assert [entry.who for entry in drill.entries if entry.command_id == "a"] == ["one", "two"]


def test_a_command_without_an_id_is_no_command() -> None:
    with pytest.raises(ValueError, match="own id"):
        new_drill().submit(c.FinishDrill(), who=PLAYER, seat=Seat.IC, command_id="")


# --- refused ------------------------------------------------------------------------------------------------------


def test_a_refused_command_is_a_line_of_the_journal() -> None:
    drill = new_drill()
    drill.advance_to(30)
    outcome = drill.submit(c.MarkResolved(note="done"), who=PLAYER, seat=Seat.IC, command_id="r")
    (entry,) = outcome.entries
    assert isinstance(entry.event, e.CommandRefused)
    assert entry.event == outcome.refused
    assert (entry.at_s, entry.who, entry.seat, entry.command_id) == (30, PLAYER, "ic", "r")
    assert entry.event.command == c.MarkResolved(note="done")
    assert entry.event.reason == "Nothing is declared yet."
    assert entry.event.remedy == "Declare the incident first."
    assert not drill.incident.declared


def test_a_text_that_no_file_can_hold_is_refused_and_not_written() -> None:
    drill = new_drill()
    outcome = drill.submit(c.StandDown(reason="half \ud800"), who=PLAYER, seat=Seat.IC, command_id="x")
    assert outcome.refused is not None
    assert (outcome.entries, len(drill.entries)) == ((), 1)
    assert drill.submit(c.StandDown(reason="whole"), who=PLAYER, seat=Seat.IC, command_id="x").entries


# --- the end ------------------------------------------------------------------------------------------------------


def test_the_horizon_ends_an_unclosed_drill() -> None:
    drill = new_drill()
    drill.advance_to(HORIZON_S)
    assert not drill.over
    drill.advance_to(10**7)
    assert drill.over
    assert drill.at_s == HORIZON_S
    assert drill.entries[-1].event == e.DrillEnded(reason="horizon")
    assert drill.advance_to(10**8) == ()


@pytest.mark.parametrize(("stands_down", "reason"), [(False, "finished"), (True, "stood_down")])
def test_the_player_may_end_it(stands_down: bool, reason: str) -> None:
    drill = new_drill()
    drill.advance_to(200)
    if stands_down:
        drill.submit(c.StandDown(reason="A test alarm."), who=PLAYER, seat=Seat.IC, command_id="s")
    outcome = drill.submit(c.FinishDrill(), who=PLAYER, seat=Seat.IC, command_id="f")
    assert outcome.entries[-1].event == e.DrillEnded(reason=reason)
    assert drill.entries[-1].at_s == 200


def test_nothing_follows_the_last_line() -> None:
    drill = new_drill()
    drill.submit(c.FinishDrill(), who=PLAYER, seat=Seat.IC, command_id="f")
    count = len(drill.entries)
    outcome = drill.submit(c.AcknowledgePage(), who=PLAYER, seat=Seat.IC, command_id="late")
    assert outcome.refused is not None
    assert outcome.refused.reason == "The drill is over."
    assert (outcome.entries, len(drill.entries)) == ((), count)
    assert drill.journal().finished


# --- variants and seeds -------------------------------------------------------------------------------------------


def two_variants(*weights: int) -> Scenario:
    data = tiny_data()
    flag = data["variants"]["flag"]
    data["variants"] = {f"v{n}": {**flag, "weight": weight} for n, weight in enumerate(weights)}
    return Scenario.model_validate(data)


def test_without_a_seed_the_first_variant_is_played() -> None:
    assert choose_variant(two_variants(0, 5), None) == "v0"


def test_a_seed_draws_variants_by_their_weight() -> None:
    scenario = two_variants(1, 3, 0)
    drawn = [choose_variant(scenario, seed) for seed in range(1, 801)]
    assert set(drawn) == {"v0", "v1"}
    assert drawn.count("v1") / 800 == pytest.approx(0.75, abs=0.06)


def test_variants_without_weight_leave_the_first() -> None:
    assert choose_variant(two_variants(0, 0), 7) == "v0"


def test_the_noise_seed_changes_the_course_and_not_the_cast() -> None:
    calm, noisy = new_drill(seed=4, noise=1), new_drill(seed=4, noise=2)
    assert calm.entries[0].event == noisy.entries[0].event
    assert calm.advance_to(3_000) != noisy.advance_to(3_000)


def test_the_form_seed_draws_the_names() -> None:
    homes = {
        names.companies[0].name
        for seed in range(5)
        if isinstance(names := new_drill(seed=seed).entries[0].event, e.DrillStarted)
    }
    assert len(homes) == 5


def test_given_names_stay() -> None:
    started = new_drill(seed=9).entries[0].event
    assert isinstance(started, e.DrillStarted)
    assert (started.home, started.companies[1].name) == ("Example Works", "Beta Bakery")
    assert len({person.name for person in started.people}) == len(started.people)


def test_a_header_can_be_changed_for_a_fork() -> None:
    assert same_form(header(), parent="abc:7").parent == "abc:7"


def test_weights_that_do_not_add_up_would_be_a_defect(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("simulator.drill.Chance.below", lambda *_: 10**6)
    with pytest.raises(ScenarioError, match="add up"):
        choose_variant(two_variants(1, 1), 3)
