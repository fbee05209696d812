"""Times that stand beside words of repair and promise none: it is done, it is watched, or it runs at risk.

`Service restored at 02:56`, `we will monitor it over the weekend to confirm that it is resolved` and `available on
Sunday but at risk from 06:00` share their words with a promise.
"""

from __future__ import annotations

import re

from simulator.reading.rules import Hit
from simulator.reading.source import Source
from simulator.reading.span import Moment

REACH = 120
"""So far before a time stands what governs it; keeps reading linear."""
_TO_COME = re.compile(
    r"\b(?:will|shall|should|would|can|could|may|might|must|be|get|expect\w*|anticipat\w*|estimat\w*|hop\w+|aim\w*"
    r"|plan\w*|target\w*|schedul\w+|due|eta|etr|once|when|if|until|before|after|have|has|had|want\w*|need\w*"
    r"|promis\w*|think\w*|believ\w*|reckon\w*|forecast\w*|likely|probabl[ey]|hopefully|latest)\b|'(?:ll|ve|s)\b"
)
"""What makes a participle of repair one to come, or the end of a longer verb: `should be restored`, `to have fixed`."""
_DONE_WORD = (
    r"(?:restored|repaired|fixed|resolved|mended|re-?connected|re-?established|re-?provided|replaced|cleared|completed"
    r"|recovered|finished|closed|spliced|corrected)"
)
_ABOUT = r"(?: (?:about|around|approximately|roughly))?[ ~(]*$"
_DONE_AT = re.compile(rf"\b{_DONE_WORD}(?: [\w-]+){{0,3}}? (?:at|on){_ABOUT}")
"""`Service restored at 02:56` reports, where `service restored by 02:56` may announce."""
_DONE_IT = re.compile(
    rf"\b{_DONE_WORD} (?:it|them|this|that|these|those|everything"
    rf"|(?:the|all|both|our|its|their) (?:[\w-]+ ){{0,2}}[\w-]+) (?:at|by|on|within|in|before|around){_ABOUT}"
)
"""`The crew found the break and repaired it by 12:52` tells of a deed."""
_BREAK = re.compile(r"[;(]|,(?!\d)")
_WATCHED = re.compile(
    r"\b(?:monitor(?:ing|ed)?|watch(?:ing|ed)?|observ(?:e|ed|ing)|observation|keep(?:ing)? (?:an?|our) (?:\w+ )?eye"
    r"|keep(?:ing)? (?:a )?(?:\w+ )?watch|check(?:ing)? on|vigilant|on alert)\b"
    r"(?:(?!\b(?:and|but|which|that|as|while|so|when|until|till|before|by|should|will|expect\w*|hop\w+|eta|etr"
    r"|estimat\w*|is|are|be|due)\b)[^;:(,]){0,70}"
    r"\b(?:for|over|during|through(?:out)?|until|till|within|in)?(?: the)?[ ~]*$"
)
"""What is watched for a time, up to that time."""
_QUIET = re.compile(
    r"\b(?:seen|saw|had|found|counted|measured|noticed|been) (?:no|none|not a single|zero)\b[^;:(]{0,50}"
    r"\b(?:in|for|over|within|during)(?: the)?[ ~]*$"
)
_SINCE = re.compile(r"\W{0,2}(?:since|that followed|afterwards|after that)(?= ?(?:[.,;)\n]|and\b|then\b|$))")
"""A time in which all was quiet: `we have seen no errors in the 50 minutes since`."""
_AT_RISK = re.compile(r"\bat[ -]risk\b")
_RISKED = re.compile(r"\bat[ -]risk\b(?:(?!\b(?:but|and)\b|: )[^;(]){0,40}$")
_UNTIL = re.compile(r"\b(?:until|till|throughout)\b")
"""What this leads to ends the trouble, and no time before it: `past 18:00 they stay queued until the work is done`."""
_MENDED = re.compile(
    r"\b(?:re(?:stor|pair|solv|cover|turn|sum|connect)\w*|fix\w*|back|again|complet\w*|finish\w*|mend\w*)\b"
)
"""What makes of a service that is up at risk one that was down."""


def is_settled(source: Source, hit: Hit, moment: Moment) -> bool:
    """Return whether words of repair beside a time tell of one that is over, is watched, or was never needed."""
    first, last = source.sentence(moment.start)
    if moment.end <= hit.start and _UNTIL.search(source.plain, moment.end, hit.end):
        return True
    before = source.plain[max(first, moment.start - REACH) : moment.start]
    if _SINCE.match(source.plain, moment.end) or _QUIET.search(before):
        return True
    if _WATCHED.search(before) or _RISKED.search(before) or _is_done(before):
        return True
    if _AT_RISK.search(source.plain, first, min(last, moment.end + REACH)) is None:
        return False
    return _MENDED.search(source.plain, max(first, hit.start - REACH), max(hit.end, moment.end)) is None


def _is_done(before: str) -> bool:
    """Return whether what leads to a time tells of a repair as done."""
    done = _DONE_AT.search(before) or _DONE_IT.search(before)
    if done is None:
        return False
    opens = max((match.end() for match in _BREAK.finditer(before, 0, done.start())), default=0)
    return _TO_COME.search(before, opens, done.start()) is None
