"""Posts and briefs as trainees type them in a drill: what customers see, when there is news, what is being done."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from simulator.reading import Reader

AT = int(datetime(2026, 3, 4, 9, 12, tzinfo=UTC).timestamp())
"""A Wednesday, twelve past nine in UTC."""
HARM = (
    "Some payments were never captured.", "Columns may be shifted by a row.", "We face billing irregularities.",
    "Visitors get a red bar when they press Send.", "Some parcels are open in read-only mode.",
    "214 guests were billed double.",
    "The till charged 40 guests two times.", "Guests have trouble to save a table.",
    "Search returns rooms that were already closed.",
    "Orders are marked as sent although nothing left the hall.", "Labels are switched off until noon.",
    "Bookings are not updated in the app.", "The list counts returns as sales.", "Totals are 4 % too high.",
    "Not yet back: parcels above 10 kg.", "Lists come out with swapped columns.", "Letters arrive late or never.",
    "Their rooms no longer appear in the list.", "There is a power cut in the old town.",
    "We had to turn off the water in your street.",
    "A fault is affecting the areas listed below.", "Some guests have problems with the app.",
    "Maps were accidentally removed.",
    "We are sorry for the loss of supply.",
)  # fmt: skip
NO_HARM = (
    "We are slowly restoring the halls.", "Some halls are coming back slowly.",
    "It goes slower than hoped, the big halls come last.",
    "Please note that the office closes at noon.", "The fault no longer appears.",
    "There should be no service interruption.", "The halls are back online after a power outage.",
)  # fmt: skip


@pytest.mark.parametrize(("text", "harm"), [*((t, True) for t in HARM), *((t, False) for t in NO_HARM)])
def test_harm_is_told_by_what_people_see(reader: Reader, text: str, harm: bool) -> None:
    """In no word of failing; a recovery that takes its time is no harm."""
    assert bool(reader.read_update(text, at_utc_s=AT).features["states_impact"]) is harm


NEWS = (
    ("Again here 10:00 UTC.", 48), ("You get a mail from us before 10:00 UTC.", 48),
    ("Each of the 40 gets a letter by 10:00 UTC.", 48),
    ("We check the alarm, answer by 10:00 UTC.", 48),
    ("Next count at 10:00 UTC.", 48),
    ("Last update here at 10:00 UTC.", 48), ("The list goes out to all halls at 10:00 UTC.", 48),
    ("We report the final number here at 10:00 UTC.", 48), ("We'd let you know at 10:00 UTC how far we are.", 48),
    ("I'll post at 10:00 UTC.", 48), ("Their answer comes by 10:00 UTC.", 48),
    ("Next update tomorrow morning at 9.", 1428),
    ("Next update tomorrow morning at 9am.", 1428), ("Next update tomorrow evening around 8.", 2088),
    ("A second mail follows by 10:00 UTC.", 48),
    ("That mail goes out at 10:00 UTC.", 48), ("A summary will be in your inbox at 10:00 UTC.", 48),
    ("I'll write to each of you personally by 10:00 UTC.", 48),
    ("Somebody of the desk posts here again at 10:00 UTC.", 48),
    ("I send the list of the parcels by 10:00 UTC.", 48), ("You'll get our findings at 10:00 UTC.", 48),
    ("Update at quarter to ten.", 33), ("Next count 10:00 UTC.", 48), ("I'll give the count again at 10:00 UTC.", 48),
    ("I post at 10:00 UTC.", 48), ("You hear from us at 10:00 UTC.", 48),
    ("Talk to you at 10:00 UTC.", 48), ("New information comes at 10:00 o'clock UTC.", 48),
    ("Next update at 11 (CET).", 48), ("Next update tommorow at 09:12 UTC.", 1440),
)  # fmt: skip
NO_NEWS = (
    "Guests get an e-mail within 5 minutes of signing up.",
    "The bank will answer by noon UTC.",
    "Update (10:12): we still count the parcels.", "Please note that the hall closes at 10:00 UTC.",
    "Due to this issue with a vendor the ETA of it is +24 hours.", "Next attempt at 10:00 UTC.",
    "Next release at 10:00 UTC.",
)  # fmt: skip


@pytest.mark.parametrize(("text", "minutes"), NEWS)
def test_news_is_promised_in_many_words(reader: Reader, text: str, minutes: int) -> None:
    """By any medium, by whoever answers, and at hours of tomorrow."""
    assert reader.read_update(f"Labels do not print. {text}", at_utc_s=AT).next_update_utc_s == AT + 60 * minutes


@pytest.mark.parametrize("text", NO_NEWS)
def test_a_time_of_something_else_promises_no_news(reader: Reader, text: str) -> None:
    """The stamp of this post in the writer's zone, a closing hour, a try, an estimate of repair."""
    assert reader.read_update(f"Labels do not print. {text}", at_utc_s=AT).next_update_utc_s is None


@pytest.mark.parametrize(
    ("text", "feature", "there"),
    [
        ("more l8r", "vague_promise", True), ("We look for the cause, so no forecast.", "says_no_eta", True),
        ("Retries are off.", "action_specific", True),
        ("We opened a second route for parcels.", "action_specific", True),
        ("The pruning is still ongoing.", "states_action", True),
        ("We did an emergency downgrade.", "states_action", True),
        ("We write here when there is something.", "vague_promise", True),
        ("Please send us the statement.", "vague_promise", False),
        ("They gave no time.", "says_no_eta", True), ("Recalculation is started.", "states_action", True),
        ("We pause all renewals.", "states_action", True), ("It was just the monitoring.", "states_action", False),
        ("Will update.", "vague_promise", True), ("Details follow.", "vague_promise", True),
        ("We'll be sure to follow up here.", "vague_promise", True),
        ("We will keep you up-to-date.", "vague_promise", True),
        ("We would love to tell you when, but nobody knows.", "vague_promise", False),
        ("ETA for it: we don't have one.", "says_no_eta", True),
        ("There is no indication of an estimated time.", "says_no_eta", True),
        ("The outage should last about an hour.", "promises_fix_time", True),
        ("Looks like another 45 mins on their side.", "promises_fix_time", True),
        ("It looks like another 45 guests are hit.", "promises_fix_time", False),
        ("That should go by itself by 18:00 UTC.", "promises_fix_time", True),
        ("Refunds have started.", "states_action", True), ("New lists are being made.", "states_action", True),
        ("We check if the alarm is right.", "states_action", True), ("The key is revoked.", "states_action", True),
        ("We switched the reads away from the copy.", "states_action", True),
        ("A technician will come this afternoon.", "states_action", True),
        ("A ticket has been opened with the carrier.", "states_action", True),
        ("Please do not re-enter the orders.", "action_specific", True),
        ("Ignore those links and request a fresh one.", "action_specific", True),
        ("Until then trust the log.", "action_specific", True),
        ("Admins can set a password under Users.", "action_specific", True),
        ("We recommend not using the feature.", "action_specific", True),
        ("A mobile hotspot helps.", "action_specific", True),
        ("We are copying our zone to a second provider.", "action_specific", True),
        ("The key is dead now.", "action_specific", True), ("We shut down all our servers.", "action_specific", True),
        ("Corrected lists are being made.", "action_specific", True),
        ("We are looking at it.", "action_specific", False), ("Please ask for a refund.", "action_specific", False),
    ],
)  # fmt: skip
def test_the_rest_of_a_post_is_read_as_it_is_said(reader: Reader, text: str, feature: str, there: bool) -> None:
    assert bool(reader.read_update(f"Labels do not print. {text}", at_utc_s=AT).features[feature]) is there


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("I need a go for step four.", "decisions"), ("We don't need anything from you today.", "decisions"),
        ("Need nothing.", "decisions"), ("You have nothing to validate.", "decisions"), ("no asks.", "decisions"),
        ("Not asking you for anything right now.", "decisions"), ("Your part: none.", "decisions"),
        ("For us it is clear: it was the script.", "confidence"), ("There is no doubt.", "confidence"),
        ("SURE   30 %", "confidence"), ("Stand down.", "status"), ("We stopped the job.", "status"),
        ("84 customers could for 96 minutes not pay.", "impact"),
        ("Please vote until noon.", "decisions"), ("Nothing to be decided by you.", "decisions"),
        ("No action from leadership.", "decisions"), ("For authorisation: a helicopter.", "decisions"),
        ("I would like your agreement to stop the belts.", "decisions"),
        ("85 out of 100 that it was the disk.", "confidence"),
        ("I'd not put more than 30% on the disk.", "confidence"),
        ("Done by noon, about 80% on that.", "confidence"), ("I believe it with 30 percent.", "confidence"),
        ("The key could read the data of 212 customers.", "impact"),
        ("40 customers have exports with shifted columns.", "impact"),
    ],
)  # fmt: skip
def test_parts_of_a_brief_are_found_in_plain_words(reader: Reader, text: str, part: str) -> None:
    assert getattr(reader.read_brief(text, at_utc_s=AT), part)


@pytest.mark.parametrize(
    "text",
    [
        "me: again in 1 hour",
        "Next numbers: 10:12 UTC",
        "Brief no. 4: 10:12 UTC",
        "I will sum up again at 10:12.",
    ],
)
def test_the_next_brief_is_promised_under_many_names(reader: Reader, text: str) -> None:
    assert reader.read_brief(f"Labels do not print in 40 shops.\n{text}", at_utc_s=AT).next_refresh_utc_s == AT + 3600
