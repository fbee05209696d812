"""Starters: complete, commented scenarios of each class, to be changed into one's own."""

from __future__ import annotations

import re
from importlib.resources import files

from simulator.errors import ScenarioError

_ID = re.compile(r"^[a-z][a-z0-9_-]{0,39}$")


def starter_text(kind: str, name: str) -> str:
    """A new scenario file's text.

    Args:
        kind: The incident's class, e.g. `availability`.
        name: The new scenario's id.

    Raises:
        ScenarioError: the id is none.
    """
    if not _ID.match(name):
        raise ScenarioError(
            f"{name!r} is no id", hint="Begin with a small letter, then small letters, digits, - and _, at most 40."
        )
    text = files("scenarios").joinpath("starter", f"{kind}.yaml").read_text(encoding="utf-8")
    return text.replace("\nid: starter ", f"\nid: {name} ", 1).replace("THIS-FILE", f"{name}.yaml")
