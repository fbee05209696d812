"""What goes wrong, in the scenario's own words: a clause made from a measured share or from a signal's title.

`24 % of lab results are late` and `Late lab results` both say that lab results are late. Whoever speaks of the
incident (simulated players, users in their tickets) can so name the thing that fails, whatever the trade.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple


class Effect(NamedTuple):
    """What goes wrong, now and in the past tense."""

    thing: str
    """What it happens to, e.g. `lab results`."""
    now: str
    past: str


_PAST = {
    "are": "were", "is": "was", "cannot": "could not", "do not": "did not", "does not": "did not",
    "get": "got", "come": "came", "go": "went", "take": "took", "stand": "stood", "stands": "stood", "lose": "lost",
    "run": "ran", "read": "read", "leave": "left", "stop": "stopped", "carry": "carried",
    **{verb: f"{verb}ed" for verb in (
        "fail", "wait", "show", "appear", "disappear", "reach", "end", "lack", "miss", "stay",
        "return", "need", "look",
    )},
    **{verb: f"{verb}d" for verb in ("arrive", "vanish", "move", "time", "close", "double")},
}  # fmt: skip
_NOW = {"were": "are", "was": "is", "have been": "are", "has been": "is"}
"""A share that was counted once goes on until somebody ends it."""
_SHARE = re.compile(r"\d+(?:\.\d+)? ?(?:%|percent) of (?:all |the )?(.+)", re.IGNORECASE)
_REGIONS = re.compile(r" in (?:all|every|both|two|three|four|\d+) regions?\b", re.IGNORECASE)
_END = re.compile(r"[,;:.](?=\s|$)|\s(?:because|since|after|while|when|although|due|owing|and|but)\b", re.IGNORECASE)
_ANY = ("are", "is", "were", "was", "have been", "has been", "do not", "does not", "stands", "cannot")
"""Surely verbs; before any other stands a plural, or the word is no verb (`read errors`, `tax returns`)."""
_VERB = re.compile(rf"^((?:[\w'’-]+ ){{1,4}}?)(?:({'|'.join(_ANY)})|(?<=s )({'|'.join([*_NOW, *_PAST])}))\b(.*)$")
_COUNTED = re.compile(
    r"\b(?:sessions|users|customers|requests|accounts|people|sites|cases|tenants|companies|that|which|who) $"
)
"""Where a share counts who is hurt, it names no thing that fails."""
_AS_TITLED = re.compile(r"^([\w-]+) ((?:[\w'’-]+ ){0,2}[\w'’-]+s)$")
_AFTER = re.compile(
    r"^((?:[\w'’-]+ ){0,2}[\w'’-]+s) (?:(?:that|which) (.+)|((?:\w+ed|late|missing|wrong|lost|sent|paid)\b.*))$"
)
_STATES = ("late", "missing", "wrong", "slow", "lost", "stuck", "unread", "unpaid", "unsent", "incomplete", "empty")
_AS_VERBS = {"failed": "fail", "failing": "fail", "duplicate": "appear twice", "double": "appear twice"}


@lru_cache(maxsize=1024)
def stated(text: str) -> Effect | None:
    """What a measured share says goes wrong; None where it counts people, or is no such sentence."""
    share = _SHARE.search(_REGIONS.sub("", text))
    return _clause(_END.split(share[1])[0]) if share else None


@lru_cache(maxsize=1024)
def titled(title: str) -> Effect | None:
    """What a gauge's title says goes wrong; None where it only names what is measured."""
    words = title if title[:2].isupper() else f"{title[:1].lower()}{title[1:]}"
    before, after = _AS_TITLED.match(words), _AFTER.match(words)
    if before and (before[1] in _STATES or before[1] in _AS_VERBS or before[1].endswith("ed")):
        return _clause(f"{before[2]} {_AS_VERBS.get(before[1]) or f'are {before[1]}'}")
    return _clause(f"{after[1]} {after[2] or f'are {after[3]}'}") if after else None


def _clause(words: str) -> Effect | None:
    match = _VERB.match(words.strip())
    if not match or _COUNTED.search(match[1]):
        return None
    verb = match[2] or match[3]
    thing, verb, rest = match[1].strip(), _NOW.get(verb, verb), match[4].rstrip()
    return Effect(thing, f"{thing} {verb}{rest}", f"{thing} {_PAST[verb]}{rest}")
