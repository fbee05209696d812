"""How wide words are on a terminal: letters of many scripts take two cells, combining marks none."""

from __future__ import annotations

import unicodedata
from functools import lru_cache


@lru_cache(maxsize=4_096)
def _cells(letter: str) -> int:
    if unicodedata.category(letter) in ("Mn", "Mc", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1


def cells(text: str) -> int:
    """The cells that a text takes in a line."""
    return len(text) if text.isascii() else sum(map(_cells, text))


def cut(text: str, most: int) -> str:
    """A text that is too long for so many cells ends in `…`."""
    return text if cells(text) <= most else _beginning(text, most - 1).rstrip(" ,") + "…"


def cut_at_word(text: str, most: int) -> str:
    """The same, at the end of a word, unless that would leave less than half of the room filled."""
    kept = _beginning(text, most - 2)
    at = text.rfind(" ", 0, len(kept) + 1)
    if cells(text) <= most or cells(text[: max(0, at)]) < most // 2:
        return cut(text, most)
    return text[:at].rstrip() + " …"


def column(text: str, width: int) -> str:
    """A text in a column: cut where it is too long, and filled up with spaces."""
    shown = cut(text, width)
    return shown + " " * (width - cells(shown))


def _beginning(text: str, most: int) -> str:
    """As many letters as fit."""
    used = 0
    for at, letter in enumerate(text):
        used += _cells(letter)
        if used > most:
            return text[:at]
    return text
