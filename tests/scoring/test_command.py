"""B4: an executive is met with a word on the matter, and command goes on with what the next person must know."""

from __future__ import annotations

from dataclasses import replace

import pytest

from scenarios.lexicon import load_reader
from scoring.criteria import CRITERIA
from simulator import events as e
from simulator.vocabulary import InterruptKind, Seat
from tests.scoring.builders import START_UTC_S, mail, minutes, named, started, story

ASKED = "Four of five sessions are fine. Do we need a SEV-1? And I want a list of all buyers within ten minutes."
ANSWERS = (
    "No.",
    "It stays as it is until the share is below 5 %.",
    "We do not know yet.",
    "Sales has the list.",
    "Next word at 15:10.",
    "Please ask Ana; I keep the team on the repair.",
    "A lower level would slow us down now, that is why.",
    "Buyers cannot save, and that is our rule for the highest level.",
    "Yes, but after the switch.",
    "A decision for you: do we stop the rollout?",
)
NO_ANSWERS = (
    "That is a good question, and I am glad that you ask it. The sky is blue today and our garden is full of flowers.",
    "Thank you for asking, I appreciate it.",
    "I hear you, and I am very happy that you are with us.",
)


def met(text: str) -> int | None:
    reply = e.Replied(message="m-ceo", text=text, reading=load_reader().read_update(text, at_utc_s=START_UTC_S))
    told = story().you(300, named(Seat.IC, "you")).you(600, started("undo"))
    told = told.world(900, mail("ceo", asks=True, text=ASKED, interrupt=InterruptKind.SEVERITY_DEBATE))
    return told.you(1_200, reply).value("B4")


@pytest.mark.parametrize("text", ANSWERS)
def test_any_word_on_the_matter_meets_an_executive(text: str) -> None:
    assert met(text) == 1_000


@pytest.mark.parametrize("text", NO_ANSWERS)
def test_the_weather_meets_nobody(text: str) -> None:
    assert met(text) == 666


NOTES = (
    "Errors at 12 %, switch decided, sponsor informed.",
    "Ana draws the sessions off; next update 15:30.",
    "Nothing open but the legal notice.",
    "Shift ends; Ben has the log.",
    "Customers north and south want a call.",
    "We wait for the replica.",
)


def handed_over(note: str) -> int | None:
    """The value of a drill so long that command has to be passed on, with a note at two and a half hours."""
    told = story(restored_s=minutes(600)).you(300, named(Seat.IC, "you")).you(600, started("undo"))
    told = told.you(minutes(150), e.RoleHandedOver(seat=Seat.IC, holder="boss", note=note))
    context = told.context("B4")
    par = context.variant.par.model_copy(update={"restored": minutes(600)})
    long = replace(context, variant=context.variant.model_copy(update={"par": par}))
    return CRITERIA["B4"](told.record(), long).value_permille


@pytest.mark.parametrize("note", NOTES)
def test_a_hand_over_in_anybodys_words_is_one(note: str) -> None:
    assert handed_over(note) == 1_000


@pytest.mark.parametrize("note", ["x", "Your turn", "Have fun with it"])
def test_a_hand_over_without_content_is_none(note: str) -> None:
    assert handed_over(note) == 666
