"""How far long work is, on stderr."""

from __future__ import annotations

import sys


class Bar:
    """A progress line on stderr: redrawn on a terminal, a line at each tenth elsewhere."""

    def __init__(self, what: str) -> None:
        self.what, self._tenth = what, -1

    def __call__(self, done: int, of: int) -> None:
        """Show how far it is."""
        tenth = done * 10 // of if of else 10
        if sys.stderr.isatty():
            filled = done * 30 // of if of else 30
            print(f"\r{'█' * filled}{'·' * (30 - filled)} {done} of {of} {self.what}", end="", file=sys.stderr)
            if done >= of:
                print(file=sys.stderr)
        elif tenth != self._tenth:
            print(f"{done} of {of} {self.what}", file=sys.stderr)
        self._tenth = tenth
