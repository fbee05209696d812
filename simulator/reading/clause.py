"""The clause around a share, a place or a repair: what it speaks of, and whether of those who are hurt."""

from __future__ import annotations

import re

from simulator.reading.source import Source

AFFECTED = re.compile(
    r"fail|error|affect|impact|unable|cannot|can't|could not|couldn't|can not|slow|delay|down|unavailable|degrad"
    r"|timeout"
    r"|time out|timing out|drop|lost|miss|broken|outage|disrupt|latency|crash|stuck|wrong|incorrect"
)
"""A word of harm."""
NO_HARM = re.compile(r"\b(?:no|none|nothing|nobody|not one|never|without)\b[^,;:]{0,60}")
"""Harm that is denied: `no booking is missing`."""
LEAD_CHARS = 60
"""So far before a place stands what makes it the one that takes over."""
_BREAKS = re.compile(r"[;:]|,(?!\d)|\b(?:and|but|while|whereas)\b")
"""Where one clause ends and the next begins."""
_APPOSED = re.compile(
    r", (?:is|are|was|were|remains?|do|does|did|can|cannot|have|has|had|never|got|lost|noticed|saves?"
    r"|works?|gets?|sees?|notices?)\b[^.;:,\n]*"
)
"""How a sentence goes on behind a share that was only put in."""
_OF_ELSE = re.compile(
    r"\b(?:credits?|discounts?|refund\w*|fees?|sla|uptime|availability|cpu|memory|disks?|storage|usage|utili[sz]ation"
    r"|capacity|bandwidth|traffic|fleet|servers?|nodes?|clusters?|hosts?)\b"
)
"""What a percentage is of that is no share of customers or requests."""
_WELL = re.compile(
    r"\b(?:succe\w+|works?|working|back|recovered|restored|restarted|rebuilt|migrated|rolled back|replayed|processed"
    r"|delivered|done|complete\w*|through|finished|fine|ok|okay|normal|checked|reviewed"
    r"|can (?:now |again )?(?:save|log|work|use))\b"
)
_ILL = re.compile(
    r"\b(?:not|no|never|cannot|fail\w*|errors?|affected|impacted|down|slow\w*|delay\w*|lost|unable|wrong|missing|stuck"
    r"|tim(?:e|es|ed|ing) out|twice|stopped)\b|n't\b"
)
"""What is said of those who are hurt, so that words of success in the same clause are denied."""
_HIT = r"(?:\w+ )?(?:affected|impacted|hit|involved|concerned|touched)\b"
_NO_HIT = rf"(?:(?:not|never) {_HIT}|unaffected\b|healthy\b|no (?:impact|effect|issues?|problems?|errors?)\b|spared\b)"
_UNHURT = re.compile(rf"\b{_NO_HIT}|n't {_HIT}")
_BY = r"(?: by (?:the |this |these |any )?[\w-]+)?"
_EXEMPT = re.compile(
    rf"\b(?:{_NO_HIT}{_BY}"
    r"|(?:without|free (?:of|from)|(?:saw|sees?|had|ha(?:s|ve)|gets?|got|notice[sd]?) no)"
    r" (?:an?y? |the )*(?:\w+ )?(?:errors?|issues?|problems?|trouble|faults?|delays?|interruptions?|failures?)\b"
    r"|(?:error|trouble)-free\b|(?<!not )(?:normally|correctly|as (?:usual|always|before))\b"
    r"|(?:is|are|was|were|has been|have been|remains?|stays?|looks?) (?:all |still |fully |perfectly )?"
    rf"(?:right|correct|accurate|in order|intact|unharmed|undamaged|good|safe|sound)\b)|n't {_HIT}{_BY}"
)
"""What is said of those who are not hurt; whatever else is ill in the clause is said of others."""
_NEVER_ILL = re.compile(
    r"(?:\b(?:nothing|never|nobody|none|no|not|at no (?:time|point|moment))\b|n't\b)"
    r"(?: (?:have|has|had|been|be|is|was|were|are|ever|at (?:any|all)|any|time|point|anything|an?|the|single|one|seen?"
    r"|saw|met|meets?|get|gets|got|went|go|gone|going|received?|notice[sd]?|there|today|yet|sent|shown|of))*"
    r" (?:wrong|incorrect|false|ill|amiss|errors?|faults?|faulty|failures?|failed|issues?|problems?|trouble"
    r"|delay(?:s|ed)?|interrupt(?:ed|ions?)|harm(?:ed)?|damaged?|lost|missing|broken|slow|down)\b"
    r"(?! (?:message|page|code|text|screen|note))"
    r"|\b(?:lost|lose|loses|missed|miss|noticed|notices?|felt|feels?|suffered|suffers?) (?:nothing|none)\b"
    r"(?: of (?:it|this|that|the (?:errors?|trouble|faults?|failures?|outage|problems?)))?"
)
"""What says that they never were hurt: `for 90 % of you nothing was ever wrong`."""
_NOT_CUSTOMERS = re.compile(
    r"\b(?:regions?|zones?|services?|functions?|modules?|features?|interfaces?|systems?|products?|parts?|again|by now"
    r"|meanwhile|recovered|restored)\b"
)
"""What a share is of, or since when, that tells nothing of how many were hurt."""
_AT_A_PLACE = re.compile(r"\b(?:[Ii]n|[Aa]t|[Ff]rom|[Ww]ithin) (?:the |our |your )?(?!UTC|SEV|Q\d)[A-Z][a-z]+")
_IT_IS = re.compile(
    r"\b(?:it|this|that|the (?:figure|share|number|outage|incident)) (?:is|was|stands at|concerns)"
    r"(?: (?:now|only|still|about|around|roughly|some|currently|an estimated|nearly|almost))* ?$"
)
_OF_THEM = re.compile(
    r" of (?:all |our |the |your )*(?:customers|users|sessions|requests|saves|log-?ins|orders|bookings|payments"
    r"|invoices|messages|people|clients|guests|items|transfers)(?! (?:that|which|who|we|are|have|can|work))\b"
)
"""`It is 18 % of sessions`, said of the incident."""
_TAKES_OVER = re.compile(
    r"(?:mov|switch|rout|shift|fail\w* over|divert|migrat|point|steer)\w*\b[^.;]{0,40} to (?:the )?$"
    r"|\b(?:except|apart from|other than|but not|outside)(?: for)?(?: in)?(?: the)? $"
)
"""What says of the place behind it that it takes over, or is the exception."""
_OFFICE = re.compile(r" (?:office|team|staff|colleagues?|desk|people|time|engineers?)\b")
_EXCEPT = re.compile(r",? (?:except|apart from|other than|but|outside)\b")
_PART = re.compile(
    r"(?<![\d.,])(?!100\b)\d{1,2}(?:[.,]\d+)? ?(?:%|per ?cent\b)"
    r"|\b(?:half|a third|two thirds|a quarter|three quarters|most|some|many|several|part|the rest) of\b"
    r"|\bfor (?:the first|some|most|many|several|one|two|three|four|five|six|\d+) (?:of |\w+s\b)"
    r"|\b(?:first|second|one|another|next|third) (?:region|cluster|customers?|group|batch|zone|site|shop|team|tenant"
    r"|wave|node|server)\b"
    r"|\b(?:except|apart from|but not|other than|still|persists?|not yet|only)\b"
    r"|\bremains? (?!in place|on watch|open)"
    r"|(?:\b(?:is|are|was|were|has|have|does|do|did|can|will)(?: not|n't)|\bcannot)\b"
    r"(?! (?:need|have to|expect|hesitate|worry|lose|lost|been lost|reoccur|recur|happen again|see any|seen any"
    r"|require))"
)
"""What says that only a part works again, or that something else does not."""


def clause_around(source: Source, span: tuple[int, int]) -> str:
    """Return the clause of a sentence in which a span of the plain text stands."""
    first, last = source.sentence(span[0])
    opens = max((match.end() for match in _BREAKS.finditer(source.plain, first, span[0])), default=first)
    closes = _BREAKS.search(source.plain, span[1], last)
    return source.plain[opens : closes.start() if closes else last]


def clause_of_share(source: Source, span: tuple[int, int]) -> str:
    """Return the clause that a share belongs to: `more than four in five, are not affected` is one."""
    clause = clause_around(source, span)
    rest = _APPOSED.match(source.plain, source.plain.find(clause, source.sentence(span[0])[0]) + len(clause))
    return clause if rest is None else clause + rest.group()


def is_well(clause: str) -> bool:
    """Return whether a clause tells of success and denies it in no word."""
    return _WELL.search(clause) is not None and _ILL.search(clause) is None


def is_exempt(clause: str) -> bool:
    """Return whether a clause says of a share that it is not hurt: `four in five save without an error`."""
    rest = _NEVER_ILL.sub(" ", _EXEMPT.sub(" ", clause))
    return rest != clause and _ILL.search(rest) is None


def is_of_harm(source: Source, span: tuple[int, int]) -> bool:
    """Return whether a share tells of harm without a word of it: `it is about 18 % of sessions`, `most are right`."""
    is_it = _IT_IS.search(source.plain, max(0, span[0] - LEAD_CHARS), span[0]) and _OF_THEM.match(source.plain, span[1])
    return bool(is_it) or is_exempt(clause_of_share(source, span))


def is_of_customers(source: Source, span: tuple[int, int]) -> bool:
    """Return whether what is not hurt now is a share of all customers or of what they do, and not of one place's."""
    at_a_place = _AT_A_PLACE.search(source.shown, *source.sentence(span[0])) is not None
    return not at_a_place and _NOT_CUSTOMERS.search(clause_of_share(source, span)) is None


def is_no_share(clause: str) -> bool:
    """Return whether a percentage in a clause is one of money, machines or time: `a credit of 10 %`."""
    return _OF_ELSE.search(clause) is not None


def is_former(source: Source, span: tuple[int, int]) -> bool:
    """Return whether a share is the one that it was before: `fell from 40 % to 5 %`."""
    return source.plain.endswith("from ", 0, span[0]) and source.plain.startswith(" to ", span[1])


def is_spared(source: Source, span: tuple[int, int]) -> bool:
    """Return whether a place is named as one that is well, that takes over, or where colleagues sit."""
    if _TAKES_OVER.search(source.plain, max(0, span[0] - LEAD_CHARS), span[0]) or _OFFICE.match(source.plain, span[1]):
        return True
    clause = clause_around(source, span)
    return _UNHURT.search(clause) is not None or is_well(clause)


def is_excepted(source: Source, end: int) -> bool:
    """Return whether what ends here is taken back in part: `all regions except Sydney`."""
    return _EXCEPT.match(source.plain, end) is not None


def is_partly(source: Source, sentence: tuple[int, int]) -> bool:
    """Return whether a sentence about a repair tells of a part only, or of something that still fails."""
    return _PART.search(source.plain, *sentence) is not None


def is_word(plain: str, position: int) -> bool:
    """Return whether a word begins at a position."""
    return position == 0 or not (plain[position - 1].isalnum() or plain[position - 1] in "'_-")
