"""What a text tells falsely in words that the reader takes for no claim: how many, where, when, why.

Each module that is asked is made to miss rather than to accuse. How many and where the room can read from its signals,
so that telling it falsely may be deception; when and why are errors and nothing more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec.structs import replace

from scoring.causes import foreign_causes
from scoring.confined import confined, is_elsewhere_too
from scoring.counted import counted, too_few
from scoring.duty import Context, scope_words
from scoring.few import FEW, FEW_PERMILLE, few
from scoring.hours import false_hours
from scoring.record import Record
from scoring.scope import is_felt_by_most
from simulator.reading.attributed import attributed
from simulator.reading.former import former_spans
from simulator.reading.result import Claim
from simulator.reading.source import Source

ERROR_ONLY = "mistold"
"""No fact has this key, so that what is told falsely stays an error."""

_WHEN_DOING = re.compile(r"\bwhen(?= \w+ing\b)", re.IGNORECASE)
"""What sets no condition, `errors when saving`; a word as long stands in for it."""


def plain(text: str) -> str:
    """A text without the `when` that sets no condition, as long as before."""
    return _WHEN_DOING.sub("with", text)


def mistold(record: Record, context: Context, text: str, at_s: int) -> Iterator[tuple[Claim, str, str]]:
    """Yield every false statement of a text, what is true, and the key of the facts that tell whether it was known."""
    told = plain(text)
    found = [*_by_signals(record, context, told, at_s), *_errors(record, context, told, at_s)]
    others = _not_of_this(text, record.start_utc_s + at_s) if found else []
    for claim, truth, key in found:
        if any(start < claim.end and claim.start < end for start, end in others):
            continue
        yield replace(claim, quote=text[claim.start : claim.end]), truth, key


def _not_of_this(text: str, at_utc_s: int) -> list[tuple[int, int]]:
    """Where a text tells of another incident, or what somebody else said."""
    source = Source(text)
    own = attributed(source)
    spans = (*own.others, *own.unsaid, *former_spans(source, at_utc_s))
    return [source.span(*span)[:2] for span in spans if span[0] < span[1]]


def _by_signals(record: Record, context: Context, text: str, at_s: int) -> Iterator[tuple[Claim, str, str]]:
    for claim in confined(text):
        if is_elsewhere_too(context, claim):
            yield claim, f"affected: {', '.join(context.truth.regions)}", "regions"
    is_much = is_felt_by_most(record, at_s, FEW_PERMILLE)
    for claim in few(text):
        if claim.key == FEW and is_much:
            yield claim, scope_words(context, at_s) or "many were affected", "scope_pct"
    for claim in counted(text):
        if truth := too_few(record, context, at_s, claim):
            yield claim, truth, "scope_pct"


def _errors(record: Record, context: Context, text: str, at_s: int) -> Iterator[tuple[Claim, str, str]]:
    if record.known_at(at_s, "cause"):
        yield from ((claim, context.truth.cause, ERROR_ONLY) for claim in foreign_causes(context, text))
    yield from ((claim, truth, ERROR_ONLY) for claim, truth in false_hours(record, context, text, at_s))
