"""Two people in browser tabs and one in a terminal: each does a thing, all see it, and the drill ends for all."""

from __future__ import annotations

import sys
from pathlib import Path

from simulator.journal import decode
from tests.browser.serving import serving
from tests.browser.tabs import Chromium, Tab
from tests.builders import TINY
from tests.rooms.hosting import HostProcess, Place, hosting
from tests.tui.terminal import Terminal

Person = Tab | Terminal


def two_tabs_and_a_terminal_finish_a_drill(browser: Chromium, home: Path, output: Path) -> None:
    """Incident Commander and Comms Lead in Chromium, the Scribe in a terminal."""
    with hosting(home, str(TINY), "--port", "0", "--pace", "1") as host, serving(home, "--room", host.url) as served:
        facilitator = host.facilitator()
        ic, comms = (_tab(browser, host, served.url, seat) for seat in ("ic", "comms_lead"))
        (home / "code").write_text(host.code("player", 1, "scribe"))
        command = [sys.executable, "-m", "tui", "join", host.url, "--name", "Sam", "--code-file", str(home / "code")]
        (home / "tmux").mkdir()
        with Terminal(command, (80, 24), home / "tmux", host.environment) as scribe:
            people: list[Person] = [ic, comms, scribe]
            for one in people:
                one.wait_for("enter")
                one.press("enter")
            ic.wait_for("Due next")
            facilitator.steer(team=1, pace=60)
            for one in people:
                one.press("2")
                one.wait_for("Monitoring")
            facilitator.steer(team=1, pace=1)
            _log(scribe, "pager-heard")
            _log(comms, "customers-watched")
            for one in people:
                one.wait_for("pager-heard", "customers-watched")
            ic.shot(output / "together-ic.png")
            ic.press("F")
            ic.wait_for("ends here")
            ic.press("y")
            for one in people:
                one.wait_for("Debrief")
            comms.shot(output / "together-debrief.png")
            for tab in (ic, comms):
                assert tab.problems() == [], tab.problems()
        entries = decode(host.journal(), name="the drill").entries
        seats = {entry.seat for entry in entries if type(entry.event).__name__ == "EntryLogged"}
        assert seats == {"scribe", "comms_lead"}, seats
        Place(host, 1).prove()


def _tab(browser: Chromium, host: HostProcess, url: str, seat: str) -> Tab:
    tab = Tab(browser, seat, url)
    tab.fill(Join_code=host.code("player", 1, seat), Your_name=f"Person {seat}")
    return tab


def _log(person: Person, words: str) -> None:
    person.press("l")
    person.wait_for("Log a timeline row")
    person.paste(words)
    person.press("tab")
    person.paste("me")
    person.press("ctrl+s")
