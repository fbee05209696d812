"""Actions that are sorted under headings of their own, topics that look like owners, and lists of labels."""

from __future__ import annotations

import pytest

from simulator.reading import Reader
from simulator.reading.result import ActionRow

HEAD = """# Report: exports stood still

## Summary

Exports failed for 212 customers on 4 May 2026.

"""


def listed(reader: Reader, text: str) -> list[ActionRow]:
    """The actions of a report that ends like this."""
    return list(reader.read_postmortem(HEAD + text).actions)


def test_headings_below_that_of_the_actions_sort_them_and_may_date_them(reader: Reader) -> None:
    """`Immediate actions` below `Action items` is no account of the response."""
    found = listed(
        reader,
        """## Action items

### Immediate actions (0-7 days)

- [ ] **Alert on a queue that stands still**

### Detection (next sprint)

- [ ] **Count the exports that are waiting**

### Later

- [ ] **Rehearse the restart**
""",
    )
    assert [row.due for row in found] == ["0-7 days", "next sprint", ""]


def test_open_boxes_of_a_list_of_work_are_actions(reader: Reader) -> None:
    """A box that nobody has ticked is still to be done, whatever its heading says."""
    found = listed(reader, "## Recovery\n\n- [x] Restart the queue\n- [ ] Add a second worker\n- [ ] Renew the key\n")
    assert [row.text for row in found][-2:] == ["Add a second worker", "Renew the key"]


@pytest.mark.parametrize(
    ("items", "owners"),
    [
        ("1. **R12 Rollout**: Follow the checklist.\n2. **Volta Safety**: Never mount two disks.", ["", ""]),
        ("1. **Ana Wirth**: Follow the list.\n2. **Volta Berg**: Never mount two disks.", ["Ana Wirth", "Volta Berg"]),
        ("- Add an alert for persistent claims (PVC) that are off.", [""]),
        ("- Add an alert for volumes (SRE).", ["SRE"]),
        ("- Suggested: Keep a backup of the key objects.", [""]),
    ],
)  # fmt: skip
def test_a_topic_is_nobodys_name(reader: Reader, items: str, owners: list[str]) -> None:
    """Where one bold lead of a list is a topic, all are; capitals that explain a word own nothing."""
    assert [row.owner for row in listed(reader, f"## Action items\n\n{items}\n")] == owners


@pytest.mark.parametrize(
    "line",
    [
        "_No action items: the incident was mended in the release itself._",
        "No further actions are needed.",
        "*Post-mortem conducted by: Bo Lind (Scrum Master)*",
        "*Participants: Bo Lind, Ana Wirth (Product Owner)*",
    ],
)
def test_a_line_that_closes_the_document_is_no_action(reader: Reader, line: str) -> None:
    """Nothing to do, and who wrote it, are nothing to be done."""
    assert [row for row in listed(reader, f"## Follow-up\n\n{line}\n") if row.text] == []


def test_what_follows_a_list_of_labels_belongs_to_the_section_around_it(reader: Reader) -> None:
    """A duration below `Impact` is part of the harm, also after labels that name other parts of it."""
    text = """# Report: the ledger stood still

## What happened

The ledger stood still.

## Impact

- **Users affected:** everybody who books
- **Services affected:** ledger and its reports
- **Duration:** 8 hours and 26 minutes
"""
    features = reader.read_postmortem(text).features
    assert features["impact_quant"]
    assert features["duration_stated"]


@pytest.mark.parametrize(
    ("action", "strength"),
    [
        ("Stop the sender automatically when more than 3 % of texts repeat", "strong"),
        ("Stop the sender by itself when more than 3 % of texts repeat", "strong"),
        ("Renew certificates of robots by themselves thirty days before they end", "strong"),
        ("Certificates renew without a person thirty days before their end", "strong"),
        ("A message that carries the mark of sent cannot be sent again", "strong"),
        ("Let the sender wait two minutes for a receipt", "medium"),
        ("Remind the crew that the sender does not stop by itself", "weak"),
        ("Train staff so that a mail cannot be sent twice", "weak"),
        ("Plan work so that this cannot happen again", "medium"),
    ],
)
def test_what_a_machine_does_by_itself_or_cannot_do_is_strong(reader: Reader, action: str, strength: str) -> None:
    """Words of one meaning weigh the same: `automatically`, `by itself`, `without a person`."""
    [row] = listed(reader, f"## Action items\n\n| Action | Owner | Due |\n|---|---|---|\n| {action} | Ana | 4 May |\n")
    assert row.strength == strength
