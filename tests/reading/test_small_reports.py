"""Short reports in house styles of their own: where a number, a cause, an owner or a term may stand."""

from __future__ import annotations

import pytest

from simulator.reading import Reader

TOLD = """# What happened to the exports

Hello everyone. This is the story of last Tuesday, as far as we could put it together.

The nightly job was still running in the morning, because the table had grown since March. Support heard of it first.

Nobody had looked at the job lately, and its alarm had been muted for a move in February.

## Detection

In all 41 customers could not export.
"""
NUMBERED = """# Record 7

**1. Nature.** A list with applications could be read through a link that asked for no password.

**2. Discovery.** An applicant wrote to the mailbox on Sunday.

**3. Cause.** The two links stood in one note, and the wrong one was pasted. The share setting is open by default.

**4. Measures.**
 a) The default was changed - IT, 2026-03-11.
"""


def test_harm_is_counted_wherever_a_report_without_such_a_part_tells_it(reader: Reader) -> None:
    """Whom it concerned counts; machines count only where the impact is told."""
    nodes = TOLD.replace("41 customers could not export", "we lost 41 nodes")
    assert reader.read_postmortem(TOLD).features["impact_quant"]
    assert not reader.read_postmortem(nodes).features["impact_quant"]


def test_a_numbered_heading_in_bold_opens_its_paragraph(reader: Reader) -> None:
    read = reader.read_postmortem(NUMBERED)
    assert read.features["section_detection"]
    assert read.features["section_factors"]
    assert read.features["root_cause"]


@pytest.mark.parametrize(
    ("line", "owner", "due"),
    [
        ("Page on refused transfers (team: netops, P1, 2026-04-17)", "netops", "2026-04-17"),
        ("Releases only before noon, enforced by the pipeline → firmware", "firmware", ""),
        ("Service to automatic start: server group, two weeks", "server group", ""),
        (
            "Class lists printed every half-year (secretary's office, after the holidays)",
            "secretary's office",
            "holidays",
        ),
        ("Alarm at 80 % of the places (network team, 30/11)", "network team", "30/11"),
        ("Raise the limit from 4 → 6", "", ""),
    ],
)
def test_who_and_when_stand_in_many_places(reader: Reader, line: str, owner: str, due: str) -> None:
    """A label in brackets, a team behind an arrow or at the end, a day before its month."""
    [row] = reader.read_postmortem(f"# Review\n\n## Homework\n\n- {line}\n").actions
    assert row.owner == owner
    assert due in row.due
    assert bool(due) == bool(row.due) or owner == "server group"
