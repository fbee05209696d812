"""Good post-mortems under their writers' own headings: parts are found by what a heading means, not by a template."""

from __future__ import annotations

from pathlib import Path

import pytest

from scenarios.lexicon import load_reader
from simulator.reading.score import postmortem_points

DOCUMENTS = Path(__file__).parents[1] / "data" / "postmortems"
READER = load_reader()
LABELS = (DOCUMENTS / "labels.md").read_text(encoding="utf-8")


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


@pytest.mark.parametrize(
    "text",
    [
        "## Remediation\n\n| Remediation | DRI | ETA |\n|---|---|---|\n| Bound the retries | Payments | 4 March |\n",
        "## End\n\n| What | Who | Status on 2 March |\n|---|---|---|\n| Bound the retries | Payments | by 4 March |\n",
        "## Cure\n\n| Item | Assignee | Committed |\n|---|---|---|\n| Bound the retries | Payments | 4 March |\n",
        "6. Decisions\n a) Retries are bounded. Payments, by 4 March.\n",
        "## What will be done, by whom, until when?\n- Bound the retries. Payments, by 4 March.\n",
    ],
    ids=["eta", "status", "committed", "minutes", "question"],
)
def test_who_does_what_is_found_under_any_usual_head(text: str) -> None:
    (row,) = READER.read_postmortem("# Charges were late\n\nThe queue of retries had no bound.\n\n" + text).actions
    assert row.owner == "Payments"
    assert "retries" in row.text.lower()


def test_a_table_of_who_did_what_when_stays_a_timeline() -> None:
    told = "## Timeline\n\n| Time (UTC) | Who | Status |\n|---|---|---|\n| 09:10 | Payments | queue stopped |\n"
    assert READER.read_postmortem(told).actions == ()
