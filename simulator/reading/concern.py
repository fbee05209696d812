"""Whether a text has to do with an incident: it shares a word with what is known of it, or with the trade.

Words are compared by their stems' first letters, so that a paraphrase counts: `alerting`, `alerts` and `alert` are one.
One word is enough. Whoever writes about cakes, horoscopes or a thing that does things has none; a stuffed text has.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from simulator.reading.known import stems_of
from simulator.reading.trade import EVERYDAY, TRADE

HEAD_CHARS = 5
"""Stems that begin with the same letters, so many, are one word."""


def _heads(text: str) -> frozenset[str]:
    return frozenset(stem[:HEAD_CHARS] for stem in stems_of(text.casefold()))


_EVERYDAY = _heads(EVERYDAY)
_TRADE = _heads(TRADE) - _EVERYDAY


@lru_cache(maxsize=8_192)
def topics(text: str) -> frozenset[str]:
    """The words of a text that tie it to something, by how their stems begin."""
    return _heads(text) - _EVERYDAY


def topics_of(texts: Iterable[str]) -> frozenset[str]:
    """The same for several texts together."""
    return frozenset[str]().union(*map(topics, texts))


def concerns(text: str, known: frozenset[str] = frozenset()) -> bool:
    """Whether a text has to do with an incident.

    Args:
        text: What somebody wrote.
        known: The topics of what is known of the incident (`topics_of`).
    """
    found = topics(text)
    return bool(found & _TRADE or found & known)
