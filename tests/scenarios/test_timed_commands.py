"""Files of timed commands: what does not fit is told at its place, before a drill begins."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest
from typer.testing import CliRunner

from scenarios.catalog import load_runbook, load_scenario, scenario_ids
from scenarios.problem import SourceError
from scenarios.steps import check_steps, load_steps, placeholder_names
from simulator.cast import canonical_names
from tests.builders import tiny
from tui.cli.app import app

YAML = """\
commands:
  - at: 9m
    when: done(rollback)
    do: {start_task: {task: rollback, owner: tech_lead, time_box: 15m}}
  - {at: 9m, do: {page_team: {team: plattform}}}
  - at: 10m
    do:
      post_update:
        channel: status_page
        text: "Hello {boos}, at {in_30min}"
        accounts: [alpha, gamma]
"""


def problems(path: Path, text: str) -> list[str]:
    """What is wrong with a file, line by line, without the folder."""
    path.write_text(text)
    with pytest.raises(SourceError) as caught:
        load_steps(path, tiny(), load_runbook().model)
    assert "--list-commands" in caught.value.hint
    return [str(problem).removeprefix(f"{path.parent}/") for problem in caught.value.problems]


def test_mistakes_of_form_hide_no_unknown_names(tmp_path: Path) -> None:
    """Given a wrong time in one step and an unknown team in another, when they are read, then both are told at once."""
    listed = "commands:\n  - {at: 9x, do: acknowledge_page}\n  - {at: 9m, do: {page_team: {team: moon}}}\n"
    told = problems(tmp_path / "c.yaml", listed)
    assert [one.partition(" ")[0] for one in told] == ["c.yaml:2:10:", "c.yaml:3:37:"]
    lines = '{"at": "9x", "do": "acknowledge_page"}\n{"at": "9m", "do": {"page_team": {"team": "moon"}}}\n'
    assert [one.split(":")[1] for one in problems(tmp_path / "c.jsonl", lines)] == ["1", "2"]


def test_every_unknown_name_is_told_at_its_line(tmp_path: Path) -> None:
    """Given a wrong task, team, account, condition and placeholder, when it is read, then each has its place."""
    here = "c.yaml:{}: commands.{}"
    assert problems(tmp_path / "c.yaml", YAML) == [
        here.format("3:11", "0.when: column 6: 'rollback' is unknown to 'done'; did you mean 'roll-back'?"),
        here.format("4:29", "0.do.start_task.task: there is no task 'rollback'; did you mean 'roll-back'?"),
        here.format("5:37", "1.do.page_team.team: there is no team 'plattform'; did you mean 'platform'?"),
        here.format(
            "10:15",
            "2.do.post_update.text: the placeholder {boos} has no value here; did you mean 'boss'?",
        ),
        here.format(
            "10:15",
            "2.do.post_update.text: the placeholder {in_30min} has no value here; a time ahead is written as {in_60m}, "
            "{in_2h} or {in_1d}",
        ),
        here.format("11:27", "2.do.post_update.accounts.1: there is no account 'gamma'; known: alpha, beta"),
    ]


@pytest.mark.parametrize(
    ("do", "expected"),
    [
        ('{"reply": {"message": "@complain", "text": "-"}}', "no inject 'complain'; did you mean '@complaint'?"),
        ('{"reply": {"message": "complaint", "text": "-"}}', "is referred to with '@'; did you mean '@complaint'?"),
        ('{"hold_call": {"call": "@gamma", "notes": "-"}}', "there is no account 'gamma'; known: alpha, beta"),
        ('{"grant_credit": {"proposal": "@alhpa", "text": "-"}}', "did you mean '@alpha'?"),
        ('{"record_confirmation": {"account": "beta", "message": "@page"}}', "there is no account 'page'"),
        ('{"assign_role": {"seat": "ic", "holder": "alpha-contact"}}', "there is no person 'alpha-contact'"),
        ('{"attach_evidence": {"title": "-", "source": "error_pc"}}', "did you mean 'error_pct'?"),
        ('{"plan_milestone": {"account": "a", "milestone": "-", "owner": "-", "customer_owner": "", "due_in_days": 1}}',
         "there is no account 'a'"),
        ('{"propose_credit": {"account": "beta", "credit": "goodwill", "basis": "-", "approver": "king"}}',
         "there is no approver 'king'; known: "),
        ('{"post_brief": {"text": "Next by {in_1h30m}."}}', "{in_1h30m} has no value here; write {in_90m}"),
        ('{"post_brief": {"text": "Open {"}}', "a '{' without a '}'"),
    ],
)  # fmt: skip
def test_every_reference_of_a_step_is_checked(tmp_path: Path, do: str, expected: str) -> None:
    """Whatever a command may name, JSON Lines or YAML."""
    [problem] = problems(
        tmp_path / "c.jsonl", f'{{"at": "3m", "do": "acknowledge_page"}}\n{{"at": "9m", "do": {do}}}\n'
    )
    assert problem.startswith("c.jsonl:2:1: do.")
    assert expected in problem


@pytest.mark.parametrize(("name", "text"), [("c.jsonl", ""), ("c.jsonl", "\n \n"), ("c.yaml", "commands: []\n")])
def test_a_file_without_a_command_is_no_drill(tmp_path: Path, name: str, text: str) -> None:
    """A generated file that came out empty stops here, and not after six silent hours."""
    assert problems(tmp_path / name, text) == [f"{name}:1:1: no command in it; expected at least one step"]


def test_the_guide_s_example_is_carried_out_to_the_end(tmp_path: Path) -> None:
    """Who copies it out of the guide and plays it on the first scenario misses no step."""
    guide = (Path(__file__).parents[2] / "docs" / "commands.md").read_text(encoding="utf-8")
    example = guide.split("reference run. YAML:\n")[1].split("or JSON Lines")[0]
    path, drill = tmp_path / "example.yaml", tmp_path / "drill.jsonl"
    path.write_text(dedent(example), encoding="utf-8")
    done = CliRunner().invoke(app, ["run", "db-failover", "--commands", str(path), "-o", str(drill)])
    assert done.exit_code == 0, done.stderr


def test_ids_that_only_the_drill_gives_pass(tmp_path: Path) -> None:
    """A message, a call or a proposal may be named by its own id, and an approver of a decision by anything."""
    path = tmp_path / "c.jsonl"
    path.write_text(
        '{"at": "9m", "do": {"reply": {"message": "m3", "text": "{boss.first}, {in_60m}, {moment.declared}"}}}\n'
        '{"at": "9m", "do": {"log_decision": '
        '{"question": "-", "options": ["{{"], "choice": "-", "why": "-", "approver": "we"}}}\n'
    )
    load_steps(path, tiny(), load_runbook().model)


def test_every_line_of_json_is_told_with_its_number_and_key(tmp_path: Path) -> None:
    """Given a missing key, an unknown one, a slip of syntax and a list, when they are read, then all are told."""
    lines = ['{"do": "finish_drill"}', '{"at": "9m", "do": "finish_drill", "whenn": 3}', "", '{"at": "9m"', "[1]"]
    assert problems(tmp_path / "c.jsonl", "\n".join(lines)) == [
        "c.jsonl:1:1: at: this required key is missing",
        "c.jsonl:2:1: whenn: unknown key; did you mean 'when'?",
        "c.jsonl:4:12: not valid JSON: expecting ',' delimiter",
        "c.jsonl:5:1: expected a mapping of keys to values, not a list",
    ]


@pytest.mark.parametrize("hostile", ["[" * 100_000, '{"at": ' + "9" * 5_000 + "}", '{"a":' * 900 + "1" + "}" * 900])
def test_hostile_lines_are_refused_in_words(tmp_path: Path, hostile: str) -> None:
    """Nothing that a line holds ends in anything but a problem at its place."""
    assert problems(tmp_path / "c.jsonl", hostile)[0].startswith("c.jsonl:1:1: ")


@pytest.mark.parametrize("name", scenario_ids())
def test_the_names_that_texts_may_hold_are_those_that_a_drill_fills(name: str) -> None:
    """Given a bundled scenario, when its placeholders are listed, then a drill has a value for each of them."""
    scenario = load_scenario(name).model
    listed = {each for each in placeholder_names(scenario) if not each.startswith("moment.")}
    assert listed == {*canonical_names(scenario), "now", "incident"}


@pytest.mark.parametrize("name", scenario_ids())
def test_every_reference_run_would_pass_as_a_file(name: str, tmp_path: Path) -> None:
    """What the bundled scenarios' own steps say is what a file of commands may say."""
    from scenarios.script import PlacedStep
    from scenarios.source import read_document

    scenario = load_scenario(name).model
    document = read_document("commands: []", name="c.yaml")
    steps = [PlacedStep(step, document, ()) for variant in scenario.variants.values() for step in variant.reference]
    check_steps(steps, scenario, load_runbook().model)
