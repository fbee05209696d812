"""Words that every match of an expression holds behind its first one, worked out from the expression.

`(?:we|our team) (?:should|ought to) have` is tried in vain in a sentence without `should`, `ought` or `have`. Of the
words that a match cannot do without, the rarest are kept, as heads; see `cues`.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from simulator.reading.cues import HEAD_CHARS, heads
from simulator.reading.starts import SENTENCE_START, Items, parsed

MOST = 40
"""More words than this are hardly ever missing from a sentence."""
_COMMON = heads(
    "the our we you your a an to of in on for and is are was were be been has have had will that this with at by from",
    "it as or not all they there which who when now no some one can more any but if so do does did s t",
)
_CROSSING = frozenset(("CATEGORY_SPACE", "CATEGORY_NOT_WORD", "CATEGORY_NOT_DIGIT"))
"""Classes that hold the mark between sentences."""
_NEGATED = ("NOT_LITERAL", "ANY_ALL")
_GROUPS = frozenset(("SUBPATTERN", "BRANCH", "MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"))
_COMMON_WEIGHT = 20
"""A common word counts as so many rare ones."""


@cache
def words_of(expression: str) -> frozenset[str] | None:
    """Return heads of words of which every match holds one; `None` where none are known, or too many."""
    items = parsed(expression)
    found = None if items is None else _Walk(None).best(items, closes=True)
    return found if found is not None and len(found) <= MOST else None


class _Walk:
    """One way through an expression: what is known of the word that it is in."""

    def __init__(self, word: str | None) -> None:
        """Begin in a word of which these letters are known; `None`: nothing is known, and nothing counts."""
        self.word = word
        self.crosses = False
        """Whether what follows may lie behind the mark of a sentence's end, and does not count."""
        self.options: list[frozenset[str]] = []

    def best(self, items: Items, *, closes: bool) -> frozenset[str] | None:
        """Return the rarest words of a sequence; `closes` says that no letter follows it."""
        for number, (operation, argument) in enumerate(items):
            name = str(operation)
            ends = name in _GROUPS and _is_apart(items[number + 1 :], closes=closes)
            self._take(name, argument, closes=ends)
            if self.crosses:
                break
        self._end(whole=closes and not self.crosses)
        return min(self.options, key=_weight, default=None)

    def _take(self, operation: str, argument: Any, *, closes: bool) -> None:
        """Go over one element; `closes` says that no letter follows it."""
        if operation == "LITERAL":
            self._letter(chr(argument))
        elif operation == "AT":
            if str(argument) == "AT_BOUNDARY":
                self._end(whole=True, then="")
        elif operation in ("ASSERT", "ASSERT_NOT"):
            pass
        elif operation == "IN" and _are_marks(argument):
            self._end(whole=True, then="")
        elif operation == "SUBPATTERN":
            self._group(list(argument[-1]), closes=closes)
        elif operation == "BRANCH":
            self._branches([list(branch) for branch in argument[1]], closes=closes)
        elif operation in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
            low, high, inner = argument
            self._repeated(list(inner), low, closes=closes and high == 1)
        else:
            self._end(whole=False)
            self.crosses = operation in _NEGATED or (operation == "IN" and _holds_end(argument))

    def _letter(self, letter: str) -> None:
        """Go over one character."""
        if not _is_letter(letter):
            self._end(whole=True, then="")
            self.crosses = letter == SENTENCE_START
        elif self.word is not None:
            self.word += letter

    def _end(self, *, whole: bool, then: str | None = None) -> None:
        """Leave a word, of which as much is known as was told if it is `whole`."""
        if self.word and (whole or len(self.word) >= HEAD_CHARS):
            self.options.append(frozenset((self.word[:HEAD_CHARS],)))
        self.word = then

    def _group(self, inner: Items, *, closes: bool) -> None:
        """Go over a group that stands once."""
        if len(inner) == 1 and str(inner[0][0]) == "BRANCH":
            self._take("BRANCH", inner[0][1], closes=closes)
        else:
            self._branches([inner], closes=closes)

    def _branches(self, branches: list[Items], *, closes: bool) -> None:
        """Go over alternatives: one of the words of each is needed."""
        walks = [_Walk(self.word) for _ in branches]
        found = [walk.best(branch, closes=closes) for walk, branch in zip(walks, branches, strict=True)]
        self.crosses = any(walk.crosses for walk in walks)
        known = [one for one in found if one is not None]
        if known and len(known) == len(found):
            self.options.append(frozenset().union(*known))
        self.word = "" if all(map(_ends_apart, branches)) else None

    def _repeated(self, inner: Items, low: int, *, closes: bool) -> None:
        """Go over what may stand several times or not at all."""
        if low:
            self._group(inner, closes=closes)
        else:
            begins = self.word == "" and _ends_apart(inner)
            self._end(whole=False, then="" if begins else None)
            skipped = _Walk(None)
            skipped.best(inner, closes=False)
            self.crosses = skipped.crosses


def _weight(words: frozenset[str]) -> int:
    """Return how common some words are together."""
    return len(words) + _COMMON_WEIGHT * len(words & _COMMON)


def _is_letter(letter: str) -> bool:
    """Return whether a character is one of those that heads are made of."""
    return "a" <= letter <= "z" or "0" <= letter <= "9"


def _is_mark(letter: str) -> bool:
    """Return whether a character is a blank or a mark that parts words, and not the one between sentences."""
    return letter.isascii() and not letter.isalnum() and letter not in ("_", SENTENCE_START)


def _holds_end(members: Items) -> bool:
    """Return whether a class holds the mark between sentences."""
    named = any(
        argument == ord(SENTENCE_START) if str(operation) == "LITERAL" else str(argument) in _CROSSING
        for operation, argument in members
    )
    return named != any(str(operation) == "NEGATE" for operation, _ in members)


def _are_marks(members: Items) -> bool:
    """Return whether a class holds blanks and marks alone."""
    return all(str(operation) == "LITERAL" and _is_mark(chr(argument)) for operation, argument in members)


def _is_apart(items: Items, *, closes: bool) -> bool:
    """Return whether a sequence begins with no letter; an empty one does if it `closes`."""
    for operation, argument in items:
        name = str(operation)
        if name == "LITERAL":
            return _is_mark(chr(argument))
        if name == "AT":
            return str(argument) == "AT_BOUNDARY"
        if name == "IN":
            return _are_marks(argument)
        if name == "SUBPATTERN":
            return _is_apart(list(argument[-1]), closes=False)
        if name == "BRANCH":
            return all(_is_apart(list(branch), closes=False) for branch in argument[1])
        if name not in ("MAX_REPEAT", "MIN_REPEAT") or not _is_apart(list(argument[2]), closes=False):
            return False
        if argument[0]:
            return True
    return closes


def _ends_apart(items: Items) -> bool:
    """Return whether a sequence ends with a mark or a blank in any case."""
    if not items:
        return False
    operation, argument = items[-1]
    name = str(operation)
    if name == "LITERAL":
        return _is_mark(chr(argument))
    if name == "SUBPATTERN":
        return _ends_apart(list(argument[-1]))
    if name == "BRANCH":
        return all(_ends_apart(list(branch)) for branch in argument[1])
    return name == "IN" and _are_marks(argument)
