"""The command line: help reads, errors name the next step, output and words stay apart."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from typer.main import get_command
from typer.testing import CliRunner

from scenarios.catalog import scenario_ids
from scenarios.schema import schema_text
from tests.process import warroom, warroom_here
from tui.cli.app import app

DOCS = Path(__file__).parents[2] / "docs" / "schemas"


def command_lines(command: object, path: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    """The words of every command, groups before what they hold."""
    inner: dict[str, object] = getattr(command, "commands", {})
    return [path, *(line for name, each in inner.items() for line in command_lines(each, (*path, name)))]


def test_every_command_has_help_that_fits_a_narrow_terminal() -> None:
    """Each says what it is for, and no list of commands cuts a sentence off."""
    for command in command_lines(get_command(app)):
        result = CliRunner().invoke(app, [*command, "--help"], env={"COLUMNS": "80"}, prog_name="warroom")
        usage, *lines = result.output.splitlines()
        assert result.exit_code == 0
        assert usage.startswith(f"Usage: {' '.join(('warroom', *command))}")
        assert len(lines[1].strip()) > 10, command
        assert [line for line in lines if len(line) > 80 or line.endswith("...")] == [], command


def test_without_a_terminal_the_bare_command_prints_help(tmp_path: Path) -> None:
    """`make play` in a pipe shows what there is instead of drawing."""
    done = warroom(tmp_path)
    assert done.returncode == 0
    assert "play" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["score", "nowhere.jsonl"], "there is no such file"),
        (["run", "db-failvoer", "--bot", "silent", "-o", "x.jsonl"], "Did you mean 'db-failover'?"),
        (["run", "db-failover", "-o", "x.jsonl"], "Give either --bot NAME or --commands FILE"),
        (["template", "sonnet"], "Known:"),
        (["credit", "--fee", "lots", "--down-minutes", "5", "--month", "2026-03"], "Amounts look like"),
        (["credit", "--fee", "5", "--down-minutes", "5", "--month", "2026-13"], "is no month"),
        (["grade", "update", "missing.txt"], "there is no such file"),
        (["play", "db-failover", "--seat", "king"], "Known: ic, comms-lead, "),
        (["play", "db-failover", "--plain", "--seat", "king"], "there is no seat 'king'"),
        (["play", "db-failover", "--focus", "king"], "Known: first15, update, close, tour."),
        (["play", "db-failover"], "warroom play db-failover --plain"),
        (["play", "db-failvoer"], "Did you mean 'db-failover'?"),
        (["play", "--resume", "nowhere.jsonl"], "there is no such file"),
        (["play", "--resume", ".", "--plain"], "this is no file"),
    ],
)
def test_wrong_words_end_in_one_clear_error(tmp_path: Path, arguments: list[str], expected: str) -> None:
    """Usage errors exit 2, print to stderr and never show a traceback."""
    done = warroom_here(tmp_path, *arguments)
    assert done.returncode == 2
    assert expected in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


@pytest.mark.parametrize("seat", ["comms-lead", "comms_lead", "Comms Lead"])
def test_a_seat_is_understood_in_every_spelling(tmp_path: Path, seat: str) -> None:
    """Join codes, tables and the option name a seat alike, so what one has read is what one may type."""
    done = warroom_here(tmp_path, "play", "db-failover", "--plain", "--seat", seat, stdin="k\n")
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("raw", [b"\x8c\x00\n\xf3", b"\xf3", b"a list\n", b'{"a":1}\n', b""])
def test_a_wrong_file_is_called_one_and_not_a_torn_journal(tmp_path: Path, raw: bytes) -> None:
    (tmp_path / "x.jsonl").write_bytes(raw)
    for command in (["score"], ["replay"], ["whatif"], ["xapi"], ["play", "--plain", "--resume"]):
        done = warroom_here(tmp_path, *command, "x.jsonl")
        assert done.returncode == 2
        words = ":1: this is no warroom journal" if raw else ": the file is empty: no drill was written to it"
        assert done.stderr.startswith(f"warroom: x.jsonl{words}\n")
        assert "Give the .jsonl file that a drill has written." in done.stderr


def test_a_finished_drill_names_what_can_be_done_with_it(tmp_path: Path) -> None:
    warroom_here(tmp_path, "run", "db-failover", "--bot", "silent", "-o", "d.jsonl")
    done = warroom_here(tmp_path, "play", "--plain", "--resume", "d.jsonl")
    assert "warroom replay d.jsonl" in done.stderr
    assert "warroom fork d.jsonl --at 00:14:00" in done.stderr


def test_a_run_scores_and_verifies(tmp_path: Path) -> None:
    """Run, score and verify work on one file; what one program writes, another proves."""
    assert warroom_here(tmp_path, "run", "db-failover", "--bot", "reference", "-o", "d.jsonl").returncode == 0
    card = json.loads(warroom_here(tmp_path, "score", "d.jsonl", "--format", "json").stdout)
    jsonschema.validate(card, json.loads((DOCS / "scorecard.schema.json").read_text()))
    assert card["total"] >= 95
    proof = json.loads(warroom(tmp_path, "verify", "d.jsonl", "--format", "json").stdout)
    assert (proof["chain"], proof["replay"], proof["score"]) == ("ok", "ok", "ok")
    again = warroom_here(tmp_path, "run", "db-failover", "--bot", "reference", "-o", "d.jsonl")
    assert again.returncode == 2
    assert "nothing was overwritten" in again.stderr


def test_a_fork_begins_as_its_parent_did_and_plays_on(tmp_path: Path) -> None:
    """The fork holds the parent's lines up to the moment and names its parent."""
    warroom_here(tmp_path, "run", "db-failover", "--bot", "reference", "-o", "d.jsonl")
    assert warroom_here(tmp_path, "fork", "d.jsonl", "--at", "00:14:00", "-o", "f.jsonl").returncode == 0
    parent, fork = ((tmp_path / name).read_text().splitlines() for name in ("d.jsonl", "f.jsonl"))
    kinds = [json.loads(line)["kind"] for line in fork[1:]]
    assert kinds == [json.loads(line)["kind"] for line in parent[1 : len(fork)]]
    assert json.loads(fork[0])["parent"]
    unfinished = warroom_here(tmp_path, "verify", "f.jsonl")
    assert unfinished.returncode == 1
    assert "unfinished" in unfinished.stdout


@pytest.mark.parametrize("kind", ["scenario", "runbook"])
def test_published_schemas_are_the_models_own(kind: str) -> None:
    """docs/schemas is what editors read; `make schemas` writes it anew."""
    assert (DOCS / f"{kind}.schema.json").read_text() == schema_text(kind)


@pytest.mark.parametrize("name", scenario_ids())
def test_a_hand_out_names_people_and_keeps_the_secret(name: str) -> None:
    """Participants get names instead of placeholders, and no word on the truth."""
    shown = CliRunner().invoke(app, ["scenario", "show", name]).output
    told = CliRunner().invoke(app, ["scenario", "show", name, "--facilitator"]).output
    assert "{" not in shown
    assert ", ARR $" in shown
    assert "Variant `" not in shown
    assert "Variant `" in told


def test_a_bundled_scenario_is_linted_by_its_name(tmp_path: Path) -> None:
    """And a sound one is told by nothing; that all of them are sound is asked of the lint itself."""
    done = warroom_here(tmp_path, "scenario", "lint", scenario_ids()[1])
    assert (done.returncode, done.stdout) == (0, ""), done.stdout
