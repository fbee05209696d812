"""Timed commands: the reference run of a variant, and the `--commands` files of headless runs."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any

import msgspec
from pydantic import BeforeValidator, Field, WithJsonSchema

from simulator.clock import DurationS, parse_duration_s
from simulator.commands import COMMANDS, Base, Command, kind_of
from simulator.scenario.base import Condition, Strict
from simulator.vocabulary import Seat

_BY_KIND = {kind_of(command): command for command in COMMANDS}


def command_from(value: object) -> object:
    """Build a command from `{post_update: {channel: status_page, text: …}}`.

    Seconds may be written as `time_box: 15m` and cents as `amount: 4000.50` beside the exact
    `time_box_s` and `amount_cents`.

    Raises:
        ValueError: no such command, or a field is missing, unknown or of the wrong type.
    """
    if isinstance(value, Base):
        return value
    if isinstance(value, str):
        value = {value: {}}
    if not isinstance(value, dict) or len(value) != 1:
        raise ValueError("one command, e.g. {post_update: {channel: status_page, text: ...}}")
    [(kind, fields)] = value.items()
    command = _BY_KIND.get(kind)
    if command is None:
        from difflib import get_close_matches

        near = get_close_matches(str(kind), _BY_KIND, 1)
        raise ValueError(f"a command; {kind!r} is none" + (f", did you mean {near[0]!r}?" if near else ""))
    if not isinstance(fields or {}, dict):
        raise ValueError(f"the fields of {kind} as a mapping")
    exact = dict(_exact(name, field, command.__struct_fields__) for name, field in (fields or {}).items())
    try:
        return msgspec.convert({"kind": kind, **exact}, command)
    except msgspec.ValidationError as error:
        raise ValueError(f"{kind}: {error}") from None


def _exact(name: str, value: Any, known: tuple[str, ...]) -> tuple[str, Any]:
    """Turn `time_box: 15m` into `time_box_s: 900` and `amount: 4000.50` into `amount_cents: 400050`."""
    if f"{name}_s" in known:
        return f"{name}_s", parse_duration_s(value)
    if f"{name}_cents" in known and isinstance(value, int | Decimal) and not isinstance(value, bool):
        cents = Decimal(value) * 100
        if cents != int(cents):
            raise ValueError(f"{name}: an amount with at most two decimals")
        return f"{name}_cents", int(cents)
    return name, value


def _schema() -> dict[str, Any]:
    """A JSON Schema for editors: one known command per step."""
    return {
        "type": "object",
        "minProperties": 1,
        "maxProperties": 1,
        "additionalProperties": False,
        "properties": {kind: {"type": ["object", "null"], "description": command.__doc__ or ""}
                       for kind, command in _BY_KIND.items()},
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
