"""How wide words are: columns stand straight in every script, and nothing is cut to nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from simulator.cells import cells, column, cut, cut_at_word

NAMES = ("Harbor Ltd", "株式会社北海道通運ロジスティクス", "疫苗物流", "ООО «Северо-Западная железнодорожная компания»",
         "Žluťoučký kůň", "e\u0301clair", "ﾊﾝｶｸ", "Ｆｕｌｌ", "🚂 Bahn", "श्री लक्ष्मी")  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_as_wide_as_the_terminal_draws_it(name: str) -> None:
    assert cells(name) == cell_len(name)


@given(st.sampled_from(NAMES), st.integers(4, 40))
def test_a_column_is_always_as_wide_as_it_should_be(name: str, width: int) -> None:
    assert cells(column(name, width)) == width
    assert cells(cut_at_word(name, width)) <= width
    assert cut(name, width) == name or cut(name, width).endswith("…")


def test_a_long_word_is_cut_within_and_a_short_one_behind() -> None:
    assert cut_at_word(NAMES[3], 20) == "ООО «Северо-Западна…"
    assert cut_at_word("Murphy, Stuart and Davis", 20) == "Murphy, Stuart and …"
    assert cut_at_word("Murphy and Davis", 20) == "Murphy and Davis"
