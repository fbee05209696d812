"""A player who may be killed: gives numbered commands to a team room, and says which ones are safe."""

from __future__ import annotations

import os
import queue
import sys
from pathlib import Path

from simulator.commands import LogEntry
from tui.rooms import protocol as p
from tui.rooms.client import Link, new_token

SILENCE_S = 40.0
IN_FLIGHT = 2


def play(urls: list[str], code: str, ticket: Path, count: int) -> int:
    """Give every command, from the first one on, as somebody who remembers no answer; 1 when the host went silent."""
    if not ticket.exists():  # before the first word to a host, as `warroom join` does
        _keep(ticket, new_token())
    link = Link(urls, code=code, token=ticket.read_text(), name="Player")
    link.open()
    waiting = [f"k{number}" for number in range(count)]
    flying: set[str] = set()
    while waiting or flying:
        while waiting and len(flying) < IN_FLIGHT and link.online:
            flying.add(name := waiting.pop(0))
            link.send(p.Act(id=name, command=LogEntry(action=f"Row {name}", owner="me", result="")))
        try:
            answer = link.inbox.get(timeout=SILENCE_S)
        except queue.Empty:
            print(link.failure, link.online, sorted(flying), file=sys.stderr)
            return 1
        if isinstance(answer, p.Done) and answer.id in flying:
            flying.discard(answer.id)
            print(answer.id, flush=True)
    link.close()
    return 0


def _keep(ticket: Path, token: str) -> None:
    fresh = ticket.with_suffix(".new")
    fresh.write_text(token)
    os.replace(fresh, ticket)


if __name__ == "__main__":
    sys.exit(play(sys.argv[4:], sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])))
