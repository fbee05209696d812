"""What is wrong with a client's message, in words: the place, what was expected there, and where to look it up."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import msgspec

NEXT_STEP = "See docs/protocol.md and its JSON Schema."
QUOTE_LENGTH = 40
"""So much of a wrong word is said back."""
LARGEST_NUMBER = 2**53 - 1
"""Larger ones do not arrive alike in every language (RFC 8259, section 6)."""
_PLACED = re.compile(r"(?s)(?P<what>.*) - at `\$\.?(?P<place>[^`]*)`$")
_WRONG_WORD = re.compile(r"(?s)Invalid (?:enum )?value '(?P<word>.*)'$")


def in_words(error: msgspec.DecodeError, model: Any) -> str:
    """Say what is wrong; may say a few letters of the message back, so it is for the sender alone and for no log.

    Args:
        error: What msgspec said.
        model: The type that the message should have had.
    """
    placed = _PLACED.match(str(error))
    what, place = (placed["what"], placed["place"]) if placed else (str(error), "")
    wrong = _WRONG_WORD.match(what)
    if wrong is None:
        at = f"{place}: " if place else ""
        return f"{at}{what[: 3 * QUOTE_LENGTH]}. {NEXT_STEP}"
    allowed = ", ".join(sorted(allowed_at(place, model)))
    return f"{place} cannot be '{_quoted(wrong['word'])}'. Expected one of: {allowed}. {NEXT_STEP}"


def _quoted(word: str) -> str:
    """The beginning of what somebody sent, safe to show."""
    shown = "".join(one if one.isprintable() else "?" for one in word[: QUOTE_LENGTH + 1])
    return f"{shown[:QUOTE_LENGTH]}…" if len(shown) > QUOTE_LENGTH else shown


def check_json(frame: str | bytes) -> None:
    """Refuse what readers of JSON understand differently: a key that occurs twice, a number that is too large.

    Args:
        frame: A message that has been read already, so it is whole and not nested deeply.

    Raises:
        ValueError: which key, or that a number is too large.
    """
    json.loads(frame, object_pairs_hook=_once_each, parse_int=_exact)


def _once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"The key '{_quoted(twice)}' stands twice. {NEXT_STEP}")
    return found


def _exact(digits: str) -> int:
    if len(digits) > len(str(-LARGEST_NUMBER)) or abs(int(digits)) > LARGEST_NUMBER:
        raise ValueError(f"Numbers go up to {LARGEST_NUMBER:,}. {NEXT_STEP}")
    return int(digits)


def allowed_at(place: str, model: Any) -> set[str]:
    """Every word that is allowed at a place such as `command.severity`."""
    types = [_shape(model)]
    for name in re.findall(r"[^.\[\]]+|\[[^\]]*\]", place):
        types = [inner for outer in types for inner in _inside(outer, name)]
    return {word for found in types for word in _words(found)}


@cache
def _shape(model: Any) -> msgspec.inspect.Type:
    return msgspec.inspect.type_info(model)


def _flat(found: msgspec.inspect.Type) -> Iterator[msgspec.inspect.Type]:
    if isinstance(found, msgspec.inspect.UnionType):
        for one in found.types:
            yield from _flat(one)
    else:
        yield found


def _inside(outer: msgspec.inspect.Type, name: str) -> Iterator[msgspec.inspect.Type]:
    """The types of a field, or of an item, in any of the types that are allowed here."""
    for found in _flat(outer):
        if isinstance(found, msgspec.inspect.StructType):
            if name == found.tag_field:
                yield msgspec.inspect.LiteralType((found.tag,))
            yield from (field.type for field in found.fields if field.encode_name == name)
        elif isinstance(found, msgspec.inspect.VarTupleType | msgspec.inspect.ListType) and name.startswith("["):
            yield found.item_type


def _words(found: msgspec.inspect.Type) -> Iterator[str]:
    for one in _flat(found):
        if isinstance(one, msgspec.inspect.EnumType):
            yield from (str(member.value) for member in one.cls)
        elif isinstance(one, msgspec.inspect.LiteralType):
            yield from map(str, one.values)
