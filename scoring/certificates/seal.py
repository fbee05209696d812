"""Seals: a JSON document with a Data Integrity proof `eddsa-jcs-2022` by an Ed25519 key.

Source: W3C Data Integrity EdDSA Cryptosuites 1.0, section 3.3. The hash is over the canonical JSON (RFC 8785) of the
proof's options and of the document without its proof. Anybody who has the `did:key` can check it; no context is needed.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from scoring.certificates.error import CertificateError, need
from scoring.certificates.multikey import decode_base58, encode_base58, method_of, public_of

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

JCS = "eddsa-jcs-2022"
Document = Mapping[str, Any]
HashOf = Callable[[Document, Document], bytes]
"""What is signed, from the document without proof and the proof's options without value."""


def canonical(document: Any) -> bytes:
    """The one form of a JSON value (RFC 8785).

    Raises:
        CertificateError: it holds what JSON cannot: a whole number beyond 2**53, half a character.
    """
    rfc8785 = need("rfc8785")
    try:
        encoded: bytes = rfc8785.dumps(document)
    except (rfc8785.CanonicalizationError, RecursionError, UnicodeEncodeError) as error:
        raise CertificateError(f"this has no canonical form: {error}") from None
    return encoded


def plain_json(raw: bytes) -> Any:
    """A JSON value from UTF-8 in which no object names a key twice: readers differ in which of the two they take.

    Raises:
        ValueError: it is no JSON, is nested too deeply, or a key stands twice.
    """

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) != len(pairs):
            raise ValueError("a key stands twice in one object")
        return found

    try:
        return json.loads(raw.decode(), object_pairs_hook=once)
    except RecursionError:
        raise ValueError("it is nested too deeply") from None


def digest_of(document: Any) -> str:
    """SHA-256 of a document's canonical form."""
    return sha256(canonical(document)).hexdigest()


def options_of(did: str, suite: str, created_utc: str) -> dict[str, Any]:
    """A proof without its value."""
    return {
        "type": "DataIntegrityProof",
        "cryptosuite": suite,
        "created": created_utc,
        "verificationMethod": method_of(did),
        "proofPurpose": "assertionMethod",
    }


def sign(key: Ed25519PrivateKey, data: bytes) -> str:
    """A signature as a proof's value."""
    return f"z{encode_base58(key.sign(data))}"


def seal(document: Document, key: Ed25519PrivateKey, did: str, created_utc: str) -> dict[str, Any]:
    """The document with its proof; `created_utc` is when it was signed."""
    return {**document, "proof": jcs_proof(document, key, did, created_utc)}


def jcs_proof(document: Document, key: Ed25519PrivateKey, did: str, created_utc: str) -> dict[str, Any]:
    """A proof of a document that has none yet."""
    options = options_of(did, JCS, created_utc)
    if "@context" in document:
        options["@context"] = document["@context"]
    return {**options, "proofValue": sign(key, hash_jcs(document, options))}


def hash_jcs(document: Document, options: Document) -> bytes:
    """What `eddsa-jcs-2022` signs."""
    return sha256(canonical(options)).digest() + sha256(canonical(document)).digest()


def check_proof(document: Document, proof: Any, suite: str, hash_of: HashOf) -> str:
    """Check one proof of a document without proof; returns the `did:key` that signed it.

    Raises:
        CertificateError: another kind of proof, or it does not fit.
    """
    if not isinstance(proof, dict) or proof.get("type") != "DataIntegrityProof" or proof.get("cryptosuite") != suite:
        raise CertificateError(f"there is no {suite} proof")
    did = str(proof.get("verificationMethod", "")).partition("#")[0]
    key = _public(did)
    if proof.get("verificationMethod") != method_of(did) or proof.get("proofPurpose") != "assertionMethod":
        raise CertificateError("the proof names no key that may assert this")
    options = {name: value for name, value in proof.items() if name != "proofValue"}
    value = proof.get("proofValue")
    signature = decode_base58(value[1:]) if isinstance(value, str) and value.startswith("z") else b""
    from cryptography.exceptions import InvalidSignature

    try:
        key.verify(signature, hash_of(document, options))
    except InvalidSignature:
        raise CertificateError(f"the {suite} signature does not fit: what it covers was altered") from None
    return did


def check_seal(document: Document) -> str:
    """Check a sealed document; returns the `did:key` that sealed it.

    Raises:
        CertificateError: no proof, or it does not fit.
    """
    bare = {name: value for name, value in document.items() if name != "proof"}
    return check_proof(bare, document.get("proof"), JCS, hash_jcs)


@lru_cache(maxsize=256)
def _public(did: str) -> Ed25519PublicKey:
    raw = public_of(did)
    need("cryptography")
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    return Ed25519PublicKey.from_public_bytes(raw)
