"""Seats, roles, accounts and approvers: whether the people are there whom the runbook asks for."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import UTC, datetime

from scenarios.document import Path
from scenarios.lint.finding import Flaw, Flaws
from scenarios.lint.reach import Reach
from simulator import commands as c
from simulator.credit import CreditQuote, SlaSchedule, contractual_credit
from simulator.money import format_cents
from simulator.placeholder import find_placeholders
from simulator.runbook import Runbook
from simulator.scenario import Scenario, Variant
from simulator.scenario.people import Account
from simulator.scenario.truth import RightCredit
from simulator.vocabulary import CreditKind, Seat


def check_people(s: Scenario, reaches: Mapping[str, Reach], runbook: Runbook) -> Flaws:
    """Every flaw of the cast, the accounts and the approvals."""
    seats = {seat for member in s.cast.values() if member.organisation == "home" for seat in member.seats}
    yield from _criteria(s, runbook)
    yield from _points(s, seats)
    yield from _roles(s, runbook)
    yield from _accounts(s, runbook)
    for name, variant in s.variants.items():
        if not variant.truth.false_alarm:
            yield from _required(s, name, variant, seats, runbook)
            yield from _confirming(s, name, variant)
        yield from _approvers(s, name, variant, seats, runbook)
        for account, due in variant.truth.credit.items():
            yield from _credit(s, name, account, due, runbook)
        yield from _owed(s, name, variant, runbook)


def _criteria(s: Scenario, runbook: Runbook) -> Flaws:
    for name, objective in s.objectives.items():
        if not objective.criteria:
            yield Flaw("unknown-criterion", ("objectives", name), f"the objective '{name}' is tied to no criterion")
        for i, criterion in enumerate(objective.criteria):
            if criterion not in runbook.criteria:
                path = ("objectives", name, "criteria", i)
                yield Flaw("unknown-criterion", path, f"the runbook has no criterion {criterion}")
    for name, variant in s.variants.items():
        for i, criterion in enumerate(variant.not_reached):
            if criterion not in runbook.criteria:
                path = ("variants", name, "not_reached", i)
                yield Flaw("unknown-criterion", path, f"the runbook has no criterion {criterion}")


def _points(s: Scenario, seats: Collection[Seat]) -> Flaws:
    """Criteria that count in a variant though nobody can earn them there."""
    for name, objective in s.objectives.items():
        excused = [set(variant.not_reached) for variant in s.variants.values()]
        if objective.criteria and all(excuse.issuperset(objective.criteria) for excuse in excused):
            what = f"every variant excuses all criteria of the objective '{name}'"
            yield Flaw("points-unreachable", ("objectives", name, "criteria"), what)
    for name, variant in s.variants.items():
        here: Path = ("variants", name)
        for criterion in ("D2", "G1") if not variant.truth.key_moments else ():
            if criterion not in variant.not_reached:
                what = f"there is no key moment that a log or a timeline could hold ({criterion})"
                yield Flaw("points-unreachable", (*here, "truth", "key_moments"), what)
        missing = [seat for seat in (Seat.CS, Seat.SALES) if seat not in seats]
        if missing and "E1" not in variant.not_reached:
            yield Flaw("points-unreachable", ("cast",), f"nobody in the cast can hold the seat '{missing[0]}' (E1)")


def _required(s: Scenario, name: str, variant: Variant, seats: Collection[Seat], runbook: Runbook) -> Flaws:
    wanted = runbook.required_seats[variant.truth.incident_class]
    for seat in wanted:
        if seat is not Seat.IC and seat not in seats:
            what = f"variant '{name}' is of the class {variant.truth.incident_class}, which needs the seat '{seat}'"
            yield Flaw("seat-unfilled", ("cast",), f"{what}; nobody in the cast can hold it")


def _roles(s: Scenario, runbook: Runbook) -> Flaws:
    standing = {seat for seats in runbook.required_seats.values() for seat in seats}
    busy = standing | set(_busy_seats(s))
    named = {name for text in _texts(s) for name, _ in find_placeholders(text)}
    working = {inject.sender for inject in s.injects} | {name.partition(".")[0] for name in named}
    for name, member in s.cast.items():
        if member.organisation != "home":
            continue
        idle = [seat for seat in member.seats if seat not in busy]
        if idle:
            what = f"no inject, task or step of a reference run gives the seat '{idle[0]}' anything to do"
            yield Flaw("role-idle", ("cast", name, "seats"), what)
        elif not (member.seats or member.team or {name, name.replace("-", "_")} & working):
            yield Flaw(
                "role-idle", ("cast", name), f"'{name}' has no seat and no team, sends nothing and is named nowhere"
            )


def _busy_seats(s: Scenario) -> Iterator[Seat]:
    yield from (inject.to for inject in s.injects)
    yield from (task.owner for task in s.tasks.values())
    for variant in s.variants.values():
        for step in variant.reference:
            yield step.seat
            if isinstance(step.command, c.AssignRole | c.HandOver):
                yield step.command.seat


def _texts(s: Scenario) -> Iterator[str]:
    yield s.briefing
    for inject in s.injects:
        yield inject.subject
        yield from (inject.text,) if isinstance(inject.text, str) else inject.text
    for variant in s.variants.values():
        for step in variant.reference:
            for field in step.command.__struct_fields__:
                value = getattr(step.command, field)
                yield from (part for part in (value if isinstance(value, tuple) else (value,)) if isinstance(part, str))


def _accounts(s: Scenario, runbook: Runbook) -> Flaws:
    hit = {account for fault in s.faults.values() for account in fault.impact_pct}
    hit |= {inject.account for inject in s.injects if inject.account}
    hit |= {account for inject in s.injects if inject.effect for account in inject.effect.sentiment}
    for name, account in s.accounts.items():
        if name not in hit:
            yield Flaw("account-idle", ("accounts", name), f"no fault and no inject touches the account '{name}'")
        year_cents = 12 * account.monthly_fee
        if year_cents * 100 > account.arr * 102:  # twelve rounded fees may be a little more
            what = f"twelve fees of '{name}' are {format_cents(year_cents)}, more than its ARR"
            yield Flaw("account-figures", ("accounts", name, "monthly_fee"), what)
        if account.sla != "none" and not account.monthly_fee:
            what = f"'{name}' has a schedule and pays no fee, so every credit is 0"
            yield Flaw("account-figures", ("accounts", name, "monthly_fee"), what)
        if account.sla != "none" and account.sla not in runbook.slas:
            known = ", ".join(["none", *runbook.slas])
            what = f"the runbook has no schedule '{account.sla}' (known: {known})"
            yield Flaw("schedule-unknown", ("accounts", name, "sla"), what)


def _confirming(s: Scenario, name: str, variant: Variant) -> Flaws:
    contacts = {member.organisation for member in s.cast.values()}
    hit = {account for fault in variant.faults for account in s.faults[fault].impact_pct} or set(s.accounts)
    for account in sorted(hit):
        if s.accounts[account].tier == "strategic" and account not in contacts:
            what = f"the strategic account '{account}' has no contact in the cast"
            yield Flaw("nobody-confirms", ("accounts", account), what)
    if hit and not hit & contacts:
        what = f"no account that variant '{name}' touches has a contact in the cast"
        yield Flaw("nobody-confirms", ("accounts",), what)


def _approvers(s: Scenario, name: str, variant: Variant, seats: Collection[Seat], runbook: Runbook) -> Flaws:
    known = {*runbook.approver_titles, *s.cast, *(seat.value for seat in seats), Seat.IC.value}
    for key, decision in variant.truth.decisions.items():
        path = ("variants", name, "truth", "decisions", key, "approvers")
        if not set(decision.approvers) & known:
            yield Flaw("approver-absent", path, f"nobody who may decide '{key}' is there")
        for i, approver in enumerate(decision.approvers):
            if approver not in known and set(decision.approvers) & known:
                yield Flaw("approver-absent", (*path, i), f"there is no seat, person or title '{approver}'")


def _credit(s: Scenario, name: str, account: str, due: RightCredit, runbook: Runbook) -> Flaws:
    here = ("variants", name, "truth", "credit", account)
    spec = s.accounts[account]
    if due.least > due.most:
        yield Flaw("credit-mismatch", (*here, "least"), "the least amount is above the most")
    if due.approver not in runbook.approver_titles:
        known = ", ".join(runbook.approver_titles)
        yield Flaw(
            "approver-absent", (*here, "approver"), f"the runbook has no approver '{due.approver}' (known: {known})"
        )
    elif due.credit is not CreditKind.TERM_EXTENSION:
        needed = runbook.approvals.approver_for(due.credit.value, due.most, spec.monthly_fee)
        if due.approver not in (needed, "hold"):
            what = f"up to {format_cents(due.most)} is for '{needed}' to approve, not for '{due.approver}'"
            yield Flaw("approver-absent", (*here, "approver"), what)
    if due.credit is CreditKind.SLA_CREDIT:
        yield from _contract(s, name, account, spec, due, runbook)


def _contract(s: Scenario, name: str, account: str, spec: Account, due: RightCredit, runbook: Runbook) -> Flaws:
    here = ("variants", name, "truth", "credit", account)
    schedule = runbook.slas.get(spec.sla)
    if schedule is None:
        yield Flaw("credit-mismatch", here, f"a contractual credit, though the account '{account}' has no schedule")
        return
    owed = _quote(s, s.variants[name], spec, schedule)
    if due.least <= due.most and not due.least <= owed.credit_cents <= due.most:
        what = f"{owed.down_minutes} down minutes give {format_cents(owed.credit_cents)} under '{spec.sla}'"
        yield Flaw("credit-mismatch", (*here, "least"), f"{what}, not {format_cents(due.least)}")


def _owed(s: Scenario, name: str, variant: Variant, runbook: Runbook) -> Flaws:
    """Contracts that owe money for this variant's down minutes, though the truth names no such credit."""
    named = {account for account, due in variant.truth.credit.items() if due.credit is CreditKind.SLA_CREDIT}
    for account, spec in s.accounts.items():
        schedule = runbook.slas.get(spec.sla)
        if schedule is None or account in named or not _is_down(s, variant, account, schedule):
            continue
        owed = _quote(s, variant, spec, schedule)
        if owed.credit_cents:
            what = f"{owed.down_minutes} down minutes give '{account}' {format_cents(owed.credit_cents)}"
            what += f" under '{spec.sla}', and `credit` names no sla_credit for it"
            yield Flaw("credit-mismatch", ("variants", name, "truth", "down_minutes"), what)


def _is_down(s: Scenario, variant: Variant, account: str, schedule: SlaSchedule) -> bool:
    """Whether more of the account's work fails here than its contract bears."""
    failing = sum(s.faults[fault].impact_pct.get(account, 0) for fault in variant.faults)
    return failing > (schedule.error_share_pct or 0)


def _quote(s: Scenario, variant: Variant, spec: Account, schedule: SlaSchedule) -> CreditQuote:
    start = datetime.fromtimestamp(s.start_utc_s, UTC)
    down = min(variant.truth.down_minutes, schedule.month_minutes(start.year, start.month))
    return contractual_credit(schedule, spec.monthly_fee, down, year=start.year, month=start.month)
