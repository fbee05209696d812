"""Harm that is said to be over in a scenario's own words, and the honest sentences that say no such thing."""

from __future__ import annotations

import pytest

from scoring.claims import Fault, false_claims
from scoring.duty import Context
from scoring.relief import relief
from simulator.reading import Claim
from tests.scoring.builders import Story, impact, quiet, reading, update

STEP = {"text": "24 % of lab results reach the wards late"}
SAYS = (
    "Lab results are no longer late.",
    "Lab results reach the wards on time again. Next update by 15:15 UTC.",
    "Results arrive without delay again.",
    "All results are correct again.",
    "The problem with the late results is over.",
    "The delay is over: wards get their blood counts within minutes.",
    "The late results have been fully corrected.",
    "We have fixed the late lab results.",
    "There are no late results left.",
    "All lab results have reached the wards.",
    "No ward sees two results any more.",
    "As of 14:20 UTC, lab results are no longer late everywhere.",
)
SAYS_NOT = (
    # a part
    "Lab results of ward 3 are no longer late.",
    "Urgent lab results are no longer late.",
    "In ward 3, lab results are on time again.",
    "Most lab results are on time again.",
    "Lab results are no longer late in Sydney.",
    "Half of all results are correct again.",
    "We have fixed the late results of ward 7.",
    "We have fixed the first 400 late results.",
    "All lab results of yesterday have reached the wards.",
    "Lab results are no longer late, but 12 % of blood counts are.",
    # past, planned, conditional
    "Lab results were no longer late at 14:10 UTC; since then they are late again.",
    "Once the release is rolled back, lab results are on time again.",
    "Until lab results are on time again, please ring the laboratory.",
    "We expect that lab results are on time again by 15:00 UTC.",
    "Our goal: lab results are no longer late.",
    "Are lab results no longer late?",
    # quoted, denied, taken back
    "Your colleague wrote that lab results are no longer late.",
    "“Lab results are no longer late” is what we want to write to you.",
    "It is not true that lab results are no longer late.",
    "Lab results are no longer late. That was wrong.",
    # of something else
    "Lab results are late again.",
    "No further late results arise any more.",
    "The meeting is over.",
    "The trouble with the printers is over.",
    "The release is gone.",
    "The laboratory is open again.",
)


def lab() -> Context:
    """The small scenario, of whose lab results a quarter comes late."""
    told = quiet().context("C7")
    [step] = told.truth.scope
    truth = told.truth.model_copy(update={"scope": (step.model_copy(update=STEP),)})
    story = {"summary": "Lab results reach each ward from the laboratory."}
    variant = told.variant.model_copy(update={"truth": truth})
    return Context(told.scenario.model_copy(update=story), variant, told.runbook, told.spec)


@pytest.mark.parametrize("text", SAYS)
def test_the_scenarios_own_words_say_that_its_harm_is_over(text: str) -> None:
    assert [claim.value for claim in relief(lab(), text)] == ["yes"]


@pytest.mark.parametrize("text", SAYS_NOT)
def test_a_part_a_plan_a_quote_and_another_thing_say_no_such_thing(text: str) -> None:
    assert list(relief(lab(), text)) == []


def test_a_repair_that_the_reader_found_in_the_same_words_is_judged_once() -> None:
    read = Claim(key="restored", value="yes", start=0, end=30, quote=SAYS[0])
    assert list(relief(lab(), SAYS[0], (read,))) == []


def test_harm_that_is_called_over_while_it_lasts_is_deception() -> None:
    """Before and after it hurts, the same words are true."""

    def faults(told: Story) -> list[Fault]:
        return [found.fault for found in false_claims(told.record(), lab())]

    told = quiet().world(60, impact(240)).world(3_600, impact(0))
    says = update(SAYS[0], read=reading())
    assert faults(told.you(1_200, says)) == [Fault.DECEPTION]
    assert faults(told.you(3_700, says)) == []
