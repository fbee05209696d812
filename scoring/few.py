"""Shares that a text makes small in words: one session in a thousand, hardly anybody, a handful of saves.

It is made to miss rather than to accuse: only of those who are hurt, in so many words; customers can be a handful.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scoring.meant import is_meant
from scoring.posts import holds
from simulator.reading.result import Claim

FEW = "few"
"""The key of a share without any number."""
FEW_PERMILLE = 100
"""From a tenth of the work of most accounts on they are not few any more. Engineering judgement."""
_UNIT = (
    r"(?:sessions?|users?|people|persons?|requests?|saves?|log-?ins?|orders?|bookings?|payments?|invoices?|items?"
    r"|bills?|files?|postings?|records?)"
)
_BY = r"(?: of (?:our|the|your|all))?"
_HURT = (
    r" (?:(?:is|are|has been|have been|was|were) (?:\w+ )?(?:affected|hit|hurt|impacted|concerned|failing)|fails?"
    r"|(?:cannot|could not|can't|couldn't) \w+|(?:gets?|sees?) an error|ends? in an error)"
)
_END = r"(?=[.,;!)]|$| since\b| and\b| at the moment\b)"
_PART = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_WHOLE = {"hundred": 100, "ten thousand": 10_000, "hundred thousand": 100_000, "thousand": 1_000, "million": 1_000_000}
_RATIO = re.compile(
    rf"\b(?P<part>{'|'.join(_PART)}|\d{{1,2}})(?: {_UNIT})? (?:in|out of)(?: every)?(?: a| one)?"
    rf" (?P<whole>{'|'.join(_WHOLE)})"
    rf"(?: {_UNIT})?(?: in (?:all|our) \w+)?{_HURT}{_END}",
    re.IGNORECASE,
)
_IT_IS = re.compile(
    rf"\b(?:it|this|the (?:fault|error|problem|incident|outage)) (?:is|was|concerns|affects|touches|hits)"
    rf"(?: only| just| about| some)* (?P<part>{'|'.join(_PART)}|\d{{1,2}}) {_UNIT} (?:in|out of)(?: every)?(?: a| one)?"
    rf" (?P<whole>{'|'.join(_WHOLE)})\b",
    re.IGNORECASE,
)
_FEW = re.compile(
    rf"\b(?:(?:hardly|barely|scarcely) (?:anybody|anyone|any(?: of you| {_UNIT}))|(?:almost|practically|virtually"
    rf"|next to) (?:nobody|no one|no {_UNIT})|(?:only |just )?(?:a handful of|very few)(?: our| the)? {_UNIT})"
    rf"{_BY}{_HURT}{_END}",
    re.IGNORECASE,
)
_CUES = (
    *("hundred", "thousand", "million", "hardly", "barely", "scarcely", "almost", "practically", "virtually"),
    *("next to", "handful", "very few"),
)
"""One of these is in all of them, and quickly found."""
_ON_ANY_DAY = re.compile(r"\b(?:normal\w*|usual\w*|always|any day|on average|target|budget)\b", re.IGNORECASE)


def few(text: str) -> Iterator[Claim]:
    """Every such share: a ratio in words as its percentage, the rest by its words."""
    if not holds(text, _CUES) or _ON_ANY_DAY.search(text):
        return
    for pattern in (_RATIO, _IT_IS, _FEW):
        for found in pattern.finditer(text):
            if is_meant(text, *found.span()):
                key, value = (FEW, "few") if pattern is _FEW else ("scope_pct", _share(found))
                yield Claim(key=key, value=value, start=found.start(), end=found.end(), quote=found.group())


def _share(found: re.Match[str]) -> str:
    """A ratio in percent."""
    part = found["part"].lower()
    count = int(part) if part.isdigit() else 1 + _PART.index(part)
    return f"{100 * count / _WHOLE[found['whole'].lower()]:.3g}"
