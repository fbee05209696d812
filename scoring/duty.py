"""What is due, and from when to when: set by the variant's truth, its reference run and the first signal.

Duties follow the right severity and class, never a laxer declared one. Whoever leaves a drill is judged to its horizon;
one that somebody else ended, a facilitator at the hour, is judged to its end.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from scoring.judgement import FULL
from scoring.record import Record, Seen, kept
from simulator import events as e
from simulator.clock import MINUTE_S, hhmm
from simulator.runbook import CriterionSpec, Runbook
from simulator.scenario import Scenario, Variant
from simulator.scenario.truth import Truth
from simulator.vocabulary import IncidentClass, Seat, Severity, TaskKind

GUARDS = (Seat.LEGAL, Seat.SECURITY)
"""The seats that a security or data incident, also one that may yet turn out to be false, may not go without."""


@dataclass(frozen=True, slots=True, eq=False)
class Context:
    """What a drill is held against; equal to one of the very same parts, so that `kept` may remember it."""

    scenario: Scenario
    variant: Variant
    runbook: Runbook
    spec: CriterionSpec
    """Weight and thresholds of the criterion at hand."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Context) and self._parts == other._parts

    def __hash__(self) -> int:
        return hash(self._parts)

    @property
    def _parts(self) -> tuple[int, ...]:
        return tuple(map(id, (self.scenario, self.variant, self.runbook, self.spec)))

    def under(self, criterion: str) -> Context:
        """The same with the thresholds of another criterion."""
        return replace(self, spec=self.runbook.criteria[criterion])

    @property
    def truth(self) -> Truth:
        """What the scenario hid."""
        return self.variant.truth

    @property
    def target_s(self) -> int:
        """Full marks up to here."""
        return self.spec.target or 0

    @property
    def zero_s(self) -> int:
        """No marks from here on."""
        return self.spec.zero or 0

    @property
    def full_permille(self) -> int:
        """Full marks from here on, for quantities of which more is better."""
        return self.spec.full_permille or FULL

    @property
    def zero_permille(self) -> int:
        """No marks up to here, for quantities of which more is better."""
        return self.spec.zero_permille or 0

    @property
    def cadence_s(self) -> int:
        """The longest silence that the right severity and class allow."""
        return self.runbook.cadence.for_incident(self.truth.severity, self.truth.incident_class)

    @property
    def is_guarded(self) -> bool:
        """True in the classes that need evidence before rotation and Legal and Security at once."""
        return self.truth.incident_class in (IncidentClass.SECURITY, IncidentClass.DATA)

    @property
    def is_narrow(self) -> bool:
        """True for a SEV-2 or SEV-3 outside the security class: duties while impact lasts."""
        return self.truth.severity is not Severity.SEV1 and self.truth.incident_class is not IncidentClass.SECURITY

    @property
    def cause_words(self) -> tuple[str, ...]:
        """Every word that speaks of the true cause."""
        return tuple(word for group in self.truth.cause_concepts for word in group)

    @property
    def first_scope(self) -> str:
        """What customers felt first, in the author's words; empty when the truth names none."""
        return self.truth.scope[0].text if self.truth.scope else ""

    def title(self, task: str) -> str:
        """A task's title, or its id when the scenario has none of that id."""
        return self.scenario.tasks[task].title if task in self.scenario.tasks else task

    def number(self, name: str) -> int:
        """A further threshold of the criterion."""
        return self.spec.numbers[name]

    def span_s(self, name: str) -> int:
        """A further threshold that the runbook gives in minutes, in seconds."""
        return self.number(name) * MINUTE_S


def clock_s(record: Record, context: Context) -> int:
    """Where scored clocks start: the first credible signal; without one, the start of impact."""
    return record.signal.at_s if record.signal else context.truth.impact_start


def command_s(record: Record, context: Context) -> int:
    """Where the clocks of naming people start: the declaration, no later than signal plus A1's target."""
    start_s = clock_s(record, context)
    latest_s = start_s + (context.runbook.criteria["A1"].target or 0)
    if record.declared is None:
        return latest_s
    return min(max(record.declared.at_s, start_s), latest_s)


HOST = "host"
"""The program that serves a team's drill: it closes a homework whose time is over, which is its trainee's to keep."""


@kept
def cut_s(record: Record) -> int | None:
    """When somebody who is not judged ended the drill; None when its own people did, or its time was over."""
    asked = record.all(e.FinishRequested)
    own = record.team or {record.player}
    return asked[-1].at_s if asked and asked[-1].who not in {*own, HOST} else None


def ends_s(record: Record, context: Context) -> int:
    """Up to when a drill is judged that its own people have not brought to an end."""
    found = cut_s(record)
    return context.scenario.horizon if found is None else found


def has_own_end(record: Record) -> bool:
    """Whether those who are judged ended the drill themselves, before its time was over."""
    return bool(record.all(e.FinishRequested)) and cut_s(record) is None


def known_s(record: Record, context: Context) -> int:
    """Until when the story of what was asked and promised is known; after one's own end there is but silence."""
    return ends_s(record, context) if has_own_end(record) else record.end_s


def stood_down(record: Record, context: Context) -> Seen[e.StoodDown] | None:
    """A false alarm stood down cleanly: after a check that had a result, or evidence on file."""
    found = record.first(e.StoodDown)
    if not context.truth.false_alarm or found is None:
        return None
    looked = [s.at_s for s in record.mine(e.EvidenceAttached)]
    looks = (TaskKind.DIAGNOSE, TaskKind.VERIFY, TaskKind.EVIDENCE)
    for started in record.tasks_started():
        ended = record.finish_of(started.event.task, after_s=started.at_s)
        task = context.scenario.tasks.get(started.event.task)
        if ended is not None and task is not None and task.kind in looks:
            looked.append(ended.at_s)
    return found if any(at_s <= found.at_s for at_s in looked) else None


def over_s(record: Record, context: Context) -> int:
    """When impact was over: restored, stood down, or the end that is judged."""
    if context.truth.false_alarm:
        down = stood_down(record, context)
        return down.at_s if down else ends_s(record, context)
    return record.restored.at_s if record.restored else ends_s(record, context)


def watched_s(record: Record, context: Context) -> int:
    """When the monitoring window was over: restored plus the window, never past the end that is judged."""
    if context.truth.false_alarm:
        return over_s(record, context)
    return min(over_s(record, context) + context.variant.par.monitoring, ends_s(record, context))


def affected(record: Record, context: Context) -> tuple[str, ...]:
    """The accounts that felt impact; all of them when none was measured."""
    felt = record.felt_by(record.end_s)
    return tuple(account for account in context.scenario.accounts if account in felt or not felt)


def utc(record: Record, at_s: int) -> str:
    """A drill second as a clock time, e.g. `14:05 UTC`."""
    return f"{hhmm(record.start_utc_s + at_s)} UTC"


def scope_words(context: Context, at_s: int) -> str:
    """What customers felt at a second, in the author's words; empty when the truth names none."""
    told = [step.text for step in context.truth.scope if step.at <= at_s]
    return told[-1] if told else context.first_scope
