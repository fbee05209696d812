"""Drill time is whole seconds; its words and stamps are UTC and the same everywhere."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.clock import countdown, hhmm, parse_duration_s, parse_stamp, spell, stamp

START_S = 1_773_151_200
"""2026-03-10T14:00:00Z."""


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("0s", 0),
        ("90s", 90),
        ("15m", 900),
        ("1h30m", 5_400),
        ("1h 30m", 5_400),
        ("36h", 129_600),
        ("2d", 172_800),
        ("1d2h3m4s", 93_784),
        (" 5m ", 300),
    ],
)
def test_durations_are_read_with_their_units(text: str, seconds: int) -> None:
    assert parse_duration_s(text) == seconds


@pytest.mark.parametrize("value", ["", " ", "15", "m", "1.5h", "-5m", "30m1h", "5m5m", "15 minutes", 15, None, True])
def test_a_number_without_a_unit_is_no_duration(value: object) -> None:
    with pytest.raises(ValueError, match="a duration with units such as 90s"):
        parse_duration_s(value)


def test_stamps_are_utc_to_the_second() -> None:
    assert stamp(START_S) == "2026-03-10T14:00:00Z"
    assert hhmm(START_S + 3_599) == "14:59"


@given(st.integers(0, 4_000_000_000))
def test_a_stamp_reads_back_as_the_same_second(utc_s: int) -> None:
    assert parse_stamp(stamp(utc_s)) == utc_s


def test_a_stamp_with_an_offset_is_the_same_moment() -> None:
    assert parse_stamp("2026-03-10T16:00:00+02:00") == START_S


@pytest.mark.parametrize(
    "text", ["2026-03-10T14:00:00", "yesterday", "2026-13-01T00:00:00Z", "", "9999-12-31T23:59:59Z"]
)
def test_what_is_no_moment_in_a_zone_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"zone|no moment such as|year"):
        parse_stamp(text)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "0 s"),
        (59, "59 s"),
        (60, "1 min"),
        (3_599, "59 min"),
        (3_600, "1 h"),
        (4_320, "1 h 12 min"),
        (172_799, "47 h 59 min"),
        (172_800, "2 d"),
        (187_200, "2 d 4 h"),
        (-90, "-1 min"),
    ],
)
def test_lengths_of_time_are_spelled_short(seconds: int, words: str) -> None:
    assert spell(seconds) == words


@pytest.mark.parametrize(
    ("seconds", "clock"),
    [(410, "06:50"), (4_010, "1:06:50"), (0, "00:00"), (-130, "-02:10"), (-3_601, "-1:00:01")],
)
def test_a_countdown_goes_on_below_zero(seconds: int, clock: str) -> None:
    assert countdown(seconds) == clock
