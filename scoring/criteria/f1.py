"""F1: closed with evidence, after the monitoring window, and never called over against the signals."""

from __future__ import annotations

from scoring.duty import Context, over_s, stood_down, utc
from scoring.judgement import FULL, Judgement, Quote, line_up, lines_of, percent, share
from scoring.proof import Mark, against_signals, evidence, shows_recovery, taken_back
from scoring.record import Record, Seen
from scoring.substance import OF_AN_END, OF_EVIDENCE, is_filled
from simulator import events as e
from simulator.clock import spell

End = e.ResolutionMarked | e.IncidentClosed
"""What ends the work, with a note."""
ADVICE = "Mark it once the signals are back to normal."
EMPTY_NOTE_PERMILLE = 250
"""What each of the two notes costs that says nothing. Engineering judgement."""
_NOTED = "Note what shows it: the measurement, the check, the customers' word."


def judge(record: Record, context: Context) -> Judgement:
    """Judge evidence times window; neither makes up for the other, nor for an end that was claimed too early."""
    least, window_s = context.number("evidence_least"), context.variant.par.monitoring
    target = f"{least} pieces of evidence, one of a signal after recovery; closed after {spell(window_s)} of watching"
    closed = record.closed or stood_down(record, context)
    found = [seen for seen in evidence(record, context) if closed is None or seen.n < closed.n]
    found = [seen for seen in found if _shows(context, seen.event)]
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
    early = against_signals(record, context)
    empty = _empty_notes(record, context)
    value = proof * window * _honest(record, early) // FULL // FULL
    value = value * (FULL - EMPTY_NOTE_PERMILLE * len(empty)) // FULL
    return Judgement(
        value,
        target,
        f"evidence {percent(proof)}, watched {spell(max(0, watched_s))}"
        + (f", called over against the signals at {utc(record, early[0].at_s)}" if early else "")
        + (", ended with a note that says nothing" if empty else ""),
        "Evidence names a signal or a finished task, under a title that says what it shows; an end that was marked "
        "while it failed takes all, or half where it was taken back or only called mitigated; the notes on the end and "
        "on the close say more than that it is over.",
        lines_of(
            (seen.n for seen in early),
            telling,
            (seen.n for seen in record.mine(e.ResolutionMarked)),
            [closed.n],
            (seen.n for seen in found),
        ),
        "" if value == FULL else ADVICE if early else _NOTED if empty and proof == window == FULL else advice,
        _quotes(early, empty),
    )


def _shows(context: Context, event: e.EvidenceAttached) -> bool:
    return is_filled(context, f"{event.title} {event.note}", apart=OF_EVIDENCE, least=1)


def _quotes(early: tuple[Seen[Mark], ...], empty: tuple[Seen[End], ...]) -> tuple[Quote, ...]:
    """The notes that were wrong, and those that say nothing."""
    return (
        *(Quote(seen.event.note, "marked while it still failed", ADVICE, seen.n) for seen in early),
        *(Quote(seen.event.note, "says only that it is over", _NOTED, seen.n) for seen in empty),
    )


def _empty_notes(record: Record, context: Context) -> tuple[Seen[End], ...]:
    """The last note on the end and the one on the close, where they say nothing but that."""
    ends: list[Seen[End]] = [*record.mine(e.ResolutionMarked)[-1:], *record.mine(e.IncidentClosed)[-1:]]
    return tuple(seen for seen in ends if not is_filled(context, seen.event.note, apart=OF_AN_END))


def _honest(record: Record, early: tuple[Seen[Mark], ...]) -> int:
    """What is left of the proof after an end that was claimed against the signals. Engineering judgement."""
    if not early:
        return FULL
    standing = [seen for seen in early if isinstance(seen.event, e.ResolutionMarked) and not taken_back(record, seen.n)]
    return 0 if standing else FULL // 2


def _advice(record: Record, context: Context) -> str:
    signal = next(iter(context.scenario.signals.values()), None)
    name = signal.title if signal else "the signal"
    earliest = utc(record, over_s(record, context) + context.variant.par.monitoring)
    return f"Attach “{name}” once it is back to normal, and the result of the check; close no earlier than {earliest}."
