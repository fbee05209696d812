"""Whether the room has found that the alarm was false, by what it learned first and by a colleague's words second."""

from __future__ import annotations

import re
from collections.abc import Iterable

from simulator.bots.player import TaskCard
from simulator.bots.room import ENDED, Room
from simulator.clock import HOUR_S
from simulator.vocabulary import IncidentClass, TaskState
from simulator.world.stage import HEARTBEAT_S

DOUBTS_S, DOUBTS_MOST_S = HOUR_S, 3 * HOUR_S
"""Without good judgement a commander doubts so long after the look that taught it, and so long after the signal. A
guess."""
_HARMLESS = {"scope_pct": "0", "security": "none", "data_loss": "none"}
"""What facts say when nobody is hurt; anything else that is learned under these names speaks of a real incident."""
_SECOND = re.compile(
    r"\b(?:second (?:measurement|source|count|calculation|look)|independent|alarm|both sides|cross-?check)\b",
    re.IGNORECASE,
)
_REASSURING = re.compile(
    r"\b(?:as ever|normal|as usual|hold(?:s)? every|every posting|agree|their (?:own|new)|planned|expected"
    r"|synthetic|test traffic|none missing"
    r"|nothing is missing|complete|alone is|artefact|artifact|false alarm|counts? .{0,40}(?:twice|times)"
    r"|was cleared|harmless|no difference|(?:all|every) (?:[\w,]+ ){1,3}(?:is |are )?right)\b",
    re.IGNORECASE,
)
_ALARMING = re.compile(
    r"\bit is real\b|\bsame failures\b|\balarm is right\b|\bnone of them\b|\bnot theirs\b|\bbelong to nobody\b"
    r"|\bdo(?:es)? not agree\b|(?<!\bnothing )(?<!\bnone )\bis missing\b"
    r"|\bconfirm(?:s|ed)? the alarm\b|\bsomebody else\b",
    re.IGNORECASE,
)


def is_second_source(card: TaskCard) -> bool:
    """Whether a task holds the alarm against something independent."""
    return card.kind == "verify" and bool(_SECOND.search(f"{card.title} {card.task}"))


def false_alarm(room: Room) -> str:
    """What was found that explains the alarm away; empty while nothing does."""
    key = ("false alarm", room.incident_class, len(room.memory.results))
    return room.recall(key, lambda: _learned(room) or _told(room))


def sees_false_alarm(room: Room) -> str:
    """The same, as the commander sees it: at once with good judgement, otherwise only after a long time."""
    why, judges = false_alarm(room), room.nerve.judges("stand-down")
    if not why or judges or room.now - (room.signal_s or 0) > DOUBTS_MOST_S:
        return why
    looks = [run.ended_s for run in room.incident.tasks.values() if run.result == why and run.state in ENDED]
    return why if _learned(room) and looks and room.now - max(looks) > DOUBTS_S else ""


def _learned(room: Room) -> str:
    """The result of the look that taught us that nobody is hurt, or why it seemed so; empty while facts deny it."""
    facts = [(at_s, fact.key, fact.value) for at_s, fact in room.incident.facts.values()]
    if any(key == "restored" or value != _HARMLESS.get(key, value) for _, key, value in facts):
        return ""
    enough = ("scope_pct", "security") if room.incident_class is IncidentClass.SECURITY else ("scope_pct",)
    unhurt = {at_s for at_s, key, _ in facts if key in enough}
    if not unhurt or _has_mended(room, min(unhurt)):
        return ""
    why = {at_s for at_s, key, _ in facts if key in ("cause", "data_loss")}
    checks = _taught(room, ("verify",), unhurt | why) or _taught(room, ("diagnose",), unhurt)
    return checks[-1] if checks else ""


def _has_mended(room: Room, by_s: int) -> bool:
    """Whether a step of ours had an effect before then: it may be why nobody is hurt."""
    runs = room.incident.tasks
    steps = [runs[card.task] for card in room.tasks_in(TaskState.DONE) if card.kind in ("contain", "fix")]
    return any(run.moved and run.ended_s <= by_s for run in steps)


def _taught(room: Room, kinds: tuple[str, ...], learned_s: Iterable[int]) -> list[str]:
    """Results of finished work of these kinds, in the order of its start, as whose outcome something was learned."""
    runs = [room.incident.tasks[card.task] for card in room.tasks_in(TaskState.DONE) if card.kind in kinds]
    return [run.result for run in runs if any(0 <= at_s - run.ended_s <= HEARTBEAT_S for at_s in learned_s)]


def _told(room: Room) -> str:
    """The reassuring word of a second, independent source, while no customer is hurt and no such source alarms."""
    if room.voiced:
        return ""
    results = [
        room.incident.tasks[card.task].result for card in room.tasks_in(TaskState.DONE) if is_second_source(card)
    ]
    if any(_ALARMING.search(result) for result in results):
        return ""
    return next((result for result in results if _REASSURING.search(result)), "")
