"""What the world keeps from minute to minute is what it would find by looking afresh."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from scenarios.catalog import load_runbook, load_scenario, scenario_ids
from scenarios.voice import load_voices
from simulator.bots.player import Player, Silent, play
from simulator.bots.script import ScriptPlayer
from simulator.chance import Chance
from simulator.drill import Drill, Kit
from simulator.world.crew import Crew
from simulator.world.customers import Customers
from tests.builders import header
from tests.remembering import remembering


def parts_of(drill: Drill) -> list[Any]:
    """The parts of the world that have a heartbeat."""
    return [getattr(action, "__self__", None) for action in drill.stage.beats]


def owners(drill: Drill, name: str) -> list[Any]:
    """What the parts of the world that have this attribute hold there."""
    return [getattr(part, name) for part in parts_of(drill) if hasattr(part, name)]


def drill_of(scenario: str) -> Drill:
    """A canonical drill of a bundled scenario."""
    kit = Kit(load_scenario(scenario).model, load_runbook().model, remembering(), load_voices())
    return Drill(header(), kit)


def player_of(drill: Drill, kind: str) -> Player:
    """The reference run of the drill's variant, or nobody."""
    return ScriptPlayer(drill.variant.reference, drill) if kind == "reference" else Silent()


Look = Callable[[int], int]
"""Compares what is kept at a second with what is found afresh; says how much there was to compare."""


def conditions_of(drill: Drill) -> Look:
    """Conditions left alone do not hold, and steady signals are steady."""
    watches, system = owners(drill, "watch"), drill.lookup.system

    def look(at_s: int) -> int:
        looks = 0
        for watch in watches:
            if watch._open is None:
                continue
            left_alone = [name for name in watch._waiting if name not in watch._open]
            assert not [name for name in left_alone if drill.lookup.holds(watch._waiting[name])]
            for name, holds in watch._open.items():
                assert holds(drill.lookup) == drill.lookup.holds(watch._waiting[name])
            looks += len(left_alone)
        kept = (dict(system.signals_milli(at_s)), dict(system.failing_permille(at_s)))
        system._still_until_s = system._measured_s = -1
        assert (system.signals_milli(at_s), system.failing_permille(at_s)) == kept
        return looks

    return look


def moods_of(drill: Drill) -> Look:
    """Moods and due times that are kept are what a fresh look gives."""
    (crew,) = [part for part in parts_of(drill) if isinstance(part, Crew)]
    (customers,) = [part for part in parts_of(drill) if isinstance(part, Customers)]

    def look(at_s: int) -> int:
        drifting = 0
        for account, mood in customers.moods.items():
            kept = (mood.silence_per_h, mood.drift, mood.hurt_since_s)
            if mood.steady_until_s >= at_s:
                customers._weigh(mood, drill.incident.impact_permille.get(account, 0), at_s)
                assert (mood.silence_per_h, mood.drift, mood.hurt_since_s) == kept
            drifting += mood.drift > 0
        assert not crew.due_known or crew.due_s == crew._next_due_s()
        return drifting

    return look


@pytest.mark.parametrize("kind", ["reference", "silent"])
@pytest.mark.parametrize("scenario", scenario_ids())
def test_what_is_kept_through_a_drill_is_what_a_fresh_look_gives(scenario: str, kind: str) -> None:
    drill = drill_of(scenario)
    looks = (conditions_of(drill), moods_of(drill))
    compared = [0, 0]

    def look(at_s: int) -> None:
        for number, one in enumerate(looks):
            compared[number] += one(at_s)

    drill.stage.each_beat(look)
    play(drill, player_of(drill, kind))
    assert all(compared)


def test_more_words_of_a_draw_leave_the_first_ones_as_they_are() -> None:
    chance = Chance(3)
    few, many = chance.words(6, "signals", "noise", 60), chance.words(40, "signals", "noise", 60)
    assert many[:16] == few
    assert len(many) >= 40
    assert len(set(many)) == len(many)
