"""What a text as a whole is: a report, a sample, planned work, an all-clear beside an alarm, the same words again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from itertools import pairwise

import msgspec

from simulator.reading.lexicon import CompiledRule, Lexicon, compile_rules
from simulator.reading.rules import first_hit
from simulator.reading.source import Source

AGAIN_WORDS = 5
"""Sentences of fewer words may stand twice in an honest text."""
STUTTERS = 2
"""So many words said twice in a row are no slip."""

_STUTTER = re.compile(r"\b([a-z]{4,}) \1\b")
_OF_ALL = re.compile(
    r"([0-9](?<![\d.,].)\d{2,3}) ?% of (?:all |the |our )*(?:\w+ )?"
    r"(?:customers|users|accounts|tenants|sessions|saves|people)\b"
)
_CHOICE = re.compile(r"\d ?%(?: ?,| or) (?:about )?\d+(?:\.\d+)? ?%,?(?: and| or)? (?:about )?\d+(?:\.\d+)? ?%")
"""Three shares in a row for one and the same group."""
_ANY_WAIT = re.compile(r"in (?<=\bin )\d+(?:, \d+)+,?(?: and| or) \d+ (?:minutes?|mins?|hours?|seconds?|days?)\b")
"""Three waits in a row for one and the same thing."""
_STUTTERED_HONESTLY = frozenset(("that", "very", "really", "many", "much", "long"))


class FrameTables(msgspec.Struct, frozen=True, kw_only=True):
    """The compiled rules about a text as a whole."""

    unreal: tuple[CompiledRule, ...]
    foreign: tuple[CompiledRule, ...]
    own: tuple[CompiledRule, ...]
    denied: tuple[CompiledRule, ...]
    planned: tuple[CompiledRule, ...]
    announced: tuple[CompiledRule, ...]
    works: tuple[CompiledRule, ...]
    hurt: tuple[CompiledRule, ...]
    trouble: tuple[CompiledRule, ...]
    clear: tuple[CompiledRule, ...]
    going_on: tuple[CompiledRule, ...]


def frame_tables(lexicon: Lexicon) -> FrameTables:
    """Compile the rules about a text as a whole."""
    return FrameTables(
        unreal=compile_rules(lexicon, "frame_unreal"),
        foreign=compile_rules(lexicon, "frame_foreign"),
        own=compile_rules(lexicon, "own_harm"),
        denied=compile_rules(lexicon, "cause_denied"),
        planned=compile_rules(lexicon, "frame_planned"),
        announced=compile_rules(lexicon, "frame_announced"),
        works=compile_rules(lexicon, "frame_works"),
        hurt=compile_rules(lexicon, "frame_hurt"),
        trouble=compile_rules(lexicon, "trouble"),
        clear=compile_rules(lexicon, "all_clear"),
        going_on=compile_rules(lexicon, "going_on"),
    )


def is_unreal(source: Source, tables: FrameTables) -> bool:
    """Return whether a text says of itself that it reports nothing that happened."""
    return first_hit(source, tables.unreal) is not None


def is_foreign(source: Source, tables: FrameTables) -> bool:
    """Return whether a text tells of somebody else's trouble and of none that the reader or the author has."""
    return first_hit(source, tables.own) is None and first_hit(source, tables.foreign) is not None


def is_impossible(source: Source) -> bool:
    """Return whether more than all are said to be affected, or one fact is given several values to choose from."""
    plain = source.plain
    if "% of" in plain and any(int(match[1]) > 100 for match in _OF_ALL.finditer(plain)):
        return True
    return (plain.count("%") > 2 and _CHOICE.search(plain) is not None) or _ANY_WAIT.search(plain) is not None


def is_planned(source: Source, tables: FrameTables) -> bool:
    """Return whether a post announces planned work and nothing that went against the plan."""
    return first_hit(source, tables.planned) is not None and first_hit(source, tables.trouble) is None


def plans_work(source: Source, tables: FrameTables) -> bool:
    """Return whether the end of the work that a post tells of was planned, and is no time of repair."""
    return is_planned(source, tables) or (
        first_hit(source, tables.works) is not None and not _tells_of_harm(source, tables)
    )


def announces_work(source: Source, tables: FrameTables) -> bool:
    """Return whether all that a post tells of is work to come, planned or not: that acknowledges no incident."""
    told = any(first_hit(source, rules) is not None for rules in (tables.announced, tables.works, tables.planned))
    return told and not _tells_of_harm(source, tables)


def _tells_of_harm(source: Source, tables: FrameTables) -> bool:
    """Return whether a post also tells of something that went wrong, or that goes wrong now."""
    return any(first_hit(source, rules) is not None for rules in (tables.going_on, tables.hurt))


def contradicts_itself(source: Source, tables: FrameTables) -> bool:
    """Return whether a post gives the all-clear and says in another sentence that the harm goes on."""
    clear = first_hit(source, tables.clear)
    if clear is None:
        return False
    first, last = source.sentence(clear.start)
    return first_hit(source, tables.going_on, lambda position: not first <= position < last) is not None


def repeats_itself(sentences: Iterable[str]) -> bool:
    """Return whether at least a third of what is said was said before, word for word; blanks are single."""
    said = Counter(sentence for sentence in map(str.strip, sentences) if sentence.count(" ") >= AGAIN_WORDS - 1)
    total = said.total()
    return total > len(said) and (total - len(said)) * 3 >= total


def stutters(plain: str, lines: Iterable[list[str]]) -> bool:
    """Return whether words are said twice in a row to fill the room; `lines` are the words of all sentences."""
    if sum(word == following for line in lines for word, following in pairwise(line)) < STUTTERS:
        return False
    return sum(word not in _STUTTERED_HONESTLY for word in _STUTTER.findall(plain)) >= STUTTERS
