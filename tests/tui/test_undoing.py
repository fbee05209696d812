"""What a key takes away, ctrl+z brings back, in every text and every line; no order of keys ends the program."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from textual.app import App, ComposeResult
from textual.events import Paste
from textual.widgets import Input, TextArea

from tests.tui.keyboard import Begin
from tui.actions import Field, Kind
from tui.screens.ask import AskScreen
from tui.screens.notes import NoteScreen
from tui.widgets.entry import LineEntry, TextEntry
from tui.widgets.field import FieldBox

LINES = "\n".join(f"line {number} of a pasted log" for number in range(40))
STEPS = ("ctrl+z", "ctrl+y", "backspace", "enter", "x", "ctrl+k", "ctrl+u", "up", "ctrl+home", "ctrl+x", "paste", "put")


@pytest.mark.parametrize("keys", ["u", "w", "b"])
async def test_a_long_paste_is_undone_and_redone_in_every_composer(play: Begin, keys: str) -> None:
    async with play(at_s=300) as p:
        await p.press(keys)
        area = p.form().query_one(TextArea)
        area.focus()
        await p.press("ctrl+l")
        await p.at_once(Paste(LINES))
        await p.press("ctrl+z")
        assert area.text == ""
        await p.press("ctrl+y")
        assert area.text == LINES
        await p.press("ctrl+z")
        assert area.text == ""


async def test_a_note_and_a_word_to_the_facilitator_survive_it_too(play: Begin) -> None:
    async with play() as p:
        asked = AskScreen("A word", "To all.", [Field("text", "Words", Kind.TEXT)], {}, {})
        for screen in (NoteScreen(p.table.session.drafts), asked):
            p.app.push_screen(screen)
            await p.pilot.pause()
            screen.query(TextArea).first().focus()
            await p.at_once(Paste(LINES))
            await p.press("ctrl+z")
            assert screen.query(TextArea).first().text == ""


async def test_what_was_emptied_or_begun_afresh_comes_back(play: Begin) -> None:
    async with play(at_s=300) as p:
        for key in ("ctrl+l", "ctrl+r"):
            await p.press("b")
            area = p.form().query_one(TextArea)
            area.focus()
            await p.type("Half an hour of work. ")
            written = area.text
            await p.press(key)
            assert area.text != written
            await p.press("ctrl+z")
            assert area.text == written
            await p.press("escape")
            assert "Half an hour" in str(p.table.session.drafts.get("post_brief"))
            p.table.session.drafts.drop("post_brief")


async def test_a_line_that_was_emptied_comes_back_too_step_by_step(play: Begin) -> None:
    async with play() as p:
        await p.press("l")
        line = p.form().query(Input).first()
        line.focus()
        await p.type("rolled back")
        await p.press("backspace", "ctrl+l")
        assert line.value == ""
        await p.press("ctrl+z")
        assert line.value == "rolled bac"
        await p.press("ctrl+z", "ctrl+z")
        assert line.value == ""
        await p.press("ctrl+z")
        assert line.value == ""


async def test_a_line_that_stood_there_at_first_comes_back_and_nothing_before_it(play: Begin) -> None:
    async with play() as p:
        await p.press("d")
        line = next(box for box in p.form().query(FieldBox) if box.field.name == "status").control
        assert isinstance(line, LineEntry)
        line.focus()
        await p.press("ctrl+l", "ctrl+z", "ctrl+z")
        assert line.value == "investigating"


async def test_lines_that_are_pasted_into_one_stand_in_it_one_after_the_other(play: Begin) -> None:
    async with play() as p:
        await p.press("l")
        line = p.form().query(Input).first()
        line.focus()
        await p.at_once(Paste("\n   \nfirst line\r\n  second\tline\n"))
        assert line.value == "first line second line"
        await p.at_once(Paste(" \n"))
        assert line.value == "first line second line"


class Alone(App[None]):
    """A text and nothing else."""

    def compose(self) -> ComposeResult:
        area = TextEntry("first words", compact=True)
        area.styles.height = 4
        yield area


@settings(max_examples=8, deadline=None)
@given(steps=st.lists(st.sampled_from(STEPS), max_size=15))
async def test_no_order_of_keys_ends_the_program(steps: list[str]) -> None:
    app = Alone()
    async with app.run_test(size=(30, 10)) as pilot:
        area = app.query_one(TextEntry)
        area.focus()
        for step in steps:
            if step == "paste":
                area.post_message(Paste(LINES))
            elif step == "put":
                area.put("other words\nand more")
            else:
                await pilot.press(step)
        await pilot.pause()
        for _ in range(2 * len(steps)):
            area.action_undo()
        assert area.text == "first words"
