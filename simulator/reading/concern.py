"""Whether a text has to do with an incident: it shares a word with what is known of it, or with the trade.

Words are compared by their stems' first letters, so that a paraphrase counts: `alerting`, `alerts` and `alert` are one.
One word is enough. Whoever writes about cakes, horoscopes or a thing that does things has none; a stuffed text has.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from simulator.reading.known import stems_of
from simulator.reading.trade import ALIKE, EVERYDAY, TRADE

HEAD_CHARS = 5
"""Stems that begin with the same letters, so many, are one word."""
HOLLOW_WORDS = 4
"""A shorter piece is a note, which nobody can judge. Engineering judgement."""
WORN_TIMES = 3
"""Who names one thing so often and no other says nothing of it. Engineering judgement."""
_LABEL = re.compile(r"^\W*(?:\d+[.)]\s*)?\W*(?:[A-Za-z]+\W*: )?")
"""The number of a point and its kind: `1. Organisational: `."""
_NAMED = re.compile(r"[#@`/_]|\d|\b[A-Z]{2,}\b|[a-z][A-Z]")
"""What stands for a thing by its name: a ticket, a path, a number, initials."""


_ALIKE = frozenset(stems_of(ALIKE))


def _heads(text: str) -> frozenset[str]:
    return frozenset(stem[:HEAD_CHARS] for stem in stems_of(text.casefold()) if stem not in _ALIKE)


_EVERYDAY = _heads(EVERYDAY)
_TRADE = _heads(TRADE) - _EVERYDAY


@lru_cache(maxsize=8_192)
def topics(text: str) -> frozenset[str]:
    """The words of a text that tie it to something, by how their stems begin."""
    return _heads(text) - _EVERYDAY


def topics_of(texts: Iterable[str]) -> frozenset[str]:
    """The same for several texts together."""
    return frozenset[str]().union(*map(topics, texts))


def concerns(text: str, known: frozenset[str] = frozenset(), *, apart: frozenset[str] = frozenset()) -> bool:
    """Whether a text has to do with an incident.

    Args:
        text: What somebody wrote.
        known: The topics of what is known of the incident (`topics_of`).
        apart: Topics that say nothing where the text stands, such as `proof` in a piece of evidence.
    """
    found = topics(text) - apart
    return bool(found & _TRADE or found & known)


def is_hollow(text: str, known: frozenset[str] = frozenset()) -> bool:
    """Whether a piece of some length says nothing: of no trade and of nothing known, or one word over and over.

    Args:
        text: A factor, an action or a lesson.
        known: The topics of the rest of the document.
    """
    said = _LABEL.sub("", text)
    if len(said.split()) < HOLLOW_WORDS or _NAMED.search(said):
        return False
    return not concerns(said, known) or _is_worn(said)


def _is_worn(text: str) -> bool:
    """Whether a piece has one thing to speak of and names it again and again."""
    stems = [stem for stem in stems_of(text.casefold()) if stem not in _ALIKE]
    named = [stem for stem in stems if stem[:HEAD_CHARS] not in _EVERYDAY]
    return len(named) >= WORN_TIMES and len(set(named)) == 1
