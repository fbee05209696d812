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
        ("Credentials of the till were found on GitHub.", True), ("A former supplier could read your invoices.", False),
        ("An unknown party may have seen your address.", True), ("Other customers could see your basket.", True),
        ("The upgrade broke logins for schools.", True), ("A bad rule took out the booking page.", True),
        ("Calls are dying after a minute.", True), ("The queue is cutting callers off.", True),
        ("Keys were sent to all new tenants by post.", False), ("The upgrade broke no logins.", False),
        ("We have no sign that somebody used the key.", False), ("We check whether an unknown party saw it.", False),
        ("Failures: 0", False),
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
