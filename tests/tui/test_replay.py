"""The replay by its keys, and the debrief's way into it."""

from dataclasses import dataclass, field

import pytest

from simulator import events as e
from tests.tui.keyboard import NARROW, WIDE, Begin
from tests.tui.table import FakeClock
from tests.tui.test_film import film
from tui.narrate import narrate
from tui.screens.debrief import DebriefScreen
from tui.screens.notes import KEY
from tui.screens.page import Chooser, CriterionPage, Question
from tui.screens.replay import ReplayApp, ReplayScreen
from tui.widgets.lines import Lines
from tui.widgets.topline import TopLine


@dataclass
class Watched:
    """A replay with its clock in hand."""

    clock: FakeClock = field(default_factory=FakeClock)
    forked: list[int] = field(default_factory=list)


def watching(watched: Watched) -> ReplayApp:
    app = ReplayApp(film())
    app.replay = ReplayScreen(film(), fork=watched.forked.append, now=watched.clock)
    return app


@pytest.mark.parametrize("size", [NARROW, WIDE])
async def test_scrubbing_by_minutes_and_lines_keeps_log_and_room_in_step(size: tuple[int, int]) -> None:
    app = watching(Watched())
    async with app.run_test(size=size) as pilot:
        await pilot.press(*["right"] * 13)
        assert (app.replay.at_s, app.replay.n) == (780, film().line_at(780))
        assert app.replay.view.header.severity == "SEV-1"
        await pilot.press("left", "left")
        assert app.replay.view.header.severity == "SEV-?"
        line = app.replay.n
        await pilot.press("full_stop")
        assert app.replay.n == line + 1
        shown = app.replay.query_one("#timeline", Lines).rows
        assert all(int(row.id.partition(":")[2]) <= line + 1 for row in shown)
        await pilot.press("comma", "comma")
        assert app.replay.n == line - 1


async def test_it_plays_at_the_speed_that_was_chosen_and_stops_at_the_end() -> None:
    watched = Watched()
    app = watching(watched)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("space", "plus", "plus")
        watched.clock.pass_s(3)
        app.replay.tick()
        assert app.replay.at_s == 12
        await pilot.press("space")
        watched.clock.pass_s(3)
        app.replay.tick()
        assert app.replay.at_s == 12
        app.replay._go(len(film().entries) - 1, film().end_s - 1)
        await pilot.press("space")
        watched.clock.pass_s(2)
        app.replay.tick()
        assert app.replay.at_s == film().end_s
        assert app.replay._pace.paused


async def test_jumping_to_a_chosen_kind_and_looking_with_a_customers_eyes() -> None:
    app = watching(Watched())
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("greater_than_sign")
        assert type(film().entries[app.replay.n - 1].event).__name__ == "CustomerAcknowledged"
        await pilot.press("k")
        assert isinstance(app.screen, Chooser)
        await pilot.press("down", "enter")
        await pilot.pause()
        assert type(film().entries[app.replay.n - 1].event).__name__ == "MessageArrived"
        await pilot.press("c", "down", "enter")
        await pilot.pause()
        assert app.replay.view.header.title.startswith("As ")
        assert app.replay.query_one("#channel", Lines).rows == ()
        await pilot.press("c", "enter")
        await pilot.pause()
        assert not app.replay.view.header.title.startswith("As ")


async def test_the_line_under_the_clock_is_that_of_the_moment_however_one_came_there() -> None:
    """Given a jump, when one goes on by minutes or lets it play, then the jump's line stands there no longer."""
    watched = Watched()
    app = watching(watched)
    async with app.run_test(size=WIDE) as pilot:
        for keys in (("greater_than_sign",), ("right",), ("space",), ("left",)):
            await pilot.press(*keys)
            watched.clock.pass_s(40)
            app.replay.tick()
            assert f"line {app.replay.n} of" in str(app.replay.query_one(TopLine).border_subtitle)


def test_a_step_of_the_journal_contradicts_no_phase_of_the_header() -> None:
    """Given a first task that has begun, when the header still says CONTAIN, then its line says what is begun next."""
    told = [narrate(entry) for entry in film().entries if isinstance(entry.event, e.PhaseEntered)]
    assert "First step that nobody has begun: fix" in told


async def test_a_fork_asks_first_and_names_the_moment() -> None:
    watched = Watched()
    app = watching(watched)
    async with app.run_test(size=NARROW) as pilot:
        await pilot.press(*["right"] * 3, "f")
        assert isinstance(app.screen, Question)
        await pilot.press("n")
        assert watched.forked == []
        await pilot.press("f", "y")
        await pilot.pause()
        assert watched.forked == [180]


async def test_every_lost_point_leads_to_the_room_as_it_was(play: Begin) -> None:
    async with play(at_s=700) as p:
        await p.press("F", "y")
        await p.look()
        await p.app.workers.wait_for_complete()
        debrief = p.app.screen
        assert isinstance(debrief, DebriefScreen)
        await p.press("2", "enter")
        assert isinstance(p.app.screen, CriterionPage)
        await p.press("enter")
        await p.pilot.pause()
        screen = p.app.screen
        assert isinstance(screen, ReplayScreen)
        assert screen.n == 1
        await p.press("q")
        await p.pilot.pause()
        assert p.app.screen_stack[-1] is p.app.debrief


async def test_a_note_of_ones_own_is_kept_beside_the_drill(play: Begin) -> None:
    async with play(at_s=700) as p:
        await p.press("F", "y")
        await p.look()
        await p.app.workers.wait_for_complete()
        await p.press("plus")
        await p.type("calm")
        await p.press("escape")
        assert (p.table.session.drafts.get(KEY) or {})["plus"] == "calm"


@pytest.mark.parametrize("size", [NARROW, WIDE, (60, 20)])
async def test_every_tab_of_the_debrief_says_something(play: Begin, size: tuple[int, int]) -> None:
    async with play(size, at_s=700) as p:
        await p.press("F", "y")
        await p.look()
        await p.app.workers.wait_for_complete()
        for key in "1234567":
            await p.press(key)
            await p.app.workers.wait_for_complete()
            await p.pilot.pause()
            lines = p.app.screen.query_one("Lines.-active", Lines)
            assert lines.rows or lines.empty
            assert "q leave" in p.screen_text()
            assert all(f" {number} " in p.screen_text() for number in range(1, 9))
            assert "7 After" in p.screen_text() or size[0] < 80
