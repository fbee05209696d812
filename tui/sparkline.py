"""A few numbers as a line of blocks."""

from __future__ import annotations

from collections.abc import Sequence

BLOCKS = "▁▂▃▄▅▆▇█"


def sparkline(values: Sequence[int], width: int, *, low: int, high: int) -> str:
    """The last `width` values as blocks between `low` and `high`, padded at the left."""
    span = max(1, high - low)
    shown = values[-width:]
    blocks = (BLOCKS[min(len(BLOCKS) - 1, max(0, (v - low) * len(BLOCKS) // span))] for v in shown)
    return "".join(blocks).rjust(width)
