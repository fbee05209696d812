"""What a seat sees is a part of the journal: renumbered, cut, and the same however it is fed."""

from __future__ import annotations

import json

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator import events as e
from simulator.incident import Incident
from simulator.vocabulary import Seat
from tests.builders import finished
from tui.rooms.open_scenario import open_parts, scenario_from
from tui.rooms.seat_view import SeatView, from_wire, to_wire

SEATS = st.sampled_from([None, *Seat])


@given(seat=SEATS, cut=st.integers(0, 400))
def test_a_view_is_the_same_in_one_piece_or_in_two(seat: Seat | None, cut: int) -> None:
    entries = finished(3)[1]
    whole, parts = SeatView(seat, "you"), SeatView(seat, "you")
    whole.take(entries)
    parts.take(entries[:cut])
    parts.take(entries[cut:])
    assert parts.events == whole.events
    assert [entry.n for entry in whole.events] == list(range(1, len(whole.events) + 1))


@pytest.mark.parametrize("seat", [None, *Seat])
def test_what_a_seat_sees_can_be_folded(seat: Seat | None) -> None:
    view = SeatView(seat, "you")
    view.take(finished(3)[1])
    incident = Incident()
    for entry in view.events:
        incident.apply(from_wire(json.loads(msgspec.json.encode(to_wire(entry)))))
    assert incident.ended_s is not None
    assert incident.variant == ""


def test_nothing_hidden_is_in_any_view() -> None:
    for seat in (None, *Seat):
        view = SeatView(seat, "you")
        view.take(finished(3)[1])
        assert not [entry for entry in view.events if isinstance(entry.event, (*e.HIDDEN, e.AccountSettled))]
        for entry in view.events:
            event = entry.event
            assert getattr(event, "cause_match_permille", 0) == 0
            assert not getattr(event, "genuine", False)
            assert getattr(event, "churn_ppm", 0) == 0
            if hasattr(event, "reading"):
                assert event.reading.reader == ""


def test_a_private_message_is_seen_by_its_seat_or_by_the_commander_while_nobody_sits_there() -> None:
    entries = finished()[1]
    mail = next(x.n for x in entries if isinstance(x.event, e.MessageArrived) and x.event.seat == "cs")
    seen = {}
    for seat in (Seat.CS, Seat.IC, Seat.SCRIBE, None):
        view = SeatView(seat, "you")
        view.take(entries)
        seen[seat] = view.number_of(mail) > 0
    assert seen == {Seat.CS: True, Seat.IC: True, Seat.SCRIBE: False, None: False}
    taken = msgspec.structs.replace(entries[1], event=e.SeatTaken(seat=Seat.CS, person="p-2"), who="host")
    view = SeatView(Seat.IC, "you")
    view.take((entries[0], taken, *entries[2:]))
    assert view.number_of(mail) == 0


def test_the_open_parts_of_a_scenario_are_named_one_by_one() -> None:
    from tests.builders import tiny

    parts = json.loads(msgspec.json.encode(open_parts(tiny())))
    text = json.dumps(parts)
    for hidden in ("pool", "bad-flag", "effects", "result", "median", "sentiment", "variants", "complaint", "noise"):
        assert hidden not in text, hidden
    shown = scenario_from(parts)
    assert shown.tasks["roll-back"].title == "Switch the flag back"
    assert shown.signals["error_pct"].critical == tiny().signals["error_pct"].critical
    assert shown.start_utc_s == tiny().start_utc_s
