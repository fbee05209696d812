"""C3: a timed next update in every post that is not the last."""

from __future__ import annotations

from scoring.duty import Context, utc
from scoring.judgement import FULL, Judgement, Quote, first_lines, line_up, percent, share
from scoring.posts import Post, external
from scoring.record import Record
from simulator.clock import spell

_VAGUE = ("vague", "vague_promise", "no_time")


def judge(record: Record, context: Context) -> Judgement:
    """Judge the share of external, non-final posts that name a time within the cadence."""
    full, zero = context.spec.full_permille or FULL, context.spec.zero_permille or 0
    target = f"every post names a time within {spell(context.cadence_s)}; nothing at {percent(zero)}"
    posts = [post for post in external(record) if not post.event.final]
    if not posts:
        return Judgement(0, target, "no external update", "A cadence was due and none was promised.",
                         advice="End the first update with “Next update by HH:MM UTC”.")  # fmt: skip
    untimed = [post for post in posts if not is_timed(record, context, post)]
    value = line_up(share(len(posts) - len(untimed), len(posts)), zero, full)
    return Judgement(
        value,
        target,
        f"{len(posts) - len(untimed)} of {len(posts)} posts",
        "A time further away than the cadence, or in the past, is no time; a repeat without news does not count.",
        first_lines(post.n for post in (untimed or posts)),
        ""
        if not untimed
        else f"End it with a time: “Next update by {utc(record, untimed[0].at_s + context.cadence_s)}.”",
        tuple(_quote(record, context, post) for post in untimed[:3]),
    )


def is_timed(record: Record, context: Context, post: Post) -> bool:
    """True when a post says something and names its next update within the cadence, grace included."""
    due_utc_s = post.reading.next_update_utc_s
    if due_utc_s is None or not post.counts:
        return False
    wait_s = due_utc_s - record.start_utc_s - post.at_s
    return 0 < wait_s <= context.cadence_s + context.runbook.promise_grace_s


def _quote(record: Record, context: Context, post: Post) -> Quote:
    vague = next((found for found in post.reading.findings if found.feature in _VAGUE or found.rule in _VAGUE), None)
    words = vague.quote if vague else post.event.text.strip()[-80:]
    due = utc(record, post.at_s + context.cadence_s)
    return Quote(words, "no timed next update", f"Next update by {due}.", post.n)
