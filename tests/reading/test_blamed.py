"""Who is blamed in a post-mortem: a person, another team, oneself; and what is no blame at all."""

from __future__ import annotations

import pytest

from simulator.reading import Reader

STORY = "The label printers of the annexe printed nothing from eight until noon."
TEAMS = (
    "Nobody in Logistics took the trouble to ring us.", "Nobody over there felt it necessary to tell the desk.",
    "It was not professional on their part.", "A weak show.", "That is poor for a firm of this size.",
    "This is not what we pay a supplier for.", "That is not how a support team should behave.",
    "They worked without the care that one can expect in a hospital.", "The agency behaved disgracefully.",
    "Their hotline was useless as ever.", "Any competent vendor would have tried it once.", "Typical night shift team.",
    "As usual Sales announced it on a Friday.", "They never read the channel.",
    "The carrier did not even open the ticket.",
    "Marketing didn't bother.", "The service desk never took the calls seriously.",
    "Engineering sat on the ticket for an hour.",
    "Infrastructure has no interest in our corridor.", "They treat the change calendar as decoration.",
    "Sales promised the date to a client without asking anybody.", "That is not a way to treat colleagues.",
    "Procurement left us standing in the rain.",
    "Nobody in Operations noticed, as usual.", "It took Billing forever to admit it.",
    "The release team is sloppy with flags.",
)  # fmt: skip
EVER = (
    "Finance, not for the first time, waved it through without reading it.",
    "Procurement bought the cheapest one again, against all advice.",
    "Marketing, careless as ever, had filled the list.", "The second line was asleep, as so often.",
    "Engineering hides behind jargon every single time.", "Once more engineering shipped on a Tuesday.",
)  # fmt: skip
FAIR = (
    "Nobody noticed the alert, because a rule had muted it.", "The carrier had no access to our log.",
    "They did not answer, because the page had never reached them.", "Engineering worked on it until noon.",
    "Sales asked for the list at nine and had it at ten.", "The vendor could not reproduce it.",
    "The on-call team was paged twice.", "Support told the callers what they knew.",
    "The agency waited for us and we waited for the agency.",
)  # fmt: skip


@pytest.mark.parametrize("sentence", [*TEAMS, *EVER])
def test_a_verdict_on_another_team_is_blame(reader: Reader, sentence: str) -> None:
    """By name, as `they`, or by what one may expect of such people."""
    reading = reader.read_postmortem(f"{STORY} {sentence}")
    assert reading.features["blame_team"]
    assert reading.blame_count >= 1


@pytest.mark.parametrize("sentence", FAIR)
def test_what_a_team_did_or_could_not_do_is_no_blame(reader: Reader, sentence: str) -> None:
    """A fact about a team is no verdict on it."""
    reading = reader.read_postmortem(f"{STORY} {sentence}")
    assert not reading.features["blame_team"]
    assert reading.blame_count == 0


SLIPS = (
    "Ines promoted the wrong replica.", "The operator did not notice the flag in the sheet.",
    "An intern had left a test running on the annexe's queue.", "He did it in a hurry.",
    "The clerk typed 2031 instead of 2013.", "Somebody pressed enter twice.", "I mixed up the two hosts.",
    "The technician thought he was on the test server.", "The zone was copied with a digit too many.",
    "It was merged without testing it once.", "The secret was pushed to the demo by accident.",
    "It was a silly mistake.", "She picked the old list although the new one stood beside it.",
    "I left the tool pointing at the spare tariffs.", "He ticked all classes instead.",
    "The clerk takes the switch for all instead of the one for the rest.",
    "It was started against prod-eu instead of stage-eu.", "I used the wrong macro.",
    "Lena changed the limit and never checked it.", "I caused an outage on Friday.",
)  # fmt: skip
NO_SLIPS = (
    "A check of the run paged two minutes after the first wrong invoice.", "The job used the wrong time zone.",
    "Guests saw the wrong prices.", "Nobody noticed the alert.",
    "The importer put the rows into the wrong table.", "The new lock keeps anybody from pressing the wrong button.",
    "Please delete the files, so that nobody opens them by accident.",
)  # fmt: skip


@pytest.mark.parametrize(("sentence", "slip"), [*((s, True) for s in SLIPS), *((s, False) for s in NO_SLIPS)])
def test_a_slip_of_a_hand_is_told_from_the_fault_of_a_machine(reader: Reader, sentence: str, slip: bool) -> None:
    """In any wording; what is said of a script, or of what shall not happen, is none."""
    assert reader.read_postmortem(f"{STORY} {sentence}").features["human_error"] is slip


OWN = (
    "I own this one.", "I was overconfident.", "I dropped the ball.", "A silly thing to forget.", "That was me.",
    "That one is on me.", "I was careless there.", "I made one mistake.", "It took an hour because of me.",
    "My miss.", "Sloppy of me.", "I have no excuse.", "It was all my doing.", "I misjudged it.",
    "That was a dumb idea.",
)  # fmt: skip


@pytest.mark.parametrize("sentence", OWN)
def test_blaming_oneself_is_blame_too(reader: Reader, sentence: str) -> None:
    """Source: Etsy's guide; who beats himself tells less of what could be seen."""
    assert reader.read_postmortem(f"{STORY} {sentence}").features["self_blame"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Somebody of her rank should have known that.", "Someone at his level should have understood it.",
        "Should have saved the log before the restart.", "Hanne from the desk could have rung us.",
        "Dario might have asked.",
    ],
)  # fmt: skip
def test_what_somebody_should_have_done_is_a_counterfactual(reader: Reader, sentence: str) -> None:
    """Source: Bergström, the first of the three traps."""
    assert reader.read_postmortem(f"{STORY} {sentence}").counterfactual_count == 1


@pytest.mark.parametrize(
    "sentence",
    [
        "He was not up to the situation.",
        "A professional would never have done it.",
        "Stellan was arrogant.",
        "Kwame did not keep up.",
        "Ines never reads the sheet.",
    ],
)
def test_a_verdict_beside_a_name_is_blame(reader: Reader, sentence: str) -> None:
    assert reader.read_postmortem(f"{STORY} {sentence}").features["blame_individual"]


@pytest.mark.parametrize(
    "sentence", ["Redis should have kept the key.", "Nobody could have known.", "The test could have been longer."]
)
def test_what_a_thing_should_have_done_judges_nobody(reader: Reader, sentence: str) -> None:
    """A wish about a system is no blame, whatever its name."""
    reading = reader.read_postmortem(f"{STORY} {sentence}")
    assert (reading.features["blame_individual"], reading.counterfactual_count) == (False, 0)


@pytest.mark.parametrize(
    ("sentence", "named"),
    [
        ("I asked Oyelaran and he will do it.", True), ("Magda means well, but she was late.", True),
        ("Mrs Oduya saw it.", True), ("My mentor, Rik, saw it.", True), ("Failing that, he went home.", False),
        ("Emily promoted the spare list.", True),
        ("Quickly realized that it was full.", False), ("Told him about it.", False),
        ("Not found before noon.", False), ("Operational Research found it.", False),
    ],
)  # fmt: skip
def test_a_name_is_told_from_a_word_that_opens_a_sentence(reader: Reader, sentence: str, named: bool) -> None:
    """By a title, a role, or being he or she."""
    assert reader.read_postmortem(f"{STORY} {sentence}").features["names_individual"] is named


def test_what_two_rules_see_is_told_once(reader: Reader) -> None:
    """The wider words stand for both."""
    findings = reader.read_postmortem(f"{STORY} Emily promoted the wrong replica.").findings
    assert [one.quote for one in findings if one.feature == "human_error"] == ["promoted the wrong replica"]
