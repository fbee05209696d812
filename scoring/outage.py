"""Whether a text tells its readers of an outage as a fact: what matters where there is none.

A share is a claim of its own; this is the same said in words. It is made to miss rather than to accuse: what is put
as a condition, denied, said of a supplier or of a gauge, or taken back in the same text asserts nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from scoring.posts import holds
from scoring.sentences import claim_in
from simulator.reading.result import Claim

OUTAGE = "outage"
"""The key of such a claim."""
_CLAUSE = re.compile(r"[^.!?\n;]+(?:\.(?=\d)[^.!?\n;]+)*")
_IS = r"(?:is|are|was|were|be|been|being|remains?|remained|stays?)"
_FAILS = re.compile(
    r"\b(?:fails?|failing|ha(?:s|ve|d) failed|failed (?:for|since|from)|end(?:s|ed)? in an error"
    r"|(?:gets?|sees?|meets?|returns?) (?:an )?errors?|cannot|can't|unable to|do(?:es)? not (?:work|load|open|arrive)"
    r"|(?:experienc|suffer|deal)\w* (?:with |from )?(?:an?|this|the) (?:\w+ )?(?:outage|incident|disruption|fault)"
    r"|incident (?:goes on|continues)|shows? (?:the )?wrong"
    rf"|{_IS} (?:still |now |currently )?(?:down|unavailable|unreachable|slow|delayed|declined|rejected|disrupted"
    r"|degraded|interrupted|broken|wrong|lost|missing|not working))\b",
    re.IGNORECASE,
)
_FELT = re.compile(rf"\b(?:{_IS} (?:\w+ )?|among those |remains? )(?:affected|impacted)\b", re.IGNORECASE)
_FELT_CUES = ("affected", "impacted")
_OF_CUSTOMERS = re.compile(
    r"\b(?:customers?|users?|clients?|guests?|you|your|everybody|everyone|accounts?|incident)\b"
    r"|\b(?:since|from) \d{1,2}[:.h]\d\d",
    re.IGNORECASE,
)
_OPEN = re.compile(
    r"\b(?:if|should|whether|may|might|could|would|possibl[ey]|perhaps|in case|anything that)\b"
    r"|\b(?:suppliers?|providers?|vendors?|another|elsewhere|alarm|notice|check|counter|dashboards?|gauges?|metrics?"
    r"|agent|preview|layout|graph|screen|page|report|said|told|wrote|announced|press|last (?:year|month|winter|summer)"
    r"|in (?:the incident of )?20\d\d|(?:years?|months?) ago)\b",
    re.IGNORECASE,
)
"""What stands before such words, up to a colon, and makes them a condition or says them of another thing."""
_DENIED = re.compile(
    r"(?:\b(?:no|not|none|nobody|never|nothing|neither|nor|without)\b|n't\b)(?: [\w'-]+){0,6} ?$", re.IGNORECASE
)
"""What stands right before such words and denies them."""
_NEAR_CHARS = 120
"""So far before them a denial stands. Engineering judgement."""
_REASSURES = re.compile(
    r"\b(?:work(?:s|ed|ing)? (?:\w+ )?(?:as usual|normally|as on any day)|as usual|false alarm|no incident|by mistake"
    r"|in order|unaffected|(?:was|were) (?:wrong|mistaken|a mistake))\b"
    r"|(?:\b(?:not|never|nobody|no one|none|no (?:customers?|users?|clients?|guests?|accounts?))\b|n't\b)"
    r"(?: [\w'-]+){0,6} (?:affected|impacted)\b|\bnothing (?:happened|is (?:wrong|broken|going on))\b",
    re.IGNORECASE,
)
"""What says of the whole that it is well, or that an earlier text was wrong."""


def outage(text: str) -> Claim | None:
    """The first clause that says as a fact that something fails for customers."""
    told = next((clause for clause in _CLAUSE.finditer(text) if _tells(clause.group())), None)
    return None if told is None or _REASSURES.search(text) else claim_in(told, OUTAGE, "yes")


def _tells(words: str) -> bool:
    """Whether a clause says as a fact that something fails for customers."""
    felt = _FELT.finditer(words) if holds(words, _FELT_CUES) else ()
    fails = _FAILS.finditer(words) if _OF_CUSTOMERS.search(words) else ()
    if not (harm := [found.start() for found in (*felt, *fails)]):
        return False
    opened = [found.start() for found in _OPEN.finditer(words)]
    return any(_is_told(words, at, opened) for at in harm)


def _is_told(words: str, at: int, opened: list[int]) -> bool:
    """Whether what begins at a place is told as a fact, given the places of what would make it none."""
    colon = words.rfind(":", 0, at)
    before = bisect_left(opened, at)
    open_ = before > 0 and opened[before - 1] > colon
    return not open_ and not _DENIED.search(words, max(colon + 1, at - _NEAR_CHARS), at)
