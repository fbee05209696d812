"""Tells what somebody wrote from what a form asks for, and from what says that nothing stands there."""

from __future__ import annotations

import re

from simulator.reading.owner import NONE

_NO_ACTIONS = re.compile(
    r"(?i)^\W*(?:none|nothing)(?: (?:today|yet|so far|for now|at present|decided|agreed))?[.;]"
    r"|^\W*no (?:(?:further|remaining|open|outstanding|new) )?(?:action(?: item)?s?|follow-?ups?)\b"
    r"(?! (?:is |are )?(?:required|needed|necessary) (?:by|from|for|on)\b)"
)
_ASKED = re.compile(
    r"(?is)^\W*[*_](?:please )?(?:include|describe|list|explain|provide|add|state|summari[sz]e|write|fill|give|detail"
    r"|document|each|use|note|example|e\.g\.|this section)\b[^*_]*[*_]\W*$"
)
"""What a template asks for, in italics: `*Include a short summary of the incident.*`"""
_BRACKETED = re.compile(r"[\s\-*+•|]*\[([^\]\n]+)\][\s.|]*")
_ASKS = re.compile(
    r"(?i)(?:what|how|who|whom|when|where|why|which|did|was|were|could|if|please|optional|e\.g\.|list|describe|explain"
    r"|insert|your|add|enter|give|state|say|write|fill|name|date|time|duration|hh|yyyy|two|three|one|some|any|short"
    r"|brief|links?|root|impact|owner)\b|[^.?!]*\?$"
)
_WORDLESS = re.compile(
    r"(?i)\W*(?:"
    r"(?:(?:we|i|the team|everybody|everyone) )?(?:have |has )?learn(?:ed|t) (?:nothing(?: new| much| at all)?"
    r"|no lessons?"
    r"|a lot|much|lots|many things)"
    r"|(?:nothing(?: new| much)?|a lot|much|no lessons?)(?: (?:was|were|has been|have been))? (?:learn(?:ed|t)"
    r"|discussed|decided"
    r"|noted|recorded|added)|nothing(?: really| at all)? went (?:well|right|badly|wrong)|nothing to (?:add"
    r"|report|say|note|learn)"
    r"|(?:(?:the |our |all |more )?(?:lessons?(?: learn(?:ed|t))?|causes?|reasons?|actions?|impact|detection"
    r"|timeline|details?"
    r"|numbers?|figures?|(?:section|part)) |(?:this|it|that|these|they|they) )"
    r"(?:(?:was|were|is|are|has|have|had|will|shall|must|needs?)(?: (?:not|never|still|yet|to|be|been|only"
    r"|soon|later))*) "
    r"(?:discussed|written(?: up| down)?|added|filled(?: in| out)?|decided|determined|described|completed"
    r"|collected|agreed|known"
    r"|worked out|looked at|talked about)(?: (?:yet|later|soon|so far|at all|next week|in the meeting))*"
    r"|(?:still |yet )?to be (?:discussed|added|decided|written|filled(?: in)?|determined|agreed|described"
    r"|completed|confirmed)"
    r"(?: (?:later|soon))?|to follow(?: (?:later|soon))?|(?:see|as|same as) (?:above|below|before|last time"
    r"|usual|always)"
    r"|(?:it|this|the (?:incident|issue|problem|outage|error|fault|failure)) was (?:\w+ly )?(?:found|noticed|detected"
    r"|discovered|seen|identified|spotted)(?: (?:eventually|later|soon|in the end|at some point|by (?:someone"
    r"|somebody|us)))?"
    r")\W*"
)
"""A sentence that any part of any document could hold, and that says nothing in it."""
_CONTENTS = re.compile(r"\W*\[[^\]\n]+\]\(#[^)\n]*\)\W*")
"""A line of a table of contents, which leads to a part of the page: `- [Causes](#causes)`."""
_SENTENCES = re.compile(r"(?<=[.!?;])\s+")
_HINT_WORDS = 7
"""More words than these behind an article tell something, also in brackets; a guess."""


def is_hint(text: str) -> bool:
    """Whether brackets around all of it hold what a form asks for: `[what it cost: tickets, credits]`.

    A number in it is an answer; so is a sentence that begins like none of the usual questions.
    """
    bracketed = _BRACKETED.fullmatch(text)
    if bracketed is None:
        return False
    words = bracketed[1].strip()
    if any(letter.isdigit() for letter in words):
        return False
    return _ASKS.match(words) is not None or len(words.split()) <= _HINT_WORDS


def is_content(text: str) -> bool:
    """Return whether words stand there, and not a placeholder."""
    words = text.strip(" -*+•|\t\n_[]x")
    return (
        bool(words)
        and not NONE.match(words)
        and not re.fullmatch(
            r"(?i)[.\u2026\s]*|[\W\d]*(?:tbd|todo|tbc|none|n/a|action(?: item)?s?|next steps"
            r"|\[[^\]]*\]|<[^>]*>|\{\{.*\}\})\W*",
            words,
        )
        and not _NO_ACTIONS.match(words)
        and not _ASKED.match(text)
        and not _CONTENTS.fullmatch(text)
        and not all(_WORDLESS.fullmatch(sentence) for sentence in _SENTENCES.split(words))
        and not is_hint(text)
    )
