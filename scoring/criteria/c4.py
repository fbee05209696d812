"""C4: promises kept: updates, calls, repair times and the written explanation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from scoring.duty import Context, utc
from scoring.judgement import FULL, Judgement, Quote, excerpt, line_up, lines_of, percent, share
from scoring.posts import Post, external, updates
from scoring.record import PromiseSeen, Record, kept
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
        "A promised update further away than the cadence falls due at the cadence; an empty post keeps nothing.",
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
    if promise.kept is not None:
        at = _when(record, promise.kept.at_s)
        if promise.kept.cause in _empty(record):
            post = next(post for post in _posts(record) if post.n == promise.kept.cause)
            return Fate("broken", f"{said}; the post of {at} {post.emptiness}")
        if made.what == "call" or promise.kept.at_s <= due_s + grace_s:
            return Fate("kept", f"{said}, kept {at}")
        return Fate("broken", f"{said}, came {at}")
    if promise.broken is not None or due_s + grace_s < record.end_s:
        return Fate("broken", f"{said}, nothing by {_when(record, due_s + grace_s)}")
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


def _posts(record: Record) -> tuple[Post, ...]:
    return (*external(record), *updates(record, Channel.HOLDING_LINE))


@kept
def _empty(record: Record) -> frozenset[int]:
    """Numbers of posts that say nothing, which keep no promise."""
    return frozenset(post.n for post in _posts(record) if not post.counts)


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
    if promise.kept is not None and promise.kept.cause in _empty(record):
        return f"By {by}, tell {who} something new: what changed, or what was ruled out."
    return f"Set an alarm: {who} had been promised {_ARTICLE.get(made.what, made.what)} by {by}."


_WHO = {"inside": "your colleagues", "*": "customers"}
_ARTICLE = {"update": "an update", "call": "a call", "rfo": "the written explanation"}
_NAMES = {"fix": "repair", "rfo": "written explanation"}
"""What was promised, as the ledger and people call it."""
