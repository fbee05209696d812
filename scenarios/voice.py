"""Loads the bundled phrase banks of customers and colleagues."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

from ruamel.yaml import YAML

from simulator.voices import Voices


@lru_cache(maxsize=1)
def load_voices() -> Voices:
    """Every bundled wording, as one bank."""
    parser = YAML(typ="safe", pure=True)
    banks: dict[str, dict[str, dict[str, list[str]]]] = {}
    for path in sorted(files("scenarios").joinpath("voices").iterdir(), key=lambda p: p.name):
        if path.name.endswith(".yaml"):
            banks.update(parser.load(path.read_text(encoding="utf-8")))
    return Voices(banks)
