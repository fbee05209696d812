"""Amounts of money in words: `four thousand dollars`, `two hundred and fifty euros`."""

from __future__ import annotations

import re
from collections.abc import Iterator

_ONES = re.findall(
    r"\w+",
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen",
)
_TENS = re.findall(r"\w+", "twenty thirty forty fifty sixty seventy eighty ninety")
_VALUE = {"a": 1, **{word: n for n, word in enumerate(_ONES)}, **{word: 20 + 10 * n for n, word in enumerate(_TENS)}}
_HUNDRED = {"hundred": 100}
_SCALE = {"thousand": 1_000, "million": 1_000_000}
_NUMBER = "|".join((*_ONES, *_TENS, *_HUNDRED, *_SCALE))
_AMOUNT = re.compile(
    rf"\b(?P<number>(?:a |(?:{_NUMBER})\b)(?:(?:[ -]|[ ]and[ ])?\b(?:{_NUMBER})\b)*)"
    r" (?:US )?(?:dollars|euros|pounds|francs)\b",
    re.IGNORECASE,
)


def spelt_amounts(text: str) -> Iterator[tuple[re.Match[str], int]]:
    """Every amount in words, with its cents."""
    for found in _AMOUNT.finditer(text):
        if cents := 100 * _value(re.findall(r"[a-z]+", found["number"].lower())):
            yield found, cents


def _value(words: list[str]) -> int:
    """What number words come to."""
    whole = part = 0
    for word in words:
        if word in _HUNDRED:
            part = max(1, part) * _HUNDRED[word]
        elif word in _SCALE:
            whole, part = whole + max(1, part) * _SCALE[word], 0
        else:
            part += _VALUE.get(word, 0)
    return whole + part
