"""The address at which others reach what listens here; nothing is sent to find it out."""

from __future__ import annotations

import socket
from collections.abc import Callable

LOOPBACK = ("127.0.0.1", "::1", "localhost")
EVERYWHERE = {"0.0.0.0": "192.0.2.1", "::": "2001:db8::1"}  # noqa: S104  # compared, not bound
"""Binds to every address of a machine, and an address of its kind that nobody has (RFC 5737, RFC 3849)."""
ONE_OF_SEVERAL = "that is one of this machine's addresses; who cannot reach it takes the machine's name or another one"


def everywhere(bind: str) -> bool:
    """Whether something listens on every address of this machine."""
    return bind in EVERYWHERE


def _outward(towards: str) -> str:
    """This machine's own address on the way to another one, by its routes alone.

    Raises:
        OSError: there is no way.
    """
    family = socket.AF_INET6 if ":" in towards else socket.AF_INET
    with socket.socket(family, socket.SOCK_DGRAM) as probe:
        probe.connect((towards, 9))  # a datagram socket only looks the route up
        return str(probe.getsockname()[0])


def shown_host(bind: str, outward: Callable[[str], str] = _outward) -> str:
    """The host part of an address to give to people; without a network, this machine's own name for itself."""
    host = bind
    if everywhere(bind):
        try:
            host = outward(EVERYWHERE[bind])
        except OSError:
            host = "::1" if ":" in bind else "127.0.0.1"
    return f"[{host}]" if ":" in host else host
