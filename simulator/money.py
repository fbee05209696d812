"""Money as whole cents: read from people and files, written for screens and reports. No floats."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

MAX_CENTS = 10**14
"""Largest amount, a trillion units: anything above is a slip of the keyboard."""

_AMOUNT = re.compile(r"(?:[$€£] ?)?(\d{1,3}(?:,\d{3})+|\d{1,13})(?:\.(\d{1,2}))?", re.ASCII)


class MoneyError(ValueError):
    """Something that is not an amount of money."""

    hint: str
    """What an amount looks like."""

    def __init__(self, problem: str) -> None:
        """Say what is wrong and what an amount looks like."""
        self.hint = "write an amount such as 1200, 1,200.50 or $1,200.50"
        super().__init__(f"{problem}; {self.hint}")


def parse_cents(amount: str | int | Decimal) -> int:
    """Read an amount in whole units (dollars) as cents; nothing is ever rounded.

    Args:
        amount: `1200`, `Decimal("1200.5")`, `"1,200.50"` or `"$1,200.50"`, not negative.

    Raises:
        MoneyError: The text is no amount, has fractions of a cent, or is out of range.
    """
    if isinstance(amount, str):
        match = _AMOUNT.fullmatch(amount.strip())
        if match is None:
            raise MoneyError(f"{amount[:40]!r} is not an amount of money")
        cents = Fraction(int(match[1].replace(",", "")) * 100 + int((match[2] or "0").ljust(2, "0")))
    elif isinstance(amount, bool) or not isinstance(amount, int | Decimal):
        raise MoneyError(f"{type(amount).__name__} is not an amount of money")
    elif isinstance(amount, Decimal) and not (amount.is_finite() and amount.adjusted() < len(str(MAX_CENTS))):
        raise MoneyError(f"{amount} is out of range")
    else:
        cents = _exact_cents(amount)
    if cents.denominator != 1:
        raise MoneyError(f"{amount} has fractions of a cent")
    if not 0 <= cents <= MAX_CENTS:
        raise MoneyError(f"{_short(amount)} is out of range")
    return int(cents)


def format_cents(cents: int, *, symbol: str = "$") -> str:
    """Write cents as an amount with thousands separators: `$1,200.50`."""
    units, rest = divmod(abs(cents), 100)
    return f"{'-' if cents < 0 else ''}{symbol}{units:,}.{rest:02d}"


def format_span(least: int, most: int) -> str:
    """Write a range between two amounts: `$950.00 to $1,900.00`, or one amount when they are equal."""
    return format_cents(least) if least == most else f"{format_cents(least)} to {format_cents(most)}"


def round_half_up(exact: Fraction) -> int:
    """Round to a whole number, halves away from zero, as invoices do."""
    magnitude = (2 * abs(exact.numerator) + exact.denominator) // (2 * exact.denominator)
    return magnitude if exact >= 0 else -magnitude


def _exact_cents(amount: int | Decimal) -> Fraction:
    if isinstance(amount, int):
        return Fraction(amount * 100)
    exponent = amount.as_tuple().exponent
    if isinstance(exponent, int) and exponent < -len(str(MAX_CENTS)):
        raise MoneyError("the amount has fractions of a cent")
    return Fraction(amount) * 100


def _short(amount: str | int | Decimal) -> str:
    return "the amount" if isinstance(amount, int) else str(amount)
