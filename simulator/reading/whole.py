"""What a post-mortem is as a whole: a report, a sample, a mixed one, one of questions, of denials or of other times."""

from __future__ import annotations

import re
from itertools import pairwise

from simulator.reading.document import Block
from simulator.reading.filled import is_content
from simulator.reading.frame import FrameTables, is_foreign, is_planned, is_unreal, repeats_itself
from simulator.reading.order import is_mixed
from simulator.reading.result import FeatureValue, TimelineRow
from simulator.reading.rules import hits
from simulator.reading.source import Source
from simulator.reading.span import DAY_S

FRAME_CHARS = 600
"""Where a document says what it is: its first and its last so many characters."""
ASKED_SHARE = 4
"""From one sentence in so many on, a document asks and does not tell."""
ASKED_LEAST = 4
"""So few questions are never too many."""
ALIKE_PERMILLE = 700
"""Lines that share so many of their words, in a row, were written with a stencil."""
ALIKE_WORDS = 6
"""Shorter lines are alike by nature."""
LEAST_WORDS = 4
"""Shorter sentences state no cause."""

_QUESTION = re.compile(r"\?[\"')\]*_ ]*$")
_YEAR = re.compile(
    r"(?<![\w./-])(?:(1[0-8]\d\d|19[0-6]\d|2[1-9]\d\d|[3-9]\d{3})-[01]\d-[0-3]\d"
    r"|(?:\d{1,2}(?:st|nd|rd|th)? )?(?:january|february|march|april|may|june|july|august|september|october|november"
    r"|december) (?:\d{1,2}(?:st|nd|rd|th)?,? )?(1[0-8]\d\d|19[0-6]\d|2[1-9]\d\d|[3-9]\d{3}))(?![\w-])",
    re.IGNORECASE,
)
"""A date in a year in which no such incident can have been, or be repaired."""
_YEAR_CUE = re.compile(r"(?:1[0-9]|2[1-9]|[3-9]\d)\d\d")
"""The same without its day, sought first."""


def whole(
    text: str, blocks: tuple[Block, ...], timeline: tuple[TimelineRow, ...], tables: FrameTables, at_utc_s: int | None
) -> dict[str, FeatureValue]:
    """Return what a document is as a whole.

    Args:
        text: The document.
        blocks: All its blocks, questions included.
        timeline: Its stamped events.
        tables: The rules about a text as a whole.
        at_utc_s: Unix seconds at which it was written; None when nobody knows.
    """
    told = [block for block in blocks if block.kind in ("para", "item", "row") and is_content(block.text)]
    events = {row.start: row.text for row in timeline}
    lines = [" ".join(events.get(block.start, block.text).lower().split()) for block in told]
    running = [line for block, line in zip(told, lines, strict=True) if block.start not in events]
    head, tail = Source(text[:FRAME_CHARS]), Source(text[-FRAME_CHARS:])
    return {
        "is_unreal": is_unreal(head, tables)
        or is_unreal(tail, tables)
        or (_YEAR_CUE.search(text) is not None and _YEAR.search(text) is not None)
        or _is_ahead(timeline, at_utc_s),
        "is_planned": is_planned(Source(f"{_title(text)}.\n\n{told[0].text if told else ''}"), tables),
        "is_foreign": is_foreign(head, tables) and is_foreign(Source("\n\n".join(lines)[:20_000]), tables),
        "is_mixed": is_mixed(text, timeline),
        "repeats_itself": repeats_itself(lines) or _is_stencilled(running),
        "only_asks": _asks(lines),
        "denies_cause": _denies(told, tables),
    }


def without_questions(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return blocks without those that only ask, because nothing is said in them; a heading may ask."""
    return tuple(block for block in blocks if block.kind == "heading" or not _only_asks(block))


def _only_asks(block: Block) -> bool:
    """Return whether a block is one question."""
    return block.text.count("?") == 1 and bool(_QUESTION.search(block.text)) and ". " not in block.text


def _title(text: str) -> str:
    """Return the first line with words in it, without its marks."""
    return next((line.strip(" #=*_") for line in text.split("\n") if line.strip(" #=*_-")), "")


def _is_ahead(timeline: tuple[TimelineRow, ...], at_utc_s: int | None) -> bool:
    """Return whether most events lie in the future of the document."""
    stamps = [row.at_utc_s for row in timeline if row.at_utc_s is not None]
    return at_utc_s is not None and sum(stamp > at_utc_s + DAY_S for stamp in stamps) * 2 > max(1, len(stamps))


def _is_stencilled(lines: list[str]) -> bool:
    """Return whether at least half of the longer lines are the line before with a word changed."""
    words = [frozenset(line.split()) for line in lines if len(line.split()) >= ALIKE_WORDS]
    alike = sum(len(one & two) * 1000 >= ALIKE_PERMILLE * len(one | two) for one, two in pairwise(words))
    return len(words) >= ALIKE_WORDS and alike * 2 >= len(words)


def _asks(lines: list[str]) -> bool:
    """Return whether too many sentences are questions; a `why` leads to an answer and does not count."""
    asked = sum(
        line.count("? ") + line.endswith("?") for line in lines if not line.lstrip("0123456789.) *-").startswith("why")
    )
    said = sum(line.count(". ") + line.count("! ") + 1 for line in lines)
    return asked >= ASKED_LEAST and asked * ASKED_SHARE >= said


def _denies(told: list[Block], tables: FrameTables) -> bool:
    """Return whether most of what stands under the causes only says what was not one."""
    said = denied = 0
    for block in told:
        if block.section != "factors":
            continue
        source = Source(block.text)
        spans = [span for span in source.sentences() if len(source.plain[slice(*span)].split()) >= LEAST_WORDS]
        places = [source.sentence(hit.start) for hit in hits(source, tables.denied)]
        said += len(spans)
        denied += len(set(places).intersection(spans))
    return denied * 2 > said
