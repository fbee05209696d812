"""E2: each account got what it is due, to the cent, on the right basis; the others got nothing.

Words that tell of another credit than the approved one cost here and not in E3: what is due is what reaches the
customer, and the yes that E3 asks for was there.
"""

from __future__ import annotations

from scoring.duty import Context
from scoring.judgement import FULL, Judgement, Quote, excerpt, lines_of
from scoring.money import Grant, grants
from scoring.record import Record
from simulator.money import format_cents, format_span
from simulator.scenario.truth import RightCredit


def judge(record: Record, context: Context) -> Judgement:
    """Judge the sum granted to each account against what it is due."""
    due = context.truth.credit
    given: dict[str, list[Grant]] = {}
    found = grants(record)
    for grant in found:
        given.setdefault(grant.account, []).append(grant)
    undue = [account for account in given if account not in due]
    target = "; ".join(f"{record.company(name)} {_range(right)}" for name, right in due.items()) or "nothing is due"
    numbers = lines_of(grant.told.n for told in given.values() for grant in told)
    if not due:
        value = 0 if undue else None
        return Judgement(value, target, _actual(record, given), "No contract and no fault called for money.", numbers,
                         "Offer nothing that nobody is due." if undue else "")  # fmt: skip
    values = [_value(context, right, given.get(name, [])) for name, right in due.items()]
    value = max(0, sum(values) - FULL * len(undue)) // len(due)
    return Judgement(
        value,
        target,
        _actual(record, given),
        "Contractual credits are exact; the rest is taken off. A customer has what the words to them say.",
        numbers,
        "" if value == FULL else f"Calculate it from the contract, and tell them: {target}.",
        _miswordings(found),
    )


def _value(context: Context, right: RightCredit, found: list[Grant]) -> int:
    if not found or any(grant.fault for grant in found):
        return 0
    total = sum(grant.asked.event.amount_cents for grant in found)
    if not right.least <= total <= right.most:
        return 0
    exact = all(grant.asked.event.credit is right.credit for grant in found)
    return FULL if exact else context.number("wrong_kind_permille")


def _range(right: RightCredit) -> str:
    return f"{format_span(right.least, right.most)} as {right.credit.value.replace('_', ' ')}"


def _actual(record: Record, given: dict[str, list[Grant]]) -> str:
    parts = [
        f"{record.company(name)} {format_cents(sum(grant.asked.event.amount_cents for grant in found))}"
        for name, found in given.items()
    ]
    return "; ".join(parts) or "nothing granted"


def _miswordings(found: tuple[Grant, ...]) -> tuple[Quote, ...]:
    """The words of grants that differ from what was approved, each with what to say instead."""
    return tuple(
        Quote(
            grant.quote or excerpt(grant.told.event.text),
            f"told as approved: {grant.fault}",
            f"Tell them of the {format_cents(grant.asked.event.amount_cents)} that was approved, and of nothing else.",
            grant.told.n,
        )
        for grant in found
        if grant.fault
    )
