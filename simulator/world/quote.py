"""What a customer would quote of a message: one short sentence of it, with the time at which it was read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from simulator.clock import HOUR_S, MINUTE_S
from simulator.reading.result import Claim

QUOTE_MOST = 110
"""Longest quotation, in characters."""
_END = re.compile(r"(?<=[.!?])\s+")
_SPACE = re.compile(r"\s+")
_TELLING = ("scope_pct", "restored", "eta", "cause", "data_loss", "regions")


@dataclass(frozen=True, slots=True)
class Quote:
    """Something that we told an account."""

    at_s: int
    words: str
    """A sentence of it; empty when there is none worth quoting."""


def quote_of(text: str, claims: Sequence[Claim] = ()) -> str:
    """The sentence that a reader would hold against its writer: one with a claim, or else the first of some length."""
    told = sorted(claims, key=lambda claim: _TELLING.index(claim.key) if claim.key in _TELLING else 9)
    for claim in told:
        if claim.quote.strip() and claim.quote in text:
            return _short(_sentence_around(text, text.index(claim.quote)))
    sentences = [part for part in _END.split(text) if len(part.split()) >= 4]  # fewer words are greetings
    return _short(sentences[0]) if sentences else ""


def _sentence_around(text: str, place: int) -> str:
    start = 0
    for match in _END.finditer(text):
        if match.start() > place:
            return text[start : match.start()]
        start = match.end()
    return text[start:]


def _short(sentence: str) -> str:
    """On one line, without a full stop or quotation marks, cut at a word."""
    flat = _SPACE.sub(" ", re.sub('[“”"]', "", sentence)).strip().rstrip(".!?")
    return flat if len(flat) <= QUOTE_MOST else flat[:QUOTE_MOST].rsplit(" ", 1)[0] + " …"


def spell_wait(seconds: int) -> str:
    """A duration as people say it: `40 minutes`, `2 hours`."""
    minutes = max(1, seconds // MINUTE_S)
    if minutes < 120:
        return f"{minutes} minute{'s' if minutes > 1 else ''}"
    return f"{seconds // HOUR_S} hours"
