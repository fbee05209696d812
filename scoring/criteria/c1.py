"""C1: time to the first external update."""

from __future__ import annotations

from scoring.duty import Context, clock_s, utc
from scoring.judgement import Judgement, Quote, excerpt, line, lines_of, within
from scoring.posts import external, first_update
from scoring.record import Record
from simulator import events as e
from simulator.clock import spell
from simulator.vocabulary import IncidentClass, Severity

STILL = "says only that work goes on"


def judge(record: Record, context: Context) -> Judgement:
    """Judge how soon customers read the first update that says something."""
    limit_s = target_s(context)
    zero_s = limit_s * context.number("zero_factor")
    start_s = clock_s(record, context)
    first = first_update(record)
    advice = f"Post by {utc(record, start_s + limit_s)}: “{opening(record, context)}”"
    if first is None:
        return _never(record, within(limit_s, zero_s), advice)
    took_s = max(0, first.at_s - start_s)
    value = line(took_s, limit_s, zero_s)
    stretch = "stretch_min" if context.truth.severity is Severity.SEV1 else "stretch_wide_min"
    return Judgement(
        value, within(limit_s, zero_s), f"{spell(took_s)} (first update {utc(record, first.at_s)})",
        "That somebody works on it is no update. The target follows the right severity and class.", (first.n,),
        "" if value == 1_000 else advice, distinction=took_s <= context.number(stretch) * 60,
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
    if context.truth.incident_class is IncidentClass.SECURITY:
        return context.number("security_min") * 60
    return context.number("sev1_min" if context.truth.severity is Severity.SEV1 else "sev2_min") * 60


def opening(record: Record, context: Context) -> str:
    """A first update with the facts of this drill; what was being done is for the writer to put in customers' words."""
    scope = context.truth.scope[0].text if context.truth.scope else "what customers feel"
    since = utc(record, context.truth.impact_start)
    due_s = clock_s(record, context) + context.cadence_s
    tasks, started = context.scenario.tasks, record.all(e.TaskStarted)
    deeds = [tasks[seen.event.task].title for seen in started if seen.at_s < due_s and seen.event.task in tasks]
    deed = f"in customers' words: {deeds[-1]}" if deeds else "what is being done, by name"
    return (
        f"We are aware of a problem: {scope}, since {since}. Our engineers now ‹{deed}›. "
        f"Next update by {utc(record, due_s)}."
    )
