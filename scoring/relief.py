"""Whether a text tells its readers in the scenario's own words that the harm is over.

`Lab results are no longer late`, `All wages are correct again`: no list of words knows every trade, so the subject of
such a clause has to be made of words of the scenario alone. It is made to miss rather than to accuse: a part, a
place, a plan, a condition, a doubt, another's words, or anything that still fails in the same text says no such thing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from scoring.duty import Context
from scoring.meant import DENIES, FRAMES, takes_back
from scoring.posts import holds
from scoring.sentences import claim_in, sentences
from simulator.reading.cause import same
from simulator.reading.known import stems_of
from simulator.reading.result import Claim

RESTORED = "restored"
"""The key of such a claim, as the reader's own have it."""
_CUES = (" again", "no longer", "any more", "anymore", "any longer", " over", " left", "behind us", "fixed", "correct",
         "repaired", "revers", "cleared", "put right", "solved", "undone", "reached", "arrived", "gone")  # fmt: skip
"""One of these is in all of them, and quickly found."""
_STATE = (
    r"(?:late|delayed|slow|wrong|incorrect|false|missing|failing|affected|impacted|hit|down|unavailable|unreachable"
    r"|broken|stuck|blocked|doubled?|duplicated?|twice|lost|refused|declined|rejected|interrupted|disrupted|overdue)"
)
_WELL = (
    r"(?:on time|in time|correct(?:ly)?|right|accurate|complete(?:ly)?|in order|fine|as usual|normal(?:ly)?|reliabl[ey]"
    r"|prompt(?:ly)?|punctual(?:ly)?|without (?:any )?(?:delays?|errors?|failures?|problems?)|(?:exactly )?once)"
)
_MENDED = r"(?:fixed|corrected|repaired|reversed|cleared|put right|solved|undone|refunded|cancelled|removed)"
_OVER = r"(?:over|gone|behind us|history|a thing of the past|past|solved|fixed)"
_VERB = (
    r"(?:reach|arriv|com|go|get|load|sav|print|leav|flow|run|show|hav|carry|work)(?:e|es|s|ies)?"
    r"(?P<object>(?: (?!on time|in time|again|without|once)[\w'’-]+){0,5}?)"
)
_NOW = r"(?: now| all| finally| once more)*"
_LEAD = (
    r"^(?:(?:we (?:are |can )?(?:glad |happy |pleased )?(?:to )?(?:now )?(?:say|confirm|report|tell you) that|now"
    r"|(?:good )?news|update|status) )?"
)
_TAIL = (
    r"(?: (?:now|everywhere|for (?:everybody|everyone|all(?: of (?:you|them))?|all [\w-]+)|in all [\w-]+"
    r"|since \d[\d:]*(?: utc)?))*$"
)
_WORDINGS = tuple(
    re.compile(f"{_LEAD}{words}{_TAIL}", re.IGNORECASE)
    for words in (
        rf"(?P<thing>[\w %'’-]+?) (?:is|are){_NOW} (?:no longer|not) {_STATE}(?: any ?(?:more|longer))?",
        r"(?P<thing>[\w %'’-]+?) no longer (?:fails?|arrives? late|times? out)",
        rf"(?P<thing>[\w %'’-]+?) (?:is|are|{_VERB}){_NOW} {_WELL} again",
        r"(?P<thing>[\w %'’-]+?) (?:shows?|ha(?:s|ve)|gets?|sees?) (?:exactly |only )?(?:one|a single)"
        r"(?P<object>(?: [\w'’-]+){1,2}) again",
        rf"the (?:problem|trouble|issue|error|fault|mistake|matter)s? (?:with|of|in|around) (?P<thing>[\w %'’-]+?)"
        rf" (?:is|are|has been|have been){_NOW} {_OVER}",
        rf"(?P<thing>(?:the |all )?[\w %'’-]+?) (?:is|are){_NOW} (?:over|gone|behind us|history|a thing of the past)",
        rf"(?P<thing>[\w %'’-]+?) (?:has|have) (?:now )?(?:all |fully |completely |entirely )?been"
        rf" (?P<fully>all |fully |completely |entirely )?{_MENDED}",
        rf"(?:we|our (?:team|engineers)) (?:have|has) (?:now )?{_MENDED} (?P<thing>(?:all|the) [\w %'’-]+?)",
        r"(?P<thing>all [\w %'’-]+?) have (?:now )?(?:reached(?P<object>(?: [\w'’-]+){1,3})|arrived|been delivered)",
        r"there (?:is|are) (?:now )?no (?P<thing>[\w %'’-]+?) (?:left|any ?(?:more|longer))",
        r"no (?P<thing>[\w'’-]+) (?:has|have|gets?|sees?|meets?) (?P<object>(?:[\w'’-]+ ){1,3})any ?(?:more|longer)",
    )
)  # fmt: skip
"""Each is of a whole clause; `thing` and `object` have to be words of the scenario."""
_OF_HARM = _WORDINGS[5:]
"""Those that say nothing of harm themselves, so that their subject has to."""
_CLAUSE = re.compile(r"[^.,;:!?\n\u2013\u2014]+")
_AND = re.compile(r" and (?=\w+ (?:[\w-]+ ){0,3}(?:is|are|has|have|need|can|do|reach)\b)")
_HARM = re.compile(
    r"^(?:delays?|double\w*|duplicat\w*|twice|two|late|wrong|incorrect|missing|errors?|failures?|outages?|backlogs?)$"
)
"""Words of harm itself, in a subject as good as the scenario's."""
_SMALL = ("the", "all", "our", "your", "every", "each", "any", "of", "these", "those", "and", "us", "now", "both",
          "been", "one", "as", "amounts", "customers", "users", "people")  # fmt: skip
"""Words that narrow nothing down."""
_STILL = re.compile(
    r"\b(?:still|not yet|except|apart from|other than|most|some|part(?:s|ly)?|half|first|only|so far|remain\w*"
    r"|was|were|again (?:late|wrong|failing|down)|new|further|additional|soon|planned|goal|target|aim|draft)\b",
    re.IGNORECASE,
)
"""Anywhere in its sentence it makes of the whole a part, of the present a past, or of the deed a plan."""
_FAILS = re.compile(
    r"\b(?:still|remain\w*|continu\w+ to) (?:\w+ )?(?:fail\w*|affected|late|wrong|delayed|down|missing|slow|twice)\b"
    r"|\d ?% [^.\n]{0,60}\b(?:is|are|fail\w*|cannot|reach(?:es)?|show)\b",
    re.IGNORECASE,
)
"""Anywhere in the text it says that harm goes on."""
_ONCE = re.compile(r"\b(?:exactly|only) once\b", re.IGNORECASE)
_WORD = re.compile(r"[\w%'’-]+")
_IN_PLACE = re.compile(r"^\s*(?:in|at|for|on|with|from) (?!all\b|every)", re.IGNORECASE)
"""How a clause begins that leads the next into a part: `In ward 3, results are on time again`."""


def relief(context: Context, text: str, read: Iterable[Claim] = ()) -> Iterator[Claim]:
    """Yield every clause that says that what the scenario calls its harm is over, and was not `read` as that before."""
    if not holds(text, _CUES) or takes_back(text) or _FAILS.search(text):
        return
    known = [claim for claim in read if claim.key == RESTORED]
    for sentence in sentences(text):
        words = sentence.group()
        if words.endswith("?") or _STILL.search(words) or FRAMES.search(_ONCE.sub("", words)):
            continue
        for clause in _clauses(text, sentence):
            before = text[sentence.start() : clause.start()]
            if DENIES.search(before) or _IN_PLACE.match(before) or not _says_over(context, clause.group()):
                continue
            told = claim_in(clause, RESTORED, "yes")
            if not any(told.start < one.end and one.start < told.end for one in known):
                yield told


def _clauses(text: str, sentence: re.Match[str]) -> Iterator[re.Match[str]]:
    """Yield the clauses of a sentence, each as a match in the whole text."""
    for clause in _CLAUSE.finditer(text, *sentence.span()):
        cut = _AND.search(text, *clause.span())
        if cut is None:
            yield clause
            continue
        for part in (_CLAUSE.match(text, clause.start(), cut.start()), _CLAUSE.match(text, cut.end(), clause.end())):
            if part is not None:
                yield part


def _says_over(context: Context, clause: str) -> bool:
    """Whether a clause is one of the wordings, of nothing but what the scenario tells of."""
    for wording in _WORDINGS:
        found = wording.match(clause.strip())
        if found is None:
            continue
        parts = found.groupdict()
        if _is_of(context, parts["thing"], parts.get("object") or "", wording in _OF_HARM):
            return True
    return False


def _is_of(context: Context, thing: str, other: str, harmful: bool) -> bool:
    """Whether a subject and object are words of the scenario or of harm, and end in what is hurt."""
    titles = (signal.title for signal in context.scenario.signals.values())
    around, core = _stems(context.scenario.summary, context.scenario.briefing, *titles), _stems(*hurt_first(context))
    words = [word for word in _WORD.findall(f"{thing} {other}".lower()) if word not in _SMALL]
    harms = [word for word in words if _HARM.match(word)]
    if any(not _among(word, around + core) for word in words if word not in harms):
        return False
    heads = [_WORD.findall(part.lower())[-1] for part in (thing, other) if part.strip()]
    is_hurt = any(_among(word, core) for word in heads)
    return bool(harms) or (is_hurt and (not harmful or "all" in thing.lower().split()))


def hurt_first(context: Context) -> tuple[str, ...]:
    """What is hurt, in the author's words; of several things that are hurt the first, for the others are a part."""
    return tuple(re.split(r"[;,]| and ", step.text)[0] for step in context.truth.scope if step.pct)


@lru_cache(maxsize=256)
def _stems(*texts: str) -> tuple[str, ...]:
    return tuple(stems_of(" ".join(texts).lower()))


def _among(word: str, stems: tuple[str, ...]) -> bool:
    return any(same(own, one) for own in stems_of(word) or [word] for one in stems)
