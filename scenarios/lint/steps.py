"""The steps of a reference run, one by one: whether each can be carried out when its time comes."""

from __future__ import annotations

from collections.abc import Iterator

from scenarios.document import Path
from scenarios.lint.course import COMMAND_OF_EVENT, Course
from scenarios.lint.finding import Flaw, Flaws
from scenarios.lint.reach import Reach
from simulator import commands as c
from simulator.clock import spell
from simulator.errors import CommandRefused
from simulator.placeholder import find_placeholders
from simulator.rules import check_values
from simulator.scenario import ScriptStep
from simulator.scenario.truth import KeyMoment

CALL_WINDOW_S = 600
"""A call is held from ten minutes before its time to ten minutes after."""
_ORDER: tuple[tuple[type[c.Base], type[c.Base], str], ...] = (
    (c.MarkResolved, c.CloseIncident, "closes before it is resolved"),
    (c.MarkResolved, c.SubmitPostmortem, "hands in the post-mortem before it is resolved"),
    (c.Declare, c.MarkMitigated, "marks as mitigated what is not declared yet"),
    (c.Declare, c.MarkResolved, "marks as resolved what is not declared yet"),
)
_FIRST: tuple[tuple[type[c.Base], type[c.Base], str, str], ...] = (
    (c.HoldCall, c.ScheduleCall, "call", "schedules a call with"),
    (c.GrantCredit, c.ProposeCredit, "proposal", "proposes a credit for"),
    (c.ApproveCredit, c.ProposeCredit, "proposal", "proposes a credit for"),
    (c.RecordConfirmation, c.AskConfirmation, "message", "asks for a yes from"),
)
"""A step that refers to what an earlier one brings about, by the account."""


def check_steps(reach: Reach) -> Flaws:
    """Every step that cannot be carried out as it stands."""
    course = Course(reach, reach.variant.reference)
    here: Path = ("variants", reach.variant_id, "reference")
    for i, step in enumerate(reach.variant.reference):
        yield from _values((*here, i, "do"), step)
        yield from _references(course, (*here, i, "do"), step)
        yield from _moments(course, (*here, i, "do"), step)
        yield from _evidence(course, (*here, i, "do"), step)
    yield from _order(course, here)
    yield from _missing_moments(course)


def _values(path: Path, step: ScriptStep) -> Flaws:
    try:
        check_values(step.command)
    except CommandRefused as refusal:
        what = str(refusal).rstrip(".")
        yield Flaw("reference-stuck", path, f"{what[:1].lower()}{what[1:]}: {refusal.hint}")


def _references(course: Course, path: Path, step: ScriptStep) -> Flaws:
    for later, earlier, field, words in _FIRST:
        if isinstance(step.command, later):
            account = str(getattr(step.command, field)).removeprefix("@")
            before = [s.command for s in course.steps if isinstance(s.command, earlier) and s.at <= step.at]
            if all(getattr(command, "account", None) != account for command in before):
                yield Flaw("reference-stuck", path, f"no earlier step {words} '{account}'")
    if isinstance(step.command, c.HoldCall):
        account = step.command.call.removeprefix("@")
        calls = [s.command for s in course.steps if isinstance(s.command, c.ScheduleCall) and s.at <= step.at]
        times = [call.at_s for call in calls if call.account == account]
        if times and not any(abs(time - step.at) <= CALL_WINDOW_S for time in times):
            what = f"the call with '{account}' is at {spell(times[-1])}, and this step at {spell(step.at)}"
            yield Flaw("reference-stuck", path, what)


def _moments(course: Course, path: Path, step: ScriptStep) -> Flaws:
    """A text waits for every moment that it names."""
    moments = {name.replace("-", "_"): spec for name, spec in course.reach.variant.truth.key_moments.items()}
    for name in sorted({name for text in _texts(step) for name in _names(text)}):
        spec = moments.get(name)
        if spec is not None and not comes(course, spec):
            what = f"its text names {{moment.{name}}}, which no step of the run brings about, so it waits for ever"
            yield Flaw("reference-stuck", path, what)


def _names(text: str) -> Iterator[str]:
    return (name.removeprefix("moment.") for name, _ in find_placeholders(text) if name.startswith("moment."))


def _texts(step: ScriptStep) -> Iterator[str]:
    for field in step.command.__struct_fields__:
        value = getattr(step.command, field)
        yield from (part for part in (value if isinstance(value, tuple) else (value,)) if isinstance(part, str))


def comes(course: Course, moment: KeyMoment) -> bool:
    """Whether the run brings a key moment about; True for what the world does by itself."""
    if moment.event == "task_finished":
        return moment.where.get("task") is None or moment.where["task"] in course.done
    kind = COMMAND_OF_EVENT.get(moment.event)
    return kind is None or any(isinstance(s.command, kind) and _matches(s.command, moment) for s in course.steps)


def _matches(command: c.Base, moment: KeyMoment) -> bool:
    own = [field for field in moment.where if field in command.__struct_fields__]
    return all(str(getattr(command, field)).lower() == moment.where[field] for field in own)


def _missing_moments(course: Course) -> Flaws:
    variant = course.reach.variant
    for name, moment in variant.truth.key_moments.items() if "D2" not in variant.not_reached else ():
        if not comes(course, moment):
            path = ("variants", course.reach.variant_id, "truth", "key_moments", name)
            yield Flaw("moment-unreachable", path, f"'{name}': no step of the reference run brings it about")


def _evidence(course: Course, path: Path, step: ScriptStep) -> Flaws:
    if not isinstance(step.command, c.AttachEvidence):
        return
    source, s = step.command.source, course.scenario
    if source not in s.tasks or source == "document":
        if source not in s.signals and source != "document":
            yield Flaw("reference-stuck", path, f"'{source}' is no task, no signal and not `document`")
    elif source not in course.done:
        yield Flaw("reference-stuck", path, f"no step starts the task '{source}' whose output is attached")


def _order(course: Course, here: Path) -> Flaws:
    places = {id(step): i for i, step in enumerate(course.reach.variant.reference)}
    ends = [step for step in course.steps if isinstance(step.command, c.FinishDrill)]
    for step in course.steps if ends else ():
        if step.at > ends[0].at:
            what = f"the run ends the drill at {spell(ends[0].at)}, before this step"
            yield Flaw("reference-late", (*here, places[id(step)], "at"), what)
    for first, then, words in _ORDER:
        one, other = (next((s for s in course.steps if isinstance(s.command, kind)), None) for kind in (first, then))
        if one is not None and other is not None and other.at < one.at and other.when is None:
            yield Flaw("reference-stuck", (*here, places[id(other)], "at"), f"the run {words}")
