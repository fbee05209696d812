from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator import events as e
from simulator.vocabulary import SKIP_MULTIPLIER
from tests.tui.table import FakeClock, Table
from tui.pace import ABSENCE_S, LADDER, Pace, speed_left


def running(clock: FakeClock, speed: int = 1) -> Pace:
    return Pace(clock, speed=speed, paused=False)


def test_drill_time_follows_the_wall_at_the_chosen_speed() -> None:
    clock = FakeClock()
    pace = running(clock, speed=4)
    clock.pass_s(2.5)
    assert pace.at_s() == 10


def test_time_while_paused_never_counts() -> None:
    clock = FakeClock()
    pace = running(clock)
    clock.pass_s(3)
    pace.change(0)
    for _ in range(100):
        clock.pass_s(4)
        assert pace.at_s() == 3
    pace.change(1)
    clock.pass_s(2)
    assert pace.at_s() == 5


def test_a_change_of_speed_neither_jumps_nor_loses_a_fraction() -> None:
    clock = FakeClock()
    pace = running(clock)
    clock.pass_s(1.75)
    pace.change(600)
    assert pace.at_s() == 1
    clock.pass_s(0.25)
    assert pace.at_s() == 151
    pace.change(1)
    clock.pass_s(0.25)
    assert pace.at_s() == 152


def test_a_gap_in_which_nobody_looked_is_an_absence_and_no_drill_time() -> None:
    clock = FakeClock()
    pace = running(clock, speed=60)
    clock.pass_s(3_700)
    assert pace.at_s() == 0
    assert pace.take_absence_s() == 3_700
    assert pace.take_absence_s() == 0
    clock.pass_s(ABSENCE_S)
    assert pace.at_s() == 60 * ABSENCE_S


def test_pausing_keeps_the_chosen_speed() -> None:
    pace = running(FakeClock(), speed=30)
    pace.change(0)
    assert (pace.paused, pace.speed, pace.multiplier) == (True, 30, 0)


def test_a_jump_goes_forward_alone() -> None:
    clock = FakeClock()
    pace = running(clock)
    pace.jump_to(500)
    pace.jump_to(100)
    assert pace.at_s() == 500


@pytest.mark.parametrize("change", [lambda: Pace(FakeClock(), speed=601), lambda: Pace(FakeClock()).change(-1)])
def test_speeds_outside_the_range_are_refused(change: Callable[[], object]) -> None:
    with pytest.raises(ValueError, match="a speed from 1 to 600"):
        change()


def test_the_keys_step_through_the_ladder() -> None:
    pace = running(FakeClock())
    up = []
    for _ in range(len(LADDER)):
        pace.change(pace.faster())
        up.append(pace.speed)
    assert up == [*LADDER[1:], LADDER[-1]]
    for _ in range(len(LADDER)):
        pace.change(pace.slower())
    assert pace.speed == 1


@given(st.lists(st.tuples(st.sampled_from([0, *LADDER]), st.floats(0.0, ABSENCE_S)), max_size=30))
def test_drill_time_is_the_sum_of_each_speed_over_its_time(steps: list[tuple[int, float]]) -> None:
    clock = FakeClock(at=0.0)
    pace = running(clock)
    expected, before = 0.0, 0
    for multiplier, wall_s in steps:
        pace.change(multiplier)
        clock.pass_s(wall_s)
        expected += multiplier * wall_s
        now = pace.at_s()
        assert now >= before
        assert abs(now - expected) <= 1.001
        before = now


def test_a_drill_goes_on_at_the_speed_that_was_chosen_and_not_at_that_of_a_skip(table: Table) -> None:
    # given a trainee who plays at ×8 and skips
    table.session.set_pace(8)
    table.session.skip()
    entries = table.drill.entries
    # when the journal ends within the skip
    in_the_skip = [i for i, x in enumerate(entries) if x.event == e.PaceChanged(multiplier=SKIP_MULTIPLIER)]
    # then the drill goes on at ×8, and at ×1 where nothing was chosen
    assert speed_left(entries[: in_the_skip[-1] + 1]) == 8
    assert speed_left(entries) == 8
    assert speed_left(entries[:1]) == 1


def test_a_clock_that_follows_another_goes_back_with_it() -> None:
    clock = FakeClock()
    pace = running(clock, speed=4)
    clock.pass_s(3)
    pace.set_to(7)
    assert pace.at_s() == 7
    clock.pass_s(1)
    assert pace.at_s() == 11
