"""Statements: one thing that one person says about one candidate, sealed by that person's key.

Everything that is not in a journal stands in statements: which forms were sealed, which drill was sat where, what a
proctor saw, which gate a person confirmed, what was overruled, appealed against or declared void. None is ever changed.
"""

from __future__ import annotations

from typing import Any, Literal

import msgspec

from scoring.certificates.error import CertificateError
from scoring.certificates.keyring import Signer
from scoring.certificates.seal import check_seal, digest_of, seal
from scoring.reports.plain import flat

Kind = Literal["opening", "admission", "sitting", "delivery", "proctoring", "gate", "override", "appeal", "void"]
_BRACKETS = str.maketrans("<>", "‹›")


class Maker(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who says it."""

    id: str
    name: str


class Statement(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A sealed statement as a value; `document` gives it back as it was sealed."""

    kind: Kind
    person: str
    """Person id of the candidate."""
    about: str
    """SHA-256 of the journal that it is about; empty when it is about none."""
    at_utc: str
    by: Maker
    data: dict[str, Any]
    """What is said; its fields depend on the kind."""
    proof: dict[str, Any]

    @property
    def document(self) -> dict[str, Any]:
        """The sealed JSON document."""
        return {name: msgspec.to_builtins(getattr(self, name)) for name in self.__struct_fields__}

    @property
    def digest(self) -> str:
        """SHA-256 of the sealed document."""
        return digest_of(self.document)

    def text(self, name: str) -> str:
        """A field of what is said, as text; empty when it is not there."""
        value = self.data.get(name, "")
        return value if isinstance(value, str) else ""

    def number(self, name: str) -> int:
        """A whole number of what is said; 0 when it is not there."""
        value = self.data.get(name, 0)
        return value if isinstance(value, int) else 0


def tame(text: str) -> str:
    """Words that go where others may render them as markup: one line, no control characters, no angle brackets."""
    return flat(text).translate(_BRACKETS)


def make_statement(kind: Kind, signer: Signer, *, person: str, now_utc: str, about: str = "", **data: Any) -> Statement:
    """Say something and seal it."""
    said: dict[str, Any] = msgspec.to_builtins(data)
    words = {name: tame(value) if isinstance(value, str) else value for name, value in said.items()}
    document = {
        "kind": kind,
        "person": person,
        "about": about,
        "at_utc": now_utc,
        "by": {"id": signer.did, "name": tame(signer.name)},
        "data": words,
    }
    return read_statement(seal(document, signer.seals, signer.did, now_utc))


def read_statement(document: Any) -> Statement:
    """Read a statement without checking its seal.

    Raises:
        CertificateError: it is none.
    """
    try:
        return msgspec.convert(document, Statement)
    except (msgspec.ValidationError, RecursionError) as error:
        raise CertificateError(f"this is no statement: {error}") from None


def check_statement(statement: Statement) -> None:
    """Check the seal, and that it is by the one who is named.

    Raises:
        CertificateError: it was altered, or somebody else sealed it.
    """
    what = f"the {statement.kind} statement of {statement.at_utc}"
    try:
        signer = check_seal(statement.document)
    except CertificateError as error:
        raise CertificateError(f"{what}: {error}") from None
    if signer != statement.by.id or statement.proof.get("created") != statement.at_utc:
        raise CertificateError(f"{what}: sealed by another key or at another time than it says")
