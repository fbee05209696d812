"""Reported statements that the same text takes back: `Support told you that orders were lost; none is`.

Whoever told it, and however: what matters is that words are reported, and that the rest of their sentence or the next
one corrects them, says the contrary, or gives another figure. What is only reported stays a claim: a lie does not
become free by `earlier we said`. Every wording needs the second half, so the first may be broad.
"""

from __future__ import annotations

import re

import msgspec

from simulator.reading.source import Source

ANY = "any"
"""What a correction takes back: everything that is reported."""
FIGURE, PLACE = "figure", "place"
LOSS, THEFT, FAILURE = "loss", "theft", "failure"
NO_LOSS, NO_THEFT, NO_FAILURE = "no loss", "no theft", "no failure"
_SPEAKS_OF = {
    ("restored", "yes"): (NO_FAILURE,), ("restored", "no"): (FAILURE,), ("data_loss", "none"): (NO_LOSS,),
    ("data_loss", "some"): (LOSS,), ("security", "none"): (NO_THEFT,), ("security", "breach"): (THEFT,),
}  # fmt: skip
NEXT = 2
"""So many sentences behind a report its correction may stand. Engineering judgement."""
_VERBS = (
    r"(?:say|said|saying|telling|tell|told|write|wrote|written|answered|replied|noted|reported|stated|claimed|claims|announced|posted|published"
    r"|declared|informed|assured|promised|mentioned|reads?|heard|believed|thought|assumed|understood|feared|suspected"
    r"|guessed|says?|showed|shown|called (?:it|this)|(?:spoke|spoken|speaks|talk|talked) of|named"
    r"|let (?:[\w-]+ ){1,3}know|(?:had|has|have) (?:it|us|you|me)\b(?= (?:\w+ ){0,4}?(?:at|in|that|believe|down))"
    r"|let slip|had(?= \")|put (?:it|(?:the|our|a) \w+) at|pass(?:es|ed)?(?: it)? (?:on|round)|went round"
    r"|given? (?:you |them |out )?(?:the (?:answer|impression|word)|to understand))"
)
_NOUNS = (
    r"(?:rumou?rs?|first word|the word|notes?|messages?|mails?|e-mails?|sentence|statement|lines?|figures?|numbers?"
    r"|answers?|notice|draft|impression|claim|story|report|posts?|screenshot|according to|tweets?|slides?|reading"
    r"|count|recording|recorded announcement|newsletter|letters?)"
)
_REPORT = re.compile(rf"\b(?:{_VERBS}|{_NOUNS})(?!\w)")
_OWN_AFTER_ALL = re.compile(
    r"(?:\bas\b(?: [\w-]+){0,5}|\b(?:(?:glad|happy|pleased|able|like|want|wish|have|relieved|delighted|sorry|proud|am"
    r"|are) to|can|could|will|shall|would|may|let me|must)(?: now| also| only| gladly)?|'ll) $"
)
"""What stands before a word of reporting where the writer vouches for it: `as we told you`, `glad to report`."""
_EDGE = re.compile(
    r"[;\u2013\u2014]| - |, (?:but|while|yet)\b|, and(?! (?:that|which)\b)"
    r"|\b(?:and|but) (?=(?:it|that|this|they|now) (?:is|was|are|were|does|did)\b)"
)
"""Where the report ends in its sentence."""
_LABEL = re.compile(rf"{_NOUNS}\b[^.;,\"\n]{{0,40}}?: (?!\")")
"""`A note on data: no order was lost` reports nothing."""
_TOLD_BEFORE = re.compile(r", (?:i|we|he|she|they|(?:our|the|my) [\w-]+)(?: have| had)? $")
"""How a report ends whose words stand before it: `Half of them fail, I wrote`."""
_ILL = frozenset((LOSS, THEFT, FAILURE, PLACE))
_OF_ALARM = re.compile(r"(?:graph|gauge|alarm|alert|rumou?r)s?\b")
"""What tells of harm only, so that its mistake takes back no good news."""
_WRONG = (
    r"(?:wrong|false|untrue|mistaken|incorrect|inaccurate|misleading|misled|unfounded|baseless|invented|nonsense"
    r"|hasty|over-?hasty|rash|premature|careless|too (?:early|soon|quick|fast|high|low|much|strong|big|small|hasty)"
    r"|(?:(?!no\b|not\b|never\b|hardly\b)[\w-]+ )?(?:mistake|slip|error|misreading|misunderstanding|misprint|typo"
    r"|mix-up|blunder|confusion"
    r"|exaggeration|guess|invention|wishful thinking|overstatement|understatement)|out of date|outdated|obsolete"
    r"|exaggerated|overstated|understated|refuted|not (?:so|true|right|correct|the case|what)|not borne out"
    r"|(?:from|for|meant for|of) (?:an?|the|our) (?:[\w-]+ )?(?:drill|exercise|test|rehearsal|example)"
    r"|an? (?:test|drill|sample|joke)\b|(?:last (?:week|month|year)|yesterday)'s|far from the truth|guessing|joking"
    r"|misinformed|ill-informed|speculating|ahead of the facts)"
)
_QUITE = (
    r"(?:(?:(?!hardly|scarcely)\w+ly|a|an|the|my|our|his|her|their|far|much|just|quite|all|also|of|plain|mere"
    r"|one) ){0,4}"
)
_THING = (
    r"(?:sentence|statement|note|mail|message|page|post|graph|gauge|alarm|alert|author|answer|draft|report|rumou?r|line"
    r"|words?|text|information|notice|story|claim|assurance|impression|source|slide|tweet|recording|reading|letter"
    r"|figure|number|count|share|estimate)s?"
)
_WITH_FIGURES = re.compile(r"(?:figure|number|count|share|estimate)s?\b")
_HAS_FIGURE = re.compile(
    r"\d(?:[\d.,]*) ?(?:%|per ?cent)|\b(?:half|third|quarter|all|every|most|one in|in (?:two|three|four|five|six|ten)"
    r"|\d+ (?:of|in|out of) \d+|no|nobody|none)\b"
)
_BE = r"(?:was|were|is|are|had been|has been|have been|proved(?: to be)?|turned out(?: to be)?|came)"
_LEAD = (
    r"\W*(?:(?:sadly|alas|unfortunately|but|and|yet|in (?:truth|fact|reality)|sorry|however|as it turned out|now"
    r"|we are sorry|i am sorry),? )*"
)
_CORRECTS = re.compile(
    rf"{_LEAD}(?:(?:that|this|it|which|they|he|she|we|i|both|(?:the|that|this|those|these|our|my|its|their|his|her"
    rf"|such an?) (?:[\w-]+ )?(?P<thing>{_THING}))"
    rf" (?:{_BE} {_QUITE}(?:{_WRONG})\b|(?:had )?(?:misread|misjudged|miscounted|misheard|misspoke|overstated"
    r"|understated"
    r"|exaggerated|mistook|mixed|confused|counts? wrong\w*|meant|divided|looked at the wrong|jumped to"
    r"|overshot|erred|went too far|should (?:have )?read|rested on)\b"
    r"|had (?:counted|taken|read|mistaken) [\w ]{2,30} (?:as|for)\b"
    r"|(?:did|do|does)(?: not|n't) (?:write|say|send|mean|post|know) (?:it|that|this)\b"
    r"|spoke too (?:soon|early)|should not have|ought not to have|(?:now )?know better|no longer (?:do|does|believe"
    r"|think|hold|holds|stand|stands|say|applies|apply|assume)\b|(?:do|does|did|cannot|could)(?: not|n't)?"
    r" (?:(?:not )?(?:hold|stand|apply|confirm (?:it|that|this)|exist))\b)"
    rf"|(?:too early|too soon|premature|not so|wrong|not true|untrue|far from it|nothing of the (?:kind|sort)|no such"
    r" thing)\b)"
)
"""A correction at the beginning of what follows."""
_ELLIPTIC = re.compile(
    rf"{_LEAD}(?:(?:it|that|this|they|there|he|she|you|we|i|everything|everybody) (?:was|were|is|are|did|does|do|has"
    r"|have|had|could|can|will)(?: not|n't| never)|(?:none|nothing|nobody|not one|no one|neither)(?: of (?:them|it|that"
    r"|those|these|you|us))? (?:was|were|is|are|did|does|has|have|had|do|happened))(?=\W*$|[,;:.]| at any| ever\b)"
)
"""`They were not.`, `None is.`"""
_ANYWHERE = re.compile(
    rf"\b(?:call(?:s|ed) (?:it|this|that) {_QUITE}(?:{_WRONG})"
    r"|withdraw|withdrew|retract|retracted|tak(?:e|en|ing)(?: \w+)? back|took(?: \w+)? back"
    r"|(?:disregard|ignore|forget|delete|discard) (?:it|that|this|them|the \w+|what)\b"
    r"|(?:do not|don't|not to|never) (?:repeat|pass (?:it|that|this)|spread|forward|use|trust)"
    r" (?:it|that|this|them|on)?"
    r"|(?:graph|gauge|counter|screen|monitor|dashboard|alarm|script)(?: (?:that )?\w+)? counts? wrong\w*"
    r"|(?:read|came|taken|comes|stems?|stemmed|copied)(?: it| that| this)? (?:off|from|out of) (?:the|an?|our)"
    r" (?:broken|faulty|wrong|frozen|stale|old|defective|half|misread)"
    r"|made (?:it|that|this) up|(?:not|n't) (?:bear|back|hold) (?:it|that|this) (?:out|up)"
    r"|no (?:truth|basis|sign|trace|proof|evidence|substance|grounds?|word) (?:in|of|for|to) (?:it|that|this)\b"
    r"|the (?:true|real|right|correct|actual|proper) (?:figure|share|number|count|answer)"
    r"|no (?:grounds?|basis|reason|right|business) (?:to|for) (?:say|write|claim|tell|believe|saying|writing)"
    r"|pay no attention to (?:it|that|this)"
    r"|not (?:one word|a word) of (?:it|that|this) (?:is|was) true|(?:not|never) true (?:at any|at all))\b"
)
"""A correction wherever it stands in what follows."""
_UNDENIED = re.compile(
    r"(?:\b(?:not|never|no reason to|need not|without|nor|nothing to)|n't)"
    r"(?: (?:have|going|want|wish|intend|need|mean|plan|to))* $"
)
_BEFORE = re.compile(
    r"\b(?:wrongly|mistakenly|erroneously|falsely|prematurely|hastily|rashly|carelessly|by mistake|in error|by accident"
    r"|^correction)\b|^\W*correction:"
    rf"|(?<!no )(?<!not a )(?<!not )\b{_WRONG} (?:of \w+ )?(?:to|when|that|in|if|and)(?: (?:i|we|he|she|they|you))?"
    r"(?: [\w-]+)? $"
    r"|\b(?:(?:withdraw|retract|disregard|ignore|forget|delete|strike|discard|correct|do not (?:repeat|pass on|trust"
    r"|use))|take back) (?:what|my|our|the|that|this|their|his|her|it)\b(?: [\w:]+){0,4} ?$"
)
"""What takes a report back before its words begin."""
_RESTATED = re.compile(r"[^\"(;,]{0,40}: ?(?![\"\d])")
"""`Please disregard my note of 14:06: all works again` states what holds now."""
_FAMILIES = {
    LOSS: re.compile(r"\b(?:lost|lose|loss|losses|missing|gone|deleted|erased|destroyed|wiped|corrupt\w*)\b"),
    THEFT: re.compile(
        r"\b(?:stolen|stole|theft|leak\w*|hack\w*|breach\w*|intru\w+|strangers?|outsiders?|outside|sign-?ins?|copied"
        r"|broken into|left (?:our|the|us)|compromised|exfiltrat\w+|log-?ins? (?:from|by))\b"
    ),
    FAILURE: re.compile(
        r"\b(?:fail\w*|errors?|affected|impacted|hit|down|slow|(?<!not )(?<!never )wrong|time(?:s|d)? out|timing out"
        r"|cannot|unable|unavailable|broken|locked out)\b"
    ),
}
_NEGATION = re.compile(
    r"\b(?:no(?! (?:doubt|longer|repair|estimate))|none|nobody|nothing|never|neither|without"
    r"|not(?! (?:yet|only|sorry)))\b|n't\b"
)
_WORKS = re.compile(r"\b(?:works?|working|loads|opens|succeed\w*|can|could|gets? through|survived|spared)\b")
_ALL_THERE = re.compile(
    r"\b(?:all|every|each|both|they|nothing but)\b[^.;\n]{0,40}\b(?:there|found|intact|complete|accounted for|safe"
    r"|stored|in place|present)\b"
)
_NOW = re.compile(r"\b(?:still|is|are|cannot|can't|fails?|shows?|gets?|sees?|remains?|back|again)\b|%")
_PAST = re.compile(r"\b(?:was|were|had|no longer|being|will be|because)\b")
_ONLY = re.compile(r"\b(?:only|alone|nowhere else|nothing but)\b")
_IT_WAS = re.compile(
    rf"{_LEAD}(?:it|that|they|some|something|some of (?:it|them)) (?:was|were|is|are|did|does|has|have)(?=\W*$|[,;:.])"
)
"""What takes back that nothing was."""
_PARTS = re.compile(r"[;:,]|\b(?:and|but|because|although|while)\b")
_CLAUSES = re.compile(r"[;:]|,(?!\d)|\b(?:and|but|while)\b")
_SHARE = re.compile(
    r"(?<![\w.,])\d[\d.,]* ?(?:%|per ?cent\b)|\b(?:one|two|three|four|five|six|seven|eight|nine|\d+)(?: \w+)?"
    r" (?:in|out of) (?:every )?(?:two|three|four|five|six|seven|eight|nine|ten|\d+)\b"
)
_OF_ELSE = re.compile(
    r" of (?:those|them|these|the (?:fail\w*|errors?|affected|lost|stuck|missing)|(?:the |our |all )?(?:repairs?|work"
    r"|replay|restore|rollout|copy|backlog|queue|credits?|fees?))\b"
)
_ALL = re.compile(r"\b(?:all|every|everybody|everyone|total)\b")
_UPHELD = re.compile(
    rf"{_LEAD}(?:(?:that|this|it|which|they|he|she|you|both|i|we) (?:is|are|was|were|remains?) (?:still |quite )?"
    r"(?:right|correct|true|so|the case|accurate)\b|(?:that|this|it) (?:still )?(?:stands|holds)\b"
    r"|(?:i|we) (?:can )?confirm\b)"
)
_TRUE = re.compile(r"\b(?:is|are|was) (?:still |quite )?(?:true|right|correct|so)\W*$")
"""What makes a report the writer's own after all."""
_IN_MARKS = re.compile(r'"[^"\n]{2,300}"')


class Retracted(msgspec.Struct, frozen=True):
    """A span of `plain` that is reported and taken back."""

    start: int
    end: int
    what: frozenset[str]
    """What of it is: `ANY`, or what its contrary speaks of."""

    def covers(self, position: int, *of: str) -> bool:
        """Return whether words at a position that speak of something are taken back."""
        return self.start <= position < self.end and (ANY in self.what or not self.what.isdisjoint(of))


def retracted_spans(source: Source) -> list[Retracted]:
    """Return the reported statements of a text that it takes back itself."""
    plain = source.plain
    if _REPORT.search(plain) is None:
        return []
    told: list[Retracted] = []
    sentences = source.sentences()
    for index, (first, last) in enumerate(sentences):
        head = _head(plain, first, last)
        if head is None:
            continue
        ends = _end(plain, head.end(), last)
        follows = [(ends, last), *sentences[index + 1 : index + 1 + NEXT]]
        starts = first if _TOLD_BEFORE.search(plain, first, head.start()) else head.end()
        what = _taken_back_before(plain, first, head) or _taken_back_by(plain, (starts, ends), follows)
        if what:
            told.append(Retracted(starts, ends, what))
            told += [Retracted(*marks.span(), what) for marks in _IN_MARKS.finditer(plain, first, ends)]
    return told


def of_claim(key: str, value: str) -> tuple[str, ...]:
    """Return what a claim speaks of; a correction takes back all others."""
    return _SPEAKS_OF.get((key, value), ())


def of_share(value: str) -> tuple[str, ...]:
    """Return what a share of those who are hurt speaks of; whichever harm it is of, its contrary takes it back."""
    return (FIGURE, NO_FAILURE) if value == "0" else (FIGURE, FAILURE, LOSS, THEFT)


def _head(plain: str, first: int, last: int) -> re.Match[str] | None:
    """Return the first word of reporting in a sentence that the writer does not vouch for."""
    for match in _REPORT.finditer(plain, first, last):
        is_own = _OWN_AFTER_ALL.search(plain, first, match.start()) or _LABEL.match(plain, match.start(), last)
        if not is_own or _BEFORE.search(plain[first : match.start()]):
            return match
    return None


def _end(plain: str, start: int, last: int) -> int:
    """Return where a report ends: at another clause, or where its correction begins."""
    edge = _EDGE.search(plain, start, last)
    ends = edge.start() if edge else last
    for place in re.finditer(
        r" (?=(?:was|were|is|are|does|do|did|stood|overshot|erred|rested|should)\b)", plain[start:ends]
    ):
        at = start + place.start()
        if _correction(f"it{plain[at:ends]}", plain[start:at]):
            return at
    return ends


def _taken_back_before(plain: str, first: int, head: re.Match[str]) -> frozenset[str]:
    """Return what words before a report take back, unless what follows a colon says what holds now."""
    if not _BEFORE.search(plain[first : head.start()]) or _RESTATED.match(plain, head.end()):
        return frozenset()
    return frozenset((ANY,))


def _taken_back_by(plain: str, report: tuple[int, int], follows: list[tuple[int, int]]) -> frozenset[str]:
    """Return what the sentences behind a report take back of it."""
    words = plain[slice(*report)]
    found: set[str] = set()
    if _TRUE.search(words):
        return frozenset()
    for rank, (first, last) in enumerate(follows):
        rest = plain[first:last]
        if not rest.strip():
            continue
        opens = rest.lstrip("; ,-\u2013\u2014")
        if rank <= 1 and _UPHELD.match(opens):
            break
        found |= _correction(opens, words) or (_correction(f"it {opens}", words) if rank == 0 else frozenset())
        found |= _contrary(words, rest)
    return frozenset(found)


def _correction(rest: str, words: str) -> frozenset[str]:
    """Return what of a report a sentence takes back by a word of correction."""
    match = _CORRECTS.match(rest)
    thing = match["thing"] or "" if match else ""
    if match and _OF_ALARM.match(thing):
        return _ILL
    if match and (not _WITH_FIGURES.match(thing) or _HAS_FIGURE.search(words)):
        return frozenset((ANY,))
    short = _IT_WAS if _NEGATION.search(words) else _ELLIPTIC
    if any(short.match(clause) for clause in _PARTS.split(rest)):
        return frozenset((ANY,))
    if any(not _UNDENIED.search(rest[: match.start()]) for match in _ANYWHERE.finditer(rest)):
        return frozenset((ANY,))
    return frozenset()


def _contrary(words: str, rest: str) -> set[str]:
    """Return what a sentence says the contrary of."""
    told = {family for family, pattern in _FAMILIES.items() if pattern.search(words)}
    found = set()
    if (LOSS in told or THEFT in told) and _ALL_THERE.search(rest) and _NEGATION.search(rest) is None:
        found |= told & {LOSS, THEFT}
    for clause in _CLAUSES.split(rest):
        family = _predicate(clause)
        negated = _NEGATION.search(clause) is not None
        if family and negated and family in told and _WORKS.search(clause) is None:
            found.add(family)
        elif family and not negated and _NOW.search(clause) and not _PAST.search(clause):
            found.add(f"no {family}")
    if _HAS_FIGURE.search(words) and (_ALL.search(words) or not _WORKS.search(rest)):
        shares = (share for share in _SHARE.finditer(rest) if not _OF_ELSE.match(rest, share.end()))
        found |= {FIGURE for share in shares if share.group() not in words}
    if _ONLY.search(rest):
        found.add(PLACE)
    return found


def _predicate(clause: str) -> str:
    """Return the family of the last word of harm in a clause: `none of the failed saves is lost` speaks of loss."""
    last = {
        family: max((match.start() for match in pattern.finditer(clause)), default=-1)
        for family, pattern in _FAMILIES.items()
    }
    family = max(last, key=lambda name: last[name])
    return family if last[family] >= 0 else ""
