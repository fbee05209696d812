"""The player of timed commands: the reference run of a variant, and `--commands` files."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import msgspec

from simulator import commands as c
from simulator.bots.player import Act, Sight
from simulator.clock import hhmm, parse_duration_s
from simulator.drill import Drill
from simulator.events import CommandRefused
from simulator.placeholder import fill, find_placeholders
from simulator.scenario import ScriptStep
from simulator.scenario.truth import KeyMoment

_AHEAD = re.compile(r"^in_(\d{1,4}[mhd])$")
_MOMENT = re.compile(r"^moment\.(\w+)$")
_REFERENCES = ("message", "proposal", "call")


RETRY_S = 60
PATIENCE_S = 6 * 3_600
"""A task or page that stays impossible this long is given up."""


class NotYetError(Exception):
    """A step refers to something that has not happened yet."""


class ScriptPlayer:
    """Gives each step's command at its time, or later, once its condition holds."""

    def __init__(self, steps: Iterable[ScriptStep], drill: Drill) -> None:
        """Bind the steps to a drill, whose names fill the texts."""
        self.pending = sorted(steps, key=lambda step: step.at)
        self.drill = drill
        self.refusals: list[tuple[int, ScriptStep, CommandRefused]] = []
        self._given: list[ScriptStep] = []

    def observe(self, sight: Sight) -> Sequence[Act]:
        """Every step that is due now."""
        acts = []
        for step in [s for s in self.pending if s.at <= sight.at_s]:
            if step.when is not None and not self.drill.lookup.holds(step.when):
                continue
            try:
                command = self._spoken(step.command)
            except NotYetError:
                continue
            self.pending.remove(step)
            self._given.append(step)
            acts.append(Act(step.seat, command))
            break  # the next step may refer to what this one brings about
        return acts

    def wakes_at(self, now_s: int) -> int | None:
        """Right now again while steps are due, else at the next step's time."""
        return next((step.at for step in self.pending if step.at > now_s), None)

    def refused(self, act: Act, refusal: CommandRefused) -> None:
        """Keep what was refused, for the author of the script; tasks and pages are tried again."""
        step, now_s = self._given[-1], self.drill.at_s
        if isinstance(act.command, c.StartTask | c.PageTeam) and now_s - step.at < PATIENCE_S:
            self.pending.append(step.model_copy(update={"at": now_s + RETRY_S}))
        else:
            self.refusals.append((now_s, step, refusal))

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
        raise NotYetError(name)

    def _refer(self, field: str, name: str, command: c.Command) -> str:
        incident = self.drill.incident
        if field == "message" and isinstance(command, c.RecordConfirmation):
            found = [m.id for m in incident.messages.values() if m.event.confirms and m.event.account == name]
        elif field == "message":
            known = self.drill.lookup.inject_message.get(name)
            found = [known] if known in incident.messages and known else []
        elif field == "proposal":
            settled = ("approved", "refused") if isinstance(command, c.GrantCredit) else ("asked",)
            found = [p.id for p in incident.credits.values() if p.event.account == name and p.state in settled]
        else:
            found = [
                call for call, (ev, state) in incident.calls.items() if ev.account == name and state == "scheduled"
            ]
        if not found:
            raise NotYetError(name)
        return found[-1]


def _is_moment(event: object, spec: KeyMoment) -> bool:
    """Whether an event is a key moment; a task that failed is none."""
    if c.kind_of(type(event)) != spec.event or not getattr(event, "succeeded", True):  # type: ignore[arg-type]
        return False
    return all(str(getattr(event, field, "")).lower() == value for field, value in spec.where.items())
