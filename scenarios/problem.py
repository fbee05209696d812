"""Problems of a file, each at its line, and the error that carries all of them at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from simulator.errors import WarroomError

SHOWN = 20
"""Problems in one message; the others are counted."""

_SHOWN_CHARS = 60
_LISTED = 12


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong in one place of one file."""

    path: str
    """The file, as the person named it."""
    line: int
    """Counted from 1."""
    column: int
    """Counted from 1."""
    key: str
    """Dotted place, list entries counted from 0 (`injects.3.text`); empty for the whole file."""
    message: str
    """What was expected, in plain words."""
    suggestion: str = ""
    """Nearest known word, if there is one."""
    named: str = ""
    """The same place with the ids of list entries instead of their positions (`injects.ceo-eta.text`)."""

    def __str__(self) -> str:
        """Write `file.yaml:15:5: injects.page.txet: unknown key; did you mean 'text'?`."""
        key = self.named or self.key
        place = f"{self.path}:{self.line}:{self.column}: " + (f"{key}: " if key else "")
        return place + self.message + (f"; did you mean '{self.suggestion}'?" if self.suggestion else "")


class SourceError(WarroomError):
    """A file cannot be read or does not fit; holds all problems, sorted by line."""

    problems: tuple[Problem, ...]
    """The problems that were worked out, by line and column."""

    more: int
    """Problems beyond those, only counted."""

    def __init__(self, problems: Iterable[Problem], *, hint: str = "", more: int = 0) -> None:
        """Sort the problems, drop repetitions, and list the first twenty."""
        unique = dict.fromkeys(problems)
        self.problems = tuple(sorted(unique, key=lambda problem: (problem.line, problem.column, problem.key)))
        self.more = more
        lines = [str(problem) for problem in self.problems[:SHOWN]]
        others = max(0, len(self.problems) - SHOWN) + more
        if others:
            lines.append(f"and {others} more problem{'s' if others > 1 else ''}")
        super().__init__("\n".join(lines), hint=hint or "Correct the file at the places named and try again.")


def shown(value: object) -> str:
    """Show a value of a document in a message: short, on one line, without anything that moves a cursor."""
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, list | tuple):
        return "a list"
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return repr(value if len(value) <= _SHOWN_CHARS else value[:_SHOWN_CHARS] + "…")
    return str(value)[:_SHOWN_CHARS]


def listed(words: Iterable[str]) -> str:
    """List the first dozen words of a choice, and count the others."""
    ordered = list(words)
    others = len(ordered) - _LISTED
    return ", ".join(ordered[:_LISTED]) + (f" and {others} more" if others > 0 else "")


def plain_key(path: Iterable[str | int]) -> str:
    """Write a path with dots, each part short and printable."""
    return ".".join(_printable(str(part)) for part in path)


def _printable(part: str) -> str:
    short = part if len(part) <= _SHOWN_CHARS else part[:_SHOWN_CHARS] + "…"
    return short if short.isprintable() and short else repr(short)
