"""Times of the writer's own day, planned work, and words such as `soon` that promise nothing."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from simulator.reading import Reader

AT = datetime(2026, 5, 4, 21, 23, tzinfo=UTC)
"""Afternoon where `3:35 PM` is ten minutes away, evening in UTC."""


def read(reader: Reader, text: str) -> dict[str, object]:
    """The features of a post at that time, with the next update as a clock."""
    reading = reader.read_update(text, at_utc_s=int(AT.timestamp()))
    due = reading.next_update_utc_s
    return {**reading.features, "due": due and datetime.fromtimestamp(due, UTC).strftime("%d %H:%M")}


@pytest.mark.parametrize(
    ("sentence", "due"),
    [
        ("The next update will be posted at 3:35PM.", "04 21:35"),
        ("We will write here again by 3:50 pm.", "04 21:50"),
        ("The next update will be at 4:15PM at the latest.", "04 22:15"),
        ("We will post an update no later than 4 p.m. today.", "04 22:00"),
        ("Next update at 10:30 PM.", "04 22:30"),
        ("Next update at 15:35.", "04 21:35"),
        ("We will have more news by the end of today.", "04 23:59"),
        ("We will have more news by the end of today (Monday, 4 May 2026).", "04 23:59"),
    ],
)
def test_a_clock_without_zone_that_is_long_past_in_utc_is_the_writers_own(
    reader: Reader, sentence: str, due: str
) -> None:
    """Its minute is known, its zone is not: it is the next such minute."""
    assert read(reader, f"Logins fail for all users. {sentence}")["due"] == due


@pytest.mark.parametrize(
    "sentence",
    [
        "Next update at 20:35.",
        "Next update at 15:35 UTC.",
        "Next update at 3:35 PM UTC.",
        "Update 3:35 PM: we are looking into it.",
        "We saw the first errors at 3:10 PM and will keep you posted.",
        "Update May 4 - 23:30 The storage still fails.",
    ],
)
def test_no_other_time_that_has_passed_is_one_to_come(reader: Reader, sentence: str) -> None:
    """A clock of the last hour, one with its zone, the head of a post and the start of the harm are what they are."""
    assert read(reader, f"Logins fail for all users. {sentence}")["due"] is None


@pytest.mark.parametrize(
    ("sentence", "promised"),
    [
        ("We expect that all mailboxes will be reachable again shortly after 23:00 today.", True),
        ("This evening the phones will be back in service.", True),
        ("The phones will not be back before 23:00.", True),
        ("The crew says that it will need approx. two hours.", True),
        ("I am confident to have it up and running till tomorrow morning.", True),
        ("The repair was completed by midnight.", False),
        ("The exchange will not resume today.", False),
        ("Most lines came back online by 4am.", False),
        ("We will begin a complete investigation of the outage within twelve hours.", False),
        ("We expect to know more by this evening about the repair.", False),
        ("A timeline for the repair of the heating is not available this morning.", False),
        ("Counters are closed until at least tomorrow morning.", False),
    ],
)
def test_only_a_repair_to_come_has_a_time_of_repair(reader: Reader, sentence: str, promised: bool) -> None:
    """What was done, what will not be, and work other than repair promise no time of it."""
    assert read(reader, f"The phones do not ring in Ghent. {sentence}")["promises_fix_time"] is promised


@pytest.mark.parametrize(
    "text",
    [
        "A service outage is planned to begin today at 23:00 UTC and may last until 01:00 UTC.",
        "The archive will be down for a few hours tonight, from 23:00 UTC, for hardware maintenance.",
        "Our mail host is being migrated to a new data centre. We expect it to be down for no more than 4 hours.",
        "We are about to upgrade the database, so there will be a short outage of an hour.",
    ],
)
def test_planned_work_acknowledges_nothing_and_promises_no_repair(reader: Reader, text: str) -> None:
    """The end of planned work is no time of repair."""
    features = read(reader, text)
    assert not features["promises_fix_time"]
    assert not features["acknowledges"]


@pytest.mark.parametrize(
    "text",
    [
        "18% of users cannot save. We are moving sessions to a new pool.",
        "Saves are slow in the EU. We are moving traffic to a larger cluster.",
        "Users in the EU are unable to save. The replica is being migrated to another host.",
        "18% of users are losing their drafts. We are about to upgrade the pool.",
        "Saving is unavailable. The primary was taken out for maintenance.",
    ],
)
def test_work_on_an_incident_is_not_planned_work(reader: Reader, text: str) -> None:
    """Who tells of harm that goes on acknowledges it, whatever they move or upgrade meanwhile."""
    features = read(reader, text)
    assert features["acknowledges"]
    assert not features["is_planned"]


@pytest.mark.parametrize(
    ("sentence", "vague"),
    [
        ("We will write again as more information becomes available.", True),
        ("I will continue to pass on updates as I have them.", True),
        ("Our crews are working to restore the line as quickly as possible.", True),
        ("Back soon.", True),
        ("The crews responded promptly.", False),
        ("At some point another pipe broke.", False),
        ("At the moment we have 1,400 faults on the list.", False),
        ("Please call us as soon as possible if your lights are out.", False),
        ("We wanted to take the time to provide an additional update.", False),
    ],
)
def test_soon_is_vague_where_it_promises_something(reader: Reader, sentence: str, vague: bool) -> None:
    """What was done soon, and what the reader shall do soon, are no promises."""
    assert read(reader, f"The phones do not ring in Ghent. {sentence}")["vague_promise"] is vague


@pytest.mark.parametrize(
    ("sentence", "due"),
    [
        ("We come back to you at 23h30.", "04 23:30"),
        ("Give us twenty minutes and we'll tell you what we have found.", "04 21:43"),
        ("You'll get the next line from me at 22:45 UTC.", "04 22:45"),
        ("We will revise this page at 22:15 UTC.", "04 22:15"),
        ("We watch it through the evening peak and report at 23:00 UTC.", "04 23:00"),
        ("We're posting on the hour, every hour.", "04 22:00"),
    ],
)
def test_news_is_promised_in_many_words(reader: Reader, sentence: str, due: str) -> None:
    """Whoever says when they speak again promises news."""
    assert read(reader, f"Logins fail for all users. {sentence}")["due"] == due


@pytest.mark.parametrize(
    ("sentence", "promised"),
    [
        ("The rollout takes roughly 25 minutes.", True),
        ("Our best guess is 11.30pm UTC.", True),
        ("The vendor's estimate is 90 minutes.", True),
        ("They reckon that they will have it swapped before half eleven.", True),
        ("The backfill is running, ETA 11p UTC.", True),
        ("Give it 12 minutes and it is in place.", True),
        ("The supplier has committed to a correction no later than 6 May, 08:00 UTC.", True),
        ("The last date for the form remains 30 May.", False),
        ("The kiosks will take a nap on Monday.", False),
        ("Saving takes roughly 25 minutes.", False),
    ],
)
def test_a_repair_is_promised_in_many_words(reader: Reader, sentence: str, promised: bool) -> None:
    """How long the work takes, and what its maker committed to, are times of repair; what users suffer is none."""
    assert read(reader, f"The phones do not ring in Ghent. {sentence}")["promises_fix_time"] is promised


@pytest.mark.parametrize(
    ("sentence", "acts"),
    [
        ("Additional hosts are being provisioned.", True),
        ("We have opened a ticket with the carrier.", True),
        ("The vendor is on the phone.", True),
        ("A crew is on its way.", True),
        ("The bridge is open.", True),
        ("Users are being logged out.", False),
        ("Requests are being dropped.", False),
    ],
)
def test_work_under_way_is_an_action(reader: Reader, sentence: str, acts: bool) -> None:
    """What is being done to mend it is an action, what is being done to users by the fault is none."""
    assert bool(read(reader, f"The phones do not ring in Ghent. {sentence}")["states_action"]) is acts


@pytest.mark.parametrize(
    ("sentence", "feature", "expected"),
    [
        ("We'll have more for you by 22:45 UTC.", "next_update", True),
        ("By 22:20 UTC we'll say in this space what we know.", "next_update", True),
        ("Our next post will be in 15.", "next_update", True),
        ("The desk is staffed all night, and will come back at 23:00 UTC with a summary.", "next_update", True),
        ("Next advisory at 23:30 UTC.", "next_update", True),
        ("More hosts are being racked this week.", "next_update", False),
        ("Keep a note and speak to us: lines are open until 11pm UTC.", "next_update", False),
        ("We aim to have all rooms open again within the next 90 minutes.", "promises_fix_time", True),
        ("All delayed payments will be in accounts by midnight UTC.", "promises_fix_time", True),
        ("Our best estimate for restoration of the lines is late next week.", "promises_fix_time", True),
        ("The funds will be released on Tuesday by 17:00 UTC.", "promises_fix_time", True),
        ("A full write-up is coming in a couple of weeks.", "promises_fix_time", False),
        ("Expect another post from us tonight.", "promises_fix_time", False),
        ("We hope to have it straightened out before too long.", "vague_promise", True),
        ("You'll hear from us the moment there is something to tell.", "vague_promise", True),
        ("We shall advise further once the engineer has reported back.", "vague_promise", True),
        ("The restore of the primary stands at 61%.", "states_action", True),
        ("Back at 23:00 UTC with the state of play.", "next_update", True),
        ("We aim to be back with details by 23:00 UTC.", "next_update", True),
        ("Expect something around 22:45 UTC.", "next_update", True),
        ("We plan to confirm the end at 23:00 UTC and will post a note then.", "next_update", True),
        ("Keeping this open till the end of the day.", "next_update", False),
        ("The rollback finished at 23:47.", "promises_fix_time", False),
        ("The money should hit accounts by end of business tomorrow.", "promises_fix_time", True),
        ("We reckon another 40 minutes or so.", "promises_fix_time", True),
        ("We aim for Sunday evening for the lines to be usable.", "promises_fix_time", True),
        ("Please expect feedback from us within the next few hours.", "promises_fix_time", False),
        ("We restore it in the shortest possible time.", "vague_promise", True),
        ("You will be informed of any news.", "vague_promise", True),
        ("An engineer is booked for this afternoon.", "states_action", True),
    ],
)
def test_ordinary_posts_are_read_as_people_read_them(
    reader: Reader, sentence: str, feature: str, expected: bool
) -> None:
    """Wordings of the four judgements that a drill turns on."""
    assert bool(read(reader, f"The phones do not ring in Ghent. {sentence}")[feature]) is expected


def test_of_several_paragraphs_the_time_still_to_come_counts(reader: Reader) -> None:
    """A post that keeps its older paragraphs does not contradict itself by the times that they had named."""
    found = read(
        reader, "20:38 - Logins fail in the north. NEXT UPDATE 21:15\n21:22 - A card is replaced. NEXT UPDATE 22:10"
    )
    assert found["due"] == "04 22:10"
    assert not found["contradicts_itself"]
    assert read(reader, "Logins fail. Next update at 21:50. Next update at 22:40.")["contradicts_itself"]
