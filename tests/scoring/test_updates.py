"""C: communicating on a clock."""

from __future__ import annotations

from dataclasses import replace

import pytest
from msgspec import structs

from scoring.claims import Fault, false_claims
from scoring.criteria import c8
from simulator import events as e
from simulator.reading import Claim
from simulator.reading.result import Finding
from simulator.vocabulary import Channel, Severity
from tests.scoring.builders import SIGNAL_S, Story, brief, claim, declared, minutes, reading, silence, story, update

WINDOW_END_S = 3_600 + minutes(30)
"""Restored at one hour plus half an hour of watching."""
TEXTS = ("We reverse a change.", "The cache grows again.", "Half of the logins work.", "We ruled out the network.")


def posts(*moments: int, **changes: object) -> Story:
    """Good updates in different words, each with a timed next update."""
    told = story()
    for index, at_s in enumerate(moments):
        told = told.you(at_s, update(TEXTS[index % 4], read=reading(next_update_s=at_s + 3_600, **changes)))  # type: ignore[arg-type]
    return told


@pytest.mark.parametrize(("after_s", "value"), [(3_600, 1_000), (5_400, 500), (7_200, 0)])
def test_the_first_update_of_a_sev1_is_due_in_an_hour(after_s: int, value: int) -> None:
    assert posts(SIGNAL_S + after_s).value("C1") == value


def test_under_declaring_does_not_soften_the_first_update() -> None:
    assert posts(SIGNAL_S + 7_200).you(600, declared(Severity.SEV2)).value("C1") == 0


def test_a_security_incident_has_two_hours() -> None:
    told = story("breach").you(SIGNAL_S + 7_200, update(read=reading()))
    assert told.value("C1") == 1_000


def test_words_without_content_are_no_first_update() -> None:
    assert story().you(SIGNAL_S + 60, update("Hello.", read=silence())).value("C1") == 0


@pytest.mark.parametrize("channel", [Channel.HOLDING_LINE, Channel.WAR_ROOM])
def test_internal_lines_are_no_external_update(channel: Channel) -> None:
    assert story().you(SIGNAL_S + 60, update(channel=channel)).value("C1") == 0


@pytest.mark.parametrize(
    ("moments", "value"),
    [
        ((SIGNAL_S, SIGNAL_S + 3_600), 1_000),  # the last half hour is within the cadence
        ((SIGNAL_S + 3_600,), 1_000),  # exactly on the hour
        ((SIGNAL_S,), 225),  # 27 of 87 minutes overdue
        ((SIGNAL_S + 5_220,), 225),
    ],
)
def test_silence_beyond_the_cadence_counts_in_minutes(moments: tuple[int, ...], value: int) -> None:
    assert posts(*moments).value("C2") == value


def test_a_burst_does_not_buy_later_silence() -> None:
    burst = posts(*range(SIGNAL_S, SIGNAL_S + 600, 60))
    single = posts(SIGNAL_S + 540)
    assert burst.value("C2") == single.value("C2")


def test_the_window_ends_with_the_monitoring_window() -> None:
    told = posts(SIGNAL_S, SIGNAL_S + 3_000).you(minutes(300), declared())
    assert told.value("C2") == 1_000


def test_never_restored_is_judged_to_the_horizon() -> None:
    told = story(restored_s=None).you(SIGNAL_S, update(TEXTS[0])).you(SIGNAL_S + 3_000, update(TEXTS[1]))
    assert told.value("C2") == 0


def test_a_mail_to_one_account_leaves_the_others_in_silence() -> None:
    north = {"channel": Channel.CUSTOMER_MAIL, "accounts": ("north",)}
    told = story().you(SIGNAL_S, update(TEXTS[0])).you(SIGNAL_S + 3_000, update(TEXTS[1], **north))  # type: ignore[arg-type]
    assert 225 < (told.value("C2") or 0) < 1_000


def test_repeating_the_same_words_breaks_no_silence() -> None:
    same = "We are aware of failing logins and work on it. Next update by {} UTC."
    told = story().you(SIGNAL_S, update(same.format("13:03"))).you(SIGNAL_S + 3_000, update(same.format("14:03")))
    assert told.value("C2") == story().you(SIGNAL_S, update(same)).value("C2")


def test_a_second_sign_of_life_in_other_words_breaks_no_silence() -> None:
    alive = reading(features={"states_action": True}, impact_level=0, action_level=1)
    once = story().you(SIGNAL_S, update("We are on it.", read=alive))
    again = once.you(SIGNAL_S + 3_000, update("The team is hard at work.", read=alive))
    assert again.value("C2") == once.value("C2") == 225
    told = once.you(SIGNAL_S + 3_000, update("We found what fills the disk.", read=alive))
    assert (told.value("C2") or 0) > 225


@pytest.mark.parametrize(
    ("ahead_s", "value"), [(3_600, 1_000), (3_900, 1_000), (3_901, 0), (0, 0), (-60, 0), (250_000_000_000, 0)]
)
def test_a_next_update_counts_only_within_the_cadence(ahead_s: int, value: int) -> None:
    told = story().you(600, update(read=reading(next_update_s=600 + ahead_s)))
    assert told.value("C3") == value


@pytest.mark.parametrize(("timed", "value"), [(4, 1_000), (3, 500), (2, 0)])
def test_half_of_the_posts_with_a_time_is_nothing(timed: int, value: int) -> None:
    told = story()
    for index, text in enumerate(TEXTS):
        at_s = 600 + index * 600
        told = told.you(at_s, update(text, read=reading(next_update_s=at_s + 1_800 if index < timed else None)))
    assert told.value("C3") == value


def test_the_last_post_needs_no_next_update() -> None:
    told = posts(600).you(5_000, update("Resolved.", final=True))
    assert told.value("C3") == 1_000


def promised(*, kept_s: int | None, due_s: int = 4_200, broken: bool = False, empty: bool = False) -> Story:
    """A promise at 600 s for `due_s`, and the post that kept it."""
    told = story().you(600, update(TEXTS[0]))
    first = next(seen.n for seen in told.record().lines if isinstance(seen.event, e.UpdatePosted))
    made = e.PromiseMade(promise="p1", what="update", channel="status_page", account="*", due_s=due_s, said_in=first)
    told = told.world(600, made, cause=first)
    if kept_s is not None:
        told = told.you(kept_s, update(TEXTS[1], read=silence() if empty else reading()))
        keeper = max(seen.n for seen in told.record().lines if isinstance(seen.event, e.UpdatePosted))
        told = told.world(kept_s, e.PromiseKept(promise="p1"), cause=keeper)
    return (
        told.world(due_s + 301, e.PromiseBroken(promise="p1"))
        if broken
        else told.world(20_000, e.DrillEnded(reason="x"))
    )


def test_promises_are_kept_within_five_minutes_of_grace() -> None:
    assert promised(kept_s=4_500).value("C4") == 1_000
    assert promised(kept_s=4_501).value("C4") == 0


def test_a_broken_promise_and_one_that_nobody_settled_are_lost() -> None:
    assert promised(kept_s=None, broken=True).value("C4") == 0
    assert promised(kept_s=None).value("C4") == 0


def test_no_timed_promise_earns_nothing() -> None:
    assert posts(600).value("C4") == 0


def test_a_promise_for_the_year_9999_falls_due_at_the_cadence() -> None:
    far_s = 10**9
    assert promised(kept_s=minutes(76), due_s=far_s).value("C4") == 0
    assert promised(kept_s=minutes(60), due_s=far_s).value("C4") == 1_000


def test_an_empty_post_keeps_no_promise() -> None:
    assert promised(kept_s=4_000, empty=True).value("C4") == 0


@pytest.mark.parametrize(("anchors", "value"), [((3, 2), 1_000), ((2, 2), 666), ((1, 1), 0), ((3, 0), 333)])
def test_content_is_the_mean_anchor(anchors: tuple[int, int], value: int) -> None:
    told = story().you(600, update(TEXTS[0], read=reading(anchor=anchors[0])))
    assert told.you(1_200, update(TEXTS[1], read=reading(anchor=anchors[1]))).value("C5") == value


@pytest.mark.parametrize("criterion", ["C1", "C2", "C3", "C4", "C5", "C6", "C7", "C8"])
def test_no_update_earns_nothing_anywhere(criterion: str) -> None:
    assert story().value(criterion) == 0


def finding(feature: str, quote: str = "soon", rule: str = "rule", start: int = 0) -> Finding:
    return Finding(feature=feature, rule=rule, start=start, end=start + 1, quote=quote, advice="Name a time.")


@pytest.mark.parametrize(
    ("features", "value"), [((), 1_000), (("vague",), 750), (("over_promise",), 500), (("vague", "spin", "blame"), 0)]
)
def test_bad_words_are_a_rate_per_post(features: tuple[str, ...], value: int) -> None:
    told = posts(600, 1_200, 1_800)
    bad = reading(findings=tuple(finding(feature, start=place) for place, feature in enumerate(features)))
    assert told.you(2_400, update(TEXTS[3], read=bad)).value("C6") == value


def test_words_that_two_rules_strike_count_once_by_the_heavier() -> None:
    """`Only a few users` makes it small and gives no number: it is one wording."""
    struck = reading(findings=(finding("vague", "a few users"), finding("blame", "Only a few"), finding("spin")))
    judged = posts(600, 1_200, 1_800).you(2_400, update(TEXTS[3], read=struck)).judge("C6")
    assert (judged.value_permille, [quote.quote for quote in judged.quotes]) == (500, ["Only a few"])


def test_a_checked_statement_on_data_is_no_over_promise() -> None:
    bold = reading(findings=(finding("over_promise", "No data was lost"),))
    before = story().you(1_200, update(read=bold))
    learned = e.FactLearned(fact="intact", key="data_loss", value="none", text="Nothing lost.")
    assert before.value("C6") == 0
    assert before.world(900, learned).value("C6") == 1_000


def claiming(*claims: Claim, at_s: int = 1_200) -> Story:
    """Four posts, of which one makes claims, in a room that has checked its data."""
    checked = e.FactLearned(fact="intact", key="data_loss", value="none", text="Nothing lost.")
    return posts(600, 1_800, 2_400).world(900, checked).you(at_s, update(TEXTS[3], read=reading(claims=claims)))


@pytest.mark.parametrize(
    ("key", "wrong", "right"),
    [
        ("scope_pct", "2", "20"),
        ("regions", "eu", "all"),
        ("data_loss", "yes", "none"),
        ("restored", "yes", "no"),
        ("start", "1773151200", "1773144060"),
        ("security", "breach", "none"),
        ("cause", "a network failure", "a cache setting"),
    ],
)
def test_a_claim_against_the_truth_is_a_mismatch(key: str, wrong: str, right: str) -> None:
    assert claiming(claim(key, right)).value("C7") == 1_000
    assert claiming(claim(key, wrong)).value("C7") == 500
    assert claiming(claim(key, wrong, hedged=True)).value("C7") == 1_000


def test_a_well_written_post_with_a_false_claim_is_worth_nothing_on_its_anchors() -> None:
    """Full slots do not pay for an invented story."""
    true, false = (claiming(claim("regions", value)).value("C5") or 0 for value in ("all", "eu"))
    assert true == claiming().value("C5")
    assert false < true


def test_a_team_that_speaks_without_a_fresh_line_counts() -> None:
    lie = e.TeamSpoke(
        team="sales", person="ae", account="north", text="Ten minutes.", key="eta", value="1", contradicts=True
    )
    told = posts(600, 1_200, 1_800, 2_400).world(2_500, lie)
    assert told.value("C7") == 500
    line = update("Say this.", channel=Channel.HOLDING_LINE)
    assert told.you(2_500 - 1_800, line).value("C7") == 1_000
    assert told.you(2_500 - 1_801, line).value("C7") == 500


def test_two_channels_that_disagree_count() -> None:
    page = update(TEXTS[0], read=reading(claims=(claim("eta", "1773150000"),)))
    line = update(TEXTS[1], channel=Channel.HOLDING_LINE, read=reading(claims=(claim("eta", "1773160000"),)))
    told = posts(600, 1_200, 1_800).you(2_400, page)
    assert told.you(2_700, line).value("C7") == 500
    assert told.you(2_400 + 1_801, line).value("C7") == 1_000


@pytest.mark.parametrize(("after_s", "value"), [(3_600, 1_000), (5_400, 750), (7_200, 500)])
def test_the_first_brief_is_due_in_an_hour(after_s: int, value: int) -> None:
    assert story().you(SIGNAL_S + after_s, brief()).value("C8") == value


def test_a_brief_asks_for_decisions_on_one_page() -> None:
    assert story().you(600, brief(decisions=False, confidence=False)).value("C8") == 750
    assert story().you(600, brief(word_count=351)).value("C8") == 750


def test_the_same_brief_again_refreshes_nothing() -> None:
    """Word for word, with its figures and times: a new time alone is news."""

    def value(second: str) -> int:
        told = story(restored_s=minutes(500)).you(minutes(30), brief())
        told = told.you(minutes(260), structs.replace(brief(), text=second))
        context = told.context("C8")
        par = context.variant.par.model_copy(update={"restored": minutes(500)})
        long = replace(context, variant=context.variant.model_copy(update={"par": par}))
        return c8.judge(told.record(), long).value_permille or 0

    assert value("Brief.  ") < value("Brief. Next at 20:00 UTC.") == 1_000


def test_the_advice_on_briefs_is_about_what_was_lost() -> None:
    late = story().you(SIGNAL_S + 4_000, brief()).judge("C8")
    assert late.advice.startswith("By 13:03 UTC: ")
    thin = story().you(600, brief(decisions=False)).judge("C8")
    assert thin.advice.startswith("At 12:10 UTC: ")


def test_a_call_has_notes_of_what_was_said() -> None:
    def value(notes: str) -> int | None:
        due = e.CallScheduled(call="daily", account="north", at_s=3_600, purpose="daily")
        told = story().you(600, brief()).world(700, due).you(3_600, e.CallHeld(call="daily", notes=notes))
        context = told.context("C8")
        par = context.variant.par.model_copy(update={"strategic_calls": 1})
        owed = replace(context, variant=context.variant.model_copy(update={"par": par}))
        return c8.judge(told.record(), owed).value_permille

    assert value("Errors are down; next call at ten tomorrow.") == 1_000
    assert value("She is calm and waits for four o'clock; her shops sell on paper.") == 1_000
    assert value("x") == value("We talked about the weather, football and the holidays") == 666


def test_losses_come_with_the_words_that_would_have_earned_them() -> None:
    judgement = story().you(600, update("We'll update soon.", read=reading(next_update_s=None))).judge("C3")
    assert "Next update by 13:10 UTC" in judgement.advice
    assert judgement.quotes[0].quote == "We'll update soon."
    assert judgement.evidence


def test_real_news_after_an_empty_post_still_keeps_the_promise() -> None:
    """Given an empty post that the ledger takes for news, when real news follows in time, then the promise is kept."""
    empty = promised(kept_s=1_000, empty=True)
    assert empty.value("C4") == 0
    assert empty.you(4_500, update(TEXTS[2])).value("C4") == 1_000
    assert empty.you(4_501, update(TEXTS[2])).value("C4") == 0
    to_another = update(TEXTS[2], channel=Channel.CUSTOMER_MAIL, accounts=("south",))
    assert empty.you(4_200, to_another).value("C4") == 0


def test_an_empty_post_breaks_no_promise_that_is_not_due_by_the_end() -> None:
    """Given a promise for later than the drill's end, when only an empty post came, it is neither kept nor broken."""
    told = promised(kept_s=1_000, due_s=4_000, empty=True)
    ended = [fact for fact in told.facts if not isinstance(fact[2], e.DrillEnded)]
    early = Story(facts=tuple(ended)).world(2_000, e.DrillEnded(reason="finished"))
    assert early.judge("C4").actual == "no promise had fallen due by the end"
    assert early.value("C4") is None


def test_nobody_affected_is_deception_towards_executives_too() -> None:
    """Given a room that knows of 20 %, when the brief says that no customer is affected, then the gate opens."""
    learned = e.FactLearned(fact="breadth", key="scope_pct", value="20", text="20 % fail.")
    told = posts(600).world(700, learned).you(900, brief(claims=(claim("scope_pct", "0"),)))
    (false,) = false_claims(told.record(), told.context("C7"))
    assert false.fault is Fault.DECEPTION
    assert false.truth == "20 % of users cannot log in"
    assert false.better == "Say what was known: 20 % fail."


def test_silence_after_an_early_end_is_said_to_be_nobodys_play() -> None:
    """Given service that is never restored, when the drill is ended early, then the rest counts and is called so."""
    left = story(restored_s=None).you(SIGNAL_S, update(TEXTS[0])).world(4_000, e.DrillEnded(reason="finished"))
    assert "The drill ended at 13:06 UTC, before the watch was over" in left.judge("C2").explanation
    assert "though nobody played" not in posts(SIGNAL_S).world(9_000, e.DrillEnded(reason="x")).judge("C2").explanation


def personal(posted_s: int, *, due_s: int = 4_200, answered: bool = False) -> Story:
    """News promised to one account at 600 s, which the ledger leaves open; then a post, and perhaps a mail to them."""
    told = story().you(600, update(TEXTS[0], channel=Channel.CUSTOMER_MAIL, accounts=("north",)))
    first = next(seen.n for seen in told.record().lines if isinstance(seen.event, e.UpdatePosted))
    made = e.PromiseMade(promise="p1", what="update", channel="reply", account="north", due_s=due_s, said_in=first)
    told = told.world(600, made, cause=first).you(posted_s, update(TEXTS[1]))
    if answered:
        told = told.you(posted_s, update(TEXTS[2], channel=Channel.CUSTOMER_MAIL, accounts=("north",)))
    return told.world(20_000, e.DrillEnded(reason="x"))


def test_a_word_given_to_one_customer_is_not_kept_by_a_post_that_comes_at_once() -> None:
    """Given news promised to one account, when the status page tells everybody, then it counts from half way on."""
    assert personal(620).judge("C4").actual == "0 of 1 kept"
    assert personal(2_399).value("C4") == 0
    assert personal(2_400).value("C4") == 1_000
    assert personal(620, answered=True).value("C4") == 1_000


def test_half_way_to_a_promise_beyond_the_cadence_is_half_of_the_cadence() -> None:
    """Given news promised to one account for far ahead, when it falls due at the cadence, then so does its half."""
    assert personal(2_400, due_s=40_000).value("C4") == 1_000
    assert personal(2_399, due_s=40_000).value("C4") == 0


def test_who_only_ended_too_early_is_told_to_stay_and_not_to_post() -> None:
    """Given news in time until an early end, then row and advice name the end; given a late one, they do not."""
    told = story(restored_s=None).you(SIGNAL_S, update(TEXTS[0]))
    early = told.world(SIGNAL_S + 600, e.DrillEnded(reason="finished")).judge("C2")
    assert "5 h 57 min (5 h 47 min of it after the drill's end) in time; longest silence" in early.actual
    assert early.practise == early.advice
    assert early.advice.startswith("No silence was too long while you played: play on to the scenario's end, ")
    late = told.world(SIGNAL_S + 20_000, e.DrillEnded(reason="finished")).judge("C2")
    assert (late.practise, late.advice[:8]) == ("", "Post by ")


@pytest.mark.parametrize(
    "words",
    [
        "Many logins fail (we are still measuring how many).",
        "Many logins fail; how many is not known yet.",
        "Many logins fail. We do not know yet how many.",
    ],
)
def test_an_honest_not_known_yet_loses_nothing_until_it_is_known(words: str) -> None:
    """Given a share that nobody knows, when a post says so, then it is full until the room has learned the share."""
    vague = Finding(feature="vague", rule="no_number", start=0, end=11, quote="Many logins", advice="Say how many.")
    whole = reading(next_update_s=4_000)
    read = structs.replace(whole, anchor=1, violations=1, findings=(vague,))
    told = story().you(1_200, update(words, read=read))
    assert (told.value("C5"), told.value("C6")) == (1_000, 1_000)
    learned = told.world(900, e.FactLearned(fact="breadth", key="scope_pct", value="20", text="20 % fail."))
    assert (learned.value("C5"), learned.value("C6")) == (0, 0)
    silent = story().you(1_200, update("Many logins fail.", read=read))
    assert (silent.value("C5"), silent.value("C6")) == (0, 0)
