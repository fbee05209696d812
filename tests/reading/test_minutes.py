"""Minutes and plain letters: numbered lines, clocks with a full stop, and a passage for those who were hurt."""

from __future__ import annotations

import re

import pytest

from simulator.reading import PostmortemReading, Reader
from simulator.reading.score import postmortem_points

MINUTES = """MINUTES of the review of the incident of 9 Feb 2026 (heating, north district)

1. Summary. On 9 February 400 flats had no heating for three hours. A valve closed after an update.
2. Timeline (UTC).
04:10 update installed on the controller
04:15 pressure falls
04:32 alarm in the control room
06:30 valve opened by hand
3. Detection. The alarm sounded after 17 minutes.
4. Causes. The new version starts in the safe state, which for this valve is closed. The note says so for others only.
5. Actions.
a) Update valves only with a crew on site. Owner: K. Lind. Due: 1 March 2026.
b) Alarm on the position of valves. Owner: P. Osei. Due: 31 March 2026.
"""
OUT = "Text for the public. On 9 February the heating was cold. The valve is open. We apologise to all households.\n"


def points(reader: Reader, text: str) -> dict[str, int]:
    """The points of each part."""
    return postmortem_points(reader.read_postmortem(text))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("5. Actions.", "5. Actions"),
        ("5. Actions.", "5) Actions."),
        ("5. Actions.", "5 Actions"),
        ("4. Causes. ", "4. Causes.\n"),
        ("3. Detection. ", "3. Detection.\n"),
        ("1. Summary. ", "1. Summary.\n"),
        (r"(?m)^(\d\. [A-Z]\w+\.) ", r"\1\n"),
        (r"(?m)^[ab]\) ", "- "),
        (r"\b(0\d):(\d\d)\b", r"\1.\2"),
        ("5. Actions", "5. Any other business. None.\n6. Actions"),
    ],
)
def test_minutes_may_be_set_in_any_way(reader: Reader, old: str, new: str) -> None:
    """A number, a line of its own and a full stop are no matter of points."""
    assert points(reader, re.sub(old, new, MINUTES)) == points(reader, MINUTES)


@pytest.mark.parametrize("lead", ["6. ", "6. Text for the public.\n", "6) "])
def test_the_passage_for_the_public_is_a_part_of_its_own(reader: Reader, lead: str) -> None:
    """It adds its points and takes none from the actions above."""
    told = lead + (OUT.partition(". ")[2] if lead.endswith("\n") else OUT)
    with_it, without = points(reader, MINUTES + told), points(reader, MINUTES)
    assert with_it.pop("narrative") > without.pop("narrative") == 0
    assert with_it == without


HURT = (
    "For patients",
    "For the wards",
    "For staff",
    "For our readers",
    "For all residents",
    "Message to the wards",
    "Notice to passengers",
    "For customers we say:",
    "To our guests we wrote:",
)
OTHERS = ("For the record", "For Monday", "For the vendor", "For later", "Message to the director", "For each valve")
LETTER = "On Monday from 06:40 results did not reach you. A disk was full. It is clear, and we are sorry for the calls."
REPORT = """Results delayed, 12 January 2026

Results did not reach eleven wards for two hours on Monday. The disk was full.

Actions

1. Put an alarm on the disk. Owner: A. Shah. Due 16 January 2026.
2. Make the purge job fail loudly. Owner: L. Moreau. Due 23 January 2026.
"""


@pytest.mark.parametrize(("heading", "heads"), [*((one, True) for one in HURT), *((one, False) for one in OTHERS)])
def test_whoever_was_hurt_has_a_part_of_the_report(reader: Reader, heading: str, heads: bool) -> None:
    """Without marks of a heading too, whatever one's customers are called."""
    reading: PostmortemReading = reader.read_postmortem(f"{REPORT}\n{heading}\n\n{LETTER}\n")
    assert ("customer" in reading.sections) is heads
    if heads:
        assert [row.owner for row in reading.actions] == ["A. Shah", "L. Moreau"]


@pytest.mark.parametrize(
    ("told", "events"),
    [
        ("06.40 last result\n06.55 ward 7 rings\n07.05 desk opens", 3),
        ("06.40: last result\n06.55: ward 7 rings\n07.05: desk opens", 3),
        ("06.40  Last result\n06.55  Ward 7 rings\n07.05  Desk opens", 3),
        ("06.40 GB were read\n27.55 GB were kept\n31.05 GB were lost", 1),
        ("06.4 results an hour\n06.5 an hour later\n07.0 at the end", 0),
        ("16.40 % of results\n16.55 % of calls\n17.05 % of mails", 0),
    ],
)
def test_a_clock_with_a_full_stop_is_a_stamp(reader: Reader, told: str, events: int) -> None:
    """A measure is none."""
    text = f"# Report of 12 January 2026\n\nResults were late.\n\nTimeline (UTC)\n\n{told}\n"
    assert len(reader.read_postmortem(text).timeline) == events
