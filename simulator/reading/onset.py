"""When a text says that the trouble began; what is well, repaired or looked at since a time began nothing."""

from __future__ import annotations

import re

from simulator.reading.clause import AFFECTED, NO_HARM, clause_around, is_well
from simulator.reading.source import Source
from simulator.reading.span import Moment

LEAD_CHARS = 40
"""So far before a time stands the word for a beginning. Engineering judgement."""
SKIP_CHARS = 8
"""So far behind a time that stands alone the clause begins that it belongs to. Engineering judgement."""
_START = re.compile(
    r"(?:since|began|beginning|starting|started|start|as of|from|between|onset"
    r"|impact start\w*)(?: (?:at|on|around|about|approximately|roughly|time|of))*[ :~(]*$"
)
_MENDED = re.compile(
    r"\b(?:again|live|right|normal|connected|at your disposal|closed|known|repair\w*|correct(?:ed|ing|ion)|restor\w+"
    r"|compar\w+|check\w*|fix\w*|roll\w* back|investigat\w+|work(?:s|ing) on)\b"
)
"""What is so since a time, and is no harm."""
_IT_BEGAN = re.compile(
    r"\b(?:it|this|that|they|these|those|(?:the |this |our |whose )(?:[\w-]+ ){0,2}?(?:incident|outage|problem|trouble"
    r"|issue|impact|disruption|interruption|misuse|fault|event|effect|symptoms?|onset|start)(?: of [\w ]{2,30})?|impact"
    r"|onset|start)(?: (?:has|had|have|was|is|first|then|apparently|probably))* (?:began|begun|started|starts?|since"
    r"|from|at|time)\b|^\W*(?:impact|onset|start(?: time)?)\b"
)
"""What is said to begin, where no harm is named: `It began at 09:03 UTC.`"""
_MEANT = re.compile(
    r"\b(?:intend\w*|planned|on purpose|deliberate\w*|announced|scheduled|part of (?:it|the)"
    r"|of our doing)\b"
)
_THAT_WAS_MEANT = re.compile(rf"\W*(?:that|this|it|which) (?:is|was) (?:\w+ )?{_MEANT.pattern}")
"""What makes of an interruption one that was meant, and no beginning of the trouble."""
_ALSO = re.compile(r"\b(?:also|too|as well|additionally|besides)\b")
_VERBOSE = re.compile(
    r"[a-z]{3,}\W+(?!utc|gmt)[a-z]{2,}\W+(?:[a-z]{2,}|\d)|[a-z]{4,} (?:fail|could|can|is|are|was|were)"
)
"""More words than those of a time."""


def onsets(source: Source, moments: list[Moment]) -> list[tuple[str, int, int]]:
    """Return the beginnings of harm in order: Unix seconds as text, and the span of the words in plain positions."""
    found = []
    for moment in moments:
        if moment.kind != "clock" or moment.behind_s is None:
            continue
        first = source.sentence(moment.start)[0]
        lead = _START.search(source.plain, max(first, moment.start - LEAD_CHARS), moment.start)
        if (
            lead
            and not _is_meant(source, moment.start)
            and not _is_beside(source, lead)
            and _begins_harm(source, lead.start(), moment.end)
        ):
            found.append((str(moment.behind_s), lead.start(), moment.end))
    return found


def _is_meant(source: Source, position: int) -> bool:
    """Return whether an interruption is said to be meant, in its sentence or right behind it."""
    first, last = source.sentence(position)
    return _MEANT.search(source.plain, first, last) is not None or _THAT_WAS_MEANT.match(source.plain, last) is not None


def _is_beside(source: Source, lead: re.Match[str]) -> bool:
    """Return whether a window is that of something that failed besides: `sign-in also failed between ... and ...`."""
    is_window = lead.group().startswith("between")
    return is_window and _ALSO.search(source.plain, *source.sentence(lead.start())) is not None


def _begins_harm(source: Source, start: int, end: int) -> bool:
    """Return whether the clause around the words for a beginning tells of harm, or of what `it` is that began."""
    clause = clause_around(source, (start, end))
    if not _VERBOSE.search(clause):  # `From 12:01 UTC on, bookings failed`
        behind = min(source.sentence(start)[1], end + SKIP_CHARS)
        clause = clause_around(source, (behind, behind))
    if is_well(clause) or NO_HARM.search(clause) or _MENDED.search(clause):
        return False
    return AFFECTED.search(clause) is not None or _IT_BEGAN.search(clause) is not None
