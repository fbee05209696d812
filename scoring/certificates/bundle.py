"""The bundle: a certificate with everything that proves it, in one file.

A ZIP archive whose members are stored as they are, in one order and without dates, so that the same content is the same
bytes. Whole members that somebody packed anew, as gateways and file managers do, are judged all the same, and it is
said. Nothing is ever unpacked to disk.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256

from scoring.certificates.error import CertificateError

BADGE, TOKEN, RECORD = "certificate.json", "certificate.jwt", "record.json"
DOSSIER, ISSUER, CALIBRATION = "dossier.jsonl", "issuer.json", "calibration.json"
JOURNALS = "journals/"
MAGIC = b"PK"
MEMBER_LIMIT = 400
SIZE_LIMIT_BYTES = 1_000_000_000
PACKED_LIMIT_BYTES = 100_000_000
"""Of members that were packed: a small file must not become a large one."""
LEFT_BY_FINDER = "__MACOSX/"
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
    repacked: bool = False
    """The archive is not in the one form that a bundle has, so its own bytes prove nothing; its members may."""


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
        CertificateError: it is none, members are missing or too many, or bytes were put around it.
    """
    members = _members(raw, name)
    missing = [wanted for wanted in (BADGE, TOKEN, RECORD, DOSSIER, ISSUER) if wanted not in members]
    if missing:
        raise CertificateError(f"{name}: there is no {', '.join(missing)} in this bundle")
    bundle = Bundle(
        members[BADGE], members[TOKEN], members[RECORD], members[DOSSIER], members[ISSUER],
        members.get(CALIBRATION, b""), _journals(members, name),
    )  # fmt: skip
    packed = pack(bundle)
    if packed in raw and packed != raw:
        raise CertificateError(f"{name}: the archive was altered: bytes were put around it")
    return replace(bundle, repacked=packed != raw)


def _journals(members: Mapping[str, bytes], name: str) -> dict[str, bytes]:
    """The journals by their hash; whatever else there is has no place in a bundle."""
    journals = {}
    for member in sorted(members.keys() - {BADGE, TOKEN, RECORD, DOSSIER, ISSUER, CALIBRATION}):
        found = sha256(members[member]).hexdigest()
        if not member.startswith(JOURNALS):
            raise CertificateError(f"{name}: the archive was altered: {member} is no part of a bundle")
        if member != f"{JOURNALS}{found}.jsonl":
            raise CertificateError(f"{name}: {member} was altered: its bytes have another hash than its name says")
        journals[found] = members[member]
    return journals


def _members(raw: bytes, name: str) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            entries = [one for one in archive.infolist() if not one.is_dir()]
            entries = [one for one in entries if not one.filename.startswith(LEFT_BY_FINDER)]
            packed = any(one.compress_type != zipfile.ZIP_STORED for one in entries)
            most = PACKED_LIMIT_BYTES if packed else SIZE_LIMIT_BYTES
            if len(entries) > MEMBER_LIMIT or sum(one.file_size for one in entries) > most:
                raise CertificateError(f"{name}: far too large for a certificate's bundle")
            if len({one.filename for one in entries}) < len(entries):
                raise CertificateError(f"{name}: the archive was altered: a member stands in it twice")
            return {one.filename: archive.read(one) for one in entries}
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, EOFError, OSError, zlib.error) as error:
        raise CertificateError(f"{name}: this is no bundle, or it was altered: {error}") from None
