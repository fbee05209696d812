"""Forgers' tools: a bundle changed in one place, with or without the issuer's keys."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from typing import Any

from scoring.certificates.badge import badge_of
from scoring.certificates.bundle import Bundle
from scoring.certificates.dossier import decode_dossier, line_of
from scoring.certificates.linked import find_contexts, rdfc_proof
from scoring.certificates.seal import canonical, seal
from scoring.certificates.token import to_token
from tests.certify.conftest import ISSUED, Certified


def with_journal(ada: Certified, change: Callable[[list[bytes]], list[bytes]]) -> Bundle:
    """The first journal's lines changed; its member is named anew, as a forger would."""
    bundle = ada.bundle
    journals = dict(bundle.journals)
    name = ada.record.facts[0].sha256
    raw = b"\n".join(change(journals.pop(name).split(b"\n")))
    return replace(bundle, journals={**journals, sha256(raw).hexdigest(): raw})


def edited(old: bytes, new: bytes) -> Callable[[list[bytes]], list[bytes]]:
    """The first place of some bytes in the journal replaced."""

    def change(lines: list[bytes]) -> list[bytes]:
        whole = b"\n".join(lines)
        assert old in whole
        return whole.replace(old, new, 1).split(b"\n")

    return change


def swapped(lines: list[bytes]) -> list[bytes]:
    """Two lines in each other's place."""
    return [*lines[:20], lines[21], lines[20], *lines[22:]]


def with_record(ada: Certified, *, at: str = ISSUED, **changes: Any) -> Bundle:
    """The record changed and everything signed anew: what only somebody with the issuer's keys can do."""
    signer = ada.house.signer
    document = json.loads(ada.bundle.record)
    del document["proof"]
    for path, value in changes.items():
        *where, last = path.split("__")
        place: Any = document
        for step in where:
            place = place[int(step) if step.isdigit() else step]
        place[last] = value
    sealed = seal(document, signer.seals, signer.did, at)
    from scoring.certificates.record import read_record

    badge = badge_of(read_record(sealed), sealed)
    contexts = find_contexts(None)
    assert contexts is not None
    whole = {**badge, "proof": [rdfc_proof(badge, signer.seals, signer.did, at, contexts)]}
    return replace(
        ada.bundle, record=canonical(sealed) + b"\n", badge=canonical(whole) + b"\n",
        token=f"{to_token(badge, signer.rsa_pem, signer.kid)}\n".encode(),
    )  # fmt: skip


def with_badge(ada: Certified, *, signed: bool = False, **changes: Any) -> Bundle:
    """The badge changed, with or without the issuer's keys."""
    badge = {**json.loads(ada.bundle.badge), **changes}
    if signed:
        contexts, signer = find_contexts(None), ada.house.signer
        assert contexts is not None
        del badge["proof"]
        badge["proof"] = [rdfc_proof(badge, signer.seals, signer.did, ISSUED, contexts)]
        token = f"{to_token(badge, signer.rsa_pem, signer.kid)}\n".encode()
        return replace(ada.bundle, badge=canonical(badge) + b"\n", token=token)
    return replace(ada.bundle, badge=canonical(badge) + b"\n")


def with_dossier(ada: Certified, change: Callable[[list[bytes]], list[bytes]]) -> Bundle:
    """The dossier's lines changed."""
    return replace(ada.bundle, dossier=b"\n".join(change(ada.bundle.dossier.split(b"\n"))))


def rechained(ada: Certified) -> Bundle:
    """The dossier without one of its statements, its chain made anew."""
    statements = list(decode_dossier(ada.bundle.dossier).statements)
    del statements[3]
    raw, head = b"", ""
    for number, statement in enumerate(statements, 1):
        line = line_of(number, head, statement)
        raw, head = raw + line, sha256(line.removesuffix(b"\n")).hexdigest()
    return replace(ada.bundle, dossier=raw)


def token_parts(ada: Certified) -> list[bytes]:
    """Header, payload and signature."""
    return ada.bundle.token.strip().split(b".")


def misspelt(token: bytes, at: int) -> bytes:
    """One letter of a token replaced by another letter of its alphabet, so that it still reads as base64."""
    return token[:at] + (b"B" if token[at : at + 1] == b"A" else b"A") + token[at + 1 :]
