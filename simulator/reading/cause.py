"""Does a piece of prose state the cause? Groups of synonyms must meet in sentences that read as prose."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

import msgspec

from simulator.reading.lexicon import CompiledRule, Lexicon, compile_rules
from simulator.reading.places import Openings
from simulator.reading.prose import Prose
from simulator.reading.rules import hits, openings_of
from simulator.reading.source import Source

CAUSE_CHARS = 400_000
WINDOW_SENTENCES = 2
"""The groups may be spread over this many sentences in a row."""
NO_CAUSE_WORD_PERMILLE = 850
"""What all groups are worth when they meet without any word of causing."""

HEAD_CHARS = 4
"""Two stems of one word have so many first letters in common (`same`)."""
_ENDINGS = (
    "ation",
    "ations",
    "ment",
    "ments",
    "ings",
    "ing",
    "ions",
    "ion",
    "edly",
    "ies",
    "ied",
    "ness",
    "able",
    "ed",
    "es",
    "er",
    "ers",
    "ly",
    "al",
    "s",
    "e",
    "y",
)
DENIAL = re.compile(
    r"\b(?:not|n't|never|nor|ruled out|rules? out|unrelated|no (?:sign|evidence|link)"
    r"|exclude[ds]?|refuted|whether|unlikely|instead of|rather than|disproved|innocent)\b"
)
_WORD = re.compile(r"[a-z0-9]+")


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """Return a word without its ending, so that `misconfigured` meets `misconfiguration`."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def _stems(text: str) -> list[str]:
    """Return the stems of all words."""
    return [stem(word) for word in _WORD.findall(text)]


def _mentions(stems: list[str], heads: frozenset[str], phrase: list[str]) -> bool:
    """Return whether the words of a phrase stand near each other, in any order, within a few words.

    Args:
        stems: The words of a sentence.
        heads: Their first letters, which most phrases have not.
        phrase: The words to find.
    """
    if not phrase or not heads.issuperset(part[:HEAD_CHARS] for part in phrase):
        return False
    reach = len(phrase) + 3
    places = [index for index, word in enumerate(stems) if same(word, phrase[0])]
    for place in places:
        near = stems[max(0, place - reach) : place + reach + 1]
        if all(any(same(word, part) for word in near) for part in phrase):
            return True
    return False


def same(word: str, part: str) -> bool:
    """Return whether two stems are one word: equal, or one the start of the other and long enough to mean it."""
    if word == part:
        return True
    if min(len(word), len(part)) < 5 or abs(len(word) - len(part)) > 5:
        return False
    return word.startswith(part) or part.startswith(word)


class CausalTables(msgspec.Struct, frozen=True, kw_only=True):
    """The rules for words of causing, such as `because` or `led to`, and where they can begin."""

    rules: tuple[CompiledRule, ...]
    openings: Openings


def causal_tables(lexicon: Lexicon) -> CausalTables:
    """Compile the rules of a lexicon for words of causing."""
    rules = compile_rules(lexicon, "root_cause")
    return CausalTables(rules=rules, openings=openings_of(rules))


def cause_match(text: str, concepts: Sequence[Sequence[str]], prose: Prose, causal: CausalTables) -> int:
    """Return 0 to 1000: how far the text states a cause.

    Args:
        text: Prose of any length.
        concepts: Groups of synonyms; every group has to be met for full marks.
        prose: Tells sentences from heaps of words.
        causal: What knows words of causing.
    """
    groups = [[_stems(phrase) for phrase in group if phrase.strip()] for group in concepts if group]
    if not groups or not text.strip() or len(text) > CAUSE_CHARS:
        return 0
    source = Source(text, causal.openings)
    cues = [hit.start for hit in hits(source, causal.rules)]
    spans = source.sentences()
    met: list[tuple[frozenset[int], bool]] = []
    for first, last in spans:
        sentence = source.plain[first:last]
        stems = _stems(sentence)
        heads = frozenset(word[:HEAD_CHARS] for word in stems)
        if not prose.is_sentence(sentence):
            met.append((frozenset(), False))
            continue
        here = frozenset(
            i for i, group in enumerate(groups) if any(_mentions(stems, heads, phrase) for phrase in group)
        )
        denied = bool(here) and bool(DENIAL.search(sentence)) and len(here) == len(groups)
        met.append((frozenset() if denied else here, any(first <= cue < last for cue in cues)))
    best = 0
    for index in range(len(met)):
        window = met[index : index + WINDOW_SENTENCES]
        together = frozenset().union(*(here for here, _ in window))
        if not together:
            continue
        worth = 1000 if any(caused for _, caused in window) else NO_CAUSE_WORD_PERMILLE
        best = max(best, worth * len(together) // len(groups))
    return best
