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

# Gamma quantiles with mean 1,000 by shape (thousandths) at p = (i + 0.5) / 32, scaled so that their mean is exact.
# Written out once from `scipy.stats.gamma.ppf`, rounded to whole thousandths.
_GAMMA_PERMILLE = {
    250: (0, 0, 0, 0, 1, 2, 5, 8, 14, 22, 33, 47, 66, 90, 121, 159, 206, 264, 333, 418, 521, 644, 794, 976, 1199, 1476,
          1825, 2277, 2887, 3767, 5212, 8633),
    500: (0, 4, 10, 19, 32, 48, 68, 91, 117, 148, 183, 222, 266, 315, 370, 431, 499, 574, 658, 752, 857, 975, 1110,
          1264, 1443, 1652, 1904, 2215, 2615, 3166, 4029, 5963),
    1000: (16, 49, 82, 117, 153, 191, 230, 270, 312, 356, 402, 450, 501, 554, 610, 670, 733, 800, 872, 950, 1035, 1127,
           1228, 1340, 1467, 1611, 1780, 1983, 2237, 2577, 3094, 4203),
    2000: (95, 172, 231, 282, 330, 375, 419, 462, 505, 548, 591, 634, 679, 724, 771, 819, 869, 922, 977, 1035, 1097,
           1163, 1234, 1312, 1399, 1496, 1607, 1738, 1899, 2111, 2425, 3079),
    4000: (236, 335, 400, 452, 498, 540, 580, 617, 654, 690, 725, 760, 795, 830, 866, 902, 940, 978, 1018, 1060, 1104,
           1150, 1199, 1253, 1311, 1376, 1450, 1535, 1639, 1773, 1969, 2365),
    8000: (395, 492, 550, 596, 635, 669, 701, 731, 760, 788, 815, 841, 867, 894, 920, 947, 974, 1001, 1030, 1059, 1090,
           1122, 1156, 1193, 1233, 1276, 1326, 1382, 1450, 1537, 1661, 1909),
    16000: (540, 622, 670, 707, 737, 764, 789, 812, 833, 854, 874, 894, 913, 932, 951, 970, 990, 1009, 1030, 1050, 1072,
            1094, 1118, 1143, 1170, 1200, 1233, 1271, 1316, 1373, 1455, 1614),
}  # fmt: skip

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

    def gamma_poisson(
        self, mean_milli: int, spread_milli: int, entity: str, purpose: str, occasion: int | str = 0
    ) -> int:
        """An overdispersed count: Poisson with a gamma rate, so that its variance is `spread_milli` times its mean.

        Args:
            mean_milli: The mean, in thousandths.
            spread_milli: Variance over mean, in thousandths, above 1,000 (the nearest tabled shape is taken).
            entity: Whose draw this is.
            purpose: What for.
            occasion: Which one.
        """
        shape = _nearest_shape(mean_milli * 1_000 // max(1, spread_milli - 1_000))
        cell = self.below(32, entity, f"{purpose}-rate", occasion)
        rate_milli = mean_milli * _GAMMA_PERMILLE[shape][cell] // 1_000
        return self.poisson(_coarse(rate_milli), entity, purpose, occasion)


@lru_cache(maxsize=4_096)
def _nearest_shape(wanted_milli: int) -> int:
    return min(_GAMMA_PERMILLE, key=lambda known: abs(known - wanted_milli))


@lru_cache(maxsize=4_096)
def _coarse(value: int) -> int:
    """Two leading digits and a half, so that tables are shared; within 1 % or so."""
    step = max(1, int(10 ** max(0, len(str(value)) - 2)) // 2)
    return (value + step // 2) // step * step


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
