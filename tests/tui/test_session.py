import pytest

from simulator import commands as c
from simulator import events as e
from simulator.journal import Entry
from simulator.vocabulary import Mode, Seat
from tests.builders import PAGE, inject, new_drill, tiny
from tests.tui.table import SIGNAL_S, FakeClock, SitDown, Table
from tui.exam import ExamClock
from tui.pace import Pace, speed_left
from tui.screens.briefing import sheet_of
from tui.session import LONGEST_SKIP_S, SKIP_STEP_S, Session


def changes_of_pace(table: Table) -> list[int]:
    return [entry.event.multiplier for entry in table.drill.entries if isinstance(entry.event, e.PaceChanged)]


def test_a_tick_brings_the_drill_to_the_second_of_the_pace(table: Table) -> None:
    table.clock.pass_s(4)
    table.session.tick()
    assert table.drill.at_s == 4


def test_every_line_is_stored_before_anybody_hears_of_it(table: Table) -> None:
    heard: list[bool] = []
    table.session.subscribe(lambda entries: heard.append(table.stored[-1] == entries[-1]))
    table.run_to(SIGNAL_S + 60)
    table.session.do(c.AcknowledgePage())
    assert heard
    assert all(heard)
    assert table.stored == table.drill.entries


def test_nothing_that_is_due_happens_while_paused(table: Table) -> None:
    table.run_to(SIGNAL_S - 1)
    table.session.toggle_pause()
    before = len(table.drill.entries)
    for _ in range(1_000):
        table.clock.pass_s(3)
        table.session.tick()
    assert len(table.drill.entries) == before
    table.session.toggle_pause()
    table.run_to(SIGNAL_S + 1)
    assert table.drill.incident.first_signal_s == SIGNAL_S


def test_changes_of_pace_are_in_the_journal(table: Table) -> None:
    table.session.change_speed(up=True)
    table.session.toggle_pause()
    table.session.toggle_pause()
    assert changes_of_pace(table) == [2, 0, 2]


def test_a_stopped_process_is_an_absence_in_the_journal(table: Table) -> None:
    table.clock.pass_s(7_200)
    table.session.tick()
    notes = [entry.event for entry in table.drill.entries if isinstance(entry.event, e.AbsenceNoted)]
    assert notes == [e.AbsenceNoted(wall_s=7_200)]
    assert table.drill.at_s == 0


def test_skipping_stops_at_the_first_thing_that_needs_the_trainee(table: Table) -> None:
    why = table.session.skip()
    assert why.startswith("New message")
    assert SIGNAL_S <= table.drill.at_s <= SIGNAL_S + 5
    assert changes_of_pace(table) == [600, 1]
    table.clock.pass_s(3)
    table.session.tick()
    assert table.drill.at_s <= SIGNAL_S + 8


def test_skipping_while_paused_stays_paused_afterwards(table: Table) -> None:
    table.session.toggle_pause()
    table.session.skip()
    at_s = table.drill.at_s
    table.clock.pass_s(4)
    table.session.tick()
    assert (table.drill.at_s, table.session.pace.paused) == (at_s, True)


def test_skipping_warns_before_something_is_due(table: Table) -> None:
    for _ in range(60):
        table.session.skip()
        if table.drill.at_s >= SIGNAL_S + 600:
            break
    declare = next(need for need in table.session.needs() if need.action == "declare")
    assert declare.due_s == SIGNAL_S + 900
    stops = [entry.at_s for entry in table.drill.entries if isinstance(entry.event, e.PaceChanged)]
    assert any(declare.due_s - 300 <= at_s <= declare.due_s for at_s in stops)


def test_a_question_from_before_the_page_is_due_and_no_skip_runs_past_it() -> None:
    """Given a question long before the page, when time is skipped, then it stops before the answer is due."""
    asked = inject("q", at="2m", account="beta", sender="beta-contact", asks=True, answer_within="20m")
    drill = new_drill(tiny(injects=[asked, {**PAGE, "at": "40m"}]))
    session = Session(drill, Pace(FakeClock(), speed=1), lambda entries: None, seat=Seat.IC)
    assert session.skip().startswith("New message")
    (due,) = session.needs()
    assert (due.text, due.due_s) == ("Answer Bo Baker: q", 1_320)
    assert session.skip().startswith("Answer Bo Baker: q")
    assert drill.at_s <= 1_320


def test_a_skip_from_after_the_warning_stops_when_the_time_has_come() -> None:
    """Given a skip that stopped ahead of an answer's time, when one skips on, then it stops at that time, and once."""
    asked = inject("q", at="2m", account="beta", sender="beta-contact", asks=True, answer_within="20m")
    drill = new_drill(tiny(injects=[asked, {**PAGE, "at": "50m"}]))
    session = Session(drill, Pace(FakeClock(), speed=1), lambda entries: None, seat=Seat.IC)
    stops = [(session.skip(), drill.at_s) for _ in range(4)][1:]
    assert stops[0] == ("Answer Bo Baker: q: due at 14:22 UTC", 1_020)
    assert stops[1] == ("Answer Bo Baker: q: due at 14:22 UTC", 1_320)
    assert not stops[2][0].startswith("Answer Bo Baker"), "it is late now, and says so by itself"


def test_one_skip_goes_no_further_than_an_hour_while_something_waits(table: Table) -> None:
    table.run_to(SIGNAL_S + 3_600)
    while not table.drill.over:
        before_s = table.drill.at_s
        waiting = [need for need in table.session.needs() if need.waits or need.due_s <= before_s]
        table.session.skip()
        if waiting and not table.drill.over:
            assert table.drill.at_s <= before_s + LONGEST_SKIP_S + SKIP_STEP_S


def test_skipping_ends_with_the_drill(table: Table) -> None:
    for _ in range(500):
        table.session.skip()
        if table.drill.over:
            break
    assert table.kinds()[-1] == "DrillEnded"
    assert table.session.skip() == ""


def test_a_command_is_given_at_the_second_that_it_is_now(table: Table) -> None:
    table.clock.pass_s(3.9)
    table.session.do(c.LogEntry(action="looked", owner="you", result=""))
    assert table.drill.entries[-1].at_s == 3


def test_command_ids_count_on_after_a_resume(table: Table) -> None:
    table.session.do(c.LogEntry(action="one", owner="you", result=""))
    table.session.do(c.LogEntry(action="two", owner="you", result=""))
    from tui.session import Session

    again = Session(table.drill, table.session.pace, table.stored.extend)
    again.do(c.LogEntry(action="three", owner="you", result=""))
    ids = [entry.command_id for entry in table.drill.entries if entry.command_id]
    assert ids == ["c1", "c2", "c3"]


def test_a_refusal_is_an_answer_with_a_remedy(table: Table) -> None:
    refused = table.session.do(c.MarkResolved(note="fine")).refused
    assert refused is not None
    assert refused.remedy


def test_commands_are_given_for_the_seat_that_the_trainee_holds(table: Table) -> None:
    post = c.LogEntry(action="x", owner="you", result="")
    table.session.do(post, Seat.COMMS_LEAD)
    assert table.drill.entries[-1].seat == "ic"
    table.session.do(c.AssignRole(seat=Seat.COMMS_LEAD, holder="you"))
    table.session.do(post, Seat.COMMS_LEAD)
    assert table.drill.entries[-1].seat == "comms_lead"


def test_whoever_begins_at_another_seat_is_told_and_acts_in_the_role_that_they_take(table: Table) -> None:
    """Given somebody at Sales / AE, when they name themselves to command and another to Sales, then they command."""
    assert "seat" not in sheet_of(table.session)[0]
    table.session.seat = Seat.SALES
    assert "You begin at the seat Sales / AE" in sheet_of(table.session)[0]
    note = c.LogEntry(action="x", owner="you", result="")
    table.session.do(note, Seat.COMMS_LEAD)
    assert table.drill.entries[-1].seat == "sales"
    table.session.do(c.AssignRole(seat=Seat.IC, holder="you"))
    table.session.do(note, Seat.COMMS_LEAD)
    assert table.drill.entries[-1].seat == "ic"
    table.session.toggle_pause()
    assert table.drill.entries[-1].seat == "ic"


def test_after_the_end_nothing_is_added_to_the_journal(table: Table) -> None:
    table.session.do(c.FinishDrill())
    assert table.drill.over
    lines = len(table.stored)
    refused = table.session.do(c.LogEntry(action="late", owner="you", result="")).refused
    table.session.toggle_pause()
    table.clock.pass_s(4)
    table.session.tick()
    assert refused is not None
    assert len(table.stored) == lines == len(table.drill.entries)


def test_an_exam_keeps_its_own_time(sit_down: SitDown) -> None:
    table = sit_down(mode=Mode.EXAM)
    session = table.session
    session.begin()
    assert session.toggle_pause()
    assert session.change_speed(up=True)
    assert session.skip()
    assert table.drill.at_s == 0
    plan = table.drill.scenario.pace_plan
    table.run_to(plan[0].until + 30)
    assert session.pace.multiplier == plan[1].multiplier
    session.composing = True
    session.tick()
    assert session.pace.multiplier == 1


@pytest.mark.parametrize("mode", [Mode.PRACTICE, Mode.EXAM])
def test_leaving_hands_no_time_back(sit_down: SitDown, mode: Mode) -> None:
    """Given seconds after the last line, when one leaves, then the journal ends at the second that one saw."""
    table = sit_down(mode=mode)
    table.session.begin()
    table.run_to(23)
    assert table.stored[-1].at_s < 23
    table.session.leave()
    assert table.stored[-1].at_s == 23
    assert speed_left(table.stored) == 1
    if mode is Mode.EXAM:
        assert ExamClock(table.drill.scenario, table.stored).spent_s(23) == 23


def test_leaving_while_paused_stays_paused_and_one_who_never_began_leaves_no_line(
    table: Table, sit_down: SitDown
) -> None:
    table.session.change_speed(up=True)
    table.session.toggle_pause()
    table.session.leave()
    assert (changes_of_pace(table)[-1], speed_left(table.stored)) == (0, 2)
    fresh = sit_down()
    lines = len(fresh.stored)
    fresh.session.leave()
    assert len(fresh.stored) == lines


def test_whoever_stops_listening_hears_no_more(table: Table) -> None:
    heard: list[Entry] = []
    stop = table.session.subscribe(heard.extend)
    stop()
    stop()
    table.session.do(c.LogEntry(action="x", owner="you", result=""))
    assert heard == []
