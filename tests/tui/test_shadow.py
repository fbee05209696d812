"""Shadowing the reference run, and playing on from a moment of a drill."""

from pathlib import Path

import pytest

from scoring import judge
from simulator.bots.player import Silent, play
from simulator.drill import Drill
from simulator.errors import ScenarioError
from simulator.journal import decode
from simulator.logbook import Logbook
from simulator.vocabulary import Mode
from tui.cli.judging import fork_journal
from tui.cli.reference import judged_reference, reference_of
from tui.cli.shadowing import finished_variants, watch_reference
from tui.cli.watching import film_of
from tui.folders import drills_folder
from tui.library import Content, header_for


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
