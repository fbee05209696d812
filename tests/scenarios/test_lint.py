"""Sound files with one planted defect each: the lint names it and finds its line, and is silent about sound ones."""

from __future__ import annotations

import json
import re
from importlib.resources import files
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from typer.testing import CliRunner

from scenarios.catalog import scenario_ids
from scenarios.lint import RULES, lint_file
from tests.scenarios.planted import EVERY, LEAK, PLANTED, STARTER
from tui.cli.app import app

MOST_TOGETHER = 10
SCHEMA = Path(__file__).parents[2] / "docs" / "schemas" / "lint.schema.json"


@pytest.mark.parametrize("name", EVERY)
def test_a_planted_defect_is_found_named_and_located(name: str, tmp_path: Path) -> None:
    """The rule speaks at the words that were planted, and the author is not told about all that hangs on them."""
    sound, (plant, rule, words) = EVERY[name]
    path = tmp_path / "planted.yaml"
    path.write_text(plant(sound), encoding="utf-8")
    found = lint_file(str(path))
    lines = path.read_text(encoding="utf-8").splitlines()
    heard = [finding for finding in found if finding.rule == rule]
    assert heard, [str(finding) for finding in found]
    assert any(words in lines[finding.problem.line - 1] for finding in heard), [str(finding) for finding in heard]
    assert len(found) <= MOST_TOGETHER, [str(finding) for finding in found]


def test_the_planted_defects_cover_every_rule() -> None:
    """Only what the loader says itself is shown elsewhere, with broken files."""
    assert {rule for _, (_, rule, _) in EVERY.values()} == RULES.keys() - {"unreadable"}


def test_a_short_drill_is_clean_once_it_asks_for_no_cadence(tmp_path: Path) -> None:
    """Three hours are less than a cadence of four: that clock can be excused, and then the lint is silent about it."""
    path = tmp_path / "short.yaml"
    short = PLANTED["an update that falls due after the end"][0](STARTER)
    path.write_text(short.replace("    par: {restored: 31m", "    not_reached: [C2]\n    par: {restored: 31m"), "utf-8")
    assert {finding.rule for finding in lint_file(str(path))}.isdisjoint({"clock-beyond", "clock-impossible"})


def test_an_impact_after_its_end_is_told_without_a_negative_time(tmp_path: Path) -> None:
    """What is wrong is said once; nobody feels anything for less than nothing."""
    path = tmp_path / "late.yaml"
    path.write_text(STARTER.replace("impact_start: 1m\n      scope", "impact_start: 4h\n      scope"), encoding="utf-8")
    told = [str(finding) for finding in lint_file(str(path))]
    assert any("restored at 31 min, and the impact begins at 4 h" in line for line in told), told
    assert not any("for -" in line for line in told), told


def test_a_short_name_may_be_restricted(tmp_path: Path) -> None:
    """`Ada` is nobody's everyday word, though it is as short as `key`."""
    path = tmp_path / "name.yaml"
    path.write_text(LEAK.replace("restricted: [", "restricted: [Ada, VPN, "), encoding="utf-8")
    assert "restricted-short" not in {finding.rule for finding in lint_file(str(path))}


def test_a_notice_beyond_the_end_may_wait(tmp_path: Path) -> None:
    """Three days to tell an authority are no duty of a drill of ten hours, whoever is to be told."""
    path = tmp_path / "later.yaml"
    path.write_text(LEAK.replace("{authority: data-protection-", "{authority: privacy-"), encoding="utf-8")
    assert "notice-missed" not in {finding.rule for finding in lint_file(str(path))}


@pytest.mark.parametrize("name", scenario_ids())
def test_bundled_scenarios_are_sound(name: str) -> None:
    """What we ship has no finding."""
    assert [str(finding) for finding in lint_file(name)] == []


@pytest.mark.parametrize("name", scenario_ids())
def test_amounts_in_bundled_texts_carry_their_currency(name: str) -> None:
    """Beside the screens' `$1,500`, a bare `212,400.00` could be anything; shares (`99.88 %`) are no amounts."""
    text = files("scenarios").joinpath("library", f"{name}.yaml").read_text(encoding="utf-8")
    bare = r"(?<![\d$.,])(?<!amount: )\d[\d,]*\.\d\d(?![\d.]| ?%)|ARR of \d"
    assert re.findall(bare, text) == []


def invoke(*arguments: str) -> tuple[int, str]:
    """Exit code and standard output of `warroom scenario lint`."""
    done = CliRunner().invoke(app, ["scenario", "lint", *arguments])
    return done.exit_code, done.stdout


def test_the_command_tells_clean_found_and_unreadable_apart(tmp_path: Path) -> None:
    """0, 1 and 2; the place, the reason and the remedy are on standard output."""
    sound, flawed, broken = (tmp_path / f"{name}.yaml" for name in ("sound", "flawed", "broken"))
    sound.write_text(STARTER, encoding="utf-8")
    flawed.write_text(PLANTED["an inject after the horizon"][0](STARTER), encoding="utf-8")
    broken.write_text(STARTER.replace("format: 1", "format: [1"), encoding="utf-8")
    assert invoke(str(sound)) == (0, "")
    code, told = invoke(str(sound), str(flawed))
    assert code == 1
    assert "flawed.yaml:" in told
    assert "[inject-late]" in told
    assert "why: " in told
    assert "mend: " in told
    assert invoke(str(flawed), str(broken))[0] == 2
    assert invoke(str(tmp_path / "nowhere.yaml"))[0] == 2


@pytest.mark.parametrize(
    ("name", "expected"),
    [("an inject after the horizon", 1), ("an unknown signal in a condition", 2), ("a role with no work", 1)],
)
def test_the_json_keeps_to_its_schema(name: str, expected: int, tmp_path: Path) -> None:
    """Programs read the same findings, and the exit code says whether the file can be played all the same."""
    path = tmp_path / "planted.yaml"
    path.write_text(PLANTED[name][0](STARTER), encoding="utf-8")
    code, told = invoke(str(path), "--format", "json")
    found = json.loads(told)
    Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8"))).validate(found)
    assert code == expected
    assert found[0]["rule"] == PLANTED[name][1]
    assert found[0]["file"] == str(path)
