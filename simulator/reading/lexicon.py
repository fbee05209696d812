"""Lexicons and rule tables as data: what an assessor may extend without touching code.

A rule is a handful of patterns over *plain* text (lower case, single spaces, straight quotes). Patterns are regular
expressions in which `{name}` stands for the word list `name`. A match never crosses the end of a sentence, because
`.` does not match the mark that the reader puts there.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from hashlib import sha256

import msgspec

from simulator.reading.folded import folded

_MACRO = re.compile(r"\{([a-z_]+)\}")
_SENTENCE_START = re.compile(r"(?<![\[\\])\^")

_BEFORE = "[^a-z0-9_'\u00e0-\u024f]"
"""What stands before a word in plain text: no letter of a Latin script; as ranges, which are faster than a category."""


class Rule(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One named way of saying something."""

    name: str
    any: tuple[str, ...]
    """Patterns; one match suffices."""
    not_before: tuple[str, ...] = ()
    """Patterns that must not stand in the same sentence within 48 characters before the match."""
    not_after: tuple[str, ...] = ()
    """Patterns that must not stand in the same sentence within 48 characters after the match."""
    not_in: tuple[str, ...] = ()
    """Patterns that must not stand anywhere in the sentence."""
    advice: str = ""
    weight: int = 1
    audiences: tuple[str, ...] = ()
    """Audiences for whom the rule holds; empty means all."""
    while_open: bool = False
    """Whether the rule holds only while the incident is open, and not for a closing text."""
    yes: tuple[str, ...] = ()
    """Own sentences that must match; the tests hold the rule to them."""
    no: tuple[str, ...] = ()
    """Own sentences that must not match."""


class Lexicon(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All word lists, rules and time zones that the reader knows."""

    words: Mapping[str, tuple[str, ...]]
    rules: Mapping[str, tuple[Rule, ...]]
    zones: Mapping[str, str]
    """Zone names as people write them, to an IANA name or a fixed offset such as `+02:00`."""

    def digest(self) -> str:
        """Return twelve hexadecimal digits that change whenever a word or a rule changes."""
        return sha256(msgspec.json.encode(self, order="deterministic")).hexdigest()[:12]


class CompiledRule(msgspec.Struct, frozen=True, kw_only=True):
    """A rule ready to run."""

    rule: Rule
    pattern: re.Pattern[str]
    expression: str
    """The pattern without its frame, for `Openings`."""
    not_before: re.Pattern[str] | None
    not_after: re.Pattern[str] | None
    not_in: re.Pattern[str] | None


def expand(pattern: str, words: Mapping[str, tuple[str, ...]], depth: int = 0) -> str:
    """Put word lists into a pattern.

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


def compile_any(
    patterns: tuple[str, ...], words: Mapping[str, tuple[str, ...]], *, at_end: bool = False
) -> re.Pattern[str] | None:
    """Compile alternatives into one expression that matches whole words only; `None` for no alternatives.

    Args:
        patterns: The alternatives.
        words: The word lists to put in.
        at_end: Whether a match has to reach the end of what is searched, but for blanks and marks.

    Returns:
        An expression whose group 1 is the match; it begins with the character before the word, which lets the search
        skip from word to word. Plain text therefore always begins with a mark.
    """
    if not patterns:
        return None
    body = expand(folded(patterns), words)
    if at_end:
        return re.compile(rf"(?<![\w'])(?:{body})\W{{0,3}}\Z")
    body = _SENTENCE_START.sub(r"(?<=\\n)", body)
    return re.compile(rf"{_BEFORE}((?:{body}))(?:(?<=\W)|(?!\w))")


def compile_rules(lexicon: Lexicon, table: str) -> tuple[CompiledRule, ...]:
    """Compile one table of rules.

    Raises:
        KeyError: The lexicon has no such table.
        ValueError: A rule names an unknown word list.
    """
    return tuple(_compiled(rule, lexicon.words) for rule in lexicon.rules[table])


def _compiled(rule: Rule, words: Mapping[str, tuple[str, ...]]) -> CompiledRule:
    """Compile one rule."""
    pattern = compile_any(rule.any, words)
    if pattern is None:
        raise ValueError(f"rule {rule.name!r} has no pattern")
    return CompiledRule(
        rule=rule,
        pattern=pattern,
        expression=expand(folded(rule.any), words),
        not_before=compile_any(rule.not_before, words, at_end=True),
        not_after=compile_any(rule.not_after, words),
        not_in=compile_any(rule.not_in, words),
    )
