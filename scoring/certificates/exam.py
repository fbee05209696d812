"""An exam form as it is handed out: sealed by the examiner, and locked until a code is typed at its start.

The file may lie about: without the code nobody learns its seed, so nobody can rehearse the form. The code has 100
random bits, so that a plain hash of it is key enough.
"""

from __future__ import annotations

import secrets
from base64 import b64decode, b64encode
from hashlib import sha256
from typing import Any, Literal

import msgspec

from scoring.certificates.error import CertificateError, need
from scoring.certificates.form import Form
from scoring.certificates.keyring import Signer
from scoring.certificates.seal import canonical, check_seal, seal

FORMAT = 1
KIND = "warroom-exam-form"
ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
CODE_LETTERS, GROUP = 20, 5
NONCE_BYTES = 12


class Exam(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The open part of a form, as a value."""

    format: int
    kind: Literal["warroom-exam-form"]
    person: str
    scenario: str
    attempt: int
    drill: str
    """Id of the drill that is to be played."""
    examiner: str
    issued_utc: str
    locked: str
    """The seed, readable with the code alone; base64."""
    proof: dict[str, Any]


def new_code() -> str:
    """A start code like `K7QWE-...`: told once, to whoever starts the exam."""
    letters = "".join(secrets.choice(ALPHABET) for _ in range(CODE_LETTERS))
    return "-".join(letters[at : at + GROUP] for at in range(0, CODE_LETTERS, GROUP))


def lock_exam(form: Form, signer: Signer, code: str, *, person: str, drill: str, now_utc: str) -> dict[str, Any]:
    """The form's document, sealed, with its seed under the code."""
    salt = secrets.token_bytes(NONCE_BYTES)
    opened = {
        "format": FORMAT,
        "kind": KIND,
        "person": person,
        "scenario": form.scenario,
        "attempt": form.attempt,
        "drill": drill,
        "examiner": signer.name,
        "issued_utc": now_utc,
    }
    box = _cipher(code).encrypt(salt, str(form.seed).encode(), canonical(opened))
    return seal({**opened, "locked": b64encode(salt + box).decode()}, signer.seals, signer.did, now_utc)


def read_exam(raw: bytes, *, name: str) -> Exam:
    """Read a form and check its seal.

    Raises:
        CertificateError: it is none, or was altered.
    """
    try:
        document = msgspec.json.decode(raw)
        found = msgspec.convert(document, Exam)
    except (ValueError, RecursionError) as error:
        raise CertificateError(
            f"{name}: this is no exam form: {error}", hint="The examiner makes one with: warroom certify form."
        ) from None
    check_seal(document)
    return found


def unlock_seed(exam: Exam, code: str) -> int:
    """The seed of a form.

    Raises:
        CertificateError: another code.
    """
    need("cryptography")
    from cryptography.exceptions import InvalidTag

    document: dict[str, Any] = msgspec.to_builtins(exam)
    opened = {key: value for key, value in document.items() if key not in ("locked", "proof")}
    try:
        box = b64decode(exam.locked, validate=True)
        raw = _cipher(code).decrypt(box[:NONCE_BYTES], box[NONCE_BYTES:], canonical(opened))
    except (InvalidTag, ValueError):
        raise CertificateError("that code does not open this form", hint="Ask the examiner for its own.") from None
    return int(raw)


def _cipher(code: str) -> Any:
    letters = "".join(letter for letter in code.upper() if letter.isalnum())
    aead = need("cryptography.hazmat.primitives.ciphers.aead")
    return aead.AESGCM(sha256(f"{KIND}:{letters}".encode()).digest())
