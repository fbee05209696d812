"""The phase on the screen: a look is no containment."""

from simulator import commands as c
from simulator.states import TaskRun
from simulator.vocabulary import Channel, IncidentClass, Phase, Seat, Severity, TaskKind, TaskState
from tests.tui.table import SIGNAL_S, Table
from tui.phase import shown_phase
from tui.templates import first_words
from tui.view import build_header


def commanded(table: Table) -> None:
    """Declared, led, and with both teams in the room."""
    do = table.session.do
    for at_s in (SIGNAL_S, SIGNAL_S + 600):
        table.drill.advance_to(at_s)
        table.session.pace.jump_to(at_s)
        for team in ("database", "platform"):
            do(c.PageTeam(team=team))
    table.drill.advance_to(SIGNAL_S + 1_200)
    table.session.pace.jump_to(SIGNAL_S + 1_200)
    do(c.Declare(severity=Severity.SEV1, incident_class=IncidentClass.AVAILABILITY, scope="Saves fail"))
    do(c.AssignRole(seat=Seat.IC, holder="you"))
    do(c.AssignRole(seat=Seat.COMMS_LEAD, holder="comms"))


def shown(table: Table) -> Phase:
    return shown_phase(table.drill.incident, table.drill.scenario)


def test_only_work_that_has_made_an_end_of_something_leaves_the_containment(table: Table) -> None:
    # given a team that only looks
    commanded(table)
    assert shown(table) is Phase.CONTAIN
    look = c.StartTask(task="check-disk-locks", owner=Seat.TECH_LEAD, time_box_s=600)
    assert table.session.do(look).refused is None
    # when it tells customers early, as the runbook wants it, or has only begun to act
    table.session.do(c.PostUpdate(channel=Channel.STATUS_PAGE, text="We know that saves fail."))
    roll_back = c.StartTask(task="rollback-flag", owner=Seat.TECH_LEAD, time_box_s=600)
    assert table.session.do(roll_back).refused is None
    # then nothing is contained, and nothing is out of order
    assert shown(table) is Phase.CONTAIN
    assert build_header(table.drill.incident, table.drill.scenario, table.drill.runbook, table.drill.at_s).phase == (
        "CONTAIN"
    )
    assert "Status: not contained yet." in first_words("brief", table.drill)
    # and once the work has ended well it leads on to the fix, for the post is out
    table.drill.advance_to(table.drill.at_s + 3_600)
    assert table.drill.incident.tasks["rollback-flag"].state is TaskState.DONE
    assert shown(table) is Phase.FIX
    assert "Status: first containment done; no fix is at work yet." in first_words("brief", table.drill)


def test_a_brief_calls_a_fix_at_work_when_it_is_and_tells_how_it_went(table: Table) -> None:
    # given an outage that is contained and told, and a fix that has begun
    commanded(table)
    table.session.do(c.PostUpdate(channel=Channel.STATUS_PAGE, text="We know that saves fail."))
    table.drill.incident.tasks["rollback-flag"] = TaskRun("rollback-flag", TaskState.DONE)
    fix = next(name for name, task in table.drill.scenario.tasks.items() if task.kind is TaskKind.FIX)
    run = table.drill.incident.tasks[fix] = TaskRun(fix, TaskState.RUNNING)
    assert "the fix is at work" in first_words("brief", table.drill)
    # when it is done, then nobody says yet that it holds
    run.state = TaskState.DONE
    assert "the fix is done, and not yet shown to hold" in first_words("brief", table.drill)


def test_a_brief_after_a_false_alarm_says_that_it_was_none(table: Table) -> None:
    commanded(table)
    table.session.do(c.StandDown(reason="Two counts agree"))
    assert "Status: stood down; it was no incident." in first_words("brief", table.drill)
