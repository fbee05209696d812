"""Words of a condition: the types of names, the error, and literals turned into integers.

Numbers become milli-units (17.5 is 17500) and durations seconds, so that no condition holds a float.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

MAX_DIGITS = 12
"""Digits before the point of one number; more is a slip of the keyboard."""

LISTED = 12
"""Names shown in one message; more would hide the sentence."""

_UNITS_S = {"d": 86400, "h": 3600, "m": 60, "s": 1}


class Kind(StrEnum):
    """Types of names."""

    BOOL = "bool"
    NUMBER = "number"
    DURATION = "duration"
    TEXT = "text"


WANTED = {
    Kind.BOOL: "true or false",
    Kind.NUMBER: "a number such as 17.5",
    Kind.DURATION: "a duration such as 15m or 1h30m",
    Kind.TEXT: "a bare word",
}


@dataclass(frozen=True, slots=True)
class Signature:
    """What a function such as `done(task)` takes and gives."""

    result: Kind
    """Type of the value."""

    argument: frozenset[str] | None
    """Ids that are allowed as the argument; None allows any word."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Names that a condition may use, with their types."""

    names: Mapping[str, Kind]
    """Plain names."""

    functions: Mapping[str, Signature] = field(default_factory=dict)
    """Functions of one argument."""

    enumerations: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Words allowed for a TEXT name or function; without an entry any word is."""


class TriggerError(ValueError):
    """A condition that cannot be compiled."""

    column: int
    """Place of the fault in the text, counted from 1."""

    expected: str
    """What would have been right there, in plain words."""

    hint: str
    """Nearest known name, or empty."""

    def __init__(self, problem: str, *, column: int, expected: str, hint: str = "") -> None:
        """Put the place, the problem, what was expected and the hint into one sentence."""
        suggestion = f"; did you mean '{hint}'?" if hint else ""
        wanted = f"; expected {expected}" if expected and not hint else ""
        super().__init__(f"column {column}: {problem}{wanted}{suggestion}")
        self.column = column
        self.expected = expected
        self.hint = hint


def milli(shown: str, column: int) -> int:
    """Read a decimal number as milli-units."""
    whole, _, fraction = shown.partition(".")
    if len(whole.lstrip("-")) > MAX_DIGITS:
        raise TriggerError("the number is too large", column=column, expected=f"at most {MAX_DIGITS} digits")
    if len(fraction) > 3:
        raise TriggerError("the number is too fine", column=column, expected="at most three decimals")
    value = int(whole.lstrip("-")) * 1000 + int(fraction.ljust(3, "0"))
    return -value if whole.startswith("-") else value


def seconds(shown: str, column: int) -> int:
    """Read a duration such as `1h30m` as seconds."""
    parts = re.findall(r"([0-9]+)([dhms])", shown)
    units = [unit for _, unit in parts]
    if units != sorted(set(units), key="dhms".index):
        raise TriggerError(f"'{shown}' is not a duration", column=column, expected="units in order (1d2h30m15s)")
    if any(len(digits) > MAX_DIGITS for digits, _ in parts):
        raise TriggerError("the duration is too long", column=column, expected=f"at most {MAX_DIGITS} digits")
    return sum(int(digits) * _UNITS_S[unit] for digits, unit in parts)


def nearest(word: str, known: Iterable[str]) -> str:
    """Find the known word that is most like this one; empty when none is."""
    return next(iter(difflib.get_close_matches(word, sorted(known), n=1)), "")


def listed(words: Iterable[str]) -> str:
    """Name up to twelve words, in order, and count the others."""
    ordered = sorted(words)
    others = len(ordered) - LISTED
    return ", ".join(ordered[:LISTED]) + (f" and {others} more" if others > 0 else "")
