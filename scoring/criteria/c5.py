"""C5: what the updates say: four slots, on anchors from 0 to 3."""

from __future__ import annotations

from collections import defaultdict

from msgspec.structs import replace

from scoring.claims import FalseClaim, Fault, false_claims
from scoring.criteria.c1 import first_due_s, model, slots
from scoring.criteria.c3 import is_afterwards
from scoring.criteria.c6 import is_unknown_yet
from scoring.duty import Context, utc
from scoring.judgement import FULL, Judgement, Quote, counted, excerpt, line_up, mean
from scoring.posts import Post, external, is_for_the_judge
from scoring.record import Record
from simulator.reading.result import FeatureValue
from simulator.reading.score import anchor as of_text

_SLOTS = {
    "acknowledges": "acknowledgement",
    "states_impact": "impact",
    "states_action": "action",
    "next_update": "next update",
}
_NO_REPORT = {
    "repeats_previous": ("nearly the words of the post before", "Tell the news first, in words of its own."),
    "repeats_itself": ("says the same twice", "Say each thing once."),
    "contradicts_itself": ("says one thing and its opposite", "Say what is true now, once."),
    "is_planned": ("tells of planned work", "Say what fails now, and for whom."),
    "is_foreign": ("tells of somebody else's trouble", "Say what fails for our customers."),
}
"""Features of a text that reports nothing: what it is, and what would be better."""


def judge(record: Record, context: Context) -> Judgement:
    """Judge the mean anchor of the external posts; a post without news is a 0."""
    full, zero = context.number("full_milli"), context.number("zero_milli")
    target = f"mean of {full / 1000:.1f} of 3; nothing at {zero / 1000:.1f}"
    false = {one.said.n: one for one in false_claims(record, context) if one.fault is not Fault.PREMATURE}
    posts = tuple(
        post for post in external(record) if post.n in false or not is_afterwards(record, context, post)
    )  # what comes when the watch is over owes no slots; a lie counts at any time
    if not posts:
        return Judgement(0, target, "no external update", "Updates were due and are missing.",
                         advice=_better(record, context, first_due_s(record, context)))  # fmt: skip
    levels = {post.n: 0 if post.n in false else anchor(record, post) for post in posts}
    anchors = [level * 1_000 for level in levels.values()]
    value = line_up(mean(anchors), zero, full)
    weak = sorted((post for post in posts if levels[post.n] < 3), key=lambda post: (levels[post.n], post.n))
    return Judgement(
        value,
        target,
        f"mean {mean(anchors) / 1000:.1f} over {_counted(posts)}",
        "0 nothing or something false, 1 generic, 2 four slots and a time, 3 with new verified facts or a next step. "
        "It is a mean over the posts that went out: a weak one lowers it, and C1 and C2 count those that are missing.",
        tuple(post.n for post in (weak or posts)),
        "" if value == FULL else _better(record, context, weak[0].at_s),
        tuple(_quote(record, context, post, false.get(post.n)) for post in weak[:3]) if value < FULL else (),
    )


def _better(record: Record, context: Context, at_s: int) -> str:
    return f"Four slots, with what was known at {utc(record, at_s)}: “{model(record, context, at_s)}”"


def _counted(posts: tuple[Post, ...]) -> str:
    empty = sum(not post.counts for post in posts)
    return counted(len(posts), "post") + (f", {empty} of them without news" if empty else "")


def anchor(record: Record, post: Post) -> int:
    """The reader's anchor, as if a share that nobody could know yet had no words of its own; 0 without news."""
    if not post.counts:
        return 0
    reading, event = post.reading, post.event
    excused = sum(is_unknown_yet(record, post.at_s, event, found) for found in reading.findings)
    if not excused:
        return reading.anchor
    features = defaultdict[str, FeatureValue](bool, reading.features)  # an older reader may not have known them all
    stands = max(0, reading.violations - excused)
    return of_text(replace(reading, features=features, violations=stands), final=event.final)


def _quote(record: Record, context: Context, post: Post, false: FalseClaim | None) -> Quote:
    if false is not None:
        return Quote(false.said.claim.quote, false.rule, false.better, post.n)
    return Quote(excerpt(post.event.text), *_lack(record, context, post), post.n)


def _lack(record: Record, context: Context, post: Post) -> tuple[str, str]:
    """Why a post stays below the highest anchor, and what would raise it."""
    if post.reading.readable != "yes":
        return post.emptiness, "Write whole sentences in English."
    if post.stale:
        return post.emptiness, "Name what changed, or what was ruled out, since the last post."
    if is_for_the_judge(post.reading):
        return "a heap of words, a template or an order to the reader", "Write whole sentences for a customer."
    if (name := next((name for name in _NO_REPORT if post.reading.features.get(name)), None)) is not None:
        return _NO_REPORT[name]
    missing = [word for name, word in _SLOTS.items() if not post.reading.features.get(name)]
    if missing and not post.event.final:
        told = slots(record, context, post.at_s)
        return f"missing: {', '.join(missing)}", f"Add: “{' '.join(dict.fromkeys(told[slot] for slot in missing))}”"
    if post.reading.violations:
        words = next((one.quote for one in post.reading.findings if one.advice), "")
        return f"spoilt by its wording{f', “{words}”' if words else ''}", "Say it without these words; C6 names them."
    if post.event.final:
        return (
            "not the whole end",
            "Say that it is over, since when, what became of data, and what to do if it returns.",
        )
    return "no measure or workaround is named, or half a scope", "Say what you do and who is affected, in numbers."
