"""Places that a text counts instead of naming them: `in one region`, `in a single data centre`, `only our Berlin site`.

It is made to miss rather than to accuse: a place among others, where it is worst or began, what is still left, what
was repaired there and what stands there tell nothing of how far the harm reaches.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scoring.duty import Context
from scoring.meant import is_meant, takes_back
from scoring.posts import holds
from scoring.sentences import sentences
from simulator.reading.result import Claim

CONFINED = "confined"
"""The key of such a claim."""
ONE, PART, MORE = "one", "part", "more"
"""Its values: in one place, in so many of our places, in so many places."""
_CUES = ("region", "zone", "cent", "site", "location", "countr", "continent")
_PLACE = r"(?:regions?|(?:availability )?zones?|data ?cent(?:er|re)s?|locations?|countr(?:y|ies)|continents?)"
_SITE = rf"(?:{_PLACE}|sites?)"
_MORE = r"(?:two|three|four|five|several|some|many|most|\d{1,2})"
_ONE = (
    rf"(?:(?:one|a single)(?: single)?(?: (?:of|out of) (?:our|the|all)(?: \w+)?)? {_PLACE}"
    r"|(?:one|a single) of our sites)"
)
_PART = rf"{_MORE} (?:of|out of) (?:our|the) (?:\w+ )?{_SITE}"
_IN = re.compile(
    rf"\b(?:in|on|at|within|across) (?:(?P<one>{_ONE})|(?P<part>{_PART})|(?P<more>{_MORE} {_PLACE}))"
    r"(?! of (?:the|a)\b)\b",
    re.IGNORECASE,
)
_HARM = re.compile(
    r"\b(?:fails?|failed|failing|cannot|can't|could not|couldn't|unable|errors?|affected|impacted|hit|down|unavailable"
    r"|wrong|missing|late|slow|declined|refused)\b",
    re.IGNORECASE,
)
_NAMED = r"(?:our |the )(?-i:[A-Z])[\w-]+ " + _SITE
_TOUCHED = r"(?:is|are|was|were|has been|have been) (?:\w+ly )?(?:affected|touched|hit|hurt|impacted|concerned|down)"
_END = r"(?=[.,;:!)\n]|$| and\b| since\b| by (?:this|it|the (?:outage|incident|errors?|trouble)))"
_ONLY = re.compile(
    rf"\bonly (?:{_ONE}|{_NAMED}|our \w+ {_SITE}) {_TOUCHED}{_END}"
    rf"|\b(?:limited|confined|restricted) to (?:{_ONE}|{_NAMED})\b"
    rf"|{_TOUCHED} only in (?:{_ONE}|{_NAMED})\b{_END}",
    re.IGNORECASE,
)
_NOT_ALL = re.compile(
    r"\b(?:else\w*|others?|another|every|all|both|each|rest|worst|worse|hardest|most(?:ly)? |first|beg[au]n|started?"
    r"|spread|also|too|especially|particular\w*|mainly|example|still|now|remain\w*|left|again|works?|worked|no longer"
    r"|so far|until|yet|restart\w*|switch\w*|mov(?:e|ed|ing)|roll\w*|deploy\w*|test\w*|engineers?|servers?|machines?"
    r"|hardware|power|databases?|cop(?:y|ies)|suppliers?|providers?|vendors?|customers? with|at first|initially"
    r"|earlier|later|then|gone|over|fixed|resolved|restored|back)\b",
    re.IGNORECASE,
)
"""Anywhere in its sentence it makes of the place one among several, or speaks of something else there."""
_WHOLE = re.compile(
    r"\b(?:all|every|each of our|both|other) (?:\w+ )?(?:regions?|zones?|sites?|data ?cent|locations?|countries"
    r"|continents?)|\beverywhere\b|\belsewhere\b|\bworld-?wide\b|\bglobal",
    re.IGNORECASE,
)
"""Anywhere in the text it tells how far the harm reaches; the place is one among several then."""
_FOR_NOW = re.compile(
    r"\b(?:now|still|left|remain\w*|again|no longer|any ?more|so far|until|yet|first|initially|maintenance|switch\w*"
    r"|restart\w*|move)\b|\bnot only\b",
    re.IGNORECASE,
)


_NUMBERS = ("two", "three", "four", "five", "several", "some", "many", "most")
"""How the name of a region begins that counts some."""


def confined(text: str) -> Iterator[Claim]:
    """Yield every statement that the harm is in so many places and in no others."""
    if not holds(text, _CUES) or takes_back(text):
        return
    for sentence in sentences(text):
        words = sentence.group()
        if words.rstrip().endswith("?"):
            continue
        found = None if _FOR_NOW.search(words) else _ONLY.search(text, *sentence.span())
        if found is None and not _WHOLE.search(text) and _HARM.search(words) and not _NOT_ALL.search(words):
            found = _IN.search(text, *sentence.span())
        if found is not None and is_meant(text, *found.span()):
            value = (found.lastgroup if found.re is _IN else None) or ONE
            yield Claim(key=CONFINED, value=value, start=found.start(), end=found.end(), quote=found.group())


def is_elsewhere_too(context: Context, claim: Claim) -> bool:
    """Whether the harm reaches farther than a statement says, or less far."""
    regions = {region.casefold() for region in context.truth.regions}
    if "all" in regions:
        return claim.value in (ONE, PART)
    named = len(regions) == 1 and not any(region.split()[0] in _NUMBERS for region in regions)
    return named and claim.value in (PART, MORE) and not context.truth.false_alarm
