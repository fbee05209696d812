"""The marks of a candidate's exams: as they were sealed when each was taken in, else as they can be proved here."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING

from scoring.certificates.fact import Fact, fact_of
from scoring.certificates.finding import Material
from scoring.certificates.taken import made_elsewhere, sealed_fact
from simulator.errors import JournalError, WarroomError
from simulator.journal import decode
from tui.examiner import Examiner

if TYPE_CHECKING:
    from scoring.certificates.ledger import Ledger
    from simulator.journal import Journal


@dataclass(frozen=True, slots=True)
class Marks:
    """What is known of a candidate's exams."""

    facts: tuple[Fact, ...]
    unmarked: tuple[str, ...]
    """Exams without a mark that could be used here, with the reason and the next step; void ones are left out."""
    elsewhere: tuple[str, ...]
    """Exams whose sealed marks another version gave."""


def material_of(examiner: Examiner | None, journal: Journal, scenario: str | None = None) -> Material:
    """The scenario and runbook that a journal was made with, the house's own files included.

    Raises:
        WarroomError: they are not at hand.
    """
    from scenarios.catalog import load_runbook
    from tui.reports import scenario_of
    from tui.runbooks import HAND_IN, played_by

    header = journal.header
    own = examiner.source(header.scenario.id) if examiner else header.scenario.id
    file = scenario or (own if own != header.scenario.id else None)
    model = scenario_of(header, file)
    runbook = load_runbook(played_by(header))
    if runbook.digest != header.runbook.digest:
        raise JournalError(f"the runbook {header.runbook.id!r} at hand is not the one of the journal", hint=HAND_IN)
    return Material(model, runbook.model, runbook.digest)


def mark(examiner: Examiner, raw: bytes) -> Fact:
    """Judge a journal, to be sealed when it is taken in.

    Raises:
        WarroomError: what it was played with is not at hand.
    """
    journal = decode(raw)
    material = material_of(examiner, journal)
    return fact_of(raw, journal, material.scenario, material.runbook)


def marks_of(examiner: Examiner, person: str) -> Marks:
    """The marks of every journal in a dossier; nothing is marked anew that this version cannot prove."""
    ledger = examiner.ledger(person)
    facts: list[Fact] = []
    unmarked: list[str] = []
    elsewhere: list[str] = []
    for sha, raw in examiner.raw_journals(person).items():
        fact = sealed_fact(ledger, sha)
        if fact is not None and (why := made_elsewhere(fact)):
            elsewhere.append(f"{fact.drill}: as it was marked when it was taken in; to mark it again {why}")
        try:
            facts.append(fact or _proved(examiner, raw, sha))
        except WarroomError as error:
            unmarked += _unmarked(examiner, ledger, sha, error)
    return Marks(tuple(facts), tuple(unmarked), tuple(elsewhere))


def _proved(examiner: Examiner, raw: bytes, sha: str) -> Fact:
    """The mark of an exam that was taken in without one.

    Raises:
        WarroomError: it cannot be proved here.
    """
    from tui.trust import obstacle_of_engine, why_unproved

    journal = decode(raw, name=sha[:16])
    if why := obstacle_of_engine(journal.header):
        raise JournalError(why)
    source = examiner.source(journal.header.scenario.id)
    material_of(examiner, journal)
    own, house = source if Path(source).is_file() else None, examiner.settings().runbook
    if why := why_unproved(raw, journal, name=sha[:16], scenario=own, runbook=house):
        raise JournalError(why)
    return mark(examiner, raw)


def _unmarked(examiner: Examiner, ledger: Ledger, sha: str, error: WarroomError) -> list[str]:
    """Which exam has no mark, why, and what can be done about it."""
    sitting = ledger.sitting_of(sha)
    if sitting is None or sitting.void:
        return []
    place = examiner.folder / "dossiers" / ledger.person / "journals"
    path = quote(str(place / f"{sitting.drill}-{sha[:8]}.jsonl"))
    teach = f"Hand its scenario in, once: warroom score {path} --scenario FILE. " if "--scenario" in error.hint else ""
    keep = error.hint + " " if "runbook keep" in error.hint else ""
    void = f"warroom certify void {ledger.person} {sitting.scenario} --attempt {sitting.attempt} --reason WHY"
    return [
        f"{sitting.scenario} {sitting.attempt} ({sitting.drill}): taken in without its mark, which cannot be given "
        f"here: {error}. {keep}{teach}Certify with the version that took it in, or: {void}"
    ]
