"""Runs the command as a user would: in another process, or faster in this one; with an empty home, never a terminal."""

from __future__ import annotations

import contextlib
import io
import os
import resource
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from subprocess import CompletedProcess
from unittest import mock

from tests.remembering import remembering

Done = CompletedProcess[str]
ROOM_BYTES = 3_000


def warroom(folder: Path, *arguments: str, stdin: str = "") -> Done:
    """Run `warroom` in `folder`, with its data below it; never a terminal."""
    return subprocess.run(
        [sys.executable, "-m", "tui", *arguments], cwd=folder, env={**os.environ, **_home(folder)}, input=stdin,
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip


def warroom_here(folder: Path, *arguments: str, stdin: str = "", **environment: str) -> Done:
    """The same without a process, where what starts and what it loads are not the point.

    Scenarios and runbooks stay loaded from call to call under the names that they were asked for by, and texts that
    were read are remembered: most tests begin with the same drill.
    """
    from tui.cli import main

    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True) for _ in range(2))
    code: int | str | None = 0
    with (
        _inside(folder, ["warroom", *arguments], io.StringIO(stdin), {**_home(folder), **environment}),
        contextlib.redirect_stdout(out), contextlib.redirect_stderr(err),
    ):  # fmt: skip
        try:
            main()
        except SystemExit as end:
            code = end.code
    said, told = (stream.buffer.getvalue().decode() for stream in (out, err))
    return CompletedProcess(list(arguments), code if isinstance(code, int) else int(code is not None), said, told)


@contextlib.contextmanager
def full_disk() -> Iterator[None]:
    """No file may become larger than a little."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (ROOM_BYTES, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@contextlib.contextmanager
def _inside(folder: Path, argv: list[str], stdin: io.StringIO, environment: dict[str, str]) -> Iterator[None]:
    with (
        contextlib.chdir(folder), mock.patch.object(sys, "argv", argv), mock.patch.object(sys, "stdin", stdin),
        mock.patch.dict(os.environ, environment), mock.patch("tui.library.load_reader", remembering),
    ):  # fmt: skip
        yield


def _home(folder: Path) -> dict[str, str]:
    return {"HOME": str(folder), "WARROOM_HOME": str(folder / "data"), "NO_COLOR": "1"}
