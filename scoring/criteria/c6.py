"""C6: no vague, over-promising, minimising or blaming words, as a rate per post."""

from __future__ import annotations

import re

from scoring.duty import Context, scope_words, utc
from scoring.judgement import Judgement, Quote, counted, line, lines_of
from scoring.money import MONEY
from scoring.posts import ToCustomers, external, says_something, spoken
from scoring.record import Record
from scoring.scope import is_quiet_at
from simulator.reading.result import Finding, UpdateReading

VIOLATIONS = ("vague", "over_promise", "spin", "blame", "rude", "jargon", "placeholder")
_ON_SCOPE = ("no_number", "intermittent", "minimise")
"""Rules whose better wording is the true scope."""
WEIGHTS = {"over_promise": 2, "blame": 2, "rude": 2, "placeholder": 2}

_COUNTING = re.compile(
    r"\b(?:measur|count|establish|determin|assess)\w* (?:\w+ )?(?:how (?:many|much)|the (?:share|number)|it)\b"
    r"|\bhow many\b[^.]{0,40}\b(?:not known|do not know|don't know|cannot say|unknown|unclear|not clear)\b"
    r"|\b(?:not known|do not know|don't know|cannot say|unclear|not clear)\b[^.]{0,30}\b(?:how many|how much|which)\b",
    re.IGNORECASE,
)
"""What owns up to a share that nobody knows yet."""


def judge(record: Record, context: Context) -> Judgement:
    """Judge the weighted violations of external posts and answers to customers, per text."""
    limit = context.number("zero_per_post_milli")
    target = f"none; nothing from {limit / 1000:.1f} per text on"
    posts = external(record)
    texts: list[tuple[int, int, ToCustomers]] = [(post.n, post.at_s, post.event) for post in posts if post.counts]
    texts += [(seen.n, seen.at_s, seen.event) for seen in spoken(record) if says_something(seen.event.reading)]
    if not any(post.counts for post in posts):
        return Judgement(0, target, "no external update", "Updates were due and are missing.",
                         advice="Publish an update in plain words, with numbers and a time.")  # fmt: skip
    hits = [
        (n, found, _rule(found, event.reading), _advice(record, context, at_s, found, event.reading))
        for n, at_s, event in texts
        for found in violations(record, context, at_s, event)
    ]
    weighted = sum(_weight(found) for _, found, *_ in hits)
    rate = weighted * 1_000 // len(texts)
    value = line(rate, 0, limit)
    return Judgement(
        value,
        target,
        f"weight {weighted} in {_counted(len(texts), len(posts) + len(spoken(record)))}",
        "Over-promises and blame count double; a scoped and true statement is no finding.",
        lines_of((n for n, *_ in hits) if hits else (n for n, _, _ in texts)),
        "" if not hits else hits[0][3],
        tuple(Quote(found.quote, rule, advice, n) for n, found, rule, advice in hits[:8]),
    )


def _counted(texts: int, sent: int) -> str:
    """The texts that the rate is taken over: spam would thin it, so what says nothing is left out."""
    left_out = f", {sent - texts} without news left out" if sent > texts else ""
    return f"{counted(texts, 'text')} (posts and answers{left_out})"


def _rule(found: Finding, reading: UpdateReading) -> str:
    """What is wrong with a wording; where a time is named, the missing time is not what is wrong."""
    if found.rule == "no_time" and reading.next_update_utc_s is not None:
        return "vague: adds nothing to the time"
    return f"{found.feature.replace('_', ' ')}: {found.rule.replace('_', ' ')}"


def _advice(record: Record, context: Context, at_s: int, found: Finding, reading: UpdateReading) -> str:
    """The lexicon's advice, with the times and figures of this drill where it only gives examples."""
    advice = found.advice or "Put a number or a time in its place."
    if found.rule == "no_time" and reading.next_update_utc_s is not None:
        return f"Leave “{found.quote}” out; the text names a time, and that is enough."
    if found.rule == "no_time":
        due = utc(record, at_s + context.cadence_s)
        return f"Name a time: “Next update by {due}”, even if only to say that nothing has changed."
    scope = scope_words(context, at_s)
    return f"{advice} Here: “{scope}”." if found.rule in _ON_SCOPE and scope else advice


def violations(record: Record, context: Context, at_s: int, event: ToCustomers) -> list[Finding]:
    """The findings of one text that stand: what was verified is no over-promise, and the same words count once."""
    stand = [
        found
        for found in event.reading.findings
        if found.feature in VIOLATIONS
        and not _is_verified(record, context, at_s, found)
        and not is_unknown_yet(record, at_s, event, found)
    ]
    struck = set(map(id, _apart(stand)))
    return [found for found in stand if id(found) in struck]


def _apart(found: list[Finding]) -> list[Finding]:
    """Of findings on the same words the heaviest one."""
    apart: list[Finding] = []
    for one in sorted(found, key=lambda one: one.start):
        if apart and one.start < apart[-1].end:
            apart[-1] = max(apart[-1], one, key=_weight)
        else:
            apart.append(one)
    return apart


def _weight(found: Finding) -> int:
    return WEIGHTS.get(found.feature, 1)


def is_unknown_yet(record: Record, at_s: int, event: ToCustomers, found: Finding) -> bool:
    """True for a share without a number that nobody knew by then, in a text that says so."""
    known = record.known_at(at_s, "scope_pct")
    return found.rule == "no_number" and not known and _COUNTING.search(event.text) is not None


def _is_verified(record: Record, context: Context, at_s: int, found: Finding) -> bool:
    """A statement on data or on recovery that the war room had checked by then."""
    if found.feature != "over_promise":
        return False
    if found.rule == MONEY:
        return True  # E3 knows whether it was approved
    if "data" in found.rule or "data" in found.quote.casefold():
        return bool(record.known_at(at_s, "data_loss"))
    restored = "resolved" in found.quote.casefold() or "no impact" in found.quote.casefold()
    return restored and record.is_restored_at(at_s) and is_quiet_at(record, context, at_s)
