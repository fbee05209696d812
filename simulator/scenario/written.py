"""Commands as people write them in files: their names, their fields, and what is wrong with one that does not fit."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any, get_args, get_origin

import msgspec

from simulator.clock import parse_duration_s
from simulator.commands import COMMANDS, Base, kind_of
from simulator.money import parse_cents
from simulator.terms import nearest

BY_KIND = {kind_of(command): command for command in COMMANDS}
"""Every command by its name in files, e.g. `post_update`."""
_SHOWN_CHARS = 60


@dataclass(frozen=True, slots=True)
class WrittenField:
    """One field of a command."""

    name: str
    """As people write it: `time_box` for `time_box_s`, `amount` for `amount_cents`."""
    exact: str
    """The record's own name, which a file may use as well, for whole seconds and cents."""
    type: Any
    is_required: bool

    @property
    def wanted(self) -> str:
        """What the field takes, in plain words."""
        if self.name == self.exact:
            return _wanted(self.type)
        return "an amount of money such as 4000 or 4000.50" if self._is_money else "a duration such as 15m or 1h30m"

    @property
    def _is_money(self) -> bool:
        return self.exact.endswith("_cents")

    def read(self, name: str, value: Any) -> Any:
        """The value that a file gives under one of the two names.

        Raises:
            ValueError: it is none; says what was expected.
        """
        if name == self.exact:
            try:
                return msgspec.convert(value, self.type)
            except msgspec.ValidationError:
                raise ValueError(f"{_wanted(self.type)}, not {_shown(value)}") from None
        try:
            return _cents(value) if self._is_money else parse_duration_s(value)
        except ValueError:
            raise ValueError(f"{self.wanted}, not {_shown(value)}") from None


@cache
def fields_of(command: type[Base]) -> tuple[WrittenField, ...]:
    """The fields of a command, in the order in which its record has them."""
    return tuple(
        WrittenField(_plain(field.name), field.name, field.type, field.required)
        for field in msgspec.structs.fields(command)
    )


def command_from(value: object) -> object:
    """Build a command from `{post_update: {channel: status_page, text: …}}`.

    Seconds may be written as `time_box: 15m` and cents as `amount: 4000.50` beside the exact
    `time_box_s` and `amount_cents`.

    Raises:
        ValueError: no such command, or a field is missing, unknown or of the wrong type; says all that is wrong.
    """
    if isinstance(value, Base):
        return value
    if isinstance(value, str):
        value = {value: {}}
    if not isinstance(value, dict) or len(value) != 1:
        raise ValueError("a single command, e.g. {post_update: {channel: status_page, text: ...}}")
    [(kind, given)] = value.items()
    command = BY_KIND.get(kind)
    if command is None:
        near = _nearest_kind(str(kind))
        rest = f"did you mean {near!r}?" if near else f"the commands are {', '.join(sorted(BY_KIND))}"
        raise ValueError(f"a command; {_shown(kind)} is none; {rest}")
    if not isinstance(given or {}, dict):
        raise ValueError(f"the fields of {kind} as a mapping: {_listed(fields_of(command))}")
    return _filled(kind, command, given or {})


def _filled(kind: str, command: type[Base], given: dict[str, Any]) -> Base:
    fields = fields_of(command)
    by_name = {name: field for field in fields for name in (field.exact, field.name)}
    values: dict[str, Any] = {}
    faults: list[str] = []
    for name, value in given.items():
        field = by_name.get(name)
        if field is None:
            near = nearest(name, by_name)
            faults.append(f"there is no field {name!r}" + (f", did you mean {near!r}?" if near else ""))
        elif field.exact in values:
            faults.append(f"{field.name} is given twice")
        else:
            try:
                values[field.exact] = field.read(name, value)
            except ValueError as error:
                values[field.exact] = None
                faults.append(f"{name}: expected {error}")
    missing = [field.name for field in fields if field.is_required and field.exact not in values]
    if missing:
        faults.append(f"{', '.join(missing)} {'is' if len(missing) == 1 else 'are'} missing")
    if faults:
        raise ValueError(f"{kind}: {'; '.join(faults)}; {_listed(fields)}")
    return command(**values)


def _listed(fields: tuple[WrittenField, ...]) -> str:
    """Tell which fields there are."""
    needed = ", ".join(field.name for field in fields if field.is_required)
    more = ", ".join(field.name for field in fields if not field.is_required)
    told = (f"it needs {needed}" if needed else "") + (" and " if needed and more else "it " if more else "")
    return told + (f"may have {more}" if more else "") or "it has no fields"


def _nearest_kind(word: str) -> str:
    """The one command that somebody meant who wrote a word wrong, or only its beginning; empty when it is not clear."""
    begun = [kind for kind in BY_KIND if word and kind.startswith(word)]
    return begun[0] if len(begun) == 1 else nearest(word, BY_KIND)


def _plain(name: str) -> str:
    return name.removesuffix("_s").removesuffix("_cents")


def _cents(value: object) -> int:
    if isinstance(value, str):
        return parse_cents(value)
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise ValueError
    cents = Decimal(value) * 100
    if not cents.is_finite() or cents != int(cents):
        raise ValueError
    return int(cents)


def _wanted(kind: Any) -> str:
    """What a type takes, in plain words."""
    kinds = [each for each in get_args(kind) if each is not type(None)]
    if get_origin(kind) is tuple:
        return f"a list of {_plural(kinds[0])}"
    kind = kinds[0] if kinds else kind
    if isinstance(kind, type) and issubclass(kind, Enum):
        return f"one of {_words(kind)}"
    return {bool: "true or false", int: "a whole number"}.get(kind, "text")


def _plural(kind: Any) -> str:
    return _words(kind) if isinstance(kind, type) and issubclass(kind, Enum) else "texts"


def _words(kind: type[Enum]) -> str:
    return ", ".join(str(member.value) for member in kind)


def _shown(value: object) -> str:
    """Show a value in a message: short, and on one line."""
    if isinstance(value, dict | list | tuple):
        return "a mapping" if isinstance(value, dict) else "a list"
    if value is None or isinstance(value, bool):
        return {None: "nothing", True: "true", False: "false"}[value]
    return repr(value[:_SHOWN_CHARS]) if isinstance(value, str) else str(value)[:_SHOWN_CHARS]
