"""What a trainee reads off a screen of text."""

import re

NOTHING = "Nothing holds these words."


def marked(screen: str) -> str:
    """The label that the mark stands before."""
    found = re.search(r"▸ (\S[^│]{0,13})", screen)
    return found[1].strip() if found else ""


def found_in(screen: str, words: str) -> bool:
    """Whether the list has caught up with what was typed: its first row holds every word, or none does."""
    listed = screen.partition("─ Find ")[2].partition("enter open")[0].partition("\n")[2].partition("\n")[2]
    rows = re.split(r"│ (?=\d\d:\d\d )", listed, maxsplit=2)
    return NOTHING in listed or (len(rows) > 1 and all(word in rows[1] for word in words.split()))


def options(screen: str) -> list[str]:
    """The ticks in sight."""
    return [line.strip() for line in re.findall(r"\[[ x]\] (.+?)(?: {2,}|│|$)", screen, re.MULTILINE)]


def holds(screen: str, words: str) -> bool:
    """Whether words stand in the marked field, or in those below it."""
    return words in screen.partition("▸")[2]


def line_of(screen: str, words: str) -> str:
    """The marked field's line, as far as its own frame."""
    found = re.search(rf"▸ {re.escape(words)}[^│\n]*", screen)
    return found.group() if found else ""
