"""C4: promises kept: updates, calls, repair times and the written explanation."""

from __future__ import annotations

from scoring import heard
from scoring.duty import Context, known_s, utc
from scoring.explained import explanation
from scoring.heard import Fate, Heard, ended, on_call
from scoring.judgement import Judgement, Quote, excerpt, line_up, lines_of, percent, share
from scoring.record import PromiseSeen, Record, kept
from simulator import events as e
from simulator.clock import DAY_S, stamp
from simulator.states import told_alone
from simulator.vocabulary import promised

SAME_S = 300
"""Promises of the same to the same readers within five minutes are one. Engineering judgement."""
_HEARD = (e.UpdatePosted, e.Replied, e.CustomerAcknowledged, e.CreditGranted, e.ConfirmationAsked)


def judge(record: Record, context: Context) -> Judgement:
    """Judge the share of promises that fell due and were kept."""
    full, zero = context.full_permille, context.zero_permille
    target = (
        f"every promised time kept, {context.runbook.promise_grace_s // 60} min of grace; nothing at {percent(zero)}"
    )
    if not any(promise.made.event.what == "update" for promise in record.promises):
        return Judgement(0, target, "no timed promise", "Who promises nothing keeps nothing.",
                         advice="Promise the next update with a clock time, and keep it.")  # fmt: skip
    given = _given(record, context)
    if not given:
        made = lines_of(promise.made.n for promise in record.promises)
        return Judgement(None, target, "no promise had fallen due by the end", "What is open is not broken.", made)
    missed = [(promise, found) for promise, found in given if found.state == "broken"]
    value = line_up(share(len(given) - len(missed), len(given)), zero, full)
    return Judgement(
        value,
        target,
        f"{len(given) - len(missed)} of {len(given)} kept",
        "A promised update further away than the cadence falls due at the cadence. What one customer or colleagues "
        "were promised is kept by a message to them, a credit and a question included, by a call with them, or by a "
        "post on the status page in the last half of the time that was promised; an empty post or acknowledgement "
        "keeps nothing, and one that only promises news adds no promise that was kept. Promises of the same to the "
        "same within five minutes are one; a written explanation is one for customers.",
        lines_of(promise.made.n for promise, _ in missed or given),
        "" if not missed else _advice(record, *missed[0]),
        tuple(quote for promise, found in missed[:3] if (quote := _quote(record, context, promise, found)) is not None),
        is_harm=any(_is_harm(promise) for promise, _ in missed),
    )


def _is_harm(promise: PromiseSeen) -> bool:
    """True for a customer who waited in vain; a repair of what is not broken is none that anybody waits for."""
    made = promise.made.event
    return promise.ledger.state != "kept" and made.account != "inside" and made.what != "fix"


def _given(record: Record, context: Context) -> list[tuple[PromiseSeen, Fate]]:
    """The promises that fell due, each once: of several that say the same in one breath the worst counts.

    A kept promise of an acknowledgement without content counts only where nobody was promised anything else: it would
    else be the cheapest way to wash out broken ones.
    """
    empty = {one.n for one in _heard(record) if one.emptiness and one.is_answer}
    given: list[tuple[PromiseSeen, Fate]] = []
    latest: dict[tuple[str, str], int] = {}
    for promise in record.promises:
        found, made = fate(record, context, promise), promise.made
        if found.state == "open":
            continue
        key = (made.event.what, made.event.account)
        place = latest.get(key)
        if place is None or made.at_s - given[place][0].made.at_s > SAME_S:
            latest[key] = len(given)
            given.append((promise, found))
        elif found.state == "broken":
            given[place] = (promise, found)
    telling = [
        (promise, found)
        for promise, found in given
        if found.state == "broken" or promise.made.event.said_in not in empty
    ]
    return telling or given


def fate(record: Record, context: Context, promise: PromiseSeen) -> Fate:
    """Say what became of a promise; the criterion and the report's table both ask here.

    Whoever ends their own drill breaks what falls due until the scenario's end.
    """
    ledger, grace_s = promise.ledger, context.runbook.promise_grace_s
    now_s = known_s(record, context)
    if ledger.what == "rfo":
        sent = explanation(record, ledger.account, ledger.n)
        return ended(ledger, ledger.due_s, sent.at_s if sent is not None else None, grace_s, now_s)
    return heard.fate(ledger, _heard(record), cadence_s=context.cadence_s, grace_s=grace_s, now_s=now_s)


def why(record: Record, context: Context, promise: PromiseSeen, found: Fate) -> str:
    """The times that decided the fate of a promise, in words."""
    made = promise.made.event
    due = _when(record, found.due_s) + (", at the cadence" if found.due_s < made.due_s else "")
    said = f"{promised(made.what)} promised for {due}"
    if found.at_s is not None:
        return f"{said}, {'kept' if found.state == 'kept' else 'came'} {_when(record, found.at_s)}"
    if found.empty is not None:
        said += f"; the post of {_when(record, found.empty.at_s)} {found.empty.emptiness}"
    if found.state == "broken" and found.due_s + context.runbook.promise_grace_s >= record.end_s:
        return f"{said}, open when you ended the drill"
    if found.state == "broken":
        until = _when(record, found.due_s + context.runbook.promise_grace_s)
        return f"{said}, {'no news' if found.empty else 'nothing'} by {until}"
    return f"{said}, not due by the end"


def _when(record: Record, at_s: int) -> str:
    """A moment as a clock time, with its date when that is another day than the drill began on."""
    days = (record.start_utc_s + at_s) // DAY_S - record.start_utc_s // DAY_S
    date = f" on {stamp(record.start_utc_s + at_s)[:10]}" if days else ""
    return f"{utc(record, at_s)}{date}"


@kept
def _heard(record: Record) -> tuple[Heard, ...]:
    """Everything that the judged person told those who may have been promised news."""
    sent = sorted((seen for kind in _HEARD for seen in record.mine(kind)), key=lambda seen: seen.n)
    with_whom = {seen.event.call: seen.event.account for seen in record.all(e.CallScheduled)}
    calls = (on_call(seen.n, seen.at_s, with_whom[seen.event.call]) for seen in record.mine(e.CallHeld))

    def alone(event: e.AnyEvent) -> str:
        return told_alone(event, record.messages, record.proposals, record.people)

    return heard.heard(sent, record.companies, alone, calls)


def _quote(record: Record, context: Context, promise: PromiseSeen, found: Fate) -> Quote | None:
    """The words that made a promise, with what became of it; None when the line holds no text."""
    said = record.by_number.get(promise.made.event.said_in)
    text = getattr(said.event, "text", "") if said is not None else ""
    if said is None or not text.strip():
        return None
    spoken = getattr(getattr(said.event, "reading", None), "promises", ())
    due_utc_s = record.start_utc_s + promise.made.event.due_s
    words = next((one.quote for one in spoken if one.due_utc_s == due_utc_s), "")
    return Quote(words or excerpt(text), why(record, context, promise, found), _advice(record, promise, found), said.n)


def _advice(record: Record, promise: PromiseSeen, found: Fate) -> str:
    made = promise.made.event
    who = _WHO.get(made.account) or record.company(made.account)
    by = utc(record, made.due_s)
    if made.what == "fix":
        return f"A repair is not yours to promise: promise {who} news by {by} instead."
    if found.empty is not None:
        return f"By {by}, tell {who} something new: what changed, or what was ruled out."
    return f"Set an alarm: {who} had been promised {_ARTICLE.get(made.what, made.what)} by {by}."


_WHO = {"inside": "your colleagues", "*": "customers"}
_ARTICLE = {"update": "an update", "call": "a call", "rfo": "the written explanation"}
