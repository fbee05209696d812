"""Writes one answer: what was asked decides which parts it has, and only what is known goes into them."""

from __future__ import annotations

import re
from collections.abc import Callable

from simulator.bots import answer as banks
from simulator.bots import bank, compose, notes, picture
from simulator.bots.agenda import board
from simulator.bots.measures import measure
from simulator.bots.phrase import join
from simulator.bots.room import Room
from simulator.events import Person
from simulator.states import Message
from simulator.vocabulary import IncidentClass, InterruptKind, Seat, TaskState

CALL_WORDS = re.compile(
    r"\bspeak (?:with|to)\b|\bwhom may I call\b|\b(?:a|the|daily) call\b|\bcall (?:me|us)\b|\bring me\b"
    r"|\bphone\b|\btalk to\b",
    re.IGNORECASE,
)
_TOPICS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern, re.IGNORECASE))
    for name, pattern in (
        (
            "anger",
            r"\bsilence\b|\bgreen\b|unacceptable|disgrace|escalat|\bleave\b|terminat|furious|disappoint"
            r"|nobody (?:tells|answers)|no answer"
            r"|heard nothing|what did you do|not good enough",
        ),
        ("data", r"\bdata\b|\blos[te]\b|\bgone\b|missing|disappear|intact|still there|placed\b|doubl|complete\b"),
        ("attack", r"\battack|broke in|hack|breach|stolen|leak|compromis"),
        ("time", r"\bwhen (?:will|is|does|can|do)\b|how long|end time|by when\b|\bhow soon\b"),
        (
            "credit",
            r"\bcredit|\bmoney\b|refund|month free|waive|compensat|\bowe\b|\boffer\b|\bfee\b"
            r"|schedule in our contract|\bsla\b|penalt",
        ),
        ("report", r"written explanation|\brfo\b|root cause|\brca\b|\bauditor|in writing|formal report"),
        ("call", CALL_WORDS.pattern),
    )
)
_INTERRUPTS = {
    InterruptKind.OVERRIDE: banks.OVERRIDE,
    InterruptKind.WANTS_LIST: banks.WANTS_LIST,
    InterruptKind.SEVERITY_DEBATE: banks.SEVERITY_DEBATE,
    InterruptKind.DEMORALISE: banks.DEMORALISE,
    InterruptKind.DEMANDS_ETA: banks.DEMANDS_ETA,
}
_PRESENT = re.compile(
    r"\b(?:anybody|anyone|who has|do you want me|nobody|no one|have not been asked|is empty)\b", re.IGNORECASE
)
_COUNSEL = re.compile(r"\b(?:counsel|legal|notif\w+|regulator|authority|privileg\w+|gdpr)\b", re.IGNORECASE)


def answer(room: Room, message: Message, next_s: int) -> str:
    """The answer to one message."""
    if not room.nerve.is_concrete("answer", message.id):
        return room.writer.say("shrug", banks.SHRUG)
    sender = room.incident.people.get(message.event.sender)
    facts = _facts(room, message, sender, next_s)
    if message.event.interrupt in _INTERRUPTS:
        kind = message.event.interrupt
        return join(
            room.writer.say(kind.value, _INTERRUPTS[kind], **facts), _inside_state(room, facts), _under_way(room)
        )
    if sender is not None and sender.organisation == "home":
        return _to_colleague(room, message, sender, facts)
    if not room.is_customer(message):
        return room.writer.say("press", banks.PRESS, **facts)
    return _to_customer(room, message, facts)


def first_word(room: Room, account: str, next_s: int) -> str:
    """One line that a report is seen, with the time of the next news."""
    if not room.nerve.is_concrete("ack", account):
        return room.writer.say("shrug", banks.SHRUG)
    clause, _ = picture.symptom(room)
    doubtful = compose.doubts(room, account)
    return room.writer.say(
        "first-word-doubt" if doubtful else "first-word",
        notes.FIRST_WORD_DOUBT if doubtful else notes.FIRST_WORD,
        first=compose.first_name(room, account),
        clause=clause,
        scope=picture.scope(room),
        since=room.utc(picture.start_s(room)),
        next=room.utc(next_s),
    )


def _facts(room: Room, message: Message, sender: Person | None, next_s: int) -> dict[str, str]:
    account = room.incident.accounts.get(message.event.account)
    clause, clause_past = picture.symptom(room)
    brief_s = room.incident.briefs[-1].at_s + 4 * 3_600 if room.incident.briefs else room.now + 1_800
    first = sender.name.split()[0] if sender else compose.first_name(room, message.event.account)
    security = [fact.text for _, fact in room.incident.facts.values() if fact.key == "security"]
    return {
        "first": first,
        "company": account.name if account else "your company",
        "home": room.incident.home or "our company",
        "clause": clause,
        "clause_past": clause_past,
        "scope": picture.scope(room),
        "since": room.utc(picture.start_s(room)),
        "calm": room.utc(room.memory.calm_since_s or room.now),
        "next": room.utc(next_s),
        "brief": room.utc(max(brief_s, room.now + 1_200) // 300 * 300),
        "person": room.name_of(Seat.CS, "customer success"),
        "sponsor": room.name_of(Seat.EXEC_SPONSOR, "our executive sponsor"),
        "rfo": compose.rfo_time(room),
        "data": picture.data_public(room),
        "security": security[-1] if security else "",
        "call": _call(room, message.event.account),
    }


def _call(room: Room, account: str) -> str:
    times = [ev.at_s for ev, state in room.incident.calls.values() if ev.account == account and state == "scheduled"]
    return room.utc(min(times)) if times else ""


def _inside_state(room: Room, facts: dict[str, str]) -> str:
    if board(room).doubtful:
        return room.writer.say("doubt", bank.DOUBT, **facts)
    if room.calm:
        return room.writer.say("state-calm", banks.STATE_CALM, **facts)
    return room.writer.say("inside-state", banks.INSIDE_STATE, **facts)


def _to_colleague(room: Room, message: Message, sender: Person, facts: dict[str, str]) -> str:
    text = f"{message.event.subject} {message.event.text}"
    if _PRESENT.search(text):
        return join(room.writer.say("have-it", banks.HAVE_IT, **facts), _inside_state(room, facts))
    if "legal" in sender.seats or (_COUNSEL.search(text) and room.incident_class is IncidentClass.SECURITY):
        return join(room.writer.say("legal", banks.LEGAL, **facts), _inside_state(room, facts))
    line = room.writer.say("next", bank.NEXT, next=facts["next"])
    return join(room.writer.say("colleague", banks.TO_COLLEAGUE, **facts), _inside_state(room, facts), line)


def topics_of(message: Message) -> list[str]:
    """What a customer asks about, at most three things."""
    text = f"{message.event.subject} {message.event.text}"
    return [name for name, pattern in _TOPICS if pattern.search(text)][:3]


def _to_customer(room: Room, message: Message, facts: dict[str, str]) -> str:
    topics = topics_of(message)
    parts = [
        room.writer.say("anger", banks.ON_ANGER, **facts)
        if "anger" in topics
        else room.writer.say("thanks", banks.THANKS, **facts)
    ]
    settled = room.incident.resolved_s is not None
    if not settled:
        parts.append(_state(room, facts, message.event.account))
    parts += [part for name in topics if (part := _part(room, name, facts))]
    if len(topics) < 3:
        parts.append(_under_way(room))
    if len(topics) < 2:
        parts.append(room.writer.say("person", banks.PERSON, **facts))
    if not settled and room.nerve.is_concrete("next", message.id):
        parts.append(room.writer.say("next", bank.NEXT, next=facts["next"]))
    return join(*parts)


def _under_way(room: Room) -> str:
    """The work in hand, if there is any."""
    running = [
        card for card in room.tasks_in(TaskState.RUNNING) if card.kind in ("contain", "fix", "verify", "diagnose")
    ]
    if not running or room.calm:
        return ""
    if board(room).doubtful and running[0].kind == "diagnose":
        return room.writer.say("checking", bank.CHECKING)
    return room.writer.say("doing", banks.DOING, doing=measure(room, running[0])[0])


def _state(room: Room, facts: dict[str, str], account: str) -> str:
    """What is known; an unaffected customer reads the same about the alarm as everybody else."""
    if compose.doubts(room, account):
        return room.writer.say("doubt", bank.DOUBT, **facts)
    calm = room.calm
    return room.writer.say("state-calm" if calm else "state", banks.STATE_CALM if calm else banks.STATE, **facts)


def _on_attack(room: Room, facts: dict[str, str]) -> tuple[str, bank.Bank]:
    if room.incident_class is IncidentClass.SECURITY:
        return "on-security", banks.ON_SECURITY
    return ("on-attack-known", banks.ON_ATTACK_KNOWN) if facts["security"] else ("on-attack", banks.ON_ATTACK)


def _part(room: Room, topic: str, facts: dict[str, str]) -> str:
    table: dict[str, Callable[[], tuple[str, bank.Bank] | None]] = {
        "data": lambda: ("on-data-known", banks.ON_DATA_KNOWN) if facts["data"] else ("on-data", banks.ON_DATA),
        "attack": lambda: _on_attack(room, facts),
        "time": lambda: None if room.calm else ("on-time", banks.ON_TIME),
        "credit": lambda: ("on-credit", banks.ON_CREDIT),
        "report": lambda: ("on-report", banks.ON_REPORT),
        "call": lambda: ("on-call", banks.ON_CALL) if facts["call"] else None,
    }
    chosen = table[topic]() if topic in table else None
    return room.writer.say(chosen[0], chosen[1], **facts) if chosen else ""
