"""Draws are pure functions of their key: fixed values for every platform, even over their range, independent."""

from __future__ import annotations

from collections import Counter
from statistics import NormalDist, fmean, pstdev

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.chance import _UPPER_HALF, PPM, Chance

KEY = ("alpha", "ack")
names = st.text(max_size=12)


def test_golden_draws_are_the_same_on_every_platform() -> None:
    chance = Chance(42)
    assert [chance.bits(*KEY, i) for i in range(3)] == [7106321385126086761, 959008801645526608, 6687614524117471402]
    assert [chance.below(1_000, *KEY, i) for i in range(8)] == [385, 51, 362, 494, 186, 981, 728, 589]
    assert [chance.normal_ppm(*KEY, i) for i in range(6)] == [-287881, -1637325, -349702, -9792, -901754, 2063528]
    assert [chance.lognormal(600, 800, *KEY, i) for i in range(6)] == [476, 161, 453, 595, 291, 3126]
    assert [chance.poisson(2_500, *KEY, i) for i in range(12)] == [2, 0, 2, 2, 1, 6, 3, 3, 0, 1, 1, 2]
    assert [chance.pick(list("abcdef"), *KEY, i) for i in range(8)] == list("caccbfed")


def test_golden_draws_of_another_seed_and_of_a_word_as_occasion() -> None:
    assert Chance(7).bits("beta", "silent") == 10528417692681591681
    assert Chance(7).bits("beta", "silent", "night") == 3366624384372314285
    assert Chance(10**30).bits("beta", "silent") == 3589343242059816899


@given(st.integers(0, 2**64), names, names, st.integers(0, 10**6), st.integers(1, 2**40))
def test_a_draw_depends_on_its_key_alone_and_keeps_to_its_limit(
    seed: int, entity: str, purpose: str, occasion: int, limit: int
) -> None:
    first = Chance(seed)
    for other in range(5):
        first.bits(f"another-{other}", purpose, occasion)
    draw = first.below(limit, entity, purpose, occasion)
    assert draw == Chance(seed).below(limit, entity, purpose, occasion)
    assert 0 <= draw < limit


def test_every_part_of_the_key_counts() -> None:
    keys: list[tuple[str, str, int | str]] = [
        ("a", "b", 0), ("a", "b", 1), ("a", "c", 0), ("b", "b", 0), ("ab", "", 0), ("", "ab", 0), ("a", "b", "x"),
    ]  # fmt: skip
    assert len({Chance(1).bits(*key) for key in keys} | {Chance(2).bits("a", "b", 0)}) == len(keys) + 1


def test_draws_are_spread_evenly() -> None:
    draws, cells = 20_000, 20
    counts = Counter(Chance(3).below(cells, "uniform", "test", i) for i in range(draws))
    expected = draws / cells
    chi_square = sum((counts[cell] - expected) ** 2 / expected for cell in range(cells))
    assert chi_square < 43.8  # 19 degrees of freedom, p = 0.001


def test_neighbouring_entities_are_independent() -> None:
    both = Counter(
        (Chance(5).below(4, f"account-{i}", "mood"), Chance(5).below(4, f"account-{i + 1}", "mood"))
        for i in range(8_000)
    )
    chi_square = sum((both[a, b] - 500) ** 2 / 500 for a in range(4) for b in range(4))
    assert chi_square < 37.7  # 15 degrees of freedom, p = 0.001


def test_the_normal_table_holds_the_quantiles() -> None:
    exact = [NormalDist().inv_cdf((i + 0.5) / 128) for i in range(64, 128)]
    assert list(_UPPER_HALF) == pytest.approx([round(value * PPM) for value in exact], abs=1)


def test_normal_draws_have_the_right_middle_and_width() -> None:
    draws = [Chance(11).normal_ppm("n", "test", i) / PPM for i in range(8_000)]
    assert fmean(draws) == pytest.approx(0, abs=0.04)
    assert pstdev(draws) == pytest.approx(0.995, abs=0.03)


def test_half_of_the_lognormal_draws_lie_below_the_median() -> None:
    draws = [Chance(13).lognormal(600, 800, "l", "test", i) for i in range(4_000)]
    assert sum(draw < 600 for draw in draws) / len(draws) == pytest.approx(0.5, abs=0.03)
    assert min(draws) > 0


@pytest.mark.parametrize("mean_milli", [0, 300, 2_500, 40_000])
def test_poisson_counts_have_their_mean(mean_milli: int) -> None:
    draws = [Chance(17).poisson(mean_milli, "p", "test", i) for i in range(4_000)]
    assert fmean(draws) == pytest.approx(mean_milli / 1_000, rel=0.05, abs=0.001)


def test_a_huge_poisson_mean_ends() -> None:
    assert 0 <= Chance(1).poisson(10**12, "p", "test") <= 1_000


@pytest.mark.parametrize("chance_ppm", [0, 50_000, 500_000, PPM])
def test_things_happen_as_often_as_they_should(chance_ppm: int) -> None:
    happened = sum(Chance(19).happens(chance_ppm, "h", "test", i) for i in range(4_000))
    assert happened / 4_000 == pytest.approx(chance_ppm / PPM, abs=0.025)
    assert chance_ppm not in {0, PPM} or happened == 4_000 * chance_ppm // PPM


def test_the_canonical_run_has_medians_and_no_unlikely_mishap() -> None:
    canonical = Chance(0)
    assert {canonical.lognormal(600, 1_100, "l", "test", i) for i in range(50)} == {600}
    assert not any(canonical.fails(500_000, "f", "test", i) for i in range(50))
    assert all(canonical.fails(500_001, "f", "test", i) for i in range(50))


def test_other_runs_fail_by_chance() -> None:
    assert 0 < sum(Chance(1).fails(300_000, "f", "test", i) for i in range(100)) < 100
