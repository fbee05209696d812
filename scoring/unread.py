"""Claims that the judge reads itself, beside those of the reader."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from scoring.few import few
from scoring.outage import outage
from scoring.well import well
from simulator.reading.result import Claim


def unread(text: str, read: Sequence[Claim]) -> Iterator[Claim]:
    """An outage without a figure, a share made small in words, and what people act on; no words are judged twice."""
    if found := outage(text):
        yield found
    for one in (*few(text), *well(text)):
        if not any(claim.start < one.end and one.start < claim.end for claim in read):
            yield one
