"""Real drills of a bundled scenario, with and without the app around them."""

from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual import _wait

from simulator.drill import Drill
from simulator.journal import Entry
from simulator.vocabulary import Mode, Seat
from tests.tui.keyboard import CARD, NARROW, Begin, Play
from tests.tui.table import FakeClock, SitDown, Table
from tui.app import WarroomApp
from tui.drafts import Drafts
from tui.library import Content, header_for, load_content
from tui.pace import Pace
from tui.screens import in_order
from tui.session import Session
from tui.verdict import Verdict


@pytest.fixture(scope="session", autouse=True)
def short_waits() -> Iterator[None]:
    """After each key the pilot waits for an idle moment, and the app for a frame; a shorter look finds both sooner."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(_wait, "SLEEP_GRANULARITY", 0.008)
        patch.setattr(_wait, "SLEEP_IDLE", 0.0008)
        patch.setattr(in_order, "PAINTED_S", 0)
        yield


@pytest.fixture(scope="session")
def content() -> Content:
    return load_content("db-failover")


@pytest.fixture
def sit_down(content: Content, tmp_path: Path) -> SitDown:
    """Begin a drill: `sit_down()`, at another speed, or as an exam."""

    def begin(*, mode: Mode = Mode.PRACTICE, speed: int = 1) -> Table:
        clock = FakeClock()
        drill = Drill(header_for(content, drill="d1", seed=None, mode=mode), content.kit)
        stored: list[Entry] = list(drill.entries)

        def store(entries: Sequence[Entry]) -> None:
            stored.extend(entries)

        drafts = Drafts(tmp_path / "d1.drafts.json")
        session = Session(drill, Pace(clock, speed=speed), store, seat=Seat.IC, drafts=drafts)
        return Table(session, clock, stored)

    return begin


@pytest.fixture
def table(sit_down: SitDown) -> Table:
    """A drill in practice whose clock runs at ×1."""
    table = sit_down()
    table.session.begin()
    return table


@pytest.fixture
def play(sit_down: SitDown) -> Begin:
    @asynccontextmanager
    async def begin(
        size: tuple[int, int] = NARROW, *, at_s: int = 0, mode: Mode = Mode.PRACTICE, table: Table | None = None
    ) -> AsyncIterator[Play]:
        table = table or sit_down(mode=mode)
        if at_s:
            table.session.begin()
            table.run_to(at_s)
        app = WarroomApp(lambda: table.session, lambda: Verdict(CARD, "kept"))
        async with app.run_test(size=size, notifications=True) as pilot:
            await app.workers.wait_for_complete()
            await pilot.pause()
            await pilot.press("enter")
            await pilot.pause()
            yield Play(table, app, pilot)

    return begin
