"""Words under a heading that say nothing, documents that take back what follows, and what no reader of a page sees."""

from __future__ import annotations

import pytest

from simulator.reading import Reader
from simulator.reading.filled import is_content
from simulator.reading.score import postmortem_points
from tests.reading.stories import POOL, Story, render

FULL = render(POOL)
POINTS = {"summary": 10, "detection": 6, "lessons": 6}

SAYS_NOTHING = (
    "We learned nothing.", "Nothing went well.", "Lessons were not discussed.", "To be discussed.", "It was found.",
    "Nothing new was learned. Nothing to add.", "Lessons will be added later.", "We learned a lot.", "See above.",
    "The problem was noticed eventually.", "This has not been looked at yet.", "To follow soon.",
    "The causes were not talked about.", "As usual.", "The outage was noticed by someone.",
)  # fmt: skip
SAYS_SOMETHING = (
    "We learned nothing from the rehearsal, because its data is too small.", "Nothing went well until ten.",
    "Lessons from May were not discussed with the new shift.", "It was found by an alert.", "A user rang us.",
    "We learned a lot about locks.", "See above: the lock was missing.", "The lock was never added.",
    "It was noticed in the evening count.", "The runbook was not written for two regions.",
)  # fmt: skip


@pytest.mark.parametrize(
    ("words", "told"), [*((words, False) for words in SAYS_NOTHING), *((words, True) for words in SAYS_SOMETHING)]
)
def test_what_any_part_could_hold_is_no_content(words: str, told: bool) -> None:
    """Only where it is all that stands there: with anything more it is read as what it is."""
    assert is_content(words) is told


@pytest.mark.parametrize(
    ("part", "story"),
    [
        ("lessons", POOL._replace(lessons=("We learned nothing.",))),
        ("lessons", POOL._replace(lessons=("To be discussed.",))),
        ("detection", POOL._replace(detection="It was found.")),
    ],
)
def test_a_part_without_words_earns_nothing(reader: Reader, part: str, story: Story) -> None:
    points = postmortem_points(reader.read_postmortem(render(story)))
    assert points[part] < postmortem_points(reader.read_postmortem(FULL))[part] == POINTS[part]


@pytest.mark.parametrize(
    ("opening", "summary"),
    [
        ("This document was written on Tuesday by the operations group after a long meeting in the small room.", False),
        ("The review has been prepared by three people who met twice and went through all of the logs.", False),
        ("This page was written on Tuesday. Saves failed in both halves of the shop until the release was taken back.",
         True),
        ("Saves failed in both halves of the shop until the release was taken back at noon on Tuesday.", True),
    ],
)  # fmt: skip
def test_how_a_document_came_to_be_is_no_summary(reader: Reader, opening: str, summary: bool) -> None:
    """What is said beside it may be one."""
    assert reader.read_postmortem(f"# Incident review\n\n{opening}\n").features["summary_told"] is summary


def test_that_a_document_is_being_written_is_no_action(reader: Reader) -> None:
    """A gate that is being fitted with a lock is one."""
    story = "Saves failed on Tuesday and we were late with everything, which is why {} for all of them."
    written, fitted = (
        reader.read_postmortem(story.format(words)).actions
        for words in ("this document is being written", "the gates are being fitted with a second lock")
    )
    assert (len(written), len(fitted)) == (0, 1)


@pytest.mark.parametrize(
    ("head", "unreal"),
    [
        ("None of the following happened.", True), ("The following never happened.", True),
        ("Nothing of what follows is true.", True), ("The events below are invented.", True),
        ("The opposite of this is true:", True), ("What follows is fiction.", True),
        ("None of the following happened: loss of data, loss of orders.", False),
        ("None of the following regions was hit: Asia, Africa.", False),
        ("What follows is the story of the night.", False), ("The following was lost: nothing.", False),
        ("None of the events below the waterline was seen.", False),
    ],
)  # fmt: skip
def test_a_document_that_takes_back_what_follows_reports_nothing(reader: Reader, head: str, unreal: bool) -> None:
    """A list of what did not happen is no such word."""
    assert reader.read_postmortem(f"{head}\n\n{FULL}").features["is_unreal"] is unreal


@pytest.mark.parametrize(
    "around", ["<script>{}</script>", "<style type='text/css'>{}</style>", "<div hidden>{}</div>",
               "<section class='a' hidden>{}</section>", "<template id='x'>{}</template>"],
)  # fmt: skip
def test_what_a_page_does_not_show_is_not_read(reader: Reader, around: str) -> None:
    """Neither code nor what is marked as hidden."""
    assert reader.read_postmortem(around.format(f"\n{FULL}\n")).score == 0


@pytest.mark.parametrize(
    "around", ['<div aria-hidden="true">{}</div>', '<div style="overflow:hidden">{}</div>',
               "<div class='not-hidden'>{}</div>", "<p id='scripts'>{}</p>", "The hidden <b>{}</b>"],
)  # fmt: skip
def test_what_a_page_shows_is_read(reader: Reader, around: str) -> None:
    """Only readers aloud skip what is hidden from them; a clipped edge and a name hide nothing."""
    assert reader.read_postmortem(around.format(f"\n\n{FULL}\n")).score > 80


@pytest.mark.parametrize(
    ("words", "points"), [("x", 0), ("...", 0), ("a b", 0), ("the pool is empty", 15), ("pool drained", 15)]
)
def test_stamps_beside_scraps_are_no_timeline(reader: Reader, words: str, points: int) -> None:
    """Each event says something of the incident; so many letters are none."""
    story = POOL._replace(timeline=tuple((clock, words) for clock, _ in POOL.timeline))
    reading = reader.read_postmortem(render(story))
    assert postmortem_points(reading)["timeline"] == points
