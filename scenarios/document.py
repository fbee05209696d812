"""A document as plain data, together with the place of every value in its file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Union

from scenarios.problem import Problem, plain_key

Plain = Union[dict[str, "Plain"], list["Plain"], str, int, bool, Decimal, None]  # noqa: UP007 - recursive alias
"""What a file can hold; numbers with a point are exact decimals."""

Path = tuple[str | int, ...]
"""Keys and list positions from the root to a value."""


@dataclass(slots=True)
class Place:
    """Where a value stands, both numbers counted from 1."""

    line: int
    column: int
    key_line: int
    """Line of the key; that of the value for list entries and the root."""
    key_column: int
    children: dict[str, Place] | list[Place] | None = None

    def child(self, part: str | int) -> Place | None:
        """Step down by one key or list position, if there is one."""
        match self.children, part:
            case dict() as by_key, str():
                return by_key.get(part)
            case list() as entries, int():
                return entries[part] if 0 <= part < len(entries) else None
        return None


@dataclass(frozen=True, slots=True)
class Document:
    """A file's content."""

    name: str
    """The file, as the person named it."""
    data: Plain
    root: Place = field(repr=False)

    def place(self, path: Sequence[str | int]) -> Place:
        """Find the place of a value, or of its nearest ancestor that the file holds."""
        place = self.root
        for part in path:
            below = place.child(part)
            if below is None:
                break
            place = below
        return place

    def position(self, path: Sequence[str | int], *, at_key: bool = False) -> tuple[int, int]:
        """Tell line and column of a value (of its key for mappings and lists, and when asked)."""
        place = self.place(path)
        if at_key or place.children is not None:
            return place.key_line, place.key_column
        return place.line, place.column

    def problem(
        self, path: Sequence[str | int], message: str, *, suggestion: str = "", at_key: bool = False
    ) -> Problem:
        """State a problem at a place of this file."""
        line, column = self.position(path, at_key=at_key)
        return Problem(self.name, line, column, plain_key(path), message, suggestion, plain_key(self._named(path)))

    def _named(self, path: Sequence[str | int]) -> Iterator[str | int]:
        """A path in which list entries go by their ids, where they have one."""
        here: Plain = self.data
        for part in path:
            match here, part:
                case list(), int() if part < len(here):
                    here = here[part]
                case dict(), str():
                    here = here.get(part)
                case _:
                    here = None
            ident = here.get("id") if isinstance(part, int) and isinstance(here, dict) else None
            yield ident if isinstance(ident, str) and ident else part
