"""What does not fit a pydantic model, said in plain words at the right line of the file."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from pydantic import BaseModel, ValidationError

from scenarios.document import Document, Path
from scenarios.problem import Problem, listed, shown
from scenarios.shape import known_keys, locate
from simulator.clock import short

MOST = 500
"""Problems worked out for one file; the rest is counted."""

_LONGEST_WORD = 64
"""Longer words are not compared with known ones: nobody mistypes that much."""

_WANTED = {
    "string_type": "text",
    "bool_type": "true or false",
    "bool_parsing": "true or false",
    "int_type": "a whole number",
    "int_parsing": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "float_parsing": "a number",
    "decimal_type": "a number",
    "decimal_parsing": "a number",
    "finite_number": "a number",
    "list_type": "a list",
    "tuple_type": "a list",
    "set_type": "a list",
    "frozen_set_type": "a list",
    "dict_type": "a mapping of keys to values",
    "model_type": "a mapping of keys to values",
    "model_attributes_type": "a mapping of keys to values",
    "dataclass_type": "a mapping of keys to values",
    "none_required": "nothing",
    "datetime_type": "a date and time such as 2026-11-23T14:10:00Z",
    "datetime_parsing": "a date and time such as 2026-11-23T14:10:00Z",
    "datetime_from_date_parsing": "a date and time such as 2026-11-23T14:10:00Z",
    "timezone_aware": "a date and time with its zone, such as 2026-11-23T14:10:00Z",
    "date_type": "a date such as 2026-11-23",
    "date_parsing": "a date such as 2026-11-23",
    "date_from_datetime_parsing": "a date such as 2026-11-23",
}
"""Error types that need no figure."""

FORMS = {
    r"^[a-z][a-z0-9_-]{0,39}$": "an id: a small letter, then small letters, digits, - and _, at most 40 characters",
    r"^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?Z$": "a moment in UTC such as 2026-03-10T14:00:00Z",
    r"^[A-G]\d$": "a criterion such as A1, a letter from A to G and a digit",
    r"^[A-G]$": "a domain, a letter from A to G",
    r"^G-\d$": "a gate such as G-1",
}
"""Patterns of the models, in words."""

_BOUNDED: dict[str, Callable[[Mapping[str, Any]], str]] = {
    "greater_than": lambda c: f"a number above {c['gt']}",
    "greater_than_equal": lambda c: f"a number of at least {c['ge']}",
    "less_than": lambda c: f"a number below {c['lt']}",
    "less_than_equal": lambda c: f"a number of at most {c['le']}",
    "multiple_of": lambda c: f"a multiple of {c['multiple_of']}",
    "string_too_short": lambda c: f"text of at least {_count(c['min_length'], 'character')}",
    "string_too_long": lambda c: f"text of at most {_count(c['max_length'], 'character')}",
    "string_pattern_mismatch": lambda c: FORMS.get(c["pattern"], f"text of the form {c['pattern']}"),
    "too_short": lambda c: f"at least {_count(c['min_length'], 'entry')}",
    "too_long": lambda c: f"at most {_count(c['max_length'], 'entry')}",
    "decimal_max_digits": lambda c: f"a number of at most {_count(c['max_digits'], 'digit')}",
    "decimal_max_places": lambda c: f"a number with at most {_count(c['decimal_places'], 'decimal')}",
    "decimal_whole_digits": lambda c: f"at most {_count(c['whole_digits'], 'digit')} before the point",
}
"""Error types whose limit is in their context."""
_LIMITS = frozenset({"greater_than", "greater_than_equal", "less_than", "less_than_equal"})
_SIZES = frozenset({"too_short", "too_long"})
_OF_ANOTHER_KIND = frozenset({"string_type", "list_type", "tuple_type", "dict_type", "model_type"})
"""Error types of an alternative that is not even the kind of thing that was written."""


def explain(
    error: ValidationError, model: type[BaseModel], document: Document, *, unread: Collection[Path] = ()
) -> tuple[list[Problem], int]:
    """Turn the errors of a model into problems of the file.

    Args:
        error: What pydantic found.
        model: The model that the document was fitted into.
        document: The content of the file, with its places.
        unread: Places that already have a problem; errors at or below them are left out.

    Returns:
        The problems, several about one value joined into one, and the number of errors beyond the first 500.
    """
    errors = error.errors(include_url=False)
    at_place: dict[tuple[int, int, str], Problem] = {}
    for detail in _meant(errors[:MOST], model, document):
        problem = _problem(detail, model, document, unread)
        if problem is None:
            continue
        spot = (problem.line, problem.column, problem.key)
        at_place[spot] = _joined(at_place[spot], problem) if spot in at_place else problem
    return list(at_place.values()), max(0, len(errors) - MOST)


def _meant(details: Sequence[Any], model: type[BaseModel], document: Document) -> list[Any]:
    """Leave out what alternatives of another kind say where one of the right kind says what is wrong."""
    paths = [locate(model, detail["loc"], document).path for detail in details]
    above = {path[:depth] for path in paths for depth in range(len(path))}
    told = {path for path, detail in zip(paths, details, strict=True) if detail["type"] not in _OF_ANOTHER_KIND}
    return [
        detail
        for path, detail in zip(paths, details, strict=True)
        if not (detail["type"] in _OF_ANOTHER_KIND and path in above | told)
        and not (detail["type"] == "too_short" and path in above)  # entries that do not fit were not counted
    ]


def _problem(
    detail: Mapping[str, Any], model: type[BaseModel], document: Document, unread: Collection[Path]
) -> Problem | None:
    found = locate(model, detail["loc"], document)
    path, kind, context = found.path, detail["type"], detail.get("ctx", {})
    if any(path[: len(place)] == place for place in unread):
        return None
    if kind == "extra_forbidden":
        known = known_keys(found.holders)
        near = _nearest(str(path[-1]), known)
        message = "unknown key" + ("" if near or not known else f"; known here: {listed(known)}")
        return document.problem(path, message, suggestion=near, at_key=True)
    if kind in {"missing", "missing_argument"}:
        return document.problem((*path, *found.rest[-1:]), "this required key is missing", at_key=True)
    if kind == "union_tag_not_found":
        return document.problem(_tagged(path, context), "this required key is missing", at_key=True)
    if kind == "union_tag_invalid":
        return _choice(document, _tagged(path, context), str(context["tag"]), str(context["expected_tags"]))
    if kind in {"literal_error", "enum"}:
        return _choice(document, path, detail["input"], str(context["expected"]))
    return document.problem(path, _words(kind, context, detail))


def _tagged(path: Path, context: Mapping[str, Any]) -> Path:
    """Add the key that tells the members of a union apart, unless a function does."""
    name = str(context["discriminator"]).strip("'")
    return path if name.endswith("()") else (*path, name)


def _choice(document: Document, path: Path, word: object, expected: str) -> Problem:
    """State that a word is none of those allowed."""
    choices = re.findall(r"'((?:[^'\\]|\\.)*)'", expected)
    if not choices:  # a number, or one of several
        unquote = "; write it without quotes" if word == expected else ""
        return document.problem(path, f"expected {expected}, not {shown(word)}{unquote}")
    near = _nearest(word, choices) if isinstance(word, str) else ""
    return document.problem(path, f"expected {_one_of(choices)}, not {shown(word)}", suggestion=near)


def _words(kind: str, context: Mapping[str, Any], detail: Mapping[str, Any]) -> str:
    if kind in {"value_error", "assertion_error"}:
        return _refused(str(context.get("error", "")) or "not allowed", detail["input"])
    bound = _BOUNDED.get(kind)
    wanted = bound(context) if bound else _WANTED.get(kind, "")
    if bound and kind in _LIMITS and isinstance(detail["input"], str):  # a duration, held in seconds
        wanted = bound({name: short(limit) for name, limit in context.items()}).replace("number", "duration")
    if not wanted:
        return str(detail["msg"]).replace("Input should be", "expected")[:200]
    value = detail["input"]
    if kind in _SIZES:
        return f"expected {wanted}, not {_size(value, context)}"
    quotes = kind == "string_type" and not isinstance(value, dict | list) and value is not None
    return f"expected {wanted}, not {shown(value)}" + ("; put it in quotes" if quotes else "")


def _refused(said: str, value: object) -> str:
    """What a check of ours said, with the value that it refused."""
    if not said.startswith(("a ", "an ", "one of ")):
        return said
    told = isinstance(value, dict | list) or shown(value) in said
    return f"expected {said}" + ("" if told else f", not {shown(value)}")


def _size(value: object, context: Mapping[str, Any]) -> str:
    if value and isinstance(value, dict | list):
        return f"{len(value):,}"  # pydantic stops counting a mapping that is too long
    if not isinstance(value, dict | list):
        return str(context["actual_length"])
    return "an empty mapping" if isinstance(value, dict) else "an empty list"


def _joined(one: Problem, other: Problem) -> Problem:
    """Join what two alternatives of one place say: 'expected A or B'."""
    if other.suggestion and not one.suggestion:
        one, other = other, one
    start = "expected "
    if other.message == one.message or not (one.message.startswith(start) and other.message.startswith(start)):
        return one
    first, _, value = one.message.partition(", not ")
    wanted = other.message.removeprefix(start).partition(", not ")[0]
    message = f"{first} or {wanted}" + (f", not {value}" if value else "")
    return replace(one, message=message, suggestion=one.suggestion or other.suggestion)


def _nearest(word: str, known: Iterable[str]) -> str:
    if len(word) > _LONGEST_WORD:
        return ""
    return next(iter(difflib.get_close_matches(word, sorted(known), n=1)), "")


def _one_of(choices: list[str]) -> str:
    return f"'{choices[0]}'" if len(choices) == 1 else f"one of {listed(choices)}"


def _count(number: int, thing: str) -> str:
    many = thing[:-1] + "ies" if thing.endswith("y") else thing + "s"
    return f"{number:,} {thing if number == 1 else many}"
