"""Money: what a contract owes is calculated, approved and then put in writing; nothing is promised before."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from simulator import commands as c
from simulator.bots import picture
from simulator.bots.compose import first_name
from simulator.bots.reply import topics_of
from simulator.bots.room import Room, Wish
from simulator.clock import MINUTE_S, stamp
from simulator.credit import contractual_credit
from simulator.money import format_cents
from simulator.states import Credit
from simulator.vocabulary import CreditKind, IncidentClass, Seat

GOODWILL_PCT = 5
"""Goodwill that the first step of the approval matrix usually covers, in percent of a monthly fee."""


def credits(room: Room) -> Iterator[Wish]:
    """Propose what is due, have it approved, tell the customer."""
    incident = room.incident
    if incident.stood_down_s is not None or (not room.calm and incident.resolved_s is None):
        return
    if incident.mitigated_s is not None:
        for account in room.circle:
            yield from _propose(room, account)
    for credit in incident.credits.values():
        if credit.state == "approved":
            yield Wish(f"grant-{credit.id}", partial(_grant, room, credit), Seat.CS, rank=3)


def _propose(room: Room, account: str) -> Iterator[Wish]:
    if any(credit.event.account == account for credit in room.incident.credits.values()):
        return
    offer = _offer(room, account)
    if offer is None or not room.nerve.judges(f"credit-{account}"):
        return
    if not room.served(f"decide-credit-{account}"):
        yield Wish(f"decide-credit-{account}", lambda: _decision(room, account, offer), rank=3)
        return
    yield Wish(f"credit-{account}", lambda: offer, Seat.CS, rank=3)


def _offer(room: Room, account: str) -> c.ProposeCredit | None:
    """What the contract owes for an outage; goodwill when a customer asks and the contract does not cover the case."""
    file = room.sight.contracts.get(account)
    if file is None or room.sight.approvals is None:
        return None
    if room.incident_class is IncidentClass.AVAILABILITY:
        minutes = max(0, (room.memory.calm_since_s or room.now) - picture.start_s(room)) // MINUTE_S
        year, month = (int(part) for part in stamp(room.sight.start_utc_s)[:7].split("-"))
        if file.schedule is None:
            return None
        quote = contractual_credit(file.schedule, file.monthly_fee_cents, minutes, year=year, month=month)
        if quote.credit_cents <= 0:
            return None
        basis = (
            f"{minutes} down minutes of {quote.month_minutes} give {quote.uptime_pct} %; schedule"
            f" {quote.schedule} owes"
            f" {quote.tier.credit_pct if quote.tier else 0} % of the monthly fee"
        )
        kind, cents = CreditKind.SLA_CREDIT, quote.credit_cents
    else:
        asked = any(
            m.event.account == account and "credit" in topics_of(m)
            for m in room.incident.messages.values()
            if room.is_customer(m)
        )
        if not asked or account not in room.strategic or room.incident_class is IncidentClass.SECURITY:
            return None
        kind, cents = CreditKind.GOODWILL, file.monthly_fee_cents * GOODWILL_PCT // 100
        basis = f"Goodwill, {GOODWILL_PCT} % of the monthly fee: the availability schedule does not cover this case"
    approver = room.sight.approvals.approver_for(kind.value, cents, file.monthly_fee_cents)
    return c.ProposeCredit(account=account, credit=kind, amount_cents=cents, basis=basis, approver=approver)


def _decision(room: Room, account: str, offer: c.ProposeCredit) -> c.Command:
    company = room.incident.accounts[account].name
    amount = format_cents(offer.amount_cents)
    return c.LogDecision(
        question=f"Which credit is due to {company}?",
        options=(f"{offer.credit.value.replace('_', ' ')} of {amount}", "Nothing", "More as a gesture"),
        choice=f"Propose a credit of {amount}",
        why=offer.basis,
        approver=offer.approver,
    )


def _grant(room: Room, credit: Credit) -> c.Command:
    event = credit.event
    text = (
        f"{first_name(room, event.account).capitalize()}, the calculation under your contract is done and"
        f" approved: a credit of {format_cents(event.amount_cents)}. {event.basis}."
        " It appears on your next invoice, and you need not claim it."
    )
    return c.GrantCredit(proposal=credit.id, text=text)


DUTIES = (credits,)
