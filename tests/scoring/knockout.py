"""Ways to spoil a script, and for every criterion the spoiler that loses it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import msgspec

from simulator import commands as c
from simulator.clock import MINUTE_S
from simulator.scenario import ScriptStep
from simulator.vocabulary import Channel, CreditKind, Seat, Severity
from tests.scoring.plays import DATABASE, LEAK, TRANSFER, Script

Spoiler = Callable[[Script], Script]
Pick = Callable[[ScriptStep], bool]

# --- picking steps ------------------------------------------------------------------------------------------


def of(*kinds: type[c.Base], **fields: Any) -> Pick:
    """Steps that give one of these commands, with these fields; a tuple of values allows each of them."""

    def fits(step: ScriptStep) -> bool:
        allowed = {name: value if isinstance(value, tuple) else (value,) for name, value in fields.items()}
        right = all(getattr(step.command, name, None) in values for name, values in allowed.items())
        return isinstance(step.command, kinds) and right

    return fits


def both(first: Pick, second: Pick) -> Pick:
    """Steps that fit both."""
    return lambda step: first(step) and second(step)


def but(first: Pick, second: Pick) -> Pick:
    """Steps that fit the first and not the second."""
    return lambda step: first(step) and not second(step)


def between(first_min: int, last_min: int) -> Pick:
    """Steps from one drill minute up to, and without, another."""
    return lambda step: first_min * MINUTE_S <= step.at < last_min * MINUTE_S


# --- spoiling them ------------------------------------------------------------------------------------------


def without(pick: Pick) -> Spoiler:
    """Take the steps out."""
    return lambda script: tuple(step for step in script if not pick(step))


def only(pick: Pick) -> Spoiler:
    """Keep nothing else."""
    return lambda script: tuple(step for step in script if pick(step))


def delayed(pick: Pick, by_min: int) -> Spoiler:
    """Give the commands later, or earlier when the minutes are negative."""
    return _each(pick, lambda step: step.model_copy(update={"at": max(0, step.at + by_min * MINUTE_S)}))


def changed(pick: Pick, **fields: Any) -> Spoiler:
    """Give the commands with other fields."""
    return _each(pick, lambda step: step.model_copy(update={"do": msgspec.structs.replace(step.command, **fields)}))


def rewritten(pick: Pick, *edits: tuple[str, str], field: str = "text") -> Spoiler:
    """Replace what matches each pattern in a text of the commands."""

    def edit(step: ScriptStep) -> ScriptStep:
        text = getattr(step.command, field)
        for pattern, words in edits:
            text = re.sub(pattern, words, text, flags=re.MULTILINE | re.DOTALL)
        return step.model_copy(update={"do": msgspec.structs.replace(step.command, **{field: text})})

    return _each(pick, edit)


def reworded(pick: Pick, texts: tuple[str, ...]) -> Spoiler:
    """Give the commands with these texts in turn."""

    def spoil(script: Script) -> Script:
        turn = iter(texts * len(script))
        return tuple(changed(pick, text=next(turn))((step,))[0] if pick(step) else step for step in script)

    return spoil


def added(at_min: int, command: c.Command, seat: Seat = Seat.IC) -> Spoiler:
    """Give one command more."""
    return lambda script: (*script, ScriptStep.model_validate({"at": f"{at_min}m", "seat": seat, "do": command}))


def chain(*spoilers: Spoiler) -> Spoiler:
    """One after the other."""

    def spoil(script: Script) -> Script:
        for spoiler in spoilers:
            script = spoiler(script)
        return script

    return spoil


def _each(pick: Pick, change: Callable[[ScriptStep], ScriptStep]) -> Spoiler:
    return lambda script: tuple(change(step) if pick(step) else step for step in script)


# --- the table ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Row:
    """One criterion, and what loses it in which reference run."""

    criterion: str
    scenario: str
    spoiler: Spoiler
    story: str
    """What went wrong, in words."""


PUBLIC = of(c.PostUpdate, channel=(Channel.STATUS_PAGE, Channel.CUSTOMER_MAIL))
RUNNING = of(c.PostUpdate, channel=(Channel.STATUS_PAGE, Channel.CUSTOMER_MAIL), final=False)
FINAL = of(c.PostUpdate, channel=(Channel.STATUS_PAGE, Channel.CUSTOMER_MAIL), final=True)
SPOKEN = of(c.PostUpdate, c.Reply, c.AcknowledgeCustomer)
INTERRUPTIONS = of(c.Reply, message=("@ceo-eta", "@cpo-severity", "@cro-list"))
TIMED = (r"[^.;]*(?:by|at)\s+\{in_\w+\}\s+UTC[^.]*\.", "")
GENERIC = tuple(
    f"{trouble} {where}. Next update by {{in_2h}} UTC."
    for where in ("today", "in places", "at this time", "as we write", "on our side")
    for trouble in (
        "There is a problem with {home}", "Our service has an issue", "We see a difficulty",
        "There is trouble with the service", "A fault of some kind goes on",
    )
)  # fmt: skip
"""Posts that say that something is wrong and nothing else: one for each update of the longest run, no two alike."""
PROMISED = "Everything is fixed by {in_10m} UTC."
SECTION = r"^## {title}.*?(?=^## |\Z)"


def section(title: str, words: str = "") -> tuple[str, str]:
    """An edit that replaces a section of a post-mortem."""
    return SECTION.format(title=title), words


POSTMORTEM = of(c.SubmitPostmortem)
NO_BRIEF = (r"^\| \{moment\.briefed\}.*?\n", "")
"""A text waits for every moment that it names, and this one never comes."""
NO_FACTOR = "## Contributing factors\n\n1. It broke somehow.\n\n"
CULPRIT = "## Response\n\nThe outage was caused by Jonas. Jonas lied about the rehearsal, and our DBA was drunk. "
VERDICTS = (
    "## Response\n\nThe rollout was careless, the pool size obviously reckless, the review inadequate and the result "
    "unacceptable. "
)
WISHES = """## Actions

- Reject pool sizes outside the tested range
- Roll flags out in stages with a stop on errors
- Alert on the raw counter of write errors

"""
TRAININGS = """## Actions

| Action | Owner | Due | Tracker | Done when | Type | Priority |
|---|---|---|---|---|---|---|
| Train all engineers on pool settings | {sre} | 2026-05-05 | OPS-1 | Everybody has signed the list | process | P1 |
| Remind the teams to be careful with flags | {deputy} | 2026-05-05 | OPS-2 | The mail is out | process | P1 |
| Discuss the incident in the weekly meeting | {techlead} | 2026-05-05 | OPS-3 | It is in the minutes | process | P2 |

"""

ROWS = (
    Row("A1", DATABASE, delayed(of(c.Declare), -10), "declared before anything could be seen"),
    Row("A1", LEAK, delayed(of(c.Declare), 50), "declared an hour after the page"),
    Row("A2", DATABASE, without(of(c.AcknowledgePage)), "nobody took the page"),
    Row("A3", DATABASE, changed(of(c.Declare), severity=Severity.SEV3), "declared two levels too low"),
    Row(
        "A4", DATABASE, changed(of(c.Declare), scope="errors", status=" ", impact_start_s=None),
        "the record names no scope, no start and no status",
    ),
    Row("B1", DATABASE, without(of(c.AssignRole, seat=Seat.IC)), "nobody was named to command"),
    Row("B2", DATABASE, changed(of(c.AssignRole, seat=Seat.COMMS_LEAD), holder="you"), "the commander writes too"),
    Row(
        "B3", DATABASE,
        changed(of(c.AssignRole, seat=(Seat.TECH_LEAD, Seat.SCRIBE, Seat.EXEC_SPONSOR, Seat.CS)), holder="secops"),
        "one untrained person holds every seat",
    ),
    Row(
        "B3", LEAK,
        without(of(c.AssignRole, seat=(Seat.LEGAL, Seat.SECURITY, Seat.TECH_LEAD, Seat.SCRIBE, Seat.EXEC_SPONSOR))),
        "a security incident without Legal and Security",
    ),
    Row("B4", DATABASE, changed(of(c.StartTask), time_box_s=10), "tasks without a time-box"),
    Row("C1", DATABASE, without(both(PUBLIC, between(0, 113))), "silence for two hours"),
    Row("C2", DATABASE, without(both(PUBLIC, between(16, 113))), "silence after the first update"),
    Row("C2", LEAK, without(both(PUBLIC, between(40, 240))), "one mail in the morning and one in the afternoon"),
    Row("C3", DATABASE, rewritten(RUNNING, TIMED), "updates without a time"),
    Row("C4", DATABASE, rewritten(SPOKEN, (r"\{in_\w+\}", "{in_6m}")), "six minutes promised and never kept"),
    Row("C5", TRANSFER, reworded(RUNNING, GENERIC), "updates that say nothing"),
    Row(
        "C6", DATABASE,
        rewritten(SPOKEN, (r"\Z", " We guarantee that this never happens again.")), "guarantees in every text",
    ),
    Row("C7", DATABASE, rewritten(RUNNING, (r"\b18\s+%", "60 %")), "a scope three times the true one"),
    Row(
        "C8", DATABASE,
        chain(without(of(c.PostBrief)), rewritten(POSTMORTEM, NO_BRIEF)),
        "executives in the dark, and a post-mortem that names no brief",
    ),
    Row(
        "D1", DATABASE,
        added(21, c.StartTask(task="restart-app-servers", owner=Seat.TECH_LEAD, time_box_s=900)),
        "every server restarted at once",
    ),
    Row("D2", DATABASE, without(of(c.LogEntry)), "an empty timeline"),
    Row("D3", DATABASE, without(of(c.LogDecision)), "no decision on file"),
    Row("D4", DATABASE, without(of(c.RecordHypothesis)), "no hypothesis on file"),
    Row("E1", DATABASE, without(of(c.AssignRole, seat=(Seat.CS, Seat.SALES))), "nobody who knows the account"),
    Row("E2", DATABASE, changed(of(c.ProposeCredit), amount_cents=400_100), "a credit that is off by a euro"),
    Row("E2", TRANSFER, changed(of(c.ProposeCredit), credit=CreditKind.SLA_CREDIT), "goodwill as if it were owed"),
    Row("E3", TRANSFER, changed(of(c.ProposeCredit), approver="cs_manager"), "promised on a word that was not enough"),
    Row("E4", DATABASE, rewritten(RUNNING, (r"\Z", " " + PROMISED)), "a repair promised and missed, time after time"),
    Row("E5", DATABASE, without(but(of(c.Reply), INTERRUPTIONS)), "no customer gets an answer"),
    Row("F1", DATABASE, without(of(c.AttachEvidence)), "closed on a word"),
    Row("F2", DATABASE, without(of(c.RecordConfirmation)), "closed without the customer's yes"),
    Row("F2", TRANSFER, without(of(c.RecordConfirmation)), "asked and never heard"),
    Row("F3", DATABASE, changed(FINAL, text="The incident is over and this page is closed."), "a note without content"),
    Row("F4", DATABASE, without(of(c.SchedulePostmortem)), "no date for the post-mortem"),
    Row(
        "G1", DATABASE,
        rewritten(POSTMORTEM, section("Timeline"), (r"^## (?:Summary|Detection|Response|What went|Where we).*?$", "")),
        "a post-mortem without timeline and sections",
    ),
    Row("G2", DATABASE, rewritten(POSTMORTEM, (r"18 %", "45 %")), "false figures"),
    Row("G3", DATABASE, rewritten(POSTMORTEM, section("Contributing factors", NO_FACTOR)), "no factor"),
    Row("G4", DATABASE, rewritten(POSTMORTEM, (r"^## Response\s+", VERDICTS)), "a verdict in every line"),
    Row("G4", DATABASE, rewritten(POSTMORTEM, (r"^## Response\s+", CULPRIT)), "a person as the cause"),
    Row(
        "G5", DATABASE,
        chain(
            rewritten(POSTMORTEM, section("Actions", WISHES)),
            without(of(c.AddRemediation)),
        ),
        "actions that nobody owns",
    ),
    Row(
        "G6", DATABASE,
        chain(rewritten(POSTMORTEM, section("Actions", TRAININGS)), without(of(c.AddRemediation))),
        "training for everybody",
    ),
    Row("G7", DATABASE, rewritten(POSTMORTEM, section("External narrative")), "nothing for the customers"),
)  # fmt: skip
"""Every criterion at least once."""
