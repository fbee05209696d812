"""Rows of a list in words: what every pane of the war room is made of."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Tone(StrEnum):
    """How a piece of text is meant; each has a shape or a word beside its colour."""

    PLAIN = ""
    DIM = "dim"
    GOOD = "good"
    WARN = "warn"
    CRITICAL = "critical"
    ACCENT = "accent"
    STRONG = "strong"


Span = tuple[str, Tone]


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a pane."""

    id: str
    """What Enter opens, e.g. `message:m3`; empty = a heading that cannot be chosen."""
    head: tuple[Span, ...]
    """Columns that stand at the left of the first line, already padded."""
    text: str
    """The rest; it wraps under itself."""
    tone: Tone = Tone.PLAIN
    """How the text is meant."""
    tail: str = ""
    """A short word at the right of the first line."""
    lines: int = 2
    """At most so many lines in a pane; the rest is cut and shown by Enter."""
    urgent: bool = False
    """Whether somebody waits for it: such rows stand on top, the soonest first, and are to be seen."""

    @property
    def plain(self) -> str:
        """The whole row as text, for finding and for tests."""
        head = "".join(text for text, _ in self.head)
        return f"{head}{self.text} {self.tail}".strip()


def heading(text: str) -> Row:
    """A heading within a pane."""
    return Row("", ((text.upper(), Tone.ACCENT),), "")


def note(text: str) -> Row:
    """What an empty pane says."""
    return Row("", (), text, Tone.DIM, lines=12)
