"""What is dated to another time, or told of another incident, is said of that one and not of this."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from simulator.reading import Reader

AT = int(datetime(2026, 4, 14, 14, 32, tzinfo=UTC).timestamp())
FORMER = (
    "The outage of last November affected 60 % of sessions.",
    "In last year's incident 40 % of sessions were affected for three hours.",
    "The October outage hit 45 % of our sessions for two hours.",
    "This is not like the outage of 3 March, in which all regions were down and 70 % of sessions failed.",
    "In March 40 % of the invoices showed wrong amounts.",
    "In the incident of 2023, 40 % of sessions were affected.",
    "Last year we lost two hours of orders in a similar failure.",
    "In 2024 we had an outage. It affected 70 % of sessions.",
    "Two years ago half of our customers could not log in for a day.",
    "Back in November a similar failure cost 35 % of our saves.",
    "An earlier incident, on 12 February, hit all regions.",
    "In the previous outage 50 % of logins failed.",
    "A year ago everything was down for everybody.",
    "In the crash of August we lost 400 orders, and nobody told you.",
    "A rival of ours had an outage last week in which all customers lost data.",
    "Three weeks ago 40 % of sessions failed for an hour.",
    "The last time this happened, 60 % of sessions were affected.",
    "Our 2024 outage lost 300 orders.",
    "Last week 30 % of saves failed in a test.",
)
OF_TODAY = {
    "The outage of last November affected 60 % of sessions. This one affects 18 %.": ("scope_pct", "18"),
    "In March it was 40 % of sessions; now 2 % of sessions fail.": ("scope_pct", "2"),
    "As in the outage of last year, 2 % of sessions are affected.": ("scope_pct", "2"),
    "Since last month's change 60 % of sessions fail.": ("scope_pct", "60"),
    "Unlike last year, no order was lost.": ("data_loss", "none"),
    "Unlike in the March outage, no order was lost.": ("data_loss", "none"),
    "2 % of the invoices of October are wrong.": ("scope_pct", "2"),
    "In April 60 % of sessions failed.": ("scope_pct", "60"),
    "In the outage of 14 April 2 % of sessions failed.": ("scope_pct", "2"),
    "After last year's incident we built a check. No order was lost.": ("data_loss", "none"),
    "One in 2000 sessions is affected.": ("scope_pct", "0.05"),
    "In 2025 we rebuilt the database, so today only 2 % of sessions fail.": ("scope_pct", "2"),
}


@pytest.mark.parametrize("text", FORMER)
def test_another_incident_claims_nothing_of_this_one(reader: Reader, text: str) -> None:
    """Who compares honestly is not held to the figures of last year."""
    assert reader.read_update(text, at_utc_s=AT).claims == ()


@pytest.mark.parametrize(("text", "claim"), OF_TODAY.items())
def test_a_comparison_hides_no_word_about_today(reader: Reader, text: str, claim: tuple[str, str]) -> None:
    found = reader.read_update(text, at_utc_s=AT).claims
    assert [(one.key, one.value) for one in found if not one.hedged] == [claim]
