"""Whether a post closes an incident: what says so, and what only sounds so while something goes on."""

from __future__ import annotations

import pytest

from simulator.reading import Reader
from simulator.reading.score import update_points

AT_UTC_S = 1_773_162_600
"""2026-03-10T17:10Z."""


@pytest.mark.parametrize(
    "text",
    [
        "Resolved. From 15:12 to 16:20 UTC, 7% of searches failed; we have seen no errors in the 50 minutes since.",
        "[Resolved] Search works again since 16:20 UTC.",
        "The incident is now closed. From 15:12 to 16:20 UTC searches failed.",
        "Issue closed: between 17:41 and 18:22 UTC exports failed for all customers.",
        "All clear. No order failed, and the alarm came from a broken probe.",
        "Stand-down: the 16:40 UTC alert was a false alarm.",
        "The pool is warm again. It was too cold from 08:00 to 15:00 UTC because a valve stuck. We are sorry. "
        "In case it is cold again, tell the desk.",
    ],
)
def test_a_post_that_leaves_nothing_open_closes(reader: Reader, text: str) -> None:
    assert reader.read_update(text, at_utc_s=AT_UTC_S).features["says_resolved"]


@pytest.mark.parametrize(
    "text",
    [
        "Resolved for the north; the south still waits. Next update 18:00 UTC.",
        "The incident is closed for logins, but exports are still failing.",
        "Fixed: the form. Open: the mail queue. We are draining it.",
        "The outage was closed too early yesterday. Since 16:00 UTC saves fail again.",
        "It may be a false alarm. We are checking and will write at 18:00 UTC.",
        "When the incident is closed you will get a report. Saves fail since 15:00 UTC.",
    ],
)
def test_a_post_that_leaves_something_open_does_not(reader: Reader, text: str) -> None:
    assert not reader.read_update(text, at_utc_s=AT_UTC_S).features["says_resolved"]


def test_a_false_alarm_is_asked_for_no_harm(reader: Reader) -> None:
    """That nobody was hit and nobody has to act stands where a closing names impact and what to do."""
    text = "The 16:40 UTC alert was a false alarm. No sample was harmed, and nobody has to do anything."
    points = update_points(reader.read_update(text, at_utc_s=AT_UTC_S, final=True), final=True)
    assert (points["restored"], points["impact"], points["recurrence"]) == (15, 20, 10)


def test_a_doubted_alarm_is_no_false_alarm(reader: Reader) -> None:
    """Who does not know yet whether anybody is hit gets nothing for it."""
    text = "We do not know yet whether it is a false alarm. We hope no sample was harmed."
    assert not update_points(reader.read_update(text, at_utc_s=AT_UTC_S, final=True), final=True)["impact"]


def test_a_quiet_time_promises_no_repair(reader: Reader) -> None:
    """How long nothing has failed is no time by which something will be repaired."""
    text = "We rolled the change back at 16:18 UTC and have seen no errors in the 50 minutes since."
    assert not reader.read_update(text, at_utc_s=AT_UTC_S).features["promises_fix_time"]
