"""Is a person named? Handles, speakers of pasted talk, names beside a role, and names that do what only people do."""

from __future__ import annotations

import re
from collections.abc import Iterable

from simulator.reading.document import Block
from simulator.reading.result import ActionRow

_HANDLE = re.compile(
    r"(?<![\w@/.`])(?<!tweets at )(?<!tweeted at )(?<!tweet at )(?<!us at )(?<!(?i:follow) )"
    r"@(?!\w*(?:team|oncall|channel|everyone|here|all|org|ops|status|support|help)\b|official)"
    r"[A-Za-z][\w-]{2,}(?![\w./])"
)
_SPEAKER = re.compile(
    r"(?<![\w/])<[A-Za-z][\w.-]{2,15}(?:@\w+)?>(?= ?[A-Za-z!\[])(?![^<\n]{0,300}</)"
    r"|\d\d:\d\d(?::\d\d)?(?: utc)? <?[a-z][\w-]{2,15}@[\w-]+>?:? "
    r"|\b[Uu]ser (?!Roles?|Accounts?|Data|Stor|Interface|Experience|Impact|Management)[a-z]?[A-Z][\w-]{3,}\b"
    r"|\w \(talk\)|\[@?[\w-]+\]\(https?://git(?:hub|lab)\.com/[\w-]+/?\)"
)
"""Who speaks in a pasted chat or a server log, and the marks of a wiki's signatures."""
_SPEAKERS_MARKS = ("<", "@", "ser ", "(talk)", "](")
"""No speaker without one of these."""
_PAIR = r"[A-Z][a-zà-ÿ]{1,14} (?:[A-Z]\. |de |van |von |[a-z]{2} )?[A-Z][a-zà-ÿ'-]{2,20}"
_SIGNED = re.compile(rf"{_PAIR} ?[<(][\w.+-]+@")
_OWNER = re.compile(r"([A-Z][a-zà-ÿ]{1,14})(?: [A-Z]\.?| [A-Z][a-zà-ÿ'-]+)?\W*$")
_ROLE = re.compile(
    r"(?i)\b(?:authors?|owners?|participants?|attendees?|involved|reporters?|responders?|commander|scribe"
    r"|lead(?:er)?|facilitator|on-?call|people|assignees?|written by|reviewers?|contact|coordinator)\b"
)
_LINKED_HANDLE = re.compile(r"\[@?[\w-]+\]\([^)\s]{0,200}\)|(?<!\w)@[\w-]+")
_AUTHOR = re.compile(r"(?i)\W*(?:authors?|writers?|editors?|written by|posted by|published by)\b\W*(?:$|[:\n\w])")
"""How a line begins, or its heading, that says who wrote the document."""
_NAMED = re.compile(rf"(?<![\w-]){_PAIR}(?![\w-])")
_NO_SURNAME = re.compile(
    r"(?i)\b(?:team|group|platform|engineering|operations|support|service|services|squad|department|cloud|labs?"
    r"|research|security|foundation|network|protocol|leader|version|on-call|bot|management)\b"
)
_DOES = re.compile(
    r"([A-Z](?<=(?<![\w/.-]).)[a-zà-ÿ]{2,12})(?: [A-Z][a-zà-ÿ'-]{2,15})? "
    r"(?:then |also |quickly |later |first |immediately |just )?(?:"
    r"(?:typed|dialled|phoned|rang|ticked|clicked|promoted|approved|committed|volunteered|chaired|knew|wanted|felt"
    r"|believed|joins|revoked|joined|was (?:sloppy|careless|hopeless|reckless|calm|late|right)"
    r"|said|asked|pinged|suggested|reali[sz]ed|noticed|wondered|remembered|decided|agreed|apologi[sz]ed|replied"
    r"|told|forgot|fixed|found|saw|thought)\b"
    r"|(?:reverted|deployed|merged|restarted|rolled|pushed|identified|created|added|opened|started|discovered|killed|switched"
    r"|disabled|removed|reviewed|investigated|tried|ran|joined|escalated|posted|wrote|called|rebooted|drained)"
    r" (?:the|a|an|his|her|it|this|that|our|another|all|some|us)\b"
    r"|will (?:add|look|work|write|fix|follow|check|take|ask|own|talk|file|investigate|make|update)\b)"
)
_TITLED = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss|Dr|Prof|Frau|Herr|Madame|Monsieur|Cllr)\.? [A-Z][a-zà-ÿ]{2,}"
    r"|\b(?:team lead(?:er)?|lead|manager|mentor|colleague|boss|intern|engineer|developer|operator|commander|scribe),? "
    r"(?!The|This|Who|And|But|It|We|They|In|On|At|For|Team|Group|On-call|SRE|DBA|No|Not|All)"
    r"[A-Z][a-zà-ÿ]{2,12}(?=[ ,.;:!?)]|$)"
    rf"|\bmy name is [A-Z][a-z]+|\b{_PAIR} and I\b"
)
"""A title or a role, and a name."""
_BY = re.compile(rf"(?i:\b(?:merged|committed|pushed|reverted) by )({_PAIR})(?![\w-])")
"""Who did to the code what only people do."""
_HE = re.compile(
    r"([A-Z](?:(?<=[a-z,] .)|(?<=(?<![\w/.@-]).)(?=[a-zà-ÿ]+ (?:\w{2,}ed|was|is|had|has|did|says?|said|means|went|came"
    r"|took|ran|saw|knew|would|could|should|might|and (?:he|she))\b))"
    r"[a-zà-ÿ]{2,12})(?: [A-Z][a-zà-ÿ'-]{2,15})?\b[^.!?\n]{0,60}?\b(?:he|she|his|her|him)\b"
)
"""A name that is he or she within the same sentence. Both begin with the capital, to which the search then skips."""
_NO_NAME = re.compile(
    r"(?i)(?:the|this|that|these|those|teams?|users?|engineers|engineering|nobody|everyone|someone|people|they|you|she"
    r"|and|all|our|what|which|then|when|also|first|later|finally|eventually|multiple|several|some|customers?|developers"
    r"|management|operations|support|once|after|before|while|since|google|github|gitlab|azure|amazon|microsoft"
    r"|having|not|readers|action|acknowledged|document|user|customer|incident|quickly|suddenly|luckily|fortunately"
    r"|unfortunately|initially|originally|previously|immediately|apparently|clearly|probably|cloudflare|kubernetes"
    r"|puppet|jenkins|prometheus|grafana|redis|varnish|nginx|pingdom|discord|slack|pagerduty|icinga)"
)
"""Words that begin a sentence, and tools that act like people."""


def names_people(blocks: Iterable[Block], listed: Iterable[ActionRow]) -> bool:
    """Return whether a person is named, by name or by handle.

    Args:
        blocks: The document with its lines on authors and roles.
        listed: Its actions; an owner with a first and a last name is a person.
    """
    blocks = [block for block in blocks if block.kind != "code"]
    if any(_NAMED.fullmatch(row.owner) and not _NO_SURNAME.search(row.owner) for row in listed):
        return True
    words = frozenset(re.findall(r"(?<![\w-])[a-z]{3,}", "\n".join(block.text for block in blocks)))
    return any(_names(block, words) for block in blocks)


def shown_people(blocks: Iterable[Block], listed: Iterable[ActionRow]) -> frozenset[str]:
    """Return the words that a document shows to be somebody's name: of owners, behind a title, he or she."""
    owners = {match[1] for row in listed if (match := _OWNER.match(row.owner)) and not _NO_SURNAME.search(row.owner)}
    acting = {match[1] for block in blocks for match in _HE.finditer(block.text) if not _NO_NAME.fullmatch(match[1])}
    return frozenset(owners | acting)


def _names(block: Block, words: frozenset[str]) -> bool:
    """Return whether a block names somebody; a word that the document also writes in small letters is no name.

    The handle of who wrote the document names nobody in its story.
    """
    text = block.text
    if _AUTHOR.match(block.heading) or _AUTHOR.match(text):
        text = _LINKED_HANDLE.sub("", text)
    marked = (_HANDLE, _SIGNED) if "@" in text else ()
    spoken = (_SPEAKER,) if any(mark in text for mark in _SPEAKERS_MARKS) else ()
    if any(pattern.search(text) for pattern in (*marked, *spoken, _TITLED)):
        return True
    if len(text) < 200 and (block.kind == "meta" or _ROLE.search(f"{block.heading}\n{text[:40]}")):
        named = [name for name in _NAMED.findall(text) if not _NO_SURNAME.search(name)]
        if any(not _known(name.split(), words) for name in named):
            return True
    acting = [
        match
        for match in (*_DOES.finditer(text), *_HE.finditer(text), *_BY.finditer(text))
        if not _NO_SURNAME.search(match[0])
    ]
    return any(not _known(match[1].split(), words) for match in acting)


def _known(names: list[str], words: frozenset[str]) -> bool:
    """Return whether a name is an everyday word, or a tool's."""
    return any(name.lower() in words or _NO_NAME.fullmatch(name) is not None for name in names)
