"""A team whose people, windows and hosts come and go: what each of the others is told, and that nobody is held."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager

import pytest
from textual.pilot import Pilot

from simulator import commands as c
from simulator.vocabulary import Seat
from tests.faults.proxy import Proxy
from tests.rooms.hosting import HostProcess, Place
from tests.rooms.looking import PATIENCE_S, enter_room, shown, until
from tui.app import WarroomApp
from tui.rooms import protocol as p
from tui.rooms.client import Link, RoomError
from tui.rooms.facilitation import enter
from tui.rooms.joining import _farewell, _verdict
from tui.rooms.remote import RoomSession, open_session
from tui.screens.page import Question
from tui.screens.seat import SeatScreen
from tui.widgets.lines import Lines
from tui.widgets.topline import TopLine


@asynccontextmanager
async def seated(session: RoomSession) -> AsyncIterator[tuple[WarroomApp, Pilot[str], SeatScreen]]:
    """The app behind its briefing, in the room."""
    app = WarroomApp(lambda: session, lambda: "over")
    async with app.run_test(size=(120, 40)) as pilot:
        await enter_room(app, pilot)
        assert isinstance(app.room, SeatScreen)
        yield app, pilot, app.room


@pytest.fixture
def sit(place: Place, proxy: Proxy) -> Iterator[Callable[..., RoomSession]]:
    """Seats somebody, over the cable; they leave at the end."""
    links: list[Link] = []

    def begin(seat: str, name: str, token: str = "") -> RoomSession:
        code = place.code("observer") if seat == "observer" else place.code("player", seat)
        links.append(Link([f"ws://127.0.0.1:{proxy.port}/ws"], code=code, name=name, token=token))
        return open_session(links[-1])

    yield begin
    for link in links:
        link.close()


async def asked(app: WarroomApp, pilot: Pilot[str]) -> str:
    """What stands in the question that comes before leaving."""
    await pilot.press("q")
    await shown(lambda: isinstance(app.screen, Question))
    assert isinstance(app.screen, Question)
    return app.screen._text


def roles_of(room: SeatScreen) -> str:
    return "\n".join(row.plain for row in room.query_one("#roles", Lines).rows)


def pull(proxy: Proxy) -> tuple[str, int] | None:
    """Pull the cable; returns where it led."""
    target, proxy.target = proxy.target, None
    proxy.cut()
    return target


def test_of_two_windows_of_one_seat_the_newer_goes_on_and_the_older_says_why(sit: Callable[..., RoomSession]) -> None:
    older = sit("scribe", "Ann")
    newer = sit("scribe", "Ann", older.link.token)
    with pytest.raises(RoomError, match="another window"):
        until(older, lambda: False)
    newer.tick()
    assert newer.link.online
    assert newer.do(c.LogEntry(action="Still here", owner="me", result="")).entries


def test_of_two_windows_of_one_facilitator_the_newer_goes_on(place: Place) -> None:
    older = enter(Link([place.host.url], code=place.code("facilitator"), name="Fay"))
    newer = enter(Link([place.host.url], code=place.code("facilitator"), token=older.link.token))
    end_s = time.monotonic() + PATIENCE_S
    while older.link.failure is None and time.monotonic() < end_s:
        time.sleep(0.02)
    with pytest.raises(RoomError, match="another window"):
        older.tick()
    newer.tick()
    assert newer.link.name == "Fay"
    for desk in (older, newer):
        desk.link.close()


def test_a_pause_shows_every_seat_the_hosts_second(place: Place, sit: Callable[..., RoomSession]) -> None:
    facilitator, session = place.host.facilitator(), sit("scribe", "Ann")
    assert facilitator.steer(team=place.team, pace=8)["refused"] == ""
    until(session, lambda: session.drill.at_s > 0)
    assert facilitator.steer(team=place.team, pace=0)["refused"] == ""
    facilitator.send("look")
    boards = (facilitator.wait_for("board")["teams"] for _ in range(60))
    row = next(row for rows in boards for row in rows if row["team"] == place.team and not row["multiplier"])
    session._hear(p.Clock(at_s=row["at_s"] + 5_000, multiplier=600))  # it ran ahead before it hears of the pause
    session.drill.advance_to(session.pace.at_s())
    assert session.drill.at_s > row["at_s"]
    until(session, lambda: session.pace.paused)
    assert session.drill.at_s == row["at_s"]


async def test_what_the_host_has_not_answered_is_not_done_and_leaving_would_lose_it(
    proxy: Proxy, sit: Callable[..., RoomSession]
) -> None:
    session = sit("scribe", "Ann")
    async with seated(session) as (app, pilot, room):

        def said() -> str:
            return str(room.query_one(TopLine).border_subtitle)

        target = pull(proxy)
        await shown(lambda: not session.link.online)
        await pilot.press("w", *"Unheard", "ctrl+s")
        await shown(lambda: "· Waits for the host" in said())
        assert "✓" not in said()
        assert "1 command or word has not reached the host" in await asked(app, pilot)
        assert "Lost: 1 command or word" in _farewell(session)
        await pilot.press("n")
        await shown(lambda: app.screen is room)
        proxy.target = target
        await shown(lambda: "✓ The host has it" in said())
        assert "not reached" not in await asked(app, pilot)
        assert "Lost" not in _farewell(session)


async def test_the_team_sees_who_of_it_is_away(place: Place, sit: Callable[..., RoomSession]) -> None:
    session, tom = sit("scribe", "Ann"), place.player("tech_lead")
    async with seated(session) as (_, _, room):
        name = f"tech_lead of {place.team}"
        await shown(lambda: f"{name} sits, not named" in roles_of(room))
        assert "you sit, not named" in roles_of(room)
        tom.close()
        await shown(lambda: f"away: {name}, not named" in roles_of(room))
        await shown(lambda: f"{name}, Tech Lead, is away" in str(room.query_one(TopLine).border_subtitle))


async def test_a_debrief_that_does_not_come_says_why_and_can_be_left(
    place: Place, proxy: Proxy, sit: Callable[..., RoomSession]
) -> None:
    session, ended = sit("scribe", "Ann"), threading.Event()

    def judge() -> str:
        try:
            return str(_verdict(session))
        finally:
            ended.set()

    app = WarroomApp(lambda: session, judge, leave=session.link.hang_up)
    async with app.run_test(size=(120, 40)) as pilot:
        await enter_room(app, pilot)
        assert place.host.facilitator().steer(team=place.team, finish=True)["refused"] == ""
        await shown(lambda: app.debrief is not None and app.screen is app.debrief)
        assert app.debrief is not None
        score = app.debrief.query_one("#score", Lines)
        await shown(lambda: "when every team has ended" in "".join(row.plain for row in score.rows))
        pull(proxy)
        await shown(lambda: "The host does not answer" in "".join(row.plain for row in score.rows))
        await pilot.press("q")
    assert app.return_value == "finished"
    assert await asyncio.to_thread(ended.wait, PATIENCE_S), "no thread holds the terminal"
    assert "the debrief waits for you" in _farewell(session)


def test_who_leaves_while_the_host_is_sought_is_not_held(proxy: Proxy) -> None:
    pull(proxy)
    link = Link([f"ws://127.0.0.1:{proxy.port}/ws"], code="any")
    leaving = threading.Timer(0.2, link.hang_up)
    leaving.start()
    begun_s = time.monotonic()
    with pytest.raises(RoomError):
        open_session(link)
    assert time.monotonic() - begun_s < 10
    leaving.join()


def test_an_address_that_is_no_room_is_told_from_a_host_that_is_silent(house: HostProcess) -> None:
    with pytest.raises(RoomError, match=r"something answers \(HTTP 404\).*is no address of a room"):
        open_session(Link([house.url.replace("/ws", "/wrong")], code="any"))


def test_an_observer_reads_what_their_exclamation_mark_does(sit: Callable[..., RoomSession]) -> None:
    assert "! writes a note" in sit("observer", "Olga").custom
    assert "! reaches the facilitator" in sit("ic", "Ida").custom


def test_a_command_that_is_refused_late_says_so(proxy: Proxy, sit: Callable[..., RoomSession]) -> None:
    session = sit("scribe", "Ann")
    target = pull(proxy)
    until(session, lambda: not session.link.online)
    assert session.do(c.AssignRole(seat=Seat.SCRIBE, holder=session.drill.player)).refused is None
    assert session.wait_for("Assign a role")
    assert not session.wait_for("nothing"), "each waits once"
    proxy.target = target
    until(session, lambda: session.unsent == 0 and bool(session.late.notices))
    assert session.take_notice() == "✗ Assign a role: That is for Incident Commander."
