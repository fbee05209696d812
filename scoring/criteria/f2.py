"""F2: the customer confirmed before the close."""

from __future__ import annotations

from scoring.duty import Context, affected
from scoring.judgement import FULL, Judgement, Quote, excerpt, lines_of, listed, share
from scoring.proof import confirmations
from scoring.record import Record
from simulator import events as e


def judge(record: Record, context: Context) -> Judgement:
    """Judge whether each strategic account (without one: any account) said yes before the record was closed."""
    accounts = affected(record, context)
    strategic = [name for name in accounts if context.scenario.accounts[name].tier == "strategic"]
    target = f"a yes of {listed((record.company(name) for name in strategic), 'a customer')} before the close"
    found = confirmations(record, record.closed.n if record.closed else None)
    said_yes = {seen.event.account for seen in found}
    if not strategic:
        value = FULL if said_yes else 0
    elif said_yes & set(strategic):
        value = share(len(said_yes & set(strategic)), len(strategic))
    else:
        value = context.number("other_account_permille") if said_yes else 0
    answers = [record.messages[seen.event.message] for seen in found if seen.event.message in record.messages]
    answers.sort(key=lambda seen: seen.event.account not in strategic)  # theirs decide
    records = [*(seen.n for seen in record.mine(e.ConfirmationRecorded)), record.closed.n if record.closed else 0]
    return Judgement(
        value,
        target,
        f"confirmed by {listed((record.company(name) for name in sorted(said_yes)), 'nobody')}",
        "Only a message in which that customer says that it works counts.",
        lines_of((seen.n for seen in answers), records),
        "" if value == FULL else _advice(record, strategic or list(accounts)),
        tuple(Quote(excerpt(s.event.text), f"{record.company(s.event.account)} says so", "", s.n) for s in answers[:3]),
    )


def _advice(record: Record, accounts: list[str]) -> str:
    name = record.company(accounts[0]) if accounts else "the customer"
    return f"Ask {name}: “It has been stable on our side. Does it work for your people?” Record the answer, then close."
