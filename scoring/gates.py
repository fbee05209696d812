"""The four gates: conditions that cap the total, whatever the points say.

A gate that rests on the reading of a text is pending wherever the result is a certificate: it caps only after a
person has confirmed it. In practice it caps at once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from scoring.claims import FalseClaim, Fault, false_claims
from scoring.duty import GUARDS, Context, command_s, cut_s, ends_s, over_s, stood_down
from scoring.judgement import lines_of, listed
from scoring.leaks import Leak, leaks
from scoring.proof import confirmations, evidence, pressed
from scoring.record import Record
from simulator.clock import spell
from simulator.vocabulary import Channel, Mode, Seat

MOST_WORDS = 6
"""Wordings that a reason quotes; the evidence names every line."""


@dataclass(frozen=True, slots=True)
class GateFinding:
    """One violated gate."""

    id: str
    title: str
    reason: str
    evidence: tuple[int, ...]
    pending: bool
    """True while a person has still to confirm it; it caps nothing yet."""


@dataclass(frozen=True, slots=True)
class Reason:
    """How a gate was violated."""

    text: str
    evidence: tuple[int, ...]
    by_text: bool = False
    """It rests on the reading of a text alone."""


def findings(record: Record, context: Context) -> tuple[GateFinding, ...]:
    """Every violated gate, in the order of the runbook."""
    found = []
    for name, gate in context.runbook.gates.items():
        reason = GATES[name](record, context)
        if reason is not None:
            pending = reason.by_text and record.mode is Mode.EXAM
            found.append(GateFinding(name, gate.title, reason.text, reason.evidence, pending))
    return tuple(found)


def _deceived(record: Record, context: Context) -> Reason | None:
    """G-1: a statement that contradicts what the war room knew."""
    lies = [found for found in false_claims(record, context) if found.fault is Fault.DECEPTION]
    lies = [found for found in lies if found.said.audience != Channel.HOLDING_LINE]
    if not lies:
        return None
    told: dict[str, list[FalseClaim]] = {}
    for found in lies:
        told.setdefault(found.truth, []).append(found)
    text = "; ".join(f"{_words(wrong)}: {truth}" for truth, wrong in list(told.items())[:MOST_WORDS])
    return Reason(text, lines_of(found.said.n for found in lies), True)


def _words(wrong: list[FalseClaim]) -> str:
    """The words that say the same false thing, each with the lines that hold them."""
    lines: dict[str, list[int]] = {}
    for found in wrong:
        lines.setdefault(found.said.claim.quote, []).append(found.said.n)
    shown = list(lines.items())[:MOST_WORDS]
    told = [f"“{quote}” in {_listed(numbers)}" for quote, numbers in shown]
    left_out = len(lines) - len(shown)
    return ", ".join(told) + (f" and {left_out} more wordings" if left_out else "")


def _listed(numbers: list[int]) -> str:
    return ", ".join(f"#{n}" for n in dict.fromkeys(numbers))


def _unproven(record: Record, context: Context) -> Reason | None:
    """G-2: closed without evidence or confirmation, or never restored."""
    if context.variant.par.restored is not None and record.restored is None and cut_s(record) is None:
        return Reason("service was not restored, although the reference run restores it", ())
    closed = record.closed
    if closed is None or context.truth.false_alarm:
        return None
    if not any(seen.n < closed.n for seen in evidence(record, context)):
        return Reason("closed without evidence of a signal or a finished task", (closed.n,))
    if confirmations(record, closed.n):
        return None
    forced = pressed(record, closed.n)
    if forced:
        words = listed(f"“{told}” in #{seen.n}" for seen, told in forced[:MOST_WORDS])
        return Reason(f"closed without a customer's free confirmation: {words}", (closed.n,), True)
    return Reason("closed without a customer's confirmation", (closed.n,))


def _unguarded(record: Record, context: Context) -> Reason | None:
    """G-3: passwords published, or a security or data incident without Legal or Security, or with restricted words."""
    found = leaks(record, context)
    if context.is_guarded and not context.truth.false_alarm:
        absent = [seat.title for seat in GUARDS if record.named(seat) is None]
        due_s = command_s(record, context) + (context.runbook.criteria["B3"].target or 0)
        if absent and ends_s(record, context) >= due_s:
            return Reason(f"never engaged: {', '.join(absent)}", ())
    return _leaked([leak for leak in found if leak.kind is found[0].kind])


def _leaked(found: list[Leak]) -> Reason | None:
    """Words of one kind that should have stayed inside, each with the lines that hold them; None without any."""
    if not found:
        return None
    lines: dict[str, list[int]] = {}
    for leak in found:
        lines.setdefault(leak.word, []).append(leak.n)
    told = ", ".join(f"“{word}” in {_listed(numbers)}" for word, numbers in list(lines.items())[:MOST_WORDS])
    return Reason(f"{found[0].kind}: {told}", lines_of(leak.n for leak in found), True)


def _headless(record: Record, context: Context) -> Reason | None:
    """G-4: nobody commanded for too long."""
    start_s, end_s = command_s(record, context), over_s(record, context)
    if stood_down(record, context) is None and record.closed is not None:
        end_s = max(end_s, record.closed.at_s)
    named = record.named(Seat.IC)
    until_s = end_s if named is None else min(named.at_s, end_s)
    limit_s = context.runbook.gate_no_ic_s
    if until_s - start_s <= limit_s:
        return None
    return Reason(f"nobody commanded for {spell(until_s - start_s)}", (named.n,) if named else ())


GATES: Mapping[str, Callable[[Record, Context], Reason | None]] = {
    "G-1": _deceived,
    "G-2": _unproven,
    "G-3": _unguarded,
    "G-4": _headless,
}
"""Every gate by its id."""
