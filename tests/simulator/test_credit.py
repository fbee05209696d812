"""Credits: published schedules, worked by hand.

Schedules: AWS EC2 region-level SLA (10 % below 99.99, 30 % below 99.0, 100 % below 95.0); Atlassian Cloud
Premium (99.90; its worked example of 60 minutes in 43,200 is 99.86 % and 10 %); the approval matrix proposed in
the domain notes §4.3.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from simulator.credit import (
    ApprovalMatrix,
    SlaSchedule,
    contractual_credit,
    uptime_exact,
    uptime_pct,
)


def schedule(**changes: Any) -> SlaSchedule:
    """The AWS-like schedule, with changes."""
    return SlaSchedule.model_validate(
        {
            "id": "aws-like",
            "version": 1,
            "source": "AWS EC2 region-level service level agreement",
            "tiers": [
                {"below_pct": Decimal("99.99"), "credit_pct": 10},
                {"below_pct": Decimal("99.0"), "credit_pct": 30},
                {"below_pct": Decimal("95.0"), "credit_pct": 100},
            ],
            "down_minute_rule": "more than 5 % of the account's covered requests fail",
            "error_share_pct": 5,
            **changes,
        }
    )


APRIL, MAY, FEBRUARY, LEAP_FEBRUARY = (2026, 4), (2026, 5), (2026, 2), (2028, 2)


@pytest.mark.parametrize(
    ("down_minutes", "month", "uptime", "credit_cents"),
    [
        pytest.param(0, APRIL, "100.0000", 0, id="no downtime"),
        pytest.param(4, APRIL, "99.9907", 0, id="within the promise"),
        pytest.param(5, APRIL, "99.9884", 40_000, id="first minute beyond the promise"),
        pytest.param(72, APRIL, "99.8333", 40_000, id="db-failover: 72 minutes of 30 days"),
        pytest.param(432, APRIL, "99.0000", 40_000, id="exactly 99 is not below 99"),
        pytest.param(433, APRIL, "98.9977", 120_000, id="one minute more is"),
        pytest.param(2160, APRIL, "95.0000", 120_000, id="integration-failure: 36 h of 30 days is exactly 95"),
        pytest.param(2161, APRIL, "94.9977", 400_000, id="one minute more is below 95"),
        pytest.param(2160, MAY, "95.1613", 120_000, id="36 h of 31 days"),
        pytest.param(2160, FEBRUARY, "94.6429", 400_000, id="36 h of 28 days"),
        pytest.param(2160, LEAP_FEBRUARY, "94.8276", 400_000, id="36 h of 29 days"),
        pytest.param(43_200, APRIL, "0.0000", 400_000, id="down all month"),
    ],
)
def test_the_aws_like_schedule_pays_by_tier(
    down_minutes: int, month: tuple[int, int], uptime: str, credit_cents: int
) -> None:
    quote = contractual_credit(schedule(), 400_000, down_minutes, year=month[0], month=month[1])
    assert (str(quote.uptime_pct), quote.credit_cents) == (uptime, credit_cents)


def test_the_atlassian_example_holds() -> None:
    """60 minutes of 43,200 are 99.86 % and earn 10 % (Atlassian's own worked example)."""
    premium = schedule(tiers=[{"below_pct": Decimal("99.9"), "credit_pct": 10}])
    quote = contractual_credit(premium, 100_000, 60, year=2026, month=4)
    assert round(quote.uptime_pct, 2) == Decimal("99.86")
    assert quote.credit_cents == 10_000


def test_the_quote_repeats_everything_it_was_made_of() -> None:
    quote = contractual_credit(schedule(), 400_000, 72, year=2026, month=4)
    assert (quote.schedule, quote.version, quote.monthly_fee_cents) == ("aws-like", 1, 400_000)
    assert (quote.down_minutes, quote.month_minutes, quote.capped) == (72, 43_200, False)
    assert quote.tier == schedule().tiers[0]


def test_a_thirty_day_month_is_thirty_days_in_every_month() -> None:
    quote = contractual_credit(schedule(month="30-day"), 400_000, 2160, year=2026, month=2)
    assert (quote.month_minutes, str(quote.uptime_pct)) == (43_200, "95.0000")


def test_half_a_cent_is_rounded_up() -> None:
    """10 % of $10.05 is 100.5 cents."""
    assert contractual_credit(schedule(), 1_005, 72, year=2026, month=4).credit_cents == 101
    assert contractual_credit(schedule(), 1_004, 72, year=2026, month=4).credit_cents == 100


def test_the_cap_makes_a_credit_smaller() -> None:
    quote = contractual_credit(schedule(cap_pct=50), 400_000, 43_200, year=2026, month=4)
    assert (quote.credit_cents, quote.capped) == (200_000, True)


def test_a_credit_below_the_minimum_is_not_issued() -> None:
    """AWS issues no credit of a dollar or less."""
    least = schedule(minimum_credit=1)
    assert contractual_credit(least, 990, 72, year=2026, month=4).credit_cents == 0
    assert contractual_credit(least, 1_000, 72, year=2026, month=4).credit_cents == 100


def test_the_boundary_is_decided_on_the_exact_value() -> None:
    """A month of a million minutes shows 95.0000 % one half-minute below 95 % and still falls below."""
    uptime = Fraction(949_999_999, 10_000_000)
    assert round(float(uptime), 4) == 95.0
    assert schedule().tier_for(uptime) == schedule().tiers[2]
    assert schedule().tier_for(Fraction(95)) == schedule().tiers[1]


@pytest.mark.parametrize(("down", "month"), [(-1, 43_200), (43_201, 43_200), (0, 0)])
def test_impossible_downtime_is_refused(down: int, month: int) -> None:
    with pytest.raises(ValueError, match="down minutes from 0"):
        uptime_exact(down, month)


def test_a_negative_fee_is_refused() -> None:
    with pytest.raises(ValueError, match="not negative"):
        contractual_credit(schedule(), -1, 0, year=2026, month=4)


@given(st.integers(0, 43_200), st.integers(0, 43_200), st.integers(0, 10**9))
def test_more_downtime_never_pays_less(one: int, other: int, fee_cents: int) -> None:
    less, more = sorted((one, other))
    credits = [contractual_credit(schedule(), fee_cents, down, year=2026, month=4) for down in (less, more)]
    assert 0 <= credits[0].credit_cents <= credits[1].credit_cents <= fee_cents
    assert uptime_pct(more, 43_200) <= uptime_pct(less, 43_200)


@pytest.mark.parametrize(
    ("tiers", "message"),
    [
        ([(99, 10), (99, 20)], "tiers must fall"),
        ([(95, 10), (99, 20)], "tiers must fall"),
        ([(99, 30), (95, 10)], "credits must rise"),
        ([(101, 10)], "less than or equal to 100"),
        ([], "at least 1 item"),
    ],
)
def test_a_schedule_that_makes_no_sense_is_refused(tiers: list[tuple[int, int]], message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        schedule(tiers=[{"below_pct": below, "credit_pct": credit} for below, credit in tiers])


RULES: list[dict[str, Any]] = [
    {"kind": "sla_credit", "approver": "support_manager"},
    {"kind": "goodwill", "within_pct": 5, "within": 2_500, "limits": "all", "approver": "cs_manager"},
    {"kind": "goodwill", "within_pct": 25, "within": 25_000, "limits": "any", "approver": "vp_cs"},
    {"kind": "goodwill", "approver": "cfo"},
    {"kind": "term_extension", "within_days": 31, "approver": "vp_cs"},
    {"kind": "term_extension", "approver": "cfo"},
    {"kind": "cash_refund", "approver": "cfo"},
    {"kind": "terms", "approver": "legal"},
]


def matrix(rules: list[dict[str, Any]]) -> ApprovalMatrix:
    """The matrix of the domain notes §4.3."""
    return ApprovalMatrix.model_validate({"id": "house", "version": 1, "source": "domain §4.3", "rules": rules})


@pytest.mark.parametrize(
    ("kind", "amount", "fee", "days", "approver"),
    [
        pytest.param("sla_credit", 10**9, 1, 0, "support_manager", id="calculator output has no discretion"),
        pytest.param("goodwill", 20_000, 400_000, 0, "cs_manager", id="5 % of $4,000 and below $2,500"),
        pytest.param("goodwill", 20_001, 400_000, 0, "vp_cs", id="a cent above 5 %"),
        pytest.param("goodwill", 250_000, 10**8, 0, "cs_manager", id="$2,500 and below 5 %"),
        pytest.param("goodwill", 250_001, 10**8, 0, "vp_cs", id="a cent above $2,500"),
        pytest.param("goodwill", 2_500_000, 400_000, 0, "vp_cs", id="above 25 % and still $25,000"),
        pytest.param("goodwill", 2_500_001, 400_000, 0, "cfo", id="a cent above $25,000 and above 25 %"),
        pytest.param("goodwill", 2_500_001, 10**8, 0, "vp_cs", id="above $25,000 and below 25 %"),
        pytest.param("term_extension", 0, 400_000, 31, "vp_cs", id="a month"),
        pytest.param("term_extension", 0, 400_000, 32, "cfo", id="more than a month"),
        pytest.param("cash_refund", 1, 400_000, 0, "cfo", id="any cash refund"),
        pytest.param("terms", 0, 400_000, 0, "legal", id="custom terms"),
    ],
)
def test_the_matrix_names_the_approver(kind: str, amount: int, fee: int, days: int, approver: str) -> None:
    assert matrix(RULES).approver_for(kind, amount, fee, days=days) == approver


def test_everything_is_held_while_the_cause_is_unverified() -> None:
    assert matrix(RULES).approver_for("goodwill", 1, 400_000, held=True) == "hold"


def test_an_unknown_kind_is_refused_with_those_known() -> None:
    with pytest.raises(ValueError, match=r"one of cash_refund, goodwill, sla_credit, .*, not 'gift'"):
        matrix(RULES).approver_for("gift", 1, 1)


@pytest.mark.parametrize("rules", [RULES[1:3], [RULES[3], RULES[1]], [RULES[0], RULES[0]], []])
def test_a_matrix_with_a_gap_is_refused(rules: list[dict[str, Any]]) -> None:
    with pytest.raises(ValidationError, match=r"without a limit|at least 1 item"):
        matrix(rules)
