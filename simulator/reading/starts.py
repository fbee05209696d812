"""How the matches of an expression can begin, so that it is only tried where a word begins that way.

A reading runs more than a hundred expressions over each text; most of them can begin with a few letters only. One walk
over the words of a text finds for all of them where they are worth trying, which makes reading several times faster.
Where the standard library's parser is not to be had, expressions simply run over the whole text: the findings are the
same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cache, cached_property, lru_cache
from hashlib import sha256
from importlib import import_module
from itertools import islice
from sys import version_info
from typing import Any

import msgspec

from simulator import cache as cached

LETTERS = 8
"""How many first letters are told apart at most."""
_MOST = 3000
"""With more beginnings than this fewer letters are told apart."""
KEPT = 4_096
"""How many openings of words are remembered with what they can begin."""
SENTENCE_START = "\n"
"""What stands before the first word of a sentence, and for `^` in a beginning."""
_STEP = re.compile(r"(?<![\w'])'|[\w']*(?:\n|[^\w'] ?)|[\w']+")
"""The way from one place where a word or a mark can begin to the next; the steps of a text are the whole text."""
Ways = Mapping[str, Sequence[int]]
"""The expressions that can begin at a place, and the numbers of the alternatives that they begin with there."""


class Openings:
    """Which alternatives of some expressions can begin with which letters; worked out when the first text comes."""

    def __init__(self, expressions: Mapping[str, Sequence[str]]) -> None:
        """Take expressions with their alternatives; one that can begin with anything has no places."""
        self._expressions = dict(sorted(expressions.items()))

    def prepare(self) -> None:
        """Work it out now: some two seconds where it was never done, better while nobody waits."""
        _ = self._asked

    @cached_property
    def _known(self) -> dict[str, list[list[str]]]:
        """The beginnings of each alternative of those expressions that cannot begin with anything."""
        everything = [one for alternatives in self._expressions.values() for one in alternatives]
        starts = iter(_kept_starts(everything))
        told = {expression: list(islice(starts, len(ways))) for expression, ways in self._expressions.items()}
        return {expression: [one for one in of if one] for expression, of in told.items() if all(of)}

    @cached_property
    def _asked(self) -> Callable[[str], Ways]:
        """Which known expressions an opening can begin, and in which ways, kept for the commonest words."""
        waiting: dict[str, list[tuple[str, int]]] = {}
        for expression, alternatives in self._known.items():
            for way, starts in enumerate(alternatives):
                for start in starts:
                    waiting.setdefault(start, []).append((expression, way))

        def asked(opening: str) -> Ways:
            found: dict[str, set[int]] = {}
            for start in _beginnings(opening):
                for expression, way in waiting.get(start, ()):
                    found.setdefault(expression, set()).add(way)
            return {expression: sorted(ways) for expression, ways in found.items()}

        return lru_cache(KEPT)(asked)

    def places(self, plain: str) -> tuple[dict[str, list[int]], dict[int, Ways]]:
        """Return where in a text each expression can begin, in order, and in which ways something begins at a place."""
        asked = self._asked
        places: dict[str, list[int]] = {expression: [] for expression in self._known}
        ways: dict[int, Ways] = {}
        at = 0
        for step in _STEP.findall(plain):
            at += len(step)
            ways[at] = begun = asked(plain[at - 1 : at + LETTERS])
            for expression in begun:
                places[expression].append(at)
        return places, ways


def _beginnings(opening: str) -> Iterator[str]:
    """Yield how a word begins, and with the mark before it where it begins a sentence."""
    for first in (0, 1) if opening.startswith(SENTENCE_START) else (1,):
        yield from (opening[first:last] for last in range(first + 1, min(len(opening), first + LETTERS) + 1))


def _kept_starts(expressions: Sequence[str]) -> list[list[str] | None]:
    """Return how the matches of each expression can begin, kept from an earlier start or for the next one."""
    key = msgspec.json.encode((version_info[:2], LETTERS, _MOST, expressions))
    path = cached.place("starts", f"{sha256(key).hexdigest()}.json")
    content = cached.read(path)
    if content is not None:
        with suppress(msgspec.DecodeError):
            kept = msgspec.json.decode(content, type=list[list[str] | None])
            if len(kept) == len(expressions):
                return kept
    found = [sorted(starts) if (starts := starts_of(one)) is not None else None for one in expressions]
    cached.write(path, msgspec.json.encode(found))
    return found


@cache
def starts_of(expression: str) -> frozenset[str] | None:
    """Return how a match can begin: strings of one to `LETTERS` characters; `None` when it can begin with anything."""
    for letters in range(LETTERS, 0, -1):
        try:
            parser = import_module("re._parser")
            done, still = _sequence(list(parser.parse(expression)), letters)
        except (ImportError, AttributeError, re.error, _AnythingError):
            continue
        beginnings = _shortest(done | still)
        if "" not in beginnings and len(beginnings) <= _MOST:
            return frozenset(beginnings)
    return None


_DIGITS = frozenset("0123456789")


class _AnythingError(Exception):
    """Raised when nothing can be said."""


def _sequence(items: list[tuple[Any, Any]], letters: int) -> tuple[set[str], set[str]]:
    """Return finished and unfinished beginnings of a sequence; finished ones may go on with anything."""
    done: set[str] = set()
    still = {""}
    for operation, argument in items:
        full = {text for text in still if len(text) >= letters}
        done |= full
        still -= full
        if not still:
            break
        try:
            ended, going = _one(str(operation), argument, letters)
        except _AnythingError:
            if "" in still:
                raise
            return {text[:letters] for text in _shortest(done | still)}, set()
        done |= {text + more for text in still for more in ended}
        still = {text + more for text in still for more in going}
        if len(done) + len(still) > 16 * _MOST:
            raise _AnythingError
    return {text[:letters] for text in done}, {text[:letters] for text in still}


def _shortest(beginnings: set[str]) -> set[str]:
    """Return beginnings without those that begin with another one."""
    return {one for one in beginnings if not any(one[:length] in beginnings for length in range(1, len(one)))}


def _one(operation: str, argument: Any, letters: int) -> tuple[set[str], set[str]]:
    """Return finished and unfinished beginnings of one element."""
    match operation:
        case "LITERAL":
            return set(), {chr(argument)}
        case "IN":
            found = _characters(argument)
            return (found, set()) if found <= _DIGITS else (set(), found)  # ten by ten by ten tell nothing
        case "AT" | "ASSERT" | "ASSERT_NOT":
            return set(), {SENTENCE_START if str(argument) == "AT_BEGINNING" else ""}
        case "SUBPATTERN":
            return _sequence(list(argument[-1]), letters)
        case "BRANCH":
            pairs = [_sequence(list(branch), letters) for branch in argument[1]]
            return set().union(*(pair[0] for pair in pairs)), set().union(*(pair[1] for pair in pairs))
        case "MAX_REPEAT" | "MIN_REPEAT":
            low, high, inner = argument
            done, still = _sequence(list(inner), letters)
            short = {text for text in still if len(text) < letters}
            if high != 1:
                done, still = done | short, still - short
                still |= short
            return done, still | ({""} if low == 0 else set())
    return {""}, set()


def _characters(members: list[tuple[Any, Any]]) -> set[str]:
    """Return the characters of a class."""
    found: set[str] = set()
    for operation, argument in members:
        name = str(operation)
        if name == "LITERAL":
            found.add(chr(argument))
        elif name == "RANGE":
            found.update(map(chr, range(argument[0], argument[1] + 1)))
        elif name == "CATEGORY" and str(argument) == "CATEGORY_DIGIT":
            found.update("0123456789")
        else:
            raise _AnythingError
    return found
