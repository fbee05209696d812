"""Post-mortems in many styles: what is found, and that leaving a part out costs just that part."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from simulator.reading import Reader
from simulator.reading.score import POSTMORTEM_POINTS, postmortem_points
from tests.reading.shapes import SHAPED, SHAPES
from tests.reading.stories import PARTS, POOL, STORIES, STYLES, Story, render

CASES = [(story, style) for story in STORIES for style in range(len(STYLES))]
"""24 documents."""


@pytest.mark.parametrize(("story", "style"), CASES)
@pytest.mark.parametrize("part", PARTS)
def test_leaving_a_part_out_lowers_just_its_criterion(reader: Reader, story: Story, style: int, part: str) -> None:
    """The other criteria keep their share within 0.05."""
    full = postmortem_points(reader.read_postmortem(render(story, style)))
    less = postmortem_points(reader.read_postmortem(render(story, style, without=part)))
    assert less[part] < full[part]
    moved = {name: full[name] - less[name] for name in full if name != part}
    assert all(abs(by) * 20 <= POSTMORTEM_POINTS[name] for name, by in moved.items()), moved


@pytest.mark.parametrize(("story", "style"), CASES)
def test_the_style_of_a_document_hardly_moves_its_score(reader: Reader, story: Story, style: int) -> None:
    """Headings, bullets, tables and lists are a matter of taste: at most 5 points of 100."""
    assert abs(reader.read_postmortem(render(story, style)).score - reader.read_postmortem(render(story)).score) <= 5


def test_the_points_add_up_to_a_hundred() -> None:
    """Every criterion has its share."""
    assert sum(POSTMORTEM_POINTS.values()) == 100


def test_a_table_of_actions_is_read_by_its_columns(reader: Reader) -> None:
    """Owner, date, tracker and done-test come from their columns."""
    row = reader.read_postmortem(render(POOL)).actions[0]
    assert (row.owner, row.due, row.tracker) == ("Ana Ruiz", "2026-05-20", "CORE-812")
    assert row.done_test == "done when a trial release is rejected"
    assert (row.type, row.strength) == ("prevent", "strong")


def test_a_list_of_actions_is_read_by_its_words(reader: Reader) -> None:
    """The same parts are found in running text."""
    row = reader.read_postmortem(render(POOL, 1)).actions[1]
    assert (row.owner, row.tracker, row.type) == ("Platform team", "CORE-813", "detect")
    assert "2026-05-15" in row.due


def test_the_timeline_is_placed_on_the_day_of_the_incident(reader: Reader) -> None:
    """Clocks without a date take the date of the document; the order is kept."""
    reading = reader.read_postmortem(render(POOL))
    assert [row.clock for row in reading.timeline][:2] == ["14:05", "14:09"]
    assert reading.timeline[0].at_utc_s == 1_777_903_500
    assert reading.features["timeline_ordered"]
    assert reading.utc_stated


NAMED = (
    ("Authors: Mira Sol, Jon Hale", True),
    ("At 14:20 Mira noticed the alert.", True),
    ("- 14:31 Jon reverted the change", True),
    ("14:02 <ksol> I see errors on the pool", True),
    ("@mira-sol restarted the gateway.", True),
    ("Pool reverted to the old size.", False),
    ("Pingdom reported a timeout.", False),
    ("Change deployed to both halves. The change was small.", False),
    ("Owner: Platform Team", False),
)


@pytest.mark.parametrize(("sentence", "expected"), NAMED)
def test_a_person_is_told_from_a_tool(reader: Reader, sentence: str, expected: bool) -> None:
    """Names, handles and speakers are people; tools, teams and the first words of sentences are not."""
    assert reader.read_postmortem(f"On 4 May saves failed.\n\n{sentence}").features["names_individual"] is expected


SHAPED_CASES = [(story, shape) for story in SHAPED for shape in SHAPES]
"""12 documents of other trades in other shapes."""


@pytest.mark.parametrize(("story", "shape"), SHAPED_CASES)
@pytest.mark.parametrize("part", PARTS)
def test_in_any_shape_a_missing_part_lowers_just_its_criterion(
    reader: Reader, story: Story, shape: Callable[..., str], part: str
) -> None:
    """Letters, forms and ledgers are judged like reports."""
    full = postmortem_points(reader.read_postmortem(shape(story)))
    less = postmortem_points(reader.read_postmortem(shape(story, without=part)))
    assert sum(full.values()) >= 95
    assert less[part] < full[part]
    moved = {name: full[name] - less[name] for name in full if name != part}
    assert all(abs(by) * 20 <= POSTMORTEM_POINTS[name] for name, by in moved.items()), moved


TRAPS = (
    ("We do not want to blame our tools; the cache simply filled up.", "blame_individual", False),
    ("The engineer forgot to renew the certificate.", "blame_individual", True),
    ("Bad luck: the operator should have checked the flag first.", "counterfactual", True),
    ("Recovery took longer than it should have.", "counterfactual", False),
    ("The alert should have fired at 14:00.", "counterfactual", False),
    ("If we had read the runbook, nothing would have broken.", "counterfactual", True),
    ("I should have tested the change on Friday.", "self_blame", True),
    ("The outage was down to human error.", "human_error", True),
    ("The new limit guards against accidental deletion.", "human_error", False),
    ("The command was run on the wrong cluster.", "human_error", True),
    ("The vendor team ignored our calls.", "blame_team", True),
    ("An email was sent to all owners.", "comms", False),
    ("We informed all customers on the status page.", "comms", True),
)


@pytest.mark.parametrize(("sentence", "feature", "expected"), TRAPS)
def test_language_is_judged_by_who_is_judged(reader: Reader, sentence: str, feature: str, expected: bool) -> None:
    """Verdicts on people count; wishes about systems do not."""
    assert reader.read_postmortem(f"On 4 May saves failed. {sentence}").features[feature] is expected


DATES = (
    ("- Add an alert (Ana)", "Ana", ""),
    ("- Add an alert due to the outage", "", ""),
    ("- Mira will add a probe by Friday", "Mira", "by Friday"),
    ("- [ ] Add a probe @lena-b by end of Q3", "lena-b", "Q3"),
    ("- Add a probe. Owner: Edge team. Due: 12 June 2026", "Edge team", "12 June 2026"),
    ("- Engineers will add a probe next week", "", "next week"),
    ("- Add a probe within two weeks", "", "within two weeks"),
)


@pytest.mark.parametrize(("line", "owner", "due"), DATES)
def test_owner_and_date_of_an_action(reader: Reader, line: str, owner: str, due: str) -> None:
    """A person, a team or a handle owns; `due to` is no date."""
    (row,) = reader.read_postmortem(f"## Summary\nOn 4 May saves failed for an hour.\n\n## Actions\n{line}\n").actions
    assert row.owner == owner
    assert due in row.due
    assert bool(due) == bool(row.due)


RETOLD = (
    "# Exports stopped\n\n## Impact\n\nExports failed for 1,200 users of the reporting page for 50 minutes on that "
    "morning, because a disk was full.\n\n## Timeline (UTC)\n\n- 09:00 Disk full, which caused the exports to fail\n"
    "- 09:50 Disk emptied, because the old archives went\n\n## Actions\n\n- Add an alert on the disk; it would have "
    "helped\n"
)


def test_what_is_told_in_passing_is_no_substitute_for_a_section(reader: Reader) -> None:
    """A document with headings that lacks summary, causes and lessons earns little or nothing for them."""
    points = postmortem_points(reader.read_postmortem(RETOLD))
    whole = RETOLD.replace(
        "## Impact",
        "## Summary\n\nA full disk stopped all exports one morning until it was emptied.\n\n## Root cause\n\n"
        "- The disk was full because nothing removes old archives.\n- No review asks how much a job will store.\n\n"
        "## Lessons\n\n- Jobs need a limit of their own.\n\n## Impact",
    )
    full = postmortem_points(reader.read_postmortem(whole))
    assert (points["summary"], points["lessons"]) == (0, 0)
    assert points["factors"] <= 5 < full["factors"]
    assert min(full["summary"], full["lessons"]) > 0
    assert points["impact"] == full["impact"]
