"""Lines that open with their own heading: `Impact: ...`, `Timeline. At noon ...`, `Why? - Because ...`."""

from __future__ import annotations

import re

_LABEL = re.compile(r"(?:\*\*|__)?([A-Za-z][\w /&'()-]{1,45}?|TL;DR)(?:\*\*|__)?\s*:(?:\*\*|__)?(?:\s+(.*)|\s*)$")
_RUN_IN = re.compile(
    r"([A-Z][a-z]+(?: [a-z]+| \d{1,5}){0,5}"
    r"(?:,? (?:all )?(?:times )?(?:in )?(?:UTC|GMT)| ?\([A-Za-z ,]{2,24}\))?)\.\s+(\S.*)$"
)
"""A heading that opens its own paragraph: `Timeline. At noon the first call came in.`"""
_WHY = re.compile(r"(?i)(why(?:\?| [^?\n]{2,80}\?))[\s\u2013\u2014:>-]*(because\b.*)$")
"""A question of five whys with its answer: `Why? - Because the job has no end time`."""
_BOLD_RUN_IN = re.compile(r"(?:\*\*|__)(?:(?:\d{1,2}|[A-H])[.)] +)?([A-Z][^*_]{2,45}?)[.:]?(?:\*\*|__)[.:]?\s+(\S.*)$")
"""The same in bold, numbered or not: `**The why.** When you join, ...`, `**4. Discovery.** A reader wrote ...`."""


def run_in(line: str) -> re.Match[str] | None:
    """Return the words that open a line and end in a full stop or are bold, and what follows them, as two groups."""
    return _RUN_IN.match(line) or _BOLD_RUN_IN.match(line)


def labelled(line: str) -> re.Match[str] | None:
    """Return the words before the colon of a line, or a question of five whys, and what follows, in two groups."""
    return _LABEL.match(line) or _WHY.match(line)
