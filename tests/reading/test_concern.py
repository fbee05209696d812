"""Whether a text has to do with an incident at all: one word of the trade or of what is known of it is enough."""

from __future__ import annotations

import pytest

from simulator.reading.concern import concerns, topics, topics_of

HONEST = (
    "Reject out-of-range sizes before anybody can roll them out",
    "Somebody phones the wholesaler when the queue is longer than an hour",
    "Shed load",
    "Page us sooner",
    "Teach the night shift how to switch over",
    "Nobody knew who owns the setting",
    "The warning came a quarter of an hour late",
    "We were lucky that it broke on a weekend",
    "It can be undone at once",
    "Cheaper than waiting, and nothing is lost",
    "Put the spare pump on its own fuse and test it monthly",
    "Ask the supplier for a second line",
)
IDLE = (
    "Watch the football final with the team",
    "Buy coffee and cakes for the office",
    "Paint the meeting room in green",
    "Have another meeting about the matter",
    "Try harder next time",
    "My horoscope said that Tuesday would be lucky.",
    "It is the best option that we have and everybody in the room agreed with it.",
    "Banana apple orange pear, and a long walk by the river",
    "We talked about the weather, football and the holidays",
    "The coffee was cold by the evening of that day.",
    "The thing did a thing that such things do when they are things.",
)


@pytest.mark.parametrize("text", HONEST)
def test_a_word_of_the_trade_is_enough(text: str) -> None:
    assert concerns(text)


@pytest.mark.parametrize("text", IDLE)
def test_what_is_said_of_everything_concerns_nothing(text: str) -> None:
    assert not concerns(text)


def test_what_is_known_of_an_incident_counts_in_other_forms_of_its_words() -> None:
    bakery = topics_of(("The dough of four bakeries rose too little", "Warmed cabinet"))
    assert concerns("Warm the doughs", bakery)
    assert not concerns("Warm the doughs")
    assert not concerns("Something rose", topics("Something sank"))
