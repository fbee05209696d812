"""G3: at least two contributing factors, one organisational, none a person, and the true cause among them."""

from __future__ import annotations

from scoring.criteria.g1 import MISSING
from scoring.duty import Context
from scoring.judgement import FULL, Judgement, Quote, excerpt, listed, mean, percent, share
from scoring.learning import postmortem
from scoring.posts import words
from scoring.record import Record, Seen
from scoring.substance import is_about
from simulator import events as e

ANOTHER_STORY = 3
"""Factors of which none touches the true cause belong to another incident; what is left of their worth, one part in.
Engineering judgement."""
_PERSON = ("blame_individual", "blame_team", "human_error")


def judge(record: Record, context: Context) -> Judgement:
    """Judge number, kind and truth of the factors; a person as a factor halves it."""
    handed_in = postmortem(record)
    if handed_in is None:
        return MISSING
    reading, least = handed_in.event.reading, context.number("factors_least")
    real = [
        factor
        for factor in reading.factors
        if len(words(factor)) >= context.number("words_least") and is_about(context, factor)
    ]
    number = share(min(len(real), least), least)
    organisational = FULL if reading.organisational_factors and real else 0
    cause = handed_in.event.cause_match_permille if real else 0
    person = any(f.feature in _PERSON and f.quote in factor for f in reading.findings for factor in reading.factors)
    value = number * mean([FULL, FULL, organisational, cause]) // FULL // (2 if person else 1)
    if not cause:
        value //= ANOTHER_STORY
    return Judgement(
        value,
        f"{least} factors, one organisational, none a person; the cause stated",
        f"{len(real)} factors, {reading.organisational_factors} organisational; cause {percent(cause)}"
        + ("; a person is named" if person else ""),
        f"The document states the cause to {percent(cause)}."
        if cause < FULL and number == FULL and organisational
        else "A factor is a sentence on this incident; others do not count.",
        (handed_in.n,),
        "" if value == FULL else f"State the mechanism, then what let it happen: {context.truth.cause}",
        () if value == FULL else _quotes(context, handed_in, bool(organisational), cause, person=person),
    )


def _quotes(
    context: Context, handed_in: Seen[e.PostmortemSubmitted], organisational: bool, cause: int, *, person: bool
) -> tuple[Quote, ...]:
    """The factors as written, with what they lack."""
    gaps = {
        "a person is named as a factor": person,
        "not the whole mechanism": cause < FULL,
        "nothing on the organisation": not organisational,
    }
    rule = listed(gap for gap, there in gaps.items() if there) if any(gaps.values()) else "too few factors"
    better = [context.truth.cause] if cause < FULL else []
    if not organisational:
        better.append("It could happen because a review, a test, a limit or an alarm was missing: name it.")
    if person:
        better.append("Say what let the slip through, not who made it.")
    factors = handed_in.event.reading.factors[:3] or (excerpt(handed_in.event.text),)
    return tuple(Quote(excerpt(factor), rule, " ".join(better), handed_in.n) for factor in factors)
