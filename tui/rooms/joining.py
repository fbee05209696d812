"""`warroom join`: a seat of a team drill in the terminal, with the same war room as alone."""

from __future__ import annotations

import getpass
import json
import os
import sys
import time
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

from simulator.clock import spell
from simulator.errors import ScenarioError
from simulator.vocabulary import Seat
from tui.drafts import Drafts
from tui.folders import data_folder, make_private, write_private
from tui.rooms.client import Link, new_token
from tui.rooms.late import unsent_words
from tui.rooms.remote import RoomSession, open_session
from tui.verdict import Verdict

Play = Callable[[Callable[[], RoomSession], Callable[[], Verdict | str], Callable[[], None]], None]
"""Runs a war room: makes its session, judges at the end, and says when somebody has left."""
CODE_VARIABLE = "WARROOM_CODE"


def read_code(code_file: Path | None) -> str:
    """The join code: from a file, the environment, or the keyboard without an echo. It never stands in a URL.

    Raises:
        ScenarioError: there is none.
    """
    if code_file is not None:
        try:
            return code_file.read_text(encoding="utf-8").strip()
        except OSError as error:
            raise ScenarioError(f"{code_file}: {error.strerror}", hint="Write the join code into it.") from None
    code = os.environ.get(CODE_VARIABLE, "")
    if not code and sys.stdin.isatty():
        code = getpass.getpass("Join code: ")
    if not code.strip():
        raise ScenarioError("no join code", hint=f"Give --code-file FILE or set {CODE_VARIABLE}.")
    return code.strip()


class Ticket:
    """A person's own token, kept from before the first word to the host: the code seats one once, it lets one back."""

    def __init__(self, code: str) -> None:
        """Kept under the code's hash; only its owner can read the file."""
        self.path = data_folder() / "seats" / f"{sha256(code.encode()).hexdigest()[:32]}.json"

    def read(self) -> str:
        """The token of somebody who has been let in from here; empty the first time."""
        return self._kept("token")

    @property
    def name(self) -> str:
        """The name that one came with last; empty the first time."""
        return self._kept("name")

    def own(self) -> str:
        """The token to come with: the one that lets one in, or one that was made and kept for the first time."""
        token = self.read() or self._kept("made")
        if not token:
            token = new_token()
            self._write({"made": token})
        return token

    def keep(self, token: str, name: str = "") -> None:
        """Remember the token that lets one in, and under which name."""
        self._write({"token": token, "name": name})

    def _kept(self, name: str) -> str:
        try:
            return str(json.loads(self.path.read_text(encoding="utf-8"))[name])
        except (OSError, ValueError, KeyError, TypeError):
            return ""

    def _write(self, content: dict[str, str]) -> None:
        make_private(self.path.parent)
        fresh = self.path.with_suffix(".new")
        write_private(fresh, json.dumps(content).encode())
        fresh.replace(self.path)


def connect_to(urls: list[str], *, name: str, code_file: Path | None) -> tuple[Link, Ticket]:
    """A link that comes back to one's own seat when one has been here before."""
    code = read_code(code_file)
    ticket = Ticket(code)
    return Link(urls, code=code, token=ticket.own(), name=name or ticket.name or getpass.getuser()), ticket


def join_room(urls: list[str], *, name: str, code_file: Path | None, play: Play) -> None:
    """Play a seat until the debrief; `play` runs the war room.

    Raises:
        WarroomError: no terminal, no code, or no host that lets one in.
    """
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise ScenarioError("join needs a terminal", hint="A program speaks the protocol of docs/protocol.md instead.")
    link, ticket = connect_to(urls, name=name, code_file=code_file)
    sessions: list[RoomSession] = []

    def opens() -> RoomSession:
        session = open_session(link, Drafts(ticket.path.with_suffix(".drafts.json")))
        ticket.keep(link.token, link.name)
        sessions.append(session)
        return session

    try:
        play(opens, lambda: _verdict(sessions[0]), link.hang_up)
    finally:
        link.close()
    for session in sessions:
        if words := _farewell(session):
            print(words)


def _farewell(session: RoomSession) -> str:
    """What to know when one has left; nothing after the debrief."""
    if session.debriefed:
        return ""
    kept = "the debrief waits for you" if session.drill.over else "your seat is kept"
    words = f"You left after {spell(session.drill.at_s)}; {kept}. Come back with the same command."
    return f"{words}\nLost: {unsent_words(session.unsent)}." if session.unsent else words


def _verdict(session: RoomSession) -> Verdict:
    """The team's scorecard, and where the journal lies that proves it."""

    def wait() -> bool:
        time.sleep(0.2)
        return session.link.failure is None and not session.link.closing

    card, raw, proved = session.debrief(wait)
    path = data_folder() / "drills" / f"{session.remote.header.drill}.jsonl"
    make_private(path.parent)
    write_private(path, raw)
    seal = f"The team's journal: {path}. {proved} heads kept during the drill are in it."
    return Verdict(card, seal, part="" if session.alone else _own_part(session, card))


def _own_part(session: RoomSession, card: dict[str, Any]) -> str:
    """What one's own lines decided; empty for an observer."""
    from tui.rooms.parts import LIMIT, part_words, points_words, seat_parts

    parts = seat_parts(card, session.remote.entries)
    titles = {part.person: Seat(part.seat).title for part in parts}
    mine = next((part for part in parts if part.person == session.drill.player), None)
    if mine is None:
        return ""
    return f"Your seat, {titles[mine.person]}: {points_words(mine, card)}; {part_words(mine, card, titles)} {LIMIT}"
