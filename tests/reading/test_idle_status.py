"""A brief's status that only says that somebody works is none; any word of what is done, found or next is one."""

from __future__ import annotations

import pytest

from simulator.reading import Reader

AT_UTC_S = 1_776_175_260
IMPACT = "Impact: 18 % of sessions cannot save since 14:01 UTC.\n"
BUSY = (
    "Status: we work on it.",
    "Status: We are working on it",
    "**Status.** We are still working hard on this.",
    "Status: work goes on.",
    "Status: somebody is on it.",
)
TOLD = (
    "Status: investigating.",
    "Status: contained.",
    "Status: we are working on it with the supplier, whose crew is on site.",
    "Status: we work on it. The flag was rolled back at 14:20 UTC.",
    "We are working on it: the standby is being tested.",
    "Status: we are on it since 14:05 UTC, cause not known.",
    "Status: we are looking at the locks.",
    "Status: work goes on at the database; Ana leads it.",
    "Rollback in progress. Status: we work on it.",
)


@pytest.mark.parametrize("status", BUSY)
def test_that_somebody_works_is_no_status(reader: Reader, status: str) -> None:
    assert not reader.read_brief(f"{IMPACT}{status}\nConfidence: medium.", at_utc_s=AT_UTC_S).status


@pytest.mark.parametrize("status", TOLD)
def test_a_thin_status_is_one(reader: Reader, status: str) -> None:
    assert reader.read_brief(f"{IMPACT}{status}\nConfidence: medium.", at_utc_s=AT_UTC_S).status
