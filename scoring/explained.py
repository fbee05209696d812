"""The written explanation that was promised: who has got it, and from what."""

from __future__ import annotations

from typing import Any

from scoring.posts import external, reaches, spoken, told_to
from scoring.record import Record, Seen
from simulator import events as e
from simulator.reading.result import UpdateReading

CAUSE_WORDS = 3
"""A cause in fewer words explains nothing. Engineering judgement."""


def explanation(record: Record, account: str, after_n: int) -> Seen[Any] | None:
    """The first text after a line that gives an account (`*` everybody, `inside` colleagues) the explanation.

    A post-mortem does so for customers when it has a passage that is addressed to them; a mail, an answer or a post
    when impact is over and it names the cause.
    """
    return next(
        (
            seen
            for seen in sorted((*_documents(record, account), *_letters(record, account)), key=lambda seen: seen.n)
            if seen.n > after_n
        ),
        None,
    )


def is_for_customers(document: e.PostmortemSubmitted) -> bool:
    """True when a passage of a post-mortem is addressed to customers."""
    return document.reading.narrative_parts > 0


def _documents(record: Record, account: str) -> list[Seen[e.PostmortemSubmitted]]:
    found = record.mine(e.PostmortemSubmitted)
    return [seen for seen in found if account == "inside" or is_for_customers(seen.event)]


def _letters(record: Record, account: str) -> list[Seen[Any]]:
    if record.restored is None or account == "inside":
        return []
    letters = [record.by_number[post.n] for post in external(record) if reaches(post, account)]
    letters += [seen for seen in spoken(record) if told_to(record, seen.event) == account]
    return [seen for seen in letters if seen.at_s >= record.restored.at_s and _explains(seen.event.reading)]


def _explains(reading: UpdateReading) -> bool:
    """True for a text that tells what happened and why, and does not itself put the explanation off."""
    causes = [one for one in reading.claims if one.key == "cause" and not one.hedged]
    put_off = any(promise.what == "rfo" for promise in reading.promises)
    return reading.impact_level > 0 and not put_off and any(len(one.value.split()) >= CAUSE_WORDS for one in causes)
