"""Wordings: enough of them, all different, with holes that somebody fills."""

import re

import pytest

from simulator.bots import answer, bank, lessons, notes
from simulator.bots.phrase import Writer, fill, join, listing
from simulator.chance import Chance

LEAST = 8


def banks() -> list[tuple[str, tuple[str, ...]]]:
    found = []
    for module in (bank, notes, answer):
        for name, value in vars(module).items():
            if name.isupper() and isinstance(value, tuple):
                found.append((name, value))
            elif name.isupper() and isinstance(value, dict):
                found += [(f"{name}-{key}", wordings) for key, wordings in value.items()]
    return found


@pytest.mark.parametrize(("name", "wordings"), banks(), ids=lambda part: part if isinstance(part, str) else "")
def test_every_slot_has_many_different_wordings(name: str, wordings: tuple[str, ...]) -> None:
    assert len(wordings) >= LEAST
    assert len(set(wordings)) == len(wordings)


@pytest.mark.parametrize(("name", "wordings"), banks(), ids=lambda part: part if isinstance(part, str) else "")
def test_wordings_of_one_slot_can_be_filled_with_the_same_facts(name: str, wordings: tuple[str, ...]) -> None:
    holes = {hole.lower() for wording in wordings for hole in re.findall(r"\{(\w+)\}", wording)}
    facts = dict.fromkeys(holes, "a value")
    assert not [text for text in (fill(wording, facts) for wording in wordings) if "{" in text]


def test_a_seat_without_a_name_begins_a_sentence_and_stands_in_one() -> None:
    """Whatever stands for a name is written as its place asks for."""
    facts = {"sponsor": "the executive sponsor"}
    assert fill("We suggest {sponsor}.", facts) == "We suggest the executive sponsor."
    assert fill("Not now. {sponsor} decides.", facts) == "Not now. The executive sponsor decides."
    assert fill("{sponsor}: decide.", facts) == "The executive sponsor: decide."


def test_a_wording_returns_only_after_all_others_were_used() -> None:
    writer = Writer(Chance(7))
    said = [writer.say("slot", ("a", "b", "c", "d")) for _ in range(8)]
    assert sorted(said[:4]) == sorted(said[4:]) == ["A", "B", "C", "D"]


def test_small_helpers_of_a_writer() -> None:
    assert listing(["A", "B", "C"]) == "A, B and C"
    assert listing(["A"]) == "A"
    assert listing([]) == ""
    assert join("One.", "", " Two. ") == "One. Two."


def test_every_lesson_has_an_owner_ready_shape() -> None:
    for table in (*lessons.ACTIONS.values(), lessons.FALSE_ALARM):
        assert {lesson.kind for lesson in table} >= {"detect", "process"}
        for lesson in table:
            assert len(lesson.actions) >= 3
            assert lesson.done_test
            assert lesson.days <= 56
