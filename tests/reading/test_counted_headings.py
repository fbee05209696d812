"""Post-mortems in the forms that people write them: headings counted in any way, lines of fields, whys, one-liners."""

from __future__ import annotations

import pytest

from simulator.reading import PostmortemReading, Reader
from simulator.reading.counted import count_of
from simulator.reading.fields import columns_of
from simulator.reading.score import postmortem_points

PARTS = (
    (
        "Summary",
        "Gates refused valid cards from 05:50 to 07:25 UTC on 12 May 2026; 620 members queued, refunds 490 euro.",
    ),
    (
        "Timeline (UTC)",
        "05:30 firmware sent | 05:50 first card refused | 05:58 a guard calls | 06:05 incident declared",
    ),
    ("Detection", "A guard called, eight minutes later."),
    (
        "Factors",
        "The test gate is set to UTC, so the test could not show it.\nThe procedure allows a release at night.",
    ),
    (
        "Lessons",
        "Satisfactory: gates were opened by hand. Unsatisfactory: nobody knew the command. Fortunate: holidays.",
    ),
    (
        "Actions",
        "Trial gate before a release | Marta Ruiz | 2026-06-01 | GATE-55 | refused without a record | P1\n"
        "Alarm at 5 % refusals | Tom Ito | 2026-05-26 | GATE-56 | alarm in a trial with bad cards | P1",
    ),
    ("Words to the members and their guests", "Your card was refused because of a new version. We are sorry."),
)
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII")
STYLES = {
    "point": "{n}. {h}", "brackets": "({n}) {h}", "bracket": "{n}) {h}", "roman": "{r}. {h}", "roman too": "{r}) {h}",
    "letter": "{l}. {h}", "slide": "SLIDE {n} - {h}", "step": "Step {n}: {h}", "agenda": "Agenda {n}. {h}.",
    "item": "Item {l} - {h}",
}  # fmt: skip


def document(style: str, *, filled: bool = True) -> str:
    """The parts under headings that are counted in one style, or the headings alone."""
    heads = [STYLES[style].format(n=n + 1, r=ROMAN[n], l="ABCDEFG"[n], h=head) for n, (head, _) in enumerate(PARTS)]
    parts = [f"{head}\n{text}" if filled else head for head, (_, text) in zip(heads, PARTS, strict=True)]
    return "\n\n".join(("Gates closed", *parts))


def read(reader: Reader, text: str) -> PostmortemReading:
    """A reading of a document below a title."""
    return reader.read_postmortem(f"# Cards refused\n\nCards were refused for 620 members.\n\n{text}\n")


@pytest.mark.parametrize("style", STYLES)
def test_headings_counted_in_any_way_lead_to_the_same_parts(reader: Reader, style: str) -> None:
    reading = reader.read_postmortem(document(style))
    assert {"summary", "timeline", "detection", "factors", "lessons", "actions", "customer"} <= set(reading.sections)
    assert [(row.owner, row.due, row.tracker) for row in reading.actions] == [
        ("Marta Ruiz", "2026-06-01", "GATE-55"),
        ("Tom Ito", "2026-05-26", "GATE-56"),
    ]
    assert all(row.done_test for row in reading.actions)
    assert len(reading.timeline) == 4


@pytest.mark.parametrize("style", STYLES)
def test_counted_headings_with_nothing_under_them_are_worth_nothing(reader: Reader, style: str) -> None:
    points = postmortem_points(reader.read_postmortem(document(style, filled=False)))
    assert points["factors"] == points["actions"] == points["timeline"] == points["narrative"] == 0


def test_an_unnamed_heading_closes_the_part_before_it(reader: Reader) -> None:
    actions = "2. Actions\n- Test the gate (Ana, 3 May 2026)"
    text = f"1. Summary\nCards were refused.\n\n{actions}\n\n3. Thanks\nWe thank the guards."
    assert [row.owner for row in read(reader, text).actions] == ["Ana"]


def test_items_of_a_list_of_actions_stay_actions(reader: Reader) -> None:
    listed = "1. Message to members: write a template (Ana, 3 May 2026)\n2. What members read: cut it (Ben, 4 May 2026)"
    text = f"## Actions\n\n{listed}"
    assert [row.owner for row in read(reader, text).actions] == ["Ana", "Ben"]


@pytest.mark.parametrize(
    "line",
    [
        "- Alarm by text message. Tom Ito, 2026-05-12, OPS-403, done = trial message received.",
        "- Alarm by text message; Tom Ito; by 12 May 2026; request 403; done when a trial message arrives.",
        "- Alarm by text message | Tom Ito | 2026-05-12 | OPS-403 | trial message received | P1",
        "- Alarm by text message — Tom Ito — 2026-05-12 — OPS-403 — trial message received — P1",
        "Alarm by text message / Tom Ito / 12.05.2026 / OPS-403 / trial message received",
        "- Alarm by text message, Tom Ito, by 12 May 2026, OPS-403, done when a trial message arrives",
    ],
)
def test_a_line_of_fields_is_a_whole_action(reader: Reader, line: str) -> None:
    (row,) = read(reader, f"## Actions\n\n{line}").actions
    assert (row.owner, "2026" in row.due, "403" in row.tracker) == ("Tom Ito", True, True)
    assert "trial message" in row.done_test


@pytest.mark.parametrize(
    "line",
    [
        "Alert on the queue. Deployed, 2026-05-03, OPS-4",
        "Move it, Redis, by 3 May 2026",
        "Cap the queue; Done; 3 May 2026",
    ],
)
def test_what_stands_before_a_date_is_not_always_somebody(reader: Reader, line: str) -> None:
    (row,) = read(reader, f"## Actions\n\n- {line}").actions
    assert row.owner == ""


def test_several_points_in_a_line_are_several_actions(reader: Reader) -> None:
    line = "(1) The job gets a limit; Ana Ruiz; by 3 May 2026. (2) The desk gets a key; Ben Olu; by 4 May 2026."
    assert [row.owner for row in read(reader, f"What we will do. {line}").actions] == ["Ana Ruiz", "Ben Olu"]


@pytest.mark.parametrize("form", ["Why {n}: {why}", "{n}. Why? Because {why}", "Why? - Because {why}"])
def test_five_whys_are_factors(reader: Reader, form: str) -> None:
    whys = (
        "the clock of the print server ran a day late",
        "nothing on the checklist asks where a device takes its time",
    )
    text = "\n".join(form.format(n=number, why=why) for number, why in enumerate(whys, 1))
    assert len(read(reader, text).factors) == len(whys)


@pytest.mark.parametrize("mark", [" | ", ". ", "; ", ", ", " • ", " -> "])
def test_a_timeline_in_one_line_has_all_its_events(reader: Reader, mark: str) -> None:
    events = mark.join(("09:40 update sent", "09:55 desk stops", "10:04 a resident calls", "10:20 first notice"))
    assert [row.clock for row in read(reader, f"## Timeline\n\nTimes in UTC. {events}").timeline] == [
        "09:40", "09:55", "10:04", "10:20",
    ]  # fmt: skip


def test_a_window_in_the_summary_does_not_disturb_the_order(reader: Reader) -> None:
    listed = "## Timeline (UTC)\n\n00:15 patch installed\n06:30 board wrong\n06:58 ward calls\n09:20 board right"
    reading = reader.read_postmortem(f"## Summary\n\nFrom 06:30 to 09:20 UTC the board was wrong.\n\n{listed}\n")
    assert reading.features["timeline_ordered"]
    assert len(reading.timeline) == 4
    swapped = listed.replace("06:58", "05:58")
    assert not reader.read_postmortem(swapped).features["timeline_ordered"]


def test_numbers_of_headings_are_read() -> None:
    assert [count_of(f"{mark} Actions") for mark in ("IV.", "(4)", "SLIDE 4 -", "D)", "d)")] == [
        (("", "roman", "."), 4), (("", "digit", "()"), 4), (("slide", "digit", "-"), 4), (("", "capital", ")"), 4),
        (("", "letter", ")"), 4),
    ]  # fmt: skip
    assert count_of("4 people called") is None


def test_a_row_without_a_head_tells_its_columns() -> None:
    cells = ("Trial gate", "Marta Ruiz", "1 June 2026", "GATE-55", "refused in a trial", "P1", "prevent")
    assert columns_of(cells) == ("action", "owner", "due", "ticket", "done when", "priority", "type")
    assert columns_of(("Action", "Owner", "Due", "Ticket")) == ()
