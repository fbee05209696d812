"""Keeps what reading a YAML file gave, so that the next start need not parse it again.

Parsing takes most of a start. What is kept is plain data (mappings, lists, texts, numbers), never a model and never
code: each start fits it into the models and checks it as if it had just been read, so an entry can save time and do
nothing else. An entry is found by the bytes of the file and by the code that read them; whoever changes either gets a
fresh parse. Where entries lie and when they are left alone is said in `simulator.cache`.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from decimal import Decimal
from functools import cache
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import msgspec

from simulator import cache as cached

_encoder = msgspec.json.Encoder(decimal_format="number")
_decoder = msgspec.json.Decoder(float_hook=Decimal)


def parsed(raw: bytes, parse: Callable[[], Any]) -> Any:
    """The plain data of these bytes: kept from an earlier start, or parsed now and kept for the next one."""
    data = find(raw)
    if data is None:
        data = parse()
        keep(raw, data)
    return data


def plain_yaml(raw: bytes | str) -> Any:
    """Parse YAML into plain data; the parser is loaded only where nothing was kept."""
    from ruamel.yaml import YAML

    return YAML(typ="safe", pure=True).load(raw)


def find(raw: bytes) -> Any:
    """What reading these bytes gave at an earlier start, or None."""
    content = cached.read(_path(raw))
    if content is not None:
        with suppress(ValueError, RecursionError):
            return _decoder.decode(content)
    return None


def keep(raw: bytes, data: Any) -> None:
    """Keep what reading these bytes gave, if it comes back as it is and there is a place for it."""
    path = _path(raw)
    if path is None:
        return
    with suppress(ValueError, TypeError, RecursionError):
        content = _encoder.encode(data)
        if _decoder.decode(content) == data:
            cached.write(path, content)


def _path(raw: bytes) -> Path | None:
    return cached.place("parsed", f"{sha256(_code_digest() + raw).hexdigest()}.json")


@cache
def _code_digest() -> bytes:
    """Changes with the parser's version, which its first file names, and with any line of this room's code."""
    parser = find_spec("ruamel.yaml")
    first = [Path(parser.origin)] if parser and parser.origin else []
    digest = sha256()
    for path in [*first, *sorted(Path(__file__).parent.glob("*.py"))]:
        digest.update(path.read_bytes())
    return digest.digest()
