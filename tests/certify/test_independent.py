"""Both proofs of a certificate, checked by a library that we did not write; and the official schema, where at hand."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from scoring.certificates.linked import find_contexts
from scoring.certificates.signing import Signed, sign_certificate
from scoring.certificates.status import status_list
from tests.certify.conftest import Certified

SCHEMA = "WARROOM_OB3_SCHEMA"
EVERY = 41
"""Every so many bytes one is changed; the step shares no factor with anything."""


def ldp(raw: bytes) -> Any:
    """openbadgeslib's verifier of embedded proofs."""
    from openbadgeslib.ob3 import OB3LdpVerifier  # type: ignore[import-untyped,unused-ignore]

    return OB3LdpVerifier().verify(raw)


def jwt(ada: Certified, token: bytes) -> Any:
    """What openbadgeslib makes of a token."""
    return jwt_verifier(ada).verify(token.decode("latin-1").strip())


def jwt_verifier(ada: Certified) -> Any:
    """openbadgeslib's verifier of tokens, with the issuer's key."""
    from joserfc.jwk import RSAKey
    from openbadgeslib.ob3 import OB3Verifier  # type: ignore[import-untyped,unused-ignore]

    jwk: dict[str, Any] = dict(ada.house.examiner.issuer().keys[-1].jwk)
    return OB3Verifier(RSAKey.import_key(jwk).as_pem(private=False))


@pytest.fixture(autouse=True)
def _within(monkeypatch: pytest.MonkeyPatch) -> None:
    """The library knows no moment but now; the certificate holds from January 2026 until January 2028."""
    import datetime as real

    class Then(real.datetime):
        @classmethod
        def now(cls, tz: Any = None) -> Any:
            return cls(2026, 6, 1, tzinfo=tz)

    for module in ("openbadgeslib.ob3.credential", "openbadgeslib.ob3.verifier", "openbadgeslib.ob3.ldp",
                   "openbadgeslib.ob3.status", "jwt.api_jwt"):  # fmt: skip
        monkeypatch.setattr(f"{module}.datetime", Then, raising=False)


def test_the_embedded_proof_and_the_token_verify(ada: Certified) -> None:
    """Within their dates, by the library's own clock."""
    assert ldp(ada.bundle.badge).issuer.id == ada.house.signer.did
    assert jwt(ada, ada.bundle.token).issuer.id == ada.house.signer.did


def altered(raw: bytes) -> Iterator[bytes]:
    """The same with one byte changed, all over the text."""
    for at in range(0, len(raw) - 1, EVERY):
        yield raw[:at] + bytes([raw[at] ^ 1]) + raw[at + 1 :]


def refuses(check: Any, raw: bytes) -> bool:
    """Whether a verifier says no, whatever its words."""
    from openbadgeslib.errors import LibOpenBadgesException  # type: ignore[import-untyped,unused-ignore]

    try:
        check(raw)
    except (LibOpenBadgesException, ValueError):
        return True
    return False


def test_an_altered_byte_anywhere_fails_the_embedded_proof(ada: Certified) -> None:
    passed = [raw for raw in list(altered(ada.bundle.badge))[::8] if not refuses(ldp, raw)]
    assert passed == []


def test_an_altered_byte_anywhere_fails_the_token(ada: Certified) -> None:
    """The last letter of base64 has spare bits, which a lenient reader ignores; ours does not, see test_bundle."""
    passed = [
        raw
        for raw in altered(ada.bundle.token[:-2])
        if not refuses(lambda raw: jwt(ada, raw), raw + ada.bundle.token[-2:])
    ]
    assert passed == []


def listed(ada: Certified, url: str, place: int) -> Signed:
    """The certificate with a place in a status list."""
    issue = msgspec.structs.replace(ada.record.issue, status_url=url, status_index=place)
    return sign_certificate(msgspec.structs.replace(ada.record, issue=issue), ada.house.signer, find_contexts(None))


def test_the_status_list_revokes_its_own_certificate_alone(ada: Certified) -> None:
    """Checked by the library: entry, list, signature, dates, bit."""
    from openbadgeslib.ob3 import OB3VerificationError  # type: ignore[import-untyped,unused-ignore]

    url, signer = "https://example.org/status.jwt", ada.house.signer
    signed = listed(ada, url, 94_567)

    def check(*revoked: int) -> None:
        served = status_list(url, signer, revoked, "2026-05-01T00:00:00Z", "2026-07-30T00:00:00Z").encode()
        verifier = jwt_verifier(ada)
        verifier.verify(signed.token.decode().strip(), check_status=True, download=lambda _: served)

    check()
    check(94_566, 94_568)
    with pytest.raises(OB3VerificationError, match="revocation"):
        check(94_567)
    assert ldp(signed.badge).issuer.id == signer.did


@pytest.mark.skipif(SCHEMA not in os.environ, reason=f"{SCHEMA} names no file with the official schema")
def test_the_badge_fits_the_official_schema(ada: Certified) -> None:
    """The schema's licence forbids handing it out: name your own copy."""
    import jsonschema

    schema = json.loads(Path(os.environ[SCHEMA]).read_text(encoding="utf-8"))
    validator = jsonschema.Draft201909Validator(schema, format_checker=jsonschema.FormatChecker())
    badge = json.loads(ada.bundle.badge)
    validator.validate(badge)
    validator.validate(json.loads(listed(ada, "https://example.org/status.jwt", 94_567).badge))
    with pytest.raises(jsonschema.ValidationError):
        validator.validate({**badge, "issuer": 7})
