"""The sentences of a text, as the judge's own rules read them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from simulator.reading.result import Claim

MONTH = "(?-i:January|February|March|April|May|June|July|August|September|October|November|December)"
"""With its capital letter: `may` and `march` are verbs."""
_SENTENCE = re.compile(r"(?:[^.!?\n]|\.(?=\d))+[.!?]?")


def sentences(text: str) -> Iterator[re.Match[str]]:
    """Yield each sentence with its place; a full stop before a digit ends none."""
    return _SENTENCE.finditer(text)


def claim_in(words: re.Match[str], key: str, value: str) -> Claim:
    """A claim that is made by a passage as a whole, without the blanks around it."""
    quote = words.group().strip()
    start = words.start() + words.group().index(quote)
    return Claim(key=key, value=value, start=start, end=start + len(quote), quote=quote)
