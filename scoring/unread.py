"""Claims that the judge finds itself, besides the reader's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from scoring.few import FEW, few
from scoring.intact import intact
from scoring.intruders import intruders
from scoring.outage import OUTAGE, outage
from scoring.rivals import told_as_routine
from scoring.well import well
from simulator.reading.result import Claim
from simulator.reading.retracted import FAILURE, FIGURE, retracted_spans
from simulator.reading.source import Source

_ON_ANOTHER = ("start", "regions", "eta")
"""Claims on when and where: the same words may say something else as well."""
_SPEAKS_OF = {OUTAGE: (FAILURE,), FEW: (FIGURE, FAILURE), "scope_pct": (FIGURE, FAILURE)}


def unread(text: str, read: Sequence[Claim]) -> Iterator[Claim]:
    """Yield an outage without a figure, a share made small, a cause, and what people act on, as the writer's own."""
    if not (found := tuple(_unread(text, read))):
        return
    source = Source(text)
    taken_back = [(*source.span(one.start, one.end)[:2], one) for one in retracted_spans(source)]
    for claim in found:
        of = _SPEAKS_OF.get(claim.key, ())
        if not any(
            first < claim.end and claim.start < last and one.covers(one.start, *of) for first, last, one in taken_back
        ):
            yield claim


def _unread(text: str, read: Sequence[Claim]) -> Iterator[Claim]:
    """Yield all of them; no words are judged twice."""
    if found := outage(text):
        yield found
    alike = [claim for claim in read if claim.key not in _ON_ANOTHER]
    for one in (*few(text), *told_as_routine(text), *well(text), *intact(text), *intruders(text)):
        if not any(claim.start < one.end and one.start < claim.end for claim in alike):
            alike.append(one)
            yield one
