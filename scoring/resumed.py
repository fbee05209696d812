"""Whether a text tells its readers that all is as it was: `as good as new`, `you can carry on as usual`.

It is made to miss rather than to accuse: only of the whole, or of what the scenario says is hurt, in a sentence that
names no part, place or condition; beside words of what is well, `carry on` speaks of that.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from scoring.duty import Context
from scoring.meant import DENIES, FRAMES, takes_back
from scoring.posts import holds
from scoring.relief import RESTORED, hurt_first, relief
from scoring.sentences import claim_in, sentences
from simulator.reading.known import stems_of
from simulator.reading.result import Claim

_CUES = ("good as", "right as", "normal", "as usual", "as ever", "as always", "as before", "as if nothing", "go ahead")
_NOW = r"(?: now| all| fully| completely| once more)*"
_WHOLE = (
    r"(?:(?:(?:the|our|this|your) )?(?:whole |entire )?(?:service|system|platform|site|shop|product|app|application)"
    r"|everything|all|it all|things)"
)
_END = r"(?=[.!;]|$|, so\b|,? and (?:you|so|we|no|nobody)\b)"
_NORMAL = (
    rf"(?:(?:is|are){_NOW} (?:as good as (?:new|ever|before)|(?:as )?right as rain|as if nothing had happened"
    rf"|as (?:it|they|things) (?:was|were|should be)|back to normal|normal again)"
    rf"|(?:has|have) (?:returned|gone back) to normal){_END}"
)
_IS_WELL = re.compile(rf"^\W*(?:(?:now|good news|update|status)[,:]? )?{_WHOLE} {_NORMAL}", re.IGNORECASE)
_THEIRS = re.compile(rf"(?:^\W*|, and |, )(?P<thing>(?:\w+ )?[a-z]+ing) {_NORMAL}", re.IGNORECASE)
"""`Ordering is as good as new`, where orders are what is hurt."""
_CARRY_ON = re.compile(
    r"^\W*(?:so |now |from now on,? )?(?:you|everybody|everyone|all of you|all customers)(?: all)? (?:can|may)"
    r"(?: now| all| safely| again)* (?:carry on|go on|go back to (?:work|normal)|continue|proceed|work on|work)"
    r" (?:as (?:usual|ever|always|before|normal)|normally|as if nothing had happened)\W*$",
    re.IGNORECASE,
)
_GO_AHEAD = re.compile(
    r"\b(?:please|so|just|do|you can(?: now)?|you may(?: now)?) (?:go ahead and|feel free to|safely)"
    r" (?:place|enter|save|book|make|send) (?:all )?your (?:\w+ )?(?:orders?|bookings?|payments?|changes|work|entries)"
    r"(?: (?:now|again|as usual))*\s*[.!]?$",
    re.IGNORECASE,
)
_OF_A_PART = re.compile(
    r"\b(?:not (?:\w+ )?(?:affected|touched|hit)|unaffected|works?|working|elsewhere|others?|rest|if|whoever|those|who"
    r"|except|apart|reading|reads?|load|pages?|in (?-i:[A-Z])\w+|workaround|meanwhile|instead|by hand|on paper"
    r"|by phone)\b",
    re.IGNORECASE,
)
"""In the sentence before it gives `carry on` something else to speak of."""
_ANOTHER_WAY = re.compile(
    r"\b(?:workaround|meanwhile|instead|by hand|on paper|by phone|unaffected|not (?:\w+ )?(?:affected|touched|hit))\b",
    re.IGNORECASE,
)
"""Anywhere in the text it does."""
_MAY_FAIL = re.compile(
    r"\b(?:again later|retry|try (?:it |that )?again|repeat|fails?|failing|still|some of|part|not yet|cannot"
    r"|one in \w+)\b|\d ?%[^.\n]{0,60}\b(?:is|are|fail\w*|cannot)\b",
    re.IGNORECASE,
)
"""Anywhere in the text it tells who goes ahead what may come of it."""
_STILL = re.compile(r"\b(?:still|not|n't|most|some|part\w*|half|almost|nearly|soon|until|only|but)\b", re.IGNORECASE)
"""Anywhere in its sentence it makes of the whole a part, or of the present what is to come."""
_AS_IF = re.compile(r"as if nothing had happened|as (?:good as )?before|, so\b", re.IGNORECASE)
"""Words that deny nothing here."""
_LED_IN = re.compile(r"^\W*(?:in|at|for|on|with|from) (?!all\b|every)", re.IGNORECASE)
"""How a sentence begins that is of a part."""


LEAST_ROOT = 3
"""A verb's beginning in fewer letters could be any. Engineering judgement."""
_OF_HOME = re.compile(r"\{home\} runs [^.]{3,80}")
"""What a scenario says that the company runs."""


def all_well(context: Context, text: str, read: Sequence[Claim] = ()) -> Iterator[Claim]:
    """Yield every clause that says that the harm is over, and was not `read` as that before."""
    known = [claim for claim in read if claim.key == RESTORED and claim.value == "yes"]
    yield from relief(context, text, read)
    if not holds(text, _CUES) or takes_back(text):
        return
    for sentence in sentences(text):
        words = sentence.group()
        if words.endswith("?") or not (_says_normal(context, words) or _sends_back(text, words)):
            continue
        rest = _AS_IF.sub("", words)
        if FRAMES.search(rest) or DENIES.search(rest) or _STILL.search(rest):
            continue
        told = claim_in(sentence, RESTORED, "yes")
        if not any(told.start < one.end and one.start < told.end for one in known):
            yield told


def _says_normal(context: Context, words: str) -> bool:
    """Whether a sentence says of the whole, or of what is hurt, that it is as ever."""
    if _IS_WELL.search(words):
        return True
    theirs = None if _LED_IN.search(words) else _THEIRS.search(words)
    return theirs is not None and _is_hurt(context, theirs["thing"])


def _is_hurt(context: Context, thing: str) -> bool:
    """Whether what is done is what is hurt, or the trade of those it is done for: `saving`, `ordering`."""
    hurt = stems_of(" ".join((*hurt_first(context), *_OF_HOME.findall(context.scenario.briefing))).lower())
    roots = [word.removesuffix("ing") for word in thing.lower().split()]
    return all(any(own.startswith(root) for own in hurt) for root in roots if len(root) >= LEAST_ROOT)


def _sends_back(text: str, words: str) -> bool:
    """Whether a sentence tells everybody without a condition to go on as ever."""
    if _CARRY_ON.search(words):
        before = [one.group() for one in sentences(text[: text.index(words)]) if one.group().strip()]
        return not (_ANOTHER_WAY.search(text) or any(_OF_A_PART.search(one) for one in before[-1:]))
    return _GO_AHEAD.search(words) is not None and _MAY_FAIL.search(text) is None
