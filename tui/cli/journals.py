"""Reads journals' files, and tells them from certificates; loads nothing that plays a drill."""

from __future__ import annotations

from pathlib import Path

from simulator.errors import JournalError
from simulator.journal import Journal, decode

SIZE_LIMIT_BYTES = 512 * 1024 * 1024
HEAD_BYTES = 4_000_000
DRILL = "Give the path of a drill's .jsonl file; the lobby (warroom) lists those that can go on."
_PACKED = (b"PK", b"ey")
"""How a bundle and a token begin."""
_BADGE = (b'"VerifiableCredential"', b'"@context"')


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
