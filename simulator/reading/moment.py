"""Times as people write them: absolute in any common format and zone, relative, and rhythms."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta, tzinfo
from itertools import pairwise

import msgspec

from simulator.reading.day import DATE, DateHit, date_before, date_near, dates_of, day_there, stamp_of
from simulator.reading.source import Source
from simulator.reading.span import DAY_S, HOUR_S, SPAN_EXPRESSIONS, Moment, found_in, phrases, spans
from simulator.reading.spoken import SPOKEN, in_digits
from simulator.reading.zone import Zone, Zones

LATE_TOLERANCE_S = 6 * 3600
"""A promised clock time that passed less than this before the post is read as late, not as tomorrow's."""
TIME_EXPRESSIONS = (*SPAN_EXPRESSIONS, DATE.pattern)
"""What is only tried where it can begin."""
SLIP_S = 90 * 60
"""A clock without a zone that passed longer ago is of the writer's own day, and no slip. Engineering judgement."""
_CLOCK = re.compile(
    r"(?<![\w.:/-])(?:(?<=\dt))?(?:(?P<h>[01]?\d|2[0-4])(?P<sep>[:h.])(?P<m>[0-5]\d)(?!m"
    r"|mi)(?:[:.][0-5]\d(?:\.\d{1,6})?)?(?P<ap> ?[ap]\.?m\b\.?| ?[ap]\b)?"
    r"|(?P<h2>1[0-2]|0?[1-9]) ?(?P<ap2>[ap]\.?m\b\.?|[ap](?= (?:[ecmp][sd]?t|utc|gmt|bst)\b))"
    r"|(?P<h3>[01]\d|2[0-3])(?P<m3>[0-5]\d)(?: ?(?:h|hrs|hours)\b)?(?= ?\(?{zone})"
    r"|(?<=[@ ~])(?P<h5>[01]\d|2[0-3])(?P<m5>[0-5]\d)(?= ?(?:$|[.,;)\n]))"
    r"|(?P<h4>[01]?\d|2[0-3]) ?(?:h|hrs|hours)?(?= \(?{zone})"
    r"|(?P<noon>noon|mid-?day|midnight|lunch ?time|(?<=by )lunch|(?<=before )lunch))"
    r"(?! ?%|\d)".replace(
        "{zone}", r"(?:utc|gmt|z\b|[a-z]{2,4}t\b|bst|pt\b|et\b|ct\b|mt\b|ist\b|cet\b|cest\b|local|[a-z]{4,10} time\b)"
    )
)
_BESIDE = re.compile(r"[ ,(\[=~-]*(?:(?:so|i\.?e\.?|that is),? ?)?(?:(?:at|by|around|about|approx\.?) ?)?[(~]*")
"""What stands between a clock time and the same time as a length."""
SMALL_HOUR, NIGHT_AWAY_S = 5, 9 * 3600
"""Who writes by day that something is due at `3:15` means the afternoon; engineering judgement."""
LONGEST_CORRECTION = 60
"""Characters between a time and the one that is meant instead."""
_CORRECTS = re.compile(
    r"\b(?:sorry|correction|oops|typo|i mean|i meant|meant|make (?:it|that)|or rather|scratch that|strike that)\b|, no,"
)
_OF_A_CORRECTION = re.compile(
    r"(?:sorry|correction|oops|typo|i|mean|meant|make|it|that|or|rather|no|scratch|strike|wait|apologies|excuse|me|has|is"
    r"|just|gone|already|past|the|be|should|read|at|by|before|around|about|that's|it's|of|course|not|clock|time|was|wrong"
    r"|oh|er|um|i'll|say|let's|better|new|this|to)"
)
"""Words that may stand around those that take a time back."""
_LETTERS = re.compile(r"[a-z']+")
TWIN_S = 15 * 60
"""How far the two may lie apart, because lengths are round; engineering judgement."""
_DIGIT, _NAMED = re.compile(r"[0-9]"), ("noon", "mid", "lunch")
_CLOCK_CUE = re.compile(rf"{_DIGIT.pattern}|{'|'.join(_NAMED)}")
"""How every one of them begins; most texts name none, and are searched faster for digits alone."""
_BARE_LEAD = re.compile(
    r"(?:at|by|@|updates?|upd|next|before|until|since|again|around|about|approx\.?|ca\.?|~|(?:next|nxt|new) \w+)[: ]*$"
)
"""What must stand before four digits without a zone for them to be a time."""
_RANGE = re.compile(r" ?- ?([01]?\d|2[0-4])[:.h]([0-5]\d)(?!\d)")
"""How a range of hours goes on behind its beginning."""
LONGEST_RANGE_MIN = 12 * 60
"""A longer range is none: `03:00-14:00` may be, `01:00-23:00` is not. Engineering judgement."""
_DATED = re.compile(r"\d{4}-\d\d-\d\d[ t]$")
"""A date in figures right before a clock: what follows that is an offset, `2026-03-04 07:00-08:00`."""
_OF_ONE = re.compile(r",?[ \x01]*(?:at|by|around|about|before|from|-)?[ \x01]*")
"""What stands between a part of a day and its clock."""
_NEXT_MORNING = re.compile(
    r"(?:tom+or+ow|next|following)(?: early| late)? (?:morning|afternoon|evening),? *"
    r"(?:(?:at|by|around|about|before) *)?$"
)
"""What says that a clock is of another day, although the day is named with its part."""
_ISO_T = re.compile(r"t(?<=\dt)(?=\d\d:\d\d)")


ClockHit = tuple[re.Match[str], Zone | None]
"""A clock time, and the zone that is told with it."""


class Times:
    """Finds and resolves times; built once for a lexicon's zones."""

    __slots__ = ("_zones",)

    def __init__(self, zones: Mapping[str, str]) -> None:
        """Prepare for a table of zone names."""
        self._zones = Zones(zones)

    def find(self, source: Source, at_utc_s: int) -> list[Moment]:
        """Return every time in a text in order, resolved against the stamp of the post.

        Args:
            source: The text.
            at_utc_s: Unix seconds at which it was posted.
        """
        plain = _ISO_T.sub(" ", source.plain)
        plain = in_digits(plain, at_utc_s)
        dates = dates_of(found_in(DATE, plain, source), at_utc_s)
        clocks = self._clocks(plain, source.shown, dates, at_utc_s)
        found = clocks + spans(plain, at_utc_s, source) + phrases(plain, at_utc_s, source)
        found += self._days(plain, dates, clocks)
        found.sort(key=lambda moment: (moment.start, -moment.end))
        kept: list[Moment] = []
        for moment in found:
            if not kept or moment.start >= kept[-1].end:
                kept.append(moment)
        return self._with_parts_of_days(_without_twins(kept, plain), plain, at_utc_s)

    def _clocks(self, plain: str, shown: str, dates: list[DateHit], at_utc_s: int) -> list[Moment]:
        """Return clock times with their zone and date."""
        hits, led = self._clock_hits(plain, shown)
        moments = []
        for index, (match, zone) in enumerate(hits):
            name, named = self._zone_for(index, hits, plain)
            tz = named or UTC
            stop = zone.end if zone else _end_of(match, plain, "-")
            own = date_near(dates, match.start(), stop, plain)
            if own is not None and tz is not UTC:
                own = day_there(own, tz, plain, at_utc_s)
            hour, minute, loose = _hour_minute(match, hits[index + 1][0] if index + 1 < len(hits) else None)
            ahead, behind = _resolve(hour, minute, loose, tz, own, at_utc_s)
            spoken = plain[match.start() - 1] == SPOKEN or (
                loose and (_is_small_hour(hour, ahead - at_utc_s) if named is None else _is_american(named, at_utc_s))
            )
            ahead = _of_either_half(hour, ahead, own, at_utc_s) if spoken else ahead
            unknown = zone.name if zone is not None and zone.is_unknown else ""
            guessed = named is None and (bool(unknown and not own) or _is_own_hour(match, own, ahead, at_utc_s))
            if guessed:
                ahead = at_utc_s + ((60 * minute - at_utc_s) % HOUR_S or HOUR_S)
            if own is None and (last := date_before(dates, match.start(), plain, at_utc_s)) is not None:
                behind = stamp_of(last, hour, minute, tz)
            start = min(led.get(match.start(), match.start()), own[0] if own else match.start())
            moments.append(
                Moment(
                    start=start,
                    end=max(stop, own[1] if own else 0),
                    kind="clock",
                    ahead_s=ahead + (_range_s(match, plain) if stop > match.end() else 0),
                    behind_s=behind,
                    zone=name,
                    dated=own is not None,
                    past=bool(own and own[3] < 0),
                    guessed=guessed,
                    unknown_zone=unknown,
                )
            )
        return moments

    def _clock_hits(self, plain: str, shown: str) -> tuple[list[ClockHit], dict[int, int]]:
        """Return the clocks of a text, and where one begins that says an instant twice, by the place of its end."""
        clocks = ((match, _end_of(match, plain)) for match in _clock_times(plain))
        hits = [(match, self._zones.beside(plain, shown, match.start(), end)) for match, end in clocks]
        hits = [(match, zone) for match, zone in hits if _is_clock(match, zone is not None, plain)]
        led = {then[0].start(): hit[0].start() for hit, then in pairwise(hits) if _is_said_again(hit, then, plain)}
        return [hit for hit in hits if hit[0].start() not in led.values()], led

    def _zone_for(self, index: int, hits: list[ClockHit], plain: str) -> tuple[str, tzinfo | None]:
        """Return the zone of a clock time: its own, else one near it, else none."""
        order = [index, *range(index + 1, min(index + 3, len(hits))), *range(index - 1, max(index - 4, -1), -1)]
        for other in order:
            match, zone = hits[other]
            if zone is None or (other > index and "\n" in plain[hits[index][0].end() : match.start()]):
                continue
            if zone.is_unknown and other == index:
                return "", None
            tz = self._zones.of(zone.name)
            if tz is not None:
                return (zone.name if other == index else ""), tz
        return "", None

    def _with_parts_of_days(self, found: list[Moment], plain: str, at_utc_s: int) -> list[Moment]:
        """Return times in which `tomorrow morning at 09:00` is the clock of that part of a day, and no two times."""
        told: list[Moment] = []
        for moment in found:
            part, clock = _part_and_clock(told[-1], moment, plain) if told else (None, None)
            if part is None or clock is None or part.ahead_s is None or clock.ahead_s is None:
                told.append(moment)
                continue
            here, there = (datetime.fromtimestamp(at_utc_s, zone).date() for zone in (UTC, self._zone_of(clock)))
            part_s, clock_s = part.ahead_s + (there - here).days * DAY_S, clock.ahead_s
            ahead = min((clock_s, clock_s + DAY_S), key=lambda second_s: abs(second_s - part_s))
            told[-1] = msgspec.structs.replace(clock, start=told[-1].start, end=moment.end, ahead_s=ahead, dated=True)
        return told

    def _zone_of(self, clock: Moment) -> tzinfo:
        """Return the zone that a clock names, else UTC."""
        return self._zones.of(clock.zone) or UTC

    def _days(self, plain: str, dates: list[DateHit], clocks: list[Moment]) -> list[Moment]:
        """Return dates that stand without a clock time: they mean the end of that day."""
        moments, taken, at = [], [(m.start, m.end) for m in clocks], 0
        for start, end, day, sign in dates:
            while at < len(taken) and taken[at][1] <= start:
                at += 1
            if at < len(taken) and taken[at][0] < end:
                continue
            when = stamp_of((start, end, day, sign), 23, 59, UTC)
            word = plain[start:end] in ("today", "tonight")
            moments.append(
                Moment(
                    start=start, end=end, kind="day", ahead_s=when, behind_s=when, past=sign < 0, dated=True, fuzzy=word
                )
            )
        return moments


def _without_twins(found: list[Moment], plain: str) -> list[Moment]:
    """Return times in which `15:15 UTC (in an hour)` is that clock, and `8:00, no, 9:00` the second one."""
    told: list[Moment] = []
    for moment in found:
        first = told[-1] if told else moment
        if {first.kind, moment.kind} == {"clock", "span"} and _BESIDE.fullmatch(plain, first.end, moment.start):
            clock, length = (first, moment) if first.kind == "clock" else (moment, first)
            if abs((clock.ahead_s or 0) - (length.ahead_s or 0)) <= TWIN_S:
                told[-1] = msgspec.structs.replace(clock, start=first.start, end=moment.end)
                continue
        if told and _is_corrected(plain[first.end : moment.start]):
            told[-1] = msgspec.structs.replace(moment, start=first.start)
            continue
        told.append(moment)
    return told


def _is_corrected(between: str) -> bool:
    """Return whether words between two times take the first one back: `8:00, sorry, I mean 9:00`."""
    if len(between) > LONGEST_CORRECTION or _CORRECTS.search(between) is None:
        return False
    return all(map(_OF_A_CORRECTION.fullmatch, _LETTERS.findall(between.rpartition("...")[2])))


def _part_and_clock(first: Moment, second: Moment, plain: str) -> tuple[Moment | None, Moment | None]:
    """Return a part of a day and the clock beside it, or nothing if these are two times."""
    if {first.kind, second.kind} != {"clock", "day"} or not _OF_ONE.fullmatch(plain, first.end, second.start):
        return None, None
    part, clock = (first, second) if first.kind == "day" else (second, first)
    return (None, None) if clock.dated or part.dated else (part, clock)


def _clock_times(plain: str) -> Iterator[re.Match[str]]:
    """Yield what may be a time of day, from left to right; tried only where one can begin."""
    last = 0
    pattern = _CLOCK_CUE if any(name in plain for name in _NAMED) else _DIGIT
    for cue in pattern.finditer(plain):
        if cue.start() >= last and (match := _CLOCK.match(plain, cue.start())) is not None:
            last = match.end()
            yield match


def _of_either_half(hour: int, ahead_s: int, own: DateHit | None, at_utc_s: int) -> int:
    """Return a time that may be of either half of the day as the next one, or the one by day."""
    if own is None:
        return at_utc_s + (ahead_s - at_utc_s) % (DAY_S // 2)
    by_night = own[3] == 0 and ahead_s > at_utc_s + DAY_S // 2 and hour <= SMALL_HOUR
    return ahead_s + DAY_S // 2 if by_night else ahead_s


def _end_of(clock: re.Match[str], plain: str, mark: str = "") -> int:
    """Return where a clock time ends, or the range that it begins: `10:00-10:30 UTC`; with a mark right behind it."""
    until = _RANGE.match(plain, clock.end()) if plain.startswith(mark, clock.end()) else None
    return clock.end() if until is None or not _range_s(clock, plain) else until.end()


def _range_s(clock: re.Match[str], plain: str) -> int:
    """Return the seconds from a clock time to the end of the range that it begins: promised for its end."""
    until = _RANGE.match(plain, clock.end())
    if until is None or _DATED.search(plain, 0, clock.start()) or not _is_later(clock, until):
        return 0
    hour, minute = (int(until[part]) - int(clock[name]) for part, name in ((1, "h"), (2, "m")))
    return (60 * hour + minute) * 60


def _is_later(clock: re.Match[str], until: re.Match[str]) -> bool:
    """Return whether what follows a clock time is the end of a range of hours, and no offset from UTC."""
    if not (clock["h"] and clock["m"]):
        return False
    first, second = (60 * int(hour) + int(minute) for hour, minute in ((clock["h"], clock["m"]), until.groups()))
    return 0 < second - first <= LONGEST_RANGE_MIN


def _is_clock(match: re.Match[str], zoned: bool, plain: str) -> bool:
    """Return whether digits are a time of day, and not a version, a ratio or a price."""
    if match["sep"] == "." and not (zoned or match["ap"]):
        return bool(
            re.search(
                r"(?:at|by|until|till|before|around|about|since|ca|time|eta|message|post|news|note|word|report|bulletin|info"
                r"|information|next(?: one| update)?|again|here):? $",
                plain[max(0, match.start() - 14) : match.start()],
            )
        )
    if match["h"] and match["ap"] and match["ap"].strip() in ("a", "p") and not match["ap"].startswith(" "):
        return True
    if match["ap"] and match["ap"].strip() in ("a", "p"):
        return match["sep"] != "."
    if match["h4"]:
        return zoned and bool(
            re.search(
                r"(?:at|by|until|till|before|around|since|from) $", plain[max(0, match.start() - 8) : match.start()]
            )
        )
    if match["h3"]:
        return zoned
    return not match["h5"] or bool(_BARE_LEAD.search(plain[max(0, match.start() - 24) : match.start()]))


def _hour_minute(match: re.Match[str], following: re.Match[str] | None) -> tuple[int, int, bool]:
    """Return hour, minute and whether the half of the day is open (`3:30` without am or pm)."""
    if match["noon"]:
        return (0 if match["noon"] == "midnight" else 12), 0, False
    if match["h3"] or match["h5"]:
        return int(match["h3"] or match["h5"]), int(match["m3"] or match["m5"]), False
    hour = int(match["h"] or match["h2"] or match["h4"])
    minute = int(match["m"] or 0)
    half = (match["ap"] or match["ap2"] or "").strip().replace(".", "")[:1]
    if half not in ("a", "p"):
        half = ""
        if following and following.start() - match.end() < 14 and (following["ap"] or following["ap2"]) and hour <= 12:
            half = (following["ap"] or following["ap2"]).strip()[0]
    if half and hour <= 12:
        return hour % 12 + (12 if half == "p" else 0), minute, False
    written = match["h"] or match["h4"] or "0"
    return hour % 24, minute, 1 <= hour <= 12 and not written.startswith("0")


_IN_BRACKETS = re.compile(
    r"(?: (?:your|our|my|their|local|office|wall|there|here))*(?: (?:clock|time))?(?: here)? ?[(\[/=] ?"
)
"""What may stand between a clock of the reader's own and the same in a zone: `15:10 your time (14:10 UTC)`."""


def _is_said_again(hit: ClockHit, then: ClockHit, plain: str) -> bool:
    """Return whether the next clock says in its zone what this one says without."""
    if hit[1] is not None or then[1] is None:
        return False
    return _IN_BRACKETS.fullmatch(plain, hit[0].end(), then[0].start()) is not None


def _is_american(zone: tzinfo, at_utc_s: int) -> bool:
    """Return whether the clocks of a zone have twelve hours: `8:15 ET` is the next quarter past eight."""
    offset = datetime.fromtimestamp(at_utc_s, zone).utcoffset()
    return offset is not None and timedelta(hours=-10) <= offset <= timedelta(hours=-4)


def _is_small_hour(hour: int, away_s: int) -> bool:
    """Return whether `3:15` would be the middle of a night so far away that the afternoon before it is meant."""
    return hour <= SMALL_HOUR and away_s >= NIGHT_AWAY_S


def _is_own_hour(match: re.Match[str], own: DateHit | None, ahead_s: int, at_utc_s: int) -> bool:
    """Return whether a time without a zone is of the writer's own day: who writes `3:35 pm` seldom means UTC.

    It is taken for UTC while that makes it a time of the next twelve hours; and so is `15:35`, unless it is long past.
    """
    if not (match["ap"] or match["ap2"] or match["noon"]):
        return own is None and ahead_s < at_utc_s - SLIP_S
    if own is not None and (own[3] < 0 or own[2] != datetime.fromtimestamp(at_utc_s, UTC).date()):
        return False
    if _NEXT_MORNING.search(match.string, max(0, match.start() - 40), match.start()):
        return False
    return not at_utc_s < ahead_s <= at_utc_s + DAY_S // 2


def _resolve(hour: int, minute: int, loose: bool, tz: tzinfo, own: DateHit | None, at_utc_s: int) -> tuple[int, int]:
    """Return a clock time read forward and backward from the post."""
    if own is not None and own[3] == 0:
        base = own[2]
        when = stamp_of((0, 0, base, 0), hour, minute, tz)
        if loose and when < at_utc_s <= when + 12 * 3600:
            return when + 12 * 3600, when
        return when, when
    local = datetime.fromtimestamp(at_utc_s, tz)
    today = local.replace(hour=hour, minute=minute, second=0, microsecond=0)
    if own is not None:
        today -= timedelta(days=1)
        return int(today.timestamp()), int(today.timestamp())
    when = int(today.timestamp())
    ahead = when if when > at_utc_s - LATE_TOLERANCE_S else when + DAY_S
    if ahead > at_utc_s + DAY_S - LATE_TOLERANCE_S:
        ahead -= DAY_S
    if loose and ahead < at_utc_s and at_utc_s <= ahead + 12 * 3600 <= at_utc_s + LATE_TOLERANCE_S:
        ahead += 12 * 3600
    behind = when if when <= at_utc_s + 3600 else when - DAY_S
    return ahead, behind
