"""Short notes as duty staff write them: each sentence means what a careful reader takes from it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from simulator.reading import Reader

AT = datetime(2026, 5, 4, 9, 30, tzinfo=UTC)
AT_UTC_S = int(AT.timestamp())


def features(reader: Reader, text: str) -> dict[str, object]:
    """What a post says."""
    return dict(reader.read_update(text, at_utc_s=AT_UTC_S).features)


@pytest.mark.parametrize(
    "text",
    [
        "We found printing problems that are holding up the night shift.",
        "Our parcel partner solved the label issue and made sure that it will not come back in the future.",
        "A few racks still have no power. The cause of this outage was found during today's maintenance.",
    ],
)
def test_trouble_is_acknowledged_in_passing(reader: Reader, text: str) -> None:
    """A relative clause, a repair told, and work that is only mentioned hide no trouble."""
    assert features(reader, text)["acknowledges"] is True


@pytest.mark.parametrize(
    ("text", "harm"),
    [
        ("Access to the wiki is restricted, we do not know why.", True),
        ("The door system will be off for the next hours.", True),
        ("Mail to accounts without a relay of their own is delayed.", True),
        ("We saw price lags for two markets.", True),
        ("The problem is affecting a few scheduled events.", True),
        ("This incident impacted credit assessments.", True),
        ("Something has gone wrong and we are looking at it.", False),
        ("The fix is live; we write again once we've cleared the backlog.", False),
        ("We are watching the scheduler's load for slowness.", False),
        ("We were able to go through the night without failures.", False),
    ],
)
def test_harm_is_what_somebody_notices(reader: Reader, text: str, harm: bool) -> None:
    """Nobody notices what is only watched for, or what will be gone before the next post."""
    assert features(reader, text)["states_impact"] is harm


@pytest.mark.parametrize(
    ("text", "feature", "said"),
    [
        ("Printing fails. New status 10:30.", "next_update", True),
        ("Sync is slow. We will give an all-clear once the queues are flat.", "vague_promise", True),
        ("Sync is slow. We begin the rollback in a moment.", "vague_promise", False),
        ("We have confirmed that this problem delayed two plan assessments before 09:20 UTC.", "next_update", False),
    ],
)
def test_what_is_promised(reader: Reader, text: str, feature: str, said: bool) -> None:
    """News at a time, news without one, and none."""
    assert features(reader, text)[feature] is said


def test_credit_as_a_trade_is_no_gift(reader: Reader) -> None:
    """A bank that assesses credit promises nobody any."""
    assert not features(reader, "We have found that this problem delayed credit assessments.")["over_promise"]
    assert features(reader, "We have approved a credit for everyone.")["over_promise"]
