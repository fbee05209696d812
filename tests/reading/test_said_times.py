"""Times of day as people say them, and the words around them that promise news or a repair."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import product

import pytest

from simulator.reading import Reader

AT = int(datetime(2026, 3, 4, 9, 12, tzinfo=UTC).timestamp())
"""A Wednesday in winter, twelve past nine in UTC."""
SAID = (
    ("at ten", 48), ("around ten", 48), ("at about ten UTC", 48), ("at eleven sharp", 108), ("at 10ish", 48),
    ("tenish", 48), ("at 10 on the dot", 48), ("shortly before 10", 48), ("@ 10", 48), ("at half past ten", 78),
    ("at half 10", 78), ("half ten", 78), ("at a quarter to eleven", 93), ("at 20 past 10", 68), ("at quarter past", 3),
    ("at quarter to", 33), ("at half past", 18), ("on the half hour", 18), ("on the hour", 48), ("at 10 o'clock", 48),
    ("at 10h", 48), ("at 9.30h", 18), ("10h UTC", 48), ("11 Uhr", 108), ("ca. 0930", 18), ("around 0930", 18),
    ("at 6 in the evening", 528), ("T+30", 30), ("at T+45 min", 45), ("in ten", 10), ("in 25", 25),
    ("in 3/4 hour", 45), ("in one and a half hours", 90), ("in three quarters of an hour", 45), ("within the hour", 60),
    ("10:00-10:30 UTC", 78), ("at or before 10:00", 48),
    ("at 10:15 (in one hour)", 63), ("in one hour (10:15 UTC)", 63),
    ("in an hour, so about 10:20", 68), ("about 20 to 11", 88),
    ("at 2:15", 303), ("at the latest at 10:00", 48), ("at twenty-five past", 13), ("at twenty-five to eleven", 83),
    ("tomorrow at 10", 1488), ("tomorrow at half past seven", 1338),
    ("tomorrow at half past seven in the morning", 1338),
    ("on Friday at 9", 2868), ("tomorrow around eight", 1368), ("tomorrow by four", 1848), ("on Thursday at 14", 1728),
    ("at 10:00, sorry, I mean 11:00", 108), ("at 10:00 - no, make it 10:30", 78),
    ("at 10:00... correction: 10:30 UTC", 78),
)  # fmt: skip
PLACES = (
    ("at 11:00 Belgian time", 48), ("at 11 Belgian time", 48), ("at 11h15 Paris", 63), ("at 11h15 (Paris)", 63),
    ("at 19:00 (JST)", 48), ("by 1530 hrs IST", 48), ("at 12:00 local time (UTC+2)", 48), ("at 11:00 hours CET", 48),
    ("at 11:00 MEZ", 48), ("at 11h, Paris time", 48), ("at 11 a.m. Frankfurt time", 48),
    ("at 19:00 Korea time", 48), ("at 11:00, Rome time", 48), ("at 11:00 (local, CET)", 48),
    ("at 10:45 your time (CET)", 33),
    ("11:00-11:30 CET", 78), ("05:00 New York", 48), ("at 5:00 ET", 48), ("at 1:30 Pacific", 18),
    ("12:00+02:00", 48), ("2026-03-04 07:00-08:00", 348),
)  # fmt: skip


@pytest.mark.parametrize(("told", "minutes"), SAID + PLACES)
def test_a_time_is_read_as_it_is_said(reader: Reader, told: str, minutes: int) -> None:
    """In words, half in words, by the clock of a place, and as a range or an offset."""
    reading = reader.read_update(f"Logins fail. Next update {told}.", at_utc_s=AT)
    assert reading.next_update_utc_s == AT + 60 * minutes


NEWS = (
    "Next message {}.", "New message {}.", "Next text {}.", "Next tweet {}.", "A word from us {}.",
    "Next one from me {}.",
    "Ping from me {}.", "Again {}.", "Text again {}.", "I'll text you all {}.", "We will ring round {}.",
    "We phone everyone {}.", "I'll drop you another line {}.", "There will be another round-up {}.", "Back to you {}.",
    "I let you know {}.", "We shall revert {}.", "We will report next {}.", "The crew is in and next update {}.",
    "A further mailing will go out {}.", "They are on it, and then I inform you {}.",
)  # fmt: skip
AT_TIMES = (("at 10:00 UTC", 48), ("in 20 minutes", 20), ("around eleven", 108), ("by noon", 168))


@pytest.mark.parametrize("said", NEWS)
def test_news_are_promised_in_many_words(reader: Reader, said: str) -> None:
    """Whoever brings them, and by whatever means."""
    wrong = [
        text
        for told, minutes in AT_TIMES
        if reader.read_update(text := "Logins fail. " + said.format(told), at_utc_s=AT).next_update_utc_s
        != AT + 60 * minutes
    ]
    assert wrong == []


@pytest.mark.parametrize(
    "said",
    [
        "We will write off the fees by Friday.", "We'll notify the police by noon.",
        "I will confirm your booking by 5pm.",
        "The vendor will mail us the part by Friday.", "We tell them to wait until 10:00.",
        "We texted everyone at 08:00.",
        "We retry them one by one.", "I am writing to let you know that lists were open this morning.",
        "Another one failed at 09:05.", "One line was cut at 8.", "The next train leaves at 10:15.",
    ],
)  # fmt: skip
def test_other_words_promise_no_news(reader: Reader, said: str) -> None:
    """To write off a fee is no message, and the police are no customer."""
    assert reader.read_update(said, at_utc_s=AT).next_update_utc_s is None


SUBJECTS = ("Logins", "Card payments", "The shop", "Everything", "Your mailbox")
REPAIRED = (
    "{} should work by {}.", "{} should work again by {}.", "{} will work by {}.", "{} ought to work by {}.",
    "{} should run by {}.", "{} should function normally by {}.", "{} can be used again from {}.",
    "{} should be normal by {}.", "{} should be good by {}.", "{} should be there again at {}.",
    "{} will not work until {}.", "{} cannot be used before {}.", "{} should load again by {}.",
)  # fmt: skip
BEFORE = ("", "The part has arrived and ", "Good news: ", "We found the fault; ")


@pytest.mark.parametrize(("before", "said"), list(product(BEFORE, REPAIRED)))
def test_a_repair_is_promised_in_many_words(reader: Reader, before: str, said: str) -> None:
    """Whatever works again, and whatever was said before it."""
    wrong = []
    for subject, due in product(SUBJECTS, ("14:00 UTC", "noon", "tomorrow morning")):
        text = before + said.format(subject.lower() if before else subject, due)
        if not reader.read_update(text, at_utc_s=AT).features["promises_fix_time"]:
            wrong.append(text)
    assert wrong == []


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("We are two hours from heat.", True), ("It is still about half an hour from ready.", True),
        ("My colleague puts her money on noon.", True), ("Three hours is what the welder has asked for.", True),
        ("We are two hours from the depot.", False), ("Three hours is what we lost.", False),
    ],
)  # fmt: skip
def test_how_far_off_the_end_is(reader: Reader, said: str, expected: bool) -> None:
    """A guess in passing is a promise; a way and a loss are none."""
    reading = reader.read_update(f"The boilers of block three are out. {said}", at_utc_s=AT)
    assert reading.features["promises_fix_time"] is expected


@pytest.mark.parametrize(
    ("said", "minutes"),
    [
        ("We will write when the pumps are through, around 10:30.", 78),
        ("I'll ring once the count is in, likely by 11:00.", 108),
        ("I'll send another of these at 10:40.", 88), ("Next announcement 10:30.", 78),
        ("The tours begin at 09:40, next report 10:30.", 78),
    ],
)  # fmt: skip
def test_news_may_wait_for_something_and_still_have_a_time(reader: Reader, said: str, minutes: int) -> None:
    """The time counts, not what is waited for."""
    assert reader.read_update(said, at_utc_s=AT).next_update_utc_s == AT + 60 * minutes


@pytest.mark.parametrize(
    ("said", "feature"),
    [
        ("We plan to restore e-mail by noon.", "promises_fix_time"),
        ("We plan to e-mail everyone by noon.", "next_update"),
        ("Crews will resume repair work at 10:30.", ""), ("Progress will continue tomorrow morning.", ""),
        ("We write to give you the latest update.", ""),
    ],
)  # fmt: skip
def test_a_word_for_news_or_repair_may_mean_neither(reader: Reader, said: str, feature: str) -> None:
    """Mail that comes back is no message, and work that goes on is no end."""
    features = reader.read_update(said, at_utc_s=AT).features
    told = {name for name in ("promises_fix_time", "next_update", "vague_promise") if features[name]}
    assert told == ({feature} if feature else set())


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("The carrier no longer wants to name a time.", True),
        ("We are not at present able to say when it opens.", True),
        ("I haven't got a date from them.", True), ("ETA still unknown.", True),
        ("There is not estimated time of repair yet.", True), ("The carrier wants to name a time at noon.", False),
    ],
)  # fmt: skip
def test_that_others_name_no_end_is_said_too(reader: Reader, said: str, expected: bool) -> None:
    """What the supplier will not say, one does not know."""
    assert reader.read_update(said, at_utc_s=AT).features["says_no_eta"] is expected


def test_a_writer_without_capitals_has_sentences_too(reader: Reader) -> None:
    """`no.` ends a sentence unless a number follows, and small letters may begin one."""
    said = "is it the disk? we think no. logins still fail. i'll text in 20 minutes. ticket no. 12 is yours."
    reading = reader.read_update(said, at_utc_s=AT)
    assert reading.next_update_utc_s == AT + 20 * 60


def test_a_label_that_lost_its_line_begins_a_sentence(reader: Reader) -> None:
    """`at 2 PM UTCNext Update: 3 PM`, and every quotation still stands in the text as written."""
    text = (
        "Users may be unable to open forms.Current Status: We are reading logs.Start Time: Wednesday, March 4, 2026, "
        "at 8:36 AM UTCNext Update: Wednesday, March 4, 2026, at 11:00 AM UTC"
    )
    reading = reader.read_update(text, at_utc_s=AT)
    assert reading.next_update_utc_s == AT + 108 * 60
    assert all(one.quote == text[one.start : one.end] for one in reading.findings)
    assert all(one.quote == text[one.start : one.end] for one in reading.promises)


@pytest.mark.parametrize(
    "said",
    [
        "No clue yet how long this takes.", "How long it takes nobody can say.", "Nobody there knows when.",
        "It is not possible at this stage to state when it will be over.", "ETA is currently unknown.",
        "They have not been able to give us a date.", "The time of recovery is not decided.", "Duration unknown.",
        "We won't promise any completion time.", "No time, no cause.", "cant say when its back",
        "We do not at this stage give an estimate.", "We're sorry we can't give concrete completion times.",
    ],
)  # fmt: skip
def test_that_no_end_is_known_is_said_in_many_words(reader: Reader, said: str) -> None:
    """Plainly, and by whoever knows no more."""
    assert reader.read_update(f"Logins fail. {said}", at_utc_s=AT).features["says_no_eta"]
