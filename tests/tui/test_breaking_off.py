"""A fault of the program is told, ends with its own status, and costs nobody the drill."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from simulator.vocabulary import Mode, Seat
from tests.tui.table import FakeClock
from tui.cli.lobbying import open_lobby
from tui.cli.playing import run_table
from tui.cli.seating import sit_down
from tui.lobby import Hall
from tui.screens.attached import AttachedApp, BrokenOffError
from tui.session import Session
from tui.shelf import waiting

FAULT = "the screen broke off: ValueError: no such line"


class Broken(AttachedApp[str]):
    """A program with a fault."""

    def on_mount(self) -> None:
        truth = "the cause of " + "the outage"
        raise ValueError(f"no such {truth and 'line'}")


def breaks_off(opens: Callable[[], Session], clock: FakeClock) -> str:
    """Play for seven seconds, until a fault."""
    session = opens()
    session.begin()
    clock.pass_s(4)
    session.tick()
    clock.pass_s(3)
    raise BrokenOffError(FAULT)


class Chooser:
    """A lobby in which somebody plays once and leaves."""

    def __init__(self, words: list[str], loads: partial[Hall], *_: object) -> None:
        words.append(loads.args[0])
        self.first = len(words) == 1

    def run(self) -> str:
        return "play:db-failover" if self.first else ""


def test_a_fault_is_no_leaving_and_says_where_without_what_stood_there(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(BrokenOffError, match=FAULT) as broken:
        Broken().run(headless=True)
    told = capsys.readouterr().err
    assert "on_mount" in told
    assert "the cause of the outage" not in told
    assert "kept" in broken.value.hint


def test_the_lobby_says_what_broke_off_and_offers_to_go_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Given a fault seven seconds into a drill, then the lobby names it, and all seven seconds are kept."""
    monkeypatch.setenv("WARROOM_HOME", str(tmp_path))
    monkeypatch.setattr("time.monotonic", clock := FakeClock())
    begins = partial(sit_down, "db-failover", seed=None, mode=Mode.PRACTICE, seat=Seat.IC, pace=1)
    monkeypatch.setattr("tui.app.run_play", lambda opens, *_, **__: breaks_off(opens, clock))
    monkeypatch.setattr("tui.cli.lobbying._play", lambda *_: run_table(begins, title=""))
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    words: list[str] = []
    monkeypatch.setattr("tui.screens.lobby.LobbyApp", partial(Chooser, words))
    open_lobby()
    assert words == ["", f"✗ {FAULT}"]
    assert [one.at_s for one in waiting()] == [7]
