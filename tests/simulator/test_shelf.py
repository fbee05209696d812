"""What processes added to a shelf stands there for the next one; what cannot be read is as if it were not there."""

from __future__ import annotations

import atexit
from pathlib import Path

import pytest

from simulator import cache, shelf
from simulator.shelf import Shelf


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A cache of this test's own; what is to be written at the end is written by the test."""
    monkeypatch.setenv("WARROOM_CACHE", str(tmp_path))
    monkeypatch.setattr(atexit, "register", lambda write: None)


def opened(name: str = "numbers") -> Shelf[tuple[int, ...]]:
    """A shelf as a new process finds it."""
    return Shelf("things", lambda: name, tuple[int, ...])


def ended(added: dict[bytes, tuple[int, ...]], name: str = "numbers") -> None:
    """A process that adds something and ends."""
    one = opened(name)
    for key, value in added.items():
        one.add(key, value)
    one._write()


def test_the_next_process_finds_what_those_before_it_added() -> None:
    ended({b"a": (1, 2)})
    ended({b"b": (3,)})
    assert [opened().get(key) for key in (b"a", b"b", b"c")] == [(1, 2), (3,), None]
    assert opened("others").get(b"a") is None


@pytest.mark.parametrize("content", [b"", b"\x81", b"\xc0", b"\x81\xc4\x01a\xa1x", b"[]"])
def test_what_cannot_be_read_is_as_if_it_were_not_there(content: bytes) -> None:
    ended({b"a": (1,)})
    cache.write(cache.place("things", "numbers"), content)
    assert opened().get(b"a") is None
    ended({b"b": (2,)})
    assert opened().get(b"b") == (2,)


def test_where_there_is_too_much_what_nobody_asked_for_goes(monkeypatch: pytest.MonkeyPatch) -> None:
    ended({b"old": tuple(range(100))})
    monkeypatch.setattr(shelf, "MOST_BYTES", 60)
    ended({b"new": (1,)})
    assert opened().get(b"old") is None
    assert opened().get(b"new") == (1,)


def test_where_nothing_is_kept_everything_works(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WARROOM_CACHE", "")
    one = opened()
    one.add(b"a", (1,))
    one._write()
    assert one.get(b"a") == (1,)
    assert opened().get(b"a") is None
