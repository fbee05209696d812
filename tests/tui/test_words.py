"""Rows in words: wrapping, the debrief's rows, live advice, the lobby."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.style import Style
from textual.app import App, ComposeResult
from textual.color import Color
from textual.pilot import Pilot
from textual.strip import Strip

from simulator.catch_up import catch_up
from simulator.journal import Journal
from tests.tui.keyboard import CARD
from tests.tui.table import Table
from tui.findings import advise
from tui.library import Content
from tui.lobby import Hall, hall_rows, offer_of, unfinished_of
from tui.rows import Row, Tone, heading
from tui.shelf import Totals, Waiting
from tui.templates import first_words
from tui.verdict import Comparison, Verdict, compare_rows, criterion_rows, criterion_text, evidence_of, score_rows
from tui.widgets.layout import Layout, lay
from tui.widgets.legible import CONTRAST, contrast
from tui.widgets.lines import Lines
from tui.widgets.wrapping import wrap

GOOD = (
    "We know that saving an order fails for about 18 % of sessions in all regions, and we are sorry. "
    "We are rolling back a configuration change. Next update by 15:00 UTC."
)


@given(st.text(max_size=200), st.integers(1, 40), st.integers(1, 40), st.integers(1, 5))
def test_no_line_is_wider_than_its_room(text: str, width: int, first: int, most: int) -> None:
    flat = " ".join(text.split())
    lines = wrap(flat, width, first=first, most=most)
    assert 1 <= len(lines) <= most
    for number, line in enumerate(lines):
        assert cell_len(line) <= max(2, first if number == 0 else width)


def test_what_does_not_fit_ends_in_an_ellipsis() -> None:
    assert wrap("one two three four", 9, most=1) == ["one two…"]
    assert wrap("one two three four", 9, most=9) == ["one two", "three", "four"]
    assert wrap("abcdefghij", 4, most=9) == ["abcd", "efgh", "ij"]


def test_a_text_is_read_while_it_is_written(table: Table) -> None:
    good = advise("update", GOOD, table.drill, channel="status_page")
    assert "✗" not in good.parts
    assert "(15:00 UTC)" in good.parts
    weak = advise("update", "We will update you soon.", table.drill)
    assert "✗ impact" in weak.parts
    assert any("soon" in row.plain for row in weak.rows)
    assert advise("update", "", table.drill).words == 0
    blanks = advise("update", first_words("update", table.drill), table.drill)
    assert "✗ impact" in blanks.parts
    assert "✗ action" in blanks.parts
    closing = advise("update", GOOD, table.drill, final=True)
    assert "data loss" in closing.parts


def test_briefs_and_post_mortems_are_read_by_their_own_parts(table: Table) -> None:
    brief = advise("brief", "Impact: 18 % of sessions. Confidence: medium.", table.drill)
    assert "✓ impact" in brief.parts
    assert "✗ decisions" in brief.parts
    postmortem = advise("postmortem", "# Post-mortem\n\n## Summary\n\nSaving failed for 70 minutes.\n", table.drill)
    assert "actions complete" in postmortem.parts


def test_the_score_shows_gates_and_bars() -> None:
    text = "\n".join(row.plain for row in score_rows(Verdict(CARD, "kept here")))
    for part in ("61.5 of 100", "major challenges", "gate G-2", "9 of 12", "████████████░░░░", "kept here"):
        assert part in text


def test_points_and_totals_stand_whole_at_sixty_columns() -> None:
    """Given the widest points, when a debrief has 56 cells, then each domain's line and the comparison fit them."""
    far = {"id": "C", "title": "Communicate on a clock", "points": 16.33, "of": 28}
    verdict = Verdict({**CARD, "domains": [far]})
    lines = [*score_rows(verdict), *compare_rows(verdict, Comparison(reference=verdict.card, before=verdict.card))]
    of_domain = [row for row in lines if row.plain.startswith("C  Communicate on a clock ")]
    assert [len(row.plain.rstrip()) <= 56 for row in of_domain] == [True, True]
    assert "16.33 of 28  █" in of_domain[0].plain


def test_a_first_hour_of_which_nothing_was_due_is_not_scored() -> None:
    nothing = {"id": "first-hour", "title": "First hour", "percent": None}
    rows = score_rows(Verdict({**CARD, "first_hour": nothing}))
    assert "The first hour alone: not scored" in [row.plain for row in rows]


def test_the_first_hour_is_the_figure_of_the_report() -> None:
    most = {"id": "first-hour", "title": "First hour", "percent": 87.94}
    assert "The first hour alone: 87.9 %" in [row.plain for row in score_rows(Verdict({**CARD, "first_hour": most}))]


def test_the_score_says_why_it_is_no_pass_and_scores_no_excused_domain() -> None:
    excused = {"id": "F", "title": "Close cleanly", "points": 0, "of": 0}
    lacking = {**CARD, "shortfalls": ["54.3 % in domain C, and a pass needs 60 %"], "domains": [excused]}
    text = "\n".join(row.plain for row in score_rows(Verdict(lacking)))
    assert "No pass  54.3 % in domain C, and a pass needs 60 %" in text
    assert "of 0" not in text
    assert any("F  Close cleanly" in line and "not scored" in line for line in text.splitlines())
    compared = [row.plain for row in compare_rows(Verdict(lacking), Comparison(reference=lacking))]
    assert any(line.split() == ["F", "Close", "cleanly", "–", "–"] for line in compared)


def test_lost_points_come_with_the_most_lost_first_and_leave_out_the_unscored() -> None:
    verdict = Verdict(CARD)
    assert [row.id for row in criterion_rows(verdict, lost_only=True)] == ["criterion:A1"]
    assert [row.plain[0] for row in criterion_rows(verdict, lost_only=False)] == ["△", "✓", "–"]
    assert "Declare early." in criterion_text(verdict, "A1")
    assert evidence_of(verdict, "A1") == (1, 2)


def test_the_lobby_says_nothing_that_the_catalogue_would_not(content: Content, tmp_path: Path) -> None:
    scenario = content.scenario.model
    left = Waiting(tmp_path / "db-failover-3.jsonl", scenario.id, "exam", 1_773_151_200, 1_380, focus=False)
    titles = {scenario.id: scenario.title}
    rows = hall_rows(Hall((offer_of(scenario, Totals((82, 71), ())),), (unfinished_of(left, titles),)))
    text = "\n".join(row.plain for row in rows)
    assert scenario.title in text
    assert "exam, 23 min in, left 10 Mar 14:00 UTC" in text
    assert "best 82, last 71" in text
    truth = next(iter(scenario.variants.values())).truth
    assert truth.cause not in text


def test_a_resumed_drill_has_the_same_screen(table: Table, content: Content) -> None:
    from tui.desk import Desk

    table.run_to(900)
    table.declare()
    drill = table.drill
    again, unwritten = catch_up(Journal(drill.header, tuple(table.stored), "", False), content.kit)
    assert unwritten == ()
    desk, before = Desk(table.session), Desk(table.session).view()
    desk.session.drill = again
    assert desk.view() == before


class ListApp(App[None]):
    """One list."""

    def __init__(self, *, follow: bool = False) -> None:
        super().__init__()
        self.lines = Lines("List", empty="nothing yet", follow=follow)

    def compose(self) -> ComposeResult:
        yield self.lines


def rows(count: int) -> tuple[Row, ...]:
    return tuple(Row(f"row:{n}", ((f"{n:>5} ", Tone.DIM),), "some words", tail="end") for n in range(count))


async def test_what_stands_below_the_last_row_that_opens_can_be_read_by_key() -> None:
    app = ListApp()
    async with app.run_test(size=(40, 10)) as pilot:
        app.lines.focus()
        app.lines.show((Row("row:1", (), "opens"), *(Row("", (), f"line {n}") for n in range(30))))
        await pilot.pause()
        for keys, least in (("down",), 1), (("down", "down"), 3), (("pagedown",), 6), (("end",), 23):
            await pilot.press(*keys)
            await pilot.pause()
            assert app.lines.scroll_offset.y >= least, keys
        assert app.lines.scroll_offset.y == app.lines.max_scroll_y
        await pilot.press("home")
        await pilot.pause()
        assert app.lines.scroll_offset.y == 0


async def test_a_list_begins_at_its_top_and_is_read_down_to_its_first_row_that_opens() -> None:
    """Given a total above, when the first row that opens lies below what is seen, then one reads on and misses none."""
    app = ListApp()
    async with app.run_test(size=(40, 10)) as pilot:
        app.lines.focus()
        app.lines.show((*(Row("", (), f"line {n}") for n in range(12)), *rows(3)))
        await pilot.pause()
        assert app.lines.scroll_offset.y == 0
        for line in range(1, 6):
            await pilot.press("down")
            await pilot.pause()
            assert (app.lines.scroll_offset.y, app.lines.cursor) == (line, 12)
        await pilot.press("down")
        assert app.lines.cursor == 13


async def test_the_first_and_the_last_row_come_with_what_stands_beyond_them() -> None:
    """Given a heading above the first row and notes below the last, when Home or End is pressed, then they are seen."""
    app = ListApp()
    async with app.run_test(size=(40, 10)) as pilot:
        app.lines.focus()
        app.lines.show((heading("new here?"), *rows(20), *(Row("", (), f"note {n}") for n in range(4))))
        await pilot.pause()
        for key, edge in (("end", app.lines.max_scroll_y), ("home", 0)):
            await pilot.press(key)
            await pilot.pause()
            assert app.lines.scroll_offset.y == edge, key
            assert app.lines.chosen is not None


async def test_ten_thousand_rows_are_walked_and_grown() -> None:
    app = ListApp(follow=True)
    async with app.run_test(size=(80, 24)) as pilot:
        app.lines.focus()
        app.lines.show(rows(10_000))
        await pilot.pause()
        await pilot.press("home", "down", "pagedown", "up")
        assert app.lines.cursor == 11
        await pilot.press("end")
        app.lines.show(rows(10_001))
        await pilot.pause()
        assert app.lines.cursor == 10_000
        assert app.lines.scroll_offset.y == app.lines.max_scroll_y


class CountedLines(Lines):
    """A list that counts what it draws and lays out."""

    def __init__(self) -> None:
        super().__init__("List")
        self.drawn: set[int] = set()
        self.laid = 0

    def render_line(self, y: int) -> Strip:
        self.drawn.add(y)
        return super().render_line(y)

    def _draw(self, row: Row, width: int) -> list[Strip]:
        self.laid += 1
        return super()._draw(row, width)


@asynccontextmanager
async def listed(shown: tuple[Row, ...], height: int) -> AsyncIterator[tuple[CountedLines, Pilot[None]]]:
    """A list that counts, with the focus, so many lines high."""
    app = ListApp()
    app.lines = lines = CountedLines()
    async with app.run_test(size=(80, height)) as pilot:
        lines.focus()
        lines.show(shown)
        await pilot.pause()
        yield lines, pilot


async def test_a_cursor_that_moves_draws_two_rows_and_a_theme_all() -> None:
    """Where nothing scrolls, the row that was left and the one that was reached; colours change every row."""
    async with listed(rows(30), 40) as (lines, pilot):
        app = pilot.app
        lines.drawn, lines.laid = set(), 0
        await pilot.press("down")
        await pilot.pause()
        assert lines.drawn == {0, 1}
        app.screen.set_focus(None)
        await pilot.pause()
        assert lines.laid == 0
        app.theme = "textual-light"
        await pilot.pause()
        assert lines.laid >= 30


async def test_the_cursor_stays_with_its_row_and_passes_over_headings() -> None:
    app = ListApp()
    async with app.run_test(size=(80, 24)) as pilot:
        app.lines.focus()
        app.lines.show((heading("first"), *rows(3), heading("second"), Row("x", (), "last")))
        await pilot.pause()
        await pilot.press("down", "down", "down", "down")
        assert app.lines.chosen is not None
        assert app.lines.chosen.id == "x"
        app.lines.show((*rows(3), Row("new", (), "new"), Row("x", (), "last")))
        assert app.lines.chosen.id == "x"
        app.lines.show(())
        assert app.lines.chosen is None
        await pilot.press("down", "enter", "pageup")


@given(
    text=st.text(alphabet="ab äの -", max_size=200),
    head=st.text(alphabet="ab ", max_size=30),
    tail=st.text(alphabet="abの", max_size=8),
    width=st.integers(1, 90),
    lines=st.integers(1, 5),
)
def test_a_list_knows_how_high_a_row_is_before_it_is_drawn(
    text: str, head: str, tail: str, width: int, lines: int
) -> None:
    """The height that a list counts with is the number of lines that it draws."""
    laid = lay(Row("x", ((head, Tone.DIM),), text, tail=tail, lines=lines), width)
    assert laid.height() == len(laid.lines())


def test_words_never_run_into_the_column_at_the_right() -> None:
    """Given words that fill their line, when a time stands at its end, then two blanks are between."""
    laid = lay(Row("x", (), "ab " * 60, tail="15 min left"), 80)
    assert len(laid.lines()[0]) + len("  15 min left") <= 80


def test_words_go_on_under_the_second_column_so_that_each_row_begins_at_its_key() -> None:
    """Given a head that takes most of a narrow line, when its words wrap, then the keys stand alone at the left."""
    head = (("  k      ", Tone.STRONG), ("Acknowledge the page           ", Tone.PLAIN))
    assert lay(Row("k", head, "Tell the pager that you have it."), 55).indent == len("  k      ")
    assert lay(Row("k", head, "Tell the pager that you have it."), 76).indent == 40


async def test_rows_far_away_are_not_drawn() -> None:
    """Ten thousand rows cost as much drawing as fit on the screen; each stands where it was counted."""
    async with listed(rows(10_000), 24) as (lines, pilot):
        assert lines.laid <= 24
        await pilot.press("end")
        await pilot.pause()
        assert lines.laid <= 48


async def test_the_scrollbar_stands_where_the_list_stands() -> None:
    """Also before it was ever shown: a list that follows its newest row begins at its end."""
    app = ListApp()
    app.lines = lines = Lines("List", follow=True)
    async with app.run_test(size=(80, 24)) as pilot:
        lines.show(rows(100))
        await pilot.pause()
        assert lines.scroll_offset.y == lines.max_scroll_y > 0
        assert lines.vertical_scrollbar.position == lines.max_scroll_y


@pytest.mark.parametrize("theme", ["textual-dark", "textual-light"])
async def test_every_tone_can_be_read_in_both_themes(theme: str) -> None:
    """Words stand out from their ground by 4.5 to 1 (WCAG 2.2, 1.4.3); dim ones stand out less than plain ones."""

    def stands_out(style: Style) -> float:
        assert style.color is not None
        assert style.bgcolor is not None
        return contrast(Color.from_rich_color(style.color), Color.from_rich_color(style.bgcolor))

    app = ListApp()
    app.theme = theme
    async with app.run_test(size=(80, 24)):
        found = {tone: stands_out(app.lines._style(tone)) for tone in Tone}
        assert min(found.values()) >= CONTRAST, found
        assert found[Tone.DIM] < found[Tone.PLAIN]


def test_words_of_several_lines_stay_within_their_pane() -> None:
    """A row's line breaks, which forms for long texts allow, are blanks where the row is drawn."""
    rows = (
        Row("said:1", (("» ", Tone.ACCENT),), "Is this on?\nWhat is SEV-1\there?\x1b[2J", lines=4),
        Row("b", (), "B"),
    )
    layout = Layout()
    layout.set(rows, 20)
    drawn = [line for row in rows for line in lay(row, 20).lines()]
    assert layout.height == len(drawn)
    assert all(line.isprintable() or "\ufffd" in line for line in drawn)
    assert " ".join(drawn[:-1]).startswith("Is this on? What is SEV-1 here?")
