"""A bundle proves itself, and every way of tampering with it that we could think of is refused with its reason."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from hashlib import sha256
from typing import Any

import msgspec
import pytest

from scoring.certificates.badge import badge_of
from scoring.certificates.bundle import Bundle, pack
from scoring.certificates.check import Finding, State, Surroundings, exit_code
from scoring.certificates.dossier import decode_dossier, line_of
from scoring.certificates.issuer import Issuer
from scoring.certificates.linked import find_contexts, rdfc_proof
from scoring.certificates.seal import canonical, seal
from scoring.certificates.token import to_token
from simulator import events as e
from simulator.journal import decode, encode
from tests.certify.conftest import ISSUED, Certified, certify, record_for
from tests.certify.house import open_for, set_up
from tui.cli.issuing import bundle_of, material_of
from tui.cli.proving import _replay, find

WITHIN = "2026-06-01T09:00:00Z"


def verified(
    raw: bytes, issuer: Issuer | None, *, at: str = WITHIN, replay: bool = False
) -> tuple[int, dict[str, Finding]]:
    """Exit code, and what was found of each part."""
    around = Surroundings(
        at, issuer, find_contexts(None), material=lambda journal: material_of(None, journal),
        replay=(lambda raw, journal: _replay(None, raw, journal)) if replay else None,
    )  # fmt: skip
    findings = find(raw, around, name="bundle")
    found: dict[str, Finding] = {}
    for finding in findings:
        words = f"{found[finding.part].words}; {finding.words}" if finding.part in found else finding.words
        found[finding.part] = replace(finding, words=words)
    return exit_code(findings), found


# --- honest -------------------------------------------------------------------------------------------------------


def test_an_honest_bundle_proves_itself_in_every_part(ada: Certified) -> None:
    code, found = verified(ada.raw, ada.house.examiner.issuer(), replay=True)
    assert code == 0, found
    assert {finding.state for finding in found.values()} == {State.OK}
    assert len(found) == 10


def test_without_the_issuers_own_document_it_is_not_proved_who_signed(ada: Certified) -> None:
    code, found = verified(ada.raw, None, replay=True)
    assert code == 3
    assert {part for part, finding in found.items() if finding.state is State.UNCHECKED} == {"issuer", "status"}


def test_the_same_record_is_the_same_certificate(ada: Certified) -> None:
    again = bundle_of(
        record_for(ada.house, ada.person), ada.house.examiner, ada.house.signer, find_contexts(None), None,
        with_journals=True,
    )  # fmt: skip
    assert again == ada.raw


# --- forgers' tools -----------------------------------------------------------------------------------------------


def with_journal(ada: Certified, change: Callable[[list[bytes]], list[bytes]]) -> Bundle:
    """The first journal's lines changed; its member is named anew, as a forger would."""
    bundle = ada.bundle
    journals = dict(bundle.journals)
    name = ada.record.facts[0].sha256
    raw = b"\n".join(change(journals.pop(name).split(b"\n")))
    return replace(bundle, journals={**journals, sha256(raw).hexdigest(): raw})


def edited(old: bytes, new: bytes) -> Callable[[list[bytes]], list[bytes]]:
    """The first place of some bytes in the journal replaced."""

    def change(lines: list[bytes]) -> list[bytes]:
        whole = b"\n".join(lines)
        assert old in whole
        return whole.replace(old, new, 1).split(b"\n")

    return change


def swapped(lines: list[bytes]) -> list[bytes]:
    """Two lines in each other's place."""
    return [*lines[:20], lines[21], lines[20], *lines[22:]]


def with_record(ada: Certified, **changes: Any) -> Bundle:
    """The record changed and everything signed anew: what only somebody with the issuer's keys can do."""
    signer = ada.house.signer
    document = json.loads(ada.bundle.record)
    del document["proof"]
    for path, value in changes.items():
        *where, last = path.split("__")
        place: Any = document
        for step in where:
            place = place[int(step) if step.isdigit() else step]
        place[last] = value
    sealed = seal(document, signer.seals, signer.did, ISSUED)
    from scoring.certificates.record import read_record

    badge = badge_of(read_record(sealed), sealed)
    contexts = find_contexts(None)
    assert contexts is not None
    whole = {**badge, "proof": [rdfc_proof(badge, signer.seals, signer.did, ISSUED, contexts)]}
    return replace(
        ada.bundle, record=canonical(sealed) + b"\n", badge=canonical(whole) + b"\n",
        token=f"{to_token(badge, signer.rsa_pem, signer.kid)}\n".encode(),
    )  # fmt: skip


def with_badge(ada: Certified, *, signed: bool = False, **changes: Any) -> Bundle:
    """The badge changed, with or without the issuer's keys."""
    badge = {**json.loads(ada.bundle.badge), **changes}
    if signed:
        contexts, signer = find_contexts(None), ada.house.signer
        assert contexts is not None
        del badge["proof"]
        badge["proof"] = [rdfc_proof(badge, signer.seals, signer.did, ISSUED, contexts)]
        token = f"{to_token(badge, signer.rsa_pem, signer.kid)}\n".encode()
        return replace(ada.bundle, badge=canonical(badge) + b"\n", token=token)
    return replace(ada.bundle, badge=canonical(badge) + b"\n")


def with_dossier(ada: Certified, change: Callable[[list[bytes]], list[bytes]]) -> Bundle:
    """The dossier's lines changed."""
    return replace(ada.bundle, dossier=b"\n".join(change(ada.bundle.dossier.split(b"\n"))))


def rechained(ada: Certified) -> Bundle:
    """The dossier without one of its statements, its chain made anew."""
    statements = list(decode_dossier(ada.bundle.dossier).statements)
    del statements[3]
    raw, head = b"", ""
    for number, statement in enumerate(statements, 1):
        line = line_of(number, head, statement)
        raw, head = raw + line, sha256(line.removesuffix(b"\n")).hexdigest()
    return replace(ada.bundle, dossier=raw)


def token_parts(ada: Certified) -> list[bytes]:
    """Header, payload and signature."""
    return ada.bundle.token.strip().split(b".")


def flipped(raw: bytes, at: int) -> bytes:
    """One byte changed."""
    return raw[:at] + bytes([raw[at] ^ 1]) + raw[at + 1 :]


# --- tampered with ------------------------------------------------------------------------------------------------


Case = tuple[str, str, str, Callable[[Certified, Certified], Bundle | bytes]]


def cases() -> Iterator[Case]:
    """What was done, the part that refuses it, words of the reason, and how it is done."""
    yield from of_journals()
    yield from of_records()
    yield from of_badges()
    yield from of_files()


def of_journals() -> Iterator[Case]:
    """Without the issuer's keys, on a journal."""
    named = "with the hash that the record names"
    cut = b'"prev":"'
    yield (
        "event edited",
        "journals",
        "chain is broken",
        lambda a, _: with_journal(a, edited(b'"severity":"sev1"', b'"severity":"sev2"')),
    )
    yield "event dropped", "journals", named, lambda a, _: with_journal(a, lambda lines: [*lines[:9], *lines[10:]])
    yield "events reordered", "journals", "chain is broken", lambda a, _: with_journal(a, swapped)
    yield (
        "event re-timed",
        "journals",
        "was edited",
        lambda a, _: with_journal(a, edited(b'"at_s":660,"cause":0', b'"at_s":659,"cause":0')),
    )
    yield "chain link edited", "journals", "chain is broken", lambda a, _: with_journal(a, edited(cut, cut + b"0"))
    yield (
        "mode changed",
        "journals",
        named,
        lambda a, _: with_journal(a, edited(b'"mode":"exam"', b'"mode":"practice"')),
    )
    yield (
        "player changed",
        "journals",
        named,
        lambda a, _: with_journal(a, edited(b'"player":"p-ada"', b'"player":"p-eve"')),
    )
    yield "seed changed", "journals", named, lambda a, _: with_journal(a, edited(b'"noise_seed":', b'"noise_seed":1'))
    yield (
        "runbook's digest changed",
        "journals",
        named,
        lambda a, _: with_journal(a, edited(b'"runbook":{"digest":"', b'"runbook":{"digest":"0')),
    )
    yield (
        "engine changed",
        "journals",
        named,
        lambda a, _: with_journal(a, edited(b'"engine":"warroom-engine', b'"engine":"x')),
    )
    yield "seal dropped", "journals", named, lambda a, _: with_journal(a, lambda lines: [*lines[:-2], b""])
    yield (
        "seal edited",
        "journals",
        "seal",
        lambda a, _: with_journal(a, lambda lines: [*lines[:-2], lines[-2].replace(b'"lines":', b'"lines":1'), b""]),
    )
    yield (
        "last line torn",
        "journals",
        "torn",
        lambda a, _: with_journal(a, lambda lines: [*lines[:-2], lines[-2][:-9]]),
    )
    yield (
        "lines after the seal",
        "journals",
        "after the seal",
        lambda a, _: with_journal(a, lambda lines: [*lines[:-1], lines[-3], b""]),
    )
    yield (
        "a journal taken out",
        "journals",
        named,
        lambda a, _: replace(a.bundle, journals=dict(list(a.bundle.journals.items())[1:])),
    )
    yield "another person's journals", "journals", named, lambda a, b: replace(a.bundle, journals=b.bundle.journals)
    yield (
        "a journal added",
        "journals",
        "does not name",
        lambda a, b: replace(a.bundle, journals={**a.bundle.journals, **dict([next(iter(b.bundle.journals.items()))])}),
    )
    yield (
        "a journal's bytes under its old name",
        "bundle",
        "another hash",
        lambda a, _: pack(replace(a.bundle, journals={a.record.facts[0].sha256: b"{}\n"})),
    )


def of_records() -> Iterator[Case]:
    """With the issuer's own keys: what an insider could sign, the journals contradict."""
    fact = "facts__0__"
    yield "mean edited", "score", "figures.mean_centi", lambda a, _: with_record(a, figures__mean_centi=10_000)
    yield (
        "a drill's points edited",
        "score",
        "total_centi",
        lambda a, _: with_record(a, **{f"{fact}total_centi": 9_999}),
    )
    yield "a criterion edited", "score", "criteria.A1", lambda a, _: with_record(a, **{f"{fact}criteria__A1": 1})
    yield "a variant renamed", "score", "variant", lambda a, _: with_record(a, **{f"{fact}variant": "easy"})
    yield "seats edited", "score", "seats", lambda a, _: with_record(a, seats={"legal": 6})
    yield "the rules lowered", "score", "rules.least_drills", lambda a, _: with_record(a, rules__least_drills=1)
    yield "an exam forgotten", "score", "sittings", lambda a, _: with_record(a, sittings=[])
    yield "what it cannot prove left out", "score", "limits", lambda a, _: with_record(a, limits=[])
    yield "the cut said to be final", "score", "figures.cut", lambda a, _: with_record(a, figures__cut="set by judges")
    yield (
        "equated without a calibration",
        "score",
        "figures.equating",
        lambda a, _: with_record(a, figures__equating="equated"),
    )
    yield "another name", "score", "name", lambda a, _: with_record(a, name="Eve")
    yield "another runbook", "score", "runbook", lambda a, _: with_record(a, runbook__digest="0" * 64)
    yield "a calibration slipped in", "score", "calibration", lambda a, _: replace(a.bundle, calibration=b"[]\n")
    yield "the record's layout", "seal", "canonical", lambda a, _: replace(a.bundle, record=a.bundle.record + b"\n")
    yield (
        "a byte of the record",
        "seal",
        "altered",
        lambda a, _: replace(a.bundle, record=a.bundle.record.replace(b'"attempt":1', b'"attempt":2', 1)),
    )


def of_badges() -> Iterator[Case]:
    """The badge and its token."""
    other = "says something else than the record"
    late = "2099-01-01T00:00:00Z"
    yield "badge's name edited", "badge", "altered", lambda a, _: with_badge(a, name="Grand master")
    yield "badge made to last", "badge", "altered", lambda a, _: with_badge(a, validUntil=late)
    yield "badge signed anew for longer", "badge", other, lambda a, _: with_badge(a, signed=True, validUntil=late)
    yield "badge without proof", "badge", "no eddsa", lambda a, _: with_badge(a, proof=None)
    yield "another person's badge", "badge", other, lambda a, b: replace(a.bundle, badge=b.bundle.badge)
    yield "badge's layout", "badge", "canonical", lambda a, _: replace(a.bundle, badge=b" " + a.bundle.badge)
    yield (
        "token's signature",
        "token",
        "does not fit",
        lambda a, _: replace(a.bundle, token=flipped(a.bundle.token, -40)),
    )
    yield (
        "token's payload",
        "token",
        "does not fit",
        lambda a, _: replace(
            a.bundle, token=b".".join([token_parts(a)[0], token_parts(a)[1][:-8] + b"AAAAAAAA", token_parts(a)[2]])
        ),
    )
    yield (
        "token without a signature",
        "token",
        "does not fit",
        lambda a, _: replace(a.bundle, token=b"eyJhbGciOiJub25lIn0." + token_parts(a)[1] + b"."),
    )
    yield "another person's token", "token", "does not fit", lambda a, b: replace(a.bundle, token=b.bundle.token)


def of_files() -> Iterator[Case]:
    """Dossier, issuer, archive."""
    yield "everything by another house", "issuer", "does not name this key", lambda _, b: b.bundle
    yield (
        "another house's issuer document",
        "issuer",
        "somebody else's",
        lambda a, b: replace(a.bundle, issuer=b.bundle.issuer),
    )
    yield (
        "issuer document edited",
        "bundle",
        "altered",
        lambda a, _: replace(a.bundle, issuer=a.bundle.issuer.replace(b"House", b"Horse")),
    )
    yield "statement edited", "dossier", "altered", lambda a, _: with_dossier(a, edited(b"p-ada", b"p-eve"))
    yield (
        "statement dropped",
        "dossier",
        "chain is broken",
        lambda a, _: with_dossier(a, lambda lines: [*lines[:4], *lines[5:]]),
    )
    yield (
        "statements reordered",
        "dossier",
        "chain is broken",
        lambda a, _: with_dossier(a, lambda lines: [lines[0], lines[2], lines[1], *lines[3:]]),
    )
    yield "a statement left out, chained anew", "dossier", "not the dossier", lambda a, _: rechained(a)
    yield (
        "a member missing",
        "bundle",
        "there is no",
        lambda a, _: pack(a.bundle).replace(b"record.json", b"record.jsom"),
    )
    yield "bytes after the archive", "bundle", "altered", lambda a, _: pack(a.bundle) + b"x"


@pytest.mark.parametrize("case", list(cases()), ids=lambda case: case[0])
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
    forged = certify(set_up(folder), folder, "p-dan", forge=better)
    code, found = verified(forged.raw, forged.house.examiner.issuer(), replay=True)
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
