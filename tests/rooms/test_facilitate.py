"""The facilitator's screen by its keys, against a real host; what it orders is asked of the host's own journal."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager

import pytest
from textual.pilot import Pilot

from tests.builders import tiny_data
from tests.rooms.hosting import HostProcess, Place, hosting
from tui.rooms import protocol as p
from tui.rooms.client import Link, RoomError
from tui.rooms.facilitation import Facilitation, enter
from tui.rooms.orders import BY_WORD
from tui.screens.ask import AskScreen
from tui.screens.facilitate import shown_as
from tui.screens.facilitating import FacilitateApp
from tui.screens.seen import SeenScreen
from tui.widgets.lines import Lines

PATIENCE_S = 15.0
Sit = Callable[[tuple[int, int]], AbstractAsyncContextManager["Desk"]]


class Desk:
    """Somebody at the facilitator's screen."""

    def __init__(self, app: FacilitateApp, pilot: Pilot[str]) -> None:
        self.app, self.pilot = app, pilot

    @property
    def f(self) -> Facilitation:
        return self.app.facilitation

    def text(self) -> str:
        strips = self.app.screen._compositor.render_strips()
        return "\n".join("".join(segment.text for segment in strip) for strip in strips)

    async def until(self, holds: Callable[[], bool]) -> None:
        end_s = time.monotonic() + PATIENCE_S
        while not holds():
            assert time.monotonic() < end_s, f"{self.text()}\n{self.f.log}"
            await asyncio.sleep(0.05)
            self.app.tick()
        await self.pilot.pause()

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.pilot.pause()

    async def fill(self, **values: str) -> None:
        """Write into the fields of the form, once it is open, and send it."""
        await self.until(lambda: isinstance(self.app.screen, AskScreen) and self.app.screen.is_mounted)
        for name, value in values.items():
            box = self.app.screen.query_one(f"#field-{name}")
            control = box.control  # type: ignore[attr-defined]
            if hasattr(control, "set_options"):
                control.value = value
            else:
                box.replace(value)  # type: ignore[attr-defined]
        await self.press("ctrl+s")

    async def settled(self, words: str) -> None:
        """The log tells that an order was done."""
        await self.until(lambda: any(one.mark == "✓" and words in one.text for one in self.f.log))

    async def on_inject(self, name: str) -> None:
        """Put the cursor on an inject."""
        await self.press("2")
        await self.until(lambda: self.f.inject(name) is not None)
        lines = self.app.board.query_one("#injects", Lines)
        while lines.chosen is None or lines.chosen.id != f"inject:{name}":
            at = next(n for n, row in enumerate(lines.rows) if row.id == f"inject:{name}")
            await self.press("down" if at > lines.cursor else "up")

    async def state(self, name: str, wanted: str) -> None:
        await self.until(lambda: (self.f.inject(name) or {"state": ""})["state"] == wanted)


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[HostProcess]:
    folder = tmp_path_factory.mktemp("host")
    data = tiny_data()
    words = {"title": "The board calls", "subject": "A word", "text": "How bad is it?"}
    data["injects"].append({"id": "board-call", "bank": True, **words})
    (folder / "banked.yaml").write_text(json.dumps(data, default=float))  # JSON is YAML too
    with hosting(folder, str(folder / "banked.yaml"), "--teams", "2", "--port", "0") as host:
        yield host


@pytest.fixture
def sit(host: HostProcess) -> Sit:
    @asynccontextmanager
    async def begin(size: tuple[int, int]) -> AsyncIterator[Desk]:
        link = Link([host.url], code=host.code("facilitator"), name="Fay")
        facilitation = await asyncio.to_thread(enter, link)
        try:
            app = FacilitateApp(facilitation)
            async with app.run_test(size=size) as pilot:
                desk = Desk(app, pilot)
                await desk.until(lambda: len(desk.f.board) == 2)
                yield desk
        finally:
            await asyncio.to_thread(link.close)

    return begin


def test_a_players_code_opens_no_board(host: HostProcess) -> None:
    link = Link([host.url], code=host.code("player", 2, "scribe"), name="Pat")
    with pytest.raises(RoomError, match="for a player"):
        enter(link)
    link.close()


async def steer_injects(desk: Desk) -> None:
    """Every key that changes what is to come."""
    await desk.on_inject("rumour")
    await desk.press("h")
    await desk.state("rumour", "held")
    await desk.press("h")
    await desk.settled("Release")
    await desk.press("e")
    await desk.fill(subject="Heard anything?", text="They say it is the flag.")
    await desk.until(lambda: (desk.f.inject("rumour") or {})["subject"] == "Heard anything?")
    await desk.press("f")
    await desk.state("rumour", "fired")
    await desk.on_inject("rumour")
    for key, order in (("x", "Strike off"), ("f", "Fire now"), ("e", "Edit before it fires")):
        await desk.press(key)
        assert desk.app.screen is desk.app.board, "nobody is asked what cannot be done"
        assert desk.f.log[-1].text == f"{order}: that inject was delivered; w writes a new one."
    await desk.on_inject("complaint")
    due_s = (desk.f.inject("complaint") or {})["due_s"]
    await desk.press("s")
    await desk.fill(time="5m")
    await desk.until(lambda: (desk.f.inject("complaint") or {})["due_s"] == due_s + 300)
    await desk.press("p")
    await desk.fill(time="10m")
    await desk.until(lambda: (desk.f.inject("complaint") or {})["due_s"] == due_s + 900)
    await desk.press("x", "y")
    await desk.state("complaint", "skipped")


async def steer_seats(desk: Desk, moved: str) -> None:
    """A message to a seat, what it sees, and who sits there."""
    await desk.press("w")
    await desk.fill(to="comms_lead", sender="boss", subject="A word", text="What do I tell the board?")
    await desk.settled("Write an inject")
    await desk.press("3", "down", "v")
    await desk.until(lambda: "A word" in str(getattr(desk.app.screen, "view", "")))
    await desk.press("escape")
    await desk.press("down", "t")
    await desk.fill(person=moved)
    await desk.settled("Give a seat: Tech Lead")
    await desk.press("y", "y")
    await desk.settled("Free a seat: Tech Lead")
    await desk.press("up", "b")
    await desk.settled("Put a bot in a seat: Comms Lead")
    await desk.until(lambda: "bot: " in desk.text())
    await desk.on_inject("board-call")
    await desk.press("f")
    await desk.state("board-call", "fired")


async def test_every_order_is_given_by_its_key_and_stands_in_the_journal(host: HostProcess, sit: Sit) -> None:
    moved = json.loads(host.player("comms_lead").frames[0])["person"]
    async with sit((80, 24)) as desk:
        assert all(len(line) <= 80 for line in desk.text().splitlines())
        await steer_injects(desk)
        await steer_seats(desk, moved)
    kinds = [json.loads(line).get("kind") for line in host.journal().splitlines()]
    acts = ("held", "released", "edited", "shifted", "skipped", "written")
    assert {*(f"inject_{act}" for act in acts), "injects_postponed", "seat_taken", "seat_freed"} <= set(kinds), kinds
    fired = [json.loads(line)["data"]["inject"] for line in host.journal().splitlines() if b'"inject_fired"' in line]
    assert {"rumour", "board-call"} <= set(fired)
    assert "complaint" not in fired


async def test_rows_open_and_every_key_is_listed(sit: Sit) -> None:
    async with sit((80, 24)) as desk:
        await desk.press("question_mark")
        assert "All keys" in desk.text()
        await desk.press("escape")
        await desk.on_inject("board-call")
        await desk.press("enter")
        assert "How bad is it?" in desk.text()
        assert shown_as(BY_WORD["start"], {"speed": "8"}, desk.f) == "Start every team: ×8"
        assert (desk.f.msel.cast if desk.f.msel else {})["beta-contact"] == "Bo Baker, Owner, Beta Bakery"
        await desk.press("escape", "1", "home", "enter")
        assert desk.f.team == 0
        await desk.press("down", "enter")
        assert desk.f.team == 1
        await desk.press("3", "home", "enter")
        await desk.until(lambda: isinstance(desk.app.screen, SeenScreen) and desk.app.screen._seen is not None)
        await desk.press("2", "end", "n")
        await desk.fill(text="Watch what they log")
        await desk.until(lambda: any("Note kept" in one.text for one in desk.f.log))
        await desk.press("1", "home", "enter", "escape", "q")
        await desk.until(lambda: not isinstance(desk.app.screen, SeenScreen))
        await desk.press("q", "n", "ctrl+c", "ctrl+c", "n")
        assert desk.app.return_value is None
        await desk.press("q", "y")
    assert desk.app.return_value == "left"


def test_until_the_host_has_answered_an_older_board_takes_back_no_speed(host: HostProcess) -> None:
    link = Link([host.url], code=host.code("facilitator"), name="Fay")
    welcome = enter(link).welcome
    link.close()
    f = Facilitation(Link([host.url]), welcome)  # nothing it sends arrives

    def told(*speeds: int) -> None:
        f.link.inbox.put(p.Board(teams=[{"team": n, "multiplier": x, "over": False} for n, x in enumerate(speeds, 1)]))
        f.tick()

    def speeds() -> list[int]:
        return [row["multiplier"] for row in f.board]

    told(8, 8)
    f.order(("pace", "1", "10"))
    f.order(("pace", "2", "4"))
    told(8, 8)
    assert speeds() == [10, 4]
    f.order(("pause", "1"))
    told(8, 8)
    assert speeds() == [0, 4]
    assert f.last_speed == 10, "a pause goes on with it"
    for name in f.link._unanswered:
        f.link.inbox.put(p.Done(id=name))
    told(16, 16)
    assert speeds() == [16, 16]


def paces(desk: Desk, *wanted: int) -> Callable[[], bool]:
    """Whether the teams' clocks run at these speeds."""
    return lambda: [row["multiplier"] for row in desk.f.board] == list(wanted)


async def test_clocks_remarks_words_and_the_end_of_all_teams(host: HostProcess, sit: Sit) -> None:
    async with sit((160, 50)) as desk:
        await desk.press("S")
        await desk.fill(speed="8")
        await desk.until(paces(desk, 8, 8))
        await desk.press("space")
        await desk.until(paces(desk, 0, 8))
        await desk.press("space")
        await desk.until(paces(desk, 8, 8))
        await desk.press("plus")
        await desk.until(paces(desk, 10, 8))
        await desk.press("minus", "minus")
        await desk.until(paces(desk, 4, 8))
        await desk.press("space")
        await desk.until(paces(desk, 0, 8))
        await desk.press("plus")
        await desk.until(paces(desk, 4, 8))
        await desk.press("right_square_bracket", "greater_than_sign")
        await desk.settled("Run on (team 2)")
        await desk.until(lambda: desk.f.msel is not None and desk.f.msel.team == 2)
        await desk.press("n")
        await desk.fill(text="Calm so far", seat="ic", criterion="A1")
        await desk.press("r")
        await desk.fill(objective="contain", rating="S", text="Quick")
        await desk.press("o")
        await desk.fill(criterion="A1", value="0.5", reason="They had help")
        await desk.until(lambda: len(desk.f.msel.remarks if desk.f.msel else []) == 3)
        assert {one["by"] for one in (desk.f.msel.remarks if desk.f.msel else [])} == {"Fay"}
        await desk.press("m")
        await desk.fill(text="Ten more minutes")
        await desk.until(lambda: any(one.mark == "»" for one in desk.f.log))
        host.player("legal", 2).send("say", text="Is this on?")
        await desk.until(lambda: any(one.text == "legal of 2, Legal (team 2): Is this on?" for one in desk.f.log))
        await desk.press("left_square_bracket", "left_square_bracket", "E", "y")
        await desk.until(lambda: all(row["over"] for row in desk.f.board))
        await desk.press("W", "y")
        await desk.press("right_square_bracket", "d")
        await desk.until(lambda: "Result of team 1" in desk.text())
    assert b"Calm so far" not in host.journal(2)
    Place(host, 2).prove()
