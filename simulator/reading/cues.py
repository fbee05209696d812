"""Words that a guard cannot do without: it is asked only of the sentences that hold one of them.

Most sentences have none of the words that make of a claim a rumour or of an outage one of last year. One walk over a
text notes which words stand in which sentence, and every guard looks there before it runs an expression.
"""

from __future__ import annotations

import re
from collections.abc import Collection

HEAD_CHARS = 4
"""Words are told apart by so many first letters, so that one entry serves all forms of a word."""
_WORD = re.compile(r"[a-z0-9]+|\n")


def heads(*words: str) -> frozenset[str]:
    """Return how words begin; each string holds some, with blanks between them."""
    return frozenset(word[:HEAD_CHARS] for line in words for word in line.split())


def sentences_by_head(plain: str) -> dict[str, list[int]]:
    """Return the numbers of the sentences in which each head stands; a mark ends a sentence.

    Args:
        plain: The text in plain form.
    """
    found: dict[str, list[int]] = {}
    number = 0
    for word in _WORD.findall(plain):
        if word == "\n":
            number += 1
        else:
            found.setdefault(word[:HEAD_CHARS], []).append(number)
    return found


def numbers_with(cues: Collection[str], by_head: dict[str, list[int]]) -> list[int]:
    """Return the numbers of the sentences that hold one of some heads, in order."""
    return sorted({number for head in cues & by_head.keys() for number in by_head[head]})
