"""C3: a timed next update in every post that is not the last."""

from __future__ import annotations

from scoring.duty import Context, utc, watched_s
from scoring.judgement import Judgement, Quote, counted, ending, line_up, lines_of, percent, share
from scoring.posts import Post, external
from scoring.record import Record
from simulator.clock import spell

_VAGUE = ("vague", "vague_promise", "no_time")


def judge(record: Record, context: Context) -> Judgement:
    """Judge the share of external, non-final posts that name a time within the cadence, while there is one to keep."""
    full, zero = context.full_permille, context.zero_permille
    target = f"every post names a time within {spell(context.cadence_s)}; nothing at {percent(zero)}"
    posts = [post for post in external(record) if not post.event.final and not is_afterwards(record, context, post)]
    finals = sum(post.event.final for post in external(record))
    if not posts:
        return Judgement(0, target, "no external update", "A cadence was due and none was promised.",
                         advice="End the first update with “Next update by HH:MM UTC”.")  # fmt: skip
    untimed = [post for post in posts if not is_timed(record, context, post)]
    value = line_up(share(len(posts) - len(untimed), len(posts)), zero, full)
    return Judgement(
        value,
        target,
        f"{len(posts) - len(untimed)} of {counted(len(posts), 'post')}"
        + (f", {counted(finals, 'final one')} left out" if finals else ""),
        "A time further away than the cadence, or in the past, is no time; a repeat without news does not count.",
        lines_of(post.n for post in (untimed or posts)),
        ""
        if not untimed
        else f"End each post that has news with a time: “Next update by "
        f"{utc(record, untimed[0].at_s + context.cadence_s)}.”",
        tuple(_quote(record, context, post) for post in untimed[:3]),
    )


def is_afterwards(record: Record, context: Context, post: Post) -> bool:
    """True for a post without a next update when the watch was over: a word on a contract then owes none."""
    owes = post.event.final or post.reading.next_update_utc_s is not None
    return not owes and post.at_s > watched_s(record, context)


def is_timed(record: Record, context: Context, post: Post) -> bool:
    """True when a post says something and names its next update within the cadence, grace included."""
    return not _gap(record, context, post)


def _gap(record: Record, context: Context, post: Post) -> str:
    """Why a post has no timed next update; empty when it has one."""
    due_utc_s = post.reading.next_update_utc_s
    if due_utc_s is None:
        return "no timed next update"
    if not post.counts:
        return post.emptiness
    wait_s = due_utc_s - record.start_utc_s - post.at_s
    if wait_s <= 0:
        return "the time named had passed"
    allowed = wait_s <= context.cadence_s + context.runbook.promise_grace_s
    return "" if allowed else f"the time named is further away than {spell(context.cadence_s)}"


def _quote(record: Record, context: Context, post: Post) -> Quote:
    """The words that promise, or the end of the post, with why they count for nothing."""
    gap, due = _gap(record, context, post), f"Next update by {utc(record, post.at_s + context.cadence_s)}."
    timed = post.reading.next_update_utc_s is not None
    findings = () if timed else post.reading.findings
    vague = next((found for found in findings if found.feature in _VAGUE or found.rule in _VAGUE), None)
    better = due if post.counts or not timed else f"Name what changed or what was ruled out, then: {due}"
    return Quote(vague.quote if vague else ending(post.event.text), gap, better, post.n)
