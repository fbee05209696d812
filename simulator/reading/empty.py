"""Texts that only show that somebody is there: no fact, no time, nothing that was done or found.

The first of them on a page tells its readers that somebody knows. Each further one says again, in other words, what
they assumed anyway. All limits are guesses, on the side of the writer: a longer text, a number or a deed is news.
"""

from __future__ import annotations

import re
from functools import lru_cache

from simulator.reading.result import UpdateReading

WORDS_MOST = 25
"""A longer text is taken to say more than that work goes on."""
SHARED_LETTERS = 5
"""Shorter words tie no answer to its question."""
GENERAL = frozenset(("investigating", "working", "at_work"))
"""Rules on work that names no measure."""
WATCHING = frozenset(("monitoring",))
"""Watching is news on a page, and no answer to a question."""
_CONTENT = (
    "acknowledges", "states_impact", "action_specific", "workaround", "apology", "data_loss_statement",
    "resolved_statement", "recurrence_advice", "next_update", "says_no_eta", "promises_fix_time",
)  # fmt: skip
_REPORTS = re.compile(
    r"\d|\b(?!(?:engaged|focus+ed|dedicated|committed|determined|assured|valued|appreciated|shared|need|indeed|speed"
    r"|proceed|exceed|feed|concerned|relaxed|tired|interested|delighted|pleased|motivated|skilled|experienced|united)\b)"
    r"[a-z]{2,}ed\b|\b(?:found|done|gone|sent|put|shut|held|brought|built|cut|rolled|known|unknown|cause|says|shows?"
    r"|reports?|confirms?|expects?|broken?|went|came|fell|rose|ran|took|made|saw|seen|lost|begun|began)\b"
)
"""Words of somebody who tells what was done, found or said; verbs that only tell of good will are none."""
_OBJECT = re.compile(
    r"\b[a-z]{3,}ing (?:[a-z]+ )?(?:the|our|your|all|both|each|two|three|an?) (?!(?:[a-z]+ )?(?:issue|problem|case"
    r"|situation|matter|incident|fix|solution|cause|topic|thing|right|full|best|utmost|very|whole|clock|hard|close|attention|eye|bit"
    r"|patience|trust|support|understanding|update|page|team|people|hands)s?\b)[a-z]|\bcontinu\w+ to (?!(?:be|do|give"
    r"|work|look|investigate|focus|push|try|keep|stay|make|follow|monitor|move)\b)[a-z]{3,}"
)
"""A thing that somebody is at, by its name."""
_STANCE = re.compile(
    r"\b(?:yes|no|not|none|never|nothing|know|unknown|unclear|cannot|\w+n['’]t|true|correct|agreed?"
    r"|will (?!get|keep|update|come|let|be|do|try|reach|have|make|look)[a-z]+)\b"
)
_GOOD_WILL = re.compile(
    r"\b(?:keep|kept|keeping) (?:you|everyone|all|customers) (?:all )?(?:posted|updated|informed|in the loop)\b"
    r"|\b(?:we |i )?apologi[sz]ed?\b|\breached out\b"
)
"""Words of good will that look like a report."""
_ASKS_BACK = re.compile(r"[^.!?\n]*\?")
"""A question in return: whoever only asks takes no stance and names no answer."""
_WHO = re.compile(r"(?i)\bwho\b")
_NAMED = re.compile(r"\bI am\b|\bI'm\b|(?<![.!?] )(?<!\A)[A-Z][a-z]+|[A-Z][a-z]+ [A-Z][a-z]+")
"""Somebody's name, or the writer's own part: the answer to `who`."""
_WORD = re.compile(r"[^\W\d_]+")


def is_sign_of_life(text: str, reading: UpdateReading) -> bool:
    """Whether all that an update says is that somebody works on it, or not even that.

    Args:
        text: The text as sent.
        reading: What the reader found in it.
    """
    return _is_bare(text, reading, GENERAL)


def is_evasive(question: str, answer: str, reading: UpdateReading) -> bool:
    """Whether an answer says nothing of its own, takes no stance, and names nothing that the question named."""
    if not _is_bare(answer, reading, GENERAL | WATCHING, courtesies=("apology",)):
        return False
    told = _ASKS_BACK.sub(" ", answer)
    if _WHO.search(question) and _NAMED.search(told):
        return False
    return _STANCE.search(told.casefold()) is None and not _long_words(question) & _long_words(told)


def _is_bare(text: str, reading: UpdateReading, general: frozenset[str], courtesies: tuple[str, ...] = ()) -> bool:
    if reading.readable != "yes":
        return True
    told = [name for name in _CONTENT if name not in courtesies]
    if any(reading.features.get(name) for name in told) or reading.claims or reading.promises:
        return False
    measures = {found.rule for found in reading.findings if found.feature == "states_action"}
    if measures - general or len(text.split()) > WORDS_MOST:
        return False
    plain = _GOOD_WILL.sub(" ", text.casefold())
    return _REPORTS.search(plain) is None and _OBJECT.search(plain) is None


@lru_cache(maxsize=1_024)
def _long_words(text: str) -> frozenset[str]:
    return frozenset(word for word in _WORD.findall(text.casefold()) if len(word) >= SHARED_LETTERS)
