"""Command is handed over by name: the mail that waits goes with it, and whoever had it commands no more."""

from __future__ import annotations

import pytest

from simulator import commands as c
from simulator import interventions as i
from simulator.drill import Drill
from simulator.events import MessageArrived
from simulator.incident import Incident
from simulator.journal import Entry
from simulator.vocabulary import IncidentClass, MessageKind, Seat, Severity
from tests.builders import new_drill
from tests.faults.proxy import Proxy
from tests.rooms.hosting import Place
from tests.rooms.looking import until
from tui.rooms.client import Link
from tui.rooms.command import hand_on
from tui.rooms.remote import RoomSession, open_session
from tui.rooms.right import may
from tui.rooms.seat_view import SeatView, Shown, entries_of, ready

SEATS = {Seat.IC: "p-ida", Seat.COMMS_LEAD: "p-carl"}


@pytest.fixture
def drill() -> Drill:
    """Ida at the Incident Commander's seat was asked something, answered it, and was asked something else."""
    drill = new_drill()
    for seat, person in SEATS.items():
        drill.submit(i.TakeSeat(seat=seat, person=person), who="host", seat=None, command_id=f"sit-{person}")
    for name in ("first", "second"):
        ask(drill, name)
    give(drill, c.Reply(message=waiting(drill.incident)[0], text="At 14:30 UTC."))
    return drill


def ask(drill: Drill, subject: str) -> None:
    asked = i.WriteInject(
        sender="boss", seat=Seat.IC, medium=MessageKind.CHAT, subject=subject, text="Well?", asks=True,
        answer_within_s=600,
    )  # fmt: skip
    drill.submit(asked, who="f", seat=None, command_id=subject)


def give(drill: Drill, command: c.Command, seat: Seat = Seat.IC) -> None:
    outcome = drill.submit(command, who=SEATS[seat], seat=seat, command_id=f"c{len(drill.entries)}")
    assert outcome.refused is None


def hand_over(drill: Drill, to: Seat) -> None:
    seat = Seat.COMMS_LEAD if to is Seat.IC else Seat.IC
    if Seat.IC not in drill.incident.roles:
        give(drill, c.AssignRole(seat=Seat.IC, holder=SEATS[seat]), seat)
    give(drill, c.HandOver(seat=Seat.IC, holder=SEATS[to], note="The boss waits."), seat)


def waiting(incident: Incident) -> list[str]:
    return [name for name, one in incident.messages.items() if one.event.asks and one.answered_s is None]


def told(drill: Drill, seat: Seat, cut: int = 0) -> list[Shown]:
    lines, view = ready(drill.entries), SeatView(seat, SEATS[seat])
    return view.take(lines[:cut]) + view.take(lines[cut:])


def desk(drill: Drill, seat: Seat) -> Incident:
    """What stands on somebody's screen."""
    incident = Incident()
    for entry in entries_of(told(drill, seat)):
        incident.apply(entry)
        hand_on(incident, seat, SEATS[seat])
    return incident


def test_the_mail_of_the_commander_goes_with_command_and_comes_back_with_it(drill: Drill) -> None:
    asked = waiting(drill.incident)
    assert (waiting(desk(drill, Seat.IC)), waiting(desk(drill, Seat.COMMS_LEAD))) == (asked, [])
    hand_over(drill, Seat.COMMS_LEAD)
    assert (waiting(desk(drill, Seat.IC)), waiting(desk(drill, Seat.COMMS_LEAD))) == ([], asked)
    assert len(desk(drill, Seat.COMMS_LEAD).messages) == 2, "with what was answered before"
    hand_over(drill, Seat.IC)
    assert (waiting(desk(drill, Seat.IC)), waiting(desk(drill, Seat.COMMS_LEAD))) == (asked, [])


def test_mail_that_comes_after_a_handover_reaches_the_new_commander_until_they_leave(drill: Drill) -> None:
    hand_over(drill, Seat.COMMS_LEAD)
    ask(drill, "third")
    assert len(waiting(desk(drill, Seat.COMMS_LEAD))) == 2
    drill.submit(i.FreeSeat(seat=Seat.COMMS_LEAD), who="f", seat=None, command_id="leave")
    assert len(waiting(desk(drill, Seat.IC))) == 2
    assert may(drill.incident, "p-ida", Seat.IC, c.CloseIncident(note=""))


@pytest.mark.parametrize("seat", SEATS)
def test_a_view_with_mail_that_was_passed_on_has_no_gap_however_it_is_fed(drill: Drill, seat: Seat) -> None:
    for to in (Seat.COMMS_LEAD, Seat.IC, Seat.COMMS_LEAD):
        hand_over(drill, to)
    whole = told(drill, seat)
    assert [one.n for one in whole] == list(range(1, len(whole) + 1))
    assert all(told(drill, seat, cut) == whole for cut in range(len(drill.entries)))


def test_a_facilitators_note_on_mail_that_was_passed_on_finds_its_line(drill: Drill) -> None:
    hand_over(drill, Seat.COMMS_LEAD)
    view = SeatView(Seat.COMMS_LEAD, "p-carl")
    shown = entries_of(view.take(ready(drill.entries)))

    def subject(entry: Entry) -> str:
        return entry.event.subject if isinstance(entry.event, MessageArrived) else ""

    mails = [(subject(entry), line) for entry, line in zip(shown, view.lines, strict=True) if subject(entry)]
    assert [subject(drill.entries[line - 1]) for _, line in mails] == [title for title, _ in mails] != []
    assert [view.number_of(line) for _, line in mails] == [entry.n for entry in shown if subject(entry)]


def test_whoever_handed_command_over_commands_no_more(place: Place, proxy: Proxy) -> None:
    def sit(seat: str, name: str) -> RoomSession:
        return open_session(Link([f"ws://127.0.0.1:{proxy.port}/ws"], code=place.code("player", seat), name=name))

    place.run_on(place.host.facilitator(), 400)
    ida, carl = sit("ic", "Ida"), sit("comms_lead", "Carl")
    until(ida, lambda: len(waiting(ida.drill.incident)) == 1)
    until(ida, lambda: carl.drill.player in ida.drill.incident.people)
    assert ida.do(c.AssignRole(seat=Seat.IC, holder=carl.drill.player)).refused is None
    until(carl, lambda: len(waiting(carl.drill.incident)) == 1)
    until(ida, lambda: not waiting(ida.drill.incident))
    assert ida.place.endswith("; Carl commands")
    assert carl.place.endswith("; you command")
    declare = c.Declare(severity=Severity.SEV1, incident_class=IncidentClass.AVAILABILITY, scope="Saves fail")
    refused = ida.do(declare).refused
    assert refused is not None
    assert refused.reason == "That is for whoever commands now."
    assert carl.do(declare).refused is None
    for session in (ida, carl):
        session.link.close()
