"""Good post-mortems under their writers' own headings: parts are found by what a heading means, not by a template."""

from __future__ import annotations

from pathlib import Path

import pytest

from scenarios.lexicon import load_lexicon
from simulator.reading import Reader
from simulator.reading.score import postmortem_points

DOCUMENTS = Path(__file__).parents[1] / "data" / "postmortems"
LABELS = (DOCUMENTS / "labels.md").read_text(encoding="utf-8")
READER = Reader(load_lexicon())


@pytest.mark.parametrize("path", sorted(DOCUMENTS.glob("*.md")), ids=lambda path: path.stem)
def test_a_good_document_is_recognised_under_its_own_headings(path: Path) -> None:
    reading = READER.read_postmortem(path.read_text(encoding="utf-8"))
    assert [name for name, points in postmortem_points(reading).items() if points == 0] == []
    assert reading.score >= 90
    assert all(row.owner and row.due and row.tracker and row.done_test for row in reading.actions)


def test_owning_up_to_customers_is_no_self_blame() -> None:
    assert READER.read_postmortem(LABELS).blame_count == 0
    inside = LABELS.replace("Nothing was lost;", "That was our fault. Nothing was lost;")
    assert READER.read_postmortem(inside).blame_count == 1


def test_a_word_that_begins_like_a_label_names_no_owner() -> None:
    """`drill` is no `DRI`."""
    actions = READER.read_postmortem(LABELS.replace("Oskar Lind, 21 Oct", "21 Oct")).actions
    assert [row.owner for row in actions] == ["Ines Calder", "", "Mei Tan"]
