"""What the pictures are drawn from: signals, acts, moods, silences, promises, tasks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import Any

from scoring.criteria.c4 import fate, why
from scoring.duty import Context, clock_s, watched_s
from scoring.posts import external
from scoring.record import Record, Seen
from scoring.reports.clock import Clock
from scoring.reports.model import Act, Curve, PromiseLine, Sample, Silence, TaskLine
from simulator import events as e
from simulator.vocabulary import Seat, promised

_ACTS: Mapping[type[Any], str] = {
    e.IncidentDeclared: "declared",
    e.StoodDown: "stood down",
    e.MitigationMarked: "marked mitigated",
    e.ResolutionMarked: "marked resolved",
    e.IncidentReopened: "reopened",
    e.IncidentClosed: "closed",
}
MOST_SAMPLES = 480
"""Of a curve in a picture; more are thinned to the least and the greatest of each stretch."""


def signals(record: Record, context: Context) -> tuple[Curve, ...]:
    """Every signal of the scenario as monitoring showed it."""
    measured = [(seen.at_s, seen.event.values_milli) for seen in record.all(e.SignalsMeasured)]
    return tuple(
        Curve(
            id=name, title=spec.title, unit=spec.unit, warn_milli=spec.warn, critical_milli=spec.critical,
            samples=thin(Sample(at_s=at_s, milli=values[name]) for at_s, values in measured if name in values),
        )
        for name, spec in context.scenario.signals.items()
    )  # fmt: skip


def thin(samples: Iterable[Sample], most: int = MOST_SAMPLES) -> tuple[Sample, ...]:
    """The same curve in at most about `most` samples: each stretch keeps its least and its greatest value."""
    whole = tuple(samples)
    if len(whole) <= most:
        return whole
    size = -(-len(whole) * 2 // most)
    kept = [whole[0]]
    for start in range(0, len(whole), size):
        stretch = whole[start : start + size]
        ends = {min(stretch, key=lambda one: one.milli), max(stretch, key=lambda one: one.milli)}
        kept += sorted(ends, key=lambda one: one.at_s)
    return (*kept, whole[-1])


def impact(record: Record) -> tuple[Curve, ...]:
    """The true share of each account's failing work, in percent."""
    changes = record.all(e.ImpactChanged)
    accounts = sorted({account for seen in changes for account in seen.event.accounts_permille})
    return tuple(
        Curve(
            id=account, title=record.company(account), unit="%",
            samples=_steps([(s.at_s, s.event.accounts_permille.get(account, 0) * 100) for s in changes], record.end_s),
        )
        for account in accounts
    )  # fmt: skip


def _steps(changes: list[tuple[int, int]], end_s: int) -> tuple[Sample, ...]:
    """A quantity that stays until it changes."""
    points = [Sample(at_s=0, milli=0)]
    for at_s, milli in changes:
        points += [Sample(at_s=at_s, milli=points[-1].milli), Sample(at_s=at_s, milli=milli)]
    return thin((*points, Sample(at_s=end_s, milli=points[-1].milli)))


def sentiment(record: Record) -> tuple[Curve, ...]:
    """How each account felt, in points from 0 to 100."""
    found = []
    for account, company in record.companies.items():
        changes = [s for s in record.all(e.SentimentChanged) if s.event.account == account]
        points = [Sample(at_s=0, milli=company.sentiment_milli)]
        points += [Sample(at_s=s.at_s, milli=s.event.sentiment_milli) for s in changes]
        points.append(Sample(at_s=record.end_s, milli=points[-1].milli))
        found.append(Curve(id=account, title=company.name, unit="points", samples=thin(points)))
    return tuple(found)


def acts(record: Record, context: Context, clock: Clock) -> tuple[Act, ...]:
    """The judged person's acts that a curve should be read with, in order."""
    found: list[tuple[Seen[Any], str]] = [(s, words) for kind, words in _ACTS.items() for s in record.mine(kind)]
    ours = {seen.event.task for seen in record.tasks_started()}
    for seen in record.all(e.TaskFinished):
        if seen.event.task in ours:
            words = "done" if seen.event.succeeded else "failed"
            found.append((seen, f"{words}: {context.title(seen.event.task)}"))
    if record.signal is not None:
        found.append((record.signal, "first credible signal"))
    return tuple(
        Act(number=number, n=seen.n, at_s=seen.at_s, utc=clock.utc(seen.at_s), text=words)
        for number, (seen, words) in enumerate(sorted(found, key=lambda pair: pair[0].n), 1)
    )


def silences(record: Record, context: Context) -> tuple[Silence, ...]:
    """The times without news for customers, from the first signal to the end of the monitoring window."""
    start_s, end_s = clock_s(record, context), watched_s(record, context)
    posts = [post.at_s for post in external(record) if post.counts and start_s < post.at_s < end_s]
    if end_s <= start_s:
        return ()
    edges = sorted({start_s, *posts, end_s})
    return tuple(Silence(from_s=a, to_s=b, allowed_s=context.cadence_s) for a, b in pairwise(edges))


def promises(record: Record, context: Context, clock: Clock) -> tuple[PromiseLine, ...]:
    """The judged person's promises and what became of them, in the order in which they fell due."""
    found = []
    for promise in record.promises:
        made = promise.made.event
        became = fate(record, context, promise)
        found.append(
            PromiseLine(
                n=made.said_in, what=promised(made.what), to=_audience(record, made),
                made_s=promise.made.at_s, due_s=made.due_s,
                made_utc=clock.utc(promise.made.at_s), due_utc=clock.utc(made.due_s),
                state=became.state, why=why(record, context, promise, became),
            )
        )  # fmt: skip
    return tuple(sorted(found, key=lambda line: (line.due_s, line.n)))


def _audience(record: Record, made: e.PromiseMade) -> str:
    named = {"*": "all customers", "inside": "colleagues", "": "all customers"}
    return named[made.account] if made.account in named else record.company(made.account)


def tasks(record: Record, context: Context, clock: Clock) -> tuple[TaskLine, ...]:
    """Every run of a task that the judged person started, with how it ended."""
    return tuple(_task(record, context, clock, seen) for seen in record.tasks_started())


def _task(record: Record, context: Context, clock: Clock, seen: Seen[e.TaskStarted]) -> TaskLine:
    end = next(_ends(record, seen), None)
    stopped = end is not None and isinstance(end.event, e.TaskStopped)
    end_s = end.at_s if end else record.end_s
    spec = context.scenario.tasks.get(seen.event.task)
    return TaskLine(
        n=seen.n, title=context.title(seen.event.task), kind=spec.kind.value if spec else "",
        owner=Seat(seen.event.owner).title, start_s=seen.at_s, end_s=end_s, time_box_s=seen.event.time_box_s,
        start_utc=clock.utc(seen.at_s), end_utc=clock.utc(end_s) if end else "",
        state="running" if end is None else "stopped" if stopped else "done" if end.event.succeeded else "failed",
        result="" if end is None else end.event.reason if stopped else end.event.result,
    )  # fmt: skip


def _ends(record: Record, seen: Seen[e.TaskStarted]) -> Iterator[Seen[Any]]:
    ends: list[Seen[Any]] = [*record.all(e.TaskFinished), *record.all(e.TaskStopped)]
    return iter(sorted((x for x in ends if x.event.task == seen.event.task and x.n > seen.n), key=lambda x: x.n))
