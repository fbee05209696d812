"""What a post-mortem says without saying anything: factors, lessons, actions and times that any page could hold.

Where no scenario is at hand, a piece is held against the rest of its own document and the words of the trade.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from simulator.reading.concern import is_hollow, topics, topics_of
from simulator.reading.document import Block
from simulator.reading.earnest import in_earnest
from simulator.reading.result import ActionRow, PostmortemReading, TimelineRow
from simulator.reading.timeline import day_of

_JUDGED = frozenset(("factors", "lessons", "actions", "customer"))
"""Parts that have to speak of the others."""
TOLD_ROWS = 2
"""So many rows of a timeline name something, and of so many lessons one does; `It was a Sunday` may be one. A guess."""
_BARE = re.compile(
    r"(?i)[\s\[\](){}:,|-]*(?:utc|gmt|[ap]\.?m?\.?|[pecma][sd]?t|cest|bst|z|\w+day|\d[\d:.]*)?[\s\]):,|-]*"
)
"""Behind a stamp: its zone, or nothing, where what happened stands below it."""

_CALLED_OFF = re.compile(
    r"\b(?:all|everything|every one|each)(?: of)?(?: the| these| those)?(?: (?:above|actions?|items?|points?|them"
    r"|these|this|it))*"
    r" (?:was|were|is|are|has been|have been)(?: since| now| meanwhile| all)?"
    r" (?:cancel?led|called off|dropped|scrapped|abandoned|withdrawn|given up|struck (?:off|out)"
    r"|shelved)(?= ?(?:[.,;!\n]|$)| by\b| on\b)"
    r"|\b(?:none|nothing|not one) of (?:the above|these|this|them|it|the (?:actions?|items?)(?: above)?)"
    r" (?:will (?:ever |actually )?(?:be (?:done|carried out|implemented)|happen)|is (?:planned|going to happen"
    r"|meant seriously))\b",
    re.IGNORECASE,
)
"""What takes all actions of their part back."""


def without_hollow(reading: PostmortemReading, told: Sequence[Block]) -> PostmortemReading:
    """Return a reading whose factors and lessons say something, and whose actions without work are marked.

    Args:
        reading: What was found.
        told: The blocks of the document that hold words.
    """
    known = topics_of(block.text for block in told if block.section not in _JUDGED)
    factors, listed = reading.factors, [block for block in told if block.section == "lessons"]
    if "factors" in reading.sections:
        factors = tuple(factor for factor in factors if not is_hollow(factor, known))
    reason = known | topics_of(factors)
    features = reading.features
    if len(listed) >= TOLD_ROWS and all(is_hollow(block.text, reason) for block in listed):
        features = {**features, "lessons_told": False}
    day = day_of(tuple(told))
    actions = tuple(_marked(in_earnest(row, day), reason) for row in reading.actions)
    if any(block.section == "actions" and _CALLED_OFF.search(block.text) for block in told):
        actions = tuple(msgspec.structs.replace(row, idle=True) for row in actions)
    return msgspec.structs.replace(reading, factors=factors, actions=actions, features=features)


def _marked(row: ActionRow, known: frozenset[str]) -> ActionRow:
    return msgspec.structs.replace(row, idle=True) if is_hollow(row.text, known) else row


def names_events(timeline: Sequence[TimelineRow]) -> bool:
    """Whether a timeline names anything: `It began`, `It ended` and `x` do not; a bare stamp is not judged."""
    bare = any(_BARE.fullmatch(row.text) for row in timeline)
    return bare or sum(1 for row in timeline if topics(row.text)) >= TOLD_ROWS
