"""Keys typed ahead of a form are its text; ahead of a program that leaves, what they open is not seen, and no fault."""

from __future__ import annotations

import asyncio
from itertools import pairwise

import pytest
from textual import events
from textual.css.query import NoMatches
from textual.screen import Screen
from textual.widgets import Input, TextArea

from tests.tui.keyboard import Begin, Play
from tui.actions import Field, Kind
from tui.screens.ask import AskScreen
from tui.screens.attached import AttachedApp


class Leaving(AttachedApp[str]):
    """A program with a form, as on the facilitator's screen."""

    def action_form(self) -> None:
        self.push_screen(AskScreen("Words", "To all.", [Field("text", "Words", Kind.TEXT)], {}, {}))


async def test_a_form_that_was_typed_ahead_of_leaving_is_no_fault() -> None:
    app = Leaving()
    async with app.run_test():
        app.exit("left")
        app.action_form()
    assert app.return_value == "left"
    assert app.return_code == 0


async def test_a_screen_that_misses_something_while_the_program_stays_is_a_fault() -> None:
    class Broken(Screen[None]):
        def on_mount(self) -> None:
            self.query_one("#missing")

    app = Leaving()
    try:
        async with app.run_test() as pilot:
            app.push_screen(Broken())
            await pilot.pause()
    except NoMatches:
        return
    raise AssertionError("it was hidden")


def said(p: Play) -> list[str]:
    """What was said in the war room."""
    return [row.plain.partition(": ")[2] for row in p.app.desk.view().channel] if p.app.desk else []


async def test_a_text_that_follows_its_key_at_once_stands_in_the_form_from_its_first_letter_on(play: Begin) -> None:
    async with play(at_s=60) as p:
        await p.at_once("w", "hello > there")
        assert p.form().values()["text"] == "hello > there"
        await p.at_once("escape", "l", events.Paste("Looked at the logs"), "tab", "Kim")
        assert p.form().values()["action"] == "Looked at the logs"
        assert p.form().values()["owner"] == "Kim"


async def test_keys_behind_a_sent_form_reach_the_next_one_and_never_the_text_that_goes_out(play: Begin) -> None:
    async with play(at_s=300) as p:
        await p.at_once("w", "first", "ctrl+s", "w", "soon the second", "ctrl+s", "k", "w", events.Paste("third"))
        assert said(p) == ["first", "soon the second"]
        assert "PageAcknowledged" in p.table.kinds()
        assert p.form().values()["text"] == "third"


async def test_lists_are_opened_chosen_from_and_left_as_fast_as_one_types(play: Begin) -> None:
    async with play(at_s=900) as p:
        await p.at_once("d", "enter", "SEV-2", "enter", "tab", "enter", "avail", "enter", "tab", "Saves fail")
        values = p.form().values()
        assert (values["severity"], values["incident_class"], values["scope"]) == ("sev2", "availability", "Saves fail")
        await p.at_once("escape", "o", "timeline row", "enter", "x")
        assert p.form().form.id == "log_entry"
        assert p.form().values()["action"] == "x"


async def test_a_key_of_a_page_leads_to_a_form_that_takes_what_follows(play: Begin) -> None:
    async with play(at_s=900) as p:
        await p.at_once("/", "orders are not", "enter", "r", "We see it")
        assert p.form().form.id == "reply"
        assert p.form().values()["text"] == "We see it"


@pytest.mark.parametrize(("key", "kind"), [("w", TextArea), ("l", Input)])
async def test_a_text_that_comes_all_at_once_leaves_the_clock_its_turn(
    play: Begin, key: str, kind: type[TextArea | Input]
) -> None:
    """Given a paste that a terminal hands over letter by letter, then nobody is away while it is written."""
    async with play(at_s=60) as p:
        await p.press(key)
        field = p.form().query(kind).first()
        field.focus()
        await p.pilot.pause()
        seen: list[int] = []

        async def look() -> None:
            while True:
                seen.append(len(field.text if isinstance(field, TextArea) else field.value))
                await asyncio.sleep(0)

        others = asyncio.create_task(look())
        await p.at_once("x" * 300)
        others.cancel()
        assert max(after - before for before, after in pairwise(seen)) < 5
