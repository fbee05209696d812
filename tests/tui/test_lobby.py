"""The lobby by keys: play, go on, short drills, exams with more time, settings, one's own record."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.tui.keyboard import NARROW
from tui.folders import settings_path
from tui.lobby import Hall, Offer, Short, Unfinished
from tui.rows import Row
from tui.screens.lobby import LobbyApp
from tui.settings import Settings, load_settings, save_settings

OFFER = Offer("db-failover", "Saves fail", "saas-outage", "SEV-1", 75, 2, "Saves begin to fail.", (71, 82), (64,))
SHORT = Short("update", "One update", "customers are due the next word", 3)
WAITING = Unfinished("/drills/x-1.jsonl", "Saves fail", "practice, 23 min in, left today")
Enter = Callable[..., AbstractAsyncContextManager[tuple[LobbyApp, Pilot[str]]]]


class Look:
    """A record with one drill in it."""

    def history(self) -> tuple[Row, ...]:
        return (Row("debrief:/drills/x-2.jsonl", (), "2026-03-10 Saves fail 82"),)

    def certificate(self) -> tuple[Row, ...]:
        raise OSError("the folder is gone")


@pytest.fixture
def enter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Enter:
    monkeypatch.setenv("WARROOM_HOME", str(tmp_path))

    @asynccontextmanager
    async def begin(hall: Hall) -> AsyncIterator[tuple[LobbyApp, Pilot[str]]]:
        app = LobbyApp(lambda: hall, Look())
        async with app.run_test(size=NARROW) as pilot:
            await app.workers.wait_for_complete()
            await pilot.pause()
            yield app, pilot

    return begin


def text_of(app: LobbyApp) -> str:
    strips = app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip) for strip in strips)


@pytest.mark.parametrize(
    ("hall", "keys", "chosen"),
    [
        (Hall((OFFER,), (WAITING,), (SHORT,)), ("enter",), "resume:/drills/x-1.jsonl"),
        (Hall((OFFER,), (WAITING,), (SHORT,)), ("z", "y"), "away:/drills/x-1.jsonl"),
        (Hall((OFFER,), (), (SHORT,)), ("enter",), "play:db-failover"),
        (Hall((OFFER,), (), (SHORT,)), ("x", "down", "enter"), "exam:db-failover:25"),
        (Hall((OFFER,), (), (SHORT,)), ("d", "enter"), "focus:update:db-failover"),
        (Hall((OFFER,), (), (SHORT,)), ("down", "enter"), "focus:update"),
        (Hall((OFFER,), (), (SHORT,)), ("w",), "reference:db-failover"),
        (Hall((OFFER,), (), (SHORT,)), ("t",), "tour:"),
        (Hall((OFFER,), (), (SHORT,)), ("h", "enter"), "debrief:/drills/x-2.jsonl"),
        (Hall((OFFER,), (), (SHORT,)), ("x", "escape", "escape", "t"), "tour:"),
        (Hall((OFFER,), (), (SHORT,)), ("q",), None),
    ],
)
async def test_every_key_of_the_lobby_leads_where_it_says(
    enter: Enter, hall: Hall, keys: tuple[str, ...], chosen: str | None
) -> None:
    async with enter(hall) as (app, pilot):
        for key in keys:
            await pilot.press(key)
            await app.workers.wait_for_complete()
            await pilot.pause()
    assert app.return_value == chosen


async def test_a_newcomer_is_offered_the_tour_first_and_sees_what_a_scenario_is(enter: Enter) -> None:
    async with enter(Hall((OFFER,), (), (SHORT,))) as (app, _):
        screen = text_of(app)
        assert screen.index("Take the tour") < screen.index("Saves fail")
        for words in ("saas-outage", "SEV-1", "75 min", "difficulty 2 of 5", "best 82, last 82", "exams: best 64"):
            assert words in screen
    async with enter(Hall((OFFER,), (), (SHORT,), Settings(toured=True))) as (app, _):
        assert "NEW HERE" not in text_of(app)


async def test_what_is_said_below_the_list_goes_with_the_cursor(enter: Enter) -> None:
    async with enter(Hall((OFFER,), (WAITING,), (SHORT,))) as (app, pilot):
        assert "z put away" in text_of(app)
        for key, shown, gone in (
            ("down", "x exam", "z put away"),
            ("down", "is judged on that", "x exam"),
            ("end", "The line under the clock", "is judged on that"),
            ("home", "z put away", "enter open"),
        ):
            await pilot.press(key)
            await pilot.pause()
            assert shown in text_of(app)
            assert gone not in text_of(app)
        line = next(n for n, row in enumerate(text_of(app).splitlines()) if "One update" in row)
        await pilot.click(offset=(10, line))
        await pilot.pause()
        assert "is judged on that" in text_of(app)


async def test_a_word_goes_when_one_has_gone_to_another_row(enter: Enter) -> None:
    """Given a drill that could not be opened, and a key that has no use on a row, then neither is said for ever."""
    async with enter(Hall((OFFER,), (WAITING,), (SHORT,), word="✗ another warroom is writing this drill")) as (
        app,
        pilot,
    ):
        assert "another warroom" in text_of(app)
        await pilot.press("x")
        await pilot.pause()
        assert "Choose a scenario first." in text_of(app)
        await pilot.press("down")
        await pilot.pause()
        assert "Choose a scenario first." not in text_of(app)


@pytest.mark.parametrize("key", ["s", "d"])
async def test_no_key_is_named_that_another_screen_has_taken(enter: Enter, key: str) -> None:
    async with enter(Hall((OFFER,), (), (SHORT,))) as (app, pilot):
        assert "q leave" in text_of(app)
        await pilot.press(key)
        await pilot.pause()
        assert "q leave" not in text_of(app)
        await pilot.press("escape")
        await pilot.pause()
        assert "q leave" in text_of(app)


async def test_settings_are_kept_at_once_and_a_broken_file_is_as_it_comes(enter: Enter) -> None:
    async with enter(Hall((OFFER,))) as (app, pilot):
        await pilot.press("s", "right", "right", "down", "right", "escape")
        assert app.theme == "textual-light"
    kept = load_settings(settings_path())
    assert (kept.theme, kept.pace) == ("light", 2)
    save_settings(settings_path(), kept.turned("theme", -1))
    assert load_settings(settings_path()).theme == "dark"
    settings_path().write_text('{"theme": "pink", "pace": true, "seat": ["ic"], "bell": true}')
    assert load_settings(settings_path()) == Settings(bell=True)


async def test_what_cannot_be_shown_says_why(enter: Enter) -> None:
    async with enter(Hall((OFFER,), word="✗ you have not finished this variant yet")) as (app, pilot):
        assert "not finished this variant" in text_of(app)
        await pilot.press("c")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert "the folder is gone" in text_of(app)
        await pilot.press("escape", "z")
        await pilot.pause()
        assert "Choose a drill that waits first." in text_of(app)
