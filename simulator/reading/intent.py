"""The actions of a whole document: the listed ones, else sentences of running text that say what will be changed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from simulator.reading.action import ActionTables, action_of, actions, has_intent
from simulator.reading.document import Block
from simulator.reading.due import due_of
from simulator.reading.opening import is_notice, sections_of
from simulator.reading.owner import doer_of, owner_of
from simulator.reading.result import ActionRow
from simulator.reading.source import Source

TITLE_WORDS = 4
"""So few words are a dated title, `Mar 23 - Postscript`, and give nobody anything to do."""
_PAST = re.compile(
    r"\b(?:was|were|had|did|failed|fell|went|came|took|broke|stopped|started|began|happened|noticed|found|called|rang|told|sent"
    r"|said|asked|wrote|replaced|restarted|restored|reported|pushed|knew|promised|merged|deployed|signed|ignored|committed"
    r"|ran|saw|yesterday|last (?:week|month|night|year))\b"
)
"""What tells of something that happened: who did it when is no plan."""


def all_actions(blocks: tuple[Block, ...], told: list[Block], tables: ActionTables) -> tuple[ActionRow, ...]:
    """Return the actions of a document: listed ones, else sentences of intent in running text.

    A short notice also tells what changes in words that would be too weak elsewhere, and who does something by when.

    Args:
        blocks: The document.
        told: The same, but for code and for what holds nothing.
        tables: The rules.
    """
    listed = actions(blocks, tables) or _told(told, lambda words: has_intent(Source(words), tables.intent), tables)
    if any(row.owner or row.due for row in listed) or not is_notice(told, sections_of(blocks)):
        return listed
    more = _told(told, lambda words: has_intent(Source(words), tables.notice) or _is_given(words, doer_of), tables)
    more += _told(told[1:], lambda words: _is_given(words, owner_of), tables)  # the first words may be a dated title
    by_start = {row.start: row for row in (*more, *listed)}
    return tuple(by_start[start] for start in sorted(by_start))


def _is_given(words: str, whose: Callable[[str], str]) -> bool:
    """Return whether a sentence gives somebody something to do by some time."""
    return len(words.split()) > TITLE_WORDS and bool(whose(words) and due_of(words)) and not _PAST.search(words.lower())


def _told(told: list[Block], is_meant: Callable[[str], bool], tables: ActionTables) -> tuple[ActionRow, ...]:
    """Return the sentences of running text that are meant to be actions."""
    is_letter = {block.section for block in told} <= {"", "meta", "customer"}
    rows = []
    for block in told:
        skipped = block.section in ("timeline", "impact") or (block.section == "customer" and not is_letter)
        if skipped or block.kind == "quote":
            continue
        for start, end in _sentences(block):
            if is_meant(block.text[start:end]):
                stop = _closed(block.text, start, end)
                rows.append(action_of(block.text[start:stop], block.start + start, block.start + stop, tables))
    return tuple(rows)


def _sentences(block: Block) -> Iterator[tuple[int, int]]:
    """Yield the spans of the sentences of a block."""
    source = Source(block.text)
    for first, last in source.sentences():
        start, end, _ = source.span(first, last)
        yield start, end


def _closed(text: str, start: int, end: int) -> int:
    """Return where a sentence ends whose bracket holds a full stop or semicolon."""
    is_open = text.count("(", start, end) > text.count(")", start, end)
    return text.find(")", end) + 1 or end if is_open else end
