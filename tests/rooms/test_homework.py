"""Homework: everybody plays alone on one host, holds their own clock, and has the debrief when they have ended."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from simulator.errors import ScenarioError
from tests.builders import TINY
from tests.rooms.hosting import Client, hosting
from tui.library import load_content
from tui.rooms.homework import Homework, window_until
from tui.rooms.host import Host
from tui.store.database import open_database
from tui.store.register import Register


def test_a_trainee_holds_the_own_clock_alone_and_time_waits_for_them(tmp_path: Path) -> None:
    with hosting(tmp_path, str(TINY), "--teams", "2", "--homework", "--port", "0") as host:
        assert {(row["kind"], row.get("seat")) for row in host.told["codes"]} == {
            ("facilitator", None), ("player", "ic"),
        }  # fmt: skip
        ann, ben, facilitator = host.player("ic"), host.player("ic", 2), host.facilitator()
        welcome = json.loads(ann.frames[0])
        assert (welcome["alone"], welcome["multiplier"]) == (True, 0)
        assert ann.steer(team=1, pace=60)["refused"] == ""
        ann.wait_for("clock", multiplier=60)
        for foreign in ({"team": 2, "pace": 60}, {"team": 0, "pace": 60}, {"team": 1, "finish": True}, {
            "team": 1, "intervention": {"kind": "skip_inject", "inject": "page"}
        }):  # fmt: skip
            assert ann.steer(**foreign)["code"] == "not_a_facilitator"
        ann.close()
        rows = (facilitator.wait_for("board")["teams"][0] for _ in range(60))
        stood = next(row["at_s"] for row in rows if row["at_s"] and not row["multiplier"])
        assert next(rows)["at_s"] == next(rows)["at_s"] == stood
        back = Client(host.url, token=welcome["token"])
        assert back.wait_for("welcome")["at_s"] == stood
        assert back.act("finish_drill")["refused"] == ""
        assert any(json.loads(frame)["type"] == "open" for frame in back.frames), "told before the answer"
        back.send("debrief")
        assert back.wait_for("page", last=True)["scorecard"]["band"] == "U"
        ben.send("debrief")
        assert ben.wait_for("error")["code"] == "not_open", "who has not ended does not read the answer"


@pytest.mark.parametrize("words", ["soon", "2026-13-01", "2026-03-20T18:00:00"])
def test_a_window_that_is_no_time_is_refused_with_an_example(words: str) -> None:
    with pytest.raises(ScenarioError) as slip:
        window_until(words)
    assert "2026-03-20" in (slip.value.hint or "")


def test_when_the_window_closes_what_is_open_ends_and_is_judged(tmp_path: Path) -> None:
    database = open_database(f"sqlite:///{tmp_path / 'rooms.db'}")
    register = Register(database)
    exercise = register.exercise(register.add_exercise(str(TINY), None))
    wall = [0.0]
    until = window_until("1970-01-02")
    homework = Homework(until, lambda: wall[0])
    host = Host(database, exercise, load_content(str(TINY)), name="h", now=lambda: 0.0, homework=homework)
    host.open_drills(2)
    wall[0] = 2 * 86_400 - 1
    host._close_window()
    assert not any(room.drill.over for room in host.rooms.values())
    wall[0] += 1
    host._close_window()
    assert all(room.drill.over for room in host.rooms.values())
    database.close()
