"""Briefing, war room and clock, driven by keys."""

import pytest
from rich.style import Style
from textual._styles_cache import StylesCache
from textual.strip import Strip
from textual.widgets import Static

from simulator.errors import ScenarioError
from tests.tui.keyboard import NARROW, WIDE, Begin
from tests.tui.table import SIGNAL_S, SitDown
from tui.app import WarroomApp
from tui.screens.briefing import BriefingScreen, reflow
from tui.screens.page import Question
from tui.screens.panes import PANES, TABS
from tui.widgets.lines import Lines

# --- briefing and room ----------------------------------------------------------------------------------------


async def test_the_briefing_comes_first_and_the_clock_waits_for_enter(sit_down: SitDown) -> None:
    table = sit_down()
    app = WarroomApp(lambda: table.session, lambda: "", title="db-failover")
    async with app.run_test(size=NARROW) as pilot:
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert isinstance(app.screen, BriefingScreen)
        assert "you hold the pager" in str(app.screen.query_one("#text", Static).content)
        table.clock.pass_s(4)
        assert table.drill.at_s == 0
        await pilot.press("q")
    assert app.return_value == "left"


async def test_what_hinders_the_drill_ends_the_program_with_its_reason() -> None:
    def fails() -> object:
        raise ScenarioError("no such scenario")

    app = WarroomApp(fails, lambda: "")  # type: ignore[arg-type]
    async with app.run_test(size=NARROW) as pilot:
        await pilot.pause()
        await app.workers.wait_for_complete()
        await pilot.pause()
    assert isinstance(app.failure, ScenarioError)


def test_briefings_are_wrapped_by_the_screen() -> None:
    assert reflow("one\ntwo\n\n- a\n  b\n- c") == "one two\n\n- a\nb\n- c"


@pytest.mark.parametrize("size", [NARROW, WIDE, (200, 60), (60, 15)])
async def test_every_size_shows_clock_and_keys_and_no_pane_without_a_word(play: Begin, size: tuple[int, int]) -> None:
    async with play(size) as p:
        p.table.clock.pass_s(2)
        await p.look()
        text = p.screen_text()
        assert "14:00:02Z" in text
        assert "? keys" in text
        for lines in p.room.query(Lines):
            assert lines.rows or lines.empty
            assert not lines.display or lines.size.height >= 1


async def test_a_low_terminal_shows_what_is_due_beside_signals_and_customers(play: Begin) -> None:
    """Given 60 by 20 characters, when something is due, then its line is on the first page."""
    async with play((60, 20), at_s=400) as p:
        await p.press("1")
        due = p.room.query_one("#due", Lines)
        assert due.region.bottom <= p.room.query_one("#body").region.bottom
        assert due.rows[0].plain.split()[0] in p.screen_text().partition("Due next")[2]


async def test_narrow_rooms_have_tabs_and_wide_ones_show_all_panes(play: Begin) -> None:
    async with play(NARROW, at_s=700) as p:
        for number, name in enumerate(("signals", "timeline", "inbox", "channel", "tasks", "promises", "facts"), 1):
            await p.press(str(number))
            assert p.app.focused is p.room.query_one(f"#{name}")
            assert p.room.query_one(f"#{name}").region.height >= 3
        await p.press("right")
        assert p.app.focused is p.room.query_one("#signals")
        await p.press("1")
        assert p.app.focused is p.room.query_one("#accounts")
        await p.pilot.resize_terminal(*WIDE)
        await p.pilot.pause()
        assert all(p.room.query_one(f"#{name}").region.width > 20 for name in PANES)


@pytest.mark.parametrize("width", [80, 60, 40])
async def test_every_tab_is_named_or_numbered_and_none_is_cut(play: Begin, width: int) -> None:
    """Where there is little room the other tabs are short; the one that one is on keeps its name."""
    async with play((width, 24), at_s=700) as p:
        await p.press("6")
        bar = p.room.query_one("#tabs").render().plain  # type: ignore[union-attr]
        assert len(bar) <= width - 2
        assert all(f" {number}" in bar for number in range(1, 8))
        assert " 6 Promises " in bar
        assert ("7 Fac" in bar) is (width >= 60)


@pytest.mark.parametrize("number", [1, 2, 3, 4, 5])
async def test_a_pane_that_one_comes_back_to_shows_what_came_meanwhile(play: Begin, number: int) -> None:
    """Given a pane that was looked at once, when minutes pass elsewhere, then it is current as soon as it is opened."""
    async with play(NARROW, at_s=700) as p:
        await p.press(str(number), "6")
        p.table.clock.pass_s(60 * 20)
        await p.look()
        await p.press(str(number))
        for name in TABS[number - 1][1]:
            lines = p.room.query_one(f"#{name}", Lines)
            assert lines._places.rows == (lines.rows or lines._places.rows)
            assert lines.rows == p.room.rows(p.room.view, name)


async def test_the_clock_keys_change_the_pace_and_say_so(play: Begin) -> None:
    async with play() as p:
        await p.press("plus", "equals_sign")
        assert p.table.session.pace.multiplier == 4
        await p.press("minus", "space")
        assert "PAUSED" in p.screen_text()
        await p.press("space", "greater_than_sign")
        assert p.table.drill.incident.first_signal_s == SIGNAL_S
        assert "New message" in p.screen_text()


async def test_leaving_asks_once_and_says_that_all_is_kept(play: Begin) -> None:
    async with play() as p:
        await p.press("q")
        assert isinstance(p.app.screen, Question)
        await p.press("n")
        assert p.in_room()
        await p.press("q", "y")
    assert p.app.return_value == "left"


async def test_no_colour_of_the_old_theme_stays(play: Begin) -> None:
    """What stands as it was drawn is drawn anew when its colours change."""

    def grounds(app: WarroomApp) -> set[str]:
        strips = app.screen._compositor.render_strips(app.size)
        return {str(part.style.bgcolor) for strip in strips for part in strip if part.style and part.style.bgcolor}

    async with play(at_s=700) as p:
        dark = grounds(p.app)
        await p.press("L")
        assert not dark & grounds(p.app)


async def test_the_theme_changes(play: Begin) -> None:
    async with play(WIDE, at_s=600) as p:
        await p.press("L")
        assert p.app.theme == "textual-light"
        await p.press("L")
        assert p.app.theme == "textual-dark"


@pytest.mark.parametrize("size", [(80, 24), WIDE, (200, 60)])
async def test_lines_that_changed_are_drawn_as_all_would_be(play: Begin, size: tuple[int, int]) -> None:
    """After each key every pane shows what it would show if it were drawn from nothing."""

    def cells(strips: list[Strip]) -> list[list[tuple[str, Style | None]]]:
        return [[(letter, part.style) for part in strip for letter in part.text] for strip in strips]

    async with play(size, at_s=3_000) as p:
        for key in ("tab", "up", "up", "down", "pageup", "end", "tab", "down", "home", "down", "L", "down", "up"):
            await p.press(key)
            for pane in p.app.screen.query(Lines):
                if pane.region and pane.display:
                    whole = pane.outer_size.region
                    drawn, shown = StylesCache().render_widget(pane, whole), pane.render_lines(whole)
                    if (lights := pane.lights()) is not None:
                        pane.forget_lights()
                        drawn = [pane._in_light(y, strip, *lights) for y, strip in enumerate(drawn)]
                    assert cells(shown) == cells(drawn), key


@pytest.mark.parametrize("number", range(2, 8))
async def test_the_panes_of_a_tab_reach_down_to_the_keys(play: Begin, number: int) -> None:
    async with play(NARROW, at_s=700) as p:
        await p.press(str(number))
        bottom = p.room.query_one("#body").region.bottom
        assert all(p.room.query_one(f"#{name}").region.bottom == bottom for name in TABS[number - 1][1])


async def test_a_wide_screen_gives_each_column_its_share(play: Begin) -> None:
    async with play((200, 60), at_s=700) as p:
        widths = [p.room.query_one(f"#column-{number}").region.width for number in range(3)]
        assert max(widths) - min(widths) <= 1
        await p.pilot.resize_terminal(*WIDE)
        await p.pilot.pause()
        assert p.room.query_one("#column-0").region.width == 46


async def test_where_there_is_room_nothing_is_cut(play: Begin) -> None:
    """Given 80 columns, then warnings of tasks and words of the menu are whole."""
    async with play(at_s=SIGNAL_S + 10) as p:
        await p.press("5")
        risk = next(task.risk for task in p.table.drill.scenario.tasks.values() if task.risk)
        assert risk.split()[-1] in p.screen_text()
        await p.press("6")
        await p.press("o")
        assert "When unsure, take the higher severity." in " ".join(p.screen_text().replace("│", " ").split())
