"""D1: containment was started before the diagnosis was complete, reversible steps first, and made nothing worse.

In a false alarm: it was stood down, and nothing was done that harms.
"""

from __future__ import annotations

from dataclasses import dataclass

from scoring.duty import Context, clock_s, stood_down, utc
from scoring.judgement import FULL, Judgement, line, lines_of, listed, share, within
from scoring.left import is_left
from scoring.record import Record, Seen
from simulator import events as e
from simulator.clock import spell
from simulator.scenario.world import Task
from simulator.vocabulary import TaskKind


@dataclass(frozen=True, slots=True)
class Harm:
    """What a task did that it should not have."""

    n: int
    what: str
    better: str
    """What would have spared it."""
    left_permille: int = 0
    """What the criterion is still worth: the share of the evidence that had been kept."""


def judge(record: Record, context: Context) -> Judgement:
    """Judge when the first right containment began; work that raised impact or wiped all evidence earns nothing."""
    target, advice = _target(context), _advice(record, context)
    start_s = clock_s(record, context)
    tasks = record.tasks_started()
    harms = [why for seen in tasks if (why := _harm(record, context, seen))]
    harm = min(harms, key=lambda one: one.left_permille, default=None)
    if harm is not None and not harm.left_permille:
        rule = "Work that harms earns nothing here."
        return Judgement(0, target, harm.what, rule, (harm.n,), harm.better or advice, is_harm=True)
    if context.truth.false_alarm:
        return _left_alone(record, context, target, advice)
    first = next((seen for seen in tasks if seen.event.task in context.truth.containment), None)
    if first is None:
        return Judgement(0, target, "never started", "No task that contains it was started.", advice=advice)
    took_s = max(0, first.at_s - start_s)
    value = line(took_s, context.target_s, context.zero_s)
    late, irreversible = _after_diagnosis(record, context, first), _irreversible_first(context, tasks)
    if late:
        value = value * context.number("late_permille") // FULL
    if irreversible:
        value = value * context.number("irreversible_permille") // FULL
    remarks = [
        spell(took_s),
        *([harm.what] if harm else ()),
        *(["after the cause was known"] * late),
        *(["an irreversible step came first"] * irreversible),
    ]
    if harm is not None:
        value, advice = value * harm.left_permille // FULL, harm.better
    return Judgement(value, target, ", ".join(remarks), "Stop the bleeding first; understanding can wait.",
                     lines_of([harm.n] if harm else (), [first.n]), "" if value == FULL else advice)  # fmt: skip


def _target(context: Context) -> str:
    if context.truth.false_alarm:
        return "stood down, and nothing done that harms where nothing is broken"
    return f"right containment {within(context.target_s, context.zero_s)}; reversible first, nothing made worse"


def _left_alone(record: Record, context: Context, target: str, advice: str) -> Judgement:
    """In a false alarm there is nothing to contain: who looked, stood down and did no harm has done it right."""
    down = stood_down(record, context)
    if down is None:
        return Judgement(0, target, "never stood down", "Nothing was found out, so nothing was spared.", advice=advice)
    return Judgement(FULL, target, "nothing was done that harms", evidence=(down.n,))


def _harm(record: Record, context: Context, seen: Seen[e.TaskStarted]) -> Harm | None:
    """Why a task did harm: it is known to, it wiped evidence, or impact rose after it.

    One that is known to, but changed nothing and could be undone, did none: there was no fault left to make worse.
    """
    task = context.scenario.tasks.get(seen.event.task)
    ended = record.finish_of(seen.event.task, after_s=seen.at_s)
    if task is None:
        return None
    if context.is_guarded and task.destroys_evidence and (wiped := _wiped(record, context, task, seen)):
        return wiped
    if ended is None and not _is_left_running(record, context, seen):
        return None
    n = ended.n if ended is not None else seen.n
    better = "" if context.truth.false_alarm else f"Leave “{task.title}” out, or try it on a copy first."
    if seen.event.task in context.truth.harmful and context.truth.false_alarm:
        return Harm(n, f"“{task.title}” was done where nothing was broken", better)
    if seen.event.task in context.truth.harmful and (ended is None or ended.event.moved or not task.reversible):
        return Harm(n, f"“{task.title}” made it worse", better)
    avoidable = not task.reversible and not _raises_by_design(task)
    if avoidable and ended is not None and _rose(record, context, ended.at_s):
        return Harm(n, f"impact rose after “{task.title}”", better)
    return None


def _is_left_running(record: Record, context: Context, seen: Seen[e.TaskStarted]) -> bool:
    """Whether one ended the drill while harmful work went on, that would have done its harm a little later."""
    turns: list[Seen[e.TaskFinished | e.TaskStopped]] = [*record.all(e.TaskFinished), *record.all(e.TaskStopped)]
    return is_left(record, context) and not any(one.event.task == seen.event.task and one.n > seen.n for one in turns)


def _raises_by_design(task: Task) -> bool:
    """True when the work always costs something, as forced new tokens lock everybody out for a while."""
    return any(effect.to_pct > 0 and effect.when is None for effect in task.effects)


def _wiped(record: Record, context: Context, task: Task, seen: Seen[e.TaskStarted]) -> Harm | None:
    """What work that wipes evidence took with it: all that had not been kept when it began."""
    tasks, wanted = context.scenario.tasks, context.truth.evidence_tasks
    ends = {name: record.finish_of(name) for name in wanted}
    lost = [tasks[name].title for name, end in ends.items() if name in tasks and (end is None or end.at_s > seen.at_s)]
    if not lost:
        return None
    left = 0 if context.truth.false_alarm else share(len(wanted) - len(lost), len(wanted))
    first = f"“{listed(lost)}”"
    what = f"“{task.title}” wipes evidence, and began before {first} was done"
    return Harm(seen.n, what, f"First: {first}. Then “{task.title}”.", left)


def _rose(record: Record, context: Context, at_s: int) -> bool:
    before = max(record.failing_at(at_s).values(), default=0)
    after = record.worst_permille(at_s, at_s + context.span_s("rise_within_min"))
    return after - before >= context.number("rise_pct") * 10


def _after_diagnosis(record: Record, context: Context, first: Seen[e.TaskStarted]) -> bool:
    """The cause was known before anything was contained, and containment came late."""
    known = any(seen.at_s < first.at_s for seen in record.all(e.FactLearned) if seen.event.key == "cause")
    return known and first.at_s - clock_s(record, context) > context.target_s


def _irreversible_first(context: Context, tasks: tuple[Seen[e.TaskStarted], ...]) -> bool:
    works = [context.scenario.tasks[s.event.task] for s in tasks if s.event.task in context.scenario.tasks]
    works = [task for task in works if task.kind in (TaskKind.CONTAIN, TaskKind.FIX)]
    return bool(works) and not works[0].reversible


def _advice(record: Record, context: Context) -> str:
    if context.truth.false_alarm:
        return "Look first, then stand down; start nothing that changes the service before something is known to fail."
    tasks = context.scenario.tasks
    right = next(
        (tasks[task].title for task in context.truth.containment if task in tasks), "a step that can be undone"
    )
    return f"By {utc(record, clock_s(record, context) + context.target_s)}, start: {right}."
