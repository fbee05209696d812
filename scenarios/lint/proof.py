"""What the truth asks for, held against the reference run: seats, decisions, calls, notices and silence where due."""

from __future__ import annotations

from scenarios.document import Path
from scenarios.lint.finding import Flaw, Flaws
from scenarios.lint.reach import Reach
from simulator import commands as c
from simulator.clock import MINUTE_S, spell
from simulator.restricted import restricted_in
from simulator.runbook import Runbook
from simulator.scenario import Scenario, Variant
from simulator.scenario.truth import KeyDecision
from simulator.vocabulary import Seat


def check_proof(s: Scenario, reach: Reach, runbook: Runbook) -> Flaws:
    """Every duty of the truth that the run which should be perfect leaves undone."""
    variant, here = reach.variant, ("variants", reach.variant_id)
    yield from _restricted(variant, (*here, "reference"))
    if variant.truth.false_alarm:
        return
    yield from _seats(variant, here, runbook)
    yield from _decisions(variant, here)
    yield from _calls(s, variant, here)
    yield from _notices(s, variant, here, reach)
    yield from _confirmed(variant, here, runbook)


def _seats(variant: Variant, here: Path, runbook: Runbook) -> Flaws:
    named = {step.command.seat for step in variant.reference if isinstance(step.command, c.AssignRole)}
    for seat in runbook.required_seats[variant.truth.incident_class] if "B3" not in variant.not_reached else ():
        if seat not in named and seat not in (Seat.IC, Seat.COMMS_LEAD):
            yield Flaw("reference-gap", (*here, "reference"), f"no step fills the seat '{seat}' (B3)")


def _decisions(variant: Variant, here: Path) -> Flaws:
    logged = [step.command for step in variant.reference if isinstance(step.command, c.LogDecision)]
    for name, decision in variant.truth.decisions.items() if "D3" not in variant.not_reached else ():
        path = (*here, "truth", "decisions", name)
        rows = [row for row in logged if _names(row, decision)]
        if not rows:
            yield Flaw("reference-gap", (*path, "words"), f"no decision of the reference run is about '{name}' (D3)")
        elif not any(row.approver in decision.approvers for row in rows):
            what = f"the reference run has '{rows[0].approver}' decide '{name}', who may not (D3)"
            yield Flaw("reference-wrong", (*path, "approvers"), what)


def _names(row: c.LogDecision, decision: KeyDecision) -> bool:
    said = " ".join(f"{row.question} {row.choice} {row.why} {' '.join(row.options)}".casefold().split())
    return any(word.casefold() in said for word in decision.words)


def _calls(s: Scenario, variant: Variant, here: Path) -> Flaws:
    due = variant.par.strategic_calls
    held = [step.command.call.removeprefix("@") for step in variant.reference if isinstance(step.command, c.HoldCall)]
    strategic = [name for name, account in s.accounts.items() if account.tier == "strategic"]
    if not due or "C8" in variant.not_reached:
        return
    path = (*here, "par", "strategic_calls")
    if not strategic:
        yield Flaw("truth-contradiction", path, "executive calls are due, though no account is strategic")
    elif max(held.count(name) for name in strategic) < due:
        what = f"the reference run holds fewer than {due} calls with a strategic account (C8)"
        yield Flaw("reference-gap", path, what)


def _notices(s: Scenario, variant: Variant, here: Path, reach: Reach) -> Flaws:
    """Notices that fall due within the drill and that the run does not give in time; the first signal starts them."""
    start_s = reach.signal_s
    for i, duty in enumerate(variant.truth.legal):
        path, due_s = (*here, "truth", "legal", i, "authority"), start_s + duty.within
        told = [x for x in variant.reference if isinstance(x.command, c.NotifyAuthority)]
        times = [x.at for x in told if duty.is_named(x.command.authority)]  # type: ignore[union-attr]
        if not times and due_s < s.horizon:
            yield Flaw("notice-missed", path, f"no step of the reference run notifies '{duty.authority}'")
        elif times and min(times) > due_s:
            what = f"'{duty.authority}' is to be told by {spell(due_s)}, and the reference run does so at"
            yield Flaw("notice-missed", path, f"{what} {spell(min(times))}")


def _confirmed(variant: Variant, here: Path, runbook: Runbook) -> Flaws:
    """A close before any customer who was asked is likely to have answered; gate G-2 knows no excuse."""
    waits_s = runbook.parameter("confirmation_min") * MINUTE_S // 1_000
    asked = [(i, x.at) for i, x in enumerate(variant.reference) if isinstance(x.command, c.AskConfirmation)]
    closes = [x.at for x in variant.reference if isinstance(x.command, c.CloseIncident)]
    if asked and closes and not variant.truth.false_alarm and min(at for _, at in asked) + waits_s > closes[0]:
        i, at_s = min(asked, key=lambda one: one[1])
        what = f"a customer asked at {spell(at_s)} answers after about {spell(waits_s)}"
        yield Flaw("reference-unconfirmed", (*here, "reference", i, "at"), f"{what}; it closes at {spell(closes[0])}")


def _restricted(variant: Variant, here: Path) -> Flaws:
    for i, step in enumerate(variant.reference):
        command = step.command
        if isinstance(command, c.PostUpdate) and command.channel.is_external:
            found = restricted_in(command.text, variant.truth.restricted)
            if found:
                yield Flaw("reference-wrong", (*here, i, "do"), f"publishes '{found[0]}', which is restricted")
