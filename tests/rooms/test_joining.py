"""The war room of a team: the same screens as alone, fed by a host, also over a cable that is pulled."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from textual.widgets import Static

from simulator import commands as c
from simulator.vocabulary import Channel, Seat
from tests.faults.proxy import Proxy
from tests.rooms.hosting import HostProcess, Place
from tests.rooms.looking import enter_room, shown, until
from tui.app import WarroomApp
from tui.rooms.client import Link, RoomError
from tui.rooms.joining import Ticket
from tui.rooms.remote import RoomSession, open_session
from tui.screens.help import HelpScreen
from tui.screens.page import Page
from tui.screens.seat import SeatScreen
from tui.widgets.lines import Lines
from tui.widgets.topline import TopLine


@pytest.fixture
def place(place: Place) -> Place:
    """A team whose clock runs."""
    assert place.host.facilitator().steer(team=place.team, pace=60)["refused"] == ""
    return place


def sit(place: Place, proxy: Proxy, seat: str) -> RoomSession:
    """A session at a seat, over the cable."""
    return open_session(Link([f"ws://127.0.0.1:{proxy.port}/ws"], code=place.code("player", seat), name="Ann"))


def test_a_command_given_offline_is_queued_said_and_done_once(place: Place, proxy: Proxy) -> None:
    session = sit(place, proxy, "ic")
    target, proxy.target = proxy.target, None
    proxy.cut()
    until(session, lambda: not session.link.online)
    session.tick()
    at_s = session.drill.at_s
    outcome = session.do(c.LogEntry(action="Written offline", owner="me", result=""))
    assert (outcome.entries, outcome.refused) == ((), None)
    assert session.status == "offline, 1 queued"
    session.tick()
    assert session.drill.at_s == at_s, "the clock that is shown stands while nobody knows the host's"
    proxy.target = target
    until(session, lambda: session.status == "" and bool(session.drill.incident.log))
    actions = [event.action for _, event in session.drill.incident.log]
    assert actions == ["Written offline"]
    assert [entry.n for entry in session.drill.entries] == list(range(1, len(session.drill.entries) + 1))
    session.link.close()


def test_a_refusal_reaches_the_form_with_its_remedy(place: Place, proxy: Proxy) -> None:
    session = sit(place, proxy, "scribe")
    refused = session.do(c.CloseIncident(note="Done")).refused
    assert refused is not None
    assert refused.reason == "That is for Incident Commander."
    session.link.close()


def test_the_team_has_names_and_a_chat(place: Place, proxy: Proxy) -> None:
    ic, scribe = sit(place, proxy, "ic"), sit(place, proxy, "scribe")
    said = ic.do(c.PostUpdate(channel=Channel.WAR_ROOM, text="Who has the pager?"))
    assert said.entries
    until(scribe, lambda: any(row.text == "Who has the pager?" for row in scribe.drill.incident.channel))
    until(scribe, lambda: ic.drill.player in scribe.drill.incident.people)
    until(scribe, lambda: scribe.drill.incident.people[ic.drill.player].name == "Ann")
    named = ic.do(c.AssignRole(seat=Seat.SCRIBE, holder=scribe.drill.player))
    assert named.refused is None
    for session in (ic, scribe):
        session.link.close()


async def test_the_screens_are_those_of_a_drill_alone(place: Place, proxy: Proxy) -> None:
    links: list[Link] = []

    def opens() -> RoomSession:
        session = sit(place, proxy, "ic")
        links.append(session.link)
        return session

    app = WarroomApp(opens, lambda: "over")
    async with app.run_test(size=(120, 40)) as pilot:
        await enter_room(app, pilot)
        assert app.desk is not None
        desk = app.desk
        await shown(lambda: desk.session.drill.incident.first_signal_s is not None)
        await pilot.press("k")
        await shown(lambda: desk.header().title == "Saves fail until a flag is switched back")
        await pilot.press("space")
        await pilot.pause()
        target, proxy.target = proxy.target, None
        proxy.cut()
        await shown(lambda: desk.header().pace == "offline, 0 queued")
        proxy.target = target
    for link in links:
        link.close()


async def test_a_seat_hears_the_facilitator_answers_and_begins_no_form_in_vain(place: Place, proxy: Proxy) -> None:
    facilitator = place.host.facilitator()
    session = sit(place, proxy, "scribe")
    app = WarroomApp(lambda: session, lambda: "over")
    async with app.run_test(size=(80, 24)) as pilot:
        await app.workers.wait_for_complete()
        assert "You sit at Scribe" in str(app.briefing.query_one("#text", Static).render())
        await enter_room(app, pilot)
        room = app.room
        assert isinstance(room, SeatScreen)
        await pilot.press("d")
        words = "“Declare the incident” is for: Incident Commander."
        await shown(lambda: words in str(room.query_one(TopLine).border_subtitle))
        assert app.screen is room, "no form that the host must refuse"
        facilitator.send("say", team=place.team, text="Ten more minutes")
        line = room.query_one("#seat", Static)
        await shown(lambda: "Ten more minutes" in str(line.render()))
        await pilot.press("question_mark")
        await shown(lambda: isinstance(app.screen, HelpScreen))
        listed = {row.id for row in app.screen.query_one(Lines).rows}
        assert {"log_entry", "log_decision", "say", "help"} <= listed
        assert not {"declare", "assign_role", "finish_drill", "pause"} & listed, "no key that the host must refuse"
        await pilot.press("down", "enter")
        await shown(lambda: isinstance(app.screen, Page))
        assert isinstance(app.screen, Page)
        assert "Ten more minutes" in app.screen._detail.text
        await pilot.press("escape", "q", "n")
        await shown(lambda: app.screen is room)
        await pilot.press("exclamation_mark", *"Yes", "ctrl+s")
        heard = await asyncio.to_thread(facilitator.wait_for, "said", by="Ann")
        assert (heard["text"], heard["team"]) == ("Yes", place.team)
        await pilot.press("Y", "y")
    assert app.return_value == "left"
    assert place.player("scribe").act("log_entry", action="Mine now", owner="me", result="")["type"] == "done"
    session.link.close()


def test_a_wrong_code_ends_in_a_sentence(house: HostProcess) -> None:
    with pytest.raises(RoomError, match="opens nothing here") as told:
        open_session(Link([house.url], code="wrong"))
    assert f"{told.value} {told.value.hint}".count("Ask the facilitator") == 1


def test_a_ticket_is_for_its_owner_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WARROOM_HOME", str(tmp_path))
    ticket = Ticket("code")
    assert ticket.read() == ""
    made = ticket.own()
    assert Ticket("code").own() == made
    assert ticket.read() == "", "made is not let in"
    ticket.keep("token")
    assert Ticket("code").own() == "token"
    assert Ticket("code").read() == "token"
    assert ticket.path.stat().st_mode & 0o077 == 0
    assert "code" not in ticket.path.name
