"""What people type in the first hour, each in an own voice: the next word, no estimate, deeds without a subject."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from simulator.reading import Reader

AT = int(datetime(2026, 3, 4, 9, 12, tzinfo=UTC).timestamp())

MINUTES = [
    ("Next in 20.", 20),
    ("Nothing new. Next after the second batch, 10:00.", 48),
    ("Next when that is done or 09:45, whichever is first.", 33),
    ("All quiet. Off to lunch, next and final note at 13:00.", 228),
    ("Same again at 09:40.", 28),
    ("I'll pop back on here in half an hour.", 30),
    ("I'm going to post at a quarter to ten and then every hour.", 33),
    ("We watch it until 10:00 and will post then.", 48),
    ("Next update 11:45 (Warsaw).", 93),
    ("Updates every half an hour.", 30),
    ("Another update in 20(ish) minutes.", 20),
    ("Next one at 10 to 10.", 38),
    ("See you at 11h (French time).", 48),
    ("Report at 11:30 CET.", 78),
    ("Next time I write is 10:15 UTC.", 63),
    ("You hear me again 10:00 UTC.", 48),
    ("I'll confirm here 09:50.", 38),
    ("09:50Z I'll know whether it holds.", 38),
    ("will msg you every 20 min till its over", 20),
    ("new look 09:25", 13),
    ("09:30 UTC you get the result either way.", 18),
    ("Slowing down to two a day, the next at midday UTC.", 168),
    ("Last bulletin of today 18:00 UTC.", 528),
    ("Will confirm 10:00Z", 48),
    ("I'll bell you at ten to ten.", 38),
    ("We come round again at 10.", 48),
    ("I'll be back again in 30 whether or not there is news.", 30),
    ("Half ten for the next one.", 78),
    ("Will be back at quarter to ten UTC.", 33),
    ("I'll tell you at 10 how the dry run went.", 48),
    ("Next message 09.45.", 33),
    ("Next brain dump 0945z or when something catches fire", 33),
    ("I will write one more after 30 minutes.", 30),
    ("Next update in 30 minutes whether or not there is news.", 30),
    ("Next update at 10:00 whether it is fixed or not.", 48),
    ("Next update at 10:00 or not at all.", None),
    ("Next count in an hour.", 60),
    ("I'll phone at 10:20 UTC to hear your decision.", 68),
    ("Follow-up at 10:00 UTC.", 48),
    ("Watching overnight, final word 10:00 UTC.", 48),
    ("You can count on a fresh mail by 10:00.", 48),
    ("I'll write when it's running, and in any case at 10:30.", 78),
    ("Status check tomorrow, 8 a.m. UTC.", 1368),
    ("We'll confirm the all-clear at 10:00 UTC.", 48),
    ("Whether you are billed I ask Tom Keller and answer by 10:30 UTC.", 78),
    ("Result to you by 10:30 UTC.", 78),
    ("The figures are with you by 10:30 UTC.", 78),
    ("I'll get that to you by 10:30 UTC.", 78),
    ("I give you feedback until 10:30 UTC.", 78),
    ("Tom rings you 10:30 UTC.", 78),
    ("Our account manager phones you at 10:30 UTC.", 78),
    ("Please answer by 10:30 UTC.", None),
    ("We need your answer by 10:30 UTC.", None),
    ("The engineer is with you by 10:30 UTC.", None),
    ("If anybody rings you at 10:30 UTC, hang up.", None),
    ("Update 22.10 will still be released tomorrow.", None),
    ("The service will be back in 30 minutes.", None),
    ("The report at hand is new.", None),
    ("Next batch at 10:00.", None),
    ("It started again at 09:00.", None),
]


@pytest.mark.parametrize(("said", "minutes"), MINUTES)
def test_the_next_word_is_told_in_many_voices(reader: Reader, said: str, minutes: int | None) -> None:
    due = reader.read_update(said, at_utc_s=AT).next_update_utc_s
    assert (None if due is None else (due - AT) // 60) == minutes


SAID = [
    ("says_no_eta", "Nobody here will commit to a time.", True),
    ("says_no_eta", "I asked the carrier and they can't give me any time.", True),
    ("says_no_eta", "How long will it take, they did not say.", True),
    ("says_no_eta", "No new time from them yet.", True),
    ("says_no_eta", "Nobody has put a time on it yet.", True),
    ("says_no_eta", "They don't give out times.", True),
    ("says_no_eta", "We have no time for the release of the payouts.", True),
    ("says_no_eta", "No clue on timing so far.", True),
    ("says_no_eta", "The provider gives no estimate.", True),
    ("says_no_eta", "I don't have yet an hour for when it comes back.", True),
    ("says_no_eta", "That time no longer stands and I can't replace it with another one yet.", True),
    ("says_no_eta", "When the web shop opens again nobody can tell me yet.", True),
    ("says_no_eta", "A date for corrected invoices cannot be given at present.", True),
    ("says_no_eta", "I've no finishing time to offer.", True),
    ("says_no_eta", "We have no time to lose.", False),
    ("says_no_eta", "Nobody told me the password.", False),
    ("vague_promise", "The second I hear anything I write.", True),
    ("vague_promise", "Should be fine soonish.", True),
    ("vague_promise", "It takes a second.", False),
    ("action_specific", "Payout hold lifted 11:26.", True),
    ("action_specific", "Fresh backup 35% done.", True),
    ("action_specific", "Undelete running.", True),
    ("action_specific", "We are leaving the jobs off today.", True),
    ("action_specific", "391 of 412 reversals done.", True),
    ("action_specific", "Until then, use the web chat.", True),
    ("action_specific", "Please ring the duty desk on 4471 for anything urgent.", True),
    ("action_specific", "Tell listeners to use the app.", True),
    ("action_specific", "Easing the throttle off in steps of a tenth.", True),
    ("action_specific", "We decided to halt trading.", True),
    ("action_specific", "Meanwhile our engineers restore the former certificate.", True),
    ("action_specific", "Accounts moved: 71 per cent.", True),
    ("action_specific", "We asked our bank to hold the files.", True),
    ("action_specific", "Payfold has forced new passwords.", True),
    ("action_specific", "A banner has been placed over the prices.", True),
    ("action_specific", "If it persists, try refreshing the page.", True),
    ("action_specific", "This train is replaced by buses.", True),
    ("action_specific", "Starting at 08:50 the API answers slowly.", False),
    ("action_specific", "Please bear with us.", False),
    ("action_specific", "We see increased timeouts.", False),
    ("states_action", "Calling the carrier now", True),
    ("states_action", "The acquirer agreed to reverse them.", True),
    ("states_action", "The check is two thirds done.", True),
    ("states_action", "Vendor ticket opened as P1.", True),
    ("states_impact", "You might have been billed 2 times.", True),
    ("states_impact", "There are long queues at the gates.", True),
    ("states_impact", "74 of your staff are locked out.", True),
    ("states_impact", "Your team cannot work.", True),
    ("states_impact", "Notes were mixed between schools.", True),
    ("states_impact", "Our engineers are delayed.", False),
    ("states_impact", "Some seats are sold two times.", True),
    ("states_impact", "In the calendar the hours are sliding.", True),
    ("states_impact", "Your meter has been mixed with your neighbour's.", True),
    ("states_impact", "Seven minutes late, sorry.", False),
    ("states_impact", "Don't type them a second time.", False),
    ("promises_fix_time", "We'll have this wrapped up by noon.", True),
    ("promises_fix_time", "He gave me his word it's fixed inside the half hour.", True),
    ("promises_fix_time", "Sharing comes back on Friday.", True),
    ("promises_fix_time", "This will be behind us by the end of today.", True),
    ("promises_fix_time", "It takes until 10:30 before everyone is in.", True),
    ("promises_fix_time", "They say it's a two-hour job.", True),
    ("promises_fix_time", "All payouts will have left by 21:00 UTC.", True),
    ("promises_fix_time", "Power is expected to be back on by six.", True),
    ("promises_fix_time", "Members get thrown back to the sign-in page tonight.", False),
    ("promises_fix_time", "Lorries are let in by hand, one by one.", False),
    ("action_specific", "Hosts isolated, shared keys revoked.", True),
    ("action_specific", "Writes frozen so that nothing gets worse.", True),
    ("action_specific", "They are making a new certificate.", True),
    ("action_specific", "The backup is loading.", True),
    ("action_specific", "Members isolated.", True),
    ("action_specific", "The lake was frozen.", False),
    ("states_action", "I've rung the lab.", True),
    ("states_action", "The vendor was contacted for a replacement.", True),
    ("states_impact", "Part of the bookings was deleted during the works.", True),
    ("states_impact", "We lost the table with the reservations.", True),
    ("states_impact", "We lost count.", False),
    ("states_impact", "Logins are still switched off.", True),
    ("states_impact", "Posts stay in draft instead of going live.", True),
    ("promises_fix_time", "Everyone should be back in by quarter past eleven.", True),
    ("promises_fix_time", "All statements are scheduled for reissue by 18:00 UTC.", True),
    ("promises_fix_time", "The last group of shops is back about 10:40.", True),
    ("promises_fix_time", "The last group left at 09:00.", False),
    ("promises_fix_time", "The dashboard opens around 11:30 UTC.", True),
    ("promises_fix_time", "At this rate the queue is empty around 10:15 UTC.", True),
    ("promises_fix_time", "Sharing returns at the earliest tomorrow at noon.", True),
    ("promises_fix_time", "The call returns 503 around 09:00.", False),
]


@pytest.mark.parametrize(("feature", "said", "expected"), SAID)
def test_what_is_typed_in_a_hurry_is_read(reader: Reader, feature: str, said: str, expected: bool) -> None:
    assert bool(reader.read_update(said, at_utc_s=AT).features[feature]) is expected


CLOSED = [
    ("apology_explanation", "The cause was a wrong setting of the pool.", True),
    ("apology_explanation", "The root cause: a flag that shrank the pools.", True),
    ("apology_explanation", "A change of the flag shrank the pools, and the database refused writes.", True),
    ("apology_explanation", "The cause is not known yet.", False),
    ("data_loss_statement", "Orders that showed an error were not saved.", True),
    ("data_loss_statement", "Orders are saved again.", False),
    ("recurrence_advice", "Please enter them again.", True),
]


@pytest.mark.parametrize(("feature", "said", "expected"), CLOSED)
def test_a_closing_note_is_read_in_plain_words(reader: Reader, feature: str, said: str, expected: bool) -> None:
    assert bool(reader.read_update(said, at_utc_s=AT, final=True).features[feature]) is expected


@pytest.mark.parametrize(
    ("said", "level"),
    [
        ("Our engineers look at the connections of the database.", 1),
        ("We now move the exports out of the way.", 2),
        ("Node 14 has been fenced.", 2),
        ("We have isolated the bug.", 1),
    ],
)
def test_what_is_done_is_told_in_the_present(reader: Reader, said: str, level: int) -> None:
    assert reader.read_update(said, at_utc_s=AT).action_level == level


def test_some_users_are_no_scope(reader: Reader) -> None:
    """Who is hit is told by a share, a plan, a region or a time; `some` tells nothing."""
    vague, told = (reader.read_update(f"Logins fail {who}.", at_utc_s=AT) for who in ("for some users", "for EU users"))
    assert (vague.impact_level, told.impact_level) == (1, 2)
    assert reader.read_update("Errors in us-east-1, so file uploads fail.", at_utc_s=AT).features["states_impact"]


@pytest.mark.parametrize(
    ("words", "vague"),
    [
        ("Please bear with us till our next update by 10:10 UTC.", 0),
        ("Bear with us for 20 minutes.", 0),
        ("We keep you posted: next update at 10:10 UTC.", 0),
        ("We write shortly, at 10:10 UTC.", 0),
        ("Please bear with us.", 1),
        ("We hope to have it working soon; next update by 10:10 UTC.", 1),
        ("It failed at 09:05 UTC and we will be in touch soon.", 1),
    ],
)
def test_a_wait_with_its_end_is_not_vague(reader: Reader, words: str, vague: int) -> None:
    assert reader.read_update(words, at_utc_s=AT).features["vague"] == vague
