"""What any page could hold earns a post-mortem nothing, be it factor, lesson, time or action; a thin one keeps all."""

from __future__ import annotations

import pytest

from simulator.reading import PostmortemReading, Reader
from simulator.reading.score import postmortem_points

FACTORS = (
    "No limit on the pool size",
    "Nobody reads the alarms at night",
    "The bakery's oven takes the wrong tray when two are waiting",
    "Our process for changes knows no second reader",
    "It was cheaper that way, and the risk looked small",
    "Both fuses hang on one circuit",
    "Untested restore",
    "The contract with the carrier lets him cut the line without asking",
    "Saving was never tried with more than a hundred orders",
    "The person on duty had no key to the room",
)
ACTIONS = (
    "Ask the baker before an oven is moved",
    "Double the pool",
    "Phone tree for nights",
    "Let the tray lock itself",
    "One owner per oven",
    "Look at Traefik 2.X",
    "#2127",
    "Teach everybody how to save by hand",
    "Spare fuse in the box",
    "Say no to orders that are too large",
)
LESSONS = ("The oven was empty", "Maria was in the house by chance", "It happened on a Sunday", "Orders stopped early")
IDLE_ACTIONS = ("Have a meeting about the matter", "Watch the football final with the team", "Buy cakes for the office")
IDLE_FACTORS = (
    "1. Technical: the thing did a thing that such things do when they are things.",
    "2. Organisational: our process was a process that had not been the process it is.",
)


def read(
    reader: Reader,
    *,
    factors: tuple[str, ...] = FACTORS[:2],
    actions: tuple[str, ...] = ACTIONS[:2],
    lessons: tuple[str, ...] = LESSONS[:2],
    rows: tuple[str, ...] = ("Saves failed", "Oven restarted"),
) -> PostmortemReading:
    def listed(points: tuple[str, ...]) -> str:
        return "\n".join(f"- {point}" for point in points)

    times = "\n".join(f"- 14:{minute} UTC {row}" for minute, row in zip(range(10, 60), rows, strict=False))
    return reader.read_postmortem(
        f"# Post-mortem\n\n## Summary\nOrders of four bakeries could not be saved, because an oven was full.\n\n"
        f"## Timeline\n{times}\n\n## Contributing factors\n{listed(factors)}\n\n"
        f"## What went well\n{listed(lessons)}\n\n## Actions\n{listed(actions)}\n",
        at_utc_s=None,
    )


@pytest.mark.parametrize("factor", FACTORS)
def test_a_thin_factor_stays(reader: Reader, factor: str) -> None:
    assert read(reader, factors=(factor,)).factors == (f"- {factor}",)


@pytest.mark.parametrize("action", ACTIONS)
def test_a_thin_action_is_work(reader: Reader, action: str) -> None:
    assert [row.idle for row in read(reader, actions=(action,)).actions] == [False]


def test_lessons_about_the_day_are_lessons(reader: Reader) -> None:
    assert postmortem_points(read(reader, lessons=LESSONS))["lessons"] == 6
    assert postmortem_points(read(reader, lessons=("It was a Wednesday.",)))["lessons"] == 6


def test_words_that_any_page_could_hold_earn_nothing(reader: Reader) -> None:
    hollow = read(
        reader,
        factors=IDLE_FACTORS,
        actions=IDLE_ACTIONS,
        lessons=("The weather was good and the coffee was hot.", "It was a Tuesday and a nice one."),
        rows=("It began", "It went on", "It ended"),
    )
    points = postmortem_points(hollow)
    assert [points[part] for part in ("factors", "actions", "lessons", "timeline")] == [0, 0, 0, 0]


def test_a_timeline_of_bare_stamps_is_not_judged_by_its_words(reader: Reader) -> None:
    assert postmortem_points(read(reader, rows=("", "", "")))["timeline"] > 0
