"""The doors of a host: a WebSocket at `/ws` and a health page, on the websockets library's own server."""

from __future__ import annotations

import asyncio
import gc
import json
import logging
import signal
import socket
import ssl
import sys
import traceback
from contextlib import suppress
from functools import partial
from http import HTTPStatus
from pathlib import Path
from urllib.parse import urlsplit

from websockets.asyncio import server as websockets
from websockets.exceptions import ConnectionClosed
from websockets.frames import Frame, Opcode
from websockets.http11 import Request, Response
from websockets.protocol import State

from simulator.errors import ScenarioError
from tui.rooms import door, reception
from tui.rooms.doorway import doorway
from tui.rooms.guest import Bucket, Guest
from tui.rooms.host import Host
from tui.rooms.protocol import (
    FRAME_BYTES,
    VERSION,
    Error,
    Hello,
    Question,
    encode,
    is_of_another_version,
    name_of,
    read_question,
)

LOG = logging.getLogger("warroom.rooms")
HELLO_WITHIN_S = 10.0
HARD_FRAME_BYTES = 4 * FRAME_BYTES
"""Beyond this the connection is closed without an answer in words."""
PILE_BYTES = 16_000_000
"""A client that lets this much pile up is cut off; it comes back and goes on where it was."""
FRAMES_AHEAD = 4
"""So many messages of a client wait to be read before its network has to."""
GOODBYE_WITHIN_S = 2.0
MOST_CONNECTIONS = 2_000
"""Also those that have not said hello yet; they have ten seconds for it."""
SWITCH_S = 0.0005
"""The thread that writes to the store waits at most this long for the one that serves."""
FAULTS_MOST = 200
"""So many refused messages in a row end a connection."""


class Line:
    """A guest's connection: what is posted goes out at once, or waits in its buffer."""

    def __init__(self, connection: websockets.ServerConnection) -> None:
        """Bind to a connection."""
        self._connection = connection
        self._closing: asyncio.Task[None] | None = None

    def post(self, frame: bytes) -> None:
        """Send a text frame; one who does not read is cut off rather than waited for."""
        transport = self._connection.transport
        if transport.get_write_buffer_size() > PILE_BYTES:
            transport.abort()
        elif self._connection.state is State.OPEN:
            # What the library's own `broadcast` writes for whole frames without compression, in a third of the time.
            transport.write(Frame(Opcode.TEXT, frame).serialize(mask=False))

    def close(self) -> None:
        """Say goodbye after what was sent before."""
        self._closing = self._closing or asyncio.get_running_loop().create_task(self._connection.close())


def _at_the_door(host: Host, connection: websockets.ServerConnection, request: Request) -> Response | None:
    """Who knocks: the health page's reader, a stranger, or somebody who may say hello (None)."""
    path = urlsplit(request.path).path
    if path == "/health":
        here = sum(not room.lost for room in host.rooms.values())
        answer = connection.respond(HTTPStatus.OK, json.dumps({"protocol": VERSION, "teams_here": here}))
        del answer.headers["Content-Type"]
        answer.headers["Content-Type"] = "application/json"
        return answer
    if path != "/ws":
        return connection.respond(HTTPStatus.NOT_FOUND, "This host speaks WebSocket at /ws.\n")
    served_as = next(iter(request.headers.get_all("Host")), "")
    if not all(own_origin(origin, served_as) for origin in request.headers.get_all("Origin")):
        return connection.respond(HTTPStatus.FORBIDDEN, "Pages of other sites are not let in.\n")
    if len(connection.server.connections) > MOST_CONNECTIONS:
        return connection.respond(HTTPStatus.SERVICE_UNAVAILABLE, "This host is full.\n")
    return None


def own_origin(origin: str, served_as: str) -> bool:
    """True when a browser page of this very host knocks."""
    try:
        return urlsplit(origin).netloc.lower() == served_as.lower()
    except ValueError:
        return False


async def _serve(host: Host, connection: websockets.ServerConnection) -> None:
    """One connection from hello to goodbye."""
    guest = None
    try:
        async with asyncio.timeout(HELLO_WITHIN_S):
            guest = await _welcome(host, connection)
        if guest is not None:
            await _listen(host, connection, guest)
    except (ConnectionClosed, TimeoutError):
        pass
    except Exception as error:  # noqa: BLE001  # one guest's trouble is not the others'
        where = "".join(traceback.format_tb(error.__traceback__))
        LOG.error("a conversation broke: %s\n%s", type(error).__name__, where)  # noqa: TRY400  # without its words
    finally:
        if guest is not None:
            host.guests.discard(guest)
            host.left(guest)
            host.tell_people(guest.team)
            LOG.info("%s %s left", guest.kind, guest.person)


async def _welcome(host: Host, connection: websockets.ServerConnection) -> Guest | None:
    """Let somebody in, or say why not; a few slips are forgiven."""
    address = str(connection.remote_address[0]) if connection.remote_address else ""
    bucket = Bucket(host.now, per_s=1, burst=10)
    while bucket.take():
        frame = await connection.recv(decode=False)
        try:
            hello = _read(frame)
            if not isinstance(hello, Hello):
                raise door.Refusal("out_of_order", "Say hello first.")
            guest, token = await door.admit(host, hello, Line(connection), address)
        except door.Refusal as refusal:
            LOG.info("refused at the door: %s", refusal.code)
            await connection.send(encode(Error(code=refusal.code, text=str(refusal), id=name_of(frame))))
            continue
        _take_the_place_of(host, guest)
        door.greet(host, guest, token, hello.since)
        LOG.info("%s %s came", guest.kind, guest.person)
        return guest
    return None


def _take_the_place_of(host: Host, guest: Guest) -> None:
    """A person who comes back ends their own earlier connection, half dead or another window that hears why."""
    for other in host.guests.of(guest.team):
        if other.person == guest.person:
            host.guests.discard(other)
            other.tell(
                Error(code="elsewhere", text="You came in again from another window, which goes on; this one ends.")
            )
            other.dismiss()


async def _listen(host: Host, connection: websockets.ServerConnection, guest: Guest) -> None:
    faults = 0
    while faults < FAULTS_MOST and not guest.dismissed:
        frame = await connection.recv(decode=False)
        try:
            if not guest.bucket.take():
                await asyncio.sleep(0.05)  # slow the hurried down; what they sent is answered, not lost
                raise door.Refusal("too_fast", "That was not taken: at most 20 messages a second. Send it again.")
            await reception.receive(host, guest, _read(frame))
            faults = 0
        except door.Refusal as refusal:
            faults += 1
            LOG.info("refused %s: %s", guest.person, refusal.code)
            guest.tell(Error(code=refusal.code, text=str(refusal), id=name_of(frame)))


def _read(frame: bytes) -> Question:
    if len(frame) > FRAME_BYTES:
        raise door.Refusal("too_large", f"A message has at most {FRAME_BYTES} bytes.")
    try:
        return read_question(frame)
    except ValueError as error:
        if is_of_another_version(frame):
            raise door.other_version() from None
        raise door.Refusal("malformed", f"That is no message of this protocol. {error}") from None


def open_socket(bind: str, port: int) -> socket.socket:
    """A listening socket; port 0 takes a free one.

    Raises:
        OSError: the address or port cannot be had.
        ScenarioError: the system allows too few open files.
    """
    family = socket.AF_INET6 if ":" in bind else socket.AF_INET
    listening = socket.create_server((bind, port), family=family, backlog=256)
    # What it accepts inherits this; asyncio sets it on its own sockets only, and without it short messages wait 40 ms.
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return doorway(listening, MOST_CONNECTIONS)


def tls_of(cert: Path, key: Path) -> ssl.SSLContext:
    """What a host shows that speaks TLS.

    Raises:
        ScenarioError: the files cannot be read, or do not belong together.
    """
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    try:
        context.load_cert_chain(cert, key)
    except OSError as error:  # an SSLError is one too
        reason = error.strerror or str(error)
        raise ScenarioError(
            f"{cert} and {key}: {reason}", hint="Give a certificate and its private key, both as PEM."
        ) from None
    return context


def make_ready(host: Host) -> None:
    """What makes answers quick and even in a process that does nothing but serve.

    Raises:
        StoreError: the store has no room left.
    """
    sys.setswitchinterval(SWITCH_S)
    host.database.make_room()
    gc.collect()
    gc.freeze()  # what is loaded stays: no later search for garbage goes through it while somebody waits for an answer


async def serve(host: Host, listening: socket.socket, *, tls: ssl.SSLContext | None = None) -> None:
    """Serve until the process is told to stop, or the store fails.

    Raises:
        StoreError: the store failed; what was acknowledged is in it.
    """
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        with suppress(NotImplementedError):  # Windows has no such handlers
            loop.add_signal_handler(number, host.stopped.set)
    async with websockets.serve(
        partial(_serve, host), sock=listening, ssl=tls, process_request=partial(_at_the_door, host), compression=None,
        max_size=HARD_FRAME_BYTES, max_queue=FRAMES_AHEAD, close_timeout=GOODBYE_WITHIN_S, server_header=None,
        logger=_silent(),
    ):  # fmt: skip
        await host.run()
    await host.close()


def _silent() -> logging.Logger:
    """The library would log what people write, and what strangers send; the host says itself what matters."""
    log = logging.getLogger("warroom.wire")
    log.addHandler(logging.NullHandler())
    log.propagate = False
    log.setLevel(logging.CRITICAL)
    return log
