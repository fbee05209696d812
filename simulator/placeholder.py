"""Placeholders in texts of scenario files: `{name}` and `{northwind.contact}`, and nothing else.

`{{` and `}}` stand for the braces themselves. Python's own formatting is never used: it would reach
attributes (`{0.__class__}`) and fill the memory (`{x:>999999}`). Values go in as they are, not read again.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Mapping

_PIECE = re.compile(r"\{\{|\}\}|\{([a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)?)\}|[{}]", re.ASCII)
_SHOWN = 24
"""Characters of a faulty placeholder that a message repeats."""


class PlaceholderError(ValueError):
    """A brace that is no placeholder, or a placeholder without a value."""

    position: int
    """Place in the text, counted from 0."""

    hint: str
    """What to write instead."""

    def __init__(self, problem: str, *, position: int, hint: str) -> None:
        """Say where, what and what to write instead."""
        super().__init__(f"character {position + 1}: {problem}; {hint}")
        self.position = position
        self.hint = hint


def find_placeholders(text: str) -> list[tuple[str, int]]:
    """List the placeholders of a text, each with the position of its opening brace.

    Raises:
        PlaceholderError: A brace is neither doubled nor part of a plain `{name}`.
    """
    found: list[tuple[str, int]] = []

    def note(name: str, position: int) -> str:
        found.append((name, position))
        return ""

    _replace(text, note)
    return found


def fill(text: str, values: Mapping[str, str]) -> str:
    """Put values in the place of the placeholders.

    Args:
        text: Text with `{name}` placeholders.
        values: A value for every name that the text uses.

    Raises:
        PlaceholderError: A placeholder is malformed or has no value.
    """

    def value(name: str, position: int) -> str:
        if name in values:
            return one_stop(values[name], text[text.index("}", position) + 1 :])
        near = difflib.get_close_matches(name[:60], sorted(values), n=1)
        hint = f"did you mean '{{{near[0]}}}'?" if near else "known: " + (", ".join(sorted(values)[:12]) or "none")
        raise PlaceholderError(f"unknown placeholder '{{{name}}}'", position=position, hint=hint)

    return _replace(text, value)


def one_stop(value: str, rest: str) -> str:
    """A value before the rest of a text: a name that ends in a full stop ends a sentence without a second one."""
    ends = value.endswith(".") and not value.endswith("..") and rest.startswith(".") and not rest.startswith("..")
    return value[:-1] if ends else value


def _replace(text: str, value: Callable[[str, int], str]) -> str:
    if "{" not in text and "}" not in text:
        return text

    def piece(match: re.Match[str]) -> str:
        if match[1]:
            return value(match[1], match.start())
        if len(match[0]) > 1:
            return match[0][0]
        raise _stray(text, match.start())

    return _PIECE.sub(piece, text)


def _stray(text: str, position: int) -> PlaceholderError:
    if text[position] == "}":
        return PlaceholderError("a '}' without a '{'", position=position, hint="write '}}' for a brace")
    end = text.find("}", position)
    if end < 0:
        return PlaceholderError("a '{' without a '}'", position=position, hint="write '{{' for a brace")
    shown = text[position : end + 1]
    shown = shown if len(shown) <= _SHOWN else shown[:_SHOWN] + "…"
    hint = "only {name} or {name.first}, in small letters, digits and underscores, is allowed; write '{{' for a brace"
    return PlaceholderError(f"{shown!r} is no placeholder", position=position, hint=hint)
