"""A facilitator's picture of an exercise: what the host told, what was ordered and what came of it. Nothing draws."""

from __future__ import annotations

import queue
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import msgspec

from scenarios.catalog import load_runbook
from simulator.clock import hhmm
from simulator.vocabulary import MessageKind, Seat
from tui.names import SHORT_SEATS, label
from tui.rooms import protocol as p
from tui.rooms.client import STEERS, Link
from tui.rooms.open_scenario import scenario_from
from tui.rooms.orders import parse
from tui.rooms.remote import RemoteDrill
from tui.rooms.seat_view import from_wire
from tui.store.remark import RATING_WORDS

LOOK_EVERY_S = 2.0
"""How often the injects of the chosen team are asked for; the board comes by itself."""
MOST_LOG = 500


@dataclass(frozen=True, slots=True)
class Said:
    """A line of what was said, ordered and answered."""

    number: int
    mark: str
    """`✓` done, `✗` refused, `»` said outside the drill, `·` for information."""
    text: str


@dataclass(slots=True)
class Result:
    """A team's debrief."""

    team: int
    lines: list[str] = field(default_factory=list)
    card: dict[str, Any] = field(default_factory=dict)
    people: dict[str, list[str]] = field(default_factory=dict)
    complete: bool = False

    @property
    def raw(self) -> bytes:
        """The journal's bytes."""
        return "".join(f"{line}\n" for line in self.lines).encode()


class Facilitation:
    """Takes in what the host tells and gives orders."""

    def __init__(self, link: Link, welcome: p.Welcome, now: Callable[[], float] = time.monotonic) -> None:
        """Let in as a facilitator; the board follows."""
        self.link, self.welcome, self._now = link, welcome, now
        self.scenario = scenario_from(welcome.scenario)
        self.runbook = load_runbook(welcome.runbook).model
        self.team = 1
        """The chosen team; 0 = all."""
        self.board: tuple[dict[str, Any], ...] = ()
        self.msel: p.Msel | None = None
        self.seen: p.Seen | None = None
        self.result: Result | None = None
        self.log: list[Said] = []
        self.unread = 0
        """Words from players since somebody looked."""
        self._speeds: dict[int, int] = {}
        """How fast each team ran last."""
        self._ordered: dict[int, tuple[int, str]] = {}
        """Speeds that a team was told to run at, and by which order: until its answer, boards are older."""
        self._waiting: list[p.Question] = []
        """Remarks and words that were written offline."""
        self._asked: dict[str, str] = {}
        self._count = 0
        self._looked = 0.0

    # --- what the host says ---------------------------------------------------------------------------------

    def tick(self) -> bool:
        """Take in what has come; True when something has changed.

        Raises:
            RoomError: the host does not let one in any more.
        """
        if self.link.failure is not None:
            raise self.link.failure
        changed = bool(self._waiting) and self.link.online
        while self._waiting and self.link.online:
            self.link.send(self._waiting.pop(0))
        while True:
            try:
                self._hear(self.link.inbox.get_nowait())
            except queue.Empty:
                break
            changed = True
        if self._now() - self._looked >= LOOK_EVERY_S:
            self.look()
        return changed

    def look(self) -> None:
        """Ask for the injects of the chosen team, or of the first one for all."""
        self._looked = self._now()
        self.link.send(p.Look(team=self.team or self.first_team))

    def _hear(self, answer: p.Answer) -> None:
        if isinstance(answer, p.Board):
            self.board = tuple(answer.teams)
            self._expect()
        elif isinstance(answer, p.Msel):
            self.msel = answer
        elif isinstance(answer, p.Seen):
            self.seen = answer
        elif isinstance(answer, p.Said):
            mine = answer.person == self.welcome.person
            self.unread += not mine
            whom = f" (team {answer.team})" if answer.team else " (all)" if mine else ""
            seat = f", {Seat(answer.seat).title}" if answer.seat else ""
            self.tell("»", f"{answer.by}{seat}{whom}: {answer.text}")
        elif isinstance(answer, p.Past):
            self._remember(answer)
        elif isinstance(answer, p.Page):
            self._turn(answer)
        elif isinstance(answer, p.Open):
            self.tell("·", "The journals are open: everybody has the debrief. d shows a team's result.")
        else:
            self._settle(answer)

    def _remember(self, past: p.Past) -> None:
        """What others ordered; what was ordered and said before one came, unless one was here and comes back."""
        if self.log and not past.live:
            return
        for line in past.lines:
            whom = f"team {line['team']}" if line["team"] else "all" if line["said"] else "all teams"
            when = hhmm(self.scenario.start_utc_s + line["at_s"])
            self.tell("»" if line["said"] else "·", f"{when} {line['by']} ({whom}): {line['text']}")

    def _settle(self, answer: p.Answer) -> None:
        """An answer to an order, or an error."""
        name = getattr(answer, "id", "")
        words = self._asked.pop(name, "")
        self._ordered = {team: wish for team, wish in self._ordered.items() if wish[1] != name}
        if isinstance(answer, p.Error):
            self.tell("✗", f"{words}: {answer.text}" if words else answer.text)
        elif isinstance(answer, p.Done) and answer.refused:
            self.tell("✗", f"{words}: {answer.refused} {answer.remedy}".strip())
        elif words:
            self.tell("✓", words)

    def _turn(self, page: p.Page) -> None:
        if self.result is None or self.result.complete:
            self.result = Result(self.team or self.first_team)
        self.result.lines += page.lines
        if page.last:
            self.result.card, self.result.people, self.result.complete = page.scorecard, page.people, True

    def tell(self, mark: str, text: str) -> None:
        """A line for the log."""
        self._count += 1
        self.log = [*self.log[-MOST_LOG:], Said(self._count, mark, text)]

    # --- orders ---------------------------------------------------------------------------------------------

    def order(self, words: Sequence[str], *, shown: str = "") -> None:
        """Give an order in words, as at the console; its result appears in the log.

        Args:
            words: The order's word and what follows.
            shown: How the log names it; else its words.

        Raises:
            SlipError: it is none.
        """
        question, awaited = parse(words)
        if awaited is p.Page:
            self.result = None
        name = getattr(question, "id", "")
        if name:
            self._asked[name] = shown or " ".join(words)
        if isinstance(question, p.Remark | p.Say) and not self.link.online:
            self._waiting.append(question)
            self.tell("·", "Kept here; it goes out once the host is back.")
        else:
            if isinstance(question, p.Steer) and not self.link.online:
                self.tell("·", f"Waits for the host: {shown or ' '.join(words)}")
            self.link.send(question)
        if isinstance(question, p.Steer) and question.pace is not None:
            teams = [int(row["team"]) for row in self.board if question.team in (0, row["team"])]
            self._ordered.update(dict.fromkeys(teams, (question.pace, question.id)))
            self._expect()
        if isinstance(question, p.Steer | p.Remark):
            self._looked = self._now() - LOOK_EVERY_S + 0.3

    def _expect(self) -> None:
        """Show what was ordered before the host has answered: two quick presses are two steps, a pause ends at once."""
        for row in self.board:
            team = int(row["team"])
            if team in self._ordered and not row["over"]:
                row["multiplier"] = self._ordered[team][0]
            if row["multiplier"]:
                self._speeds[team] = int(row["multiplier"])

    # --- what can be chosen ---------------------------------------------------------------------------------

    @property
    def first_team(self) -> int:
        """The first team that this host has."""
        return int(self.board[0]["team"]) if self.board else 1

    @property
    def last_speed(self) -> int:
        """What a pause of the chosen team goes on with; of all teams, the slowest that any had."""
        return self._speeds.get(self.team) or min(self._speeds.values(), default=1)

    @property
    def unsent(self) -> int:
        """Orders, remarks and words that would be lost if one left now."""
        return self.link.queued + len(self._waiting)

    def row(self, team: int = 0) -> dict[str, Any] | None:
        """A team's row of the board; the chosen team's by default."""
        wanted = team or self.team or self.first_team
        return next((row for row in self.board if row["team"] == wanted), None)

    def inject(self, name: str) -> dict[str, Any] | None:
        """An inject of the chosen team."""
        rows = self.msel.injects if self.msel else []
        return next((row for row in rows if row["id"] == name), None)

    def choices(self, options: str) -> list[tuple[str, str]]:
        """What a field of an order can take: (label, value) pairs."""
        return _CHOICES[options](self)

    def seat_drill(self, seen: p.Seen) -> RemoteDrill:
        """What a seat sees, as a drill that the war room's panes can show."""
        row = self.row(seen.team) or {"people": {}}
        holders = [who for who, one in row["people"].items() if one["seat"] == seen.seat]
        person = holders[0] if holders else ""
        welcome = msgspec.structs.replace(self.welcome, team=seen.team, seat=seen.seat, person=person)
        drill = RemoteDrill(welcome)
        drill.take([from_wire(event) for event in seen.events])
        drill.at_s = int(row.get("at_s", drill.at_s))
        for who, one in row["people"].items():
            if who in drill.incident.people:
                known = drill.incident.people[who]
                drill.incident.people[who] = msgspec.structs.replace(known, name=one["name"])
        return drill


def _injects(f: Facilitation) -> list[tuple[str, str]]:
    rows = f.msel.injects if f.msel else []
    return [(f"{row['title']} ({row['state']})", row["id"]) for row in rows if not row["written"]]


def _people(f: Facilitation) -> list[tuple[str, str]]:
    people = (f.row() or {"people": {}})["people"]
    players = {who: one for who, one in people.items() if one["kind"] == "player"}
    return [(f"{one['name']} ({_whereabouts(one)})", who) for who, one in players.items()]


def _whereabouts(one: Mapping[str, Any]) -> str:
    place = Seat(one["seat"]).title if one["seat"] else "no seat"
    return place if one["here"] else f"{place}, away"


def _personas(f: Facilitation) -> list[tuple[str, str]]:
    cast = f.msel.cast if f.msel else {}
    return [*((words, who) for who, words in cast.items()), ("Monitoring", "monitoring")]


def _criteria(f: Facilitation) -> list[tuple[str, str]]:
    return [(f"{name} {spec.title}", name) for name, spec in f.runbook.criteria.items()]


_CHOICES: dict[str, Callable[[Facilitation], list[tuple[str, str]]]] = {
    "injects": _injects,
    "people": _people,
    "personas": _personas,
    "criteria": _criteria,
    "seats": lambda f: [(seat.title, seat.value) for seat in Seat],
    "media": lambda f: [(label(kind.value), kind.value) for kind in MessageKind],
    "accounts": lambda f: [(account.name or name, name) for name, account in f.scenario.accounts.items()],
    "objectives": lambda f: [(title, name) for name, title in (f.msel.objectives if f.msel else {}).items()],
    "ratings": lambda f: [(words, name) for name, words in RATING_WORDS.items()],
    "teams": lambda f: [(f"Team {row['team']}", str(row["team"])) for row in f.board],
}


def short_seat(value: str) -> str:
    """A seat in one word."""
    return SHORT_SEATS[Seat(value)]


def enter(link: Link) -> Facilitation:
    """Connect and wait to be let in.

    Raises:
        RoomError: the host does not answer, or does not let one in.
    """
    return Facilitation(link, link.come_in(STEERS))
