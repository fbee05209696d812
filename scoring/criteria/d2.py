"""D2: the timeline log holds the key moments, in time, with owner and result."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence

from msgspec.structs import replace

from scoring.duty import Context, clock_s, cut_s, utc
from scoring.jargon import NEAR_S
from scoring.judgement import FULL, Judgement, Quote, excerpt, line_up, lines_of, listed, percent, share
from scoring.moments import Moment, Row, match, moments
from scoring.notices import untrue_notices, untrue_words
from scoring.quoting import words_of
from scoring.record import Record, Seen
from scoring.substance import is_filled
from simulator import events as e
from simulator.clock import MINUTE_S

ROW_EVERY_S = 5 * MINUTE_S
"""So often a row is never too many. Engineering judgement."""
SAME_RESULTS = 2
"""In more rows than these the same few words are no result. Engineering judgement."""


def judge(record: Record, context: Context) -> Judgement:
    """Judge the recall of key moments; late or incomplete rows count half, moments that never came are missed."""
    full, zero = context.full_permille, context.zero_permille
    target = f"{percent(full)} of the key moments within {context.number('within_min')} min; nothing at {percent(zero)}"
    entries = _entries(record, context)
    rows = [_row(seen) for seen in entries.values() if _is_terse(context, seen)]
    found = moments(record, context)
    matched = match(found, rows, context.span_s("within_min"))
    found = _due(record, context, found, matched)
    if not found:
        return Judgement(None, target, "no key moment had to be logged by the end")
    credits = {
        moment.id: _credit(context, moment, entries[matched[moment.id].key]) for moment in found if moment.id in matched
    }
    logged = share(sum(credits.values()), len(found) * FULL)
    crowd = _crowd(record, context, entries.values(), len(matched))
    recall = logged * (len(entries) - crowd) // len(entries) if crowd else logged
    untrue = untrue_notices(record, [seen.event.action for seen in entries.values()])
    value = max(0, line_up(recall, zero, full) - share(untrue * FULL, len(found) * FULL))
    missed = [moment for moment in found if moment.id not in credits]
    return Judgement(
        value,
        target,
        _actual(found, credits, percent(recall, full), crowd, len(entries)) + _left_out(missed) + untrue_words(untrue),
        _why(context, crowd),
        lines_of((moment.n for moment in missed) if missed else (row.key for row in matched.values())),
        "" if value == FULL else _advice(record, missed, crowd, _idle(entries, matched)),
        ()
        if value == FULL
        else (
            *(_quote(record, m, entries[matched[m.id].key]) for m in found if credits.get(m.id, FULL) < FULL),
            *_unlogged(record, missed),
        )[:4],
    )


def _entries(record: Record, context: Context) -> dict[int, Seen[e.EntryLogged]]:
    """The rows by number; the same next to no words in many rows, `done`, are the result of none of them."""
    rows = record.mine(e.EntryLogged)
    often = Counter(_folded(seen.event.result) for seen in rows)
    worn = {result for result, count in often.items() if count > SAME_RESULTS and not is_filled(context, result)}
    return {
        seen.n: seen._replace(event=replace(seen.event, result="")) if _folded(seen.event.result) in worn else seen
        for seen in rows
    }


def _folded(result: str) -> str:
    return result.casefold().strip(" .!")


def _left_out(missed: list[Moment]) -> str:
    return f"; not logged: {listed(moment.spec.title for moment in missed)}" if missed else ""


def _crowd(record: Record, context: Context, entries: Collection[Seen[e.EntryLogged]], matched: int) -> int:
    """Rows beyond so many for each moment that is named, and beyond one every five minutes up to the last of them.

    A log of everything names every moment by chance; a diligent one of a long drill with few moments does not.
    """
    last_s = max((seen.at_s for seen in entries), default=0)
    steady = max(0, last_s - clock_s(record, context)) // ROW_EVERY_S
    return max(0, len(entries) - max(context.number("rows_per_moment_most") * max(1, matched), steady))


def _actual(found: tuple[Moment, ...], credits: Mapping[str, int], recall: str, crowd: int, rows: int) -> str:
    halved = "late or incomplete rows" if any(credit < FULL for credit in credits.values()) else ""
    crowded = f"{crowd} rows too many of {rows}" if crowd else ""
    why = " and ".join(filter(None, (halved, crowded)))
    after = f", {recall} after {why}" if why else ""
    return f"{len(credits)} of {len(found)} moments logged{_never(found, credits)}{after}"


def _why(context: Context, crowd: int) -> str:
    if not crowd:
        return (
            "A row names one moment; logged half an hour late, or without owner or a result of its own, it counts half."
        )
    most = context.number("rows_per_moment_most")
    return f"More than {most} rows for each moment that they name, and more than one in five minutes, cost their share."


def _due(record: Record, context: Context, found: tuple[Moment, ...], matched: Mapping[str, Row]) -> tuple[Moment, ...]:
    """The moments that had to be logged: all of them, but for what was still to come when the drill was cut short."""
    end_s = cut_s(record)
    if end_s is None:
        return found
    last_s = end_s - context.span_s("late_min")
    return tuple(one for one in found if one.id in matched or (one.at_s is not None and one.at_s <= last_s))


def _never(found: tuple[Moment, ...], credits: Mapping[str, int]) -> str:
    """How many moments could not be logged, because they never came about; empty when all did."""
    never = sum(moment.at_s is None and moment.id not in credits for moment in found)
    return f" ({never} never came about)" if never else ""


def _unlogged(record: Record, missed: list[Moment]) -> Iterator[Quote]:
    """The judged person's own acts that the log leaves out, each with the row that it lacks."""
    for moment in missed:
        seen = record.by_number.get(moment.n)
        if seen is not None and record.is_judged(seen.who) and (words := words_of(seen)):
            yield Quote(words, f"not in the log: {moment.spec.title}", _row_for(record, moment), seen.n)


def _row_for(record: Record, moment: Moment) -> str:
    return f"Log it as it happens: “{utc(record, moment.at_s or 0)} · {moment.spec.title} · owner · result”."


def _unread(record: Record, moment: Moment, idle: Sequence[Seen[e.EntryLogged]]) -> str:
    """Says that a row has the minute of a moment but was not understood; empty where there is no such row."""
    near = [(abs(_row(seen).at_s - (moment.at_s or 0)), seen.n, seen) for seen in idle]
    off_s, _, seen = min(near, default=(NEAR_S + 1, 0, None))
    if seen is None or off_s > NEAR_S:
        return ""
    at, row = utc(record, _row(seen).at_s), excerpt(seen.event.action)
    return f"A row stands at {at}, “{row}”, but “{moment.spec.title}” was not read in it. "


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
    late = moment.at_s is not None and seen.at_s - moment.at_s > context.span_s("late_min")
    complete = bool(seen.event.owner.strip()) and bool(seen.event.result.strip())
    return FULL // (2 if late else 1) // (1 if complete else 2)


def _idle(entries: Mapping[int, Seen[e.EntryLogged]], matched: Mapping[str, Row]) -> list[Seen[e.EntryLogged]]:
    """The rows in which no moment was read."""
    taken = {row.key for row in matched.values()}
    return [seen for n, seen in entries.items() if n not in taken]


def _advice(record: Record, missed: list[Moment], crowd: int, idle: Sequence[Seen[e.EntryLogged]]) -> str:
    happened = next((moment for moment in missed if moment.at_s is not None), None)
    if happened is not None:
        return _unread(record, happened, idle) + _row_for(record, happened)
    if missed:
        return f"“{missed[0].spec.title}” never came about, so it could not be logged."
    if crowd:
        return "Log what changes the picture, one row for each change."
    return "Log each moment within half an hour, with owner and what came of it."
