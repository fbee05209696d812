"""The minute of the next update, in every form of a clock, in many zones, in summer and in winter."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from simulator.reading import Reader

SUMMER, WINTER = datetime(2026, 4, 14, 14, 1, tzinfo=UTC), datetime(2026, 1, 20, 22, 40, tzinfo=UTC)
"""In winter the next update lies beyond midnight."""
ZONES = {
    "UTC": "UTC", "GMT": "UTC", "ET": "America/New_York", "PT": "America/Los_Angeles", "CT": "America/Chicago",
    "IST": "Asia/Kolkata", "JST": "Asia/Tokyo", "SGT": "Asia/Singapore",
}  # fmt: skip
LEADS = ("Next update at {}", "Next update: {}", "We will provide an update no later than {}", "Expect news by {}")


def forms(due: datetime, zone: str) -> list[str]:
    """One minute in the forms that people write it in."""
    hour, minute, half = due.hour % 12 or 12, f"{due:%M}", f"{due:%p}".lower()
    return [
        f"{due:%H:%M} {zone}", f"{hour}:{minute} {half.upper()} {zone}", f"{hour}:{minute}{half} {zone}",
        f"{due:%H:%M} ({zone})", f"{hour}:{minute} {half[0]}.m. {zone}", f"{due:%d %B %H:%M} {zone}",
        f"{due:%H:%M} {zone} on {due:%B} {due.day}", f"{due:%Y-%m-%d %H:%M} {zone}", f"{due:%H%M} {zone}",
        f"{due:%A}, {hour}:{minute} {half.upper()} {zone}", f"{due:%H}h{minute} {zone}", f"{due:%H.%M} {zone}",
    ]  # fmt: skip


@pytest.mark.parametrize("at", [SUMMER, WINTER], ids=["summer", "winter"])
@pytest.mark.parametrize("lead", LEADS)
def test_the_minute_is_exact(reader: Reader, at: datetime, lead: str) -> None:
    """Whatever the form, and whatever leads to it."""
    wrong = []
    for zone, place in ZONES.items():
        due = (at + timedelta(minutes=94)).astimezone(ZoneInfo(place))
        for form in forms(due, zone):
            said = f"Logins fail for some customers. {lead.format(form)}."
            read = reader.read_update(said, at_utc_s=int(at.timestamp())).next_update_utc_s
            if read != int(due.replace(second=0).timestamp()):
                wrong.append(said)
    assert wrong == []
