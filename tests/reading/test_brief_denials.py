"""What a brief denies or has done already: no doubt about a next brief is one about the cause, no deed asks for one."""

from __future__ import annotations

import pytest

from simulator.reading import Reader
from simulator.reading.score import brief_points

AT = 1_770_129_900
HARM = "212 merchants in the EU have been unable to take payments since 14:05 UTC. "
STATUS, SURE = "The team is rolling the release back. ", "We are fairly sure that the pool is the reason. "


def points(reader: Reader, text: str) -> dict[str, int]:
    """The points of each part, at 14:45 UTC."""
    return brief_points(reader.read_brief(text, at_utc_s=AT))


@pytest.mark.parametrize(
    ("said", "tells"),
    [
        ("We cannot say whether it is the pool.", True),
        ("I can't tell you whether the pool is the cause.", True),
        ("We can't say whether the update is the cause.", True),
        ("We cannot promise that it is the pool.", True),
        ("We do not know whether the report is right.", True),
        ("We cannot say whether another brief will come at 15:15 UTC.", False),
        ("We cannot say whether we will send one.", False),
        ("I cannot promise another brief by 15:15 UTC.", False),
        ("We cannot guarantee a next update.", False),
        ("I can't say when we can report again.", False),
    ],
)
def test_doubt_about_the_next_brief_is_no_confidence(reader: Reader, said: str, tells: bool) -> None:
    """It says nothing of the cause or the time."""
    assert bool(points(reader, HARM + STATUS + said)["confidence"]) is tells


@pytest.mark.parametrize(
    ("said", "asks"),
    [
        ("Decision: approve the pause by 15:00 UTC.", True),
        ("Decision: may we pause the campaign?", True),
        ("Decision: we have two options, A or B; which one?", True),
        ("Decision: the board is asked to approve the pause.", True),
        ("Decision: pause or go on.", True),
        ("A decision is not needed.", True),
        ("Decision: we have paused the campaign.", False),
        ("Decision: the board agreed to wait.", False),
        ("Decision: it was decided to wait.", False),
        ("The decision: we paused the campaign.", False),
        ("Decision: they've stopped the sale.", False),
    ],
)
def test_what_was_decided_asks_for_nothing(reader: Reader, said: str, asks: bool) -> None:
    """Who says that none is needed tells executives what they want to know."""
    assert bool(points(reader, HARM + STATUS + SURE + said)["decisions"]) is asks


@pytest.mark.parametrize(
    ("said", "comes"),
    [
        ("Following brief: 15:15Z.", True),
        ("Following report at 15:15 UTC.", True),
        ("Next brief at 15:15 UTC.", True),
        ("There will be no brief at 15:15 UTC.", False),
        ("The brief at 15:15 UTC is cancelled.", False),
        ("Do not expect a brief at 15:15 UTC.", False),
        ("We cannot say whether another brief will come at 15:15 UTC.", False),
    ],
)
def test_a_denied_brief_is_no_next_one(reader: Reader, said: str, comes: bool) -> None:
    """A time in it is none at which anything comes."""
    assert bool(points(reader, HARM + STATUS + SURE + said)["next brief"]) is comes


@pytest.mark.parametrize("said", ["", "We have no status.", "Nobody is working on it.", "No work has started."])
def test_when_it_began_is_no_status(reader: Reader, said: str) -> None:
    """A clock beside the harm says how long, not what is done."""
    assert points(reader, HARM + said)["status"] == 0
    assert points(reader, HARM + STATUS)["status"] > 0
