"""Certificates: signed and checked, without playing the drills again and with it."""

from __future__ import annotations

from pathlib import Path

from scoring.certificates.check import exit_code
from scoring.certificates.finding import Surroundings
from scoring.certificates.linked import find_contexts
from scoring.certificates.signing import sign_certificate
from simulator.journal import decode
from tests.bench.measure import Figure, alone, compare, rounds_of
from tests.bench.reports import timed
from tests.bench.startup import MS
from tests.certify.conftest import certify
from tests.certify.house import set_up
from tui.cli.marks import material_of
from tui.cli.proving import _replay, find

WITHIN = "2026-06-01T09:00:00Z"


def all_figures(rounds: int, folder: Path) -> list[Figure]:
    """Every row about certificates."""
    made = certify(set_up(folder / "house"), folder / "house", "p-ada")
    contexts, issuer = find_contexts(None), made.house.examiner.issuer()
    journals = [(raw, decode(raw)) for raw in made.bundle.journals.values()]

    def verify(*, replay: bool) -> None:
        around = Surroundings(
            WITHIN, issuer, contexts, material=lambda journal: material_of(None, journal),
            replay=(lambda raw, journal: _replay(None, raw, journal)) if replay else None,
        )  # fmt: skip
        assert exit_code(find(made.raw, around, name="bundle")) in ((0,) if replay else (3,))

    def sign_and_verify() -> None:
        sign_certificate(made.record, made.house.signer, contexts)
        verify(replay=False)

    def prove() -> None:
        verify(replay=True)

    def replays() -> None:
        for raw, journal in journals:
            _replay(None, raw, journal)

    both = "certificate signed, checked and scored again"
    floor, whole = f"{len(journals)} drills played again", "certificate checked, its drills played again"
    found = rounds_of(
        {
            both: timed(sign_and_verify),
            floor: timed(replays),
            whole: timed(prove),
        },
        rounds,
    )
    return [
        alone("certificates", found, both, unit="ms", scale=MS, goal=60),
        compare("certificates", found, whole, floor, unit="ms", scale=MS, goal=1.3),
    ]
