"""Proofs `eddsa-rdfc-2022`: over the canonical RDF of a badge, which other wallets and verifiers can check.

They need the texts of the JSON-LD contexts. Those of Open Badges are not ours to hand out: the user names a folder that
holds them, or an installed package carries them. Each text must be the published one, by its hash, and nothing is ever
fetched from the network.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scoring.certificates.error import CertificateError, need
from scoring.certificates.seal import Document, check_proof, options_of, sign

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

RDFC = "eddsa-rdfc-2022"
VC = "https://www.w3.org/ns/credentials/v2"
OB = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
CONTEXTS = [VC, OB]
PUBLISHED = {
    "59955ced6697d61e03f2b2556febe5308ab16842846f5b586d7f1f7adec92734": VC,
    "3d34f4d4ef1bce691106e63798beb5e7b862ba841423f5ee1e53ab7ddf3bca84": OB,
}
"""SHA-256 of the published texts."""
CARRIERS = {"openbadgeslib": ("ob3", "contexts")}
"""Packages that carry the texts, and where."""
SIZE_LIMIT_BYTES = 1_000_000


@dataclass(frozen=True, slots=True)
class Contexts:
    """Context texts by address."""

    texts: Mapping[str, Any]

    def load(self, url: str, _: Any = None) -> dict[str, Any]:
        """Hand out a text, as the JSON-LD library asks for it.

        Raises:
            CertificateError: another address; it is not fetched.
        """
        if url not in self.texts:
            raise CertificateError(f"the context {url!r} is not at hand, and nothing is fetched from the network")
        static = {"tag": "static"}  # the published text alone is taken, so the library may remember what it made of it
        return {"contextUrl": None, "documentUrl": url, "document": self.texts[url], **static}


def find_contexts(folder: Path | None) -> Contexts | None:
    """The contexts of a folder, or of an installed package that carries them; None when there are none.

    Raises:
        CertificateError: the folder was named and does not hold both published texts.
    """
    if folder is not None:
        found = _read(folder)
        missing = sorted(set(CONTEXTS) - found.keys())
        if missing:
            raise CertificateError(
                f"{folder}: there is no file with the published text of {' or '.join(missing)}",
                hint="Save each of these addresses as a file, byte for byte.",
            )
        return Contexts(found)
    for found in map(_read, _carriers()):
        if found.keys() >= set(CONTEXTS):
            return Contexts(found)
    return None


def _carriers() -> Iterable[Path]:
    for name, inside in CARRIERS.items():
        spec = find_spec(name)
        if spec is not None and spec.origin:
            yield Path(spec.origin).parent.joinpath(*inside)


def _read(folder: Path) -> dict[str, Any]:
    """The published texts among a folder's files, whatever these are called."""
    try:
        files = [path for path in sorted(folder.iterdir()) if path.is_file() and path.stat().st_size < SIZE_LIMIT_BYTES]
        texts = [path.read_bytes() for path in files[:100]]
    except OSError as error:
        raise CertificateError(f"{folder}: {error.strerror}") from None
    named = {PUBLISHED.get(sha256(raw).hexdigest(), ""): raw for raw in texts}
    return {url: json.loads(raw) for url, raw in named.items() if url}


def rdfc_proof(
    document: Document, key: Ed25519PrivateKey, did: str, created_utc: str, contexts: Contexts
) -> dict[str, Any]:
    """A proof of a badge that has none yet."""
    options = options_of(did, RDFC, created_utc)
    return {**options, "proofValue": sign(key, hash_rdfc(document, options, contexts=contexts))}


def check_rdfc(document: Document, proof: Any, contexts: Contexts) -> str:
    """Check one such proof of a document without proof; returns the `did:key` that signed it.

    Raises:
        CertificateError: it does not fit.
    """
    return check_proof(document, proof, RDFC, partial(hash_rdfc, contexts=contexts))


def hash_rdfc(document: Document, options: Document, *, contexts: Contexts) -> bytes:
    """What `eddsa-rdfc-2022` signs."""
    inside = {"@context": document["@context"], **options}
    return sha256(_quads(inside, contexts)).digest() + sha256(_quads(document, contexts)).digest()


def _quads(document: Document, contexts: Contexts) -> bytes:
    """The canonical N-Quads of a JSON-LD document; PyLD calls the algorithm by its older name."""
    jsonld = need("pyld").jsonld
    wanted = {"algorithm": "URDNA2015", "format": "application/n-quads", "documentLoader": contexts.load}
    try:
        quads: str = jsonld.normalize(dict(document), wanted)
    except (jsonld.JsonLdError, CertificateError) as error:
        raise CertificateError(f"the badge has no canonical RDF: {error}") from None
    return quads.encode()
