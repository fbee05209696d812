"""Lexicons and rule tables as data: what an assessor may extend without touching code.

A rule is a handful of patterns over *plain* text (lower case, single spaces, straight quotes). Patterns are regular
expressions in which `{name}` stands for the word list `name`. A match never crosses the end of a sentence, because
`.` does not match the mark that the reader puts there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from hashlib import sha256

import msgspec

from simulator.reading.folded import folded, ways

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


@dataclass(frozen=True)
class Way:
    """Those wordings of a rule that begin alike."""

    expression: str

    @cached_property
    def match(self) -> Callable[[str, int], re.Match[str] | None]:
        """Matches from the character before the first word; group 1 is the match."""
        return _compiled_once(_framed(self.expression)).match


@dataclass(frozen=True)
class CompiledRule:
    """A rule ready to run.

    Its expressions are compiled when a text first asks for them: most texts ask for few of the hundreds that there
    are, and all of them together take a second of every start.
    """

    rule: Rule
    ways: tuple[Way, ...]
    """What is tried at a place where it can begin, in order."""
    finder: str
    """All of them in one expression, for a text whose places are not known."""
    before: str | None
    after: str | None
    inside: str | None
    """The expressions of its guards."""

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Finds it; group 1 is the match."""
        return _compiled_once(self.finder)

    @cached_property
    def not_before(self) -> re.Pattern[str] | None:
        """Guards what stands before a match."""
        return None if self.before is None else _compiled_once(self.before)

    @cached_property
    def not_after(self) -> re.Pattern[str] | None:
        """Guards what stands after a match."""
        return None if self.after is None else _compiled_once(self.after)

    @cached_property
    def not_in(self) -> re.Pattern[str] | None:
        """Guards the sentence of a match."""
        return None if self.inside is None else _compiled_once(self.inside)

    @property
    def is_guarded(self) -> bool:
        """Whether anything may keep a match from standing."""
        return not (self.before is None and self.after is None and self.inside is None)

    def prepare(self) -> None:
        """Compile everything now that a text with known places may ask for."""
        _ = self.not_before, self.not_after, self.not_in, [way.match for way in self.ways]


@cache
def _compiled_once(expression: str) -> re.Pattern[str]:
    """Compile an expression; updates, briefs and post-mortems share many, more than `re` itself remembers."""
    return re.compile(expression)


def expand(pattern: str, words: Mapping[str, tuple[str, ...]], depth: int = 0) -> str:
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


def compile_any(patterns: tuple[str, ...], words: Mapping[str, tuple[str, ...]]) -> re.Pattern[str] | None:
    """Compile alternatives into one expression that matches whole words only; `None` for no alternatives.

    Args:
        patterns: The alternatives.
        words: The word lists to put in.

    Returns:
        An expression whose group 1 is the match; it begins with the character before the word, which lets the search
        skip from word to word. Plain text therefore always begins with a mark.
    """
    body = _expanded(patterns, words)
    return None if body is None else re.compile(_framed(body))


def _expanded(patterns: tuple[str, ...], words: Mapping[str, tuple[str, ...]]) -> str | None:
    """Put alternatives together; `None` for no alternatives."""
    return expand(folded(patterns), words) if patterns else None


def _framed(body: str) -> str:
    """Keep an expression to whole words."""
    body = _SENTENCE_START.sub(r"(?<=\\n)", body)
    return rf"{_BEFORE}((?:{body}))(?:(?<=\W)|(?!\w))"


def compile_rules(lexicon: Lexicon, table: str) -> tuple[CompiledRule, ...]:
    """Compile one table of rules.

    Raises:
        KeyError: The lexicon has no such table.
        ValueError: A rule names an unknown word list.
    """
    return tuple(_compiled(rule, lexicon.words) for rule in lexicon.rules[table])


def _compiled(rule: Rule, words: Mapping[str, tuple[str, ...]]) -> CompiledRule:
    """Compile one rule."""
    if not rule.any:
        raise ValueError(f"rule {rule.name!r} has no pattern")
    alternatives = _ways(rule.any, words)
    before, after = _expanded(rule.not_before, words), _expanded(rule.not_after, words)
    inside = _expanded(rule.not_in, words)
    return CompiledRule(
        rule=rule,
        ways=tuple(map(Way, alternatives)),
        finder=_framed("|".join(alternatives)),
        before=None if before is None else rf"(?<![\w'])(?:{before})\W{{0,3}}\Z",  # it reaches up to the match
        after=None if after is None else _framed(after),
        inside=None if inside is None else _framed(inside),
    )


def _ways(patterns: tuple[str, ...], words: Mapping[str, tuple[str, ...]]) -> list[str]:
    """Return the alternatives of a rule by how they begin; of a wording that is a mere word list, those of the list."""
    found: list[str] = []
    for way in ways(patterns):
        whole = _MACRO.fullmatch(way)
        listed = ways(words.get(whole[1], ())) if whole else []
        found += [expand(one, words) for one in listed or [way]]
    return found
