"""Pictures of the running program for the README: `make screenshots` (needs tmux).

The program runs in a real terminal, as a person would see it; what the terminal then shows is written as SVG. A drill
by the scenario's reference run stands behind the war room and the debrief.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Callable
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from subprocess import run
from tempfile import TemporaryDirectory

from rich.console import Console
from rich.terminal_theme import MONOKAI
from rich.text import Text

from tests.tui.terminal import Terminal

WARROOM = str(Path(sys.executable).with_name("warroom"))
SIZE = (120, 40)
SCENARIO, AT, LAST = "db-failover", "00:50:00", "03:29:00"
"""Seconds of the drill: in the middle of it, and shortly before the reference run finishes it."""
STILL_LOOKS = 5
"""So many looks in a row at the same screen, but for its clock: nothing more is drawn."""
_OUTSIDE = re.compile(r"@font-face\s*\{[^}]*\}\s*")
"""Rich's pictures fetch a font from elsewhere; these use whatever fixed font is there."""


@dataclass(frozen=True)
class Picture:
    """One picture: what is started, and what is done before it is taken."""

    name: str
    title: str
    command: tuple[str, ...]
    play: Callable[[Terminal], object]


def pictures(folder: Path) -> list[Picture]:
    """What is drawn, from drills that are played in a folder first."""
    whole, part, last = "reference.jsonl", "part.jsonl", "last.jsonl"
    for arguments in (
        ("run", SCENARIO, "--bot", "reference", "-o", whole),
        ("fork", whole, "--at", AT, "-o", part),
        ("fork", whole, "--at", LAST, "-o", last),
    ):
        run([WARROOM, *arguments], cwd=folder, check=True, capture_output=True)
    room = ("play", SCENARIO, "--resume", part)
    return [
        Picture("lobby", "warroom", (), lambda seen: seen.wait_for("Take the tour")),
        Picture("war-room", "warroom play db-failover", room, _enter),
        Picture("update", "warroom play db-failover", room, _write),
        Picture("debrief", "warroom play db-failover", ("play", SCENARIO, "--resume", last), _finish),
    ]


def _enter(seen: Terminal) -> None:
    seen.wait_for("go on")
    seen.press("enter")
    seen.wait_for("War room", "? keys")
    _rest(seen)


def _write(seen: Terminal) -> None:
    _enter(seen)
    seen.press("u")
    seen.wait_for("ctrl+s send")
    _rest(seen)


def _finish(seen: Terminal) -> None:
    _enter(seen)
    seen.press("F")
    seen.wait_for("y finish")
    seen.press("y")
    seen.wait_for("of 100")
    _rest(seen)


def _rest(seen: Terminal) -> None:
    """Until nothing but the clock changes."""
    looks: list[list[str]] = []

    def still(screen: str) -> bool:
        looks.append(screen.splitlines()[2:])
        return len(looks) > STILL_LOOKS and all(look == looks[-1] for look in looks[-STILL_LOOKS:])

    seen.wait(still, "a screen at rest")


def drawn(screen: list[str], title: str, name: str) -> str:
    """A screen with its colours, as SVG that fetches nothing."""
    console = Console(record=True, width=SIZE[0], file=StringIO(), force_terminal=True, color_system="truecolor")
    console.print(Text.from_ansi("\n".join(screen), no_wrap=True, overflow="crop"), crop=True)
    return _OUTSIDE.sub("", console.export_svg(title=title, theme=MONOKAI, unique_id=name))


def main() -> None:
    """Draw all of them."""
    options = argparse.ArgumentParser(prog="python -m tests.screenshots", description=__doc__)
    options.add_argument("-o", "--output", type=Path, default=Path("docs/pictures"), metavar="FOLDER")
    output = options.parse_args().output
    output.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as place:
        folder = Path(place)
        os.environ |= {"WARROOM_HOME": str(folder / "home"), "COLORTERM": "truecolor", "TZ": "UTC"}
        for picture in pictures(folder):
            with Terminal(["env", "-C", place, WARROOM, *picture.command], SIZE, folder, {}) as seen:
                picture.play(seen)
                screen = seen.ask("capture-pane -e -N -p")
            (output / f"{picture.name}.svg").write_text(drawn(screen, picture.title, picture.name), encoding="utf-8")
            print(output / f"{picture.name}.svg", file=sys.stderr)


if __name__ == "__main__":
    main()
