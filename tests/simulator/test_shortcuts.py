"""What the world keeps from minute to minute is what it would find by looking afresh."""

from __future__ import annotations

from typing import Any

import pytest

from scenarios.catalog import load_runbook, load_scenario, scenario_ids
from scenarios.lexicon import load_lexicon
from scenarios.voice import load_voices
from simulator.bots.player import Player, Silent, play
from simulator.bots.script import ScriptPlayer
from simulator.chance import Chance
from simulator.drill import Drill, Kit
from simulator.reading import Reader
from tests.builders import header


def owners(drill: Drill, name: str) -> list[Any]:
    """The parts of the world that have this attribute, found by their heartbeats."""
    parts = [getattr(action, "__self__", None) for action in drill.stage.beats]
    return [getattr(part, name) for part in parts if hasattr(part, name)]


def drill_of(scenario: str) -> Drill:
    """A canonical drill of a bundled scenario."""
    kit = Kit(load_scenario(scenario).model, load_runbook().model, Reader(load_lexicon()), load_voices())
    return Drill(header(), kit)


def player_of(drill: Drill, kind: str) -> Player:
    """The reference run of the drill's variant, or nobody."""
    return ScriptPlayer(drill.variant.reference, drill) if kind == "reference" else Silent()


@pytest.mark.parametrize("kind", ["reference", "silent"])
@pytest.mark.parametrize("scenario", scenario_ids())
def test_conditions_left_alone_do_not_hold_and_steady_signals_are_steady(scenario: str, kind: str) -> None:
    drill = drill_of(scenario)
    watches, system = owners(drill, "watch"), drill.lookup.system
    looks = 0

    def look(at_s: int) -> None:
        nonlocal looks
        for watch in watches:
            left_alone = {} if watch._open is None else dict(watch._waiting.items() - watch._open.items())
            assert not [name for name, text in left_alone.items() if drill.lookup.holds(text)]
            looks += len(left_alone)
        kept = (dict(system.signals_milli(at_s)), dict(system.failing_permille(at_s)))
        system._still_until_s = system._measured_s = -1
        assert (system.signals_milli(at_s), system.failing_permille(at_s)) == kept

    drill.stage.each_beat(look)
    play(drill, player_of(drill, kind))
    assert looks > 0


def test_more_words_of_a_draw_leave_the_first_ones_as_they_are() -> None:
    chance = Chance(3)
    few, many = chance.words(6, "signals", "noise", 60), chance.words(40, "signals", "noise", 60)
    assert many[:16] == few
    assert len(many) >= 40
    assert len(set(many)) == len(many)
