"""Loads the reader and its lexicons: word lists, rules and time zones, kept as YAML beside this module."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, partial
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import msgspec

from scenarios.kept import parsed, plain_yaml
from simulator.reading.lexicon import Lexicon

if TYPE_CHECKING:
    from simulator.reading import Reader

_TABLES = ("words", "rules", "zones")


@cache
def load_lexicon() -> Lexicon:
    """Return the bundled lexicon.

    Raises:
        ValueError: A file has an unknown table, or two files define the same name.
        msgspec.ValidationError: A rule has an unknown field or a value of the wrong type.
    """
    folder = files("scenarios") / "lexicons"
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".yaml"))
    return merge_lexicon((name, (folder / name).read_text(encoding="utf-8")) for name in names)


@cache
def load_reader() -> Reader:
    """Return the reader of the bundled lexicon: one for the process, because readers are pure and their rules costly.

    Raises:
        ValueError: A file has an unknown table, or two files define the same name.
        msgspec.ValidationError: A rule has an unknown field or a value of the wrong type.
    """
    from simulator.reading import Reader

    return Reader(load_lexicon())


def merge_lexicon(texts: Iterable[tuple[str, str]]) -> Lexicon:
    """Put several YAML texts together into one lexicon.

    Args:
        texts: Pairs of a name for messages and the YAML.

    Raises:
        ValueError: A text has an unknown table, or two texts define the same name.
    """
    merged: dict[str, dict[str, Any]] = {table: {} for table in _TABLES}
    for name, text in texts:
        content = parsed(text.encode(), partial(plain_yaml, text)) or {}
        for table, entries in content.items():
            if table not in merged:
                raise ValueError(f"{name}: unknown table {table!r}; known are {', '.join(_TABLES)}")
            for key, value in entries.items():
                if key in merged[table]:
                    raise ValueError(f"{name}: {table}.{key} is defined twice")
                merged[table][key] = value
    return msgspec.convert(merged, Lexicon)
