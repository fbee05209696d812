"""A candidate's standing, the certificate, and what an examiner publishes."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import msgspec

from simulator.errors import WarroomError
from tui.cli.exams import examiner_of, open_keys
from tui.cli.marks import Marks, marks_of, material_of
from tui.examiner import Examiner, make_folder, write_new
from tui.folders import write_whole
from tui.keys import now_utc, own_keyring, passphrase

if TYPE_CHECKING:
    from scoring.certificates.calibration import Calibration
    from scoring.certificates.fact import Fact
    from scoring.certificates.figure import Figures
    from scoring.certificates.issuer import Issuer
    from scoring.certificates.keyring import Signer
    from scoring.certificates.linked import Contexts
    from scoring.certificates.record import Basis, Record
    from scoring.certificates.standing import Standing, Verdict

EXIT_FELL_SHORT = 1
UTC_FORM = "%Y-%m-%dT%H:%M:%SZ"


def basis_of(examiner: Examiner, person: str, calibration: Calibration | None, marks: Marks | None = None) -> Basis:
    """What a certificate of this candidate would rest on.

    Args:
        examiner: Who certifies.
        person: The candidate.
        calibration: Figures to equate with.
        marks: The candidate's, where they are known already.

    Raises:
        WarroomError: the runbook that the dossier was opened for is not at hand.
    """
    from scenarios.catalog import load_runbook
    from scoring.certificates.record import Basis
    from tui.runbooks import held_by

    opening, house = examiner.ledger(person).opening, load_runbook(examiner.settings().runbook)
    digest = opening.text("runbook_digest")
    runbook = house if digest in ("", house.digest) else load_runbook(held_by(opening.text("runbook_id"), digest))
    return Basis((marks or marks_of(examiner, person)).facts, runbook.model, runbook.digest, calibration)


def _calibration(path: Path | None) -> Calibration | None:
    from scoring.certificates.calibration import read_calibration

    return read_calibration(path) if path else None


# --- status -------------------------------------------------------------------------------------------------------


def print_status(folder: Path | None, person: str | None, calibration: Path | None, *, as_json: bool) -> int:
    """Print where candidates stand; 0 when each one named could be certified."""
    examiner, usable = examiner_of(folder), _calibration(calibration)
    people = [person] if person else list(examiner.people())
    if not people and not as_json:
        examiner.settings()
        print("No dossier yet. Open one with: warroom certify open --name NAME", file=sys.stderr)
    told = [_status_or_why(examiner, one, usable, alone=person is not None) for one in people]
    if as_json:
        print(json.dumps([row for row, _ in told], indent=2, ensure_ascii=False))
    else:
        for number, (_, words) in enumerate(told):
            print(f"\n{words}" if number else words)
    return 0 if told and all(row["certifiable"] for row, _ in told) else EXIT_FELL_SHORT


def _status_or_why(
    examiner: Examiner, person: str, calibration: Calibration | None, *, alone: bool
) -> tuple[dict[str, Any], str]:  # fmt: skip
    """Where somebody stands; a dossier that cannot be read does not hide the others.

    Raises:
        WarroomError: it cannot be read, and nobody else was asked for.
    """
    from scoring.reports.plain import flat

    try:
        return _status_of(examiner, person, marks_of(examiner, person), calibration)
    except WarroomError as error:
        if alone:
            raise
        why = flat(f"its dossier cannot be read here: {error}. {error.hint}".rstrip())
        return {"person": person, "certifiable": False, "wanting": [why]}, f"{flat(person)}\n  wanting: {why}"


def _status_of(
    examiner: Examiner, person: str, marks: Marks, calibration: Calibration | None
) -> tuple[dict[str, Any], str]:  # fmt: skip
    from scoring.certificates.contents import fault_of_dossier
    from scoring.certificates.figure import figures_of
    from scoring.certificates.standing import rules_of, standing_of

    ledger, basis = examiner.ledger(person), basis_of(examiner, person, calibration, marks)
    standing = standing_of(basis.facts, ledger, rules_of(ledger))
    counted = [fact for fact in basis.facts if standing.of(fact.sha256).counts]
    figures = figures_of(counted, ledger, basis.runbook, calibration)
    fault = fault_of_dossier(examiner.dossier(person), examiner.issuer())
    wanting = [*([f"a dossier that holds: {fault}; nothing can be issued on it"] if fault else []), *marks.unmarked]
    wanting += standing.wanting
    row = {
        "person": person, "name": ledger.name,
        "certifiable": not wanting and figures is not None and figures.passed, "wanting": wanting,
        "drills": msgspec.to_builtins(standing.drills), "marked_elsewhere": list(marks.elsewhere),
        "open": [msgspec.to_builtins(sitting) for sitting in ledger.open_sittings],
        "void": [msgspec.to_builtins(sitting) for sitting in ledger.sittings if sitting.void],
        "exposure": sorted(ledger.exposure), "appeals": _appeals(basis.facts, ledger),
        "figures": msgspec.to_builtins(figures),
    }  # fmt: skip
    return row, "\n".join(_status_lines(row, standing, figures))


def _appeals(facts: Sequence[Fact], ledger: Any) -> list[dict[str, str]]:
    return [
        {"drill": fact.drill, "against": said.text("against"), "by": said.by.name, "reason": said.text("reason")}
        for fact in facts
        for said in ledger.appeals(fact.sha256)
    ]


def _status_lines(row: dict[str, Any], standing: Standing, figures: Figures | None) -> list[str]:
    from scoring.certificates.badge import figure_lines
    from scoring.reports.plain import flat

    lines = [flat(f"{row['name']} ({row['person']})")]
    lines += [f"  {line}" for drill in standing.drills for line in _drill_lines(drill)]
    lines += [f"  {s['scenario']} {s['attempt']}: void: {flat(s['void'])}" for s in row["void"]]
    lines += [
        flat(f"  appeal against {a['against']} in {a['drill']} by {a['by']}: {a['reason']}") for a in row["appeals"]
    ]
    lines += [f"  {line}" for line in (figure_lines(figures) if figures else ())]
    if figures and not figures.passed:
        lines.append(f"  The cut is not reached: {_shortfall(figures)}.")
    lines += [f"  {flat(words)}" for words in row["marked_elsewhere"]]
    lines += [f"  wanting: {flat(words)}" for words in row["wanting"]]
    ready = f"  Ready: warroom certify issue {row['person']} -o FILE.zip"
    return [*lines, ready] if row["certifiable"] else lines


def _shortfall(figures: Figures) -> str:
    short = [] if figures.mean_centi >= figures.cut_centi else [
        f"{figures.mean_centi / 100:.2f} of {figures.cut_centi / 100:.2f} points"
    ]  # fmt: skip
    for letter, least in figures.least_percent.items():
        share = figures.domains_percent.get(letter, least)
        short += [f"domain {letter} {share} % of {least} %"] if share < least else []
    return ", ".join(short) or "by less than a hundredth"


def _drill_lines(drill: Verdict) -> list[str]:
    from scoring.reports.plain import flat

    mark = "counts" if drill.counts else "does not count"
    head = f"{drill.scenario} {drill.attempt or '-'} ({drill.variant}): {mark}" + (", unseen" if drill.unseen else "")
    watched = f"; proctor {', '.join(drill.proctors)}" if drill.proctors else ""
    lines = [flat(f"{head}; {drill.place or 'not handed in'}{watched}")]
    lines += [flat(f"  because {reason}") for reason in drill.reasons]
    return lines + [f"  gate {gate} is pending: warroom certify confirm or overrule" for gate in drill.pending]


# --- issue --------------------------------------------------------------------------------------------------------


def issue_certificate(
    folder: Path | None, person: str, output: Path, calibration: Path | None, contexts: Path | None, *,
    with_journals: bool,
) -> int:  # fmt: skip
    """Issue a certificate; 1 when it was not earned.

    Raises:
        WarroomError: no such candidate, or the file is there already.
    """
    from scoring.certificates.linked import find_contexts
    from scoring.certificates.record import ledger_of, make_record

    examiner, found = examiner_of(folder), find_contexts(contexts)
    if output.exists():
        raise WarroomError(f"{output}: the file exists", hint="Choose another name; nothing was issued.")
    usable, marks = _calibration(calibration), marks_of(examiner, person)
    row, words = _status_of(examiner, person, marks, usable)
    if not row["certifiable"]:
        print(words)
        print("warroom: no certificate: see what is wanting above", file=sys.stderr)
        return EXIT_FELL_SHORT
    signer, dossier = open_keys(), examiner.dossier(person)
    keys = [key.id for key in examiner.issuer().keys]
    basis = basis_of(examiner, person, usable, marks)
    record = make_record(_issue(signer, examiner), dossier, ledger_of(dossier, keys), basis)
    raw = bundle_of(record, examiner, signer, found, usable, with_journals=with_journals)
    _check_own(raw, examiner, found, record.issue.issued_utc)
    write_new(output, raw)
    _keep(examiner, record, raw)
    _say_issued(record, output, found)
    return 0


def _check_own(raw: bytes, examiner: Examiner, contexts: Contexts | None, at_utc: str) -> None:
    """Check a bundle as an outsider would before it is handed out; what this version cannot check is said.

    Raises:
        CertificateError: a part of it is broken.
    """
    from scoring.certificates.error import CertificateError
    from scoring.certificates.finding import State, Surroundings
    from tui.cli.proving import find

    around = Surroundings(
        at_utc, examiner.issuer(), contexts, material=partial(material_of, examiner), replay=None
    )  # fmt: skip
    for finding in find(raw, around, name="the certificate"):
        if finding.state is State.BROKEN:
            raise CertificateError(f"{finding.part}: {finding.words}", hint="Nothing was issued.")
        if finding.state is State.UNCHECKED and finding.part == "score":
            print(f"warroom: whoever checks it needs the version that gave the marks: {finding.words}", file=sys.stderr)


def _issue(signer: Signer, examiner: Examiner) -> Any:
    from scoring.certificates.record import Issue
    from scoring.certificates.statement import Maker

    at_utc, settings = now_utc(), examiner.settings()
    until = datetime.fromisoformat(at_utc) + timedelta(days=settings.valid_days)
    return Issue(
        id=f"urn:uuid:{uuid4()}",
        issuer=Maker(signer.did, signer.name),
        issued_utc=at_utc,
        valid_until_utc=until.strftime(UTC_FORM),
        status_url=settings.status_url,
        status_index=examiner.free_place() if settings.status_url else 0,
    )


def bundle_of(
    record: Record, examiner: Examiner, signer: Signer, contexts: Contexts | None, calibration: Calibration | None, *,
    with_journals: bool,
) -> bytes:  # fmt: skip
    """The signed bundle of a record."""
    from scoring.certificates.bundle import Bundle, pack
    from scoring.certificates.issuer import encode_issuer
    from scoring.certificates.seal import canonical
    from scoring.certificates.signing import sign_certificate

    signed = sign_certificate(record, signer, contexts)
    named = {fact.sha256 for fact in record.facts}
    journals = {sha: raw for sha, raw in examiner.raw_journals(record.person).items() if sha in named}
    return pack(
        Bundle(
            signed.badge, signed.token, signed.record, examiner.dossier_bytes(record.person),
            encode_issuer(examiner.issuer()),
            canonical(msgspec.to_builtins(calibration)) + b"\n" if calibration else b"",
            journals if with_journals else {},
        )
    )  # fmt: skip


def _keep(examiner: Examiner, record: Record, raw: bytes) -> None:
    path = _kept_as(examiner, record.issue.id)
    make_folder(path.parent)
    write_new(path, raw)


def _kept_as(examiner: Examiner, certificate: str) -> Path:
    """Where the examiner's copy of a certificate lies."""
    return examiner.folder / "certificates" / f"{certificate.removeprefix('urn:uuid:')}.zip"


def _say_issued(record: Record, output: Path, contexts: Contexts | None) -> None:
    from scoring.certificates.badge import figure_lines
    from scoring.reports.plain import flat

    print(flat(f"{output}: certificate {record.issue.id} for {record.name}"))
    for line in figure_lines(record.figures):
        print(f"  {line}")
    print(f"Prove it: warroom verify {output}   Revoke it: warroom keys revoke {record.issue.id} --reason WHY")
    if contexts is None:
        words = "without an embedded eddsa-rdfc-2022 proof, because its JSON-LD contexts are not at hand (--contexts)"
        print(f"warroom: issued as a signed token and with a seal, {words}", file=sys.stderr)


# --- publish ------------------------------------------------------------------------------------------------------


def publish_documents(folder: Path | None, output: Path) -> None:
    """Write the issuer document and, where certificates name one, the status list; they replace what was there.

    Raises:
        WarroomError: there are no keys, or the folder cannot be written.
    """
    from scoring.certificates.issuer import encode_issuer
    from scoring.certificates.status import LIST_DAYS

    examiner = examiner_of(folder)
    url, ring = examiner.settings().status_url, examiner.ring
    issuer = ring.renew(passphrase(ring.locked), now_utc())
    documents = {"issuer.json": encode_issuer(issuer)}
    if url:
        documents["status.jwt"] = _status_list(examiner, url)
    try:
        output.mkdir(parents=True, exist_ok=True)
        for name, raw in documents.items():
            write_whole(output / name, raw, force=True)
    except OSError as error:
        raise WarroomError(f"{output}: {error.strerror}") from None
    print(f"{output}: {' and '.join(documents)} ({len(issuer.revoked)} certificates revoked)")
    if url:
        print(f"status.jwt belongs at {url}")
    else:
        print("no status.jwt: certificates here name no address of one (certify init --status-url)", file=sys.stderr)
    print(f"Publish anew after each certificate and each revocation, and at least every {LIST_DAYS} days.")


def _status_list(examiner: Examiner, url: str) -> bytes:
    from scoring.certificates.status import LIST_DAYS, status_list

    at_utc = now_utc()
    until = datetime.fromisoformat(at_utc) + timedelta(days=LIST_DAYS)
    gone = {entry.id for entry in examiner.issuer().revoked}
    places = [place for name, place in examiner.places().items() if name in gone]
    return f"{status_list(url, open_keys(), places, at_utc, until.strftime(UTC_FORM))}\n".encode()


# --- revoke -------------------------------------------------------------------------------------------------------


def revoke(folder: Path | None, what: str, reason: str) -> Issuer:
    """Revoke a certificate that was issued from this folder, or a retired key; says what is lost with a key.

    Raises:
        WarroomError: nothing of that id was issued here, or the keyring refuses.
    """
    from scoring.certificates.keyring import KEY_START

    ring, examiner = own_keyring(), examiner_of(folder)
    if not what.startswith(KEY_START) and examiner.exists and not _kept_as(examiner, what).is_file():
        hint = f"Look at the id again; what was issued lies in {examiner.folder / 'certificates'} (--folder)."
        raise WarroomError(f"{what}: no such certificate was issued here", hint=f"{hint} Nothing was revoked.")
    issuer = ring.revoke(what, reason, passphrase(ring.locked), now_utc())
    if what.startswith(KEY_START) and examiner.exists:
        _say_lost(examiner, what)
    return issuer


def _say_lost(examiner: Examiner, key: str) -> None:
    """Dossiers with a statement by a revoked key prove nothing any more, nor do certificates that rest on them."""
    people = [one for one in examiner.people() if any(said.by.id == key for said in examiner.dossier(one).statements)]
    if people:
        words = "their certificates are void, also later ones; open new dossiers (other ids) and hold the exams again"
        print(f"warroom: the key signed in the dossiers of {', '.join(people)}: {words}", file=sys.stderr)
