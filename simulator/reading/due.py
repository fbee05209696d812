"""By when an action is to be done: a date, a quarter or a term, its own or that of the heading above it."""

from __future__ import annotations

import re

_DUE = re.compile(

        r"(?<![\w/.#-])(?:(?:by|due|before|until|deadline|eta|target|on|in|within|over|during|for"
        r"|this|next|end of|the end of)[: ]+(?:on |the |end of |early |late |mid[- ])*)?"

        r"(?:20\d\d-\d\d-\d\d|(?:0?[1-9]|[12]\d|3[01])[/.](?:0?[1-9]|[12]\d|3[01])[/.](?:20\d\d|[239]\d)|\d{1,2}(?:st|nd|rd"
        r"|th)?(?: of)?[ -](?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*(?:[ -]20\d\d)?"

        r"|(?:jan|feb|mar|apr|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]* \d{1,2}(?:st|nd|rd"
        r"|th)?(?:,? 20\d\d)?|may \d{1,2}(?:,? 20\d\d)?|q[1-4](?: ?/? ?(?:20)?\d\d)?"
        r"|h[12](?: ?/? ?(?:20)?\d\d|(?! [a-z]))"
        r"|(?:calendar )?week \d{1,2}|[ck]w ?\d{1,2}|\d{1,2}/(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
        r"|(?<=[ (|])(?:1[0-2]|0?[1-9])/(?:3[01]|[12]\d|0?[1-9])(?=\W*$|\)|,| ?\|))(?![\w:/-])",
    re.IGNORECASE,
)  # fmt: skip
_HAPPENED = re.compile(
    r"(?i)\b(?:(?:done|completed|finished|deployed|merged|fixed"
    r"|implemented|shipped|landed|applied|verified|closed)(?: as)?|failed|broke|called|notified|informed|told|sent"
    r"|happened|occurred|expired|crashed|started|began|fell|outage|incident|since|dated)"
    r" (?:(?:on|in|of|from) )?(?:the )?(?:\d{1,2}(?:st|nd|rd|th)? \w{3,9}|\w{3,9} \d{1,2}|20\d\d-\d\d-\d\d)(?: 20\d\d)?"
    r"|\A[\W_]*[A-Z][\w. ]{2,24} - \w{3,9} \d{1,2}, 20\d\d"
    r"|\A[\W_]*20\d\d-\d\d-\d\d(?= (?:at |around |about |shortly |just )?(?:noon|midnight|\d{1,2}[:h.]\d\d))"
    r"|\d\d:\d\d(?: ?[A-Z]{2,4})?,? on (?:the )?\d{1,2}(?:st|nd|rd|th)?(?: of)? \w{3,9}(?: 20\d\d)?"
    r"|\A[\W_]*[A-Z][a-z]{2,8} \d{1,2},? \d{1,2}[:.]\d\d"
    r"|20\d\d-\d\d-\d\d[ t]\d{1,2}:\d\d|\d\d:\d\d, \d{1,2} \w{3,9} 20\d\d"
    r"|\b(?:on|around|since) (?:\d{1,2}(?:st|nd|rd|th)? \w{3,9}|\w{3,9} \d{1,2}(?:st|nd|rd|th)?)(?: 20\d\d)?"
    r"(?: ?\([^)]{2,16}\))?, (?:we|i|they|it|the \w+) (?:\w+ly )?"
    r"(?:learned|learnt|found|saw|was|were|had|got|began|took|made|sent|ran|\w{3,}ed)\b"
)
"""A date on which something happened is none by which something is due; nor is the stamp of an event or of a log."""
_DUE_WORDS = re.compile(

        r"(?<![\w-])(?!(?:for|over) (?:hours|days|weeks|months|years)\b"
        r"|for (?:\d+|an?|one|two|three|four|six|eight|a few) \w+\b|during the (?:day|week)\b"
        r"|during (?:business|office|working|peak) hours"
        r"|in a week with\b"
        r"|(?:before|during|for|over) (?:an? |any |each )?(?:release|iteration)\b)"
        r"(?:(?:by|no later than|at the latest|before|until|due|within|in|over|during|for"
        r"|first thing)[: ]+(?:the )?(?:(?:next|coming|following|this|end of(?: the)?(?: this"
        r"| next)?) )?(?:about |around |roughly )?"
        r"(?:\d+|a|one|two|three|four|five|six|eight|few|couple of|next|coming)? ?"

        r"(?:business |working |calendar )?(?:hours?|days?|weeks?|months?|quarters?|sprints?"
        r"|release|iteration|monday|tuesday|wednesday|thursday|friday|tomorrow|january|february"
        r"|march|april|june|july|august|september|october|november|december|year)"

        r"|(?<=[(,\u2013\u2014-] )(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri)(?:day)?(?=\W*$|[);])"
        r"|(?<=[(,] )sprint \d{1,3}(?=\))"
        r"|(?:by|until|till|before|due)[: ]+\d{1,2}\.\d{1,2}\.?(?![\d%.])"
        r"|(?<!\w)(?:starting|beginning|as of|from) (?:on |with )?"
        r"(?:today|now(?! on\b)|monday|tuesday|wednesday|thursday|friday|tomorrow)\b"
        r"|(?:due|eta|deadline|by)[:= ]+\d{1,3} ?(?:d|w|wks?|mo)"
        r"|(?:due|eta|target|deadline|by|until|before|in)[: ]+(?:the )?(?:end of |early |mid[- ]|late )?"
        r"(?:jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec)[a-z]* 20\d\d"
        r"|(?:over |by |before |after |on )?(?:this|next|the coming|the) weekend|(?<=, )same (?:day|week|month)"
        r"|(?:before|by|until|at) the (?:end|start|beginning) of (?:the |this |next )?"
        r"(?:term|season|semester|shift|summer|winter|holidays?)"
        r"|(?:as of|beginning with|starting with|from) the (?:\w+ ){0,2}"
        r"(?:run|release|version|maintenance|sprint|term|season)\b"
        r"|(?:by|due|due on|until|before|no later than|(?:starting|beginning)(?: with [\w' -]{2,30})? on)"
        r" the \d{1,2}(?:st|nd|rd|th)"
        r"(?= ?(?:$|[.,;:)|(]|and\b|at the latest))"
        r"|(?<=[,\u2013\u2014-] )(?:today|tonight|at once|immediately)(?=\W*$)"
        r"|before (?:the )?(?:easter|christmas|summer|winter|autumn|spring)(?: break| holidays?)\b"
        r"|(?:by|at|until|before) the (?:january|february|march|april|may|june|july|august|september|october"
        r"|november|december|\w+day) (?:meeting|review|board|release|committee)|in the new year|by the long weekend"
        r"|before (?:the )?(?:code|change|release|summer|winter|holiday) freeze"
        r"|from (?:the )?next (?:home )?(?:game|match|run|release|event|show|shift|term)\b"
        r"|before (?:lent|advent|the freeze)\b|before (?:the )?(?:\w+ )?final\b"
        r"|in the (?:coming|next) (?:upgrade|release|version|sprint)"
        r"|(?:in|within|over) the (?:coming|next|following) (?:\w+ )?(?:weeks?|days?|months?)"
        r"|within the (?:day|week|month)|week \d{1,2}|(?:this|next|coming) (?:saturday|sunday)|\btmrw\b"
        r"|before (?:the )?(?:\w+ )?(?:deadline|season|term)\b|w(?:ee)?k \d{1,2}|20\d\d-w\d\d"
        r"|(?:mid|early|late)[- ](?:(?:jan|febr)uary|march|april|may|june|july|august|(?:septem|octo|novem|decem)ber)"
        r"|(?:this|next|current|coming) (?:week|month|quarter|sprint|release|iteration|year|monday"
        r"|tuesday|wednesday|thursday|friday)|tomorrow"
        r"|(?:by|before|at|until|in) the next (?:\w+ )?"
        r"(?:meeting|review|board|committee|retrospective|catch-?up|planning)"
        r"|(?:due|eta|deadline)[:= ]+20\d\d-\d\d(?!-)"
        r"|(?:in |during |by |for )?(?:the )?(?:first|second|third|fourth|last) quarter"
        r"|(?:target|due|by|until|in)[: ]+(?:the )?(?:sprint|iteration|release) \d{1,3}"
        r"|before (?:the )?next \w+(?: run| round| review| meeting| season)?"
        r"|after (?:the )?(?:summer|winter|easter|christmas|holidays?|break)(?: break| holidays?)?(?=\W*$|[);,])"
        r"|(?:by|at|until|before) the (?:[a-z]+ )?(?:meeting|sitting|assembly) (?:in|of|on) \w+"
        r"|(?<=[(,] )(?:3[01]|[12]\d|0?[1-9])/(?:1[0-2]|0?[1-9])(?=\W*$|[);])"
        r"|before (?:christmas|easter|new year|the holidays)|(?:spring|summer|autumn|winter) 20\d\d"
        r"|(?:by|before|in|until|next|this) (?:the )?(?:spring|summer|autumn|winter)"
        r"|(?<=, )(?:(?:jan|febr)uary|march|april|may|june|july|august|(?:septem|octo|novem|decem)ber"
        r"|\d{1,2}\.\d{1,2}\.?)(?=[\])])"
        r"|(?:start|middle|end) of (?:jan|febr)uary(?: 20\d\d)?"
        r"|(?:start|middle|end) of (?:march|april|june|july|august)(?: 20\d\d)?"
        r"|(?:start|middle|end) of (?:septem|octo|novem|decem)ber(?: 20\d\d)?"
        r"|end of (?:the )?(?:week|month|quarter|year"
        r"|sprint)|(?:by|until|before|in|end of) may(?! (?:be|have|not|need))|eo[wmqd])(?!\w)",
    re.IGNORECASE,
)  # fmt: skip
_CLAUSE_END = re.compile(
    r"[,;:()\u2013\u2014|\[\]*]| -+ |[.!?] |->|=>"
    r"| and (?=report|tell|present|deliver|send|write|file|publish|agree|decide)"
)
"""What ends a clause: behind it a term stands for the whole."""
_ABOUT_ELSE = re.compile(
    r"(?i)\b(?:if|when|whenever|unless|who|whose|where|why|whether|because|that (?:was|were|had|failed|fired|broke|ran)"
    r"|charged|expir\w+|announced)\b(?! (?:possible|done|ready)\b)"
)
"""What opens a clause about something else."""
_OF_A_DAY = re.compile(r"(?i)(?<!as )(?<!end )(?<!middle )(?<!start )(?<!beginning )\b(?:of|dated)(?: the)? $")
_NAMED_BY_DAY = re.compile(
    r"(?i) (?:case|incident|outage|release|run|report|batch|job|data|invoices?|deploy(?:ment)?s?|event|failure|version"
    r"|post-?mortem|totals?|figures|numbers|training|problem|issue)\b"
)
"""What a date stands before as a name: `the 3 March release`."""
_BAN = re.compile(r"(?i)\W*(?:no|never|disallow|forbid|ban|prohibit) ")
_DATED_HEADING = re.compile(r"(?i)\b(?:target|due|by|deadline|eta|until|before|within)\b")
_TERM_HEADING = re.compile(
    r"(?i)[(:\u2013-] ?((?:(?:next|this|coming|within|first|in|the) )*(?:\d+ ?(?:-|\u2013|to) ?)?(?:\d+ ?)?"
    r"(?:business |working |calendar )?(?:hours?|days?|weeks?|months?|quarters?|sprints?|year))\)?[\s:*_]*$"
)
"""A term that heads the actions under it: `Immediate actions (0-7 days)`."""


def due_of(text: str) -> str:
    """Return the date or term of an action, or an empty string."""
    plain = re.sub(r"https?://\S+|\bdue to\b", " ", text)
    return _first_term(_DUE, _HAPPENED.sub(" ", plain)) or _first_term(_DUE_WORDS, plain)


def _first_term(pattern: re.Pattern[str], words: str) -> str:
    """Return the first match of a pattern that says by when something is to be done, or an empty string."""
    terms = (match.group().strip() for match in pattern.finditer(words) if not _tells_of_else(words, match))
    return next(terms, "")


def _tells_of_else(words: str, match: re.Match[str]) -> bool:
    """Return whether a time belongs to what is said of something else than when it is to be done.

    That is a time in a clause about another thing (`an alert when certificates expire within 30 days`), a date that
    names a thing (`the job of 3 March`, `the 3 March release`), and a ban that ends with a time.
    """
    before = words[: match.start()]
    clause = _CLAUSE_END.split(before)[-1]
    return (
        _ABOUT_ELSE.search(clause) is not None
        or (_OF_A_DAY.search(before) is not None and not match.group()[0].isalpha())
        or _NAMED_BY_DAY.match(words, match.end()) is not None
        or (_BAN.match(words) is not None and not _CLAUSE_END.search(before))
    )


def due_of_heading(heading: str) -> str:
    """Return the date or term that a heading gives to all under it: `Long term (target: Q3 2026)`, `Soon (7 days)`."""
    term = _TERM_HEADING.search(heading)
    return (due_of(heading) if _DATED_HEADING.search(heading) else "") or (term[1] if term else "")


def first_of(pattern: re.Pattern[str], text: str) -> str:
    """Return the first match of a pattern, or an empty string."""
    match = pattern.search(text)
    return match.group().strip() if match else ""
