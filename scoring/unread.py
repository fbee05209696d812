"""Claims that the judge finds itself, besides the reader's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from scoring.few import few
from scoring.intact import intact
from scoring.intruders import intruders
from scoring.outage import outage
from scoring.rivals import told_as_routine
from scoring.well import well
from simulator.reading.result import Claim

_ON_ANOTHER = ("start", "regions", "eta")
"""Claims on when and where: the same words may say something else as well."""


def unread(text: str, read: Sequence[Claim]) -> Iterator[Claim]:
    """An outage without a figure, a share made small, a cause, and what people act on; no words are judged twice."""
    if found := outage(text):
        yield found
    alike = [claim for claim in read if claim.key not in _ON_ANOTHER]
    for one in (*few(text), *told_as_routine(text), *well(text), *intact(text), *intruders(text)):
        if not any(claim.start < one.end and one.start < claim.end for claim in alike):
            alike.append(one)
            yield one
