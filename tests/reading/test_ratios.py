"""Shares in words, whatever stands between part and whole, and what looks like one and is none."""

from __future__ import annotations

import pytest

from simulator.reading import Reader
from tests.reading.test_spared import shares

HURT = {
    "About one session in fifty in all regions has seen errors when saving.": "2",
    "One in fifty sessions fails.": "2",
    "One save in twenty-five fails since 14:01 UTC.": "4",
    "Three orders in ten are refused with an error.": "30",
    "One out of every six users cannot save.": "17",
    "A tenth of sessions fails.": "10",
    "A sixth of all sessions fails.": "17",
    "Three fifths of the invoices are wrong.": "60",
    "Every second customer cannot log in.": "50",
    "Every sixth one of your requests fails.": "17",
    "Half of all sessions fail.": "50",
}
SPARED = {
    "Nineteen in twenty of you can save as ever.": "95",
    "Nine out of ten of you can save as before.": "90",
    "Four sessions in five save without an error.": "80",
}
NEITHER = (
    "Two users in 14 regions cannot log in.",
    "Two customers in two regions are affected.",
    "It is the first failure in twenty years.",
    "We saw one error in thirty minutes.",
    "5 sessions in 10 minutes failed.",
    "One customer in 2026 was affected.",
    "A tenth of a second of delay is usual.",
    "A tenth of a per cent of sessions fail.",
    "Nine in ten of you can save again as before.",
    "A fifth of our servers is down.",
    "We have five engineers in two regions working on the outage.",
    "Every second counts while it fails.",
    "Your colleague wrote that one session in fifty fails.",
    "In the outage of last year one session in fifty failed.",
)


@pytest.mark.parametrize(("text", "value"), HURT.items())
def test_a_ratio_in_words_is_a_share_of_those_who_are_hurt(reader: Reader, text: str, value: str) -> None:
    assert shares(reader, text, "scope_pct") == [value]


@pytest.mark.parametrize(("text", "value"), SPARED.items())
def test_those_who_work_as_ever_are_spared(reader: Reader, text: str, value: str) -> None:
    assert (shares(reader, text, "spared_pct"), shares(reader, text, "scope_pct")) == ([value], [])


@pytest.mark.parametrize("text", NEITHER)
def test_a_place_a_length_of_time_a_repair_and_other_peoples_words_make_no_share(reader: Reader, text: str) -> None:
    assert shares(reader, text, "spared_pct") == shares(reader, text, "scope_pct") == []
