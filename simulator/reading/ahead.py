"""Which times of a text are still to come, and which tell of what has been."""

from __future__ import annotations

import re
from itertools import pairwise

import msgspec

from simulator.reading.source import Source
from simulator.reading.span import Moment

MINUTE_S = 60
_PAST_LEAD = re.compile(
    r"(?:since|earlier|as of|began|starting|started|start|between|from|ended|until now|beginning"
    r"|dropped|crashed|tripped|broke|died|stopped|went (?:down|off|offline|dark|away|out)|fell over|lost (?:\w+ )?power"
    r"|occurred|happened|(?<!be )(?<!is )(?<!are )(?:posted|updated)|after|identified|detected|failed|affected"
    r"|window|during an?|over an?|(?:promised|announced)(?: (?:you|it))? for)"
    r"(?: (?:at|on|around|about|approximately|roughly|up to)){0,2}[ :(~]*$"
)
_RESUMES_LEAD = re.compile(
    r"\b(?:will|shall|should|expect\w*|anticipat\w*|estimat\w*|able to|resum\w+|re-?open\w*|return\w*|plan\w*"
    r"|hop(?:e|es|ing)|aim\w*|again|next update)\b[^.;,]{0,40}?"
    r"\b(?:from|as of|starting|between|after)(?: (?:at|on|around|about|approximately|roughly))*[ :(~]*$"
)
"""What makes `from 15:00` a time at which something will work again, and not one since when it fails."""
_AHEAD_LEAD = re.compile(
    r"(?:\b(?:will|shall|by|until|till|before|later|next|due|hop\w+|aim\w*|plan\w*|expect\w*|anticipat\w*|estimat\w*|news|more"
    r"|again|updates?|continu\w+|schedul\w+|promis\w+|to|should|back|eta|report|post|follow\w*|catch\w*|works?"
    r"|can be|could be|released)|'ll)\b"
)
"""What must stand before a part of a day, such as `this morning`, for it to be one still to come."""
_AHEAD_AFTER = re.compile(
    r",? (?:[\w']+ ){0,4}?(?:will|shall|should|expect|hope|aim|plan)\b|,? (?:we|you|it|they|i)'ll\b"
)
"""What makes a part of a day at the head of a sentence one to come: `This afternoon the service will be restored`."""
_TODAY_TOLD = re.compile(
    r"\b(?:happened|occurred|experienced|was|were|had|did|saw|since|earlier"
    r"|(?<!to be )(?<!ll be )(?<!can be )(?<!should be )(?<!may be )\w+ed) (?:\w+ )?$"
)
"""What makes `today` the day of the harm and not the one by which it ends."""
_TOLD_AFTER = re.compile(r"[ ,]{1,2}(?:we|it|they|the \w+|all \w+) (?:had|was|were)\b")
"""What makes a time before it one that has passed: `By 08:30 we had ...`."""
_DATE_LEAD = re.compile(
    r"(?:data (?:for|from|of)|(?<!aim )(?<!aiming )(?<!planned )(?<!scheduled )(?<!course )(?<!track )(?<!target )"
    r"(?<!schedule )for"
    r"|(?<!morning )(?<!afternoon )(?<!evening )(?<!end )(?<!course )of|before|between|and) $"
)
_DEADLINE_LEAD = re.compile(
    r"(?:\b(?:will|shall|should|hop(?:e|ing)|expect\w*|aim\w*|plan\w*|going to)\b|'ll\b)"
    r"[^.;,]{0,50} (?:before|between) $"
)
"""What makes `before 3 May` the day by which something will be done."""
_GOES_ON = re.compile(r"[ ,;:(-]*(?:(?:and|then|from then on|after that|at least|thereafter|at|an? update) ?,? ?)*")
"""Between a time and the rhythm that goes on from it: `at 10:00, and then every half hour`."""
_BEGINS = re.compile(
    r"[ ,;:(-]*(?:(?:and|with|the|starting|beginning|begins|next|first|one|of them|update|comes|is|due) )*"
    r"(?:(?:at|by|in|from|around|on) )?"
)
"""Between a rhythm and the time at which it begins: `hourly, the next at noon`."""
_THEN = re.compile(r"\b(?:at that (?:time|point)|by then)\b|\bthen(?=[.;]|$)")
_THEN_CUES = ("at that ", "then")
_OTHER_ZONE = re.compile(r" ?(?:[a-z]{1,4}[+-]?\d*)? ?[/(=] ?")
"""Between two times that are one: `11:00 GMT / 03:00 PST`."""
_UP_TO = re.compile(r" ?(?:-|to|till|until|and) ?")
"""Between the two ends of a range: it is promised for the second, `between 15:00 and 15:30`."""
LONGEST_RANGE_S = 6 * 3_600
"""Two times further apart are no range in which news come. Engineering judgement."""
_SHAKY_LEAD = re.compile(r"\b(?:maybe|perhaps)(?: (?:by|at|in|within|around|before))?(?: about)? ?$")
_SHAKY_END = re.compile(
    r"(?:(?!whether)[^.!?]){0,30}?\b(?:if (?:we|i) (?:feel|want|like|remember|can be bothered"
    r"|find the time|get a?round|have nothing)"
    r"|(?:or |maybe |perhaps )+(?:never|not|not at all))\b"
)
"""What takes a promise back in its own sentence."""
_GONE = re.compile(r"\b(?:ago|earlier|before|prior)$")
_GONE_LEAD = re.compile(r"\b(?:(?<!to )last|past|previous|lasted|lasting|after|took|were|was)\b[^.,;]{0,24}$")


def to_come(moments: list[Moment], source: Source, at_utc_s: int) -> list[Moment]:
    """Return the times that can be to come; what an earlier one says again in another zone is as that one is."""
    found: list[Moment] = []
    before: Moment | None = None
    for moment in moments:
        again = before is not None and _OTHER_ZONE.fullmatch(source.plain[before.end : moment.start])
        if _is_future(moment, source, at_utc_s) and (not again or before in found):
            found.append(moment)
        before = moment
    begun = [first for first, second in pairwise(moments) if _is_range(first, second, source.plain)]
    return _in_step([moment for moment in found if moment not in begun], source, at_utc_s)


def _is_range(first: Moment, second: Moment, plain: str) -> bool:
    """Return whether two clock times are the ends of one range."""
    if {first.kind, second.kind} != {"clock"} or not _UP_TO.fullmatch(plain, first.end, second.start):
        return False
    if "and" in plain[first.end : second.start] and not plain.endswith("between ", 0, first.start):
        return False
    return 0 < (second.ahead_s or 0) - (first.ahead_s or 0) <= LONGEST_RANGE_S


def _in_step(found: list[Moment], source: Source, at_utc_s: int) -> list[Moment]:
    """Return times in which a rhythm goes on from the time beside it: `at noon and hourly after that`."""
    stepped = list(found)
    for index, (first, second) in enumerate(pairwise(found)):
        if source.sentence(first.start) != source.sentence(second.start) or "rhythm" not in (first.kind, second.kind):
            continue
        between = source.plain[first.end : second.start]
        if first.kind != "rhythm" and _GOES_ON.fullmatch(between):
            step_s = (second.ahead_s or at_utc_s) - at_utc_s
            stepped[index + 1] = msgspec.structs.replace(second, ahead_s=(first.ahead_s or at_utc_s) + step_s)
        elif second.kind != "rhythm" and _BEGINS.fullmatch(between):
            stepped[index] = msgspec.structs.replace(first, ahead_s=second.ahead_s)
    return stepped


def named_again(future: list[Moment], source: Source) -> list[Moment]:
    """Return `at that time` and `by then` as the time to come that was named last before them."""
    found = []
    for match in _THEN.finditer(source.plain) if any(cue in source.plain for cue in _THEN_CUES) else ():
        named = [moment for moment in future if moment.end <= match.start()]
        if named:
            found.append(msgspec.structs.replace(named[-1], start=match.start(), end=match.end(), kind="span"))
    return found


def _is_future(moment: Moment, source: Source, at_utc_s: int) -> bool:
    """Return whether a time can be something still to come."""
    if moment.ahead_s is None or moment.past or moment.kind == "duration":
        return False
    before = source.plain[max(source.sentence(moment.start)[0], moment.start - 60) : moment.start]
    past = _PAST_LEAD.search(before[-40:]) and not _RESUMES_LEAD.search(before)
    if past:
        return False
    if moment.kind == "day" and moment.fuzzy and not _AHEAD_LEAD.search(before):
        opens = moment.start - source.sentence(moment.start)[0] < 4
        return opens and _AHEAD_AFTER.match(source.plain, moment.end) is not None
    if moment.kind == "day" and (moment.ahead_s < at_utc_s or (moment.dated and _is_no_deadline(before))):
        return False
    if _TOLD_AFTER.match(source.plain, moment.end):
        return False
    if is_today(moment) and _TODAY_TOLD.search(before):
        return False
    return moment.ahead_s > at_utc_s - 6 * 3600


def _is_no_deadline(before: str) -> bool:
    """Return whether what stands before a date makes it a date of something else: `data from 3 May`, `before 3 May`."""
    return _DATE_LEAD.search(before) is not None and _DEADLINE_LEAD.search(before) is None


def is_today(moment: Moment) -> bool:
    """Return whether a time is `today` or `tonight`: enough to say when it works again, and no time for news."""
    return moment.kind == "day" and moment.dated and moment.fuzzy


def is_shaky(plain: str, moment: Moment) -> bool:
    """Return whether a time is taken back as soon as it is named: `maybe by 15:10, or never`."""
    before, after = plain[max(0, moment.start - 24) : moment.start], plain[moment.end : moment.end + 60]
    return bool(_SHAKY_LEAD.search(before) or _SHAKY_END.match(after))


def is_length_to_come(moment: Moment, source: Source) -> bool:
    """Return whether a bare length of time may be one that is still to pass; seconds are no time of repair."""
    if moment.length_s < MINUTE_S or moment.kind == "rhythm":
        return False
    before = source.plain[max(source.sentence(moment.start)[0], moment.start - 40) : moment.start]
    return not _GONE.search(source.plain[moment.start : moment.end]) and not _GONE_LEAD.search(before)


def counted(moment: Moment, at_utc_s: int) -> Moment:
    """Return a length of time as the moment at which it has passed."""
    return msgspec.structs.replace(moment, ahead_s=at_utc_s + moment.length_s, past=False)
