"""Makes other people's words harmless on a terminal: nothing in them may move the cursor or reverse a line."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_KEPT = "\n\t"


@lru_cache(maxsize=4_096)
def _character(character: str) -> str:
    """The character, or a mark in its place: control and format characters act on terminals and on direction."""
    unsafe = unicodedata.category(character) in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp") and character not in _KEPT
    return REPLACEMENT if unsafe else character


def plain(text: str) -> str:
    """A text in which every control, bidi and invisible character is a visible mark; as long as it was."""
    return text if text.isascii() and text.isprintable() else "".join(map(_character, text))


def flat(text: str) -> str:
    """A clean text on one line."""
    return " ".join(plain(text).split())
