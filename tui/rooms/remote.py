"""A session whose drill runs at a host: what the seat may see is folded here into the same incident as alone."""

from __future__ import annotations

import queue
import secrets
import time
from collections.abc import Callable, Sequence
from typing import Any

import msgspec

from scenarios.catalog import load_runbook
from scenarios.lexicon import load_reader
from simulator.commands import Command
from simulator.drill import Outcome
from simulator.events import CommandRefused
from simulator.incident import Incident
from simulator.journal import Entry, Header, Ref, decode
from simulator.vocabulary import Mode, Seat
from tui.actions import Action
from tui.drafts import Drafts
from tui.pace import Pace
from tui.rooms import protocol as p
from tui.rooms.client import PLAYS, Link, RoomError
from tui.rooms.command import CHANGES, commander, commands, hand_on
from tui.rooms.late import Late
from tui.rooms.open_scenario import scenario_from
from tui.rooms.outside import Outside
from tui.rooms.right import why_not
from tui.rooms.room import heads_of
from tui.rooms.seat_view import from_wire
from tui.session import Session

ANSWER_WITHIN_S = 3.0
"""How long a form waits for the host; after that the command is queued and goes out by itself."""


class RemoteDrill:
    """What the screens need of a drill, as far as this seat may know it."""

    def __init__(self, welcome: p.Welcome) -> None:
        """Nothing has happened yet; events come with `take`."""
        self.scenario = scenario_from(welcome.scenario)
        loaded = load_runbook(welcome.runbook)
        if loaded.digest != welcome.runbook_digest:
            raise RoomError("the host judges by another runbook", hint="Use the same warroom version as the host.")
        self.runbook, self.reader = loaded.model, load_reader()
        self.reader.prepare()
        self.incident, self.entries = Incident(), list[Entry]()
        self.player, self.at_s = welcome.person, welcome.at_s
        self.seat = Seat(welcome.seat) if welcome.seat else None
        self.header = Header(
            drill=f"{welcome.exercise}-t{welcome.team}",
            scenario=Ref(id=self.scenario.id, version=self.scenario.version, digest=""),
            runbook=Ref(id=welcome.runbook, version=loaded.model.version, digest=welcome.runbook_digest),
            form_seed=None, noise_seed=0, start_utc_s=self.scenario.start_utc_s, mode=Mode(welcome.mode),
            player=welcome.person, digests={},
        )  # fmt: skip

    @property
    def over(self) -> bool:
        """True once the last event is here."""
        return self.incident.ended_s is not None

    def take(self, entries: Sequence[Entry]) -> None:
        """Fold what the host has told."""
        for entry in entries:
            self.entries.append(entry)
            self.incident.apply(entry)
            self.at_s = max(self.at_s, entry.at_s)
            if isinstance(entry.event, CHANGES):
                hand_on(self.incident, self.seat, self.player)

    def stand_at(self, at_s: int) -> None:
        """Set the host's clock; everything received so far has happened by then."""
        self.at_s = max(at_s, self.entries[-1].at_s if self.entries else 0)

    def submit(self, command: Command, *, who: str, seat: Seat, command_id: str) -> Outcome:
        """A remote drill takes no commands itself; `RoomSession.do` sends them."""
        raise NotImplementedError

    def advance_to(self, at_s: int) -> tuple[Entry, ...]:
        """The clock is the host's; here it only moves the seconds that are shown."""
        if not self.over:
            self.at_s = max(self.at_s, at_s)
        return ()


class RoomSession(Session):
    """One seat of a team drill, with the same face as a session alone."""

    def __init__(self, link: Link, welcome: p.Welcome, drafts: Drafts | None = None) -> None:
        """Sit down; history follows with the first ticks."""
        self.link, self.welcome = link, welcome
        self.people: dict[str, dict[str, Any]] = {}
        self.outside = Outside(link, welcome)
        self.open = False
        """True once the journal may be asked for."""
        self.debriefed = False
        """True once the journal and the scorecard are here."""
        self.remote = RemoteDrill(welcome)
        self.late = Late()
        self._answers: dict[str, p.Done | p.Error] = {}
        self._pages: list[p.Page] = []
        self._asked = False
        """Whether this connection was asked for the journal."""
        pace = Pace(time.monotonic, at_s=welcome.at_s)
        seat = Seat(welcome.seat) if welcome.seat else Seat.IC
        super().__init__(self.remote, pace, lambda entries: None, seat=seat, drafts=drafts)
        self._set_clock(p.Clock(at_s=welcome.at_s, multiplier=welcome.multiplier))

    @property
    def away(self) -> frozenset[str]:
        """Who has a seat and is not connected."""
        return frozenset(who for who, known in self.people.items() if known["seat"] and not known["here"])

    @property
    def place(self) -> str:
        """The seat and the team."""
        if self.alone:
            return "You play alone, as Incident Commander"
        team = f"team {self.welcome.team}"
        if self.outside.observing:
            return f"You observe {team}"
        return f"You sit at {self.seat.title}, {team}{self._who_commands()}"

    def _who_commands(self) -> str:
        """Who commands, where that is not whoever sits at the Incident Commander's seat."""
        incident, own = self.remote.incident, self.remote.player
        if commands(incident, self.seat, own) is (self.seat is Seat.IC):
            return ""
        return f"; {incident.people[commander(incident)].name} commands" if self.seat is Seat.IC else "; you command"

    @property
    def alone(self) -> bool:
        """True for homework: the clock is one's own."""
        return self.welcome.alone

    @property
    def custom(self) -> str:
        """Who holds the clock, and how to reach the facilitators."""
        if self.alone:
            return (
                "The clock runs while you are here; space pauses, > runs on until something needs you. Leave and come "
                "back with the same command. ? shows every key, ! reaches the facilitator."
            )
        told = "! writes a note, which facilitators read" if self.outside.observing else "! reaches the facilitator"
        return (
            "The briefing speaks to the Incident Commander; the team reads it together. The facilitator starts the "
            f"clock. In the war room: ? shows every key, n what is due, {told}."
        )

    @property
    def status(self) -> str:
        """`offline, 2 queued`, or empty when all is well."""
        waiting = self.link.queued
        if self.link.online:
            return f"{waiting} queued" if waiting else ""
        return f"offline, {waiting} queued"

    @property
    def unsent(self) -> int:
        """Commands and words that would be lost if one left now."""
        return self.link.queued + self.outside.waiting

    @property
    def waits_for(self) -> str:
        """What keeps the debrief."""
        if not self.link.online:
            return "The host does not answer; its debrief comes once it is back. q leaves: it waits for you."
        if not self.open:
            return (
                "The journal opens when every team has ended, or the facilitator says so. q leaves: it waits for you."
            )
        return ""

    # --- what the host says ---------------------------------------------------------------------------------

    def tick(self) -> tuple[Entry, ...]:
        """Take in what the host has said since the last look."""
        if self.link.failure is not None:
            raise self.link.failure
        fresh: list[Entry] = []
        while True:
            try:
                fresh += self._hear(self.link.inbox.get_nowait())
            except queue.Empty:
                break
        if not self.link.online and not self.pace.paused:
            self.pace.change(0)
        self.outside.flush()
        self.remote.advance_to(self.pace.at_s())
        self.pace.take_absence_s()
        return tuple(fresh)

    def _hear(self, answer: p.Answer) -> Sequence[Entry]:
        """One message; events are folded and told to the screens."""
        if isinstance(answer, p.Events):
            return self._take(answer)
        if self.outside.hear(answer):
            return ()
        if isinstance(answer, p.Done) or (isinstance(answer, p.Error) and answer.id):
            if not self.late.hear(answer):
                self._answers[answer.id] = answer
        elif isinstance(answer, p.Clock):
            self._set_clock(answer)
        elif isinstance(answer, p.Welcome):
            self._come_back(answer)
        elif isinstance(answer, p.People):
            self._meet(answer.people)
        elif isinstance(answer, p.Page):
            self._pages.append(answer)
        elif isinstance(answer, p.Open):
            self.open = True
        return ()

    def _take(self, told: p.Events) -> Sequence[Entry]:
        entries = [from_wire(event) for event in told.events]
        self.remote.take(entries)
        self._name_people()
        if entries:
            self._show(entries)
        return entries

    def _show(self, entries: Sequence[Entry]) -> None:
        """The screens hear of events, or that something else has changed."""
        for listener in tuple(self._listeners):
            listener(entries)

    def _meet(self, people: dict[str, dict[str, Any]]) -> None:
        """Who is in the room now; the others hear who of their team has gone, and who is back."""
        before, known = self.away, self.people
        self.people = people
        self._name_people()
        for who in sorted(self.away ^ before):
            if who in known and who in people and people[who]["seat"]:
                gone = "is away" if who in self.away else "is back"
                self.late.notices.append(f"{people[who]['name']}, {Seat(people[who]['seat']).title}, {gone}.")
        self._show(())

    def _come_back(self, welcome: p.Welcome) -> None:
        """After a break: the same seat goes on; another one begins with its own history."""
        if welcome.seat != self.welcome.seat:
            self.remote.incident, self.remote.entries = Incident(), []
            self.seat = self.remote.seat = Seat(welcome.seat)
        self.welcome = welcome
        self._asked = False
        self._pages.clear()
        self._set_clock(p.Clock(at_s=welcome.at_s, multiplier=welcome.multiplier))

    def _name_people(self) -> None:
        """The journal knows ids; the host knows the names behind them."""
        for person, known in self.people.items():
            shown = self.remote.incident.people.get(person)
            if shown is not None and shown.name != known["name"]:
                self.remote.incident.people[person] = msgspec.structs.replace(shown, name=known["name"])

    def _set_clock(self, clock: p.Clock) -> None:
        """The host's time counts: a clock that is ahead waits for it while it runs, and shows it while it stands."""
        self.pace.set_to(clock.at_s)
        self.pace.change(clock.multiplier)
        if not clock.multiplier:
            self.remote.stand_at(clock.at_s)

    # --- what the seat does ---------------------------------------------------------------------------------

    def begin(self) -> None:
        """The clock is the host's; a homework's runs once its trainee is there."""
        if self.alone and not self.drill.over and self.pace.paused:
            self._steer(pace=self.pace.speed)

    def _steer(self, *, pace: int | None = None, skip: bool = False) -> str:
        """Hold one's own clock; the facilitator's otherwise."""
        if not self.alone:
            return "The facilitator holds the clock."
        self.link.send(p.Steer(id=secrets.token_hex(8), team=self.welcome.team, pace=pace, skip=skip))
        return ""

    def why_not(self, action: Action) -> str:
        """Nobody writes a form that the host must refuse."""
        if self.outside.observing:
            return "An observer changes nothing. ! writes a note." if action.command is not None else ""
        return why_not(self.remote.incident, self.remote.player, self.seat, action)

    def do(self, command: Command, seat: Seat | None = None) -> Outcome:
        """Send a command and wait a moment for the answer; without one it is queued, and `status` says so."""
        if self.drill.over:
            return Outcome((), CommandRefused(command=command, reason="The drill is over.", remedy="Read the debrief."))
        name = self.link.act(command)
        end_s = time.monotonic() + (ANSWER_WITHIN_S if self.link.online else 0)
        while name not in self._answers and self.link.online and time.monotonic() < end_s:
            try:
                self._hear(self.link.inbox.get(timeout=0.1))
            except queue.Empty:
                continue
        answer = self._answers.pop(name, None)
        self.late.newest = name if answer is None else ""
        return self._outcome(command, answer)

    def wait_for(self, words: str) -> bool:
        """True when the newest command waits for the host; what becomes of it is then told, under these words."""
        name = self.late.keep(words)
        if name in self._answers:
            self.late.hear(self._answers.pop(name))
        return bool(name)

    def _outcome(self, command: Command, answer: p.Done | p.Error | None) -> Outcome:
        if answer is None:
            return Outcome(())
        if isinstance(answer, p.Error):
            return Outcome((), CommandRefused(command=command, reason=answer.text, remedy=""))
        if answer.refused:
            return Outcome((), CommandRefused(command=command, reason=answer.refused, remedy=answer.remedy))
        return Outcome(tuple(entry for entry in self.remote.entries[answer.n - 1 : answer.n] if answer.n))

    def set_pace(self, multiplier: int) -> None:
        """Only the facilitator sets the pace."""

    def take_notice(self) -> str:
        """What came from outside the drill, or late, handed out once."""
        words = [*self.late.take(), *filter(None, (self.outside.notice,))]
        self.outside.notice = ""
        return " · ".join(words)

    def give_back(self) -> None:
        """Free the seat for somebody else."""
        self.link.send(p.Leave())

    def toggle_pause(self) -> str:
        """Pause one's own clock, or why not."""
        return self._steer(pace=self.pace.speed if self.pace.paused else 0)

    def change_speed(self, *, up: bool) -> str:
        """One step, or why not."""
        return self._steer(pace=self.pace.faster() if up else self.pace.slower())

    def skip(self) -> str:
        """Run on, or why not."""
        return self._steer(skip=True)

    @property
    def why_no_hint(self) -> str:
        """In a team drill people ask each other."""
        return "In a team drill nobody gives hints; ask your team, or press n for what is due."

    # --- the debrief ----------------------------------------------------------------------------------------

    def debrief(self, wait: Callable[[], bool]) -> tuple[dict[str, Any], bytes, int]:
        """The scorecard and the whole journal, once they are open, with the heads checked against it.

        Args:
            wait: Called between looks; False gives up.

        Returns:
            Scorecard, journal, and how many of the kept heads it proves (all of them, or the journal was rewritten).

        Raises:
            RoomError: given up, or a head that was kept is not in the journal.
        """
        while not (self._pages and self._pages[-1].last):
            self.tick()
            if self.open and self.link.online and not self._asked:
                self.link.send(p.Debrief())
                self._asked = True
            if not wait():
                raise RoomError("the journal is not open yet", hint="Join again later: the debrief waits for you.")
        raw = "".join(f"{line}\n" for page in self._pages for line in page.lines).encode()
        last = self._pages[-1]
        unproved = set(self.link.heads) - heads_of(raw, last.salt)
        if unproved:
            raise RoomError("the journal is not the one that was played", hint="Ask the host for an explanation.")
        self.remote.entries[:] = decode(raw, name="the host's journal").entries
        self.debriefed = True
        return last.scorecard, raw, len(self.link.heads)


def open_session(link: Link, drafts: Drafts | None = None) -> RoomSession:
    """Connect and sit down.

    Raises:
        RoomError: the host does not answer, or does not let one in.
    """
    session = RoomSession(link, link.come_in(PLAYS), drafts)
    time.sleep(0.05)
    session.tick()
    return session
