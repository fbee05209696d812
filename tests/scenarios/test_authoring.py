"""The starters are sound and can be won, and the guide tells the truth about keys, names, rules and examples."""

from __future__ import annotations

import json
import re
import sys
from functools import lru_cache
from pathlib import Path

import pytest
from typer.testing import CliRunner

from scenarios.lint import RULES, lint_file
from scenarios.lint.runbook_rule import RUNBOOK_RULES
from scenarios.schema import schema_text
from scenarios.starter import starter_text
from scoring.analysis.dry_run import Form, play_form
from simulator.conditions import COUNTS, FLAGS, SPANS, vocabulary
from simulator.vocabulary import InterruptKind, MessageKind, TaskKind
from tests.builders import tiny
from tui.cli.app import app
from tui.cli.authoring import Starter
from tui.cli.rehearsing import open_drill

GUIDE = (Path(__file__).parents[2] / "docs" / "authoring.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```yaml\n(.*?)```", GUIDE, re.DOTALL)
CLASSES = [kind.value for kind in Starter]


def written(folder: Path, kind: str, *, change: tuple[str, str] = ("", "")) -> str:
    """The path of a new scenario of a class."""
    path = folder / "fresh.yaml"
    text = starter_text(kind, "fresh")
    assert change[0] in text
    path.write_text(text.replace(*change, 1) if change[0] else text, encoding="utf-8")
    return str(path)


@pytest.mark.parametrize("kind", CLASSES)
def test_a_starter_is_sound(kind: str, tmp_path: Path) -> None:
    """Nothing is found in it, and it is of the class that was asked for."""
    path = written(tmp_path, kind)
    assert [str(finding) for finding in lint_file(path)] == []
    assert f"incident_class: {kind}" in Path(path).read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", CLASSES)
def test_a_starter_can_be_played_and_won(kind: str, tmp_path: Path) -> None:
    """The reference run passes both variants, and no step of it is refused."""
    path = written(tmp_path, kind)
    for variant, seed in (("release", None), ("miscounted", 3)):
        play = play_form(open_drill, path, "escalation", Form(variant, "reference", seed))
        assert play.passed, (variant, play.total_centi, play.gates)
        assert play.refused == 0 or seed


@pytest.mark.parametrize("kind", CLASSES)
def test_a_starter_is_won_by_skill_and_not_by_its_script_alone(kind: str, tmp_path: Path) -> None:
    """Its texts say what kind of incident it is: the expert, who knows no truth, meets no gate."""
    play = play_form(open_drill, written(tmp_path, kind), "escalation", Form("release", "expert", None))
    assert play.passed, (play.total_centi, play.gates)


def test_new_writes_a_file_and_overwrites_none(tmp_path: Path) -> None:
    """It asks first; without anybody to ask it refuses."""
    path = tmp_path / "mine.yaml"
    arguments = ["scenario", "new", "mine", "-o", str(path), "--class", "data"]
    assert CliRunner().invoke(app, arguments).exit_code == 0
    assert "\nid: mine " in path.read_text(encoding="utf-8")
    path.write_text("precious", encoding="utf-8")
    assert CliRunner().invoke(app, arguments).exit_code == 2
    assert path.read_text(encoding="utf-8") == "precious"
    assert CliRunner().invoke(app, [*arguments, "--force"]).exit_code == 0
    assert path.read_text(encoding="utf-8") != "precious"


def test_an_id_that_is_none_is_refused() -> None:
    """With what an id is."""
    with pytest.raises(Exception, match="is no id"):
        starter_text("data", "My Outage")
    with pytest.raises(Exception, match="is a bundled scenario's id"):
        starter_text("data", "db-failover")


def test_a_starter_goes_to_a_sheet_and_back_by_the_commands(tmp_path: Path) -> None:
    """As the guide tells it."""
    path, sheet, new = written(tmp_path, "availability"), str(tmp_path / "m.xlsx"), tmp_path / "new.yaml"
    assert CliRunner().invoke(app, ["scenario", "export-msel", path, "-o", sheet]).exit_code == 0
    done = CliRunner().invoke(app, ["scenario", "import-msel", sheet, "--into", path, "-o", str(new)])
    assert done.exit_code == 0, done.output
    assert new.read_text(encoding="utf-8") == Path(path).read_text(encoding="utf-8")


def test_a_missing_part_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Exit 3, with what to install; CSV needs nothing."""
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    path = written(tmp_path, "availability")
    done = CliRunner().invoke(app, ["scenario", "export-msel", path, "-o", str(tmp_path / "m.xlsx")])
    assert done.exit_code == 3
    assert "warroom[exchange]" in done.stderr
    done = CliRunner().invoke(app, ["scenario", "export-msel", path, "-o", str(tmp_path / "m.csv")])
    assert done.exit_code == 0


def test_the_facilitators_page_holds_the_injects_texts(tmp_path: Path) -> None:
    """And the participants' page holds none of them."""
    path = written(tmp_path, "availability")
    told, shown = (
        CliRunner().invoke(app, ["scenario", "show", path, "--for", who]).output
        for who in ("facilitator", "participants")
    )
    for secret in ("Every fourth booking ends in an error", "opens a connection of its own", "odd-page"):
        assert secret in told
        assert secret not in shown


@lru_cache(maxsize=1)
def _keys() -> set[str]:
    schema = json.loads(schema_text("scenario"))
    models = [schema, *schema["$defs"].values()]
    return {key for model in models for key in model.get("properties", {})}


@pytest.mark.parametrize("key", sorted(_keys()))
def test_the_guide_names_every_key(key: str) -> None:
    """A key that the guide does not name cannot be found by a stranger."""
    assert re.search(rf"[`{{ ]{key}[`:, ]", GUIDE), key


def test_the_guide_names_every_word_of_conditions_and_every_kind() -> None:
    """Names, functions, media, interrupts and kinds of tasks."""
    words = {*FLAGS, *COUNTS, *SPANS, *MessageKind, *InterruptKind, *TaskKind}
    functions = {f"{name}(" for name in vocabulary(tiny()).functions}
    assert [word for word in sorted(words) if f"`{word}`" not in GUIDE] == []
    assert [word for word in sorted(functions) if word not in GUIDE] == []


@pytest.mark.parametrize(
    ("head", "rules"),
    [
        ("10. Lint", RULES.keys()),
        ("12. A runbook", RUNBOOK_RULES.keys() | {"unreadable", "unknown-criterion", "id-taken"}),
    ],
)
def test_the_guide_lists_every_rule(head: str, rules: set[str]) -> None:
    """And none that does not exist."""
    section = GUIDE.partition(f"\n## {head}")[2].partition("\n## ")[0]
    listed = {
        word for row in re.findall(r"^\| (`.*?`) \|", section, re.MULTILINE) for word in re.findall(r"`([a-z-]+)`", row)
    }
    assert listed == rules


@pytest.mark.parametrize("number", range(len(EXAMPLES)))
def test_the_guides_examples_work(number: int, tmp_path: Path) -> None:
    """Put into the starter, they load and the lint finds nothing."""
    block = EXAMPLES[number]
    indent, head = ("  ", "\ninjects:\n") if block.startswith("- id:") else ("      ", "    reference:\n")
    lines = "".join(f"{indent}{line}" if line.strip() else line for line in block.splitlines(keepends=True))
    text = starter_text("availability", "fresh")
    if head.strip() == "injects:":
        text = text.replace("id: ceo-eta", "id: ceo-eta-first").replace('"@ceo-eta"', '"@ceo-eta-first"')
    path = tmp_path / "example.yaml"
    path.write_text(text.replace(head, head + lines, 1), encoding="utf-8")
    assert [str(finding) for finding in lint_file(str(path))] == []
