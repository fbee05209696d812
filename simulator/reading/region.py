"""The places that a text says are hurt: regions, zones and towns in sentences about harm."""

from __future__ import annotations

import re

from simulator.reading.attributed import Attributed
from simulator.reading.clause import AFFECTED, NO_HARM, is_excepted, is_spared, is_word
from simulator.reading.lexicon import CompiledRule
from simulator.reading.retracted import FAILURE, PLACE
from simulator.reading.rules import Hit, hits
from simulator.reading.source import Source

_AMBIGUOUS = ("us", "na", "america")
_FIRST_NAMES = ("virginia", "sydney", "paris", "london", "georgia", "dublin", "india", "ireland", "france")
"""Regions that people are called after: `Virginia Stein: please decide`, `Sydney, the outage goes on`."""
_NAMED = re.compile(r" (?!East|West|North|South|Central|Region|Data|Office|Zone|Cent|Cluster)[A-Z][a-z]+|,(?= [a-z])")
_OF_REGIONS = r"(?:\w+ )?(?:regions?|zones?|data ?cent(?:er|re)s?|locations)\b"
_ALL_REGIONS = re.compile(
    rf"all {_OF_REGIONS}|every {_OF_REGIONS}|each of our {_OF_REGIONS}|global(?:ly)?\b|world-?wide\b"
)
"""As above, without a mark for the beginning."""
_REGION_CUES = ("region", "zone", "data cent", "datacent", "location", "global", "world")
"""One of these is in all of them, and quickly found."""
_PLACE_LEFT_OPEN = re.compile(
    r"\bnot(?: true)?(?: that)?(?: the)? (?:only|just|solely|merely|limited|confined|restricted|alone)\b"
    r"|\bisn't (?:only|just)\b|\bonly (?:one|thing|region|place)\b[^;:]{0,30}\b(?:not|isn't|aren't)\b"
    r"|\b(?:is|are|was|were) not the only\b|\b(?:not|isn't|never) (?:true|correct|right|the case|so) that\b"
    r"|\b(?:whether|doubt\w*|unclear|elsewhere|beyond|among|as much as|as well as|and (?:all|the) others?|including"
    r"|(?:do|does|did|can|could)(?: not|n't|not) (?:yet )?(?:know|say|tell|confirm|rule out)"
    r"|for (?:example|instance)|such as|(?:starting|beginning) (?:in|with)|earlier (?:we|i|today)"
    r"|(?:we|i) (?:first|earlier|had) (?:said|wrote|told|thought|believed|reported)"
    r"|(?:told|wrote to|asked|called|says?|said|writes?|reports?|reported) (?:us|me|that))\b"
)
"""What makes of a place named beside harm a denial, a doubt, an example or somebody's word, and no claim of where."""
_CLOCK_BEFORE = re.compile(r"\d{1,2}[:.]\d\d(?: (?:in|at|for))? $")
"""A local time: `14:06 in London`."""


def regions(source: Source, rules: tuple[CompiledRule, ...], spoken: Attributed) -> list[tuple[str, int, int]]:
    """Return the regions that each sentence about harm names, and the span of the words in plain positions.

    Args:
        source: The text.
        rules: The names of regions.
        spoken: What in the text is not the writer's own word.
    """
    plain, found = source.plain, []
    named: dict[tuple[int, int], list[Hit]] = {}
    for hit in hits(source, rules):
        named.setdefault(source.sentence(hit.start), []).append(hit)
    everywhere: dict[tuple[int, int], tuple[int, int]] = {}
    for match in _ALL_REGIONS.finditer(plain) if any(cue in plain for cue in _REGION_CUES) else ():
        if is_word(source.plain, match.start()) and spoken.is_own(match.start(), FAILURE, PLACE):
            sentence = source.sentence(match.start())
            everywhere.setdefault(sentence, match.span())
            named.setdefault(sentence, [])
    for (first, last), places in sorted(named.items()):
        if AFFECTED.search(NO_HARM.sub(" ", plain[first:last])) is None:
            continue
        if (first, last) in everywhere and not is_excepted(source, everywhere[first, last][1]):
            found.append(("all", *everywhere[first, last]))
            continue
        if plain[first:last].rstrip().endswith("?") or _PLACE_LEFT_OPEN.search(plain, first, last):
            continue
        names = [
            hit
            for hit in places
            if _is_place(source, hit, opens=hit.start <= first + 1)
            and not is_spared(source, (hit.start, hit.end))
            and spoken.is_own(hit.start, FAILURE, PLACE)
            and not _CLOCK_BEFORE.search(plain, first, hit.start)
        ]
        if names:
            value = ",".join(sorted({plain[hit.start : hit.end] for hit in names}))
            found.append((value, names[0].start, names[-1].end))
    return found


def _is_place(source: Source, hit: Hit, *, opens: bool) -> bool:
    """Return whether a place is meant: `US` and not `us`, Virginia and not Virginia Stein.

    Args:
        source: The text.
        hit: Where the word stands.
        opens: It is the first word of its sentence, so that a comma behind it speaks to a person.
    """
    word = source.plain[hit.start : hit.end]
    if word in _AMBIGUOUS:
        return source.shown[hit.start : hit.end].isupper() and source.plain[hit.end : hit.end + 1] != "/"
    follows = _NAMED.match(source.shown, hit.end) if word in _FIRST_NAMES else None
    return follows is None or (follows.group() == "," and not opens)


def speaks_of_us(source: Source, start: int, end: int) -> bool:
    """Return whether the last word of a span in plain positions is `us` and not the country."""
    word = source.plain[start:end].rpartition(" ")[2]
    return word in _AMBIGUOUS and not source.shown[end - len(word) : end].isupper()
