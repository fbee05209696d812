"""G4: blameless language."""

from __future__ import annotations

from scoring.criteria.g1 import MISSING
from scoring.duty import Context
from scoring.judgement import FULL, Judgement, Quote, line
from scoring.learning import postmortem
from scoring.record import Record

_RULES = ("blame", "blame_individual", "blame_team", "counterfactual", "normative", "human_error")


def judge(record: Record, context: Context) -> Judgement:
    """Judge weighted findings with a floor for short texts; a text too short to blame anybody earns its share only."""
    handed_in = postmortem(record)
    if handed_in is None:
        return MISSING
    reading, least = handed_in.event.reading, context.number("words_least")
    allowed = max(1, reading.word_count * context.number("counterfactuals_per_1000_words") // 1_000)
    counterfactuals = max(0, reading.counterfactual_count - allowed)
    weighted = 2 * reading.blame_count + counterfactuals + reading.normative_count
    length = min(FULL, reading.word_count * FULL // max(1, least))
    value = line(weighted, 0, context.number("zero_weighted")) * length // FULL
    found = [finding for finding in reading.findings if finding.feature in _RULES]
    return Judgement(
        value,
        f"no blame, at most {allowed} should-have; nothing from {context.number('zero_weighted')} weighted on",
        f"{reading.blame_count} blaming, {reading.counterfactual_count} counterfactual, "
        f"{reading.normative_count} normative",
        f"Blame counts double; {reading.word_count} words, fewer than {least} earn in proportion.",
        (handed_in.n,),
        "" if value == FULL else "Say what people saw, what they did, and why it made sense to them then.",
        tuple(Quote(f.quote, f.feature.replace("_", " "), f.advice, handed_in.n) for f in found[:8])
        if weighted
        else (),
    )
