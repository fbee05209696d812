"""Ids that bundled files already use: a journal names its scenario and its runbook by id."""

from __future__ import annotations

from scenarios.catalog import RUNBOOK, read_runbook, read_scenario, scenario_ids
from scenarios.lint.finding import Flaw, Flaws


def check_taken(kind: str, name: str, raw: bytes) -> Flaws:
    """A file that goes by the id of a bundled one without being it.

    Args:
        kind: `scenario` or `runbook`.
        name: The file's own id.
        raw: The file's bytes.
    """
    read, known = (read_runbook, (RUNBOOK,)) if kind == "runbook" else (read_scenario, scenario_ids())
    if name in known and read(name)[0] != raw:
        yield Flaw("id-taken", ("id",), f"'{name}' is the id of a bundled {kind}")
