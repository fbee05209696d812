"""Stamps of events as people write them: comments of a ticket, counts from the start, four digits."""

from __future__ import annotations

import pytest

from simulator.reading import Reader

FRAME = "# Report\n\n## Summary\n\nUploads failed for 40 users on 4 May 2026.\n\n## Root cause\n\nA full disk.\n\n"


def test_comments_of_a_ticket_are_a_timeline(reader: Reader) -> None:
    """Whoever writes stands before the stamp; so does a zone of another continent behind four digits."""
    ticket = "Labels\n\n**Ines Roca** – 2026-05-04 09:14 UTC\nSeen.\n\n**Boris Ank** – 2026-05-04 09:40 UTC\nFixed.\n"
    digits = "Report\n\n## Timeline\n\n- 1156PST: first call.\n- 1205PST: the switch is found.\n"
    filled = "## Timeline\n\n- **Start:**          2026-05-04 23:15 UTC\n- **Second try:**     2026-05-05 00:30 UTC\n"
    for text in (ticket, digits, filled):
        assert reader.read_postmortem(text).features["timeline_ts"]


@pytest.mark.parametrize(
    ("lines", "events"),
    [
        (["T+0: the belt stops", "T+2m: the light goes red", "T+58m: the belt runs"], 3),
        (["T0: the belt stops", "T0+5min: the light goes red"], 2),
        (["+5 min the light goes red", "+20 min the belt runs"], 2),
    ],
)
def test_stamps_may_count_from_the_start(reader: Reader, lines: list[str], events: int) -> None:
    """Under the heading of a timeline."""
    reading = reader.read_postmortem(FRAME + "## Timeline\n\n" + "\n".join(f"- {line}" for line in lines))
    assert len(reading.timeline) == events


def test_clocks_of_four_digits_make_a_timeline_where_several_stand_and_years_do_not(reader: Reader) -> None:
    """With a link or without one."""
    told = "1738: the belt stops\n\n[1758](https://example.org/p1): the light goes red\n\n~1900: the belt runs\n"
    reading = reader.read_postmortem(f"{FRAME}## How it was mended\n\n### 4 May 2026\n\n{told}")
    assert [row.clock for row in reading.timeline] == ["4 May 2026", "1738", "1758", "1900"]
    assert [row.text for row in reading.timeline][2] == "the light goes red"
    years = "1998: we buy the belt\n\n2004: we buy a second one\n\n2019: we sell the first\n"
    assert not reader.read_postmortem(f"{FRAME}## The belt\n\n{years}").features["timeline_ts"]
