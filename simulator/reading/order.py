"""Do the parts of a document stand where they belong? One sign may be a slip; two are a document cut up and mixed."""

from __future__ import annotations

import re
from itertools import pairwise

from simulator.reading.result import TimelineRow

SIGNS = 2
"""From so many signs on a document counts as mixed."""
EMPTY_HEADINGS = 2
"""So many headings with nothing under them are one sign."""
TURNS = 2
"""So many steps against the direction of a timeline are one sign."""

_HEADING = re.compile(r" {0,3}(#{1,6}) +\S")
_RULE_ROW = re.compile(r"\s*\|[\s:|-]*-[\s:|-]*\|\s*$")


def is_mixed(text: str, timeline: tuple[TimelineRow, ...]) -> bool:
    """Return whether a document was cut up and put together in another order.

    Args:
        text: The document in Markdown; other forms show no sign but the timeline's.
        timeline: Its stamped events in the order of the text.
    """
    lines = [line for line in text.split("\n") if line.strip()]
    levels = [len(match[1]) if (match := _HEADING.match(line)) else 0 for line in lines]
    signs = (
        _title_astray([level for level in levels if level]),
        _empty(levels) >= EMPTY_HEADINGS,
        any(_RULE_ROW.match(line) and not _heads_table(above) for above, line in pairwise(["", *lines])),
        turns(timeline) >= TURNS,
        levels[-1:] != [0] and len(levels) > 1,
    )
    return sum(signs) >= SIGNS


def turns(timeline: tuple[TimelineRow, ...]) -> int:
    """Return how many steps of a timeline go against its own direction, whichever that is."""
    stamps = [row.at_utc_s for row in timeline if row.at_utc_s is not None]
    back = sum(first > second for first, second in pairwise(stamps))
    ahead = sum(first < second for first, second in pairwise(stamps))
    fewer = min(back, ahead)
    return fewer if fewer * 5 >= back + ahead else 0


def _title_astray(levels: list[int]) -> bool:
    """Return whether the only heading of the first rank stands below others."""
    return levels.count(1) == 1 and levels[0] != 1


def _empty(levels: list[int]) -> int:
    """Return how many headings are followed at once by one of the same rank or a higher one, or by nothing."""
    following = [*levels[1:], 1]
    return sum(1 for level, after in zip(levels, following, strict=True) if level > 1 and 0 < after <= level)


def _heads_table(line: str) -> bool:
    """Return whether a line can stand above the rule of a table."""
    return line.lstrip().startswith("|") and not _RULE_ROW.match(line)
