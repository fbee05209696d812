"""Reads journals' files, and tells them from certificates; loads nothing that plays a drill."""

from __future__ import annotations

from base64 import urlsafe_b64decode
from pathlib import Path

from simulator.errors import JournalError
from simulator.journal import Journal, decode

SIZE_LIMIT_BYTES = 512 * 1024 * 1024
HEAD_BYTES = 4_000_000
DRILL = "Give the path of a drill's .jsonl file; the lobby (warroom) lists those that can go on."
_PACKED = (b"PK", b"ey")
"""How a bundle and a token begin."""
_BADGE = (b'"VerifiableCredential"', b'"@context"')
_STATUS_LIST = b"BitstringStatusListCredential"
_PARTS = {
    b'"kind":"warroom-certificate"': "the record of a certificate's bundle",
    b'"kind":"warroom-issuer"': "an issuer's document",
    b'{"n":1,"prev":"","statement":': "a candidate's dossier",
    _STATUS_LIST: "a status list",
}
"""What each part of a certificate that proves nothing alone holds, without blanks, and what it is called."""


def read_journal(path: Path) -> tuple[bytes, Journal]:
    """A journal's bytes and what they say.

    Raises:
        JournalError: missing, unreadable or broken.
    """
    return (raw := read_bytes(path)), decode(raw, name=str(path))


def read_bytes(path: Path, hint: str = DRILL) -> bytes:
    """The bytes of a journal, or of what goes with one, of which the hint tells.

    Raises:
        JournalError: missing, no file, or too large.
    """
    check_file(path, hint)
    try:
        if path.stat().st_size > SIZE_LIMIT_BYTES:
            raise JournalError(f"{path}: larger than {SIZE_LIMIT_BYTES // 1024**2} MiB; that is no drill's journal")
        return path.read_bytes()
    except OSError as error:
        raise JournalError(f"{path}: {error.strerror}") from None


def check_file(path: Path, hint: str = DRILL) -> None:
    """Whether there is a file to be read.

    Raises:
        JournalError: there is none, it is a folder, or it cannot be looked at.
    """
    try:
        there, is_file = path.exists(), path.is_file()
    except OSError as error:
        raise JournalError(f"{path}: {error.strerror}") from None
    if not is_file:
        what = "this is no file" if there else "there is no such file"
        raise JournalError(f"{path}: {what}", hint=hint)


def is_certificate(path: Path) -> bool:
    """Whether a file is a certificate rather than a journal: a bundle, a badge or its token."""
    try:
        if not path.is_file():
            return False
        with path.open("rb") as file:
            head = file.read(64)
            if head.startswith(_PACKED):
                return True
            whole = head + file.read(HEAD_BYTES) if head.lstrip().startswith(b"{") else b""
    except OSError:
        return False
    return all(mark in whole for mark in _BADGE)


def check_whole(path: Path) -> None:
    """Whether a file may prove something by itself, be it a drill or a certificate.

    Raises:
        JournalError: it is a folder, or a part of a certificate that is proved with the whole alone.
    """
    hint = "Give the certificate as issued, the .zip; to prove a drill, its .jsonl file."
    if path.is_dir():
        raise JournalError(f"{path}: this is a folder", hint=hint)
    check_file(path)
    what = next((words for mark, words in _PARTS.items() if mark in _beginning(path)), "")
    if what:
        raise JournalError(f"{path}: this is {what}, which proves nothing by itself", hint=hint)


def _beginning(path: Path) -> bytes:
    """How a document of JSON or the content of a token begins, without blanks; empty for what cannot be read."""
    try:
        with path.open("rb") as file:
            raw = file.read(HEAD_BYTES) if (head := file.read(2)) in (b"ey", b'{"', b"{\n", b"{\r", b"{ ") else b""
    except OSError:
        return b""
    if head != b"ey":
        return b"" if raw.startswith(b'attempt"') else b"".join((head + raw).split())
    content = raw.partition(b".")[2].partition(b".")[0]
    try:
        return urlsafe_b64decode(content + b"=" * (-len(content) % 4))
    except ValueError:
        return b""
