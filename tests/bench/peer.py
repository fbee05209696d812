"""The two ends that the room figures measure: a server in a process of its own, and the cheapest client possible."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import time
from dataclasses import dataclass, field
from typing import Any

from tests.bench.room_server import LENGTH

PATIENCE_S = 20.0
PING, PONG = 9, 10  # RFC 6455; who answers no ping is hung up on


class Child:
    """A server in a process of its own."""

    def __init__(self, *arguments: str) -> None:
        """Start it and read what it tells."""
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.bench.room_server", *arguments],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        self.told = self._read()
        self.port: int = self.told["port"]

    def _read(self) -> dict[str, Any]:
        assert self.process.stdout is not None
        return dict(json.loads(self.process.stdout.readline() or "{}"))

    def ask(self, words: str) -> dict[str, Any]:
        """One line to it, one line back."""
        assert self.process.stdin is not None
        self.process.stdin.write(words + "\n")
        self.process.stdin.flush()
        return self._read()

    async def asked(self, words: str) -> dict[str, Any]:
        """The same, while this process goes on reading."""
        return await asyncio.to_thread(self.ask, words)

    def stop(self) -> None:
        """End it."""
        for pipe in (self.process.stdin, self.process.stdout):
            assert pipe is not None
            pipe.close()
        self.process.terminate()
        self.process.wait(timeout=20)


@dataclass
class Peer(asyncio.Protocol):
    """The cheapest client that there can be: it counts frames, notes when each one was whole, and answers pings."""

    web: bool
    buffer: bytearray = field(default_factory=bytearray)
    frames: list[bytes] = field(default_factory=list)
    when: list[float] = field(default_factory=list)
    open: bool = False
    more: asyncio.Event = field(default_factory=asyncio.Event)

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Ask for the WebSocket, or be ready."""
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        if self.web:
            key = "dGhlIHNhbXBsZSBub25jZQ=="
            words = f"Host: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: {key}"
            transport.write(f"GET /ws HTTP/1.1\r\n{words}\r\nSec-WebSocket-Version: 13\r\n\r\n".encode())
        self.open = not self.web

    def data_received(self, data: bytes) -> None:
        """Cut whole frames off the stream."""
        now_s = time.monotonic()
        self.buffer += data
        if not self.open and (end := self.buffer.find(b"\r\n\r\n")) >= 0:
            del self.buffer[: end + 4]
            self.open = True
        while self.open and self.buffer:
            is_ping = self.web and self.buffer[0] & 0x0F == PING
            if (found := self._whole()) is None:
                break
            if is_ping:
                self.transport.write(bytes([0x80 | PONG, 0x80 | len(found)]) + b"\0\0\0\0" + found)
            else:
                self.frames.append(found)
                self.when.append(now_s)
        self.more.set()

    def _whole(self) -> bytes | None:
        head, size = self._head()
        if head == 0 or len(self.buffer) < head + size:
            return None
        frame = bytes(self.buffer[head : head + size])
        del self.buffer[: head + size]
        return frame

    def _head(self) -> tuple[int, int]:
        """Length of the frame's head and of its body; a head of 0 is not there yet."""
        have = len(self.buffer)
        if not self.web:
            return (4, LENGTH.unpack_from(self.buffer)[0]) if have >= 4 else (0, 0)
        short = self.buffer[1] & 0x7F if have >= 2 else 0
        head = 2 + {126: 2, 127: 8}.get(short, 0)
        if have < head:
            return 0, 0
        return head, short if head == 2 else int.from_bytes(self.buffer[2:head], "big")

    def send(self, message: dict[str, Any]) -> None:
        """One masked text frame; the mask is zero, so the bytes stand as they are."""
        body = json.dumps(message).encode()
        size = bytes([0x80 | len(body)]) if len(body) < 126 else b"\xfe" + len(body).to_bytes(2, "big")
        self.transport.write(b"\x81" + size + b"\0\0\0\0" + body)

    def first(self, kind: str, after: int = 0) -> int | None:
        """The index of the next frame of a type that is here; frames before `after` do not count."""
        mark = f'{{"type":"{kind}"'.encode()
        return next((at for at in range(after, len(self.frames)) if self.frames[at].startswith(mark)), None)

    async def wait(self, kind: str, after: int = 0) -> int:
        """The same, waited for."""
        end_s = time.monotonic() + PATIENCE_S
        while True:
            if (found := self.first(kind, after)) is not None:
                return found
            after = len(self.frames)
            self.more.clear()
            await asyncio.wait_for(self.more.wait(), max(0.01, end_s - time.monotonic()))


async def connect(port: int, *, web: bool) -> Peer:
    """One connection."""
    _, peer = await asyncio.get_running_loop().create_connection(lambda: Peer(web), "127.0.0.1", port)
    while not peer.open:
        peer.more.clear()
        await asyncio.wait_for(peer.more.wait(), PATIENCE_S)
    return peer
