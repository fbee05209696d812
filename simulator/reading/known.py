"""What a scenario calls its own harm and its own work, found in texts that say it in those words.

No list of words knows every trade: pallets wait, kiosks are refilled. Where the lexicon finds no harm or no measure,
a sentence counts that says what the room's own screens say.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import msgspec

from simulator.reading.cause import DENIAL, HEAD_CHARS, same, stem
from simulator.reading.result import Finding
from simulator.reading.source import Source
from simulator.reading.unmeant import Unmeant

LEAST_STEMS = 2
"""So many words of a wording must meet in a sentence; one alone is what the text is about anyway. Engineering
judgement."""
REACH_WORDS = 6
"""They stand no farther apart than this, in any order. Engineering judgement."""
RULE = "scenario's words"
_WORD = re.compile(r"[a-z]{3,}")
_CLAUSE = re.compile(r"[.;:,()]| and | while | but ")
_SMALL = frozenset(
    re.findall(
        r"\w+",
        "the and for all any are was were has have had been being not with from into onto that this they them their its"
        " our your who out off new old now one two more than only each every some about over under again via per",
    )
)
"""Words that carry nothing of their own."""
_OVER = re.compile(
    r"\b(?:no|none|nobody|nothing|without|again|restored|resolved|recovered|fixed|as usual|normal\w*|stopped|if|unless"
    r"|please)\b"
)
"""What makes of harm its end or a case that is only thought of."""
_DONE = re.compile(
    r"\b(?:we|i|they|team|engineers?|engineering|crews?|colleagues|staff|is|are|was|were|been|being|has|have|now)\b"
    r"|^\W*(?:now |currently |still )?[a-z]+ing\b"
)
"""Somebody does it: a bare order, `Refill the kiosks`, is no measure that was taken."""
_UNDONE = re.compile(
    r"\b(?:consider\w*|could|may|might|please|you (?:can|may|should)|if|unless|whether|plan(?:s|ned)?)\b"
)
_PAST = {
    "began": "begin", "bought": "buy", "brought": "bring", "built": "build", "cut": "cut", "drew": "draw",
    "drove": "drive", "fed": "feed", "fought": "fight", "found": "find", "froze": "freeze", "frozen": "freeze",
    "gave": "give", "given": "give", "held": "hold", "kept": "keep", "laid": "lay", "led": "lead", "left": "leave",
    "lent": "lend", "made": "make", "ran": "run", "rebuilt": "rebuild", "sent": "send", "shut": "shut", "sold": "sell",
    "spoken": "speak", "swept": "sweep", "taken": "take", "taught": "teach", "told": "tell", "took": "take",
    "went": "go", "withdrawn": "withdraw", "withdrew": "withdraw", "written": "write", "wrote": "write",
}  # fmt: skip
"""Verbs whose past looks unlike them."""


class Known(msgspec.Struct, frozen=True):
    """The wordings of a scenario, each as the stems of its words; see `known`."""

    harms: tuple[tuple[str, ...], ...] = ()
    deeds: tuple[tuple[str, ...], ...] = ()


NOTHING = Known()
"""Where no scenario is at hand."""


def known(harms: Iterable[str], deeds: Iterable[str]) -> Known:
    """Return the wordings of a scenario.

    Args:
        harms: What is told of the harm, `10 % of pallets wait`; each clause stands alone.
        deeds: Titles of work, which begin with the verb: `Refill the kiosks`.
    """
    clauses = (clause for harm in harms for clause in _CLAUSE.split(harm.lower()))
    return Known(harms=tuple(_worded(clauses)), deeds=tuple(_worded(title.lower() for title in deeds)))


def _worded(wordings: Iterable[str]) -> Iterator[tuple[str, ...]]:
    """Yield the stems of wordings that have enough of them."""
    for wording in wordings:
        stems = tuple(stems_of(wording))
        if len(stems) >= LEAST_STEMS:
            yield stems


def known_findings(source: Source, unmeant: Unmeant, words: Known, seen: frozenset[str]) -> list[Finding]:
    """Return where a text tells of harm or of work in a scenario's words, for what was not `seen` otherwise."""
    wanted = [
        (feature, wordings, tells)
        for feature, wordings, tells in (
            ("states_impact", words.harms, _harms),
            ("action_specific", words.deeds, _does),
        )
        if wordings and feature not in seen
    ]
    if not wanted:
        return []
    found = []
    for first, last in source.sentences():
        sentence = source.plain[first:last]
        if not unmeant.lets("action", first):
            continue
        stems = stems_of(sentence)
        heads = frozenset(word[:HEAD_CHARS] for word in stems)
        for feature, wordings, tells in wanted:
            if tells(sentence) and any(_met(stems, heads, wording, feature) for wording in wordings):
                start, end, quote = source.span(first, last)
                found.append(Finding(feature=feature, rule=RULE, start=start, end=end, quote=quote))
    return found


def _harms(sentence: str) -> bool:
    return DENIAL.search(sentence) is None and _OVER.search(sentence) is None


def _does(sentence: str) -> bool:
    return DENIAL.search(sentence) is None and _UNDONE.search(sentence) is None and _DONE.search(sentence) is not None


def _met(stems: list[str], heads: frozenset[str], wording: tuple[str, ...], feature: str) -> bool:
    """Return whether enough of a wording stands together in a sentence; of a deed also its verb, which comes first.

    Args:
        stems: The words of the sentence.
        heads: Their first letters, which most wordings have not.
        wording: The words to find.
        feature: What they would tell of.
    """
    least = max(LEAST_STEMS, (len(wording) + 1) // 2)
    if sum(part[:HEAD_CHARS] in heads for part in wording) < least:
        return False
    hits = [(place, part) for place, word in enumerate(stems) for part, own in enumerate(wording) if same(word, own)]
    most = (REACH_WORDS + 1) * len(wording)
    for first, (opens, _) in enumerate(hits):
        met = {part for place, part in hits[first : first + most] if place <= opens + REACH_WORDS}
        if len(met) >= least and (feature != "action_specific" or 0 in met):
            return True
    return False


def stems_of(text: str) -> list[str]:
    """Return the stems of the words in small letters that carry something, in the order of the text."""
    words = (_PAST.get(word, word) for word in _WORD.findall(text))
    return [_single(stem(word)) for word in words if word not in _SMALL]


def _single(word: str) -> str:
    """Return a stem with one letter for a doubled last one, so that `stopped` meets `stop`."""
    return word[:-1] if len(word) > 3 and word[-1] == word[-2] else word
