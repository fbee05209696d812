"""A tabletop from one keyboard, as a program: who speaks is in the journal, and every seat is judged."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from scenarios.catalog import load_runbook, load_scenario
from simulator.journal import decode
from tests.builders import TINY
from tui.film import Film
from tui.screens.projector import ProjectorApp
from tui.widgets.lines import Lines

SEATS = "ic,comms-lead,tech-lead,scribe,exec-sponsor,cs,sales,support"
LINES = """wait 3m
k
as comms-lead
d
1
1
saves fail

14:01
as ic
d
1
1
18 % of sessions cannot save

14:01
hold rumour
injects
as comms lead
l
The pager rang and Ann took it.
Ann


as nobody
wait soon
write scribe chat boss "A word" "What do I tell the board?"
F
y
"""


def table(folder: Path, *arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "HOME": str(folder), "WARROOM_HOME": str(folder / "data"), "NO_COLOR": "1"}
    return subprocess.run(
        [sys.executable, "-m", "tui", "table", str(TINY), *arguments], env=environment, cwd=folder, input=stdin,
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip


async def test_eight_seats_play_from_one_keyboard_and_each_is_judged(tmp_path: Path) -> None:
    answer = table(tmp_path, "--seats", SEATS, stdin=LINES)
    assert answer.returncode == 0, answer.stderr
    path = next((tmp_path / "data" / "drills").glob("*.jsonl"))
    lines = [json.loads(line) for line in path.read_bytes().splitlines()]
    who = {line["kind"]: (line["who"], line["seat"]) for line in lines if "who" in line}
    assert sum(line.get("kind") == "seat_taken" for line in lines) == 8
    assert who["incident_declared"] == ("seat-ic", "ic")
    assert who["entry_logged"] == ("seat-comms-lead", "comms_lead")
    assert {"inject_held", "inject_written"} <= who.keys()
    assert "Comms Lead cannot do that" in answer.stdout
    assert "held: rumour" in answer.stdout
    assert "Nobody sits at 'nobody'" in answer.stdout
    assert "How long?" in answer.stdout
    debrief = answer.stdout.partition("Debrief")[2]
    assert "Incident Commander" in debrief
    assert "Support" in debrief
    journal = decode(path.read_bytes(), name="the table")
    film = Film(journal.header, journal.entries[:-12], load_scenario(str(TINY)).model, load_runbook().model)
    longer = Film(journal.header, journal.entries, film.scenario, film.runbook)
    app = ProjectorApp(film, lambda: longer)
    async with app.run_test(size=(80, 24)) as pilot:
        app.look()
        await pilot.pause()
        assert any("Ann took it" in row.text for row in app.room.query_one("#timeline", Lines).rows)


def test_cards_name_what_is_whose_and_hold_the_injects(tmp_path: Path) -> None:
    assert table(tmp_path, "--cards", "cards").returncode == 0
    roles = (tmp_path / "cards" / "role-cards.html").read_text()
    injects = (tmp_path / "cards" / "inject-cards.html").read_text()
    assert roles.count("<article>") == 10
    assert "as comms-lead" in roles
    assert "Data loss?" in injects
    assert "Data loss?" not in roles
