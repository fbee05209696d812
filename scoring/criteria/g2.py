"""G2: the impact is stated in numbers, and the numbers are true."""

from __future__ import annotations

from scoring.claims import Fault, Said, check
from scoring.criteria.g1 import MISSING
from scoring.duration import false_duration, true_duration
from scoring.duty import Context
from scoring.judgement import FULL, Judgement, Quote, excerpt, line_up, listed, percent, share
from scoring.learning import postmortem
from scoring.record import Record, Seen
from simulator import events as e

PARTS = {"impact_duration": "duration", "impact_count": "count or share", "impact_business": "business measure"}
_CHECKED = ("scope_pct", "start", "data_loss", "regions")


def judge(record: Record, context: Context) -> Judgement:
    """Judge three parts, of which one alone is nothing; each false figure takes one away."""
    handed_in = postmortem(record)
    if handed_in is None:
        return MISSING
    reading = handed_in.event.reading
    missing = [word for name, word in PARTS.items() if not getattr(reading, name)]
    said = [
        Said(handed_in.n, handed_in.at_s, "postmortem", c) for c in reading.claims if not c.hedged and c.key in _CHECKED
    ]
    wrong = [found for claim in said if (found := check(record, context, claim)) and found.fault is not Fault.PREMATURE]
    long = false_duration(record, context, handed_in.event)
    false = len(wrong) + (long is not None)
    there = share(max(0, len(PARTS) - len(missing) - false), len(PARTS))
    zero = context.zero_permille
    value = line_up(there, zero, context.full_permille)
    return Judgement(
        value,
        f"{listed(PARTS.values())}, all true; nothing at {percent(zero)} of them",
        f"missing: {listed(missing)}; false: {false}",
        "A figure that contradicts the truth is worse than none.",
        (handed_in.n,),
        "" if value == FULL else _advice(context, missing),
        (
            *_incomplete(context, handed_in, missing),
            *(
                [Quote(long.quote, "false: duration", f"True: {true_duration(record, context)}", handed_in.n)]
                if long
                else []
            ),
            *(
                Quote(w.said.claim.quote, f"false: {w.said.claim.key}", f"True: {w.truth}", handed_in.n)
                for w in wrong[:3]
            ),
        ),
    )


def _incomplete(context: Context, handed_in: Seen[e.PostmortemSubmitted], missing: list[str]) -> tuple[Quote, ...]:
    """The words on the impact as they stand, when a part is missing."""
    if not missing:
        return ()
    text = handed_in.event.text
    stated = [f.quote for f in handed_in.event.reading.findings if f.feature.startswith(("impact", "duration"))]
    found = [quote for quote in dict.fromkeys(stated) if quote in text][:3] or [excerpt(text)]
    rule = f"missing beside it: {listed(missing)}"
    return tuple(Quote(quote, rule, _advice(context, missing), handed_in.n) for quote in found)


def _advice(context: Context, missing: list[str]) -> str:
    """How to say what is missing, each part by its own example."""
    scope = context.first_scope or "how many felt what"
    examples = {
        "duration": "from when to when, and how long that is",
        "count or share": f"“{scope}”",
        "business measure": "what it cost in money, orders, calls or service credit",
    }
    wanted = missing or list(examples)
    return f"State the true figures: {'; '.join(f'{part}: {examples[part]}' for part in wanted)}."
