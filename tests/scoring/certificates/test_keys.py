"""Keys are kept from others, keep their history, and revoke; a seal fits its own document alone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from scoring.certificates.error import CertificateError
from scoring.certificates.issuer import decode_issuer
from scoring.certificates.keyring import Keyring
from scoring.certificates.linked import CONTEXTS, check_rdfc, find_contexts, rdfc_proof
from scoring.certificates.seal import check_seal, seal
from scoring.certificates.token import check_token, to_token

FIRST, LATER = "2026-01-01T00:00:00Z", "2026-02-01T00:00:00Z"


@pytest.fixture
def ring(tmp_path: Path) -> Keyring:
    made = Keyring(tmp_path / "keys")
    made.init("House of drills", b"open sesame", FIRST)
    return made


def test_private_files_are_their_owners_and_need_the_passphrase(ring: Keyring) -> None:
    files = list(ring.folder.iterdir())
    assert len(files) == 4
    assert {path.stat().st_mode & 0o777 for path in files} == {0o600}
    assert ring.open(b"open sesame").did.startswith("did:key:z6Mk")
    with pytest.raises(CertificateError, match="another one"):
        ring.open(b"open barley")


def test_rotation_keeps_the_old_public_key_and_revocation_is_told(ring: Keyring) -> None:
    old = ring.issuer().keys[0].id
    with pytest.raises(CertificateError, match="cannot revoke itself"):
        ring.revoke(old, "lost", b"open sesame", LATER)
    rotated = ring.rotate(b"open sesame", LATER)
    assert rotated.fault_of(old, FIRST) == ""
    assert "retired" in rotated.fault_of(old, "2026-03-01T00:00:00Z")
    assert "revoked" in ring.revoke(old, "lost laptop", b"open sesame", LATER).fault_of(old, FIRST)


def test_what_is_no_certificate_or_was_revoked_before_is_refused(ring: Keyring) -> None:
    """The first date and reason are published; a slip of the pen is not."""
    name, words = "urn:uuid:1c0b8f3e-5a3a-4a5e-9f43-3f1f4b6f7a10", b"open sesame"
    for slip in (name[:-1], "urn:uuid:00000000-typo", name.upper(), "1c0b8f3e"):
        with pytest.raises(CertificateError, match="no certificate has such an id"):
            ring.revoke(slip, "one digit lost", words, LATER)
    assert ring.issuer().revoked == ()
    told = ring.revoke(name, "sat for another", words, FIRST).revoked
    old = ring.rotate(words, FIRST).keys[0].id
    ring.revoke(old, "stolen", words, FIRST)
    for what in (name, old):
        with pytest.raises(CertificateError, match=f"revoked already, on {FIRST}"):
            ring.revoke(what, "again", words, LATER)
    assert ring.issuer().revoked == told
    assert ring.renew(words, LATER).updated_utc == LATER


def test_an_altered_issuer_document_is_refused(ring: Keyring) -> None:
    document = json.loads((ring.folder / "issuer.json").read_bytes())
    document["name"] = "Another house"
    with pytest.raises(CertificateError, match="altered"):
        decode_issuer(json.dumps(document).encode(), name="x")


def test_a_seal_fits_its_own_document_alone(ring: Keyring) -> None:
    signer = ring.open(b"open sesame")
    sealed = seal({"points": 70}, signer.seals, signer.did, FIRST)
    assert check_seal(sealed) == signer.did
    with pytest.raises(CertificateError, match="altered"):
        check_seal({**sealed, "points": 71})


def test_a_linked_proof_is_checked_by_a_library_that_we_did_not_write(ring: Keyring) -> None:
    from openbadgeslib.ob3.ldp import verify_data_integrity_proof  # type: ignore[import-untyped,unused-ignore]

    contexts, signer = find_contexts(None), ring.open(b"open sesame")
    assert contexts is not None
    badge = {
        "@context": CONTEXTS, "id": "urn:uuid:1c0b8f3e-5a3a-4a5e-9f43-3f1f4b6f7a10",
        "type": ["VerifiableCredential", "OpenBadgeCredential"], "issuer": {"id": signer.did, "type": ["Profile"]},
        "validFrom": FIRST,
    }  # fmt: skip
    proof = rdfc_proof(badge, signer.seals, signer.did, FIRST, contexts)
    assert check_rdfc(badge, proof, contexts) == signer.did
    from openbadgeslib.ob3 import resolve_did

    verify_data_integrity_proof({**badge, "proof": proof}, resolve_did(signer.did))
    with pytest.raises(CertificateError, match="altered"):
        check_rdfc({**badge, "validFrom": LATER}, proof, contexts)


def test_a_token_says_what_the_badge_says(ring: Keyring) -> None:
    signer = ring.open(b"open sesame")
    badge = {
        "@context": CONTEXTS, "id": "urn:uuid:1c0b8f3e-5a3a-4a5e-9f43-3f1f4b6f7a10",
        "type": ["VerifiableCredential", "OpenBadgeCredential"], "issuer": {"id": signer.did, "type": ["Profile"]},
        "validFrom": FIRST, "validUntil": "2028-01-01T00:00:00Z",
        "credentialSubject": {"id": "urn:uuid:2c0b8f3e-5a3a-4a5e-9f43-3f1f4b6f7a11", "type": ["AchievementSubject"]},
    }  # fmt: skip
    token = to_token(badge, signer.rsa_pem, signer.kid)
    check_token(token, badge, signer.jwk)
    with pytest.raises(CertificateError, match="something else"):
        check_token(token, {**badge, "name": "Another"}, signer.jwk)
    for place in range(0, len(token), 97):
        altered = token[:place] + ("A" if token[place] != "A" else "B") + token[place + 1 :]
        with pytest.raises(CertificateError):
            check_token(altered, badge, signer.jwk)
