"""Labels on a line of their own, as forms have them: what stands below one is said of it."""

from __future__ import annotations

import re

LABEL_CHARS = 40
"""A longer line is no label."""
_ABOUT = re.compile(
    r"(?i)\b(?:next|news|eta|etr|estimate[ds]?|expected|refresh|confiden(?:ce|t)|certainty"
    r"|how (?:sure|certain)|decisions?|asks?|needed|status|where (?:we|it|things) (?:are|is|stands?)"
    r"|(?:needs?|wants?|hear|ask) (?:from|of)|for you)\b"
)
"""What a post or a brief is asked for in a word or two."""
_TOLD = re.compile(
    r"(?i)\b(?:causes?|reason|trigger|fix(?:es)?|actions?(?: taken)?|measures?|mitigation|remedy|resolution|containment"
    r"|workaround|data(?: loss)?|apology|recurs?|recurrence|(?:happens|seen|occurs) again|comes back|returns)\W*$"
)
"""What else stands over a line, as the last word of a label; behind a full stop it would be any sentence."""


_RUN_IN = re.compile(r"(?m)^(\W{0,4}(?:\d{1,2}[.)] )?[A-Z][a-z]+(?: [a-z]+){0,3})\.(?= [^\s.])")
"""A label that opens its own line: `5. Decision sought. Whether to cancel`, `Next update. 16:30 UTC`."""


def joined(text: str) -> str:
    """Return a text of the same length in which a label and the line below it are one: `Next update` and `16:30 UTC`.

    A label that has another one below it stays alone, for nothing is said of it.
    """
    text = _RUN_IN.sub(lambda match: match[1] + (":" if _ABOUT.search(match[1]) else "."), text)
    lines = text.split("\n")
    breaks = ["\n"] * len(lines)
    for number, line in enumerate(lines):
        below = number + 1
        if below < len(lines) and not lines[below].strip():
            below += 1
        if below == len(lines) or not lines[below].strip() or _heads(lines[below]):
            continue
        if is_label(line) or _stands_over(line, lines[below]):
            breaks[number:below] = " " * (below - number)
            if below - number > 1 and not line.rstrip().endswith(":"):
                breaks[number] = ":"
    return "".join(line + mark for line, mark in zip(lines, breaks, strict=True))[: len(text)]


def is_label(line: str) -> bool:
    """Return whether a line is a label of something that a reader looks for."""
    return _heads(line) and (_ABOUT.search(line) or _TOLD.search(line)) is not None


def _stands_over(line: str, below: str) -> bool:
    """Return whether a short line without an end stands over an indented one, as a label does: `How sure`."""
    words = line.strip()
    deeper = len(below) - len(below.lstrip()) > len(line) - len(line.lstrip())
    return deeper and len(words) <= LABEL_CHARS and words[-1:].isalpha() and _ABOUT.search(words) is not None


def _heads(line: str) -> bool:
    """Return whether a line is written as a heading or a label."""
    words = line.strip()
    if not 2 <= len(words) <= LABEL_CHARS or any(char.isdigit() for char in words):
        return False
    bold = words.startswith(("**", "__")) and words.rstrip(":").endswith(("**", "__"))
    return words.endswith(":") or words.startswith("#") or bold or (words.isupper() and words[-1].isalpha())
