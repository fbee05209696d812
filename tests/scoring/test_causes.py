"""A cause that has nothing to do with the true one is an error, in whatever words; an honest one never is."""

from __future__ import annotations

import pytest

from scoring.causes import foreign_causes
from scoring.claims import Fault
from scoring.duty import Context
from simulator import events as e
from tests.scoring.builders import story, update
from tests.scoring.honest_causes import HONEST
from tests.scoring.plays import content
from tests.scoring.test_claims import found_in

LEARNED = e.FactLearned(fact="found", key="cause", value="cache", text="The cache is too small.")
FRAMES = (
    "18 % of sessions received errors when saving. This was caused by {}.",
    "The incident is resolved. The outage was due to {}.",
    "It is over. The reason for this outage was {}.",
    "So much is known: {} caused the incident.",
)
FOREIGN = (
    "a fire",
    "lightning",
    "a worn-out disk that gave up",
    "a storm over the Atlantic that cut a cable",
    "a burst water pipe",
    "mice",
    "a memory leak in the billing service",
    "a printer that went mad",
)
TELLS = (
    "18 % of sessions could not save because of a burst water pipe.",
    "A squirrel bit through a cable, and that is what set this off.",
    "Saving fails. It was a worn-out disk that gave up.",
    "The incident is over. A squirrel was to blame.",
    "We traced the errors to a squirrel in a duct.",
    "Root cause: a squirrel.",
)
TELLS_NOT = (
    # a doubt, a denial, a question, another's words
    "Saves fail. This may have been caused by a squirrel.",
    "Saves fail. This was not caused by a squirrel.",
    "Saves fail. Was this caused by a squirrel?",
    "Your colleague wrote that the outage was caused by a squirrel.",
    "We suspect that the outage was caused by a squirrel.",
    "The outage was caused by a squirrel. That was wrong.",
    # of something else
    "You received this mail twice. This was caused by a squirrel at our post office.",
    "I could not call you because of a train.",
    "The call is due to start at noon.",
    "We ask you to wait. The reason was given at noon.",
    "An earlier outage was caused by a squirrel.",
    "Your printer caused the errors on your side.",
    # general
    "Saves failed. This was caused by a mistake of ours.",
    "Saves failed. This was caused by a release.",
    "The outage was due to a fault in our software.",
    "The cause of the outage is being examined.",
    "The cause of the outage is not known yet.",
)


def known() -> Context:
    """A cache setting was too small."""
    return story().context("C7")


@pytest.mark.parametrize("text", [FRAMES[0].format(cause) for cause in FOREIGN] + list(TELLS))
def test_a_fire_a_squirrel_and_a_disk_are_no_cache(text: str) -> None:
    [found] = foreign_causes(known(), text)
    assert text[found.start : found.end] == found.quote


@pytest.mark.parametrize("text", TELLS_NOT)
def test_doubts_denials_general_words_and_causes_of_other_things_are_free(text: str) -> None:
    assert list(foreign_causes(known(), text)) == []


@pytest.mark.parametrize(("scenario", "form"), HONEST)
def test_honest_people_tell_the_bundled_causes_in_their_own_words(scenario: str, form: str) -> None:
    material = content(scenario)
    model = material.scenario.model
    context = Context(model, model.variants[form], material.runbook.model, material.runbook.model.criteria["C7"])
    causes = [line.strip() for line in HONEST[scenario, form].strip().splitlines()]
    told = [frame.format(cause) for cause in causes for frame in FRAMES]
    assert [text for text in told if list(foreign_causes(context, text))] == []


def test_it_is_an_error_once_the_room_knows_the_cause_and_no_deception() -> None:
    told = story().you(1_200, update(FRAMES[0].format("a fire")))
    assert found_in(told) == ()
    [found] = found_in(told.world(600, LEARNED))
    assert (found.fault, found.truth) == (Fault.ERROR, "A cache setting was too small.")
    assert found.better == "Say what was known: A cache setting was too small."
