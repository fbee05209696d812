"""News whose time hangs on luck or whim, is disowned as soon as it is named, or lies in another year.

`Next update by 15:05, provided there is anything to say` gives no one a time to wait for. What holds in any case does:
`even if there is nothing to say`, `or sooner if anything changes`, `and otherwise by 16:00`.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime

from simulator.reading.rules import Hit
from simulator.reading.source import Source
from simulator.reading.span import Moment

REACH = 90
"""So far before and behind the words of news stands what they hang on."""
_SOMEBODY = r"(?:somebody|someone|anybody|anyone|one of us|we|i|they|the team|an? (?:colleague|engineer))"
_SPARES_TIME = (
    rf"{_SOMEBODY} (?:\w+ly |still |then |also )?(?:(?:has|have|had|finds?|gets?|can spare) (?:got )?(?:the |some "
    rf"|any |enough |an? )?"
    r"(?:spare |free )?(?:time|moment|minute|mood|energy)\b|feels? like|remembers?\b|can be bothered|cares? to"
    r"|gets? round to|(?:is|are) (?:in the mood|awake|around|not too busy|free)\b)"
)
_WHIM = (
    rf"(?:{_SPARES_TIME}|there (?:is|are|should be|was) (?:anything|something|any (?:news|progress|need|time)|news"
    rf"|time)\b"
    r"|(?:we|i) (?:have|find|get|hear|know|learn) (?:of )?(?:anything|something|any news)\b"
    r"|time (?:allows|permits)|nothing (?:else |better |more important )+comes up)"
)
_IF = (
    r"(?:provided|providing|assuming|supposing|as long as|so long as|on (?:the )?condition|if|in case|unless|when|once)"
)
_LUCK = re.compile(
    r"\b(?:with (?:any|some|a (?:bit|little) of|a little|a lot of|good|much)? ?luck|if (?:we|you|i) (?:are|get"
    r"|re) lucky"
    rf"|(?:we|you)'re lucky|fingers crossed|god willing|weather permitting|if all goes well"
    rf"|{_IF} (?:that )?{_WHIM}[^,;]{{0,30}}),? ?-? ?"
    r"(?:(?:then|that|there|will|ll|shall|may|might|should|you|we|i|'ll|get|see|hear|have|receive|find|post|send|give|write"
    r"|the|our|a|an|your|another|next|further|more) ?)*$"
)
"""What news hang on where it leads up to them: `With luck you will get the next update`."""
_WHENEVER = re.compile(r"\bwhenever(?: it (?:is|gets|strikes))?(?: about| around)? ?[(~]?$")
_CONDITION = re.compile(
    rf"(?: comes(?: a?round)?| or so| or thereabouts| at the latest)?,? ?[(-]? ?(?:but |and )?(?:only )?{_IF}"
    rf"(?: that)? (?:and when )?{_WHIM}"
    rf"|(?: comes(?: a?round)?| or so)?,? and {_SPARES_TIME}"
)
_OR_LATER = re.compile(
    r"(?: or (?:so|thereabouts))?,? ?[(-]? ?(?:or )?(?:maybe|perhaps|possibly)(?: not| even| only| some ?time"
    r"| rather| much)*"
    r" (?:tomorrow|later|next (?:week|month|year)|another (?:day|time)|never|not (?:today|at all)|on \w+day"
    r"|the day after"
    r"|some other (?:day|time)|after that)\b"
)
_IN_ANY_CASE = re.compile(
    r"\b(?:otherwise|or else|failing that|if not|at the latest|in any case|either way|will be (?:the|our) last)\b"
)
"""What gives a time all the same."""
_DISOWNS = re.compile(
    r"[\s.,;:!()-]*(?:(?:but|though|although|and|only|however|just|please),? )*"
    r"(?:(?:do not|don't|never|nobody should|you (?:should|must|can)(?: not|n't)|(?:we|i) would(?: not|n't)) "
    r"(?:hold (?:us|me|anyone|anybody) to|quote us on|count on|rely on|bank on|bet on|depend on|pin (?:us"
    r"|me) (?:down )?(?:on|to))"
    r" (?:it|that|this|us|that time|this time)(?= ?(?:[.,;!)\n]|$)| though| please| too)"
    r"|(?:but )?no promises(?= ?(?:[.,;!)\n]|$)| though| made)|(?:this|that|which|the time|that time) is (?:only "
    r"|just |merely |of course )*"
    r"(?:a (?:wild )?guess|not (?:a promise|binding|meant seriously)|no promise|non-binding"
    r"|anybody's guess)(?= ?(?:[.,;!)\n]|$)| though)"
    r"|or so (?:we|they) (?:hope|think|say)(?= ?[.,;!)\n]|$))"
)
"""What takes a time back right behind it, in its own sentence or at the head of the next."""
_OF_REPAIR = re.compile(r"\b(?:fix\w*|repair\w*|restor\w*|resol\w*|recover\w*|estimate\w*|expect\w*|eta|normal|back)\b")
"""What else may be meant by `That is no promise.`"""
_YEAR = re.compile(r"(?: on \w+)?,? ?\(?(?:in|of|during) (?:the year )?((?:1\d|2\d|3\d)\d\d)\b(?! \w+s\b)")
_YEAR_LEAD = re.compile(r"\W*(?:some ?time |early |late )?in (?:the year )?((?:1\d|2\d|3\d)\d\d)\b,? ")
_FAR = re.compile(
    r"(?: on \w+)?,? ?\(?(?:(?:some ?time |early |late )?(?:next|of next|in the next) (?:month|quarter|year"
    r"|decade|century)\b"
    r"|(?:one (?:fine )?|some )day\b|one of these days|a (?:month|year|decade)s? (?:from now|later|hence)"
    r"|in (?:an?|two|three|four|five|six|ten|twenty|a few|some|several|\d+) (?:months?|years?|decades?)\b)"
)
"""A day so far ahead that nobody waits for it."""


def is_disowned(source: Source, hit: Hit, moment: Moment) -> bool:
    """Return whether a text takes the time of its news back, or lets it hang on luck, whim or another year.

    Args:
        source: The text.
        hit: The words of the news.
        moment: Their time.
    """
    plain = source.plain
    first, last = source.sentence(hit.start)
    start, end = min(hit.start, moment.start), max(hit.end, moment.end)
    if _IN_ANY_CASE.search(plain, end, last) is not None:
        return False
    if _LUCK.search(plain, max(first, start - REACH), start) or _WHENEVER.search(plain, first, moment.start):
        return True
    if any(tail.match(plain, end, min(last, end + REACH)) for tail in (_CONDITION, _OR_LATER, _FAR)):
        return True
    return _is_taken_back(plain, first, end) or _is_of_another_year(plain, (first, last), end, moment)


def _is_taken_back(plain: str, first: int, end: int) -> bool:
    """Return whether the next words disown what was said, and no repair was said that they may mean instead."""
    return _DISOWNS.match(plain, end, end + REACH) is not None and _OF_REPAIR.search(plain, first, end) is None


def _is_of_another_year(plain: str, sentence: tuple[int, int], end: int, moment: Moment) -> bool:
    """Return whether a year stands beside a time that is not its own: `by 15:05 UTC in 2031`."""
    named = _YEAR.match(plain, end, sentence[1]) or _YEAR_LEAD.match(plain, *sentence)
    if named is None or moment.ahead_s is None or moment.start <= named.start(1) < moment.end:
        return False
    return int(named[1]) != datetime.fromtimestamp(moment.ahead_s, UTC).year
