"""What stands beside a quote is why these words decided; the lines that decide come first, and none is dropped."""

from __future__ import annotations

from dataclasses import replace

import msgspec
import pytest

from scoring.criteria.c4 import fate
from scoring.duty import Context
from scoring.moments import moments
from scoring.posts import ruled_out
from scoring.reports.clock import Clock
from scoring.reports.series import promises
from scoring.table import MOST_LINES, render
from simulator import events as e
from simulator.reading import UpdateReading
from simulator.reading.result import Finding, TimelineRow
from simulator.scenario.truth import KeyMoment
from tests.scoring.builders import (
    SIGNAL_S,
    START_UTC_S,
    Story,
    claim,
    declared,
    finished,
    handed_in,
    mail,
    minutes,
    postmortem_reading,
    reading,
    silence,
    started,
    story,
    update,
)
from tests.scoring.test_scorecard import card, decent

ALIVE = reading(features={"states_action": True}, impact_level=0, action_level=1)
"""What the reader finds in words that only say that work goes on."""


def rules(told: Story, criterion: str) -> list[str]:
    """What a criterion says beside each of its quotes."""
    return [quote.rule for quote in told.judge(criterion).quotes]


def timed(at_s: int, *, ahead_s: int = 1_800, **changes: object) -> UpdateReading:
    return reading(next_update_s=at_s + ahead_s, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("second", "ahead_s", "rule"),
    [
        ("We know and act.", 1_800, "repeats the post before it on this channel"),
        ("Half of the logins fail.", -60, "the time named had passed"),
        ("Half of the logins fail.", 40_000, "the time named is further away than 1 h"),
        ("Half of the logins fail.", None, "no timed next update"),
    ],
)
def test_a_post_without_a_timed_next_update_says_which_rule_it_broke(
    second: str, ahead_s: int | None, rule: str
) -> None:
    """A post that names a time is never told that it names none."""
    read = reading() if ahead_s is None else timed(1_200, ahead_s=ahead_s)
    told = story().you(600, update("We know and act.", read=timed(600))).you(1_200, update(second, read=read))
    assert rules(told, "C3") == [rule]


def test_a_vague_word_is_quoted_only_where_no_time_is_named() -> None:
    soon = Finding(feature="vague", rule="no_time", start=0, end=4, quote="soon", advice="Name a time.")
    far = timed(600, ahead_s=40_000, findings=(soon,))
    quote = story().you(600, update("We write soon, by 23:00 UTC.", read=far)).judge("C3").quotes[0]
    assert quote.quote == "We write soon, by 23:00 UTC."


def test_a_vague_word_beside_a_time_is_not_said_to_lack_one() -> None:
    soon = Finding(feature="vague", rule="no_time", start=9, end=13, quote="soon", advice="Name a time.", value="1")
    told = (
        story().you(600, update("We write soon.", read=read))
        for read in (timed(600, findings=(soon,)), reading(findings=(soon,)))
    )
    assert [rules(one, "C6") for one in told] == [["vague: adds nothing to the time"], ["vague: no time"]]


@pytest.mark.parametrize(
    ("read", "rule"),
    [
        (timed(600, anchor=1, features={"acknowledges": True, "is_salad": True}), "a heap of words"),
        (timed(600, anchor=1, features={"acknowledges": True}), "missing: impact, action, next update"),
        (timed(600, anchor=1, violations=1), "spoilt by its wording"),
        (timed(600, anchor=2), "no measure or workaround is named"),
        (reading(readable="not_english"), "cannot be read"),
    ],
)
def test_a_weak_first_post_is_never_blamed_for_what_came_before(read: UpdateReading, rule: str) -> None:
    """Nothing was said before it, so it lacks something of its own."""
    assert rules(story().you(600, update(read=read)), "C5")[0].startswith(rule)


def test_a_second_sign_of_life_is_not_called_a_repeat() -> None:
    told = (
        story().you(600, update("We are on it.", read=ALIVE)).you(1_200, update("Our people are at work.", read=ALIVE))
    )
    assert "says again only that work goes on" in rules(told, "C5")


def test_the_wait_beside_late_news_is_no_longer_than_the_longest_silence() -> None:
    """The watch ends after 90 min; what is posted hours later ended no silence of hours."""
    told = story().you(SIGNAL_S, update("One.")).you(minutes(300), update("Another matter entirely."))
    judged = told.judge("C2")
    assert "longest silence 1 h 27 min" in judged.actual
    assert [quote.rule for quote in judged.quotes] == [
        "no news for 1 h 27 min after the last news; the watch was over by then"
    ]


def test_a_false_claim_advises_nothing_that_nobody_could_know() -> None:
    """The cause was not known at that moment, so the advice is to say so, and what came out is told as such."""
    told = story().you(1_200, update(read=reading(claims=(claim("cause", "a network failure"),))))
    for criterion in ("C5", "C7"):
        quote = told.judge(criterion).quotes[0]
        assert quote.rule == "false, not known by then: cause"
        assert quote.advice.startswith("Say what is known, and that the rest is being checked. As it turned out: ")
        assert not quote.advice.endswith("..")


def test_the_fall_that_cost_most_is_told_and_not_the_last_change() -> None:
    def mood(points: float, why: str) -> e.SentimentChanged:
        milli = int(points * 1_000)
        return e.SentimentChanged(account="north", sentiment_milli=milli, trust_permille=500, churn_ppm=1, reason=why)

    told = story().you(600, update()).world(900, mood(73, "a wait")).world(1_200, mood(20, "a broken promise"))
    advice = told.world(1_500, mood(24, "a fair credit")).judge("E4").advice
    assert "lost 51.0 points; the largest fall, 53.0 points at 12:20 UTC, because of: a broken promise." in advice


def test_each_missing_part_of_the_impact_has_an_example_of_its_own() -> None:
    told = story().you(9_000, handed_in(postmortem_reading(impact_business=False)))
    quote = told.judge("G2").quotes[0]
    assert "20 % of users" not in quote.advice
    assert "business measure: what it cost" in quote.advice


def test_a_quote_of_a_document_is_one_piece_of_it() -> None:
    """Two places are two quotes, and a row of a table keeps its bars."""
    text = "Lasted 40 minutes.\n\nHit 18 % of users.\n\n| 12:10 | Something | done |\n"
    found = tuple(
        Finding(feature=feature, rule="r", start=0, end=1, quote=quote, advice="")
        for feature, quote in (("duration_stated", "40 minutes"), ("impact_count", "18 % of users"))
    )
    row = TimelineRow(
        at_utc_s=START_UTC_S + 600, clock="12:10", text="Something done", start=text.index("12:10"), end=0
    )
    read = postmortem_reading(impact_business=False, findings=found, timeline=(row,))
    document = e.PostmortemSubmitted(text=text, reading=read, cause_match_permille=0)
    told = story().you(600, update()).world(700, e.TaskFinished(task="undo", succeeded=True, result="."))
    told = told.you(9_000, document)
    assert [quote.quote for quote in told.judge("G2").quotes] == ["40 minutes", "18 % of users"]
    assert "12:10 | Something | done" in [quote.quote for quote in told.judge("G1").quotes]


def promised(*, empty: bool) -> Story:
    """A promise at 600 s for 1200 s, which the ledger calls kept by the post at 1100 s."""
    spoken = "We act. Next update by 12:20 UTC."
    told = story().you(600, update(spoken, read=timed(600, ahead_s=600)))
    made = e.PromiseMade(promise="p", what="update", channel="status_page", account="*", due_s=1_200, said_in=4)
    told = told.world(600, made, cause=4).you(1_100, update("Well.", read=silence() if empty else reading()))
    return told.world(1_100, e.PromiseKept(promise="p"), cause=6).world(9_000, e.DrillEnded(reason="finished"))


@pytest.mark.parametrize(("empty", "state"), [(True, "broken"), (False, "kept")])
def test_the_table_of_promises_agrees_with_the_criterion_and_says_why(*, empty: bool, state: str) -> None:
    told = promised(empty=empty)
    record, context = told.record(), told.context("C4")
    (row,) = promises(record, context, Clock(START_UTC_S, record.end_s))
    assert row.state == fate(record, context, record.promises[0]).state == state
    assert told.judge("C4").actual == f"{0 if empty else 1} of 1 kept"
    if empty:
        says = "the post of 12:18 UTC says nothing of the incident, no news by 12:25 UTC"
        assert row.why == f"update promised for 12:20 UTC; {says}"
        assert rules(told, "C4") == [row.why]


def with_moment(told: Story) -> Context:
    """The scenario's truth with one key moment: the first update."""
    context = told.context("D2")
    first = KeyMoment(
        title="First public update", event="update_posted", where={"channel": "status_page"}, words=["update"]
    )
    truth = context.truth.model_copy(update={"key_moments": {"first": first}})
    return replace(context, variant=context.variant.model_copy(update={"truth": truth}))


def test_clock_log_and_postmortem_mean_the_same_first_update() -> None:
    """That somebody is at work is no update: neither for the clock nor as a moment to be logged."""
    told = story().you(300, update("Working on it.", read=ALIVE))
    assert told.value("C1") == 0
    assert rules(told, "C1") == ["says only that work goes on"]
    assert told.judge("C1").explanation == "That somebody works on it is no update."
    assert moments(told.record(), with_moment(told))[0].at_s is None
    told = told.you(900, update("Half of the logins fail.", read=reading()))
    assert told.judge("C1").actual == "12 min (first update 12:15 UTC)"
    assert moments(told.record(), with_moment(told))[0].at_s == 900


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("We have ruled out the network and are rolling back a change.", {"network"}),
        ("The disk has been ruled out. We look on.", {"disk"}),
        ("We are ruling out other causes.", set()),
        ("Nothing is known yet.", set()),
    ],
)
def test_what_is_ruled_out_is_read_from_the_sentence(text: str, named: set[str]) -> None:
    assert ruled_out(text) == named


def test_ruling_out_something_else_is_news_and_the_same_again_is_not() -> None:
    """Three posts in the same words: the second rules out another thing, the third an old one."""
    frame = (
        "We are aware that half of all logins fail in every region since noon today. We have ruled out the {} and are "
        "rolling back a change. There is no workaround yet, and we are sorry for the trouble that this means for you."
    )
    told = story()
    for at_s, thing in ((600, "network"), (1_800, "disks"), (3_000, "network")):
        told = told.you(at_s, update(frame.format(thing), read=timed(at_s)))
    assert told.judge("C3").actual == "2 of 3 posts"
    assert rules(told, "C3") == ["repeats the post before it on this channel"]


def test_no_line_that_decided_is_dropped_and_the_table_says_how_many_it_leaves_out() -> None:
    told = story()
    for number in range(20):
        told = told.you(600 + number * 60, update(f"Note {'abcdefghijklmnopqrst'[number] * 9}.", read=silence()))
    assert len(told.judge("C3").evidence) == 20
    assert f"and {20 - MOST_LINES} more]" in " ".join(render(card(told)).split())


def test_evidence_of_recovery_comes_first() -> None:
    """What was attached before recovery proves little, however much of it there is."""
    told = story()
    for at_s in range(600, 3_000, 600):
        told = told.you(at_s, e.EvidenceAttached(title="Still bad", source="errors_pct", note="before"))
    told = told.you(4_000, e.EvidenceAttached(title="Good again", source="errors_pct", note="after"))
    told = told.you(5_400, e.IncidentClosed(note="Errors normal."))
    judged = told.judge("F1")
    first = told.record().by_number[judged.evidence[0]].event
    assert isinstance(first, e.EvidenceAttached)
    assert first.note == "after"


def test_a_confirmation_is_quoted_in_the_customers_words() -> None:
    told = story().world(4_000, mail("buyer", "north", text="It works for all of us."))
    told = told.you(5_000, e.ConfirmationRecorded(account="north", message="m-buyer", genuine=True))
    quotes = told.you(6_000, e.IncidentClosed(note="Resolved with evidence.")).judge("F2").quotes
    assert [(quote.quote, quote.rule) for quote in quotes] == [("It works for all of us.", "North says so")]


def test_a_moment_that_is_not_in_the_log_is_quoted_with_its_own_row() -> None:
    told = story().you(600, declared(scope="Logins fail"))
    (quote,) = told.judge("D2").quotes
    assert (quote.quote, quote.rule) == ("Logins fail", "not in the log: Declared")
    assert "12:10 UTC · Declared" in quote.advice


def test_a_violated_gate_says_what_it_does_even_to_a_total_below_the_cap() -> None:
    assert "violated" not in render(card(decent()))
    printed = render(card(story(restored_s=None)))
    assert "A violated gate leaves band U, whatever the points." in printed
    assert "GATE G-2 (violated)" in printed
    assert "(holds)" not in printed


def test_a_gate_on_words_quotes_each_wording_with_its_lines() -> None:
    told = story()
    for at_s, words in ((600, "is fixed"), (900, "works again"), (1_200, "is fixed")):
        false = msgspec.structs.replace(claim("restored", "yes"), quote=words)
        told = told.you(at_s, update(f"All {words}.", read=reading(claims=(false,))))
    reason = next(gate.reason for gate in card(told).gates if gate.id == "G-1")
    assert reason == "“is fixed” in #4, #6, “works again” in #5: it still failed for customers at that moment"


def test_the_model_answer_names_the_last_deed() -> None:
    """Given tasks of the first hour, when better words are shown, then they hold no "working on it"."""
    bare = story().you(1_200, update(read=reading(anchor=1)))
    assert "Our engineers now ‹what is being done, by name›. Next update by" in bare.judge("C5").advice
    told = story().world(900, started("check")).world(1_000, started("undo"))
    told = told.world(9_000, started("check")).you(1_200, update(read=reading(anchor=1)))
    assert "Our engineers are at work on this step: task of kind contain." in told.judge("C5").advice


def test_a_model_update_was_possible_at_the_time_that_it_is_for() -> None:
    """Given facts, work and an end that came later, when better words are shown, then they hold what was there."""
    fact = e.FactLearned(fact="breadth", key="scope_pct", value="20", text="20 % fail.")
    told = story(restored_s=4_000).world(900, started("check")).world(1_500, finished("check"), fact)
    told = told.world(1_600, started("undo")).world(4_000, finished("undo"))

    def model(at_s: int) -> str:
        return told.you(at_s, update(read=reading(anchor=1))).judge("C5").advice

    assert "known at 12:20 UTC: “We are aware of a problem: ‹what customers feel›, for how many we" in model(1_200)
    assert "at work on this step: task of kind verify. Next update by 13:20 UTC." in model(1_200)
    assert "20 % of users cannot log in" in model(1_560)
    assert "We have finished this step: task of kind verify." in model(1_560)
    assert "at work on this step: task of kind contain." in model(1_700)
    assert "“Since 13:06 UTC it works again, and we watch it. We have finished" in model(4_200)


def test_the_first_update_of_the_model_names_a_next_time_after_its_own() -> None:
    assert "Post by 13:03 UTC: “" in (advice := story().judge("C1").advice)
    assert advice.endswith("Next update by 14:03 UTC.”")


def test_a_missing_slot_comes_with_the_sentence_that_fills_it() -> None:
    short = reading(anchor=1, features={"acknowledges": True, "states_impact": True})
    told = story().world(900, started("undo")).you(1_200, update(read=short))
    [quote] = told.judge("C5").quotes
    assert quote.rule == "missing: action, next update"
    assert (
        quote.advice == "Add: “Our engineers are at work on this step: task of kind contain. Next update by 13:20 UTC.”"
    )
