"""A house of exams: an examiner, a candidate who sits six exams as the reference player would, and a bundle."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from scoring.certificates.keyring import SEALING, Keyring, Signer, _pem
from scoring.certificates.standing import HOST
from simulator.bots.player import play
from simulator.bots.script import ScriptPlayer
from simulator.drill import Drill
from simulator.journal import Header, encode
from simulator.scenario import ScriptStep
from tests.scoring.plays import content
from tui.cli.exams import exam_header
from tui.cli.marks import mark
from tui.examiner import Examiner, Settings

FAMILIES = ("db-failover", "credential-leak", "billing-defect")
DAY = "2026-01-{:02}T09:00:00Z"
SECRET = b"\x07" * 32


@dataclass(frozen=True)
class House:
    """An examiner's folder with its keys."""

    examiner: Examiner
    signer: Signer

    def sit(
        self, person: str, scenario: str, day: int, *, place: str = HOST, forge: Callable[[bytes], bytes] | None = None,
        sealed: bool = True,
    ) -> bytes:  # fmt: skip
        """One exam, from hand-out to hand-in, with its marks unless an earlier version takes it in; the journal."""
        drill = f"exam-{person}-{scenario}-{day}"
        form = self.examiner.hand_out(self.signer, DAY.format(day), person=person, scenario=scenario, drill=drill)
        raw = sat(exam_header(content(scenario), drill, form.seed, form.attempt, person), scenario)
        raw = forge(raw) if forge else raw
        fact = mark(self.examiner, raw) if sealed else None
        self.examiner.take_in(self.signer, DAY.format(day).replace("09:", "11:"), raw, place=place, fact=fact)
        return raw


@lru_cache(maxsize=64)
def sat_again(raw_header: bytes, scenario: str) -> bytes:
    """A played journal, kept, because several tests want the same."""
    header = msgspec.json.decode(raw_header, type=Header)
    drill = Drill(header, content(scenario).kit)
    play(drill, ScriptPlayer([_named(step, header.player) for step in drill.variant.reference], drill))
    return encode(header, drill.entries)


def _named(step: ScriptStep, person: str) -> ScriptStep:
    """A reference run calls its player `you`; here they have an id."""
    if getattr(step.command, "holder", "") != "you":
        return step
    return step.model_copy(update={"do": msgspec.structs.replace(step.command, holder=person)})


def sat(header: Header, scenario: str) -> bytes:
    """An exam as the reference player sits it."""
    return sat_again(msgspec.json.encode(header), scenario)


def set_up(folder: Path, *, name: str = "House of drills", rules: Settings | None = None) -> House:
    """Keys and a folder."""
    ring = Keyring(folder / "keys")
    ring.init(name, None, DAY.format(1))
    (ring.folder / SEALING).write_bytes(_pem(Ed25519PrivateKey.from_private_bytes(SECRET), None))
    examiner = Examiner(folder / "certification", ring)
    examiner.init(rules or Settings())
    return House(examiner, ring.open(None))


def open_for(house: House, person: str = "p-ada", *, seen: Sequence[str] = ()) -> str:
    """A dossier with every bundled scenario of the three families."""
    house.examiner.open_dossier(
        house.signer, DAY.format(2), person=person, name="Ada <b>Lovelace</b>", email=("aa" * 16, "bb" * 32),
        scenarios=FAMILIES, exposure=seen,
    )  # fmt: skip
    return person
