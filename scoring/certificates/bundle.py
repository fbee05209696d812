"""The bundle: a certificate with everything that proves it, in one file.

A ZIP archive whose members are stored as they are, in one order and without dates, so that the same content is the same
bytes and an altered byte anywhere shows. Nothing is ever unpacked to disk.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256

from scoring.certificates.error import CertificateError

BADGE, TOKEN, RECORD = "certificate.json", "certificate.jwt", "record.json"
DOSSIER, ISSUER, CALIBRATION = "dossier.jsonl", "issuer.json", "calibration.json"
JOURNALS = "journals/"
MAGIC = b"PK"
MEMBER_LIMIT = 400
SIZE_LIMIT_BYTES = 1_000_000_000
_OLDEST = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Bundle:
    """The members of a bundle, as bytes."""

    badge: bytes
    token: bytes
    record: bytes
    dossier: bytes
    issuer: bytes
    calibration: bytes = b""
    """Empty = raw scores."""
    journals: Mapping[str, bytes] = field(default_factory=dict)
    """By their SHA-256; empty in a bundle that was issued without them."""


def pack(bundle: Bundle) -> bytes:
    """The bundle's file."""
    members = {
        BADGE: bundle.badge, TOKEN: bundle.token, RECORD: bundle.record, DOSSIER: bundle.dossier,
        ISSUER: bundle.issuer,
    }  # fmt: skip
    if bundle.calibration:
        members[CALIBRATION] = bundle.calibration
    members |= {f"{JOURNALS}{name}.jsonl": raw for name, raw in sorted(bundle.journals.items())}
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for name, raw in members.items():
            entry = zipfile.ZipInfo(name, _OLDEST)
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, raw)
    return target.getvalue()


def unpack(raw: bytes, *, name: str) -> Bundle:
    """Read a bundle.

    Raises:
        CertificateError: it is none, members are missing, or it is not in its one form.
    """
    members = _members(raw, name)
    missing = [wanted for wanted in (BADGE, TOKEN, RECORD, DOSSIER, ISSUER) if wanted not in members]
    if missing:
        raise CertificateError(f"{name}: there is no {', '.join(missing)} in this bundle")
    journals = {}
    for member, content in members.items():
        if member.startswith(JOURNALS):
            found = sha256(content).hexdigest()
            if member != f"{JOURNALS}{found}.jsonl":
                raise CertificateError(f"{name}: {member} was altered: its bytes have another hash than its name says")
            journals[found] = content
    bundle = Bundle(
        members[BADGE], members[TOKEN], members[RECORD], members[DOSSIER], members[ISSUER],
        members.get(CALIBRATION, b""), journals,
    )  # fmt: skip
    if pack(bundle) != raw:
        raise CertificateError(f"{name}: the archive was altered: it is not in the one form that a bundle has")
    return bundle


def _members(raw: bytes, name: str) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            entries = archive.infolist()
            if len(entries) > MEMBER_LIMIT or sum(entry.file_size for entry in entries) > SIZE_LIMIT_BYTES:
                raise CertificateError(f"{name}: far too large for a certificate's bundle")
            if any(entry.compress_type != zipfile.ZIP_STORED for entry in entries):
                raise CertificateError(f"{name}: the archive was altered: its members are packed in another way")
            return {entry.filename: archive.read(entry) for entry in entries}
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, EOFError, OSError) as error:
        raise CertificateError(f"{name}: this is no bundle, or it was altered: {error}") from None
