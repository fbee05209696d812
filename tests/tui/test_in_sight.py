"""What comes in, what was found and every key stay in sight; what is cut says so."""

from pathlib import Path

import pytest

from simulator.commands import ScheduleCall
from simulator.vocabulary import Mode
from tests.builders import inject, new_drill, tiny
from tests.tui.keyboard import NARROW, WIDE, Begin
from tests.tui.table import SIGNAL_S, FakeClock, SitDown, Table
from tui.app import WarroomApp
from tui.choices import choices
from tui.drafts import Drafts
from tui.names import one_line
from tui.pace import Pace
from tui.screens.doing import menu_rows
from tui.screens.help import help_rows
from tui.screens.page import Chooser, Page
from tui.screens.palette import ActionProvider
from tui.screens.room import NOT_IN_EXAMS
from tui.session import Session
from tui.widgets.layout import lay
from tui.widgets.topline import TopLine


def test_a_call_is_ahead_now_or_past(table: Table) -> None:
    table.run_to(SIGNAL_S)
    at_s = table.drill.at_s + 60
    assert table.session.do(ScheduleCall(account="harbor", at_s=at_s, purpose="status")).refused is None
    assert "(in 1 min)" in choices("calls", table.drill)[0][0]
    table.run_to(at_s)
    assert "(now)" in choices("calls", table.drill)[0][0]
    table.run_to(at_s + 45)
    assert "(45 s ago)" in choices("calls", table.drill)[0][0]


@pytest.mark.parametrize("size", [NARROW, (100, 30), WIDE])
async def test_a_briefing_with_an_unfinished_drill_shows_all_of_its_keys(
    sit_down: SitDown, size: tuple[int, int]
) -> None:
    table = sit_down()
    app = WarroomApp(lambda: table.session, lambda: "", earlier=lambda: Path("d7.jsonl"))
    async with app.run_test(size=size) as pilot:
        await app.workers.wait_for_complete()
        await pilot.pause()
        strips = app.screen._compositor.render_strips()
        text = "\n".join("".join(segment.text for segment in strip) for strip in strips)
        for words in ("enter start the clock", "q leave", "r the unfinished drill", "↑ ↓ read on"):
            assert words in text


@pytest.mark.parametrize("width", [36, 58, 74, 94])
def test_no_help_is_cut_off_in_a_list_of_keys(width: int) -> None:
    ends = [lay(row, width).lines()[-1] for row in (*help_rows(), *menu_rows(""))]
    assert not [words for words in ends if words.endswith("…")]


async def test_an_exam_offers_nothing_that_it_refuses(play: Begin) -> None:
    async with play(mode=Mode.EXAM) as p:
        offered = [hit.text async for hit in ActionProvider(p.room).discover()]
        for keys in ("question_mark", "o"):
            await p.press(keys)
            listed = {row.id for row in p.app.screen.query_one("Lines").rows}  # type: ignore[attr-defined]
            assert listed
            assert not listed & NOT_IN_EXAMS
            await p.press("escape")
        assert not any("What is due now" in str(words) for words in offered)


async def test_what_comes_in_takes_the_place_of_what_was_said_before(play: Begin) -> None:
    """Given an exam that has refused a hint, when the page comes, then the line under the clock tells of the page."""
    async with play(mode=Mode.EXAM) as p:
        await p.press("H")
        assert "no hints" in str(p.room.query_one(TopLine).border_subtitle)
        p.table.run_to(SIGNAL_S + 1)
        await p.look()
        assert "New message" in str(p.room.query_one(TopLine).border_subtitle)


async def test_what_was_found_is_still_there_after_reading_one_of_it(play: Begin) -> None:
    async with play(at_s=800) as p:
        await p.press("slash")
        await p.type("replica current")
        await p.press("down", "enter")
        assert isinstance(p.app.screen, Page)
        await p.press("escape")
        assert isinstance(p.app.screen, Chooser)
        assert "replica current" in p.screen_text()
        await p.press("enter")
        assert isinstance(p.app.screen, Page)
        await p.press("t")
        assert p.form().form.id == "start_task"
        await p.press("escape")
        assert p.in_room()


def test_a_line_that_is_cut_says_so_within_its_room() -> None:
    line = one_line("Team 1, Customer Success · ! » Frances: Carl: watch the inbox, there is a new mail", 60)
    assert line.endswith("…")
    assert len(line) <= 60


async def test_what_a_skip_stops_for_is_said_with_the_minute_at_which_it_came(play: Begin, tmp_path: Path) -> None:
    """Given a mail in the last second of a minute, when a skip stops for it, then that minute is said."""
    drill = new_drill(tiny(injects=[inject("q", at="1m59s", account="beta", sender="beta-contact")]))
    session = Session(drill, Pace(FakeClock(), speed=1), lambda entries: None, drafts=Drafts(tmp_path / "d.json"))
    async with play(table=Table(session, FakeClock())) as p:
        await p.press("greater_than_sign")
        assert drill.at_s == 120
        assert "14:01 New message: q" in p.screen_text()
