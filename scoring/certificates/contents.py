"""Checks what a certificate rests on: the dossier, the journals, their replays, and the points that follow."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from scoring.certificates.bundle import Bundle
from scoring.certificates.calibration import Calibration, convert_calibration
from scoring.certificates.dossier import Dossier, decode_dossier
from scoring.certificates.error import CertificateError
from scoring.certificates.fact import Fact, fact_of, plain_words
from scoring.certificates.finding import Finding, Material, Replayed, State, Surroundings, few
from scoring.certificates.issuer import Issuer
from scoring.certificates.ledger import Ledger
from scoring.certificates.record import Basis, Record, differences, document_of, ledger_of, make_record
from scoring.certificates.seal import plain_json
from scoring.certificates.taken import made_elsewhere, sealed_fact
from simulator.errors import JournalError, WarroomError
from simulator.journal import Journal, decode


@dataclass(frozen=True, slots=True)
class Opened:
    """A bundle whose seal holds."""

    bundle: Bundle
    record: Record
    sealed: dict[str, Any]
    signer: str
    bundled: Issuer

    def fact(self, sha: str) -> Fact:
        """What the record says of a journal."""
        return next(fact for fact in self.record.facts if fact.sha256 == sha)


def check_contents(opened: Opened, around: Surroundings) -> list[Finding]:
    """Check dossier, journals, replay and score."""
    dossier, first = _dossier(opened, around.issuer or opened.bundled)
    journals, second = _journals(opened)
    found = [first, second]
    if not journals:
        words = "the journals are not in this bundle" if not opened.bundle.journals else second.words
        return [*found, Finding("replay", State.UNCHECKED, words), Finding("score", State.UNCHECKED, words)]
    if dossier is None or second.state is State.BROKEN:
        return [*found, Finding("score", State.UNCHECKED, "the dossier or a journal is broken")]
    raws, replay = opened.bundle.journals, around.replay
    played = {sha: replay(raws[sha], one) for sha, one in journals.items()} if replay else {}
    found.append(_score(opened, dossier, journals, played, around))
    named = [(journals[sha].header.drill, one) for sha, one in played.items()]
    return [*found, _replays(named) if named else Finding("replay", State.UNCHECKED, "left out as asked")]


def fault_of_dossier(dossier: Dossier, known: Issuer) -> str:
    """Why statements by the issuer's own keys do not hold; empty = they do."""
    for statement in dossier.statements:
        if known.key(statement.by.id) is not None and (fault := known.fault_of(statement.by.id, statement.at_utc)):
            return f"the {statement.kind} statement of {statement.at_utc}: {fault}"
    return ""


def _dossier(opened: Opened, known: Issuer) -> tuple[Dossier | None, Finding]:
    record = opened.record
    try:
        dossier = decode_dossier(opened.bundle.dossier)
    except CertificateError as error:
        return None, Finding("dossier", State.BROKEN, str(error))
    if dossier.head != record.dossier_head or len(dossier.statements) != record.dossier_lines:
        return None, Finding("dossier", State.BROKEN, "it is not the dossier that the record names by its last hash")
    if fault := fault_of_dossier(dossier, known):
        return None, Finding("dossier", State.BROKEN, fault)
    return dossier, Finding("dossier", State.OK, f"{len(dossier.statements)} signed statements")


def _journals(opened: Opened) -> tuple[dict[str, Journal], Finding]:
    named = {fact.sha256: fact.drill for fact in opened.record.facts}
    raws = opened.bundle.journals
    if not raws:
        return {}, Finding("journals", State.UNCHECKED, "they are not in this bundle; the record names them by hash")
    missing = [drill for sha, drill in named.items() if sha not in raws]
    foreign = [sha[:16] for sha in raws if sha not in named]
    broken = [f"no journal of drill {drill} with the hash that the record names" for drill in missing]
    broken += [f"a journal that the record does not name ({sha}…)" for sha in foreign]
    journals: dict[str, Journal] = {}
    unknown: list[str] = []
    for sha, raw in raws.items():
        try:
            journals[sha] = decode(raw, name=f"journal {named.get(sha, sha[:16])}")
        except JournalError as error:
            (unknown if error.foreign else broken).append(str(error))
    if unknown and not broken:
        return {}, Finding("journals", State.UNCHECKED, few(unknown))
    if broken:
        return journals, Finding("journals", State.BROKEN, few(broken))
    return journals, Finding("journals", State.OK, f"{len(journals)} journals, every chain whole")


def _replays(played: Sequence[tuple[str, Replayed]]) -> Finding:
    for state in (State.BROKEN, State.UNCHECKED):
        if words := _told((drill, one.words) for drill, one in played if one.state is state):
            return Finding("replay", state, words)
    return Finding("replay", State.OK, f"{len(played)} drills played again: the same bytes")


def _score(
    opened: Opened, dossier: Dossier, journals: Mapping[str, Journal], played: Mapping[str, Replayed],
    around: Surroundings,
) -> Finding:  # fmt: skip
    """Judge every journal again, where this judge and this world gave its marks, and make the whole record anew."""
    record = opened.record
    try:
        materials = {sha: around.material(journal) for sha, journal in journals.items()}
    except WarroomError as error:
        return Finding("score", State.UNCHECKED, str(error))
    try:
        ledger = ledger_of(dossier, [key.id for key in (around.issuer or opened.bundled).keys])
        unlike = _unlike_sealed(record, ledger)
        left = {sha: why for sha in journals if (why := _why_left(opened.fact(sha), played.get(sha)))}
        facts = [_fact(opened, sha, journals[sha], materials[sha], judged=sha not in left) for sha in journals]
        first = next(m for m in materials.values() if m.runbook_digest == record.runbook["digest"])
        basis = Basis(facts, first.runbook, first.runbook_digest, _calibration(opened.bundle.calibration))
        made = make_record(record.issue, dossier, ledger, basis)
    except (StopIteration, KeyError):
        return Finding("score", State.BROKEN, "no journal was played by the runbook that the record names")
    except CertificateError as error:
        return Finding("score", State.BROKEN, str(error))
    fault = few([*unlike, *differences(document_of(record), document_of(made))]) or _not_earned(made)
    if fault:
        return Finding("score", State.BROKEN, fault)
    mean = f"{made.figures.mean_centi / 100:.2f} points over {len(facts)} drills"
    return _left_out(opened, left, mean) if left else Finding("score", State.OK, f"recomputed: {mean}")


def _why_left(claimed: Fact, outcome: Replayed | None) -> str:
    """Why a journal's marks cannot be given again here; empty = they can."""
    if outcome is not None and outcome.state is not State.BROKEN and outcome.words:
        return outcome.words
    return made_elsewhere(claimed)


def _fact(opened: Opened, sha: str, journal: Journal, with_: Material, *, judged: bool) -> Fact:
    """A journal's fact: judged again, or as it was sealed, but for what any version can read off the journal."""
    raw = opened.bundle.journals[sha]
    if judged:
        return fact_of(raw, journal, with_.scenario, with_.runbook)
    return msgspec.structs.replace(opened.fact(sha), **plain_words(raw, journal))


def _unlike_sealed(record: Record, ledger: Ledger) -> list[str]:
    """Where the record gives an exam other marks than were sealed when it was taken in."""
    pairs = [(fact, sealed_fact(ledger, fact.sha256)) for fact in record.facts]
    return [
        f"{fact.drill}: other marks than were sealed when it was taken in: {words}"
        for fact, sealed in pairs
        if sealed is not None
        for words in differences(msgspec.to_builtins(fact), msgspec.to_builtins(sealed))
    ]


def _left_out(opened: Opened, left: Mapping[str, str], mean: str) -> Finding:
    """The points are as they were sealed; all that any version can check follows from them and from the files."""
    told = _told((opened.fact(sha).drill, why) for sha, why in left.items())
    return Finding("score", State.UNCHECKED, f"sealed: {mean}; their marks are not given again here. {told}")


def _told(of_drills: Iterable[tuple[str, str]]) -> str:
    """Words about drills, those of several drills once."""
    drills: dict[str, list[str]] = {}
    for drill, words in of_drills:
        drills.setdefault(words, []).append(drill)
    return few([f"{', '.join(names)}: {words}" for words, names in drills.items()])


def _not_earned(record: Record) -> str:
    """Why nothing should have been certified; empty = it was earned."""
    if record.standing.wanting:
        return f"the rules are not met: {few(list(record.standing.wanting))}"
    return "" if record.figures.passed else "the candidate did not reach the cut"


def _calibration(raw: bytes) -> Calibration | None:
    if not raw:
        return None
    try:
        return convert_calibration(plain_json(raw), name="calibration.json")
    except ValueError as error:
        raise CertificateError(f"calibration.json: this is no JSON: {error}") from None
