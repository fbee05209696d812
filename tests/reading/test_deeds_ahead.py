"""What is about to be done, works of all kinds, and when the next news come, in the words of status posts."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from simulator.reading import Reader

AT = int(datetime(2026, 3, 4, 9, 12, tzinfo=UTC).timestamp())
"""A Wednesday, twelve past nine in UTC."""

SPECIFIC = (
    "Engineers are continuing to roll back the release of last night.",
    "In ten minutes we will be failing over to the other site.",
    "We have started the rebuild of the index.",
    "A temporary limit has been put in place.",
    "More memory has been added.",
    "The nightly job stays off for now.",
    "We recommend redeploying if your app shows the error.",
    "Please hold shipments for now.",
    "Workaround: use the phone line.",
    "The refunds of the second fee are being made now.",
)
NOT_SPECIFIC = (
    "You may need to restart the app.",
    "We are continuing to investigate.",
    "We might have to reboot it.",
    "Workaround: none yet.",
)
WORKS = (
    "All halls will be closed for maintenance on Sunday.",
    "We will perform a migration of the map on Tuesday.",
    "The map is undergoing an upgrade tonight.",
    "The ticket machines will be taken down for network works.",
)
NO_WORKS = ("Maintenance complete!", "Since the migration the map has been empty.", "The upgrade is delayed.")


@pytest.mark.parametrize(("text", "told"), [*((t, True) for t in SPECIFIC), *((t, False) for t in NOT_SPECIFIC)])
def test_a_measure_counts_when_it_is_under_way_or_about_to_be(reader: Reader, text: str, told: bool) -> None:
    """Whoever says what they are about to do has said it; what readers may have to do is none."""
    assert bool(reader.read_update(text, at_utc_s=AT).features["action_specific"]) is told


@pytest.mark.parametrize(("text", "told"), [*((t, True) for t in WORKS), *((t, False) for t in NO_WORKS)])
def test_works_are_an_action(reader: Reader, text: str, told: bool) -> None:
    """To announce works is to say what is done; it acknowledges no incident."""
    features = reader.read_update(text, at_utc_s=AT).features
    assert bool(features["states_action"]) is told
    assert not (told and features["acknowledges"])


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("More from us at five pm UTC.", 468),
        ("Update to this post by 12:30 UTC.", 198),
        ("#3 follows 10:15 UTC.", 63),
        ("You will read from us here at 11:30 UTC.", 138),
        ("Expect the figures of the bank at 16:00 UTC.", 408),
        ("Tomorrow at 9 am UTC we post the new count.", 1428),
        ("Within 15 minutes you'll know whether it is real.", 15),
        ("Talk to you 10:00 UTC.", 48),
        ("We look at the other halls and will post the result here at 14:00 UTC.", 288),
        ("Give us 20 minutes and there will be a proper message.", 20),
        ("20 min till the next note.", 20),
        ("Another update will follow 18h UTC.", 528),
        ("More at 15.", 348),
    ],
)
def test_news_are_promised_in_any_words(reader: Reader, text: str, minutes: int) -> None:
    """Each promise is resolved to its minute."""
    due = reader.read_update(text, at_utc_s=AT).next_update_utc_s
    assert due is not None
    assert (due - AT) // 60 == minutes


@pytest.mark.parametrize("text", ["Give us 20 minutes.", "20 min later: no change.", "The hall takes 18 visitors."])
def test_what_only_sounds_like_a_promise_of_news(reader: Reader, text: str) -> None:
    """A length without news is none, nor is what has passed."""
    features = reader.read_update(text, at_utc_s=AT).features
    assert not features["next_update"]
    assert not features["vague_promise"]


@pytest.mark.parametrize(
    ("text", "harm"),
    [
        ("Bookings continue to be affected.", True),
        ("There is ongoing impact on the map.", True),
        ("An error prevents logging in.", True),
        ("No train service between the old and the new hall.", True),
        ("Everything else still waits for the bank.", True),
        ("The fix is out.", False),
        ("All guests hit by the outage have their rooms again.", False),
    ],
)
def test_harm_goes_on_or_is_over(reader: Reader, text: str, harm: bool) -> None:
    """A fix that is out is no outage, and who names it in passing states no harm."""
    assert bool(reader.read_update(text, at_utc_s=AT).features["states_impact"]) is harm


@pytest.mark.parametrize(
    "text",
    [
        "I would need from you the approval of the refunds.",
        "I would like a go from the board for the credit.",
        "No action on your side.",
        "I ask nothing of you at this moment.",
        "Your part: choose between the two.",
    ],
)
def test_what_is_asked_of_executives_in_any_words(reader: Reader, text: str) -> None:
    """To ask for nothing is an answer to the question as well."""
    assert reader.read_brief(f"Saving fails for 40 customers. {text}", at_utc_s=AT).decisions


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The map service has been pinned to its last good version.", True),
        ("Workers doubled.", True),
        ("A renewed certificate is being distributed to all halls.", True),
        ("Replacement nodes have been provisioned.", True),
        ("Version 4.2.1 was pulled.", True),
        ("The scanners were given more memory.", True),
        ("We took the bad gateway out of rotation.", True),
        ("Logins by card can be used as a way around the problem.", True),
        ("All rates have returned to 97.1%.", False),
        ("Services returned to normal.", False),
    ],
)
def test_measures_in_the_words_of_engineers(reader: Reader, text: str, told: bool) -> None:
    """What was done is named; that all is well again names nothing."""
    assert bool(reader.read_update(text, at_utc_s=AT).features["action_specific"]) is told


@pytest.mark.parametrize(
    "text",
    [
        "Seeing SSL_ERROR_HANDSHAKE at three edges.",
        "Sockets are closing right after the greeting.",
        "Some halls continue to receive response code 91.",
        "40 render jobs ended with an empty file.",
        "Builds wait about 40 minutes to start.",
    ],
)
def test_harm_in_the_words_of_engineers(reader: Reader, text: str) -> None:
    """A name of an error, a closed socket and a long wait are symptoms."""
    assert reader.read_update(text, at_utc_s=AT).features["states_impact"]


def test_a_wait_below_a_limit_is_no_time_of_its_own(reader: Reader) -> None:
    """`Under 5 minutes` measures the queue, and the promise is for the clock."""
    text = "We'll report back at 10:10 UTC and expect waits of queue times under 5 minutes by 11:30 UTC."
    due = reader.read_update(text, at_utc_s=AT).next_update_utc_s
    assert due == AT + 58 * 60
