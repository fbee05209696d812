"""C1: time to the first external update."""

from __future__ import annotations

from scoring.duty import Context, clock_s, utc
from scoring.judgement import FULL, Judgement, Quote, excerpt, line, lines_of, within
from scoring.posts import external, first_update
from scoring.record import Record, Seen
from simulator import events as e
from simulator.clock import spell
from simulator.vocabulary import IncidentClass, Severity

STILL = "says only that work goes on"


def judge(record: Record, context: Context) -> Judgement:
    """Judge how soon customers read the first update that says something."""
    limit_s, start_s = target_s(context), clock_s(record, context)
    zero_s = too_late_s(record, context) - start_s
    first = first_update(record)
    due_s = first_due_s(record, context)
    advice = f"Post by {utc(record, due_s)}: “{model(record, context, due_s)}”"
    if first is None:
        return _never(record, within(limit_s, zero_s), advice)
    took_s = max(0, first.at_s - start_s)
    value = line(took_s, limit_s, zero_s)
    stretch = "stretch_min" if context.truth.severity is Severity.SEV1 else "stretch_wide_min"
    return Judgement(
        value, within(limit_s, zero_s), f"{spell(took_s)} (first update {utc(record, first.at_s)})",
        "That somebody works on it is no update. The target follows the right severity and class.", (first.n,),
        "" if value == FULL else advice, distinction=took_s <= context.span_s(stretch),
    )  # fmt: skip


def _never(record: Record, target: str, advice: str) -> Judgement:
    """Nobody outside learned anything: there was no post, or none that says more than that work goes on."""
    posts = external(record)
    actual = "no external update that says more than that work goes on" if posts else "no external update"
    quotes = tuple(Quote(excerpt(post.event.text), post.emptiness or STILL, advice, post.n) for post in posts[:3])
    why = "That somebody works on it is no update." if posts else "Customers heard nothing."
    return Judgement(0, target, actual, why, lines_of(post.n for post in posts), advice, quotes)


def target_s(context: Context) -> int:
    """Seconds from the first signal within which customers read the first update."""
    numbers = context.runbook.criteria["C1"].numbers
    if context.truth.incident_class is IncidentClass.SECURITY:
        return numbers["security_min"] * 60
    return numbers["sev1_min" if context.truth.severity is Severity.SEV1 else "sev2_min"] * 60


def first_due_s(record: Record, context: Context) -> int:
    """When the first update was due."""
    return clock_s(record, context) + target_s(context)


def too_late_s(record: Record, context: Context) -> int:
    """From when on a first update earns nothing."""
    factor = context.runbook.criteria["C1"].numbers["zero_factor"]
    return clock_s(record, context) + target_s(context) * factor


def model(record: Record, context: Context, at_s: int) -> str:
    """An update that could have been posted at a second: the facts known by then, and a next time after it.

    What was being done is told as the room calls it; a writer puts names of machines in customers' words.
    """
    return " ".join(dict.fromkeys(slots(record, context, at_s).values()))


def slots(record: Record, context: Context, at_s: int) -> dict[str, str]:
    """The sentence of such an update that fills each slot, by the slot's name."""
    impact = _impact(record, context, at_s)
    return {
        "acknowledgement": impact,
        "impact": impact,
        "action": _deed(record, context, at_s),
        "next update": f"Next update by {utc(record, at_s + context.cadence_s)}.",
    }


def _impact(record: Record, context: Context, at_s: int) -> str:
    back = record.restored
    if back is not None and back.at_s <= at_s:
        return f"Since {utc(record, back.at_s)} it works again, and we watch it."
    started_s = context.truth.impact_start if record.known_at(at_s, "start") else clock_s(record, context)
    hurt = [step.text for step in context.truth.scope if step.at <= at_s and step.pct]
    is_learned = any(fact.key == "scope_pct" for fact in context.truth.facts.values())
    known = hurt[-1] if hurt and (record.known_at(at_s, "scope_pct") or not is_learned) else ""
    scope = known.rstrip(".") or "‹what customers feel›, for how many we are counting"
    return f"We are aware of a problem: {scope}, since {utc(record, started_s)}."


def _deed(record: Record, context: Context, at_s: int) -> str:
    """The work under way at that second, or else the work finished last."""
    tasks = context.scenario.tasks
    running, done = list[str](), ""
    acts: list[Seen[e.TaskStarted | e.TaskFinished | e.TaskStopped]] = []
    acts += [*record.all(e.TaskStarted), *record.all(e.TaskFinished), *record.all(e.TaskStopped)]
    for seen in sorted(acts, key=lambda seen: seen.n):
        task = tasks.get(seen.event.task)
        if seen.at_s > at_s or task is None:
            continue
        if isinstance(seen.event, e.TaskStarted):
            running.append(task.title)
        elif task.title in running:
            running.remove(task.title)
        if isinstance(seen.event, e.TaskFinished) and seen.event.succeeded:
            done = task.title
    if running:
        return f"Our engineers are at work on this step: {_small(running[-1])}."
    return (
        f"We have finished this step: {_small(done)}." if done else "Our engineers now ‹what is being done, by name›."
    )


def _small(title: str) -> str:
    """A title of work within a sentence: a capital that only begins it is small there."""
    first, _, _ = title.partition(" ")
    return title[:1].lower() + title[1:] if first[1:].islower() else title
