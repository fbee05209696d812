"""The technical side of command: tasks with owner and time-box, decisions before risky steps, hypotheses, evidence."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache, partial

from simulator import commands as c
from simulator.bots import picture
from simulator.bots.agenda import MOST_AT_ONCE, board
from simulator.bots.allclear import false_alarm
from simulator.bots.phrase import capital
from simulator.bots.player import TaskCard
from simulator.bots.room import ENDED, Room, Wish, sentences
from simulator.clock import HOUR_S, MINUTE_S, hhmm
from simulator.vocabulary import HypothesisState, IncidentClass, Seat, TaskState

TIME_BOX_S = {"contain": 900, "diagnose": 1_500, "fix": 2_700, "verify": 1_800, "evidence": 1_500, "prevent": 2_700}
RESULT = 170
"""Longest part of a report that goes into a note, in characters."""


def tasks(room: Room) -> Iterator[Wish]:
    """Start what is wanted now, as far as there are hands and the span of control allows."""
    idle = room.signal_s is None or room.incident.stood_down_s is not None or room.incident.closed_s is not None
    if idle or len(room.tasks_in(TaskState.RUNNING)) >= MOST_AT_ONCE:
        return
    plan = board(room)
    wanted = plan.wanted
    moves = len(room.incident.tasks)
    if wanted and not room.nerve.judges(f"task-{moves}"):
        others = plan.startable("contain", "fix", "diagnose") if not room.calm else []
        if room.nerve.judges(f"careful-{moves}") or false_alarm(room):
            others = plan.safe(others)
        others = [card for card in others if room.free_hands(card.team) > 0]
        wanted = [room.nerve.chance.pick(others, "task", "stray", moves)] if others else wanted
    hands: dict[str, int] = {}
    for card in wanted:
        free = hands.setdefault(card.team, room.free_hands(card.team))
        if free > 0:
            hands[card.team] -= 1
            yield from _start(room, card)


def _start(room: Room, card: TaskCard) -> Iterator[Wish]:
    """A step with a warning on its card is decided with the sponsor first; the first containment by the commander."""
    tries = room.memory.times(f"start-{card.task}-")
    risky = bool(card.risk) or not card.reversible
    first = card.kind == "contain" and not room.memory.times("decide-")
    decides = (risky or first) and room.nerve.judges(f"decide-{card.task}")
    if decides and not room.served(f"decide-{card.task}"):
        if not room.incident.declared:
            return
        yield Wish(
            f"decide-{card.task}",
            lambda: _decision(room, card, risky),
            rank=1,
            pause_s=room.nerve.skill.reaction_s // 2,
        )
        return
    yield Wish(
        f"start-{card.task}-{tries + 1}",
        lambda: c.StartTask(task=card.task, owner=_owner(room, card), time_box_s=TIME_BOX_S.get(card.kind, 1_800)),
        rank=1,
        pause_s=room.nerve.skill.reaction_s // 2,
    )


def _owner(room: Room, card: TaskCard) -> Seat:
    """The seat that would sensibly own it; somebody new to the role takes it on alone now and then."""
    return card.owner if room.nerve.judges(f"owner-{card.task}") else Seat.IC


def _decision(room: Room, card: TaskCard, risky: bool) -> c.Command:
    others = [o.title for o in board(room).startable("contain", "fix", "diagnose") if o.task != card.task][:2]
    choice = capital(card.title)
    if risky:
        sponsor = room.name_of(Seat.EXEC_SPONSOR, "the executive sponsor")
        risk = card.risk or "It cannot be undone."
        why = (
            f"The safer steps have not been enough. The warning was weighed: {risk} {capital(sponsor)} approves it on"
            " that footing."
        )
        question = f"Do we accept the risk of this step: {card.title}?"
    else:
        why = (
            f"It can be undone, it is quick, and it fits what changed before"
            f" {room.utc(picture.start_s(room))}; the diagnosis goes on beside it."
        )
        question = f"Contain before the diagnosis is complete, with this step: {card.title}?"
    approver = Seat.EXEC_SPONSOR.value if risky else Seat.IC.value
    return c.LogDecision(
        question=question,
        options=(choice, *others, "Wait for the diagnosis"),
        choice=choice,
        why=why,
        approver=approver,
    )


# --- hypotheses -----------------------------------------------------------------------------------------------


def hypotheses(room: Room) -> Iterator[Wish]:
    """Open what is suspected, and settle it when something was learned."""
    if room.incident.stood_down_s is not None and room.nerve.judges("learn-alarm"):
        yield from _refute(room, "", "The alarm does not agree with an independent measurement, and nobody is affected")
    if not room.open:
        return
    if not picture.cause_statement(room):
        yield from _suspect(room)
    for name, (_, fact) in room.incident.facts.items():
        if fact.key == "cause" and room.nerve.judges(f"learn-{name}"):
            certain = _is_certain(room, fact.text)
            state = HypothesisState.CONFIRMED if certain else HypothesisState.OPEN
            yield Wish(
                f"settle-{fact.value}-{state.value}",
                partial(_suppose, fact.value.replace(" ", "-"), state, fact.text),
                Seat.TECH_LEAD,
                rank=4,
            )
            if certain:
                yield from _refute(room, fact.value, fact.text)


def _suspect(room: Room) -> Iterator[Wish]:
    for name, why in _suspects(room).items():
        if name not in room.incident.hypotheses and room.nerve.judges(f"suspect-{name}"):
            yield Wish(
                f"suspect-{name}",
                partial(_suppose, name, HypothesisState.OPEN, why),
                Seat.TECH_LEAD,
                rank=4,
            )


def _suspects(room: Room) -> dict[str, str]:
    began = room.utc(picture.start_s(room))
    if room.incident_class is IncidentClass.SECURITY:
        return {
            "stolen-access": f"The activity began at {began} and does not fit how the accounts are used",
            "faulty-alarm": "A change in how we measure could look the same; to be ruled out",
        }
    return {
        "recent-change": f"The first effect at {began} follows closely on what was changed before it",
        "load-or-capacity": "More work than usual could have the same effect; to be ruled out",
    }


def _is_certain(room: Room, text: str) -> bool:
    """A diagnosis has ended and the words do not hedge."""
    diagnosed = any(card.kind == "diagnose" for card in room.tasks_in(*ENDED))
    return diagnosed and not any(
        word in text.lower() for word in ("suspect", "may ", "might", "probably", "has a part", "possibly")
    )


def _refute(room: Room, cause: str, why: str) -> Iterator[Wish]:
    """What was supposed besides the confirmed cause is closed."""
    for name, (_, state, _) in room.incident.hypotheses.items():
        if state is HypothesisState.OPEN and name != cause.replace(" ", "-"):
            yield Wish(
                f"refute-{name}",
                partial(_suppose, name, HypothesisState.REFUTED, f"Explained otherwise. {why}"),
                Seat.TECH_LEAD,
                rank=5,
            )


def _suppose(name: str, state: HypothesisState, why: str) -> c.Command:
    return c.RecordHypothesis(hypothesis=name, state=state, why=why)


# --- evidence -------------------------------------------------------------------------------------------------


def evidence(room: Room) -> Iterator[Wish]:
    """Attach what proves how it began, what was done, and that it is over."""
    if not room.incident.declared:
        return
    attached = {ev.source for _, ev in room.incident.evidence}
    for card in room.tasks_in(TaskState.DONE):
        key = f"evidence-{card.task}"
        if card.task not in attached and not room.served(key) and room.nerve.closes(key):
            yield Wish(key, partial(_of_task, room, card), Seat.SCRIBE, rank=4)
    if room.incident.mitigated_s is not None:
        for name in sorted(room.memory.hot):
            key = f"evidence-{name}-start"
            if not room.served(key) and room.nerve.closes(key):
                yield Wish(
                    key,
                    partial(_of_signal, room, name, "Start of the monitoring window"),
                    Seat.SCRIBE,
                    rank=4,
                )


def _of_task(room: Room, card: TaskCard) -> c.Command:
    result = room.incident.tasks[card.task].result
    return c.AttachEvidence(title=f"Report: {card.title}", source=card.task, note=brief(result))


def _of_signal(room: Room, name: str, note: str) -> c.Command:
    title = room.sight.gauges[name].title if name in room.sight.gauges else name
    return c.AttachEvidence(title=f"{title} at {hhmm(room.sight.start_utc_s + room.now)} UTC", source=name, note=note)


@lru_cache(maxsize=4096)
def brief(text: str) -> str:
    """The first sentences of a report, as many as fit into a note."""
    note = ""
    for sentence in sentences(text):
        if note and len(note) + len(sentence) > RESULT:
            break
        note = f"{note} {sentence}".strip()
    return note[: RESULT * 2]


def boxes(room: Room) -> Iterator[Wish]:
    """When a time-box runs out: look again, and say in the timeline that the work goes on, and why."""
    for card in room.tasks_in(TaskState.RUNNING):
        run = room.incident.tasks[card.task]
        over = room.now - run.started_s - run.time_box_s
        if 0 < over < HOUR_S and room.open and room.nerve.logs(f"box-{card.task}"):
            yield Wish(
                f"box-{card.task}-{run.started_s}",
                partial(_extend, room, card),
                Seat.SCRIBE,
                rank=5,
                pause_s=5 * MINUTE_S,
            )


def _extend(room: Room, card: TaskCard) -> c.Command:
    owner = room.incident.tasks[card.task].owner
    return c.LogEntry(
        action=f"Time-box over: {card.title}",
        owner=owner,
        result="Asked the owner; there is progress, so it goes on and is looked at again",
    )


DUTIES = (tasks, hypotheses, evidence, boxes)
