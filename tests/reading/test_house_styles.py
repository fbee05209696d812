"""Reports in the styles of many houses: trackers' markup, capitals, bold run-in words, quoted and dated lines."""

from __future__ import annotations

import pytest

from simulator.reading import Reader
from simulator.reading.result import PostmortemReading

STYLES = {
    "capitals": """SUMMARY
The ledger took no entries.

2. IMPACT
212 shops could not book.

3. CHRONOLOGY (UTC)
10:02 first call from a shop
10:31 old build put back

4. CAUSE
A lock was never given back.

5. HOW IT WAS FOUND
By a customer.

6. REMEDIAL PLAN
- Give the lock a limit. [Ledger; 30 May]
""",
    "tracker": """h2. Summary
The ledger took no entries.

h2. Impact
212 shops could not book.

h2. Timeline (UTC)
* 10:02 first call from a shop
* 10:31 old build put back

h2. Root cause
A lock was never given back.

h2. Detection
A shop rang us.

h2. Action items
* [Ledger] Give the lock a limit by 30 May.
""",
    "run in": """**The short version:** the ledger took no entries.

**The numbers.** 212 shops could not book.

**How the day went (UTC)**

> 10:02 - first call from a shop
> 10:31 - old build put back

**The why.** A lock was never given back.

**How we found out:** a shop rang us.

**What's coming**

- The ledger team will give the lock a limit by 30 May.
""",
    "numbered": """1. Overview

The ledger took no entries.

2. Consequences

212 shops could not book.

3. Events (UTC)

Mon 4 May, 10:02   first call from a shop
Mon 4 May, 10:31   old build put back

4. Cause

A lock was never given back.

5. Detection

A shop rang us.

6. Measures

a) Ledger team: give the lock a limit by 30 May.
""",
    "stamped lines": """**What happened**

The ledger took no entries.

**Impact**

212 shops could not book.

**Sequence of events**

Monday 4 May, 10:02 UTC: first call from a shop
Monday 4 May, 10:31 UTC: old build put back

**Cause**

A lock was never given back.

**How it came to light**

A shop rang us.

**Things we'd like to do**

- The ledger team is to give the lock a limit by 30 May.
""",
}


@pytest.fixture(params=sorted(STYLES))
def report(request: pytest.FixtureRequest, reader: Reader) -> PostmortemReading:
    """The same report in one house's style."""
    return reader.read_postmortem(STYLES[request.param])


def test_every_part_is_found_in_every_style(report: PostmortemReading) -> None:
    """The same report says the same, whatever marks its parts."""
    parts = ("summary", "timeline", "root_cause", "actions", "owners", "due", "impact_quant", "detection", "utc")
    named = {name: report.features.get(name, report.features.get(f"{name}_ts")) for name in parts}
    assert [name for name, found in named.items() if not found] == []
    assert len(report.timeline) == 2


@pytest.mark.parametrize(
    ("words", "blames"),
    [
        ("It was careless of me to go back to sleep.", "self_blame"),
        ("The engineer was careless.", "blame_individual"),
    ],
)
def test_who_calls_themselves_careless_blames_nobody_else(reader: Reader, words: str, blames: str) -> None:
    """Self-blame is told apart from the blame of somebody."""
    features = reader.read_postmortem(f"# Report\n\n## Summary\n\nThe ledger took no entries. {words}\n").features
    assert bool(features["blame_individual"]) is (blames == "blame_individual")
