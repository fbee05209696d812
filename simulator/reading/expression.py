"""Rules written out as regular expressions: word lists put in, alternatives folded, the whole kept to whole words.

Writing all of them out takes most of a second, so they are kept from start to start.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from simulator.reading import folded as folding
from simulator.reading.folded import folded, ways
from simulator.reading.pattern import compiled
from simulator.shelf import Shelf

if TYPE_CHECKING:
    from simulator.reading.lexicon import Rule

Words = Mapping[str, tuple[str, ...]]
"""Word lists by their names."""
_MACRO = re.compile(r"\{([a-z_]+)\}")
_SENTENCE_START = re.compile(r"(?<![\[\\])\^")

_BEFORE = "[^a-z0-9_'\u00e0-\u024f]"
"""What stands before a word in plain text: no letter of a Latin script; as ranges, which are faster than a category."""


class Written(msgspec.Struct, frozen=True, array_like=True):
    """The expressions of a rule."""

    ways: tuple[str, ...]
    """What is tried at a place where it can begin, in order."""
    before: str | None
    after: str | None
    inside: str | None
    """The expressions of its guards."""


def written(rules: tuple[Rule, ...], words: Words, edition: str) -> tuple[Written, ...]:
    """Write rules out, or take them from an earlier start.

    Args:
        rules: The rules of one table.
        words: The word lists.
        edition: What changes with any word.

    Raises:
        ValueError: A rule has no pattern, or names an unknown word list.
    """
    key = sha256(_code_digest() + edition.encode() + msgspec.msgpack.encode(rules)).digest()
    found = _SHELF.get(key)
    if found is None:
        found = tuple(_written(rule, words) for rule in rules)
        _SHELF.add(key, found)
    return found


def _written(rule: Rule, words: Words) -> Written:
    """Write a rule out."""
    if not rule.any:
        raise ValueError(f"rule {rule.name!r} has no pattern")
    before, after = _expanded(rule.not_before, words), _expanded(rule.not_after, words)
    inside = _expanded(rule.not_in, words)
    return Written(
        ways=tuple(_ways(rule.any, words)),
        before=None if before is None else rf"(?<![\w'])(?:{before})\W{{0,3}}\Z",  # it reaches up to the match
        after=None if after is None else framed(after),
        inside=None if inside is None else framed(inside),
    )


def _ways(patterns: tuple[str, ...], words: Words) -> list[str]:
    """Return the alternatives of a rule by how they begin; of a wording that is a mere word list, those of the list."""
    found: list[str] = []
    for way in ways(patterns):
        whole = _MACRO.fullmatch(way)
        listed = ways(words.get(whole[1], ())) if whole else []
        found += [expand(one, words) for one in listed or [way]]
    return found


def expand(pattern: str, words: Words, depth: int = 0) -> str:
    """Put word lists into a pattern, folded.

    Raises:
        ValueError: A `{name}` is unknown, or lists refer to each other in a circle.
    """
    if depth > 6:
        raise ValueError(f"word lists refer to each other in a circle: {pattern!r}")

    def put(match: re.Match[str]) -> str:
        name = match.group(1)
        if name not in words:
            raise ValueError(f"unknown word list {{{name}}} in pattern {pattern!r}")
        return "(?:" + expand(folded(words[name]), words, depth + 1) + ")"

    return _MACRO.sub(put, pattern)


def compile_any(patterns: tuple[str, ...], words: Words) -> re.Pattern[str] | None:
    """Compile alternatives into one expression that matches whole words only; `None` for no alternatives.

    Args:
        patterns: The alternatives.
        words: The word lists to put in.

    Returns:
        An expression whose group 1 is the match; it begins with the character before the word, which lets the search
        skip from word to word. Plain text therefore always begins with a mark.
    """
    body = _expanded(patterns, words)
    return None if body is None else compiled(framed(body))


def _expanded(patterns: tuple[str, ...], words: Words) -> str | None:
    """Put alternatives together; `None` for no alternatives."""
    return expand(folded(patterns), words) if patterns else None


def framed(body: str) -> str:
    """Keep an expression to whole words."""
    body = _SENTENCE_START.sub(r"(?<=\\n)", body)
    return rf"{_BEFORE}((?:{body}))(?:(?<=\W)|(?!\w))"


@cache
def _code_digest() -> bytes:
    """Changes with any line of what writes expressions."""
    return sha256(b"".join(Path(str(path)).read_bytes() for path in (__file__, folding.__file__))).digest()


_SHELF: Shelf[tuple[Written, ...]] = Shelf("patterns", lambda: "rules.bin", tuple[Written, ...])
