"""Reports as houses publish them: stamps under headings, heads of pages, who helped and who is written to."""

from __future__ import annotations

import pytest

from simulator.reading import PostmortemReading, Reader


def read(reader: Reader, words: str) -> PostmortemReading:
    """A small report that holds some words."""
    return reader.read_postmortem(f"# Uploads\n\nUploads failed because a disk was full.\n\n{words}\n")


@pytest.mark.parametrize(
    "told",
    [
        "## Timeline\n\n### 2026-05-04 09:12\n\nA call.\n\n```ERROR: no space left```\n\n### 09:26\n\nFreed.",
        "The store was down three times:\n\n1. May 4th - 09:00 to 09:45 UTC\n2. May 7th - 11:10 to 11:50 UTC",
        "## Reconstructing the timeline\n\n### Slow uploads\n\nOn 4 May 2026, we saw errors.\n\n### Full disk\n\n"
        "On 7 May 2026, it filled up.",
    ],
)
def test_stamps_under_headings_and_in_counted_lines_are_a_timeline(reader: Reader, told: str) -> None:
    """Also behind code that is fenced on one line, and where a heading says what is done with the timeline."""
    assert read(reader, told).features["timeline_ts"]


@pytest.mark.parametrize(
    ("text", "is_told"),
    [
        ("We saw errors at 14:02. It was over at 14:40.", True),
        ("It broke at 14:02.\n\nLast edited 09:20 5-May-2026 by ana", False),
        ("08:30 Tuesday, 5 May 2026: uploads work; the disk was swapped at 06:00.", False),
        ("Updated at 14:02, the relay broke, and at 15:00 it was back.", True),
    ],
)
def test_when_a_text_was_written_is_no_event(reader: Reader, text: str, is_told: bool) -> None:
    """Nor the minute at its head."""
    assert read(reader, text).features["timeline_prose"] is is_told


@pytest.mark.parametrize(
    "head",
    [
        "date: Tue May 5 09:00:01 CET 2026\nauthor: Ana Sol\ntitle: Uploads\nslug: uploads\n\n",
        "<!--\n.. date: 2026-05-05 09:00:01\n.. author: Ana Sol\n-->\n\n",
        "<?xml version='1.0'?>\n<entry>\n  <published>2026-05-05T09:00:01+02:00</published>\n"
        "  <updated>2026-05-05T09:30:01+02:00</updated>\n",
    ],
)
def test_the_head_of_a_page_is_no_part_of_it(reader: Reader, head: str) -> None:
    """What a site generator or a feed is told names no hour and nobody; offsets stay those of the text."""
    reading = reader.read_postmortem(f"{head}Uploads failed at 14:02 because a disk was full.\n")
    assert not reading.features["timeline_prose"]
    assert not reading.features["names_individual"]
    assert reading.findings[0].quote in head + "Uploads failed at 14:02 because a disk was full."
    own = reader.read_postmortem("Date: 5 May 2026\nAuthors: Ana Sol\nStatus: done\n\nUploads failed at 14:02.\n")
    assert own.features["names_individual"]


def test_a_note_on_all_times_may_be_set_off(reader: Reader) -> None:
    """A quotation with a zone in it says nothing of them."""
    assert read(reader, "> *Note*: all times in UTC\n\n## Timeline\n\n*09:12* - it broke\n").utc_stated
    assert not read(reader, "> It broke at 09:12 UTC, says the vendor.\n\nIt broke at noon.").utc_stated


@pytest.mark.parametrize(
    ("harm", "is_counted"),
    [
        ("The printers of the team-7 project stood idle.", False),
        ("Uploads failed for 8 projects.", True),
        ("The 112 service outages were told to the ministry.", False),
        ("Uploads failed for 112 customers.", True),
        ("Uploads failed for 112 service accounts.", True),
        ("The outage led to 12 suggestions.", False),
        ("The stoppage began at 9:12AM CET and ended at 1:40PM CET.", True),
        ("Prints were lost from the 3rd to the 5th of May.", True),
        ("Within an hour the lost badge had been replaced.", False),
        ("Uploads failed; the outage was fixed in 3 hours and 10 minutes.", True),
        ("The belt that broke had run error-free for 6 years.", False),
        ("Wrong labels had leases for two days.", False),
    ],
)
def test_what_is_counted_is_harm(reader: Reader, harm: str, is_counted: bool) -> None:
    """And no name, no part of a report, no speed of an answer; windows end with the half of the day too."""
    features = reader.read_postmortem(f"# Report\n\n## Summary\n\n{harm}\n").features
    assert features["impact_quant"] is is_counted


def test_a_duration_in_the_head_counts_beside_an_impact_without_numbers(reader: Reader) -> None:
    """Lines before the timeline are one statement."""
    head = "## Summary\n\nDescription: labels failed\n\nDuration: 3h 10m\n\nUser impact: nobody could print.\n"
    assert read(reader, head + "\n## Timeline\n\n- 14:02 it broke\n").features["impact_quant"]


@pytest.mark.parametrize(
    ("action", "owner"),
    [
        ("Guard the import, kudos to @ana for the idea", ""),
        ("Guard the import (suggested by @joe) @ana", "ana"),
        ("Add a @printers role to the chat", ""),
        ("Gold will get +3 credits", ""),
        ("Ana will receive a refund by Friday", ""),
        ("Ana will get the quote by Friday", "Ana"),
    ],
)
def test_who_helped_and_who_is_paid_owns_nothing(reader: Reader, action: str, owner: str) -> None:
    """Nor does the name of a role; who gets something done does."""
    assert [row.owner for row in read(reader, f"## Action items\n\n- {action}\n").actions] == [owner]


@pytest.mark.parametrize(
    ("sentence", "is_action"),
    [
        ("We forgot one printer, so labels continued to be moved to the old tray.", False),
        ("The last printer will be reinstated after the fair.", False),
        ("In this report we will show what we have done against it.", False),
        ("We will cap the size of one upload.", True),
        ("A second disk is to be added in May.", True),
    ],
)
def test_repair_and_the_document_itself_are_no_action(reader: Reader, sentence: str, is_action: bool) -> None:
    """What goes on, what comes back and what a text is going to tell change nothing."""
    assert bool(read(reader, sentence).actions) is is_action


@pytest.mark.parametrize(
    ("feature", "sentence", "is_found"),
    [
        ("root_cause", "We are sorry for all the annoyance that it has caused.", False),
        ("root_cause", "Due to the outage no letter could be sent.", False),
        ("root_cause", "Mail was late due to the problem with the relay.", True),
        ("root_cause", "We found that a printer was entered; the way in is still unknown.", False),
        ("human_error", "A contractor revealed misconfigured switches.", False),
        ("human_error", "It was a mistake in the display of the scale.", False),
        ("human_error", "Misjudging the weight, we loaded it twice.", True),
        ("human_error", "We failed to restart the workers.", True),
        ("self_blame", "This was our first night on the new belt.", False),
        ("self_blame", "We should have a spare.", False),
        ("self_blame", "This was our mistake.", True),
        ("blame_individual", "Merged by Ana Lopez at noon.", False),
        ("names_individual", "Merged by Ana Lopez at noon.", True),
        ("names_individual", "Ana Lopez and I moved it.", True),
        ("names_individual", "Merged by Platform Team, pushed by Merge Bot.", False),
        ("names_individual", "Authors: @ana", False),
        ("names_individual", "Follow @depot for news.", False),
    ],
)
def test_neighbours_are_told_apart(reader: Reader, feature: str, sentence: str, is_found: bool) -> None:
    """What makes a finding, and what shares its words."""
    assert reader.read_postmortem(f"Uploads failed for 40 minutes.\n\n{sentence}").features[feature] is is_found


@pytest.mark.parametrize(
    ("words", "is_spoken"),
    [
        ("No action is needed by members. Thank you for choosing our depot!", True),
        ("I assure you that no parcel is lost, and we will refund you.", True),
        ("We thank our readers. Please write to us, whatever you need.", True),
        ("Thanks to the night shift. We thank the network team for the graphs.", False),
        ("Please check your dashboards. We thank you for reviewing this report.", False),
        ("Thanks for reading. No action is required.", False),
    ],
)
def test_a_report_may_speak_to_customers_in_passing(reader: Reader, words: str, is_spoken: bool) -> None:
    """Twice at least; colleagues are thanked as well."""
    assert read(reader, words).features["customer_narrative"] is is_spoken


def test_a_table_of_contents_is_no_list_of_actions(reader: Reader) -> None:
    """Its lines lead to parts of the page."""
    text = "## Contents\n\n- [Keys should be rotated](#keys)\n- [Review access](#access)\n\n## Causes\n\nA full disk.\n"
    assert not read(reader, text).actions
