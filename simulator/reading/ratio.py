"""Shares in words: `one in five`, `one session in fifty`, `nineteen in twenty`, `a tenth of`, `every sixth order`.

Whatever stands between part and whole, or behind them, has to be what is counted; a place, a year or a length of time
behind them makes no share.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from simulator.reading.source import SENTENCE_END, Source

_ONES = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen"),
    *("fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_VALUE = {word: n for n, word in enumerate(_ONES, 1)} | {word: 10 * n for n, word in enumerate(_TENS, 2)}
_WORD = rf"(?:(?:{'|'.join(_TENS)})(?:[ -](?:{'|'.join(_ONES[:9])}))?|{'|'.join(reversed(_ONES))})"
_FIGURE = r"(?:\d{1,3}(?:,\d{3})+|\d{1,7})"
UNIT = (
    r"(?:sessions?|users?|people|persons?|customers?|clients?|accounts?|tenants?|guests?|visitors?|colleagues"
    r"|requests?|calls|saves?|changes|log-?ins?|sign-?ins?|orders?|bookings?|payments?|invoices?|bills?|items?|records?"
    r"|quantities|values?|postings?|entries|files?|messages?|transfers?|transactions?|attempts?|deliveries)"
)
"""What people count when they say how many were hurt."""
_LENGTH = r"(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?)\b"
_PLACE = r"(?:regions?|countries|places|sites?|shops?|stores?|cities|zones?|data ?cent(?:er|re)s?|locations)\b"
_RATIO = re.compile(
    rf"(?<![\w.,])(?P<part>{_WORD}|{_FIGURE})(?P<unit> (?:of )?(?:our |the |your |all )?{UNIT})? (?:in|out of|of)"
    rf"(?: every| each| any)? (?P<whole>{_WORD}|{_FIGURE})(?![\w,.]*\d)(?![\w-])(?! (?:more )?{_LENGTH})"
)
"""Without a noun inside as many say it; what stands behind one with a noun is looked at by `_counts`."""
_CUE = re.compile(r" (?:in|out of|of)(?: every| each| any)? (?=[2-9]|1[\d,]|t[wheo]|f[io]|s[ie]|n?e[il]|ni)")
"""The middle of such a share; whatever stands before it is the part."""
_BACK_CHARS = 40
"""So far before the middle the part stands at most. Engineering judgement."""
_NO_WHOLE = re.compile(rf" (?:\w+ )?{_PLACE}")
_ORDINALS = {
    **{"fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10, "twelfth": 12, "fifteenth": 15},
    **{"twentieth": 20, "thirtieth": 30, "fortieth": 40, "fiftieth": 50, "hundredth": 100, "thousandth": 1_000},
}
_NTH = "|".join(_ORDINALS)
_FRACTION = re.compile(
    rf"\b(?P<part>an?|{'|'.join(_ONES[:9])})[ -](?P<whole>{_NTH})s? of\b"
    rf"(?! (?:a |one )?(?:per ?cent|%|{_LENGTH}|{'|'.join(_ONES)}))"
)
_EVERY = re.compile(rf"\bevery (?P<whole>second|third|fourth|{_NTH}) (?:one of (?:our |the |your |all )?)?{UNIT}\b")
_NTH_CUES = ("th of", "ths of", "every ")
"""One of these is in all of them, and quickly found."""
_SMALL_ORDINALS = {"second": 2, "third": 3, "fourth": 4}
Told = tuple[tuple[int, int], str]
"""Where a share stands in the plain text, and what it comes to in percent."""


def ratios(source: Source) -> Iterator[Told]:
    """Yield every share that is told as a ratio or as a fraction, a half to a quarter apart."""
    plain = source.plain
    last = 0
    for cue in _CUE.finditer(plain):
        found = _ratio_at(plain, cue)
        if found is not None and found.start() >= last and _counts(plain, found):
            part, whole = _number(found["part"]), _number(found["whole"])
            if 0 < part <= whole:
                last = found.end()
                yield found.span(), _percent(part, whole)
    if any(cue in plain for cue in _NTH_CUES):
        for found in _FRACTION.finditer(plain):
            part = 1 if found["part"] in ("a", "an") else _number(found["part"])
            yield found.span(), _percent(part, _ORDINALS[found["whole"]])
        for found in _EVERY.finditer(plain):
            yield found.span(), _percent(1, (_SMALL_ORDINALS | _ORDINALS)[found["whole"]])


def _ratio_at(plain: str, cue: re.Match[str]) -> re.Match[str] | None:
    """Return the longest ratio that has its middle at a cue."""
    reach = max(plain.rfind(SENTENCE_END, 0, cue.start()) + 1, cue.start() - _BACK_CHARS)
    starts = [at for at in range(reach, cue.start()) if plain[at].isalnum() and not plain[at - 1 : at].isalnum()]
    found = (_RATIO.match(plain, at) for at in starts)
    return next((one for one in found if one is not None and one.end() > cue.end()), None)


def _counts(plain: str, found: re.Match[str]) -> bool:
    """Return whether the whole is of what is counted: not `two users in 14 regions`, `one save in 2026`."""
    if found["unit"] is None:
        return True
    is_year = found["whole"].isdigit() and 1900 <= int(found["whole"]) <= 2100
    return not is_year and _NO_WHOLE.match(plain, found.end()) is None


def _number(told: str) -> int:
    """Return a number in words or figures."""
    if told[0].isdigit():
        return int(told.replace(",", ""))
    return sum(_VALUE[word] for word in re.split("[ -]", told))


def _percent(part: int, whole: int) -> str:
    """Return a share in percent; below one with three figures."""
    pct = 100 * part / whole
    return f"{pct:.3g}" if 0 < pct < 1 else str(round(pct))
