"""Standard output as a place that can be full, closed, or unable to show a character."""

from __future__ import annotations

import codecs
import os
import sys

REPLACING = "warroom-replacing"
"""Name of the error handler that spells what a terminal has no character for."""
_PLAIN = str.maketrans({
    "·": "-", "–": "-", "—": "-", "−": "-", "×": "x", "→": "->", "≥": ">=", "≤": "<=", "…": "...", "▲": "!",
    "“": '"', "”": '"', "‘": "'", "’": "'", "‹": "<", "›": ">", "●": "*",
    **dict(zip("▁▂▃▄▅▆▇█░▒▓", "_.-~=+*#.:#", strict=True)),
})  # fmt: skip
_JSON = ("{", "[", '"')


def prepare_streams() -> None:
    """Let no character and no missing stream end a command: what cannot be shown is spelt in other letters."""
    codecs.register_error(REPLACING, _replaced)
    if sys.stdin is None:  # a supervisor closed it: there is nothing to read
        sys.stdin = open(os.devnull, encoding="utf-8")  # noqa: SIM115 - open as long as the program
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:  # the shell closed it: nobody wants to see anything
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115 - open as long as the program
        elif hasattr(stream, "reconfigure"):
            stream.reconfigure(errors=REPLACING)


def _replaced(error: UnicodeError) -> tuple[str, int]:
    """Look-alikes in words for people, escapes in JSON, so that it stays the same data."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    found = error.object[error.start : error.end]
    if error.object.lstrip().startswith(_JSON):
        return "".join(map(_escaped, found)), error.end
    return found.translate(_PLAIN).encode("ascii", "replace").decode(), error.end


def _escaped(letter: str) -> str:
    units = letter.encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[at : at + 4]}" for at in range(0, len(units), 4))


def drop_output() -> None:
    """Let nothing more be written to a standard output that takes nothing, also when the program ends."""
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.__stdout__.fileno() if sys.__stdout__ else 1)
    except OSError:
        return
