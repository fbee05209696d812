"""Signs a record: its seal, the badge with its embedded proofs, and the badge as a token."""

from __future__ import annotations

from dataclasses import dataclass

from scoring.certificates.badge import badge_of
from scoring.certificates.keyring import Signer
from scoring.certificates.linked import Contexts, rdfc_proof
from scoring.certificates.record import Record, document_of
from scoring.certificates.seal import canonical, jcs_proof, seal
from scoring.certificates.token import to_token


@dataclass(frozen=True, slots=True)
class Signed:
    """The three signed files."""

    record: bytes
    badge: bytes
    token: bytes


def sign_certificate(record: Record, signer: Signer, contexts: Contexts | None) -> Signed:
    """Sign everything with the issuer's keys.

    Args:
        record: What is certified.
        signer: The keys of the issuer that the record names.
        contexts: For the proof that wallets check; without them the badge has the proof that needs none.
    """
    at_utc = record.issue.issued_utc
    sealed = seal(document_of(record), signer.seals, signer.did, at_utc)
    badge = badge_of(record, sealed)
    if contexts is not None:
        proof = rdfc_proof(badge, signer.seals, signer.did, at_utc, contexts)
    else:
        proof = jcs_proof(badge, signer.seals, signer.did, at_utc)
    whole = {**badge, "proof": [proof]}
    token = to_token(badge, signer.rsa_pem, signer.kid)
    return Signed(canonical(sealed) + b"\n", canonical(whole) + b"\n", f"{token}\n".encode())
