"""Words that must not leave the house, as whole words in any of their endings.

`key` is in `the keys` and `the key's holder`, and not in `keyboard`. The world's lawyer, the check of a scenario and
the judge ask here, so that all three say the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
"""Scripts that put no spaces between words, so that no word has a visible end."""
_BETWEEN = r"[\W_]{1,3}"
"""Between the words of a wording: `build log`, `build-log`."""
_GONE = "\0"
"""Stands for a wording that was taken out, until its row is known."""
_ROW = re.compile(f"{_GONE}(?:(?:,? and |,? or |, | & ){_GONE})*")


def restricted_in(text: str, wordings: Iterable[str]) -> tuple[str, ...]:
    """Return the restricted wordings that a text uses, in the order in which they are listed."""
    return tuple(wording for wording in wordings if _pattern(wording).search(text))


def without(text: str, wordings: Iterable[str], instead: str = "") -> str:
    """Return the text without the wordings; `instead` comes once for several of them in a row."""
    kept = text
    for wording in sorted(wordings, key=len, reverse=True):
        kept = _pattern(wording).sub(_GONE, kept)
    return re.sub(r"  +", " ", _ROW.sub(instead, kept))


@lru_cache(maxsize=1_024)
def _pattern(wording: str) -> re.Pattern[str]:
    """Return what finds a wording; one without any letter or digit is looked for as it stands."""
    words = _WORD.findall(wording)
    if not words:
        return re.compile(re.escape(wording))
    said = _BETWEEN.join([*map(re.escape, words[:-1]), _with_endings(words[-1])])
    opens = "" if re.match(f"[{_UNSPACED}]", said) else r"(?<![^\W_])"
    return re.compile(opens + said, re.IGNORECASE)


def _with_endings(word: str) -> str:
    """Return a word with its endings: those of English after a Latin letter, up to three letters after another."""
    if re.search(f"[{_UNSPACED}]$", word):
        return re.escape(word)
    stem = f"{re.escape(word[:-1])}(?:{re.escape(word[-1])}|ie)" if word[-1] in "yY" else re.escape(word)
    return stem + (r"(?:['’]?s|es)?" if word.isascii() else r"[^\W\d_]{0,3}") + r"(?![^\W_])"
