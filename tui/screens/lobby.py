"""The lobby: scenarios to play, and drills to go on with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from textual import on
from textual.app import App, ComposeResult
from textual.binding import Binding
from textual.screen import Screen
from textual.widgets import Static

from tui.names import severity
from tui.rows import Row, Tone, heading
from tui.widgets.lines import Lines

if TYPE_CHECKING:
    from simulator.scenario import Scenario


MOST_UNFINISHED = 5
"""Older ones are named in one line, so that the scenarios stay in sight."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A scenario that can be played."""

    id: str
    title: str
    family: str
    severity: str
    """As a trainee may know it, e.g. `SEV-1`."""
    minutes: int
    difficulty: int
    """1 to 5."""
    best: str = ""
    """Best score so far, e.g. `82`; empty when never finished."""
    last: str = ""


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A drill that can be gone on with."""

    path: str
    title: str
    words: str
    """Where it stands, e.g. `14:23 UTC, 23 min in, left yesterday`."""


def lobby_rows(offers: tuple[Offer, ...], unfinished: tuple[Unfinished, ...]) -> tuple[Row, ...]:
    """Unfinished drills first, then the scenarios in columns."""
    rows: list[Row] = []
    if unfinished:
        rows.append(heading("go on with"))
        shown = unfinished[:MOST_UNFINISHED]
        rows += [Row(f"resume:{one.path}", (("▶ ", Tone.ACCENT),), f"{one.title}: {one.words}") for one in shown]
        older = len(unfinished) - len(shown)
        if older:
            words = f"and {older} older: warroom play SCENARIO --resume FILE"
            rows.append(Row("", (("  ", Tone.DIM),), words, Tone.DIM))
    rows.append(heading("scenarios"))
    width = max((len(one.title) for one in offers), default=0)
    for one in offers:
        head = ((f"  {one.severity:<6} ", Tone.STRONG), (f"{one.title[:36]:<{min(width, 36)}}  ", Tone.PLAIN))
        stars = "◆" * one.difficulty + "◇" * (5 - one.difficulty)
        scores = f"best {one.best}, last {one.last}" if one.best else "not played yet"
        rows.append(Row(f"play:{one.id}", head, f"{one.minutes:>3} min  {stars}  {scores}", Tone.DIM, lines=1))
    return tuple(rows)


class LobbyScreen(Screen[None]):
    """One list; Enter plays."""

    DEFAULT_CSS = """
    LobbyScreen {
        & > #title { dock: top; height: 2; padding: 0 1; background: $surface; }
        & > Lines { height: 1fr; }
        & > #keys { dock: bottom; height: 1; padding: 0 1; background: $surface; color: $text-muted; }
    }
    """
    BINDINGS = [Binding("q,escape", "leave", "Leave", show=False)]

    def __init__(self, offers: tuple[Offer, ...], unfinished: tuple[Unfinished, ...]) -> None:
        """With what can be played."""
        super().__init__()
        self._rows = lobby_rows(offers, unfinished)

    def compose(self) -> ComposeResult:
        """Title, list, keys."""
        yield Static("[b]warroom[/b]\nRehearse the incidents that cost companies their customers.", id="title")
        yield Lines("Lobby", empty="There are no scenarios.")
        yield Static("↑ ↓ choose · enter play · q leave", id="keys", markup=False)

    def on_mount(self) -> None:
        """Fill in."""
        lines = self.query_one(Lines)
        lines.show(self._rows)
        lines.focus()

    @on(Lines.Chosen)
    def choose(self, event: Lines.Chosen) -> None:
        """Leave with the choice."""
        self.app.exit(event.row.id)

    def action_leave(self) -> None:
        """Leave without one."""
        self.app.exit(None)


class LobbyApp(App[str]):
    """The lobby as a program of its own: it starts fast and gives back the chosen row's id."""

    TITLE = "warroom"
    ENABLE_COMMAND_PALETTE = False

    def __init__(self, offers: tuple[Offer, ...], unfinished: tuple[Unfinished, ...] = ()) -> None:
        """With what can be played."""
        super().__init__()
        self._lobby = LobbyScreen(offers, unfinished)

    def on_mount(self) -> None:
        """Show the list."""
        self.push_screen(self._lobby)


def choose(
    scenarios: Sequence[Scenario], unfinished: Sequence[Path], totals: Mapping[str, Sequence[str]]
) -> str | Path | None:
    """Open the lobby; a scenario's id, a journal's path, or None."""
    titles = {one.id: one.title for one in scenarios}
    chosen = LobbyApp(
        tuple(offer_of(one, totals.get(one.id, ())) for one in scenarios),
        tuple(unfinished_of(path, titles) for path in unfinished),
    ).run()
    kind, _, target = (chosen or "").partition(":")
    if not target:
        return None
    return Path(target) if kind == "resume" else target


def offer_of(scenario: Scenario, totals: Sequence[str] = ()) -> Offer:
    """What the lobby says of a scenario: nothing that its catalogue would not, and one's own totals so far."""
    truth = next(iter(scenario.variants.values())).truth
    return Offer(
        id=scenario.id,
        title=scenario.title,
        family=scenario.family,
        severity=severity(truth.severity),
        minutes=scenario.minutes,
        difficulty=scenario.difficulty,
        best=max(totals, key=int, default=""),
        last=totals[-1] if totals else "",
    )


def unfinished_of(path: Path, titles: Mapping[str, str]) -> Unfinished:
    """What the lobby says of a drill that waits, by its file alone."""
    title = titles.get(path.stem.rpartition("-")[0], path.stem)
    left = datetime.fromtimestamp(path.stat().st_mtime, UTC).strftime("%d %b %H:%M UTC")
    return Unfinished(str(path), title, f"{path.stem}, left {left}")
