"""When things come about while somebody plays a list of steps, as far as the file alone can say.

What people do has a time in the list, tasks take their median, and dated injects follow. What the world decides by
itself (signals, moods, active faults) is left open: a condition that hangs on it gives no date.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from scenarios.lint.reach import Reach
from simulator import commands as c
from simulator.clock import MINUTE_S, parse_duration_s
from simulator.events import CAUSED
from simulator.scenario import ScriptStep
from simulator.scenario.inject import Inject
from simulator.vocabulary import Channel

COMMAND_OF_EVENT = {c.kind_of(event): event.__mro__[1] for event in CAUSED}
"""The command behind each kind of event that a command brings about."""
_MARKS: dict[type[c.Base], str] = {
    c.Declare: "declared", c.StandDown: "stood_down", c.MarkMitigated: "mitigated", c.MarkResolved: "resolved",
    c.CloseIncident: "closed", c.SchedulePostmortem: "postmortem_scheduled",
    c.SubmitPostmortem: "postmortem_submitted",
}  # fmt: skip
_SPAN = re.compile(r"(?<![\w.-])(?:\d+[dhms])+(?![\w.])")
_PASSES = 8
"""So long may a chain of injects be that anchor on each other."""


class _OpenError(Exception):
    """The value is for the world to decide."""


class Course:
    """The dates of a list of steps in one variant."""

    def __init__(self, reach: Reach, steps: Iterable[ScriptStep]) -> None:
        """Date the steps, the tasks that they start and the injects that follow."""
        self.reach, self.scenario = reach, reach.scenario
        self.steps: Sequence[ScriptStep] = sorted(steps, key=lambda step: step.at)
        self.marks: dict[str, int] = {}
        """The second of each flag of the conditions, e.g. `declared`."""
        self.done: dict[str, int] = {}
        self.held: dict[str, int] = {}
        self.fired: dict[str, int] = {}
        for step in self.steps:
            self._note(step)
        self._times = sorted({0, *self.marks.values(), *self.done.values(), *self.held.values(), *self._posts()})
        for _ in range(_PASSES):
            if not self._date_more():
                break

    def _note(self, step: ScriptStep) -> None:
        command = step.command
        if (mark := _MARKS.get(type(command))) is not None:
            self.marks.setdefault(mark, step.at)
        if isinstance(command, c.StartTask) and command.task in self.scenario.tasks:
            self.done.setdefault(command.task, step.at + self.scenario.tasks[command.task].median)
        elif isinstance(command, c.AssignRole):
            self.held.setdefault(command.seat.value, step.at)

    def _posts(self, *channels: Channel) -> list[int]:
        """Seconds of the updates on some channels; of all when none is named."""
        return [
            step.at
            for step in self.steps
            if isinstance(step.command, c.PostUpdate) and (not channels or step.command.channel in channels)
        ]

    def _date_more(self) -> bool:
        more = {}
        for inject in self.scenario.injects:
            if inject.id not in self.fired and self.reach.applies(inject) and not inject.bank and inject.chance_pct:
                at_s = self._due_s(inject)
                if at_s is not None and at_s < self.scenario.horizon and not self._spared(inject, at_s):
                    more[inject.id] = at_s
        self.fired |= more
        return bool(more)

    def _spared(self, inject: Inject, at_s: int) -> bool:
        return bool(inject.unless) and self.holds(inject.unless, at_s) is True

    def _due_s(self, inject: Inject) -> int | None:
        """When its trigger comes; None when it does not, or when only the world can say."""
        if inject.at is not None:
            return inject.at
        if inject.missing is not None:
            return inject.missing.by if self.holds(inject.missing.condition, inject.missing.by) is False else None
        if inject.when is not None:
            return next((at_s for at_s in self._moments(inject.when) if self.holds(inject.when, at_s)), None)
        if inject.after is None:
            return None
        anchor_s = self._anchor_s(inject.after.event, inject.after.task, inject.after.inject)
        return None if anchor_s is None else anchor_s + inject.after.delay

    def _anchor_s(self, event: str | None, task: str | None, inject: str | None) -> int | None:
        if inject is not None:
            return self.fired.get(inject)
        return self.done.get(task) if task is not None else self.event_s(event or "")

    def event_s(self, kind: str) -> int | None:
        """The first second of an event that a step brings about."""
        command = COMMAND_OF_EVENT.get(kind)
        return next((s.at for s in self.steps if command is not None and isinstance(s.command, command)), None)

    def _moments(self, condition: str) -> Iterator[int]:
        """The minutes at which a condition may begin to hold: after something came about, or a span after that."""
        spans = {0, *(parse_duration_s(span) for span in _SPAN.findall(condition))}
        known = {*self._times, *self.fired.values()}
        for at_s in sorted({-(-(time + span) // MINUTE_S) * MINUTE_S for time in known for span in spans}):
            yield from (at_s, at_s + MINUTE_S)

    # --- conditions ---------------------------------------------------------------------------------------------

    def holds(self, condition: str | None, at_s: int) -> bool | None:
        """Whether a condition holds at a second; None when only the world can say."""
        try:
            return self.reach.conditions[condition or ""].holds(lambda name, of: self._value(name, of, at_s))
        except _OpenError:
            return None

    def _value(self, name: str, argument: str | None, at_s: int) -> bool | int:
        if argument is not None:
            return self._of(name, argument, at_s)
        if name in _MARKS.values():
            return self.marks.get(name, at_s + 1) <= at_s
        if name == "elapsed":
            return at_s
        if name in ("updates", "since_update"):
            return self._counted(self._posts(Channel.STATUS_PAGE, Channel.CUSTOMER_MAIL), at_s, name)
        if name in ("holding_line_out", "since_holding_line"):
            return self._counted(self._posts(Channel.HOLDING_LINE), at_s, name)
        if name in ("briefs", "since_brief"):
            briefs = [step.at for step in self.steps if isinstance(step.command, c.PostBrief)]
            return self._counted(briefs, at_s, name)
        raise _OpenError(name)

    def _of(self, name: str, argument: str, at_s: int) -> bool:
        dates = {"done": self.done, "fired": self.fired, "held": self.held}.get(name)
        if dates is None:
            raise _OpenError(name)
        return dates.get(argument, at_s + 1) <= at_s

    def _counted(self, dates: Sequence[int], at_s: int, name: str) -> int:
        """How many so far in thousandths, or the seconds since the last one; before it, since the first signal."""
        past = [date for date in dates if date <= at_s]
        if not name.startswith("since_"):
            return 1_000 * len(past)
        signals = [self.fired[x.id] for x in self.scenario.injects if x.credible_signal and x.id in self.fired]
        first_s = max(past, default=min(signals, default=at_s))
        return max(0, at_s - first_s)
