"""Words that stand in a text without being said: questions, suppositions, long quotations."""

from __future__ import annotations

import re

import msgspec

from simulator.reading.cues import heads
from simulator.reading.source import Source

LONG_QUOTE_CHARS = 60
"""From this length on a quotation is somebody else's statement, unless the whole text stands in it."""

_QUESTION = re.compile(r"\?[\"')\]*_]*$")
_UNREAL = re.compile(
    r"\W*(?:if (?!you would)|should (?!have\b)|suppose|supposing|imagine|assuming"
    r"|(?:had|were) (?:we|i|they|you|there|it|the \w+|our \w+)\b)"
)
_A_RULE = re.compile(
    r"\W*(?:every|each|an?|any|all|our) (?:(?:good|proper|customer|status|honest|full|complete|first) ){0,3}"
    r"(?:updates?|posts?|messages?|post-?mortems?|reports?|briefs?) "
    r"(?:must|should|needs?|ha(?:s|ve) to|ought|acknowledges?|names?|says?|states?|tells?|contains?|includes?|lists?)\b"
)
"""What an update has to say, said in place of it."""
_NOT_SAID = re.compile(
    r"(?:not|n't|never|without|instead of|consider(?:ed|ing)?|thoughts? (?:of|about)|think(?:ing)? (?:of|about)"
    r"|tempted|refuse\w*|declined?|feel like|wanted) (?:to )?"
    r"(?:tell|say|saying|write|writing|claim|claiming|admit|admitting|telling|post|posting|announc\w+)"
    r"(?: (?:you|them|anyone|anybody|everyone|customers))?(?: that\b|:)"
)
"""Words after which somebody says what they do not say."""
_LONG_QUOTE = re.compile(rf'(?<!\w)"(?=\S)[^"]{{{LONG_QUOTE_CHARS},2000}}(?<=\S)"(?!\w)')
"""Where marks do not pair, as in `the "Save" or "Send"button`, what lies between two words in marks is no quotation."""
_LONG_PAST = re.compile(
    r"(?<!since )(?<!than )(?<!version of )(?<!form of )(?<!list of )(?<!copy of )(?<!file of )(?<!table of )"
    r"(?<!backup of )(?<!state of )(?<!release of )(?<!module of )(?<!image of )(?<!build of )"
    r"\b(?:(?:last|previous) (?:year|month|week|decade|summer|autumn|winter|spring"
    r"|january|february|march|april|may|june|july|august|september|october|november|december)\b(?!')"
    r"|(?:\d+|a|one|two|three|few|several|many) (?:years?|months?) ago\b|(?:in|back in|of) (?:19\d\d|20[01]\d)\b)"
)
"""What dates a sentence so far back that it reports nothing of today; the version of last week may be back today."""
_PAST_CUES = heads("last previous ago", *map(str, range(1900, 2020)))
"""One of these is in all of them."""
_NO_WORK = re.compile(
    r"\bor so (?:i|we|they) (?:(?:have |was |were |am |are )?(?:heard|hear|told|read|believe|say|hope))\b"
    r"|\b(?:we|they) (?:are|'re) \w{3,}ing\b"
    r"(?:(?! (?:and|but|while|as|that|which|who|whose|for|of|by|until|before|after|from|in|since|because|with|so)\b)"
    r"[^.!?,;:()\n]){0,60} next (?:week|month|quarter|year)\b(?!')"
)
"""Work that is only heard of, or that comes some day: `We are rolling it back, or so I have heard`."""
_NO_WORK_CUES = ("or so ", " next week", " next month", " next quarter", " next year")
_WORKER = (
    r"(?:we|i|they|team|teams|engineers?|engineering|ops|operations|staff|crews?|colleagues|vendor|provider|supplier"
    r"|developers?|technicians?|support|people)"
)
_WORKING = r"(?:investigat\w+|look(?:s|ing)? (?:at|into)|work(?:s|ing)?\b|on it\b|at it\b|fix\w*|repair\w*|restor\w+)"
_BEGINS = (
    rf"(?:start|started|begun|begin|beginning|starting) (?:to |on |any |with )?(?:{_WORKING}|on |the (?:work|repair))"
)
_WORK_DENIED = re.compile(
    r"\b(?:nobody|no one|none of (?:us|our|the)(?: \w+)?|no (?:engineers?|work|team|developers?|staff|technicians?"
    r"|investigation|action|measures?|steps|repairs?|attempt|efforts?))\b(?! (?:ha\w+ been )?(?:lost|affected|needed))"
    rf"|\b{_WORKER}(?:'re|'m|'ve| (?:are|is|am|have|has|had|do|does|did|will|can|could))?(?: still| also| currently)?"
    r"(?: ?n't\b|n't\b| not\b| never\b)(?! (?:only|just|stop\w*|rest\w*|merely|cease\w*))"
    r"(?: (?:yet|currently|even|really|actually|now|be|been|going to|able to|planning to|plan to|intend to|want to"
    rf"|trying to|bothered to|any longer))* (?:{_BEGINS}|{_WORKING})"
    rf"|\b(?:{_WORKER}(?:'ve| have| had| has)? )?(?<!not )(?<!never )(?<!n't )"
    r"(?:stopped|ceased|given up|gave up|abandoned|no longer)"
    r" (?:all |our |any )?"
    r"(?:work(?:ing)? on|work\b|investigating|looking|searching|trying|efforts|the (?:work|investigation|search)\b)"
    r"|\b(?:have|has|with|got|are|is|'ve) no (?:engineers?|staff|people|one|team|plans?|intention|time|resources"
    r"|capacity|budget)\b(?= (?:\w+ ){0,3}?(?:to|for|who) )"
    r"|\bnothing (?:is being|has been|was|will be|is) done\b|\b(?:do|doing|done) nothing\b(?! (?:else|but|other|wrong))"
    rf"|\b(?:refuse|decline|unwilling|too busy|have yet|has yet|still have) to (?:{_BEGINS}|{_WORKING})"
)
"""Work that nobody does: `Nobody is working on it`, `no work has started`, `we are not investigating`."""
_DENIAL_CUES = heads(
    "not t never nobody no none nothing stopped ceased given gave abandoned refuse decline unwilling too yet still"
)
"""One of these is in all of it; `t` is what follows the mark of `don't`."""
_WORK_CLAUSE = re.compile(
    r"[;:(\n]|,(?!\d)|\b(?:and|but|while|until|so|because|as|which|however|although|though|therefore|instead|before"
    r"|who can|that we)\b"
)
"""Where the clause of such work ends."""
_WOULD = re.compile(r"(?: would|'d)\b")
_UNTICKED = re.compile(r"\W*\[ \] ?\w")
"""An item of a list in which nobody has ticked anything off."""
_EITHER = re.compile(
    r"\W*either\b[^\n]{3,120} or (?:(?:they|we|it|you|he|she) (?:\w+ ){0,2}?)?"
    r"(?:cannot|can|are|is|do|does|will|may|not)(?: not|n't)?\W*$"
)
"""A thing and its opposite, of which one is always true."""
_SHOULD = re.compile(r"\W*should (?!have\b)(?:you|we|they|it|there|any\w*|this|that|the \w+|\w+ing) ")
_UNREAL_CUES = _PAST_CUES | heads("should would d update post message report brief either")
"""One of these is in all that is unreal but for an item without a tick; `d` follows the mark of `we'd`."""
_SUPPOSED = frozenset(("recurrence_advice",))
"""What is said by supposing: `Should it come back, call us.`"""
_WORK = frozenset(("action", "action_specific"))
_ASKED = frozenset(("acknowledges", "action", "action_specific", "workaround", "scope"))


class Unmeant(msgspec.Struct, frozen=True, kw_only=True):
    """Spans of `plain` whose words are not said."""

    asked: list[tuple[int, int]]
    """Questions: they may name a symptom, but report no action and promise no time."""
    unreal: list[tuple[int, int]]
    """Suppositions, memories of long ago and long quotations: nothing in them is said of today."""

    idle: list[tuple[int, int]] = []
    """Sentences that tell of work which is only heard of, or comes some day, and clauses that deny it."""

    def lets(self, feature: str, position: int) -> bool:
        """Return whether words at a position count for a feature."""
        is_said = feature in _SUPPOSED or not within(position, self.unreal)
        is_work = feature not in _WORK or not within(position, self.idle)
        return is_said and is_work and not (feature in _ASKED and within(position, self.asked))


def within(position: int, spans: list[tuple[int, int]]) -> bool:
    """Return whether a position lies in one of some spans."""
    return any(first <= position < last for first, last in spans)


def unmeant_spans(source: Source) -> Unmeant:
    """Return what a text says without meaning it."""
    plain = source.plain
    asked, unreal = [], []
    dated = source.sentences_with(_PAST_CUES)
    lists = "[ ]" in plain and "[x]" not in plain
    for first, last in source.sentences() if lists or "?" in plain else source.sentences_with(_UNREAL_CUES):
        sentence = plain[first:last]
        if "?" in sentence and _QUESTION.search(sentence):
            asked.append((first, last))
        elif (
            ((first, last) in dated and _LONG_PAST.search(sentence))
            or _SHOULD.match(sentence)
            or _A_RULE.match(sentence)
            or (_UNREAL.match(sentence) and _WOULD.search(sentence))
            or (lists and _UNTICKED.match(sentence))
            or _EITHER.match(sentence)
        ):
            unreal.append((first, last))
    unreal += [(match.start(), source.sentence(match.start())[1]) for match in _NOT_SAID.finditer(plain)]
    if '"' in plain:
        whole = len(plain.strip()) - 8
        unreal += [match.span() for match in _LONG_QUOTE.finditer(plain) if len(match.group()) < whole]
    some_day = _NO_WORK.finditer(plain) if any(cue in plain for cue in _NO_WORK_CUES) else ()
    idle = [source.sentence(match.start()) for match in some_day]
    idle += _denied_work(source)
    return Unmeant(asked=asked, unreal=unreal, idle=idle)


def _denied_work(source: Source) -> list[tuple[int, int]]:
    """Return the clauses that say that nobody works."""
    plain, found = source.plain, []
    for first, last in source.sentences_with(_DENIAL_CUES):
        for match in _WORK_DENIED.finditer(plain, first, last):
            ends = _WORK_CLAUSE.search(plain, match.end(), last)
            found.append((match.start(), ends.start() if ends else last))
    return found
