"""The protocol's document, its schemas and the program say the same."""

from __future__ import annotations

import json
import re
from typing import Any

import jsonschema
import msgspec
import pytest

from simulator.commands import AcknowledgePage
from tests.test_architecture import ROOT, loaded_after_import
from tui.rooms import protocol as p


@pytest.mark.parametrize("name", ["protocol-to-host", "protocol-to-client"])
def test_published_schemas_are_those_of_the_program(name: str) -> None:
    published = json.loads((ROOT / "docs" / "schemas" / f"{name}.schema.json").read_text())
    assert published == json.loads(msgspec.json.encode(p.schemas()[name]))


def test_the_document_names_every_message_and_every_error() -> None:
    text = (ROOT / "docs" / "protocol.md").read_text()
    for kind in (*p.QUESTIONS, *p.ANSWERS):
        assert f"`{kind.__struct_config__.tag}`" in text, kind
    code = "".join((ROOT / "tui" / "rooms" / f"{name}.py").read_text() for name in ("reception", "server"))
    for error in re.findall(r'Refusal\(\s*"(\w+)"', code):
        assert f"`{error}`" in text, error


def test_every_example_of_the_document_fits_its_schema() -> None:
    text = (ROOT / "docs" / "protocol.md").read_text()
    examples = [json.loads(line) for line in re.findall(r'^ {4}(\{"type".*\})$', text, re.MULTILINE)]
    assert len(examples) >= 8
    known = {kind.__struct_config__.tag for kind in p.QUESTIONS}
    schemas: dict[str, Any] = p.schemas()
    for example in examples:
        side = "protocol-to-host" if example["type"] in known else "protocol-to-client"
        jsonschema.validate(example, schemas[side])


@pytest.mark.parametrize(
    "frame",
    ["", "{}", "null", "[" * 100_000, '{"type":"act"}', '{"type":"steer","id":"x","team":"all"}', b"\xff\xfe",
     '{"type":"act","id":"x","command":{"kind":"acknowledge_page"},"extra":1}', '{"type":"welcome"}'],
)  # fmt: skip
def test_what_is_no_message_is_an_error_and_nothing_else(frame: str | bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        p.read_question(frame)


@pytest.mark.parametrize(
    ("frame", "words"),
    [
        ('{"type":"wave"}', "type cannot be 'wave'. Expected one of: act, debrief, disclose, hello, leave, look, "),
        ('{"type":"act","id":"x","command":{"kind":"change_severity","severity":"sev9","reason":"x"}}',
         "command.severity cannot be 'sev9'. Expected one of: sev1, sev2, sev3. See docs/protocol.md"),
        ('{"type":"steer","id":"x","intervention":{"kind":"free_seat","seat":"' + "x" * 9_000 + '"}}',
         "intervention.seat cannot be '" + "x" * 40 + "…'. Expected one of: comms_lead, cs, exec_sponsor, ic, "),
        ('{"type":"look","team":"all"}', "team: Expected `int`, got `str`. See docs/protocol.md"),
        ('{"type":"remark","id":"x"}', "Object missing required field `team`"),
        ('{"type":"act","id":"x","command":{"kind":"acknowledge_page"},"id":"y"}', "The key 'id' stands twice."),
        ('{"type":"act","id":"x","command":{"kind":"stop_task","task":"a","task":"b","reason":""}}', "'task' stands"),
        ('{"type":"steer","id":"x","pace":' + "9" * 400 + "}", "Numbers go up to 9,007,199,254,740,991. See docs"),
    ],
    ids=["message", "enum", "long", "type", "missing", "twice", "twice inside", "huge"],
)  # fmt: skip
def test_a_slip_is_told_by_its_place_with_what_may_stand_there(frame: str, words: str) -> None:
    with pytest.raises(ValueError, match=re.escape(words)) as slip:
        p.read_question(frame)
    assert len(str(slip.value)) < 1_500


def test_messages_come_back_as_they_were() -> None:
    act = p.Act(id="1", command=AcknowledgePage())
    assert p.read_question(p.encode(act)) == act
    assert p.read_answer('{"type":"of_tomorrow","x":1}') is None
    assert p.read_answer('{"type":"clock","at_s":1,"multiplier":2,"of_tomorrow":3}') == p.Clock(at_s=1, multiplier=2)


def test_the_clients_load_no_server_and_the_command_line_neither() -> None:
    assert loaded_after_import(["tui.cli"], ("sqlalchemy", "websockets")) == []
    server = ("sqlalchemy", "websockets.asyncio.server")
    assert loaded_after_import(["tui.rooms.client", "tui.rooms.seat_view"], server) == []
