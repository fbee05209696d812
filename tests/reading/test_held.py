"""A recorded reading is held against its text: another text does not say what it quotes."""

from __future__ import annotations

import msgspec
import pytest

from scenarios.lexicon import load_reader
from simulator.reading.held import is_held

REPORT = """## Summary

On 2026-03-10 from 14:02Z to 14:49Z about 18 % of customers could not save. We are sorry.

## Timeline

- 14:02Z the **first** alarm
- 14:49Z service is back

## Root cause

The failover left a replica read-only because nobody tests it.

## Actions

| action | owner | due |
|---|---|---|
| Add an alert for read-only replicas | Mei Lin | 2026-04-01 |
"""


@pytest.mark.parametrize("text", [REPORT, REPORT.replace("-", "\N{EN DASH}"), f"\t{REPORT}".replace("\n", "\r\n")])
def test_what_was_read_of_a_text_is_held_by_it_and_by_no_other(text: str) -> None:
    """Quotes of tables and bold words are laid out anew: their words count."""
    reading = load_reader().read_postmortem(text, at_utc_s=1_773_158_400)
    assert reading.actions
    assert is_held(reading, text)
    assert not is_held(reading, "x" * len(text))
    assert not is_held(reading, text.replace("Mei Lin", "Nobody"))


def test_a_place_beyond_the_text_is_none() -> None:
    text = "We are sorry. About 18 % of customers cannot save. Next update at 15:00 UTC."
    reading = load_reader().read_update(text, at_utc_s=1_773_158_400)
    assert is_held(reading, text)
    first, *rest = reading.findings
    for start, end in ((-1, 3), (5, 4), (0, len(text) + 1)):
        placed = msgspec.structs.replace(first, start=start, end=end)
        assert not is_held(msgspec.structs.replace(reading, findings=(placed, *rest)), text)
