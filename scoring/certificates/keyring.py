"""The keyring of an examiner, assessor or proctor: private keys in files that only their owner can read.

Each key pair is an Ed25519 key for seals and an RSA key for tokens. A third secret draws the sealed forms of exams; it
stays when keys are rotated, because dossiers are open for months.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from scoring.certificates.error import CertificateError, need
from scoring.certificates.issuer import FORMAT, KIND, Issuer, Key, Revocation, read_issuer
from scoring.certificates.multikey import did_of
from scoring.certificates.seal import seal
from scoring.certificates.token import thumbprint_of

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

RING = "issuer.json"
SEALING = "sealing.pem"
RSA_BITS = 3072
KEY_START = "did:key:"
_CERTIFICATE = re.compile(r"urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
PRIVATE, FOLDER = 0o600, 0o700
NO_PLACE = "Make room, or give a place that you may write to; then give the same command again."


@dataclass(frozen=True, slots=True)
class Signer:
    """An opened key: what signing needs."""

    did: str
    name: str
    kid: str
    jwk: dict[str, str]
    seals: Ed25519PrivateKey
    rsa_pem: bytes
    secret: bytes
    """Draws the sealed forms of exams."""


class Keyring:
    """A folder of keys."""

    def __init__(self, folder: Path) -> None:
        """Bind to a folder; it need not exist yet."""
        self.folder = folder

    @property
    def exists(self) -> bool:
        """True when there are keys."""
        return (self.folder / RING).is_file()

    def issuer(self) -> Issuer:
        """The public document of this keyring.

        Raises:
            CertificateError: there are no keys, or the file was altered.
        """
        if not self.exists:
            raise CertificateError(
                f"{self.folder}: there are no keys yet", hint="Make them with: warroom keys init --name NAME."
            )
        return read_issuer(self.folder / RING)

    def init(self, name: str, passphrase: bytes | None, now_utc: str) -> Issuer:
        """Make the first keys.

        Raises:
            CertificateError: there are some already, or the folder cannot be written.
        """
        if self.exists:
            raise CertificateError(f"{self.folder}: there are keys already", hint="New ones: warroom keys rotate.")
        try:
            self.folder.mkdir(mode=FOLDER, parents=True, exist_ok=True)
            self.folder.chmod(FOLDER)
        except OSError as error:
            raise CertificateError(f"{self.folder}: {error.strerror}", hint=NO_PLACE) from None
        self._write(SEALING, _pem(_new_ed25519(), passphrase))
        return self._publish(name, (self._make(passphrase, now_utc),), (), passphrase, now_utc)

    def rotate(self, passphrase: bytes | None, now_utc: str) -> Issuer:
        """Make new keys; the old ones' private files go, their public part stays with its dates."""
        old = self.issuer()
        self.open(passphrase)  # the right passphrase first: the new keys get the same
        kept = (*old.keys[:-1], msgspec.structs.replace(old.keys[-1], retired_utc=now_utc))
        keys = (*kept, self._make(passphrase, now_utc))
        found = self._publish(old.name, keys, old.revoked, passphrase, now_utc)
        for path in self._private_files(old.keys[-1].id):
            path.unlink(missing_ok=True)
        return found

    def revoke(self, what: str, reason: str, passphrase: bytes | None, now_utc: str) -> Issuer:
        """Revoke a retired key (by its `did:key`) or a certificate (by its id); what was revoked stays as it was.

        Raises:
            CertificateError: the key in use, a key that is none of ours, no certificate's id, or revoked already.
        """
        old = self.issuer()
        if what == old.keys[-1].id:
            hint = "First: warroom keys rotate. Then revoke the old one."
            raise CertificateError("the key in use cannot revoke itself", hint=hint)
        _refuse_to_revoke(old, what)
        keys, revoked = old.keys, old.revoked
        if what.startswith(KEY_START):
            changed = {"revoked_utc": now_utc, "reason": reason}
            keys = tuple(msgspec.structs.replace(key, **changed) if key.id == what else key for key in keys)
        else:
            revoked = (*revoked, Revocation(what, now_utc, reason))
        return self._publish(old.name, keys, revoked, passphrase, now_utc)

    def renew(self, passphrase: bytes | None, now_utc: str) -> Issuer:
        """Seal the public document anew, so that it says what was revoked by now."""
        old = self.issuer()
        return self._publish(old.name, old.keys, old.revoked, passphrase, now_utc)

    def open(self, passphrase: bytes | None) -> Signer:
        """The key in use, ready to sign.

        Raises:
            CertificateError: no keys, unsafe files, or the passphrase is another one.
        """
        issuer = self.issuer()
        key = issuer.keys[-1]
        seal_path, rsa_path = self._private_files(key.id)
        seals: Ed25519PrivateKey = self._load(seal_path, passphrase)
        if did_of(seals.public_key().public_bytes_raw()) != key.id:
            raise CertificateError(f"{seal_path}: this is another key than {key.id}")
        rsa: RSAPrivateKey = self._load(rsa_path, passphrase)
        drawing: Ed25519PrivateKey = self._load(self.folder / SEALING, passphrase)
        return Signer(key.id, issuer.name, key.kid, key.jwk, seals, _pem(rsa, None), drawing.private_bytes_raw())

    # --- files ----------------------------------------------------------------------------------------------

    def _private_files(self, did: str) -> tuple[Path, Path]:
        stem = sha256(did.encode()).hexdigest()[:16]
        return self.folder / f"{stem}.ed25519.pem", self.folder / f"{stem}.rsa.pem"

    def _make(self, passphrase: bytes | None, now_utc: str) -> Key:
        """New private keys on disk; returns their public part."""
        need("cryptography")
        from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key

        seals, rsa = _new_ed25519(), generate_private_key(65_537, RSA_BITS)
        did, jwk = did_of(seals.public_key().public_bytes_raw()), _jwk_of(rsa)
        seal_path, rsa_path = self._private_files(did)
        self._write(seal_path.name, _pem(seals, passphrase))
        self._write(rsa_path.name, _pem(rsa, passphrase))
        return Key(did, thumbprint_of(jwk), jwk, now_utc, None, None, "")

    def _publish(
        self, name: str, keys: tuple[Key, ...], revoked: tuple[Revocation, ...], passphrase: bytes | None, now_utc: str
    ) -> Issuer:
        bare = Issuer(FORMAT, KIND, name, keys, revoked, now_utc, {})
        document: dict[str, Any] = msgspec.to_builtins(bare)
        del document["proof"]
        signing: Ed25519PrivateKey = self._load(self._private_files(keys[-1].id)[0], passphrase)
        sealed = seal(document, signing, keys[-1].id, now_utc)
        self._write(RING, msgspec.json.format(msgspec.json.encode(sealed), indent=2) + b"\n")
        return self.issuer()

    def _write(self, name: str, raw: bytes) -> None:
        """Replace a file in one step; nobody else can read it at any moment."""
        path, new = self.folder / name, self.folder / f".{name}.new"
        try:
            new.unlink(missing_ok=True)
            with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE), "wb") as file:
                file.write(raw)
                file.flush()
                os.fsync(file.fileno())
            new.replace(path)
        except OSError as error:
            new.unlink(missing_ok=True)
            raise CertificateError(f"{path}: {error.strerror}", hint=NO_PLACE) from None

    def _load(self, path: Path, passphrase: bytes | None) -> Any:
        need("cryptography")
        from cryptography.hazmat.primitives.serialization import load_pem_private_key

        try:
            if os.name == "posix" and path.stat().st_mode & 0o077:
                raise CertificateError(f"{path}: others can read this private key", hint=f"chmod 600 {path}")
            raw = path.read_bytes()
        except OSError as error:
            raise CertificateError(f"{path}: {error.strerror}") from None
        locked = b"ENCRYPTED" in raw.partition(b"\n")[0]
        if locked and not passphrase:
            hint = "Type it when asked, or set WARROOM_PASSPHRASE."
            raise CertificateError(f"{path}: the key needs its passphrase", hint=hint)
        try:
            return load_pem_private_key(raw, passphrase if locked else None)
        except ValueError:
            raise CertificateError(f"{path}: the passphrase is another one, or the file is damaged") from None

    @property
    def locked(self) -> bool:
        """True when the keys have a passphrase."""
        try:
            return b"ENCRYPTED" in (self.folder / SEALING).read_bytes().partition(b"\n")[0]
        except OSError:
            return False


def _refuse_to_revoke(known: Issuer, what: str) -> None:
    """Refuse what this examiner never issued, and what was revoked before: its date and reason are published."""
    key, certificate = known.key(what), next((entry for entry in known.revoked if entry.id == what), None)
    if what.startswith(KEY_START) and key is None:
        raise CertificateError(f"{what}: no key of this keyring", hint="See: warroom keys show.")
    if key is None and _CERTIFICATE.fullmatch(what) is None:
        hint = "A certificate's is urn:uuid: and 36 characters; `warroom certify issue` prints it."
        raise CertificateError(f"{what}: no certificate has such an id", hint=hint)
    since = key.revoked_utc if key else certificate.revoked_utc if certificate else None
    if since:
        raise CertificateError(f"{what}: revoked already, on {since}", hint="Nothing was changed.")


def _new_ed25519() -> Ed25519PrivateKey:
    need("cryptography")
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return Ed25519PrivateKey.generate()


def _pem(key: Ed25519PrivateKey | RSAPrivateKey, passphrase: bytes | None) -> bytes:
    from cryptography.hazmat.primitives.serialization import (
        BestAvailableEncryption,
        Encoding,
        KeySerializationEncryption,
        NoEncryption,
        PrivateFormat,
    )

    lock: KeySerializationEncryption = BestAvailableEncryption(passphrase) if passphrase else NoEncryption()
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, lock)


def _jwk_of(rsa: RSAPrivateKey) -> dict[str, str]:
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    pem = rsa.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    found = need("joserfc.jwk").RSAKey.import_key(pem).as_dict(private=False)
    return {name: str(found[name]) for name in ("kty", "n", "e")}
