"""A PostgreSQL server of one's own for the length of a test, from the system's programs."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

LEFT_OUT = "PostgreSQL is not installed (Debian: apt-get install postgresql)"
USER = "postgres"


def programs() -> Path | None:
    """The folder of `initdb` and `pg_ctl`; None when they are not installed."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), reverse=True)
    named = shutil.which("initdb")
    return found[0].parent if found else Path(named).resolve().parent if named else None


@contextmanager
def server() -> Iterator[str]:
    """Start an empty server on a free port; yields a store's URL for it."""
    folder = programs()
    assert folder is not None, LEFT_OUT
    with tempfile.TemporaryDirectory(prefix="warroom-pg-") as home, socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
        free.close()
        if os.geteuid() == 0:  # initdb refuses to be root
            user = pwd.getpwnam(USER)
            os.chown(home, user.pw_uid, user.pw_gid)
        data = f"{home}/data"
        _run(folder / "initdb", "-D", data, "-U", USER, "--auth=trust", "-E", "UTF8", "--no-sync")
        options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={home}"
        _run(folder / "pg_ctl", "-D", data, "-w", "-l", f"{home}/log", "-o", options, "start")
        try:
            yield f"postgresql+psycopg://{USER}@127.0.0.1:{port}/postgres"
        finally:
            _run(folder / "pg_ctl", "-D", data, "-m", "immediate", "stop")


def _run(program: Path, *arguments: str) -> None:
    as_user = ["runuser", "-u", USER, "--"] if os.geteuid() == 0 else []
    subprocess.run([*as_user, str(program), *arguments], check=True, stdout=subprocess.DEVNULL, cwd="/", timeout=60)
