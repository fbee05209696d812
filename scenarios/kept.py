"""Keeps what reading a YAML file gave, so that the next start need not parse it again.

Parsing takes most of a start. What is kept is plain data (mappings, lists, texts, numbers), never a model and never
code: each start fits it into the models and checks it as if it had just been read, so an entry can save time and do
nothing else. An entry is found by the bytes of the file and by the code that read them; whoever changes either gets a
fresh parse. An entry that is torn, altered, or could have been written by somebody else is left alone. Where nothing
can be kept, everything works and takes longer. It lies in the user's cache directory, or in $WARROOM_CACHE; an empty
$WARROOM_CACHE keeps nothing.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable
from contextlib import suppress
from decimal import Decimal
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

import msgspec

MAX_ENTRIES = 64
"""More than the bundled files; beyond that the oldest go."""
MAX_BYTES = 8_000_000
"""Of one entry; what a file of the largest size can become is smaller."""
_SEAL_BYTES = 32

_encoder = msgspec.json.Encoder(decimal_format="number")
_decoder = msgspec.json.Decoder(float_hook=Decimal)


def parsed(raw: bytes, parse: Callable[[], Any]) -> Any:
    """The plain data of these bytes: kept from an earlier start, or parsed now and kept for the next one."""
    data = find(raw)
    if data is None:
        data = parse()
        keep(raw, data)
    return data


def find(raw: bytes) -> Any:
    """What reading these bytes gave at an earlier start, or None."""
    path = _path(raw)
    if path is None:
        return None
    with suppress(OSError, ValueError, RecursionError):
        content = _read_own(path)
        if sha256(content[_SEAL_BYTES:]).digest() == content[:_SEAL_BYTES]:
            return _decoder.decode(content[_SEAL_BYTES:])
    return None


def keep(raw: bytes, data: Any) -> None:
    """Keep what reading these bytes gave, if it comes back as it is and there is a place for it."""
    path = _path(raw)
    if path is None:
        return
    with suppress(OSError, ValueError, TypeError, RecursionError):
        content = _encoder.encode(data)
        if len(content) > MAX_BYTES - _SEAL_BYTES or _decoder.decode(content) != data:
            return
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=path.parent, prefix="new-", delete=False) as file:
            try:
                file.write(sha256(content).digest() + content)
                file.close()
                os.replace(file.name, path)
            except OSError:
                os.unlink(file.name)
        _forget_oldest(path.parent.iterdir())


def _path(raw: bytes) -> Path | None:
    folder = os.environ.get("WARROOM_CACHE")
    if folder is None:
        from platformdirs import user_cache_path

        return user_cache_path("warroom", appauthor=False) / "parsed" / _name(raw)
    return Path(folder) / _name(raw) if folder else None


def _name(raw: bytes) -> str:
    return f"{sha256(_code_digest() + raw).hexdigest()}.json"


@cache
def _code_digest() -> bytes:
    """Changes with the libraries and with any line of this room's code."""
    digest = sha256(f"{version('warroom')} {version('ruamel.yaml')} {version('msgspec')}".encode())
    for path in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(path.read_bytes())
    return digest.digest()


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
