"""The journal: the first line is a header, then one event per line, each chained to the line before.

The chain is SHA-256 over the exact bytes of the previous line. Keys are sorted, separators fixed, numbers whole,
so the same header and inputs give the same bytes. Writing to disk is `simulator.logbook`'s work.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import msgspec

from simulator.clock import stamp
from simulator.errors import JournalError
from simulator.events import EVENTS, AnyEvent, DrillEnded
from simulator.vocabulary import Mode

FORMAT = 1
ENGINE = "warroom-engine-1"
"""Changes whenever the same inputs would give other bytes."""
_encoder = msgspec.json.Encoder(order="sorted")


class Ref(msgspec.Struct, frozen=True, kw_only=True):
    """A file by id and digest."""

    id: str
    digest: str
    version: int


class Header(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a drill was started with; with the inputs it determines every byte that follows."""

    format: int = FORMAT
    drill: str
    scenario: Ref
    runbook: Ref
    form_seed: int | None
    """Which variant; None = the canonical one."""
    noise_seed: int
    """Durations and arrivals; 0 = exact medians, no failures."""
    start_utc_s: int
    attempt: int = 1
    mode: Mode
    player: str
    """Person id of the one who is judged."""
    engine: str = ENGINE
    python: str = f"{sys.version_info.major}.{sys.version_info.minor}"
    digests: dict[str, str]
    """Of the lexicons, templates and parameters that the run depends on."""
    parent: str = ""
    """For a fork: hash of the parent's line where it left."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the journal."""

    n: int
    at_s: int
    who: str
    """Person id of the sender; empty for the world."""
    seat: str
    command_id: str
    """The sender's own id of the command that this line stands for; empty on consequences."""
    cause: int
    """Number of the line whose input caused this one; 0 = the world itself."""
    event: AnyEvent


@dataclass(frozen=True, slots=True)
class Journal:
    """A whole journal, read and chain-checked."""

    header: Header
    entries: tuple[Entry, ...]
    head: str
    """SHA-256 of the last event's line."""
    sealed: bool
    """True when the closing seal is there and fits."""

    @property
    def finished(self) -> bool:
        """True when the last line says that the drill ended."""
        return bool(self.entries) and isinstance(self.entries[-1].event, DrillEnded)


class Seal(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The closing line: without it an edit of the very last event would show nowhere."""

    head: str
    lines: int


class _Line(msgspec.Struct, forbid_unknown_fields=True):
    n: int
    at_s: int
    utc: str
    kind: str
    who: str
    seat: str
    command_id: str
    cause: int
    prev: str
    data: msgspec.Raw


_lines = msgspec.json.Decoder(_Line)
_seals = msgspec.json.Decoder(Seal)
_headers = msgspec.json.Decoder(Header)
_event_decoders: dict[str, msgspec.json.Decoder[Any]] = {k: msgspec.json.Decoder(t) for k, t in EVENTS.items()}


class Chain:
    """Turns entries into lines, each bound to the one before."""

    def __init__(self, header: Header) -> None:
        """Begin with the header's own line."""
        self.start_utc_s = header.start_utc_s
        self.first_line = _encoder.encode(header)
        self.head = sha256(self.first_line).hexdigest()

    def line(self, entry: Entry) -> bytes:
        """The exact bytes of one entry's line, without the newline."""
        event = entry.event
        line = b'{"at_s":%d,"cause":%d,"command_id":%b,"data":%b,"kind":"%b","n":%d,"prev":"%b","seat":"%b","utc":"%b","who":%b}' % (
            entry.at_s, entry.cause, _encoder.encode(entry.command_id), _encoder.encode(event),
            event.__struct_config__.tag.encode(), entry.n, self.head.encode(), entry.seat.encode(),  # type: ignore[union-attr]
            stamp(self.start_utc_s + entry.at_s).encode(), _encoder.encode(entry.who),
        )  # fmt: skip
        self.head = sha256(line).hexdigest()
        return line


    def seal(self, lines: int) -> bytes:
        """The closing line over `lines` events, without the newline."""
        return _encoder.encode(Seal(head=self.head, lines=lines))


def encode(header: Header, entries: Sequence[Entry]) -> bytes:
    """The whole journal as bytes, each line ended by a newline; sealed when the drill has ended."""
    chain = Chain(header)
    lines = [chain.first_line, *(chain.line(entry) for entry in entries)]
    if entries and isinstance(entries[-1].event, DrillEnded):
        lines.append(chain.seal(len(entries)))
    return b"\n".join(lines) + b"\n"


def decode(raw: bytes, *, name: str = "journal") -> Journal:
    """Read and chain-check a journal.

    Raises:
        JournalError: unreadable, of another format, torn, or the chain is broken; names the line.
    """
    lines = raw.split(b"\n")
    if lines[-1] != b"":
        raise JournalError(f"{name}:{len(lines)}: the last line is torn", line=len(lines), torn=True)
    lines.pop()
    if not lines:
        raise JournalError(f"{name}: the file is empty", line=1)
    header = _header(lines[0], name)
    entries: list[Entry] = []
    head = sha256(lines[0]).hexdigest()
    for number, line in enumerate(lines[1:], 2):
        if line.startswith(b'{"head":'):
            _check_seal(line, number, head, entries, len(lines), name)
            return Journal(header, tuple(entries), head, True)
        entries.append(_entry(line, number, head, header, name))
        head = sha256(line).hexdigest()
    return Journal(header, tuple(entries), head, False)


def _check_seal(line: bytes, number: int, head: str, entries: list[Entry], count: int, name: str) -> None:
    """The seal must be the last line, name the last event's hash and follow a `drill_ended`."""
    try:
        seal = _seals.decode(line)
    except msgspec.MsgspecError as error:
        raise JournalError(f"{name}:{number}: unreadable seal: {error}", line=number) from None
    if _encoder.encode(seal) != line or seal.lines != len(entries) or number != count:
        raise JournalError(f"{name}:{number}: the seal does not fit its place", line=number)
    if seal.head != head:
        raise JournalError(f"{name}:{number - 1}: the chain is broken: the seal names other bytes", line=number - 1)


def _header(line: bytes, name: str) -> Header:
    try:
        header = _headers.decode(line)
    except msgspec.MsgspecError as error:
        raise JournalError(f"{name}:1: this is no warroom journal: {error}", line=1) from None
    if header.format != FORMAT:
        raise JournalError(f"{name}:1: journal format {header.format}; this version reads format {FORMAT}", line=1)
    if _encoder.encode(header) != line:
        raise JournalError(f"{name}:1: the header is not in canonical form, so it was edited", line=1)
    return header


def _entry(line: bytes, number: int, head: str, header: Header, name: str) -> Entry:
    try:
        parsed = _lines.decode(line)
        decoder = _event_decoders[parsed.kind]
        event = decoder.decode(parsed.data)
    except (msgspec.MsgspecError, KeyError) as error:
        raise JournalError(f"{name}:{number}: unreadable line: {error}", line=number) from None
    if parsed.prev != head:
        raise JournalError(
            f"{name}:{number}: the chain is broken: this line does not follow the bytes of line {number - 1}",
            line=number - 1 if number > 2 else number,
        )
    if parsed.n != number - 1 or parsed.utc != stamp(header.start_utc_s + parsed.at_s):
        raise JournalError(f"{name}:{number}: number or stamp does not fit its place", line=number)
    return Entry(parsed.n, parsed.at_s, parsed.who, parsed.seat, parsed.command_id, parsed.cause, event)


def inputs(journal: Journal) -> Iterator[Entry]:
    """The lines that stand for somebody's command, in order."""
    return (entry for entry in journal.entries if entry.command_id)
