"""C5: what the updates say: four slots, on anchors from 0 to 3."""

from __future__ import annotations

from scoring.claims import FalseClaim, false_claims
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
    false = {one.said.n: one for one in false_claims(record, context)}
    levels = {post.n: 0 if post.n in false else anchor(post) for post in posts}
    anchors = [level * 1_000 for level in levels.values()]
    value = line_up(mean(anchors), zero, full)
    weak = sorted((post for post in posts if levels[post.n] < 3), key=lambda post: (levels[post.n], post.n))
    return Judgement(
        value,
        target,
        f"mean {mean(anchors) / 1000:.1f} over {len(posts)} posts",
        "0 nothing or something false, 1 generic, 2 four slots and a time, 3 with new verified facts or a next step.",
        first_lines(post.n for post in (weak or posts)),
        "" if value == FULL else f"Four slots with this drill's facts: “{opening(record, context)}”",
        tuple(_quote(post, false.get(post.n)) for post in weak[:3]) if value < FULL else (),
    )


def anchor(post: Post) -> int:
    """The reader's anchor; 0 for a post without news."""
    return post.reading.anchor if post.counts else 0


def _quote(post: Post, false: FalseClaim | None) -> Quote:
    if false is not None:
        return Quote(false.said.claim.quote, "false or not known by then", f"True is: {false.truth}.", post.n)
    missing = [word for name, word in _SLOTS.items() if not post.reading.features.get(name)]
    rule = "repeats the post before it" if post.repeats else f"missing: {', '.join(missing) or 'anything new'}"
    return Quote(
        post.event.text.strip()[:100],
        rule,
        "Fill the slot, or say what was ruled out since the last post.",
        post.n,
    )
