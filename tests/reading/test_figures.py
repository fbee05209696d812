"""Numbers of a post-mortem that count who was hurt, and those that are a day, a name or a denial."""

from __future__ import annotations

import pytest

from simulator.reading import Reader

COUNTED = (
    "12 users could not log in.",
    "On shard 12, 40 users failed to log in.",
    "In ward 3, 12 patients waited.",
    "On 2026-01-22, 300 customers saw errors.",
    "In 2026 we lost 300 orders.",
    "Of our 4,000 customers 300 were affected.",
    "The new release 8 users had tried lost their drafts.",
    "The maternity ward 12 patients were sent to was dark.",
    "5 GB of logs were lost.",
    "A quarter of the fleet stood still.",
    "Orders per minute fell from 900 to 12.",
    "Two users of shard 8 could not log in.",
    "2,026 customers saw errors.",
)
UNCOUNTED = (
    "On 2026-01-22 the gateway returned errors.",
    "In 2026 customers saw errors.",
    "Since 2025 orders have failed now and then.",
    "From 10 March customers saw errors.",
    "Until 3 Sept. users saw errors.",
    "Firmware 3.1 installed on controllers was affected.",
    "Windows 11 users were affected.",
    "Shard 12 users could not log in.",
    "Release 8 users saw errors.",
    "In room 12 patients were moved.",
    "Layer 7 requests failed.",
    "Gate 14 passengers waited.",
    "Of our 4,000 customers none was affected.",
    "None of our 4,000 customers were affected.",
    "0 customers were affected.",
    "Customers affected: 0",
    "The disk holds 5 GB of logs.",
)


@pytest.mark.parametrize(
    ("stated", "counted"), [*((one, True) for one in COUNTED), *((one, False) for one in UNCOUNTED)]
)
def test_a_day_a_name_or_nobody_is_no_number_of_harm(reader: Reader, stated: str, counted: bool) -> None:
    """What stands under `Impact` counts who was hurt, wherever else numbers stand in it."""
    text = f"# Report\n\n## Summary\n\nLogins failed.\n\n## Impact\n\n{stated}\n\n## Cause\n\nA full disk.\n"
    assert reader.read_postmortem(text).impact_count is counted
