"""Lexicons and rule tables as data: what an assessor may extend without touching code.

A rule is a handful of patterns over *plain* text (lower case, single spaces, straight quotes). Patterns are regular
expressions in which `{name}` stands for the word list `name`. A match never crosses the end of a sentence, because
`.` does not match the mark that the reader puts there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from hashlib import sha256

import msgspec

from simulator.reading.expression import Written, framed, written
from simulator.reading.pattern import compiled


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


class Lexicon(msgspec.Struct, frozen=True, kw_only=True, eq=False, forbid_unknown_fields=True):
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
        return compiled(framed(self.expression)).match


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
        return compiled(self.finder)

    @cached_property
    def not_before(self) -> re.Pattern[str] | None:
        """Guards what stands before a match."""
        return None if self.before is None else compiled(self.before)

    @cached_property
    def not_after(self) -> re.Pattern[str] | None:
        """Guards what stands after a match."""
        return None if self.after is None else compiled(self.after)

    @cached_property
    def not_in(self) -> re.Pattern[str] | None:
        """Guards the sentence of a match."""
        return None if self.inside is None else compiled(self.inside)

    @property
    def is_guarded(self) -> bool:
        """Whether anything may keep a match from standing."""
        return not (self.before is None and self.after is None and self.inside is None)

    def prepare(self) -> None:
        """Compile everything now that a text with known places may ask for."""
        _ = self.not_before, self.not_after, self.not_in, [way.match for way in self.ways]


def compile_rules(lexicon: Lexicon, table: str) -> tuple[CompiledRule, ...]:
    """Compile one table of rules.

    Raises:
        KeyError: The lexicon has no such table.
        ValueError: A rule names an unknown word list.
    """
    rules = lexicon.rules[table]
    return tuple(map(_compiled, rules, written(rules, lexicon.words, _edition(lexicon))))


def _compiled(rule: Rule, of: Written) -> CompiledRule:
    """Make a rule ready."""
    return CompiledRule(
        rule=rule,
        ways=tuple(map(Way, of.ways)),
        finder=framed("|".join(of.ways)),
        before=of.before,
        after=of.after,
        inside=of.inside,
    )


@lru_cache(maxsize=8)
def _edition(lexicon: Lexicon) -> str:
    """What changes with any word of a lexicon; asked for every table of it."""
    return lexicon.digest()
