"""The phase on the screen: a look is no containment."""

from simulator import commands as c
from simulator.vocabulary import Channel, IncidentClass, Phase, Seat, Severity
from tests.tui.table import SIGNAL_S, Table
from tui.phase import shown_phase


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


def shown(table: Table) -> tuple[Phase, bool]:
    return shown_phase(table.drill.incident, table.drill.scenario)


def test_only_work_that_can_make_an_end_of_it_leaves_the_containment(table: Table) -> None:
    # given a team that only looks
    commanded(table)
    assert shown(table) == (Phase.CONTAIN, False)
    look = c.StartTask(task="check-disk-locks", owner=Seat.TECH_LEAD, time_box_s=600)
    assert table.session.do(look).refused is None
    assert shown(table) == (Phase.CONTAIN, False)
    # when it posts, that came before its turn
    table.session.do(c.PostUpdate(channel=Channel.STATUS_PAGE, text="We know that saves fail."))
    assert shown(table) == (Phase.CONTAIN, True)
    # then a containment leads on to the fix, for the post is out
    roll_back = c.StartTask(task="rollback-flag", owner=Seat.TECH_LEAD, time_box_s=600)
    assert table.session.do(roll_back).refused is None
    assert shown(table) == (Phase.FIX, False)
