"""C2: the update cadence was kept: one minus overdue minutes over incident minutes."""

from __future__ import annotations

from itertools import pairwise

from scoring.duty import Context, affected, clock_s, over_s, utc, watched_s
from scoring.judgement import FULL, Judgement, Quote, excerpt, line_up, lines_of, mean, percent
from scoring.posts import SAME_PERMILLE, Post, external, reaches
from scoring.record import Record
from simulator.clock import spell


def judge(record: Record, context: Context) -> Judgement:
    """Judge silence, account by account, from the signal to restored plus the monitoring window."""
    full, zero = context.full_permille, context.zero_permille
    target = f"at most {spell(context.cadence_s)} of silence; nothing at {percent(zero)} in time"
    start_s, end_s = clock_s(record, context), watched_s(record, context)
    posts = [post for post in external(record) if post.counts and start_s <= post.at_s]
    advice = (
        f"Post by {utc(record, start_s + context.cadence_s)} and then every {spell(context.cadence_s)}, "
        "also when nothing has changed: name what was ruled out since the last post."
    )
    if not posts:
        return Judgement(0, target, "no external update", "Silence from the first signal on.", advice=advice)
    limits = _limits(record, context)
    accounts = affected(record, context)
    shares = [kept_permille(_moments(posts, account), start_s, end_s, limits) for account in accounts]
    value = line_up(mean(shares), zero, full)
    gaps = _gaps([post.at_s for post in posts], start_s, end_s)
    late = _late(posts, start_s, end_s, context.cadence_s)
    if practise := _only_left(record, posts, end_s, context):
        advice = practise
    return Judgement(
        value,
        target,
        f"{percent(mean(shares))} of {spell(end_s - start_s)}{_after_the_end(record, end_s)} in time; "
        f"longest silence {spell(max(gaps))}",
        "Overdue minutes count for each affected account; a mail reaches those it was sent to, the status page all. "
        f"A post that shares {SAME_PERMILLE // 10} % of its words with the one before is no news, unless it rules out "
        f"something else.{_not_played(record, end_s)}",
        lines_of((post.n for post, _ in late), (post.n for post in posts)),
        "" if value == FULL else advice,
        ()
        if value == FULL
        else tuple(Quote(excerpt(post.event.text), wait, advice, post.n) for post, wait in late[:3]),
        distinction=max(gaps) <= context.span_s("stretch_min"),
        practise=practise,
    )


def _ended_early(record: Record, end_s: int) -> bool:
    """Whether the drill was finished before the watch was over."""
    return record.finished and record.end_s < end_s


def _after_the_end(record: Record, end_s: int) -> str:
    """How much of the time that is judged nobody played; empty when all of it was."""
    return f" ({spell(end_s - record.end_s)} of it after the drill's end)" if _ended_early(record, end_s) else ""


def _only_left(record: Record, posts: list[Post], end_s: int, context: Context) -> str:
    """What to do where no silence was too long but for an end that came too early; empty when some was."""
    played = _gaps([post.at_s for post in posts], clock_s(record, context), record.end_s)
    if not _ended_early(record, end_s) or max(played) > context.cadence_s:
        return ""
    return f"No silence was too long while you played: play on to the scenario's end, {utc(record, end_s)}."


def _not_played(record: Record, end_s: int) -> str:
    """That silence counts on after an end that came before the incident was over; empty when it did not."""
    if not _ended_early(record, end_s):
        return ""
    last, until = utc(record, record.end_s), utc(record, end_s)
    return (
        f" The drill ended at {last}, before the watch was over: whoever leaves keeps customers waiting, so the "
        f"{spell(end_s - record.end_s)} from then to {until} count as silence, though nobody played them."
    )


def _limits(record: Record, context: Context) -> tuple[tuple[int, int], ...]:
    """From which second on how much silence is allowed; a narrow incident is watched at a slower pace."""
    limits = [(0, context.cadence_s)]
    if context.is_narrow:
        limits.append((over_s(record, context), context.span_s("sev2_watch_min")))
    return tuple(limits)


def _late(posts: list[Post], start_s: int, end_s: int, cadence_s: int) -> list[tuple[Post, str]]:
    """The posts that ended too long a silence, each with its length within the time that is judged."""
    found = []
    before, since = start_s, "the first signal"
    for post in posts:
        wait_s = min(post.at_s, end_s) - before
        if wait_s > cadence_s:
            over = "; the watch was over by then" if post.at_s > end_s else ""
            found.append((post, f"no news for {spell(wait_s)} after {since}{over}"))
        before, since = post.at_s, "the last news"
    return found


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
