"""Expressions compiled once on a machine: those of all rules take three seconds, and a process asks for hundreds.

The standard library turns an expression into numbers, which takes long, and makes a pattern of them, which takes no
time. The numbers are kept from start to start. These two steps are no public part of the library: where they are not
to be had, or give anything unforeseen, an expression is compiled as ever. The pattern is the same.
"""

from __future__ import annotations

import re
import sys
import zlib
from array import array
from contextlib import suppress
from functools import cache
from hashlib import sha256
from importlib import import_module
from typing import Any

import msgspec

from simulator.shelf import Shelf

_NUMBER = "I"
"""The numbers of a pattern are unsigned, of four bytes."""
_UNFORESEEN = (AttributeError, ImportError, LookupError, TypeError, ValueError, RuntimeError, zlib.error)


class Compiled(msgspec.Struct, frozen=True, array_like=True):
    """What a pattern is made of."""

    numbers: bytes
    """Packed."""
    flags: int
    groups: int
    names: dict[str, int]
    """Groups that have a name, by their number."""


@cache
def compiled(expression: str) -> re.Pattern[str]:
    """Compile an expression, or take it from an earlier start; rules share many, more than `re` remembers.

    Raises:
        re.error: It is no expression.
    """
    with suppress(*_UNFORESEEN):
        key = sha256(expression.encode()).digest()
        one = _SHELF.get(key)
        if one is None:
            one = _compile(expression)
            _SHELF.add(key, one)
        return _made(expression, one)
    return re.compile(expression)


def _compile(expression: str) -> Compiled:
    """Turn an expression into numbers."""
    parsed = import_module("re._parser").parse(expression, 0)
    numbers = array(_NUMBER, import_module("re._compiler")._code(parsed, 0))
    state = parsed.state
    return Compiled(zlib.compress(numbers.tobytes(), level=1), state.flags, state.groups - 1, state.groupdict)


def _made(expression: str, of: Compiled) -> re.Pattern[str]:
    """Make a pattern of numbers."""
    numbers = array(_NUMBER)
    numbers.frombytes(zlib.decompress(of.numbers))
    named = {number: name for name, number in of.names.items()}
    by_number = (None, *(named.get(number) for number in range(1, of.groups + 1)))
    pattern: re.Pattern[str] = _engine().compile(expression, of.flags, numbers.tolist(), of.groups, of.names, by_number)
    return pattern


@cache
def _engine() -> Any:
    """What makes patterns of numbers."""
    return import_module("_sre")


def _version() -> str:
    """Another version of Python has other numbers."""
    version = sys.implementation.cache_tag, *sys.version_info[:3], _engine().MAGIC, sys.byteorder
    return f"{'.'.join(map(str, version))}.bin"


_SHELF: Shelf[Compiled] = Shelf("patterns", _version, Compiled)
