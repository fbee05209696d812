"""Shows a join code to a room and keeps the seat for whoever comes with it: what a form at a door needs to know."""

from __future__ import annotations

import asyncio

from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake, InvalidURI

from tui.rooms import protocol as p
from tui.rooms.client import ANSWER_BYTES, PLAYS, RoomError, no_address, whom_to_ask
from tui.rooms.joining import Ticket

ANSWER_WITHIN_S = 5.0


async def knock(urls: tuple[str, ...], code: str, name: str) -> None:
    """Take the seat that a code opens, unless somebody did so from here before; its token is kept on this machine.

    Args:
        urls: Where the room may be, tried in turn.
        code: The join code.
        name: How the others see whoever comes.

    Raises:
        RoomError: the room does not answer, or does not let one in.
    """
    ticket = Ticket(code)
    if ticket.read():
        return
    for url in urls:
        try:
            hello = p.Hello(version=p.VERSION, code=code, token=ticket.own(), name=name, kinds=list(PLAYS))
            answer = await _ask(url, hello)
        except (OSError, TimeoutError, ConnectionClosed, InvalidHandshake, InvalidURI):
            continue
        if isinstance(answer, p.Welcome):
            ticket.keep(answer.token or ticket.own(), answer.name)
            return
        if isinstance(answer, p.Error) and answer.code != "not_here":
            raise RoomError(answer.text, hint=whom_to_ask(answer))
    raise RoomError("The room does not answer; try again in a moment.", hint="Check that the host runs.")


async def check(urls: tuple[str, ...]) -> str:
    """Look for a room before anybody comes: why nobody would get in now; empty when a host answers.

    Raises:
        RoomError: an address is none.
    """
    why = ""
    for url in urls:
        try:
            async with connect(url, open_timeout=ANSWER_WITHIN_S, close_timeout=1):
                return ""
        except InvalidURI:
            raise no_address(url) from None
        except InvalidHandshake:
            why = why or f"{url} answers, but is no room; the address ends in /ws"
        except (OSError, TimeoutError, ConnectionClosed):
            why = why or f"{url}: the room does not answer yet; visitors get in once its host runs"
    return why


async def _ask(url: str, hello: p.Hello) -> p.Answer | None:
    async with connect(
        url, max_size=ANSWER_BYTES, compression=None, open_timeout=ANSWER_WITHIN_S, close_timeout=1
    ) as room:
        await room.send(p.encode(hello))
        return p.read_answer(await asyncio.wait_for(room.recv(), ANSWER_WITHIN_S))
