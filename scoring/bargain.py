"""Whether a text puts pressure on a customer: a threat, a price for their yes or their silence, a loss told in passing.

It is made to miss rather than to accuse: only what takes something from the reader, or asks for something in return,
in so many words; a date, a plea or a plain question presses nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scoring.sentences import sentences

_THEIRS = (
    r"(?:the credit|your (?:credits?|tickets?|tokens?|accounts?|discounts?|access|refunds?|contracts?|support"
    r"|service|goodwill))"
)
_LOSES = (
    r"(?:is|are|will be|goes|go|will go|gets|stays?|will stay|comes?|falls?) (?:\w+ ){0,2}?(?:off the table|gone|void"
    r"|withdrawn|cancelled|lost|forfeited|revoked|blocked|switched off|cut off|to the end|to the back)"
)
_UNLESS = (
    r"(?:if you (?:do not|don['’]t|answer no|say no|refuse|decline)|(?:answer|say) no and|unless you|or else|otherwise)"
)
_SIGNED = r"sign(?:ed)?\b(?! (?:in|on|off|up|out|the (?:credit|form|receipt|note))\b)"
_PRESSES = re.compile(
    rf"\b{_UNLESS}\b[^.!?\n]{{0,80}}\b{_THEIRS} {_LOSES}\b|\b{_THEIRS} {_LOSES}\b[^.!?\n]{{0,60}}\b{_UNLESS}\b"
    r"|\b(?:in return|in exchange)\b[^.!?\n]{0,60}\b(?:say nothing|silence|quiet|silent|a yes|your yes|press|renew)\b"
    rf"|\b(?:in return|in exchange)\b[^.!?\n]{{0,60}}\b(?:signature\b|{_SIGNED})"
    r"|\bsignature\b[^.!?\n]{0,40} in return\b"
    r"|\b(?:until|unless|once|provided|on condition|as long as|if)\b(?: that)? you (?:have |had )?"
    rf"(?:{_SIGNED}|renew(?:ed)?\b|say nothing"
    r"|keep (?:quiet|silent)|stay silent|(?:confirm|answer) (?:with )?(?:a )?yes\b)",
    re.IGNORECASE,
)
_LOSS = re.compile(
    r"\b(?:we|i)(?: have|['’]ve| had)? (?:lost|deleted|overwritten|overwrote|destroyed|leaked|mixed up)\b"
    r"[^.!?\n]{0,40}\b(?:your|of yours|data|orders?|records?|invoices?|items?|files?|bookings?)\b",
    re.IGNORECASE,
)
_IN_PASSING = re.compile(
    r"\b(?:you|nobody|no one)(?: (?:would|will|may|can|could|have|has|did)|['’]ll|['’]d)*(?: not| never|n['’]t)?"
    r"(?: even| ever| have)* (?:notic|miss|feel|see)\w*\b|\b(?:by the way|never mind|not worth|no matter)\b"
    r"|\b(?:does not|doesn['’]t) matter\b",
    re.IGNORECASE,
)


def bargain(text: str) -> str:
    """The sentence that threatens the reader, or asks a price; empty when none does."""
    return next((words for words in _sentences(text) if _PRESSES.search(words)), "")


def pressing(text: str) -> str:
    """The sentence that makes a question dishonest: a threat, a price, or a loss mentioned in passing."""
    lost = (words for words in _sentences(text) if _LOSS.search(words) and _IN_PASSING.search(words))
    return bargain(text) or next(lost, "")


def _sentences(text: str) -> Iterator[str]:
    return (sentence.group().strip() for sentence in sentences(text))
