"""`warroom facilitate`: one line a command, from the keyboard or a script; answers on stdout, words on stderr."""

from __future__ import annotations

import json
import queue
import shlex
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from simulator.clock import spell
from tui.rooms import protocol as p
from tui.rooms.client import STEERS, Link
from tui.rooms.joining import Ticket, connect_to
from tui.rooms.orders import SlipError, help_text, parse

if TYPE_CHECKING:
    from tui.rooms.facilitation import Facilitation

ANSWER_WITHIN_S = 10.0


def facilitate_room(
    urls: list[str], *, name: str, code_file: Path | None, screen: Callable[[Facilitation], None]
) -> int:
    """At a terminal the screen, else read commands until the end of input; returns 1 when one of them was refused.

    Raises:
        WarroomError: no code, or no host that lets one in.
    """
    link, ticket = connect_to(urls, name=name, code_file=code_file)
    if sys.stdin.isatty() and sys.stdout.isatty():
        return _at_the_screen(link, ticket, screen)
    console = Console(link)
    link.open(STEERS)
    console.wait_for(p.Welcome)
    ticket.keep(link.token, link.name)
    print("warroom: you are the facilitator; `help` lists the orders", file=sys.stderr)
    try:
        for line in sys.stdin:
            if not console.obey(line):
                break
    finally:
        link.close()
    return 1 if console.refused else 0


def _at_the_screen(link: Link, ticket: Ticket, screen: Callable[[Facilitation], None]) -> int:
    """The same orders by keys, until one leaves."""
    from tui.rooms.facilitation import enter

    print("warroom: connecting …", file=sys.stderr)
    try:
        facilitation = enter(link)
        ticket.keep(link.token, link.name)
        screen(facilitation)
    finally:
        link.close()
    return 0


class Console:
    """Turns lines into messages and answers into lines."""

    def __init__(self, link: Link) -> None:
        """Bind to a link."""
        self.link = link
        self.refused = 0

    def obey(self, line: str) -> bool:
        """Do one line; False to end."""
        try:
            words = shlex.split(line, comments=True)
            if not words:
                return True
            if words[0] == "quit":
                return False
            if words[0] == "help":
                print(help_text(), file=sys.stderr)
            elif words[0] == "wait":
                time.sleep(float(words[1]))
            else:
                self._send(words)
        except (SlipError, ValueError, IndexError) as error:
            self.refused += 1
            hint = (error.hint if isinstance(error, SlipError) else "") or "`help` lists the orders."
            print(f"warroom: {error}\n  {hint}", file=sys.stderr)
        return True

    def _send(self, words: list[str]) -> None:
        question, awaited = parse(words)
        self.link.send(question)
        if awaited is not None and awaited is not p.Page:
            self._answer(self.wait_for(awaited, name=getattr(question, "id", "")))
        while awaited is p.Page:
            page = self.wait_for(p.Page)
            self._answer(page)
            if not isinstance(page, p.Page) or page.last:
                return

    def wait_for(self, kind: type[p.Told], *, name: str = "") -> p.Told:
        """The next answer of a kind; an error that is meant for us counts as one.

        Raises:
            SlipError: nothing came.
            RoomError: the host does not let one in.
        """
        end_s = time.monotonic() + ANSWER_WITHIN_S
        while time.monotonic() < end_s:
            if self.link.failure is not None:
                raise self.link.failure
            try:
                answer = self.link.inbox.get(timeout=0.1)
            except queue.Empty:
                continue
            mine = not name or getattr(answer, "id", "") == name
            if (isinstance(answer, kind) and mine) or (isinstance(answer, p.Error) and answer.id in ("", name)):
                return answer
            if isinstance(answer, p.Said):
                self._answer(answer)
        raise SlipError("the host has not answered; a command goes out again by itself")

    def _answer(self, answer: p.Told) -> None:
        if isinstance(answer, p.Error) or (isinstance(answer, p.Done) and answer.refused):
            self.refused += 1
        print(json.dumps(msgspec.to_builtins(answer), ensure_ascii=False), flush=True)
        if isinstance(answer, p.Board):
            for row in answer.teams:
                overdue = f"  overdue: {', '.join(row['overdue'])}" if row["overdue"] else ""
                words = f"team {row['team']}  +{spell(row['at_s'])}  ×{row['multiplier']}  {row['phase']}{overdue}"
                print(words, file=sys.stderr)
