"""Money: whole cents in, whole cents out, nothing rounded on the way in."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.money import MoneyError, format_cents, format_span, parse_cents, round_half_up


@pytest.mark.parametrize(
    ("amount", "cents"),
    [
        (0, 0),
        (1200, 120_000),
        ("1200", 120_000),
        ("1,200.50", 120_050),
        (" $1,200.5 ", 120_050),
        ("€ 7.05", 705),
        ("1,234,567", 123_456_700),
        (Decimal("1200.50"), 120_050),
        (Decimal("1200.5000"), 120_050),
        (Decimal("1E+3"), 100_000),
        (10**12, 10**14),
    ],
)
def test_an_amount_becomes_cents(amount: str | int | Decimal, cents: int) -> None:
    assert parse_cents(amount) == cents


@pytest.mark.parametrize(
    "amount",
    [
        *(
            "",
            "abc",
            "-5",
            "1.234",
            "12,00",
            "1,2345",
            "1 200",
            "$",
            "1e9",
            "NaN",
            "٣",
            "9" * 5000,
            ".5",
            "1.",
        ),
        *("1\n2", -1, 10**12 + 1, True, Decimal("0.001"), Decimal("NaN"), Decimal("Infinity"), Decimal(-1)),
        *(Decimal("1E+999999"), Decimal("1E-999999"), Decimal("1e12") + 1),
    ],
)
def test_anything_else_is_refused_with_an_example(amount: str | int | Decimal) -> None:
    with pytest.raises(MoneyError, match=r"write an amount such as") as caught:
        parse_cents(amount)
    assert len(str(caught.value)) < 200


def test_a_number_too_long_to_print_is_refused() -> None:
    with pytest.raises(MoneyError, match=r"^the amount is out of range"):
        parse_cents(10**5000)


def test_a_float_is_refused() -> None:
    with pytest.raises(MoneyError, match=r"float is not an amount"):
        parse_cents(0.1)  # type: ignore[arg-type]  # what a careless caller does


@pytest.mark.parametrize(
    ("cents", "text"), [(0, "$0.00"), (5, "$0.05"), (120_050, "$1,200.50"), (-120_050, "-$1,200.50")]
)
def test_cents_are_written_with_separators(cents: int, text: str) -> None:
    assert format_cents(cents) == text


def test_two_amounts_are_a_span_and_equal_ones_are_one() -> None:
    assert (format_span(95_000, 190_000), format_span(5, 5)) == ("$950.00 to $1,900.00", "$0.05")


def test_another_currency_may_be_named() -> None:
    assert format_cents(100, symbol="€") == "€1.00"


@pytest.mark.parametrize(
    ("exact", "rounded"),
    [("1/2", 1), ("-1/2", -1), ("3/2", 2), ("5/2", 3), ("2499999/1000000", 2), ("0", 0), ("-7/3", -2)],
)
def test_halves_go_away_from_zero(exact: str, rounded: int) -> None:
    assert round_half_up(Fraction(exact)) == rounded


@given(st.integers(0, 10**14))
def test_what_is_written_can_be_read_again(cents: int) -> None:
    assert parse_cents(format_cents(cents)) == cents
