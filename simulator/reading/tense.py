"""Whether words of repair tell of what was, deny it, suppose it, or say before when it does not come."""

from __future__ import annotations

import re

from simulator.reading.rules import Hit
from simulator.reading.source import Source
from simulator.reading.span import Moment

LEAD_CHARS = 30
"""So far before a time stands what makes a denial one until then."""
WINDOW = 200
"""So much of a sentence on either side tells whether a word is meant; keeps reading linear."""
_UNDONE = re.compile(r"\b(?:not|never)\b|n't\b")
_NO_SOONER = re.compile(r"\b(?:until|till|before|by|than)(?: \w+){0,2} ?[(~]*$")
"""What makes a time after a denial one to come: `will not be back before noon`."""
_DONE = re.compile(
    r"\b(?:was|were|(?<!will )ha(?:s|ve) been) (?:\w+ly )?(?!expected|estimated|anticipated|due|scheduled|planned"
    r"|projected|delayed|extended|postponed|pushed|moved|put|given|set|promised|told|advised)\w+"
    r"(?: (?:by|at|in|within|on|around))?$"
)
_ENDED = re.compile(r"\b(?:finished|completed|ended|recovered|resumed|returned|came|got|went)\b")
_MODAL = re.compile(
    r"\b(?:will|shall|should|would|to|be|expect\w*|anticipat\w*|estimat\w*|hop\w+|aim\w*|plan\w*|target\w*|once|when|until"
    r"|eta|due)\b|'ll\b"
)
"""What makes words of repair a report: `the repair was completed by midnight`."""


def is_undone(plain: str, hit: Hit, time_start: int) -> bool:
    """Return whether words of repair deny it for a time, or tell of it as done."""
    words, lead = plain[hit.start : max(hit.end, time_start)], plain[max(0, time_start - LEAD_CHARS) : time_start]
    said = plain[hit.start : hit.end]
    if (
        _DONE.search(said)
        or _DONE.search(words[:WINDOW].rstrip())
        or (_ENDED.search(said) and not _MODAL.search(plain[max(0, hit.start - LEAD_CHARS) : hit.end]))
    ):
        return True
    return _UNDONE.search(words) is not None and _NO_SOONER.search(lead) is None


_SUPPOSED = re.compile(
    r"(?:\b(?:if|in case)\b[^,;]{0,30}(?:\b(?:not|never)\b|n't\b)"
    r"|\b(?:unless|whether|nobody|no one|none of us|do not think|don't think)\b)[^,;]{0,60}$"
)
_AT_LEAST = re.compile(r"\bat (?:least|the earliest)\b|\blonger than\b")
_NOT_YET = re.compile(r"\b(?:not|never|no)\b|n't\b")
_YET = re.compile(r"\b(?:until|till|before|(?<!later )than)(?: \w+){0,2} ?[(~]*$")
"""What makes a denied time of repair the earliest: `will not be back before noon`, but not `no later than noon`."""


def is_supposed(source: Source, hit: Hit) -> bool:
    """Return whether words of repair stand in a condition or a doubt: `if it is not fixed by noon`."""
    return _SUPPOSED.search(source.plain[source.sentence(hit.start)[0] : hit.start]) is not None


def says_earliest(source: Source, hit: Hit, moment: Moment) -> bool:
    """Return whether a time of repair is the earliest that it can be, so that it promises none."""
    first, last = source.sentence(moment.start)
    words = source.plain[max(first, min(hit.start, moment.start) - LEAD_CHARS) : min(last, moment.end + LEAD_CHARS)]
    if _AT_LEAST.search(words):
        return True
    return _YET.search(source.plain, first, moment.start) is not None and _NOT_YET.search(words) is not None
