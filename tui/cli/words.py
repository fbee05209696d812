"""What people say about exams: each word signed by its maker, beside the journal and never in it."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from simulator.errors import WarroomError
from simulator.vocabulary import Mode
from tui.cli.exams import examiner_of, open_keys
from tui.cli.journals import read_bytes
from tui.examiner import Examiner, write_new
from tui.keys import now_utc

if TYPE_CHECKING:
    from scoring.certificates.fact import Fact
    from scoring.certificates.statement import Kind, Statement
    from simulator.journal import Journal

_AS_SIGNED = "Get the file as its maker signed it; what was named before it stands in the dossier."


def admit_key(folder: Path | None, person: str, *, key: str, role: str, name: str) -> None:
    """Admit somebody's key to a role.

    Raises:
        WarroomError: no such role, key or dossier.
    """
    from scoring.certificates.ledger import ROLES
    from scoring.certificates.multikey import public_of
    from scoring.certificates.statement import make_statement

    if role not in ROLES:
        raise WarroomError(f"there is no role {role!r}", hint=f"Known: {', '.join(ROLES)}.")
    public_of(key)
    examiner = examiner_of(folder)
    examiner.dossier_bytes(person)
    said = {"id": key, "role": role, "name": name}
    examiner.add(make_statement("admission", open_keys(), person=person, now_utc=now_utc(), **said))
    print(f"{name} is admitted as {role} for {person}")


def say_about(folder: Path | None, path: Path, kind: Kind, output: Path | None, **said: Any) -> None:
    """Sign a word about a journal: into the dossier when it is here, else into a file.

    Raises:
        WarroomError: it is no journal, or there is neither dossier nor file.
    """
    from scoring.certificates.statement import make_statement

    raw, journal = _read(path)
    if journal.header.mode is not Mode.EXAM:
        hint = "What counts for a certificate begins with: warroom certify sit, or certify form."
        raise WarroomError(f"{path}: this is no exam: its mode is {journal.header.mode.value}", hint=hint)
    examiner = examiner_of(folder)
    here = output is None and examiner.has(journal.header.player)
    if not here and output is None:
        hint = "Name a file for the signed statement: -o FILE. The examiner adds it with: warroom certify add."
        raise WarroomError(f"the dossier of {journal.header.player!r} is not here", hint=hint)
    about = sha256(raw).hexdigest()
    statement = make_statement(
        kind, open_keys(), person=journal.header.player, now_utc=now_utc(), about=about, drill=journal.header.drill,
        **said,
    )  # fmt: skip
    if output is None:
        examiner.add(statement)
        _say(examiner, statement)
    else:
        write_new(output, msgspec.json.format(msgspec.json.encode(statement.document), indent=2) + b"\n")
        print(f"{output}: signed; give it to the examiner (warroom certify add {output})")


def say_of_gate(folder: Path | None, path: Path, gate: str, output: Path | None, *, verdict: str, reason: str) -> None:
    """Confirm or overrule a gate that the judge found.

    Raises:
        WarroomError: the judge found no such gate in this drill.
    """
    found = [finding.id for finding in _found(folder, *_read(path)).gates]
    if gate not in found:
        raise WarroomError(f"{path}: the judge found no gate {gate!r}", hint=f"Found: {', '.join(found) or 'none'}.")
    say_about(folder, path, "gate", output, gate=gate, verdict=verdict, reason=reason)


def say_of_criterion(
    folder: Path | None, path: Path, criterion: str, output: Path | None, *, value: float, reason: str
) -> None:
    """Give a criterion another value.

    Raises:
        WarroomError: there is no such criterion, or it is not scored in this drill.
    """
    scored = _found(folder, *_read(path)).criteria
    if scored.get(criterion) is None:
        known = ", ".join(name for name, found in scored.items() if found is not None)
        raise WarroomError(f"{path}: criterion {criterion!r} is not scored", hint=f"Scored: {known}.")
    permille = round(value * 1_000)
    said = {"automatic_permille": scored[criterion], "reason": reason}
    say_about(folder, path, "override", output, criterion=criterion, value_permille=permille, **said)


def declare_void(folder: Path | None, person: str, scenario: str, attempt: int, reason: str) -> None:
    """Declare an exam void; 0 = the last one.

    Raises:
        WarroomError: there is no such exam.
    """
    from scoring.certificates.statement import make_statement

    examiner = examiner_of(folder)
    sittings = [sitting for sitting in examiner.ledger(person).sittings if sitting.scenario == scenario]
    found = next((s for s in reversed(sittings) if attempt in (0, s.attempt)), None)
    if found is None:
        raise WarroomError(f"{person} has begun no such exam of {scenario}", hint="See: warroom certify status.")
    said: dict[str, Any] = {"scenario": scenario, "attempt": found.attempt, "reason": reason}
    examiner.add(make_statement("void", open_keys(), person=person, now_utc=now_utc(), **said))
    print(f"{scenario}, attempt {found.attempt}: void, and on record")


def add_statements(folder: Path | None, paths: Sequence[Path]) -> None:
    """Add signed statements from elsewhere.

    Raises:
        WarroomError: one is none, was altered, or is by somebody who was not admitted; those before it stay.
    """
    from scoring.certificates.seal import plain_json
    from scoring.certificates.statement import check_statement, read_statement
    from tui.reports import about

    examiner = examiner_of(folder)
    for path in paths:
        try:
            statement = read_statement(plain_json(read_bytes(path, _AS_SIGNED)))
            check_statement(statement)
            _check_right(examiner, statement)
            examiner.add(statement)
        except ValueError as error:
            raise WarroomError(f"{path}: this is no statement: {error}", hint=_AS_SIGNED) from None
        except WarroomError as error:
            raise WarroomError(about(path, error), hint=error.hint or _AS_SIGNED) from None
        _say(examiner, statement)


def _check_right(examiner: Examiner, statement: Statement) -> None:
    """Only what its maker may say goes into the dossier."""
    from scoring.certificates.ledger import ASSESSOR, PROCTOR

    needed = {"proctoring": PROCTOR, "gate": ASSESSOR, "override": ASSESSOR, "appeal": ""}
    if statement.kind not in needed:
        raise WarroomError(f"only the examiner can say this ({statement.kind})")
    ledger, role = examiner.ledger(statement.person), needed[statement.kind]
    if role and statement.by.id not in ledger.admitted(role):
        hint = f"warroom certify admit {statement.person} --role {role} --name NAME --key {statement.by.id}"
        raise WarroomError(f"{statement.by.name} is not admitted as {role}", hint=hint)


def _say(examiner: Examiner, statement: Statement) -> None:
    from scoring.reports.plain import flat

    print(flat(f"{statement.kind} by {statement.by.name}: stands in the dossier of {statement.person}"))
    if statement.about not in examiner.raw_journals(statement.person):
        print("warroom: that journal has not been taken in yet (warroom certify accept)", file=sys.stderr)


def _read(path: Path) -> tuple[bytes, Journal]:
    from simulator.journal import decode

    raw = read_bytes(path)
    return raw, decode(raw, name=str(path))


def _found(folder: Path | None, raw: bytes, journal: Journal) -> Fact:
    """What the judge found of a journal: as it was sealed when it was taken in, else by this judge."""
    from scoring.certificates.taken import sealed_fact
    from tui.cli.marks import mark

    examiner, person = examiner_of(folder), journal.header.player
    sealed = sealed_fact(examiner.ledger(person), sha256(raw).hexdigest()) if examiner.has(person) else None
    return sealed or mark(examiner, raw)
