"""E: protecting the account."""

from __future__ import annotations

import pytest

from scenarios.lexicon import load_reader
from simulator import events as e
from simulator.vocabulary import CreditKind, InterruptKind, Seat
from tests.scoring.builders import (
    SIGNAL_S,
    START_UTC_S,
    Story,
    mail,
    minutes,
    named,
    reading,
    silence,
    story,
    update,
)


@pytest.mark.parametrize(("after_s", "value"), [(900, 1_000), (minutes(37.5), 500), (3_600, 0)])
def test_the_later_of_cs_and_ae_counts(after_s: int, value: int) -> None:
    told = story().you(SIGNAL_S, named(Seat.CS, "csm")).you(SIGNAL_S + after_s, named(Seat.SALES, "ae"))
    assert told.value("E1") == value


def test_one_of_the_two_is_not_enough() -> None:
    assert story().you(SIGNAL_S, named(Seat.CS, "csm")).value("E1") == 0


def credited(account: str = "north", cents: int = 4_000_00, kind: CreditKind = CreditKind.SLA_CREDIT, *,
             approver: str = "cs_manager", approved: bool = True, told: Story | None = None,
             text: str = "You get the credit that was approved.") -> Story:  # fmt: skip
    """A proposal, its approval if any, and the promise to the customer."""
    name = f"credit-{account}-{cents}"
    asked = e.CreditProposed(
        account=account, credit=kind, amount_cents=cents, basis="contract", approver=approver, proposal=name
    )
    whole = (told or story()).you(6_000, asked)
    if approved:
        whole = whole.world(6_600, e.CreditDecided(proposal=name, approved=True, reason="Approved."))
    return whole.you(7_000, e.CreditGranted(proposal=name, text=text, approved=approved))


@pytest.mark.parametrize(("cents", "value"), [(4_000_00, 1_000), (4_000_01, 0), (3_999_99, 0)])
def test_a_contractual_credit_is_exact_to_the_cent(cents: int, value: int) -> None:
    assert credited(cents=cents).value("E2") == value


def test_amounts_are_told_in_dollars() -> None:
    judged = credited(cents=1_500_00).judge("E2")
    assert "$4,000.00 as sla credit" in judged.target
    assert judged.actual.endswith(" $1,500.00")


def test_the_wrong_basis_is_mostly_lost() -> None:
    assert credited(kind=CreditKind.GOODWILL).value("E2") == 300


def test_money_for_those_who_are_due_nothing_is_taken_off() -> None:
    assert credited("south", 100_00, CreditKind.GOODWILL, told=credited()).value("E2") == 0


def test_two_halves_make_a_whole() -> None:
    assert credited(cents=2_500_00, told=credited(cents=1_500_00)).value("E2") == 1_000


@pytest.mark.parametrize(
    ("approver", "approved", "value"),
    [("cs_manager", True, 1_000), ("cs_manager", False, 0), ("vp_cs", True, 500), ("exec_sponsor", True, 500)],
)
def test_the_right_tier_approves_before_the_promise(approver: str, approved: bool, value: int) -> None:
    assert credited(approver=approver, approved=approved).value("E3") == value


def test_a_due_credit_that_nobody_promised_earns_nothing() -> None:
    assert story().value("E2") == 0
    assert story().value("E3") == 0


APPROVED = (
    "It is approved: $4,000.00 on your next invoice.",
    "You get 4000 USD, and need no claim.",
    "Goodwill of 4.000,00 EUR is approved. It is no settlement of anything.",
    "Gold owes 10 % of the monthly fee of $40,000.00 at 99.83 % in April, since 14:01 UTC.",
    "The calculation is done and approved: a credit of $4,000.00. It is not a credit under the schedule.",
    "10 % of your fee of $40,000.00, so $4,000; with the fee of May, $36,000.00 are left to pay.",
    "Your credit is approved, and you need do nothing.",
    "It is $4k, and stands on your next invoice. We cannot grant any more than that.",
    "$2,000.00 for the outage and $2,000.00 for the hours after it.",
    "You get a tenth of your yearly fee of $480,000.00 for one month: USD 4 000, as approved.",
    "A tenth of the month is yours, at a monthly fee of $40,000.00, on your next invoice.",
)
DIFFERS = (
    ("A credit of 100 % of the monthly fee, $40,000.00, is approved.", "100 % of the monthly fee"),
    ("A credit of a whole year of fees, 480,000.00 dollars.", "480,000.00 dollars"),
    ("They approved $4,000.00, and I make it $9,000.", "$9,000"),
    ("We can give you $400.00.", "$400.00"),
    ("Tony, there will be no credit. $4,000.00 stay here.", "there will be no credit"),
    ("Here are $4,000.00. In return you say nothing to the press.", "In return you say nothing to the press."),
    ("$4,000.00 are yours once you have signed the expansion.", "$4,000.00 are yours once you have signed"),
    ("Tony, see above.", "Tony, see above."),
    ("", ""),
)


@pytest.mark.parametrize("text", APPROVED)
def test_an_approved_credit_is_told_in_any_spelling(text: str) -> None:
    told = credited(text=text)
    assert (told.value("E2"), told.value("E3")) == (1_000, 1_000)


@pytest.mark.parametrize(("text", "quote"), DIFFERS)
def test_a_customer_who_is_told_something_else_has_not_been_granted_what_was_approved(text: str, quote: str) -> None:
    judged = credited(text=text).judge("E2")
    assert judged.value_permille == 0
    assert judged.quotes[0].quote.startswith(quote)
    assert "$4,000.00" in judged.quotes[0].advice


def test_words_that_differ_from_what_was_approved_are_charged_once() -> None:
    judged = credited(text="You get $9,000.00.").judge("E3")
    assert (judged.value_permille, judged.quotes) == (1_000, ())
    assert credited(text="You get $9,000.00.", approved=False).value("E3") == 0


def test_a_credit_in_two_parts_may_name_their_sum() -> None:
    first = credited(cents=1_500_00, text="A credit of $1,500.00 is yours.")
    both = credited(cents=2_500_00, told=first, text="$2,500.00 more is yours: together a credit of $4,000.00.")
    assert (both.value("E2"), both.value("E3")) == (1_000, 1_000)


GIFT = "Everybody gets a full refund for this month."


def gift_at(at_s: int, told: Story) -> Story:
    """A post that promises money, read as it would be in a drill."""
    read = load_reader().read_update(GIFT, at_utc_s=START_UTC_S + at_s)
    return told.you(at_s, update(GIFT, read=read))


def test_money_in_a_text_before_anybody_approved_it_is_a_promise_that_failed() -> None:
    assert gift_at(500, credited()).value("E3") == 500
    assert gift_at(8_000, credited()).value("E3") == 1_000
    lone = gift_at(500, story("alarm")).judge("E3")
    assert lone.value_permille == 0
    assert [(quote.quote, quote.rule) for quote in lone.quotes] == [("gets a full refund", "over promise: money")]
    assert "wait for the yes" in lone.advice


def test_where_nothing_is_due_restraint_is_unscored_and_a_gift_is_lost() -> None:
    assert story("alarm").value("E2") is None
    assert credited(told=story("alarm")).value("E2") == 0


def moods(*drops: int, churn_ppm: int = 90_000) -> Story:
    told = story().you(600, update())
    for account, drop in zip(("north", "south"), drops, strict=True):
        changed = e.SentimentChanged(
            account=account,
            sentiment_milli=75_000 - drop * 1_000,
            trust_permille=1_000,
            churn_ppm=churn_ppm,
            reason="silence",
        )
        told = told.world(3_000, changed)
    return told


@pytest.mark.parametrize(("drops", "value"), [((5, 5), 1_000), ((0, 10), 1_000), ((15, 15), 500), ((25, 25), 0)])
def test_the_mean_loss_is_held_against_par(drops: tuple[int, int], value: int) -> None:
    assert moods(*drops).value("E4") == value


def test_an_account_at_risk_halves_it() -> None:
    assert moods(5, 5, churn_ppm=160_000).value("E4") == 500


def test_a_mood_that_nobody_spoke_to_earns_nothing() -> None:
    assert story().value("E4") == 0


ANSWER = "We know of it, we work on it, and you hear from us at two."


def asked(answer_s: int | None, text: str = ANSWER) -> Story:
    told = story().world(600, mail("buyer", "north", asks=True)).world(600, mail("reader", "south", asks=True))
    if answer_s is not None:
        told = told.you(600 + answer_s, e.Replied(message="m-buyer", text=text, reading=reading()))
    return told


@pytest.mark.parametrize(("answer_s", "value"), [(1_800, 500), (1_801, 0), (None, 0)])
def test_a_strategic_account_waits_half_an_hour_at_most(answer_s: int | None, value: int) -> None:
    assert asked(answer_s).value("E5") == value


def test_the_same_words_for_everybody_count_half() -> None:
    again = e.Replied(message="m-reader", text=ANSWER, reading=reading())
    own = e.Replied(
        message="m-reader", text="Your files are safe as far as we can see; the check ends at three.", reading=reading()
    )
    assert asked(60).you(900, own).value("E5") == 1_000
    judged = asked(60).you(900, again).judge("E5")
    assert judged.value_permille == 750
    assert judged.actual == "1 of 2 answered in time, 1 more with the answer to another question for half"


def test_the_same_words_for_the_third_time_answer_nobody() -> None:
    told = asked(60)
    for number in ("b", "c"):
        told = told.world(600, mail("reader", "south", message=f"m-{number}", asks=True))
        told = told.you(900, e.Replied(message=f"m-{number}", text=ANSWER, reading=reading()))
    assert "the same answer as to 2 other questions" in str(told.judge("E5").quotes)


def test_a_word_is_no_answer() -> None:
    assert asked(60, "ok").value("E5") == 0


def test_courtesies_are_no_answer() -> None:
    kind = e.Replied(
        message="m-buyer", text="Thank you so much, everybody here is doing their best.", reading=silence()
    )
    assert asked(None).you(660, kind).value("E5") == 0


QUESTION = "Is any of our data lost, and was it an attack? Our board meets at 15:30 UTC. Whom do I call?"


def replied(text: str, message: str = "m-buyer") -> e.Replied:
    return e.Replied(message=message, text=text, reading=load_reader().read_update(text, at_utc_s=START_UTC_S))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Boards deserve honest answers about data and attacks, and yours will no doubt appreciate them.", 0),
        ("Your board and your data matter to us, and so does every attack that worries our customers.", 0),
        ("No data is lost as far as our check went.", 1_000),
        ("Rest assured that all of us feel how stressful this is for you; please bear with us.", 0),
        ("Whether it was an attack is not known yet.", 1_000),
        ("It is on our side, and your data can be used.", 1_000),
        ("Your orders of the morning were stored one by one.", 1_000),
        ("Please wait with further orders until you hear from me.", 1_000),
        ("The credit is ten percent by our gold schedule.", 1_000),
        ("The check of your data ends at 15:10 UTC.", 1_000),
        ("17 April, 16:00 UTC, audit-ready.", 1_000),
        ("Data: unverified. Attack: none seen.", 1_000),
        ("We do not know.", 1_000),
        ("Noted, thank you so much.", 0),
        ("All good questions, indeed.", 0),
        ("Data, attack, board, call.", 0),
        ("Please call our head of security, Ada Stone.", 1_000),
        (
            "Thank you, your question is a good one. Ada, the person who can answer is not here, and what you ask is "
            "on our list. Next update by 16:10 UTC.",
            0,
        ),
        (
            "Whether any is lost is not known yet; it is on our list, and you hear it by 16:10 UTC from Ada Stone.",
            1_000,
        ),
        ("Your question is on our list. No data is lost as far as our check went. Next update by 16:10 UTC.", 1_000),
        ("It is not known yet. By 14:44 UTC you hear it from Ada Stone.", 1_000),
        ("You are not on the list of those whose data is lost. Next update by 16:10 UTC.", 1_000),
    ],
)
def test_nouns_of_the_question_and_kind_words_answer_nothing(text: str, value: int) -> None:
    told = story().world(600, mail("buyer", "north", asks=True, text=QUESTION))
    assert told.you(660, replied(text)).value("E5") == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("That is a good question, and I am glad that you ask it. The sky is blue today and our garden is green.", 0),
        ("I am so happy that you ask, and I am more than grateful for it.", 0),
        ("I am the one who has it in hand here.", 1_000),
        ("I am on duty and I have it.", 1_000),
        ("I am sorry, I lead it and you can call me.", 1_000),
        ("Ask for my colleague Ada Stone at any time, please.", 1_000),
        ("Sure: I own it here until late in the day.", 1_000),
        ("I am glad to be your contact here.", 1_000),
    ],
)
def test_who_has_it_is_answered_by_a_part_or_a_name_and_not_by_gladness(text: str, value: int) -> None:
    told = story().world(600, mail("buyer", "north", asks=True, text="Please, somebody: who has it?"))
    assert told.you(660, replied(text)).value("E5") == value


DEMAND = "Unusable is the same as unavailable. I claim ten percent under the gold schedule. In writing, please."


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The values are repaired since 10:54 UTC. May I ask you to confirm? I write again by 12:00 UTC.", 0),
        ("About 6 % of your items show wrong quantities, and we repair them one by one.", 0),
        ("The schedule counts failed requests, and none failed.", 1_000),
        ("No. I am sorry for the morning that you lost.", 1_000),
        ("I cannot confirm that today, and write to you by 12:00 UTC.", 1_000),
        ("Our customer success team looks at it and calls you by noon.", 1_000),
        ("We give you 5 % and put it on the next bill.", 1_000),
    ],
)
def test_a_demand_for_money_is_answered_with_a_word_on_it(text: str, value: int) -> None:
    told = story().world(600, mail("buyer", "north", asks=True, text=DEMAND)).you(660, replied(text))
    assert told.value("E5") == value
    assert ("says nothing of the money" in str(told.judge("E5").quotes)) is (value == 0)


def test_a_dated_fact_about_what_both_asked_answers_both() -> None:
    text = "Since 14:01 UTC one order in five is refused; those you stored before are kept. Next update by 15:00 UTC."
    told = story()
    for who, account, asks in (
        ("buyer", "north", "Do our orders go through?"),
        ("reader", "south", "Can we go on ordering?"),
    ):
        told = told.world(600, mail(who, account, asks=True, text=asks)).you(660, replied(text, f"m-{who}"))
    assert told.value("E5") == 1_000


def test_interruptions_and_colleagues_are_not_questions_of_customers() -> None:
    told = (
        story()
        .world(600, mail("ceo", asks=True, interrupt=InterruptKind.OVERRIDE))
        .world(600, mail("ae", "north", asks=True))
    )
    assert told.value("E5") is None
    assert told.world(600, mail("boss", asks=True)).value("E5") == 0
