"""Exams that another version marked: their marks stay what they were, and are neither proved nor called forged."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import msgspec
import pytest

from scenarios.catalog import read_runbook
from scoring.certificates.bundle import pack
from scoring.certificates.error import CertificateError
from scoring.certificates.fact import Fact
from scoring.certificates.finding import Replayed, State
from scoring.certificates.linked import find_contexts
from scoring.certificates.record import Basis, Issue, ledger_of, make_record
from scoring.certificates.statement import Maker
from simulator.journal import decode, encode
from tests.certify.conftest import ISSUED, UNTIL, Certified
from tests.certify.forgers import with_record
from tests.certify.house import FAMILIES, House, open_for, set_up
from tests.certify.test_bundle import verified
from tests.process import warroom_here
from tests.scoring.builders import runbook
from tui.cli.issuing import _check_own, basis_of, bundle_of
from tui.cli.marks import mark, marks_of

OTHER = "warroom-judge-0"


def older(raw: bytes) -> bytes:
    """The same exam, sat with an earlier engine."""
    journal = decode(raw)
    return encode(msgspec.structs.replace(journal.header, engine="warroom-engine-0"), journal.entries)


def milder(fact: Fact) -> Fact:
    """Marks of another judge, who gave less."""
    criteria = {**fact.criteria, "C4": 500}
    return msgspec.structs.replace(fact, judge=OTHER, criteria=criteria, total_centi=fact.total_centi - 100)


@pytest.fixture(scope="module")
def earlier(tmp_path_factory: pytest.TempPathFactory) -> Certified:
    """A certificate from before marks were sealed at the hand-in, by another judge."""
    folder = tmp_path_factory.mktemp("earlier")
    house = set_up(folder)
    open_for(house)
    raws = [
        house.sit("p-ada", name, day, sealed=False)
        for day, name in enumerate([name for name in FAMILIES for _ in range(2)], 3)
    ]
    facts = [milder(mark(house.examiner, raw)) for raw in raws]
    basis = Basis(facts, runbook(), facts[0].runbook_digest, None)
    issue = Issue("urn:uuid:00000000-0000-4000-8000-000000000009", Maker(house.signer.did, "House"), ISSUED, UNTIL, "")
    dossier = house.examiner.dossier("p-ada")
    record = make_record(issue, dossier, ledger_of(dossier, [house.signer.did]), basis)
    made = bundle_of(record, house.examiner, house.signer, find_contexts(None), None, with_journals=True)
    return Certified(house, folder, "p-ada", record, made)


def test_marks_of_another_judge_are_told_as_sealed(earlier: Certified) -> None:
    """Given a certificate whose judge has changed since, then nothing of it is broken, and its score is not proved."""
    code, found = verified(earlier.raw, earlier.house.examiner.issuer())
    assert code == 3
    assert {part for part, finding in found.items() if finding.state is State.UNCHECKED} == {"replay", "score"}
    assert f"needs {OTHER}" in found["score"].words
    assert f"sealed: {earlier.record.figures.mean_centi / 100:.2f} points over 6 drills" in found["score"].words


@pytest.mark.parametrize(
    ("changes", "words"),
    [({"figures__mean_centi": 10_000}, "figures.mean_centi"), ({"facts__0__player": "p-eve"}, "player")],
    ids=["mean", "player"],
)
def test_what_any_version_can_check_is_still_checked(earlier: Certified, changes: dict[str, Any], words: str) -> None:
    bundle = with_record(earlier, **changes)
    code, found = verified(pack(bundle), earlier.house.examiner.issuer())
    assert (code, found["score"].state) == (1, State.BROKEN)
    assert words in found["score"].words


def test_a_score_is_not_proved_where_the_replay_is_not(ada: Certified) -> None:
    """Given drills that cannot be played again here, then a score that would come out alike proves nothing either."""
    code, found = verified(
        ada.raw, ada.house.examiner.issuer(), replay=lambda raw, journal: Replayed(State.UNCHECKED, "needs another")
    )
    assert code == 3
    assert {part for part, finding in found.items() if finding.state is not State.OK} == {"replay", "score"}
    assert "needs another" in found["score"].words


def test_a_mark_stays_what_it_was_when_the_exam_was_taken_in(ada: Certified, monkeypatch: pytest.MonkeyPatch) -> None:
    """Given another judge after an upgrade, when the examiner looks, then the sealed marks stand, and so it is said."""
    before = marks_of(ada.house.examiner, ada.person)
    assert (len(before.facts), before.elsewhere, before.unmarked) == (6, (), ())
    monkeypatch.setattr("scoring.certificates.taken.judge_name", lambda: OTHER)
    after = marks_of(ada.house.examiner, ada.person)
    assert after.facts == before.facts
    assert [words.count(f"this is {OTHER}") for words in after.elsewhere] == [1] * 6


def test_an_exam_without_a_mark_that_this_version_cannot_give_holds_the_certificate_back(tmp_path: Path) -> None:
    """Given a dossier from before an upgrade, then the exam and a way out are named, and the others are listed."""
    house = set_up(tmp_path / "data")
    open_for(house)
    open_for(House(house.examiner, house.signer), "p-bob")
    house.sit("p-ada", "db-failover", 3, forge=older, sealed=False)
    done = warroom_here(tmp_path, "certify", "status")
    assert "(p-bob)" in done.stdout
    assert "db-failover 1 (exam-p-ada-db-failover-3): taken in without its mark" in done.stdout
    assert "needs warroom-engine-0" in done.stdout
    void = ["certify", "void", "p-ada", "db-failover", "--attempt", "1", "--reason", "WHY"]
    assert f"warroom {' '.join(void)}" in done.stdout
    assert warroom_here(tmp_path, "certify", "issue", "p-ada", "-o", "a.zip").returncode == 1
    assert warroom_here(tmp_path, *void).returncode == 0
    assert "without its mark" not in warroom_here(tmp_path, "certify", "status", "p-ada").stdout


def test_an_exam_without_a_mark_is_marked_where_it_can_be_proved(tmp_path: Path) -> None:
    house = set_up(tmp_path)
    open_for(house)
    house.sit("p-ada", "db-failover", 3, sealed=False)
    marks = marks_of(house.examiner, "p-ada")
    assert (len(marks.facts), marks.unmarked) == (1, ())


def test_a_dossier_that_cannot_be_read_does_not_hide_the_others(ada: Certified, tmp_path: Path) -> None:
    shutil.copytree(ada.folder, tmp_path / "data")
    place = tmp_path / "data" / "certification" / "dossiers"
    (place / "p-torn").mkdir()
    (place / "p-torn" / "dossier.jsonl").write_bytes(b"torn")
    done = warroom_here(tmp_path, "certify", "status")
    assert (done.returncode, "(p-ada)" in done.stdout) == (1, True)
    assert "p-torn\n  wanting: its dossier cannot be read here" in done.stdout
    assert warroom_here(tmp_path, "certify", "status", "p-torn").returncode == 2


def test_a_certificate_that_does_not_hold_is_not_handed_out(ada: Certified) -> None:
    """The bundle is checked as an outsider would before anybody gets it."""
    examiner, contexts = ada.house.examiner, find_contexts(None)
    _check_own(ada.raw, examiner, contexts, ISSUED)
    with pytest.raises(CertificateError, match="seats"):
        _check_own(pack(with_record(ada, seats={"legal": 6})), examiner, contexts, ISSUED)


def test_exams_are_judged_by_the_runbook_that_the_dossier_was_opened_for(tmp_path: Path) -> None:
    """Given another runbook in the house since, then a dossier that was opened before still stands by its own."""
    house = set_up(tmp_path)
    open_for(house)
    house.sit("p-ada", "db-failover", 3)
    before = basis_of(house.examiner, "p-ada", None).runbook_digest
    own = tmp_path / "own.yaml"
    own.write_bytes(read_runbook("escalation")[0] + b"# ours\n")
    settings = msgspec.structs.replace(house.examiner.settings(), runbook=str(own))
    (house.examiner.folder / "examiner.json").write_bytes(msgspec.json.encode(settings))
    assert basis_of(house.examiner, "p-ada", None).runbook_digest == before
