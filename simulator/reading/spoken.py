"""Times of day as people say them, put into digits in place: `half past three`, `tenish`, `11 Uhr`, `at quarter to`."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime

SPOKEN = "\x01"
"""What stands before a time that was written in words: it may be of either half of the day."""
_HOURS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_WORD = "|".join(_HOURS)
_HOUR = rf"(?:{_WORD}|1[0-2]|[1-9])"
_PARTS = {"half": 30, "quarter": 15, "a quarter": 15, "twenty": 20, "ten": 10, "five": 5}
_PARTS |= {"twenty-five": 25, "twenty five": 25}
_LEAD = r"(?:at|by|before|until|till|around|about|from|ca\.?|approx\.?|roughly|shortly before|@)"
_ENDS = r"(?= ?(?:\.(?!\d)|[,;!?)\n]|$|utc\b|gmt\b|ce?s?t\b|[ecmp][sd]?t\b|local\b| ?(?:today|tomorrow|tonight)\b))"
"""What may follow an hour that stands alone."""
_TOLD = re.compile(
    r"(?<![\w':.])(?:(?P<part>half|(?:a )?quarter|twenty(?:[- ]five)?|ten|five|(?:5|10|20|25)(?: minutes)?(?= past)"
    rf"|(?:(?<=at )|(?<=by )|(?<=about )|(?<=around ))2[05](?: minutes)?(?= to (?:1[0-2]|[1-9]){_ENDS})"
    rf"|(?:(?<=at )|(?<=by ))(?:5|10)(?: minutes)?(?= to (?:1[0-2]|[1-9]){_ENDS}))"
    rf" (?P<side>past|to) (?P<hour>{_WORD}|noon|mid-?day|midnight|1[0-2]|[1-9])"
    rf"|(?:(?<=by )|(?<=before )|(?<=at )|(?<=around )|(?<=about )|(?<=again )|(?<=until )|(?<=till )|(?<=it )"
    rf"|(?<=update )|(?<=here )|(?<=back )|(?<=news )|(?<=message )|(?<=post )|(?<=word )"
    rf"|(?<=report )|(?=half \w+ for (?:the|my|our) (?:next|last|final)))half (?P<half>{_HOUR})"
    rf"|(?P<full>{_WORD}|1\d|2[0-3]|[1-9]) ?o'? ?clock)(?![\w:%])"
)
"""A time of day in words: `half past three`, `before half five`, `ten to four`, `5 o'clock`."""
_ABOUT = re.compile(rf"[ ~](?P<hour>{_HOUR})(?: ?-?ish\b| sharp\b| on the dot\b)")
"""An hour that is said to be rough or exact: `10ish`, `eight sharp`."""
_UHR = re.compile(r"(?<![\w.:-])(?P<hour>[01]?\d|2[0-4])(?:[:.](?P<minute>[0-5]\d))? ?uhr\b")
"""`11 Uhr`, which German writers leave in their English."""
_HOUR_MARK = re.compile(
    rf"(?:\b(?:{_LEAD}|updates?)|:) (?P<hour>[01]?\d|2[0-4])(?:\.(?P<minute>[0-5]\d))? ?h(?![\w])"
    r"| (?P<hour2>[01]?\d|2[0-4]) ?h (?P<zone>utc|gmt)\b"
)
"""`at 10h`, `by 9.30h`, `18h UTC`; `in 10h` is a length."""
_NIGHT = re.compile(
    rf"(?<![\w.:-])(?P<hour>{_HOUR})(?::(?P<minute>[0-5]\d))?(?: o'clock)? "
    r"(?P<day>in the (?:early )?(?:morning|afternoon|evening)|at night|this (?:morning|afternoon|evening)|tonight)\b"
)
"""`6 in the evening`: which half of the day is told in words."""
_HALVED = re.compile(rf"(?<![\w'])(?P<hour>{_WORD}) ?(?P<ap>[ap])\.?m\b")
"""`five pm`: the hour alone in words."""
_NEWS = (
    r"(?:updates?|again|back|here|reports?|news|posts?|notes?|call|messages?|word|tweet|bulletin|round-?up|one|write|inform"
    r"|tell|know|text|ring|mail|e-?mail|informed|told|sitrep|status"
    r"|me|us|you|all|round|around|everyone|everybody|revert|next|out|more|once more|line|ones|fixed|done|ready"
    r"|finished|through|working|restored|resolved|sorted|online|normal|on|live|open|running|completed?|clear(?:ed)?"
    r"|delivered|sent|mended|repaired|recovered|usable|available)"
)
_OF_24 = rf"(?:{_HOUR}|1[3-9]|2[0-3])"
_TELLS = r"(?= (?:how|what|whether|where)\b)"
"""What is told then: `I'll tell you at 9 how it went`."""
_BARE = re.compile(
    rf"\b(?!one by one\b){_NEWS}(?: (?:is|comes|follows|due|will be))?:? (?:{_LEAD} ){{1,2}}(?P<hour>{_OF_24})"
    rf"(?:{_ENDS}|{_TELLS})"
)
"""An hour alone, behind words of news: `Next update at 11.`, `More at 15.`"""
_BARE_CUE = re.compile(rf" (?:{_LEAD}) {_OF_24}(?:{_ENDS}|{_TELLS})")
"""The same without those words, sought first."""
_NO_HOUR = re.compile(
    r"(?<![\w'])(?:(?:at|by|before|around|about|until|till) )(?P<part>(?:a )?quarter|half|ten|twenty(?:[- ]five)?|five)"
    r" (?P<side>past|to)(?= ?(?:\.(?!\d)|[,;!?)\n]|$|(?:the )?hour\b|utc\b))(?: (?:the )?hour\b)?"
)
"""`at quarter to`: of the next hour that has it."""
_OF_A_PART = re.compile(
    rf"(?P<part>morning|afternoon|evening)(?P<told>,? (?:at|by|around|about) (?P<hour>{_HOUR}))(?:{_ENDS}|(?= \())"
)
"""An hour behind its part of the day: `tomorrow morning at 9`."""
_OF_A_DAY = re.compile(
    r"(?P<date>tom+or+ow|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day)"
    rf"(?P<told>,? (?:{_LEAD} )(?P<hour>{_OF_24}))(?:{_ENDS}|(?= (?:and|or|with|if|when)\b))"
)
"""An hour alone behind its day: `tomorrow at 10`."""
_BEFORE_AN_HOUR = ("quarter to", "twenty to", "ten to", "five to", " past")
_PARTS_OF_DAYS = (
    *(f"{the} {part}" for the in ("the", "this") for part in ("morning", "afternoon", "evening")),
    *("the early ", "at night", "tonight"),
)
_TEENS = (
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty", "twenty-one",
    "twenty-two", "twenty-three",
)  # fmt: skip
_SPELT_MINUTES = {"hundred": 0, "ten": 10, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50}
_SPELT_MINUTES |= {"forty-five": 45, "forty five": 45, "oh five": 5}
_MILITARY = re.compile(
    rf"\b(?P<hour>{'|'.join((*_TEENS[::-1], *_HOURS[:3:-1]))}) (?P<minute>{'|'.join(sorted(_SPELT_MINUTES)[::-1])})"
    r"(?: hours?| hrs)?(?= (?:utc|gmt|zulu|z|cet|est|pst|bst)\b)"
)
"""`fifteen thirty UTC`, `fifteen hundred hours GMT`."""
_MILITARY_CUES = tuple(f" {word}" for word in _SPELT_MINUTES)
_MONTHS = r"jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_STAMP = re.compile(
    rf"(?<![\w:.-])(?:(?P<day>[0-3]\d)(?P<h>[0-2]\d)(?P<m>[0-5]\d) ?z (?P<month>{_MONTHS})[a-z]*"
    r"(?: ?(?:20)?\d\d(?![\d:]))?"
    r"|20\d\d(?P<month2>[01]\d)(?P<day2>[0-3]\d)t?(?P<h2>[0-2]\d)(?P<m2>[0-5]\d)(?:\d\d)?z)(?!\w)"
)
"""A day and its time in one: `031530Z FEB 26`, `20260203T1530Z`."""
_LENGTH = re.compile(r" in (?P<h>0?\d):(?P<m>[0-5]\d) ?(?:h|hrs?|hours?)\b")
"""`in 1:30 h` is a length."""
_FIRST_HOUR = re.compile(r"[0-9]{1,2} ?- ?(?=(?:1[0-2]|[1-9])(?::[0-5]\d)? ?[ap]\.?m\b)")
_OF_NEWS = (
    "update ",
    "updates ",
    "again ",
    "by ",
    "back ",
    "news ",
    "post ",
    ": ",
    "around ",
    "update at ",
    "again at ",
)
"""What leads to a time at which something comes, and not to one since when it fails."""
_FIRST_LENGTH = re.compile(
    r"between (?:\d{1,3}|[a-z]{3,7}) and (?=(?:\d{1,3}|[a-z]{3,7}) (?:minutes?|mins?|hours?|hrs?) from now\b)"
)
"""The beginning of a range that is promised for its end: `3-4pm`, `between 30 and 45 minutes from now`."""
_HALF_CUE = re.compile(rf"half {_HOUR}\b")
_HOUR_CUE = re.compile(r"[0-9] ?h(?!\w)")


def in_digits(plain: str, at_utc_s: int) -> str:
    """Return a text of the same length in which times of day in words stand in digits.

    Args:
        plain: The text in plain form.
        at_utc_s: Unix seconds of the post, for a part of an hour that names none.
    """
    if any(cue in plain for cue in _BEFORE_AN_HOUR):
        plain = _NO_HOUR.sub(_of_next_hour(at_utc_s), plain)
    if "half " in plain and _HALF_CUE.search(plain):
        plain = _TOLD.sub(_digits, plain)
    for cues, pattern, put in _CUES:
        if any(cue in plain for cue in cues):
            plain = pattern.sub(put, plain)
    if _HOUR_CUE.search(plain):
        plain = _HOUR_MARK.sub(_digits, plain)
    if "morning" in plain or "afternoon" in plain or "evening" in plain:
        plain = _OF_A_PART.sub(_of_that_half, plain)
    if "day" in plain or "morrow" in plain or "morow" in plain:
        plain = _OF_A_DAY.sub(_of_that_day, plain)
    return _BARE.sub(_digits, plain) if _BARE_CUE.search(plain) else plain


def _stamped(match: re.Match[str]) -> str:
    """Return a day and its time as other texts write them."""
    told = match.groupdict()
    month, second = told["month"] or "", "2" if told["month2"] else ""
    month = month or _MONTHS.split("|")[(int(told["month2"]) - 1) % 12]
    return _filled(f"{told['day' + second]} {month} {told['h' + second]}:{told['m' + second]}z", match)


def _spelt(match: re.Match[str]) -> str:
    """Return an hour of twenty-four and its minutes in digits."""
    word = match["hour"]
    hour = 13 + _TEENS.index(word) if word in _TEENS else _number(word)
    return _filled(f"{hour}:{_SPELT_MINUTES[match['minute']]:02}", match)


def _of_that_half(match: re.Match[str]) -> str:
    """Return a part of the day and its hour in digits, in that half of the day."""
    half = "am" if match["part"] == "morning" else "pm"
    return match["part"] + f"{_number(match['hour'])}{half}".rjust(len(match["told"]))


def _of_that_day(match: re.Match[str]) -> str:
    """Return a day and its hour in digits, of either half of that day."""
    hour = _number(match["hour"])
    digits = f"{hour}:00" if hour > len(_HOURS) else f"{SPOKEN}{hour}:00"
    room = len(match["told"])
    return match["date"] + (digits.rjust(room) if len(digits) <= room else match["told"])


def _digits(match: re.Match[str]) -> str:
    """Return a time of day as digits at the end of as many characters."""
    told = match.groupdict()
    hour, minute = (
        _number(told.get("full") or told.get("half") or told.get("hour") or told.get("hour2") or ""),
        int(told.get("minute") or 0),
    )
    if told.get("ap"):
        return _filled(f"{hour}{told['ap']}m", match)
    if told.get("day"):
        half = "am" if "morning" in told["day"] else "pm"
        return _filled(f"{hour}:{minute:02}{half}", match)
    if told.get("half"):
        minute = 30
    elif told.get("part"):
        part = told["part"].removesuffix(" minutes")
        minute = int(part) if part.isdigit() else _PARTS[part]
        if told["side"] == "to":
            hour, minute = (hour - 2) % 12 + 1, 60 - minute
    is_sure = match.re in (_UHR, _HOUR_MARK) or hour > len(_HOURS)
    if told.get("zone"):
        return _filled(f"{hour}:{minute:02}z", match)
    return _filled(f"{hour}:{minute:02}" if is_sure else f"{SPOKEN}{hour}:{minute:02}", match)


def _filled(digits: str, match: re.Match[str]) -> str:
    """Return digits at the end of as many characters as a match has, or the words where they are too few."""
    words = match.group()
    return digits.rjust(len(words)) if len(digits) <= len(words) else words


def _number(word: str) -> int:
    """Return the hour that a word or digits name."""
    return _HOURS.index(word) + 1 if word in _HOURS else int(word) if word.isdigit() else 12


def _of_next_hour(at_utc_s: int) -> Callable[[re.Match[str]], str]:
    """Return what puts the hour to `quarter past` and `ten to`: the next time that the clock shows it."""
    now = datetime.fromtimestamp(at_utc_s, UTC)

    def digits(match: re.Match[str]) -> str:
        minute = _PARTS[match["part"]]
        minute = 60 - minute if match["side"] == "to" else minute
        hour = now.hour if minute > now.minute else now.hour + 1
        return _filled(f"{SPOKEN}{hour % 12 or 12}:{minute:02}", match)

    return digits


def _in_minutes(match: re.Match[str]) -> str:
    """Return a length as minutes."""
    return f" in {60 * int(match['h']) + int(match['m'])}m".ljust(len(match.group()))


def _blanked(match: re.Match[str]) -> str:
    """Return blanks in place of the beginning of a range that is promised for its end."""
    is_first = match.re is _FIRST_LENGTH or match.string.endswith(_OF_NEWS, 0, match.start())
    return " " * len(match.group()) if is_first else match.group()


_CUES: tuple[tuple[tuple[str, ...], re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    ((*_BEFORE_AN_HOUR, "clock", "0 to ", "5 to "), _TOLD, _digits),
    (("ish ", "ish.", "ish,", "ish\n", "ish)", " sharp", " on the dot"), _ABOUT, _digits),
    (("uhr",), _UHR, _digits),
    ((" am", " pm", " a.m", " p.m"), _HALVED, _digits),
    (_PARTS_OF_DAYS, _NIGHT, _digits),
    (("z ", "z.", "z\n", "z)", "z,", "z;"), _STAMP, _stamped),
    ((" in ",), _LENGTH, _in_minutes),
    (("-",), _FIRST_HOUR, _blanked),
    (("between ",), _FIRST_LENGTH, _blanked),
    (_MILITARY_CUES, _MILITARY, _spelt),
)
"""What is sought first, because it is seldom there, and what it may be part of."""
