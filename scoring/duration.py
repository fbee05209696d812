"""How long it lasted, as a post-mortem says it, held against the signals.

People count to the repair, to the end of the watch or to the close, so a wide range is true. Less than half of the
time that customers felt it is another incident. Engineering judgement.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scoring.duty import Context, over_s, utc
from scoring.record import Record
from simulator import events as e
from simulator.clock import DAY_S, HOUR_S, MINUTE_S, spell
from simulator.reading.result import Finding

_UNITS = {"d": DAY_S, "h": HOUR_S, "m": MINUTE_S, "s": 1}
_LENGTH = re.compile(
    r"(\d+(?:[.,]\d+)?) ?-?(days?|d|hours?|hrs?|h|minutes?|mins?|min|m|seconds?|secs?|s)\b", re.IGNORECASE
)
_JOINED = re.compile(r"(?:,? and|,)? *", re.IGNORECASE)
_CLOCK = re.compile(r"\b(\d{1,2})[:.](\d\d)\b")
_LABEL = re.compile(r"\b(?:duration|downtime|down time|lasted|length)\b", re.IGNORECASE)
SLACK_S = 600
"""So much longer than until the close a time may be and still be the time until it. Engineering judgement."""


def false_duration(record: Record, context: Context, submitted: e.PostmortemSubmitted) -> Finding | None:
    """The first length or window that cannot be the time of the impact; None when what is said of it may be true.

    A line that names the duration is held to its first length and its first window, so one that contradicts itself is
    false. Without such a line one true figure is enough: the others may be of parts.
    """
    if record.restored is None or context.truth.false_alarm:
        return None
    said = [
        (found, length_s)
        for found in submitted.reading.findings
        if found.feature in ("duration_stated", "impact_window")
        and (length_s := _length_s(submitted.text, found)) is not None
    ]
    wrong = [found for found, length_s in said if not _may_be(record, context, length_s)]
    labelled = set(_labelled(submitted.text, [found for found, _ in said]))
    if labelled:
        return next((found for found in wrong if found in labelled), None)
    return wrong[0] if wrong and len(wrong) == len(said) else None


def true_duration(record: Record, context: Context) -> str:
    """The time that customers felt it, in words."""
    since_s, until_s = context.truth.impact_start, over_s(record, context)
    return f"{spell(until_s - since_s)}, from {utc(record, since_s)} to {utc(record, until_s)}"


def _labelled(text: str, found: list[Finding]) -> Iterator[Finding]:
    """The first finding of each kind in each line that names the duration."""
    seen: set[tuple[int, str]] = set()
    for one in sorted(found, key=lambda one: (one.start, one.end)):
        opens = text.rfind("\n", 0, one.start) + 1
        line = text[opens : one.end]
        if _LABEL.search(line) and (opens, one.feature) not in seen:
            seen.add((opens, one.feature))
            yield one


def _length_s(text: str, found: Finding) -> int | None:
    """The length of a window, or the one that is told in words; None when no figure says it."""
    if found.feature == "impact_window":
        clocks = [HOUR_S * int(hour) + MINUTE_S * int(minute) for hour, minute in _CLOCK.findall(found.quote)]
        return (clocks[-1] - clocks[0]) % DAY_S if len(clocks) == 2 else None
    match = _LENGTH.search(text, found.start, found.end)
    total_s = 0
    while match is not None:
        total_s += int(float(match[1].replace(",", ".")) * _UNITS[match[2][0].lower()])
        joined = _JOINED.match(text, match.end())
        match = _LENGTH.match(text, joined.end() if joined else match.end())
    return total_s or None


def _may_be(record: Record, context: Context, length_s: int) -> bool:
    since_s, until_s = context.truth.impact_start, over_s(record, context)
    last_s = max(until_s, record.closed.at_s if record.closed else record.end_s)
    if until_s - since_s >= DAY_S:
        return True  # clocks without days cannot tell
    return (until_s - since_s) // 2 <= length_s <= last_s - since_s + SLACK_S
