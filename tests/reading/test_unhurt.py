"""Harm that is denied, refuted or only sounds like it is no impact; harm in negative words stays one."""

from __future__ import annotations

import pytest

from simulator.reading import Reader

AT_UTC_S = 1_776_175_860


def is_impact(reader: Reader, said: str) -> bool:
    """Whether a post states an impact."""
    return bool(reader.read_update(said, at_utc_s=AT_UTC_S).features["states_impact"])


@pytest.mark.parametrize(
    "said",
    [
        "None of your data is lost.", "At no time was the API down.", "The phones never went down.",
        "Orders are not delayed.", "There is neither loss nor delay.", "Nothing you entered has gone missing.",
        "None of our customers were unable to log in.", "Invoices are neither late nor wrong.",
        "Saves did not fail.", "Our shops have never been offline.", "Not a single message was dropped.",
        "Reports that customers cannot save are wrong.", "Rumours of lost orders are false.",
        "It is not true that your files are lost.",
    ],
)  # fmt: skip
def test_denied_harm_is_no_impact(reader: Reader, said: str) -> None:
    assert not is_impact(reader, said)


@pytest.mark.parametrize(
    "said",
    [
        "Scroll down for the details.", "Please slow down your polling.", "It all comes down to one setting.",
        "We let you down.", "The page breaks down the costs by team.", "You can shut down your laptop.",
        "Please write down the number of your ticket.", "We are counting down to the launch.",
        "The incident is down to a storm.", "We have tracked down the cause.",
    ],
)  # fmt: skip
def test_a_phrase_with_down_is_no_impact(reader: Reader, said: str) -> None:
    assert not is_impact(reader, said)


@pytest.mark.parametrize(
    "said",
    [
        "Nobody can log in.", "None of our customers can log in.", "Nobody in Leeds can pay.",
        "Orders do not arrive.", "Orders are not only delayed, a third of them are lost.",
        "No order is lost, but all orders are delayed.", "Orders are not delayed, they are lost.",
        "None of the servers that are down is back.", "It is not known why saves fail.",
        "The site went down at noon.", "Throughput is down to a third.", "The page is down for half of you.",
        "The lifts broke down.", "Reports on sales are wrong.",
        "Payments could not be completed.", "Your payment has not gone through.",
        "It is wrong that you have to wait: saves fail.", "The site is not slow, it is down.",
    ],
)  # fmt: skip
def test_harm_in_negative_words_stays_one(reader: Reader, said: str) -> None:
    assert is_impact(reader, said)
