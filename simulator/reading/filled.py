"""Tells what somebody wrote from what a form asks for, and from what says that nothing stands there."""

from __future__ import annotations

import re

from simulator.reading.owner import NONE

_NO_ACTIONS = re.compile(
    r"(?i)^\W*(?:none|nothing)(?: (?:today|yet|so far|for now|at present|decided|agreed))?[.;]"
    r"|^\W*no (?:(?:further|remaining|open|outstanding|new) )?(?:action(?: item)?s?|follow-?ups?)\b"
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
        and not is_hint(text)
    )
