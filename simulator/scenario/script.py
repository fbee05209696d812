"""Timed commands: the reference run of a variant, and the `--commands` files of headless runs."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, Field, WithJsonSchema

from simulator.clock import DurationS
from simulator.commands import Command
from simulator.scenario.base import Condition, Strict
from simulator.scenario.written import BY_KIND, command_from
from simulator.vocabulary import Seat


def _schema() -> dict[str, Any]:
    """A JSON Schema for editors: one known command per step."""
    return {
        "type": "object",
        "minProperties": 1,
        "maxProperties": 1,
        "additionalProperties": False,
        "properties": {kind: {"type": ["object", "null"], "description": command.__doc__ or ""}
                       for kind, command in BY_KIND.items()},
    }  # fmt: skip


CommandField = Annotated[Any, BeforeValidator(command_from), WithJsonSchema(_schema())]


class ScriptStep(Strict):
    """One timed command of a player."""

    at: DurationS
    """Not before this drill time."""
    when: Condition | None = None
    """Wait on from `at` until this holds (checked every drill minute)."""
    seat: Seat = Seat.IC
    do: CommandField
    """The command, e.g. `{declare: {severity: sev1, …}}`. Texts may hold `{name}` and `{in_60m}` placeholders."""

    @property
    def command(self) -> Command:
        """The command as a typed value."""
        return self.do  # type: ignore[no-any-return]


class Script(Strict):
    """A `--commands` file."""

    commands: tuple[ScriptStep, ...] = Field(max_length=5_000)
