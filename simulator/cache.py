"""Files that save working something out again, and do nothing else.

They lie in the user's cache directory, or in $WARROOM_CACHE; an empty $WARROOM_CACHE keeps nothing. A file that is
torn, altered, or could have been written by somebody else is left alone. Where nothing can be kept, everything works
and takes longer.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any, TypeVar, cast

import msgspec

Entry = TypeVar("Entry")

MAX_ENTRIES = 64
"""In one folder, more than what is bundled; beyond that the oldest go."""
MAX_BYTES = 8_000_000
"""Of one entry; what a file of the largest size can become is smaller."""
_SEAL_BYTES = 32


def place(kind: str, name: str) -> Path | None:
    """Where an entry of a kind is kept, or None when nothing is."""
    folder = os.environ.get("WARROOM_CACHE")
    if folder is None:
        from platformdirs import user_cache_path

        return user_cache_path("warroom", appauthor=False) / kind / name
    return Path(folder) / name if folder else None


def read(path: Path | None) -> bytes | None:
    """What was kept there, or None."""
    if path is None:
        return None
    with suppress(OSError, ValueError):
        content = _read_own(path)
        if sha256(content[_SEAL_BYTES:]).digest() == content[:_SEAL_BYTES]:
            return content[_SEAL_BYTES:]
    return None


def write(path: Path | None, content: bytes) -> None:
    """Keep this there, if there is a place for it."""
    if path is None or len(content) > MAX_BYTES - _SEAL_BYTES:
        return
    with suppress(OSError, ValueError):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=path.parent, prefix="new-", delete=False) as file:
            try:
                file.write(sha256(content).digest() + content)
                file.close()
                os.replace(file.name, path)
            except OSError:
                os.unlink(file.name)
        _forget_oldest(path.parent.iterdir())


def listed(kind: str, asked: object, of: Any, count: int, work: Callable[[], list[Entry]]) -> list[Entry]:
    """A list kept from an earlier start, or worked out now and kept for the next one.

    Args:
        kind: The folder.
        asked: All that the list depends on, as plain data.
        of: The type of what it lists; a kept list of anything else is left alone.
        count: How many it lists; one of any other length is left alone too.
        work: Works it out.
    """
    path = place(kind, f"{sha256(msgspec.json.encode(asked)).hexdigest()}.json")
    content = read(path)
    if content is not None:
        with suppress(msgspec.DecodeError):
            kept = cast(list[Entry], msgspec.json.decode(content, type=list[of]))
            if len(kept) == count:
                return kept
    found = work()
    write(path, msgspec.json.encode(found))
    return found


def _read_own(path: Path) -> bytes:
    """A regular file of our own that nobody else could have written.

    Raises:
        OSError: it is not there, or something else.
    """
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0))
    with os.fdopen(descriptor, "rb") as file:
        status = os.fstat(descriptor)
        own = not hasattr(os, "geteuid") or (status.st_uid == os.geteuid() and not status.st_mode & 0o022)
        if not own or not stat.S_ISREG(status.st_mode) or status.st_size > MAX_BYTES:
            raise OSError("not a file of our own")
        return file.read(MAX_BYTES)


def _forget_oldest(paths: Iterable[Path]) -> None:
    by_age = sorted(paths, key=lambda path: path.stat().st_mtime, reverse=True)
    for path in by_age[MAX_ENTRIES:]:
        path.unlink(missing_ok=True)
