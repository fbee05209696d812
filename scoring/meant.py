"""Whether words that somebody may act on are the writer's own: undoubted, on no condition, denied by nothing.

It is made to miss rather than to accuse, so a doubt anywhere in the sentence is enough.
"""

from __future__ import annotations

import re

from simulator.reading.result import Claim

_SENTENCE = re.compile(r"(?:[^.!?\n;]|\.(?=\d))+[.!?]?")
FRAMES = re.compile(
    r"\b(?:if|whether|which|how|when(?:ever)?(?! \w+ing\b)|once|until|unless|as soon|after|provided|in case|in order to"
    r"|so that|should|would|could|might|will|want\w*|wrote|writes?|says?|said|told|tells us|asks?|asked|heard|claim\w*"
    r"|reports?|reported|according|thinks?|thought|believ\w*|expect\w*|hop(?:e|ed|es|ing)|wish\w*|suppos\w*|assum\w*"
    r"|seem\w*|looks?|likely|probably|perhaps|maybe|presumably|cannot|can['’]t|far as|whoever|check\w*"
    r"|make sure|confirm that|instead|cop(?:y|ies)|backup|print(?:ed|out)\w*|by hand"
    r"|yesterday\w*|tonight|(?:last|next) (?:week|night|month))\b|[\"“”„«»]|(?<!\w)['‘]",
    re.IGNORECASE,
)
"""What stands before such words in their sentence and makes them no statement of the writer's own."""
DENIES = re.compile(
    r"\b(?:no|not|never|nobody|none|nothing|neither|nor|without|hardly|before|yet|only|shall|than|refuse|stop|wait)\b"
    r"|n['’]t\b",
    re.IGNORECASE,
)
"""What stands before them in their clause, or among them, and denies them."""
_CLAUSE = re.compile(r"[,:]|\b(?:and|but|so)\b")
_LIMITS = re.compile(
    r"^[^:]*?\b(?:if|once|unless|until|till|when|as soon as|as far as|so far|except|apart from|but|only|provided|after"
    r"|(?:we|i) (?:think|believe|hope|expect|suppose)|would|(?:is|was) wrong|instead|cop(?:y|ies)|by hand|then)\b"
    r"|\?",
    re.IGNORECASE,
)
"""What follows them in their sentence and takes a part of them back."""
_TAKEN_BACK = re.compile(
    r"\b(?:that|this|it|which) (?:was|is|would be|proved) (?:\w+ )?(?:wrong|false|untrue|not so|not true|a mistake"
    r"|mistaken|premature|a lie|no longer so)\b",
    re.IGNORECASE,
)


_DENIAL = re.compile(
    r"(?i)\b(?:no|not|none|nothing|nobody|never|without|wrong\w*|false|mistaken\w*|said|says|reports?|reported)\b|n['’]t\b"
)
_ENDS = re.compile(r"[.;!?]\s")


def is_denied(text: str, claim: Claim) -> bool:
    """Whether the sentence of a claim denies it or tells what somebody else had said."""
    before, after = text[: claim.start], text[claim.end :]
    return _DENIAL.search(_ENDS.split(before)[-1] + _ENDS.split(after)[0]) is not None


_BUT_NOT = re.compile(r"\b(?:not|instead of|rather than)(?: the| about| only)* ?$", re.IGNORECASE)
"""What stands before a figure that a text names only to say that it was wrong: `18 %, not 12 %`."""
_BUT_NOT_CHARS = 80
"""So far before the figure it begins. Engineering judgement."""


def is_named_as_wrong(text: str, claim: Claim) -> bool:
    """Whether a claim is named only to say that it was wrong: `18 %, not 12 %`."""
    return _BUT_NOT.search(text, max(0, claim.start - _BUT_NOT_CHARS), claim.start) is not None


def takes_back(text: str) -> bool:
    """Whether a text says of anything that it was wrong."""
    return _TAKEN_BACK.search(text) is not None


def is_meant(text: str, start: int, end: int) -> bool:
    """Whether the sentence around a span says it for itself, and in nobody else's words."""
    sentence = next(one for one in _SENTENCE.finditer(text) if one.end() > start)
    before, after = text[sentence.start() : start], text[end : sentence.end()]
    denied = DENIES.search(_CLAUSE.split(before)[-1])
    return not (denied or FRAMES.search(before) or _LIMITS.search(after))
