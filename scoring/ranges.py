"""Shares that a text tells as a range: `10 to 20 %` holds for whatever lies between.

The reader keeps the upper end. A range that tells nothing, `1 to 60 %`, excuses nothing.
"""

from __future__ import annotations

import re

from simulator.reading.result import Claim

WIDEST = 3
"""So many times the lower end the upper may be. Engineering judgement."""
BACK_CHARS = 24
"""So far before the upper end the lower one stands. Engineering judgement."""
_PERCENT = r"(?:\d{1,2}(?:[.,]\d+)?) ?(?:%|per ?cent)?"
_LOWER = re.compile(
    rf"(?<![\d.,])(?:(?P<low>{_PERCENT}) ?(?:(?:up )?to|or|[-\u2013\u2014])|between (?P<from>{_PERCENT}) and) ?$",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


def number(value: str) -> float | None:
    """A share, a time or a count as a number: `18`, `0.1`; None when it is none."""
    return float(value) if _NUMBER.fullmatch(value) else None


def lower_end(text: str, claim: Claim) -> float | None:
    """The lower end of a range whose upper end is a share; None where it stands alone or the range is too wide."""
    found = _LOWER.search(text, max(0, claim.start - BACK_CHARS), claim.start) if claim.key == "scope_pct" else None
    if found is None or not _NUMBER.fullmatch(claim.value):
        return None
    low = float(_NUMBER.findall((found["low"] or found["from"]).replace(",", "."))[0])
    return low if low < float(claim.value) <= WIDEST * low else None
