"""Whole parts of usual texts: harm that has been late since a time, an all-clear, advice, amends, approvals asked."""

from __future__ import annotations

import pytest

from simulator.reading import Reader

AT_S = 1_776_175_200

LATE = (
    "One in four blood counts has been late since 14:01 UTC.",
    "Every fourth blood count has been late since 14:01 UTC.",
    "Most of our invoices have been delayed since 14:01 UTC.",
)
NOT_LATE = (
    "No result has been late since 14:01 UTC.",
    "The office has been open since 14:01 UTC.",
    "Nothing has been delayed since 14:01 UTC.",
)
PARTS = (
    ("All clear. Saving works.", "resolved_statement"),
    ("In case of repetition: support hotline, with time.", "recurrence_advice"),
    ("Everything you saved is there.", "data_loss_statement"),
    ("I am sorry, this one was on us.", "apology_responsibility"),
)
NO_PARTS = (
    ("We wait for the all clear.", "resolved_statement"),
    ("The repetition of the test is planned.", "recurrence_advice"),
    ("Everything you need is there on the intranet.", "data_loss_statement"),
    ("Drinks were on us yesterday.", "apology_responsibility"),
)


@pytest.mark.parametrize("text", LATE)
def test_what_has_been_late_since_a_time_is_harm(reader: Reader, text: str) -> None:
    read = reader.read_update(text, at_utc_s=AT_S)
    assert read.impact_level > 0
    assert read.features["acknowledges"]


@pytest.mark.parametrize("text", NOT_LATE)
def test_what_has_not_been_late_is_none(reader: Reader, text: str) -> None:
    assert reader.read_update(text, at_utc_s=AT_S).impact_level == 0
    assert not reader.read_update(text, at_utc_s=AT_S).features["acknowledges"]


@pytest.mark.parametrize(("text", "part"), PARTS)
def test_a_closing_post_may_say_it_as_briefly_as_this(reader: Reader, text: str, part: str) -> None:
    assert part in {one.feature for one in reader.read_update(text, at_utc_s=AT_S).findings}


@pytest.mark.parametrize(("text", "part"), NO_PARTS)
def test_the_same_words_of_something_else_are_no_part(reader: Reader, text: str, part: str) -> None:
    assert part not in {one.feature for one in reader.read_update(text, at_utc_s=AT_S).findings}


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("The one thing I need is Amanda's go for the switch.", True),
        ("Approval of VP Engineering is requested for the switchover.", True),
        ("The one thing I need is time.", False),
        ("The switchover went live yesterday.", False),
    ],
)
def test_a_brief_asks_for_an_approval_in_usual_words(reader: Reader, text: str, *, asked: bool) -> None:
    assert reader.read_brief(text, at_utc_s=AT_S).decisions == asked
