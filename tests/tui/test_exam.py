"""An exam keeps its own time; a drill of one thing ends by itself; a hint is counted."""

import pytest

from scoring.certificates.fact import _off_plan
from scoring.record import Record
from simulator import commands as c
from simulator import events as e
from simulator.vocabulary import SKIP_MULTIPLIER, Channel, Mode
from tests.tui.table import SIGNAL_S, SitDown, Table
from tui.exam import QUIET_S, ExamClock, on_the_wall, stretched
from tui.focus import FOCI, LEAD_S


def wait(table: Table, wall_s: int) -> None:
    """Nobody presses a key for so long."""
    for _ in range(wall_s):
        table.clock.pass_s(1)
        table.session.tick()


@pytest.fixture
def exam(sit_down: SitDown) -> Table:
    """An exam in its second stretch, in which time runs at ×2, with nothing left to answer."""
    table = sit_down(mode=Mode.EXAM)
    table.session.begin()
    table.run_to(SIGNAL_S + 1)
    table.session.do(c.AcknowledgePage())
    table.declare()
    return table


def test_an_exam_that_was_interrupted_goes_on_with_the_minutes_that_it_had_left(exam: Table) -> None:
    exam.run_to(1_400)
    spent = ExamClock(exam.drill.scenario, exam.drill.entries).spent_s(exam.drill.at_s)
    assert spent == pytest.approx(1_200 + 200 / 2, abs=5)
    exam.session.composing = True
    wait(exam, 60)
    again = ExamClock(exam.drill.scenario, exam.drill.entries).spent_s(exam.drill.at_s)
    assert again == pytest.approx(spent + 60, abs=5)


def test_time_jumps_over_what_is_quiet_and_not_while_something_waits(exam: Table) -> None:
    exam.run_to(1_300)
    assert any(need.waits for need in exam.session.needs())
    wait(exam, QUIET_S * 2)
    assert exam.session.take_notice() == "", "somebody still waits for an answer"


def test_a_jump_ends_at_the_next_thing_that_needs_somebody_and_stands_in_the_journal(
    exam: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    exam.run_to(1_300)
    monkeypatch.setattr(exam.session, "needs", lambda: ())
    exam.session.composing = True
    wait(exam, QUIET_S * 2)
    assert exam.session.take_notice() == "", "nothing jumps under somebody who writes"
    exam.session.composing = False
    exam.session.touch()
    before_s = exam.drill.at_s
    wait(exam, QUIET_S + 1)
    assert exam.session.take_notice().startswith("Nothing waited for you, so time went on.")
    assert exam.drill.at_s > before_s + 3 * QUIET_S
    paces = [entry.event.multiplier for entry in exam.drill.entries if isinstance(entry.event, e.PaceChanged)]
    assert paces[-2:] == [SKIP_MULTIPLIER, 2]
    assert _off_plan(Record.of(exam.drill.header, tuple(exam.drill.entries)), exam.drill.scenario) == 0


def test_an_exam_ends_when_its_time_on_the_wall_is_over(exam: Table) -> None:
    exam.session.composing = True
    wait(exam, 5_400)
    assert exam.drill.over
    assert isinstance(exam.drill.entries[-1].event, e.DrillEnded)


def test_more_time_slows_the_clock_and_shows_minutes_of_the_wall() -> None:
    at = [0.0]
    slow = stretched(lambda: at[0], 50)
    at[0] = 90.0
    assert slow() == pytest.approx(60.0)
    assert on_the_wall(3_600, 50) == 5_400


def test_a_hint_names_what_presses_most_and_stands_in_the_journal(table: Table) -> None:
    table.run_to(SIGNAL_S + 1)
    hint = table.session.hint()
    assert hint.need.action == "acknowledge_page"
    assert "key is k" in hint.text
    assert table.drill.incident.hints == 1


def test_a_focal_drill_ends_when_its_one_thing_is_done(table: Table) -> None:
    table.session.do(c.BeginFocus(focus="update"))
    table.run_to(SIGNAL_S + 1)
    table.declare()
    table.session.do(
        c.PostUpdate(channel=Channel.STATUS_PAGE, text="We know that saves fail. Next update by 15:00 UTC.")
    )
    table.session.tick()
    assert table.drill.over


def test_one_update_begins_before_the_next_round_of_news_and_not_within_the_first(table: Table) -> None:
    table.run_to(SIGNAL_S + 1)
    begins = FOCI["update"].begins

    def post(channel: Channel, at_s: int) -> None:
        table.run_to(at_s)
        table.session.do(c.PostUpdate(channel=channel, text="We know of it. Next update by 15:00 UTC."))

    post(Channel.STATUS_PAGE, 400)
    post(Channel.CUSTOMER_MAIL, 430)
    post(Channel.WAR_ROOM, 1_100)
    assert begins(table.drill.entries) is None
    post(Channel.STATUS_PAGE, 1_200)
    assert begins(table.drill.entries) == table.drill.at_s - LEAD_S
