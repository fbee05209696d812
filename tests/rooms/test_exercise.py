"""A whole exercise: a host, two players and a facilitator, each a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from tests.builders import TINY
from tests.rooms.hosting import HostProcess, hosting
from tests.test_architecture import ROOT

SCRIPT = """
start 60
wait 1
hold 1 rumour
write 1 ic chat "The Daily" "A question" "Are you down?"
note 1 "Calm so far" criterion=A1
rate 1 contain S "Quick"
overrule 1 A1 0.5 "They had help"
say all "Ten more minutes"
msel 1
wait 12
end all
debrief 1
"""


def play(host: HostProcess, seat: str) -> subprocess.Popen[str]:
    """A player's process."""
    code = host.code("player", 1, seat)
    return subprocess.Popen(
        [sys.executable, "-m", "tests.rooms.team_player", host.url, code, seat], cwd=ROOT, env=host.environment,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def test_host_players_and_facilitator_play_a_drill_that_proves(tmp_path: Path) -> None:
    with hosting(tmp_path, str(TINY), "--teams", "1", "--port", "0") as host:
        players = [play(host, "ic"), play(host, "comms_lead")]
        (tmp_path / "code").write_text(host.code("facilitator"))
        answer = host.run("facilitate", host.url, "--code-file", str(tmp_path / "code"), stdin=SCRIPT)
        ended = [player.communicate(timeout=90) for player in players]
        assert answer.returncode == 0, answer.stdout[-2_000:] + answer.stderr
        assert [player.returncode for player in players] == [0, 0], ended
        raw = host.journal()
        for out, _ in ended:
            band, size, proved, heard = out.split()
            assert (band, int(size), heard) == ("U", len(raw), "True")
            assert int(proved) > 5
        told = [json.loads(line) for line in answer.stdout.decode().splitlines()]
        last = told[-1]
        assert last["type"] == "page"
        people = sorted(last["people"].values(), key=len)
        assert len(people) == 2
        assert "A1" in people[1]
        kinds = {json.loads(line).get("kind") for line in raw.splitlines()}
        assert {"inject_held", "inject_written", "seat_taken", "incident_declared", "update_posted"} <= kinds
        assert "Calm so far" not in raw.decode()
        assert host.verify().returncode == 0
