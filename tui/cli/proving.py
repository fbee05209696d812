"""`warroom verify` for certificates: a bundle, a badge or its token; offline."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from scoring.certificates.bundle import MAGIC, unpack
from scoring.certificates.check import check_badge, check_bundle, exit_code
from scoring.certificates.error import CertificateError
from scoring.certificates.finding import Finding, Material, Replayed, State, Surroundings
from scoring.certificates.issuer import Issuer, decode_issuer, encode_issuer, read_issuer
from scoring.certificates.linked import find_contexts
from scoring.certificates.seal import canonical
from scoring.certificates.token import seconds_of
from simulator.errors import WarroomError
from tui.cli.exams import examiner_of
from tui.cli.journals import read_bytes
from tui.cli.marks import material_of
from tui.keys import now_utc, own_keyring
from tui.library import content_of
from tui.trust import play_again

if TYPE_CHECKING:
    from simulator.journal import Journal

TOKEN_START = b"ey"
REPACKED = "the archive was packed anew; its parts are judged as they are. The file as issued proves itself whole"


def verify_certificate(
    path: Path, *, scenario: str | None, issuer: Path | None, contexts: Path | None, at: str | None,
    with_replay: bool, as_json: bool,
) -> int:  # fmt: skip
    """Print what is proved of a certificate; 0 all, 1 something broken, 3 intact but not all checkable here.

    Raises:
        WarroomError: a file cannot be read, or the moment is no UTC stamp.
    """
    raw = read_bytes(path)
    if at is not None:
        seconds_of(at)
    around = Surroundings(
        at or now_utc(), read_issuer(issuer) if issuer else _own(raw), find_contexts(contexts),
        material=partial(_material, scenario), replay=partial(_replay, scenario) if with_replay else None,
    )  # fmt: skip
    findings = find(raw, around, name=str(path))
    code = exit_code(findings)
    if as_json:
        parts = [{"part": f.part, "state": f.state.value, "words": f.words} for f in findings]
        print(json.dumps({"file": str(path), "proved": code == 0, "parts": parts}, indent=2, ensure_ascii=False))
        return code
    from scoring.reports.plain import flat

    for finding in findings:
        print(_line(finding, flat))
    return code


def _line(finding: Finding, flat: Any) -> str:
    return f"{finding.part:9}{finding.state.value:13}{flat(finding.words)}".rstrip()


def find(raw: bytes, around: Surroundings, *, name: str) -> list[Finding]:
    """Everything that can be found out about a file's bytes."""
    if not raw.startswith(MAGIC):
        return _of_badge(raw, around)
    try:
        bundle = unpack(raw, name=name)
        bundled = decode_issuer(bundle.issuer, name=f"{name}: issuer.json")
        if encode_issuer(bundled) != bundle.issuer:
            raise CertificateError(f"{name}: issuer.json was altered: it is not in the form in which it is published")
    except CertificateError as error:
        return [Finding("bundle", State.BROKEN, str(error))]
    found = check_bundle(bundle, around, bundled)
    return [Finding("bundle", State.UNCHECKED, REPACKED), *found] if bundle.repacked else found


def _of_badge(raw: bytes, around: Surroundings) -> list[Finding]:
    """A badge or its token without what proves its figures."""
    if raw.startswith(TOKEN_START):
        found = _of_token(raw, around)
    else:
        found = check_badge(raw, around)
    words = "the journals are in the bundle alone"
    return [*found, *(Finding(part, State.UNCHECKED, words) for part in ("journals", "replay", "score"))]


def _of_token(raw: bytes, around: Surroundings) -> list[Finding]:
    """The badge that a token holds; its own signature is checked instead of an embedded proof."""
    from scoring.certificates.token import badge_in, check_token

    try:
        token = raw.decode("ascii").removesuffix("\n")
        badge = badge_in(token)
        key = around.issuer.key(badge["issuer"]["id"]) if around.issuer else None
        if key is not None:
            check_token(token, badge, key.jwk)
    except (CertificateError, UnicodeDecodeError, KeyError, TypeError) as error:
        return [Finding("token", State.BROKEN, str(error))]
    signature = Finding("token", State.OK, f"RS256 by the key {key.kid}") if key else Finding(
        "token", State.UNCHECKED, "its key stands in the issuer's document: --issuer FILE"
    )  # fmt: skip
    rest = check_badge(canonical(badge) + b"\n", around)
    return [signature, *(finding for finding in rest if finding.part != "badge")]


def _own(raw: bytes) -> Issuer | None:
    """One's own issuer document, as of now, where it names the key: it says nothing of what another house issued."""
    ring = own_keyring()
    issuer = ring.issuer() if ring.exists else None
    if issuer is None or issuer.key(_signer(raw)) is None:
        return None
    return msgspec.structs.replace(issuer, updated_utc=now_utc())


def _signer(raw: bytes) -> str:
    """The key that a file says it was issued by; empty where it cannot be read, which is found out elsewhere."""
    from scoring.certificates.token import badge_in

    try:
        badge = unpack(raw, name="").badge if raw.startswith(MAGIC) else raw
        said = badge_in(raw.decode("ascii").strip()) if raw.startswith(TOKEN_START) else json.loads(badge)
        return str(said["issuer"]["id"])
    except (WarroomError, ValueError, KeyError, TypeError, RecursionError):
        return ""


def _material(scenario: str | None, journal: Journal) -> Material:
    examiner = examiner_of(None)
    return material_of(examiner if examiner.exists else None, journal, scenario)


def _replay(scenario: str | None, raw: bytes, journal: Journal) -> Replayed:
    """Play a journal's inputs again and compare every byte."""
    header, examiner = journal.header, examiner_of(None)
    own = examiner.source(header.scenario.id) if examiner.exists else header.scenario.id
    try:
        content = content_of(header, scenario or (own if own != header.scenario.id else None))
    except WarroomError as error:
        return Replayed(State.UNCHECKED, str(error))
    again = play_again(raw, journal, content)
    if again.obstacle:
        return Replayed(State.UNCHECKED, again.obstacle)
    return Replayed(State.BROKEN, again.fault) if again.fault else Replayed(State.OK, again.recorded)
