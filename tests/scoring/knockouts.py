"""For each criterion: which commands of the db-failover reference run are taken out or spoiled to lose it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from simulator import commands as c
from simulator.scenario import ScriptStep
from simulator.vocabulary import Channel, CreditKind, Seat, Severity

Spoil = Callable[[ScriptStep], ScriptStep | None]
"""One step of the reference run as it becomes; None takes it out."""

EXTERNAL = (Channel.STATUS_PAGE, Channel.CUSTOMER_MAIL)
_PROMISE = re.compile(r"[^.;]*\b(?:by|at) (?:\{in_\w+\}) UTC[^.]*\.")
_AHEAD = re.compile(r"\{in_\w+\}")


@dataclass(frozen=True, slots=True)
class Knockout:
    """Commands that one criterion rests on, and what becomes of them."""

    criterion: str
    commands: tuple[type[c.Base], ...]
    spoil: Spoil
    at_least: int = 1
    """How many steps it must touch, so that a changed script cannot make it hollow."""


def edit(steps: Sequence[ScriptStep], knockout: Knockout) -> tuple[list[ScriptStep], int]:
    """The script after a knock-out, and how many steps it touched."""
    left, touched = [], 0
    for step in steps:
        after = knockout.spoil(step) if isinstance(step.command, knockout.commands) else step
        touched += after is not step
        left += [after] if after is not None else []
    return left, touched


def out(step: ScriptStep) -> None:
    """Take the step out."""


def put(step: ScriptStep, **changes: Any) -> ScriptStep:
    """The step with some fields of its command changed."""
    return step.model_copy(update={"do": msgspec.structs.replace(step.command, **changes)})


def later(seconds: int) -> Spoil:
    """Give the command later."""
    return lambda step: step.model_copy(update={"at": step.at + seconds})


def each(**changes: Any) -> Spoil:
    """Change the same fields of every such command."""
    return lambda step: put(step, **changes)


def where(test: Callable[[Any], bool], spoil: Spoil) -> Spoil:
    """Only commands that fit."""
    return lambda step: spoil(step) if test(step.command) else step


def rewrite(change: Callable[[str], str]) -> Spoil:
    """Change the text of a command."""
    return lambda step: put(step, text=change(step.command.text))  # type: ignore[union-attr]


def seat(*seats: Seat) -> Callable[[Any], bool]:
    """Namings of these seats."""
    return lambda command: command.seat in seats


def is_external(command: c.PostUpdate) -> bool:
    """Customers read it."""
    return command.channel in EXTERNAL


def is_running(command: c.PostUpdate) -> bool:
    """Customers read it, and it is not the last one."""
    return is_external(command) and not command.final


def section(title: str, body: str = "") -> Callable[[str], str]:
    """Replace the section of a Markdown text whose heading begins so."""
    pattern = re.compile(rf"^## {title}.*?(?=^## |\Z)", re.MULTILINE | re.DOTALL)
    return lambda text: pattern.sub(body, text)


def _thin(step: ScriptStep) -> ScriptStep:
    """A post that promises and says nothing; no two alike."""
    words = ("looking into it", "still at work", "busy with this topic", "on the case", "examining things", "continuing", "checking")
    return put(step, text=f"We are {words[step.at // 60 % len(words)]} {'and ' * (step.at // 60 % 3)}aware of an issue. "
                          "Next update by {in_60m} UTC.")  # fmt: skip


def _middle(step: ScriptStep) -> ScriptStep | None:
    """Take out what falls between the first and the last posts."""
    return None if step.at > 20 * 60 else step


def _sections_gone(text: str) -> str:
    for title in ("Timeline", "Detection", "Response", "What went well", "What went poorly", "Where we were lucky"):
        text = section(title)(text)
    return text


def _untracked(text: str) -> str:
    """Actions as wishes: no owner, date, tracker or test."""
    wishes = "- Look at the flag service again\n- Think about the alert\n- Talk about pool settings\n- Watch the primary\n\n"
    return section("Actions", f"## Actions\n\n{wishes}")(text)


def _weak(text: str) -> str:
    """Every action a reminder, every type a process."""
    rows = "".join(
        f"| Remind everybody {about} in a training | {{techlead}} | 2026-05-05 | OPS-{n} | The list is signed | process | weak | P2 |\n"
        for n, about in enumerate(("of pool sizes", "of staged rollouts", "of idle sessions", "of the alert"), 1)
    )
    head = "| Action | Owner | Due | Tracker | Done when | Type | Strength | Priority |\n|---|---|---|---|---|---|---|---|\n"
    return section("Actions", f"## Actions\n{head}{rows}\n")(text)


def _blaming(text: str) -> str:
    """The same response, told as somebody's fault."""
    blame = (
        "The platform engineer was careless and is to blame. He should have checked the value. She failed to look at the pool. "
        "The operator neglected the alarm. It was the fault of the database engineer, who was negligent and could have known.\n\n"
    )
    return text.replace("## Contributing factors", f"{blame}## Contributing factors")


INTERRUPTS = ("@ceo-eta", "@cpo-severity", "@cro-list")

KNOCKOUTS = (
    Knockout("A1", (c.Declare,), later(50 * 60)),
    Knockout("A2", (c.AcknowledgePage,), out),
    Knockout("A3", (c.Declare,), each(severity=Severity.SEV3)),
    Knockout("A4", (c.Declare,), each(scope="errors", status=" ", impact_start_s=None)),
    Knockout("B1", (c.AssignRole,), where(seat(Seat.IC), later(60 * 60))),
    Knockout("B2", (c.AssignRole,), where(seat(Seat.COMMS_LEAD), each(holder="you"))),
    Knockout("B3", (c.AssignRole,), where(seat(Seat.TECH_LEAD, Seat.SCRIBE, Seat.EXEC_SPONSOR), out), 3),
    Knockout("B4", (c.StartTask,), each(time_box_s=10), 5),
    Knockout("C1", (c.PostUpdate,), where(is_running, out), 5),
    Knockout("C2", (c.PostUpdate,), where(is_running, _middle), 3),
    Knockout("C3", (c.PostUpdate,), where(is_running, rewrite(lambda text: _PROMISE.sub("", text))), 5),
    Knockout("C4", (c.PostUpdate, c.Reply, c.AcknowledgeCustomer), rewrite(lambda text: _AHEAD.sub("{in_5m}", text)), 9),
    Knockout("C5", (c.PostUpdate,), where(is_running, _thin), 5),
    Knockout("C6", (c.PostUpdate, c.Reply), rewrite(lambda text: f"{text} We guarantee that it never happens again."), 9),
    Knockout("C7", (c.PostUpdate,), where(is_external, rewrite(lambda text: f"{text} 60 % of sessions failed.")), 5),
    Knockout("C8", (c.PostBrief,), out),
    Knockout("D1", (c.StartTask,), where(lambda command: command.task == "freeze-flag", each(task="restart-app-servers"))),
    Knockout("D2", (c.LogEntry,), out, 9),
    Knockout("D3", (c.LogDecision,), out, 3),
    Knockout("D4", (c.RecordHypothesis,), out, 2),
    Knockout("E1", (c.AssignRole,), where(seat(Seat.SALES), out)),
    Knockout("E2", (c.ProposeCredit,), each(credit=CreditKind.GOODWILL, approver="vp_cs")),
    Knockout("E3", (c.ProposeCredit,), each(approver="hold")),
    Knockout("E4", (c.PostUpdate,), where(is_running, rewrite(lambda text: f"{text} This incident is resolved.")), 5),
    Knockout("E5", (c.Reply,), where(lambda command: command.message not in INTERRUPTS, out), 5),
    Knockout("F1", (c.AttachEvidence,), out, 3),
    Knockout("F2", (c.RecordConfirmation,), out),
    Knockout("F3", (c.PostUpdate,), where(lambda command: command.final, rewrite(lambda _: "We have closed this incident.")), 2),
    Knockout("F4", (c.SchedulePostmortem,), out),
    Knockout("G1", (c.SubmitPostmortem,), rewrite(_sections_gone)),
    Knockout("G2", (c.SubmitPostmortem,), rewrite(section("Impact", "## Impact\n\nIt was felt by customers in the afternoon.\n\n"))),
    Knockout("G3", (c.SubmitPostmortem,), rewrite(section("Contributing factors"))),
    Knockout("G4", (c.SubmitPostmortem,), rewrite(_blaming)),
    Knockout("G5", (c.SubmitPostmortem, c.AddRemediation), lambda step: rewrite(_untracked)(step)
             if isinstance(step.command, c.SubmitPostmortem) else None, 2),
    Knockout("G6", (c.SubmitPostmortem, c.AddRemediation), lambda step: rewrite(_weak)(step)
             if isinstance(step.command, c.SubmitPostmortem) else None, 2),
    Knockout("G7", (c.SubmitPostmortem,), rewrite(section("External narrative"))),
)  # fmt: skip
"""One knock-out for each criterion."""
