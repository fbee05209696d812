"""Money that a text promises without the word: a fee waived, a month on the house, a renewal at half the price.

It is made to miss rather than to accuse: a doubt, a condition, a denial and another's words promise nothing, and what
is taken off a wrong invoice is no gift.
"""

from __future__ import annotations

import re

from scoring.meant import is_meant, takes_back
from scoring.posts import holds
from scoring.sentences import MONTH

_PERIOD = (
    rf"(?:{MONTH}|(?:(?:the|this|your) )?(?:next |whole |coming |first |rest of the )*(?:month|quarter|year|term))"
)
_DUE = rf"(?:{_PERIOD}|your (?:next |whole |{MONTH} )?(?:fee|invoice|bill|renewal))"
_FREE = r"(?:on us|on the house|free of charge|for free|at our expense|waived)"
_END = r"(?=[.,;:!)]|$| and\b)"
_GIVES = re.compile(
    r"\b(?:we|i)(?: will|['’]ll| shall| gladly| hereby| happily)? (?:waive|forgo) (?:your|the|all|one|this)"
    r" (?!late|reminder|dunning|set-?up)(?:[\w'’-]+ ){0,2}?(?:fees?|invoices?|bills?|charges?)\b"
    rf"|\b{_DUE} (?:is|are|will be) (?:all |entirely |completely )?{_FREE}{_END}"
    r"|\byou(?: will|['’]ll| shall)? (?:pay nothing|not (?:have to )?pay (?:anything|a cent)|pay no fee)(?: at all)?"
    rf" for {_PERIOD}\b"
    r"|\byour (?:renewal|contract|next (?:invoice|bill|term)|fee) (?:will )?(?:costs?(?: you)?|be|is) (?:only )?"
    r"(?:half|a third|a quarter|two thirds)\b"
    rf"|\byour (?:next )?(?:invoice|bill|fee)(?: (?:of|for|in) {MONTH})? (?:will be|is) [^.,;!?\n]{{2,50}}?"
    r" (?:dollars|euros|pounds|francs|per ?cent|%) (?:lower|less|smaller|cheaper)\b",
    re.IGNORECASE,
)
_CUES = (
    *("waive", "forgo", "on us", "on the house", "free", "at our expense", "pay nothing", "pay anything", "a cent"),
    *("pay no fee", "half", "a third", "a quarter", "two thirds", "lower", "less", "smaller", "cheaper"),
)
"""One of these is in all of them, and quickly found."""
_OF_A_FAULT = re.compile(
    r"\b(?:wrong\w*|correct\w*|credit notes?|mistake\w*|new invoice|twice|doubled?|tax\w*|than (?:what|the one))\b",
    re.IGNORECASE,
)


def gift(text: str) -> str:
    """The words that promise it; empty when none do."""
    if not holds(text, _CUES) or takes_back(text):
        return ""
    meant = (found.group() for found in _GIVES.finditer(text) if is_meant(text, found.start(), found.end()))
    return next((words for words in meant if not _is_of_a_fault(text, words)), "")


def _is_of_a_fault(text: str, words: str) -> bool:
    """Whether an amount that goes down is that of an invoice that was wrong."""
    return re.search(r"(?:lower|less|smaller|cheaper)$", words) is not None and _OF_A_FAULT.search(text) is not None
