"""How many were hurt, told as a number: `fewer than ten people`, `a single customer`, `no named account`.

It is made to miss rather than to accuse: only limits, only of those who are hurt; what is known so far, what was
reported and what holds of one customer alone set none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scoring.duty import Context, scope_words
from scoring.few import FEW_PERMILLE
from scoring.meant import is_meant
from scoring.posts import holds
from scoring.record import Record
from scoring.scope import FELT_PERMILLE, is_felt_by_most, is_quiet_at
from simulator.reading.result import Claim

STRATEGIC = "strategic"
COUNTED = "counted"
"""The key of such a claim; its value is the largest number that it allows."""
MOST_PEOPLE = 20
"""So many people are few wherever a tenth of the work of most accounts fails. Engineering judgement."""
_NUMBERS = (
    *("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"),
)
_N = rf"(?P<{{}}>{'|'.join(_NUMBERS[1:])}|\d{{{{1,3}}}})"
_LIMIT = (
    rf"(?:a single|(?:only|just|not more than|no more than|at most) {_N.format('most')}"
    rf"|(?:fewer|less) than {_N.format('below')}|under {_N.format('under')})"
)
_PEOPLE = r"(?P<people>people|persons?|users?|sessions?|requests?|saves?|orders?|bookings?|payments?)"
_ACCOUNTS = r"(?P<accounts>customers?|accounts?|clients?|compan(?:y|ies)|tenants?)"
_HURT = (
    r" (?:(?:is|are|has been|have been|was|were) (?:\w+ly )?(?:affected|hit|hurt|impacted|touched|failing)|fails?"
    r"|failed|(?:has|have|had) failed|(?:cannot|could not|can't|couldn't) [a-z]+"
    r"|(?:(?:has|have|had) (?:seen|had|got)|saw|sees?|gets?|got) (?:an )?errors?)"
)
_END = r"(?=[.,;!)\n]|$| since\b| and\b| at the moment\b| with \w+ing\b| in all \w+)"
_COUNT = re.compile(
    rf"\b{_LIMIT} (?:of (?:our|the|your) )?(?:{_PEOPLE}|{_ACCOUNTS})(?: in (?:all|our) \w+)?{_HURT}{_END}",
    re.IGNORECASE,
)
_NONE = re.compile(
    rf"\b(?:no|none of (?:our|the)) (?P<kind>named|strategic|large|big|major|important|key|larger|bigger)"
    rf" (?:accounts?|customers?|clients?){_HURT}{_END}",
    re.IGNORECASE,
)
_CUES = ("single", "only", "just", "more than", "at most", "fewer than", "less than", "under", "no ", "none of")
_SO_FAR = re.compile(
    r"\b(?:so far|known|know of|aware|report\w*|first|yet|complain\w*|told|wrote|writes?|says?|asks?"
    r"|normal\w*|usual\w*|always|any day"
    r"|on average|target|still|now|left|remain\w*|any ?more|again)\b",
    re.IGNORECASE,
)
"""Anywhere in the sentence it makes of the number what was heard of, what is on any day, or what is left."""
_SENTENCE = re.compile(r"(?:[^.!?\n]|\.(?=\d))+")


def counted(text: str) -> Iterator[Claim]:
    """Yield every such number; of named or large customers only where it is none."""
    if not holds(text, _CUES):
        return
    for sentence in _SENTENCE.finditer(text):
        if _SO_FAR.search(sentence.group().rpartition(":")[2]):
            continue
        for found in _COUNT.finditer(text, *sentence.span()):
            if is_meant(text, *found.span()):
                yield _claim(found, f"{_most(found)} {'people' if found['people'] else 'accounts'}")
        for found in _NONE.finditer(text, *sentence.span()):
            if is_meant(text, *found.span()):
                yield _claim(found, "0 accounts" if found["kind"].lower() == "named" else "0 strategic")


def _claim(found: re.Match[str], value: str) -> Claim:
    return Claim(key=COUNTED, value=value, start=found.start(), end=found.end(), quote=found.group())


def _most(found: re.Match[str]) -> int:
    """The largest number that a limit allows."""
    below = found["below"] or found["under"]
    told = (below or found["most"] or "one").lower()
    return (int(told) if told.isdigit() else _NUMBERS.index(told)) - bool(below)


def too_few(record: Record, context: Context, at_s: int, claim: Claim) -> str:
    """What is true where a number makes those who are hurt too few; else nothing.

    Twice as many accounts as were told of have to be hurt, so that nobody is charged for a count of one more or less.
    """
    told, kind = claim.value.split()
    most = int(told)
    if kind == "people":
        is_small = most <= MOST_PEOPLE and is_felt_by_most(record, at_s, FEW_PERMILLE)
        return (scope_words(context, at_s) or "many were affected") if is_small else ""
    if is_quiet_at(record, context, at_s) and not re.search(r"\b(?:was|were|had|could|failed|saw|got)\b", claim.quote):
        return ""
    felt = record.felt_by(at_s, FELT_PERMILLE)
    if kind == "strategic":
        felt = frozenset(account for account in felt if record.companies[account].tier == STRATEGIC)
    is_more = len(felt) >= max(1, 2 * most)
    return f"{len(felt)} of the named accounts were affected by then" if is_more else ""
