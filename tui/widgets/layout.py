"""Where the rows of a list stand: how many lines each takes at a width, found without drawing any."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field

from rich.cells import cell_len

from simulator.harmless import flat
from tui.rows import Row
from tui.widgets.wrapping import wrap

TIGHT_WIDTH = 56
"""Below this a row's tail goes before its text, and long rows get one more line."""

BEFORE_TAIL = "  "
"""Between a row's words and its tail, so that they do not read as one sentence."""


@dataclass(frozen=True, slots=True)
class Laid:
    """A row at a width, before it is broken into lines; all lengths in cells."""

    text: str
    tail: str
    indent: int
    """Of every line but the first."""
    first: int
    """For words on the first line, between head and tail."""
    rest: int
    """For words on the others."""
    most: int
    """At most so many lines."""

    def lines(self) -> list[str]:
        """The words of each line."""
        return wrap(self.text, self.rest, first=self.first, most=self.most)

    def height(self) -> int:
        """How many lines there are."""
        if self.text.isascii() and len(self.text) <= self.first:
            return 1  # as most are: none of their words has to be looked at
        return len(self.lines())


def lay(row: Row, width: int) -> Laid:
    """A row at a width."""
    head_width = sum(cell_len(text) for text, _ in row.head)
    text, tail, most = row.text, f"{BEFORE_TAIL}{row.tail}" if row.tail else "", row.lines
    if not text.isprintable():
        text = flat(text)  # a line break within a row would move the terminal's cursor out of its pane
    if width < TIGHT_WIDTH:
        text, tail = f"{row.tail} · {text}" if row.tail else text, ""
        most += row.lines > 1
    indent = head_width if head_width <= width * 3 // 5 else _hanging(row, width)
    first = max(1, width - head_width - cell_len(tail))
    if head_width >= width:
        first, most = 0, most + 1  # the head fills its line; the words begin below it
    return Laid(text, tail, indent, first, max(1, width - indent), most)


def _hanging(row: Row, width: int) -> int:
    """Where words go on below a head that takes most of a line: under its second column, beside its first."""
    first = cell_len(row.head[0][0])
    return first if len(row.head) > 1 and first <= width // 5 else 2


@dataclass(slots=True)
class Layout:
    """The rows of a list, one below the other."""

    rows: tuple[Row, ...] = ()
    width: int = 0
    height: int = 0
    """Lines of all rows together."""
    _starts: list[int] = field(default_factory=list)

    def set(self, rows: tuple[Row, ...], width: int, *, grown: bool = False) -> None:
        """Lay rows out; `grown` says that they begin with the rows from before."""
        if not grown or width != self.width:
            self._starts, self.height = [], 0
        self.rows, self.width = rows, width
        for row in rows[len(self._starts) :]:
            self._starts.append(self.height)
            self.height += lay(row, width).height()

    def span(self, index: int) -> tuple[int, int]:
        """The first line of a row, and how many it has."""
        top = self._starts[index]
        return top, (self._starts[index + 1] if index + 1 < len(self._starts) else self.height) - top

    def at(self, line: int) -> tuple[int, int]:
        """Which row a line belongs to, and which of its lines it is."""
        index = bisect_right(self._starts, line) - 1
        return index, line - self._starts[index]
