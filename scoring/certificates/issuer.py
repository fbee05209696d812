"""The issuer document: who certifies, with which keys since when, and what was revoked. Public, and sealed.

It is what an outsider needs from the issuer, over a way that they trust: the anchor of trust and the revocation list in
one file. Whether it is really that examiner's file, no computation can say.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec

from scoring.certificates.error import CertificateError
from scoring.certificates.seal import check_seal, plain_json
from scoring.certificates.token import seconds_of

FORMAT = 1
KIND = "warroom-issuer"
SIZE_LIMIT_BYTES = 4_000_000


class Key(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A public key pair of an issuer: Ed25519 as its id, RSA as a JWK."""

    id: str
    """`did:key` of the Ed25519 key."""
    kid: str
    """RFC 7638 thumbprint of the RSA key."""
    jwk: dict[str, str]
    created_utc: str
    retired_utc: str | None
    """When another key took its place; what it signed before stays good."""
    revoked_utc: str | None
    """When it was found that others may have it; then nothing that it signed is good."""
    reason: str


class Revocation(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A certificate that no longer holds."""

    id: str
    revoked_utc: str
    reason: str


class Issuer(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The document as a value."""

    format: int
    kind: str
    name: str
    keys: tuple[Key, ...]
    """Oldest first; the last one is in use."""
    revoked: tuple[Revocation, ...]
    updated_utc: str
    proof: dict[str, Any]

    def key(self, did: str) -> Key | None:
        """One key by its id."""
        return next((key for key in self.keys if key.id == did), None)

    def fault_of(self, did: str, at_utc: str) -> str:
        """Why a signature of this key, dated at that moment, is not good; empty = it is, as far as this file knows."""
        key = self.key(did)
        if key is None:
            return "the issuer document does not name this key"
        if key.revoked_utc is not None:
            return f"the key was revoked on {key.revoked_utc}: {key.reason}"
        if seconds_of(at_utc) < seconds_of(key.created_utc):
            return f"dated before the key was made ({key.created_utc})"
        if key.retired_utc is not None and seconds_of(at_utc) > seconds_of(key.retired_utc):
            return f"dated after the key was retired ({key.retired_utc})"
        return ""


def encode_issuer(issuer: Issuer) -> bytes:
    """The document's file, as it is published and as a bundle holds it."""
    return msgspec.json.format(msgspec.json.encode(issuer), indent=2) + b"\n"


def decode_issuer(raw: bytes, *, name: str) -> Issuer:
    """Read an issuer document and check its seal: by one of its own keys that is not revoked.

    Raises:
        CertificateError: it is none, or was altered.
    """
    try:
        document = plain_json(raw)
        found = msgspec.convert(document, Issuer)
    except (ValueError, RecursionError) as error:
        hint = "The issuer prints it with: warroom keys show --format json."
        raise CertificateError(f"{name}: this is no issuer document: {error}", hint=hint) from None
    if found.format != FORMAT or found.kind != KIND or not found.keys:
        raise CertificateError(f"{name}: this is no issuer document of format {FORMAT}")
    signer = check_seal(document)
    if signer != found.keys[-1].id or found.keys[-1].revoked_utc is not None:
        raise CertificateError(f"{name}: sealed by another key than the one in use")
    return found


def read_issuer(path: Path) -> Issuer:
    """Read an issuer document from a file.

    Raises:
        CertificateError: it cannot be read, is none, or was altered.
    """
    try:
        if path.stat().st_size > SIZE_LIMIT_BYTES:
            raise CertificateError(f"{path}: far too large for an issuer document")
        return decode_issuer(path.read_bytes(), name=str(path))
    except OSError as error:
        raise CertificateError(f"{path}: {error.strerror}") from None
