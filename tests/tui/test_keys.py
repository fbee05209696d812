"""Keys that open something: hints, offers, drafts, the debrief's slow tabs, pages of a replay, small forms."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Any

from textual.app import App
from textual.widgets import Static
from textual.worker import WorkerFailed

from scoring.analysis.whatif import WhatIf
from simulator import commands as c
from simulator.errors import JournalError
from simulator.vocabulary import Mode, Seat
from tests.tui.keyboard import CARD, NARROW, WIDE, Begin
from tests.tui.table import SIGNAL_S, FakeClock, SitDown
from tests.tui.test_film import film
from tui.actions import Field, Kind
from tui.cli.focusing import focus_named
from tui.desk import Desk
from tui.screens.ask import Answer, AskScreen
from tui.screens.form import FormScreen
from tui.screens.guided import GuidedScreen
from tui.screens.page import Chooser, Page
from tui.screens.replay import ReplayApp, ReplayScreen
from tui.verdict import Comparison, Verdict
from tui.widgets.lines import Lines

# --- in the war room --------------------------------------------------------------------------------------------


async def test_a_hint_says_what_presses_most_and_leads_to_its_form(play: Begin) -> None:
    async with play(at_s=400) as p:
        await p.press("H")
        assert isinstance(p.app.screen, Page)
        assert "A hint" in p.screen_text()
        await p.press("enter")
        assert "HintTaken" in p.table.kinds()


async def test_an_exam_gives_no_hint_and_says_so(play: Begin) -> None:
    async with play(mode=Mode.EXAM) as p:
        await p.press("H")
        assert p.in_room()
        assert "HintTaken" not in p.table.kinds()


async def test_a_draft_of_the_crew_is_taken_up_in_its_form(play: Begin, sit_down: SitDown) -> None:
    table = sit_down()
    table.session.begin()
    table.run_to(SIGNAL_S + 20)
    table.declare()
    for seat in (Seat.COMMS_LEAD, Seat.SCRIBE, Seat.TECH_LEAD):
        holder = next(one.id for one in table.drill.incident.people.values() if seat in one.seats)
        assert table.session.do(c.AssignRole(seat=seat, holder=holder)).refused is None
    table.run_to(1_200)
    assert table.drill.incident.drafts
    async with play(table=table) as p:
        await p.press("G")
        assert isinstance(p.app.screen, Chooser)
        await p.press("enter")
        assert isinstance(p.app.screen, FormScreen)
        await p.press("escape")
        await p.press("G", "escape")
        assert p.in_room()


async def test_an_unsent_draft_waits_among_what_is_due(play: Begin) -> None:
    async with play(at_s=400) as p:
        await p.press("b")
        await p.type("We know of it")
        await p.press("escape", "n")
        assert "Unsent draft" in p.screen_text()
        await p.press("end", "enter")
        assert "We know of it" in p.screen_text()


async def test_a_focal_drill_keeps_its_goal_under_the_clock(sit_down: SitDown) -> None:
    table = sit_down()
    table.session.begin()
    table.run_to(SIGNAL_S + 20)
    focus = focus_named("first15")
    screen = GuidedScreen(table.session, Desk(table.session).view(), focus)
    app: App[None] = App()
    async with app.run_test(size=NARROW) as pilot:
        await app.push_screen(screen)
        await pilot.pause()
        assert str(screen.query_one("#goal", Static).content) == f"▸ {focus.goal(table.drill)}"
        assert "declare" in str(screen.query_one("#goal", Static).content)


# --- in the debrief and the replay ------------------------------------------------------------------------------


async def test_slow_tabs_are_worked_out_behind_the_screen_once(play: Begin) -> None:
    asked: list[str] = []

    def compare() -> Comparison:
        asked.append("compare")
        return Comparison(reference=CARD, earlier=("48.0", "52.5"))

    async with play(WIDE, at_s=700) as p:
        p.app._judge = lambda: Verdict(CARD, "kept", compare=compare, weigh=_broken)
        await p.press("F", "y")
        await p.look()
        await p.app.workers.wait_for_complete()
        await p.press("6")
        await p.app.workers.wait_for_complete()
        await p.press("1", "6")
        assert asked == ["compare"]
        assert "52.5" in p.screen_text()
        await p.press("8")
        with suppress(WorkerFailed):
            await p.app.workers.wait_for_complete()
        await p.pilot.pause()
        assert "could not be worked out: no room left" in p.screen_text()


def _broken(progress: Callable[[int, int], None]) -> WhatIf:
    progress(1, 4)
    raise JournalError("no room left")


async def test_a_line_of_the_debrief_opens_and_the_drill_is_watched_again(play: Begin) -> None:
    async with play(WIDE, at_s=700) as p:
        await p.press("F", "y")
        await p.look()
        await p.app.workers.wait_for_complete()
        await p.press("5", "end", "enter")
        assert "Journal line" in p.screen_text()
        await p.press("escape", "w")
        assert isinstance(p.app.screen, ReplayScreen)
        await p.press("f", "y")
        await p.pilot.pause()
    assert str(p.app.return_value).startswith("fork:")


async def test_rows_of_a_replay_open_as_they_were_then() -> None:
    app = ReplayApp(film())
    app.replay = ReplayScreen(film(), now=FakeClock())
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press(*["right"] * 20)
        app.replay.query_one("#timeline", Lines).focus()
        await pilot.press("end", "enter")
        await pilot.pause()
        assert isinstance(app.screen, Page)
        await pilot.press("escape")
        app.replay.query_one("#tasks", Lines).focus()
        await pilot.press("home", "enter")
        await pilot.pause()
        assert isinstance(app.screen, Page)
        await pilot.press("escape", "f")
        assert "fork with: warroom fork" in _text(app)


# --- small forms ------------------------------------------------------------------------------------------------


class Asking(App[None]):
    """One small form, and what it gave."""

    def __init__(self) -> None:
        super().__init__()
        self.answers: list[Answer | None] = []

    def ask(self, screen: AskScreen) -> None:
        self.push_screen(screen, self.answers.append)


FIELDS = (Field("who", "For whom", Kind.LINE), Field("text", "Words", Kind.TEXT))


async def test_a_small_form_names_the_empty_field_and_what_cannot_be_taken() -> None:
    app = Asking()
    async with app.run_test(size=NARROW) as pilot:
        app.ask(AskScreen("A word", "Players never see it.", FIELDS, {}, {}, _short))
        await pilot.pause()
        await pilot.press("ctrl+s")
        assert "this is still empty" in _text(app)
        await pilot.press(*"Ann", "tab", *"no")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert "too short" in _text(app)
        await pilot.press("ctrl+l", *"calm", "ctrl+s")
        await pilot.pause()
        assert app.answers == [{"who": "Ann", "text": "calm"}]


async def test_a_small_form_is_left_without_an_answer() -> None:
    app = Asking()
    async with app.run_test(size=NARROW) as pilot:
        app.ask(AskScreen("A word", "Players never see it.", FIELDS[:1], {}, {"who": "Ann"}))
        await pilot.pause()
        await pilot.press("escape")
        await pilot.pause()
        app.ask(AskScreen("A word", "Players never see it.", FIELDS[:1], {}, {"who": "Ann"}))
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert app.answers == [None, {"who": "Ann"}]


def _short(answer: Answer) -> str:
    return "" if len(answer["text"]) > 2 else "The words are too short."


def _text(app: App[Any]) -> str:
    strips = app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip) for strip in strips)
