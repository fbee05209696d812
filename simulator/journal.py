"""The journal: the first line is a header, then one event per line, each chained to the line before.

The chain is SHA-256 over the exact bytes of the previous line. Keys are sorted, separators fixed, numbers whole,
so the same header and inputs give the same bytes. Writing to disk is `simulator.logbook`'s work.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Annotated, Any, Generic, TypeVar

import msgspec

from simulator.clock import stamp
from simulator.errors import JournalError
from simulator.events import CAUSED, EVENTS, INTERVENED, AnyEvent, CommandRefused, DrillEnded
from simulator.vocabulary import Mode, Seat

FORMAT = 1
ATTEMPTS_MOST = 1_000_000
ENGINE = "warroom-engine-4"
"""Changes whenever the same inputs would give other bytes."""
_encoder = msgspec.json.Encoder(order="sorted")
_UtcS = Annotated[int, msgspec.Meta(ge=0, le=200_000_000_000)]
_AtS = Annotated[int, msgspec.Meta(ge=0, le=1_000_000_000)]
_INPUTS = (*CAUSED, *INTERVENED, CommandRefused)
_SEATS = frozenset(("", *Seat))
_SEAL_START = b'{"check":'
HEADER_START = b'{"attempt":'
"""How the first line of a journal begins."""
_BOM = b"\xef\xbb\xbf"
_GIVE = "Give the .jsonl file that a drill has written."
_UNKNOWN = "Use the version of warroom that wrote it."
_UNEDITED = "An edited journal is not judged: get the file as it was written."


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
    start_utc_s: _UtcS
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


class Entry(msgspec.Struct, frozen=True, gc=False):
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

    check: str
    """SHA-256 of `head` and `lines`: tells an edit of the seal from one of the last event."""
    head: str
    lines: int


def _seal(head: str, lines: int) -> bytes:
    return _encoder.encode(Seal(check=sha256(f"{head}:{lines}".encode()).hexdigest(), head=head, lines=lines))


Data = TypeVar("Data")


class _Line(msgspec.Struct, Generic[Data], forbid_unknown_fields=True, gc=False):
    at_s: _AtS
    cause: int
    command_id: str
    data: Data
    """The event: whole when written, still bytes when read, because `kind` says how to read it."""
    kind: str
    n: int
    prev: str
    seat: str
    utc: str
    who: str


_lines = msgspec.json.Decoder(_Line[msgspec.Raw])
_kinds = {event: kind for kind, event in EVENTS.items()}
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
        line = _line(entry, self.head, self.start_utc_s)
        self.head = sha256(line).hexdigest()
        return line

    def seal(self, lines: int) -> bytes:
        """The closing line over `lines` events, without the newline."""
        return _seal(self.head, lines)


def _line(entry: Entry, head: str, start_utc_s: int) -> bytes:
    return _encoder.encode(_Line(
        entry.at_s, entry.cause, entry.command_id, entry.event, _kinds[type(entry.event)], entry.n, head, entry.seat,
        stamp(start_utc_s + entry.at_s), entry.who,
    ))  # fmt: skip


def encode(header: Header, entries: Sequence[Entry]) -> bytes:
    """The whole journal as bytes, each line ended by a newline; sealed when the drill has ended."""
    chain = Chain(header)
    lines = [chain.first_line, *map(chain.line, entries)]
    if entries and isinstance(entries[-1].event, DrillEnded):
        lines.append(chain.seal(len(entries)))
    return b"\n".join(lines) + b"\n"


def decode(raw: bytes, *, name: str = "journal") -> Journal:
    """Read and chain-check a journal.

    Raises:
        JournalError: unreadable, of another format, torn, or the chain is broken; names the line.
    """
    *lines, torn = raw.split(b"\n")
    if not lines:
        raise _headless(torn, name)
    header = _header(lines[0], name)
    if torn:
        number = len(lines) + 1
        if torn.startswith(_SEAL_START) and torn.endswith(b"}"):
            words = f"{name}:{number}: the line end behind the seal is missing, as a mail or a shell cuts it"
            raise JournalError(words, line=number, torn=True, hint="Put it back: one line feed at the end of the file.")
        hint = "It was cut off there: go on with it (warroom play --resume FILE), or get the whole file."
        raise JournalError(f"{name}:{number}: the last line is torn", line=number, torn=True, hint=hint)
    entries: list[Entry] = []
    head, at_s = sha256(lines[0]).hexdigest(), 0
    for number, line in enumerate(lines[1:], 2):
        if line.startswith(_SEAL_START):
            _check_seal(line, number, head, entries, name)
            if number < len(lines):
                raise _after_seal(lines[number:], number + 1, name)
            return Journal(header, tuple(entries), head, True)
        entry = _entry(line, number, name, header)
        if not _fits(line, entry, head, header):
            raise _misfit(lines, number, head, name)
        if entry.n != number - 1 or entry.at_s < at_s:
            raise JournalError(f"{name}:{number}: number or time does not fit its place", line=number)
        entries.append(entry)
        head, at_s = sha256(line).hexdigest(), entry.at_s
    return Journal(header, tuple(entries), head, False)


def _headless(torn: bytes, name: str) -> JournalError:
    """What is wrong with a file without one whole line."""
    if not torn:
        words = f"{name}: the file is empty: no drill was written to it"
    elif not torn.startswith(HEADER_START[: len(torn)]):
        return _no_journal(name)
    else:
        words = f"{name}:1: the first line is torn: no drill is in it"
    return JournalError(words, line=1, torn=True, hint=_GIVE)


def _no_journal(name: str, why: str = "") -> JournalError:
    return JournalError(f"{name}:1: this is no warroom journal{why}", line=1, hint=_GIVE)


def _after_seal(lines: list[bytes], number: int, name: str) -> JournalError:
    """What is wrong with that which follows the closing line."""
    if any(line.strip() for line in lines):
        return JournalError(f"{name}:{number}: there are lines after the seal", line=number)
    words = f"{name}:{number}: there are empty lines after the seal, as an editor or a shell adds them"
    return JournalError(words, line=number, hint="Take them away: one line feed ends the file.")


def _fits(line: bytes, entry: Entry, head: str, header: Header) -> bool:
    """Whether a line follows the one before, in the one form that it can have.

    An event may have gained fields since another engine wrote it, so that engine's lines are held to their chain alone.
    """
    if header.engine == ENGINE:
        return line == _line(entry, head, header.start_utc_s)
    return b'"prev":"%b"' % head.encode() in line


def _misfit(lines: list[bytes], number: int, head: str, name: str) -> JournalError:
    """Which line was edited: this one if it names the line before correctly, otherwise mostly the one before.

    A line whose `prev` was edited no longer fits the line after it either.
    """
    line = lines[number - 1]
    if b'"prev":"%b"' % head.encode() in line:
        words = f"{name}:{number}: the line is not in canonical form, so it was edited"
        return JournalError(words, line=number, hint=_UNEDITED)
    after = lines[number] if number < len(lines) else b""
    edited = number if after and sha256(line).hexdigest().encode() not in after else number - 1
    return JournalError(
        f"{name}:{edited}: the chain is broken: line {number} does not follow the bytes of line {number - 1}",
        line=edited,
        hint=_UNEDITED,
    )


def _check_seal(line: bytes, number: int, head: str, entries: list[Entry], name: str) -> None:
    """The seal must name the last event's hash and follow a `drill_ended`."""
    try:
        seal = _seals.decode(line)
    except ValueError as error:
        raise JournalError(f"{name}:{number}: unreadable seal: {error}", line=number) from None
    ended = bool(entries) and isinstance(entries[-1].event, DrillEnded)
    if _seal(seal.head, seal.lines) != line or seal.lines != len(entries) or not ended:
        raise JournalError(f"{name}:{number}: the seal was edited or does not fit its place", line=number)
    if seal.head != head:
        raise JournalError(f"{name}:{number - 1}: the chain is broken: the seal names other bytes", line=number - 1)


_NAME = re.compile(r"[^\x00-\x1f\x7f-\x9f\u2028\u2029/]{1,255}")
_FORMS: tuple[tuple[str, Callable[[Header], object]], ...] = (
    ("drill", lambda header: _NAME.fullmatch(header.drill)),
    ("player", lambda header: _NAME.fullmatch(header.player)),
    ("attempt", lambda header: 1 <= header.attempt <= ATTEMPTS_MOST),
    ("parent", lambda header: re.fullmatch(r"([0-9a-f]{1,64}:\d{1,9})?", header.parent)),
    ("python", lambda header: re.fullmatch(r"\d{1,3}\.\d{1,3}", header.python)),
)
"""What the words of a header that nothing proves look like at least: each is one word in one line."""


def _header(line: bytes, name: str) -> Header:
    try:
        header = _headers.decode(line)
    except (ValueError, RecursionError) as error:
        if line.startswith(_BOM + HEADER_START):
            words = f"{name}:1: a byte order mark was put before the first line, as an editor does"
            raise JournalError(words, line=1, hint="Get the file as it was written.") from None
        known = line.startswith(HEADER_START)  # else it is another file, and how it differs helps nobody
        raise _no_journal(name, f": {error}" if known else "") from None
    if header.format != FORMAT:
        raise JournalError(f"{name}:1: journal format {header.format}; this version reads format {FORMAT}", line=1)
    if line.endswith(b"\r"):
        words = f"{name}:1: the line ends were changed (CRLF), as a checkout or an editor does"
        raise JournalError(words, line=1, hint="Get the file as it was written; in git: *.jsonl -text.")
    if odd := [word for word, known in _FORMS if not known(header)]:
        words = f"{name}:1: no drill has such a word for {' and '.join(odd)}, so it was edited"
        raise JournalError(words, line=1, hint=_UNEDITED)
    if _encoder.encode(header) != line:
        words = f"{name}:1: the header is not in canonical form, so it was edited"
        raise JournalError(words, line=1, hint=_UNEDITED)
    return header


def _entry(line: bytes, number: int, name: str, header: Header) -> Entry:
    try:
        parsed = _lines.decode(line)
        event = _event_decoders[parsed.kind].decode(parsed.data)
    except (ValueError, KeyError, RecursionError) as error:
        if header.engine != ENGINE:
            words = f"{name}:{number}: a line that this version does not know; needs {header.engine}, this is {ENGINE}"
            raise JournalError(words, line=number, foreign=True, hint=_UNKNOWN) from None
        raise JournalError(f"{name}:{number}: unreadable line: {error}", line=number) from None
    if parsed.seat not in _SEATS or (parsed.command_id and not isinstance(event, _INPUTS)):
        raise JournalError(f"{name}:{number}: nobody could have sent this", line=number)
    return Entry(parsed.n, parsed.at_s, parsed.who, parsed.seat, parsed.command_id, parsed.cause, event)


def ends_with_seal(tail: bytes) -> bool:
    """Whether the last bytes of a file hold a closing seal: a quick look, not a proof (that is `decode`).

    Args:
        tail: The end of the file, at least its last line.
    """
    return tail.rstrip(b"\n").rpartition(b"\n")[2].startswith(_SEAL_START)


def first_break(raw: bytes) -> int:
    """The first line that the next one or the seal does not follow, in a journal of any version; 0 = there is none."""
    lines = raw.removesuffix(b"\n").split(b"\n")
    heads = [sha256(line).hexdigest() for line in lines]
    for number, line in enumerate(lines[1:], 1):
        word = "head" if line.startswith(_SEAL_START) else "prev"
        if f'"{word}":"{heads[number - 1]}"'.encode() not in line:
            return number
    return 0


def inputs(journal: Journal) -> Iterator[Entry]:
    """The lines that stand for somebody's command, in order."""
    return (entry for entry in journal.entries if entry.command_id)
