"""Looking back: from the history to the debrief of a drill that was finished before, and to the history again."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from textual.worker import WorkerFailed

from tests.builders import rechained
from tests.process import warroom_here as warroom
from tests.tui.keyboard import WIDE
from tui.cli.journals import read_journal
from tui.cli.lobbying import Record, open_lobby
from tui.drafts import Drafts
from tui.screens.debrief import DebriefApp
from tui.screens.lobby import LobbyApp
from tui.screens.notes import KEY
from tui.screens.record import RecordScreen
from tui.screens.replay import ReplayScreen
from tui.shelf import finished, totals


@pytest.fixture
def drill(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """One's own finished drill, by lines and prompts."""
    monkeypatch.setenv("WARROOM_HOME", str(tmp_path / "data"))
    done = warroom(tmp_path, "play", "db-failover", "--plain", stdin="k\nF\ny\n", WARROOM_HOME=str(tmp_path / "data"))
    assert done.returncode == 0
    (path,) = finished("db-failover", "practice")
    return path


def _go_through(monkeypatch: pytest.MonkeyPatch, choices: list[str | None]) -> tuple[list[LobbyApp], list[DebriefApp]]:
    """Choose these rows of the lobby, one after the other; gives the programs that were opened."""
    lobbies: list[LobbyApp] = []
    debriefs: list[DebriefApp] = []

    def choose(app: LobbyApp) -> str | None:
        lobbies.append(app)
        return choices.pop(0)

    def read(app: DebriefApp) -> None:
        debriefs.append(app)

    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    monkeypatch.setattr(LobbyApp, "run", choose)
    monkeypatch.setattr(DebriefApp, "run", read)
    open_lobby()
    return lobbies, debriefs


def _text(app: Any) -> str:
    strips = app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip) for strip in strips)


async def test_the_debrief_of_a_finished_drill_opens_again_from_the_history(
    drill: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Drafts(drill.with_suffix(".drafts.json")).keep(KEY, {"plus": "I kept calm"})
    (row,) = [row.id for row in Record().history() if row.id]
    (app,) = _go_through(monkeypatch, [row, None])[1]
    kept = totals("db-failover")
    async with app.run_test(size=WIDE) as pilot:
        await app.workers.wait_for_complete()
        await pilot.press("end")
        await pilot.pause()
        screen = _text(app)
        assert f"{kept.practice[0]:g}." in screen
        assert "warroom report" in screen
        await pilot.press("plus")
        await pilot.pause()
        assert "I kept calm" in _text(app)
        await pilot.press("escape", "w")
        assert isinstance(app.screen, ReplayScreen)
        await pilot.press("q", "q")
    assert app.return_value == "finished"
    assert totals("db-failover") == kept


async def test_after_a_debrief_that_was_read_again_the_history_stands_there(
    drill: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (first, second), _ = _go_through(monkeypatch, [f"debrief:{drill}", None])
    for app, is_history in ((first, False), (second, True)):
        async with app.run_test(size=WIDE) as pilot:
            await app.workers.wait_for_complete()
            await pilot.pause()
            assert isinstance(app.screen, RecordScreen) is is_history
            await pilot.press("escape")


async def test_a_journal_that_was_changed_is_not_judged_in_its_debrief(
    drill: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Given a line with an event that no input causes, when its debrief is opened, then that is said there."""
    lines = drill.read_bytes().rstrip(b"\n").split(b"\n")
    forged = [line.replace(b'"reason":"finished"', b'"reason":"horizon"') for line in lines]
    assert forged != lines
    drill.write_bytes(rechained(read_journal(drill)[1].header, forged))
    (app,) = _go_through(monkeypatch, [f"debrief:{drill}", None])[1]
    async with app.run_test(size=WIDE) as pilot:
        with suppress(WorkerFailed):  # what went wrong is shown, and no reason to end
            await app.workers.wait_for_complete()
        await pilot.pause()
        assert "This drill cannot be judged" in _text(app)
