"""C8: the executive brief comes in time and asks for decisions; strategic accounts get their calls."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from scoring.duty import Context, clock_s, cut_s, over_s, scope_words, utc
from scoring.judgement import FULL, Judgement, Quote, excerpt, line, lines_of, listed, mean, percent, share
from scoring.record import Record, Seen
from scoring.substance import OF_A_CALL, tells
from simulator import events as e
from simulator.clock import DAY_S, spell
from simulator.reading.result import BriefReading

_WORDING = {
    "impact": "“Impact: {scope}.”",
    "status": "“Status: what is being done, and since when.”",
    "confidence": "“Confidence: high, medium or low, and what would change it.”",
    "decisions": "“Decisions asked: who decides what by {due}; or: no decision is needed.”",
}
"""The slots of a brief, as one would write them."""
_CALL = "Hold the daily call with each strategic account, and note what was said and agreed."


def judge(record: Record, context: Context) -> Judgement:
    """Judge the first brief, its refreshes, its content, and the daily calls, in equal parts."""
    first_s, every_s = context.runbook.brief_first_s, context.runbook.brief_every_s
    target = f"first within {spell(first_s)}, then every {spell(every_s)}; impact, status, confidence, decisions asked"
    start_s = clock_s(record, context)
    briefs = [seen for seen in record.mine(e.BriefPosted) if seen.event.reading.readable == "yes"]
    parts = {
        "first": line(briefs[0].at_s - start_s, first_s, first_s * context.number("zero_factor")) if briefs else 0,
        "refreshed": _refreshed(record, context, briefs),
        "content": mean([_content(context, seen.event.reading) for seen in briefs]),
        "calls": _calls(record, context),
    }
    scored = {name: value for name, value in parts.items() if value is not None}
    value = mean(list(scored.values()))
    return Judgement(
        value,
        target,
        "; ".join(f"{name} {percent(part)}" for name, part in scored.items()),
        "Parts that the reference incident is too short for are left out; the same brief again refreshes nothing.",
        lines_of([*(seen.n for seen in briefs), *(seen.n for seen in record.mine(e.CallHeld))]),
        "" if value == FULL else _advice(record, context, parts, briefs),
        tuple(q for seen in briefs[:4] if (q := _quote(record, context, seen)) is not None) if value < FULL else (),
        distinction=bool(briefs) and briefs[0].at_s - start_s <= context.span_s("stretch_min"),
    )


def _content(context: Context, reading: BriefReading) -> int:
    """The share of the four slots; half of it beyond one page."""
    slots = share(sum((reading.impact, reading.status, reading.confidence, reading.decisions)), 4)
    return slots // 2 if reading.word_count > context.number("words_most") else slots


def _quote(record: Record, context: Context, seen: Seen[e.BriefPosted]) -> Quote | None:
    """A brief with what it lacks and the words for that."""
    reading = seen.event.reading
    missing = [name for name in _WORDING if not getattr(reading, name)]
    if not missing and reading.word_count <= context.number("words_most"):
        return None
    scope, due = (
        scope_words(context, seen.at_s) or "who feels what",
        utc(record, seen.at_s + context.runbook.brief_every_s),
    )
    better = " ".join(_WORDING[name].format(scope=scope, due=due) for name in missing)
    rule = f"missing: {listed(missing)}" if missing else "longer than a page"
    return Quote(excerpt(seen.event.text), rule, better or "Keep to one page: cut what nobody has to decide.", seen.n)


def _refreshed(record: Record, context: Context, briefs: list[Seen[e.BriefPosted]]) -> int | None:
    """The share of the time after the first brief in which the last one was no older than allowed."""
    every_s, start_s = context.runbook.brief_every_s, clock_s(record, context)
    par_s, due_s = context.variant.par.restored, start_s + context.runbook.brief_first_s
    if par_s is None or par_s <= due_s + every_s:
        return None
    end_s = over_s(record, context)
    edges = [*(seen.at_s for seen in _news(briefs) if seen.at_s < end_s), end_s]
    if len(edges) < 2:
        return 0 if end_s > due_s + every_s else FULL
    overdue_s = sum(max(0, after - before - every_s) for before, after in pairwise(edges))
    return FULL - share(overdue_s, max(1, end_s - edges[0]))


def _news(briefs: list[Seen[e.BriefPosted]]) -> list[Seen[e.BriefPosted]]:
    """The briefs that are not word for word, figures and times included, the one before."""
    told = [" ".join(seen.event.text.casefold().split()) for seen in briefs]
    return [seen for n, seen in enumerate(briefs) if not n or told[n] != told[n - 1]]


def _calls(record: Record, context: Context) -> int | None:
    """The share of the days on which a strategic account was owed a call and got one."""
    due, end_s = context.variant.par.strategic_calls, cut_s(record)
    due = due if end_s is None else min(due, end_s // DAY_S)
    if not due:
        return None
    scheduled = {seen.event.call: seen.event.account for seen in record.all(e.CallScheduled)}
    held = {
        seen.at_s // DAY_S
        for seen in record.mine(e.CallHeld)
        if (account := context.scenario.accounts.get(scheduled.get(seen.event.call, "")))
        and account.tier == "strategic"
        and tells(context, seen.event.notes, apart=OF_A_CALL)
    }
    return share(min(len(held), due), due)


def _advice(
    record: Record, context: Context, parts: Mapping[str, int | None], briefs: list[Seen[e.BriefPosted]]
) -> str:
    """What the first part that lost something lacks."""
    if parts["first"] == parts["content"] == FULL:
        every = spell(context.runbook.brief_every_s)
        refresh = f"Refresh the brief every {every} until it is over."
        return refresh if parts["refreshed"] != FULL and parts["refreshed"] is not None else _CALL
    by = f"By {utc(record, clock_s(record, context) + context.runbook.brief_first_s)}: "
    thin = next((seen for seen in briefs if _content(context, seen.event.reading) < FULL), None)
    if parts["first"] == FULL and thin is not None:
        by = f"At {utc(record, thin.at_s)}: "
    scope = context.first_scope or "who feels what"
    return (
        f"{by}“Impact: {scope}. Status: what is being done. Confidence: high, medium or low, and why. "
        "Decisions asked: who decides what by when. Next refresh: a time.”"
    )
