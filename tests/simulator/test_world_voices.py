"""The words of customers and colleagues: many, natural, and none of them a third time."""

from __future__ import annotations

import re
from collections import Counter
from itertools import chain

import pytest

from scenarios.catalog import load_runbook, load_scenario, scenario_ids
from scenarios.lexicon import load_reader
from scenarios.voice import load_voices
from simulator import events as e
from simulator.bots.player import Silent, play
from simulator.chance import Chance
from simulator.drill import Drill, Kit
from simulator.voices import SLOTS
from tests.builders import header

TEMPERAMENTS = ("calm", "blunt", "anxious", "formal")
KINDS = (
    "question", "silence_first", "silence_since", "promise_update", "promise_fix", "promise_team", "contradiction",
    "escalation_1", "escalation_2", "escalation_3", "executive_cfo", "executive_ciso", "thanks", "ticket", "confirms",
    "still_failing", "false_fixed", "reply_timed", "reply_untimed", "reply_beside", "board_member", "journalist",
    "regulator", "narrative_wrong", "narrative_vague", "interrupt_demands_eta", "interrupt_wants_list",
    "interrupt_override", "interrupt_severity_debate", "interrupt_demoralise",
)  # fmt: skip
_SENTENCE = re.compile(r"(?<=[.!?])\s+")


def sentences(text: str) -> list[str]:
    """The sentences of a text."""
    return [part for part in _SENTENCE.split(text) if part]


@pytest.mark.parametrize("state", ["", " hurt", " unhurt", " hurt data", " hurt security"])
def test_every_kind_has_twelve_wordings_for_every_temperament(state: str) -> None:
    counts = {(kind, who): load_voices().count(kind, who + state) for kind in KINDS for who in TEMPERAMENTS}
    assert {few: count for few, count in counts.items() if count < 12} == {}


FAILING = re.compile(r"\b(?:fail(?:s|ed|ing|ures?)?|errors?|broken|disruption|stood still|outage)\b", re.IGNORECASE)
DENIED = re.compile(r"\b(?:nothing|never|no)\b[^.]*\bfail|\bno (?:failures|errors)\b", re.IGNORECASE)
WITHOUT_IMPACT = (
    "escalation_1", "escalation_2", "escalation_3", "executive_cfo", "executive_ciso", "confirms", "journalist",
    "article_silent", "article_answered", "board_member",
)  # fmt: skip
"""What may be written although it fails for nobody."""


@pytest.mark.parametrize("kind", WITHOUT_IMPACT)
@pytest.mark.parametrize("temperament", TEMPERAMENTS)
def test_for_whom_it_never_failed_nobody_writes_of_failures(kind: str, temperament: str) -> None:
    """Given a false alarm, then no letter speaks against the checks that prove it."""
    bank = load_voices().wordings[kind]
    groups = (temperament, "any", f"{temperament} unhurt", "any unhurt")
    parts = [part for group in groups for slot in bank.get(group, {}).values() for part in slot]
    assert parts
    assert [part for part in parts if FAILING.search(part) and not DENIED.search(part)] == []


def test_only_a_security_drill_is_asked_for_keys() -> None:
    """Given wrong records, then nobody asks which keys to change."""
    voices = load_voices()
    chance = Chance(1)
    facts = {"company": "Northwind", "us": "Acme"}
    said = {
        state: " ".join(
            voices.fresh().say("executive_ciso", f"calm hurt {state}", facts, chance, str(n))[1] for n in range(40)
        )
        for state in ("data", "security")
    }
    assert "keys" in said["security"]
    assert "keys" not in said["data"]
    assert "wrong records" in said["data"]


def test_no_part_stands_twice_in_the_banks() -> None:
    banks = load_voices().wordings.values()
    parts = Counter(part for bank in banks for slots in bank.values() for slot in SLOTS for part in slots.get(slot, ()))
    assert [part for part, count in parts.items() if count > 1] == []


def drill_of(scenario: str, seed: int | None) -> Drill:
    """A drill that nobody plays: the one with the most mail."""
    kit = Kit(load_scenario(scenario).model, load_runbook().model, load_reader(), load_voices())
    drill = Drill(header(seed=seed), kit)
    play(drill, Silent())
    return drill


def own_texts(drill: Drill) -> list[str]:
    """What the world itself wrote: everything that no inject holds."""
    texts, scripted = [], False
    for entry in drill.entries:
        if isinstance(entry.event, e.InjectFired):
            scripted = True
        elif isinstance(entry.event, e.MessageArrived | e.TeamSpoke):
            texts += [] if scripted else [entry.event.text]
            scripted = False
    return texts


@pytest.mark.parametrize("seed", [None, 5])
@pytest.mark.parametrize("scenario", scenario_ids())
def test_no_sentence_comes_a_third_time_in_a_drill(scenario: str, seed: int | None) -> None:
    drill = drill_of(scenario, seed)
    texts = own_texts(drill)
    counts = Counter(chain.from_iterable(sentences(text) for text in texts))
    assert [sentence for sentence, count in counts.items() if count > 2] == []
    assert not any("{" in text or "  " in text or not text.strip() for text in texts)
    if drill.incident.impact_permille and seed is None:
        assert len(texts) > 10


def test_customers_write_as_well_at_night() -> None:
    """No letter knows the hour: the same words come at noon and at three in the morning."""
    banks = load_voices().wordings.values()
    parts = [part for bank in banks for slots in bank.values() for slot in SLOTS for part in slots.get(slot, ())]
    hours = re.compile(r"\b(?:(?:this|our|in the) (?:morning|afternoon|evening)|tonight|end of the day)\b")
    assert [part for part in parts if hours.search(part)] == []


def test_two_seeds_do_not_read_alike_and_one_seed_does() -> None:
    first, again, other = (own_texts(drill_of("db-failover", seed)) for seed in (None, None, 5))
    assert first == again
    assert not set(first) & set(other)
