"""Clauses that are dated to another time, or tell of another incident: nothing in them is said of this one.

`In last year's incident 40 % of sessions were affected. Today it is 18 %.` It needs a date or a former incident and
no word of the present, so that `as in March, 2 % fail` stays a claim about today.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from itertools import pairwise

from simulator.reading.cues import heads
from simulator.reading.source import Source

NEAR_DAYS = 7
"""What lies no further back may be this incident. Engineering judgement."""
LAST_YEAR_DAYS = 183
"""A day without a year that is further ahead was one of last year. Engineering judgement."""
_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
_MONTH = rf"(?P<month>{'|'.join(_MONTHS)})"
_EVENT = (
    r"(?:incidents?|outages?|failures?|faults?|breakdowns?|disruptions?|interruptions?|breach(?:es)?|leaks?|attacks?"
    r"|crash(?:es)?|downtime|problems?|trouble|events?)"
)
_DATED = re.compile(
    rf"\b(?P<in>in|of|from|during)(?: early| late| mid-?)? {_MONTH}\b(?:,? (?P<of>20[012]\d)\b)?"
    rf"|\b(?:on|of|from)(?: the)? (?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? {_MONTH.replace('month', 'month2')}\b"
    rf"|\b(?:on|of|from) {_MONTH.replace('month', 'month3')} (?P<day3>\d{{1,2}})(?:st|nd|rd|th)?\b"
    rf"|\b{_MONTH.replace('month', 'month4')} {_EVENT}\b"
    rf"|\b(?:in|of|from|during|the|our) (?P<year>20[012]\d)\b(?! \w+s\b)"
)
"""A month, a day or a year that a clause is dated to."""
_PAPER = re.compile(
    r"\b(?:invoices?|bills?|statements?|orders?|bookings?|records?|data|figures|amounts?|values|run|close|payments?"
    r"|fees?)(?: that [\w ]{1,20})? $"
)
"""What a month may belong to without dating the clause: `the invoices of March`."""
_LONG_AGO = re.compile(
    r"\b(?:last|previous) (?:year|spring|summer|autumn|winter|decade|january|february|march|april|may|june|july|august"
    r"|september|october|november|december)\b"
    r"|\b(?:\d+|an?|one|two|three|four|five|six|some|several|many|few) (?:years?|months?) (?:ago|earlier|back)\b"
    r"|\b(?:\d+|two|three|four|five|six|some|several|many|a few) weeks (?:ago|earlier|back)\b"
    r"|\blast time (?:this|it|that|we|you|something)\b"
    rf"|\blast (?:month|week)'s (?:[\w-]+ )?{_EVENT}\b|\b{_EVENT} (?:(?:of|from|in) )?last (?:month|week)\b"
    rf"|\b(?:an? (?:earlier|previous|former|older|similar|other)|another|(?:our|the) (?:previous|former)) {_EVENT}\b"
)
_LAST_WEEK = re.compile(r"\W*last (?:month|week)\b")
_CUES = heads(
    "last previous former earlier similar another other older year month week", *_MONTHS, *map(str, range(2000, 2030))
)
"""One of these is in all of them."""
_COMPARED = re.compile(
    r"\b(?:since|unlike|than|after|compared (?:to|with)|contrary to|as|learn\w* from)"
    r"(?: in| with)?(?: the| our| that of)*"
    rf"(?: {_EVENT})? ?$"
)
"""What stands before a date that the clause is only held against."""
_PRESENT = re.compile(
    r"\b(?:is|are|am|fails?|cannot|has|have|does|do|affects|hits|shows|remains?|now|today|tonight|currently|still|since"
    r"|this (?:time|one|incident|outage|morning|afternoon|evening|week)|at the moment)\b|(?:n't|'s|'re|'ve)\b(?! \w+ed)"
)
_OPENS = re.compile(
    r"\W*(?:and |but |back |already |once )*(?:in|during|on|last|when|the|our|an?|\w+ (?:years?|months?))\b"
)
"""How a sentence begins whose date is that of all its clauses."""
_GOES_ON = re.compile(r"\W*(?:(?:in|during|by|for) which|when|where|which|that|who)\b")
"""How a clause begins that tells more of what was named before it."""
_REFERS = re.compile(r"\W*(?:it|that one|that time|that day|then|back then|at that time|in that (?:case|one)|they)\b")
"""How a sentence begins that does."""
_BREAKS = re.compile(r"[;:\u2013\u2014]|,(?!\d)|\b(?:and|but|while|whereas)\b")
_POSSESSIVE = re.compile(r"(?<!\bit)(?<!\bthat)(?<!\bthere)'s\b")


def former_spans(source: Source, at_utc_s: int) -> list[tuple[int, int]]:
    """Return the clauses of a text that tell of another time.

    Args:
        source: The text.
        at_utc_s: Unix seconds at which it was said.
    """
    plain = source.plain
    cued = source.sentences_with(_CUES)
    if not cued:
        return []
    found: list[tuple[int, int]] = []
    today = datetime.fromtimestamp(at_utc_s, UTC).date()
    was_former = False
    for first, last in source.sentences():
        refers = was_former and _REFERS.match(plain, first, last) is not None
        if not refers and (first, last) not in cued:
            was_former = False
            continue
        spans = _former_in(source, (first, last), today, carried=refers)
        was_former = bool(spans)
        found += spans
    return found


def _former_in(source: Source, sentence: tuple[int, int], today: date, *, carried: bool) -> list[tuple[int, int]]:
    """Return the clauses of a sentence that tell of another time; a word of the present ends it."""
    plain, found, goes_on = source.plain, [], carried
    for start, end in _clauses(source, sentence):
        named = _names_another(plain, start, end, today)
        tells_more = goes_on and _GOES_ON.match(plain, start + 1, end) is not None
        carried |= tells_more or (named and start == sentence[0] and _OPENS.match(plain, start, end) is not None)
        goes_on = named or carried
        if _PRESENT.search(_POSSESSIVE.sub("", plain[start:end])) is None:
            if goes_on:
                found.append((start, end))
        else:
            carried = False
            goes_on = goes_on and named
    return found


def _clauses(source: Source, sentence: tuple[int, int]) -> list[tuple[int, int]]:
    """Return the clauses of a sentence."""
    first, last = sentence
    edges = [first, *(match.start() for match in _BREAKS.finditer(source.plain, first, last)), last]
    return [(start, end) for start, end in pairwise(edges) if start < end]


def _names_another(plain: str, start: int, end: int, today: date) -> bool:
    """Return whether a clause names another time or another incident, and is not only held against it."""
    if _LAST_WEEK.match(plain, start, end):
        return True
    for match in _LONG_AGO.finditer(plain, start, end):
        if _COMPARED.search(plain, start, match.start()) is None:
            return True
    return any(
        _is_past(match, today)
        and _COMPARED.search(plain, start, match.start()) is None
        and _PAPER.search(plain, start, match.start()) is None
        for match in _DATED.finditer(plain, start, end)
    )


def _is_past(match: re.Match[str], today: date) -> bool:
    """Return whether a date lies too far back for this incident."""
    year = match["year"] or match["of"]
    if year and int(year) != today.year:
        return int(year) < today.year
    name = match["month"] or match["month2"] or match["month3"] or match["month4"]
    if not name:
        return False
    month, day = 1 + _MONTHS.index(name), match["day"] or match["day3"]
    if day is None:
        return month != today.month and not (today.day <= NEAR_DAYS and month == (today.month - 2) % 12 + 1)
    try:
        off = (today - date(today.year, month, int(day))).days
    except ValueError:
        return False
    return off > NEAR_DAYS or off < -LAST_YEAR_DAYS
