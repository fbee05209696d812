"""What a remark may be pinned to, checked once for hosts and for tables."""

from __future__ import annotations

from simulator.runbook import Runbook
from simulator.scenario import Scenario
from simulator.vocabulary import Seat
from tui.rooms.protocol import Remark
from tui.store.remark import RATINGS


def slip_of(remark: Remark, scenario: Scenario, runbook: Runbook, lines: int) -> str:
    """Why a remark cannot be kept, with what would do; empty = it can.

    Args:
        remark: As it was written.
        scenario: For its objectives.
        runbook: For its criteria.
        lines: How many lines the journal has.
    """
    if remark.kind not in ("note", "rating", "overrule"):
        return f"There is no remark {remark.kind!r}: a note, a rating or an overrule."
    if remark.kind == "rating" and remark.rating not in RATINGS:
        return f"There is no rating {remark.rating!r}: {', '.join(RATINGS)}."
    if remark.kind == "overrule" and not (
        remark.criterion and remark.text.strip() and remark.value_permille in range(1_001)
    ):
        return "An overrule names a criterion, a value of 0 to 1000 and a reason."
    if remark.kind == "note" and not remark.text.strip():
        return "A note has words."
    if not 0 <= remark.event <= lines:
        return f"Pin it to a line of the journal, 1 to {lines}."
    known = (
        ("objective", remark.objective, scenario.objectives, remark.kind == "rating"),
        ("criterion", remark.criterion, runbook.criteria, False),
        ("seat", remark.seat, [seat.value for seat in Seat], False),
    )
    for what, value, names, needed in known:
        if (value or needed) and value not in names:
            return f"There is no {what} {value!r}. Known: {', '.join(names)}."
    return ""
