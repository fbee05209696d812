"""What one person likes: theme, speed, bell, seat and hints, kept between drills."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from simulator.vocabulary import Seat
from tui.folders import make_private, settings_path, write_whole
from tui.pace import LADDER

CHOICES: dict[str, tuple[tuple[Any, str], ...]] = {
    "theme": (("auto", "as the program comes"), ("dark", "dark"), ("light", "light")),
    "pace": tuple((step, f"×{step}") for step in LADDER if step <= 60),
    "bell": ((False, "silent"), (True, "rings when something needs you")),
    "seat": tuple((seat.value, seat.title) for seat in Seat),
    "hints": (("live", "findings under your texts as you write"), ("asked", "only when you ask for one (counted)")),
}
"""For each setting the values it can have, and the words for them."""
TITLES = {"theme": "Theme", "pace": "Pace at the start", "bell": "Bell", "seat": "Seat", "hints": "Hints"}
THEMES = {"dark": "textual-dark", "light": "textual-light"}


@dataclass(frozen=True, slots=True)
class Settings:
    """One person's settings; the defaults suit a first visit."""

    theme: str = "auto"
    pace: int = 1
    """Drill seconds per second at the start of a practice drill."""
    bell: bool = False
    seat: str = Seat.IC.value
    hints: str = "live"
    toured: bool = False
    """True once the tour was taken or turned down."""

    def words(self, name: str) -> str:
        """The value of a setting as the lobby shows it."""
        return str(dict(CHOICES[name])[getattr(self, name)])

    def turned(self, name: str, step: int = 1) -> Settings:
        """With the next value of one setting; after the last comes the first."""
        values = [value for value, _ in CHOICES[name]]
        at = values.index(getattr(self, name))
        return replace(self, **{name: values[(at + step) % len(values)]})


def load_settings(path: Path) -> Settings:
    """The settings of a file; what is missing, or is no known value, is as it comes."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return Settings()
    return Settings(**_usable(found)) if isinstance(found, dict) else Settings()


def _usable(found: Mapping[str, Any]) -> dict[str, Any]:
    usable = {name: found[name] for name, known in CHOICES.items() if name in found and _among(found[name], known)}
    return {**usable, "toured": found.get("toured") is True}


def _among(value: Any, known: tuple[tuple[Any, str], ...]) -> bool:
    return any(type(value) is type(one) and value == one for one, _ in known)


def save_settings(path: Path, settings: Settings) -> None:
    """Write the settings, whole or not at all.

    Raises:
        OSError: the folder cannot be written to.
    """
    make_private(path.parent)
    write_whole(path, f"{json.dumps(asdict(settings), indent=1)}\n".encode(), force=True)


def keep_theme(settings: Settings, theme: str) -> None:
    """Remember the theme that somebody chose while playing; where nothing can be written it lasts for the drill."""
    name = next((name for name, known in THEMES.items() if known == theme), "auto")
    if name != settings.theme and not (settings.theme == "auto" and name == "dark"):
        with suppress(OSError):
            save_settings(settings_path(), replace(load_settings(settings_path()), theme=name))
