"""Following an error of a pydantic model through its types, to the place in the file that it means.

The location of an error also names union members and similar things that no file holds; walking the types and
the document together tells them apart, and gives the models whose keys are known at that place.
"""

from __future__ import annotations

import types
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel, Tag

from scenarios.document import Document, Path


@dataclass(frozen=True, slots=True)
class Located:
    """Where an error stands."""

    path: Path
    """The deepest place that the error names; its last key may be one that the model does not know."""
    rest: tuple[str, ...]
    """What follows in the location and is not in the file, e.g. a missing key."""
    holders: tuple[Any, ...]
    """Types that may stand at the place that holds the last key."""


@dataclass(frozen=True, slots=True)
class _Option:
    """One alternative of a type, with the tag that a location would name it by."""

    type: Any
    tag: str = ""


def locate(model: type[BaseModel], location: Iterable[str | int], document: Document) -> Located:
    """Find the place and the types that a location of an error means."""
    options, holders = [_Option(model)], [_Option(model)]
    path: list[str | int] = []
    rest: list[str] = []
    place = document.root
    for part in location:
        named = [option for option in options if len(options) > 1 and _is_named(option, str(part))]
        if named:
            options = named
            continue
        below = place.child(part)
        if below is None:
            rest.append(str(part))
            continue
        place, holders = below, options
        path.append(part)
        options = [inner for option in options for inner in _children(option.type, part)]
    if rest and rest[-1] != "[key]":
        holders = options
    return Located(tuple(path), tuple(rest), tuple(option.type for option in holders))


def known_keys(holders: Iterable[Any]) -> list[str]:
    """List the keys that models know, by the names that a file uses."""
    return [
        field.alias or name for holder in holders if _is_model(holder) for name, field in holder.model_fields.items()
    ]


def _is_model(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, BaseModel)


def _children(kind: Any, part: str | int) -> list[_Option]:
    """List the types that may occur below a place of this type."""
    if _is_model(kind):
        for name, field in kind.model_fields.items():
            if part in {field.alias or name, name}:
                return _options(Annotated[field.annotation, *field.metadata] if field.metadata else field.annotation)
        return []
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is dict:
        return _options(arguments[1])
    if origin is tuple and isinstance(part, int) and Ellipsis not in arguments:
        return _options(arguments[part]) if part < len(arguments) else []
    return _options(arguments[0]) if arguments and origin is not Literal else []


def _options(kind: Any, tag: str = "") -> list[_Option]:
    """List the alternatives of a type, without wrappers and without None."""
    kind = getattr(kind, "__value__", kind)
    origin = get_origin(kind)
    if origin is Annotated:
        inner, *notes = get_args(kind)
        return _options(inner, next((note.tag for note in notes if isinstance(note, Tag)), tag))
    if origin in {Union, types.UnionType}:
        return [option for argument in get_args(kind) for option in _options(argument, tag)]
    return [] if kind is type(None) else [_Option(kind, tag)]


def _is_named(option: _Option, part: str) -> bool:
    """Tell whether a part of a location names this alternative of a union."""
    kind = option.type
    if part in {option.tag, getattr(kind, "__name__", ""), str(kind)}:
        return True
    if not _is_model(kind):
        return part.startswith(("function-", f"{getattr(get_origin(kind), '__name__', '-')}["))
    return any(part in _literal_words(field.annotation) for field in kind.model_fields.values())


def _literal_words(kind: Any) -> set[str]:
    if get_origin(kind) is not Literal:
        return set()
    return {str(value.value if isinstance(value, Enum) else value) for value in get_args(kind)}
