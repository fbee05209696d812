"""From the command line: reports in four formats, artifacts, a regrade, records over a folder."""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path

import jsonschema
import msgspec
import pytest

from simulator.commands import SubmitPostmortem
from simulator.journal import decode, encode
from simulator.vocabulary import Mode
from tests.process import warroom, warroom_here
from tests.scoring.plays import DATABASE, LEAK, played, reference, script, silent

SCHEMAS = Path(__file__).parents[2] / "docs" / "schemas"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one drill, `d.jsonl`, that has no post-mortem, so that something is planned."""
    place = tmp_path_factory.mktemp("reports")
    drill = played(LEAK, [step for step in script(LEAK) if not isinstance(step.command, SubmitPostmortem)]).drill
    (place / "d.jsonl").write_bytes(encode(drill.header, drill.entries))
    return place


def test_every_format_is_written_and_nothing_is_overwritten(folder: Path) -> None:
    for name, begins in (("x.html", b"<!DOCTYPE html>"), ("x.md", b"# "), ("x.json", b"{"), ("x.pdf", b"%PDF")):
        done = warroom_here(folder, "report", "d.jsonl", "-o", name)
        assert (done.returncode, done.stdout) == (0, ""), done.stderr
        assert (folder / name).read_bytes().lstrip().startswith(begins)
    again = warroom_here(folder, "report", "d.jsonl", "-o", "x.md")
    assert again.returncode == 2
    assert "the file exists" in again.stderr
    jsonschema.validate(
        json.loads((folder / "x.json").read_text()), json.loads((SCHEMAS / "report.schema.json").read_text())
    )


def test_the_same_drill_gives_the_same_bytes_in_another_process(folder: Path) -> None:
    for run, names in ((warroom_here, ("one.html", "two.html", "one.pdf")), (warroom, ("two.pdf",))):
        for name in names:
            assert run(folder, "report", "d.jsonl", "-o", name, "--on", "2026-03-10").returncode == 0
    assert (folder / "one.html").read_bytes() == (folder / "two.html").read_bytes()
    assert (folder / "one.pdf").read_bytes() == (folder / "two.pdf").read_bytes()
    assert "2026-03-24" in (folder / "one.html").read_text()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["report", "d.jsonl"], "nothing to write"),
        (["report", "d.jsonl", "-o", "x.docx"], "Use .html, .pdf, .md or .json"),
        (["report", "none.jsonl", "-o", "y.html"], "there is no such file"),
        (["report", "d.jsonl", "-o", "y.html", "--on", "soon"], "is no day"),
        (["history", "nowhere"], "No such file"),
        (["history", ".", "--person", "nobody"], "no drill of"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_errors_name_the_next_step(folder: Path, arguments: list[str], words: str) -> None:
    done = warroom_here(folder, *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_an_unfinished_drill_gives_nothing_away(folder: Path) -> None:
    lines = (folder / "d.jsonl").read_bytes().splitlines(keepends=True)
    (folder / "half").mkdir()
    (folder / "half" / "d.jsonl").write_bytes(b"".join(lines[:200]))
    done = warroom_here(folder, "report", "half/d.jsonl", "-o", "half.html")
    assert done.returncode == 2
    assert "not over" in done.stderr
    assert warroom_here(folder, "report", "half/d.jsonl", "-o", "half.html", "--for", "facilitators").returncode == 0
    assert "the journal breaks off" in (folder / "half.html").read_text()


def test_without_the_engine_a_sentence_and_exit_3(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    done = warroom_here(folder, "report", "d.jsonl", "-o", "no.pdf")
    assert done.returncode == 3
    assert "warroom[pdf]" in done.stderr
    assert not (folder / "no.pdf").exists()


def test_artifacts_are_those_of_the_runbook(folder: Path) -> None:
    assert warroom_here(folder, "report", "d.jsonl", "--artifacts", "out").returncode == 0
    assert sorted(path.name for path in (folder / "out").iterdir()) == [
        "credit-sheet.md", "customer-updates.md", "decision-log.md", "executive-brief.md", "incident-record.md",
        "mutual-action-plan.md", "post-mortem.md", "timeline-log.csv",
    ]  # fmt: skip
    rows = list(csv.DictReader((folder / "out" / "timeline-log.csv").read_text().splitlines()))
    assert rows[0]["happened_utc"].endswith("Z")
    assert all(row["owner"] and row["result"] for row in rows)
    assert "SEV" in (folder / "out" / "incident-record.md").read_text()
    assert warroom_here(folder, "report", "d.jsonl", "--artifacts", "out").returncode == 2


def test_a_regrade_shows_both_and_changes_nothing(folder: Path) -> None:
    runbook = (Path(__file__).parents[2] / "scenarios" / "runbooks" / "escalation.yaml").read_text()
    (folder / "strict.yaml").write_text(
        runbook.replace("id: escalation\n", "id: strict\n", 1).replace(
            "    target: 15m\n    zero: 60m", "    target: 1m\n    zero: 2m", 1
        )
    )
    before = (folder / "d.jsonl").read_bytes()
    done = warroom_here(folder, "regrade", "d.jsonl", "--runbook", "strict.yaml", "--format", "json")
    assert done.returncode == 0, done.stderr
    [row] = json.loads(done.stdout)["drills"]
    assert (row["old"]["runbook"], row["new"]["runbook"]) == ("escalation v1", "strict v1")
    assert row["new"]["total"] < row["old"]["total"]
    assert {one["id"] for one in row["changed"]} >= {"A1"}
    assert "strict v1" in warroom_here(folder, "regrade", "d.jsonl", "--runbook", "strict.yaml").stdout
    assert (folder / "d.jsonl").read_bytes() == before


def test_records_answer_from_the_index_and_judge_only_what_is_new(folder: Path) -> None:
    place = folder / "many"
    place.mkdir()
    (place / "a.jsonl").write_bytes((folder / "d.jsonl").read_bytes())
    (place / "torn.jsonl").write_bytes(b"{")
    first = warroom_here(folder, "history", "many", "--format", "json")
    assert first.returncode == 0, first.stderr
    assert first.stderr.splitlines() == ["warroom: left out: torn.jsonl:1: the first line is torn: no drill is in it"]
    answer = json.loads(first.stdout)
    jsonschema.validate(answer, json.loads((SCHEMAS / "history.schema.json").read_text()))
    assert [(one["person"], one["drills"]) for one in answer["people"]] == [("you (simulated)", 1)]
    index = (place / "measures.index").read_bytes()
    assert warroom_here(folder, "history", "many", "--format", "json").stdout == first.stdout
    assert (place / "measures.index").read_bytes() == index
    drill = reference(DATABASE).drill
    (place / "b.jsonl").write_bytes(encode(drill.header, drill.entries))
    assert json.loads(warroom_here(folder, "history", "many", "--format", "json").stdout)["people"][0]["drills"] == 2


def test_a_drill_counts_once_however_often_it_was_copied(folder: Path) -> None:
    """Given a drill, a copy, one cut short and one that claims to be an exam, then the drill counts once."""
    place, whole = folder / "copied", (folder / "d.jsonl").read_bytes()
    place.mkdir()
    (place / "a.jsonl").write_bytes(whole)
    alone = warroom_here(folder, "history", "copied", "--format", "json")
    (place / "again.jsonl").write_bytes(whole)
    (place / "cut.jsonl").write_bytes(b"".join(whole.splitlines(keepends=True)[:200]))
    (place / "unsealed.jsonl").write_bytes(b"".join(whole.splitlines(keepends=True)[:-1]))
    journal = decode(whole)
    claimed = msgspec.structs.replace(journal.header, mode=Mode.EXAM, attempt=2)
    (place / "claimed.jsonl").write_bytes(encode(claimed, journal.entries))
    for _ in ("judged", "from the index"):
        done = warroom_here(folder, "history", "copied", "--format", "json")
        assert done.stdout == alone.stdout
        for name in ("again", "claimed", "cut", "unsealed"):
            assert f"left out: {name}.jsonl: the same drill as a.jsonl, which counts once" in done.stderr
    named = warroom_here(folder, "curve", "d.jsonl", "--among", "copied/a.jsonl", "--among", "copied/cut.jsonl")
    assert "left out: copied/cut.jsonl: the same drill as copied/a.jsonl" in named.stderr
    assert "n = 1" in named.stdout


def test_drills_that_only_begin_alike_are_two(folder: Path) -> None:
    """The same person, form and name on two machines: what they did tells them apart."""
    place = folder / "alike"
    place.mkdir()
    for name, drill in (("a", reference(LEAK).drill), ("b", silent(LEAK).drill)):
        lines = encode(reference(LEAK).drill.header, drill.entries).splitlines(keepends=True)
        (place / f"{name}.jsonl").write_bytes(b"".join(lines[:150]))
    done = warroom_here(folder, "history", "alike", "--format", "json")
    assert (done.stderr, json.loads(done.stdout)["people"][0]["unfinished_left_out"]) == ("", 2)


@pytest.mark.parametrize(("command", "code"), [("history", 0), ("team-report", 3)])
def test_on_a_new_machine_there_are_no_drills_yet(tmp_path: Path, command: str, code: int) -> None:
    done = warroom_here(tmp_path, command)
    assert done.returncode == code
    assert done.stderr.splitlines() == [
        f"warroom: no drills yet in {tmp_path / 'data' / 'drills'}",
        "  Play one: warroom play db-failover. Or give the folder where journals lie.",
    ]
    assert "no drill" not in done.stdout


def test_a_small_team_is_hidden_in_every_format(folder: Path) -> None:
    place = folder / "team"
    place.mkdir()
    (place / "a.jsonl").write_bytes((folder / "d.jsonl").read_bytes())
    for form in ("html", "csv"):
        done = warroom_here(folder, "team-report", "team", "--format", form)
        assert done.returncode == 3
        assert "MTTR" not in done.stdout
        assert "Update SLA" not in done.stdout
        assert warroom_here(folder, "team-report", "team", "--format", form, "--simulated").returncode == 0
    answer = json.loads(warroom_here(folder, "team-report", "team", "--simulated", "--format", "json").stdout)
    jsonschema.validate(answer, json.loads((SCHEMAS / "team-report.schema.json").read_text()))
