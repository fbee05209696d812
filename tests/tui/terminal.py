"""A real terminal: the program runs in a pseudo-terminal of tmux, and a test reads what a person would read.

tmux in control mode speaks lines over a pipe, so waiting means blocking on its next notification, not sleeping.
"""

import os
import select
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from uuid import uuid4

PATIENCE_S = 30.0
"""Longer than any screen takes on a busy machine; only a screen that never comes waits it out."""
NAMES = {
    "enter": "Enter", "esc": "Escape", "tab": "Tab", "space": "Space", "↑": "Up", "↓": "Down", "←": "Left",
    "→": "Right", "home": "Home", "end": "End",
}  # fmt: skip
"""Keys as screens print them, and as tmux names them."""


class Terminal:
    """One program in a terminal of a fixed size."""

    def __init__(self, command: Sequence[str], size: tuple[int, int], folder: Path, env: Mapping[str, str]) -> None:
        """Start a program; `folder` holds what is pasted."""
        self.size, self._folder = size, folder
        self.screens: list[str] = []
        """Every screen that was waited for, for reading afterwards."""
        self._pending = b""
        config = folder / "tmux.conf"
        config.write_text("set -g status off\nset -g default-terminal tmux-256color\nset -g remain-on-exit on\n")
        self._server = ["tmux", "-L", f"warroom-{uuid4().hex[:8]}", "-u", "-f", str(config)]
        self._process = subprocess.Popen(
            [*self._server, "-C", "new-session", "-x", str(size[0]), "-y", str(size[1]), *command],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, bufsize=0,
            env={**os.environ, **env},
        )  # fmt: skip
        self._reply()
        self.ask(f"refresh-client -C {size[0]}x{size[1]}")

    def __enter__(self) -> "Terminal":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        subprocess.run([*self._server, "kill-server"], check=False, capture_output=True)
        self._process.communicate()

    # --- tmux -----------------------------------------------------------------------------------------------

    def ask(self, line: str) -> list[str]:
        """Give tmux a command; its answer, line by line."""
        assert self._process.stdin is not None
        self._process.stdin.write(line.encode() + b"\n")
        return self._reply()

    def _reply(self) -> list[str]:
        while not self._line().startswith("%begin"):
            pass
        found: list[str] = []
        while not (line := self._line()).startswith(("%end", "%error")):
            found.append(line)
        assert line.startswith("%end"), found
        return found

    def _line(self) -> str:
        while b"\n" not in self._pending:
            self._read()
        line, _, self._pending = self._pending.partition(b"\n")
        return line.decode("utf-8", "replace").rstrip("\r")

    def _read(self) -> None:
        assert self._process.stdout is not None
        data = os.read(self._process.stdout.fileno(), 65_536)
        assert data, "tmux has gone"
        self._pending += data

    def _wait_for_output(self) -> None:
        """Until something was drawn, a second at most."""
        assert self._process.stdout is not None
        if b"\n" not in self._pending and not select.select([self._process.stdout], [], [], 1.0)[0]:
            return
        self._read() if b"\n" not in self._pending else None
        while b"\n" in self._pending:
            self._line()

    # --- what a person does ---------------------------------------------------------------------------------

    def look(self) -> str:
        """The screen as text."""
        return "\n".join(self.ask("capture-pane -p"))

    def wait(self, shows: Callable[[str], bool], what: str) -> str:
        """The first screen of which something is true."""
        end = time.monotonic() + PATIENCE_S
        while not shows(screen := self.look()):
            assert time.monotonic() < end, f"waited in vain for {what}; the screen:\n{screen}"
            self._wait_for_output()
        self.screens.append(screen)
        return screen

    def wait_for(self, *words: str) -> str:
        """The first screen that shows all of these words."""
        return self.wait(lambda screen: all(word in screen for word in words), " + ".join(words))

    def press(self, *keys: str) -> None:
        """Press keys as the screen prints them, e.g. `enter`, `ctrl+s`, `?`."""
        for key in keys:
            if key.startswith("ctrl+"):
                self.ask(f"send-keys C-{key[5:]}")
            elif key in NAMES:
                self.ask(f"send-keys {NAMES[key]}")
            else:
                self.ask(f"send-keys -H {key.encode().hex()}")

    def paste(self, text: str) -> None:
        """Put a text where the cursor is, as one paste."""
        pasted = self._folder / "pasted"
        pasted.write_text(text, encoding="utf-8")
        self.ask(f"load-buffer {pasted}")
        self.ask("paste-buffer -p -d")
