"""Which technical work comes next: safe containment first, diagnosis beside it, risky steps last and decided."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property

from simulator.bots.allclear import false_alarm, is_second_source
from simulator.bots.player import TaskCard
from simulator.bots.relevance import UNDOES, Ranking, stems
from simulator.bots.room import ENDED, Room
from simulator.vocabulary import IncidentClass, TaskState

MOST_TRIES = 3
"""So often a task is started."""
MOST_AT_ONCE = 5
"""Span of control: tasks that run at the same time."""
LIKELY = 30
"""From this relevance on (in hundredths) a task is taken to be about this incident."""
DOUBT_S = 2_400
"""So long an alarm that hurts nobody is checked before it is treated like any other."""
PATIENCE_S = 2_700
"""After so long without any way forward a step is tried although its risk has not gone."""
SETTLE_S = 420
"""So long a finished step is given to show its effect."""
_GRAVE = re.compile(
    r"\b(?:thousands|every|everyone|all|memory|crash\w*|restarts?|disaster|lost|loses?|gone|cannot be undone"
    r"|destroy\w*|wipes?|worse"
    r"|minutes to recover|hours|double|twice|overwrit\w*)\b",
    re.IGNORECASE,
)
_CONDITION = re.compile(r"\b(?:above|below|while|as long as|until|unless|behind)\b", re.IGNORECASE)
_AS_USUAL = re.compile(
    r"\bnormal level\b|\bfeel nothing\b|\bas usual\b|\bno ticket|\bnothing unusual\b|\bworks? (?:fine|normally)\b",
    re.IGNORECASE,
)
_BY_CHANCE = re.compile(r"\btried again\b", re.IGNORECASE)
_NO_USE = re.compile(
    r"\b(?:nothing|nobody|none|already|anyway|same|stayed|no (?:such|curve|signal|effect)|goe?s? on"
    r"|as (?:they|it) did)\b",
    re.IGNORECASE,
)
"""Words of a report after which a step is not what helps; without them something alive may have undone it."""
_WIPES = re.compile(r"\b(?:rebuild|reimage|wipe|delete|purge|reinstall|recreate|clean|reset)\b", re.IGNORECASE)


class Board:
    """The task board as one look shows it, and what an able commander takes from it."""

    def __init__(self, room: Room) -> None:
        """Look at the board of a room."""
        self.room = room
        self.ranking = Ranking(room)
        runs = room.incident.tasks
        self._done = frozenset(task for task, run in runs.items() if run.state is TaskState.DONE)
        """Tasks that were finished."""
        self._over = frozenset(task for task in self._done if runs[task].moved)
        """Those that had an effect: they need not be done again."""
        self._startable: dict[tuple[str, ...], list[TaskCard]] = {}

    # --- what may be started --------------------------------------------------------------------------------

    def startable(self, *kinds: str) -> list[TaskCard]:
        """Tasks of these kinds that may start now, the most relevant first."""
        if kinds not in self._startable:
            self._startable[kinds] = self._find_startable(kinds)
        return self._startable[kinds]

    def _find_startable(self, kinds: tuple[str, ...]) -> list[TaskCard]:
        runs = self.room.incident.tasks
        return [
            card
            for card in self.ranking.cards
            if card.kind in kinds
            and (card.task not in runs or (card.task not in self._over and self._worth_again(card)))
            and self._done.issuperset(card.requires)
            and self.room.memory.times(f"start-{card.task}-") < MOST_TRIES
        ]

    def _worth_again(self, card: TaskCard) -> bool:
        """Whether a task that came to nothing may do better now: it failed by chance, or other work has ended since."""
        runs, run = self.room.incident.tasks, self.room.incident.tasks[card.task]
        if run.state not in ENDED or card.kind not in ("contain", "fix") or _BY_CHANCE.search(run.result):
            return run.state in ENDED
        steps = [c.task for c in self.room.tasks_in(TaskState.DONE) if c.kind in ("contain", "fix")]
        later = any(runs[task].ended_s > run.ended_s and runs[task].moved for task in steps)
        return later and not (run.state is TaskState.DONE and _NO_USE.search(run.result) and self._untried)

    @cached_property
    def _untried(self) -> bool:
        """Whether a likely step has not been given yet: it comes before one that was of no use."""
        runs = self.room.incident.tasks
        return any(
            card.task not in runs
            and card.kind in ("contain", "fix")
            and self.ranking.of(card) >= LIKELY
            and self._done.issuperset(card.requires)
            for card in self.ranking.cards
        )

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
        """Checks and proofs that belong before a step that cannot be undone; what said “not yet” waits for the step."""
        rare, runs = self.ranking.topics(card), self.room.incident.tasks
        fresh = [check for check in self.startable("verify") if check.task not in runs]
        return [check for check in fresh if rare & self.ranking.words[check.task]]

    def _is_being_checked(self, card: TaskCard) -> bool:
        """Such a check is under way."""
        rare = self.ranking.topics(card)
        running = [c for c in self.room.tasks_in(TaskState.RUNNING) if c.kind == "verify"]
        return any(rare & self.ranking.words[check.task] for check in running)

    # --- what comes next ------------------------------------------------------------------------------------

    @cached_property
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
        return self.room.recall(("wanted", *self._footing()), self._find_wanted)

    def _footing(self) -> tuple[object, ...]:
        """All that the answer rests on besides what was heard, alarmed and learned."""
        room, incident = self.room, self.room.incident
        return (
            tuple((run.task, run.state, run.ended_s) for run in room.runs),
            tuple(self._in_time(card) for card in room.tasks_in(TaskState.RUNNING)),
            room.memory.times("start-"),
            incident.record.incident_class,
            incident.mitigated_s is None,
            room.calm,
            tuple(room.sight.alarmed.values()),
            room.now - (room.signal_s or 0) < DOUBT_S,
            self._settling(),
            self._idle_s() > PATIENCE_S,
        )

    def _find_wanted(self) -> list[TaskCard]:
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
            picked += [c for c in self.safe(self.startable("diagnose")) if not known or self.ranking.of(c) >= LIKELY]
        if hurt or (security and not over):
            picked += self._next_steps()
        if not hurt:
            picked += self.safe(self.startable("verify"))
            picked += [c for c in self.safe(self.startable("prevent")) if self.ranking.of(c) >= LIKELY // 2]
            picked += [
                c for c in self.safe(self.startable("fix")) if self._data_harmed and self.ranking.of(c) >= LIKELY // 2
            ]
            picked += self.safe(self.startable("diagnose"))[:1] if not self.diagnosed else []
        if not picked and hurt and not self.busy("contain", "fix", "verify"):
            picked = self._last_resorts()
        if false_alarm(self.room):
            picked = evidence if self.room.nerve.judges("stand-down") else self.safe(picked)
        return [card for card in dict.fromkeys(picked) if not self._must_wait(card)]

    def _first_containment(self) -> list[TaskCard]:
        """Before the diagnosis only steps that undo or limit something; after it, whatever is safe and likely."""
        likely = [c for c in self.safe(self.startable("contain")) if self.ranking.of(c) >= LIKELY]
        return [c for c in likely if self.diagnosed or UNDOES.search(c.title)][:2]

    @property
    def _data_harmed(self) -> bool:
        """It was learned that data is missing or wrong."""
        found = [fact.value for _, fact in self.room.incident.facts.values() if fact.key == "data_loss"]
        return bool(found) and found[-1] not in ("none", "no", "0")

    def _next_steps(self) -> list[TaskCard]:
        """Repairs, and containment with a small risk, once it is understood what is wrong."""
        if not self.diagnosed or self.busy("contain") or self._settling():
            return []
        likely = [c for c in self.startable("contain", "fix") if self.ranking.of(c) >= LIKELY]
        contain = [c for c in likely if c.kind == "contain" and self.tolerable(c)]
        if contain or self.busy("fix"):
            return contain[:1]
        if any(c.kind == "diagnose" and self._in_time(c) for c in self.room.tasks_in(TaskState.RUNNING)):
            return []
        repairs = [c for c in likely if c.kind == "fix"][:1]
        ready = [c for c in repairs if self.tolerable(c) or self._idle_s() > PATIENCE_S]
        if ready and (ready[0].risk or not ready[0].reversible):
            return [] if self._is_being_checked(ready[0]) else self.checks_for(ready[0])[:2] or ready
        return ready

    def _in_time(self, card: TaskCard) -> bool:
        """Likely to tell something soon: about this incident, and within its time-box."""
        run = self.room.incident.tasks[card.task]
        return self.ranking.of(card) >= LIKELY and self.room.now - run.started_s <= run.time_box_s

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
        calm = [c for c in self.safe(left) if self.ranking.of(c) >= LIKELY // 2] or self.safe(left)
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
