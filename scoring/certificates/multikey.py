"""Public keys as text: base58 (Bitcoin alphabet), Multikey and `did:key`, for Ed25519.

Source: W3C Controlled Identifiers 1.0 (Multikey, Multibase) and the did:key method; multicodec 0xed.
"""

from __future__ import annotations

from scoring.certificates.error import CertificateError

ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
ED25519 = b"\xed\x01"
KEY_BYTES = 32
DID = "did:key:"
_VALUES = {letter: value for value, letter in enumerate(ALPHABET)}


def encode_base58(raw: bytes) -> str:
    """Bytes as base58."""
    number, letters = int.from_bytes(raw), ""
    while number:
        number, rest = divmod(number, 58)
        letters = ALPHABET[rest] + letters
    return "1" * (len(raw) - len(raw.lstrip(b"\0"))) + letters


def decode_base58(text: str) -> bytes:
    """Base58 as bytes.

    Raises:
        CertificateError: another letter, or far too long for a key or signature.
    """
    if len(text) > 200 or not set(text) <= _VALUES.keys():
        raise CertificateError("this is no base58 text")
    number = 0
    for letter in text:
        number = number * 58 + _VALUES[letter]
    zeros = len(text) - len(text.lstrip("1"))
    return b"\0" * zeros + number.to_bytes((number.bit_length() + 7) // 8)


def did_of(public: bytes) -> str:
    """The `did:key` of an Ed25519 public key (32 bytes)."""
    return f"{DID}z{encode_base58(ED25519 + public)}"


def public_of(did: str) -> bytes:
    """The Ed25519 public key (32 bytes) that a `did:key` is.

    Raises:
        CertificateError: it is none, or of another kind of key.
    """
    raw = decode_base58(did.removeprefix(f"{DID}z")) if did.startswith(f"{DID}z") else b""
    if not raw.startswith(ED25519) or len(raw) != len(ED25519) + KEY_BYTES or did_of(raw[2:]) != did:
        raise CertificateError(f"{did[:80]!r} is no did:key of an Ed25519 key", hint="It begins with did:key:z6Mk.")
    return raw[len(ED25519) :]


def method_of(did: str) -> str:
    """The verification method of a `did:key`: the key names itself after the fragment."""
    return f"{did}#{did.removeprefix(DID)}"
