"""A reader for tests that play the same drill again and again, where reading its texts is not the point."""

from __future__ import annotations

from functools import cache
from typing import cast

from scenarios.lexicon import load_reader
from simulator.reading import Reader


class Remembering:
    """Reads the same text of the same moment once; drills that differ in one command say mostly the same.

    That a reading is a function of the text is asked of the reader itself, and of programs in other processes.
    """

    def __init__(self, reader: Reader) -> None:
        """Take a reader."""
        self.digest = reader.digest
        self.prepare = reader.prepare
        self.read_update = cache(reader.read_update)
        self.read_brief = cache(reader.read_brief)
        self.read_postmortem = cache(reader.read_postmortem)
        self.cause_match = cache(reader.cause_match)


@cache
def remembering() -> Reader:
    """The bundled reader with one memory for all tests of a process."""
    return cast("Reader", Remembering(load_reader()))
