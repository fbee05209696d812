"""A listening socket that turns people away while files are left: the store and those inside go on."""

from __future__ import annotations

import logging
import socket
import sys
from time import monotonic

from simulator.errors import ScenarioError

LOG = logging.getLogger("warroom.rooms")
SPARE_FILES = 64
"""Kept for the store, the log and what Python opens itself."""
LEAST_CONNECTIONS = 16
TOLD_EVERY_S = 60.0


class Doorway(socket.socket):
    """Accepts while fewer files are open than allowed; beyond that it hangs up at once."""

    most_files: int
    _told_s: float | None = None

    def accept(self) -> tuple[socket.socket, object]:
        """The next connection; the lowest free number is what a new one gets, so its number tells how many are open.

        Raises:
            ConnectionAbortedError: there was no room for it; whoever listens goes on listening.
        """
        found, address = super().accept()
        if found.fileno() < self.most_files:
            return found, address
        found.close()
        self._tell()
        raise ConnectionAbortedError

    def _tell(self) -> None:
        """Say it once a minute: a flood of connections is no flood of lines."""
        now_s = monotonic()
        if self._told_s is None or now_s - self._told_s >= TOLD_EVERY_S:
            self._told_s = now_s
            words = f"full: connections are turned away at {self.most_files} open files (ulimit -n allows more)"
            LOG.warning(words)
            print(f"warroom: {words}", file=sys.stderr)


def doorway(listening: socket.socket, connections: int) -> Doorway:
    """A listening socket for so many connections, as far as the system allows so many open files.

    Raises:
        ScenarioError: it allows too few for anybody to come in.
    """
    allowed = _allow_files(connections + SPARE_FILES)
    most = allowed - SPARE_FILES
    if most < LEAST_CONNECTIONS:
        listening.close()
        hint = f"Allow at least {SPARE_FILES + LEAST_CONNECTIONS}: ulimit -n {connections + SPARE_FILES}."
        raise ScenarioError(f"this system allows {allowed} open files, too few for a host", hint=hint)
    if most < connections:
        LOG.warning("the system allows %d open files: room for about %d connections", allowed, most)
    made = Doorway(fileno=listening.detach())
    made.most_files = most
    return made


def _allow_files(wanted: int) -> int:
    """Let this process open so many files where the system lets it; returns how many it may."""
    if sys.platform == "win32":
        return wanted
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft == resource.RLIM_INFINITY:
        return wanted
    most = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
    if soft < most:
        try:
            resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))
        except (OSError, ValueError):
            return soft
    return max(soft, most)
