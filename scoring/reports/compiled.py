"""Keeps compiled templates between starts: compiling takes ten times as long as filling them in.

Like Python's own compiled modules, an entry is found by the template's bytes and by everything that compiled it: the
engine, Python, and this room's code, whose settings are compiled in.
"""

from __future__ import annotations

import sys
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from simulator import cache


class Compiled(BytecodeCache):
    """Templates as the engine compiled them at an earlier start."""

    def __init__(self, settings: str) -> None:
        """Begin with nothing read.

        Args:
            settings: Tells environments of this room apart.
        """
        self._by = f"{settings} {version('jinja2')} {sys.version} {_code_digest()}"

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill the bucket from an earlier start, if there is one."""
        content = cache.read(cache.place("templates", self._name(bucket)))
        if content is not None:
            bucket.bytecode_from_string(content)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled."""
        cache.write(cache.place("templates", self._name(bucket)), bucket.bytecode_to_string())

    def _name(self, bucket: Bucket) -> str:
        return f"{sha256(f'{self._by} {bucket.key} {bucket.checksum}'.encode()).hexdigest()}.compiled"


def _code_digest() -> str:
    """Changes with any line of this room's code."""
    digest = sha256()
    for path in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()
