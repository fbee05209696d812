"""What a bot remembers and sees: the war room at one moment, and the wishes that its duties make of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import islice
from typing import Any, TypeVar

import msgspec

from simulator import commands as c
from simulator.bots.phrase import Writer
from simulator.bots.player import Sight, TaskCard
from simulator.bots.skill import Nerve
from simulator.clock import MINUTE_S, hhmm, stamp
from simulator.events import Person
from simulator.incident import Incident
from simulator.states import Message, TaskRun, customer_of
from simulator.vocabulary import IncidentClass, Seat, Severity, TaskState

CALM_S = 4 * MINUTE_S
"""Signals must stay below their warning level this long before the room believes it."""
RUNNING, ENDED = (TaskState.RUNNING,), (TaskState.DONE, TaskState.FAILED, TaskState.STOPPED)
Found = TypeVar("Found")


class Wish(msgspec.Struct, frozen=True):
    """One command that a duty would like to give; it is made only when its time has come."""

    key: str
    """What it is about; a key is served once."""
    make: Callable[[], c.Command | None]
    seat: Seat = Seat.IC
    rank: int = 5
    """Small is urgent."""
    since_s: int | None = None
    """When it became due; absent = when the bot first noticed."""
    pause_s: int | None = None
    """Median delay; absent = the skill's reaction time, 0 = at once."""


Duty = Callable[["Room"], Iterator[Wish]]


class Heard(msgspec.Struct, frozen=True):
    """One thing that was said in the room or written to it."""

    at_s: int
    source: str
    """`alert`, `customer`, `colleague`, `fact` or `result`."""
    text: str


@dataclass(slots=True)
class Memory:
    """What one bot keeps from look to look."""

    noticed: dict[str, int] = field(default_factory=dict)
    """When each wish was first seen."""
    done: dict[str, int] = field(default_factory=dict)
    """When each wish was served."""
    tries: dict[str, int] = field(default_factory=dict)
    """How often each wish was refused."""
    notes: dict[str, str] = field(default_factory=dict)
    """Decisions of the bot's own, e.g. the next time that it promised."""
    heard: list[Heard] = field(default_factory=list)
    read: tuple[int, int] = (0, 0)
    """How many messages and facts are in `heard`."""
    settled: set[str] = field(default_factory=set)
    """Moments that stand in the timeline, or never will."""
    results: set[str] = field(default_factory=set)
    """Results of tasks that are in `heard`."""
    weights: dict[str, int] = field(default_factory=dict)
    """How much each word was heard; filled in by `simulator.bots.relevance`, like the next two."""
    weighed: int = 0
    """How much of `heard` is in `weights`."""
    weighed_signals: set[str] = field(default_factory=set)
    recalled: dict[Hashable, Any] = field(default_factory=dict)
    """What was made of everything heard so far; emptied when there is more of it (`Room.recall`)."""
    recalled_of: tuple[int, ...] = ()
    hot: set[str] = field(default_factory=set)
    """Signals that were beyond their warning level at any time."""
    calm_since_s: int | None = None
    safe_since_s: int | None = None
    """Since when nothing has been beyond its critical level."""
    first_alarm_s: int | None = None
    first_values: dict[str, int] = field(default_factory=dict)
    worst: dict[str, int] = field(default_factory=dict)
    """For every hot signal, its value farthest from where it began."""
    cards: dict[str, TaskCard] = field(default_factory=dict)
    """The task board, which does not change in a drill."""
    home: tuple[tuple[Person, ...], tuple[Person, ...]] = ((), ())
    """Everybody known so far, and those of them who are our own people."""
    teams: dict[str, tuple[Person, ...]] = field(default_factory=dict)
    """Everybody known so far, by team."""
    callable: frozenset[str] = frozenset()
    """Teams of our own for which there is work on the board."""
    scores: dict[IncidentClass, int] = field(default_factory=dict)
    """How much of what was heard speaks for each class; filled in by `simulator.bots.triage`, like the next two."""
    scored: int = 0
    """How much of `heard` is in `scores`."""
    scored_signals: set[str] = field(default_factory=set)
    words: dict[str, frozenset[str]] = field(default_factory=dict)
    """The words of each task's card; filled in by `simulator.bots.relevance`, like the next one."""
    spread: Counter[str] = field(default_factory=Counter)
    """How many tasks of the board share each word."""
    _times: dict[str, int] = field(default_factory=dict)
    _measured: dict[str, int] | None = None
    """The sample of signals that was last looked at."""

    def serve(self, key: str, at_s: int) -> None:
        """Note that a wish was served."""
        if key not in self.done:
            self._count(key, 1)
        self.done[key] = at_s

    def unserve(self, key: str) -> None:
        """Take that back: the command was refused."""
        del self.done[key]
        self._count(key, -1)

    def times(self, start: str) -> int:
        """How many wishes were served whose keys begin like this; counted once, then kept up to date."""
        if start not in self._times:
            self._times[start] = sum(key.startswith(start) for key in self.done)
        return self._times[start]

    def _count(self, key: str, step: int) -> None:
        for start in self._times:
            if key.startswith(start):
                self._times[start] += step

    def watch(self, sight: Sight) -> None:
        """Take in what is new."""
        if sight.incident.signals is not self._measured:
            self._measured = sight.incident.signals
            self._watch_signals(sight)
        self._listen(sight.incident)

    def _watch_signals(self, sight: Sight) -> None:
        incident = sight.incident
        for name, value in incident.signals.items():
            first = self.first_values.setdefault(name, value)
            if sight.alarmed.get(name):
                self.hot.add(name)
            if name in self.hot and abs(value - first) >= abs(self.worst.get(name, first) - first):
                self.worst[name] = value
        if any(sight.alarmed.values()):
            self.calm_since_s = None
            self.first_alarm_s = sight.at_s if self.first_alarm_s is None else self.first_alarm_s
        elif self.calm_since_s is None:
            self.calm_since_s = sight.at_s
        if any(sight.critical.values()):
            self.safe_since_s = None
        elif self.safe_since_s is None:
            self.safe_since_s = sight.at_s

    def _listen(self, incident: Incident) -> None:
        messages, facts = self.read
        for message in islice(incident.messages.values(), messages, None):
            source = (
                "alert" if message.event.medium == "alert" else "customer" if message.event.account else "colleague"
            )
            self.heard.append(Heard(message.at_s, source, f"{message.event.subject}. {message.event.text}"))
        for at_s, fact in islice(incident.facts.values(), facts, None):
            self.heard.append(Heard(at_s, "fact", fact.text))
        self.read = len(incident.messages), len(incident.facts)
        for run in incident.tasks.values():
            if run.result and run.state in ENDED and f"{run.task}@{run.ended_s}" not in self.results:
                self.results.add(f"{run.task}@{run.ended_s}")
                self.heard.append(Heard(run.ended_s, "result", run.result))


class Room:
    """One look at the war room, with what the bot knows about it."""

    def __init__(self, sight: Sight, memory: Memory, nerve: Nerve, writer: Writer) -> None:
        """Bind a look to a memory."""
        self.sight, self.memory, self.nerve, self.writer = sight, memory, nerve, writer
        self.now, self.incident = sight.at_s, sight.incident
        if not memory.cards:
            memory.cards = {card.task: card for card in sight.tasks}
        self.cards = memory.cards
        if len(memory.home[0]) != len(self.incident.people):
            people = tuple(self.incident.people.values())
            memory.home = people, tuple(p for p in people if p.organisation == "home")
            memory.teams = {team: tuple(p for p in people if p.team == team) for team in {p.team for p in people}}
            asked = {card.team for card in sight.tasks}
            memory.callable = frozenset(p.team for p in memory.home[1] if p.team in asked)
        self.home = memory.home[1]
        """Our own people."""
        runs = sorted(self.incident.tasks.values(), key=lambda run: run.started_s)
        self.runs: list[TaskRun] = [run for run in runs if run.task in self.cards]
        """Tasks that were ever started, in the order of their start."""
        self._in: dict[tuple[TaskState, ...], list[TaskCard]] = {}
        self.board: object = None
        """The ranked task board, filled in by `simulator.bots.agenda.board`."""

    # --- the incident ---------------------------------------------------------------------------------------

    @cached_property
    def signal_s(self) -> int | None:
        """When the first credible sign was there: the marked message, or the first alarm."""
        signs = [s for s in (self.incident.first_signal_s, self.memory.first_alarm_s) if s is not None]
        return min(signs) if signs else None

    @property
    def severity(self) -> Severity:
        """The declared severity, the worst before that."""
        return self.incident.record.severity or Severity.SEV1

    @property
    def incident_class(self) -> IncidentClass:
        """The declared class."""
        return self.incident.record.incident_class or IncidentClass.AVAILABILITY

    @cached_property
    def open(self) -> bool:
        """Declared, and neither stood down nor resolved."""
        return self.incident.declared and self.incident.stood_down_s is None and self.incident.resolved_s is None

    @cached_property
    def calm(self) -> bool:
        """Signals were bad and have been fine for some minutes."""
        since_s, safe_s = self.memory.calm_since_s, self.memory.safe_since_s
        if any(fact.key == "restored" and fact.value == "yes" for _, fact in self.incident.facts.values()):
            since_s = since_s if since_s is not None else safe_s
        return bool(self.memory.hot) and since_s is not None and self.now - since_s >= CALM_S

    @cached_property
    def cadence_s(self) -> int:
        """Longest silence that the runbook allows towards customers."""
        if self.incident_class is IncidentClass.SECURITY or self.severity is not Severity.SEV1:
            return 120 * MINUTE_S
        return 60 * MINUTE_S

    # --- people and accounts --------------------------------------------------------------------------------

    def holder(self, seat: Seat) -> Person | None:
        """Who holds a seat, unless it is the bot itself."""
        return self.incident.people.get(self.incident.roles.get(seat, ""))

    def name_of(self, seat: Seat, default: str) -> str:
        """The name of a seat's holder."""
        person = self.holder(seat)
        return person.name if person else default

    def contact_of(self, account: str) -> Person | None:
        """Somebody at a customer: the last who wrote, or else anybody."""
        writers = [m.event.sender for m in self.incident.messages.values() if m.event.account == account]
        people = [p for p in self.incident.people.values() if p.organisation == account]
        return next(
            (p for sender in reversed(writers) for p in people if p.id == sender), people[0] if people else None
        )

    @cached_property
    def strategic(self) -> tuple[str, ...]:
        """Accounts of the first rank."""
        return tuple(a.account for a in self.incident.accounts.values() if a.tier == "strategic")

    @cached_property
    def voiced(self) -> tuple[str, ...]:
        """Accounts that have told us that something does not work for them."""
        return self.recall("voiced", self._voiced)

    def _voiced(self) -> tuple[str, ...]:
        wrote = {
            m.event.account for m in self.incident.messages.values() if self.is_customer(m) and complains(m.event.text)
        }
        return tuple(a for a in self.incident.accounts if a in wrote)

    @cached_property
    def circle(self) -> tuple[str, ...]:
        """Accounts that are kept informed one by one: strategic ones, those who wrote, and a few more."""
        rest = tuple(a for a in self.incident.accounts if a not in self.strategic and a not in self.voiced)
        return tuple(dict.fromkeys((*self.strategic, *self.voiced, *rest)))[:12]

    def is_customer(self, message: Message) -> bool:
        """True when a customer's person wrote it (not a colleague about the customer)."""
        return bool(customer_of(message.event, self.incident.people))

    # --- tasks ----------------------------------------------------------------------------------------------

    def tasks_in(self, *states: TaskState) -> list[TaskCard]:
        """The cards of tasks that are in one of these states, in the order of their start."""
        if states not in self._in:
            self._in[states] = [self.cards[run.task] for run in self.runs if run.state in states]
        return self._in[states]

    def free_hands(self, team: str) -> int:
        """How many people of a team are in the room without a task."""
        seated = self.incident.roles.values()
        there = sum(p.id in self.incident.present or p.id in seated for p in self.memory.teams.get(team, ()))
        return there - sum(card.team == team for card in self.tasks_in(TaskState.RUNNING))

    # --- words ----------------------------------------------------------------------------------------------

    @cached_property
    def news(self) -> tuple[int, int, int]:
        """How much was heard, alarmed and learned up to this look: none of it ever goes away."""
        return len(self.memory.heard), len(self.memory.hot), len(self.incident.facts)

    def recall(self, what: Hashable, work_out: Callable[[], Found]) -> Found:
        """What `work_out` concludes from all that was heard, alarmed and learned; done again only when there is more.

        Args:
            what: Names the question, with everything else that its answer depends on.
            work_out: Answers it.
        """
        memory = self.memory
        if memory.recalled_of != self.news:
            memory.recalled_of = self.news
            memory.recalled.clear()
        if what not in memory.recalled:
            memory.recalled[what] = work_out()
        found: Found = memory.recalled[what]
        return found

    def utc(self, at_s: int) -> str:
        """A moment for a text: `15:10 UTC`, with the day when it is not today."""
        day = stamp(self.sight.start_utc_s + at_s)[:10]
        today = stamp(self.sight.start_utc_s + self.now)[:10]
        clock = f"{hhmm(self.sight.start_utc_s + at_s)} UTC"
        return clock if day == today else f"{clock} on {self.day(at_s)}"

    def day(self, at_s: int) -> str:
        """A date for a text: `14 April`."""
        _, month, day = stamp(self.sight.start_utc_s + at_s)[:10].split("-")
        return f"{int(day)} {MONTHS[int(month) - 1]}"

    def served(self, key: str) -> bool:
        """True when a wish with this key was served."""
        return key in self.memory.done

    def said(self, *sources: str) -> Iterator[str]:
        """What was heard from these sources, oldest first."""
        return (heard.text for heard in self.memory.heard if heard.source in sources)


_TROUBLE = re.compile(
    r"\b(?:fail\w*|errors?|cannot|can't|could not|lost|lose\w*|gone|down|broken|slow\w*|missing|stuck|wrong"
    r"|locked|spins|escalat\w*|unsaved|stopped"
    r"|not (?:saving|working|arriv\w+|in our|there)|no (?:postings?|data|records?)|empty|disappear\w*|twice"
    r"|strange|unknown|foreign|nobody"
    r"|blocked|did not (?:arrive|come|run)|have not|wait\w*|incomplete|affected|refus\w+|disruption)\b",
    re.IGNORECASE,
)
_EASE = re.compile(
    r"\b(?:feel nothing|nothing unusual|all (?:is )?(?:fine|well|good)|no problem|works? (?:fine|normally|as)"
    r"|no errors?|not affected|nothing (?:is )?wrong|as (?:usual|ever)"
    r"|nothing is missing|complete on our side|everything (?:is|looks) (?:fine|normal|there))\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=4096)
def complains(text: str) -> bool:
    """Whether a customer says that something does not work, rather than asking about a rumour or a graph."""
    said = [sentence for sentence in sentences(text) if not sentence.endswith("?")] or [text]
    return any(_TROUBLE.search(sentence) for sentence in said) and not _EASE.search(text)


@lru_cache(maxsize=4096)
def feels_nothing(text: str) -> bool:
    """Whether a customer says that all is well, or only asks."""
    return bool(_EASE.search(text)) or all(sentence.endswith("?") for sentence in sentences(text))


MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_SENTENCE = re.compile(r"(?<=[.!?])\s+")


@lru_cache(maxsize=4096)
def sentences(text: str) -> tuple[str, ...]:
    """A text cut into sentences."""
    return tuple(part for part in _SENTENCE.split(text.strip()) if part)
