"""Short notices without headings: how it came is what is left of the story, and a plan is what will change."""

from __future__ import annotations

import pytest

from simulator.reading import PostmortemReading, Reader

HARM = "On Tuesday 212 depots printed labels with the wrong weekday from 06:10 to 09:40."
STORY = (
    "The new scale sends its date without a zone. The label box read it as local time, and its clock had stood in"
    " another country since the repair. The maker of the scale had left the field for it"
    " empty. Nobody had compared the two boxes, and the test list holds one depot only."
)
REPAIR = "We rolled back the scale's program and the labels were normal again. We are sorry for the inconvenience."


def read(reader: Reader, *paragraphs: str) -> PostmortemReading:
    """The reading of a notice."""
    return reader.read_postmortem("\n\n".join(paragraphs))


def test_a_story_without_a_word_of_causing_is_a_cause(reader: Reader) -> None:
    """Its longest sentence stands for it, with the advice to name the cause."""
    reading = read(reader, HARM, STORY, REPAIR)
    found = [one for one in reading.findings if one.feature == "root_cause"]
    assert reading.features["root_cause"]
    assert [one.rule for one in found] == ["told_as_a_story"]
    assert found[0].quote in STORY
    assert found[0].advice
    assert reading.factors == (found[0].quote,)


@pytest.mark.parametrize(
    "rest",
    [
        (),
        ("We do not know why yet.", STORY),
        ("The cause is not yet known; the maker's report has been requested.", STORY),
        ("The depots called the hotline, thank you for that.", "Credits will be paid with the next bill."),
    ],
)
def test_what_is_no_story_of_a_cause(reader: Reader, rest: tuple[str, ...]) -> None:
    """Harm, repair, thanks and credits alone, or a story that says itself that the cause is open."""
    assert not read(reader, HARM, *rest, REPAIR).features["root_cause"]


def test_under_headings_a_missing_cause_is_missing(reader: Reader) -> None:
    """Who keeps the parts of a report apart has left the cause out."""
    reading = read(
        reader, "# Labels", "## Summary", HARM, "## Impact", HARM, STORY, "## Lessons", "One depot is too few to test.",
        "## Actions", "- Add three depots to the test list",
    )  # fmt: skip
    assert not reading.features["root_cause"]


def test_a_long_document_is_no_notice(reader: Reader) -> None:
    """In hundreds of sentences three that tell something prove nothing."""
    belts = "\n\n".join(f"On belt {number} the lamps are green and the trays are full." for number in range(200))
    assert read(reader, HARM, STORY, REPAIR).features["root_cause"]
    assert not read(reader, HARM, STORY, belts, REPAIR).features["root_cause"]


@pytest.mark.parametrize(
    ("sentence", "planned"),
    [
        ("A second clock will stop the printer when the two differ.", True),
        ("Large lists get their own queue.", True),
        ("Planned: a cap on labels per depot.", True),
        ("The dates are now compared by another box.", True),
        ("The boxes are being fitted with a battery.", True),
        ("You will find the right labels in the tray.", False),
        ("The depots will be back at work tomorrow.", False),
        ("We will answer every call.", False),
    ],
)
def test_what_changes_is_an_action_of_a_notice(reader: Reader, sentence: str, planned: bool) -> None:
    """What is promised to customers and when they work again is none."""
    assert bool(read(reader, HARM, STORY, REPAIR, sentence).actions) is planned
