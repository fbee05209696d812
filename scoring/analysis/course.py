"""The course of a drill: its commands as steps that can be changed and taken again in the same world.

What is assumed when a changed course is taken (the policy that every report repeats):

* a step keeps its time; what came after service was restored waits until it is restored, at the same distance;
* an answer waits for its question; if that never comes it goes to the oldest open question of the same sender or
  account, else it is left out;
* what makes no sense yet is tried again every minute for two hours, and then left out and counted;
* texts are taken as they were read; the times they promise move with them;
* what somebody else ended for those who played it ends at that second in every course;
* bots' commands are repeated like everybody's: nobody reacts to what the change brings about.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from msgspec import structs

from simulator import commands as c
from simulator import events as e
from simulator.clock import HOUR_S, MINUTE_S
from simulator.drill import Drill
from simulator.errors import CommandRefused
from simulator.journal import Journal
from simulator.rules import Setting, check
from simulator.vocabulary import Seat, TaskState

PATIENCE_S = 2 * HOUR_S
"""So long a step that makes no sense yet is tried again."""
ADDED = "whatif-"
"""How the command ids, and the references, of added steps begin."""
POLICY = (
    "Every other command keeps its time; what you did after service was restored waits until it is restored, at the "
    "same distance. Answers wait for their questions. What makes no sense yet is tried again for two hours, then left "
    "out. Texts count as they were read, and the times they promise move with them. Nobody, bot or person, reacts to "
    "the change. What a facilitator ended ends at that second in every course."
)
"""The policy in words, for every report."""


@dataclass(frozen=True, slots=True)
class Question:
    """The message that a step answers, by what it is rather than by its number."""

    sender: str
    account: str
    subject: str
    occasion: int
    """Which of the messages with this sender and subject, or of the account's confirmations, from 0."""
    confirms: bool


@dataclass(frozen=True, slots=True)
class Step:
    """One command of a course."""

    command: c.Command
    at_s: int
    seat: Seat | None = Seat.IC
    who: str = ""
    command_id: str = ""
    n: int = 0
    """Number of the journal line that it comes from; 0 = added."""
    recorded: e.AnyEvent | None = None
    """What the journal holds of it, for its reading."""
    since_restore_s: int | None = None
    """Its distance to the restoration before it; None = it came while impact lasted, or before any."""
    question: Question | None = None
    refused: bool = False
    """It was refused in the drill itself, so it is given once and never tried again."""
    wants_approval: bool = False
    """It waits until the credit is approved."""
    cuts: bool = False
    """It ends the drill for those who played it: it comes at its second, whatever still waits."""
    until_s: int | None = None
    """When it is given up; absent = two hours after its time."""


@dataclass(frozen=True, slots=True)
class Left:
    """A step that could not be taken."""

    step: Step
    reason: str


@dataclass(slots=True)
class Taken:
    """A course that was taken to its end."""

    drill: Drill
    left: list[Left] = field(default_factory=list)
    at_s: dict[str, int] = field(default_factory=dict)
    """When each step was taken, by its command id."""


def steps_of(journal: Journal) -> tuple[Step, ...]:
    """The commands of a journal, in order, each with what it waited for."""
    steps: list[Step] = []
    restored, restored_s = True, None
    questions: dict[str, Question] = {}
    seen: dict[tuple[str, str], int] = {}
    for entry in journal.entries:
        event = entry.event
        if isinstance(event, e.ImpactChanged):
            restored_s = entry.at_s if event.restored and not restored else restored_s
            restored = event.restored
        elif isinstance(event, e.MessageArrived):
            key = ("", event.account) if event.confirms else (event.sender, event.subject)
            questions[event.message] = Question(*_identity(event), seen.get(key, 0), event.confirms)
            seen[key] = seen.get(key, 0) + 1
        elif entry.command_id:
            command = e.command_of(event)
            steps.append(
                Step(
                    command=command,
                    at_s=entry.at_s,
                    seat=Seat(entry.seat) if entry.seat else None,
                    who=entry.who,
                    command_id=entry.command_id,
                    n=entry.n,
                    recorded=event,
                    since_restore_s=entry.at_s - restored_s if restored and restored_s is not None else None,
                    question=questions.get(getattr(command, "message", "")),
                    refused=isinstance(event, e.CommandRefused),
                )
            )
    return tuple(steps)


def _identity(event: e.MessageArrived) -> tuple[str, str, str]:
    return event.sender, event.account, event.subject


class Walk:
    """Takes a course, step by step, in a drill."""

    def __init__(self, drill: Drill, steps: Sequence[Step]) -> None:
        """Bind a course to a drill at second 0."""
        self.drill = drill
        self.coming = deque(sorted(steps, key=lambda step: step.at_s))
        """Steps whose own time has not come."""
        self.waiting: list[Step] = []
        """Steps whose time has come, and which wait for something else."""
        self.taken = Taken(drill)
        self._names: dict[str, str] = {}
        self._words: dict[int, str] = {}

    def to_end(self, *, until_s: int | None = None) -> Taken:
        """Take every step that can be taken; the drill ends by its own, by a step, or at its horizon."""
        drill = self.drill
        limit_s = drill.scenario.horizon + MINUTE_S if until_s is None else until_s
        while not drill.over and drill.at_s < limit_s:
            self._take_due()
            if not drill.over:
                self._advance(min(self._next_s(), limit_s))
        self.taken.left += [
            Left(step, self._words.get(id(step), "its time never came")) for step in (*self.waiting, *self.coming)
        ]
        return self.taken

    def _advance(self, at_s: int) -> None:
        """Run on to this second, or to the restoration if a step waits for that."""
        incident = self.drill.incident
        hopeful = not incident.restored and any(step.since_restore_s is not None for step in self.waiting)
        self.drill.advance_to(at_s, until=(lambda: incident.restored) if hopeful else None)

    def _next_s(self) -> int:
        """The next second at which something may be due: a step's time, or the next minute while one is tried again."""
        now = self.drill.at_s
        times_s = [due_s if due_s > now else now + MINUTE_S for due_s, _ in self._due()]
        times_s.append(self.coming[0].at_s if self.coming else self.drill.scenario.horizon + MINUTE_S)
        return min(times_s)

    def _due(self) -> Iterator[tuple[int, Step]]:
        """The waiting steps with the second at which each is due; not those that wait for service to be restored."""
        incident = self.drill.incident
        restored_s = incident.restored_s if incident.restored else None
        for step in self.waiting:
            if step.since_restore_s is None:
                yield step.at_s, step
            elif restored_s is not None:
                yield max(step.at_s, restored_s + step.since_restore_s), step

    def _take_due(self) -> None:
        now = self.drill.at_s
        while self.coming and self.coming[0].at_s <= now:
            self.waiting.append(self.coming.popleft())
        for due_s, step in [(due_s, step) for due_s, step in self._due() if due_s <= now]:
            if not self.drill.over and self._try(step, due_s):
                self.waiting.remove(step)

    def _try(self, step: Step, due_s: int) -> bool:
        """Take a step if it makes sense now; True when it is settled, one way or the other."""
        if isinstance(step.command, c.FinishDrill) and not step.cuts and self._unfinished(step):
            return False
        command = self._bound(step)
        reason = "what it refers to never came" if command is None else self._obstacle(step, command)
        if reason and not step.refused:
            self._words[id(step)] = reason
            given_up = self.drill.at_s >= (step.until_s or due_s + PATIENCE_S) or _is_pointless(self.drill, command)
            if given_up:
                self.taken.left.append(Left(step, reason))
            return given_up
        self._submit(step, command or step.command)
        return True

    def _unfinished(self, finish: Step) -> bool:
        """Whether a step before the end still waits for something that is no refusal."""
        before = (step for step in (*self.waiting, *self.coming) if step is not finish and step.n < finish.n)
        return any(id(step) not in self._words for step in before)

    def _obstacle(self, step: Step, command: c.Command) -> str:
        drill = self.drill
        if step.refused:
            return ""
        if step.wants_approval and not _is_approved(drill, command):
            return "nobody approved it"
        try:
            check(Setting(drill.incident, drill.scenario, drill.runbook, drill.at_s, drill.player), command)
        except CommandRefused as error:
            return str(error)
        return ""

    def _submit(self, step: Step, command: c.Command) -> None:
        drill, late_s = self.drill, self.drill.at_s - step.at_s
        recorded = step.recorded
        if late_s and step.n and not step.refused:
            command, recorded = _later(command, late_s), recorded and _read_later(recorded, late_s)
        outcome = drill.submit(
            command, who=step.who or drill.player, seat=step.seat, command_id=step.command_id, recorded=recorded,
            checked=not late_s and not step.refused,
        )  # fmt: skip
        self.taken.at_s[step.command_id] = drill.at_s
        if outcome.entries and step.recorded is not None:
            self._remember(step.recorded, outcome.entries[0].event)

    def _remember(self, then: e.AnyEvent, now: e.AnyEvent) -> None:
        """What was numbered in the drill may have another number here."""
        for name in ("proposal", "call"):
            if isinstance(then, e.CreditProposed | e.CallScheduled) and hasattr(then, name):
                self._names[getattr(then, name)] = getattr(now, name, "")

    def _bound(self, step: Step) -> c.Command | None:
        """The command with the numbers of this drill; None while what it refers to is not there."""
        command = step.command
        changes: dict[str, str] = {}
        if step.question is not None:
            changes["message"] = self._message(step)
        for name in ("proposal", "call"):
            if name in command.__struct_fields__:
                changes[name] = self._number(getattr(command, name))
        if not all(changes.values()):
            return None
        unchanged = all(getattr(command, name) == value for name, value in changes.items())
        return command if unchanged else structs.replace(command, **changes)

    def _number(self, then: str) -> str:
        """The number here of a proposal or call of the drill; of an added one, the account's last proposal."""
        if not then.startswith(ADDED):
            return self._names.get(then, then)
        account = then.removeprefix(ADDED)
        return next((p.id for p in reversed(self.drill.incident.credits.values()) if p.event.account == account), "")

    def _message(self, step: Step) -> str:
        """The id of the question here; after half of the patience, of the oldest open one like it; else empty."""
        question, messages = step.question, self.drill.incident.messages.values()
        assert question is not None  # noqa: S101  # only steps with a question come here
        if question.confirms:
            found = [m.id for m in messages if m.event.confirms and m.event.account == question.account]
            return found[min(question.occasion, len(found) - 1)] if found else ""
        same = [m.id for m in messages if (m.event.sender, m.event.subject) == (question.sender, question.subject)]
        if len(same) > question.occasion:
            return same[question.occasion]
        if self.drill.at_s < step.at_s + PATIENCE_S // 2:
            return ""
        alike = [m.id for m in messages if m.answered_s is None and m.event.asks and m.event.account == question.account
                 and (question.account or m.event.sender == question.sender)]  # fmt: skip
        return alike[0] if alike else ""


def _is_approved(drill: Drill, command: c.Command) -> bool:
    credit = drill.incident.credits.get(getattr(command, "proposal", ""))
    return credit is not None and credit.state == "approved"


def _is_pointless(drill: Drill, command: c.Command | None) -> bool:
    """True when waiting changes nothing: the task is done, the call is over, the state is reached, or it waits not."""
    if isinstance(command, c.StartTask):
        run = drill.incident.tasks.get(command.task)
        return run is not None and (run.state is TaskState.RUNNING or (run.state is TaskState.DONE and run.moved))
    waiting = (
        c.Reply, c.RecordConfirmation, c.HoldCall, c.GrantCredit, c.ApproveCredit, c.MarkMitigated, c.MarkResolved,
        c.CloseIncident, c.SubmitPostmortem, c.UpdateRecord, c.PageTeam, c.ChangeSeverity,
    )  # fmt: skip
    return command is not None and not isinstance(command, waiting)


def _later(command: c.Command, late_s: int) -> c.Command:
    """The command with the moments that it names moved along."""
    if isinstance(command, c.ScheduleCall):
        return structs.replace(command, at_s=command.at_s + late_s)
    if isinstance(command, c.LogEntry) and command.happened_at_s is not None:
        return structs.replace(command, happened_at_s=command.happened_at_s + late_s)
    return command


def _read_later(recorded: e.AnyEvent, late_s: int) -> e.AnyEvent:
    """The recorded event with the times that its text promises moved along."""
    reading = getattr(recorded, "reading", None)
    if reading is None or not hasattr(reading, "promises"):
        return recorded
    changes: dict[str, object] = {
        "promises": tuple(structs.replace(one, due_utc_s=one.due_utc_s + late_s) for one in reading.promises)
    }
    for name in ("next_update_utc_s", "next_refresh_utc_s"):
        if getattr(reading, name, None) is not None:
            changes[name] = getattr(reading, name) + late_s
    return structs.replace(recorded, reading=structs.replace(reading, **changes))


def moved(step: Step, at_s: int) -> Step:
    """The step at another time, no longer bound to the restoration."""
    return replace(step, at_s=max(0, at_s), since_restore_s=None)
