"""Pastes: what terminals use to colour and to steer is taken out of them, and nothing of them is taken for a key.

Textual (8.2.8) reads an escape inside a paste as the beginning of a key: the next letters leave the paste and are typed
after it, a line's end among them as Enter, which sends a form.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable

from textual._xterm_parser import BRACKETED_PASTE_END, BRACKETED_PASTE_START, XTermParser
from textual.driver import Driver
from textual.message import Message

ESCAPE, MARK = "\x1b", "\x1a"
"""What stands for an escape until the whole paste has come: the control character that is there to stand for others."""
_STEERING = re.compile(
    f"{MARK}(?:\\[[0-?]*[ -/]*[@-~]|\\][^\x07{MARK}]*(?:\x07|{MARK}\\\\)|[()][0-9A-B]|[=>78cDEHMNOZ])?"
)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


class PasteParser(XTermParser):
    """Knows where a paste ends, whatever it contains."""

    def __init__(self, debug: bool = False) -> None:
        """Outside of a paste."""
        super().__init__(debug)
        self._pasting = False
        self._seen = ""
        """The end of what came so far, which may be the beginning of a paste's first or last mark."""

    def feed(self, data: str) -> Iterable[Message]:
        """As the library's; what has not come whole yet is waited for."""
        if not data:
            return super().feed(data)
        inside = "".join(map(self._within, data))
        return super().feed(inside) if inside else ()

    def _within(self, letter: str) -> str:
        """A letter as it may go on; nothing while it may belong to the mark that ends a paste."""
        self._seen += letter
        wanted = BRACKETED_PASTE_END if self._pasting else BRACKETED_PASTE_START
        if self._seen == wanted:
            self._pasting, self._seen = not self._pasting, ""
            return wanted if not self._pasting else letter
        if wanted.startswith(self._seen):
            return "" if self._pasting else letter
        kept = self._seen.replace(ESCAPE, MARK) if self._pasting else letter
        self._seen = letter if letter == ESCAPE else ""
        return kept.removesuffix(MARK) if self._pasting and self._seen else kept


def pasted(text: str) -> str:
    """A paste as text: without colours, cursor moves and other control characters, its lines ended as ours."""
    steerless = _STEERING.sub("", text.replace(ESCAPE, MARK))
    return _CONTROL.sub("", steerless.replace("\r\n", "\n").replace("\r", "\n"))


def reads_pastes(driver: type[Driver]) -> type[Driver]:
    """A driver that reads pastes so: it takes its parser by a name of its module."""
    module = sys.modules[driver.__module__]
    if hasattr(module, "XTermParser"):
        setattr(module, "XTermParser", PasteParser)  # noqa: B010  # a module's name, which no type knows
    return driver
