"""Who may come in by the browser, and as whom: everybody on this machine, with a token, or with a join code."""

from __future__ import annotations

import hmac
import os
import re
import secrets
import sys
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Protocol

from simulator.errors import WarroomError
from tui.folders import data_folder, make_private

SECRET_VARIABLES = ("WARROOM_CODE", "WARROOM_TOKEN", "WARROOM_PASSPHRASE", "PGPASSWORD")
"""Secrets of whoever started the server; no visitor's program inherits them."""
NAME_LENGTH = 60
_PASS = re.compile(r"[A-Za-z0-9_-]{43}")


@dataclass(frozen=True, slots=True)
class Field:
    """One line of the form at the door."""

    name: str
    label: str
    secret: bool
    autocomplete: str = "off"


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody who may come in, and what runs for them."""

    arguments: tuple[str, ...]
    """Of `warroom`."""
    environment: Mapping[str, str]
    """What their program has beside the server's own environment."""
    alone: bool = False
    """True when a second window of theirs takes the place of the first."""

    @property
    def command(self) -> tuple[str, ...]:
        """The program to run."""
        return (sys.executable, "-m", "tui", *self.arguments)

    def whole_environment(self) -> dict[str, str]:
        """The server's own environment without its secrets, and what is this visitor's."""
        kept = {name: value for name, value in os.environ.items() if name not in SECRET_VARIABLES}
        return {**kept, "TERM": "xterm-256color", "COLORTERM": "truecolor", **self.environment}


class DoorError(WarroomError):
    """Somebody who is not let in."""


class Door(Protocol):
    """Decides who may come in; what it hands out is a pass, which the browser keeps as a cookie."""

    why: str
    """What the form says; empty = no form, everybody may come in."""
    fields: tuple[Field, ...]

    def find(self, passed: str) -> Visitor | None:
        """The visitor with a pass, or None."""
        ...

    async def enter(self, form: Mapping[str, str], passed: str) -> str:
        """Let somebody in by what they wrote; returns their pass, which may be the one that they had.

        Raises:
            DoorError: they are not let in.
        """
        ...


class OpenDoor:
    """For a server that only this machine reaches: the browser is one more terminal of its user."""

    why: str = ""
    fields: tuple[Field, ...] = ()

    def find(self, passed: str) -> Visitor:
        """Always the user."""
        return Visitor((), {})

    async def enter(self, form: Mapping[str, str], passed: str) -> str:
        """There is nothing to enter."""
        return passed


class TokenDoor:
    """One token for all who may play here; each browser has drills and settings of its own."""

    why: str = "Rehearse the incidents that cost companies their customers. Whoever runs this server has the token."
    fields: tuple[Field, ...] = (Field("token", "Token", secret=True, autocomplete="current-password"),)

    def __init__(self, token: str) -> None:
        """With the token that opens it."""
        self._token = sha256(token.encode()).digest()
        self._known: set[str] = set()

    def find(self, passed: str) -> Visitor | None:
        """Whoever has shown the token since the server began."""
        if passed not in self._known:
            return None
        return Visitor((), {"WARROOM_HOME": str(_home(passed))})

    async def enter(self, form: Mapping[str, str], passed: str) -> str:
        """A browser that was here before the server's last start keeps its pass, and so its drills."""
        if not hmac.compare_digest(sha256(form.get("token", "").encode()).digest(), self._token):
            raise DoorError("That is not the token.")
        kept = passed if _PASS.fullmatch(passed) and _home(passed).is_dir() else new_pass()
        make_private(_home(kept))
        self._known.add(kept)
        return kept


Knock = Callable[[str, str], Awaitable[None]]
"""Shows a join code and a name to the room; raises `WarroomError` when it is not let in."""


class RoomDoor:
    """A join code opens its seat; the browser needs nothing else."""

    why: str = "A seat in a team exercise. The facilitator has your join code."
    fields: tuple[Field, ...] = (
        Field("code", "Join code", secret=True),
        Field("name", "Your name, as the others see you", secret=False, autocomplete="name"),
    )

    def __init__(self, urls: tuple[str, ...], knock: Knock) -> None:
        """With the addresses of the room and how to ask it."""
        self._arguments = ("join", urls[0], *(part for url in urls[1:] for part in ("--also", url)))
        self._knock = knock
        self._known: dict[str, Visitor] = {}

    def find(self, passed: str) -> Visitor | None:
        """Whoever has shown a code since the server began."""
        return self._known.get(passed)

    async def enter(self, form: Mapping[str, str], passed: str) -> str:
        """Ask the room whether the code opens a seat; from then on the code opens it here."""
        code, name = form.get("code", "").strip(), " ".join(form.get("name", "").split())[:NAME_LENGTH]
        if not code:
            raise DoorError("Enter the join code that the facilitator gave you.")
        try:
            await self._knock(code, name)
        except WarroomError as error:
            raise DoorError(str(error)) from None
        kept = new_pass()
        arguments = (*self._arguments, "--name", name) if name else self._arguments
        self._known[kept] = Visitor(arguments, {"WARROOM_CODE": code}, alone=True)
        return kept


def new_pass() -> str:
    """256 random bits for a cookie."""
    return secrets.token_urlsafe(32)


def _home(passed: str) -> Path:
    """Where a browser's drills lie; the pass itself stands nowhere."""
    return data_folder() / "browsers" / sha256(passed.encode()).hexdigest()[:32]
