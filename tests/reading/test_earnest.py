"""Actions in the formats that people use, and those in name only, which earn a post-mortem nothing."""

from __future__ import annotations

import pytest

from simulator.reading import PostmortemReading, Reader
from simulator.reading.score import postmortem_points

FRAME = (
    "# Report\n\n## Summary\n\nUploads failed for 40 users on 4 May 2026.\n\n## Cause\n\nA full disk.\n\n## Actions\n\n"
)
WHOLE = ("Mira Kovac", "20 May 2026", "EXP-311")
FORMATS = (
    "- Alert on the disk\n  - Owner: {}\n  - Due: {}\n  - Ticket: {}",
    "- What: Alert on the disk\n  Who: {}\n  When: {}\n  Where tracked: {}",
    "- What: Alert on the disk\n- Who: {}\n- When: {}\n- Where tracked: {}",
    "1. Action: Alert on the disk\n   - By whom: {}\n   - By when: {}\n   - Tracked in: {}",
    "- Alert on the disk. _Owner:_ {}. _Due:_ {}. {}",
    "- Alert on the disk. *Owner:* {}. *Due:* {}. {}",
    "- Alert on the disk. Who: {}. When: {}. {}",
    "- Alert on the disk | {} | {} | {} |",
    "- Alert on the disk ({}, by {}, {})",
    "- Alert on the disk [{}, by {}, {}]",
)
TURNED = (
    "- Alert on the disk ({2}, {0}, by {1})",
    "- Alert on the disk [{2}, {0}, by {1}]",
    "- Alert on the disk (by {1}, {0}, {2})",
)
IDLE = (
    "Do nothing",
    "Have lunch",
    "Have a nice long lunch",
    "Celebrate",
    "Be more careful",
    "Be more careful next time",
    "Try harder",
    "Hope for the best",
    "Carry on as before",
    "Pay more attention",
    "Let's have a party",
)
MEANT = (
    "Do nothing by hand that the script can do",
    "Have lunch orders queue on the second disk",
    "Celebrate less and test the restore",
    "Be more careful with disks: two people for each swap",
    "Try harder limits on uploads in staging",
    "Carry on with the upload alert of EXP-300",
    "Nothing reaches the disk without a quota",
    "Rest API: refuse uploads above 5 GB",
    "Break the upload job into parts",
    "Get coffee machine off the disk shelf's circuit",
)


def read(reader: Reader, actions: str) -> PostmortemReading:
    """A short report with some actions."""
    return reader.read_postmortem(FRAME + actions)


@pytest.mark.parametrize("form", [*FORMATS, *TURNED])
def test_an_action_is_whole_in_every_format(reader: Reader, form: str) -> None:
    """It is one action, with the same owner, date and ticket."""
    (row,) = read(reader, form.format(*WHOLE)).actions
    assert row.text.startswith("Alert on the disk")
    assert (row.owner, WHOLE[1] in row.due, row.tracker) == (WHOLE[0], True, WHOLE[2])


def test_how_one_will_know_stands_below_the_action(reader: Reader) -> None:
    """A question of a form says so as well as `done when`."""
    for label in ("How we check", "How will we know", "How to verify", "Verification", "Done when"):
        (row,) = read(reader, f"- What: Alert on the disk\n- Who: Mira\n- {label}: the drill pages us").actions
        assert "the drill pages us" in row.done_test


@pytest.mark.parametrize(("words", "idle"), [*((one, True) for one in IDLE), *((one, False) for one in MEANT)])
def test_what_gives_nobody_work_earns_nothing(reader: Reader, words: str, idle: bool) -> None:
    """Whatever owner, date and ticket stand behind it."""
    table = f"| Action | Owner | Due | Ticket |\n|---|---|---|---|\n| {words} | Mira | 20 May 2026 | EXP-311 |"
    for actions in (table, f"- {words} (Mira, by 20 May 2026, EXP-311)", f"- {words}. Owner: Mira"):
        assert (postmortem_points(read(reader, actions))["actions"] == 0) is idle


@pytest.mark.parametrize(
    ("due", "kept"),
    [
        ("1999-01-01", False),
        ("1 March 2020", False),
        ("2026-01-04", False),
        ("2026-04-28", True),
        ("4 May 2026", True),
        ("2027-01-04", True),
        ("March 1", True),
        ("next week", True),
    ],
)
def test_a_day_long_gone_is_no_term(reader: Reader, due: str, kept: bool) -> None:
    """What was done in the days before the report was written keeps its date."""
    table = f"| Action | Owner | Due |\n|---|---|---|\n| Alert on the disk | Mira | {due} |"
    assert bool(read(reader, table).actions[0].due) is kept


@pytest.mark.parametrize(
    ("test", "kept"),
    [
        ("never", False),
        ("Whatever", False),
        ("who knows", False),
        ("when it is done", False),
        ("done", False),
        ("the drill pages us", True),
        ("the disk is never above 80 %", True),
        ("no upload fails for a week", True),
        ("done by 500 uploads in a row", True),
    ],
)
def test_a_test_that_tests_nothing_is_none(reader: Reader, test: str, kept: bool) -> None:
    """`never` tells nobody when an action is done."""
    table = f"| Action | Owner | Done when |\n|---|---|---|\n| Alert on the disk | Mira | {test} |"
    assert bool(read(reader, table).actions[0].done_test) is kept
