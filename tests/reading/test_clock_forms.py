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


@pytest.mark.parametrize(
    ("told", "minutes"),
    [
        ("in half an hour", 30), ("within forty-five minutes", 45), ("in thirty-five minutes", 35), ("in 1h30", 90),
        ("in about an hour and a half", 90), ("in 20-30 minutes", 30), ("in the next 30 minutes", 30),
        ("every two hours", 120), ("half-hourly", 30), ("30 minutes from now", 30), ("in two hours' time", 120),
        ("tomorrow at 9 am UTC", 1_139), ("tomorrow morning at 09:00 UTC", 1_139),
        ("at 09:00 UTC tomorrow morning", 1_139),
        ("tomorrow evening at 8 pm PT", 2_219), ("at noon UTC tomorrow", 1_319), ("by midnight UTC", 599),
        ("Wednesday 15 April, 10:00 UTC", 1_199), ("at 14:30", 29),
    ],
)  # fmt: skip
def test_lengths_and_parts_of_days_are_exact(reader: Reader, told: str, minutes: int) -> None:
    """Counted from the post; a part of a day and its clock are one time."""
    at_utc_s = int(SUMMER.timestamp())
    for lead in ("Next update {}", "We'll provide another update {}", "You will hear from us {}"):
        read = reader.read_update(f"Logins fail. {lead.format(told)}.", at_utc_s=at_utc_s).next_update_utc_s
        assert read == at_utc_s + minutes * 60


def test_tomorrow_is_a_day_of_the_zone_that_its_clock_names(reader: Reader) -> None:
    """In the evening of Chicago UTC has the next day already."""
    at_utc_s = int(datetime(2026, 4, 15, 1, 2, tzinfo=UTC).timestamp())
    said = "Logins fail. Next update tomorrow morning by 9am CT."
    assert reader.read_update(said, at_utc_s=at_utc_s).next_update_utc_s == at_utc_s + 778 * 60


@pytest.mark.parametrize(
    ("told", "day"),
    [("by the end of March", "2026-03-31"), ("by mid-March", "2026-03-20"), ("in early April 2026", "2026-04-10")],
)
def test_a_part_of_a_month_ends_on_a_day(reader: Reader, told: str, day: str) -> None:
    """A repair may be that far away; its last day counts."""
    at_utc_s = int(datetime(2026, 3, 4, 9, tzinfo=UTC).timestamp())
    read = reader.read_update(f"Logins fail. They are expected to be restored {told}.", at_utc_s=at_utc_s)
    assert [datetime.fromtimestamp(one.due_utc_s, UTC).date().isoformat() for one in read.promises] == [day]
