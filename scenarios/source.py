"""Reading YAML files safely: bounded, exact, and with every problem at its line.

A file becomes plain data in one pass over the parser's events, so that a bound is met before the thing
that it bounds is built. Anchors, aliases, merge keys, tags, directives and second documents are refused;
single words are read by `scenarios.scalar`. Apart from `scenarios.lexicon` the only user of ruamel.yaml.
"""

from __future__ import annotations

import os
import stat
from itertools import islice
from pathlib import Path as FilePath
from typing import TYPE_CHECKING, NoReturn, TypeVar

from pydantic import BaseModel, ValidationError

from scenarios.builder import Builder
from scenarios.document import Document
from scenarios.kept import find
from scenarios.misfit import explain
from scenarios.problem import Problem, SourceError
from scenarios.scalar import ODD_SPACE, UNSEEN
from scenarios.syntax import say

if TYPE_CHECKING:
    from ruamel.yaml.error import MarkedYAMLError

__all__ = ["Document", "Problem", "SourceError", "load_model", "model_kept", "read_document", "read_file"]

MAX_BYTES = 1_000_000
"""Size of a file; the largest bundled scenario has about 100,000."""
MAX_LINES = 30_000
"""Lines of a file."""
MAX_LINE = 20_000
"""Characters on one line; the parser's time grows faster than a line does."""

M = TypeVar("M", bound=BaseModel)

_BEGINS_EARLIER = ("unexpected end of stream", "could not find expected ':'")
"""Errors that the parser meets later than a person does."""


def read_file(path: FilePath, limit_bytes: int = MAX_BYTES) -> bytes:
    """Read a regular file of UTF-8 text, never more than the limit and never waiting for a pipe.

    Raises:
        SourceError: It is missing, no regular file, too large, or not UTF-8 text.
    """
    name = str(path)
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except (OSError, ValueError) as error:
        _refuse_unreadable(path, error)
    try:
        _check_kind(name, os.fstat(descriptor), limit_bytes)
        content = _read_bounded(descriptor, limit_bytes)
    except OSError as error:
        _refuse_unreadable(path, error)
    finally:
        os.close(descriptor)
    if len(content) > limit_bytes:
        _refuse_size(name, len(content), limit_bytes)
    _utf8(content, name)
    return content


def read_document(text: str | bytes, *, name: str) -> Document:
    """Turn a text into plain data with the place of every value.

    Args:
        text: The content of the file.
        name: The file as the person named it; problems begin with it.

    Raises:
        SourceError: The text is not plain, bounded YAML; lists every problem that was found.
    """
    builder = _built(text, name)
    if builder.problems:
        raise SourceError(builder.problems)
    return builder.document()


def load_model(text: str | bytes, model: type[M], *, name: str) -> tuple[M, Document]:
    """Read a text and fit it into a pydantic model.

    Args:
        text: The content of the file.
        model: What the file should hold.
        name: The file as the person named it; problems begin with it.

    Raises:
        SourceError: The text is not plain YAML or does not fit; lists every problem that was found.
    """
    builder = _built(text, name)
    document = builder.document()
    problems, more = builder.problems, 0
    try:
        value = model.model_validate(document.data)
    except ValidationError as error:
        misfits, more = explain(error, model, document, unread=builder.unread)
        problems = problems + misfits
    if problems:
        raise SourceError(problems, more=more)
    return value, document


def model_kept(raw: bytes, model: type[M]) -> M | None:
    """What these bytes were at an earlier start, checked by the model again; None when they have to be read.

    Without the place of anything in the file: who finds something wrong reads the file.
    """
    try:
        return model.model_validate(found) if (found := find(raw)) is not None else None
    except ValidationError:
        return None


def _built(text: str | bytes, name: str) -> Builder:
    if len(text) > MAX_BYTES:
        _refuse_size(name, len(text), MAX_BYTES)
    plain = _utf8(text, name) if isinstance(text, bytes) else _visible(text, name)
    _check_lines(plain, name)
    builder = Builder(name)
    from ruamel.yaml import YAML
    from ruamel.yaml.error import MarkedYAMLError

    try:
        for event in YAML(typ="safe", pure=True).parse(plain):
            builder.take(event)
    except SourceError:
        raise
    except MarkedYAMLError as error:
        _refuse_syntax(builder, error, plain)
    except Exception as error:  # noqa: BLE001 - the parser has faults of its own on hostile input; none may escape
        line, column = builder.last
        raise _fault(name, line, column, f"cannot be read as YAML ({type(error).__name__})") from None
    if builder.is_empty:
        raise _fault(name, 1, 1, "the file is empty; expected keys and values")
    return builder


def _utf8(content: bytes, name: str) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise _fault(name, 1, 1, "expected UTF-8 text, not UTF-16", hint="Save the file as UTF-8.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8", "replace")
        line, column = _position(before, len(before))
        raise _fault(name, line, column, "expected UTF-8 text", hint="Save the file as UTF-8.") from None
    return _visible(text, name)


def _visible(text: str, name: str) -> str:
    """Refuse characters that a reader does not see."""
    if unseen := UNSEEN.search(text):
        line, column = _position(text, unseen.start())
        raise _fault(name, line, column, f"the invisible character U+{ord(unseen[0]):04X} is not allowed")
    return text


def _check_lines(text: str, name: str) -> None:
    lines = text.splitlines()
    if len(lines) > MAX_LINES:
        raise _fault(name, MAX_LINES + 1, 1, f"expected at most {MAX_LINES:,} lines, not {len(lines):,}")
    for number, content in enumerate(lines, 1):
        if len(content) > MAX_LINE:
            raise _fault(name, number, MAX_LINE + 1, f"expected at most {MAX_LINE:,} characters on a line")


def _position(text: str, offset: int) -> tuple[int, int]:
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def _fault(name: str, line: int, column: int, message: str, *, hint: str = "") -> SourceError:
    return SourceError([Problem(name, line, column, "", message)], hint=hint)


def _read_bounded(descriptor: int, limit_bytes: int) -> bytes:
    """Read at most one byte more than the limit, whatever size the file claims to have."""
    content = b""
    while len(content) <= limit_bytes and (piece := os.read(descriptor, limit_bytes + 1 - len(content))):
        content += piece
    return content


def _check_kind(name: str, status: os.stat_result, limit_bytes: int) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise _fault(name, 1, 1, "expected a file, not a directory", hint="Name a .yaml file in it.")
    if not stat.S_ISREG(status.st_mode):
        raise _fault(name, 1, 1, "expected a regular file, not a pipe or a device", hint="Name a .yaml file.")
    if status.st_size > limit_bytes:
        _refuse_size(name, status.st_size, limit_bytes)


def _refuse_size(name: str, size: int, limit: int) -> NoReturn:
    message = f"the file has {size:,} bytes; expected at most {limit:,}"
    raise _fault(name, 1, 1, message, hint="Take out what does not belong to it, or split it.")


def _refuse_unreadable(path: FilePath, error: Exception) -> NoReturn:
    name = str(path)
    if isinstance(error, FileNotFoundError):
        raise _fault(name, 1, 1, "no such file", hint="Check the name and the directory.") from None
    reason = getattr(error, "strerror", None) or "not a usable file name"
    raise _fault(name, 1, 1, f"cannot be read: {reason.lower()}", hint="Check its name and rights.") from None


def _refuse_syntax(builder: Builder, error: MarkedYAMLError, text: str) -> NoReturn:
    """Say a syntax error in plain words, at the place where a person would look."""
    said = str(error.problem or error.context or "not valid YAML")
    mark = error.problem_mark or error.context_mark
    if any(sign in said for sign in _BEGINS_EARLIER) and error.context_mark is not None:
        mark = error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark is not None else builder.last
    whole = next(islice(text.splitlines(), line - 1, None), "")
    if odd := ODD_SPACE.search(whole):
        raise _fault(builder.name, line, odd.start(1) + 1, f"expected a plain space, not U+{ord(odd[1]):04X}") from None
    before = whole[: column - 1]
    raise SourceError([*builder.problems, Problem(builder.name, line, column, "", say(said, before))]) from None
