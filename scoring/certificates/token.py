"""The badge as a signed JSON Web Token (VC-JWT, RS256): the least that Open Badges 3.0 asks of an issuer.

The payload is the badge itself with the registered claims `iss`, `sub`, `jti`, `nbf` and `exp` beside it. The header
names the key by its RFC 7638 thumbprint.
"""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from scoring.certificates.error import CertificateError, need

ALGORITHM = "RS256"
CLAIMS = ("iss", "sub", "jti", "nbf", "exp")
Jwk = Mapping[str, str]


def seconds_of(utc: str) -> int:
    """A UTC stamp as seconds since 1970.

    Raises:
        CertificateError: it is no stamp like 2026-01-31T09:00:00Z.
    """
    try:
        return int(datetime.strptime(utc, "%Y-%m-%dT%H:%M:%S%z").timestamp())
    except (ValueError, TypeError):
        raise CertificateError(f"{str(utc)[:40]!r} is no UTC stamp", hint="Write 2026-01-31T09:00:00Z.") from None


def thumbprint_of(jwk: Jwk) -> str:
    """RFC 7638: the name of a public key."""
    found: str = need("joserfc.jwk").RSAKey.import_key(dict(jwk)).thumbprint()
    return found


def claims_of(badge: Mapping[str, Any]) -> dict[str, Any]:
    """The payload: the badge without proofs, and its registered claims."""
    bare = {name: value for name, value in badge.items() if name != "proof"}
    return {
        **bare,
        "iss": badge["issuer"]["id"],
        "sub": badge["credentialSubject"]["id"],
        "jti": badge["id"],
        "nbf": seconds_of(badge["validFrom"]),
        "exp": seconds_of(badge["validUntil"]),
    }


def to_token(badge: Mapping[str, Any], rsa_pem: bytes, kid: str) -> str:
    """Sign a badge with the RSA key (PEM, not encrypted) that `kid` names."""
    return sign_claims(claims_of(badge), rsa_pem, kid)


def sign_claims(claims: Mapping[str, Any], rsa_pem: bytes, kid: str) -> str:
    """A signed token of any claims.

    The primes of a stored key are not tested anew each time, which takes longer than all the rest. Instead the finished
    signature is checked, so that a damaged key signs nothing.

    Raises:
        CertificateError: the key is damaged.
    """
    load = need("cryptography.hazmat.primitives.serialization").load_pem_private_key
    key_type, jwt = need("joserfc.jwk").RSAKey, need("joserfc.jwt")
    key = load(rsa_pem, None, unsafe_skip_rsa_key_validation=True)
    header = {"alg": ALGORITHM, "typ": "JWT", "kid": kid}
    token: str = jwt.encode(header, dict(claims), key_type.import_key(key), algorithms=[ALGORITHM])
    try:
        jwt.decode(token, key_type.import_key(key.public_key()), algorithms=[ALGORITHM])
    except need("joserfc.errors").JoseError:
        raise CertificateError("the RSA key is damaged: what it signs does not verify") from None
    return token


def check_token(token: str, badge: Mapping[str, Any], jwk: Jwk) -> None:
    """Check signature, header and claims of a badge's token; dates are judged elsewhere.

    Raises:
        CertificateError: it does not fit the key or the badge.
    """
    if not all(_is_canonical(part) for part in token.split(".")):
        raise CertificateError("the token is not in canonical form, so it was altered")
    errors = need("joserfc.errors")
    try:
        key = need("joserfc.jwk").RSAKey.import_key(dict(jwk))
        found = need("joserfc.jwt").decode(token, key, algorithms=[ALGORITHM])
    except (errors.JoseError, ValueError, TypeError) as error:
        raise CertificateError(f"the token's {ALGORITHM} signature does not fit: {error}") from None
    if found.header != {"alg": ALGORITHM, "typ": "JWT", "kid": thumbprint_of(jwk)}:
        raise CertificateError("the token's header names another key or algorithm")
    try:
        wanted = claims_of(badge)
    except (KeyError, TypeError) as error:
        raise CertificateError(f"the badge lacks what a token says: {error}") from None
    if found.claims != wanted:
        raise CertificateError("the token says something else than the badge")


def badge_in(token: str) -> dict[str, Any]:
    """The badge that a token holds, its signature unchecked.

    Raises:
        CertificateError: it holds none.
    """
    parts = token.split(".")
    if len(parts) != 3 or not all(map(_is_canonical, parts)):
        raise CertificateError("this is no signed token")
    try:
        found = json.loads(urlsafe_b64decode(parts[1] + "=" * (-len(parts[1]) % 4)))
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict) or not isinstance(found.get("issuer"), dict):
        raise CertificateError("the token holds no badge")
    return {name: value for name, value in found.items() if name not in CLAIMS}


def _is_canonical(part: str) -> bool:
    """Whether base64url text is the only one for its bytes: spare bits of its last letter could hide a change."""
    try:
        raw = urlsafe_b64decode(part + "=" * (-len(part) % 4))
    except ValueError:
        return False
    return urlsafe_b64encode(raw).rstrip(b"=").decode() == part
