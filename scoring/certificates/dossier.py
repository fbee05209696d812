"""The dossier file: one candidate's statements as JSON Lines, each line bound to the one before.

A statement is sealed by its maker, who may never have seen the dossier; the chain around them is the examiner's. A
certificate names the chain's last hash, so that afterwards no line can be dropped, added or moved without its showing.
"""

from __future__ import annotations

from hashlib import sha256
from typing import Any

import msgspec

from scoring.certificates.error import CertificateError
from scoring.certificates.seal import canonical
from scoring.certificates.statement import Statement, check_statement, read_statement

SIZE_LIMIT_BYTES = 16_000_000


class Dossier(msgspec.Struct, frozen=True):
    """A dossier as read and chain-checked."""

    statements: tuple[Statement, ...]
    head: str
    """SHA-256 of the last line; empty when there is none."""


def line_of(number: int, before: str, statement: Statement) -> bytes:
    """One line of the file, with its line feed.

    Args:
        number: 1 for the first line.
        before: SHA-256 of the line before; empty for the first.
        statement: What it holds.
    """
    return canonical({"n": number, "prev": before, "statement": statement.document}) + b"\n"


def add_line(raw: bytes, statement: Statement) -> bytes:
    """The line that comes next in a dossier's file."""
    dossier = decode_dossier(raw)
    return line_of(len(dossier.statements) + 1, dossier.head, statement)


def decode_dossier(raw: bytes, *, name: str = "dossier") -> Dossier:
    """Read a dossier, check its chain and each statement's seal.

    Raises:
        CertificateError: it was altered; names the line.
    """
    if len(raw) > SIZE_LIMIT_BYTES:
        raise CertificateError(f"{name}: far too large for a dossier")
    lines = raw.split(b"\n")
    if lines.pop() != b"":
        raise CertificateError(f"{name}:{len(lines) + 1}: the last line is torn")
    statements: list[Statement] = []
    head = ""
    for number, line in enumerate(lines, 1):
        statement = _statement(line, number, name)
        if line_of(number, head, statement) != line + b"\n":
            raise CertificateError(f"{name}:{number}: the chain is broken: a line was edited, dropped, added or moved")
        try:
            check_statement(statement)
        except CertificateError as error:
            raise CertificateError(f"{name}:{number}: {error}") from None
        statements.append(statement)
        head = sha256(line).hexdigest()
    return Dossier(tuple(statements), head)


def _statement(line: bytes, number: int, name: str) -> Statement:
    try:
        found: Any = msgspec.json.decode(line)
    except (ValueError, RecursionError) as error:
        raise CertificateError(f"{name}:{number}: unreadable line: {error}") from None
    if not isinstance(found, dict):
        raise CertificateError(f"{name}:{number}: this is no line of a dossier")
    try:
        return read_statement(found.get("statement"))
    except CertificateError as error:
        raise CertificateError(f"{name}:{number}: {error}") from None
