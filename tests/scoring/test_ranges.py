"""A share that is told as a range is kept by whatever lies within it, unless it tells nothing."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from scoring.claims import Fault
from scoring.ranges import lower_end
from tests.scoring.builders import claim, impact, story
from tests.scoring.test_claims import breaking, shares, spread, wrong

RANGES = {
    "10 to 20 % of sessions fail.": 10.0,
    "Between 15 and 20 % of sessions fail.": 15.0,
    "An estimated 12.5 % to 20 % of sessions fail.": 12.5,
    "10-20 % of sessions fail.": 10.0,
    "15 or 20 % of sessions fail.": 15.0,
    "1 to 20 % of sessions fail.": None,
    "12 % of the EU and 20 % of sessions fail.": None,
    "20 % of sessions fail.": None,
    "In 2 regions 20 % of sessions fail.": None,
    "30 to 20 % of sessions fail.": None,
}


@pytest.mark.parametrize(("text", "low"), RANGES.items())
def test_the_lower_end_of_a_range(text: str, low: float | None) -> None:
    start = text.index("20 %")
    assert lower_end(text, replace(claim("scope_pct", "20"), start=start, end=start + 4)) == low


@pytest.mark.parametrize(
    ("page", "mailed", "value"),
    [
        ("Logins fail for an estimated 10 to 20 %.", "north: 14 % of logins fail.", 1_000),
        ("14 % of logins fail.", "north: Between 10 and 20 % of logins fail.", 1_000),
        ("Between 12 and 16 % of logins fail.", "north: Logins fail for 14-20 %.", 1_000),
        ("Logins fail for 2 to 20 %.", "north: 14 % of logins fail.", 668),
        ("Logins fail for 16 to 20 %.", "north: 9 % of logins fail.", 668),
        ("Logins fail for 20 %.", "north: 14 % of logins fail.", 668),
    ],
)
def test_what_lies_in_a_range_that_was_told_is_one_narrative(page: str, mailed: str, value: int) -> None:
    told = spread(story().world(60, impact(140)))
    assert told.you(1_600, shares(page)).you(1_700, shares(mailed)).value("C7") == value


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("15 to 40 % of logins fail.", []),
        ("1 to 60 % of logins fail.", [("60", Fault.DECEPTION)]),
        ("40 to 60 % of logins fail.", [("60", Fault.DECEPTION)]),
        ("1 to 2 % of logins fail.", [("1", Fault.DECEPTION), ("2", Fault.DECEPTION)]),
    ],
)
def test_a_range_that_holds_the_truth_is_no_lie(text: str, faults: list[tuple[str, Fault]]) -> None:
    """One so wide that it says nothing is held to its upper end."""
    found = wrong(breaking().you(1_200, shares(text)))
    assert found == [one for one in faults if one[0] != "1"]
