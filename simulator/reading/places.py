"""Where the expressions of many rules are worth trying in a text: one walk over its words serves all of them.

A reading runs more than a hundred expressions over each text; most of them can begin with a few letters only, and hold
a word that most sentences lack. Every alternative of every expression is one bit of a number: those that a word can
begin, and those whose words the sentence holds. What is in both is tried, which makes reading several times faster.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import islice
from sys import version_info

from simulator import cache
from simulator.reading.cues import HEAD_CHARS
from simulator.reading.needed import words_of
from simulator.reading.starts import LETTERS, MOST, SENTENCE_START, starts_of

KEPT = 4_096
"""How many openings of words are remembered with what they can begin."""
_STEP = re.compile(r"(?<![\w'])'|[\w']*(?:\n|[^\w'] ?)|[\w']+")
"""The way from one place where a word or a mark can begin to the next; the steps of a text are the whole text."""
Places = tuple[list[int], list[int]]
"""Where an expression is worth trying, from left to right, and which of its alternatives; several may be at a place."""
_Known = tuple[list[str] | None, list[str] | None]
"""How the matches of an expression can begin, and words of which each holds one; `None` where nothing is known."""


class Openings:
    """Which alternatives of some expressions are worth trying where; worked out when the first text comes."""

    def __init__(self, expressions: Mapping[str, Sequence[str]], loose: Collection[str] = ()) -> None:
        """Take expressions with their alternatives; one that can begin with anything has no places.

        Args:
            expressions: The alternatives of each, in order.
            loose: Those that are tried whatever words a sentence holds.
        """
        self._expressions = dict(sorted(expressions.items()))
        self._loose = frozenset(loose)

    def prepare(self) -> None:
        """Work it out now: some seconds where it was never done, better while nobody waits."""
        _ = self._asked, self._needing, self._begun

    @cached_property
    def _known(self) -> dict[str, list[_Known]]:
        """What is known of each alternative of those expressions that cannot begin with anything."""
        kept = iter(_kept([one for alternatives in self._expressions.values() for one in alternatives]))
        told = {expression: list(islice(kept, len(ways))) for expression, ways in self._expressions.items()}
        return {expression: of for expression, of in told.items() if all(starts for starts, _ in of)}

    @cached_property
    def _begun(self) -> Callable[[int], tuple[tuple[str, int], ...]]:
        """The expressions and the numbers of the alternatives that bits stand for, kept for the commonest."""
        ways = [(expression, way) for expression, of in self._known.items() for way in range(len(of))]

        def begun(left: int) -> tuple[tuple[str, int], ...]:
            found = []
            while left:
                lowest = left & -left
                left ^= lowest
                found.append(ways[lowest.bit_length() - 1])
            return tuple(found)

        return lru_cache(KEPT)(begun)

    @cached_property
    def _asked(self) -> Callable[[str], int]:
        """The alternatives that an opening can begin, as bits, kept for the commonest words."""
        waiting: dict[str, int] = {}
        for bit, (starts, _) in enumerate(one for of in self._known.values() for one in of):
            for start in starts or ():
                waiting[start] = waiting.get(start, 0) | 1 << bit

        def asked(opening: str) -> int:
            found = 0
            for start in _beginnings(opening):
                found |= waiting.get(start, 0)
            return found

        return lru_cache(KEPT)(asked)

    @cached_property
    def _needing(self) -> dict[str, int]:
        """The alternatives that need a word with a head, as bits, and under no head those that need none."""
        needing: dict[str, int] = {}
        for bit, (expression, words) in enumerate((one, words) for one, of in self._known.items() for _, words in of):
            for head in ("",) if words is None or expression in self._loose else words:
                needing[head] = needing.get(head, 0) | 1 << bit
        return needing

    def knows(self, expression: str) -> bool:
        """Return whether an expression can begin at some places only."""
        return expression in self._known

    def places(self, plain: str, said: Sequence[Collection[str]]) -> dict[str, Places]:
        """Return where and how in a text each known expression is worth trying; one that is nowhere has no entry.

        Args:
            plain: The text in plain form.
            said: Heads of the words of each of its sentences; see `cues`.
        """
        asked, begun, sentences = self._asked, self._begun, map(self._holding, said)
        found: dict[str, Places] = {}
        holding, at = next(sentences), 0
        for step in _STEP.findall(plain):
            at += len(step)
            if step.endswith(SENTENCE_START):
                holding = next(sentences)
            for expression, way in begun(asked(plain[at - 1 : at + LETTERS]) & holding):
                if (places := found.get(expression)) is None:
                    found[expression] = places = ([], [])
                places[0].append(at)
                places[1].append(way)
        return found

    def _holding(self, heads: Collection[str]) -> int:
        """Return the alternatives that need no word that a sentence with some heads lacks, as bits."""
        needing = self._needing
        found = needing.get("", 0)
        for head in heads:
            found |= needing.get(head, 0)
        return found


def _beginnings(opening: str) -> Iterator[str]:
    """Yield how a word begins, and with the mark before it where it begins a sentence."""
    for first in (0, 1) if opening.startswith(SENTENCE_START) else (1,):
        yield from (opening[first:last] for last in range(first + 1, min(len(opening), first + LETTERS) + 1))


def _kept(expressions: Sequence[str]) -> list[_Known]:
    """Return what is known of the matches of each expression, kept from an earlier start or for the next one."""
    asked = version_info[:2], LETTERS, MOST, HEAD_CHARS, expressions
    return cache.listed(
        "starts",
        asked,
        _Known,
        len(expressions),
        lambda: [(_listed(starts_of(one)), _listed(words_of(one))) for one in expressions],
    )


def _listed(strings: frozenset[str] | None) -> list[str] | None:
    """Return strings in an order that is the same at every start."""
    return None if strings is None else sorted(strings)
