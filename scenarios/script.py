"""Reads files of timed commands: YAML (`commands: [...]`) or JSON Lines (one step per line)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path as FilePath

from pydantic import ValidationError

from scenarios.document import Document, Path, Place, Plain
from scenarios.misfit import explain
from scenarios.problem import Problem, SourceError
from scenarios.source import load_model, read_document, read_file
from simulator.scenario.script import Script, ScriptStep

HINT = "Correct the file at the places named; `warroom run --list-commands` tells every command and its fields."
EMPTY = "no command in it; expected at least one step"
"""A file that came out empty is a fault of what made it, and no silent drill."""


@dataclass(frozen=True, slots=True)
class PlacedStep:
    """A step, and where it stands in its file."""

    step: ScriptStep
    document: Document
    path: Path
    """From the document's root to the step."""

    @property
    def place(self) -> str:
        """The file and the line, e.g. `drill.yaml:4`."""
        return f"{self.document.name}:{self.document.position(self.path)[0]}"

    def problem(self, below: Path, message: str, suggestion: str = "") -> Problem:
        """State a problem of a part of this step."""
        return self.document.problem((*self.path, *below), message, suggestion=suggestion)


def read_script(path: FilePath) -> tuple[tuple[PlacedStep, ...], SourceError | None]:
    """The steps of a `--commands` file that fit, and what is wrong with the others.

    Raises:
        SourceError: the file is unreadable.
    """
    raw = read_file(path)
    try:
        if path.suffix == ".jsonl":
            steps, misfit = _lines(raw.decode("utf-8-sig"), str(path))
        else:
            steps, misfit = _listed(raw, str(path))
    except SourceError as error:
        return (), error
    if not steps and misfit is None:
        return (), SourceError([Problem(str(path), 1, 1, "", EMPTY)])
    return steps, misfit


def _listed(raw: bytes, name: str) -> tuple[tuple[PlacedStep, ...], SourceError | None]:
    try:
        script, document = load_model(raw, Script, name=name)
    except SourceError as error:
        return tuple(_sound(read_document(raw, name=name))), error
    return tuple(PlacedStep(step, document, ("commands", i)) for i, step in enumerate(script.commands)), None


def _sound(document: Document) -> Iterator[PlacedStep]:
    """The steps of a list that fit although others do not."""
    listed = document.data.get("commands") if isinstance(document.data, dict) else None
    for i, step in enumerate(listed if isinstance(listed, list) else ()):
        with suppress(ValidationError):
            yield PlacedStep(ScriptStep.model_validate(step), document, ("commands", i))


def _lines(text: str, name: str) -> tuple[tuple[PlacedStep, ...], SourceError | None]:
    steps: list[PlacedStep] = []
    problems: list[Problem] = []
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            try:
                steps.append(_step(line, name, number))
            except SourceError as error:
                problems += error.problems
    return tuple(steps), SourceError(problems) if problems else None


def _step(line: str, name: str, number: int) -> PlacedStep:
    document = _document(line, name, number)
    try:
        return PlacedStep(ScriptStep.model_validate(document.data), document, ())
    except ValidationError as error:
        problems, more = explain(error, ScriptStep, document)
        raise SourceError(problems, more=more) from None


def _document(line: str, name: str, number: int) -> Document:
    try:
        data = json.loads(line, parse_float=Decimal)
        return Document(name, data, _place(data, number))
    except json.JSONDecodeError as error:
        message, column = f"not valid JSON: {error.msg[:1].lower()}{error.msg[1:]}", error.colno
    except (ValueError, RecursionError):
        message, column = "cannot be read as JSON", 1
    raise SourceError([Problem(name, number, column, "", message)])


def _place(data: Plain, number: int) -> Place:
    """Everything on a line stands at its beginning; the key says the rest."""
    children: dict[str, Place] | list[Place] | None = None
    if isinstance(data, dict):
        children = {key: _place(value, number) for key, value in data.items()}
    elif isinstance(data, list):
        children = [_place(value, number) for value in data]
    return Place(number, 1, number, 1, children)
