"""The short way in: plain `warroom` and `warroom play SCENARIO` open before the command line is parsed."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tui import cli


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["play", "db-failover"],
        ["play"],
        ["play", "--help"],
        ["play", "db-failover", "--seed", "3"],
        ["--version"],
        ["run", "db-failover"],
    ],
)
def test_without_a_terminal_everything_goes_to_the_parser(arguments: list[str]) -> None:
    assert not cli.opens_at_once(arguments)  # the tests have no terminal


@pytest.mark.parametrize(
    ("arguments", "opened"),
    [
        ([], "lobby"),
        (["play", "db-failover"], "db-failover"),
        (["play"], "lobby"),
        (["play", "--help"], ""),
        (["play", "-h"], ""),
        (["play", "db-failover", "--seed", "3"], ""),
        (["play", "--seed", "3", "db-failover"], ""),
        (["--help"], ""),
        (["score", "drill.jsonl"], ""),
    ],
)
def test_at_a_terminal_only_the_plain_forms_open_at_once(
    arguments: list[str], opened: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    opens: list[str] = []
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    monkeypatch.setattr("tui.cli.lobbying.open_lobby", lambda: opens.append("lobby"))
    monkeypatch.setattr("tui.cli.playing.play_drill", lambda scenario, **_: opens.append(scenario))
    assert cli.opens_at_once(arguments) is bool(opened)
    assert opens == ([opened] if opened else [])


def test_a_shell_that_asks_for_completions_gets_the_parser(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    monkeypatch.setenv("_WARROOM_COMPLETE", "complete_bash")
    assert not cli.opens_at_once([])


def test_the_short_way_says_the_same_defaults_as_the_parser(monkeypatch: pytest.MonkeyPatch) -> None:
    from typer.testing import CliRunner

    from tui.cli.app import app

    said: list[tuple[str, dict[str, object]]] = []
    monkeypatch.setattr("tui.cli.playing.play_drill", lambda scenario, **options: said.append((scenario, options)))
    CliRunner().invoke(app, ["play", "db-failover"], catch_exceptions=False)
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    cli.opens_at_once(["play", "db-failover"])
    assert len(said) == 2
    assert said[0] == said[1]


def test_the_entry_loads_neither_parser_nor_world_before_the_first_frame() -> None:
    heavy = (
        "typer",
        "simpy",
        "pydantic",
        "faker",
        "ruamel",
        "scenarios.catalog",
        "simulator.events",
        "simulator.scenario",
    )
    code = f"import sys, tui.cli, tui.cli.playing, tui.app; print(*[name for name in {heavy!r} if name in sys.modules])"
    found = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert found.stdout.split() == []
