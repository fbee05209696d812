"""C2: the update cadence was kept: one minus overdue minutes over incident minutes."""

from __future__ import annotations

from itertools import pairwise

from scoring.duty import Context, affected, clock_s, over_s, utc, watched_s
from scoring.judgement import FULL, Judgement, Quote, excerpt, line_up, mean, percent
from scoring.posts import Post, external, reaches
from scoring.record import Record
from simulator.clock import spell


def judge(record: Record, context: Context) -> Judgement:
    """Judge silence, account by account, from the signal to restored plus the monitoring window."""
    full, zero = context.spec.full_permille or FULL, context.spec.zero_permille or 0
    target = f"at most {spell(context.cadence_s)} of silence; nothing at {percent(zero)} in time"
    start_s, end_s = clock_s(record, context), watched_s(record, context)
    posts = [post for post in external(record) if post.counts and start_s <= post.at_s]
    advice = (
        f"Post by {utc(record, start_s + context.cadence_s)} and then every {spell(context.cadence_s)}, "
        "also when nothing has changed: say what was ruled out."
    )
    if not posts:
        return Judgement(0, target, "no external update", "Silence from the first signal on.", advice=advice)
    limits = _limits(record, context)
    accounts = affected(record, context)
    shares = [kept_permille(_moments(posts, account), start_s, end_s, limits) for account in accounts]
    value = line_up(mean(shares), zero, full)
    gaps = _gaps([post.at_s for post in posts], start_s, end_s)
    return Judgement(
        value,
        target,
        f"{percent(mean(shares))} of {spell(end_s - start_s)} in time; longest silence {spell(max(gaps))}",
        "Overdue minutes count for each affected account; a mail reaches those it was sent to, the status page all.",
        tuple(post.n for post in posts)[:12],
        "" if value == FULL else advice,
        () if value == FULL else _late(posts, start_s, context.cadence_s, advice),
        distinction=max(gaps) <= context.number("stretch_min") * 60,
    )


def _limits(record: Record, context: Context) -> tuple[tuple[int, int], ...]:
    """From which second on how much silence is allowed; a narrow incident is watched at a slower pace."""
    limits = [(0, context.cadence_s)]
    if context.is_narrow:
        limits.append((over_s(record, context), context.number("sev2_watch_min") * 60))
    return tuple(limits)


def _late(posts: list[Post], start_s: int, cadence_s: int, advice: str) -> tuple[Quote, ...]:
    """The first posts that came after too long a silence."""
    waits = [after - before for before, after in pairwise([start_s, *(post.at_s for post in posts)])]
    return tuple(
        Quote(excerpt(post.event.text), f"{spell(wait_s)} after the last news", advice, post.n)
        for post, wait_s in zip(posts, waits, strict=True)
        if wait_s > cadence_s
    )[:3]


def _moments(posts: list[Post], account: str) -> list[int]:
    return [post.at_s for post in posts if reaches(post, account)]


def _gaps(moments: list[int], start_s: int, end_s: int) -> list[int]:
    edges = [start_s, *(moment for moment in moments if moment <= end_s), end_s]
    return [after - before for before, after in pairwise(edges)]


def kept_permille(moments: list[int], start_s: int, end_s: int, limits: tuple[tuple[int, int], ...]) -> int:
    """The share of a window in which the last news was no older than allowed.

    Args:
        moments: Seconds of the posts.
        start_s: Start of the window; the silence begins here.
        end_s: End of the window.
        limits: Pairs of a second and the silence allowed from then on.
    """
    if end_s <= start_s:
        return FULL
    overdue_s = 0
    edges = [start_s, *(moment for moment in moments if start_s < moment < end_s), end_s]
    for before, after in pairwise(edges):
        overdue_s += _overdue_s(before, after, limits)
    return FULL - overdue_s * FULL // (end_s - start_s)


def _overdue_s(before: int, after: int, limits: tuple[tuple[int, int], ...]) -> int:
    """The part of one silence that was too long, phase by phase."""
    overdue_s = 0
    ends = [*(limit[0] for limit in limits[1:]), after]
    for (from_s, allowed_s), to_s in zip(limits, ends, strict=True):
        late_from_s = max(from_s, before + allowed_s, before)
        overdue_s += max(0, min(to_s, after) - late_from_s)
    return overdue_s
