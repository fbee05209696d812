"""How much a piece of technical work has to do with what was heard about the incident.

Relevance is word overlap between a task's card and what was heard, rare words counting more; nothing else is known
about a task than what its card says.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cached_property, lru_cache

from simulator.bots.player import TaskCard
from simulator.bots.room import ENDED, Room, sentences

CAUSE_WEIGHT = 18
"""What is known about the cause says more than everything that was heard before."""
SEQUEL = 300
"""A step that builds on finished work is likely what that work was for."""
FEW_CARDS = 4
"""A word on at most so many cards says what a card is about."""
UNDOES = re.compile(
    r"\b(?:back|revert|undo|roll|former|previous|disable|pause|isolate|stop|block|switch off)\b", re.IGNORECASE
)
"""Words of a title that promise to take something back or to limit it."""
_WORD = re.compile(r"[a-z]{3,}")
_STOP = frozenset({
    "the", "and", "for", "with", "that", "this", "from", "has", "have", "had", "was", "were", "are", "been",
    "its", "into", "out", "off", "our", "their", "them", "they", "will", "not", "all", "any", "one", "two",
    "per", "can", "could", "who", "what", "when", "which", "each", "every", "new", "more", "than", "then",
    "now", "over", "under", "about", "after", "before", "since", "utc",
})  # fmt: skip
_NEGATED = re.compile(
    r"\b(?:no|not|nothing|none|never|neither|nobody|without|ruled out|unaffected|normal)\b", re.IGNORECASE
)
_SOURCE_WEIGHT = {"alert": 3, "customer": 1, "colleague": 1, "fact": 5, "result": 5}
_IDEAS: dict[str, re.Pattern[str]] = {
    name: re.compile(pattern, re.IGNORECASE)
    for name, pattern in {
        "~code": r"\b(?:release\w*|hotfix|patch|bug|overflow\w*|code|deploy\w*|connector of|version)\b",
        "~access": r"\b(?:tokens?|credentials?|secrets?|keys?|rotat\w+)\b",
        "~session": r"\b(?:sessions? (?:copied|stolen)|copied session|end all sessions|support accounts?|forged)\b",
        "~missing": r"\b(?:missing|backfill\w*|not delivered|nothing (?:delivered|reached)|still has to be sent"
        r"|send again|replay)\b",
        "~certificate": r"\b(?:certificate\w*|lapsed|expired)\b",
        "~double": r"\b(?:double|doubles|duplicate\w*|twice)\b",
        "~standby": r"\b(?:standby|replica|failover)\b",
        "~disk": r"\b(?:disk|storage|space|full)\b",
    }.items()
}
"""Ideas that different words stand for: a hotfix answers a bug in a release though they share no word."""


@lru_cache(maxsize=4096)
def stems(text: str) -> frozenset[str]:
    """The content words of a text, endings cut off, and the ideas behind them."""
    found = {name for name, pattern in _IDEAS.items() if pattern.search(text)}
    for word in _WORD.findall(text.lower().replace("_", " ").replace("-", " ")):
        if word not in _STOP:
            for ending in ("ing", "ed", "es", "s", "e"):
                if word.endswith(ending) and len(word) - len(ending) >= 3:
                    word = word[: -len(ending)]  # noqa: PLW2901  # the stem replaces the word
                    break
            found.add(word)
    return frozenset(found)


@lru_cache(maxsize=4096)
def _stated(text: str) -> tuple[frozenset[str], ...]:
    """The words of each sentence that states something and denies nothing."""
    return tuple(stems(part) for part in sentences(text) if not part.endswith("?") and not _NEGATED.search(part))


def _weigh(context: dict[str, int], words: Iterable[str], weight: int) -> None:
    """Let words count once more, up to a limit, so that a repeated alarm does not drown a single finding."""
    for word in words:
        context[word] = min(12, context.get(word, 0) + weight)


class Ranking:
    """The cards of the task board, the most relevant first, as one look shows them."""

    def __init__(self, room: Room) -> None:
        """Rank the cards for a room."""
        self.room = room
        self.ended = frozenset(task for task, run in room.incident.tasks.items() if run.state in ENDED)
        self.words, self.spread = self._read_cards()
        self._context = room.recall("context", self._listen)
        self.cards, self._scores = room.recall(("ranks", self.ended), self._rank)

    def _read_cards(self) -> tuple[dict[str, frozenset[str]], Counter[str]]:
        """The words of each card, and how many cards share each; read once, because cards do not change."""
        memory = self.room.memory
        if not memory.words:
            memory.words = {card.task: stems(f"{card.title} {card.task}") for card in self.room.sight.tasks}
            memory.spread = Counter(stem for words in memory.words.values() for stem in words)
        return memory.words, memory.spread

    def _listen(self) -> dict[str, int]:
        """How strongly each word speaks for being part of this incident."""
        memory, gauges = self.room.memory, self.room.sight.gauges
        for name in memory.hot - memory.weighed_signals:
            title = gauges[name].title if name in gauges else ""
            _weigh(memory.weights, stems(f"{name} {title}"), 3)
        for heard in memory.heard[memory.weighed :]:
            for words in _stated(heard.text):
                _weigh(memory.weights, words, _SOURCE_WEIGHT[heard.source])
        memory.weighed_signals, memory.weighed = set(memory.hot), len(memory.heard)
        context = dict(memory.weights)
        causes = [(at_s, fact.text) for at_s, fact in self.room.incident.facts.values() if fact.key == "cause"]
        for _, text in sorted(causes)[-1:]:
            for word in stems(text):
                context[word] = context.get(word, 0) + CAUSE_WEIGHT
        return context

    def of(self, card: TaskCard) -> int:
        """The relevance in hundredths: words that the card shares with what was heard, rare ones counting more."""
        return self._scores[card.task]

    def topics(self, card: TaskCard) -> set[str]:
        """The words of a card that few other cards use."""
        return {word for word in self.words[card.task] if self.spread[word] <= FEW_CARDS}

    def _rank(self) -> tuple[list[TaskCard], dict[str, int]]:
        """The cards in order, and the relevance of each."""
        scores = {card.task: self._relevance(card) for card in self.room.sight.tasks}
        return sorted(self.room.sight.tasks, key=lambda card: (-scores[card.task], card.task)), scores

    def _relevance(self, card: TaskCard) -> int:
        words = self.words[card.task]
        score = sum(self._context.get(word, 0) * 100 // (2 + 2 * self.spread[word]) for word in words)
        undo = 60 if UNDOES.search(card.title) and card.kind == "contain" else 0
        sequel = bool(card.requires) and self.ended.issuperset(card.requires)
        score = score * 4 // (5 + len(words) // 2) + undo + (SEQUEL if sequel else 0)
        return score // 4 if words & self._quiet else score

    @cached_property
    def _quiet(self) -> frozenset[str]:
        """Words for signals that never left their band: work on these is work on something else."""
        gauges = self.room.sight.gauges
        loud: set[str] = set()
        still: set[str] = set()
        for name in self.room.sight.alarmed:
            words = stems(f"{name} {gauges[name].title if name in gauges else ''}")
            (loud if name in self.room.memory.hot else still).update(words)
        return frozenset(still - loud - set(self._context))
