"""Money that is promised without a figure, and amounts in words."""

from __future__ import annotations

import pytest

from scoring.gifts import gift
from scoring.money import loose_words
from scoring.spelt import spelt_amounts
from simulator import events as e
from tests.scoring.builders import mail, reading, story, update
from tests.scoring.test_account import credited

GIFTS = (
    "John, I am sorry that your buyers lost an afternoon. We waive your fee for May.",
    "I gladly waive this month's fee.",
    "You will not have to pay anything for the next quarter.",
    "You pay nothing for November.",
    "Your renewal will cost you half of the old price.",
    "Your invoice of May will be four thousand dollars lower than usual.",
    "November is on us: you pay nothing for it.",
    "Next month is free of charge, and that is a promise.",
    "Your next invoice is on the house.",
    "April is on us.",
    "You will not be charged for this month.",
    "You won't be billed a cent for April, John.",
    "We will not charge you for May.",
    "You have nothing to pay for the next month.",
    "April costs you nothing.",
    "We will take ten per cent off your next invoice.",
    "I take 10 % off your next bill.",
    "I have told billing to knock a tenth off your next bill.",
    "I've instructed our billing team to deduct 500 dollars from your May invoice.",
    "Billing will cut a fifth off your next invoice.",
    "You get a tenth off your next invoice.",
    "Your next invoice will be reduced by 10 %.",
    "You will pay a third less in May.",
)
NO_GIFTS = (
    "We cannot waive your fee.",
    "We do not waive fees while it runs.",
    "You asked whether we waive your fee for May; our CFO decides that.",
    "If the contract says so, we waive your fee.",
    "You wrote that November is on us. It is not.",
    "My colleague told you that October is on us. That was wrong.",
    "You pay nothing until the corrected invoice is there.",
    "You pay nothing for the wrong invoice.",
    "You will not have to pay anything twice.",
    "We hope that next month is free of trouble.",
    "Your corrected invoice is four hundred dollars lower than the wrong one.",
    "Your invoice of October is twelve per cent lower than what we sent.",
    "The next month is on us all; we look at it together.",
    "We waive late fees for nobody, and charge none.",
    "Your invoice is lower than usual because fewer people signed in.",
    "Perhaps we waive your fee, perhaps not.",
    "Your renewal costs what it cost last year.",
    "Whether your next invoice is waived is not mine to say.",
    "Will I be charged for this month, you ask; our CFO decides that.",
    "You will not be charged twice.",
    "You will not be charged for the failed orders.",
    "You will not be charged for October until the corrected invoice is there.",
    "I have asked billing to take a tenth off your next invoice.",
    "Subject to approval we will take ten per cent off your next invoice.",
    "Once our CFO has approved it, we take 10 % off your next invoice.",
    "Under your contract we take ten per cent off your next invoice.",
    "The gold schedule gives ten per cent off your next invoice.",
    "You were billed twice, so we take 400 dollars off your next invoice.",
    "We cannot take anything off your next invoice before it is approved.",
    "We do not know yet whether your next invoice will be reduced.",
    "I have proposed that we take 10 % off your next invoice.",
    "The team took 10 % off the load.",
    "You will not be charged for calls to our support.",
    "Shall we take it off your next invoice?",
)


@pytest.mark.parametrize("text", GIFTS)
def test_a_promise_of_money_needs_no_figure(text: str) -> None:
    assert gift(text) in text
    assert gift(text)


@pytest.mark.parametrize("text", NO_GIFTS)
def test_a_refusal_a_question_a_condition_and_what_was_wrong_promise_nothing(text: str) -> None:
    assert gift(text) == ""


def test_a_gift_that_nobody_approved_for_its_reader_is_a_promise_that_failed() -> None:
    """Before the yes, and after a yes that was given for somebody else."""
    asked = credited().world(300, mail("buyer", "north"), mail("reader", "south"))
    for at_s, to, value in ((500, "buyer", 500), (8_000, "buyer", 1_000), (8_000, "reader", 500)):
        told = asked.you(at_s, e.Replied(message=f"m-{to}", text=GIFTS[0], reading=reading()))
        assert told.value("E3") == value


def test_a_gift_to_everybody_is_loose_until_any_was_approved() -> None:
    [found] = loose_words(credited().you(500, update(GIFTS[6])).record())
    assert found.quote == "November is on us"
    assert loose_words(credited().you(8_000, update(GIFTS[6])).record()) == ()
    assert loose_words(story().you(500, update(NO_GIFTS[0])).record()) == ()


@pytest.mark.parametrize(("text", "cents"), [
    ("forty thousand dollars", 40_000_00),
    ("two hundred and fifty euros", 250_00),
    ("a hundred pounds", 100_00),
    ("thirty-six thousand five hundred francs", 36_500_00),
    ("One million US dollars", 1_000_000_00),
])  # fmt: skip
def test_amounts_are_read_in_words(text: str, cents: int) -> None:
    assert [amount for _, amount in spelt_amounts(f"You get {text}.")] == [cents]


@pytest.mark.parametrize("text", ["ten times", "a thousand thanks", "two customers, three dollar signs"])
def test_numbers_of_other_things_are_no_amounts(text: str) -> None:
    assert list(spelt_amounts(text)) == []


APPROVED = (
    "It is approved: four thousand dollars on your next invoice.",
    "Four thousand dollars, ten per cent of your fee of forty thousand dollars.",
    "You get two thousand dollars for the outage and two thousand dollars for the hours after it.",
    "Your credit of $4,000.00 (four thousand dollars) is approved.",
    "$4,000.00 come off, so the amount on your next invoice is thirty-six thousand dollars.",
    "Your credit is approved; with forty thousand dollars a month you are one of our largest customers.",
)
DIFFERS = (
    "Customer success has approved a credit; the amount on your next invoice is forty thousand dollars.",
    "You get nine thousand dollars.",
    "They approved $4,000.00, and I make it nine thousand dollars.",
)


@pytest.mark.parametrize(("text", "value"), [*((text, 1_000) for text in APPROVED), *((text, 0) for text in DIFFERS)])
def test_an_amount_in_words_is_held_against_what_was_approved(text: str, value: int) -> None:
    assert credited(text=text).value("E2") == value
