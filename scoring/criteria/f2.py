"""F2: the customer confirmed before the close, of their own free will."""

from __future__ import annotations

from scoring.duty import Context, affected
from scoring.judgement import FULL, Judgement, Quote, excerpt, lines_of, listed, share
from scoring.proof import MOST_ASKED, asked_again, confirmations, empty_questions, pressed
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
    again, empty = asked_again(record), empty_questions(record, record.closed.n if record.closed else None)
    value = value // 2 if again or empty else value  # engineering judgement
    answers = [record.messages[seen.event.message] for seen in found if seen.event.message in record.messages]
    answers.sort(key=lambda seen: seen.event.account not in strategic)  # theirs decide
    records = [*(seen.n for seen in record.mine(e.ConfirmationRecorded)), record.closed.n if record.closed else 0]
    return Judgement(
        value,
        target,
        f"confirmed by {listed((record.company(name) for name in sorted(said_yes)), 'nobody')}",
        "Only a message in which that customer says that it works counts, and no yes under pressure; the same question "
        f"to one customer more than {MOST_ASKED} times, and one that names nothing, halve it.",
        lines_of((seen.n for seen in answers), records, (seen.n for seen in (*again, *empty))),
        "" if value == FULL else _advice(record, strategic or list(accounts)),
        (
            *_pressure(record),
            *(Quote(excerpt(s.event.text), f"{record.company(s.event.account)} says so", "", s.n) for s in answers[:3]),
        ),
    )


def _pressure(record: Record) -> tuple[Quote, ...]:
    """The words that pressed customers, and the questions that were asked too often or about nothing."""
    better = "Ask once whether it works for their people, and leave the answer to them."
    closed_n = record.closed.n if record.closed else None
    words = [(seen.n, told, "a yes under pressure") for seen, told in pressed(record, closed_n)]
    again = [(seen.n, excerpt(seen.event.text), "the same question again") for seen in asked_again(record)[:1]]
    empty = [(seen.n, seen.event.text, "asks about nothing") for seen in empty_questions(record, closed_n)[:1]]
    return tuple(Quote(told, shows, better, n) for n, told, shows in (*words[:3], *again, *empty))


def _advice(record: Record, accounts: list[str]) -> str:
    name = record.company(accounts[0]) if accounts else "the customer"
    return f"Ask {name}: “It has been stable on our side. Does it work for your people?” Record the answer, then close."
