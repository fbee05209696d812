"""Dry runs: bots show what can be won, and say so the same way whatever the number of processes."""

from __future__ import annotations

import json
import re
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from typer.testing import CliRunner

from scenarios.catalog import load_scenario
from scoring.analysis.dry_run import Form, Played, flags, forms, play_all, seeds_of, summary
from simulator.variants import choose_variant
from tui.cli.app import app
from tui.cli.rehearsing import open_drill, render
from tui.library import load_content

SCHEMA = Path(__file__).parents[2] / "docs" / "schemas" / "dry-run.schema.json"
STARTER = files("scenarios").joinpath("starter", "availability.yaml").read_text(encoding="utf-8")
RUNBOOK = files("scenarios").joinpath("runbooks", "escalation.yaml").read_text(encoding="utf-8")
BOTS = ("reference", "silent", "novice")


def dry_run(
    path: Path, *, bots: tuple[str, ...] = BOTS, seeds: int = 1, workers: int = 1, runbook: str = "escalation"
) -> dict[str, Any]:
    """The summary of a dry run."""
    content = load_content(str(path), runbook)
    scenario = content.scenario.model
    plays = list(play_all(open_drill, str(path), runbook, forms(scenario, bots, seeds), workers))
    return summary(scenario, content.runbook.model, plays, bots)


@pytest.fixture(name="sound", scope="module")
def _sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("dry") / "sound.yaml"
    path.write_text(STARTER, encoding="utf-8")
    return path


def planted(tmp_path: Path, old: str, new: str) -> Path:
    """The starter with one passage changed."""
    assert old in STARTER
    path = tmp_path / "planted.yaml"
    path.write_text(STARTER.replace(old, new), encoding="utf-8")
    return path


def kinds(told: dict[str, Any]) -> set[tuple[str, str]]:
    """Variant and kind of every flag."""
    return {(flag["variant"], flag["kind"]) for flag in told["flags"]}


def test_a_sound_scenario_has_no_flag(sound: Path) -> None:
    """The reference run wins every variant and the silent player none."""
    told = dry_run(sound, bots=("reference", "silent"))
    assert told["flags"] == []
    passed = {(v["id"], s["bot"]): s["passed"] for v in told["variants"] for s in v["scores"]}
    assert passed["release", "reference"] == passed["miscounted", "reference"] == 1
    assert passed["release", "silent"] == passed["miscounted", "silent"] == 0


def test_what_never_came_about_is_listed(sound: Path) -> None:
    """Nobody restarts the servers, so the alarm about it never rings; the bank waits for a facilitator."""
    told = dry_run(sound, bots=("reference",))
    assert "errors-rise" in told["never_fired"]
    assert "board-call" not in told["never_fired"]
    release = told["variants"][0]
    counts = {
        key: {row["id"]: row["drills"] for row in release[key]} for key in ("injects", "tasks", "facts", "moments")
    }
    assert counts["injects"]["silence"] == 0
    assert counts["injects"]["page"] == 1
    assert "odd-page" not in counts["injects"]
    assert counts["tasks"]["restart"] == 0
    assert counts["facts"]["mechanism"] == counts["moments"]["closed"] == 1


def test_an_unwinnable_variant_is_flagged(tmp_path: Path) -> None:
    """When no task brings the service back, gate G-2 holds for everybody, the reference run included."""
    told = dry_run(planted(tmp_path, "to_pct: 0, over: 6m", "to_pct: 60, over: 6m"))
    assert {("release", "unwinnable"), ("release", "reference-fails")} <= kinds(told)
    assert ("miscounted", "unwinnable") not in kinds(told)
    assert any("G-2" in flag["why"] for flag in told["flags"])


def test_a_reference_run_that_gets_stuck_is_told_with_its_step_its_line_and_the_reason(tmp_path: Path) -> None:
    """Given a run that pages nobody, when its tasks wait for hands, then its author reads which step waited."""
    path = tmp_path / "alone.yaml"
    path.write_text(re.sub(r" +- \{at: \dm, do: \{page_team: .*\n", "", STARTER), encoding="utf-8")
    arguments = ["scenario", "dry-run", str(path), "--seeds", "1", "--workers", "1", "--bots", "reference"]
    told = CliRunner().invoke(app, arguments).stdout
    why = re.search(rf"REFERENCE-FAILS release: .* {re.escape(str(path))}:(\d+): start_task from 10 min (.*)", told)
    assert why is not None, told
    assert "start_task" in path.read_text(encoding="utf-8").splitlines()[int(why[1]) - 1]
    assert why[2].endswith("Nobody of platform is free. Page platform, or wait for a task of theirs to end.")


def test_a_variant_that_asks_for_too_little_is_trivial(sound: Path, tmp_path: Path) -> None:
    """Under a runbook whose bar is low, the novice passes most drills; under the house's own it does not."""
    low = re.sub(r"pass_domains: .*", "pass_domains: {}", re.sub(r"pass_total: \d+", "pass_total: 30", RUNBOOK))
    runbook = tmp_path / "low.yaml"
    runbook.write_text(low, encoding="utf-8")
    assert ("release", "trivial") in kinds(dry_run(sound, bots=("novice",), seeds=3, runbook=str(runbook)))
    assert ("release", "trivial") not in kinds(dry_run(sound, bots=("novice",), seeds=3))


def test_criteria_that_nobody_is_scored_on_are_told_apart_from_those_that_nobody_earned(sound: Path) -> None:
    """Excused ones have no best value; a silent player earns nothing for the declaration."""
    told = dry_run(sound, bots=("silent",))
    release, miscounted = ({row["id"]: row for row in variant["criteria"]} for variant in told["variants"])
    assert miscounted["C1"]["best"] is miscounted["C1"]["attainable"] is None
    assert release["A1"]["attainable"] is False


def test_results_do_not_hang_on_the_number_of_processes(sound: Path) -> None:
    """Two workers say what one says, in the same order."""
    assert dry_run(sound, bots=("reference", "silent"), workers=2) == dry_run(sound, bots=("reference", "silent"))


def test_every_variant_is_played_with_seeds_that_draw_it(sound: Path) -> None:
    """The first variant begins with the canonical run."""
    scenario = load_scenario(str(sound)).model
    drawn = seeds_of(scenario, 5)
    assert drawn["release"][0] is None
    assert {len(seeds) for seeds in drawn.values()} == {5}
    assert all(choose_variant(scenario, seed) == name for name, seeds in drawn.items() for seed in seeds)


def test_a_variant_that_no_seed_draws_is_flagged(tmp_path: Path) -> None:
    """It is not played, and said so."""
    told = dry_run(planted(tmp_path, "    weight: 1\n", "    weight: 0\n"), bots=("silent",))
    assert ("miscounted", "undrawn") in kinds(told)


def played(bot: str, *, passed: bool, gates: tuple[str, ...] = ()) -> Played:
    """A drill of the first variant, made up for counting."""
    return Played(Form("release", bot, 1), 9_000, passed, gates, (), (), (), (), (), 0)


@pytest.mark.parametrize("others", [(), ("reference",), ("average",), ("reference", "silent", "novice")])
def test_a_variant_that_only_a_script_wins_is_told_whoever_else_plays(sound: Path, others: tuple[str, ...]) -> None:
    """The expert who never won is named with the gate that stopped it; nobody calls the variant unwinnable for that."""
    plays = [played("expert", passed=False, gates=("G-3",)) for _ in range(3)]
    plays += [played(bot, passed=bot == "reference") for bot in others]
    found = [flag for flag in flags(load_scenario(str(sound)).model, plays) if flag.variant == "release"]
    assert [flag.kind for flag in found] == ["expert-fails"]
    assert found[0].why.endswith("0 of 3 drills; the best total was 90; gate G-3 violated in all of them")
    plays.append(played("expert", passed=True))
    assert [flag for flag in flags(load_scenario(str(sound)).model, plays) if flag.variant == "release"] == []


@pytest.mark.parametrize(
    ("bot", "won", "of", "trivial"),
    [
        ("silent", 1, 10, True),
        ("novice", 5, 10, False),
        ("novice", 6, 10, True),
        ("novice", 2, 2, False),
        ("expert", 9, 9, False),
    ],
)
def test_trivial_means_won_without_skill(sound: Path, bot: str, won: int, of: int, trivial: bool) -> None:
    """One pass of the silent player is enough; a novice must pass more than half of at least three drills."""
    plays = [played(bot, passed=i < won) for i in range(of)]
    found = flags(load_scenario(str(sound)).model, plays)
    assert any(flag.kind == "trivial" for flag in found) is trivial


def test_the_command_prints_json_that_keeps_to_its_schema(sound: Path, tmp_path: Path) -> None:
    """Data on standard output, progress on standard error; 0 without a flag, 1 with one."""
    arguments = ["scenario", "dry-run", str(sound), "--seeds", "1", "--workers", "1", "--format", "json", "--bots"]
    done = CliRunner().invoke(app, [*arguments, "reference"])
    told = json.loads(done.stdout)
    Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8"))).validate(told)
    assert done.exit_code == 0
    assert "2 of 2 drills" in done.stderr
    assert render(told).endswith("\nno flags: every variant can be won")
    idle = CliRunner().invoke(app, [*arguments, "silent"])
    assert idle.exit_code == 0
    assert render(json.loads(idle.stdout)).endswith("\nno flags: none is won without skill")
    hopeless = planted(tmp_path, "to_pct: 0, over: 6m", "to_pct: 60, over: 6m")
    lost = CliRunner().invoke(app, [*arguments[:2], str(hopeless), *arguments[3:], "reference"])
    assert lost.exit_code == 1
    assert "UNWINNABLE release" in render(json.loads(lost.stdout))


def test_an_unknown_bot_is_refused_before_anything_is_played(sound: Path) -> None:
    """With the names that are known."""
    with pytest.raises(Exception, match="there is no bot 'champion'"):
        CliRunner().invoke(app, ["scenario", "dry-run", str(sound), "--bots", "champion"], catch_exceptions=False)
