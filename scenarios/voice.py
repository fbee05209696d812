"""Loads the bundled phrase banks of customers and colleagues."""

from __future__ import annotations

from functools import lru_cache, partial
from importlib.resources import files

from scenarios.kept import parsed, plain_yaml
from simulator.voices import Voices


@lru_cache(maxsize=1)
def load_voices() -> Voices:
    """Every bundled wording, as one bank."""
    folder = sorted(files("scenarios").joinpath("voices").iterdir(), key=lambda path: path.name)
    banks: dict[str, dict[str, dict[str, list[str]]]] = {}
    for raw in [path.read_bytes() for path in folder if path.name.endswith(".yaml")]:
        banks.update(parsed(raw, partial(plain_yaml, raw)))
    return Voices(banks)
