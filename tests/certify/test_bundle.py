"""A bundle proves itself, and every way of tampering with it that we could think of is refused with its reason."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from dataclasses import replace

import msgspec
import pytest

from scoring.certificates.bundle import pack
from scoring.certificates.check import exit_code
from scoring.certificates.finding import Finding, Replayed, State, Surroundings
from scoring.certificates.issuer import Issuer
from scoring.certificates.linked import find_contexts
from simulator import events as e
from simulator.journal import Journal, decode, encode
from tests.certify import counterfeits
from tests.certify.conftest import Certified, certify, record_for
from tests.certify.counterfeits import members, zipped
from tests.certify.house import open_for, set_up
from tests.certify.tampering import Case, cases
from tui.cli.issuing import bundle_of
from tui.cli.marks import material_of
from tui.cli.proving import _replay, find

WITHIN = "2026-06-01T09:00:00Z"


def play(raw: bytes, journal: Journal) -> Replayed:
    return _replay(None, raw, journal)


def verified(
    raw: bytes,
    issuer: Issuer | None,
    *,
    at: str = WITHIN,
    published: str = "",
    replay: Callable[[bytes, Journal], Replayed] | None = None,
) -> tuple[int, dict[str, Finding]]:
    """Exit code, and what was found of each part; the issuer's document was published at that moment."""
    known = issuer and msgspec.structs.replace(issuer, updated_utc=published or at)
    around = Surroundings(
        at, known, find_contexts(None), material=lambda journal: material_of(None, journal),
        replay=replay,
    )  # fmt: skip
    findings = find(raw, around, name="bundle")
    found: dict[str, Finding] = {}
    for finding in findings:
        words = f"{found[finding.part].words}; {finding.words}" if finding.part in found else finding.words
        found[finding.part] = replace(finding, words=words)
    return exit_code(findings), found


# --- honest -------------------------------------------------------------------------------------------------------


def test_an_honest_bundle_proves_itself_in_every_part(ada: Certified) -> None:
    code, found = verified(ada.raw, ada.house.examiner.issuer(), replay=play)
    assert code == 0, found
    assert {finding.state for finding in found.values()} == {State.OK}
    assert len(found) == 10


def test_without_the_issuers_own_document_it_is_not_proved_who_signed(ada: Certified) -> None:
    code, found = verified(ada.raw, None, replay=play)
    assert code == 3
    assert {part for part, finding in found.items() if finding.state is State.UNCHECKED} == {"issuer", "status"}


def test_readings_that_were_taken_as_recorded_prove_no_score(ada: Certified) -> None:
    """Given drills that another reader read, then they play again, and the points are told as not checked."""
    code, found = verified(
        ada.raw, ada.house.examiner.issuer(), replay=lambda raw, journal: Replayed(State.OK, "by another reader")
    )
    assert code == 3
    assert {part for part, finding in found.items() if finding.state is not State.OK} == {"score"}
    assert "by another reader" in found["score"].words


def test_the_same_record_is_the_same_certificate(ada: Certified) -> None:
    again = bundle_of(
        record_for(ada.house, ada.person), ada.house.examiner, ada.house.signer, find_contexts(None), None,
        with_journals=True,
    )  # fmt: skip
    assert again == ada.raw


def test_a_bundle_that_a_gateway_packed_anew_is_judged_part_by_part_and_told(ada: Certified) -> None:
    """Packed, in another order, or with what a file manager leaves: none of it is broken, and not all is proved."""
    whole = members(ada)
    left = [("journals/", b""), ("__MACOSX/._record.json", b"x")]
    for raw in (zipped(whole, zipfile.ZIP_DEFLATED), zipped(whole[::-1]), zipped([*whole, *left])):
        code, found = verified(raw, ada.house.examiner.issuer(), replay=lambda raw, journal: Replayed(State.OK))
        assert code == 3
        assert {part for part, finding in found.items() if finding.state is not State.OK} == {"bundle"}
        assert "packed anew" in found["bundle"].words
    forged = zipped([(name, raw.replace(b"Lovelace", b"Forelace")) for name, raw in whole], zipfile.ZIP_DEFLATED)
    assert verified(forged, ada.house.examiner.issuer())[0] == 1


# --- tampered with ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("case", [*cases(), *counterfeits.cases()], ids=lambda case: case[0])
def test_a_tampered_bundle_is_refused_with_its_reason(case: Case, ada: Certified, eve: Certified) -> None:
    _, part, words, tamper = case
    made = tamper(ada, eve)
    raw = made if isinstance(made, bytes) else pack(made)
    assert raw != ada.raw
    code, found = verified(raw, ada.house.examiner.issuer())
    assert code == 1, found
    assert found[part].state is State.BROKEN, found
    assert words in found[part].words


def better(raw: bytes) -> bytes:
    """The journal with an engineer's result that no input caused, its chain and seal made anew."""
    journal = decode(raw)
    place = next(n for n, entry in enumerate(journal.entries) if isinstance(entry.event, e.TaskFinished))
    entry = journal.entries[place]
    event = msgspec.structs.replace(entry.event, result="All is well.")
    entry = msgspec.structs.replace(entry, event=event)
    return encode(journal.header, [*journal.entries[:place], entry, *journal.entries[place + 1 :]])


def test_a_journal_that_was_made_up_is_found_out_by_playing_it_again(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """Everything else holds: the examiner took it in and signed for it."""
    folder = tmp_path_factory.mktemp("deceived")
    forged = certify(set_up(folder), folder, "p-ada", 3, forge=better)
    code, found = verified(forged.raw, forged.house.examiner.issuer(), replay=play)
    assert code == 1
    assert {part for part, finding in found.items() if finding.state is not State.OK} == {"replay"}
    assert "playing the inputs again gives other bytes" in found["replay"].words


@pytest.mark.parametrize(
    ("at", "words"), [("2030-01-01T00:00:00Z", "expired on 2028-01-20"), ("2026-01-19T00:00:00Z", "not valid before")]
)
def test_dates_are_held_against_the_clock(ada: Certified, at: str, words: str) -> None:
    code, found = verified(ada.raw, ada.house.examiner.issuer(), at=at)
    assert code == 1
    assert words in found["dates"].words


@pytest.mark.parametrize(
    ("published", "words"),
    [("2026-01-19T09:00:00Z", "before the certificate began"), ("2026-03-01T09:00:00Z", "more than 90 days ago")],
)
def test_an_old_issuers_document_does_not_say_that_nothing_was_revoked(
    ada: Certified, published: str, words: str
) -> None:
    code, found = verified(ada.raw, ada.house.examiner.issuer(), published=published, replay=play)
    assert code == 3
    assert {part for part, finding in found.items() if finding.state is not State.OK} == {"status"}
    assert words in found["status"].words


def test_revoked_certificates_and_keys_are_refused(tmp_path_factory: pytest.TempPathFactory, ada: Certified) -> None:
    """The issuer's newest document decides, whatever the bundle's own copy says."""
    import shutil

    from scoring.certificates.keyring import Keyring

    folder = tmp_path_factory.mktemp("revoked") / "keys"
    shutil.copytree(ada.folder / "keys", folder)
    ring = Keyring(folder)
    code, found = verified(ada.raw, ring.revoke(ada.record.issue.id, "sat for somebody else", None, WITHIN))
    assert code == 1
    assert "sat for somebody else" in found["status"].words
    ring.rotate(None, WITHIN)
    assert verified(ada.raw, ring.issuer())[1]["issuer"].state is State.OK
    code, found = verified(ada.raw, ring.revoke(ada.house.signer.did, "laptop stolen", None, WITHIN))
    assert code == 1
    assert "laptop stolen" in found["issuer"].words


def test_unearned_certificates_are_refused_although_the_examiner_signed_them(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """One exam is no six; the rules stand in the dossier."""
    house = set_up(tmp_path_factory.mktemp("lenient"))
    open_for(house, "p-cy")
    house.sit("p-cy", "db-failover", 3)
    record = record_for(house, "p-cy")
    raw = bundle_of(record, house.examiner, house.signer, find_contexts(None), None, with_journals=True)
    code, found = verified(raw, house.examiner.issuer())
    assert code == 1
    assert "too few: 1 of 6" in found["score"].words
