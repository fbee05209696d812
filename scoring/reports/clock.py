"""Moments and numbers in a report's words."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from simulator.clock import DAY_S, stamp


@dataclass(frozen=True, slots=True)
class Clock:
    """Writes drill seconds as UTC: with the date when a drill crosses midnight."""

    start_utc_s: int
    end_s: int

    @property
    def dated(self) -> bool:
        """True when hours and minutes alone would be ambiguous."""
        return self.start_utc_s // DAY_S != (self.start_utc_s + self.end_s) // DAY_S

    def utc(self, at_s: int) -> str:
        """`14:05`, or `03-11 14:05` in a drill that lasts into another day."""
        whole = stamp(self.start_utc_s + at_s)
        if self.dated or self.start_utc_s // DAY_S != (self.start_utc_s + at_s) // DAY_S:
            return f"{whole[5:10]} {whole[11:16]}"
        return whole[11:16]


def number(value: Fraction | float, digits: int = 2) -> int | float:
    """A number rounded half up, whole where it is whole."""
    scale: int = 10**digits
    scaled = int((Fraction(value) * scale * 2 + 1) // 2)
    return scaled // scale if scaled % scale == 0 else scaled / scale
