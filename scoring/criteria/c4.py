"""C4: promises kept: updates, calls, repair times and the written explanation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from scoring.duty import Context, utc
from scoring.heard import Heard, first_news, heard
from scoring.judgement import FULL, Judgement, Quote, excerpt, line_up, lines_of, percent, share
from scoring.record import PromiseSeen, Record, kept
from simulator import events as e
from simulator.clock import DAY_S, stamp
from simulator.vocabulary import Channel


def judge(record: Record, context: Context) -> Judgement:
    """Judge the share of promises that fell due and were kept."""
    full, zero = context.spec.full_permille or FULL, context.spec.zero_permille or 0
    target = (
        f"every promised time kept, {context.runbook.promise_grace_s // 60} min of grace; nothing at {percent(zero)}"
    )
    if not any(promise.made.event.what == "update" for promise in record.promises):
        return Judgement(0, target, "no timed promise", "Who promises nothing keeps nothing.",
                         advice="Promise the next update with a clock time, and keep it.")  # fmt: skip
    fates = [(promise, fate(record, context, promise)) for promise in record.promises]
    settled = [promise for promise, found in fates if found.state != "open"]
    missed = [(promise, found) for promise, found in fates if found.state == "broken"]
    value = line_up(share(len(settled) - len(missed), len(settled)), zero, full) if settled else 0
    return Judgement(
        value,
        target,
        f"{len(settled) - len(missed)} of {len(settled)} kept",
        "A promised update further away than the cadence falls due at the cadence. What one customer was promised is "
        "kept by a message to them, or by a post on the status page in the last half of the time that was promised; an "
        "empty post keeps nothing.",
        lines_of((promise.made.n for promise, _ in missed) if missed else (one.made.n for one in settled)),
        "" if not missed else _advice(record, missed[0][0]),
        tuple(quote for promise, found in missed[:3] if (quote := _quote(record, promise, found)) is not None),
    )


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
    said = f"{_NAMES.get(made.what, made.what)} promised for {due}"
    empty = _empty_keeper(record, promise)
    keeper = _keeper(record, promise, due_s) or (promise.kept if empty is None else None)
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
    """When a promise falls due: news for customers no later than the cadence."""
    made = promise.made.event
    if made.what == "update" and made.channel != Channel.HOLDING_LINE:
        return min(made.due_s, promise.made.at_s + context.cadence_s)
    return made.due_s


@kept
def _heard(record: Record) -> tuple[Heard, ...]:
    """Everything that the judged person sent to those who may have been promised news."""
    sent = (*record.mine(e.UpdatePosted), *record.mine(e.Replied), *record.mine(e.CustomerAcknowledged))
    return heard(sent, record.companies, {name: one.event.account for name, one in record.messages.items()})


def _keeper(record: Record, promise: PromiseSeen, due_s: int) -> Heard | None:
    """The news of the judged person that keeps a promise of news; a promise that the ledger saw break stays broken."""
    made = promise.made
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
_NAMES = {"fix": "repair", "rfo": "written explanation"}
"""What was promised, as the ledger and people call it."""
