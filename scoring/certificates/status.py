"""The revocation list that other verifiers fetch: a W3C Bitstring Status List credential, as a signed token.

Our own `verify` needs no list: what was revoked stands in the issuer document, with its reason.
Source: W3C Bitstring Status List 1.0; the list has the least length that it allows, so that no certificate stands out.
"""

from __future__ import annotations

import gzip
from base64 import urlsafe_b64encode
from collections.abc import Iterable
from typing import Any

from scoring.certificates.keyring import Signer
from scoring.certificates.linked import VC
from scoring.certificates.token import seconds_of, sign_claims

BITS = 131_072
PURPOSE = "revocation"
LIST_DAYS = 90
"""How long what an issuer published may be relied on: the status list, and the issuer's document."""


def entry_of(url: str, index: int) -> dict[str, str]:
    """A badge's place in the list."""
    return {
        "id": f"{url}#{index}",
        "type": "BitstringStatusListEntry",
        "statusPurpose": PURPOSE,
        "statusListIndex": str(index),
        "statusListCredential": url,
    }


def status_list(url: str, signer: Signer, revoked: Iterable[int], now_utc: str, until_utc: str) -> str:
    """The list as a signed token.

    Args:
        url: Where it is published.
        signer: The keys in use.
        revoked: Places of revoked certificates.
        now_utc: When it is made.
        until_utc: Until when it may be relied on; a newer one has to be published before.
    """
    credential: dict[str, Any] = {
        "@context": [VC],
        "id": url,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": signer.did,
        "validFrom": now_utc,
        "validUntil": until_utc,
        "credentialSubject": {
            "id": f"{url}#list",
            "type": "BitstringStatusList",
            "statusPurpose": PURPOSE,
            "encodedList": encode_bits(revoked),
        },
    }
    claims = {"iss": signer.did, "sub": f"{url}#list", "jti": url}
    times = {"nbf": seconds_of(now_utc), "exp": seconds_of(until_utc)}
    return sign_claims({**credential, **claims, **times}, signer.rsa_pem, signer.kid)


def encode_bits(places: Iterable[int]) -> str:
    """Bits set at these places, first bit leftmost, as multibase base64url of their GZIP."""
    bits = bytearray(BITS // 8)
    for place in places:
        bits[place // 8] |= 0x80 >> place % 8
    return f"u{urlsafe_b64encode(gzip.compress(bytes(bits), mtime=0)).rstrip(b'=').decode()}"
