"""Words without sentences: heaps of keywords, lists that tick off the slots of an update, and honest telegrams."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable
from itertools import pairwise

from simulator.reading.result import Finding
from simulator.reading.source import Source

HEAP = 4
"""So many measures without a word of their own between them are a heap and no report."""
HEAP_GAP_CHARS = 7
"""How far two measures of a heap stand apart: a comma, a blank, an `and`."""

STATES = ("investigating", "identified", "monitoring", "resolved", "mitigated")
_STATES = re.compile(rf"\b(?:{'|'.join(STATES)})(?:[ ,/|&-]{{1,4}}(?:and )?(?:{'|'.join(STATES)})\b){{2}}")
_SLOTS = {"states_impact": "harm", "states_action": "deed", "action_specific": "deed", "next_update": "news"}
SCRAPS, SCRAP_WORDS, TICKED_SLOTS = 6, 4, 4
"""So many scraps of so few words in the mean, in one sentence, tick off so many slots. Engineering judgement."""
TELEGRAM_WORDS, TELEGRAM_SLOTS = 16, 2
"""A sentence of a telegram has no more words, and fills no more slots. Engineering judgement."""
HEAPED_WORDS, HEAPED_SENTENCES = 2, 2
"""So many such words in one sentence, and so many such sentences, are a heap. Engineering judgement."""
_HEAPED = frozenset(("states_impact", "action_specific", "states_action"))
_TOLD = frozenset(("harm", "deed", "news", "workaround", "apology", "data_loss_statement", "says_no_eta"))
_SCRAP = re.compile(r"[,;/|+](?!\d)")
_TICKED = frozenset((
    "states_impact", "action_specific", "next_update", "workaround", "apology", "data_loss_statement", "says_no_eta",
    "scope",
))  # fmt: skip
HEAPED_SLOTS = 3
"""So many slots of an update in one breath are a list of keywords."""
_JOINT = re.compile(
    r"[.,;!?()\[\]/&+|\n\u2013\u2014-]|:(?!\d)|\b(?:and|but|while|because|so|as|which|who|that|with|after|when|where|until"
    r"|we|our|your|is|are|the|an?|this|these)\b",
    re.IGNORECASE,
)
"""What divides or joins two clauses, and the small words that keywords go without."""
_WORD_CHARS = 4
"""A finding may begin with the word that joins it."""


def is_heaped(source: Source, findings: list[Finding], is_bare: Callable[[str], bool]) -> bool:
    """Return whether a text is words without sentences: measures in a heap, slots in one breath, scraps, keywords.

    Args:
        source: The text.
        findings: What was found in it.
        is_bare: Tells whether a sentence has no function word.
    """
    heaped = _is_stuffed(source, findings) or _is_run_on(source, findings) or _is_listed(source, findings)
    return heaped or _heaps_words(source, findings, is_bare)


def _is_stuffed(source: Source, findings: list[Finding]) -> bool:
    """Return whether measures or states are heaped up without a sentence around them."""
    plain = source.plain
    if sum(map(plain.count, STATES)) > 2 and _STATES.search(plain):
        return True
    places = sorted((one.start, one.end) for one in findings if one.feature == "action_specific")
    run = 1
    for (_, before), (after, _) in pairwise(places):
        run = run + 1 if 0 <= after - before <= HEAP_GAP_CHARS else 1
        if run >= HEAP:
            return True
    return False


def _is_listed(source: Source, findings: list[Finding]) -> bool:
    """Return whether one sentence ticks off the slots of an update in a row of scraps: `EU, 30 %, restarted, sorry`."""
    for first, last in source.sentences():
        cut = _SCRAP.split(source.plain[first:last])
        scraps = [scrap.split() for scrap in cut if scrap.strip()] if len(cut) >= SCRAPS else []
        if len(scraps) < SCRAPS or sum(map(len, scraps)) > SCRAP_WORDS * len(scraps):
            continue
        start, end = source.span(first, last)[:2]
        ticked = {one.feature for one in findings if start <= one.start < end and one.feature in _TICKED}
        if len(ticked) >= TICKED_SLOTS:
            return True
    return False


def is_telegram(source: Source, findings: list[Finding]) -> bool:
    """Return whether sentences without small words are short and say one or two things each, as one types in haste."""
    for first, last in source.sentences():
        start, end = source.span(first, last)[:2]
        told = {_SLOTS.get(one.feature, one.feature) for one in findings if start <= one.start < end}
        if len(source.plain[first:last].split()) > TELEGRAM_WORDS or len(told & _TOLD) > TELEGRAM_SLOTS:
            return False
    return True


def _heaps_words(source: Source, findings: list[Finding], is_bare: Callable[[str], bool]) -> bool:
    """Return whether sentences are harm and deeds alone: `Customers EU errors saving fails delays`."""
    heaped, places = 0, sorted({one.start for one in findings if one.feature in _HEAPED})
    for first, last in source.sentences():
        start, end = source.span(first, last)[:2]
        many = bisect_left(places, end) - bisect_left(places, start) >= HEAPED_WORDS
        heaped += many and is_bare(source.plain[first:last])
    return heaped >= HEAPED_SENTENCES


def _is_run_on(source: Source, findings: list[Finding]) -> bool:
    """Return whether three slots of an update stand in one stretch that nothing divides and nothing joins."""
    places = sorted((one.start, one.end, _SLOTS[one.feature]) for one in findings if one.feature in _SLOTS)
    run: set[str] = set()
    reached = 0
    for start, end, slot in places:
        if _JOINT.search(source.original, reached, start + _WORD_CHARS):
            run = set()
        run.add(slot)
        reached = max(reached, end)
        if len(run) >= HEAPED_SLOTS:
            return True
    return False
