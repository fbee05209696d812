"""How the matches of an expression can begin, so that it is only tried where a word begins that way.

Where the standard library's parser is not to be had, expressions simply run over the whole text: the findings are the
same.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib import import_module
from typing import Any

LETTERS = 8
"""How many first letters are told apart at most."""
MOST = 3000
"""With more beginnings than this fewer letters are told apart."""
Items = list[tuple[Any, Any]]
"""A sequence of the elements of an expression, as the parser gives them."""
SENTENCE_START = "\n"
"""What stands before the first word of a sentence, and for `^` in a beginning."""


@lru_cache(maxsize=1)  # two ask one after the other
def parsed(expression: str) -> Items | None:
    """Return an expression as the standard library's parser gives it; `None` where that is not to be had."""
    try:
        return list(import_module("re._parser").parse(expression))
    except (ImportError, AttributeError, re.error):
        return None


@cache
def starts_of(expression: str) -> frozenset[str] | None:
    """Return how a match can begin: strings of one to `LETTERS` characters; `None` when it can begin with anything."""
    items = parsed(expression)
    if items is None:
        return None
    for letters in range(LETTERS, 0, -1):
        try:
            done, still = _sequence(items, letters)
        except _AnythingError:
            continue
        beginnings = _shortest(done | still)
        if "" not in beginnings and len(beginnings) <= MOST:
            return frozenset(beginnings)
    return None


_DIGITS = frozenset("0123456789")


class _AnythingError(Exception):
    """Raised when nothing can be said."""


def _sequence(items: Items, letters: int) -> tuple[set[str], set[str]]:
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
        if len(done) + len(still) > 16 * MOST:
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


def _characters(members: Items) -> set[str]:
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
