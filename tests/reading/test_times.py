"""Promises of the next update: every form of time that people write, resolved against the stamp of the post."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from simulator.reading import Reader

AT = datetime(2026, 5, 4, 14, 12, tzinfo=UTC)
"""A Monday."""

TIMED = (
    ("Next update by 15:10 UTC.", "04 15:10"),
    ("Next update 15:10", "04 15:10"),
    ("Next update at 1510Z", "04 15:10"),
    ("NEXT UPDATE: 15:10 UTC", "04 15:10"),
    ("Our next update will follow at 3:10 PM GMT.", "04 15:10"),
    ("We'll post again in 45 min.", "04 14:57"),
    ("Expect another update within the hour.", "04 15:12"),
    ("Updates every 30 minutes.", "04 14:42"),
    ("We will update this page hourly.", "04 15:12"),
    ("More news by 17h00 CEST.", "04 15:00"),
    ("Next update: 11am EDT", "04 15:00"),
    ("Further update no later than 8:15 a.m. Pacific.", "04 15:15"),
    ("We'll be back with more at 16.30 CEST", "04 14:30"),
    ("We will get back to you by 20:45 IST", "04 15:15"),
    ("I will write again before 15:30 (UTC).", "04 15:30"),
    ("You will hear from us again at 15:00 UTC at the latest.", "04 15:00"),
    ("By 15:00 UTC we will share what we know.", "04 15:00"),
    ("In 30 minutes we'll tell you more.", "04 14:42"),
    ("Next comms 15:00z", "04 15:00"),
    ("The next status update is due in half an hour.", "04 14:42"),
    ("We will provide an update in an hour and a half.", "04 15:42"),
    ("Next update in 1h30m.", "04 15:42"),
    ("next update in 2 hrs", "04 16:12"),
    ("Next update: 2026-05-04 16:00 UTC", "04 16:00"),
    ("Next update on May 4, 2026 at 16:00 UTC", "04 16:00"),
    ("Next update Monday 4 May, 16:00 UTC", "04 16:00"),
    ("Next update tomorrow at 09:00 UTC", "05 09:00"),
    ("The crew is on it. More at half past three UTC.", "04 15:30"),
    ("Next news at 5 o'clock Central.", "04 22:00"),
    ("We will be in touch again at ten to four London time.", "04 14:50"),
    ("Next update in three quarters of an hour.", "04 14:57"),
    ("Next update in 1h30.", "04 15:42"),
    ("Next update: +25 min", "04 14:37"),
    ("Next update: 05/04/2026, 4 PM UTC.", "04 16:00"),
    ("We will post every two hours.", "04 16:12"),
    ("We'll follow up by close of business today.", "04 17:00"),
    ("We will send a further update by end of day UTC.", "04 23:59"),
    ("Next update at 00:30 UTC", "05 00:30"),
    ("next update at 12:30 ET", "04 16:30"),
    ("We plan to update you at the top of the hour.", "04 15:00"),
    ("Update to follow at 15:45 BST.", "04 14:45"),
    ("The next update follows at 15:20 UTC or earlier if anything changes.", "04 15:20"),
    ("Our next post is at 15:20 UTC.", "04 15:20"),
    ("We'll keep you posted, with the next update at 15:20 UTC.", "04 15:20"),
    ("We will check in again at 15:20 UTC", "04 15:20"),
    ("Next checkpoint 15:20 UTC", "04 15:20"),
    ("An update will be given at 15:20 UTC.", "04 15:20"),
    ("We aim to give you the next update within 30 to 45 minutes.", "04 14:57"),
    ("Next update @ 15:20 UTC", "04 15:20"),
    ("We commit to an update every 2 hours.", "04 16:12"),
    ("Next update at noon PT", "04 19:00"),
    ("Next update at 3:00p ET.", "04 19:00"),
    ("You'll have another update from me by 4 PM UTC", "04 16:00"),
    ("We'll report back within 60 minutes.", "04 15:12"),
    ("Status will be refreshed at 15:30 UTC", "04 15:30"),
    ("Next update: 10:00 PDT / 17:00 UTC", "04 17:00"),
    ("ETA for next update: 15:00 UTC", "04 15:00"),
    ("Next update within 20 min", "04 14:32"),
    ("Next update 17:00 UTC+2", "04 15:00"),
    ("Next update at 17:00 (GMT+2)", "04 15:00"),
    ("We will continue to update every twenty minutes.", "04 14:32"),
    ("Next update will be posted no later than 16:00 hrs UTC.", "04 16:00"),
    ("We'll provide another update at 4:00 PM.", "04 16:00"),
    ("A further bulletin follows in 90 minutes.", "04 15:42"),
    ("More information will be available at 15:30 UTC.", "04 15:30"),
    ("We shall revert with news by 15:30 UTC", "04 15:30"),
    ("Please check this page again at 15:30 UTC for an update", "04 15:30"),
    ("Expect to hear more from us by 15:30 UTC", "04 15:30"),
    ("We'll let you know how it goes at 15:30 UTC", "04 15:30"),
    ("Will update again at 1530 UTC", "04 15:30"),
    ("nxt update 15:10 utc", "04 15:10"),
    ("Upd 15:30 UTC next", "04 15:30"),
    ("Next update in 25.", "04 14:37"),
    ("next upd 90m", "04 15:42"),
    ("Post 4 at 15:30 UTC.", "04 15:30"),
    ("A further notice shall be issued no later than 15:30 UTC.", "04 15:30"),
    ("Back here in an hour.", "04 15:12"),
    ("We'll confirm at 15:30 UTC.", "04 15:30"),
    ("There will be news tomorrow at 9 a.m. UTC.", "05 09:00"),
    ("Mails are ~25 min late. Next update: half past midnight UTC.", "05 00:30"),
)
"""A sentence, and the day of the month and UTC time that it promises."""

UNTIMED = (
    "We posted an update at 14:00 UTC.",
    "The fix will be live by 15:00 UTC.",
    "We will provide updates as soon as we have them.",
    "Service should be back in 30 minutes.",
    "Next update soon.",
    "Update 14:12 UTC: logins fail.",
    "Since 13:05 UTC logins fail. We will update you as we learn more.",
    "Next update in the year 9999.",
    "Next update on 2030-01-01 at 10:00 UTC",
    "Scheduled maintenance will start at 16:00 UTC.",
    "Thank you for waiting since our update at 13:30 UTC.",
    "We last updated this page at 13:00 UTC.",
    "The update deployed at 13:00 UTC caused errors.",
    "The report is due within 5 business days.",
    "We will send the incident report within 3 days.",
)
"""Sentences that promise no usable time for the next update."""


def promised(reader: Reader, sentence: str) -> str | None:
    """Return the promised time as day and clock."""
    reading = reader.read_update(f"Logins fail for all users. {sentence}", at_utc_s=int(AT.timestamp()))
    due = reading.next_update_utc_s
    return None if due is None else datetime.fromtimestamp(due, UTC).strftime("%d %H:%M")


@pytest.mark.parametrize(("sentence", "expected"), TIMED)
def test_a_promised_time_is_resolved_to_the_minute(reader: Reader, sentence: str, expected: str) -> None:
    """Absolute, relative and rhythmic times are read in any common format and zone."""
    assert promised(reader, sentence) == expected


@pytest.mark.parametrize("sentence", UNTIMED)
def test_other_times_are_no_promise_of_news(reader: Reader, sentence: str) -> None:
    """Past posts, repair times, timeless promises and far years promise no next update."""
    assert promised(reader, sentence) is None


def test_a_fix_time_and_an_update_time_are_told_apart(reader: Reader) -> None:
    """Each time goes to the words that it stands with."""
    text = "We expect full recovery by 16:00 UTC and will post the next update at 15:00 UTC."
    reading = reader.read_update(text, at_utc_s=int(AT.timestamp()))
    due = {
        promise.what: datetime.fromtimestamp(promise.due_utc_s, UTC).strftime("%H:%M") for promise in reading.promises
    }
    assert due == {"fix": "16:00", "update": "15:00"}


def test_summer_time_follows_the_calendar(reader: Reader) -> None:
    """`PT` means UTC-7 in May and UTC-8 in January."""
    january = datetime(2026, 1, 4, 14, 12, tzinfo=UTC)
    for at, hour in ((AT, 15), (january, 16)):
        reading = reader.read_update("Next update at 8am PT.", at_utc_s=int(at.timestamp()))
        assert reading.next_update_utc_s is not None
        assert datetime.fromtimestamp(reading.next_update_utc_s, UTC).hour == hour
