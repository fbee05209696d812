"""A whole exercise: a host, two players and a facilitator, each a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

from tests.builders import TINY
from tests.process import warroom_here
from tests.rooms.hosting import HostProcess, hosting
from tests.test_architecture import ROOT

BEFORE = """
start 240
hold 1 rumour
write 1 ic chat "The Daily" "A question" "Are you down?"
note 1 "Calm so far" criterion=A1
rate 1 contain S "Quick"
overrule 1 A1 0.5 "They had help"
say all "Ten more minutes"
msel 1
"""
AFTER = """
end all
debrief 1
"""
PATIENCE_S = 60.0


def warroom(host: HostProcess, *arguments: str) -> subprocess.Popen[str]:
    """Another program of the exercise."""
    pipe = subprocess.PIPE
    return subprocess.Popen(
        [sys.executable, *arguments], cwd=ROOT, env=host.environment, stdin=pipe, stdout=pipe, stderr=pipe, text=True
    )


def played(host: HostProcess) -> bool:
    """Whether both players have done all of their parts."""
    done = [json.loads(line) for line in host.journal().splitlines()]
    spoke = any(line.get("kind") == "update_posted" and line["data"]["channel"] == "war_room" for line in done)
    return spoke and any(line.get("kind") == "decision_logged" for line in done)


def play(host: HostProcess, seat: str) -> subprocess.Popen[str]:
    """A player's process."""
    return warroom(host, "-m", "tests.rooms.team_player", host.url, host.code("player", 1, seat), seat)


def test_host_players_and_facilitator_play_a_drill_that_proves(tmp_path: Path) -> None:
    with hosting(tmp_path, str(TINY), "--teams", "1", "--port", "0", fresh=True) as host:
        players = [play(host, "ic"), play(host, "comms_lead")]
        (tmp_path / "code").write_text(host.code("facilitator"))
        facilitator = warroom(host, "-m", "tui", "facilitate", host.url, "--code-file", str(tmp_path / "code"))
        assert facilitator.stdin is not None
        facilitator.stdin.write(BEFORE)
        facilitator.stdin.flush()
        end_s = time.monotonic() + PATIENCE_S
        while not played(host) and time.monotonic() < end_s:
            time.sleep(0.1)
        told, words = facilitator.communicate(AFTER, timeout=PATIENCE_S)
        ended = [player.communicate(timeout=PATIENCE_S) for player in players]
        assert facilitator.returncode == 0, told[-2_000:] + words
        assert [player.returncode for player in players] == [0, 0], ended
        raw = host.journal()
        for out, _ in ended:
            band, size, proved, heard = out.split()
            assert (len(band), int(size), heard) == (1, len(raw), "True")
            assert int(proved) > 5
        last = json.loads(told.splitlines()[-1])
        assert last["type"] == "page"
        lines = [json.loads(line) for line in raw.splitlines()]
        seats = {line["data"]["seat"]: line["data"]["person"] for line in lines if line.get("kind") == "seat_taken"}
        parts = {seat: last["people"][person] for seat, person in seats.items()}
        assert parts.keys() == {"ic", "comms_lead"}
        assert "A1" in parts["ic"], "who declared"
        assert "A1" not in parts["comms_lead"]
        assert any(name.startswith("C") for name in parts["comms_lead"]), "who wrote to customers"
        kinds = {json.loads(line).get("kind") for line in raw.splitlines()}
        assert {"inject_held", "inject_written", "seat_taken", "incident_declared", "update_posted"} <= kinds
        assert "Calm so far" not in raw.decode()
        kept = warroom_here(tmp_path, "store", "remarks", f"{host.exercise}-t1").stdout.splitlines()
        remarks = [json.loads(line) for line in kept]
        assert [one["kind"] for one in remarks] == ["note", "rating", "overrule"]
        assert len({one["by"] for one in remarks}) == 1
        assert not remarks[0]["by"].startswith("p-"), "a rater's name, not an id"
        written = warroom_here(tmp_path, "store", "journal", f"{host.exercise}-t1").stdout
        (tmp_path / "drill.jsonl").write_text(written, encoding="utf-8")
        assert warroom_here(tmp_path, "verify", str(tmp_path / "drill.jsonl"), "--scenario", str(TINY)).returncode == 0
