"""Keyed randomness: every draw is a pure function of (seed, entity, purpose, occasion).

No running counter: what one customer does never shifts because a trainee acted elsewhere, and neither the
hash seed nor the platform changes it. Shapes come from integer quantile tables, so no float and no C library
decides a journal's bytes. What-if comparisons depend on this (common random numbers).
"""

from __future__ import annotations

from decimal import Decimal, localcontext
from functools import lru_cache
from hashlib import blake2b
from struct import Struct
from typing import TypeVar

PPM = 1_000_000
_SIXTEEN_WORDS = Struct(">16I")

# Standard normal quantiles in millionths at p = (i + 0.5) / 128 for i = 64..127 (the upper half; the lower
# half mirrors it). Written out once from `statistics.NormalDist().inv_cdf`, rounded to whole millionths.
_UPPER_HALF = (
    9792, 29379, 48977, 68594, 88238, 107916, 127635, 147405, 167232, 187125, 207093, 227143, 247285,
    267528, 287881, 308355, 328958, 349702, 370597, 391656, 412890, 434311, 455934, 477772, 499840,
    522155, 544733, 567591, 590751, 614231, 638056, 662248, 686834, 711842, 737304, 763253, 789727,
    816765, 844415, 872726, 901754, 931563, 962223, 993816, 1026433, 1060180, 1095181, 1131577, 1169537,
    1209261, 1250992, 1295022, 1341718, 1391537, 1445073, 1503103, 1566689, 1637325, 1717228, 1809892,
    1921351, 2063528, 2266227, 2660067,
)  # fmt: skip

T = TypeVar("T")


class Chance:
    """All randomness of one drill, from one integer seed."""

    def __init__(self, seed: int) -> None:
        """Bind the draws to `seed`; seed 0 is the canonical run: medians, and nothing fails by chance."""
        self.canonical = seed == 0
        key = blake2b(f"warroom:{seed}".encode(), digest_size=32).digest()
        self._narrow, self._wide = blake2b(digest_size=8, key=key), blake2b(digest_size=64, key=key)

    def bits(self, entity: str, purpose: str, occasion: int | str = 0) -> int:
        """A 64-bit whole number for this key."""
        keyed = self._narrow.copy()
        keyed.update(f"{entity}\x1f{purpose}\x1f{occasion}".encode())
        return int.from_bytes(keyed.digest(), "big")

    def words(self, count: int, entity: str, purpose: str, occasion: int | str = 0) -> tuple[int, ...]:
        """At least `count` 32-bit whole numbers in one draw; asking for more leaves the first ones as they are."""
        keyed = self._wide.copy()
        keyed.update(f"{entity}\x1f{purpose}\x1f{occasion}".encode())
        drawn = _SIXTEEN_WORDS.unpack(keyed.digest())
        while len(drawn) < count:
            keyed.update(b"\x1f")
            drawn += _SIXTEEN_WORDS.unpack(keyed.digest())
        return drawn

    def below(self, limit: int, entity: str, purpose: str, occasion: int | str = 0) -> int:
        """A whole number in [0, `limit`)."""
        return self.bits(entity, purpose, occasion) * limit >> 64

    def happens(self, chance_ppm: int, entity: str, purpose: str, occasion: int | str = 0) -> bool:
        """True with a probability of `chance_ppm` millionths."""
        return self.below(PPM, entity, purpose, occasion) < chance_ppm

    def fails(self, chance_ppm: int, entity: str, purpose: str, occasion: int | str = 0) -> bool:
        """Like `happens`, for mishaps: the canonical run has none that is less likely than not."""
        return chance_ppm * 2 > PPM if self.canonical else self.happens(chance_ppm, entity, purpose, occasion)

    def pick(self, options: tuple[T, ...] | list[T], entity: str, purpose: str, occasion: int | str = 0) -> T:
        """One of `options`, each as likely as the other."""
        return options[self.below(len(options), entity, purpose, occasion)]

    def normal_ppm(self, entity: str, purpose: str, occasion: int | str = 0) -> int:
        """A standard normal draw in millionths, from 128 equal-probability cells."""
        cell = self.below(128, entity, purpose, occasion)
        return _UPPER_HALF[cell - 64] if cell >= 64 else -_UPPER_HALF[63 - cell]

    def lognormal(self, median: int, sigma_milli: int, entity: str, purpose: str, occasion: int | str = 0) -> int:
        """A lognormal draw with this median; `sigma_milli`: standard deviation of the logarithm, in thousandths."""
        if self.canonical:
            return median
        return median * _exp_ppm(self.normal_ppm(entity, purpose, occasion) * sigma_milli // 1_000) // PPM

    def poisson(self, mean_milli: int, entity: str, purpose: str, occasion: int | str = 0) -> int:
        """A Poisson count with a mean of `mean_milli` thousandths (capped at 1,000 counts)."""
        draw = self.below(PPM, entity, purpose, occasion)
        for count, cumulative_ppm in enumerate(_poisson_ppm(min(mean_milli, 200_000))):
            if draw < cumulative_ppm:
                return count
        return 1_000


@lru_cache(maxsize=65_536)
def _exp_ppm(power_ppm: int) -> int:
    """E to the power (millionths in and out); `decimal` rounds the same on every platform."""
    with localcontext() as context:
        context.prec = 28
        return int((Decimal(power_ppm) / PPM).exp() * PPM)


@lru_cache(maxsize=4_096)
def _poisson_ppm(mean_milli: int) -> tuple[int, ...]:
    """The cumulative Poisson distribution in millionths, up to the count that covers all but one millionth."""
    with localcontext() as context:
        context.prec = 40
        mean = Decimal(mean_milli) / 1_000
        term = (-mean).exp()
        total, table = term, [int(term * PPM)]
        for count in range(1, 1_000):
            term = term * mean / count
            total += term
            table.append(int(total * PPM))
            if table[-1] >= PPM - 1:
                break
    return (*table[:-1], PPM)
