"""What is most urgent is in sight: lists that go by time return to their top, and a row opens what it says."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from textual.app import App, ComposeResult

from simulator import commands as c
from simulator.vocabulary import Seat
from tests.tui.keyboard import NARROW, Begin
from tests.tui.table import SIGNAL_S
from tui.rows import Row
from tui.screens.page import Page
from tui.widgets.lines import Lines
from tui.widgets.topline import TopLine


def waiting(*ids: str) -> tuple[Row, ...]:
    return tuple(Row(one, (), one, urgent=True) for one in ids)


def settled(*ids: str) -> tuple[Row, ...]:
    return tuple(Row(one, (), one) for one in ids)


class OneList(App[None]):
    """A list of a few lines."""

    def compose(self) -> ComposeResult:
        lines = Lines("Inbox")
        lines.styles.height = 5
        yield lines


Shown = tuple[Row, ...]
SEEN_AGAIN: dict[str, tuple[Shown, Shown]] = {
    "a more urgent row comes above": (waiting(*"abcdef"), waiting(*"xabcdef")),
    "the row is gone": (waiting(*"abcdef"), waiting(*"abce")),
    "the row is answered": (waiting(*"abcd"), waiting(*"abc") + settled("z", "d")),
    "one that was below is due before it": (waiting(*"abcdef"), waiting(*"afbcde")),
}
LEFT_ALONE: dict[str, tuple[Shown, Shown]] = {
    "one comes below": (waiting(*"abcdef"), waiting(*"abcdexf")),
    "one above is done": (waiting(*"abcdef"), waiting(*"bcdef")),
    "news that ask for nothing": (waiting("a") + settled(*"bcdef"), waiting("a") + settled(*"xbcdef")),
}


@asynccontextmanager
async def shown(before: Shown, after: Shown) -> AsyncIterator[Lines]:
    """A list whose rows change while somebody stands on the fourth."""
    app = OneList()
    async with app.run_test(size=(30, 10)) as pilot:
        lines = app.query_one(Lines)
        lines.show(before)
        lines.focus()
        await pilot.press(*["down"] * 3)
        lines.show(after)
        yield lines


@pytest.mark.parametrize(("before", "after"), SEEN_AGAIN.values(), ids=SEEN_AGAIN.keys())
async def test_the_top_is_seen_again_when(before: Shown, after: Shown) -> None:
    async with shown(before, after) as lines:
        assert (lines.cursor, lines.scroll_offset.y) == (0, 0)


@pytest.mark.parametrize(("before", "after"), LEFT_ALONE.values(), ids=LEFT_ALONE.keys())
async def test_the_cursor_stays_with_its_row_when(before: Shown, after: Shown) -> None:
    async with shown(before, after) as lines:
        assert lines.chosen == before[3]


async def test_a_call_in_four_minutes_is_seen_by_whoever_was_further_down(play: Begin) -> None:
    async with play(at_s=SIGNAL_S + 10) as p:
        p.table.declare()
        await p.look()
        await p.press("down", "down")
        call = c.ScheduleCall(account="harbor", at_s=p.table.drill.at_s + 240, purpose="status")
        assert p.table.session.do(call).refused is None
        p.app.action_redraw()
        await p.pilot.pause()
        assert "Hold the call with" in p.screen_text().partition("Due next")[2].splitlines()[1]


async def test_a_time_box_that_ends_leads_to_its_task_and_not_to_the_form_that_stops_it(play: Begin) -> None:
    async with play(at_s=300) as p:
        p.table.session.do(c.PageTeam(team="platform"))
        p.table.run_to(900)
        task = c.StartTask(task="rollback-flag", owner=Seat.TECH_LEAD, time_box_s=120)
        assert p.table.session.do(task).refused is None
        p.app.action_redraw()
        await p.press("n", "home")
        box = [row.text.startswith("Time-box of") for row in p.app.screen.query_one(Lines).rows].index(True)
        await p.press(*["down"] * box, "enter")
        assert isinstance(p.app.screen, Page)
        assert "running" in p.screen_text()
        assert "Stop a task" in p.screen_text(), "the page offers it by its own key"


async def test_a_list_that_stood_open_does_what_its_row_says_or_nothing(play: Begin) -> None:
    """Given the list of what is due, when its first row is done meanwhile, then Enter on another row still opens it."""
    async with play(NARROW, at_s=SIGNAL_S + 10) as p:
        await p.press("n")
        p.table.session.do(c.AcknowledgePage())
        await p.look()
        await p.press("down", "enter")
        assert p.form().form.id == "declare"
        await p.press("escape", "n")
        p.table.declare()
        await p.look()
        await p.press("home", "enter")
        assert p.in_room()
        assert "no longer" in str(p.room.query_one(TopLine).border_subtitle)
