"""Checks a certificate, part by part, and says of each whether it holds, is broken, or cannot be checked here.

What needs a world (playing a drill again) or content (scenarios, runbooks) is handed in; the rest is computed from the
files. Nothing is fetched and nothing repaired.
"""

from __future__ import annotations

from typing import Any

import msgspec

from scoring.certificates.badge import badge_of
from scoring.certificates.bundle import Bundle
from scoring.certificates.contents import Opened, check_contents
from scoring.certificates.error import CertificateError
from scoring.certificates.finding import Finding, State, Surroundings, few
from scoring.certificates.issuer import Issuer
from scoring.certificates.linked import RDFC, Contexts, check_rdfc
from scoring.certificates.record import differences, read_record
from scoring.certificates.seal import JCS, canonical, check_proof, check_seal, hash_jcs
from scoring.certificates.status import LIST_DAYS
from scoring.certificates.token import check_token, seconds_of

DAY_S = 86_400
PARTS = ("seal", "issuer", "badge", "token", "dates", "status", "dossier", "journals", "replay", "score")


# --- the certificate itself -----------------------------------------------------------------------------------


def check_badge(raw: bytes, around: Surroundings, bundled: Issuer | None = None) -> list[Finding]:
    """Check a badge on its own: embedded proof, issuer, dates, status.

    Args:
        raw: The badge's bytes.
        around: What the checker brings along.
        bundled: The bundle's copy of the issuer document.
    """
    try:
        badge = read_badge(raw)
    except CertificateError as error:
        return [Finding("badge", State.BROKEN, str(error))]
    did, known = str(badge["issuer"]["id"]), around.issuer or bundled
    found = [_proofs(badge, did, around.contexts), *_dates(badge, around.now_utc)]
    return [*found, _issuer(did, badge["validFrom"], around.issuer, bundled), _status(badge, known, around)]


def read_badge(raw: bytes) -> dict[str, Any]:
    """A badge from its bytes, which have one form.

    Raises:
        CertificateError: it is none, or was altered.
    """
    try:
        badge = msgspec.json.decode(raw)
        issuer, stamps = badge["issuer"]["id"], (badge["validFrom"], badge["validUntil"], badge["id"])
    except (ValueError, RecursionError, KeyError, TypeError) as error:
        raise CertificateError(f"this is no certificate: {error}") from None
    if not all(isinstance(text, str) for text in (issuer, *stamps)):
        raise CertificateError("this is no certificate: issuer, id or dates are no text")
    if canonical(badge) + b"\n" != raw:
        raise CertificateError("the certificate's file was altered: it is not canonical JSON")
    return dict(badge)


def _proofs(badge: dict[str, Any], did: str, contexts: Contexts | None) -> Finding:
    bare = {name: value for name, value in badge.items() if name != "proof"}
    listed = badge.get("proof")
    proofs = listed if isinstance(listed, list) else [listed]
    checked = []
    try:
        for proof in proofs:
            suite = proof.get("cryptosuite") if isinstance(proof, dict) else None
            if suite == RDFC and contexts is None:
                continue
            signer = check_rdfc(bare, proof, contexts) if suite == RDFC and contexts else _jcs(bare, proof)
            if signer != did:
                return Finding("badge", State.BROKEN, "signed by another key than its issuer's")
            checked.append(str(suite))
    except CertificateError as error:
        return Finding("badge", State.BROKEN, str(error))
    if not proofs:
        return Finding("badge", State.BROKEN, "there is no proof")
    if len(checked) < len(proofs):
        words = "its contexts are not at hand: name them with --contexts FOLDER"
        return Finding("badge", State.OK if checked else State.UNCHECKED, f"{RDFC} proof not checked: {words}")
    return Finding("badge", State.OK, f"{' and '.join(checked)} by {did}")


def _jcs(bare: dict[str, Any], proof: Any) -> str:
    return check_proof(bare, proof, JCS, hash_jcs)


def _dates(badge: dict[str, Any], now_utc: str) -> list[Finding]:
    try:
        begins_s, ends_s, now_s = (seconds_of(utc) for utc in (badge["validFrom"], badge["validUntil"], now_utc))
    except CertificateError as error:
        return [Finding("dates", State.BROKEN, str(error))]
    if now_s < begins_s:
        return [Finding("dates", State.BROKEN, f"not valid before {badge['validFrom']}; it is {now_utc}")]
    if now_s > ends_s:
        return [Finding("dates", State.BROKEN, f"expired on {badge['validUntil']}; it is {now_utc}")]
    return [Finding("dates", State.OK, f"valid from {badge['validFrom']} until {badge['validUntil']}")]


def _issuer(did: str, at_utc: str, trusted: Issuer | None, bundled: Issuer | None) -> Finding:
    known = trusted or bundled
    if known is None:
        return Finding("issuer", State.UNCHECKED, f"who holds {did}? Give the issuer's document: --issuer FILE")
    try:
        fault = known.fault_of(did, at_utc)
    except CertificateError as error:
        fault = str(error)
    if fault:
        return Finding("issuer", State.BROKEN, f"{known.name}: {fault}")
    if trusted is not None and bundled is not None and bundled.key(did) is None:
        return Finding("issuer", State.BROKEN, "the bundle's own issuer document is somebody else's")
    if trusted is None:
        words = (
            f"the bundle's own copy says {known.name}; who that is, only the issuer's document can say (--issuer FILE)"
        )
        return Finding("issuer", State.UNCHECKED, words)
    return Finding("issuer", State.OK, f"{known.name}, by the issuer document of {known.updated_utc}")


def _status(badge: dict[str, Any], known: Issuer | None, around: Surroundings) -> Finding:
    if known is None:
        return Finding("status", State.UNCHECKED, "whether it was revoked stands in the issuer's document")
    entry = next((entry for entry in known.revoked if entry.id == badge["id"]), None)
    if entry is not None:
        return Finding("status", State.BROKEN, f"revoked on {entry.revoked_utc}: {entry.reason}")
    if around.issuer is None:
        return Finding("status", State.UNCHECKED, f"not revoked as of {known.updated_utc}, by the bundle's own copy")
    if why := _too_old(known.updated_utc, str(badge["validFrom"]), around.now_utc):
        return Finding(
            "status", State.UNCHECKED, f"the issuer's document is of {known.updated_utc}, {why}: get it anew"
        )
    return Finding("status", State.OK, f"not revoked as of {known.updated_utc}")


def _too_old(updated_utc: str, begins_utc: str, now_utc: str) -> str:
    """Why an issuer's document of that moment cannot tell whether a certificate was revoked; empty = it can."""
    try:
        updated_s, begins_s, now_s = (seconds_of(utc) for utc in (updated_utc, begins_utc, now_utc))
    except CertificateError as error:
        return str(error)
    if updated_s < begins_s:
        return "before the certificate began"
    return f"more than {LIST_DAYS} days ago" if now_s - updated_s > LIST_DAYS * DAY_S else ""


# --- the bundle -----------------------------------------------------------------------------------------------


def check_bundle(bundle: Bundle, around: Surroundings, bundled: Issuer) -> list[Finding]:
    """Check everything in a bundle, in the order of `PARTS`."""
    try:
        sealed = msgspec.json.decode(bundle.record)
        if canonical(sealed) + b"\n" != bundle.record:
            raise CertificateError("the record's file was altered: it is not canonical JSON")
        opened = Opened(bundle, read_record(sealed), sealed, check_seal(sealed), bundled)
    except (CertificateError, ValueError, RecursionError, AttributeError) as error:
        return [Finding("seal", State.BROKEN, str(error))]
    issue = opened.record.issue
    if opened.signer != issue.issuer.id or sealed["proof"].get("created") != issue.issued_utc:
        return [Finding("seal", State.BROKEN, "sealed by another key, or at another time, than it says")]
    found = [Finding("seal", State.OK, f"{JCS} by {opened.signer}"), *check_badge(bundle.badge, around, bundled)]
    found.append(_same_badge(opened))
    found.append(_token(opened, around.issuer or bundled))
    found += check_contents(opened, around)
    order = {part: number for number, part in enumerate(PARTS)}
    return _merged(sorted(found, key=lambda finding: order[finding.part]))


def _merged(findings: list[Finding]) -> list[Finding]:
    """Broken findings stay; of a part with several that are not, the first speaks."""
    kept: list[Finding] = []
    for finding in findings:
        same = [other for other in findings if other.part == finding.part]
        worst = next(
            (o for o in same if o.state is State.BROKEN), next((o for o in same if o.state is not State.OK), same[0])
        )
        if finding not in kept and (finding.state is State.BROKEN or finding is worst):
            kept.append(finding)
    return kept


def _same_badge(opened: Opened) -> Finding:
    """The badge must be the one that follows from the record."""
    try:
        badge = read_badge(opened.bundle.badge)
    except CertificateError as error:
        return Finding("badge", State.BROKEN, str(error))
    bare = {name: value for name, value in badge.items() if name != "proof"}
    try:
        made = badge_of(opened.record, opened.sealed)
    except (KeyError, ValueError, StopIteration) as error:
        return Finding("badge", State.BROKEN, f"no badge follows from the record, which contradicts itself: {error!r}")
    other = differences(bare, made)
    if other:
        return Finding("badge", State.BROKEN, f"it says something else than the record: {few(other)}")
    return Finding("badge", State.OK, "it follows from the record")


def _token(opened: Opened, known: Issuer) -> Finding:
    key = known.key(opened.signer)
    if key is None:
        return Finding("token", State.UNCHECKED, "the issuer document has no such key")
    try:
        badge, token = read_badge(opened.bundle.badge), opened.bundle.token.decode("ascii")
        check_token(token.removesuffix("\n"), badge, key.jwk)
        if not token.endswith("\n"):
            raise CertificateError("the token's file was altered: its last line is torn")
    except (CertificateError, UnicodeDecodeError) as error:
        return Finding("token", State.BROKEN, str(error))
    return Finding("token", State.OK, f"RS256 by the key {key.kid}")


def exit_code(findings: list[Finding]) -> int:
    """0 all proved, 1 something broken, 3 intact but not all checkable here."""
    states = {finding.state for finding in findings}
    return 1 if State.BROKEN in states else 3 if State.UNCHECKED in states else 0
