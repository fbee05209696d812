"""`warroom run --commands`: mistakes are told before the drill, what was not carried out after it."""

from __future__ import annotations

from pathlib import Path

import pytest

from simulator.scenario.written import BY_KIND, fields_of
from tests.builders import TINY
from tests.process import Done, warroom_here


def run(folder: Path, text: str, *more: str, name: str = "c.yaml") -> Done:
    """Play the tiny scenario by a file of commands."""
    (folder / name).write_text(text)
    return warroom_here(folder, "run", str(TINY), "--commands", name, "-o", "d.jsonl", *more)


def test_a_file_that_does_not_fit_is_told_at_its_place_and_nothing_is_played(tmp_path: Path) -> None:
    """Given an unknown name in a condition, when it is run, then the place is told and no journal is written."""
    done = run(tmp_path, 'commands:\n  - {at: 9m, when: "error_pc > 5", do: acknowledge_page}\n')
    assert done.returncode == 2
    assert "c.yaml:2:20: commands.0.when: column 1: unknown name 'error_pc'; did you mean 'error_pct'?" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "d.jsonl").exists()


def test_a_step_that_was_not_carried_out_is_told_in_the_file_s_words(tmp_path: Path) -> None:
    """Given a refused and a late step, when the drill is over, then both are told and the exit code says so."""
    done = run(
        tmp_path,
        "commands:\n  - {at: 3m, do: acknowledge_page}\n  - {at: 4m, do: acknowledge_page}\n"
        "  - {at: 9m, do: finish_drill}\n  - at: 10m\n    do: acknowledge_page\n",
    )
    assert done.returncode == 1
    assert done.stderr.splitlines()[:2] == [
        "warroom: c.yaml:3: acknowledge_page from 4 min was refused at 4 min: The page is acknowledged already. "
        "Go on to declare.",
        "warroom: c.yaml:5: acknowledge_page from 10 min never came due: the drill was over at 9 min",
    ]
    assert (tmp_path / "d.jsonl").exists()


def test_a_file_whose_every_step_was_carried_out_ends_well(tmp_path: Path) -> None:
    """Given a condition that the scenario itself never uses, when it comes to hold, then all is well."""
    done = run(tmp_path, '{"at": "3m", "when": "elapsed > 12m", "do": "acknowledge_page"}\n', name="c.jsonl")
    assert (done.returncode, done.stderr.count("\n")) == (0, 1)
    assert warroom_here(tmp_path, "verify", "d.jsonl", "--scenario", str(TINY)).returncode == 0


def test_the_program_lists_every_command_with_its_fields(tmp_path: Path) -> None:
    """Whoever writes a file needs no source code."""
    done = warroom_here(tmp_path, "run", "--list-commands")
    assert done.returncode == 0
    for kind, command in BY_KIND.items():
        told = done.stdout.partition(f"{kind}: ")[2].partition("\n")[2]
        for line, field in zip(told.splitlines(), fields_of(command), strict=False):
            assert line.startswith(f"    {field.name}: {field.wanted}")


def test_two_players_are_one_too_many(tmp_path: Path) -> None:
    """The words fit what was given."""
    done = run(tmp_path, "commands: []", "--bot", "expert")
    assert done.returncode == 2
    assert "--bot and --commands are both given" in done.stderr


def test_whoever_interrupts_a_run_hears_that_nothing_was_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Given a run, when it is interrupted, then it says how far it was and leaves no journal."""

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("tui.cli.running.play", interrupted)
    done = run(tmp_path, "commands:\n  - {at: 9m, do: acknowledge_page}\n")
    assert done.returncode == 130
    assert done.stderr == "warroom: interrupted at 0 s of drill time; nothing was written\n"
    assert not (tmp_path / "d.jsonl").exists()
