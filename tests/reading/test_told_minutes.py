"""Minutes of what is promised: zones in any place, ranges, lengths of two parts, stamps, and unknown zones."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from simulator.reading import Reader

AT = int(datetime(2026, 3, 4, 9, 12, tzinfo=UTC).timestamp())
"""A Wednesday in winter, twelve past nine in UTC."""
BEFORE = (
    ("at CET 11:00", 48), ("at UTC+1 11:00", 48), ("at GMT+1 11:00", 48), ("(all times CET): 11:00", 48),
    ("(UTC): 10:00", 48), ("at EET 12:00", 48), ("(times in JST): 19:00", 48), ("at Central European Time 11:00", 48),
    ("at 10:00", 48), ("by 10:00 UTC", 48), ("at 11:00 CET", 48), ("for zone A: 10:00", 48),
)  # fmt: skip
RANGES = (
    ("10:00-10:30 UTC", 78), ("10:00\u201310:30 UTC", 78), ("10:00 - 10:30 UTC", 78), ("10:00-10:30", 78),
    ("from 10:00 to 10:30 UTC", 78), ("between 10:00 and 10:30 UTC", 78), ("between 10 and 10:30 am GMT", 78),
    ("2-3pm GMT", 348), ("11:00-11:30 CET", 78), ("between 30 and 45 minutes from now", 45), ("in 30-45 minutes", 45),
    ("2026-03-04 07:00-08:00", 348), ("at 10:00 UTC", 48),
)  # fmt: skip
LENGTHS = (
    ("in one hour and fifteen minutes", 75), ("in an hour and a quarter", 75), ("in the next hour or two", 120),
    ("in 1:30 h", 90), ("in 01:15 hours", 75), ("in two and a half hours", 150), ("in 1\u00bd hours", 90),
    ("in 2\u00bc hours", 135), ("in an hour and three quarters", 105), ("in two hours and twenty-five minutes", 145),
    ("in an hour", 60), ("in the next hour", 60), ("in an hour and a half", 90), ("in half an hour", 30),
    ("in one hour", 60), ("in an hour or so", 60), ("in \u00bd hour", 30),
)  # fmt: skip
STAMPS = (
    ("at fourteen thirty UTC", 318), ("at fifteen hundred hours UTC", 348), ("at 041000Z MAR 26", 48),
    ("20260304T1000Z", 48), ("at twenty-two fifteen GMT", 783), ("at eleven forty-five UTC", 153),
    ("at 10:00Z", 48), ("at 1000Z", 48), ("at eleven", 108), ("on 4 March at 10:00 UTC", 48),
)  # fmt: skip
PLACES = (
    ("at 06:00 Atlantic time", 48), ("at 00:00 Hawaii time", 48), ("at 15:45 Nepal time", 48),
    ("at 14:00 Gulf time", 48), ("at 13:00 EAT", 48), ("at 20:30 ACDT", 48), ("at 07:00 S\u00e3o Paulo", 48),
    ("at 04:00 Mexico City", 48), ("at 15:45 Kathmandu time", 48), ("at 11:00 (Warsaw)", 48), ("at 18:00 Perth", 48),
    ("at 11:00 in Oslo", 48), ("at 10:00, our time", 48), ("at 10:00 server time", 48),
)  # fmt: skip
UNKNOWN = ("at 11:30 Narnia time", "at 23:45 XQT", "at 04:30 Ruritania Standard Time", "at 21:20 (ZZT)")
KNOWN = (
    "at 10:00 UTC",
    "at 11:00 CET",
    "at 10:00",
    "at 10:00 local time",
    "at 10:00 Next steps follow",
    "at 10:00 BUT no fix",
)


@pytest.mark.parametrize(("told", "minutes"), BEFORE + RANGES + LENGTHS + STAMPS + PLACES)
def test_a_promised_minute_is_the_one_that_was_meant(reader: Reader, told: str, minutes: int) -> None:
    """A range is promised for its end; beside each form stands one that keeps its reading."""
    reading = reader.read_update(f"Logins fail. Next update {told}.", at_utc_s=AT)
    assert reading.next_update_utc_s == AT + 60 * minutes


@pytest.mark.parametrize("told", UNKNOWN)
def test_a_zone_that_is_not_known_is_told(reader: Reader, told: str) -> None:
    """Only its minute is taken, and the advice says so: no other minute is made of it in silence."""
    reading = reader.read_update(f"Logins fail. Next update {told}.", at_utc_s=AT)
    promised = next(one for one in reading.findings if one.feature == "next_update")
    assert "is not known here" in promised.advice
    assert AT < (promised.at_utc_s or 0) <= AT + 3600


@pytest.mark.parametrize("told", KNOWN)
def test_no_zone_is_made_of_other_words(reader: Reader, told: str) -> None:
    """A known zone, none at all, and words that only look like one."""
    reading = reader.read_update(f"Logins fail. Next update {told}.", at_utc_s=AT)
    promised = next(one for one in reading.findings if one.feature == "next_update")
    assert promised.advice == ""
    assert promised.at_utc_s == AT + 48 * 60


def test_a_failure_that_lasted_from_one_time_to_another_began_at_the_first(reader: Reader) -> None:
    """Only what is to come is promised for the end of a range."""
    reading = reader.read_update("Logins failed from 08:00-08:30 UTC.", at_utc_s=AT)
    began = [int(claim.value) for claim in reading.claims if claim.key == "start"]
    assert began in ([], [AT - 72 * 60])
