"""Several points in a line, `(1) The job gets a limit. (2) The desk gets a key.`, put on lines of their own."""

from __future__ import annotations

import re

_NUMBERED = re.compile(r"(?:(?<=[.;:!?] )|(?<=[.;] and )|^)\(?([1-9]|1\d|[a-h])\) (?=\S)")
"""The number of one of several points in a line."""
LEAST_POINTS = 2
"""One point is no list."""


def laid_out(text: str) -> str:
    """Return a document whose counted points each begin a line, with every word where it stood."""
    return "\n".join(map(_listed, text.split("\n"))) if "2) " in text or "b) " in text else text


def _listed(line: str) -> str:
    """Return a line with each numbered point after the first on a line of its own, if they are counted from one."""
    points = list(_NUMBERED.finditer(line))
    numbers = [point[1] for point in points]
    counted = [str(number) for number in range(1, len(points) + 1)], list("abcdefgh"[: len(points)])
    if len(points) < LEAST_POINTS or numbers not in counted:
        return line
    marks = list(line)
    for point in points[1:]:
        marks[point.start() - 1] = "\n"
    return "".join(marks)
