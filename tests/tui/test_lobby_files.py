"""What the lobby learns from the drills folder."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from simulator.logbook import Logbook
from simulator.vocabulary import Mode, Seat
from tests.process import warroom_here as warroom
from tests.tui.table import FakeClock
from tui.cli.playing import run_table
from tui.cli.seating import sit_down, take_up
from tui.library import load_content
from tui.lobby import offer_of, unfinished_of
from tui.session import Session
from tui.shelf import totals, waiting


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A drills folder of one's own."""
    monkeypatch.setenv("WARROOM_HOME", str(tmp_path))
    (tmp_path / "drills").mkdir()
    return tmp_path / "drills"


def test_a_finished_drill_is_not_offered_again_and_a_begun_one_is(home: Path) -> None:
    """The seal decides, in its present form."""
    warroom(home, "run", "db-failover", "--bot", "silent", "-o", "db-failover-1.jsonl")
    table = sit_down("db-failover", seed=None, mode=Mode.PRACTICE, seat=Seat.IC, pace=1)
    assert "being played in another window" in unfinished_of(waiting()[0], {}).words
    table.logbook.close()
    assert [one.path for one in waiting()] == [home / "db-failover-2.jsonl"]
    assert "another window" not in unfinished_of(waiting()[0], {}).words
    logbook, journal, torn_bytes = Logbook.resume(table.path)
    logbook.close()
    assert (len(journal.entries) > 0, torn_bytes) == (True, 0)


def test_best_and_last_totals_stand_beside_a_scenario(home: Path) -> None:
    """Totals are kept at the debrief, one file a drill; a fork is not one's own from the first second."""
    kept = (("practice", "82.45", ""), ("practice", "9", ""), ("exam", "77", ""), ("practice", "99", "f0"))
    for number, (mode, total, parent) in enumerate(kept, 1):
        head = {"mode": mode, "parent": parent, "scenario": {"id": "db-failover"}}
        (home / f"db-failover-{number}.jsonl").write_text(json.dumps(head) + "\n")
        (home / f"db-failover-{number}.score").write_text(total + "\n")
    offer = offer_of(load_content("db-failover").scenario.model, totals("db-failover"))
    assert set(offer.practice) == {82.45, 9}
    assert totals("db-failover").exam == (77,), "exams stand apart"
    assert totals("credential-leak").practice == ()


def test_a_drill_that_was_left_is_taken_up_at_the_second_that_one_saw(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Given 41 seconds at the screen, when one leaves, then the lobby and the drill know of all 41, and of the seat."""
    monkeypatch.setattr("time.monotonic", clock := FakeClock())
    begins = partial(sit_down, "db-failover", seed=None, mode=Mode.EXAM, seat=Seat.SALES, pace=1)

    def played(opens: Callable[[], Session], *_: object, **__: object) -> str:
        session = opens()
        session.begin()
        for _step in range(41):
            clock.pass_s(1)
            session.tick()
        return "left"

    monkeypatch.setattr("tui.app.run_play", played)
    run_table(begins, title="")
    (left,) = waiting()
    assert left.at_s == 41
    again = take_up(left.path)
    again.logbook.close()
    assert again.session.drill.at_s == 41
    assert again.session.seat is Seat.SALES
