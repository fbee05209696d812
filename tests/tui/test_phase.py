"""The phase on the screen: a look is no containment."""

from simulator import commands as c
from simulator.vocabulary import Channel, IncidentClass, Phase, Seat, Severity, TaskState
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
