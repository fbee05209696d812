"""Labels on a line of their own, as forms have them: what stands below one is said of it."""

from __future__ import annotations

import re

LABEL_CHARS = 40
"""A longer line is no label."""
_ABOUT = re.compile(
    r"(?i)\b(?:next|news|eta|etr|estimate[ds]?|expected|refresh|confiden(?:ce|t)|certainty"
    r"|how (?:sure|certain)|decisions?|asks?|needed|status|where (?:we|it|things) (?:are|is|stands?))\b"
)
"""What a post or a brief is asked for in a word or two."""


def joined(text: str) -> str:
    """Return a text of the same length in which a label and the line below it are one: `Next update` and `16:30 UTC`.

    A label that has another one below it stays alone, for nothing is said of it.
    """
    lines = text.split("\n")
    breaks = ["\n"] * len(lines)
    for number, line in enumerate(lines):
        below = number + 1
        if below < len(lines) and not lines[below].strip():
            below += 1
        if is_label(line) and below < len(lines) and lines[below].strip() and not _heads(lines[below]):
            breaks[number:below] = " " * (below - number)
    return "".join(line + mark for line, mark in zip(lines, breaks, strict=True))[: len(text)]


def is_label(line: str) -> bool:
    """Return whether a line is a label of something that a reader looks for."""
    return _heads(line) and _ABOUT.search(line) is not None


def _heads(line: str) -> bool:
    """Return whether a line is written as a heading or a label."""
    words = line.strip()
    if not 2 <= len(words) <= LABEL_CHARS or any(char.isdigit() for char in words):
        return False
    bold = words.startswith(("**", "__")) and words.rstrip(":").endswith(("**", "__"))
    return words.endswith(":") or words.startswith("#") or bold or (words.isupper() and words[-1].isalpha())
