"""Short drills: one thing of an incident, judged on that one thing alone."""

from __future__ import annotations

from msgspec import structs

from scoring import judge
from simulator import commands as c
from simulator.vocabulary import Channel
from tests.tui.keyboard import WIDE, Begin
from tests.tui.table import SIGNAL_S, Table
from tui.ending import before_the_end
from tui.focus import FOCI, narrowed
from tui.library import Content
from tui.narrate import narrate
from tui.screens.briefing import sheet_of
from tui.verdict import Verdict, criterion_rows, score_rows

NEWS = "We know that 18 % of sessions cannot save orders. Next update by 14:40 UTC."


def _told_once(table: Table, content: Content) -> Verdict:
    """The judge's answer to "One update" of somebody who sends one and does nothing else."""
    table.session.do(c.BeginFocus(focus="update"))
    table.run_to(SIGNAL_S + 1)
    table.declare()
    table.session.do(c.PostUpdate(channel=Channel.STATUS_PAGE, text=NEWS))
    table.session.tick()
    card = judge(table.drill.journal(), content.scenario.model, content.runbook.model).to_json()
    assert card["shortfalls"]
    return Verdict(narrowed(card, FOCI["update"]))


def test_a_short_drill_is_held_against_nothing_that_a_pass_of_a_whole_one_needs(table: Table, content: Content) -> None:
    text = "\n".join(row.plain for row in score_rows(_told_once(table, content)))
    assert "No pass" not in text
    assert "gate" not in text
    assert "One update" in text
    assert "stands in no record. What led up to it was simulated." in text


def test_the_domains_of_a_short_drill_are_the_sums_of_its_criteria(table: Table, content: Content) -> None:
    verdict = _told_once(table, content)
    each = verdict.card["criteria"]
    (domain,) = verdict.card["domains"]
    assert domain["of"] == sum(one["of"] for one in each) == sum(one["weight"] for one in each)
    assert domain["points"] == round(sum(one["points"] for one in each), 2)
    shown = [row.plain for row in criterion_rows(verdict, lost_only=False)]
    assert all(f"of {one['weight']}" in line for one, line in zip(each, shown, strict=True))


def test_the_briefing_of_a_short_drill_tells_the_past_as_past(table: Table) -> None:
    """Given somebody who takes over 41 minutes in, then "Nothing has rung yet" is of the beginning."""
    assert "as it was" not in sheet_of(table.session)[0]
    table.run_to(41 * 60)
    table.session.do(c.BeginFocus(focus="update"))
    text, start = sheet_of(table.session)
    assert "41 min into the incident, and a simulated player has led it so far." in text
    assert text.index("The briefing, as it was at 14:00 UTC:") < text.index("Nothing has rung yet")
    assert start == "start the clock"


def test_whoever_comes_back_to_a_short_drill_reads_who_led_it_until_when(table: Table) -> None:
    table.run_to(41 * 60)
    table.session.do(c.BeginFocus(focus="update"))
    table.run_to(43 * 60)
    text, start = sheet_of(table.session)
    assert "43 min into the incident, and a simulated player has led it until 14:41." in text
    assert start == "go on"


async def test_the_end_of_a_short_drill_speaks_of_its_one_thing_alone(play: Begin, table: Table) -> None:
    """Given one thing of a drill, when one ends it, then no step of a whole one is open, and nothing is weighed."""
    table.session.do(c.BeginFocus(focus="update"))
    assert "it is not closed" not in before_the_end(table.drill)
    async with play(WIDE, table=table) as p:
        await p.press("F")
        assert "judged on its one thing alone" in " ".join(p.screen_text().replace("│", " ").split())
        await p.press("y")
        await p.look()
        await p.app.workers.wait_for_complete()
        await p.press("8")
        assert "weighed after whole drills" in p.screen_text()
        for tab in "57":
            await p.press(tab)
            assert "After 90 days" not in p.screen_text()
        await p.press("6")
        assert "compared with nothing" in p.screen_text()


def test_only_what_was_prepared_is_said_to_have_been_prepared(table: Table) -> None:
    table.session.do(c.BeginFocus(focus="first15"))
    assert narrate(table.drill.entries[-1]) == "The short drill begins here"
    later = structs.replace(table.drill.entries[-1], at_s=2_460)
    assert narrate(later).endswith("; what came before was prepared by a simulated player")
