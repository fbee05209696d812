"""The player of timed commands: the reference run of a variant, and `--commands` files."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import msgspec

from simulator import commands as c
from simulator.bots.player import Act, Sight
from simulator.clock import hhmm, parse_duration_s, spell
from simulator.conditions import compile_texts
from simulator.drill import Drill
from simulator.events import CommandRefused
from simulator.placeholder import fill, find_placeholders
from simulator.scenario import ScriptStep
from simulator.scenario.truth import KeyMoment
from simulator.triggers import Condition

_AHEAD = re.compile(r"^in_(\d{1,4}[mhd])$")
_MOMENT = re.compile(r"^moment\.(\w+)$")
_REFERENCES = ("message", "proposal", "call")


RETRY_S = 60
PATIENCE_S = 6 * 3_600
"""A task or page that is refused for so long is given up."""


class NotYetError(Exception):
    """A step refers to something that has not happened yet; the text says what that is."""


@dataclass(slots=True)
class Turn:
    """A step, and how it has fared."""

    step: ScriptStep
    due_s: int
    waits_for: str = ""
    """What it needs that was not there when it was last due."""
    refusal: CommandRefused | None = None
    """The last answer to it, while it is tried again."""
    tried_s: int | None = None
    """When it was first refused."""


class ScriptPlayer:
    """Gives each step's command at its time, or later, once its condition holds."""

    def __init__(self, steps: Iterable[ScriptStep], drill: Drill) -> None:
        """Bind the steps to a drill, whose names fill the texts.

        Raises:
            TriggerError: a step waits for a condition that the scenario does not know.
        """
        self.pending = [Turn(step, step.at) for step in sorted(steps, key=lambda step: step.at)]
        self.drill = drill
        self.refusals: list[tuple[int, ScriptStep, CommandRefused]] = []
        self._conditions = _compiled((turn.step.when for turn in self.pending if turn.step.when), drill)
        self._given: list[Turn] = []

    def observe(self, sight: Sight) -> Sequence[Act]:
        """The next step that is due now; a later one may refer to what it brings about."""
        for i, turn in enumerate(self.pending):
            if turn.due_s > sight.at_s:
                continue
            try:
                command = self._ready(turn.step)
            except NotYetError as error:
                turn.waits_for = str(error)
                continue
            self._given.append(self.pending.pop(i))
            return [Act(turn.step.seat, command)]
        return []

    def wakes_at(self, now_s: int) -> int | None:
        """Again at once while steps are due, otherwise at the time of the next step."""
        return next((turn.due_s for turn in self.pending if turn.due_s > now_s), None)

    def refused(self, act: Act, refusal: CommandRefused) -> None:
        """Keep what was refused, for the author of the script; tasks and pages are tried again."""
        turn, now_s = self._given[-1], self.drill.at_s
        turn.tried_s = now_s if turn.tried_s is None else turn.tried_s
        if isinstance(act.command, c.StartTask | c.PageTeam) and now_s - turn.tried_s < PATIENCE_S:
            turn.due_s, turn.waits_for, turn.refusal = now_s + RETRY_S, "", refusal
            self.pending.append(turn)
        else:
            self.refusals.append((now_s, turn.step, refusal))

    def missed(self) -> list[tuple[ScriptStep, str]]:
        """Every step that was not carried out, in the order of their times, with the reason in words."""
        missed = [(step, f"was refused at {spell(at_s)}: {_answer(no)}") for at_s, step, no in self.refusals]
        missed += [(turn.step, self._fate(turn)) for turn in self.pending]
        return sorted(missed, key=lambda each: each[0].at)

    def _fate(self, turn: Turn) -> str:
        if turn.waits_for:
            return f"waited until the end for {turn.waits_for}"
        if turn.refusal is not None:
            return f"was tried every minute until the end and refused: {_answer(turn.refusal)}"
        return f"never came due: the drill was over at {spell(self.drill.at_s)}"

    def _ready(self, step: ScriptStep) -> c.Command:
        """The command as it is given now.

        Raises:
            NotYetError: its condition does not hold, or it refers to what has not happened yet.
        """
        if step.when is not None and not self._conditions[step.when].holds(self.drill.lookup):
            raise NotYetError(f"'{step.when}' to hold")
        return self._spoken(step.command)

    def _spoken(self, command: c.Command) -> c.Command:
        """The command with its references and placeholders filled in."""
        changes: dict[str, str | tuple[str, ...]] = {}
        for name in command.__struct_fields__:
            value = getattr(command, name)
            if isinstance(value, str) and name in _REFERENCES and value.startswith("@"):
                changes[name] = self._refer(name, value[1:], command)
            elif isinstance(value, str) and type(value) is str and "{" in value:
                changes[name] = self._filled(value)
            elif isinstance(value, tuple) and value and all(type(part) is str for part in value):
                changes[name] = tuple(self._filled(part) for part in value)
        return msgspec.structs.replace(command, **changes) if changes else command

    def _filled(self, text: str) -> str:
        values = dict(self.drill.stage.names)
        now_utc_s = self.drill.scenario.start_utc_s + self.drill.at_s
        values["now"] = hhmm(now_utc_s)
        values["incident"] = self.drill.incident.record.incident
        for name, _ in find_placeholders(text):
            ahead = _AHEAD.match(name)
            if ahead:
                values[name] = hhmm(now_utc_s + parse_duration_s(ahead[1]))
            elif moment := _MOMENT.match(name):
                values[name] = hhmm(self.drill.scenario.start_utc_s + self._moment_s(moment[1]))
        return fill(text, values)

    def _moment_s(self, name: str) -> int:
        """The drill second at which a key moment of the variant came about."""
        moments = {key.replace("-", "_"): spec for key, spec in self.drill.variant.truth.key_moments.items()}
        for entry in self.drill.entries if name in moments else ():
            if _is_moment(entry.event, moments[name]):
                return entry.at_s
        raise NotYetError(f"the key moment '{name}' of this variant")

    def _refer(self, field: str, name: str, command: c.Command) -> str:
        incident = self.drill.incident
        if field == "message" and isinstance(command, c.RecordConfirmation):
            what = "a message of '{}' that confirms"
            found = [m.id for m in incident.messages.values() if m.event.confirms and m.event.account == name]
        elif field == "message":
            what, known = "the message of the inject '{}'", self.drill.lookup.inject_message.get(name)
            found = [known] if known in incident.messages and known else []
        elif field == "proposal":
            granting = isinstance(command, c.GrantCredit)
            what = "an answer to a credit proposal for '{}'" if granting else "a credit proposal for '{}'"
            settled = ("approved", "refused") if granting else ("asked",)
            found = [p.id for p in incident.credits.values() if p.event.account == name and p.state in settled]
        else:
            what = "a scheduled call with '{}'"
            found = [
                call for call, (ev, state) in incident.calls.items() if ev.account == name and state == "scheduled"
            ]
        if not found:
            raise NotYetError(what.format(name))
        return found[-1]


def _compiled(texts: Iterable[str], drill: Drill) -> dict[str, Condition]:
    """Conditions by their texts; those of the scenario itself are compiled once for all its drills."""
    known = drill.kit.conditions
    own = {text for text in texts if text not in known}
    return {**known, **compile_texts(own, drill.scenario)} if own else known


def _answer(refusal: CommandRefused) -> str:
    return f"{refusal.reason} {refusal.remedy}"


def _is_moment(event: object, spec: KeyMoment) -> bool:
    """Whether an event is a key moment; a task that failed is none."""
    if c.kind_of(type(event)) != spec.event or not getattr(event, "succeeded", True):  # type: ignore[arg-type]
        return False
    return all(str(getattr(event, field, "")).lower() == value for field, value in spec.where.items())
