"""Breaking text into lines of so many terminal cells."""

from __future__ import annotations

from rich.cells import cell_len, set_cell_size


def wrap(text: str, width: int, *, first: int | None = None, most: int = 2) -> list[str]:
    """Break a text at spaces.

    Args:
        text: Without line breaks.
        width: Cells of every line but the first.
        first: Cells of the first line; None = `width`.
        most: At most so many lines; what does not fit ends in `…`.
    """
    room = width if first is None else first
    lines: list[str] = []
    line = ""
    words = text.split(" ")
    while words:
        word = words.pop(0)
        joined = f"{line} {word}" if line else word
        if cell_len(joined) <= room:
            line = joined
            continue
        if not line and room > 0:
            line, rest = _chop(word, room)
            words.insert(0, rest)
        else:
            words.insert(0, word)
        if len(lines) == most - 1:
            return [*lines, _ellipsis(line, words, room)]
        lines.append(line)
        line, room = "", max(1, width)
    return [*lines, line]


def _chop(word: str, room: int) -> tuple[str, str]:
    cut = max(1, len(set_cell_size(word, room).rstrip()))
    return word[:cut], word[cut:]


def _ellipsis(line: str, rest: list[str], room: int) -> str:
    """The line with as much of the next word as fits, then `…`."""
    full = f"{line} {rest[0]}".strip() if rest else line
    return full if cell_len(full) <= room and len(rest) <= 1 else set_cell_size(full, max(0, room - 1)).rstrip() + "…"
