"""E3: credits are approved before they are promised, by the right tier."""

from __future__ import annotations

from scoring.duty import Context
from scoring.judgement import FULL, Judgement, first_lines, mean
from scoring.money import Grant, grants, stands_higher
from scoring.record import Record


def judge(record: Record, context: Context) -> Judgement:
    """Judge every promise of money; when one was due and none was made, there is nothing to reward."""
    target = "approved by the right tier before the customer hears of it"
    found = grants(record)
    if not found:
        value = 0 if context.truth.credit else None
        advice = (
            "Propose the credit to the approver, wait for the yes, then tell the customer."
            if context.truth.credit
            else ""
        )
        return Judgement(value, target, "nothing promised", "", (), advice)
    values = [_value(context, grant) for grant in found]
    value = mean(values)
    worst = found[values.index(min(values))]
    return Judgement(
        value,
        target,
        f"{sum(part == FULL for part in values)} of {len(values)} promises",
        "A higher tier than needed may approve, for half: it wastes an executive's time.",
        first_lines(
            n for grant in found for n in (grant.told.n, grant.asked.n, grant.decided.n if grant.decided else 0)
        ),
        ""
        if value == FULL
        else f"Wait for {context.runbook.approver_titles[_needed(context, worst)]} before you write.",
    )


def _value(context: Context, grant: Grant) -> int:
    if not grant.told.event.approved or grant.decided is None:
        return 0
    needed, title = _needed(context, grant), grant.asked.event.approver
    if title == needed:
        return FULL
    ranks = tuple(dict.fromkeys(rule.approver for rule in context.runbook.approvals.rules))
    return context.number("higher_tier_permille") if stands_higher(title, needed, ranks) else 0


def _needed(context: Context, grant: Grant) -> str:
    """The approver that the truth names, or that the matrix asks for."""
    right = context.truth.credit.get(grant.account)
    asked = grant.asked.event
    if right is not None and right.credit is asked.credit and right.approver in context.runbook.approver_titles:
        return right.approver
    account = context.scenario.accounts.get(grant.account)
    fee = account.monthly_fee if account else 0
    return context.runbook.approvals.approver_for(asked.credit.value, asked.amount_cents, fee, days=asked.days)
