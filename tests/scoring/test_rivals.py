"""A cause that is told without the words of one: planned maintenance, the whole internet."""

from __future__ import annotations

import pytest

from scoring.claims import Fault
from scoring.rivals import names_rival, told_as_routine
from simulator import events as e
from tests.scoring.builders import quiet, story, update
from tests.scoring.test_claims import found_in

EXPLAINS = (
    "This is a planned maintenance that we announced to you last week.",
    "18 % of sessions in all regions are affected since 14:01 UTC by our planned maintenance.",
    "The interruption is part of our scheduled work, and ends at noon.",
    "Saves are slow during the announced maintenance window.",
    "Your competitors are hit as well, because the whole internet has trouble today.",
)
EXPLAINS_NOT = (
    "This is no planned maintenance.",
    "It was not a planned maintenance.",
    "You asked whether this is a planned maintenance.",
    "If this was planned maintenance, you would have had a mail.",
    "We have called off the planned maintenance of tonight.",
    "The planned maintenance of last week is over.",
    "We told you that this is a planned maintenance. That was wrong.",
    "Sessions are slow for the planned maintenance of our supplier, says its page.",
    "Nobody is affected by our planned maintenance.",
    "Next month the portal is down once, for our planned maintenance: nothing to do with today.",
    "We will do it in a maintenance window, as scheduled work.",
)


@pytest.mark.parametrize("text", EXPLAINS)
def test_a_rival_cause_needs_no_word_of_causing(text: str) -> None:
    [found] = told_as_routine(text)
    assert text[found.start : found.end] == found.quote
    assert names_rival(found.quote, "A cache setting was too small.")


@pytest.mark.parametrize("text", EXPLAINS_NOT)
def test_a_denial_a_question_another_day_and_another_house_explain_nothing(text: str) -> None:
    assert list(told_as_routine(text)) == []


def test_maintenance_that_was_none_is_an_error_and_deception_once_the_room_knows_the_cause() -> None:
    learned = e.FactLearned(fact="found", key="cause", value="cache", text="The cache is too small.")
    told = story().you(1_200, update(EXPLAINS[0]))
    assert [found.fault for found in found_in(told)] == [Fault.ERROR]
    assert [found.fault for found in found_in(told.world(600, learned))] == [Fault.DECEPTION]
    assert found_in(quiet().you(1_200, update("This is no planned maintenance."))) == ()
