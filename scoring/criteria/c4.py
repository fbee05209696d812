"""C4: promises kept: updates, calls, repair times and the written explanation."""

from __future__ import annotations

from scoring.duty import Context, utc
from scoring.judgement import FULL, Judgement, first_lines, line_up, percent, share
from scoring.posts import external, updates
from scoring.record import PromiseSeen, Record
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
    empty = frozenset(post.n for post in (*external(record), *updates(record, Channel.HOLDING_LINE)) if not post.counts)
    states = {promise.made.event.promise: outcome(record, context, promise, empty) for promise in record.promises}
    settled = [promise for promise in record.promises if states[promise.made.event.promise] is not None]
    missed = [promise for promise in settled if not states[promise.made.event.promise]]
    value = line_up(share(len(settled) - len(missed), len(settled)), zero, full) if settled else 0
    return Judgement(
        value,
        target,
        f"{len(settled) - len(missed)} of {len(settled)} kept",
        "A promised update further away than the cadence falls due at the cadence; an empty post keeps nothing.",
        first_lines(promise.made.n for promise in (missed or settled)),
        "" if not missed else _advice(record, missed[0]),
    )


def outcome(record: Record, context: Context, promise: PromiseSeen, empty: frozenset[int]) -> bool | None:
    """Whether a promise was kept; None when it had not fallen due by the end.

    Args:
        record: The journal.
        context: Supplies cadence and grace.
        promise: One line of the ledger.
        empty: Numbers of posts that say nothing, which keep no promise.
    """
    made, due_s = promise.made, promise.made.event.due_s
    if made.event.what == "update" and made.event.channel != Channel.HOLDING_LINE:
        due_s = min(due_s, made.at_s + context.cadence_s)
    grace_s = context.runbook.promise_grace_s
    if promise.kept is not None and promise.kept.cause not in empty:
        return made.event.what == "call" or promise.kept.at_s <= due_s + grace_s
    if promise.broken is not None or promise.kept is not None:
        return False
    return False if due_s + grace_s < record.end_s else None


def _advice(record: Record, promise: PromiseSeen) -> str:
    made = promise.made.event
    who = (
        "your colleagues"
        if made.account == "inside"
        else "customers"
        if made.account == "*"
        else record.company(made.account)
    )
    return f"Set an alarm: {who} had been promised {_ARTICLE.get(made.what, made.what)} by {utc(record, made.due_s)}."


_ARTICLE = {"update": "an update", "fix": "a repair", "call": "a call", "rfo": "the written explanation"}
