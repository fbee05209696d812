"""Sealed forms: which variant and which chances an exam gets, fixed before it and known to nobody who sits it.

The seed is HMAC-SHA-256 of the examiner's secret over candidate, scenario and attempt, cut to 48 bits. Its hash (with a
nonce of its own, drawn alike) is written into the dossier when it is opened, so that afterwards anybody can check that
no form was chosen later.
"""

from __future__ import annotations

import hmac
from collections.abc import Callable, Iterable
from hashlib import sha256

import msgspec

SEED_BITS = 48
TRIES = 64
"""How many seeds are looked at for a variant that the candidate's earlier attempts did not have."""
VariantOf = Callable[[str, int], str]
"""The variant that a seed draws in a scenario."""


class Form(msgspec.Struct, frozen=True):
    """One sealed form."""

    scenario: str
    attempt: int
    seed: int
    nonce: str

    @property
    def commitment(self) -> str:
        """What is published before the exam."""
        return commitment_of(self.scenario, self.attempt, self.seed, self.nonce)


def commitment_of(scenario: str, attempt: int, seed: int, nonce: str) -> str:
    """The hash that fixes a form without telling it."""
    return sha256(f"warroom-form:{scenario}:{attempt}:{seed}:{nonce}".encode()).hexdigest()


def draw_forms(
    secret: bytes, person: str, scenario: str, attempts: int, variant_of: VariantOf, seen: Iterable[str] = ()
) -> tuple[Form, ...]:
    """The forms of a candidate's attempts at a scenario: another variant each, as long as there are more.

    Args:
        secret: The examiner's.
        person: Person id of the candidate.
        scenario: Its id.
        attempts: How many forms.
        variant_of: What a seed draws.
        seen: Variants that the candidate knows already; they come last.
    """
    forms: list[Form] = []
    taken = set(seen)
    for attempt in range(1, attempts + 1):
        seeds = [_seed(secret, person, scenario, attempt, number) for number in range(TRIES)]
        seed = next((seed for seed in seeds if variant_of(scenario, seed) not in taken), seeds[0])
        taken.add(variant_of(scenario, seed))
        forms.append(Form(scenario, attempt, seed, _hmac(secret, "nonce", person, scenario, attempt).hex()[:32]))
    return tuple(forms)


def _seed(secret: bytes, person: str, scenario: str, attempt: int, number: int) -> int:
    raw = _hmac(secret, "seed", person, scenario, attempt, number)
    return int.from_bytes(raw[: SEED_BITS // 8]) or 1


def _hmac(secret: bytes, *parts: object) -> bytes:
    return hmac.digest(secret, "\x1f".join(map(str, parts)).encode(), "sha256")
