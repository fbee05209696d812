"""Lengths of time, rhythms and fixed phrases: `in 45 minutes`, `every two hours`, `end of day`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime

import msgspec

from simulator.reading.source import Source

HOUR_S = 3_600
DAY_S = 86_400
FEW_HOURS_S = 3 * 3600
"""What "the next few hours" is taken to mean. Engineering judgement."""
FEW_MINUTES_S = 15 * 60
"""What "a few minutes" is taken to mean. Engineering judgement."""

_ONES, _TENS = "(?:one|two|three|four|five|six|seven|eight|nine)", "(?:twenty|thirty|forty|fifty|sixty|ninety)"
_NUMBER = (
    (
        r"(?:\d{1,4}(?:[.,]\d{1,2})?|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven"
        r"|twelve|fifteen|{tens}(?:[ -]{ones})?|half(?=[ -]hour)"
        r"|(?:a )?couple(?: of)?|(?:a )?few|several|half an?|half a|(?:three|a) quarters?(?: of an?)?|quarter of an"
        r"|1/2|3/4|\d{0,2}½|\d{0,2}¼|¾|(?:{ones}|\d{1,2}) and a half)"
    )
    .replace("{tens}", _TENS)
    .replace("{ones}", _ONES)
)
_MINUTES = rf"(?:five|ten|fifteen|{_TENS}(?:[ -]{_ONES})?)"
_UNIT = (
    r"(?:m|mins?|minutes?|h|hrs?|hours?|d|(?:business |working )?days?|wks?|weeks?|business hours?"
    r"|secs?|seconds?|'(?!'))"
)
_SPAN = re.compile(
    r"(?<![\w.:/-])(?P<lead>(?:(?:with|)in(?:side)?|over|for|after|every|each|eta|another|than|next"
    r"|(?<!times )(?<!time )(?<!latency )(?<!delays )(?<!stays )(?<!is )under"
    r"|to take|take|~|(?<=[: ])\+)(?: about| approx(?:imately)?"
    rf"| around| roughly| at most| up to| no more than| less than| the(?: next)?| our next| another)*:? ?~?|~ ?)?"
    rf"(?:(?!{_TENS}-{_ONES}\b)(?P<n>{_NUMBER}) ?(?:-|to|or) ?)?"
    rf"(?P<n2>{_NUMBER})(?: ?\(ish\)|-?ish\b)?[ -]?(?:more |further |full )?(?P<unit>{_UNIT})(?![a-z_%])"
    rf"(?:(?: and)? (?P<half>a half|a quarter|three quarters)|(?: and|,)? ?(?P<n3>\d{{1,2}}|{_MINUTES})"
    r" ?(?:(?:m|mins?|minutes?)(?!\w)|(?<=h\d\d)(?!\w)))?"
    r"(?P<tail> ago| earlier| before(?![^.;,\n]{0,40} (?:is|are|comes?|can|works?)\b)"
    r"| prior| later| from now| more| time| or so| intervals?)?"
)
_PHRASE = re.compile(
    r"(?<![\w-])(?:(?P<hourortwo>(?:with)?in (?:the next|an?|one|the coming) hour or two)"
    r"|(?P<hour>(?:with)?in (?:the|this|the next|an?|the coming|another) hour\b|inside the hour)"
    r"|(?P<hourly>hourly|(?:every|each) (?:full )?hour|on an hourly basis)"
    r"|(?P<halfhourly>half[- ]hourly|(?:every|each) half(?: an)?[- ]hour)"
    r"|(?P<other>every other hour|bi-hourly)|(?P<daily>daily|every day|once a day|each day)"
    r"|(?P<top>(?:at |on )?the (?:top of the(?: next)? hour|hour(?= utc| mark|$|[.,\n])))"
    r"|(?P<bottom>(?:(?:at|on) )?the (?:bottom of the hour|half[- ]hour\b))"
    r"|(?P<eod>(?:by |at |before )?(?:the )?end of (?:(?:the |this |our )?(?:business |working )?day|today)"
    r"|end[- ]of[- ]business|eod\b|eob\b"
    r"|(?:by |at )?(?:cob\b|close of (?:business|play))|(?:the )?(?:rest|remainder) of (?:the |to)day)"
    r"|(?P<eow>(?:by |before )?(?:the )?end of (?:the |this )?week|eow\b|(?:with)?in the week)"
    r"|(?P<nextbusiness>(?:(?:with)?in |by |on |before )?(?:the |one )?next (?:business|working) day)"
    r"|(?P<nextweek>(?:(?:early|mid|late|middle of|beginning of|start of|(?:by |before |at )?(?:the )?end of|in)[ -])?"
    r"(?:the |during )?(?:next|coming|following) week)"
    r"|(?P<thisweek>(?:(?:later|late|mid|in|during)[ -])?this week(?! (?:is|was|has|we|our)\b)|mid-?week)"
    r"|(?P<weekend>(?:by |over |before |at )?(?<!throughout )(?<!during )(?:the |this )weekend)"
    r"|(?P<morning>(?:tomorrow|this|(?:the )?(?:next|following)|in the|during the)(?: early| late| mid)?"
    r" (?:morning|afternoon|evening)"
    r"|(?:early|late|mid)[- ]?(?:morning|afternoon|evening)|first thing tomorrow|overnight)"
    r"|(?P<fewhours>(?:with)?in (?:the )?(?:next |coming )?(?:few|several|couple of|(?:up)?coming) hours"
    r"|in the next hours)"
    r"|(?P<fewmin>(?:with)?in (?:the )?(?:next |coming )?(?:few|several|couple of|coming) minutes))(?!\w)"
)
_NEXT_DAY = re.compile(r"tomorrow|next|following|in the|^overnight$")
_BARE_MINUTES = re.compile(
    r"\b(?:updates?|upd|news|posts?|back|more|next|check-?in|reports?|message|again)"
    r"(?: (?:here|to you|due|is|comes|coming|follows|will be))?"
    r" (?P<span>in (?P<n>\d{1,3}|five|ten|fifteen|twenty|thirty|forty|sixty|ninety))"
    r"(?=[.!,;)\n]|$| (?:whether|either way|regardless|unless|even if|with or without)\b)"
    r"|(?P<later>\bt ?\+ ?(?P<min>\d{1,3})(?:min(?:ute)?s?|m)?(?![\w:]))"
)
"""`Next update in 30.` and `Next: T+30` mean minutes."""
_IN_SO_MANY = re.compile(
    r" in (?:\d{1,3}|[fsnt]\w{2,6})(?:[.!,;)\n]|$| (?:whether|either|regardless|unless|even|with))"
)
"""What is sought first, because it is seldom there."""
SPAN_EXPRESSIONS = (_SPAN.pattern, _PHRASE.pattern)
"""What is only tried where it can begin."""
NUMBER_WORDS = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "fifteen": 15,
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "ninety": 90,
    "couple": 2,
}
PARTS = {"1/2": 0.5, "½": 0.5, "3/4": 0.75, "¾": 0.75, "¼": 0.25, "a": 1.0, "an": 1.0}
"""Parts of an hour, and more than one."""
_CLOCK_HOURS = re.compile(r"\b(?:at|by|before|until|till|around) \d\d\.\d\d ?h|\bthan [0-2]\dh[0-5]\d")
"""`by 20.00hrs` and `no later than 09h40` are times of day and no lengths."""
_PAST = re.compile(r"\b(?:last|past|previous|for|lasted|lasting|after) (?:the )?$")
_NEWS_BEFORE = re.compile(r"\b(?:updates?|upd|news|info|information|message|again|one more|next one)(?: \w+)? $")
"""What makes `after 1 hour` a time to come."""
_PAST_LEADS = ("for", "after", "over", "than")
_COUNTED = re.compile(
    r"\b(?:next|another|within|in|about|approximately|around|take|eta|time|(?:time|estimate)(?: of| to| for) \w+"
    r"|repair|resolution|recovery|fix|updates?|upd|news|comms|check-?in|message|note|post)(?: is| in)?[: ]*$"
)


class Moment(msgspec.Struct, frozen=True, kw_only=True):
    """One mention of a time, a length of time or a rhythm, in `plain` positions."""

    start: int
    end: int
    kind: str
    """`clock`, `day`, `span` (a length counted from the post), `rhythm` or `duration` (a bare length)."""
    ahead_s: int | None = None
    """Unix seconds when read as something still to come."""
    behind_s: int | None = None
    """Unix seconds when read as something that happened."""
    length_s: int = 0
    past: bool = False
    """Whether the words themselves say that it is over, such as `ago` or `yesterday`."""
    zone: str = ""
    dated: bool = False
    fuzzy: bool = False
    guessed: bool = False
    """Whether `ahead_s` is a guess: an hour of the writer's own day, which only the minute is known of."""
    unknown_zone: str = ""
    """The zone that was named and is not known."""


def found_in(pattern: re.Pattern[str], plain: str, source: Source) -> Iterator[re.Match[str]]:
    """Yield matches from left to right; tried only where one can begin, if that is known."""
    places = source.places(pattern.pattern)
    if places is None:
        yield from pattern.finditer(plain)
        return
    last = 0
    for position in places[0]:
        if position >= last and (match := pattern.match(plain, position)) is not None:
            last = match.end()
            yield match


def _amount(word: str | None) -> float:
    """Return the number that a word or digits stand for."""
    word = (word or "").strip().replace("-", " ")
    if not word:
        return 0
    if word in PARTS:
        return PARTS[word]
    if word.endswith(" and a half"):
        return _amount(word.removesuffix(" and a half")) + 0.5
    if word[-1] in "½¼¾":
        return int(word[:-1]) + PARTS[word[-1]]
    return float(word.replace(",", ".")) if word[0].isdecimal() else _said(word)


def _said(word: str) -> float:
    """Return the number that words stand for."""
    if word.startswith("half"):
        return 0.5
    if "quarter" in word:
        return 0.75 if word.startswith("three") else 0.25
    if "couple" in word:
        return 2
    if "few" in word or word == "several":
        return 3
    return sum(NUMBER_WORDS.get(part, 0) for part in word.split())


def _unit_s(unit: str) -> int:
    """Return the seconds of a unit."""
    if unit.startswith("s"):
        return 1
    if unit.startswith(("m", "'")):
        return 60
    if unit.startswith(("h", "business h")):
        return 3600
    return 7 * DAY_S if unit.startswith("w") and not unit.startswith("working") else DAY_S


def spans(plain: str, at_utc_s: int, source: Source) -> list[Moment]:
    """Return lengths of time; with a lead such as `in` or `within` they are counted from the post."""
    moments = []
    for match in found_in(_SPAN, plain, source):
        if match["unit"] in ("m", "h", "d", "'") and not match["n2"][0].isdigit():
            continue
        if _CLOCK_HOURS.search(plain, max(0, match.start() - 8), match.end()):
            continue
        lead, tail = (match["lead"] or "").strip(" ~"), (match["tail"] or "").strip()
        before = plain[max(0, match.start() - 24) : match.start()]
        past = bool(tail in ("ago", "earlier", "before", "prior") or _PAST.search(before)) or (
            lead.startswith(_PAST_LEADS)
            and "next" not in lead
            and not (lead.startswith("after") and _NEWS_BEFORE.search(before))
        )
        length = _length_s(match)
        moments.append(
            Moment(
                start=match.start(),
                end=match.end(),
                kind=_kind(lead, tail, before, past=past),
                ahead_s=None if past else at_utc_s + length,
                behind_s=at_utc_s - length if tail in ("ago", "earlier") else None,
                length_s=length,
                past=past,
                fuzzy="few" in match["n2"] or match["n2"] == "several",
            )
        )
    bare = _BARE_MINUTES.finditer(plain) if "t+" in plain or "t +" in plain or _IN_SO_MANY.search(plain) else ()
    return moments + [_minutes(match, at_utc_s) for match in bare]


def _minutes(match: re.Match[str], at_utc_s: int) -> Moment:
    """Return the moment of a count without a unit."""
    number = match["n"] or match["min"]
    length = (int(number) if number.isdigit() else NUMBER_WORDS[number]) * 60
    start, end = match.span("span" if match["n"] else "later")
    return Moment(start=start, end=end, kind="span", ahead_s=at_utc_s + length, length_s=length)


def _length_s(match: re.Match[str]) -> int:
    """Return the seconds of a length of time; the larger of two numbers counts."""
    unit_s = _unit_s(match["unit"])
    if unit_s == 60 and ("few" in match["n2"] or match["n2"] == "several"):
        return FEW_MINUTES_S
    part = int(_amount(match["half"].removeprefix("a ")) * unit_s) if match["half"] else 0
    return int(_amount(match["n2"]) * unit_s) + part + int(_amount(match["n3"]) * 60)


def _kind(lead: str, tail: str, before: str, *, past: bool) -> str:
    """Return whether a length is a rhythm, is counted from the post, or stands bare."""
    if lead.startswith(("every", "each")) or tail.startswith("interval"):
        return "rhythm"
    return "span" if lead or tail or (not past and _COUNTED.search(before)) else "duration"


_RHYTHMS = frozenset(("hourly", "halfhourly", "other", "daily"))
_DAY_PARTS = frozenset(("eod", "eow", "nextbusiness", "morning", "thisweek", "nextweek", "weekend"))
_FUZZY = (_DAY_PARTS - {"eod"}) | {"fewhours", "fewmin"}


def phrases(plain: str, at_utc_s: int, source: Source) -> list[Moment]:
    """Return fixed phrases such as `within the hour`, `end of day` or `hourly`."""
    midnight = at_utc_s - at_utc_s % DAY_S
    weekday = datetime.fromtimestamp(at_utc_s, UTC).weekday()
    moments = []
    for match in found_in(_PHRASE, plain, source):
        name, words = match.lastgroup or "", match.group()
        late = 12 if "morning" in words or "first" in words else 17 if "afternoon" in words else 23
        day = midnight + (DAY_S if _NEXT_DAY.search(words) else 0)
        ahead = {
            "hour": at_utc_s + 3600,
            "hourortwo": at_utc_s + 7200,
            "hourly": at_utc_s + 3600,
            "halfhourly": at_utc_s + 1800,
            "other": at_utc_s + 7200,
            "daily": at_utc_s + DAY_S,
            "top": at_utc_s - at_utc_s % 3600 + 3600,
            "bottom": at_utc_s - (at_utc_s - 1800) % 3600 + 3600,
            "eod": midnight + (17 * 3600 if words.endswith(("cob", "business", "play", "eob")) else DAY_S - 60),
            "eow": midnight + (6 - weekday) * DAY_S + DAY_S - 60,
            "thisweek": midnight + (6 - weekday) * DAY_S + DAY_S - 60,
            "nextbusiness": midnight + ({4: 3, 5: 2}.get(weekday, 1) + 1) * DAY_S - 60,
            "nextweek": midnight + (13 - weekday) * DAY_S + DAY_S - 60,
            "weekend": midnight + (6 - weekday) * DAY_S + DAY_S - 60,
            "morning": day + late * 3600 if words != "overnight" else midnight + DAY_S + 8 * 3600,
            "fewhours": at_utc_s + FEW_HOURS_S,
            "fewmin": at_utc_s + FEW_MINUTES_S,
        }[name]
        kind = "rhythm" if name in _RHYTHMS else "day" if name in _DAY_PARTS else "span"
        moments.append(
            Moment(
                start=match.start(),
                end=match.end(),
                kind=kind,
                ahead_s=ahead,
                fuzzy=name in _FUZZY,
            )
        )
    return moments
