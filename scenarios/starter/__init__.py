"""Starters: complete, commented scenarios of each class, and the bundled runbook, to be changed into one's own."""

from __future__ import annotations

import re
from importlib.resources import files

from scenarios.catalog import RUNBOOK, TOUR, read_runbook, scenario_ids
from simulator.errors import ScenarioError

_ID = re.compile(r"^[a-z][a-z0-9_-]{0,39}$")
_RUNBOOK_HEAD = """\
# A runbook of your own: the policy that drills are played and judged by. Change it piece by piece; after each piece run
#     warroom runbook lint THIS-FILE         is it sound?
#     warroom runbook show THIS-FILE         clocks, rubric, gates and bands in words
#     warroom regrade DRILL --runbook THIS-FILE     what it does to a drill that was played
# Some clocks stand twice: the cadence is what customers wait for, C1's numbers are what the first update is judged by.
# Editors complete keys from the schema that `warroom runbook schema` prints: save it and name it in the first line.

"""


def starter_text(kind: str, name: str) -> str:
    """A new scenario file's text.

    Args:
        kind: The incident's class, e.g. `availability`.
        name: The new scenario's id.

    Raises:
        ScenarioError: the id is none, or a bundled scenario's own.
    """
    _check_id(name)
    if name in (TOUR, *scenario_ids()):
        raise ScenarioError(f"{name!r} is a bundled scenario's id", hint=f"Choose another, such as our-{name}.")
    text = files("scenarios").joinpath("starter", f"{kind}.yaml").read_text(encoding="utf-8")
    return text.replace("\nid: starter ", f"\nid: {name} ", 1).replace("THIS-FILE", f"{name}.yaml")


def runbook_starter(name: str) -> str:
    """The bundled runbook's text under another id.

    Raises:
        ScenarioError: the id is none, or the bundled runbook's own.
    """
    _check_id(name)
    if name == RUNBOOK:
        raise ScenarioError(f"{name!r} is the bundled runbook's id", hint="Choose another, such as house-policy.")
    _, _, text = read_runbook(RUNBOOK)[0].decode().partition("\n")  # its first line names the schema in our own tree
    return _RUNBOOK_HEAD.replace("THIS-FILE", f"{name}.yaml") + text.replace(f"id: {RUNBOOK}\n", f"id: {name}\n", 1)


def _check_id(name: str) -> None:
    if not _ID.match(name):
        raise ScenarioError(
            f"{name!r} is no id", hint="Begin with a small letter, then small letters, digits, - and _, at most 40."
        )
