"""Behavioural players: each loses where the rubric says that it should, and ends below an average player."""

from __future__ import annotations

import os
from functools import lru_cache
from statistics import fmean

import pytest

from scoring import Scorecard, judge
from simulator import events as e
from simulator.bots import bank, chatter
from simulator.bots.habits import HABITS, habitual
from simulator.bots.player import Player, play
from simulator.bots.skilled import SKILLS, Skilled
from simulator.drill import Drill
from simulator.errors import ScenarioError
from simulator.vocabulary import Channel, Mode, Seat
from tests.scoring.plays import DATABASE, content
from tui.cli.running import load_player, make_bot
from tui.library import header_for

SEEDS = (2, 3, 5) if os.environ.get("WARROOM_STATISTICS") else (2, 3)  # `make validate` plays all
LOSES = {
    "spammer": ("C3", "C5"),
    "overpromiser": ("C4", "C6"),
    "hero": ("B3", "B4", "E1"),
    "debater": ("A1", "A4"),
    "late": ("A1", "A2", "B1"),
}
"""What each habit costs."""


def new_drill(scenario: str, seed: int) -> Drill:
    """A drill of a bundled scenario at second 0."""
    material = content(scenario)
    return Drill(header_for(material, drill="habit", seed=seed, mode=Mode.SIMULATED), material.kit)


@lru_cache(maxsize=64)
def played(scenario: str, name: str, seed: int) -> tuple[Drill, Scorecard]:
    """One drill of a bot, with its scorecard."""
    drill = new_drill(scenario, seed)
    player: Player = habitual(name, seed) if name in HABITS else Skilled(SKILLS[name], seed)
    play(drill, player)
    material = content(scenario)
    return drill, judge(drill.journal(), material.scenario.model, material.runbook.model)


def value(name: str, criterion: str) -> float:
    """Mean of a criterion over the drills of a bot."""
    values = []
    for seed in SEEDS:
        found = next(s for s in played(DATABASE, name, seed)[1].criteria if s.id == criterion)
        values.append(found.judgement.value_permille or 0)
    return fmean(values)


def mean(scenario: str, name: str) -> float:
    """Mean total of a bot."""
    return fmean(float(played(scenario, name, seed)[1].total) for seed in SEEDS)


@pytest.mark.parametrize("name", HABITS)
def test_a_bad_habit_ends_below_an_average_player(name: str) -> None:
    assert mean(DATABASE, name) < mean(DATABASE, "average")


@pytest.mark.parametrize(("name", "criterion"), [(name, one) for name, ones in LOSES.items() for one in ones])
def test_it_loses_where_the_rubric_says_so(name: str, criterion: str) -> None:
    assert value(name, criterion) <= value("average", criterion) - 150


def test_the_spammer_posts_most_and_the_overpromiser_breaks_most() -> None:
    def posts(name: str) -> int:
        posted = [entry.event for entry in played(DATABASE, name, 2)[0].entries]
        return sum(isinstance(event, e.UpdatePosted) and event.channel is Channel.STATUS_PAGE for event in posted)

    def broken(name: str) -> int:
        return sum(isinstance(entry.event, e.PromiseBroken) for entry in played(DATABASE, name, 2)[0].entries)

    assert posts("spammer") >= 2 * posts("average")
    assert broken("overpromiser") > 2 * broken("average")


def test_the_hero_owns_every_task() -> None:
    owners = {x.event.owner for x in played(DATABASE, "hero", 2)[0].entries if isinstance(x.event, e.TaskStarted)}
    assert owners == {Seat.IC}


def test_the_same_seed_plays_the_same_drill() -> None:
    again = new_drill(DATABASE, 3)
    play(again, habitual("debater", 3))
    assert again.entries == played(DATABASE, "debater", 3)[0].entries


def test_their_words_are_their_own() -> None:
    own = {*chatter.EMPTY_POSTS, *chatter.EMPTY_ANSWERS, *chatter.PROMISES, *chatter.DEBATES, *chatter.REASONS}
    others = {part for value in vars(bank).values() if isinstance(value, tuple) for part in value}
    assert len(own) == sum(
        len(one)
        for one in (chatter.EMPTY_POSTS, chatter.EMPTY_ANSWERS, chatter.PROMISES, chatter.DEBATES, chatter.REASONS)
    )
    assert not own & others


@pytest.mark.parametrize("name", [*HABITS, "silent", "average", "simulator.bots.habits:Late"])
def test_every_name_on_the_command_line_finds_its_player(name: str) -> None:
    if ":" in name:
        with pytest.raises(ScenarioError, match="is no player"):
            load_player(name, 1)
    else:
        assert callable(make_bot(name, new_drill(DATABASE, 1)).observe)


@pytest.mark.parametrize("name", ["nobody", "no.such.module:Player", "simulator.bots.habits:Nobody", ":", "json:dumps"])
def test_a_player_that_is_not_there_is_one_sentence(name: str) -> None:
    with pytest.raises(ScenarioError) as caught:
        make_bot(name, new_drill(DATABASE, 1))
    assert caught.value.hint
