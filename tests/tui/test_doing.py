"""Actions: forms, lists, help, palette and mouse, driven by keys."""

from collections.abc import Awaitable

from textual.widgets import Input, Select, TextArea

from simulator import commands as c
from simulator import events as e
from simulator.vocabulary import Mode, Severity
from tests.tui.keyboard import WIDE, Begin
from tests.tui.table import SIGNAL_S
from tui.actions import ACTIONS
from tui.refusals import too_early
from tui.screens.help import HelpScreen, help_rows
from tui.screens.page import Chooser, Page
from tui.screens.palette import ActionProvider
from tui.widgets.field import FieldBox
from tui.widgets.lines import Lines
from tui.widgets.ticks import Ticks
from tui.widgets.topline import TopLine

# --- actions ---------------------------------------------------------------------------------------------------


async def test_every_form_opens_by_its_key_with_the_clock_above_or_says_what_it_lacks(play: Begin) -> None:
    async with play(at_s=700) as p:
        for action in ACTIONS:
            if not action.fields:
                continue
            await p.press(action.key)
            if why := too_early(action, p.table.drill):
                assert p.in_room()
                assert why in str(p.room.query_one(TopLine).border_subtitle)
                continue
            assert p.form().form is action
            assert p.app.screen.query_one(TopLine).region.y == 0
            text = p.screen_text()
            assert "ctrl+s send" in text
            assert action.title in text
            await p.press("escape")
            assert p.in_room()


async def test_nobody_fills_in_a_form_that_the_state_of_the_incident_refuses(play: Begin) -> None:
    """Given an incident that is open, when one reopens or closes it, then it is refused before the form."""

    async with play(at_s=700) as p:
        said = p.room.query_one(TopLine)
        await p.press("m")
        assert "Nothing is declared yet. Declare the incident first. (d: Declare" in str(said.border_subtitle)
        p.table.declare()
        await p.press("O")
        assert "✗ It is open. Go on with the work." in str(said.border_subtitle)
        await p.press("Q")
        assert "Mark it as resolved first. (M: Mark as resolved)" in str(said.border_subtitle)
        assert p.in_room()
        await p.press("m")
        assert p.form().form.id == "mark_mitigated"


async def test_who_speaks_in_the_war_room_reads_that_no_answer_comes(play: Begin) -> None:
    async with play(at_s=700) as p:
        await p.press("w")
        assert "do not answer" in p.screen_text()


async def test_declaring_by_keyboard_alone(play: Begin) -> None:
    async with play(at_s=SIGNAL_S + 10) as p:
        await p.press("k")
        assert p.table.drill.incident.page_acknowledged_s is not None
        await p.press("k")
        assert "✗" in str(p.room.query_one(TopLine).border_subtitle)
        await p.press("d", "enter", "enter", "tab", "enter", "enter", "tab")
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
        await p.press("i")
        await p.type("all well")
        await p.press("ctrl+s")
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


async def test_the_key_that_runs_on_works_from_the_list_that_names_it(play: Begin) -> None:
    async with play(at_s=60) as p:
        await p.press("n", "greater_than_sign")
        assert p.in_room()
        assert p.table.drill.at_s >= SIGNAL_S


async def test_an_exam_gives_no_list_of_what_is_due(play: Begin) -> None:
    async with play(mode=Mode.EXAM) as p:
        await p.press("n")
        assert p.in_room()
        assert "no hints" in str(p.room.query_one(TopLine).border_subtitle)


async def test_an_exam_says_before_one_leaves_what_becomes_of_its_time(play: Begin) -> None:
    for mode, told in ((Mode.PRACTICE, False), (Mode.EXAM, True)):
        async with play(mode=mode) as p:
            await p.press("q")
            assert ("the journal notes for how long" in p.screen_text()) is told


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
        await p.press("escape", "escape", "slash")
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
