"""Drills of the bundled scenarios, played headless from a script and judged."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TypeVar

import msgspec

from scoring import Scorecard, judge
from simulator.bots.player import Player, Silent, play
from simulator.bots.script import ScriptPlayer
from simulator.drill import Drill
from simulator.journal import Journal
from simulator.scenario import ScriptStep
from simulator.vocabulary import Mode
from tests.remembering import remembering
from tui.library import Content, header_for, load_content

Script = tuple[ScriptStep, ...]
E = TypeVar("E")

DATABASE, LEAK, TRANSFER = SCENARIOS = ("db-failover", "credential-leak", "integration-failure")


@dataclass(frozen=True)
class Play:
    """A played drill and what the runbook says of it."""

    drill: Drill
    card: Scorecard
    refusals: tuple[str, ...]
    """Commands of the script that made no sense, with the reason."""
    left_over: int
    """Steps of the script whose condition never held."""

    @property
    def values(self) -> dict[str, int | None]:
        """Permille of every criterion; None = unscored."""
        return {score.id: score.judgement.value_permille for score in self.card.criteria}

    @property
    def gates(self) -> set[str]:
        """The gates that hold."""
        return {gate.id for gate in self.card.gates}

    def timed(self, kind: type[E]) -> list[tuple[int, E]]:
        """Every event of a kind with its drill second."""
        return [(entry.at_s, entry.event) for entry in self.drill.entries if isinstance(entry.event, kind)]

    def events(self, kind: type[E]) -> list[E]:
        """Every event of a kind."""
        return [event for _, event in self.timed(kind)]

    def moment(self, kind: type[object], **fields: object) -> int:
        """The drill second of the first event of a kind whose fields are as given."""
        return next(at_s for at_s, event in self.timed(kind) if all(getattr(event, k) == v for k, v in fields.items()))

    def value(self, criterion: str) -> int:
        """Permille of one criterion."""
        return self.values[criterion] or 0


@lru_cache(maxsize=3)
def content(scenario: str) -> Content:
    """A bundled scenario with everything that its drills need."""
    loaded = load_content(scenario)
    return replace(loaded, kit=replace(loaded.kit, reader=remembering()))


@lru_cache(maxsize=3)
def script(scenario: str) -> Script:
    """The reference run of the canonical variant."""
    return next(iter(content(scenario).scenario.model.variants.values())).reference


def played(
    scenario: str, steps: Iterable[ScriptStep] = (), *, player: Player | None = None, judged: str = "you"
) -> Play:
    """Play the canonical variant to its end and judge it.

    Args:
        scenario: A bundled scenario.
        steps: Timed commands.
        player: Who plays instead of the steps.
        judged: Person id of the one who is judged; not `you` = somebody who watches others play.
    """
    material = content(scenario)
    drill = Drill(header_for(material, drill=scenario, seed=None, mode=Mode.SIMULATED), material.kit)
    writer = ScriptPlayer(steps, drill)
    play(drill, player or writer)
    header = msgspec.structs.replace(drill.header, player=judged)
    journal = Journal(header, tuple(drill.entries), head="", sealed=False)
    refused = tuple(f"{at_s}: {step.command}: {refusal.reason}" for at_s, step, refusal in writer.refusals)
    card = judge(journal, material.scenario.model, material.runbook.model)
    return Play(drill, card, refused, len(writer.pending))


@lru_cache(maxsize=3)
def reference(scenario: str) -> Play:
    """The reference run, played once for all tests."""
    return played(scenario, script(scenario))


@lru_cache(maxsize=3)
def silent(scenario: str) -> Play:
    """A drill in which the trainee does nothing, played once for all tests."""
    return played(scenario, player=Silent())
