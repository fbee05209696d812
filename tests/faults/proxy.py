"""A small TCP proxy whose cable can be pulled."""

from __future__ import annotations

import socket
import threading
from contextlib import suppress

NOWHERE = ("127.0.0.1", 9)
"""Nobody listens there."""


class Proxy:
    """Passes bytes between clients and a host; `cut` drops every connection at once."""

    def __init__(self) -> None:
        """Listen on a free port; nothing is passed on until a target is set."""
        self.target: tuple[str, int] | None = None
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listening.getsockname()[1]
        self._pairs: list[tuple[socket.socket, socket.socket]] = []
        self._closed = False
        self._door = threading.Thread(target=self._accept, daemon=True)
        self._door.start()

    def cut(self) -> None:
        """Pull the cable: both sides find their connection gone, whatever was under way."""
        pairs, self._pairs = self._pairs, []
        for pair in pairs:
            for end in pair:
                with suppress(OSError):
                    end.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        """End."""
        self._closed = True
        with suppress(OSError):
            self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        self.cut()
        self._door.join(timeout=5)

    def _accept(self) -> None:
        while not self._closed:
            try:
                client, _ = self._listening.accept()
            except OSError:
                return
            try:
                host = socket.create_connection(self.target or NOWHERE, timeout=2)
            except OSError:
                client.close()
                continue
            host.settimeout(None)
            self._pairs.append((client, host))
            threading.Thread(target=_join, args=(client, host), daemon=True).start()


def _join(client: socket.socket, host: socket.socket) -> None:
    """Pass bytes both ways until either side ends, then close both."""
    back = threading.Thread(target=_pass_on, args=(host, client), daemon=True)
    back.start()
    _pass_on(client, host)
    back.join()
    client.close()
    host.close()


def _pass_on(source: socket.socket, sink: socket.socket) -> None:
    with suppress(OSError):
        while data := source.recv(65_536):
            sink.sendall(data)
    for end in (source, sink):
        with suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)
