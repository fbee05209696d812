"""Filling in a form: lists by their letters, examples by the clock, refusals that go, and keys that stay in sight."""

import pytest
from msgspec import structs
from textual.widgets import Select, Static, TextArea

from simulator import commands as c
from simulator.vocabulary import Channel, IncidentClass, Seat, Severity
from tests.tui.keyboard import Begin
from tests.tui.table import SIGNAL_S, SitDown, Table
from tui.actions import BY_ID
from tui.details import detail
from tui.findings import advise
from tui.forms import FormError, build
from tui.screens.notes import NoteScreen
from tui.templates import first_words
from tui.widgets.field import FieldBox
from tui.widgets.keyline import fitting
from tui.widgets.topline import TopLine

START = 1_776_175_200  # 2026-04-14T14:00:00Z


async def test_a_letter_opens_a_list_and_tab_takes_what_it_stands_on(play: Begin) -> None:
    async with play() as p:
        await p.press("d", "tab")
        await p.type("secu")
        assert "│Security" in p.screen_text()
        await p.press("tab")
        assert p.form().values()["incident_class"] == "security"
        await p.type("all customers")
        assert p.form().values()["scope"] == "all customers"
        await p.press("shift+tab", "shift+tab")
        await p.type("sev-3")
        await p.press("enter")
        assert p.form().values()["severity"] == "sev3"
        await p.press("tab", "enter", "escape", "tab")
        assert p.form().values()["incident_class"] == "security"
        assert not any(one.expanded for one in p.form().query(Select))


async def test_what_an_open_list_stands_on_is_sent(play: Begin) -> None:
    """Given a list that is open on another entry than was chosen, then ctrl+s takes the one that one sees."""
    async with play(at_s=SIGNAL_S) as p:
        await p.press("p", "enter", "enter")
        chosen = p.form().values()["team"]
        await p.type("database")
        await p.press("ctrl+s")
        assert chosen != "database"
        assert [one.event.team for one in p.table.drill.entries if isinstance(one.event, c.PageTeam)] == ["database"]
        await p.press("d", "enter", "ctrl+s")
        assert not any(one.expanded for one in p.form().query(Select))
        assert p.form().values()["severity"] == "sev1"
        assert "Scope" in p.error() or "Kind" in p.error()


@pytest.mark.parametrize("key", ["u", "d", "r", "b"])
async def test_a_form_in_which_nothing_was_written_leaves_no_draft(play: Begin, key: str) -> None:
    async with play(at_s=900) as p:
        await p.press(key, "tab", "escape")
        assert p.table.session.drafts.names() == ()
        await p.press(key, "tab", "ctrl+l", "ctrl+z", "escape", key)
        assert "your draft is back" not in str(p.form().query_one("#box").border_title)


async def test_the_frame_says_that_a_draft_is_back_where_nothing_scrolls_it_away(play: Begin) -> None:
    async with play(at_s=900) as p:
        await p.press("r")
        await p.type("We see it. ")
        await p.press("escape", "r")
        assert "your draft is back" in str(p.form().query_one("#box").border_title)
        await p.press("ctrl+r")
        assert "your draft is back" not in str(p.form().query_one("#box").border_title)


async def test_ones_own_name_finds_oneself_and_nobody_in_whose_name_it_hides(play: Begin, table: Table) -> None:
    """Given Ines and a Martinez, when Ines types her name, then she is found; a name that nobody has finds nobody."""
    incident = table.drill.incident
    for person, name in (("you", "Ines"), ("nadia", "John Martinez")):
        shown = incident.people.get(person) or next(iter(incident.people.values()))
        incident.people[person] = structs.replace(shown, id=person, name=name, organisation="home")
    incident.seated[Seat.IC] = "you"
    async with play(table=table) as p:
        await p.press("a")
        holder = next(box for box in p.form().query(FieldBox) if box.field.name == "holder")
        holder.control.focus()
        await p.type("ines")
        await p.press("enter")
        assert p.form().values()["holder"] == "you"
        await p.type("inesq")
        await p.press("enter", "escape")
        assert p.form().values()["holder"] == "you"
        await p.type("martin")
        await p.press("tab")
        assert p.form().values()["holder"] == "nadia"


async def test_a_refusal_goes_when_the_form_is_changed(play: Begin) -> None:
    async with play(at_s=SIGNAL_S) as p:
        await p.press("d", "ctrl+s")
        assert "Severity: choose one" in p.error()
        await p.press("enter", "enter")
        assert "choose one" not in p.screen_text()


async def test_a_record_in_which_nothing_was_changed_is_not_recorded(play: Begin) -> None:
    async with play(at_s=SIGNAL_S) as p:
        p.table.declare()
        await p.press("i", "ctrl+s")
        assert "Nothing was changed" in p.error()
        await p.type("open")
        await p.press("ctrl+s")
        assert p.table.kinds().count("RecordUpdated") == 1


def test_only_a_form_that_may_be_empty_in_every_field_asks_for_one() -> None:
    with pytest.raises(FormError, match="Nothing was changed"):
        build(BY_ID["update_record"], {"scope": " "}, at_s=0, start_utc_s=START)
    assert build(BY_ID["update_record"], {"scope": "all"}, at_s=0, start_utc_s=START) == c.UpdateRecord(scope="all")


async def test_before_anybody_wrote_there_is_nothing_to_answer_and_the_bottom_line_does_not_say_so(play: Begin) -> None:
    async with play(at_s=60) as p:
        assert "r reply" not in p.screen_text()
        assert "a assign" in p.screen_text()
        await p.press("r")
        assert p.in_room()
        assert "Nobody has written to you yet." in str(p.room.query_one(TopLine).border_subtitle)
        p.table.run_to(800)
        await p.look()
        for seat in (Seat.IC, Seat.TECH_LEAD, Seat.COMMS_LEAD, Seat.SCRIBE):
            p.table.session.do(c.AssignRole(seat=seat, holder="you"))
        await p.press("k")
        assert "r reply" in p.screen_text()
        assert "a assign" not in p.screen_text()


def test_a_blank_that_was_an_item_of_a_list_is_counted_nowhere(sit_down: SitDown) -> None:
    drill = sit_down().drill
    words = advise("postmortem", first_words("postmortem", drill), drill).parts
    assert "✗ factors" in words
    assert "0 factors" in words


def test_a_holding_line_reads_well_whatever_the_scope_looks_like(sit_down: SitDown) -> None:
    for scope, words in (
        ("Saves fail", "we know that saves fail. "),
        ("All: saves fail", "a problem (All: saves fail). "),
    ):
        table = sit_down()
        table.session.begin()
        table.run_to(SIGNAL_S)
        table.session.do(c.Declare(severity=Severity.SEV1, incident_class=IncidentClass.DATA, scope=scope))
        assert words in first_words("holding", table.drill)


def test_first_words_name_the_time_that_everybody_was_promised(sit_down: SitDown) -> None:
    """Given news promised on the page by 14:20, then colleagues and a customer are offered no later time."""
    table = sit_down()
    table.session.begin()
    table.run_to(SIGNAL_S)
    assert "on the status page by 14:45 UTC" in first_words("holding", table.drill)
    post = c.PostUpdate(channel=Channel.STATUS_PAGE, text="We know that saves fail. Next update by 14:20 UTC.")
    table.session.do(post)
    assert "on the status page by 14:20 UTC" in first_words("holding", table.drill)
    assert "hear from me by 14:20 UTC" in first_words("acknowledge", table.drill)
    assert "Next update by 14:45 UTC" in first_words("update", table.drill)
    table.run_to(1_210)
    assert "on the status page by 15:05 UTC" in first_words("holding", table.drill)


def test_what_a_task_page_says_stands_in_one_column(sit_down: SitDown) -> None:
    page = detail("task:failover-replica", sit_down().drill)
    assert page is not None
    lines = [
        line for line in page.text.splitlines() if line.startswith(("Kind", "Team", "Needs first", "Can be", "Risk"))
    ]
    assert len(lines) == 5
    assert all(line[14] == " " and line[15] != " " for line in lines)


@pytest.mark.parametrize("key", ["w", "u", "d"])
async def test_on_the_smallest_screen_the_keys_that_send_and_help_stay_in_sight(play: Begin, key: str) -> None:
    async with play((40, 10), at_s=SIGNAL_S) as p:
        assert "? keys" in p.screen_text()
        await p.press(key)
        assert "ctrl+s send" in p.screen_text()
    assert fitting(8).plain == "? keys"


async def test_a_note_is_kept_by_the_key_that_sends_elsewhere_and_one_word_is_one_word(play: Begin) -> None:
    async with play() as p:
        p.app.push_screen(NoteScreen(p.table.session.drafts))
        await p.pilot.pause()
        await p.type("calm")
        await p.press("ctrl+s")
        assert p.in_room()
        assert p.table.session.drafts.get("debrief-note") == {"plus": "calm", "delta": ""}
        await p.press("u")
        p.form().query_one(TextArea).load_text("hello")
        p.form()._read()
        assert str(p.form().query_one("#parts", Static).content).endswith(" 1 word")
