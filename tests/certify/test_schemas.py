"""Whoever writes a verifier of their own has schemas of what a bundle holds, and they are true."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from scoring.certificates.__main__ import FILES
from scoring.reports.schema import schema_text
from tests.certify.conftest import Certified

SCHEMAS = Path(__file__).parents[2] / "docs/schemas"


@pytest.mark.parametrize("name", FILES)
def test_the_published_schema_is_the_one_of_the_code(name: str) -> None:
    """`make schemas` writes it anew."""
    assert (SCHEMAS / name).read_text() == schema_text(FILES[name])


def test_what_a_bundle_holds_is_as_the_schemas_say(ada: Certified) -> None:
    held = {
        "issuer.schema.json": [ada.bundle.issuer],
        "record.schema.json": [ada.bundle.record],
        "dossier-line.schema.json": ada.bundle.dossier.splitlines(),
    }
    for name, documents in held.items():
        schema = json.loads((SCHEMAS / name).read_text())
        Draft202012Validator.check_schema(schema)
        for raw in documents:
            Draft202012Validator(schema).validate(json.loads(raw))
            assert not Draft202012Validator(schema).is_valid({**json.loads(raw), "more": 1})
