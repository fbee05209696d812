"""Errors of warroom, each with a hint that says what to do next.

    WarroomError                      every error of ours; has `.hint`
    ├── ScenarioError                 a scenario that cannot be played
    ├── SourceError                   a file that cannot be read or does not fit (in `scenarios.source`)
    ├── JournalError                  a journal that is unreadable, unordered or of another version
    └── CommandRefused                a command that makes no sense at this moment

Errors inside one text value (`TriggerError`, `PlaceholderError`, `MoneyError`) are `ValueError`s: whoever
reads the file wraps them, because only the reader knows the line. Bad play is no error: it costs points.
"""


class WarroomError(Exception):
    """Any failure that a person can do something about."""

    hint: str
    """What to do next, one sentence; empty when the message says it all."""

    def __init__(self, message: str, *, hint: str = "") -> None:
        """Keep the message and the hint."""
        super().__init__(message)
        self.hint = hint


class ScenarioError(WarroomError):
    """A scenario cannot be played."""


class JournalError(WarroomError):
    """A journal is unreadable, unordered or of another version."""

    def __init__(
        self, message: str, *, line: int = 0, torn: bool = False, foreign: bool = False, hint: str = ""
    ) -> None:  # fmt: skip
        """Keep the line number, and whether only the end is missing, or only the version that can read it."""
        super().__init__(message, hint=hint)
        self.line = line
        self.torn = torn
        self.foreign = foreign


class CommandRefused(WarroomError):  # noqa: N818 - a refusal is an answer, not a fault
    """A command makes no sense at this moment; the hint says what would make it possible."""
