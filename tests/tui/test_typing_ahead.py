"""Keys that are typed ahead of a program that leaves: what they still open is never seen, and is no fault."""

from __future__ import annotations

from textual.css.query import NoMatches
from textual.screen import Screen

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
