"""G7: a narrative for customers: what happened, amends, what changes."""

from __future__ import annotations

from scoring.criteria.g1 import MISSING
from scoring.duty import Context
from scoring.judgement import FULL, Judgement, Quote, excerpt, share
from scoring.learning import postmortem
from scoring.record import Record


def judge(record: Record, context: Context) -> Judgement:
    """Judge the parts of the passage that is addressed to customers."""
    handed_in = postmortem(record)
    if handed_in is None:
        return MISSING
    wanted = context.number("parts")
    there = min(handed_in.event.reading.narrative_parts, wanted)
    value = share(there, wanted)
    return Judgement(
        value, f"{wanted} parts: what happened, amends, what changes", f"{there} of {wanted}",
        "Written to customers, in their words.", (handed_in.n,), "" if value == FULL else _advice(context),
        () if value == FULL else (Quote(excerpt(handed_in.event.text), _rule(there), _advice(context), handed_in.n),),
    )  # fmt: skip


def _rule(there: int) -> str:
    return f"{there} parts in the passage for customers" if there else "no passage is addressed to customers"


def _advice(context: Context) -> str:
    scope = context.first_scope or "what you felt"
    return f"“{scope[:1].upper()}{scope[1:]}. We are sorry; it was our responsibility. What we change, and by when: …”"
