"""Reports that are tables: parts as rows, a title as the head, actions under any names of columns."""

from __future__ import annotations

from itertools import product

import pytest

from simulator.reading import Reader

WORK = ("Task", "Measure", "Action", "Do", "To do", "Commitment", "Step", "Follow-up", "What")
OWNERS = ("Owner", "Responsible", "Who", "Team", "To", "Lead", "Accountable", "Assigned to", "R")
TERMS = ("Due", "Until", "Target", "By", "Deadline", "Quarter")
PLAIN = ("Owner", "Responsible", "Who", "Accountable", "Assigned to")
"""Names of owners' columns that need no more to be known."""

REPORT = """| Review | Orders lost |
|---|---|
| In one sentence | For two days orders from the web form were never created. |
| Extent | 733 orders |
| Trigger | The import user was switched off. |
| Deeper reason | Users of machines look like people. |
| Spotted by | A tenant who called |

| Task | To | Until |
|---|---|---|
| Create the orders by hand | Back office | 3 May |
| Alarm if no order comes for three hours | Integration | 28 May |

| What we take with us | |
|---|---|
| 1 | A clean-up is a change. |
"""


def table(*rows: tuple[str, ...]) -> str:
    """Return a table of Markdown, its head first."""
    lines = [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join([lines[0], "|" + "---|" * len(rows[0]), *lines[1:]]) + "\n"


def owned(reader: Reader, head: tuple[str, ...], *, heading: str = "") -> bool:
    """Return whether the one row under a head is an action with its owner and its term, and its own words."""
    body = table(head, ("Lower the threshold to 5 minutes", "Print squad", "15 May"))
    rows = reader.read_postmortem(f"# Labels stalled\n\nOn 4 March labels did not print.\n\n{heading}{body}").actions
    return [(row.text, row.owner, row.due) for row in rows] == [
        ("Lower the threshold to 5 minutes", "Print squad", "15 May")
    ]


def test_columns_of_any_name_hold_the_task_the_owner_and_the_term(reader: Reader) -> None:
    """Under a heading that says so."""
    heads = product(WORK, OWNERS, TERMS)
    assert [head for head in heads if not owned(reader, head, heading="## Actions\n\n")] == []


def test_a_table_of_tasks_needs_no_heading(reader: Reader) -> None:
    """Its head says what it is."""
    heads = product((name for name in WORK if name != "What"), PLAIN, TERMS)
    assert [head for head in heads if not owned(reader, head)] == []


@pytest.mark.parametrize("head", [("Time", "Who", "What"), ("From", "To", "Length"), ("Step", "Time", "Result")])
def test_other_tables_list_no_actions(reader: Reader, head: tuple[str, ...]) -> None:
    """Events, spans and results."""
    rows = table(head, ("09:14", "09:31", "label queue passes 100"), ("09:38", "10:05", "carrier suspected"))
    assert not reader.read_postmortem(f"# Labels stalled\n\nOn 4 March labels did not print.\n\n{rows}").actions


def test_a_report_of_tables_is_read_like_any_other(reader: Reader) -> None:
    """Labels in the first column open parts; a lone head is the heading of its table."""
    reading = reader.read_postmortem(REPORT)
    found = {name for name, there in reading.features.items() if there}
    assert {"summary", "impact_quant", "root_cause", "actions", "owners", "due", "detection", "lessons"} <= found
    assert [(row.owner, row.due) for row in reading.actions] == [("Back office", "3 May"), ("Integration", "28 May")]


@pytest.mark.parametrize(
    "blank",
    ["Owner: (not assigned)\nDue: (not assigned)", "Owner: not yet known", "Decisions: none today. We meet on Friday.",
     "Things we want to do:\n...", "Meeting closed 11:35."],
)  # fmt: skip
def test_boxes_left_open_give_nobody_anything_to_do(reader: Reader, blank: str) -> None:
    """Nor does the end of a meeting."""
    rows = reader.read_postmortem(f"# Labels stalled\n\nOn 4 March labels did not print.\n\n{blank}\n").actions
    assert not any(row.owner or row.due for row in rows)


def test_days_alone_before_a_colon_are_a_timeline(reader: Reader) -> None:
    """One line each, without a bullet or a blank line."""
    days = "9 November: first contact\n11 November: second contact\n12 November: view switched to direct reads\n"
    reading = reader.read_postmortem(f"Wrong balances\n\nBalances were wrong for 318 customers.\n\nCourse\n\n{days}")
    assert len(reading.timeline) == days.count("\n")


def test_a_dated_title_is_no_action(reader: Reader) -> None:
    """Whatever stands behind the dash."""
    text = "Feeds delayed\n\nMar 21, 13:20 PST - Investigating\nFeeds are late.\n\nMar 23 - Postscript\nNo cause found."
    assert not reader.read_postmortem(text).actions
