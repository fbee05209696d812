"""One's own scenario: its drills find its file again, wherever it is played, judged or looked back on."""

from __future__ import annotations

import json
import shlex
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

import pytest

from scenarios.catalog import load_scenario, scenario_ids
from simulator.errors import WarroomError
from simulator.variants import choose_variant
from simulator.vocabulary import Mode, Seat
from tests.process import Done
from tests.process import warroom_here as warroom
from tui.cli.lobbying import Record, _play, hall_of
from tui.cli.seating import earlier_drill, sit_down
from tui.origin import INDEX
from tui.settings import Settings

TINY = Path(__file__).parents[1] / "data" / "tiny.yaml"


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A scenario of one's own, in a folder of one's own with a space in its name."""
    folder = tmp_path / "my drills"
    folder.mkdir()
    monkeypatch.setenv("WARROOM_HOME", str(folder / "data"))
    file = folder / "tiny.yaml"
    file.write_bytes(TINY.read_bytes())
    return file


@pytest.fixture
def say(own: Path) -> Callable[..., Done]:
    """Run a command beside the scenario."""
    return lambda *arguments, **more: warroom(own.parent, *arguments, **more)


def printed(done: Done) -> list[list[str]]:
    """The commands that a drill's end names, as a shell would read them."""
    lines = [line.strip().removeprefix("Go on with: ") for line in done.stdout.splitlines()]
    return [shlex.split(line)[1:] for line in lines if line.startswith("warroom ")]


def drill_of(say: Callable[..., Done]) -> Path:
    """A drill that is finished, by lines and prompts."""
    done = say("play", "tiny.yaml", "--plain", stdin="F\ny\n")
    return Path(printed(done)[0][-1])


def test_what_is_printed_when_one_leaves_goes_on(say: Callable[..., Done], tmp_path: Path) -> None:
    [go_on] = printed(say("play", "tiny.yaml", "--plain", stdin="k\n"))
    again = warroom(tmp_path / "my drills" / "data", *go_on, "--plain", WARROOM_HOME=str(tmp_path / "my drills/data"))
    assert (again.returncode, again.stderr) == (0, "")
    assert printed(again) == [go_on]


def test_a_name_beside_the_journal_is_its_id_or_a_file_that_is_there(say: Callable[..., Done]) -> None:
    [go_on] = printed(say("play", "tiny.yaml", "--plain", stdin="k\n"))
    for name, code in (("tiny", 0), ("tiny.yaml", 0), ("typo.yaml", 2)):
        done = say("play", name, *go_on[1:], "--plain", stdin="")
        assert done.returncode == code, done.stderr
    assert "typo.yaml" in done.stderr
    assert say(*go_on, "--plain").returncode == 0, "a refusal leaves the journal free"


def test_what_is_printed_after_the_debrief_judges_proves_and_reports(say: Callable[..., Done], own: Path) -> None:
    score, verify, report = printed(say("play", "tiny.yaml", "--plain", stdin="F\ny\n"))
    assert "tiny" in say(*score).stdout
    assert say(*verify).returncode == 0, "chain, replay and score are all proved"
    assert say(*report).returncode == 0
    assert "<html" in (own.parent / report[-1]).read_text(encoding="utf-8")


def test_the_lobby_counts_shows_and_goes_on_with_it(say: Callable[..., Done], own: Path) -> None:
    path = drill_of(say)
    table = sit_down(str(own), seed=None, mode=Mode.PRACTICE, seat=Seat.IC, pace=1)
    table.logbook.close()
    hall = hall_of()
    assert (hall.played, [one.path for one in hall.unfinished]) == (1, [str(table.path)])
    assert f"debrief:{path}" in [row.id for row in Record().history()]
    assert earlier_drill(str(own), "practice") == table.path
    own.write_bytes(own.read_bytes() + b"# changed\n")
    with pytest.raises(WarroomError, match="has changed since this drill was played") as refused:
        _play("resume", str(table.path), Settings())
    assert f"warroom play FILE --resume {shlex.quote(str(table.path))}" in refused.value.hint


def test_drills_of_any_scenario_are_placed_and_summed_up_together(say: Callable[..., Done], own: Path) -> None:
    """Given a drill of one's own scenario and one of a bundled one, when they are looked at together, both count."""
    folder = own.parent / "both"
    folder.mkdir()
    for scenario, name in (("tiny.yaml", "a"), ("db-failover", "b")):
        assert say("run", scenario, "--bot", "silent", "-o", f"both/{name}.jsonl").returncode == 0
    for command in (("history", "both"), ("team-report", "both", "--simulated")):
        done = say(*command)
        assert "left out" not in done.stderr
        assert "n=2" in done.stdout
    curve = json.loads(say("curve", "both/a.jsonl", "--among", "both/b.jsonl", "--format", "json").stdout)
    assert [point["scenario"] for point in curve] == ["tiny"]
    regraded = say("regrade", "both/a.jsonl", "both/b.jsonl", "--runbook", "escalation", "--format", "json")
    assert [row["scenario"] for row in json.loads(regraded.stdout)["drills"]] == ["tiny", "db-failover"]


def test_on_another_machine_the_file_is_named_once(say: Callable[..., Done], own: Path) -> None:
    """Given journals of two scenarios and no memory, each message names its journal; one file given helps its own."""
    for scenario, name in (("tiny.yaml", "a"), ("db-failover", "b")):
        say("run", scenario, "--bot", "silent", "-o", f"{name}.jsonl")
    (own.parent / "data" / INDEX).unlink()
    asked = ("regrade", "a.jsonl", "b.jsonl", "--runbook", "escalation")
    first = say(*asked)
    assert first.returncode == 2
    assert "a.jsonl: the journal's scenario 'tiny' is not bundled" in first.stderr
    assert "--scenario FILE" in first.stderr
    assert "db-failover" in first.stdout
    left_out = say("history", ".").stderr
    assert left_out.count("a.jsonl") == 1
    assert "--scenario FILE" in left_out
    assert "a.jsonl: " in say("curve", "a.jsonl").stderr
    assert say(*asked, "--scenario", "tiny.yaml").returncode == 0
    assert say(*asked).returncode == 0, "it is remembered"
    assert "left out" not in say("history", ".").stderr, "what was left out for its scenario is tried again"


def test_a_file_that_moved_or_changed_is_told_with_its_place(say: Callable[..., Done], own: Path) -> None:
    say("run", "tiny.yaml", "--bot", "silent", "-o", "a.jsonl")
    moved = own.rename(own.with_name("moved.yaml"))
    gone = say("score", "a.jsonl")
    assert gone.returncode == 2
    assert f"is gone: {own}" in gone.stderr
    assert say("score", "a.jsonl", "--scenario", "moved.yaml").returncode == 1
    assert "TOTAL" in say("score", "a.jsonl").stdout, "the new place is remembered"
    moved.write_bytes(moved.read_bytes() + b"# changed\n")
    assert f"has changed since this drill was played: {moved}" in say("score", "a.jsonl").stderr
    own.write_bytes(TINY.read_bytes())
    assert "TOTAL" in say("score", "a.jsonl").stdout, "what was played lies at the old place again"


def test_an_own_scenario_with_a_bundled_name_is_told_from_it(say: Callable[..., Done], own: Path) -> None:
    own.with_name("namesake.yaml").write_text(own.read_text().replace("id: tiny", "id: db-failover", 1))
    say("run", "namesake.yaml", "--bot", "silent", "-o", "a.jsonl")
    assert "TOTAL" in say("score", "a.jsonl").stdout
    (own.parent / "data" / INDEX).unlink()
    assert "is not the one of the journal" in say("score", "a.jsonl").stderr


def test_a_memory_that_cannot_be_kept_or_read_costs_no_drill(say: Callable[..., Done], own: Path) -> None:
    (own.parent / "data").mkdir()
    (own.parent / "data" / INDEX).mkdir()
    assert say("run", "tiny.yaml", "--bot", "silent", "-o", "a.jsonl").returncode == 0
    (own.parent / "data" / INDEX).rmdir()
    (own.parent / "data" / INDEX).write_text('["torn\n[]\n7\n')
    assert "is not known here" in say("score", "a.jsonl").stderr


def planned(say: Callable[..., Done], own: Path, scenario: str) -> set[tuple[str, ...]]:
    """What the report of a drill in which nothing was done tells to play next."""
    assert say("run", scenario, "--bot", "silent", "-o", "silent.jsonl").returncode == 0
    assert say("report", "silent.jsonl", "-o", "plan.json").returncode == 0
    report = json.loads((own.parent / "plan.json").read_text(encoding="utf-8"))
    commands = [shlex.split(one["command"])[1:] for one in report["practice"]]
    return {tuple(words[1:]) for words in commands if words[0] == "play"}


def test_the_plan_sends_nobody_to_another_cause_where_there_is_none(say: Callable[..., Done], own: Path) -> None:
    """Of one's own scenario with a single cause, only bundled ones are planned next."""
    plays = planned(say, own, "tiny.yaml")
    assert plays
    assert all(words[0] in scenario_ids() and len(words) == 1 for words in plays)


@pytest.mark.parametrize(("name", "opened"), [("db-failover", "db-failover"), ("mine", "FILE")])
def test_the_plan_names_a_seed_that_has_another_cause(
    say: Callable[..., Done], own: Path, name: str, opened: str
) -> None:
    """The id opens a bundled scenario everywhere; one's own has to be given as a file, whatever its id."""
    text = files("scenarios").joinpath("library", "db-failover.yaml").read_text(encoding="utf-8")
    file = own.with_name(f"{name}.yaml")
    file.write_text(text.replace("id: db-failover", f"id: {name}", 1), encoding="utf-8")
    plays = planned(say, own, name if opened == name else file.name)
    [seed] = [int(words[2]) for words in plays if words[:2] == (opened, "--seed")]
    model = load_scenario(str(file)).model
    drawn = choose_variant(model, seed)
    assert drawn != choose_variant(model, None)
    assert not model.variants[drawn].truth.false_alarm
