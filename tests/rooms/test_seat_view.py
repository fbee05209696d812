"""What a seat sees is a part of the journal: renumbered, cut, and the same however it is fed."""

from __future__ import annotations

import json

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator import events as e
from simulator.incident import Incident
from simulator.journal import Entry
from simulator.reading import BriefReading
from simulator.vocabulary import Seat
from tests.builders import finished
from tui.rooms.open_scenario import open_parts, scenario_from
from tui.rooms.seat_view import SeatView, entries_of, ready

SEATS = st.sampled_from([None, *Seat])


def seen(seat: Seat | None) -> list[Entry]:
    """A whole drill as a client of a seat reads it."""
    return entries_of(SeatView(seat, "you").take(ready(finished(3)[1])))


@given(seat=SEATS, cut=st.integers(0, 400))
def test_a_view_is_the_same_in_one_piece_or_in_two(seat: Seat | None, cut: int) -> None:
    entries = finished(3)[1]
    view = SeatView(seat, "you")
    whole = SeatView(seat, "you").take(ready(entries))
    assert view.take(ready(entries[:cut])) + view.take(ready(entries[cut:])) == whole
    assert [event.n for event in whole] == list(range(1, len(whole) + 1))


@pytest.mark.parametrize("seat", [None, *Seat])
def test_what_a_seat_sees_can_be_folded(seat: Seat | None) -> None:
    incident = Incident()
    for entry in seen(seat):
        incident.apply(entry)
    assert incident.ended_s is not None
    assert incident.variant == ""


def test_nothing_hidden_is_in_any_view() -> None:
    for seat in (None, *Seat):
        entries = seen(seat)
        assert not [entry for entry in entries if isinstance(entry.event, (*e.HIDDEN, e.AccountSettled))]
        for entry in entries:
            event = entry.event
            assert getattr(event, "cause_match_permille", 0) == 0
            assert not getattr(event, "genuine", False)
            assert getattr(event, "churn_ppm", 0) == 0
            if hasattr(event, "reading"):
                assert event.reading.reader == ""


def test_every_seat_learns_when_the_next_brief_was_promised_and_nothing_else_of_its_reading() -> None:
    read = BriefReading(reader="r", readable="yes", impact=True, next_refresh_utc_s=5_000, word_count=9)
    entries = finished()[1]
    brief = msgspec.structs.replace(entries[1], event=e.BriefPosted(text="Next brief by 15:00.", reading=read))
    shown = entries_of(SeatView(Seat.SCRIBE, "you").take(ready((entries[0], brief))))
    told = next(entry.event.reading for entry in shown if isinstance(entry.event, e.BriefPosted))
    assert told == BriefReading(reader="", readable="yes", next_refresh_utc_s=5_000)


def test_a_private_message_is_seen_by_its_seat_or_by_the_commander_while_nobody_sits_there() -> None:
    entries = finished()[1]
    mail = next(x.n for x in entries if isinstance(x.event, e.MessageArrived) and x.event.seat == "cs")
    shown = {}
    for seat in (Seat.CS, Seat.IC, Seat.SCRIBE, None):
        view = SeatView(seat, "you")
        view.take(ready(entries))
        shown[seat] = view.number_of(mail) > 0
    assert shown == {Seat.CS: True, Seat.IC: True, Seat.SCRIBE: False, None: False}
    taken = msgspec.structs.replace(entries[1], event=e.SeatTaken(seat=Seat.CS, person="p-2"), who="host")
    view = SeatView(Seat.IC, "you")
    view.take(ready((entries[0], taken, *entries[2:])))
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
