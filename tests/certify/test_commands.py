"""The whole way from the command line: an examiner, a proctor with keys of their own, an assessor, an outsider."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from scoring.certificates.exam import read_exam, unlock_seed
from tests.certify.conftest import Certified
from tests.certify.house import FAMILIES, sat
from tests.process import warroom, warroom_here
from tests.scoring.plays import content
from tui.cli.exams import exam_header


def said(done: CompletedProcess[str]) -> str:
    """Standard output of a command that went well."""
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout.strip()


@pytest.fixture(scope="module")
def desk(ada: Certified, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The examiner's machine: keys, and a candidate with six exams on it."""
    place = tmp_path_factory.mktemp("desk")
    shutil.copytree(ada.folder, place / "data")
    return place


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The exam room's machine: the proctor's keys are there, the examiner's are not."""
    place = tmp_path_factory.mktemp("room")
    said(warroom_here(place, "keys", "init", "--name", "Pat Proctor"))
    return place


def key_of(place: Path) -> str:
    return str(json.loads(said(warroom_here(place, "keys", "show", "--format", "json")))["keys"][-1]["id"])


def sit(desk: Path, room: Path, person: str, scenario: str, number: int) -> Path:
    """One exam on the room's machine, from the locked form to the finished journal."""
    form = desk / f"{scenario}-{number}.form"
    code = said(warroom_here(desk, "certify", "form", person, scenario, "-o", str(form)))
    exam = read_exam(form.read_bytes(), name="form")
    header = exam_header(content(scenario), exam.drill, unlock_seed(exam, code), exam.attempt, exam.person)
    journal = room / f"{exam.drill}.jsonl"
    journal.write_bytes(sat(header, scenario))
    return journal


@pytest.fixture(scope="module")
def certified(desk: Path, room: Path) -> tuple[str, Path, Path]:
    """The candidate, their bundle, and one of their journals."""
    person = "p-ada"
    admit = ["--role", "proctor", "--name", "Pat Proctor", "--key", key_of(room)]
    said(warroom_here(desk, "certify", "admit", person, *admit))
    journal = sit(desk, room, person, FAMILIES[0], 3)
    said(warroom_here(desk, "certify", "accept", str(journal)))
    status = warroom_here(desk, "certify", "status", person)
    assert status.returncode == 0
    assert status.stdout.count("unproctored") == 1
    statement = str(journal.with_suffix(".proctor.json"))
    said(warroom_here(room, "certify", "proctor", str(journal), "--note", "Alone, identity seen.", "-o", statement))
    said(warroom_here(desk, "certify", "add", statement))
    said(warroom_here(desk, "certify", "issue", person, "-o", "ada.zip"))
    return person, desk / "ada.zip", journal


def test_the_examiner_proves_their_own_certificate(desk: Path, certified: tuple[str, Path, Path]) -> None:
    done = warroom_here(desk, "verify", "ada.zip", "--no-replay", "--format", "json")
    assert done.returncode == 3
    states = {part["part"]: part["state"] for part in json.loads(done.stdout)["parts"]}
    assert states.pop("replay") == "not checked"
    assert set(states.values()) == {"ok"}


def test_an_outsider_needs_the_issuers_document_and_nothing_else(
    desk: Path, certified: tuple[str, Path, Path], tmp_path: Path
) -> None:
    _, bundle, _ = certified
    alone = warroom_here(tmp_path, "verify", str(bundle), "--no-replay")
    assert alone.returncode == 3
    assert "issuer   not checked" in alone.stdout
    said(warroom_here(desk, "certify", "publish", "-o", str(tmp_path / "pub")))
    said(warroom(tmp_path, "verify", str(bundle), "--issuer", "pub/issuer.json"))


def test_ones_own_keys_say_nothing_of_another_houses_certificate(room: Path, certified: tuple[str, Path, Path]) -> None:
    """Given an examiner's machine, when it checks a stranger's certificate, then it is as whole as elsewhere."""
    alone = warroom_here(room, "verify", str(certified[1]), "--no-replay")
    assert (alone.returncode, "issuer   not checked" in alone.stdout) == (3, True)


@pytest.mark.parametrize("at", ["2026-06-01", "01.06.2026"])
def test_a_moment_that_is_none_is_a_slip_and_no_finding(certified: tuple[str, Path, Path], desk: Path, at: str) -> None:
    done = warroom_here(desk, "verify", "ada.zip", "--at", at)
    assert (done.returncode, done.stdout) == (2, "")
    assert "Write 2026-01-31T09:00:00Z." in done.stderr


def test_without_the_network_and_without_a_journal_more_it_says_what_was_not_checked(
    desk: Path, certified: tuple[str, Path, Path]
) -> None:
    _, bundle, _ = certified
    from scoring.certificates.bundle import unpack

    opened = unpack(bundle.read_bytes(), name="bundle")
    (desk / "badge.json").write_bytes(opened.badge)
    (desk / "badge.jwt").write_bytes(opened.token)
    for name in ("badge.json", "badge.jwt"):
        done = warroom_here(desk, "verify", name)
        assert done.returncode == 3, done.stdout
        assert "broken" not in done.stdout
        assert "journals not checked" in done.stdout
    (desk / "bad.jwt").write_bytes(opened.token.replace(b".", b".A", 1))
    assert warroom_here(desk, "verify", "bad.jwt").returncode == 1


def test_a_revoked_certificate_is_refused_by_whoever_has_the_new_list(
    desk: Path, certified: tuple[str, Path, Path], tmp_path: Path
) -> None:
    """A copy of the examiner's keys revokes, so that the other tests keep theirs."""
    _, bundle, _ = certified
    shutil.copytree(desk / "data", tmp_path / "data")
    from scoring.certificates.bundle import unpack

    name = json.loads(unpack(bundle.read_bytes(), name="b").badge)["id"]
    slip = warroom_here(tmp_path, "keys", "revoke", f"{name[:-4]}0000", "--reason", "a slip")
    assert (slip.returncode, "no such certificate was issued here" in slip.stderr) == (2, True)
    said(warroom_here(tmp_path, "keys", "revoke", name, "--reason", "sat by somebody else"))
    done = warroom_here(tmp_path, "verify", str(bundle), "--no-replay")
    assert done.returncode == 1
    assert "sat by somebody else" in done.stdout
    published = warroom_here(tmp_path, "certify", "publish", "-o", "pub")
    assert (published.returncode, "no status.jwt" in published.stderr) == (
        0,
        not (tmp_path / "pub/status.jwt").exists(),
    )
    assert json.loads((tmp_path / "pub" / "issuer.json").read_text())["revoked"][0]["id"] == name


def test_with_a_stolen_key_go_the_dossiers_that_it_signed(
    desk: Path, certified: tuple[str, Path, Path], tmp_path: Path
) -> None:
    """Who revokes is told whose exams are lost, and no candidate is called ready who is refused afterwards."""
    shutil.copytree(desk / "data", tmp_path / "data")
    key = key_of(tmp_path)
    said(warroom_here(tmp_path, "keys", "rotate"))
    done = warroom_here(tmp_path, "keys", "revoke", key, "--reason", "stolen")
    assert (done.returncode, "in the dossiers of p-ada" in done.stderr) == (0, True)
    status = warroom_here(tmp_path, "certify", "status", certified[0])
    assert (status.returncode, "Ready" in status.stdout) == (1, False)
    assert "the key was revoked on" in status.stdout
    assert warroom_here(tmp_path, "certify", "issue", certified[0], "-o", "late.zip").returncode == 1


def test_words_about_a_drill_are_signed_and_stand_side_by_side(
    desk: Path, room: Path, certified: tuple[str, Path, Path]
) -> None:
    """Assessor's value and candidate's appeal; a stranger's statement is not taken in, an appeal is anybody's."""
    person, _, journal = certified
    value = ["certify", "override", str(journal), "A1", "0.5", "--reason", "=cmd()", "-o"]
    said(warroom_here(room, *value, str(room / "value.json")))
    refused = warroom_here(desk, "certify", "add", str(room / "value.json"))
    assert refused.returncode == 2
    assert "value.json: Pat Proctor is not admitted as assessor" in refused.stderr
    twice = (room / "value.json").read_bytes().replace(b'"kind":', b'"kind": "appeal", "kind":', 1)
    (room / "twice.json").write_bytes(twice)
    refused = warroom_here(desk, "certify", "add", str(room / "twice.json"))
    assert (refused.returncode, "twice.json: this is no statement: a key stands twice" in refused.stderr) == (2, True)
    (room / "edited.json").write_bytes((room / "value.json").read_bytes().replace(b"cmd", b"dmc", 1))
    refused = warroom_here(desk, "certify", "add", str(room / "edited.json"))
    assert "edited.json: " in refused.stderr
    assert "as its maker signed it" in refused.stderr
    said(
        warroom_here(
            room, "certify", "appeal", str(journal), "A2", "--reason", "<i>fair</i>", "-o", str(room / "a.json")
        )
    )
    said(warroom_here(desk, "certify", "add", str(room / "a.json")))
    said(warroom_here(desk, *value[:-1]))
    [row] = json.loads(warroom_here(desk, "certify", "status", person, "--format", "json").stdout)
    assert row["appeals"][0]["reason"] == "‹i›fair‹/i›"
    assert row["figures"]["automatic_mean_centi"] > row["figures"]["mean_centi"]
    gate = warroom_here(desk, "certify", "confirm", str(journal), "G-1", "--reason", "none")
    assert gate.returncode == 2
    assert "found no gate 'G-1'" in gate.stderr


def test_the_locked_form_opens_with_its_own_code_alone(desk: Path, room: Path) -> None:
    """Another code, or a form that was changed, opens nothing."""
    person = said(warroom_here(desk, "certify", "open", "--name", "Bob", "--scenario", "db-failover"))
    done = warroom_here(desk, "certify", "form", person, "db-failover", "-o", "bob.form")
    exam, code = read_exam((desk / "bob.form").read_bytes(), name="form"), said(done)
    assert unlock_seed(exam, code.lower().replace("-", " ")) > 0
    with pytest.raises(Exception, match="does not open this form"):
        unlock_seed(exam, "AAAAA-AAAAA-AAAAA-AAAAA")
    raw = (desk / "bob.form").read_bytes().replace(b'"attempt": 1', b'"attempt": 2')
    with pytest.raises(Exception, match="altered"):
        read_exam(raw, name="form")


def test_nothing_is_issued_before_it_is_earned(desk: Path) -> None:
    person = said(warroom_here(desk, "certify", "open", "--name", "Cy", "--scenario", "db-failover"))
    done = warroom_here(desk, "certify", "issue", person, "-o", "cy.zip")
    assert done.returncode == 1
    assert "too few: 0 of 6" in done.stdout
    assert not (desk / "cy.zip").exists()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["certify", "status", "p-none"], "there is no dossier of 'p-none'"),
        (["certify", "form", "p-none", "db-failover", "-o", "x"], "there is no dossier"),
        (["certify", "open", "--name", "X", "--seen", "db-failover/none"], "has no variant"),
        (["certify", "open", "--name", "X", "--person", "../x"], "is no person id"),
        (["certify", "sit", "none.form"], "needs a terminal"),
        (["certify", "accept", "none.jsonl"], "there is no such file"),
        (["verify", "none.zip"], "there is no such file"),
    ],
    ids=lambda value: " ".join(value[:2]) if isinstance(value, list) else "",
)
def test_errors_name_the_next_step(desk: Path, arguments: list[str], words: str) -> None:
    done = warroom_here(desk, *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_private_files_are_their_owners(desk: Path, certified: tuple[str, Path, Path]) -> None:
    modes = {path.stat().st_mode & 0o077 for path in (desk / "data").rglob("*") if path.is_file()}
    assert modes == {0}


def test_locked_keys_are_opened_by_the_environment_alone(tmp_path: Path) -> None:
    """Without a terminal and without the variable, the refusal names it."""
    said(warroom_here(tmp_path, "certify", "init", "--name", "H", WARROOM_PASSPHRASE=tmp_path.name))
    done = warroom_here(tmp_path, "certify", "open", "--name", "Ada")
    assert done.returncode == 2
    assert "WARROOM_PASSPHRASE" in done.stderr


def test_nobody_has_no_dossier_and_practice_no_proctor(desk: Path, room: Path) -> None:
    """Given no name, or a drill that is no exam, when it is to count, then it is refused with what would."""
    nameless = warroom_here(desk, "certify", "open", "--name", "  ")
    assert (nameless.returncode, "needs a name" in nameless.stderr) == (2, True)
    said(warroom_here(room, "run", FAMILIES[0], "--bot", "silent", "-o", "bot.jsonl"))
    watched = warroom_here(room, "certify", "proctor", "bot.jsonl", "-o", "w.json")
    assert (watched.returncode, "this is no exam" in watched.stderr) == (2, True)
    assert not (room / "w.json").exists()
