"""`warroom serve` in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

PATIENCE_S = 20


@dataclass(frozen=True, slots=True)
class Served:
    """A server of browsers that runs."""

    url: str
    token: str
    process: subprocess.Popen[str]

    def programs(self) -> list[int]:
        """The processes that it started and that still run."""
        answer = subprocess.run(
            ["pgrep", "-P", str(self.process.pid)], capture_output=True, text=True, check=False, timeout=PATIENCE_S
        )
        return [int(line) for line in answer.stdout.split()]


@contextmanager
def serving(folder: Path, *arguments: str) -> Iterator[Served]:
    """A server that ends with the block; its data lies below `folder`."""
    environment = {**os.environ, "HOME": str(folder), "WARROOM_HOME": str(folder / "data")}
    with (folder / "serve.err").open("ab") as words:
        process = subprocess.Popen(
            [sys.executable, "-m", "tui", "serve", "--port", "0", *arguments, "--format", "json"], env=environment,
            cwd=folder, stdout=subprocess.PIPE, stderr=words, text=True,
        )  # fmt: skip
    assert process.stdout is not None
    try:
        line = process.stdout.readline()
        assert line, (folder / "serve.err").read_text()
        told = json.loads(line)
        yield Served(told["url"], told["token"], process)
    finally:
        process.terminate()
        process.wait(PATIENCE_S)
        process.stdout.close()
