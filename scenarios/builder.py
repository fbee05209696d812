"""Building plain data and the places of its values from the events of a YAML parser, in one pass."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NoReturn

from scenarios.document import Document, Path, Place, Plain
from scenarios.problem import Problem, SourceError, plain_key, shown
from scenarios.scalar import UNSEEN, ScalarError, resolve

MAX_DEPTH = 50
"""Levels of mappings and lists."""
MAX_NODES = 50_000
"""Keys and values together."""
MAX_SCALAR = 20_000
"""Characters of one value."""
MAX_KEY = 200
"""Characters of one key."""
THOUSANDS = 3
"""Digits between two commas of a large number."""


@dataclass(slots=True)
class _Open:
    """A mapping or list that is not finished yet."""

    data: dict[str, Plain] | list[Plain]
    place: Place
    part: str | int = ""
    """Its own key or position in what holds it."""
    key: str | None = None
    """The key whose value comes next; None while a key is awaited."""
    key_line: int = 0
    key_column: int = 0

    @property
    def next_part(self) -> str | int:
        """Key or position of the value that comes next."""
        return len(self.data) if isinstance(self.data, list) else self.key or ""


class Builder:
    """Builds plain data and places from parser events, and notes what can be noted without stopping."""

    def __init__(self, name: str) -> None:
        """Begin a file; problems begin with its name."""
        self.name = name
        self.problems: list[Problem] = []
        self.unread: set[Path] = set()
        """Places whose value is only a stand-in, already reported."""
        self.data: Plain = None
        self.root = Place(1, 1, 1, 1)
        self.last = (1, 1)
        """Line and column that were reached."""
        self._open: list[_Open] = []
        self._nodes = 0
        self._documents = 0

    @property
    def is_empty(self) -> bool:
        """True when the file holds nothing at all."""
        return self.data is None

    def document(self) -> Document:
        """Give the finished document."""
        return Document(self.name, self.data, self.root)

    def take(self, event: Any) -> None:
        """Use one event; raise SourceError when reading on makes no sense."""
        line, column = self.last = event.start_mark.line + 1, event.start_mark.column + 1
        kind = type(event).__name__
        if kind == "ScalarEvent":
            self._check_plain(event)
            self._scalar(event, line, column)
        elif kind in {"MappingStartEvent", "SequenceStartEvent"}:
            self._check_plain(event)
            self._enter(kind == "MappingStartEvent", line, column)
        elif kind in {"MappingEndEvent", "SequenceEndEvent"}:
            self._open.pop()
        elif kind == "AliasEvent":
            self._stop("aliases ('*name') are not allowed; write the value out")
        elif kind == "DocumentStartEvent":
            self._documents += 1
            if self._documents > 1:
                self._stop("expected one document, not a second one after '---'")
            if event.version or event.tags:
                self._stop("lines that begin with '%' are not allowed")

    def _check_plain(self, event: Any) -> None:
        self._nodes += 1
        if self._nodes > MAX_NODES:
            self._stop(f"the file holds too much; expected at most {MAX_NODES:,} keys and values")
        if event.anchor is not None:
            self._stop("anchors ('&name') are not allowed; write the value out where it is needed")
        if event.ctag is not None:
            self._stop("tags ('!name') are not allowed; write plain values")

    def _scalar(self, event: Any, line: int, column: int) -> None:
        top = self._open[-1] if self._open else None
        if top is not None and top.key is None and isinstance(top.data, dict):
            self._key(top, event, line, column)
            return
        text: str = event.value
        if top is not None and top.key is not None and not text and event.implicit[0]:
            line, column = top.key_line, top.key_column  # nothing was written: the key is where to look
        try:
            value = self._value(text, event)
        except ScalarError as error:
            value = None
            self._note(str(error), line, column)
            self.unread.add(self._here())
        self._place(value, Place(line, column, line, column))

    @staticmethod
    def _value(text: str, event: Any) -> Plain:
        if len(text) > MAX_SCALAR:
            raise ScalarError(f"expected at most {MAX_SCALAR:,} characters, not {len(text):,}")
        if event.style == '"' and (unseen := UNSEEN.search(text)):
            raise ScalarError(f"the invisible character U+{ord(unseen[0]):04X} is not allowed")
        return resolve(text) if event.implicit[0] else text

    def _key(self, top: _Open, event: Any, line: int, column: int) -> None:
        key: str = event.value
        top.key, top.key_line, top.key_column = key, line, column
        if len(key) > MAX_KEY:
            self._stop(f"expected a key of at most {MAX_KEY} characters, not {len(key):,}")
        if key == "<<":
            self._stop("merge keys ('<<') are not allowed; write the keys out")
        fault = ""
        try:
            if not isinstance(found := self._value(key, event), str):
                fault = f"expected a key that is text, not {shown(found)}; put it in quotes"
        except ScalarError as error:
            fault = str(error)
        if fault and (number := _number_before(top, key)):
            self.unread.add(self._here())
            top.key, fault = number, "expected a number without commas between its thousands"
            self._note(fault, line, column)
            top.key, fault = key, ""
        if not fault and key in top.data:
            first = top.place.child(key)
            fault = "this key is here twice" + (f", first on line {first.key_line}" if first else "")
        if fault:
            self._note(fault, line, column)
            self.unread.add(self._here())

    def _enter(self, is_mapping: bool, line: int, column: int) -> None:
        if len(self._open) >= MAX_DEPTH:
            self._stop(f"nested too deeply; expected at most {MAX_DEPTH} levels")
        if self._open and self._open[-1].key is None and isinstance(self._open[-1].data, dict):
            self._stop("expected a key that is text, not a mapping or a list")
        data: dict[str, Plain] | list[Plain] = {} if is_mapping else []
        place = Place(line, column, line, column, {} if is_mapping else [])
        part = self._open[-1].next_part if self._open else ""
        self._place(data, place)
        self._open.append(_Open(data, place, part))

    def _place(self, value: Plain, place: Place) -> None:
        if not self._open:
            self.data, self.root = value, place
            return
        top = self._open[-1]
        if isinstance(top.data, list):
            top.data.append(value)
            top.place.children.append(place)  # type: ignore[union-attr]  # a list has a list of places
            return
        key, top.key = top.key or "", None
        place.key_line, place.key_column = top.key_line, top.key_column
        top.data[key] = value
        top.place.children[key] = place  # type: ignore[index,call-overload]  # a mapping has a mapping

    def _here(self) -> Path:
        """The path of the value that comes next."""
        if not self._open:
            return ()
        return (*(step.part for step in self._open[1:]), self._open[-1].next_part)

    def _note(self, message: str, line: int, column: int) -> None:
        self.problems.append(Problem(self.name, line, column, plain_key(self._here()), message))

    def _stop(self, message: str) -> NoReturn:
        self._note(message, *self.last)
        raise SourceError(self.problems)


def _number_before(top: _Open, key: str) -> str:
    """The key whose number a comma cut in two, as in `{arr: 480,000}`, where `000` is no key; empty otherwise."""
    before = next(reversed(list(top.data)), None) if isinstance(top.data, dict) else None
    number = top.data[before] if isinstance(top.data, dict) and before is not None else None
    cut = type(number) is int and len(key) == THOUSANDS and key.isdecimal()
    return before if cut and before is not None else ""
