"""What goes wrong, in the scenario's own words: out of a measured share, or out of a gauge's title."""

import pytest

from simulator.effect import stated, titled


@pytest.mark.parametrize(
    ("text", "now", "past"),
    [
        ("24 % of lab results are late.", "lab results are late", "lab results were late"),
        ("24 % of bookings in all regions fail", "bookings fail", "bookings failed"),
        ("31 % of pay was booked twice", "pay is booked twice", "pay was booked twice"),
        ("6 % of tax returns have been lost", "tax returns are lost", "tax returns were lost"),
        ("32 % of bookings fail because cards are declined", "bookings fail", "bookings failed"),
        ("5 % of mail does not arrive, they say", "mail does not arrive", "mail did not arrive"),
    ],
)  # fmt: skip
def test_a_measured_share_says_what_goes_wrong_and_went_wrong(text: str, now: str, past: str) -> None:
    found = stated(text)
    assert found is not None
    assert (found.now, found.past) == (now, past)


@pytest.mark.parametrize(
    "text", ["26 % of sessions cannot book", "Support has no ticket.", "4 % of guests wrote", "9 %"]
)
def test_a_share_of_people_names_no_thing_that_fails(text: str) -> None:
    assert stated(text) is None


@pytest.mark.parametrize(
    ("title", "now"),
    [
        ("Late lab results", "lab results are late"),
        ("Failed bookings", "bookings fail"),
        ("Refused SEPA debits", "SEPA debits are refused"),
        ("Wages booked twice", "wages are booked twice"),
        ("Invoices that show another address", "invoices show another address"),
        ("Page latency", ""),
        ("Foreign sign-ins", ""),
        ("Failed attempts per hour", ""),
        ("Wage files at the bank", ""),
    ],
)
def test_a_title_is_read_where_it_says_what_goes_wrong(title: str, now: str) -> None:
    found = titled(title)
    assert (found.now if found else "") == now
