"""The screens, driven by keys; the clock stands where the test puts it."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Select, Static, TextArea

from simulator import commands as c
from simulator import events as e
from simulator.errors import ScenarioError
from simulator.vocabulary import Mode, Severity
from tests.tui.conftest import SIGNAL_S, SitDown, Table
from tui.actions import ACTIONS
from tui.app import WarroomApp
from tui.screens.briefing import BriefingScreen, reflow
from tui.screens.debrief import DebriefScreen
from tui.screens.form import FormScreen
from tui.screens.help import HelpScreen, help_rows
from tui.screens.lobby import LobbyApp, Offer, Unfinished
from tui.screens.page import Chooser, Page, Question
from tui.screens.palette import ActionProvider
from tui.screens.room import PANES, RoomScreen
from tui.verdict import Verdict
from tui.widgets.field import FieldBox
from tui.widgets.lines import Lines
from tui.widgets.ticks import Ticks
from tui.widgets.topline import TopLine

NARROW, WIDE = (80, 24), (120, 40)
CARD = {
    "total": 61.5, "band": "M", "gates": [{"id": "G-2", "title": "Closed without evidence", "evidence": [3]}],
    "domains": [{"id": "A", "title": "Declare and triage", "points": 9, "of": 12}],
    "criteria": [
        {"id": "A1", "title": "Time to declare", "weight": 4, "value": 0.25, "points": 1, "target": "within 15 min",
         "actual": "41 min", "explanation": "From the first signal.", "evidence": [1, 2], "quotes": [],
         "advice": "Declare early.", "practise": "", "source": "runbook"},
        {"id": "A3", "title": "Severity", "weight": 2, "value": 1, "points": 2, "target": "SEV-1", "actual": "SEV-1",
         "explanation": "", "evidence": []},
        {"id": "C8", "title": "Briefs", "weight": 2, "value": None, "points": 0, "target": "", "actual": "not reached",
         "explanation": "", "evidence": []},
    ],
}  # fmt: skip


@dataclass
class Play:
    """A table with its app and its keyboard."""

    table: Table
    app: WarroomApp
    pilot: Pilot[str]

    async def press(self, *keys: str) -> None:
        for key in keys:
            await self.pilot.press(key)
            await self.pilot.pause()

    async def type(self, text: str) -> None:
        await self.pilot.press(*({" ": "space"}.get(letter, letter) for letter in text))
        await self.pilot.pause()

    async def look(self) -> None:
        """Let the app tick as its timer would."""
        self.app.tick()
        await self.pilot.pause()

    @property
    def room(self) -> RoomScreen:
        assert self.app.room is not None
        return self.app.room

    def in_room(self) -> bool:
        """Nothing is open over the war room."""
        return self.app.screen is self.room

    def form(self) -> FormScreen:
        assert isinstance(self.app.screen, FormScreen)
        return self.app.screen

    def error(self) -> str:
        return str(self.form().query_one("#error", Static).content)

    def screen_text(self) -> str:
        strips = self.app.screen._compositor.render_strips()
        return "\n".join("".join(segment.text for segment in strip) for strip in strips)


Begin = Callable[..., AbstractAsyncContextManager[Play]]


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
        async with app.run_test(size=size) as pilot:
            await app.workers.wait_for_complete()
            await pilot.pause()
            await pilot.press("enter")
            await pilot.pause()
            yield Play(table, app, pilot)

    return begin


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


async def test_the_theme_changes(play: Begin) -> None:
    async with play(WIDE, at_s=600) as p:
        await p.press("L")
        assert p.app.theme == "textual-light"
        await p.press("L")
        assert p.app.theme == "textual-dark"


# --- actions ---------------------------------------------------------------------------------------------------


async def test_every_form_opens_by_its_key_with_the_clock_above(play: Begin) -> None:
    async with play(at_s=700) as p:
        for action in ACTIONS:
            if not action.fields:
                continue
            await p.press(action.key)
            assert p.form().form is action
            assert p.app.screen.query_one(TopLine).region.y == 0
            text = p.screen_text()
            assert "ctrl+s send" in text
            assert action.title in text
            await p.press("escape")
            assert p.in_room()


async def test_declaring_by_keyboard_alone(play: Begin) -> None:
    async with play(at_s=SIGNAL_S + 10) as p:
        await p.press("k")
        assert p.table.drill.incident.page_acknowledged_s is not None
        await p.press("k")
        assert "✗" in str(p.room.query_one(TopLine).border_subtitle)
        await p.press("d", "enter", "down", "enter", "tab", "enter", "down", "enter", "tab")
        await p.type("saves fail")
        await p.press("tab", "tab")
        await p.type("14:99")
        await p.press("ctrl+s")
        assert "14:05" in p.error()
        await p.press("backspace", "backspace")
        await p.type("01")
        await p.press("enter")
        record = p.table.drill.incident.record
        assert (record.severity, record.scope, record.impact_start_s) == (Severity.SEV1, "saves fail", 60)
        assert p.in_room()
        await p.look()
        assert "SEV-1" in p.screen_text()


async def test_a_refusal_is_said_in_the_form_with_what_would_help(play: Begin) -> None:
    async with play() as p:
        await p.press("m")
        await p.type("all well")
        await p.press("enter")
        assert "Declare the incident first" in p.error()
        assert p.form().query_one(Input).value == "all well"


async def test_a_draft_is_kept_and_comes_back(play: Begin) -> None:
    async with play(at_s=700) as p:
        await p.press("b")
        await p.type("Harbor waits. ")
        await p.press("escape", "n")
        assert "Unsent draft" in p.screen_text()
        await p.press("end", "enter")
        area = p.form().query_one(TextArea)
        assert area.text.startswith("Harbor waits. ")
        await p.press("ctrl+r")
        assert not area.text.startswith("Harbor")
        await p.press("escape")
        assert p.table.session.drafts.names() == ()


async def test_the_drill_goes_on_and_the_clock_can_be_read_while_writing(play: Begin) -> None:
    async with play() as p:
        await p.press("u")
        await p.type("We know")
        p.table.clock.pass_s(4)
        await p.look()
        assert "14:00:04Z" in p.screen_text()
        assert p.table.drill.at_s == 4
        assert p.form().query_one(TextArea).text.startswith("We know")


async def test_in_practice_the_reader_comments_in_an_exam_it_is_silent(play: Begin) -> None:
    for mode in (Mode.PRACTICE, Mode.EXAM):
        async with play(WIDE, mode=mode) as p:
            await p.press("u")
            form = p.form()
            form.query_one(TextArea).load_text("We are sorry, we will update you soon.")
            form._read()
            await p.pilot.pause()
            assert form.query_one("#parts").display is (mode is Mode.PRACTICE)
            assert any("soon" in row.plain for row in form.query_one("#advice", Lines).rows) is (mode is Mode.PRACTICE)


async def test_fields_appear_when_they_apply(play: Begin) -> None:
    async with play() as p:
        await p.press("u")
        boxes = {box.field.name: box for box in p.form().query(FieldBox)}
        assert not boxes["accounts"].display
        select = boxes["channel"].control
        assert isinstance(select, Select)
        select.value = "customer_mail"
        await p.pilot.pause()
        assert boxes["accounts"].display
        ticks = boxes["accounts"].control
        assert isinstance(ticks, Ticks)
        ticks.focus()
        await p.press("space", "down", "space", "up", "space")
        assert ticks.chosen == ["meridian"]
        assert "[x]" in p.screen_text()


async def test_those_who_are_trained_for_a_seat_come_first(play: Begin) -> None:
    async with play() as p:
        await p.press("a")
        boxes = {box.field.name: box for box in p.form().query(FieldBox)}
        seat, holder = boxes["seat"].control, boxes["holder"].control
        assert isinstance(seat, Select)
        assert isinstance(holder, Select)
        seat.value = "legal"
        await p.pilot.pause()
        await p.pilot.pause()
        assert "(Legal)" in str(holder._options[1][0])


async def test_a_message_is_read_and_answered(play: Begin) -> None:
    async with play(WIDE, at_s=800) as p:
        await p.press("3", "home", "enter")
        assert isinstance(p.app.screen, Page)
        await p.press("r")
        assert "From" in p.screen_text()
        area = p.form().query_one(TextArea)
        area.load_text("Yes, it is on our side. I will write again by 14:40 UTC.")
        await p.press("ctrl+s")
        assert [type(x.event) for x in p.table.drill.entries if isinstance(x.event, e.Replied)]
        await p.look()
        assert p.in_room()


async def test_reply_without_a_choice_takes_the_most_urgent_message(play: Begin) -> None:
    async with play(at_s=800) as p:
        urgent = next(need for need in p.table.session.needs() if need.action == "reply")
        await p.press("2", "r")
        assert p.form()._known == dict(urgent.prefill)


async def test_a_task_is_started_from_its_row(play: Begin) -> None:
    async with play(at_s=300) as p:
        p.table.session.do(c.PageTeam(team="platform"))
        p.table.run_to(900)
        await p.look()
        await p.press("5", "home", "t")
        assert p.form()._known["task"] == "rollback-flag"
        await p.press("ctrl+s")
        await p.look()
        assert "▶ contain" in p.screen_text()
        await p.press("5", "enter")
        assert isinstance(p.app.screen, Page)
        assert "running" in p.screen_text()
        await p.press("escape")


async def test_what_is_due_leads_to_its_form(play: Begin) -> None:
    async with play(at_s=SIGNAL_S + 10) as p:
        await p.press("n")
        assert "Acknowledge the page" in p.screen_text()
        await p.press("down", "enter")
        assert p.form().form.id == "declare"


async def test_an_exam_gives_no_list_of_what_is_due(play: Begin) -> None:
    async with play(mode=Mode.EXAM) as p:
        await p.press("n")
        assert p.in_room()
        assert "no hints" in str(p.room.query_one(TopLine).border_subtitle)


async def test_help_lists_every_action_and_does_the_chosen_one(play: Begin) -> None:
    listed = {row.id for row in help_rows()}
    assert {action.id for action in ACTIONS} <= listed
    async with play() as p:
        await p.press("question_mark")
        assert isinstance(p.app.screen, HelpScreen)
        await p.press("down", "enter")
        assert p.form().form.id == "acknowledge_customer"


async def test_the_menu_narrows_down_as_one_types(play: Begin) -> None:
    async with play() as p:
        await p.press("o")
        assert isinstance(p.app.screen, Chooser)
        await p.type("post-mortem write")
        await p.press("enter")
        assert p.form().form.id == "submit_postmortem"


async def test_find_reaches_messages_and_tasks(play: Begin) -> None:
    async with play(at_s=800) as p:
        await p.press("slash")
        await p.type("replica current")
        assert "Prove that the replica" in p.screen_text()
        await p.press("down", "enter")
        assert isinstance(p.app.screen, Page)
        await p.press("escape", "slash")
        await p.type("zzzz")
        assert "Nothing holds these words" in p.screen_text()
        await p.press("enter", "escape")
        assert p.in_room()


async def test_the_palette_offers_every_action(play: Begin) -> None:
    async with play() as p:
        provider = ActionProvider(p.room)
        found = [hit async for hit in provider.discover()]
        assert len(found) == len(ACTIONS)
        hits = [hit async for hit in provider.search("declare the incident")]
        best = max(hits, key=lambda hit: hit.score)
        result = best.command()
        assert isinstance(result, Awaitable)
        await result
        await p.pilot.pause()
        assert p.form().form.id == "declare"


async def test_the_bottom_line_can_be_clicked(play: Begin) -> None:
    async with play(WIDE) as p:
        await p.pilot.click("KeyLine", offset=(9, 0))
        await p.pilot.pause()
        assert p.form().form.id == "declare"


async def test_rows_can_be_clicked(play: Begin) -> None:
    async with play(WIDE, at_s=300) as p:
        await p.pilot.click("#tasks", offset=(6, 6))
        await p.pilot.pause()
        assert p.in_room()
        await p.pilot.click("#tasks", offset=(6, 6))
        await p.pilot.pause()
        assert isinstance(p.app.screen, Page)


async def test_the_briefing_can_be_read_again(play: Begin) -> None:
    async with play() as p:
        await p.press("f")
        assert "hold the pager" in p.screen_text()


# --- the end ---------------------------------------------------------------------------------------------------


async def test_finishing_asks_says_what_is_open_and_leads_to_the_debrief(play: Begin) -> None:
    async with play(WIDE, at_s=400) as p:
        await p.press("F")
        assert "no incident was declared" in p.screen_text()
        await p.press("y")
        await p.app.workers.wait_for_complete()
        await p.pilot.pause()
        assert isinstance(p.app.screen, DebriefScreen)
        text = p.screen_text()
        assert "61.5 of 100" in text
        assert "gate G-2" in text
        await p.press("2", "enter")
        assert "Declare early." in p.screen_text()
        assert "Evidence (UTC)" in p.screen_text()
        await p.press("escape", "right", "right")
        assert "PAGE: read latency" in p.screen_text()
        await p.press("end", "enter", "escape", "5", "left", "q")
    assert p.app.return_value == "finished"


async def test_at_the_horizon_a_text_that_is_being_written_is_not_lost(play: Begin, sit_down: SitDown) -> None:
    table = sit_down(speed=600)
    table.session.begin()
    table.run_to(table.drill.scenario.horizon - 600)
    async with play(table=table) as p:
        await p.press("b")
        await p.type("Last words")
        table.run_to(table.drill.scenario.horizon + 1)
        await p.look()
        assert table.drill.over
        assert p.form().query_one(TextArea).text.startswith("Last words")
        await p.press("escape")
        await p.look()
        assert isinstance(p.app.screen, DebriefScreen)
        assert str(table.session.drafts.get("post_brief")).count("Last words") == 1


async def test_a_judge_with_plain_text_is_shown_too(play: Begin, sit_down: SitDown) -> None:
    async with play() as p:
        p.app._judge = lambda: "TOTAL 12\nband U"
        await p.press("F", "y")
        await p.app.workers.wait_for_complete()
        await p.pilot.pause()
        assert "TOTAL 12" in p.screen_text()


async def test_ctrl_c_leaves_from_every_screen(play: Begin) -> None:
    for keys in ((), ("u",), ("o",), ("question_mark",), ("F",)):
        async with play() as p:
            await p.press(*keys, "ctrl+c")
        assert p.app.return_value == "left"


async def test_a_paste_of_a_megabyte_is_refused_with_a_reason_and_kept(play: Begin) -> None:
    async with play() as p:
        await p.press("b")
        p.form().query_one(TextArea).load_text("We know. " * 110_000)
        await p.pilot.pause()
        await p.press("ctrl+s")
        assert "60,000" in p.error()
        await p.press("escape")
        assert p.table.session.drafts.get("post_brief")


# --- lobby -----------------------------------------------------------------------------------------------------


async def test_the_lobby_offers_unfinished_drills_first() -> None:
    offers = (Offer("db-failover", "Saves fail", "saas-outage", "SEV-1", 75, 2, best="82", last="71"),)
    app = LobbyApp(offers, (Unfinished("/drills/x-1.jsonl", "Saves fail", "left today"),))
    async with app.run_test(size=NARROW) as pilot:
        await pilot.pause()
        await pilot.press("enter")
    assert app.return_value == "resume:/drills/x-1.jsonl"


async def test_the_lobby_plays_a_scenario_or_leaves() -> None:
    offers = (Offer("db-failover", "Saves fail", "saas-outage", "SEV-1", 75, 2),)
    for key, chosen in (("enter", "play:db-failover"), ("q", None)):
        app = LobbyApp(offers)
        async with app.run_test(size=NARROW) as pilot:
            await pilot.pause()
            await pilot.press(key)
        assert app.return_value == chosen
