"""What every part of the world stands on: the clock, the draws, the fold, and the one way to make an event."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

import simpy

from simulator.chance import Chance
from simulator.events import AnyEvent
from simulator.fresh import Fresh
from simulator.incident import Incident
from simulator.journal import Entry
from simulator.runbook import Runbook
from simulator.scenario import Scenario, Variant

Handler = Callable[[Entry, Any], None]
Process = Generator[simpy.Event, Any, None]
HEARTBEAT_S = 60
"""How often the world looks at what changes slowly: triggers, moods, deadlines."""


def _done(result: object) -> None:
    """SimPy wants callbacks that return nothing."""


class Voice(Protocol):
    """Turns (kind, temperament, occasion) into words; see `simulator.voices`."""

    def say(
        self, kind: str, temperament: str, facts: Mapping[str, str], chance: Chance, occasion: str
    ) -> tuple[str, str]:
        """A subject and a text."""
        ...

    def is_worn(self, kind: str, temperament: str, facts: Mapping[str, str] | None = None) -> bool:
        """True when nothing new could be said of this kind."""
        ...


@dataclass(slots=True)
class Stage:
    """The shared ground of one drill."""

    env: simpy.Environment
    chance: Chance
    scenario: Scenario
    variant: Variant
    variant_id: str
    runbook: Runbook
    incident: Incident
    voice: Voice
    names: dict[str, str]
    player: str
    emit: Callable[..., Entry]
    handlers: dict[type, list[Handler]] = field(default_factory=lambda: defaultdict(list))
    beats: list[Callable[[int], None]] = field(default_factory=list)
    counters: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    fresh: Fresh = field(default_factory=Fresh)
    """What colleagues have said, so that they do not say it a third time in the same words."""

    @property
    def now(self) -> int:
        """The drill second."""
        return self.env.now  # type: ignore[return-value]  # whole, because every delay is

    def on(self, kind: type[AnyEvent], handler: Handler) -> None:
        """Call `handler(entry, event)` after each event of this kind, in order of registration."""
        self.handlers[kind].append(handler)

    def each_beat(self, action: Callable[[int], None]) -> None:
        """Call `action(at_s)` at every heartbeat, in order of registration."""
        self.beats.append(action)

    def start(self, process: Process) -> None:
        """Let a process run."""
        self.env.process(process)

    def later(self, delay_s: int, action: Callable[[], object]) -> None:
        """Do something once, `delay_s` from now."""
        timeout = self.env.timeout(delay_s)
        assert timeout.callbacks is not None  # noqa: S101  # a fresh timeout always has callbacks
        timeout.callbacks.append(lambda _event: _done(action()))

    def number(self, prefix: str) -> str:
        """The next id of its kind: `m1`, `m2`, … counted within this drill."""
        self.counters[prefix] += 1
        return f"{prefix}{self.counters[prefix]}"

    def parameter(self, name: str) -> int:
        """A model parameter of the runbook, in thousandths of its unit."""
        return self.runbook.parameter(name)

    def heartbeat(self) -> Process:
        """The world's slow pulse."""
        while True:
            yield self.env.timeout(HEARTBEAT_S)
            now = self.now
            for action in self.beats:
                action(now)
