"""A time before which a repair does not come, a condition and a refusal promise no repair; an answer is none either."""

from __future__ import annotations

import pytest

from simulator.reading import Reader

AT_UTC_S = 1_772_615_520
NO_PROMISE = (
    "It will not be fixed before 14:50 UTC.",
    "Nobody can say whether it will be fixed by 14:50 UTC.",
    "If it is not fixed by 15:30 UTC, I call you so that you can send the shift home.",
    "Even if all goes well it won't be done before 15:30 UTC.",
    "It will take at least until noon.",
    "We do not think that it is over by noon.",
    "You'll have it in writing from me by 14:45 UTC what this means for your contract.",
    "You'll have it back from me by 15:30 UTC.",
)


@pytest.mark.parametrize("text", NO_PROMISE)
def test_what_promises_no_repair(reader: Reader, text: str) -> None:
    """Nothing that could be broken goes into the ledger, and no time of repair is claimed."""
    reading = reader.read_update(text, at_utc_s=AT_UTC_S)
    assert "fix" not in {promise.what for promise in reading.promises}
    assert "eta" not in {claim.key for claim in reading.claims}


@pytest.mark.parametrize("text", ["Saves should be back by 15:30 UTC.", "If all goes well, it is fixed by 15:30 UTC."])
def test_what_promises_one(reader: Reader, text: str) -> None:
    """Hoped for or hedged, it is a time that people wait for."""
    reading = reader.read_update(text, at_utc_s=AT_UTC_S)
    assert [promise.what for promise in reading.promises] == ["fix"]
