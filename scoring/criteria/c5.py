"""C5: what the updates say: four slots, on anchors from 0 to 3."""

from __future__ import annotations

from scoring.criteria.c1 import opening
from scoring.duty import Context
from scoring.judgement import FULL, Judgement, Quote, first_lines, line_up, mean
from scoring.posts import Post, external
from scoring.record import Record

_SLOTS = {
    "acknowledges": "acknowledgement",
    "states_impact": "impact",
    "states_action": "action",
    "next_update": "next update",
}


def judge(record: Record, context: Context) -> Judgement:
    """Judge the mean anchor of the external posts; a post without news is a 0."""
    full, zero = context.number("full_milli"), context.number("zero_milli")
    target = f"mean of {full / 1000:.1f} of 3; nothing at {zero / 1000:.1f}"
    posts = external(record)
    if not posts:
        return Judgement(0, target, "no external update", "Updates were due and are missing.",
                         advice=f"Say it in four slots: “{opening(record, context)}”")  # fmt: skip
    anchors = [anchor(post) * 1_000 for post in posts]
    value = line_up(mean(anchors), zero, full)
    weak = sorted((post for post in posts if anchor(post) < 3), key=lambda post: (anchor(post), post.n))
    return Judgement(
        value,
        target,
        f"mean {mean(anchors) / 1000:.1f} over {len(posts)} posts",
        "0 nothing said, 1 generic, 2 four slots and a time, 3 with new verified facts or a clear next step.",
        first_lines(post.n for post in (weak or posts)),
        "" if value == FULL else f"Four slots with this drill's facts: “{opening(record, context)}”",
        tuple(_quote(post) for post in weak[:3]) if value < FULL else (),
    )


def anchor(post: Post) -> int:
    """The reader's anchor; 0 for a post without news."""
    return post.reading.anchor if post.counts else 0


def _quote(post: Post) -> Quote:
    missing = [word for name, word in _SLOTS.items() if not post.reading.features.get(name)]
    rule = "repeats the post before it" if post.repeats else f"missing: {', '.join(missing) or 'anything new'}"
    return Quote(
        post.event.text.strip()[:100],
        rule,
        "Fill the slot, or say what was ruled out since the last post.",
        post.n,
    )
