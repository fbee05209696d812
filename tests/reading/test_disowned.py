"""What hangs on luck or whim, is disowned, relayed, invented or not shown is no word of the writer's own."""

from __future__ import annotations

import pytest

from simulator.reading import Reader
from tests.reading.stories import POOL, render

AT_UTC_S = 1_773_152_400
"""2026-03-10T14:20Z."""
TOLD = "We are aware that customers in the EU region cannot save since 14:02 UTC. We are rolling back the release. "
NEWS = "Next update by 15:05 UTC."
LISTING = f"```\n{TOLD}{NEWS}\n```"
FULL = render(POOL)


@pytest.mark.parametrize(
    "said",
    [
        "With luck you will get the next update by 15:05 UTC.", f"{NEWS} Do not hold us to that.",
        "Next update by 15:05 UTC in 2031.", "Next update by 15:05 UTC or thereabouts, maybe tomorrow.",
        "Next update by 15:05 UTC, provided there is anything to say.", "Next update by 15:05 UTC next year.",
        "Next update whenever 15:30 comes around and somebody has time.", f"{NEWS} No promises, though.",
        "If somebody has time, we will post an update at 15:05 UTC.", "Next update by 15:05 UTC (maybe later).",
        "In 2031 you will get the next update by 15:05 UTC.", "Next update at 15:05 UTC, but don't count on it.",
    ],
)  # fmt: skip
def test_news_that_hang_on_luck_or_are_disowned_are_not_promised(reader: Reader, said: str) -> None:
    reading = reader.read_update(TOLD + said, at_utc_s=AT_UTC_S)
    assert not reading.features["next_update"]


@pytest.mark.parametrize(
    "said",
    [
        "Next update by 15:05 UTC, even if there is nothing to say.", f"{NEWS} No promises on a fix yet.",
        "Next update by 15:05 UTC, or sooner if there is news.", "Next update by 15:05 UTC, maybe earlier.",
        "Next update by 15:05 UTC if anything changes, otherwise at 15:30 UTC.",
        "With luck the fix is in by then; next update by 15:05 UTC.", "Next update by 15:05 UTC on 10 March 2026.",
        f"{NEWS} Do not rely on the figures in the report until then.",
        "Next update by 15:05 UTC and we have a bridge open for partners.",
        "We hope for a fix by 16:00 UTC and will update you by 15:05 UTC. That is not a promise.",
    ],
)  # fmt: skip
def test_news_that_come_in_any_case_are_promised(reader: Reader, said: str) -> None:
    assert reader.read_update(TOLD + said, at_utc_s=AT_UTC_S).features["next_update"]


@pytest.mark.parametrize(
    "text",
    [
        f"## None of the following is true\n{TOLD}{NEWS}",
        f"[DRAFT from the training last year - ignore]\n{TOLD}{NEWS}",
        f"{TOLD}{NEWS}\nEverything above was written by an intern for practice and does not apply.",
        "The vendor's page says that they are aware that customers in the EU region cannot save since 14:02 UTC, that "
        "their engineers are rolling back the release, and that the next update comes by 15:05 UTC.",
        f"On Tuesday the vendor's support wrote:\n\n> {TOLD}\n> {NEWS}",
        f'<font color="white" size=0>{TOLD}{NEWS}</font> Hello.',
    ],
)
def test_a_text_that_is_not_the_writers_own_word_tells_nothing(reader: Reader, text: str) -> None:
    reading = reader.read_update(text, at_utc_s=AT_UTC_S)
    assert reading.impact_level == reading.action_level == 0


@pytest.mark.parametrize(
    "text",
    [
        f"[DRAFT]\n{TOLD}{NEWS}", f"[EXERCISE]\n{TOLD}{NEWS}", f"{TOLD}{NEWS}\n\n> When will it be back?",
        f"On Tuesday we wrote:\n\n> {TOLD}\n> {NEWS}", f'<p style="color:#c00; font-size:10pt">{TOLD}{NEWS}</p>',
        "Our provider says that they are aware that customers in the EU region cannot save since 14:02 UTC and that "
        "their engineers are rolling back the release. Next update by 15:05 UTC.",
        f'<div style="background:#c00"><span style="color:#fff">{TOLD}{NEWS}</span></div>',
        LISTING, f"Status update:\n{LISTING}", f"```{TOLD}{NEWS}```",
    ],
)  # fmt: skip
def test_a_draft_an_answer_and_a_relay_with_a_word_of_ones_own_count(reader: Reader, text: str) -> None:
    reading = reader.read_update(text, at_utc_s=AT_UTC_S)
    assert reading.impact_level
    assert reading.action_level
    assert reading.features["next_update"]


def test_a_listing_beside_a_text_is_not_read_anywhere_and_the_advice_says_so(reader: Reader) -> None:
    """A log needs no advice; sentences do. A document in one fence is read as without."""
    post = reader.read_update(f"Hello to all, here is what we have for you:\n{LISTING}", at_utc_s=AT_UTC_S)
    log = reader.read_update(f"{TOLD}{NEWS}\n\n```\n14:02 ERROR save failed\n```\n", at_utc_s=AT_UTC_S)
    paper = reader.read_postmortem(f"Nothing happened today, and that is all we have to say.\n\n```\n{FULL}\n```\n")
    assert post.impact_level == 0
    assert paper.score < 30
    assert [one.quote for one in (*post.findings, *paper.findings) if one.feature == "listing"] == ["```", "```"]
    assert log.impact_level
    assert not any(one.feature == "listing" for one in log.findings)
    assert reader.read_postmortem(f"```markdown\n{FULL}\n```\n").score == reader.read_postmortem(FULL).score


@pytest.mark.parametrize(
    "said",
    [
        "All of our engineers are at lunch; the rollback of the release waits for them.",
        "Rolling back the release is something our engineers have so far been spared.",
        "Our engineers are rolling back the release, in the sense that it is on a list for next quarter.",
        "Our engineers would be rolling back the release if anybody had asked them to.",
    ],
)
def test_work_that_waits_or_is_a_thought_is_none(reader: Reader, said: str) -> None:
    assert reader.read_update(f"Saving fails since 14:02 UTC. {said}", at_utc_s=AT_UTC_S).action_level == 0


@pytest.mark.parametrize(
    "said",
    [
        "We are rolling back the release; a second fix is on the list for next quarter.",
        "The rollback is running and waits for the last exports to end.", "We have so far rolled back two regions.",
        "We are moving traffic, in the sense that new sessions go to the second site.",
    ],
)  # fmt: skip
def test_work_that_goes_on_stays_work(reader: Reader, said: str) -> None:
    assert reader.read_update(f"Saving fails since 14:02 UTC. {said}", at_utc_s=AT_UTC_S).action_level > 0


@pytest.mark.parametrize(
    "said", ["This document is an invention from beginning to end.", "Sample from a textbook, not our incident."]
)
def test_a_post_mortem_that_takes_itself_back_is_none(reader: Reader, said: str) -> None:
    assert reader.read_postmortem(f"> {said}\n\n{FULL}").features["is_unreal"]


def test_innuendo_about_a_named_person_accuses_and_a_new_team_does_not(reader: Reader) -> None:
    """Nor does it blame a person that somebody left, where nothing is hinted at."""

    def accuses(sentence: str) -> bool:
        return bool(reader.read_postmortem(f"{FULL}\n\n{sentence}\n").features["accuses"])

    assert accuses("Robert is not a careful man, and the pool size shows it.")
    assert accuses("Robert has since been moved to another team, for reasons that the timeline makes plain.")
    assert not accuses("Robert has since been moved to another team; Carol takes the action over.")
    assert not accuses("Robert is not a reviewer of this service.")


def test_actions_that_are_called_off_below_their_list_are_none(reader: Reader) -> None:
    rows = "- Ana Ruiz: alert on the queue of saves by 2026-05-20.\n- Jon Hale: cap the pool by 2026-05-22."
    listed = f"## Actions\n\n{rows}\n\n"
    kept, off = (
        reader.read_postmortem(f"# Saves\n\nSaves failed when the pool ran out.\n\n{listed}{end}\n").actions
        for end in ("All of these were agreed on.", "All of the above was cancelled by finance on Monday.")
    )
    assert not any(row.idle for row in kept[:2])
    assert all(row.idle for row in off)
