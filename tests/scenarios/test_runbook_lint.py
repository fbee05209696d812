"""Runbooks with one defect each: the lint names it and finds its line, and what would stop a drill is refused."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from scenarios.catalog import load_runbook, read_runbook
from scenarios.lint.runbook import lint_runbook
from scenarios.lint.runbook_rule import RUNBOOK_RULES
from scenarios.source import SourceError
from scoring.gates import GATES
from tests.scenarios.planted import Plant
from tests.scenarios.planted_runbook import FLAWS, SOUND, STOPS
from tui.cli.app import app


def planted(folder: Path, plant: Plant) -> Path:
    """A runbook file with a defect."""
    path = folder / "planted.yaml"
    path.write_text(plant(SOUND), encoding="utf-8")
    return path


@pytest.mark.parametrize("name", STOPS | FLAWS)
def test_a_planted_defect_is_found_named_and_located(name: str, tmp_path: Path) -> None:
    """The rule speaks at the words that were planted, and blocks only what would stop a drill."""
    plant, rule, words = (STOPS | FLAWS)[name]
    path = planted(tmp_path, plant)
    found = lint_runbook(str(path))
    lines = path.read_text(encoding="utf-8").splitlines()
    heard = [finding for finding in found if finding.rule == rule]
    assert heard, [str(finding) for finding in found]
    assert any(words in lines[finding.problem.line - 1] for finding in heard), [str(finding) for finding in heard]
    assert {finding.blocks for finding in found} == {name in STOPS}


@pytest.mark.parametrize("name", STOPS)
def test_no_drill_begins_by_a_runbook_that_would_stop_it(name: str, tmp_path: Path) -> None:
    """Whoever gives the file hears of it at once, with the place."""
    path = planted(tmp_path, STOPS[name][0])
    with pytest.raises(SourceError, match=re.escape(f"{path}:")):
        load_runbook(str(path))


def test_the_planted_defects_cover_every_rule() -> None:
    """Nothing is claimed that is not shown; two rules are shared with scenarios."""
    shared = {"unknown-criterion", "id-taken"}
    assert {rule for _, rule, _ in (STOPS | FLAWS).values()} == RUNBOOK_RULES.keys() | shared


def test_what_we_ship_and_what_one_starts_from_are_sound(tmp_path: Path) -> None:
    """The bundled runbook by its id and by a copy of its file, and a new one."""
    copy = planted(tmp_path, lambda _: read_runbook("escalation")[0].decode())
    new = tmp_path / "house.yaml"
    new.write_text(SOUND, encoding="utf-8")
    assert [str(finding) for name in ("escalation", str(copy), str(new)) for finding in lint_runbook(name)] == []


def test_a_misspelt_number_names_what_was_probably_meant(tmp_path: Path) -> None:
    """A typo is one slip, told as one."""
    found = lint_runbook(str(planted(tmp_path, STOPS["a number misspelt"][0])))
    assert [f.problem.message for f in found] == [
        "the number 'stretch_min' is missing; 'stretch_mni' is read by nothing"
    ]


def test_the_command_tells_clean_found_and_unplayable_apart(tmp_path: Path) -> None:
    """0, 1 and 2; the reason and the remedy are on standard output."""
    told = {}
    for code, plant in enumerate((lambda text: text, FLAWS["a gate deleted"][0], STOPS["no bands"][0])):
        done = CliRunner().invoke(app, ["runbook", "lint", str(planted(tmp_path, plant))])
        assert done.exit_code == code, done.output
        told[code] = done.stdout
    assert told[0] == ""
    assert all(word in told[1] for word in ("[gate-missing]", "why: ", "mend: "))


def test_new_writes_a_runbook_that_says_what_the_bundled_one_says(tmp_path: Path) -> None:
    """Under an id of its own; a file that is there is kept."""
    path = tmp_path / "house.yaml"
    arguments = ["runbook", "new", "house", "-o", str(path)]
    assert CliRunner().invoke(app, arguments).exit_code == 0
    assert load_runbook(str(path)).model == load_runbook().model.model_copy(update={"id": "house"})
    path.write_text("precious", encoding="utf-8")
    assert CliRunner().invoke(app, arguments).exit_code == 2
    assert path.read_text(encoding="utf-8") == "precious"
    taken = CliRunner().invoke(app, ["runbook", "new", "escalation"])
    assert "Choose another" in str(getattr(taken.exception, "hint", ""))


def test_the_bundled_gates_are_those_that_the_judge_knows() -> None:
    """So the bundled file can say which gates there are."""
    assert load_runbook().model.gates.keys() == GATES.keys()
