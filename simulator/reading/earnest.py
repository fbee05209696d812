"""Actions that are none: nothing to do, a day long gone by, or a test that can never be passed."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import msgspec

from simulator.reading.day import first_date
from simulator.reading.result import ActionRow

GONE = timedelta(days=30)
"""What was due so long before the first day that a document names was no plan of it. Engineering judgement."""
_NOTHING = re.compile(
    r"(?i)\W*(?:please |let's |let us |we will |to )?(?:do (?:absolutely )?nothing(?: at all| more| further)?|nothing"
    r"|wait and see|(?:just )?(?:carry|go) on(?: as (?:before|usual|always))?|hope for the best|celebrate|relax|sleep"
    r"|rest|party|smile|go home|cheer up|keep calm|never mind|forget (?:it|about it)"
    r"|(?:have|eat|get|drink) (?:an? |some |the )?(?:good |nice |long |big )*"
    r"(?:lunch|breakfast|dinner|coffee|tea|beers?|drinks?|cake|pizza|party|break|rest|nap|holiday|fun|hope)"
    r"|(?:be|become|stay) (?:more |very |extra )?(?:careful|attentive|vigilant|alert|mindful|diligent|positive|calm)"
    r"(?: (?:next time|in (?:the )?future|from now on))?"
    r"|(?:try|work|think) (?:even |much )?(?:harder|more|better)(?: (?:next time|in (?:the )?future|from now on))?"
    r"|do (?:even |much )?better(?: next time)?|pay (?:more|better|closer) attention)"
    r"(?=\W*$|[.;,]? ?[*_(\[|–—-]{0,3} ?(?:owner|due\b|who:|when:|by \d|by (?:end|next|this)\b|#|[a-z]{2,9}-\d|@)"
    r"|[.;]? [(\[|–—-])"
)
"""What gives nobody any work: `Do nothing`, `Have lunch`, `Be more careful`."""
_LAST_CENTURY = re.compile(r"\b19\d\d\b")
_NO_TEST = re.compile(
    r"(?i)\W*(?:(?:done|complete) when:? |(?:test|check|proof|evidence): ?)?"
    r"(?:never|nothing|not at all|no idea|don't know|whatever|maybe|some ?(?:day|how|time)|who knows|it is done"
    r"|it's done|when (?:it is |it's )?(?:done|finished)|done|yes|no|ok)\W*"
)
"""What tells nobody how one will know that an action is done."""


def in_earnest(row: ActionRow, day_utc_s: int | None) -> ActionRow:
    """Return an action without a term and a test that are none, and idle where it gives nobody any work.

    Args:
        row: The action.
        day_utc_s: The first day that the document names, if any.
    """
    due = "" if day_utc_s is not None and _is_gone(row.due, day_utc_s) else row.due
    test = "" if _NO_TEST.fullmatch(row.done_test) else row.done_test
    idle = row.idle or _NOTHING.match(row.text) is not None
    return msgspec.structs.replace(row, due=due, done_test=test, idle=idle)


def _is_gone(due: str, day_utc_s: int) -> bool:
    """Return whether a term names its year and had passed long before a day."""
    day = first_date(due.lower())
    if _LAST_CENTURY.search(due):
        return True
    return day is not None and day < (datetime.fromtimestamp(day_utc_s, UTC) - GONE).date()
