"""C4: promises kept: updates, calls, repair times and the written explanation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from scoring.duty import Context, utc
from scoring.explained import explanation
from scoring.heard import Heard, first_news, heard, news_due_s, on_call
from scoring.judgement import FULL, Judgement, Quote, excerpt, line_up, lines_of, percent, share
from scoring.record import PromiseSeen, Record, Seen, kept
from simulator import events as e
from simulator.clock import DAY_S, stamp
from simulator.states import told_alone
from simulator.vocabulary import promised

SAME_S = 300
"""Promises of the same to the same readers within five minutes are one. Engineering judgement."""
_HEARD = (e.UpdatePosted, e.Replied, e.CustomerAcknowledged, e.CreditGranted, e.ConfirmationAsked)


def judge(record: Record, context: Context) -> Judgement:
    """Judge the share of promises that fell due and were kept."""
    full, zero = context.spec.full_permille or FULL, context.spec.zero_permille or 0
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
        "" if not missed else _advice(record, missed[0][0]),
        tuple(quote for promise, found in missed[:3] if (quote := _quote(record, promise, found)) is not None),
        is_harm=any(_is_harm(promise) for promise, _ in missed),
    )


def _is_harm(promise: PromiseSeen) -> bool:
    """True for a customer who waited in vain; a repair of what is not broken is none that anybody waits for."""
    made = promise.made.event
    return promise.broken is not None and made.account != "inside" and made.what != "fix"


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


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of a promise."""

    state: Literal["kept", "broken", "open"]
    """`open`: it had not fallen due by the end."""
    why: str
    """The times that decided it, in words."""


def fate(record: Record, context: Context, promise: PromiseSeen) -> Fate:
    """Say what became of a promise; the criterion and the report's table both ask here."""
    made, grace_s = promise.made.event, context.runbook.promise_grace_s
    due_s = _due_s(context, promise)
    due = _when(record, due_s) + (", at the cadence" if due_s < made.due_s else "")
    said = f"{promised(made.what)} promised for {due}"
    empty = _empty_keeper(record, promise)
    keeper = _keeper(record, promise, due_s)
    if keeper is None and made.what != "rfo" and empty is None:
        keeper = promise.kept
    if keeper is not None:
        at = _when(record, keeper.at_s)
        if made.what == "call" or keeper.at_s <= due_s + grace_s:
            return Fate("kept", f"{said}, kept {at}")
        return Fate("broken", f"{said}, came {at}")
    if empty is not None:
        said += f"; the post of {_when(record, empty.at_s)} {empty.emptiness}"
    if promise.broken is not None or due_s + grace_s < record.end_s:
        return Fate("broken", f"{said}, {'no news' if empty else 'nothing'} by {_when(record, due_s + grace_s)}")
    return Fate("open", f"{said}, not due by the end")


def _when(record: Record, at_s: int) -> str:
    """A moment as a clock time, with its date when that is another day than the drill began on."""
    days = (record.start_utc_s + at_s) // DAY_S - record.start_utc_s // DAY_S
    date = f" on {stamp(record.start_utc_s + at_s)[:10]}" if days else ""
    return f"{utc(record, at_s)}{date}"


def _due_s(context: Context, promise: PromiseSeen) -> int:
    made = promise.made.event
    if made.what != "update":
        return made.due_s
    return news_due_s(made.account, made_s=promise.made.at_s, due_s=made.due_s, cadence_s=context.cadence_s)


@kept
def _heard(record: Record) -> tuple[Heard, ...]:
    """Everything that the judged person told those who may have been promised news."""
    sent = sorted((seen for kind in _HEARD for seen in record.mine(kind)), key=lambda seen: seen.n)
    proposals = {seen.event.proposal: seen for seen in record.all(e.CreditProposed)}
    with_whom = {seen.event.call: seen.event.account for seen in record.all(e.CallScheduled)}
    calls = (on_call(seen.n, seen.at_s, with_whom[seen.event.call]) for seen in record.mine(e.CallHeld))
    return heard(
        sent, record.companies, lambda event: told_alone(event, record.messages, proposals, record.people), calls
    )


def _keeper(record: Record, promise: PromiseSeen, due_s: int) -> Heard | Seen[Any] | None:
    """What keeps a promise of news or of an explanation; a promise of news that the ledger saw break stays broken."""
    made = promise.made
    if made.event.what == "rfo":
        return explanation(record, made.event.account, made.n)
    if made.event.what != "update" or promise.broken is not None:
        return None
    return first_news(_heard(record), made.event.account, made_n=made.n, made_s=made.at_s, due_s=due_s)


def _empty_keeper(record: Record, promise: PromiseSeen) -> Heard | None:
    """The post that the ledger takes for the promised news although it says nothing."""
    if promise.kept is None or promise.made.event.what != "update":
        return None
    return next((one for one in _heard(record) if one.n == promise.kept.cause and one.emptiness), None)


def _quote(record: Record, promise: PromiseSeen, found: Fate) -> Quote | None:
    """The words that made a promise, with what became of it; None when the line holds no text."""
    said = record.by_number.get(promise.made.event.said_in)
    text = getattr(said.event, "text", "") if said is not None else ""
    if said is None or not text.strip():
        return None
    spoken = getattr(getattr(said.event, "reading", None), "promises", ())
    due_utc_s = record.start_utc_s + promise.made.event.due_s
    words = next((one.quote for one in spoken if one.due_utc_s == due_utc_s), "")
    return Quote(words or excerpt(text), found.why, _advice(record, promise), said.n)


def _advice(record: Record, promise: PromiseSeen) -> str:
    made = promise.made.event
    who = _WHO.get(made.account) or record.company(made.account)
    by = utc(record, made.due_s)
    if made.what == "fix":
        return f"A repair is not yours to promise: promise {who} news by {by} instead."
    if _empty_keeper(record, promise) is not None:
        return f"By {by}, tell {who} something new: what changed, or what was ruled out."
    return f"Set an alarm: {who} had been promised {_ARTICLE.get(made.what, made.what)} by {by}."


_WHO = {"inside": "your colleagues", "*": "customers"}
_ARTICLE = {"update": "an update", "call": "a call", "rfo": "the written explanation"}
