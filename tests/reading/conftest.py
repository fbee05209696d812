"""The reader with the bundled lexicon, built once."""

from __future__ import annotations

import pytest

from scenarios.lexicon import load_reader
from simulator.reading import Reader


@pytest.fixture(scope="session")
def reader() -> Reader:
    """A reader with the bundled lexicon."""
    return load_reader()
