"""Write the protocol's JSON Schemas into a folder: `python -m tui.rooms docs/schemas`."""

from __future__ import annotations

import sys
from pathlib import Path

import msgspec

from tui.rooms.protocol import schemas

for name, schema in schemas().items():
    text = msgspec.json.format(msgspec.json.encode(schema, order="sorted"), indent=2).decode()
    Path(sys.argv[1], f"{name}.schema.json").write_text(f"{text}\n", encoding="utf-8")
