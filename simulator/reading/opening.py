"""Questions about a whole post-mortem that need no lexicon: its opening, its sections and its order."""

from __future__ import annotations

import re
from itertools import pairwise

from simulator.reading.document import Block
from simulator.reading.filled import is_content
from simulator.reading.result import TimelineRow

STRUCTURED_SECTIONS = 3
"""From so many named sections on, causes and lessons told in passing are no substitute for their section."""
NOTICE_WORDS = 1_500
"""A longer document without headings is no short notice. Engineering judgement."""
_LEAST = {"actions": 1, "factors": 2}
"""So many words make a section: `Cause: expired certificate` says it; other parts need three words."""
_OF_ITSELF = re.compile(
    r"(?i)(?:^|(?<=[.!?] ))(?:this|the|our) (?:document|report|review|page|post-?mortem|note|text|paper"
    r"|write-?up)(?: of"
    r" [^.!?\n]{2,60}?)? (?:was|is|has been) (?:being )?(?:written|prepared|drafted|made|compiled|put together|produced"
    r"|published)\b[^.!?]*[.!?]?"
)
"""A sentence in which a document speaks of how it came to be, which tells nothing of the incident."""
OPENING_BLOCKS = 12
"""So many blocks from the start may hold the sentence that says what happened."""


def opens_with_summary(told: list[Block]) -> bool:
    """Return whether running text before the first section tells what happened."""
    for block in told[:OPENING_BLOCKS]:
        text = _OF_ITSELF.sub("", block.text)
        if block.section == "impact" and len(block.text.split()) >= 15:
            return True
        if block.section not in ("", "meta", "customer"):
            return False
        if (
            block.kind == "para"
            and len(text.split()) >= 12
            and re.search(
                r"\b(?:was|were|had|caused|resulted|failed|became|went|led|served|showed|broke|started"
                r"|experienced|lost|saw|stopped|\w+ed)\b",
                text,
            )
        ):
            return True
    return False


def is_ordered(timeline: tuple[TimelineRow, ...]) -> bool:
    """Return whether the stamps never run backward."""
    stamps = [row.at_utc_s for row in timeline if row.at_utc_s is not None]
    return all(first <= second for first, second in pairwise(stamps))


def is_structured(sections: set[str]) -> bool:
    """Return whether a document keeps its parts under headings, so that a missing one is a missing part."""
    return len(sections - {"meta", "response"}) >= STRUCTURED_SECTIONS


def sections_of(blocks: tuple[Block, ...]) -> set[str]:
    """Return the sections that hold something; `Yes.` under three headings is said once."""
    held: dict[str, dict[str, int]] = {}
    for block in blocks:
        if block.section and block.kind not in ("heading", "meta") and is_content(block.text):
            held.setdefault(block.section, {})[block.text.casefold()] = len(block.text.split())
    return {name for name, told in held.items() if sum(told.values()) >= _LEAST.get(name, 3)}


def is_notice(told: list[Block], sections: set[str]) -> bool:
    """Return whether a document is a short notice: without its parts under headings, and no longer than a few pages."""
    return not is_structured(sections) and sum(len(block.text.split()) for block in told) <= NOTICE_WORDS
