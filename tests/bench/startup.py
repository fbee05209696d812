"""Start-up: help, a headless run, and the first frame in a pseudo-terminal."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter

from tests.bench.measure import Case, Figure, alone, compare, rounds_of
from tests.bench.screen import Screen

MS = 1e3

EMPTY_TYPER = """
import typer

app = typer.Typer(help="An empty program.", rich_markup_mode=None, pretty_exceptions_enable=False)


@app.command()
def first() -> None:
    "Do the first thing."


@app.command()
def second() -> None:
    "Do the second thing."


app()
"""
EMPTY_TEXTUAL = """
from textual.app import App
from textual.widgets import Static


class Empty(App):
    def compose(self):
        yield Static("first-frame-is-here")


Empty().run()
"""
RUN_LIBRARIES = "import typer, simpy, pydantic, msgspec, ruamel.yaml, lark, jinja2, markdown_it, faker"
RUN_IMPORTS = "import tui.cli.app, tui.cli.running, simulator.bots.script"
RUN_READY = (
    RUN_IMPORTS + "; from tui.library import load_content; from simulator.drill import Drill; "
    "content = load_content('db-failover'); content.kit.conditions"
)


def environment(folder: Path) -> dict[str, str]:
    """An empty home, bytecode allowed, an ordinary terminal."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {
        **kept,
        "HOME": str(folder),
        "WARROOM_HOME": str(folder / "data"),
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
    }


def process(folder: Path, *arguments: str) -> Case:
    """Seconds that a whole process of this interpreter takes."""

    def measure() -> float:
        started_s = perf_counter()
        subprocess.run([sys.executable, *arguments], env=environment(folder), stdout=subprocess.DEVNULL, check=True)
        return perf_counter() - started_s

    return measure


def script(name: str) -> str:
    """The path of an installed command."""
    return str(Path(sys.executable).with_name(name))


def commands(rounds: int, folder: Path) -> list[Figure]:
    """Figure 3: `--help` and the start of `run`."""
    (folder / "empty_typer.py").write_text(EMPTY_TYPER)
    help_name, run_name = "warroom --help", "warroom run: our modules loaded"
    found = rounds_of(
        {
            "an empty typer program's --help": process(folder, str(folder / "empty_typer.py"), "--help"),
            help_name: process(folder, script("warroom"), "--help"),
            "importing its libraries": process(folder, "-c", RUN_LIBRARIES),
            run_name: process(folder, "-c", RUN_IMPORTS),
            "warroom run: content read and checked": process(folder, "-c", RUN_READY),
        },
        rounds,
    )
    return [
        compare("start-up", found, help_name, "an empty typer program's --help", unit="ms", scale=MS, goal=1.3),
        compare("start-up", found, run_name, "importing its libraries", unit="ms", scale=MS, goal=1.3),
        alone("start-up", found, "warroom run: content read and checked", unit="ms", scale=MS,
              note="parsed at an earlier start"),
    ]  # fmt: skip


def first_frames(rounds: int, folder: Path) -> list[Figure]:
    """Figure 3, last: the first frame of `warroom play`."""
    (folder / "empty_textual.py").write_text(EMPTY_TEXTUAL)
    empty = [sys.executable, str(folder / "empty_textual.py")]
    ours = [script("warroom"), "play", "db-failover"]
    name, floor = "first frame of warroom play", "first frame of an empty Textual app"
    ready = "warroom play: the briefing is there"
    found = rounds_of(
        {
            floor: lambda: first_frame(empty, "first-frame-is-here", folder),
            name: lambda: first_frame(ours, "setting up the drill", folder),
            ready: lambda: first_frame(ours, "start the clock", folder),
        },
        rounds,
    )
    return [
        compare("start-up", found, name, floor, unit="ms", scale=MS, goal=1.4),
        alone("start-up", found, ready, unit="ms", scale=MS, note="what is heavy has loaded behind the first frame"),
    ]


def first_frame(command: Sequence[str], words: str, folder: Path) -> float:
    """Seconds until a program in a fresh terminal shows certain words.

    Raises:
        TimeoutError: they never came.
    """
    with Screen(command, environment(folder)) as screen:
        return screen.see(words)
