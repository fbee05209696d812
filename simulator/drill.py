"""The drill: commands in, events out; time moves only when told to.

`Drill.advance_to(at_s)` runs the world up to that second; SimPy stops *before* events at that very second, so a
command submitted at second t is applied before the world's own events of second t, live and in a replay alike.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

import msgspec
import simpy

from simulator import commands as c
from simulator import events as e
from simulator.cast import draw_cast, names_of
from simulator.chance import Chance
from simulator.conditions import compile_all
from simulator.errors import CommandRefused
from simulator.incident import MOVES_PHASE, Incident
from simulator.interventions import Intervention
from simulator.journal import Entry, Header, Journal
from simulator.outcome import Outcomes
from simulator.reading import Reader
from simulator.rules import Setting, check
from simulator.runbook import Runbook
from simulator.scenario import Scenario, Variant
from simulator.triggers import Condition
from simulator.variants import choose_variant
from simulator.vocabulary import Seat
from simulator.voices import Voices
from simulator.world.colleagues import Confirmations, Facts, Narratives
from simulator.world.crew import Crew
from simulator.world.customers import Customers
from simulator.world.epilogue import play_epilogue
from simulator.world.guess import Guess
from simulator.world.ideas import Ideas
from simulator.world.injects import Injects
from simulator.world.leadership import Approvers, Executives
from simulator.world.legal import Legal
from simulator.world.letters import Letters
from simulator.world.lookup import Lookup
from simulator.world.outside import Outside
from simulator.world.promises import Promises
from simulator.world.responders import Responders
from simulator.world.stage import Stage
from simulator.world.system import System
from simulator.world.tickets import Tickets


@dataclass(frozen=True)
class Kit:
    """What a drill is made of besides its header: content that the composition root loads once."""

    scenario: Scenario
    runbook: Runbook
    reader: Reader
    voices: Voices

    @cached_property
    def conditions(self) -> dict[str, Condition]:
        """The scenario's conditions, compiled when the first drill needs them."""
        return compile_all(self.scenario)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one command."""

    entries: tuple[Entry, ...]
    """New lines, the command's own first; empty when the command id was seen before."""
    refused: e.CommandRefused | None = None


class Drill:
    """One play of one scenario; it leaves one journal."""

    def __init__(self, header: Header, kit: Kit, *, started: e.DrillStarted | None = None) -> None:
        """Set the world up at second 0.

        Args:
            header: Seeds, mode and player; with the inputs it determines every byte.
            kit: Scenario, runbook, reader and voices.
            started: Event 1 of an existing journal, for a replay; drawn by the seed when absent.
        """
        self.header, self.kit = header, kit
        self.scenario, self.runbook, self.player = kit.scenario, kit.runbook, header.player
        self.variant_id = choose_variant(kit.scenario, header.form_seed)
        self.variant: Variant = kit.scenario.variants[self.variant_id]
        self.incident = Incident()
        self.entries: list[Entry] = []
        self._seen: set[tuple[str, str]] = set()
        chance = Chance(header.noise_seed)
        form = Chance(header.form_seed or 0)
        base_ppm = kit.runbook.parameter("churn_base_ppm") // 1_000
        started = started or draw_cast(kit.scenario, self.variant_id, header.form_seed, form, base_ppm)
        self.stage = Stage(
            env=simpy.Environment(),
            chance=chance,
            scenario=kit.scenario,
            variant=self.variant,
            variant_id=self.variant_id,
            runbook=kit.runbook,
            incident=self.incident,
            voice=kit.voices.fresh(),
            names=names_of(started),
            player=header.player,
            emit=self._emit,
        )
        self._emit(started)
        self._people_the_world()

    def _people_the_world(self) -> None:
        """Start every process; the order is part of the engine's behaviour."""
        stage = self.stage
        system = System(stage)
        messages: dict[str, str] = {}
        self.lookup = Lookup(stage, system, messages, self.kit.conditions)
        self.responders = Responders(stage, system, self.lookup)
        self.msel = msel = Injects(stage, system, self.lookup)
        Promises(stage)
        Facts(stage, self.lookup)
        customers = Customers(stage)
        letters = Letters(stage, customers)
        Tickets(stage, customers)
        narratives = Narratives(stage, customers, letters)
        executives = Executives(stage, self.responders, narratives)
        Approvers(stage, executives)
        Outside(stage, customers, self.responders)
        Legal(stage)
        Guess(stage)
        Confirmations(stage, customers)
        Crew(stage, Ideas(stage, system, self.lookup))
        msel.follow_events()
        self._outcomes = Outcomes(stage, self.responders, self.kit.reader)
        stage.start(stage.heartbeat())
        stage.later(self.scenario.horizon, lambda: self._end("horizon"))

    # --- time and commands ----------------------------------------------------------------------------------

    @property
    def at_s(self) -> int:
        """The current drill second."""
        return self.stage.now

    @property
    def over(self) -> bool:
        """True once the last event is written."""
        return self.incident.ended_s is not None

    @property
    def reader(self) -> Reader:
        """The eyes that judge texts, for live findings."""
        return self.kit.reader

    def journal(self) -> Journal:
        """What has happened so far, as a journal value (without bytes)."""
        return Journal(self.header, tuple(self.entries), "", self.over)

    def advance_to(self, at_s: int, *, until: Callable[[], bool] | None = None) -> tuple[Entry, ...]:
        """Run the world up to, and not including, second `at_s`; going back or past the end does nothing.

        With `until` it stops as soon as that holds, in the middle of that second.
        """
        first = len(self.entries)
        env, incident = self.stage.env, self.incident
        while incident.ended_s is None and env.peek() < at_s:
            env.step()
            if until is not None and until():
                return tuple(self.entries[first:])
        if not self.over and env.now < at_s:
            env.run(until=at_s)
        return tuple(self.entries[first:])

    def submit(
        self,
        command: c.Command | Intervention,
        *,
        who: str,
        seat: Seat | None,
        command_id: str,
        recorded: e.AnyEvent | None = None,
        checked: bool = False,
    ) -> Outcome:
        """Apply a command at the current second.

        Args:
            command: What is asked.
            who: Person id of the sender.
            seat: The seat they act for; None for a facilitator and for the host itself.
            command_id: The sender's own id; asked twice, done once.
            recorded: In a replay, the event that the journal holds: what was read then is taken from it.
            checked: The caller has asked the rules about it at this very second.

        Raises:
            ValueError: no command id, which would make it no input.
        """
        if not command_id:
            raise ValueError("a command needs its sender's own id")
        if (who, command_id) in self._seen:
            return Outcome(())
        if recorded is None and not _is_writable(command):
            return Outcome(
                (), e.CommandRefused(command=command, reason="The text is no text.", remedy="Type it again.")
            )
        first = len(self.entries)
        refused = None
        try:
            if not checked:
                check(Setting(self.incident, self.scenario, self.runbook, self.at_s, self.player), command)
            event: e.AnyEvent = self._outcomes.event_of(command, recorded)
        except CommandRefused as error:
            event = refused = e.CommandRefused(command=command, reason=str(error), remedy=error.hint)
        if self.over:
            return Outcome((), refused)  # nothing follows the last line
        self._seen.add((who, command_id))
        self._emit(event, who=who, seat=seat.value if seat else "", command_id=command_id)
        self._after(event)
        return Outcome(tuple(self.entries[first:]), refused)

    def _after(self, event: e.AnyEvent) -> None:
        """A finished drill, or a new phase."""
        if isinstance(event, e.FinishRequested):
            self._end("stood_down" if self.incident.stood_down_s is not None else "finished")

    # --- events ---------------------------------------------------------------------------------------------

    def _emit(self, event: e.AnyEvent, *, cause: int = 0, who: str = "", seat: str = "", command_id: str = "") -> Entry:
        """Write one event, fold it, and let the world react to it."""
        stage, entries = self.stage, self.entries
        entry = Entry(len(entries) + 1, stage.now, who, seat, command_id, cause, event)
        entries.append(entry)
        self.incident.apply(entry)
        kind = type(event)
        if kind in stage.handlers:
            for handler in stage.handlers[kind]:
                handler(entry, event)
        if command_id and kind in MOVES_PHASE:
            self._note_phase(entry)
        return entry

    def _note_phase(self, entry: Entry) -> None:
        phase, out_of_order = self.incident.derive_phase()
        if phase is not self.incident.phase:
            self._emit(e.PhaseEntered(phase=phase, out_of_order=out_of_order), cause=entry.n)

    def _end(self, reason: str) -> None:
        if not self.over:
            play_epilogue(self.stage, reason)


def _is_writable(command: c.Command | Intervention) -> bool:
    """False for a text with half a character in it, which no journal can hold."""
    try:
        msgspec.json.encode(command)
    except UnicodeEncodeError:
        return False
    return True


def replay(journal: Journal, kit: Kit, *, afresh: bool = False) -> Drill:
    """Play a journal's inputs again: same header and inputs, same events.

    Args:
        journal: What to play.
        kit: The content that it was made with.
        afresh: Read every text and draw the cast again, instead of taking both from the journal. That is a proof
            of them too; it needs the reader and the name generator that the header names.
    """
    first = journal.entries[0].event if journal.entries and not afresh else None
    drill = Drill(journal.header, kit, started=first if isinstance(first, e.DrillStarted) else None)
    feed(drill, journal.entries, afresh=afresh)
    return drill


def feed(drill: Drill, entries: Iterable[Entry], *, afresh: bool = False) -> None:
    """Submit the inputs among `entries`, each at its second, and run on to the last line's second."""
    last_s = 0
    for entry in entries:
        last_s = entry.at_s
        if entry.command_id:
            drill.advance_to(entry.at_s)
            drill.submit(
                e.command_of(entry.event),
                who=entry.who,
                seat=Seat(entry.seat) if entry.seat else None,
                command_id=entry.command_id,
                recorded=None if afresh else entry.event,
            )
    drill.advance_to(last_s)


def same_form(header: Header, **changes: object) -> Header:
    """The header with some fields changed, e.g. for a fork or a what-if."""
    return msgspec.structs.replace(header, **changes)
