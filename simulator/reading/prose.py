"""Questions about a text as a whole: can it be read, is it English, does it read as prose, how hard is it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from itertools import chain, filterfalse, pairwise

from simulator.reading.source import SENTENCE_END, Source

_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?"), re.compile(r"[a-zA-Z]+(?:'[a-zA-Z]+)?")
"""Of any script, and the same for ASCII, where ranges are several times faster than categories; so is the next one."""
_TOKEN = (
    re.compile(r"[^\W\d_]+(?:['./-][^\W_]+)*|\d[\d:.,]*|[.,;:!?()\n|]"),
    re.compile(r"[a-zA-Z]+(?:['./-][a-zA-Z0-9]+)*|[0-9][0-9:.,]*|[.,;:!?()\n|]"),
)
_STRAY_CAPITAL = re.compile(
    r" (?<=[a-z0-9%,] )(?:We|The|Our|This|These|They|It|And|But|In|On|At|From|Is|Are|Next|An|Your)(?= )"
)
_LATIN_WORD = re.compile(r"[A-Za-z]{2,}")
TITLE_PCT = 75
"""From this share of words with a capital on a text is written like a headline."""
_STRAY_SUBJECTS = ("We", "They", "It", "Next", "The", "Our")
"""Stray after a word of small letters, which no stamp or label explains, these count twice."""
_ABBREVIATED = re.compile(
    r"(?<=\d)[a-z]{1,3}\b|(?<=\d )z\b|\ben route\b|\best(?=[.:]|\. | \d| arrival)|(?<=[ap]m )est\b"
)
"""What looks like a small word of another language: `14:05Z`, `en route`, `est. arrival`, `7 pm EST`."""
_STOPS = frozenset(".,;:!?\n")
_VOWELS = bytes(ord("a") if chr(code) in "aeiouyàâäéèêëîïôöûü" else ord(" ") for code in range(256))
"""Every vowel of Latin-1 as one letter, all else as blanks."""
_SILENT = re.compile(r"e\b(?<=[aeiouy][bcdfghjkmnpqrstvwxz]e)")
_ODD = re.compile(r"[^\t\n\x0b\x0c\r\x20-\x7e]")
HEAD_CHARS = 4000
"""So much of a text shows whether it can be read."""
BARE_WORDS = 5
"""Shorter sentences need no function word."""
SALAD_SHARE_PCT = 13
"""Below this share of function words a text of some length is a list of keywords. Honest terse posts reach 20 %."""
FOREIGN_WORDS = 2
"""One small word of another language is a name or a slip."""
SCRAMBLE_PCT = 9
"""Above this share of impossible neighbours among function words the order is not English; real prose stays lower."""


class Prose:
    """The small words of English, ready for counting."""

    __slots__ = ("_foreign", "_function", "_never")

    def __init__(self, words: Mapping[str, tuple[str, ...]]) -> None:
        """Take the word lists out of a lexicon."""
        self._function = frozenset(words["function_words"])
        self._foreign = frozenset(words["foreign_words"]) - self._function
        never = {word: _never_after(word, words) for word in self._function}
        self._never = frozenset((word, after) for word in never for after in never[word])

    def readable(
        self, text: str, limit: int, source: Source | None = None, lines: list[list[str]] | None = None
    ) -> str:
        """Return `yes`, or the reason why a text cannot be judged.

        Args:
            text: The text as given.
            limit: The most characters that are read.
            source: The text, if it was cleaned already.
            lines: The words of its sentences, if they were looked up already.
        """
        if not text.strip():
            return "empty"
        head = text[:HEAD_CHARS]
        odd = sum(1 for char in _ODD.findall(head) if unicodedata.category(char) in ("Cc", "Co", "Cn", "Cs"))
        if "\x00" in head or odd + head.count("�") > len(head) // 50 + 1:
            return "binary"
        if len(text) > limit:
            return "too_long"
        plain = (source or Source(head)).plain
        if not plain.strip() and len(text) <= HEAD_CHARS:
            return "empty"
        whole = lines is not None and len(plain) <= HEAD_CHARS
        words = list(chain.from_iterable(lines or ())) if whole else words_in(plain[:HEAD_CHARS])
        return "yes" if self._is_english(plain[:HEAD_CHARS], words) else "not_english"

    def _is_english(self, plain: str, words: list[str]) -> bool:
        """Return whether the small words among all words of a text are those of English."""
        if sum(map(self._foreign.__contains__, words)) >= FOREIGN_WORDS:
            words = words_in(_ABBREVIATED.sub(" ", plain))
        if not words:
            return bool(words_in(plain))
        if not plain.isascii():
            latin = sum(1 for word in words if word[0].isascii() or word[0] in "àáâäåæçèéêëìíîïñòóôöøùúûüœß")
            if latin * 10 < len(words) * 7:
                return False
        english = sum(map(self._function.__contains__, words))
        foreign = sum(map(self._foreign.__contains__, words)) + sum(not word.isascii() for word in words)
        if foreign > english and foreign * 8 >= len(words) and foreign >= FOREIGN_WORDS:
            return False
        return english > 0 or len(words) < 25

    def is_salad(self, lines: list[list[str]]) -> bool:
        """Return whether a text, by the words of its sentences, is a heap of keywords."""
        long = [line for line in lines if len(line) >= 7]
        total = sum(len(line) for line in long)
        if total < 12:
            return False
        loose = sum(len(line) for line in long if self._share_pct(line) < SALAD_SHARE_PCT)
        return loose * 2 > total

    def is_bare(self, sentence: str) -> bool:
        """Return whether a sentence of some length holds no function word at all."""
        words = words_in(sentence)
        return len(words) >= BARE_WORDS and self._share_pct(words) == 0

    def _share_pct(self, words: list[str]) -> int:
        """Return the share of function words in per cent."""
        return sum(map(self._function.__contains__, words)) * 100 // max(1, len(words))

    def is_sentence(self, sentence: str) -> bool:
        """Return whether one sentence reads as prose: small words, possible order, not too long."""
        words = words_in(sentence)
        if len(words) < 3 or len(words) > 90:
            return False
        share = self._share_pct(words)
        commas = sentence.count(",")
        if share < (SALAD_SHARE_PCT if len(words) >= 7 else 0) or commas * 3 > len(words):
            return False
        return not self.is_scrambled(sentence)

    def is_scrambled(self, plain: str, shown: str = "") -> bool:
        """Return whether the order of the words is not that of English.

        Args:
            plain: The text in plain form.
            shown: The same text with its capitals; a small word with a stray capital counts.
        """
        strays = list(_STRAY_CAPITAL.finditer(shown))
        if strays and _is_title(shown):
            strays = []
        seen = len(strays)
        bad = seen + sum(shown[stray.start() - 1].islower() and stray[0][1:] in _STRAY_SUBJECTS for stray in strays)
        tokens = _fit(_TOKEN, plain).findall(plain)
        seen += sum(map(self._function.__contains__, tokens[:-1]))
        bad += sum(map(self._never.__contains__, pairwise(tokens)))
        return seen >= 6 and bad * 100 > seen * SCRAMBLE_PCT * (1 if bad >= 3 else 2) and bad >= 2


def _is_title(shown: str) -> bool:
    """Return whether nearly every word has a capital, as in a headline: then none is a stray one."""
    words = _LATIN_WORD.findall(shown)
    return sum(map(str.istitle, words)) * 100 >= len(words) * TITLE_PCT


def _never_after(word: str, words: Mapping[str, tuple[str, ...]]) -> frozenset[str]:
    """Return the words and marks that cannot follow a small word in English."""
    articles, prepositions = frozenset(words["articles"]), frozenset(words["prepositions"])
    subjects, auxiliaries = frozenset(words["subjects"]), frozenset(words["auxiliaries"])
    if word in articles:
        return _STOPS | articles | prepositions | auxiliaries | subjects | frozenset(words["joiners"])
    if word in prepositions:
        stops = _STOPS - {":"} if word in ("of", "from", "with", "into") else frozenset()
        return stops | auxiliaries | subjects
    if word in subjects:
        return _STOPS | articles | prepositions | subjects
    if word == "to":
        return auxiliaries - {"have"}
    return auxiliaries if word in auxiliaries or word in ("in", "on") else frozenset()


def _fit(patterns: tuple[re.Pattern[str], re.Pattern[str]], text: str) -> re.Pattern[str]:
    """Return the pattern of a pair that reads a text: they find the same in ASCII."""
    return patterns[text.isascii()]


def words_in(text: str) -> list[str]:
    """Return the words of a text, without numbers."""
    return _fit(_WORD, text).findall(text)


def sentence_words(plain: str) -> list[list[str]]:
    """Return the words of each sentence of a plain text."""
    pattern = _fit(_WORD, plain)
    return [pattern.findall(line) for line in plain.split(SENTENCE_END)]


def word_count(plain: str) -> int:
    """Return the number of words, numbers included."""
    words = plain.split()
    marked = [word for word in filterfalse(str.isalnum, words) if not word[0].isalnum()]
    return len(words) - sum(not any(map(str.isalnum, word)) for word in marked)


def grade_level(plain: str, lines: list[list[str]]) -> int:
    """Return the Flesch-Kincaid grade, rounded to a whole number and never below zero.

    Args:
        plain: The text in plain form.
        lines: The words of its sentences.
    """
    words, sentences = sum(map(len, lines)), sum(map(bool, lines))
    if not words:
        return 0
    vowels = plain.encode("latin-1", "replace").translate(_VOWELS).split()
    syllables = max(words, len(vowels) - len(_SILENT.findall(plain)))
    grade = 0.39 * words / sentences + 11.8 * syllables / words - 15.59
    return max(0, round(grade))


def similarity_permille(first: str, second: str) -> int:
    """Return how many words two texts share, of all words in either, in thousandths; times and numbers aside."""
    one, two = set(words_in(first)), set(words_in(second))
    return len(one & two) * 1000 // max(1, len(one | two))
