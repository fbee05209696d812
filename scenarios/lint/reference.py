"""The reference run: whether it does what the runbook scores, in time, and as the truth has it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from itertools import pairwise

from scenarios.lint.finding import Flaw, Flaws
from scenarios.lint.reach import Reach
from simulator import commands as c
from simulator.clock import parse_duration_s, spell
from simulator.runbook import Runbook
from simulator.scenario import Scenario, ScriptStep, Variant
from simulator.scenario.model import EXAM_WALL_S
from simulator.vocabulary import CreditKind, Seat

_IN = re.compile(r"\{in_(\d{1,4}[mhd])\}")
Test = Callable[[c.Command], bool]


def _is(*kinds: type[c.Base]) -> Test:
    return lambda command: isinstance(command, kinds)


def _names(seat: Seat) -> Test:
    return lambda command: isinstance(command, c.AssignRole) and command.seat is seat


def _posts(command: c.Command) -> bool:
    return isinstance(command, c.PostUpdate) and command.channel.is_external


_DUTIES: tuple[tuple[str, str, Test], ...] = (
    ("A1", "declares", _is(c.Declare)),
    ("A2", "acknowledges the page", _is(c.AcknowledgePage)),
    ("B1", "names an Incident Commander", _names(Seat.IC)),
    ("B2", "names a Comms Lead", _names(Seat.COMMS_LEAD)),
    ("C1", "tells customers anything", _posts),
    ("C8", "briefs the executives", _is(c.PostBrief)),
    ("D1", "starts a task", _is(c.StartTask)),
    ("D2", "writes the log", _is(c.LogEntry)),
    ("D3", "logs a decision", _is(c.LogDecision)),
    ("F1", "attaches evidence", _is(c.AttachEvidence)),
    ("F1", "marks it as resolved", _is(c.MarkResolved)),
    ("F2", "asks a customer whether it works", _is(c.AskConfirmation)),
    ("F2", "records a customer's yes", _is(c.RecordConfirmation)),
    ("F2", "closes the record", _is(c.CloseIncident)),
    ("F3", "posts a resolution note (final: true)", lambda x: isinstance(x, c.PostUpdate) and x.final),
    ("F4", "schedules the post-mortem", _is(c.SchedulePostmortem)),
    ("G1", "hands in the post-mortem", _is(c.SubmitPostmortem)),
)
"""Criterion, what the run must do for it, and how to tell."""


def check_reference(s: Scenario, reaches: Mapping[str, Reach], runbook: Runbook) -> Flaws:
    """Every flaw of the reference runs, and of the exam's pace that plays beside them."""
    yield from _pace(s)
    for name, variant in s.variants.items():
        yield from _gaps(name, variant)
        yield from _steps(s, name, reaches[name])
        yield from _right(name, variant)
        yield from _credits(name, variant)
        yield from _answers(s, name, reaches[name])
        if not variant.truth.false_alarm:
            yield from _clock(s, name, variant, reaches[name], runbook)


def _pace(s: Scenario) -> Flaws:
    for i, (earlier, later) in enumerate(pairwise(s.pace_plan), 1):
        if later.until <= earlier.until:
            yield Flaw("pace-plan", ("pace_plan", i, "until"), "the times must rise")
    if s.pace_plan and s.pace_plan[-1].until < s.horizon:
        what = f"the plan ends at {spell(s.pace_plan[-1].until)}, before the horizon at {spell(s.horizon)}"
        yield Flaw("pace-plan", ("pace_plan", len(s.pace_plan) - 1, "until"), what)
    starts = (0, *(step.until for step in s.pace_plan))
    wall_s = sum(max(0, x.until - start) // x.multiplier for start, x in zip(starts, s.pace_plan, strict=False))
    if wall_s > EXAM_WALL_S:
        what = f"the plan takes {spell(wall_s)} on the wall; an exam has {spell(EXAM_WALL_S)}"
        yield Flaw("pace-plan", ("pace_plan", len(s.pace_plan) - 1, "multiplier"), what)


def _gaps(name: str, variant: Variant) -> Flaws:
    commands = [step.command for step in variant.reference]
    here = ("variants", name, "reference")
    duties: tuple[tuple[str, str, Test], ...]
    if variant.truth.false_alarm:
        duties = (("A2", "acknowledges the page", _is(c.AcknowledgePage)), ("A1", "stands down", _is(c.StandDown)))
    else:
        duties = tuple(duty for duty in _DUTIES if duty[0] not in variant.not_reached)
    for criterion, words, test in duties:
        if not any(test(command) for command in commands):
            yield Flaw("reference-gap", here, f"no step {words} ({criterion})")
    if not any(isinstance(command, c.FinishDrill) for command in commands):
        yield Flaw("reference-gap", here, "no step ends the drill (finish_drill)")


def _steps(s: Scenario, name: str, reach: Reach) -> Flaws:
    paged = {step.command.team for step in reach.variant.reference if isinstance(step.command, c.PageTeam)}
    seated = {x.command.holder for x in reach.variant.reference if isinstance(x.command, c.AssignRole | c.HandOver)}
    present = paged | {s.cast[holder].team for holder in seated if holder in s.cast}
    banked = {inject.id for inject in s.injects if inject.bank}
    for i, step in enumerate(reach.variant.reference):
        here, command = ("variants", name, "reference", i), step.command
        if step.at >= s.horizon:
            yield Flaw("reference-late", (*here, "at"), f"at {spell(step.at)} the drill is over ({spell(s.horizon)})")
        if step.when is not None and not reach.can(step.when):
            yield Flaw("reference-stuck", (*here, "when"), f"'{step.when}' can never hold")
        if isinstance(command, c.StartTask) and s.tasks[command.task].team not in present:
            what = f"nobody pages the team '{s.tasks[command.task].team}' of the task '{command.task}'"
            yield Flaw("reference-stuck", (*here, "do"), what)
        elif isinstance(command, c.StartTask) and command.task not in reach.tasks:
            yield Flaw("reference-stuck", (*here, "do"), f"the task '{command.task}' can never be done")
        if isinstance(command, c.Reply) and command.message.removeprefix("@") not in reach.injects | banked:
            what = f"the inject '{command.message.removeprefix('@')}' never fires in this variant"
            yield Flaw("reference-stuck", (*here, "do"), what)


def _right(name: str, variant: Variant) -> Flaws:
    """Severity, class and tasks as the truth has them."""
    truth = variant.truth
    for i, step in enumerate(variant.reference):
        path, command = ("variants", name, "reference", i, "do"), step.command
        if isinstance(command, c.Declare) and (command.severity, command.incident_class) != (
            truth.severity, truth.incident_class,
        ):  # fmt: skip
            right = f"{truth.severity} {truth.incident_class}"
            what = f"declares {command.severity} {command.incident_class}; right is {right}"
            yield Flaw("reference-wrong", path, what)
        if isinstance(command, c.StandDown) and not truth.false_alarm:
            yield Flaw("reference-wrong", path, "stands down, though this is no false alarm")
        if isinstance(command, c.StartTask) and command.task in truth.harmful:
            yield Flaw("reference-wrong", path, f"starts '{command.task}', which the truth calls harmful")


def _credits(name: str, variant: Variant) -> Flaws:
    due = variant.truth.credit
    proposed = {}
    for i, step in enumerate(variant.reference):
        command = step.command
        if isinstance(command, c.ProposeCredit):
            proposed[command.account] = command
            right = due.get(command.account)
            if right is None or not _fits(command, right.credit, right.least, right.most):
                path = ("variants", name, "reference", i, "do")
                yield Flaw("reference-wrong", path, f"proposes what the account '{command.account}' is not due")
    for account in due:
        if account not in proposed and "E2" not in variant.not_reached:
            what = f"no step proposes the credit that the account '{account}' is due (E2)"
            yield Flaw("reference-gap", ("variants", name, "truth", "credit", account), what)


def _fits(command: c.ProposeCredit, kind: CreditKind, least: int, most: int) -> bool:
    return command.credit is kind and (kind is CreditKind.TERM_EXTENSION or least <= command.amount_cents <= most)


def _answers(s: Scenario, name: str, reach: Reach) -> Flaws:
    replied = {x.command.message.removeprefix("@") for x in reach.variant.reference if isinstance(x.command, c.Reply)}
    for i, inject in enumerate(s.injects):
        certain = inject.at is not None and inject.unless is None and inject.chance_pct == 100
        if certain and inject.asks and inject.account and inject.id in reach.injects and inject.id not in replied:
            what = f"the reference run of '{name}' never answers '{inject.id}'"
            yield Flaw("reference-unanswered", ("injects", i, "asks"), what)


def _clock(s: Scenario, name: str, variant: Variant, reach: Reach, runbook: Runbook) -> Flaws:
    """External updates of the reference run, held against the cadence and against what each one promises."""
    cadence_s = runbook.cadence.for_incident(variant.truth.severity, variant.truth.incident_class)
    start_s = reach.signal_s
    posts = [(i, step) for i, step in enumerate(variant.reference) if _posts(step.command)]
    if "C2" in variant.not_reached:
        return
    if start_s + cadence_s >= s.horizon:
        what = f"the first update is due {spell(cadence_s)} after the signal, and the drill ends at {spell(s.horizon)}"
        yield Flaw("clock-beyond", ("horizon",), f"{what} (C2 in '{name}')")
    if not posts:
        return
    moments = [(-1, start_s), *((i, step.at) for i, step in posts if step.at >= start_s)]
    if len(moments) == 1:
        what = f"no external update follows the first signal at {spell(start_s)}"
        yield Flaw("clock-impossible", ("variants", name, "reference"), what)
    for (_, before_s), (i, at_s) in pairwise(sorted(moments, key=lambda moment: moment[1])):
        if at_s - before_s > cadence_s:
            what = f"{spell(at_s - before_s)} of silence before this update; the cadence is {spell(cadence_s)}"
            yield Flaw("clock-impossible", ("variants", name, "reference", i, "at"), what)
    yield from _promised(name, variant, posts, runbook)


def _promised(name: str, variant: Variant, posts: list[tuple[int, ScriptStep]], runbook: Runbook) -> Flaws:
    cadence_s = runbook.cadence.for_incident(variant.truth.severity, variant.truth.incident_class)
    for i, step in posts:
        ahead = [parse_duration_s(word) for word in _IN.findall(step.command.text)]  # type: ignore[union-attr]
        path = ("variants", name, "reference", i, "do")
        if ahead and min(ahead) > cadence_s:
            what = f"promises the next news in {spell(min(ahead))}; the cadence is {spell(cadence_s)}"
            yield Flaw("clock-impossible", path, what)
        later = [other.at for _, other in posts if other.at > step.at]
        if ahead and not later and not _ends(step):
            yield Flaw("clock-impossible", path, "promises another update, and none follows in the reference run")


def _ends(step: ScriptStep) -> bool:
    return isinstance(step.command, c.PostUpdate) and step.command.final
