"""The record behind a certificate: everything that was counted, in our own words, sealed by the examiner.

It is a pure function of the journals and the dossier, so that whoever has both can make it anew and compare. The badge
that a wallet shows is in turn a function of the record.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from scoring.certificates.calibration import Calibration
from scoring.certificates.dossier import Dossier
from scoring.certificates.error import CertificateError
from scoring.certificates.fact import Fact
from scoring.certificates.figure import CUT, Figures, figures_of
from scoring.certificates.ledger import Ledger, Sitting
from scoring.certificates.seal import digest_of
from scoring.certificates.standing import Rules, Standing, rules_of, standing_of
from scoring.certificates.statement import Maker, Statement
from scoring.certificates.token import seconds_of
from simulator.runbook import Runbook
from simulator.vocabulary import Seat

FORMAT = 1
KIND = "warroom-certificate"
LIMITS = (
    "A hash chain shows that a journal was edited afterwards. It does not show who sat at the keyboard, and it does "
    "not stop somebody who owns the machine from making a whole new journal. Who played, and without help, rests on "
    "the word of the examiner or proctor who is named beside each drill.",
    "The exam's forms were fixed before it and hidden from the candidate. That the examiner told them to nobody, and "
    "that dates are right, rests on the examiner's word: dates are the makers' own clocks.",
    "The examiner could have left out a whole dossier. Attempts, voided exams and earlier exposure are those that the "
    "examiner wrote down.",
    "Drills show how somebody decides in a simulated incident. Nothing here shows that it predicts live incidents.",
    f"The cut is a {CUT}. Figures marked as of simulated agents describe these agents and say nothing about people.",
)
"""What no computation over these files can prove; stands in every certificate."""


class Said(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A person's word about a drill, as it stands in the dossier."""

    kind: str
    journal: str
    by: Maker
    at_utc: str
    data: dict[str, Any]
    statement: str
    """SHA-256 of the sealed statement."""


class Issue(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the examiner decides when a certificate is issued."""

    id: str
    issuer: Maker
    issued_utc: str
    valid_until_utc: str
    status_url: str
    """Where the issuer publishes what was revoked; empty = nowhere."""
    status_index: int = 0
    """The certificate's place in that list."""


class Record(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The record as a value."""

    format: int
    kind: str
    issue: Issue
    person: str
    name: str
    email: dict[str, str]
    """Salt and salted hash of the candidate's e-mail address; empty when none was given."""
    runbook: dict[str, str]
    software: tuple[str, ...]
    """Engines and Python versions that the journals name."""
    seats: dict[str, int]
    """Seats that the candidate held, with the number of counted drills in which they did."""
    rules: Rules
    exposure: tuple[str, ...]
    sittings: tuple[Sitting, ...]
    facts: tuple[Fact, ...]
    """Every journal of the dossier, also those that do not count."""
    standing: Standing
    figures: Figures
    said: tuple[Said, ...]
    """Proctors' observations, gates, assessors' values, appeals and voids, side by side."""
    dossier_head: str
    dossier_lines: int
    calibration: str
    """SHA-256 of the calibration's part that was used; empty = raw scores."""
    limits: tuple[str, ...]


def ledger_of(dossier: Dossier, examiners: Sequence[str]) -> Ledger:
    """The statements about the dossier's candidate: whoever the first line is about.

    Raises:
        CertificateError: it is empty.
    """
    if not dossier.statements:
        raise CertificateError("the dossier is empty")
    return Ledger(dossier.statements[0].person, examiners, dossier.statements)


@dataclass(frozen=True, slots=True)
class Basis:
    """What a record is made from, besides the dossier."""

    facts: Sequence[Fact]
    """Of every journal of the dossier."""
    runbook: Runbook
    runbook_digest: str
    calibration: Calibration | None
    """None = raw scores."""


def make_record(issue: Issue, dossier: Dossier, ledger: Ledger, basis: Basis) -> Record:
    """Everything that a certificate rests on.

    Raises:
        CertificateError: no drill counts, or the issue is dated before what it rests on.
    """
    _check_order(issue, ledger)
    try:
        rules = rules_of(ledger)
    except ValueError as error:
        raise CertificateError(f"the dossier's rules cannot be read: {error}") from None
    standing = standing_of(basis.facts, ledger, rules)
    order = [verdict.journal for verdict in standing.drills]
    sorted_facts = tuple(sorted(basis.facts, key=lambda fact: order.index(fact.sha256)))
    counted = [fact for fact in sorted_facts if standing.of(fact.sha256).counts]
    figures = figures_of(counted, ledger, basis.runbook, basis.calibration)
    if figures is None:
        raise CertificateError("no drill of this dossier counts", hint="See: warroom certify status.")
    return Record(
        format=FORMAT,
        kind=KIND,
        issue=issue,
        person=ledger.person,
        name=ledger.name,
        email=_email(ledger.opening),
        runbook={"id": basis.runbook.id, "title": basis.runbook.title, "digest": basis.runbook_digest},
        software=tuple(sorted({f"{fact.engine} on Python {fact.python}" for fact in counted})),
        seats=_seats(counted),
        rules=rules,
        exposure=tuple(sorted(ledger.exposure)),
        sittings=ledger.sittings,
        facts=sorted_facts,
        standing=standing,
        figures=figures,
        said=_said(ledger),
        dossier_head=dossier.head,
        dossier_lines=len(dossier.statements),
        calibration=digest_of(msgspec.to_builtins(basis.calibration)) if basis.calibration else "",
        limits=LIMITS,
    )


def _check_order(issue: Issue, ledger: Ledger) -> None:
    """By the examiner's own clock alone: a proctor's may be ahead of it."""
    own = (said for said in ledger.statements if said.by.id in ledger.examiners)
    late = next((said for said in own if seconds_of(said.at_utc) > seconds_of(issue.issued_utc)), None)
    if late is not None:
        raise CertificateError(
            f"issued on {issue.issued_utc}, before the {late.kind} statement of {late.at_utc} that it rests on"
        )


def _email(opening: Statement) -> dict[str, str]:
    salt, hashed = opening.text("email_salt"), opening.text("email_hash")
    return {"salt": salt, "hash": hashed} if hashed else {}


def _seats(counted: Sequence[Fact]) -> dict[str, int]:
    count = Counter(seat for fact in counted for seat in fact.seats)
    return {seat.value: count[seat.value] for seat in Seat if count[seat.value]}


def _said(ledger: Ledger) -> tuple[Said, ...]:
    kinds = ("proctoring", "gate", "override", "appeal", "void")
    return tuple(
        Said(found.kind, found.about, found.by, found.at_utc, found.data, found.digest)
        for found in ledger.statements
        if found.kind in kinds
    )


def document_of(record: Record) -> dict[str, Any]:
    """The record as JSON, without a proof."""
    found: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(record))
    return found


def read_record(document: Any) -> Record:
    """Read a record without its proof.

    Raises:
        CertificateError: it is none.
    """
    try:
        found = msgspec.convert({key: value for key, value in document.items() if key != "proof"}, Record)
    except (msgspec.ValidationError, AttributeError, RecursionError) as error:
        raise CertificateError(f"this is no certificate's record: {error}") from None
    if found.format != FORMAT or found.kind != KIND:
        raise CertificateError(f"this is no certificate's record of format {FORMAT}")
    return found


def differences(claimed: Any, made: Any, where: str = "") -> list[str]:
    """Every place at which two JSON values differ, in words; what was claimed first."""
    if isinstance(claimed, dict) and isinstance(made, dict):
        keys = sorted(claimed.keys() | made.keys())
        return [
            words
            for key in keys
            for words in differences(claimed.get(key), made.get(key), f"{where}.{key}" if where else str(key))
        ]
    if isinstance(claimed, list) and isinstance(made, list) and len(claimed) == len(made):
        pairs = enumerate(zip(claimed, made, strict=True))
        return [words for number, (one, other) in pairs for words in differences(one, other, f"{where}[{number}]")]
    return [] if claimed == made else [f"{where}: {_short(claimed)} is claimed, {_short(made)} follows from the files"]


def _short(value: Any) -> str:
    text = msgspec.json.encode(value).decode()
    return text if len(text) <= 60 else f"{text[:57]}..."
