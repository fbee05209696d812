"""Days as people write them: dates of any form, weekdays and words such as `tomorrow`."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta, tzinfo

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
WEEKDAY = (
    r"(?:mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)"
)
DATE = re.compile(
    r"(?<![\w.:/-])(?:"
    r"(?P<y>20\d\d|9999)[-/](?P<m>0?[1-9]|1[0-2])[-/](?P<d>[0-3]?\d)(?=[t\b]|\D|$)"
    rf"|(?P<d2>[0-3]?\d)(?:st|nd|rd|th)?(?: of)?[ -](?P<m2>{_MONTH})(?!\w)(?:,? ?-?(?P<y2>\d{{4}})(?![\d:]))?"
    rf"|(?P<m3>{_MONTH}) (?P<d3>[0-3]?\d)(?:st|nd|rd|th)?(?![\d:]|[ap]m)(?:,? (?P<y3>(?:20|99)\d\d)(?![\d:]))?"
    r"|(?P<d4>[0-3]?\d)[./](?P<m4>[0-3]?\d)[./](?P<y4>20\d\d)"
    r"|(?:(?:the )?(?P<part>end|middle|beginning|start) of|(?P<part2>early|mid|late))[ -]"
    rf"(?P<m5>{_MONTH})(?! ?\d{{1,2}}\b)(?!\w)(?:,? (?P<y5>20\d\d))?"
    r"|(?P<word>today|tonight|tom+or+ow|yesterday|the (?:following|next) day)"
    rf"|(?P<wd>(?:next |this |on |by |until |before )?{WEEKDAY}\b)"
    r")"
)
CARRIED_DAYS = 7
"""What lies further back may be another incident. Engineering judgement."""
_TODAY = re.compile(
    r"\b(?:today|now|again|currently|still|this (?:time|one|morning|afternoon|evening)|at the moment)\b"
    r"|\b(?:has|have|is|are|fails?|cannot|can't|do|does)\b[^\n]*$|'(?:s|re|ve)\b[^\n]*$"
)
"""What says, between a day and a clock, that the clock is of today."""
NEAR_DAYS = 45
"""A date such as 03/04/2026 is read with the month first only if it is then nearer, and at most so far away."""
_RELATIVE = re.compile(r"today|tonight|tom+or+ow|the (?:following|next) day")
_OF_THE_WEEK = re.compile(r"[ ,.(]{1,3}(?:the )?")
"""What stands between a weekday and the date that it belongs to: `Friday, May 22`."""
_GAP = re.compile(r"[ ,@(-]*(?:at|on|by|of|around|about|approximately|~|the|from|t)?[ ,@(\x01]*")
_LAST_DAYS = {"early": 10, "beginning": 10, "start": 10, "mid": 20, "middle": 20}
"""Up to which day of a month a part of it goes; its end, and `late`, to the last."""
DateHit = tuple[int, int, date, int]
"""Start, end, the day, and -1 when the words say that it is past."""


def dates_of(matches: Iterable[re.Match[str]], at_utc_s: int) -> list[DateHit]:
    """Return all dates in a text, of what may be one."""
    now = datetime.fromtimestamp(at_utc_s, UTC).date()
    hits: list[DateHit] = []
    weekday = False
    for match in matches:
        found = _date_of(match, now)
        if found is not None:
            start = match.start()
            if weekday and not match["wd"] and _OF_THE_WEEK.fullmatch(match.string, hits[-1][1], start):
                start = hits.pop()[0]
            hits.append((start, match.end(), found, -1 if match["word"] == "yesterday" else 0))
            weekday = match["wd"] is not None
    return hits


def first_date(plain: str) -> date | None:
    """Return the first date in a text that names its year, or `None`."""
    for match in DATE.finditer(plain):
        if match["y"] or match["y2"] or match["y3"] or match["y4"]:
            return _date_of(match, date(2000, 1, 1))
    return None


def _date_of(match: re.Match[str], now: date) -> date | None:
    """Return the day that a match names; a weekday means the next one, the day itself included."""
    if word := match["word"]:
        return now + timedelta(days={"yesterday": -1, "today": 0, "tonight": 0}.get(word, 1))
    if weekday := match["wd"]:
        index = _DAYS.index(weekday.split()[-1][:3])
        days = (index - now.weekday()) % 7
        return now + timedelta(days=days + (7 if weekday.startswith("next ") and days == 0 else 0))
    if month := match["m5"]:
        return _part_of(match["part"] or match["part2"], match["y5"], _MONTHS.index(month[:3]) + 1, now)
    for suffix in ("", "2", "3", "4"):
        if match["d" + suffix]:
            month = match["m" + suffix]
            number = int(month) if month.isdigit() else _MONTHS.index(month[:3]) + 1
            day = int(match["d" + suffix])
            found = _day(match["y" + suffix], number, day, now)
            return _month_first(found, match, now) if suffix == "4" else found
    return None


def _part_of(part: str, year: str | None, month: int, now: date) -> date | None:
    """Return the last day that words such as `early March` or `the end of March` may mean. Engineering judgement."""
    last = _LAST_DAYS.get(part)
    return _day(year, month, last or monthrange(int(year or now.year), month)[1], now)


def _month_first(found: date | None, match: re.Match[str], now: date) -> date | None:
    """Return a date in figures, read with the month first where only that makes sense."""
    other = _day(match["y4"], int(match["d4"]), int(match["m4"]), now) if 1 <= int(match["d4"]) <= 12 else None
    if found is None or other is None:
        return found or other
    far, near = abs((found - now).days), abs((other - now).days)
    return other if near < far and near <= NEAR_DAYS else found


def _day(year: str | None, month: int, day: int, now: date) -> date | None:
    """Return a date, in the year nearest to now when none is given; `None` when there is no such day."""
    try:
        if year:
            return date(int(year), month, day)
        choices = [date(now.year + step, month, day) for step in (-1, 0, 1)]
    except ValueError:
        return None
    return min(choices, key=lambda choice: abs((choice - now).days))


def date_near(dates: list[DateHit], start: int, end: int, plain: str) -> DateHit | None:
    """Return the date that belongs to a clock time: right before it or right after it, a weekday skipped over."""
    weak = None
    for hit in dates:
        if hit[0] > end + 12:
            break
        near = (hit[1] <= start and start - hit[1] < 48 and _GAP.fullmatch(plain, hit[1], start)) or (
            hit[0] >= end and _GAP.fullmatch(plain, end, hit[0])
        )
        if near and re.search(r"\d", plain[hit[0] : hit[1]]):
            return hit
        weak = hit if near else weak
    return weak


def day_there(own: DateHit, tz: tzinfo, plain: str, at_utc_s: int) -> DateHit:
    """Return `tomorrow` as the calendar of a zone has it, which may be another day than that of UTC."""
    start, end, day, sign = own
    if not _RELATIVE.fullmatch(plain, start, end):
        return own
    here, there = (datetime.fromtimestamp(at_utc_s, zone).date() for zone in (UTC, tz))
    return start, end, day + (there - here), sign


def date_before(dates: list[DateHit], start: int, plain: str, at_utc_s: int) -> DateHit | None:
    """Return the last full date before a position; a later event on a timeline carries the date of the line above.

    A day of long ago dates its own sentence only, and nothing behind a word of today: `On 3 February it was the same.
    Bookings have failed since 12:01.`
    """
    best = None
    for hit in dates:
        if hit[0] > start:
            break
        if re.search(r"\d", plain[hit[0] : hit[1]]):
            best = hit
    if best is None or _is_over(best, plain[best[1] : start], at_utc_s):
        return None
    return best


def _is_over(hit: DateHit, between: str, at_utc_s: int) -> bool:
    """Return whether a day is past where a clock stands behind it, given the words between."""
    if (datetime.fromtimestamp(at_utc_s, UTC).date() - hit[2]).days <= CARRIED_DAYS:
        return False
    return _TODAY.search(between) is not None


def stamp_of(hit: DateHit, hour: int, minute: int, tz: tzinfo) -> int:
    """Return Unix seconds of a clock time on a day."""
    try:
        return int(datetime(hit[2].year, hit[2].month, hit[2].day, hour, minute, tzinfo=tz).timestamp())
    except (OverflowError, ValueError):
        return int(datetime(9999, 12, 30, tzinfo=UTC).timestamp())
