"""Words that tell of harm, of its end, and of what is none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from simulator.reading.source import Source

HARM = re.compile(
    r"fail|error|outage|down\b|down ?time|recovery time|disconnect|blip|time out\b|unavailab|unable"
    r"|could not|couldn't|can ?not|can't"
    r"|affect|impact|slow|delay|time-?outs?|tim(?:e|ed|es|ing) out|degrad|broken|broke|drop|lost|loss|miss"
    r"|halt|(?:did not|didn't) (?:collect|receive|process|load|send|save|deliver|record|respond|return|store|sync"
    r"|arrive|reach|run|show|open)"
    r"|stuck|interrupt|disrupt|inaccessib|unreachable|blank|incorrect|wrong|5\d\d|latency"
    r"|offline|out of (?:reach|service|order|action)|(?:sign|logg|kick)ed out|too (?:low|high|small|few)"
    r"|(?:hours?|days?|minutes?) old\b|already gone|white (?:page|screen)|error page|grew by|got through"
    r"|no (?:[\w.-]+ ){1,5}(?:went|got|came|arrived|reached|could|received"
    r"|worked|ran|were|was)\b|had no |stoppage|nobody|no one"
    r"|imped|hinder|hamper|stopped|blocked|deleted|crash|corrupt|stale|not (?:be )?(?:able|work|serv|deliver"
    r"|process)|lasted|prevented|5xx|not \w+ing|unsuccessful|lagg|hang|hung|st(?:an|oo)d(?:s|ing)? (?:still|idle)"
    r"|standstill|took (?:up to|more than|over|longer|nearly|almost|about|around|roughly)"
    r"|show\w* (?:no|nothing)|no data|carried (?:last|the wrong|an old)"
    r"|\blate\b|refus|reject|denied|twice|duplicat|leaked|exposed|empty|without"
    r"|\bzero (?:results|rows|hits|writes|reads)|concerned|\bholes?\b|\bgaps?\b"
    r"|not (?:\w+ly )?(?:been )?(?:shown|stored|sent|kept|seen|written|paid|read|\w+ed)\b"
    r"|bounced|too (?:little|much)|\bdead\b|bricked|unusable|wiped|overcharged|undercharged"
    r"|double[- ]|gave notice|given notice|complain|\d ?h(?:ours?)? old|misrouted|outdated|overwrit"
    r"|had to (?:wait|retry|repeat|queue|re-?enter|start)|got no|\bshut\b|jammed|locked"
    r"|\bgone\b|froze|cancell?ed|should(?: not|n't) have|requeue"
    r"|must (?:be )?(?:re|\w+ (?:\w+ )?(?:again|another time))"
    r"|abandon|clear[- ]?text|\brevoked|\bexpired?\b|not secure|roll(?:ed)? back \d"
)
"""What a sentence says that tells of harm, in a document that tells of nothing else."""
HARMLESS = re.compile(
    r"\b(?:(?:planned|scheduled) (?:\w+ )?(?:maintenance|works?|window)|maintenance (?:window|period)|will"
    r"|(?:office|opening) hours|you (?:can )?(?:reach|call|phone|find)|(?:is|are) (?:open|staffed|reachable)|by phone"
    r"|posted|timestamps?)\b"
)
"""What the times of a sentence are of that are not those of harm."""
AMENDS = re.compile(
    r"\b(?:will|'ll|shall|going to|from now on|any ?more|refund\w*|credit\w*|vouchers?|put aside|compensat\w*|restored"
    r"|replaced|repaired|rebuilt|fixed|added|new|spare|own\w*|if|should|must|plan\w*|every (?:day|week|month|night)"
    r"|daily|weekly|since|founded|versions?|rolled back|restart\w*|upgraded|deployed|years?|members of|team of|sorry"
    r"|thank\w*|please|learn\w*|holds?|contains?|consists?|serves?|hosts?|handles?|operates?|employs?)\b"
)
"""What a sentence of a notice says when its numbers are of amends, plans and thanks, and not of the harm."""
NEAR_SENTENCES = 4
"""So far apart beginning and end of one harm may be told. Engineering judgement."""
_OVER = re.compile(
    r"\b(?:restored|resolved|fixed|solved|recovered|repaired|corrected|mitigated|up again|up and running|working again"
    r"|normal|on-?line|operational|available again|service again|back (?:up|on|in|to)|came back|returned|returning"
    r"|(?:is|was) over|ended)\b"
)
"""What a sentence says when the harm is over."""
_CLOCK = re.compile(r"(?<![\w.:/-])(?:(?:[01]?\d|2[0-4])[:h.][0-5]\d(?!\d|\.\d| ?%)|(?:1[0-2]|[1-9]) ?[ap]\.?m\b)")
_POINTS_BACK = re.compile(r"\s*(?:that|this|these|those|it|they|in all|in total|altogether)\b")
"""How a sentence begins that goes on counting: `That is 212 customers.`"""


def tells_harm(source: Source, position: int) -> bool:
    """Return whether the sentence at a position tells of harm, or counts what the sentence before it told."""
    first, last = source.sentence(position)
    if HARM.search(source.plain, first, last):
        return True
    if not _POINTS_BACK.match(source.plain, first) or first == 0:
        return False
    before, end = source.sentence(max(0, first - 2))
    return bool(HARM.search(source.plain, before, end))


def began_and_over(sources: Iterable[Source]) -> tuple[int, tuple[int, int]] | None:
    """Return where the clock of the beginning of a harm stands, if a sentence soon after tells the clock of its end.

    Returns:
        The number of the source and the span in its `plain`, or `None`.
    """
    began, at = None, 0
    for number, told, clock, source in _timed(sources):
        near = began is not None and number - at <= NEAR_SENTENCES
        if near and _OVER.search(source.plain, *source.sentence(clock[0])):
            return began
        if not near and HARM.search(source.plain, *source.sentence(clock[0])):
            began, at = (told, clock), number
    return None


def _timed(sources: Iterable[Source]) -> Iterator[tuple[int, int, tuple[int, int], Source]]:
    """Yield the sentences that name a clock: their number, that of their source, the span of the clock, the source."""
    number = 0
    for told, source in enumerate(sources):
        for first, last in source.sentences():
            number += 1
            clock = _CLOCK.search(source.plain, first, last)
            if clock is not None and not HARMLESS.search(source.plain, first, last):
                yield number, told, clock.span(), source
