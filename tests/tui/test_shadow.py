"""Shadowing the reference run, and playing on from a moment of a drill."""

import shlex
from pathlib import Path

import pytest

from scoring import judge
from simulator.bots.player import Silent, play
from simulator.catch_up import prove_replay
from simulator.drill import Drill
from simulator.errors import ScenarioError
from simulator.journal import decode
from simulator.logbook import Logbook
from simulator.vocabulary import Mode
from tests.process import warroom_here
from tui.cli.exams import _met_in
from tui.cli.judging import fork_journal
from tui.cli.playing import play_on
from tui.cli.reference import judged_reference, reference_of
from tui.cli.seating import take_up
from tui.cli.shadowing import finished_variants, watch_reference
from tui.cli.watching import film_of
from tui.folders import REMARKS, drills_folder
from tui.library import Content, header_for
from tui.measures import measures_of
from tui.shelf import waiting


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("WARROOM_HOME", str(tmp_path))
    return tmp_path


def finish_one(content: Content) -> Path:
    path = drills_folder() / "db-failover-1.jsonl"
    header = header_for(content, drill=path.stem, seed=None, mode=Mode.PRACTICE)
    drill = Drill(header, content.kit)
    play(drill, Silent())
    with Logbook.create(path, header) as logbook:
        logbook.write(drill.entries)
    return path


def test_the_reference_of_a_variant_is_hidden_until_one_has_finished_it(content: Content) -> None:
    with pytest.raises(ScenarioError, match="not finished this variant"):
        watch_reference("db-failover", None)
    finish_one(content)
    assert finished_variants("db-failover") == {next(iter(content.scenario.model.variants))}
    with pytest.raises(ScenarioError, match="needs a terminal"):
        watch_reference("db-failover", None)


def test_a_teams_drill_counts_as_finished_once_its_debrief_was_read(content: Content) -> None:
    alone = finish_one(content)
    alone.rename(alone.with_name("x-1234abcd-t1.jsonl"))
    assert finished_variants("db-failover") == {next(iter(content.scenario.model.variants))}
    assert finished_variants("credential-leak") == frozenset()


def test_what_assessors_remarked_is_taken_for_no_drill(content: Content, capsys: pytest.CaptureFixture[str]) -> None:
    path = finish_one(content)
    path.with_suffix(REMARKS).write_text('{"at_s":5,"text":"Calm so far"}\n')
    assert finished_variants("db-failover")
    measures, left_out = measures_of(drills_folder(), lambda done, of: None)
    assert (len(measures), left_out, waiting()) == (1, [], ())
    assert list(_met_in(drills_folder())) == [f"db-failover/{next(iter(finished_variants('db-failover')))}"]
    assert capsys.readouterr().err == ""


def test_the_reference_is_played_once_and_judged_as_any_drill(content: Content) -> None:
    path = reference_of(content, None)
    before = path.read_bytes()
    card = judged_reference(content, None)
    assert path.read_bytes() == before
    journal = decode(before)
    assert journal.finished
    assert card["total"] == judge(journal, content.scenario.model, content.runbook.model).to_json()["total"]


def test_a_fork_of_the_reference_begins_as_it_did_and_names_it(content: Content, tmp_path: Path) -> None:
    path, target = reference_of(content, None), tmp_path / "fork.jsonl"
    fork_journal(path, at="00:14:00", output=target, scenario=None)
    parent, child = decode(path.read_bytes()), decode(target.read_bytes())
    kept = len(child.entries)
    assert child.entries == parent.entries[:kept]
    assert child.header.parent.endswith(f":{kept + 1}")
    assert film_of(target).end_s <= 840


@pytest.mark.parametrize("moment_s", [61, 300, 362])
def test_a_fork_goes_on_at_the_moment_that_was_asked_for(content: Content, tmp_path: Path, moment_s: int) -> None:
    target = tmp_path / "fork.jsonl"
    fork_journal(reference_of(content, None), at=f"{moment_s}s", output=target, scenario=None)
    table = take_up(target)
    table.logbook.close()
    assert table.session.drill.at_s == moment_s
    raw = target.read_bytes()
    assert prove_replay(decode(raw), raw, content.kit)[0] == "ok"


def test_a_fork_of_a_teams_drill_goes_on_at_a_table_as_it_says(
    content: Content, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, target = tmp_path / "team.jsonl", tmp_path / "my fork.jsonl"
    header = header_for(content, drill="x-1-t1", seed=None, mode=Mode.EXERCISE)
    drill = Drill(header, content.kit)
    drill.advance_to(600)
    with Logbook.create(path, header) as logbook:
        logbook.write(drill.entries)
    play_on(path, 300)
    assert "go on with: warroom table --resume" in capsys.readouterr().out
    fork_journal(path, at="5m", output=target, scenario=None)
    said = capsys.readouterr().out.partition("go on with: ")[2]
    went_on = warroom_here(tmp_path, *shlex.split(said)[1:], stdin="seats\nstatus\nq\n")
    assert went_on.returncode == 0, went_on.stderr
    assert "comms-lead" in went_on.stdout, "nobody had sat down; now everybody has"
    assert "14:05" in went_on.stdout
