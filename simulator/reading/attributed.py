"""Parts of a text that somebody else said, feared or reckoned, and what the writer only says to take it back.

A claim or a promise in such words is nobody's who wrote them down: `You wrote that all is lost`, `our first suspicion,
copied tokens, was wrong`, `it is too early to say that nothing was lost`.
"""

from __future__ import annotations

import re
from functools import lru_cache

import msgspec

from simulator.reading.cues import heads
from simulator.reading.retracted import Retracted, retracted_spans
from simulator.reading.source import Source
from simulator.reading.unmeant import within

_SAYING = (
    r"(?:wrote|writes?|written|said|says?|told|tells?|reports?|reported|claims?|claimed|heard|read|thinks?|thought"
    r"|believes?|believed|fears?|feared|worry|worries|worried|suspects?|suspected|asks?|asked|guess(?:es|ed)?"
    r"|announced|complained|mentioned|posted|tweeted|shouted|wonders?|wondered)"
)
_RECKONING = (
    r"(?:expects?|expected|reckons?|reckoned|assumes?|assumed|counts? on|hopes? for|waits? for|calculates?|calculated"
    r"|plans? with|needs?|wants?)"
)
_OTHERS = (
    r"(?:you|your (?:[\w-]+ ){1,3}?|(?:a|an|one|another|some|the) (?:customers?|clients?|users?|newspapers?"
    r"|journalists?|reporters?|papers?|press|blog|colleagues?(?: of (?:yours|mine|ours))?|forum|tweet|post|hospital"
    r"|shop|school)|customers|users|people|newspapers|the (?:press|media|news|web|internet)|somebody|someone|rumou?r"
    r"|(?:an?|one|some|the|our) (?:[\w-]+ )?(?:headlines?|news ?sites?|broadcasters?|radio|bloggers?"
    r"|competitors?|callers?|videos?)|(?:an?|some|the) (?:news|press|newspaper|blog) (?:articles?|reports?|posts?)"
    r"|(?:an?|any|some|the|that) (?:tweets?|rumou?rs?|articles?|story|stories)(?: (?:that|which))?"
    r"|twitter|reddit|facebook|linkedin|mastodon|bluesky|social media|headlines|reporters|journalists)"
)
_WHERE = (
    r"(?: (?:on|in|at|from|of|over) (?:the |our |your |social |this )?(?:phone|hotline|line|chat|desk|support|sales|web"
    r"|net|internet|forum|media|press|news|papers?|tv|radio|twitter|reddit|facebook|linkedin|yours|mine|ours))?"
)
"""Where somebody said it: `somebody on the phone`."""
_BY_OTHERS = re.compile(
    rf"\b{_OTHERS}{_WHERE}(?: [\w-]+ly| also| first| have| has| had| may| might| still| now| all| must)* ?"
    rf"\b(?:{_SAYING}|{_RECKONING})\b"
    r"|\b(?:your|the|a|this|that|their|any) (?:worry|worries|fears?|impression|concern|rumou?rs?|suspicion|assumption"
    r"|idea|story|question|expectation|estimate of yours|figure of yours)\b"
    rf"|\b(?:i|we)(?: have|'ve)? (?:also |just )?(?:read|heard|hear|seen|see) (?:it )?(?:said )?"
    rf"(?:in|on|from|by|at|there|it said)\b(?: {_OTHERS}| the (?:papers?|tv|radio)| television)(?: today)?,?"
    r"(?= (?:that\b|\W))|\b(?:it is|it was) (?:being )?(?:said|claimed|written|reported) (?:on|in|by) \w+"
    r"|\bthere (?:are|is|were|was) (?:some )?(?:reports?|rumou?rs?|talk|stories)(?: [\w-]+){0,4}? that\b"
    r"|\b(?:a|another|one) colleague (?:of \w+ )?(?:has |had )?promised\b|\b(?:was|were|had been) promised\b"
)
"""Where somebody else's words begin; they last to the end of the sentence."""
_QUOTED = re.compile(
    rf'"(?P<words>[^"\n]{{2,300}})"[,.;:]?(?: -)? (?:(?:so|thus|(?:is|was) what) )?(?:{_OTHERS}{_WHERE}'
    rf"(?: [\w-]+ly| also| first| have| has| had)* ?{_SAYING}|{_SAYING} {_OTHERS})\b"
)
"""Somebody else's words that stand before whoever said them."""
_DENIED = re.compile(
    r"\b(?:never|not)(?: yet| ever| once)? (?:said|claimed|written|told (?:you|them|anybody|anyone)|promised|confirmed"
    r"|wrote|assured (?:you|them|anybody|anyone))(?: (?:to )?(?:you|them|anybody|anyone))? that\b"
    r"|\bit is (?:simply |just )?(?:not (?:true|so|right|correct|the case)|untrue|false|wrong) that\b"
    r"|\b(?:asks?|asked|wonders?|wondered|questions?|questioned|want(?:s|ed)? to know|wish(?:es|ed)? to know)"
    r"(?: (?:me|us|you|him|her|them|again|today))* (?:whether|if)\b"
)
"""What is said to be untrue or never said, or what somebody asks; it lasts to the end of the clause."""
_SELF_SAID = re.compile(
    r"\b(?:i|we|our (?:[\w-]+ )?(?:mail|post|update|message|note|page)) (?:[\w:]+ ){0,4}?"
    r"(?:wrote|said|told (?:you|them)|announced|posted|claimed)\b"
)
_THAT_WAS_WRONG = re.compile(
    r"\W*(?:that|this|it) (?:was|is) (?:\w+ly )?"
    r"(?:wrong|false|untrue|a mistake|mistaken|premature|too early|not (?:so|true))\b"
)
"""What takes back the writer's own words of the sentence before."""
_IN_MARKS = re.compile(r'"[^"\n]{2,300}"')
_WHOEVER = re.compile(rf"\W*(?:who|whoever|anybody who|anyone who|nobody who) {_SAYING}\b")
_OWN_WORD = re.compile(
    r"[;\u2013\u2014](?! (?:and )?that\b)"
    r"|, (?:but|while)(?= (?:it|we|i|the|in|our|only|about|no|nothing|this|what we|\d))"
)
"""Where the writer's own word begins again behind somebody else's."""
_NEXT_CLAUSE = re.compile(r"[:;\u2013\u2014]|, (?:and|but|so)\b")
_RELAYED = re.compile(rf"(?<!\bwe )(?<!\bi )\b{_SAYING}(?: (?:us|me|you))?(?: that\b|[:,])")
_NOT_RELIED = re.compile(
    r"(?:\b(?:do|can|would|should|must)(?: not|n't)|\bcannot|\bnever) (?:yet )?(?:rely|count|bank|bet|build|depend) on"
    r" (?:it|that|this|them)\b|\b(?:do|can|would)(?: not|n't) (?:trust|believe) (?:it|that|this|them)\b"
)
"""What makes of words that are passed on somebody else's alone: `We do not rely on it.`"""
_ESTIMATED = re.compile(
    r"(?<!\bwe )(?<!\bi )\b(?:expects?|hopes?|reckons?|estimates?|assumes?|aims?|plans?|names?|gives?|quotes?"
    r"|counts? on|speaks? of|promises?|says?|told|writes?|announces?|announced)\b"
)
_NOT_PROMISED = re.compile(
    r"\b(?:(?:do|does|did|will|would|can|could|shall)(?: not|n't)|cannot|never) (?:\w+ )?(?:promise|vouch for|guarantee"
    r"|underwrite|build on|bank on|count on|rely on|stand by|adopt|share|confirm|endorse)"
    r" (?:it|that|this|them|(?:that|this|the|its|their) (?:time|hour|estimate|hope|figure))\b"
    r"|\bwhich we (?:cannot|can't|do not|don't|would not) (?:vouch for|promise|guarantee|count on|build on|confirm)\b"
    r"|\b(?:no|not an?|not our) promise (?:of (?:it|ours|that|this)|from us|by us)?\b"
    r"|\bnot (?:as |a promise of )?ours\b|\b(?:its|their|his|her) own (?:hope|estimate|word|guess|reckoning)\b"
    r"|\bonly (?:pass|hand|relay|repeat) (?:it|that|this)\b"
)
"""What makes somebody else's estimate no promise of the writer: `We do not promise it.`"""
_CONFIRMED = re.compile(
    r"[^.\n]{0,3}\b(?:that|this|it) (?:is|was) (?:right|correct|true|so|the case|what we see)\b"
    r"|\byou(?:'re| are) right\b"
    r"|\b(?:we|i) (?:can )?(?:see|confirm) (?:it|that|this|the same)\b"
)
"""What makes them one's own after all: `That is right.`"""
_NOT_SAYING = re.compile(
    r"\b(?:too (?:early|soon)|premature|wrong|a lie|lying|dishonest|careless) (?:for (?:us|me) )?"
    r"(?:to|if (?:i|we)|were (?:i|we) to|of (?:us|me) to)\b[^,;.]{0,12}"
    r"\b(?:say|said|claim\w*|promis\w+|assur\w+|tell|told)\b"
    r"|(?:\b(?:cannot|can not|not|never|nobody(?: here)?|no one(?: here)?|none of us|neither|refuse)\b|n't\b)"
    r"(?: (?:yet|want to|wish to|dare to|going to|to|be able to|able to|i|we|you|responsibly|honestly|truthfully"
    r"|already))*"
    r" (?:promise|say|says|saying|claim|claims|claiming|assure|guarantee|confirm|state|swear|conclude|infer|assume|deny"
    r"|pretend)\b"
)
"""Where somebody says what they do not say."""
_TAKEN_BACK = re.compile(
    r"\b(?:figures?|numbers?|estimates?|suspicions?|guess|reports?|rumou?rs?|statements?|assumptions?|ideas?|thoughts?"
    r"|that|this|it|which|claims?|messages?|posts?|updates?|counts?|story|words?|sentences?|lines?)\b[^.\n]{0,60}?"
    r"\b(?:was|were|is|are|proved|turned out(?: to be)?) (?:\w+ly )?(?:wrong|mistaken|false|untrue|premature|unfounded"
    r"|refuted|a mistake|not true|not so|not the case)\b"
    r"|\b(?:we|i) (?:had )?(?:at )?(?:first|initially|once|had) (?:\w+ )?(?:thought|feared|suspected|assumed|believed"
    r"|took|guessed|two ideas|several ideas)\b|\bfirst (?:suspicion|guess|thought|idea|suspected|feared)\b"
    r"|\bhad (?:it|they|there|this) been\b|\b(?:ruled out|no basis)\b|\bit was not\b|\btwo ideas\b"
)
"""What takes back what stands in the same sentence."""
_TOLD_CUES = heads(
    "wrote write writes written said say says told tell tells report claim heard hear read think thought believe fear",
    "worry worries suspect suspicion ask asks asked guess announced complained mentioned posted tweeted shouted wonder",
    "expect expects reckon assume assumption count hope wait calculates plan plans need want seen see impression",
    "concern rumour story stories question estimate figure talk promised idea",
)
_DENIED_CUES = heads("never not untrue false wrong ask asks asked wonder wonders question want wants wish wishes")
_NOT_SAYING_CUES = heads(
    "say says saying said claim promise assure tell told guarantee confirm state swear conclude infer assume deny",
    "pretend",
)
_TAKEN_BACK_CUES = heads(
    "wrong mistaken false untrue premature unfounded refuted not first initially once had ruled basis ideas"
)
_ESTIMATED_CUES = heads(
    "expect hope reckon estimate assume aim aims plan names name gives quotes count speaks promises say says told",
    "writes announced",
)
_RELYING_CUES = heads("rely count bank bet build depend trust believe")
"""Of each of these expressions some words, of which every match holds one."""


class Attributed(msgspec.Struct, frozen=True):
    """Spans of `plain` that are not the writer's own word."""

    others: list[tuple[int, int]]
    """What somebody else said or reckons with."""
    unsaid: list[tuple[int, int]]
    """What the writer says not to say."""
    withdrawn: list[tuple[int, int]]
    """Sentences that take something back."""
    retracted: list[Retracted] = []
    """Reports that the text takes back."""
    former: list[tuple[int, int]] = []
    """Clauses that tell of another time."""

    def is_own(self, position: int, *of: str) -> bool:
        """Return whether the words at a position, which speak of something, are the writer's word."""
        if any(within(position, spans) for spans in (self.others, self.unsaid, self.former)):
            return False
        return not any(one.covers(position, *of) for one in self.retracted)


@lru_cache(maxsize=1)  # the claims and the promises of a text ask one after the other
def attributed(source: Source) -> Attributed:
    """Return what in a text is not the writer's own word."""
    plain = source.plain
    others, unsaid, withdrawn = [], [], []
    if '"' in plain:
        told = [
            match for match in _QUOTED.finditer(plain) if not _CONFIRMED.search(plain, match.end(), match.end() + 80)
        ]
        others += [(match.start(), match.end("words")) for match in told]
    others += _told(source)
    for first, last in source.sentences_with(_NOT_SAYING_CUES):
        if match := _NOT_SAYING.search(plain, first, last):
            unsaid.append((match.end(), last))
    for first, last in source.sentences_with(_DENIED_CUES):
        if match := _DENIED.search(plain, first, last):
            unsaid.append((match.end(), _ends(_NEXT_CLAUSE, plain, match.end(), last)))
    for first, last in source.sentences_with(_TAKEN_BACK_CUES):
        if _TAKEN_BACK.search(plain, first, last):
            withdrawn.append((first, last))
            others += [match.span() for match in _IN_MARKS.finditer(plain, first, last)]
    return Attributed(others, unsaid, withdrawn, retracted_spans(source))


def _told(source: Source) -> list[tuple[int, int]]:
    """Return what somebody else said in the sentences that tell of saying, or what the writer said wrongly."""
    plain, others = source.plain, []
    relies = bool(source.sentences_with(_RELYING_CUES))
    for first, last in source.sentences_with(_TOLD_CUES):
        match = _BY_OTHERS.search(plain, first, last) or _WHOEVER.match(plain, first, last)
        if match and not _CONFIRMED.search(plain, match.end(), last + 80):
            others.append((match.end(), _ends(_OWN_WORD, plain, match.end(), last)))
        match = _RELAYED.search(plain, first, last) if relies else None
        if match and _NOT_RELIED.search(plain, match.end(), last + 80):
            others.append((match.end(), last))
        if _THAT_WAS_WRONG.match(plain, last) and (match := _SELF_SAID.search(plain, first, last)):
            others.append((match.end(), last))
    for first, last in source.sentences_with(_ESTIMATED_CUES):
        if (match := _ESTIMATED.search(plain, first, last)) and _NOT_PROMISED.search(plain, match.end(), last + 120):
            others.append((match.start(), last))
    return others


def _ends(edge: re.Pattern[str], plain: str, start: int, last: int) -> int:
    """Return where words end that begin at a place, at the latest at the end of their sentence."""
    found = edge.search(plain, start, last)
    return found.start() if found else last


def takes_back(clause: str) -> bool:
    """Return whether a clause takes back what stands in it."""
    return _TAKEN_BACK.search(clause) is not None
