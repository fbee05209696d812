"""Reads journals' files, and tells them from certificates; loads nothing that plays a drill."""

from __future__ import annotations

from pathlib import Path

from simulator.errors import JournalError
from simulator.journal import Journal, decode

SIZE_LIMIT_BYTES = 512 * 1024 * 1024
HEAD_BYTES = 4_000_000
_PACKED = (b"PK", b"ey")
"""How a bundle and a token begin."""
_BADGE = (b'"VerifiableCredential"', b'"@context"')


def read_journal(path: Path) -> tuple[bytes, Journal]:
    """A journal's bytes and what they say.

    Raises:
        JournalError: missing, unreadable or broken.
    """
    return (raw := read_bytes(path)), decode(raw, name=str(path))


def read_bytes(path: Path) -> bytes:
    """A journal's bytes.

    Raises:
        JournalError: missing, no file, or too large.
    """
    try:
        if not path.is_file():
            what = "this is no file" if path.exists() else "there is no such file"
            raise JournalError(f"{path}: {what}", hint="Give the path of a drill's .jsonl file.")
        if path.stat().st_size > SIZE_LIMIT_BYTES:
            raise JournalError(f"{path}: larger than {SIZE_LIMIT_BYTES // 1024**2} MiB; that is no drill's journal")
        return path.read_bytes()
    except OSError as error:
        raise JournalError(f"{path}: {error.strerror}") from None


def is_certificate(path: Path) -> bool:
    """Whether a file is a certificate rather than a journal: a bundle, a badge or its token."""
    try:
        with path.open("rb") as file:
            head = file.read(64)
            if head.startswith(_PACKED):
                return True
            whole = head + file.read(HEAD_BYTES) if head.lstrip().startswith(b"{") else b""
    except OSError:
        return False
    return all(mark in whole for mark in _BADGE)
