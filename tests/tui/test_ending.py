"""The end of a drill, its debrief, and the lobby."""

from textual.events import Paste
from textual.widgets import TextArea

from simulator import commands as c
from simulator.errors import JournalError
from simulator.vocabulary import Channel
from tests.tui.keyboard import WIDE, Begin
from tests.tui.table import SIGNAL_S, SitDown, Table
from tui.screens.debrief import DebriefScreen

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
        await p.press("escape", "right", "right", "right")
        assert "PAGE: read latency" in p.screen_text()
        await p.press("end", "enter", "escape", "5", "left", "q")
    assert p.app.return_value == "finished"


async def test_what_became_of_customers_is_told_to_nobody_who_left_the_outage_running(play: Begin) -> None:
    """Given an outage that one leaves running, when one asks what came of it, then one reads why nobody knows."""
    async with play(WIDE, at_s=400) as p:
        await p.press("F", "y")
        await p.app.workers.wait_for_complete()
        await p.pilot.pause()
        await p.press("7")
        text = " ".join(p.screen_text().replace("│", " ").split())
        assert "the simulation stopped there" in text
        await p.press("5", "end")
        text += " ".join(p.screen_text().replace("│", " ").split())
        assert "The drill ends (finished) while the incident is open" in text
        assert "After 90 days" not in text


async def test_after_standing_down_the_end_asks_about_what_was_promised_and_asked(play: Begin, table: Table) -> None:
    """Given news promised to customers, when it is stood down and finished, then that is named and no post-mortem."""
    table.run_to(SIGNAL_S)
    news = "We know that saving fails for some customers, and we look into it. Next update by 14:30 UTC."
    table.session.do(c.PostUpdate(channel=Channel.STATUS_PAGE, text=news))
    table.run_to(SIGNAL_S + 600)
    table.session.do(c.StandDown(reason="A false alarm."))
    async with play(WIDE, table=table) as p:
        await p.press("F")
        text = " ".join(p.screen_text().replace("│", " ").split())
        assert "update to everybody by 14:30 (status page) is owed" in text
        assert "questions wait for an answer" in text
        assert "post-mortem" not in text.partition("Still open")[2].partition("Your own end")[0]


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
        assert "The drill has ended" in p.screen_text()
        await p.press("ctrl+s")
        assert "nothing can be sent any more. esc leads to the debrief" in p.error()
        await p.look()
        assert len(p.app._notifications) == 1
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


async def test_ctrl_q_leaves_from_every_screen(play: Begin) -> None:
    for keys in ((), ("u",), ("o",), ("question_mark",), ("F",)):
        async with play() as p:
            await p.press(*keys, "ctrl+q")
        assert p.app.return_value == "left"


async def test_ctrl_c_copies_what_is_marked_and_asks_before_anybody_leaves(play: Begin) -> None:
    """Given a sentence that is marked, then ctrl+c copies it; with nothing marked it asks, once, and n stays."""
    async with play() as p:
        await p.press("b", "ctrl+l")
        await p.type("We know")
        await p.press("shift+home", "ctrl+c")
        assert p.app.clipboard == "We know"
        assert p.form().values()["text"] == "We know"
        await p.press("end", "ctrl+c", "ctrl+c")
        assert "Your drill is saved to this second" in p.screen_text()
        await p.press("n")
        assert p.form().values()["text"] == "We know"
        await p.press("escape", "ctrl+c", "y")
    assert p.app.return_value == "left"


async def test_ctrl_c_leaves_where_nobody_plays(play: Begin) -> None:
    async with play() as p:
        await p.press("F", "y")
        await p.app.workers.wait_for_complete()
        await p.press("ctrl+c")
    assert p.app.return_value == "left"


async def test_a_paste_of_a_megabyte_is_refused_with_a_reason_and_what_was_written_stays(play: Begin) -> None:
    async with play() as p:
        await p.press("b")
        await p.type("We know. ")
        p.app.post_message(Paste("We know. " * 110_000))
        await p.pilot.pause()
        await p.look()
        assert "60,000" in p.screen_text()
        p.app.post_message(Paste("More."))
        await p.pilot.pause()
        assert p.form().query_one(TextArea).text.startswith("We know. More.")
        await p.press("escape")
        assert "We know. More." in str(p.table.session.drafts.get("post_brief"))


async def test_an_error_of_ours_ends_the_app_with_its_own_words(play: Begin) -> None:
    error = JournalError("no space left", hint="Make room, then resume this drill.")
    async with play() as p:
        p.app._handle_exception(error)
    assert p.app.failure is error
    assert p.app.return_value == "failed"


async def test_a_second_that_strikes_after_the_last_screen_has_gone_does_nothing(play: Begin) -> None:
    async with play(at_s=400) as p:
        before = len(p.table.drill.entries)
    p.app.tick()
    assert len(p.table.drill.entries) == before
