"""D2: the timeline log holds the key moments, in time, with owner and result."""

from __future__ import annotations

from collections.abc import Iterator

from scoring.duty import Context, utc
from scoring.judgement import FULL, Judgement, Quote, excerpt, line_up, lines_of, listed, percent, share
from scoring.moments import Moment, Row, match, moments
from scoring.quoting import words_of
from scoring.record import Record, Seen
from simulator import events as e


def judge(record: Record, context: Context) -> Judgement:
    """Judge the recall of key moments; late or incomplete rows count half, moments that never came are missed."""
    full, zero = context.spec.full_permille or FULL, context.spec.zero_permille or 0
    target = f"{percent(full)} of the key moments within {context.number('within_min')} min; nothing at {percent(zero)}"
    found = moments(record, context)
    entries = {seen.n: seen for seen in record.mine(e.EntryLogged)}
    rows = [_row(seen) for seen in entries.values() if _is_terse(context, seen)]
    matched = match(found, rows, context.number("within_min") * 60)
    credits = {
        moment.id: _credit(context, moment, entries[matched[moment.id].key]) for moment in found if moment.id in matched
    }
    recall = share(sum(credits.values()), len(found) * FULL)
    crowd = len(entries) - context.number("rows_per_moment_most") * max(1, len(matched))
    if crowd > 0:
        recall = recall * (len(entries) - crowd) // len(entries)
    value = line_up(recall, zero, full)
    missed = [moment for moment in found if moment.id not in credits]
    return Judgement(
        value,
        target,
        f"{len(matched)} of {len(found)} moments logged, {percent(recall)} after late and incomplete rows",
        "A row names one moment; logged half an hour late, or without owner or result, it counts half.",
        lines_of((moment.n for moment in missed) if missed else (row.key for row in matched.values())),
        "" if value == FULL else _advice(record, missed),
        ()
        if value == FULL
        else (
            *(_quote(record, m, entries[matched[m.id].key]) for m in found if credits.get(m.id, FULL) < FULL),
            *_unlogged(record, missed),
        )[:4],
    )


def _unlogged(record: Record, missed: list[Moment]) -> Iterator[Quote]:
    """The judged person's own acts that the log leaves out, each with the row that it lacks."""
    for moment in missed:
        seen = record.by_number.get(moment.n)
        if seen is not None and record.is_judged(seen.who) and (words := words_of(seen)):
            yield Quote(words, f"not in the log: {moment.spec.title}", _row_for(record, moment), seen.n)


def _row_for(record: Record, moment: Moment) -> str:
    return f"Log it as it happens: “{utc(record, moment.at_s or 0)} · {moment.spec.title} · owner · result”."


def _quote(record: Record, moment: Moment, seen: Seen[e.EntryLogged]) -> Quote:
    """A row that counts half or less, with the row that would have counted in full."""
    gaps = [name for name in ("owner", "result") if not getattr(seen.event, name).strip()]
    rule = f"without {listed(gaps)}" if gaps else "logged more than half an hour late"
    owner, result = seen.event.owner.strip() or "who did it", seen.event.result.strip() or "what came of it"
    at = utc(record, moment.at_s if moment.at_s is not None else seen.at_s)
    return Quote(excerpt(seen.event.action), rule, f"{at} · {moment.spec.title} · {owner} · {result}", seen.n)


def _row(seen: Seen[e.EntryLogged]) -> Row:
    at_s = seen.event.happened_at_s if seen.event.happened_at_s is not None else seen.at_s
    return Row(seen.n, at_s, f"{seen.event.action} {seen.event.result}")


def _is_terse(context: Context, seen: Seen[e.EntryLogged]) -> bool:
    """A row that lists every word there is names nothing."""
    return len(f"{seen.event.action} {seen.event.result}".split()) <= context.number("row_words_most")


def _credit(context: Context, moment: Moment, seen: Seen[e.EntryLogged]) -> int:
    late = moment.at_s is not None and seen.at_s - moment.at_s > context.number("late_min") * 60
    complete = bool(seen.event.owner.strip()) and bool(seen.event.result.strip())
    return FULL // (2 if late else 1) // (1 if complete else 2)


def _advice(record: Record, missed: list[Moment]) -> str:
    happened = next((moment for moment in missed if moment.at_s is not None), None)
    if happened is not None:
        return _row_for(record, happened)
    if missed:
        return f"“{missed[0].spec.title}” never came about, so it could not be logged."
    return "Log each moment within half an hour, with owner and result."
