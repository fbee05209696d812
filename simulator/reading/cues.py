"""Words that a guard cannot do without: it is asked only of the sentences that hold one of them.

Most sentences have none of the words that make of a claim a rumour or of an outage one of last year. One walk over a
text notes how its words begin, and every guard looks there before it runs an expression.
"""

from __future__ import annotations

HEAD_CHARS = 4
"""Words are told apart by so many first letters, so that one entry serves all forms of a word."""
_WORDS = bytes(code if chr(code) in "abcdefghijklmnopqrstuvwxyz0123456789\n" else ord(" ") for code in range(256))
"""Small letters, figures and the marks of sentences as they are, all else as blanks."""


def heads(*words: str) -> frozenset[str]:
    """Return how words begin; each string holds some, with blanks between them."""
    return frozenset([word[:HEAD_CHARS] for line in words for word in line.split()])


def heads_by_sentence(plain: str) -> list[frozenset[str]]:
    """Return how the words of each sentence begin; what an apostrophe parts are two words.

    Args:
        plain: The text in plain form.
    """
    return [heads(line) for line in plain.encode("ascii", "replace").translate(_WORDS).decode("ascii").split("\n")]
