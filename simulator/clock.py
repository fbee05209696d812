"""Drill time: whole seconds since the drill began, and the UTC stamps derived from them.

Nothing here asks the wall clock; a drill's UTC is its scenario's start plus its seconds.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from functools import lru_cache
from typing import Annotated

from pydantic import BeforeValidator, WithJsonSchema

MINUTE_S = 60
HOUR_S = 3_600
DAY_S = 86_400
AFTER_ALL_UTC_S = 7_258_118_400
"""A stamp lies before 2200: what is added to it must be a moment too."""

_TWO_DIGITS = tuple(f"{number:02}" for number in range(60))
_UNIT_S = {"d": DAY_S, "h": HOUR_S, "m": MINUTE_S, "s": 1}
_DURATION = re.compile(r"^(?:(\d{1,4})d)?\s*(?:(\d{1,5})h)?\s*(?:(\d{1,6})m)?\s*(?:(\d{1,8})s)?$")


def parse_duration_s(value: object) -> int:
    """Read a duration such as `36h`, `1h30m`, `90s`; returns whole seconds.

    Raises:
        ValueError: `value` is no duration with units; a bare number is refused, because 15 of what?
    """
    match = _DURATION.match(value.strip()) if isinstance(value, str) and value.strip() else None
    if match is None:
        raise ValueError("a duration with units such as 90s, 15m, 1h30m or 2d")
    return sum(int(part) * _UNIT_S[unit] for part, unit in zip(match.groups(), "dhms", strict=True) if part)


def short(length_s: int) -> str:
    """Write a duration as files have it, exactly: `1h41m`."""
    parts = []
    for unit, size_s in _UNIT_S.items():
        count, length_s = divmod(length_s, size_s)
        parts.append(f"{count}{unit}" if count else "")
    return "".join(parts) or "0s"


def _duration_or_seconds(value: object) -> object:
    return parse_duration_s(value)


DurationS = Annotated[
    int,
    BeforeValidator(_duration_or_seconds),
    WithJsonSchema(
        {"type": "string", "pattern": r"^(\d+d)? ?(\d+h)? ?(\d+m)? ?(\d+s)?$", "examples": ["15m", "1h30m"]}
    ),
]
"""A pydantic field holding whole seconds, written with units in YAML (`15m`)."""


@lru_cache(maxsize=1_024)
def stamp(utc_s: int) -> str:
    """Write Unix seconds as `2026-03-10T14:05:00Z`."""
    hours, rest = divmod(utc_s, HOUR_S)
    minutes, seconds = divmod(rest, MINUTE_S)
    return f"{_hour(hours)}{_TWO_DIGITS[minutes]}:{_TWO_DIGITS[seconds]}Z"


@lru_cache(maxsize=512)
def _hour(hours: int) -> str:
    """The hour so many hours after 1970-01-01, as a stamp begins, e.g. `2026-03-10T14:`."""
    return datetime.fromtimestamp(hours * HOUR_S, UTC).strftime("%Y-%m-%dT%H:")


@lru_cache(maxsize=64)
def parse_stamp(text: str) -> int:
    """Read an ISO 8601 stamp with a zone (`2026-03-10T14:05:00Z`); returns Unix seconds.

    Raises:
        ValueError: not a stamp, one without a zone, or one in another age.
    """
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise ValueError(f"{text!r} is no moment such as 2026-03-10T14:05:00Z") from None
    if moment.tzinfo is None:
        raise ValueError(f"{text!r} has no time zone; write it in UTC, e.g. 2026-03-10T14:05:00Z")
    utc_s = int(moment.timestamp())
    if not 0 <= utc_s < AFTER_ALL_UTC_S:
        raise ValueError(f"the year {moment.year} is out of range; expected 1970 to 2199")
    return utc_s


def hhmm(utc_s: int) -> str:
    """The clock part of a stamp, e.g. `14:05`."""
    return stamp(utc_s)[11:16]


def spell(seconds: int) -> str:
    """Words for a length of time: `9 min`, `1 h 12 min`, `2 d 4 h`; seconds only below one minute."""
    sign, seconds = ("-", -seconds) if seconds < 0 else ("", seconds)
    if seconds < MINUTE_S:
        return f"{sign}{seconds} s"
    if seconds < HOUR_S:
        return f"{sign}{seconds // MINUTE_S} min"
    if seconds < 2 * DAY_S:
        hours, minutes = divmod(seconds // MINUTE_S, 60)
        return f"{sign}{hours} h" + (f" {minutes} min" if minutes else "")
    days, hours = divmod(seconds // HOUR_S, 24)
    return f"{sign}{days} d" + (f" {hours} h" if hours else "")


def countdown(seconds: int) -> str:
    """A clock for the screen: `06:50`, `1:06:50`; negative when overdue (`-02:10`)."""
    sign, seconds = ("-", -seconds) if seconds < 0 else ("", seconds)
    hours, rest = divmod(seconds, HOUR_S)
    minutes, rest = divmod(rest, MINUTE_S)
    return f"{sign}{hours}:{minutes:02}:{rest:02}" if hours else f"{sign}{minutes:02}:{rest:02}"
