"""Service credits: what a contract owes for downtime, what is goodwill, and who may approve it.

Every decision is taken on exact fractions and only the shown values are rounded: 36 hours of a 30-day month
are exactly 95.0000 % and stay in the ">= 95" tier, whatever the number of decimals on the screen.

Source: domain §4.1 (published schedules), §4.2 (formulae), §4.3 (approval matrix).
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from simulator.money import round_half_up
from simulator.scenario.base import Cents, Id, Strict, Text

MINUTES_PER_DAY = 1440
HOLD = "hold"
"""The approver of anything that is offered while the cause is unverified or the investigation privileged."""

Share = Annotated[Decimal, Field(ge=0, le=100, max_digits=9, decimal_places=6)]
"""A percentage from 0 to 100."""
Multiple = Annotated[Decimal, Field(ge=0, le=10_000, max_digits=11, decimal_places=6)]
"""A percentage of a monthly fee that may exceed 100."""


class SlaTier(Strict):
    """One step of a schedule: below this uptime, this much credit."""

    below_pct: Share
    """The tier applies when the exact uptime is smaller than this."""
    credit_pct: Share
    """Credit as a percentage of the monthly fee of the affected product."""


class SlaSchedule(Strict):
    """What a contract promises and what it owes when the promise is missed."""

    id: Id
    version: Annotated[int, Field(ge=1)]
    source: Text
    """Where the schedule comes from, so that a reader can check it."""
    tiers: Annotated[tuple[SlaTier, ...], Field(min_length=1, max_length=12)]
    """From the highest uptime to the lowest; the last tier that applies counts."""
    down_minute_rule: Text
    """The contract's definition of a down minute, in words."""
    error_share_pct: Share | None = None
    """A minute is down when more than this share of the account's covered requests fail."""
    exclusions: Annotated[tuple[Text, ...], Field(max_length=20)] = ()
    """What is never a down minute, e.g. announced maintenance."""
    cap_pct: Share = Decimal(100)
    """Most credit in one month, as a percentage of the monthly fee."""
    minimum_credit: Cents = 0
    """Credits below this are not issued; held in cents."""
    month: Literal["calendar", "30-day"] = "calendar"
    """Length of the month: the UTC calendar month, or 30 days always."""

    @model_validator(mode="after")
    def _check_order(self) -> Self:
        for higher, lower in zip(self.tiers, self.tiers[1:], strict=False):
            if lower.below_pct >= higher.below_pct:
                raise ValueError(f"tiers must fall: below {lower.below_pct} comes after below {higher.below_pct}")
            if lower.credit_pct <= higher.credit_pct:
                raise ValueError(f"credits must rise: {lower.credit_pct} comes after {higher.credit_pct}")
        return self

    def month_minutes(self, year: int, month: int) -> int:
        """Count the minutes of a month by this contract's rule."""
        days = 30 if self.month == "30-day" else calendar.monthrange(year, month)[1]
        return days * MINUTES_PER_DAY

    def tier_for(self, uptime: Fraction) -> SlaTier | None:
        """Find the tier of an exact uptime in percent; None when the promise was kept."""
        reached = [tier for tier in self.tiers if uptime < Fraction(tier.below_pct)]
        return reached[-1] if reached else None


@dataclass(frozen=True, slots=True)
class CreditQuote:
    """A calculated credit with everything that is needed to calculate it again."""

    schedule: str
    """Id of the schedule."""
    version: int
    """Version of the schedule."""
    monthly_fee_cents: int
    down_minutes: int
    month_minutes: int
    uptime_pct: Decimal
    """For reading, half-up to four decimals; the tier was chosen on the exact value."""
    tier: SlaTier | None
    """None when the promise was kept."""
    credit_cents: int
    capped: bool
    """True when the cap of the contract made the credit smaller."""


def uptime_exact(down_minutes: int, month_minutes: int) -> Fraction:
    """Calculate the uptime of a month in percent, exactly.

    Raises:
        ValueError: The down minutes are negative or more than the month has.
    """
    if not 0 <= down_minutes <= month_minutes or month_minutes == 0:
        raise ValueError(f"down minutes from 0 to the {month_minutes} of the month, not {down_minutes}")
    return Fraction(100 * (month_minutes - down_minutes), month_minutes)


def uptime_pct(down_minutes: int, month_minutes: int) -> Decimal:
    """Show the uptime of a month in percent, half-up to four decimals; to compare, take `uptime_exact`."""
    return Decimal(round_half_up(uptime_exact(down_minutes, month_minutes) * 10_000)).scaleb(-4)


def contractual_credit(
    schedule: SlaSchedule, monthly_fee_cents: int, down_minutes: int, *, year: int, month: int
) -> CreditQuote:
    """Calculate what the contract owes for one month, half-up to the cent.

    Args:
        schedule: The account's schedule.
        monthly_fee_cents: Monthly fee of the affected product.
        down_minutes: Down minutes by the schedule's definition, exclusions taken off.
        year: Year of the month, in UTC.
        month: Month of the year, 1 to 12.
    """
    if monthly_fee_cents < 0:
        raise ValueError("a monthly fee that is not negative")
    month_minutes = schedule.month_minutes(year, month)
    tier = schedule.tier_for(uptime_exact(down_minutes, month_minutes))
    owed_pct = tier.credit_pct if tier else Decimal(0)
    credit_cents = round_half_up(Fraction(min(owed_pct, schedule.cap_pct)) * monthly_fee_cents / 100)
    return CreditQuote(
        schedule=schedule.id,
        version=schedule.version,
        monthly_fee_cents=monthly_fee_cents,
        down_minutes=down_minutes,
        month_minutes=month_minutes,
        uptime_pct=uptime_pct(down_minutes, month_minutes),
        tier=tier,
        credit_cents=credit_cents if credit_cents >= schedule.minimum_credit else 0,
        capped=owed_pct > schedule.cap_pct,
    )


class ApprovalRule(Strict):
    """One line of the approval matrix; without a limit it takes all that is left."""

    kind: Id
    """What is offered: `sla_credit`, `goodwill`, `term_extension`, `cash_refund`, `terms`."""
    within_pct: Multiple | None = None
    """Up to this percentage of the account's monthly fee."""
    within: Cents | None = None
    """Up to this amount; held in cents."""
    within_days: Annotated[int, Field(ge=0, le=3660)] | None = None
    """Up to this many days of extension."""
    limits: Literal["all", "any"] = "all"
    """Whether an offer must keep all the limits or just one."""
    approver: Id
    """Title of the approver, e.g. `vp_cs`."""

    @property
    def is_open(self) -> bool:
        """True when the rule has no limit."""
        return self.within_pct is None and self.within is None and self.within_days is None

    def covers(self, amount_cents: int, monthly_fee_cents: int, days: int) -> bool:
        """Tell whether an offer lies within the limits, each end included."""
        kept: list[bool] = []
        if self.within_pct is not None:
            kept.append(amount_cents * 100 <= Fraction(self.within_pct) * monthly_fee_cents)
        if self.within is not None:
            kept.append(amount_cents <= self.within)
        if self.within_days is not None:
            kept.append(days <= self.within_days)
        return not kept or (all(kept) if self.limits == "all" else any(kept))


class ApprovalMatrix(Strict):
    """Who may approve which offer."""

    id: Id
    version: Annotated[int, Field(ge=1)]
    source: Text
    rules: Annotated[tuple[ApprovalRule, ...], Field(min_length=1, max_length=60)]
    """Tried in order; the first of its kind that covers the offer names the approver."""

    @model_validator(mode="after")
    def _check_ends(self) -> Self:
        for kind in {rule.kind for rule in self.rules}:
            of_kind = [rule.is_open for rule in self.rules if rule.kind == kind]
            if not of_kind[-1] or any(of_kind[:-1]):
                raise ValueError(f"the last rule of '{kind}', and no other, must be without a limit")
        return self

    def approver_for(
        self, kind: str, amount_cents: int, monthly_fee_cents: int, *, days: int = 0, held: bool = False
    ) -> str:
        """Name the title that may approve an offer.

        Args:
            kind: What is offered.
            amount_cents: Size of the offer.
            monthly_fee_cents: The account's monthly fee.
            days: Length of an extension.
            held: The cause is unverified or the investigation privileged: nobody may approve yet.

        Raises:
            ValueError: No rule is of this kind.
        """
        if held:
            return HOLD
        for rule in self.rules:
            if rule.kind == kind and rule.covers(amount_cents, monthly_fee_cents, days):
                return rule.approver
        known = ", ".join(sorted({rule.kind for rule in self.rules}))
        raise ValueError(f"one of {known}, not '{kind}'")
