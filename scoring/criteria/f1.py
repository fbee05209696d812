"""F1: closed with evidence, after the monitoring window."""

from __future__ import annotations

from scoring.duty import Context, over_s, stood_down, utc
from scoring.judgement import FULL, Judgement, line_up, lines_of, percent, share
from scoring.proof import evidence, shows_recovery
from scoring.record import Record
from simulator import events as e
from simulator.clock import spell


def judge(record: Record, context: Context) -> Judgement:
    """Judge evidence times window; neither makes up for the other."""
    least, window_s = context.number("evidence_least"), context.variant.par.monitoring
    target = f"{least} pieces of evidence, one of a signal after recovery; closed after {spell(window_s)} of watching"
    closed = record.closed or stood_down(record, context)
    found = [seen for seen in evidence(record, context) if closed is None or seen.n < closed.n]
    advice = _advice(record, context)
    if closed is None:
        numbers = lines_of(seen.n for seen in found)
        return Judgement(0, target, "never closed", "An open record proves nothing.", numbers, advice)
    if record.restored is None and not context.truth.false_alarm:
        return Judgement(0, target, "closed while it still failed", "There was nothing to prove.", (closed.n,), advice)
    telling = [seen.n for seen in found if shows_recovery(record, context, seen)]
    proof = share(max(0, min(len(found), least) - (0 if telling else 1)), least)
    watched_s = closed.at_s - over_s(record, context)
    window = FULL if context.truth.false_alarm else line_up(watched_s, 0, window_s)
    value = proof * window // FULL
    return Judgement(
        value,
        target,
        f"evidence {percent(proof)}, watched {spell(max(0, watched_s))}",
        "Evidence names a signal or a finished task; a described document alone proves nothing.",
        lines_of(telling, (seen.n for seen in record.mine(e.ResolutionMarked)), [closed.n], (seen.n for seen in found)),
        "" if value == FULL else advice,
    )


def _advice(record: Record, context: Context) -> str:
    signal = next(iter(context.scenario.signals.values()), None)
    name = signal.title if signal else "the signal"
    earliest = utc(record, over_s(record, context) + context.variant.par.monitoring)
    return f"Attach “{name}” once it is back to normal, and the result of the check; close no earlier than {earliest}."
