"""F3: the resolution note says times and impact, what fixed it, the state of the data, and what to do if it recurs."""

from __future__ import annotations

from scoring.claims import false_claims
from scoring.duty import Context, over_s, utc
from scoring.hours import HOURS
from scoring.judgement import FULL, Judgement, Quote, lines_of, listed, share
from scoring.posts import Post, external
from scoring.record import Record
from simulator.reading.result import UpdateReading

TIMES = "times and impact"
PARTS = (TIMES, "what fixed it", "data lost or not", "what to do if it recurs")
_ON_TIMES = ("start", HOURS)


def judge(record: Record, context: Context) -> Judgement:
    """Judge the best final post that customers read after service was back."""
    target = f"4 of 4: {listed(PARTS)}"
    finals = [post for post in external(record) if post.event.final]
    after = [post for post in finals if context.truth.false_alarm or _is_after(record, context, post)]
    if not after:
        actual = "posted while it still failed" if finals else "no final update"
        return Judgement(0, target, actual, "A resolution note before recovery is a false one.",
                         lines_of(post.n for post in finals), _advice(record, context, list(PARTS)))  # fmt: skip
    told = {post.n: parts(post.reading) - _false_parts(record, context, post) for post in after}
    best = max(after, key=lambda post: (len(told[post.n]), -post.n))
    missing = [part for part in PARTS if part not in told[best.n]]
    value = share(len(PARTS) - len(missing), len(PARTS))
    quotes = (
        Quote(best.event.text.strip()[:100], f"missing: {listed(missing)}", _advice(record, context, missing), best.n),
    )
    return Judgement(
        value, target, f"{len(PARTS) - len(missing)} of 4; missing: {listed(missing)}", "The best final post counts.",
        (best.n,), "" if value == FULL else _advice(record, context, missing), quotes if missing else (),
    )  # fmt: skip


def _is_after(record: Record, context: Context, post: Post) -> bool:
    return record.restored is not None and post.at_s >= over_s(record, context)


def _false_parts(record: Record, context: Context, post: Post) -> set[str]:
    """The parts that a text tells falsely: times of another incident are not given."""
    false = (one for one in false_claims(record, context) if one.said.n == post.n)
    return {TIMES for one in false if one.said.claim.key in _ON_TIMES}


def parts(reading: UpdateReading) -> set[str]:
    """Which of the four parts a text has."""
    features = reading.features
    found = {
        TIMES: reading.impact_level > 0 or bool(features.get("states_impact")),
        "what fixed it": reading.action_level > 1 or bool(features.get("action_specific")),
        "data lost or not": bool(features.get("data_loss_statement"))
        or any(c.key == "data_loss" for c in reading.claims),
        "what to do if it recurs": bool(features.get("recurrence_advice")),
    }
    return {part for part, there in found.items() if there}


def _advice(record: Record, context: Context, missing: list[str]) -> str:
    truth = context.truth
    scope = context.first_scope or "who felt what"
    since, until = utc(record, truth.impact_start), utc(record, over_s(record, context))
    wording = {
        TIMES: f"From {since} to {until}: {scope}.",
        "what fixed it": "We reversed or repaired: name it.",
        "data lost or not": truth.data_loss,
        "what to do if it recurs": "If it returns, contact support with the time and the page.",
    }
    return " ".join(wording[part] for part in missing)
