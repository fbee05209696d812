"""A drill by a runbook of one's own: played, judged and proved by that very file, and never by another unnoticed."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from shutil import rmtree

import pytest
from msgspec.structs import replace
from typer.testing import CliRunner

from scenarios.starter import runbook_starter
from simulator.errors import JournalError
from simulator.journal import decode
from tests.process import Done, warroom_here
from tui.cli.app import app
from tui.runbooks import played_by


@dataclass(frozen=True)
class Desk:
    """An empty desk with one runbook file on it."""

    folder: Path
    runbook: Path
    """Updates every 30 minutes."""
    drill: Path

    def warroom(self, *arguments: object, stdin: str = "") -> Done:
        """What a command says here."""
        return warroom_here(self.folder, *(str(word) for word in arguments), stdin=stdin)

    def played(self) -> Desk:
        """With a reference run by that runbook."""
        self.drill.parent.mkdir()
        run = self.warroom("run", "db-failover", "--bot", "reference", "--runbook", self.runbook, "-o", self.drill)
        assert run.returncode == 0, run.stderr
        return self

    def forget(self) -> Desk:
        """Come to another machine: what was kept is not there."""
        rmtree(self.folder / "data" / "runbooks")
        return self


def desk(folder: Path, name: str = "mail-30") -> Desk:
    """A desk whose runbook goes by an id."""
    text = runbook_starter("mail").replace("id: mail\n", f"id: {name}\n", 1).replace("sev1: 60m", "sev1: 30m", 1)
    path = folder / "mine.yaml"
    path.write_text(text, encoding="utf-8")
    return Desk(folder, path, folder / "drills" / "d.jsonl")


def total(at: Desk, *more: object) -> float:
    """The drill's points, by `score`."""
    return float(json.loads(at.warroom("score", at.drill, "--format", "json", *more).stdout)["total"])


def test_every_number_that_a_drill_is_judged_by_is_shown(tmp_path: Path) -> None:
    """Given a runbook with tighter numbers, when it is shown, then they stand before the source's older words."""
    path = tmp_path / "tight.yaml"
    text = runbook_starter("tight").replace("numbers: {sev1_min: 60, sev2", "numbers: {sev1_min: 10, sev2", 1)
    path.write_text(text, encoding="utf-8")
    told = CliRunner().invoke(app, ["runbook", "show", str(path)]).stdout
    assert "Time to first update: sev1 10 min, sev2 2 h, security 2 h, zero factor 2, stretch 15 min" in told
    assert "Update cadence kept: full from 100 %, none up to 60 %, stretch 30 min, sev2 watch 24 h" in told
    assert "Content of the updates: full 2.5, zero 1." in told


def test_a_drill_by_an_own_runbook_is_proved_regraded_and_remembered_without_its_file(tmp_path: Path) -> None:
    """The version that was played by is kept; the file may change or go."""
    at = desk(tmp_path).played()
    at.runbook.write_text("changed since", encoding="utf-8")
    proof = at.warroom("verify", at.drill)
    assert (proof.returncode, proof.stdout.count(" ok\n")) == (0, 3), proof.stdout
    regraded = at.warroom("regrade", at.drill, "--runbook", "escalation")
    assert regraded.returncode == 0
    assert "mail-30 v1" in regraded.stdout
    assert "escalation v1" in regraded.stdout
    assert "1 finished drill, played" in at.warroom("history", at.drill.parent).stdout


def test_on_another_machine_the_file_is_handed_in_once(tmp_path: Path) -> None:
    """Until then each command says what to do; then all know it, the record that left the drill out as well."""
    at = desk(tmp_path).played().forget()
    for command in ("score", "verify", "whatif"):
        done = at.warroom(command, at.drill)
        assert done.returncode != 0, command
        assert "warroom runbook keep FILE" in done.stdout + done.stderr, command
    assert "mail-30" in at.warroom("history", at.drill.parent).stderr
    assert at.warroom("runbook", "keep", at.runbook).returncode == 0
    assert at.warroom("verify", at.drill).returncode == 0
    assert "1 finished drill, played" in at.warroom("history", at.drill.parent).stdout


def test_regrading_by_the_file_that_was_played_by_needs_no_other(tmp_path: Path) -> None:
    """It is old and new at once."""
    at = desk(tmp_path).played().forget()
    done = at.warroom("regrade", at.drill, "--runbook", at.runbook)
    assert done.returncode == 0
    assert "no criterion changed" in done.stdout


def test_a_broken_runbook_is_told_once_with_a_line_for_each_problem(tmp_path: Path) -> None:
    """However many drills were to be regraded."""
    at = desk(tmp_path).played()
    broken = tmp_path / "broken.yaml"
    broken.write_text(runbook_starter("mail").replace("stretch_mi", "stretch_mn"), encoding="utf-8")
    done = at.warroom("regrade", at.drill, at.drill, "--runbook", broken)
    assert done.returncode == 2
    places = [line for line in done.stderr.splitlines() if f"{broken}:" in line]
    assert len(places) == len(set(places)) == 3


def test_the_same_id_with_other_content_is_judged_by_what_was_played_by(tmp_path: Path) -> None:
    """The digest decides, not the name."""
    at = desk(tmp_path, "escalation").played()
    assert total(at) == total(at, "--runbook", at.runbook) != total(at, "--runbook", "escalation")


def test_the_same_id_with_other_content_is_noticed_where_the_file_is_missing(tmp_path: Path) -> None:
    """Scores and regrades say so and go on; a what-if would play in another world and stops."""
    at = desk(tmp_path, "escalation").played().forget()
    for command, *more in (("score",), ("regrade", "--runbook", "escalation")):
        done = at.warroom(command, at.drill, *more)
        assert done.returncode == 0, done.stderr
        assert f"{at.drill}: the runbook at hand is another one" in done.stderr
    assert "another one" in at.warroom("whatif", at.drill).stderr
    assert "another one" in at.warroom("verify", at.drill).stdout
    assert "not proved to be what was played" in at.warroom("score", at.drill, "--runbook", "escalation").stderr


@pytest.mark.parametrize("command", [("play", "db-failover", "--plain"), ("table", "db-failover")])
def test_a_drill_at_the_keyboard_is_played_and_taken_up_by_an_own_runbook(
    command: tuple[str, ...], tmp_path: Path
) -> None:
    """Its journal names the file, and going on needs none."""
    at = desk(tmp_path)
    done = at.warroom(*command, "--runbook", at.runbook, stdin="k\nq\n")
    assert done.returncode == 0, done.stderr
    path = tmp_path / "data" / "drills" / "db-failover-1.jsonl"
    assert decode(path.read_bytes()).header.runbook.id == "mail-30"
    at.runbook.unlink()
    assert at.warroom(command[0], "--resume", path, *command[2:], stdin="q\n").returncode == 0


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("play",), "which scenario"),
        (("play", "db-failover", "--resume", "x.jsonl"), "by the runbook that it was begun by"),
        (("play", "db-failover", "--focus", "update"), "by the bundled runbook"),
    ],
)
def test_a_wish_for_a_runbook_that_cannot_be_met_is_refused(
    arguments: tuple[str, ...], why: str, tmp_path: Path
) -> None:
    """Instead of being forgotten."""
    at = desk(tmp_path)
    done = at.warroom(*arguments, "--runbook", at.runbook)
    assert done.returncode != 0
    assert why in done.stderr


def test_a_journal_cannot_name_a_place_outside_of_what_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its digest comes from elsewhere and may be anything."""
    at = desk(tmp_path).played()
    monkeypatch.setenv("WARROOM_HOME", str(tmp_path / "data"))
    header = decode(at.drill.read_bytes()).header
    assert played_by(header).endswith(f"{header.runbook.digest}.yaml")
    (tmp_path / "data" / "secret.yaml").write_text("format: 1", encoding="utf-8")
    with pytest.raises(JournalError, match="not at hand"):
        played_by(replace(header, runbook=replace(header.runbook, digest="../secret")))
