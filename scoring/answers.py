"""Whether an answer holds something: a fact, a deed, a time, a name, a yes or no, or that nobody knows yet.

Neither the nouns of the question nor kind words about it are any of these. What an answer holds decides, not what it
lacks: so a short honest one counts, and a long flattering one does not.
"""

from __future__ import annotations

import re
from functools import lru_cache

from scoring.posts import words
from simulator.reading.empty import GENERAL, WATCHING, is_evasive
from simulator.reading.result import UpdateReading

_HOLDS = (
    "states_impact", "action_specific", "workaround", "data_loss_statement", "resolved_statement", "recurrence_advice",
    "next_update", "says_no_eta", "promises_fix_time",
)  # fmt: skip
_NUMBER = re.compile(r"\d+")
_CLOCK = re.compile(r"\b\d{1,2}[:.h]\d\d\b")
_KIND_NO = re.compile(
    r"\b(?:no (?:doubt|problem|worries|trouble|wonder)|nothing but|not (?:only|just|least)"
    r"|(?:ca|can|could|do)(?:not|n['’]t| not) (?:agree more|be more|thank|worry|hesitate|imagine|stress))\b"
)
"""Kind words that look like a no."""
_STANCE = re.compile(
    r"(?:^|[.!?:,;] ?)(?:yes|correct|true|agreed)\b"
    r"|\b(?:not?|none|never|nothing|neither|unknown|unclear|cannot|\w+n['’]t)\b|\b(?:i|we|you) will "
    r"(?!be |do |get |give |have |keep |let |look |make |reach |try |come |update )[a-z]+\b"
)
"""A yes, a no, what is not known, or what somebody undertakes to do."""
_ASKS_FOR_SOMEBODY = re.compile(r"(?i)\b(?:who|whom|whose|somebody|someone|anybody|contact|name|named|person)\b")
_SOMEBODY = re.compile(
    r"(?<!\A)(?<![.!?] )\b[A-Z][\w'’-]+ [A-Z][\w'’-]+|[.!?] [A-Z][\w'’-]+ [A-Z][\w'’-]+|\bI am [A-Z]"
)
_ROOT = 5
"""Words that begin with the same letters, so many, are about one thing; shorter words are about nothing."""


def answers(question: str, text: str, reading: UpdateReading) -> bool:
    """Whether a text holds something that may answer a question.

    Args:
        question: What was asked, with its subject.
        text: The answer as sent.
        reading: What the reader found in it.
    """
    if is_evasive(question, text, reading):
        return False
    measures = {found.rule for found in reading.findings if found.feature == "states_action"} - GENERAL - WATCHING
    told = any(reading.features.get(name) for name in _HOLDS)
    if told or measures or reading.claims or reading.promises:
        return True
    if _numbers(text) - _numbers(question) or _STANCE.search(_KIND_NO.sub(" ", text.casefold())):
        return True
    return bool(_ASKS_FOR_SOMEBODY.search(question) and _SOMEBODY.search(text))


def is_about(question: str, text: str, reading: UpdateReading) -> bool:
    """Whether a text speaks of what was asked, with a time: then it answers, also where several get the same."""
    dated = reading.next_update_utc_s is not None or reading.promises or _CLOCK.search(text)
    return bool(dated and _things(question) & _things(text))


def _numbers(text: str) -> set[str]:
    return set(_NUMBER.findall(text))


@lru_cache(maxsize=1_024)
def _things(text: str) -> frozenset[str]:
    return frozenset(word[:_ROOT] for word in words(text) if len(word) >= _ROOT)
