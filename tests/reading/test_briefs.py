"""Briefs to executives in many people's words: each part is found, and its look-alike is not."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from simulator.reading import Reader

AT = int(datetime(2026, 3, 4, 9, 12, tzinfo=UTC).timestamp())
CONFIDENT = (
    "I wouldn't trust any estimate before five.", "I rate it at even odds.",
    "I am reasonably sure that it is the switch.", "We are 80% on the cause.", "80% it is the switch.",
    "Certainty: cause high, hour low.", "How sure: high on the cause, a guess on the time.",
    "Pretty sure it's the WAN.",
    "My hunch is the new driver.", "It's a coin flip whether 17:30 holds.", "I'd put 85% on the rollback doing it.",
    "I trust the diagnosis; I don't trust the hour.", "We hold the reason for plausible, not proven.",
    "Gut feeling 70 % we make it tonight.", "Odds that the fix holds: two in three.", "I'd bet on it.",
    "I wouldn't put money on it staying up.", "Trust in the fix: 8/10.", "We do not know yet whether it is the disk.",
    "I'm quite comfortable with the cause, the end is a guess.", "Belief: sure about the part, unsure about the rest.",
)  # fmt: skip
PROUD = (
    "How sure: -", "We have full confidence in our partners.",
    "We have full confidence in the team.", "I've every confidence in Amira and her shift.",
    "Confidence in our people is high.", "Please make sure that you are on the call.", "Be sure to read the log.",
    "Confidence: we have full confidence in the vendor's people.",
)  # fmt: skip
ASKING = (
    "The refund file needs two signatures by six.", "For your information only.", "No reply from you needed.",
    "Say the word and the second ferry sails.", "I cancel the tour at six unless you object.",
    "Shall we tell the press tonight?", "May I book the other hotel's rooms?", "Do we open the cabinet, yes or no?",
    "Would you agree to a free dinner for everybody waiting?", "Are you OK with a banner on the page?",
    "Need a yes or no from you.", "I need one of you to say whether we cancel the list.",
    "Your call: honour or cancel?",
    "The Duty Director is asked to authorise two couriers.", "For the Board to settle: retain counsel.",
    "I ask you to validate that we call six extra people.", "You have the pen, Gareth.", "Pick one, please.",
    "Nothing for you to decide.", "No decision wanted.", "You needn't do or decide anything.",
    "From your side nothing is necessary.", "Requested: authorise overtime.", "Pls say yes/no: divert the ship?",
    "We need from you before noon a ruling.", "We ask your validation to open the site.",
    "Want your 👍 or 👎 on cash only.",
    "There is nothing management has to decide.",
    "No action from the board needed.", "Pause the sale for fifteen minutes or plough on?", "For information only.",
    "Somebody tell me whether we hold the vans.", "Approve overtime for the night shift?",
    "Please choose who calls the client.",
    "My vote is yes, the pen is yours: say if we go.",
)  # fmt: skip
NOT_ASKING = (
    "No decisions were made in the call.", "Decisions: captured in the log.", "The shift leader decides on site.",
    "Decisions are made by the bridge, so please don't join.", "Decisions: handled within the team.", "To decide: -",
    "The decisions are with the crisis team.", "Why did it break?",
)  # fmt: skip
WHERE = (
    "The key was rotated at noon.", "The alarm about the till was false.", "Charges reversed at 16:31.",
    "Engineers are replacing the card.", "The old gateway is back and payments go through.", "Restart is made.",
    "Backlog draining, half are through.", "Not under control yet.", "We roll back since 10:05.", "Vendor is on site.",
    "At 60%, no errors so far.", "Mail is being forwarded by hand.", "It is still down.",
)  # fmt: skip
HURT = (
    "2,270 households are without their payment today.", "14 tankers have no route.",
    "88k fans are stuck in the queue.",
    "1 in 5 viewers lost the match.", "19 of our 27 surgeries can't open the diary.", "Losing about £70k/hr.",
    "All 77 clinics see other clinics' names.", "Orders 40% down in Lyon.", "Affected: 38 growers.",
    "3,300 pupils in 41 schools see a zero.", "8,700 letters ten times too high were sent.",
)  # fmt: skip
TECHNICAL = (
    "The api answers with 5xx at 12%.", "The primary is pegged at 100% CPU.", "Pods crash on 2 of 6 nodes.",
    "The backup job failed three nights running.",
)  # fmt: skip


@pytest.mark.parametrize(
    ("part", "said", "expected"),
    [
        *(("confidence", said, True) for said in CONFIDENT), *(("confidence", said, False) for said in PROUD),
        *(("decisions", said, True) for said in ASKING), *(("decisions", said, False) for said in NOT_ASKING),
        *(("status", said, True) for said in WHERE),
        *(("impact", said, True) for said in HURT), *(("impact", said, False) for said in TECHNICAL),
        ("status", "Checkout has failed for 212 merchants since 14:05 UTC.", False),
        ("status", "We have no status.", False),
    ],
)  # fmt: skip
def test_a_part_of_a_brief_is_found_by_what_it_says(reader: Reader, part: str, said: str, expected: bool) -> None:
    """Trust in people is no certainty of the cause, a decision that was taken is none to take, a node is nobody."""
    assert getattr(reader.read_brief(said, at_utc_s=AT), part) is expected


@pytest.mark.parametrize(
    ("said", "minutes"),
    [
        ("Next sms 10:00.", 48), ("Next table | 10:00", 48), ("Following note: 10:00.", 48),
        ("Then: a message at ten", 48),
        ("You get these every 45 min from here on.", 45), ("Proper note in ten mins.", 10),
        ("The following report shall reach you at 1000Z.", 48), ("Follow-up from me 12:00 (UTC+2).", 48),
        ("I'd like your yes. I'll text in 20 minutes.", 20), ("back here with numbers in 25 min", 25),
        ("Update 4: 10:00", 48), ("Further brief 10:00.", 48), ("I shout again at ten.", 48), ("More at 10.", 48),
        ("Back in a quarter of an hour.", 15), ("| Next | 10:00 |", 48), ("You hear from me at ten.", 48),
        ("10:00 UTC I'll confirm or correct.", 48), ("Closing at 10:00 UTC with a last mail.", 48),
    ],
)  # fmt: skip
def test_the_next_brief_is_found(reader: Reader, said: str, minutes: int) -> None:
    """Whatever it is called."""
    assert reader.read_brief(said, at_utc_s=AT).next_refresh_utc_s == AT + 60 * minutes


WHOLE_BRIEF = {
    "impact": "18 % of sessions in all regions cannot save; four named accounts.",
    "status": "the flag is rolled back, the standby catches up.",
    "confidence": "high that the flag starved the servers, because the sessions date from its minute.",
    "decisions": "Ana Ruiz: approve the switch by 15:00 UTC.",
}


@pytest.mark.parametrize(("part", "said", "stands"), [
    ("impact", "18 % of something in all regions.", False),
    ("status", "being worked on by those who work on it.", False),
    ("status", "nothing found yet, we keep looking.", True),
    ("status", "rolled back, contained.", True),
    ("confidence", "high that we are confident, because we are.", False),
    ("confidence", "high because known.", False),
    ("confidence", "high on the cause, low on the time.", True),
    ("confidence", "high because the graphs agree.", True),
    ("decisions", "Ana Ruiz: decide by 15:00 UTC.", False),
    ("decisions", "approve.", False),
    ("decisions", "approve overtime by 15:00 UTC.", True),
    ("decisions", "none.", True),
])  # fmt: skip
def test_a_part_of_a_brief_says_something_behind_its_label(reader: Reader, part: str, said: str, stands: bool) -> None:
    lines = "\n".join(f"{name.title()}: {words}" for name, words in {**WHOLE_BRIEF, part: said}.items())
    reading = reader.read_brief(f"{lines}\nNext refresh: by 15:39 UTC.", at_utc_s=AT)
    assert [getattr(reading, name) for name in WHOLE_BRIEF] == [name != part or stands for name in WHOLE_BRIEF]


def test_a_brief_that_takes_itself_back_tells_nothing(reader: Reader) -> None:
    lines = "\n".join(f"{name.title()}: {words}" for name, words in WHOLE_BRIEF.items())
    for words in ("All of this is last year's text, pasted to fill the page.", "Everything above is made up."):
        assert reader.read_brief(f"{words}\n{lines}", at_utc_s=AT).held_back
    assert not reader.read_brief(f"{lines}\nThis is an old fault of the driver.", at_utc_s=AT).held_back
