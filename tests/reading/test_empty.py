"""Texts that only show that somebody is there, and answers that answer nothing."""

from __future__ import annotations

import pytest

from simulator.reading import Reader
from simulator.reading.empty import is_evasive, is_sign_of_life

AT_UTC_S = 1_790_000_000
QUESTION = "Your data check is red. Is our customer data affected, and which regions fail?"


@pytest.mark.parametrize(
    "text",
    [
        "The whole team is hard at work.",
        "We're on it!",
        "Still investigating.",
        "Our engineers continue to work on a fix.",
        "Rest assured that we are giving this our full attention.",
        "",
    ],
)
def test_that_somebody_works_on_it_is_a_sign_of_life(reader: Reader, text: str) -> None:
    assert is_sign_of_life(text, reader.read_update(text, at_utc_s=AT_UTC_S))


@pytest.mark.parametrize(
    "text",
    [
        "We've ruled out the network and are now checking the database.",
        "The fix has been applied and we are monitoring.",
        "No news yet. Next update in 30 minutes.",
        "Engineers are working on the payment gateway.",
        "We are continuing to investigate this issue.",
        "Restoring: 40 of 96 shards.",
        "Rolling back release 4.2 now.",
    ],
)
def test_a_fact_a_deed_or_a_time_is_news(reader: Reader, text: str) -> None:
    assert not is_sign_of_life(text, reader.read_update(text, at_utc_s=AT_UTC_S))


@pytest.mark.parametrize(
    ("text", "evades"),
    [
        ("Thank you so much for your patience, everybody here is doing their best.", True),
        ("We hear you. Please keep an eye on our page, we are there for you.", True),
        ("We do not know yet.", False),
        ("Your data is safe.", False),
        ("I will ask Legal whether we may say so.", False),
        ("Both European regions.", False),
    ],
)
def test_courtesies_answer_nothing(reader: Reader, text: str, evades: bool) -> None:
    assert is_evasive(QUESTION, text, reader.read_update(text, at_utc_s=AT_UTC_S)) is evades


@pytest.mark.parametrize(
    ("question", "text", "evades"),
    [
        ("Is our data lost?", "We apologise for any inconvenience.", True),
        ("Is our data lost?", "We take this very seriously and will keep you posted.", True),
        ("Is our data lost?", "No. We compared your records and all of them are there.", False),
        ("When will it work again?", "No estimate so far.", False),
        ("Who is in charge?", "Tom Berg leads the technical side.", False),
        ("Who is in charge?", "I am.", False),
        ("Who is in charge?", "Our teams are working hard.", True),
        ("May I write a month free into the renewal?", "Shall we talk about the renewal tomorrow?", True),
        ("May I write a month free into the renewal?", "No. Shall we talk about the renewal tomorrow?", False),
        ("Is our data lost?", "Do you know which data? Would Anna know?", True),
        ("Is our data lost?", "Is your data lost? We do not know yet.", False),
        ("Is our data lost?", "Can we call you at 15:00 UTC with what Tom Berg has found?", False),
    ],
)
def test_a_courtesy_or_a_question_in_return_answers_nothing_and_a_name_answers_who(
    reader: Reader, question: str, text: str, evades: bool
) -> None:
    assert is_evasive(question, text, reader.read_update(text, at_utc_s=AT_UTC_S)) is evades
