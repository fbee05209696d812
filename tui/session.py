"""One person's seat at one drill: the drill, its pace, its store and the drafts. Nothing here draws."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Protocol

from simulator.clock import hhmm
from simulator.commands import ChangePace, Command, FinishDrill, NoteAbsence, TakeHint
from simulator.events import CommandRefused, SignalsMeasured
from simulator.vocabulary import SKIP_MULTIPLIER, Mode, Seat
from tui import exam as exams
from tui.drafts import Drafts
from tui.due import Need, needs
from tui.focus import focus_of, is_over
from tui.heed import needs_me
from tui.hints import Hint, next_hint
from tui.names import names_of
from tui.pace import ABSENCE_S

if TYPE_CHECKING:
    from simulator.drill import Outcome
    from simulator.incident import Incident
    from simulator.journal import Entry, Header
    from simulator.reading import Reader
    from simulator.runbook import Runbook
    from simulator.scenario import Scenario
    from tui.actions import Action
    from tui.pace import Pace

SKIP_STEP_S = 5
LONGEST_SKIP_S = 3_600
"""Skipping goes no further while something waits: nobody loses a drill's end to one key."""
WARN_AHEAD_S = 300
"""Skipping stops this long before something is due."""


def stop_s(need: Need, start_s: int) -> int | None:
    """Where a skip stops for something that is due: ahead of its time, and at it when it began nearer than that.

    Args:
        need: What is due.
        start_s: Where the skip began; what was late there stops it no more.
    """
    warn_s = need.due_s - WARN_AHEAD_S
    return warn_s if warn_s > start_s else need.due_s if need.due_s > start_s else None


class DrillLike(Protocol):
    """What the screens need of a drill; `simulator.drill.Drill` is one."""

    header: Header
    scenario: Scenario
    runbook: Runbook
    incident: Incident
    entries: list[Entry]
    player: str

    @property
    def at_s(self) -> int:
        """The drill second."""
        ...

    @property
    def over(self) -> bool:
        """True once the drill has ended."""
        ...

    @property
    def reader(self) -> Reader:
        """Reads texts for live findings."""
        ...

    def submit(self, command: Command, *, who: str, seat: Seat, command_id: str) -> Outcome:
        """Apply a command now."""
        ...

    def advance_to(self, at_s: int) -> tuple[Entry, ...]:
        """Run the world."""
        ...


class Session:
    """Runs a drill at its pace for one person, and keeps every line before it is shown."""

    def __init__(
        self,
        drill: DrillLike,
        pace: Pace,
        store: Callable[[Sequence[Entry]], None],
        *,
        seat: Seat = Seat.IC,
        drafts: Drafts | None = None,
    ) -> None:
        """Take a seat.

        Args:
            drill: The drill, new or caught up with its journal.
            pace: Its clock, standing at the drill's second.
            store: Makes entries durable before it returns.
            seat: The trainee's own seat.
            drafts: Texts begun earlier; None keeps them in memory.
        """
        self.drill, self.pace, self.seat = drill, pace, seat
        self.drafts = drafts or Drafts()
        self.composing = False
        """True while a form is open; an exam runs at ×1 then."""
        self._store = store
        self._listeners: list[Callable[[Sequence[Entry]], None]] = []
        self._count = sum(1 for entry in drill.entries if entry.command_id)
        self._exam = exams.ExamClock(drill.scenario, drill.entries) if self.exam else None
        self._touched = pace.now()
        self._notice = ""
        self.stopped_s: int | None = None
        """When that came about which the last skip stopped for."""
        self._begun = False
        self.hints_live = True
        """Whether texts are read as they are written, and what is due stands in sight; exams have neither."""
        self.away_s: Callable[[], int] | None = None
        """Seconds on the wall since the last line was written; set when a drill goes on after a break."""

    @property
    def place(self) -> str:
        """Where one sits in a team; empty for somebody who plays alone."""
        return ""

    @property
    def custom(self) -> str:
        """How one plays there, for the briefing; empty alone."""
        return ""

    @property
    def exam(self) -> bool:
        """True when the clock and the hints are out of the trainee's hands."""
        return self.drill.header.mode is Mode.EXAM

    @property
    def coached(self) -> bool:
        """Whether findings and needs are shown unasked."""
        return self.hints_live and not self.exam

    @property
    def begun(self) -> bool:
        """True once somebody has let the clock run here."""
        return self._begun

    @property
    def status(self) -> str:
        """What is shown in place of the pace: the minutes that an exam has left."""
        if self._exam is None or self.drill.over:
            return ""
        left_s = exams.on_the_wall(self._exam.left_s(self.drill.at_s), self.drill.incident.extra_time_pct)
        return exams.shown(self.pace.multiplier, left_s)

    def subscribe(self, listener: Callable[[Sequence[Entry]], None]) -> Callable[[], None]:
        """Hear of new entries; returns what ends it."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener) if listener in self._listeners else None

    # --- time -----------------------------------------------------------------------------------------------

    def begin(self) -> None:
        """Let the clock run for the first time, or go on after a break."""
        self._begun = True
        if not self.drill.over:
            self._note_return()
            self.pace.at_s()
            self.pace.take_absence_s()
            self.touch()
            self.set_pace(self._planned() if self.exam else self.pace.speed)

    def leave(self) -> None:
        """Keep the second that has been reached: what goes on later begins there, and no time is handed back.

        Raises:
            WarroomError: it could not be written.
        """
        if not self._begun:
            return
        self.tick()
        if not self.drill.over:
            self._give(ChangePace(multiplier=self.pace.multiplier))

    def _note_return(self) -> None:
        away_s = self.away_s() if self.away_s is not None else 0
        self.away_s = None
        if away_s > ABSENCE_S:
            self._give(NoteAbsence(wall_s=away_s))

    def touch(self) -> None:
        """Somebody pressed a key, or reads a page: an exam's time does not jump now."""
        self._touched = self.pace.now()

    @property
    def waits_for(self) -> str:
        """What keeps the verdict on a drill that is over; empty while it is being judged."""
        return ""

    def take_notice(self) -> str:
        """What the clock did of its own accord, handed out once."""
        words, self._notice = self._notice, ""
        return words

    def tick(self) -> tuple[Entry, ...]:
        """Bring the drill to the second that the pace says; returns what happened."""
        if self.drill.over:
            return ()
        at_s = self.pace.at_s()
        absent_s = self.pace.take_absence_s()
        noted = self._give(NoteAbsence(wall_s=absent_s)).entries if absent_s else ()
        if absent_s:
            self.touch()
        happened = (*noted, *self._run_to(at_s))
        if self._exam is not None and not self.pace.paused and not self.drill.over:
            self._keep_exam(self._exam)
        self.settle()
        return happened

    def settle(self) -> None:
        """End a focal drill whose one thing is done."""
        if (focus := focus_of(self.drill.incident)) and is_over(focus, self.drill.incident, self.drill.at_s):
            self._finish()

    def _finish(self) -> None:
        if not self.drill.over:
            self._give(FinishDrill())

    def _keep_exam(self, clock: exams.ExamClock) -> None:
        """The plan's speed, a jump over what is quiet, and the end of the time on the wall."""
        at_s = self.drill.at_s
        if not clock.left_s(at_s):
            self._finish()
            return
        if self._planned() != self.pace.multiplier:
            self.set_pace(self._planned())
        if self.composing or self.pace.now() - self._touched < exams.QUIET_S:
            return
        if clock.may_jump(at_s, self.pace.now() - self._touched, self.needs(), WARN_AHEAD_S):
            self._notice = f"Nothing waited for you, so time went on. {self._jump()}"
            self.touch()

    def set_pace(self, multiplier: int) -> None:
        """Change the speed, 0 pauses; the journal holds every change."""
        if self.drill.over:
            return
        self._run_to(self.pace.at_s())
        self.pace.change(multiplier)
        if self.drill.incident.multiplier != multiplier:
            self._give(ChangePace(multiplier=multiplier))

    def toggle_pause(self) -> str:
        """Pause or go on; returns why not, or an empty text."""
        if self.exam:
            return "An exam keeps its own time; there is no pause."
        self.set_pace(self.pace.speed if self.pace.paused else 0)
        return ""

    def change_speed(self, *, up: bool) -> str:
        """One step faster or slower; returns why not, or an empty text."""
        if self.exam:
            return "An exam runs at the scenario's own pace."
        self.set_pace(self.pace.faster() if up else self.pace.slower())
        return ""

    def skip(self) -> str:
        """Run on until something needs the trainee; returns what it was."""
        if self.exam:
            return "An exam runs at the scenario's own pace."
        if self.drill.over:
            return ""
        return self._jump()

    def _jump(self) -> str:
        before = self.pace.multiplier
        self._run_to(self.pace.at_s())
        self._give(ChangePace(multiplier=SKIP_MULTIPLIER))
        why = self._skip()
        self.pace.jump_to(self.drill.at_s)
        if not self.drill.over:
            self._give(ChangePace(multiplier=before))
        return why

    def _skip(self) -> str:
        drill = self.drill
        names, start_s = names_of(drill), drill.at_s
        coming = self._first_coming(start_s)
        while not drill.over:
            entries = self._run_to(drill.at_s + SKIP_STEP_S)
            self.stopped_s = drill.at_s
            for entry in entries:
                if why := needs_me(entry, names):
                    self.stopped_s = entry.at_s
                    return why
            if any(not isinstance(entry.event, SignalsMeasured) for entry in entries):
                coming = self._first_coming(start_s)
            if coming and drill.at_s >= coming[0]:
                return f"{coming[1].text}: due at {hhmm(drill.scenario.start_utc_s + coming[1].due_s)} UTC"
            if drill.at_s >= start_s + LONGEST_SKIP_S and (waiting := self._waiting()):
                return f"An hour has passed. Waiting for you: {waiting[0].text}"
        return "The drill is over."

    def _waiting(self) -> tuple[Need, ...]:
        """What waits now; what has its time and is not late can come when it comes."""
        return tuple(need for need in self.needs() if need.waits or need.due_s <= self.drill.at_s)

    def _first_coming(self, start_s: int) -> tuple[int, Need] | None:
        """The first second at which a skip that began at `start_s` stops for something due, and what that is."""
        stops = ((at_s, need) for need in self.needs() if (at_s := stop_s(need, start_s)) is not None)
        return min(stops, key=lambda stop: stop[0], default=None)

    def _planned(self) -> int:
        """The exam's speed now."""
        assert self._exam is not None  # noqa: S101  # only an exam has a plan
        return self._exam.planned(self.drill.at_s, composing=self.composing)

    def _run_to(self, at_s: int) -> tuple[Entry, ...]:
        entries = self.drill.advance_to(at_s) if at_s > self.drill.at_s else ()
        self._keep(entries)
        return entries

    # --- commands -------------------------------------------------------------------------------------------

    def do(self, command: Command, seat: Seat | None = None) -> Outcome:
        """Give a command at the second that it is now; durable when this returns.

        Args:
            command: What is asked.
            seat: The seat that it belongs to; see `seat_for`.
        """
        self._run_to(self.pace.at_s())
        if self.drill.over:
            from simulator.drill import Outcome

            hint = "Read the debrief; start another drill from the lobby."
            return Outcome((), CommandRefused(command=command, reason="The drill is over.", remedy=hint))
        return self._give(command, self.seat_for(seat))

    def why_not(self, action: Action) -> str:
        """Why an action need not be begun here, whatever one would write; empty = begin."""
        return ""

    def seat_for(self, seat: Seat | None) -> Seat:
        """The seat that a command is given for: its usual one if the trainee holds it, otherwise one that they hold.

        Their own seat is the one that they begin in; where they hold another and not that, it is no longer theirs.
        """
        held = [one for one, holder in self.drill.incident.roles.items() if holder == self.drill.player]
        wished = (one for one in (seat, self.seat) if one in held)
        return next(wished, None) or next((one for one in Seat if one in held), self.seat)

    def _give(self, command: Command, seat: Seat | None = None) -> Outcome:
        self._count += 1
        outcome = self.drill.submit(
            command, who=self.drill.player, seat=seat or self.seat_for(None), command_id=f"c{self._count}"
        )
        self._keep(outcome.entries)
        return outcome

    def _keep(self, entries: Sequence[Entry]) -> None:
        """On disk first, then on the screen."""
        if entries:
            self._store(entries)
            if self._exam is not None:
                self._exam.hear(entries)
            if self.drill.over:
                self.pace.change(0)
            for listener in tuple(self._listeners):
                listener(entries)

    @property
    def why_no_hint(self) -> str:
        """Why nobody gives a hint here; empty when one can be asked for."""
        if self.drill.over:
            return "The drill is over."
        return "An exam gives no hints; the countdowns are above." if self.exam else ""

    def hint(self) -> Hint:
        """What to do next; asked for, so it is written down and the debrief counts it."""
        found = next_hint(self.drill)
        self._give(TakeHint(about=found.need.action))
        return found

    def needs(self) -> tuple[Need, ...]:
        """What waits for the trainee, soonest first."""
        return needs(self.drill.incident, self.drill.scenario, self.drill.runbook, self.drill.at_s)
