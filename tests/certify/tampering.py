"""Every way of tampering with a bundle that we could think of: what was done, what refuses it, and why."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from scoring.certificates.bundle import Bundle, pack
from tests.certify.conftest import Certified
from tests.certify.forgers import (
    edited,
    misspelt,
    rechained,
    swapped,
    token_parts,
    with_badge,
    with_dossier,
    with_journal,
    with_record,
)

NAMED = "with the hash that the record names"

Case = tuple[str, str, str, Callable[[Certified, Certified], Bundle | bytes]]


def cases() -> Iterator[Case]:
    """What was done, the part that refuses it, words of the reason, and how it is done."""
    yield from of_events()
    yield from of_headers()
    yield from of_seals()
    yield from of_sets()
    yield from of_records()
    yield from of_badges()
    yield from of_files()


def of_events() -> Iterator[Case]:
    """Without the issuer's keys: one line of a journal, or two."""
    cut = b'"prev":"'
    yield (
        "event edited",
        "journals",
        "chain is broken",
        lambda a, _: with_journal(a, edited(b'"severity":"sev1"', b'"severity":"sev2"')),
    )
    yield "event dropped", "journals", NAMED, lambda a, _: with_journal(a, lambda lines: [*lines[:9], *lines[10:]])
    yield "events reordered", "journals", "chain is broken", lambda a, _: with_journal(a, swapped)
    yield (
        "event re-timed",
        "journals",
        "was edited",
        lambda a, _: with_journal(a, edited(b'"at_s":660,"cause":0', b'"at_s":659,"cause":0')),
    )
    yield "chain link edited", "journals", "chain is broken", lambda a, _: with_journal(a, edited(cut, cut + b"0"))


def of_headers() -> Iterator[Case]:
    """Without the issuer's keys: what a journal says of itself."""
    yield (
        "mode changed",
        "journals",
        NAMED,
        lambda a, _: with_journal(a, edited(b'"mode":"exam"', b'"mode":"practice"')),
    )
    yield (
        "player changed",
        "journals",
        NAMED,
        lambda a, _: with_journal(a, edited(b'"player":"p-ada"', b'"player":"p-eve"')),
    )
    yield "seed changed", "journals", NAMED, lambda a, _: with_journal(a, edited(b'"noise_seed":', b'"noise_seed":1'))
    yield (
        "runbook's digest changed",
        "journals",
        NAMED,
        lambda a, _: with_journal(a, edited(b'"runbook":{"digest":"', b'"runbook":{"digest":"0')),
    )
    yield (
        "engine changed",
        "journals",
        NAMED,
        lambda a, _: with_journal(a, edited(b'"engine":"warroom-engine', b'"engine":"x')),
    )


def of_seals() -> Iterator[Case]:
    """Without the issuer's keys: where a journal ends."""
    yield "seal dropped", "journals", NAMED, lambda a, _: with_journal(a, lambda lines: [*lines[:-2], b""])
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


def of_sets() -> Iterator[Case]:
    """Without the issuer's keys: which journals there are."""
    yield (
        "a journal taken out",
        "journals",
        NAMED,
        lambda a, _: replace(a.bundle, journals=dict(list(a.bundle.journals.items())[1:])),
    )
    yield "another person's journals", "journals", NAMED, lambda a, b: replace(a.bundle, journals=b.bundle.journals)
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
    yield "mean edited", "score", "figures.mean_centi", lambda a, _: with_record(a, figures__mean_centi=10_000)
    yield (
        "a drill's points edited",
        "score",
        "total_centi",
        lambda a, _: with_record(a, facts__0__total_centi=9_999),
    )
    yield "a criterion edited", "score", "criteria.A1", lambda a, _: with_record(a, facts__0__criteria__A1=1)
    yield "another judge's points", "score", "than were sealed when it was taken in", lambda a, _: with_record(
        a, facts__0__judge="warroom-judge-0", facts__0__total_centi=9_999
    )  # fmt: skip
    yield "a variant renamed", "score", "variant", lambda a, _: with_record(a, facts__0__variant="easy")
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
        lambda a, _: replace(a.bundle, token=misspelt(a.bundle.token, -40)),
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
