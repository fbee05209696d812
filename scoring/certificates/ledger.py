"""A dossier's statements, looked up: what was opened, sat, delivered, watched, confirmed, overruled, appealed, void."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property

import msgspec

from scoring.certificates.error import CertificateError
from scoring.certificates.form import Form
from scoring.certificates.statement import Kind, Statement

PROCTOR, ASSESSOR = "proctor", "assessor"
ROLES = (PROCTOR, ASSESSOR)


class Sitting(msgspec.Struct, frozen=True):
    """An exam that was begun: which sealed form, when, and what came of it."""

    scenario: str
    attempt: int
    drill: str
    begun_utc: str
    void: str
    """Why it was declared void; empty = it was not."""


class Ledger:
    """The statements of one candidate."""

    def __init__(self, person: str, examiners: Iterable[str], statements: Iterable[Statement]) -> None:
        """Keep the statements in order; those about another person are left out.

        Args:
            person: Person id of the candidate.
            examiners: The examiner's keys (`did:key`), those before a rotation included.
            statements: All of them; their seals are checked elsewhere.
        """
        self.person, self.examiners = person, frozenset(examiners)
        self.statements = tuple(statement for statement in statements if statement.person == person)

    def of(self, kind: Kind, about: str = "") -> Iterator[Statement]:
        """Statements of a kind, about a journal or about none, in order."""
        return (found for found in self.statements if found.kind == kind and found.about == about)

    def _own(self, kind: Kind, about: str = "") -> Iterator[Statement]:
        return (found for found in self.of(kind, about) if found.by.id in self.examiners)

    @cached_property
    def opening(self) -> Statement:
        """How the dossier was opened.

        Raises:
            CertificateError: it was not, or not by the examiner.
        """
        found = next(self._own("opening"), None)
        if found is None:
            raise CertificateError("the examiner opened no dossier for this person")
        return found

    def admitted(self, role: str) -> frozenset[str]:
        """Keys that the examiner admitted to a role; the examiner has every role."""
        found = {s.text("id") for s in self._own("admission") if s.text("role") == role}
        return self.examiners | found

    @cached_property
    def exposure(self) -> frozenset[str]:
        """Scenarios, or `scenario/variant`, that the candidate had seen before the dossier was opened."""
        listed = self.opening.data.get("exposure", ())
        return frozenset(name for name in listed if isinstance(name, str))

    @cached_property
    def sittings(self) -> tuple[Sitting, ...]:
        """Every exam that was begun, in order of time."""
        voids = {_place(s): s.text("reason") for s in self._own("void")}
        found = [
            Sitting(s.text("scenario"), s.number("attempt"), s.text("drill"), s.at_utc, voids.get(_place(s), ""))
            for s in self._own("sitting")
        ]
        return tuple(sorted(found, key=lambda sitting: sitting.begun_utc))

    @cached_property
    def name(self) -> str:
        """The candidate's name, as the examiner wrote it down."""
        return self.opening.text("name")

    def attempts(self, scenario: str) -> int:
        """How many exams of a scenario were begun."""
        return sum(1 for sitting in self.sittings if sitting.scenario == scenario)

    def delivery(self, journal: str) -> Statement | None:
        """How a journal was handed in."""
        return next(self._own("delivery", journal), None)

    def sitting_of(self, journal: str) -> Sitting | None:
        """The sitting that a journal was handed in for."""
        found = self.delivery(journal)
        if found is None:
            return None
        return next((s for s in self.sittings if (s.scenario, s.attempt) == _place(found)), None)

    def is_sealed(self, journal: str, seed: int | None) -> bool:
        """Whether a journal's seed is the one that the dossier's opening committed to."""
        sitting, found = self.sitting_of(journal), self.delivery(journal)
        if sitting is None or found is None or seed is None:
            return False
        return self.is_committed(Form(sitting.scenario, sitting.attempt, seed, found.text("nonce")))

    def is_committed(self, form: Form) -> bool:
        """Whether the dossier's opening committed to a form."""
        wanted = {"scenario": form.scenario, "attempt": form.attempt, "commitment": form.commitment}
        return wanted in self._commitments

    def is_same_exam(self, first: Statement, second: Statement) -> bool:
        """Whether two deliveries by the examiner were for one exam."""
        return _place(first) == _place(second) and {first.by.id, second.by.id} <= self.examiners

    @property
    def _commitments(self) -> list[object]:
        listed = self.opening.data.get("commitments", [])
        return listed if isinstance(listed, list) else []

    def proctors(self, journal: str) -> tuple[Statement, ...]:
        """What admitted proctors saw of a drill."""
        return tuple(s for s in self.of("proctoring", journal) if s.by.id in self.admitted(PROCTOR))

    def gate(self, journal: str, gate: str) -> Statement | None:
        """The last word of an admitted assessor about a gate."""
        found = [s for s in self.of("gate", journal) if s.text("gate") == gate and s.by.id in self.admitted(ASSESSOR)]
        return found[-1] if found else None

    def overrides(self, journal: str) -> tuple[Statement, ...]:
        """Values of criteria that admitted assessors set, in order."""
        return tuple(s for s in self.of("override", journal) if s.by.id in self.admitted(ASSESSOR))

    def appeals(self, journal: str) -> tuple[Statement, ...]:
        """What was appealed against; anybody may."""
        return tuple(self.of("appeal", journal))

    @cached_property
    def open_sittings(self) -> tuple[Sitting, ...]:
        """Exams that were begun, never handed in and not declared void."""
        handed = {_place(s) for s in self.statements if s.kind == "delivery" and s.by.id in self.examiners}
        return tuple(s for s in self.sittings if not s.void and (s.scenario, s.attempt) not in handed)


def _place(statement: Statement) -> tuple[str, int]:
    """Which exam a statement is about."""
    return statement.text("scenario"), statement.number("attempt")
