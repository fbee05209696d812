"""The last minutes of a drill: that it ends is among what is due, and what comes after its end says so."""

from simulator import commands as c
from simulator.vocabulary import Seat
from tests.tui.keyboard import Begin
from tests.tui.table import SIGNAL_S, Table
from tui.due import AFTER_END, needs
from tui.hints import next_hint
from tui.shift import handover_note
from tui.view import View, build_view
from tui.widgets.lines import Lines


def view_of(table: Table, *, end_s: int) -> View:
    """The room of a drill that ends so soon."""
    drill = table.drill
    return build_view(drill.incident, drill.scenario.model_copy(update={"horizon": end_s}), drill.runbook, drill.at_s)


def test_a_short_drill_says_that_it_ends_and_what_comes_after_its_end(table: Table) -> None:
    """Given a drill of twelve minutes, then its end is due, what waits is due by then, and no hour is counted down."""
    table.run_to(SIGNAL_S + 60)
    rows = {row.text: row.plain for row in view_of(table, end_s=720).due}
    assert "8 min" in rows["The drill ends"]
    assert "8 min" in rows["Declare, or stand down"], "it was due in 14, and nothing is declared after the end"
    assert AFTER_END in rows["Post the next customer update"]
    header = view_of(table, end_s=720).header
    assert (header.next_update.text, header.next_brief.text) == (AFTER_END, AFTER_END)
    assert view_of(table, end_s=36_000).header.next_update.text == "59:00"


def test_the_end_is_told_when_it_is_near(table: Table) -> None:
    table.run_to(SIGNAL_S + 60)
    drill = table.drill
    assert not any(need.text == "The drill ends" for need in table.session.needs())
    late = needs(drill.incident, drill.scenario, drill.runbook, drill.scenario.horizon - 60)
    assert any(need.text == "The drill ends" for need in late)


def test_the_end_is_no_advice_and_nothing_to_hand_over(table: Table) -> None:
    """Given that nothing waits in the last minutes, then a hint is about the timeline, and no note tells of the end."""
    table.run_to(SIGNAL_S + 10)
    table.declare()
    team = (c.AssignRole(seat=Seat.IC, holder="you"), c.AssignRole(seat=Seat.COMMS_LEAD, holder="you"))
    for command in (c.AcknowledgePage(), *team):
        assert table.session.do(command).refused is None
    drill = table.drill
    drill.incident.mitigated_s = drill.at_s
    drill.scenario = drill.scenario.model_copy(update={"horizon": drill.at_s + 120})
    waiting = table.session.needs()
    assert waiting[0].text == "The drill ends"
    assert next_hint(drill).need.action == "log_entry"
    assert "The drill ends" not in handover_note(drill, waiting)


async def test_the_end_opens_a_page_and_not_the_question_that_ends_the_drill(play: Begin, table: Table) -> None:
    table.run_to(table.drill.scenario.horizon - 120)
    async with play(table=table) as p:
        await p.press("n")
        end = [row.text for row in p.app.screen.query_one(Lines).rows].index("The drill ends")
        await p.press(*["down"] * end, "enter")
        assert "ends by itself" in p.screen_text()
        await p.press("enter")
        assert p.in_room()
        assert not table.drill.over
