"""A scenario's own words for its harm and its work count in its drills."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from simulator.reading import Reader
from simulator.reading.known import known
from simulator.reading.result import FeatureValue

AT = int(datetime(2026, 3, 4, 9, 12, tzinfo=UTC).timestamp())
WORDS = known(
    ["10 % of pallets wait; room 2 is warm.", "Kiosks stand bare."], ["Refill the kiosks", "Stop the conveyor run"]
)


def features(reader: Reader, text: str, *, with_words: bool = True) -> dict[str, FeatureValue]:
    return reader.read_update(text, at_utc_s=AT, words=WORDS if with_words else None).features


@pytest.mark.parametrize(
    "told",
    [
        "Since 09:02 UTC pallets have waited at the dock.",
        "Room 2 has been warm since noon.",
        "Some of the kiosks stand bare.",
    ],
)
def test_harm_in_the_words_of_the_room_is_impact(reader: Reader, told: str) -> None:
    """Which no list of words knows."""
    assert features(reader, told)["states_impact"]
    assert not features(reader, told, with_words=False)["states_impact"]


@pytest.mark.parametrize(
    "told",
    [
        "No pallets wait.",
        "The pallets that waited are cold again.",
        "If pallets wait, call us.",
        "We count pallets.",
        "Do pallets wait?",
    ],
)
def test_harm_that_is_denied_or_over_is_none(reader: Reader, told: str) -> None:
    """Nor is a word alone."""
    assert not features(reader, told)["states_impact"]


@pytest.mark.parametrize(
    "told", ["We refilled the kiosks.", "The kiosks are being refilled.", "Now refilling all kiosks."]
)
def test_work_in_the_words_of_the_room_is_a_measure(reader: Reader, told: str) -> None:
    """In any form of its verb."""
    assert features(reader, told)["action_specific"]
    assert not features(reader, told, with_words=False)["action_specific"]


@pytest.mark.parametrize(
    "told",
    ["Refill the kiosks.", "We have not refilled the kiosks.", "You may refill the kiosks.", "We saw the kiosks."],
)
def test_an_order_a_denial_and_a_permission_are_no_measure(reader: Reader, told: str) -> None:
    """Nor is the thing without the verb."""
    assert not features(reader, told)["action_specific"]


def test_what_the_lexicon_finds_is_not_found_again(reader: Reader) -> None:
    """So that known words move nothing in a post that reads well without them."""
    text = "Orders fail for 30 % of shops since 09:02 UTC. We rolled back the release. We refilled the kiosks."
    assert reader.read_update(text, at_utc_s=AT, words=WORDS) == reader.read_update(text, at_utc_s=AT)


def test_titles_in_a_heap_earn_no_more_than_the_thin_post(reader: Reader) -> None:
    """The screens pasted back are no report."""
    heap = "Pallets wait. Kiosks empty. Refill the kiosks. Stop the conveyor run. Room 2 warm."
    thin = "We are aware of a problem and are investigating. Next update by 10:00 UTC."
    scores = [reader.read_update(text, at_utc_s=AT, words=WORDS).score for text in (heap, thin)]
    assert scores[0] < scores[1]
