"""Whether a text tells its reader that all is well with what is theirs, or to act on it as if it were.

`Your figures are right`, `so please pay it`, `card payments work at your place`, `your files are untouched`: people act
on such words. It is made to miss rather than to accuse: a doubt, a condition, a denial, another's words, a thing that
has a name of its own (`your September invoice`) and a paper that was corrected are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scoring.meant import DENIES, FRAMES, is_meant, takes_back
from scoring.posts import holds
from scoring.sentences import MONTH
from simulator.reading.cause import same
from simulator.reading.known import stems_of
from simulator.reading.result import Claim

WELL = "well"
"""The key of such a claim."""
RIGHT = "right"
"""What they have is as it should be."""
ACT = "act"
"""They may order, plan or pay by it."""
WORKS = "works"
"""It works at their place."""
RESUME = "resume"
"""They may go back to work."""
WHOLE = "whole"
"""Nothing of theirs is lost or doubled."""
UNTOUCHED = "untouched"
"""Nobody has read what is theirs."""

_END = r"(?=[.,;!)]|$| and\b| so\b| as (?:usual|always|planned|on any)\b)"
_LEAVE = r"(?:please|you (?:can|may|should|must)|go on|keep|continue|carry on|feel free to)"
_OF_OURS = r"(?:(?:stock|current|present|item|same) )?"
_OF_NOW = rf"(?:(?:stock|current|present|item|{MONTH}) )?"
_FIGURES = r"(?:figures|numbers|quantities|amounts|lists|data)"
_PAPER = r"(?:invoice|bill|amount)s?"
_RUNS = r"(?:planning|order\w*|imports?|exports?|close|debits?|payments?|purchas\w+|production)"
_RESUMED = r"(?:order|book|sav|sell|enter|ship|plan)\w*ing"
_ONES = r"(?:order|booking|record|entry|posting|payment|save)"
_NEED_NOT = r"(?:need not|needn['’]t|do not (?:need|have) to|don['’]t (?:need|have) to)"
_KINDS = {
    RIGHT: (
        rf"\b(?:your|our|all|these|all (?:your|our|the)) {_OF_NOW}(?:{_FIGURES}|{_PAPER}) (?:is|are)"
        r" (?:still |all |indeed )?(?:right|correct|accurate|in order|fine|valid|good|reliable"
        rf"|(?:the )?(?:right|correct) ones?|as they should be){_END}",
    ),
    ACT: (
        rf"\b{_LEAVE} (?:just |simply |also )?pay (?:it|this|(?:the|this|your) {_OF_NOW}{_PAPER})"
        rf"(?: now| today| as usual)?{_END}",
        rf"\b{_LEAVE} (?:[\w-]+,? ){{0,6}}?(?:order|plan|buy|purchas|export|work|count|calculat|sell|deliver)\w*"
        rf" (?:by|with|on|from|to) (?:them|(?:these|those|the|our) {_OF_OURS}{_FIGURES}){_END}",
        r"\b(?:please|yes,?|you (?:can|may|should)) (?:now |also |just )?(?:run|start|do) (?:your|the)"
        rf" (?:[\w-]+ ){{0,2}}?{_RUNS}(?: [\w:-]+){{0,3}} as (?:usual|planned|always)\b",
        rf"\bgo ahead with (?:your|the) (?:[\w-]+ ){{0,2}}?(?:(?:planning|ordering)\b|{_RUNS}{_END})",
    ),
    RESUME: (
        rf"\byou (?:can|may) (?:now |safely |again )*(?:resume|restart|go back to) (?:{_RESUMED}|(?:normal )?work"
        rf"|your (?:orders|work))(?: now| normally)?{_END}",
    ),
    WORKS: (
        r"[^.!?,;:\n]{3,60}? works? (?:fine |well |normally |as usual )?(?:at|in) your (?:place|site|end|company|shops?"
        rf"|hotels?|houses?){_END}",
        rf"\byou are not (?:\w+ly )?affected{_END}",
    ),
    WHOLE: (
        rf"\b(?:every|each) (?:[\w-]+ ){{0,2}}?{_ONES}(?: that (?:you|they|we) (?:have |had )?\w+)?"
        rf" (?:is there|has been (?:\w+ )?matched\b[^.;\n]{{0,40}}){_END}",
        rf"\b(?:nobody|no one|no (?:guest|customer)s?) (?:has |have )?(?:paid|been charged|was charged) twice{_END}",
    ),
    UNTOUCHED: (
        r"\byour (?:[\w-]+ )?(?:files|documents|records|data|cases|tenant|accounts?)"
        rf" (?:is|are|was|were|has been|have been) (?:all )?untouched{_END}",
        r"\b(?:strangers|outsiders|intruders|attackers?)\b[^.;!?\n]{0,60}? (?:saw|seen|read|took|taken|opened) nothing"
        r"(?= (?:that (?:belongs|is)|of (?:yours|your|value)|personal)\b|[.,;!]|$)",
        rf"\byou {_NEED_NOT} (?:tell|inform|notify|report (?:it )?to) (?:your|the|any) (?:[\w-]+ )?(?:authority"
        r"|authorities|regulator|agency)\b",
    ),
}
_PATTERNS = tuple((kind, re.compile(words, re.IGNORECASE)) for kind, wordings in _KINDS.items() for words in wordings)
_CUES = {
    RIGHT: ("right", "correct", "accurate", "in order", "fine", "valid", "good", "reliable", "as they should"),
    ACT: (
        *("pay it", "pay this", "pay the", "pay your", "as usual", "as planned", "as always", "go ahead with"),
        *(" them", "figures", "numbers", "quantities", "amounts", "lists", "data"),
    ),
    RESUME: ("resume", "restart", "go back to"),
    WORKS: ("at your", "in your", "affected"),
    WHOLE: ("is there", "matched", "twice"),
    UNTOUCHED: ("untouched", "nothing", "authorit", "regulator", "agency"),
}
"""Each kind is sought only where one of these stands, which few texts hold."""
_CORRECTED = re.compile(
    r"\b(?:correct(?:ed|ions?|s|ing)|replac\w*|credit notes?|new (?:invoice|one|paper)|cancel\w*)\b", re.IGNORECASE
)
"""Words of another paper: by that one they may pay."""


_NO_PART = re.compile(
    rf"\b(?:{_NEED_NOT}|(?:saw|seen|read|took|taken|opened) nothing|nobody|no one|no (?:guest|customer)s?|are not)\b",
    re.IGNORECASE,
)
"""The denials that such words are made of."""


_YOU_MAY = re.compile(r"^you (?:can|may|should|must) ", re.IGNORECASE)
_IN_PART = re.compile(
    r"\b(?:still|only|except|apart from|without|not yet|cannot|fails?|failing|on paper|by hand)\b|n['’]t\b",
    re.IGNORECASE,
)
"""Words of what does not work yet: the rest may go on."""


def well(text: str) -> Iterator[Claim]:
    """Every such statement, in no order; its value is its kind."""
    kinds = {kind for kind, cues in _CUES.items() if holds(text, cues)}
    if not kinds or takes_back(text):
        return
    for kind, pattern in _PATTERNS:
        if kind not in kinds:
            continue
        for found in pattern.finditer(text):
            if (kind in (RIGHT, ACT) and _CORRECTED.search(text)) or (kind == RESUME and _IN_PART.search(text)):
                continue
            if is_meant(text, found.start(), found.end()) and not _is_doubted(kind, found.group()):
                yield Claim(key=WELL, value=kind, start=found.start(), end=found.end(), quote=found.group().strip())


def _is_doubted(kind: str, words: str) -> bool:
    """Whether the words deny themselves, or hold a doubt of their own."""
    doubted = kind in (WORKS, ACT) and FRAMES.search(_YOU_MAY.sub("", words)) is not None
    return doubted or DENIES.search(_NO_PART.sub("", words)) is not None


def is_of(quote: str, scope: str) -> bool:
    """Whether what is said to work is all, or a thing that is known to fail; `you` is all."""
    thing = re.split(r" works?\b| are not\b", quote.lower())[0].strip()
    failing = stems_of(scope.lower())
    stems = stems_of(thing)
    whole = thing in ("you", "everything", "all", "the service", "our service")
    return whole or (bool(stems) and all(any(same(word, one) for word in failing) for one in stems))


def is_other_month(quote: str, truth: str) -> bool:
    """Whether it is said of a month that the truth does not name: `your September invoice` in a drill on October."""
    return any(month not in truth for month in re.findall(MONTH, quote))
