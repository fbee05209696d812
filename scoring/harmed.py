"""Whether a text tells a customer as a fact of harm that is theirs, in the scenario's own words for its harm.

`Your employees were paid twice`: where the alarm is false, the harm is what the other variants of the scenario do. It
is made to miss rather than to accuse: a doubt, a condition, a denial and another's words tell of none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scoring.duty import Context
from scoring.meant import DENIES, FRAMES, takes_back
from scoring.sentences import claim_in
from simulator.reading.cause import same
from simulator.reading.known import stems_of
from simulator.reading.result import Claim

HARMED = "harmed"
"""The key of such a claim."""
_ILL = (
    r"(?:twice|doubl[ey]\w*|late|wrong\w*|missing|lost|failed|failing|declined|refused|rejected|delayed|incorrect\w*)"
)
_TELLS = re.compile(
    rf"\b(?:is|are|was|were|been|being)(?: [\w-]+){{0,2}} (?P<ill>{_ILL})\b"
    rf"|\b(?:reach|arriv|com|show|carr)\w*(?: [\w-]+){{0,3}} (?:the )?(?P<shown>{_ILL})\b",
    re.IGNORECASE,
)
_YOURS = re.compile(r"\byour(?!s)\b", re.IGNORECASE)
_CLAUSE = re.compile(r"(?:[^.!?\n;,]|[.,](?=\d))+[.!?]?")
_DOUBT = re.compile(
    r"\b(?:may|can|some of|alarm|gauges?|dashboards?|preview|counter|no longer|any ?more|false|mistake\w*|rumou?rs?)\b"
    r"|\?$",
    re.IGNORECASE,
)
_REASSURES = re.compile(r"\b(?:false alarm|nobody is|no one is|not affected|unaffected|as usual)\b", re.IGNORECASE)


def harmed(context: Context, text: str) -> Iterator[Claim]:
    """Yield every clause that tells a reader, in a false alarm, of harm to what is theirs."""
    if not context.truth.false_alarm or not _YOURS.search(text) or takes_back(text) or _REASSURES.search(text):
        return
    for clause in _CLAUSE.finditer(text):
        words = clause.group()
        found = _TELLS.search(words)
        if found is None or not _YOURS.search(words, 0, found.start()):
            continue
        if not any(bad.search(words) for bad in (_DOUBT, FRAMES, DENIES)) and _is_of(context, words, found):
            yield claim_in(clause, HARMED, "yes")


def _is_of(context: Context, words: str, found: re.Match[str]) -> bool:
    """Whether the harm is one that the scenario does, to a thing that it tells of."""
    ill = stems_of((found["ill"] or found["shown"]).lower())
    scopes = [step.text for variant in context.scenario.variants.values() for step in variant.truth.scope if step.pct]
    harms = stems_of(" ".join(scopes).lower())
    around = harms + stems_of(context.scenario.summary.lower())
    told = [word for word in stems_of(words.lower()) if word not in ill]
    is_its = any(same(one, own) for one in ill for own in harms)
    return is_its and any(same(word, own) for word in told for own in around)
