"""Secrets that lie in the open, strangers with access, and what a change has broken: harm without a word of failing."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from simulator.reading import Reader

AT = int(datetime(2026, 3, 4, 9, 12, tzinfo=UTC).timestamp())


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("A deploy key was pushed to a public repository.", True), ("Two passwords were printed in our logs.", True),
        ("Our signing certificate has been uploaded to the wrong bucket by mistake.", True),
        ("Credentials of the till were found on GitHub.", True),
        ("A former supplier could read your invoices.", False),
        ("An unknown party may have seen your address.", True), ("Other customers could see your basket.", True),
        ("The upgrade broke logins for schools.", True), ("A bad rule took out the booking page.", True),
        ("Calls are dying after a minute.", True),
        ("A token of ours was public for an hour.", True), ("False alarm: a probe reported errors.", False),
        ("The queue is cutting callers off.", True),
        ("Keys were sent to all new tenants by post.", False), ("The upgrade broke no logins.", False),
        ("We have no sign that somebody used the key.", False), ("We check whether an unknown party saw it.", False),
        ("Failures: 0", False), ("Uploads return 503 from Oslo.", True), ("503 customers wrote to us.", False),
        ("Your agents may be looking at stale prices.", True), ("Some bookings never reach the hotel.", True),
        ("New orders stay on pending.", True), ("Invoices are shifted by one line.", True),
        ("Imports are still off.", True),
        ("Vouchers and refunds still wait.", True), ("You may see two identical debits.", True),
        ("Some of you get \"page not found\" on the map.", True), ("Calls were dropped by a new rule.", True),
        ("Invoice mails are still waiting.", True), ("Some imports run again, some not.", True),
        ("The board may show the state of this morning.", True), ("We are still waiting for the carrier.", False),
        ("The two pages are identical.", False), ("We still wait for news of the carrier.", False),
    ],
)  # fmt: skip
def test_harm_may_be_told_without_a_word_of_failing(reader: Reader, said: str, expected: bool) -> None:
    """What is only asked, denied or counted as none is no harm; the supplier is a limit of the words listed."""
    assert reader.read_update(said, at_utc_s=AT).features["states_impact"] is expected


@pytest.mark.parametrize(
    "said", ["Identified: bad line card in Turin.", "Investigating - the ferry's payment terminals"]
)
def test_a_status_before_what_is_wrong_acknowledges_it(reader: Reader, said: str) -> None:
    """As on a status page, where the word stands alone."""
    assert reader.read_update(said, at_utc_s=AT).features["acknowledges"]


@pytest.mark.parametrize(
    ("said", "feature", "expected"),
    [
        ("That was an oversight on our side.", "acknowledges", True),
        ("It looks like a fault in the lift control.", "acknowledges", True),
        ("The comparison is still running.", "states_action", True),
        ("We had to block the old tokens.", "states_action", True),
        ("We've got the carrier on the line.", "states_action", True),
        ("Refunds are being issued.", "states_action", True),
        ("How long the copy takes we can't say yet.", "says_no_eta", True),
        ("I can't tell you how long.", "says_no_eta", True),
        ("No promise on the time.", "says_no_eta", True), ("We look at why.", "states_action", True),
        ("We check the meters and get back to you.", "vague_promise", True),
        ("How long it took we can say.", "says_no_eta", False),
        ("Takes two minutes in the settings.", "promises_fix_time", False),
        ("The money will be on your card by tomorrow noon.", "promises_fix_time", True),
    ],
)  # fmt: skip
def test_what_trainees_say_without_the_usual_words(reader: Reader, said: str, feature: str, expected: bool) -> None:
    """A fault owned, work that runs, a time that is not known, and what a customer has to do is no repair."""
    assert reader.read_update(said, at_utc_s=AT).features[feature] is expected
