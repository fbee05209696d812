"""G1: the post-mortem has its sections, and its timeline agrees with the log."""

from __future__ import annotations

from scoring.duty import Context, utc
from scoring.judgement import FULL, Judgement, Quote, excerpt, line_up, lines_of, listed, percent, share
from scoring.learning import postmortem
from scoring.moments import Moment, Row, match, moments
from scoring.notices import untrue_notices, untrue_words
from scoring.record import Record, Seen
from simulator import events as e
from simulator.reading.headings import SECTIONS

MISSING = Judgement(0, "a post-mortem", "none was handed in", "A due text that is missing earns nothing.",
                    advice="Hand in a post-mortem: facts first, forward in time, in UTC.")  # fmt: skip
"""What every criterion on the post-mortem says when there is none."""


def judge(record: Record, context: Context) -> Judgement:
    """Judge sections times timeline; only moments that happened can be recalled."""
    handed_in = postmortem(record)
    if handed_in is None:
        return MISSING
    full, zero = context.full_permille, context.zero_permille
    reading, wanted = handed_in.event.reading, context.number("sections_full")
    found = [moment for moment in moments(record, context) if moment.at_s is not None]
    rows = _rows(record, handed_in)
    matched = match(found, rows, context.span_s("within_min"))
    untrue = untrue_notices(record, [row.text for row in rows])
    timeline = max(0, line_up(share(len(matched), len(found)), zero, full) - share(untrue, len(found)))
    if not reading.utc_stated:
        timeline //= 2
    sections = share(min(len(reading.sections), wanted), wanted)
    missed = [moment for moment in found if moment.id not in matched]
    value = sections * timeline // FULL
    return Judgement(
        value,
        f"{wanted} sections; {percent(full)} of the key moments within {context.number('within_min')} min, in UTC; "
        f"nothing at {percent(zero)}",
        f"{len(reading.sections)} sections; {len(matched)} of {len(found)} moments"
        + ("" if reading.utc_stated else "; no UTC")
        + untrue_words(untrue),
        f"Sections found: {listed(reading.sections)}.",
        lines_of([handed_in.n], (moment.n for moment in missed)),
        "" if value == FULL else _advice(record, missed),
        () if value == FULL else _quotes(record, handed_in, missed),
    )


def _quotes(record: Record, handed_in: Seen[e.PostmortemSubmitted], missed: list[Moment]) -> tuple[Quote, ...]:
    """The document's first words with what it lacks, and the rows of its timeline that name no key moment."""
    reading, text = handed_in.event.reading, handed_in.event.text
    lacking = [name for name in SECTIONS if name not in (*reading.sections, "meta")]
    found = [Quote(excerpt(text), f"missing sections: {listed(lacking)}", "Give each its heading.", handed_in.n)]
    if missed and reading.timeline:
        last = reading.timeline[-1]
        row = excerpt(_line_at(text, last.start)) or f"{last.clock} {last.text}".strip()
        found.append(
            Quote(row, f"{len(missed)} key moments are not in the timeline", _advice(record, missed), handed_in.n)
        )
    return tuple(found[0 if lacking else 1 :])


def _line_at(text: str, start: int) -> str:
    """The line of a text around a place in it, as it was written but for the bars of a table at its ends."""
    first = text.rfind("\n", 0, start) + 1
    return text[first:].split("\n", 1)[0].strip(" |")


def _rows(record: Record, handed_in: Seen[e.PostmortemSubmitted]) -> list[Row]:
    return [
        Row(row.start, row.at_utc_s - record.start_utc_s, row.text)
        for row in handed_in.event.reading.timeline
        if row.at_utc_s is not None
    ]


def _advice(record: Record, missed: list[Moment]) -> str:
    rows = [f"{utc(record, moment.at_s)} {moment.spec.title}" for moment in missed if moment.at_s is not None]
    return f"Add to the timeline: {listed(rows, 'UTC in its heading')}."
