"""One house, one candidate with six exams, one certificate; made once, because exams take a while."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from scoring.certificates.bundle import Bundle, unpack
from scoring.certificates.linked import find_contexts
from scoring.certificates.record import Issue, Record, ledger_of, make_record
from scoring.certificates.statement import Maker
from tests.certify.house import DAY, FAMILIES, House, open_for, set_up
from tui.cli.issuing import basis_of, bundle_of

ISSUED, UNTIL = DAY.format(20), "2028-01-20T09:00:00Z"


@dataclass(frozen=True)
class Certified:
    """A house, its candidate, and what was issued."""

    house: House
    folder: Path
    person: str
    record: Record
    raw: bytes

    @property
    def bundle(self) -> Bundle:
        """The bundle's members."""
        return unpack(self.raw, name="bundle")


def record_for(house: House, person: str, number: int = 1) -> Record:
    """What the house would certify now."""
    name = f"urn:uuid:00000000-0000-4000-8000-{number:012}"
    issue = Issue(name, Maker(house.signer.did, house.signer.name), ISSUED, UNTIL, "")
    dossier = house.examiner.dossier(person)
    return make_record(issue, dossier, ledger_of(dossier, [house.signer.did]), basis_of(house.examiner, person, None))


def certify(
    house: House, folder: Path, person: str, number: int = 1, *, forge: Callable[[bytes], bytes] | None = None
) -> Certified:
    """Six exams, two in each family, and the certificate; `forge` changes the first journal before it is handed in."""
    open_for(house, person)
    for day, scenario in enumerate([name for name in FAMILIES for _ in range(2)], 3):
        house.sit(person, scenario, day, forge=forge if day == 3 else None)
    record = record_for(house, person, number)
    raw = bundle_of(record, house.examiner, house.signer, find_contexts(None), None, with_journals=True)
    return Certified(house, folder, person, record, raw)


@pytest.fixture(scope="session")
def ada(tmp_path_factory: pytest.TempPathFactory) -> Certified:
    """A certificate that was earned."""
    folder = tmp_path_factory.mktemp("house")
    return certify(set_up(folder), folder, "p-ada")


@pytest.fixture(scope="session")
def eve(tmp_path_factory: pytest.TempPathFactory) -> Certified:
    """The same by another house, which calls itself alike."""
    folder = tmp_path_factory.mktemp("forger")
    return certify(set_up(folder), folder, "p-eve", 2)
