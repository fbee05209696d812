"""Reports whose harm is counted in things of a trade, and whose parts stand under headings of their own making."""

from __future__ import annotations

import pytest

from simulator.reading import Reader


def features(reader: Reader, text: str) -> dict[str, object]:
    """What a report holds."""
    return dict(reader.read_postmortem(text).features)


@pytest.mark.parametrize(
    ("summary", "counted"),
    [
        ("The cache was wiped, and 1,240 prescriptions were not shown.", True),
        ("Roughly 2.1 million letters of our customers bounced.", True),
        ("From Monday 04.05.2026 to Tuesday 05.05.2026 labels were not printed.", True),
        ("Between 4 and 9 May we were unable to send readings to seventeen suppliers.", True),
        ("Between 3am-5am EST the pages were down.", True),
        ("Players were sent to the wrong island. 31,000 matches went that way.", True),
        ("Guests of 23 workspaces saw holes in the calendar.", True),
        ("Uploads failed. The new release holds 31,000 lines.", False),
        ("Uploads failed after the change of 2026-05-04 10:00:00-04:00.", False),
    ],
)
def test_harm_is_counted_in_things_of_the_trade(reader: Reader, summary: str, counted: bool) -> None:
    """A summary that stands alone is the statement of impact, whatever it counts."""
    text = f"# Report\n\n## Overview\n\n{summary}\n\n## Cause\n\nA full disk.\n"
    assert features(reader, text)["impact_quant"] is counted


@pytest.mark.parametrize(
    "heading",
    [
        "## What we plan",
        "From here:",
        "## Moving forward",
        "## Planned improvements",
        "## How can we prevent this from happening again?",
        "What could be done to prevent a relapse:",
        "SECTION D - ACTIONS",
        "## What we do next",
        "## What's going to change",
        "## What are we going to do",
        "What do we do",
    ],
)
def test_what_will_be_done_stands_under_many_headings(reader: Reader, heading: str) -> None:
    """No verb of doing is needed in the list below."""
    text = f"# Report\n\n## Summary\n\nUploads failed.\n\n{heading}\n\n- One list of trucks for both desks\n"
    assert features(reader, text)["actions"]


@pytest.mark.parametrize(
    ("table", "owner", "due"),
    [
        (
            "| Action | Role | When |\n|---|---|---|\n| Bound the queue | Mail backend | in 2 weeks |",
            "Mail backend",
            True,
        ),
        (
            "| Action | Resp. | Until |\n|---|---|---|\n| Bound the queue | Billing (Ola) | 3 June |",
            "Billing (Ola)",
            True,
        ),
        ("| Measure | Who | By |\n|---|---|---|\n| Bound the queue | Build guild | 3 June |", "Build guild", True),
        ("No | Action | By | Status\n1 | Bound the queue | Field desk | open", "Field desk", False),
        ("- Bound the queue (storage: Ola)", "Ola", False),
        ("- Bound the queue for good. OL - TODO", "OL", False),
        ("- Jobs will be restarted at night", "", False),
        ("- Labels will be run through a second reader before a release", "", False),
        ("5.1 A second supply for both pumps. Works department, by end of Q3.", "Works department", True),
        ("- Clear the zero dates. Ola, within a month", "Ola", True),
        (
            "| Measure | Responsible | Term |\n|---|---|---|\n| Drill each pair | Grid services | Q2 |",
            "Grid services",
            True,
        ),
    ],
)
def test_owners_in_columns_of_any_name(reader: Reader, table: str, owner: str, due: bool) -> None:
    """`By` is a person in one house and a date in another: what stands below it tells."""
    (row, *_) = reader.read_postmortem(f"# Report\n\nUploads failed.\n\n## Actions\n\n{table}\n").actions
    assert row.owner == owner
    assert bool(row.due) is due


def test_what_a_site_generator_is_told_is_no_report(reader: Reader) -> None:
    """Front matter in TOML holds the date of the page and its zone, and no window of harm."""
    text = '+++\ntitle = "Outage"\ndate = "2026-05-04 10:20:52-06:00"\n+++\n\nThe wiki went down with its disk.\n'
    assert not features(reader, text)["impact_quant"]


@pytest.mark.parametrize(
    ("sentence", "feature", "found"),
    [
        ("By the alert, twelve minutes after.", "detection", True),
        ("[FIRING] instance down", "detection", True),
        ("Alerting did not surface the problem fast enough.", "detection", True),
        ("We came to the conclusion that the address was wrong.", "lessons", False),
        ("We know that you depend on it.", "lessons", False),
        ("The script was unintentionally pushed to all hosts.", "human_error", True),
        ("That slip is what made an outage of it.", "human_error", True),
        ("Mr. Okoro was not careful.", "blame_individual", True),
        ("This is a failing of the department.", "blame_team", True),
        ("Nobody in that team bothered until noon.", "blame_team", True),
    ],
)
def test_words_that_report_or_only_look_like_it(reader: Reader, sentence: str, feature: str, found: bool) -> None:
    """Rarer words for how it was found, what was learned, and whose fault it is said to be."""
    text = f"# Report\n\n## Summary\n\nUploads failed for 40 minutes.\n\n## Story\n\n{sentence}\n"
    assert bool(features(reader, text)[feature]) is found


def test_numbered_paragraphs_are_read_one_by_one(reader: Reader) -> None:
    """A report of an authority numbers its paragraphs and leaves no line between them."""
    text = (
        "EVENT REPORT 12\n\n1. PURPOSE\n\n1.1 To set out what happened.\n\n5. CORRECTIVE MEASURES\n\n"
        "5.1 Two people at each live box. Site office, from 1 August.\n5.2 Spare supply for both pumps.\n\n"
        "6. DISTRIBUTION\n\nHarbour master, works council.\n"
    )
    assert [row.text[:3] for row in reader.read_postmortem(text).actions] == ["5.1", "5.2"]


def test_that_nothing_more_is_planned_is_no_action(reader: Reader) -> None:
    """Nor is the promise to complete the report itself."""
    text = "# Report\n\nUploads failed. No further action is planned. We will update this section later.\n"
    assert not features(reader, text)["actions"]


def test_who_was_told_on_a_day_is_no_term(reader: Reader) -> None:
    """A day on which an authority was informed has passed."""
    text = "# Report\n\nUploads failed.\n\n## Actions\n\nThe authority was notified on 31 July.\n"
    (row,) = reader.read_postmortem(text).actions
    assert not row.due
