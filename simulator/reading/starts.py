"""How the matches of an expression can begin, so that it is only tried where a word begins that way.

A reading runs more than a hundred expressions over each text; most of them can begin with a few letters only. Knowing
these makes reading three times faster. Where the standard library's parser is not to be had, expressions simply run
over the whole text: the findings are the same.
"""

from __future__ import annotations

import re
from importlib import import_module
from typing import Any

LETTERS = 3
"""How many first letters are told apart."""
_MOST = 3000
"""An expression with more beginnings than this is tried everywhere."""


def starts_of(expression: str) -> frozenset[str] | None:
    """Return how a match can begin: strings of one to three characters; `None` when it can begin with anything."""
    try:
        parser = import_module("re._parser")
        done, still = _sequence(list(parser.parse(expression)))
    except (ImportError, AttributeError, re.error, _AnythingError):
        return None
    beginnings = done | still
    return None if "" in beginnings or len(beginnings) > _MOST else frozenset(beginnings)


class _AnythingError(Exception):
    """Raised when nothing can be said."""


def _sequence(items: list[tuple[Any, Any]]) -> tuple[set[str], set[str]]:
    """Return finished and unfinished beginnings of a sequence; finished ones may go on with anything."""
    done: set[str] = set()
    still = {""}
    for operation, argument in items:
        full = {text for text in still if len(text) >= LETTERS}
        done |= full
        still -= full
        if not still:
            break
        ended, going = _one(str(operation), argument)
        done |= {text + more for text in still for more in ended}
        still = {text + more for text in still for more in going}
        if len(done) + len(still) > 16 * _MOST:
            raise _AnythingError
    return {text[:LETTERS] for text in done}, {text[:LETTERS] for text in still}


def _one(operation: str, argument: Any) -> tuple[set[str], set[str]]:  # noqa: ANN401
    """Return finished and unfinished beginnings of one element."""
    match operation:
        case "LITERAL":
            return set(), {chr(argument)}
        case "IN":
            return set(), _characters(argument)
        case "AT" | "ASSERT" | "ASSERT_NOT":
            return set(), {""}
        case "SUBPATTERN":
            return _sequence(list(argument[-1]))
        case "BRANCH":
            pairs = [_sequence(list(branch)) for branch in argument[1]]
            return set().union(*(pair[0] for pair in pairs)), set().union(*(pair[1] for pair in pairs))
        case "MAX_REPEAT" | "MIN_REPEAT":
            low, high, inner = argument
            done, still = _sequence(list(inner))
            short = {text for text in still if len(text) < LETTERS}
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
