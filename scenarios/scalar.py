"""What a plain word in a file means: the YAML 1.2 core schema, without its ambiguous forms."""

from __future__ import annotations

import re
from decimal import Decimal

MAX_DIGITS = 18
"""Digits of a whole number: enough for any count of cents, and never slow to convert."""

_WORDS: dict[str, bool | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_WHOLE = re.compile(r"[-+]?(?:0|[1-9][0-9]*)", re.ASCII)
_DECIMAL = re.compile(r"[-+]?(?:0|[1-9][0-9]*)\.[0-9]+", re.ASCII)
_DOUBTFUL = re.compile(
    r"[-+]?(?:[0-9]+|0[xX][0-9a-fA-F]+|0[oO][0-7]+|\.(?:inf|Inf|INF)|"
    r"(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?)|\.(?:nan|NaN|NAN)",
    re.ASCII,
)
_NUMBER_STARTS = frozenset("+-.0123456789")

UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]")
"""Characters that nobody sees: control characters, changes of writing direction, odd line breaks."""
ODD_SPACE = re.compile("[:,-]([\u00a0\u1680\u2000-\u200b\u202f\u205f\u3000])")
"""Behind a colon, comma or dash, what looks like a space and is none to the parser."""


class ScalarError(ValueError):
    """A plain word that looks like a number but is written in a doubtful way."""


def resolve(word: str) -> str | int | bool | Decimal | None:
    """Read a word without quotes as nothing, a truth value, a number or text.

    Raises:
        ScalarError: The word is a number in a form that not every reader takes alike.
    """
    if word in _WORDS:
        return _WORDS[word]
    if word[0] not in _NUMBER_STARTS:
        return word
    if _WHOLE.fullmatch(word):
        if len(word) > MAX_DIGITS + 1:
            raise ScalarError(f"expected a whole number of at most {MAX_DIGITS} digits, not one of {len(word)}")
        return int(word)
    if _DECIMAL.fullmatch(word):
        if len(word) > 2 * MAX_DIGITS:
            raise ScalarError(f"expected a number of at most {2 * MAX_DIGITS} characters, not {len(word)}")
        return Decimal(word)
    if _DOUBTFUL.fullmatch(word):
        raise ScalarError(f"expected a plain number such as 7 or 0.25, not {word[:40]}; text belongs in quotes")
    return word
