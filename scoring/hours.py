"""When it was and how long, as a text tells it once it is over: windows, lengths and ends, held against the signals.

It is made to miss rather than to accuse: clocks count in UTC alone, one true figure in a text makes the others times of
parts, and what was worse, was done, was watched or happened to some has times of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scoring.duty import Context, over_s, utc
from scoring.meant import is_meant, takes_back
from scoring.record import Record
from scoring.sentences import sentences
from simulator import events as e
from simulator.clock import DAY_S, HOUR_S, MINUTE_S, spell
from simulator.reading.result import Claim

HOURS = "hours"
"""The key of such a claim."""
_CLOCK = r"(?P<{0}h>\d{{1,2}})[:.](?P<{0}m>\d\d)"
_FIRST, _LAST, _END = (_CLOCK.format(name) for name in ("a", "b", "c"))
_WINDOW = re.compile(
    rf"\b(?:between|from) {_FIRST}(?: UTC)? ?(?:and|to|until|till|[-–—]) ?{_LAST} UTC\b(?! ?[(/])", re.IGNORECASE
)
_EVENT = (
    r"(?:incident|outage|failures?|errors?|problems?|trouble|disruption|interruption|fault|issue|impact|slowness"
    r"|downtime)"
)
_ENDED = re.compile(
    rf"\b(?:the|this|today's|all|our) (?:\w+ )?{_EVENT} (?:ended|stopped|ceased|(?:was|were) over)(?: again)? (?:at|by)"
    rf" {_END} UTC\b(?! ?[(/])",
    re.IGNORECASE,
)
_ONES = re.findall(
    r"\w+",
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen",
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_VALUES = {word: n for n, word in enumerate(_ONES)} | {word: 10 * n for n, word in enumerate(_TENS, 2)}
_VALUES |= {"a": 1, "an": 1, "a few": 5, "a couple of": 2}
"""A few minutes are five. Engineering judgement; what is told so is never held to more than a half."""
_WORD = rf"(?:{'|'.join(_TENS)})(?:[ -](?:{'|'.join(_ONES[1:10])}))?|{'|'.join(reversed(_ONES))}"
_N = rf"(?:\d+(?:[.,]\d+)?|a few|a couple of|{_WORD}|an?)"
_BOUND = r"(?:(?:less|more) than|under|over|up to|at least|at most|within|well over|just over|just under)"
_SPAN = (
    rf"(?:half an hour|a quarter of an hour|three quarters of an hour|{_N} (?:minutes?|mins?|hours?|h)\b"
    rf"(?:,? (?:and )?(?:{_N} (?:minutes?|mins?)\b|a (?:half|quarter)))?|{_N} and a (?:half|quarter) hours)"
)
_LASTED = re.compile(
    rf"\b(?:(?:(?:(?:the|this|today's|our) (?:\w+ )?{_EVENT}|it|this|all this) (?:lasted|went on)(?: for)?"
    rf"|(?:the|this|today's|our) (?:\w+ )?{_EVENT} (?:was|were) over (?:after|in|within))|for)"
    rf" (?P<bound>{_BOUND} )?(?:(?:about|around|roughly|some|nearly|almost|just|only|a mere|approximately) )*"
    rf"(?P<length>{_SPAN})",
    re.IGNORECASE,
)
_PART = re.compile(
    r"\b(?:worse|worst|peak|height|also|too|some|most|many|several|part(?:ly|s)?|few of|additional\w*|brief\w*"
    r"|once more|again|second|first|then|before|later|another|other|restart\w*|switch\w*|fail-?over|maintenance"
    r"|monitor\w*|watch\w*|check\w*|compar\w*|read-only|slow(?:er|ly)?|exports?|imports?|sign-?ins?|log-?ins?|we"
    r"|our (?:team|engineers)|engineers|please|wait|try|keep|if|may|might|can|will|every|each|per|rolled|on average"
    r"|yesterday|last|at a time|longer|until then|of (?:that|this|which)|up to|contract|schedule|credit)\b",
    re.IGNORECASE,
)
"""Anywhere in its sentence it makes of a time that of a part, of a deed or of another thing."""
_HARM = re.compile(
    r"\b(?:fail(?:s|ed|ing)?|errors?|could not|couldn't|unable|affected|impacted|down|unavailable|wrong|refused"
    r"|declined|delayed|late)\b",
    re.IGNORECASE,
)
_SLOW_TOO = re.compile(r",? and (?:pages|reads) were slow\w*", re.IGNORECASE)
"""What is said beside the harm itself and makes no part of it."""


def false_hours(record: Record, context: Context, text: str, at_s: int) -> Iterator[tuple[Claim, str]]:
    """Yield every time that cannot be true, with what is; nothing before it is over."""
    if record.restored is None or context.truth.false_alarm or at_s < over_s(record, context) or takes_back(text):
        return
    told = [(claim, _is_true(record, context, claim, at_s)) for claim in _times(text)]
    if any(true for _, true in told) or over_s(record, context) - context.truth.impact_start >= DAY_S:
        return
    since_s, until_s = context.truth.impact_start, over_s(record, context)
    truth = f"it lasted {spell(until_s - since_s)}, from {utc(record, since_s)} to {utc(record, until_s)}"
    yield from ((claim, truth) for claim, _ in told)


def _times(text: str) -> Iterator[Claim]:
    """Yield every window, length and end that is told of the whole."""
    for sentence in sentences(text):
        words = _SLOW_TOO.sub("", sentence.group())
        for pattern in (_WINDOW, _ENDED, _LASTED):
            found = pattern.search(text, *sentence.span())
            if found is None or _PART.search(words) or words.endswith("?") or not is_meant(text, *found.span()):
                continue
            if _HARM.search(words) or pattern is _ENDED or not found.group().lower().startswith("for"):
                yield Claim(key=HOURS, value=_value(found), start=found.start(), end=found.end(), quote=found.group())


def _value(found: re.Match[str]) -> str:
    """A time as `from-to`, `-to` or its length, in seconds of the day; a bound stands before a length."""
    parts = found.groupdict()
    if "ah" in parts:
        return f"{_clock_s(parts, 'a')}-{_clock_s(parts, 'b')}"
    if "ch" in parts:
        return f"-{_clock_s(parts, 'c')}"
    return f"{(parts['bound'] or '').lower()}{_length_s(parts['length'].lower())}"


def _clock_s(parts: dict[str, str], name: str) -> int:
    return HOUR_S * int(parts[f"{name}h"]) + MINUTE_S * int(parts[f"{name}m"])


def _length_s(told: str) -> int:
    """The seconds of a length in words or figures."""
    if told.endswith("of an hour"):
        return 45 * MINUTE_S if told.startswith("three") else 15 * MINUTE_S
    if told == "half an hour":
        return HOUR_S // 2
    total = 0.0
    for number, unit in re.findall(rf"({_N}) (?=(h|m))", told):
        total += _number(number) * (HOUR_S if unit == "h" else MINUTE_S)
    if " a half" in told or " a quarter" in told:
        first = re.match(_N, told)
        whole = _number(first[0]) * HOUR_S if first and not total else total
        total = whole + HOUR_S * (0.5 if " a half" in told else 0.25)
    return int(total)


def _number(told: str) -> float:
    if told[0].isdigit():
        return float(told.replace(",", "."))
    return _VALUES[told] if told in _VALUES else sum(_VALUES[word] for word in re.split("[ -]", told))


def _is_true(record: Record, context: Context, claim: Claim, at_s: int) -> bool:
    """Whether a time may be meant: within the runbook's tolerance, for lengths within a third.

    People count to the repair, to the mark of it, to the end of the watch or to the close. Engineering judgement.
    """
    off_s = context.runbook.criteria["C7"].numbers["start_off_by_min"] * MINUTE_S
    since_s, ends = context.truth.impact_start, _ends(record, context, at_s)
    slack_s = max(off_s, (ends[0] - since_s) // 3)
    first, dash, last = claim.value.rpartition("-")
    if not dash:
        return _is_length(claim.value, ends[0] - since_s - slack_s, ends[-1] - since_s + slack_s)
    late_s = _second(record, last, ends[0])
    is_end = any(abs(late_s - end_s) <= off_s for end_s in ends) or ends[0] <= late_s <= ends[-1]
    return is_end and (not first or abs(_second(record, first, since_s) - since_s) <= off_s)


def _ends(record: Record, context: Context, at_s: int) -> list[int]:
    """When it was over by the signals first, then by what the record says of it, and last now or at the close."""
    marked = [seen.at_s for seen in record.all(e.MitigationMarked) if seen.at_s <= at_s]
    return [over_s(record, context), *marked, at_s]


def _is_length(value: str, least_s: int, most_s: int) -> bool:
    bound, _, told = value.rpartition(" ")
    length_s = int(told)
    if bound.endswith(("more than", "over", "at least")):
        return length_s <= most_s
    return least_s <= length_s and (length_s <= most_s or bound != "")


def _second(record: Record, clock_s: str, near_s: int) -> int:
    """The drill second of a clock time that is nearest to one."""
    there = (int(clock_s) - record.start_utc_s) % DAY_S
    return min((there + DAY_S * day for day in range(-2, 15)), key=lambda second: abs(second - near_s))
