"""The published schemas: an independent validator takes what we ship and refuses what we would refuse."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from ruamel.yaml import YAML

from scenarios.catalog import scenario_ids

DOCS = Path(__file__).parents[2] / "docs" / "schemas"
SHIPPED = [("scenario", "library", name) for name in scenario_ids()] + [("runbook", "runbooks", "escalation")]


@cache
def read(folder: str, name: str) -> tuple[str, Any]:
    """A bundled file as text and as plain data."""
    text = files("scenarios").joinpath(folder, f"{name}.yaml").read_text(encoding="utf-8")
    return text, YAML(typ="safe", pure=True).load(text)


@cache
def validator(kind: str) -> jsonschema.Draft202012Validator:
    """The published schema, checked to be one."""
    schema = json.loads((DOCS / f"{kind}.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


@pytest.mark.parametrize(("kind", "folder", "name"), SHIPPED)
def test_bundled_files_fit_the_published_schema(kind: str, folder: str, name: str) -> None:
    """Every file that we ship is valid, and names its schema for editors in its first line."""
    text, data = read(folder, name)
    assert [error.message for error in validator(kind).iter_errors(data)] == []
    assert text.startswith(f"# yaml-language-server: $schema=../../docs/schemas/{kind}.schema.json")


@pytest.mark.parametrize(
    ("key", "value"),
    [("format", 2), ("difficulty", "hard"), ("horizon", 8), ("colour", "red"), ("start_utc", "noon")],
)
def test_the_schema_refuses_what_the_loader_refuses(key: str, value: object) -> None:
    """An editor shows the mistake while the author types."""
    _, data = read("library", "db-failover")
    assert list(validator("scenario").iter_errors({**data, key: value}))


def test_fields_carry_their_words() -> None:
    """Hovering over a key in an editor says what it means."""
    schema = json.loads((DOCS / "scenario.schema.json").read_text(encoding="utf-8"))
    assert schema["properties"]["horizon"]["description"]
    assert schema["$defs"]["Task"]["properties"]["median"]["description"]
