"""More ways of tampering: the same words in other bytes, borrowed proofs and keys, and dates that cannot be."""

from __future__ import annotations

import hmac
import io
import json
import zipfile
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from typing import Any

from scoring.certificates.bundle import Bundle
from scoring.certificates.dossier import decode_dossier, line_of
from scoring.certificates.record import document_of
from scoring.certificates.seal import jcs_proof, seal
from scoring.certificates.statement import read_statement
from scoring.certificates.token import to_token
from tests.certify.conftest import ISSUED, Certified
from tests.certify.forgers import token_parts, with_badge, with_record
from tests.certify.tampering import Case

FORM = "not canonical JSON"


def cases() -> Iterator[Case]:
    """What was done, the part that refuses it, words of the reason, and how it is done."""
    yield from of_bytes()
    yield from of_proofs()
    yield from of_tokens()
    yield from of_dates()
    yield from of_archives()


def member(name: str, old: bytes, new: bytes) -> Any:
    """The first place of some bytes in one member replaced."""

    def change(ada: Certified, _: Certified) -> Bundle:
        raw: bytes = getattr(ada.bundle, name)
        assert old in raw
        changed: dict[str, Any] = {name: raw.replace(old, new, 1)}
        return replace(ada.bundle, **changed)

    return change


def of_bytes() -> Iterator[Case]:
    """What a lenient reader takes for the same."""
    published = "not in the form in which it is published"
    yield "a key twice in the badge", "badge", FORM, member("badge", b"{", b'{"name":"Grand master",')
    yield "a key twice in the record", "seal", FORM, member("record", b"{", b'{"name":"Eve",')
    yield "a key twice in the issuer", "bundle", "stands twice", member("issuer", b"{", b'{"name":"Evil",')
    yield "a name spelt with an escape", "seal", FORM, member("record", b'"Ada', b'"\\u0041da')
    yield "the issuer's name with an escape", "bundle", published, member("issuer", b"House", b"\\u0048ouse")
    yield "the issuer's spaces", "bundle", published, member("issuer", b"  ", b" ")
    yield "a number as a fraction", "seal", FORM, member("record", b'"attempt":1,', b'"attempt":1.0,')
    yield "a signature with a zero before it", "seal", "altered", member("record", b'Value":"z', b'Value":"z1')
    yield "dossier's line ends", "dossier", "chain is broken", member("dossier", b"\n", b"\r\n")
    yield "token's last line end", "token", "torn", member("token", b"\n", b"")


def of_proofs() -> Iterator[Case]:
    """Proofs of something else, by somebody else, or none."""
    yield "no proof in the list", "badge", "there is no proof", lambda a, _: with_badge(a, proof=[])
    yield "the record's proof", "badge", "altered", lambda a, _: with_badge(a, proof=[_of(a.bundle.record)["proof"]])
    yield "a second proof by another key", "badge", "another key", _second_proof
    yield "a proof for another purpose", "badge", "may assert", lambda a, _: with_badge(
        a, proof=[{**_of(a.bundle.badge)["proof"][0], "proofPurpose": "authentication"}]
    )  # fmt: skip
    yield "another's drills and dossier under this name", "score", "opened no dossier", _borrowed
    yield "nobody certified", "token", "lacks", lambda a, _: with_badge(a, credentialSubject={})
    yield "a place in a stranger's status list", "badge", "than the record", lambda a, _: with_badge(
        a, signed=True, credentialStatus={"id": "https://x.example/s#1", "type": "BitstringStatusListEntry"}
    )  # fmt: skip


def _of(raw: bytes) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(raw)
    return found


def _borrowed(ada: Certified, eve: Certified) -> Bundle:
    """All that another person earned elsewhere, sealed by our own examiner for ours."""
    theirs = document_of(eve.record)
    ours = {name: theirs[name] for name in theirs if name not in ("issue", "person", "name")}
    return replace(with_record(ada, **ours), dossier=eve.bundle.dossier, journals=eve.bundle.journals)


def _second_proof(ada: Certified, eve: Certified) -> Bundle:
    badge = _of(ada.bundle.badge)
    proofs = badge.pop("proof")
    signer = eve.house.signer
    return with_badge(ada, proof=[*proofs, jcs_proof(badge, signer.seals, signer.did, ISSUED)])


def of_tokens() -> Iterator[Case]:
    """Another algorithm or another key."""
    yield "token by a public key as a secret", "token", "does not fit", _as_secret
    yield "token by another key under our key's name", "token", "does not fit", lambda a, e: replace(
        a.bundle, token=_token(a, e.house.signer.rsa_pem, a.house.signer.kid)
    )  # fmt: skip
    yield "our key under another's name", "token", "names another key", lambda a, e: replace(
        a.bundle, token=_token(a, a.house.signer.rsa_pem, e.house.signer.kid)
    )  # fmt: skip


def _token(ada: Certified, rsa_pem: bytes, kid: str) -> bytes:
    return f"{to_token(_of(ada.bundle.badge), rsa_pem, kid)}\n".encode()


def _as_secret(ada: Certified, _: Certified) -> Bundle:
    """HS256 with the published RSA key: readers that let the token choose the algorithm take it."""
    from joserfc.jwk import RSAKey

    key = ada.house.examiner.issuer().keys[-1]
    header = json.dumps({"alg": "HS256", "typ": "JWT", "kid": key.kid}).encode()
    said = urlsafe_b64encode(header).rstrip(b"=") + b"." + token_parts(ada)[1]
    made = hmac.digest(RSAKey.import_key(dict(key.jwk)).as_pem(private=False), said, "sha256")
    return replace(ada.bundle, token=said + b"." + urlsafe_b64encode(made).rstrip(b"=") + b"\n")


def of_dates() -> Iterator[Case]:
    """With the issuer's own keys: a certificate older than what it rests on, an exam handed in before it began."""
    early = "2026-01-04T09:00:00Z"
    yield "issued before the exams", "score", "before the delivery", lambda a, _: with_record(
        a, at=early, issue__issued_utc=early
    )  # fmt: skip
    yield "issued earlier, sealed later", "seal", "at another time", lambda a, _: with_record(
        a, issue__issued_utc=early
    )  # fmt: skip
    yield "over before it began", "dates", "expired", lambda a, _: with_record(a, issue__valid_until_utc=early)
    yield "handed in before it was handed out", "score", "handed in on 2026-01-02", _early_delivery


def _early_delivery(ada: Certified, _: Certified) -> Bundle:
    """One delivery dated back and sealed anew, the dossier's chain made anew, and the record names its last line."""
    raw, head, signer = b"", "", ada.house.signer
    statements = list(decode_dossier(ada.bundle.dossier).statements)
    for number, found in enumerate(statements, 1):
        statement = found
        if found.kind == "delivery" and found.about == ada.record.facts[0].sha256:
            document = {**found.document, "at_utc": "2026-01-02T09:30:00Z"}
            del document["proof"]
            statement = read_statement(seal(document, signer.seals, signer.did, document["at_utc"]))
        line = line_of(number, head, statement)
        raw, head = raw + line, sha256(line.removesuffix(b"\n")).hexdigest()
    return replace(with_record(ada, dossier_head=head), dossier=raw)


def of_archives() -> Iterator[Case]:
    """The same members in another archive."""
    yield "a member more", "bundle", "note.txt is no part", lambda a, _: zipped([*members(a), ("note.txt", b"hi")])
    yield "bytes before the archive", "bundle", "bytes were put around it", lambda a, _: b"PK\x03\x04" + a.raw


def members(ada: Certified) -> list[tuple[str, bytes]]:
    """What a bundle's archive holds."""
    with zipfile.ZipFile(io.BytesIO(ada.raw)) as archive:
        return [(entry.filename, archive.read(entry)) for entry in archive.infolist()]


def zipped(members: list[tuple[str, bytes]], packing: int = zipfile.ZIP_STORED) -> bytes:
    """Another archive of the same members."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, raw in members:
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.create_system, entry.external_attr, entry.compress_type = 3, 0o644 << 16, packing
            archive.writestr(entry, raw)
    return target.getvalue()
