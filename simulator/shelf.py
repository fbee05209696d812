"""Many small results kept in one file, so that the next start need not work them out again.

What a process adds is written when it ends, beside what was there before. Where nothing can be kept, or what was kept
cannot be read, each start works it out again (`simulator.cache`).
"""

from __future__ import annotations

import atexit
from collections.abc import Callable
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import Any, Generic, TypeVar, cast

import msgspec

from simulator import cache as cached

MOST_BYTES = cached.MAX_BYTES * 3 // 4
"""With more than this only what the process added is kept, so that what nobody asks for any more goes."""

Value = TypeVar("Value")


class Shelf(Generic[Value]):
    """Values of one type by their keys, which have to change with all that a value depends on."""

    def __init__(self, kind: str, name: Callable[[], str], of: Any) -> None:
        """Name a shelf; nothing is read before the first question.

        Args:
            kind: The folder in the cache.
            name: Gives the file's name; another name is another shelf.
            of: The type of the values.
        """
        self._kind = kind
        self._name = name
        self._type = dict[bytes, of]
        self._added: dict[bytes, Value] = {}

    def get(self, key: bytes) -> Value | None:
        """Return what was kept or added under a key; `None` where there is nothing."""
        return self._kept.get(key) or self._added.get(key)

    def add(self, key: bytes, value: Value) -> None:
        """Keep a value for the next start."""
        if not self._added:
            atexit.register(self._write)
        self._added[key] = value

    @cached_property
    def _kept(self) -> dict[bytes, Value]:
        content = cached.read(self._path)
        if content is not None:
            with suppress(msgspec.DecodeError):
                return cast(dict[bytes, Value], msgspec.msgpack.decode(content, type=self._type))
        return {}

    @property
    def _path(self) -> Path | None:
        return cached.place(self._kind, self._name())

    def _write(self) -> None:
        everything = msgspec.msgpack.encode({**self._kept, **self._added})
        cached.write(self._path, everything if len(everything) <= MOST_BYTES else msgspec.msgpack.encode(self._added))
