"""C6: no vague, over-promising, minimising or blaming words to customers and executives, as a rate per text."""

from __future__ import annotations

from scoring.claims import scope_range
from scoring.duty import Context, scope_words, utc
from scoring.judgement import Judgement, Quote, counted, line, lines_of
from scoring.posts import Post, external, says_something, spoken
from scoring.record import Record
from simulator import events as e
from simulator.reading.result import BriefReading, Finding, UpdateReading

Reading = UpdateReading | BriefReading
VIOLATIONS = ("vague", "over_promise", "spin", "blame", "rude", "jargon", "placeholder")
_ON_SCOPE = ("no_number", "intermittent", "minimise")
"""Rules whose better wording is the true scope."""
WEIGHTS = {"over_promise": 2, "blame": 2, "rude": 2, "placeholder": 2}
MONEY = "money"
"""The rule on promised money; the criteria on credits know whether it was approved, so it does not count twice."""


def judge(record: Record, context: Context) -> Judgement:
    """Judge the weighted violations of external posts, answers to customers and briefs, per text."""
    limit = context.number("zero_per_post_milli")
    target = f"none; nothing from {limit / 1000:.1f} per text on"
    posts = external(record)
    texts, sent = _texts(record, posts)
    if not any(post.counts for post in posts):
        return Judgement(0, target, "no external update", "Updates were due and are missing.",
                         advice="Publish an update in plain words, with numbers and a time.")  # fmt: skip
    hits = [
        (n, found, _advice(record, context, at_s, found, reading))
        for n, at_s, reading in texts
        for found in violations(record, context, at_s, reading)
    ]
    weighted = sum(WEIGHTS.get(found.feature, 1) for _, found, _ in hits)
    rate = weighted * 1_000 // len(texts)
    value = line(rate, 0, limit)
    return Judgement(
        value,
        target,
        f"weight {weighted} in {_counted(len(texts), sent)}",
        "Over-promises and blame count double; a scoped and true statement is no finding.",
        lines_of((n for n, _, _ in hits) if hits else (n for n, _, _ in texts)),
        "" if not hits else hits[0][2],
        tuple(Quote(found.quote, _rule(found), advice, n) for n, found, advice in hits[:8]),
    )


def _texts(record: Record, posts: tuple[Post, ...]) -> tuple[list[tuple[int, int, Reading]], int]:
    """The texts that say something, each with its line and second; and how many were sent in all."""
    answers, briefs = spoken(record), record.mine(e.BriefPosted)
    told: list[tuple[int, int, Reading]] = [(post.n, post.at_s, post.reading) for post in posts if post.counts]
    told += [(one.n, one.at_s, one.event.reading) for one in answers if says_something(one.event.reading)]
    told += [(one.n, one.at_s, one.event.reading) for one in briefs if _reports(one.event.reading)]
    return told, len(posts) + len(answers) + len(briefs)


def _reports(brief: BriefReading) -> bool:
    """Whether a brief says something, be it only in words that it should not have: empty ones would thin the rate."""
    slots = (brief.impact, brief.status, brief.confidence, brief.decisions)
    return any(slots) or any(found.feature in VIOLATIONS for found in brief.findings)


def _counted(texts: int, sent: int) -> str:
    """The texts that the rate is taken over: spam would thin it, so what says nothing is left out."""
    left_out = f", {sent - texts} without news left out" if sent > texts else ""
    return f"{counted(texts, 'text')} (posts, answers and briefs{left_out})"


def _rule(found: Finding) -> str:
    return f"{found.feature.replace('_', ' ')}: {found.rule.replace('_', ' ')}"


def _advice(record: Record, context: Context, at_s: int, found: Finding, reading: Reading) -> str:
    """The lexicon's advice, with the times and figures of this drill where it only gives examples."""
    advice = found.advice or "Put a number or a time in its place."
    if found.rule == "no_time" and _next_utc_s(reading) is not None:
        return f"Leave “{found.quote}” out; the text names a time, and that is enough."
    if found.rule == "no_time":
        due = utc(record, at_s + context.cadence_s)
        return f"Name a time: “Next update by {due}”, even if only to say that nothing has changed."
    scope = scope_words(context, at_s)
    return f"{advice} Here: “{scope}”." if found.rule in _ON_SCOPE and scope else advice


def _next_utc_s(reading: Reading) -> int | None:
    """When a text says that the next one comes."""
    return reading.next_refresh_utc_s if isinstance(reading, BriefReading) else reading.next_update_utc_s


def violations(record: Record, context: Context, at_s: int, reading: Reading) -> list[Finding]:
    """The findings of one text that stand: what was verified by then is no over-promise."""
    return [
        found
        for found in reading.findings
        if found.feature in VIOLATIONS and not _is_verified(record, context, at_s, found)
    ]


def _is_verified(record: Record, context: Context, at_s: int, found: Finding) -> bool:
    """A statement on data or on recovery that the war room had checked by then."""
    if found.feature != "over_promise":
        return False
    if found.rule == MONEY:
        return True
    if "data" in found.rule or "data" in found.quote.casefold():
        return bool(record.known_at(at_s, "data_loss"))
    restored = "resolved" in found.quote.casefold() or "no impact" in found.quote.casefold()
    return restored and scope_range(record, context, at_s)[0] == 0 and record.is_restored_at(at_s)
