"""Field types that every part of a scenario file shares, with the bounds that keep a hostile file harmless."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, WithJsonSchema

from simulator.money import MoneyError, parse_cents


class Strict(BaseModel):
    """Frozen, and unknown keys are errors."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


Id = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_-]{0,39}$")]
"""A name to refer by: small letters, digits, - and _."""
Title = Annotated[str, StringConstraints(min_length=1, max_length=160)]
Text = Annotated[str, StringConstraints(min_length=1, max_length=8_000)]
"""Prose; `{name}` placeholders only."""
Condition = Annotated[str, StringConstraints(min_length=1, max_length=500)]
"""A trigger expression, see `simulator.triggers`."""


def _milli(value: object) -> object:
    """Thousandths of a unit from a whole or decimal number."""
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise ValueError("a number such as 18 or 0.25")
    scaled = Decimal(value) * 1_000
    if scaled != scaled.to_integral_value() or abs(scaled) > 10**12:
        raise ValueError("a number with at most three decimals, below 1,000,000,000")
    return int(scaled)


def _cents(value: object) -> object:
    """Whole cents from an amount such as 4000, 4000.50 or "$4,000.50", as it is typed in a form."""
    if isinstance(value, str):
        try:
            return parse_cents(value)
        except MoneyError:
            raise ValueError("an amount of money such as 4000 or 4000.50") from None
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise ValueError("an amount of money such as 4000 or 4000.50")
    scaled = Decimal(value) * 100
    if scaled != scaled.to_integral_value() or not 0 <= scaled <= 10**14:
        raise ValueError("an amount of money from 0 up, with at most two decimals")
    return int(scaled)


_NUMBER = WithJsonSchema({"type": "number"})
Milli = Annotated[int, BeforeValidator(_milli), _NUMBER]
"""A number with up to three decimals, held in thousandths."""
Cents = Annotated[int, BeforeValidator(_cents), _NUMBER]
"""An amount of money, held in cents."""
Percent = Annotated[int, Field(ge=0, le=100)]
