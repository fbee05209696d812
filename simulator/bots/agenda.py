"""Which piece of technical work comes next: safe containment first, diagnosis beside it, risky steps last and decided.

Relevance is word overlap between a task's title and what was heard, rare words counting more; nothing else is known
about a task than what its card says.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cached_property, lru_cache

from simulator.bots.player import TaskCard
from simulator.bots.room import ENDED, Room, sentences
from simulator.vocabulary import IncidentClass, TaskState

MOST_TRIES = 3
"""So often a task is started."""
MOST_AT_ONCE = 5
"""Span of control: tasks that run at the same time."""
LIKELY = 30
"""From this relevance on (in hundredths) a task is taken to be about this incident."""
DOUBT_S = 2_400
"""So long an alarm that hurts nobody is checked before it is treated like any other."""
CAUSE_WEIGHT = 18
"""What is known about the cause says more than everything that was heard before."""
SEQUEL = 300
"""A step that builds on finished work is likely what that work was for."""
PATIENCE_S = 2_700
"""After so long without any way forward a step is tried although its risk has not gone."""
SETTLE_S = 420
"""So long a finished step is given to show its effect."""
_WORD = re.compile(r"[a-z]{3,}")
_STOP = frozenset(
    [
        "the",
        "and",
        "for",
        "with",
        "that",
        "this",
        "from",
        "has",
        "have",
        "had",
        "was",
        "were",
        "are",
        "been",
        "its",
        "into",
        "out",
        "off",
        "our",
        "their",
        "them",
        "they",
        "will",
        "not",
        "all",
        "any",
        "one",
        "two",
        "per",
        "can",
        "could",
        "who",
        "what",
        "when",
        "which",
        "each",
        "every",
        "new",
        "more",
        "than",
        "then",
        "now",
        "over",
        "under",
        "about",
        "after",
        "before",
        "since",
        "utc",
    ]
)
_NEGATED = re.compile(
    r"\b(?:no|not|nothing|none|never|neither|nobody|without|ruled out|unaffected|normal)\b", re.IGNORECASE
)
_UNDO = re.compile(
    r"\b(?:back|revert|undo|roll|former|previous|disable|pause|isolate|stop|block|switch off)\b", re.IGNORECASE
)
_GRAVE = re.compile(
    r"\b(?:thousands|every|everyone|all|memory|crash\w*|restarts?|disaster|lost|loses?|gone|cannot be undone"
    r"|destroy\w*|wipes?|worse"
    r"|minutes to recover|hours|double|twice|overwrit\w*)\b",
    re.IGNORECASE,
)
_CONDITION = re.compile(r"\b(?:above|below|while|as long as|until|unless|behind)\b", re.IGNORECASE)
_SECOND = re.compile(r"\b(?:second|independent|alarm|both sides|cross-?check)\b", re.IGNORECASE)
_AS_USUAL = re.compile(
    r"\bnormal level\b|\bfeel nothing\b|\bas usual\b|\bno ticket|\bnothing unusual\b|\bworks? (?:fine|normally)\b",
    re.IGNORECASE,
)
_WIPES = re.compile(r"\b(?:rebuild|reimage|wipe|delete|purge|reinstall|recreate|clean|reset)\b", re.IGNORECASE)
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


def is_second_source(card: TaskCard) -> bool:
    """Whether a task holds the alarm against something independent."""
    return card.kind == "verify" and bool(_SECOND.search(f"{card.title} {card.task}"))


def _weigh(context: dict[str, int], words: Iterable[str], weight: int) -> None:
    """Let words count once more, up to a limit, so that a repeated alarm does not drown a single finding."""
    for word in words:
        context[word] = min(12, context.get(word, 0) + weight)


class Board:
    """The task board as one look shows it, ranked."""

    def __init__(self, room: Room) -> None:
        """Rank the board for a room."""
        self.room = room
        self._news = (len(room.memory.heard), len(room.memory.hot), len(room.incident.facts))
        self._words, self._spread = self._read_cards()
        self._context = self._hear()
        self._ranked, self._scores = self._rank()
        self._startable: dict[tuple[str, ...], list[TaskCard]] = {}

    def _read_cards(self) -> tuple[dict[str, frozenset[str]], Counter[str]]:
        """The words of each card, and how many cards share each; read once, because cards do not change."""
        memory = self.room.memory
        if not memory.words:
            memory.words = {card.task: stems(f"{card.title} {card.task}") for card in self.room.sight.tasks}
            memory.spread = Counter(stem for words in memory.words.values() for stem in words)
        return memory.words, memory.spread

    def _hear(self) -> dict[str, int]:
        """How strongly each word speaks for being part of this incident."""
        memory = self.room.memory
        if memory.context is None or memory.context[0] != self._news:
            memory.context = (self._news, self._listen())
        return memory.context[1]

    def _listen(self) -> dict[str, int]:
        context: dict[str, int] = {}
        for name in self.room.memory.hot:
            title = self.room.sight.gauges[name].title if name in self.room.sight.gauges else ""
            _weigh(context, stems(f"{name} {title}"), 3)
        for heard in self.room.memory.heard:
            for sentence in sentences(heard.text):
                if not sentence.endswith("?") and not _NEGATED.search(sentence):
                    _weigh(context, stems(sentence), _SOURCE_WEIGHT[heard.source])
        causes = [(at_s, fact.text) for at_s, fact in self.room.incident.facts.values() if fact.key == "cause"]
        for _, text in sorted(causes)[-1:]:
            for word in stems(text):
                context[word] = context.get(word, 0) + CAUSE_WEIGHT
        return context

    def relevance(self, card: TaskCard) -> int:
        """In hundredths: words that the card shares with what was heard, rare ones counting more."""
        return self._scores[card.task]

    def _rank(self) -> tuple[list[TaskCard], dict[str, int]]:
        """Work the relevance of all cards out, unless nothing that it depends on has changed."""
        memory, runs = self.room.memory, self.room.incident.tasks
        ended = frozenset(task for task, run in runs.items() if run.state in ENDED)
        key = (self._news, ended)
        if memory.ranks[0] != key:
            scores = {card.task: self._relevance(card, ended) for card in self.room.sight.tasks}
            ranked = sorted(self.room.sight.tasks, key=lambda card: (-scores[card.task], card.task))
            memory.ranks = (key, ranked, scores)
        return memory.ranks[1], memory.ranks[2]

    def _relevance(self, card: TaskCard, ended: frozenset[str]) -> int:
        words = self._words[card.task]
        score = sum(self._context.get(word, 0) * 100 // (2 + 2 * self._spread[word]) for word in words)
        undo = 60 if _UNDO.search(card.title) and card.kind == "contain" else 0
        sequel = bool(card.requires) and ended.issuperset(card.requires)
        score = score * 4 // (5 + len(words) // 2) + undo + (SEQUEL if sequel else 0)
        return score // 4 if words & self._quiet else score

    @cached_property
    def _quiet(self) -> frozenset[str]:
        """Words of measurements that have been in their band all the time: work on these is work on something else."""
        gauges = self.room.sight.gauges
        loud: set[str] = set()
        still: set[str] = set()
        for name in self.room.sight.alarmed:
            words = stems(f"{name} {gauges[name].title if name in gauges else ''}")
            (loud if name in self.room.memory.hot else still).update(words)
        return frozenset(still - loud - set(self._context))

    # --- what may be started --------------------------------------------------------------------------------

    def startable(self, *kinds: str) -> list[TaskCard]:
        """Tasks of these kinds that may start now, the most relevant first."""
        if kinds not in self._startable:
            self._startable[kinds] = self._find_startable(kinds)
        return self._startable[kinds]

    def _find_startable(self, kinds: tuple[str, ...]) -> list[TaskCard]:
        runs = self.room.incident.tasks
        done = {task for task, run in runs.items() if run.state is TaskState.DONE}
        return [
            card
            for card in self._ranked
            if card.kind in kinds
            and (card.task not in runs or (runs[card.task].state in ENDED and card.task not in done))
            and done.issuperset(card.requires)
            and self.room.memory.times(f"start-{card.task}-") < MOST_TRIES
        ]

    def safe(self, cards: Iterable[TaskCard]) -> list[TaskCard]:
        """Those without a warning on the card that can be undone."""
        return [card for card in cards if card.reversible and not card.risk]

    def tolerable(self, card: TaskCard) -> bool:
        """Whether a risk is small, or its condition does not hold now as far as the room can see."""
        if not self._watched_signals_quiet(card):
            return False
        if _WIPES.search(card.title):
            return False
        return card.kind == "fix" or (card.reversible and not _GRAVE.search(card.risk))

    def _watched_signals_quiet(self, card: TaskCard) -> bool:
        """A risk that names a signal waits until that signal is back in its band."""
        if not _CONDITION.search(card.risk):
            return True
        words = stems(f"{card.task} {card.risk}")
        for name, alarmed in self.room.sight.alarmed.items():
            own = [part for part in stems(name) if len(part) > 2 and part not in ("pct", "error", "primary")]
            if alarmed and own and len([part for part in own if part in words]) >= min(2, len(own)):
                return False
        return True

    def checks_for(self, card: TaskCard) -> list[TaskCard]:
        """Checks and proofs that belong before a step that cannot be undone."""
        rare = {word for word in self._words[card.task] if self._spread[word] <= 4}
        return [check for check in self.startable("verify") if rare & self._words[check.task]]

    def _is_being_checked(self, card: TaskCard) -> bool:
        """Such a check is under way."""
        rare = {word for word in self._words[card.task] if self._spread[word] <= 4}
        running = [c for c in self.room.tasks_in(TaskState.RUNNING) if c.kind == "verify"]
        return any(rare & self._words[check.task] for check in running)

    # --- what comes next ------------------------------------------------------------------------------------

    @property
    def diagnosed(self) -> bool:
        """A cause is known from a diagnosis, or every diagnosis that is safe has ended."""
        known = any(fact.key == "cause" for _, fact in self.room.incident.facts.values())
        if known and any(c.kind == "diagnose" for c in self.room.tasks_in(*ENDED)):
            return True
        return not self.safe(self.startable("diagnose")) and not self.busy("diagnose")

    @cached_property
    def doubtful(self) -> bool:
        """Nobody is known to be hurt and no cause is known: it may be the alarm that is wrong."""
        if self.room.voiced or any(fact.key == "cause" for _, fact in self.room.incident.facts.values()):
            return False
        if any(is_second_source(c) for c in self.room.tasks_in(*ENDED)):
            return False
        unhurt = any(fact.key == "scope_pct" and fact.value == "0" for _, fact in self.room.incident.facts.values())
        single = len(self.room.memory.hot) <= 1
        normal = any(_AS_USUAL.search(text) for text in (*self.room.said("alert"), *self.room.said("customer")))
        elsewhere = self.room.incident_class in (IncidentClass.SECURITY, IncidentClass.INTEGRATION)
        return unhurt or normal or single or elsewhere

    def second_source(self) -> list[TaskCard]:
        """Checks that hold the alarm against something independent."""
        return [c for c in self.safe(self.startable("verify")) if is_second_source(c)]

    def busy(self, *kinds: str) -> bool:
        """Whether a task of one of these kinds is under way."""
        return any(card.kind in kinds for card in self.room.tasks_in(TaskState.RUNNING))

    @cached_property
    def wanted(self) -> list[TaskCard]:
        """What an able commander starts now, best first; hands and span are looked at by the caller."""
        security = self.room.incident_class in (IncidentClass.SECURITY, IncidentClass.DATA)
        evidence = self.safe(self.startable("evidence"))
        hurt = not self.room.calm
        if hurt and self.doubtful and self.room.now - (self.room.signal_s or 0) < DOUBT_S:
            return [*self.second_source(), *evidence, *self.safe(self.startable("diagnose"))]
        over = not hurt and self.room.incident.mitigated_s is not None
        picked = list(evidence) if security or not hurt else []
        if hurt or (security and not over):
            picked += self._first_containment()
            known = self.diagnosed
            picked += [c for c in self.safe(self.startable("diagnose")) if not known or self.relevance(c) >= LIKELY]
        if hurt or (security and not over):
            picked += self._next_steps()
        if not hurt:
            picked += self.safe(self.startable("verify"))
            picked += [c for c in self.safe(self.startable("prevent")) if self.relevance(c) >= LIKELY // 2]
            picked += [
                c for c in self.safe(self.startable("fix")) if self._data_harmed and self.relevance(c) >= LIKELY // 2
            ]
            picked += self.safe(self.startable("diagnose"))[:1] if not self.diagnosed else []
        if not picked and hurt and not self.busy("contain", "fix", "verify"):
            picked = self._last_resorts()
        return [card for card in dict.fromkeys(picked) if not self._must_wait(card)]

    def _first_containment(self) -> list[TaskCard]:
        """Before the diagnosis only steps that undo or limit something; after it, whatever is safe and likely."""
        likely = [c for c in self.safe(self.startable("contain")) if self.relevance(c) >= LIKELY]
        return [c for c in likely if self.diagnosed or _UNDO.search(c.title)][:2]

    @property
    def _data_harmed(self) -> bool:
        """It was learned that data is missing or wrong."""
        found = [fact.value for _, fact in self.room.incident.facts.values() if fact.key == "data_loss"]
        return bool(found) and found[-1] not in ("none", "no", "0")

    def _next_steps(self) -> list[TaskCard]:
        """Repairs, and containment with a small risk, once it is understood what is wrong."""
        if not self.diagnosed or self.busy("contain") or self._settling():
            return []
        likely = [c for c in self.startable("contain", "fix") if self.relevance(c) >= LIKELY]
        contain = [c for c in likely if c.kind == "contain" and self.tolerable(c)]
        if contain or self.busy("fix"):
            return contain[:1]
        if any(c.kind == "diagnose" and self.relevance(c) >= LIKELY for c in self.room.tasks_in(TaskState.RUNNING)):
            return []
        repairs = [c for c in likely if c.kind == "fix"][:1]
        ready = [c for c in repairs if self.tolerable(c) or self._idle_s() > PATIENCE_S]
        if ready and (ready[0].risk or not ready[0].reversible):
            return [] if self._is_being_checked(ready[0]) else self.checks_for(ready[0])[:2] or ready
        return ready

    def _settling(self) -> bool:
        """A step has just ended, and its effect has to show before the next one."""
        ended = [
            self.room.incident.tasks[c.task].ended_s for c in self.room.tasks_in(*ENDED) if c.kind in ("contain", "fix")
        ]
        return bool(ended) and self.room.now - max(ended) < SETTLE_S

    def _idle_s(self) -> int:
        """How long ago the last piece of work ended."""
        return self.room.now - max((run.ended_s for run in self.room.incident.tasks.values()), default=0)

    def _last_resorts(self) -> list[TaskCard]:
        """When nothing sensible is left: whatever is safe, then repairs, then what carries a warning."""
        if self._settling():
            return []
        left = [c for c in self.startable("contain", "fix", "verify", "diagnose") if not _WIPES.search(c.title)]
        calm = [c for c in self.safe(left) if self.relevance(c) >= LIKELY // 2] or self.safe(left)
        if calm:
            return calm[:1]
        risky = sorted(
            left,
            key=lambda c: (not self._watched_signals_quiet(c), bool(_WIPES.search(c.title) or _GRAVE.search(c.risk))),
        )
        quiet = [c for c in risky if self._watched_signals_quiet(c)]
        return (quiet or (risky if self._idle_s() > PATIENCE_S else []))[:1]

    def _must_wait(self, card: TaskCard) -> bool:
        """Evidence comes before steps that may wipe it."""
        if self.room.incident_class not in (IncidentClass.SECURITY, IncidentClass.DATA):
            return False
        touches = card.kind in ("contain", "fix") and bool(
            card.risk or not card.reversible or _WIPES.search(card.title)
        )
        return touches and bool(self.startable("evidence") or self.busy("evidence"))


def board(room: Room) -> Board:
    """The board of this look, ranked once."""
    if room.board is None:
        room.board = Board(room)
    assert isinstance(room.board, Board)  # noqa: S101  # only set here
    return room.board
