"""JSON Schemas of what is printed as JSON, made from the same types that are printed."""

from __future__ import annotations

from typing import Any

import msgspec


def schema(kind: type[msgspec.Struct]) -> dict[str, Any]:
    """The JSON Schema (2020-12) of a printed structure."""
    found = {"$schema": "https://json-schema.org/draft/2020-12/schema", **msgspec.json.schema(kind)}
    return msgspec.json.decode(msgspec.json.encode(found))  # type: ignore[no-any-return]


def schema_text(kind: type[msgspec.Struct]) -> str:
    """The same as a file."""
    return msgspec.json.format(msgspec.json.encode(schema(kind)), indent=2).decode() + "\n"
