"""E3: credits are approved before they are promised, by the right tier.

In which words the customer is told of one is E2's alone: one false thing is charged once.
"""

from __future__ import annotations

from scoring.duty import Context
from scoring.judgement import FULL, Judgement, Quote, lines_of, mean
from scoring.money import Grant, Loose, grants, loose_words, stands_higher
from scoring.record import Record

_TARGET = "approved by the right tier before the customer hears of it"
_FIRST_THE_YES = "Propose the credit to the approver, wait for the yes, then tell the customer."


def judge(record: Record, context: Context) -> Judgement:
    """Judge every promise of money, granted or only written; when one was due and none was made, nothing is earned."""
    found, loose = grants(record), loose_words(record)
    if not found and not loose:
        value = 0 if context.truth.credit else None
        return Judgement(value, _TARGET, "nothing promised", "", (), _FIRST_THE_YES if context.truth.credit else "")
    values = [_value(context, grant) for grant in found] + [0 for _ in loose]
    value = mean(values)
    return Judgement(
        value,
        _TARGET,
        f"{sum(part == FULL for part in values)} of {len(values)} promises",
        "A text that promises money before any was approved counts as a promise that failed."
        if loose
        else "A higher tier than needed may approve, for half: it wastes an executive's time.",
        lines_of(
            (
                *(words.n for words in loose),
                *(n for grant in found for n in (grant.told.n, grant.asked.n, grant.decided.n if grant.decided else 0)),
            )
        ),
        "" if value == FULL else _advice(context, found, values, loose),
        tuple(Quote(words.quote, "over promise: money", words.advice, words.n) for words in loose[:8]),
    )


def _advice(context: Context, found: tuple[Grant, ...], values: list[int], loose: tuple[Loose, ...]) -> str:
    """Whose word to wait for."""
    if loose:
        return _FIRST_THE_YES
    worst = found[values.index(min(values))]
    return f"Wait for {context.runbook.approver_titles[_needed(context, worst)]} before you write."


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
