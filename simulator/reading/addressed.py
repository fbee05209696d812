"""Whom a post-mortem speaks to: the passage in it, or the whole of it, that is meant for customers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from simulator.reading.document import Block
from simulator.reading.opening import is_notice

LETTER_BLOCKS = 5
"""So many blocks may follow the salutation of a letter."""
LEAST_YOU = 2
"""A passage speaks to somebody who is named `you` so often. Engineering judgement."""
WORDS_A_YOU = 80
"""A letter says `you` at least once in so many words. Engineering judgement."""
_SALUTATION = re.compile(
    r"(?i)[\W_]*(?:(?:good (?:morning|afternoon|evening|day)|hello|dear|hi|hey|sir|to (?:all|our|the))\b"
    r"(?!(?: \w+)? (?:team|teams|colleagues?|folks|guys|board|channel|leads?|boss|both|drill-\w+)\b)"
    r"[\w .,&/-]{0,40}(?:,|!|:|\u2013|$))"
)
_YOU = re.compile(r"(?i)\b(?:you|yours?)\b")
_WE = re.compile(r"(?i)\b(?:we|our|us|i|my)\b")
_SPOKEN = re.compile(r"[\"\u201c\u201e\u00ab](?=[A-Z])([^\"\u201c-\u201f\u00ab\u00bb]{40,2000})[\"\u201c\u201d\u00bb]")
_OUTSIDERS = re.compile(
    r"(?i)\b(?:customers?|clients?|users?|members|guests|parents|residents?|hoteliers|supporters?|friends?|suppliers?"
    r"|players?|gamers|developers|readers|riders|passengers|travell?ers|drivers|sir|madam|mr|mrs|ms|admins|patients"
    r"|subscribers|shareholders|merchants|partners?|applicants|tenants|neighbours|rangers|everyone who|community)\b"
)
_CLOSE = re.compile(
    r"(?i)\b(?:sorry|apologi[sz]\w*|apologies|regret|inconvenience"
    r"|thank you for (?:your )?(?:patience|trust|understanding)"
    r"|you (?:do not|don't) (?:have|need) to|you need (?:not|take no)|no action (?:is )?(?:needed|required)"
    r"|if you (?:still|see|saw|have|find|were|had|notice|ordered|paid|are)"
    r"|you (?:may|might|will) (?:have|see|get|find|receive)"
    r"|your (?:\w+ )?(?:data|files|photos|account|orders?|bookings?|payments?|invoices?|tickets?|money|documents"
    r"|figures|exports?|reports?|subscription|renewal|card))\b"
)
"""What is said to customers, and seldom to colleagues."""
_INSIDE = re.compile(
    r"(?i)\b(?:colleagues|fyi|post-?mortem of|drill|exercise|the facilitator|stand-?up|retro|jira"
    r"|dear team|hi team|hello team|all-hands|sprint|backlog)\b"
)
"""What is said among colleagues."""


_SORRY = re.compile(
    r"(?i)\bwe(?:'re| are)? (?:\w+ ){0,3}?(?:sorry|apologi[sz]e|regret)\b|\bour (?:\w+ ){0,2}?apologies\b"
    r"|^\W*(?:apologies|sorry|apologi[sz]e) (?:again |once more |sincerely |deeply )?(?:for|to|about)\b"
    r"|\b(?:sorry|apologi[sz]e|apologies) for (?:any|the|this|all the) (?:\w+ )?(?:inconvenience|trouble|disruption"
    r"|interruption|outage|delay)"
)
"""What a house says to those who were hurt: `we apologise`, and not that one is sorry oneself or had apologised."""


_TO_COLLEAGUES = re.compile(
    r"(?i)\W*(?:dear|hi|hello|hey|good (?:morning|afternoon))[ ,]+(?:\w+ )?(?:team|teams|colleagues?|folks|guys|board"
    r"|leads?|boss|both)\b"
)


class Passage(NamedTuple):
    """What is addressed to customers."""

    text: str
    spans: tuple[tuple[int, int], ...] = ()
    """Where it stands apart in the document; nothing where the document goes on speaking to them, or never ceases."""

    def __bool__(self) -> bool:
        """Return whether there is one."""
        return bool(self.text)


def passage_for_customers(told: Sequence[Block], sections: set[str]) -> Passage:
    """Return what is addressed to customers: under its heading, as a letter, quoted, or the whole; or an empty one.

    Args:
        told: The blocks with content, in order.
        sections: The sections that hold something.
    """
    for blocks in ([block for block in told if block.section == "customer"], letter_in(told)):
        if blocks:
            return _of(blocks)
    quoted = next((one for one in _quoted(told) if _is_to_somebody(one.text)), Passage(""))
    return quoted or Passage(_whole(told) if is_notice(list(told), sections) else "") or _apology(told)


def _apology(told: Sequence[Block]) -> Passage:
    """Return the paragraph in which the writers apologise, which they do to those who were hurt, or an empty one."""
    paras = [block for block in told if block.kind == "para" and block.section != "actions"]
    if any(_TO_COLLEAGUES.match(block.text) for block in paras):
        return Passage("")
    sorry = next((block for block in paras if _SORRY.search(block.text) and not _INSIDE.search(block.text)), None)
    return Passage(sorry.text if sorry is not None else "")


def _of(blocks: Sequence[Block]) -> Passage:
    """Return blocks as one passage."""
    return Passage("\n\n".join(block.text for block in blocks), tuple((block.start, block.end) for block in blocks))


def letter_in(told: Sequence[Block]) -> list[Block]:
    """Return a letter within a document, from its salutation on, or nothing: whoever is spoken to is no colleague.

    A salutation at the very top opens the document itself.
    """
    for number, block in enumerate(told):
        if number and block.kind in ("para", "quote") and _SALUTATION.match(block.text):
            letter = [one for one in told[number : number + LETTER_BLOCKS] if one.heading == block.heading]
            if sum(len(_YOU.findall(one.text)) for one in letter) >= LEAST_YOU:
                return letter
    return []


def _quoted(told: Sequence[Block]) -> Iterator[Passage]:
    """Yield what is quoted: blocks of a quotation together, and whole sentences in quotation marks."""
    for is_quote, blocks in groupby(told, lambda block: block.kind == "quote"):
        if is_quote:
            yield _of(list(blocks))
            continue
        for block in blocks:
            for match in _SPOKEN.finditer(block.text):
                yield Passage(match[1], ((block.start + match.start(1), block.start + match.end(1)),))


def _is_to_somebody(text: str) -> bool:
    """Return whether a quotation speaks to somebody as a company speaks to its customers."""
    return all(pattern.search(text) for pattern in (_YOU, _WE, _CLOSE))


def _whole(told: Sequence[Block]) -> str:
    """Return the text of a notice that is itself a letter to customers, or nothing."""
    text = "\n\n".join(block.text for block in told)
    opening = told[0].text[:80] if told else ""
    spoken_to = len(_YOU.findall(text))
    if spoken_to < LEAST_YOU or spoken_to * WORDS_A_YOU < len(text.split()) or _INSIDE.search(text):
        return ""
    greets = _SALUTATION.match(opening) is not None
    return text if (greets and _OUTSIDERS.search(opening)) or (_CLOSE.search(text) and _WE.search(text)) else ""
