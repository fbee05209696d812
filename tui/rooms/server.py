"""The doors of a host: a WebSocket at `/ws` and a health page, served by Starlette on uvicorn."""

from __future__ import annotations

import asyncio
import logging
import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import urlsplit

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect

from tui.rooms import reception
from tui.rooms.guest import Bucket, Guest
from tui.rooms.host import Host
from tui.rooms.protocol import FRAME_BYTES, VERSION, Error, Hello, encode, name_of, read_question

LOG = logging.getLogger("warroom.rooms")
HELLO_WITHIN_S = 10.0
HARD_FRAME_BYTES = 4 * FRAME_BYTES
"""Beyond this the connection is closed without an answer in words."""
MOST_GUESTS = 2_000
FAULTS_MOST = 200
"""So many refused messages in a row end a connection."""


def make_app(host: Host) -> Starlette:
    """The routes of a host."""

    async def health(request: Request) -> JSONResponse:
        return JSONResponse({"protocol": VERSION, "teams_here": sum(not room.lost for room in host.rooms.values())})

    async def door(socket: WebSocket) -> None:
        await _serve(host, socket)

    return Starlette(routes=[Route("/health", health), WebSocketRoute("/ws", door)])


def own_origin(origin: str | None, served_as: str) -> bool:
    """True when a browser page of this very host, or a program that is no browser, knocks."""
    return origin is None or urlsplit(origin).netloc.lower() == served_as.lower()


async def _serve(host: Host, socket: WebSocket) -> None:
    """One connection from hello to goodbye."""
    if not own_origin(socket.headers.get("origin"), socket.headers.get("host", "")) or len(host.guests) >= MOST_GUESTS:
        await socket.close(1008)
        return
    await socket.accept()
    guest = None
    try:
        guest = await asyncio.wait_for(_welcome(host, socket), HELLO_WITHIN_S)
        if guest is not None:
            await _converse(host, socket, guest)
    except (WebSocketDisconnect, TimeoutError):
        pass
    finally:
        if guest is not None:
            host.guests.discard(guest)
            host.tell_people(guest.team)
            LOG.info("%s %s left", guest.kind, guest.person)
        with suppress(RuntimeError, WebSocketDisconnect):
            await socket.close(1000)


async def _welcome(host: Host, socket: WebSocket) -> Guest | None:
    """Let somebody in, or say why not; a few slips are forgiven."""
    address = socket.client.host if socket.client else ""
    bucket = Bucket(host.now, per_s=1, burst=10)
    while bucket.take():
        frame = await _frame(socket)
        try:
            hello = _read(frame)
            if not isinstance(hello, Hello):
                raise reception.Refusal("out_of_order", "Say hello first.")
            guest, token = await reception.admit(host, hello, address)
        except reception.Refusal as refusal:
            LOG.info("refused at the door: %s", refusal.code)
            await socket.send_text(encode(Error(code=refusal.code, text=str(refusal), id=name_of(frame))))
            continue
        _take_the_place_of(host, guest)
        reception.greet(host, guest, token, hello.since)
        LOG.info("%s %s came", guest.kind, guest.person)
        return guest
    return None


def _take_the_place_of(host: Host, guest: Guest) -> None:
    """A person who comes back ends their own earlier connection, which may be half dead."""
    for other in tuple(host.guests):
        if other.person == guest.person:
            host.guests.discard(other)
            other.dismiss()


async def _converse(host: Host, socket: WebSocket, guest: Guest) -> None:
    """Read and write at once until either side ends."""
    writer = asyncio.create_task(_write(socket, guest))
    reader = asyncio.create_task(_listen(host, socket, guest))
    _, pending = await asyncio.wait([writer, reader], return_when=asyncio.FIRST_COMPLETED)
    for task in pending:
        task.cancel()
    for result in await asyncio.gather(writer, reader, return_exceptions=True):
        if isinstance(result, Exception) and not isinstance(result, WebSocketDisconnect | RuntimeError):
            raise result


async def _write(socket: WebSocket, guest: Guest) -> None:
    while (frame := await guest.outbox.get()) is not None:
        await socket.send_text(frame)


async def _listen(host: Host, socket: WebSocket, guest: Guest) -> None:
    faults = 0
    while faults < FAULTS_MOST:
        frame = await _frame(socket)
        try:
            if not guest.bucket.take():
                await asyncio.sleep(0.05)  # slow the hurried down; what they sent is answered, not lost
                raise reception.Refusal("too_fast", "Slow down: that was not taken.")
            await reception.receive(host, guest, _read(frame))
            faults = 0
        except reception.Refusal as refusal:
            faults += 1
            LOG.info("refused %s: %s", guest.person, refusal.code)
            guest.tell(Error(code=refusal.code, text=str(refusal), id=name_of(frame)))


async def _frame(socket: WebSocket) -> str | bytes:
    message = await socket.receive()
    if message["type"] == "websocket.disconnect":
        raise WebSocketDisconnect(message.get("code", 1000))
    text: str | bytes | None = message.get("text")
    return text if text is not None else message.get("bytes") or b""


def _read(frame: str | bytes):  # type: ignore[no-untyped-def]  # one of protocol.Question
    size = len(frame) if isinstance(frame, bytes) else len(frame.encode("utf-8", "surrogatepass"))
    if size > FRAME_BYTES:
        raise reception.Refusal("too_large", f"A message has at most {FRAME_BYTES} bytes.")
    try:
        return read_question(frame)
    except ValueError as error:
        raise reception.Refusal("malformed", f"That is no message of this protocol: {error}") from None


def open_socket(bind: str, port: int) -> socket.socket:
    """A listening socket; port 0 takes a free one.

    Raises:
        OSError: the address or port cannot be had.
    """
    family = socket.AF_INET6 if ":" in bind else socket.AF_INET
    return socket.create_server((bind, port), family=family, backlog=256)


class _Server(uvicorn.Server):
    """Leaves signals to the host, which has leases to give back before it goes."""

    def stop(self) -> None:
        """Close the doors and end."""
        self.should_exit = True

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Nothing to capture."""
        yield


async def serve(host: Host, listening: socket.socket, *, cert: Path | None = None, key: Path | None = None) -> None:
    """Serve until the process is told to stop, or the store fails.

    Raises:
        StoreError: the store failed; what was acknowledged is in it.
    """
    config = uvicorn.Config(
        make_app(host), log_config=None, access_log=False, ws_max_size=HARD_FRAME_BYTES, lifespan="off",
        ws_per_message_deflate=False, ssl_certfile=cert, ssl_keyfile=key, timeout_graceful_shutdown=2,
        server_header=False, ws_ping_interval=20.0, ws_ping_timeout=20.0,
    )  # fmt: skip
    server = _Server(config)
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        with suppress(NotImplementedError):  # Windows has no such handlers
            loop.add_signal_handler(number, server.stop)
    loops = asyncio.create_task(host.run())
    serving = asyncio.create_task(server.serve(sockets=[listening]))
    await asyncio.wait([loops, serving], return_when=asyncio.FIRST_COMPLETED)
    host.stopped.set()
    server.should_exit = True
    results = await asyncio.gather(loops, serving, return_exceptions=True)
    failures = [result for result in results if isinstance(result, Exception)]
    if failures:
        raise failures[0]
    await host.close()
