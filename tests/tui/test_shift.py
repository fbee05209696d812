"""Long drills go shift by shift: time runs on to the end of one, and the handover says what the next must know."""

from simulator import commands as c
from simulator.vocabulary import Seat
from tests.tui.table import SIGNAL_S, Table
from tui.templates import first_words

SHIFT_S = 3 * 3_600
"""What criterion B4 allows in a SEV-1."""


def test_the_end_of_a_shift_is_due_like_anything_else_and_the_note_is_half_written(table: Table) -> None:
    table.run_to(SIGNAL_S + 1)
    assert not any(need.action == "hand_over" for need in table.session.needs()), "nobody commands yet"
    table.declare()
    table.session.do(c.AssignRole(seat=Seat.IC, holder="you"))
    since_s = table.drill.at_s
    shift = next(need for need in table.session.needs() if need.action == "hand_over")
    assert (shift.due_s, dict(shift.prefill)["seat"], shift.waits) == (since_s + SHIFT_S, "ic", False)
    note = first_words("handover", table.drill)
    assert "State: 18 % of sessions cannot save orders" in note
    assert "Name the Comms Lead by" in note
    assert "End of the shift" not in note
    deputy = next(person.id for person in table.drill.incident.people.values() if person.organisation == "home")
    table.run_to(since_s + 600)
    assert table.session.do(c.HandOver(seat=Seat.IC, holder=deputy, note=note)).refused is None
    again = next(need for need in table.session.needs() if need.action == "hand_over")
    assert again.due_s == table.drill.at_s + SHIFT_S


def test_time_runs_on_to_the_end_of_a_shift_when_nothing_waits(table: Table) -> None:
    table.run_to(SIGNAL_S + 1)
    table.declare()
    table.session.do(c.AssignRole(seat=Seat.IC, holder="you"))
    since_s, stops = table.drill.at_s, []
    while table.drill.at_s < since_s + SHIFT_S - 360:
        stops.append(table.session.skip())
    assert any("End of the shift" in words for words in [*stops, table.session.skip()])
