"""The JSON Schemas that editors read: the models' own, with the words that stand below each field in the source."""

from __future__ import annotations

import ast
import inspect
import json
import textwrap
from typing import Any

from pydantic import BaseModel

from simulator.runbook import Runbook
from simulator.scenario import Scenario

MODELS: dict[str, type[BaseModel]] = {"scenario": Scenario, "runbook": Runbook}
DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema_text(kind: str) -> str:
    """The JSON Schema of a kind of file, the same text on every run.

    Args:
        kind: `scenario` or `runbook`.
    """
    model = MODELS[kind]
    schema = model.model_json_schema()
    described = {name: cls for name, cls in _classes(model).items() if name in schema.get("$defs", {})}
    _describe(schema, model)
    for name, cls in described.items():
        _describe(schema["$defs"][name], cls)
    return json.dumps({"$schema": DIALECT, **schema}, indent=2, sort_keys=True, ensure_ascii=False) + "\n"


def _classes(model: type[BaseModel]) -> dict[str, type[BaseModel]]:
    """Every model class, by name, that shares a base with `model`."""
    base = model.__mro__[1]
    found: dict[str, type[BaseModel]] = {}
    waiting: list[Any] = [base]
    while waiting:
        cls = waiting.pop()
        found[cls.__name__] = cls
        waiting += cls.__subclasses__()
    return found


def _describe(schema: dict[str, Any], cls: type[BaseModel]) -> None:
    """Put each field's own words into its schema, where it has none yet."""
    words = field_words(cls)
    for field, spec in schema.get("properties", {}).items():
        if field in words and "description" not in spec:
            spec["description"] = words[field]


def field_words(cls: type[Any]) -> dict[str, str]:
    """The string below each annotated field of a class, by the field's name."""
    body = ast.parse(textwrap.dedent(inspect.getsource(cls))).body[0]
    assert isinstance(body, ast.ClassDef)  # noqa: S101  # the source of a class is a class
    words: dict[str, str] = {}
    for field, below in zip(body.body, body.body[1:], strict=False):
        match field, below:
            case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(value=ast.Constant(value=str(text))):
                words[name] = inspect.cleandoc(text)
    return words
