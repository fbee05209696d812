"""The scenario as a whole, and the references between its parts."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from simulator.clock import DAY_S, DurationS, parse_stamp
from simulator.scenario.base import Id, Strict, Text, Title
from simulator.scenario.inject import Inject
from simulator.scenario.people import Account, CastMember, Objective
from simulator.scenario.truth import Variant
from simulator.scenario.world import Fault, Signal, Task

_STAMP = r"^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?Z$"


def _a_moment(text: str) -> str:
    parse_stamp(text)
    return text


StampUtc = Annotated[str, Field(pattern=_STAMP), AfterValidator(_a_moment)]
"""A moment in UTC, e.g. `2026-03-10T14:00:00Z`."""


EXAM_WALL_S = 5_400
"""An exam ends after so many seconds of the clock on the wall, the same for everybody."""


class PaceStep(Strict):
    """Until `until`, an exam runs at this many drill seconds per second."""

    until: DurationS
    multiplier: Annotated[int, Field(ge=1, le=600)]


class Scenario(Strict):
    """One scenario file (format 1)."""

    format: Literal[1]
    id: Id
    version: Annotated[int, Field(ge=1)]
    title: Title
    family: Id
    summary: Text
    """Two sentences for the catalogue; no spoilers."""
    briefing: Text
    """What a trainee reads before the clock starts."""
    difficulty: Annotated[int, Field(ge=1, le=5)]
    minutes: Annotated[int, Field(ge=1, le=600)]
    """About how long a drill takes on the wall clock."""
    start_utc: StampUtc
    horizon: Annotated[DurationS, Field(gt=0, le=90 * DAY_S)]
    """An unclosed drill ends here."""
    sample_every: DurationS = 60
    """How often monitoring samples the signals."""
    home: Title | None = None
    """Our company's name; drawn by the seed when absent."""
    pace_plan: tuple[PaceStep, ...] = Field(default=(), max_length=50)
    """How an exam runs, the same for everybody."""
    objectives: dict[Id, Objective] = Field(max_length=20)
    signals: dict[Id, Signal] = Field(max_length=40)
    faults: dict[Id, Fault] = Field(max_length=40)
    tasks: dict[Id, Task] = Field(max_length=60)
    accounts: dict[Id, Account] = Field(max_length=500)
    cast: dict[Id, CastMember] = Field(max_length=600)
    injects: tuple[Inject, ...] = Field(max_length=200)
    variants: dict[Id, Variant] = Field(min_length=1, max_length=40)

    @property
    def start_utc_s(self) -> int:
        """The drill's first second as Unix seconds."""
        return parse_stamp(self.start_utc)
