"""The inbox: first words to customers, answers to whoever asks, calls, credits, and authorities."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from simulator import commands as c
from simulator.bots import compose
from simulator.bots.reply import CALL_WORDS, answer, first_word
from simulator.bots.room import Room, Wish
from simulator.bots.speech import next_external_s
from simulator.clock import DAY_S, HOUR_S, MINUTE_S
from simulator.states import Message
from simulator.vocabulary import IncidentClass, InterruptKind, MessageKind, Seat

CALL_WINDOW_S = 8 * MINUTE_S
LONG_S = 3 * HOUR_S
PATIENCE_S = 10 * MINUTE_S
"""So long the declaration goes before an answer."""
_AUTHORITY = re.compile(
    r"\b(data[- ]protection (?:authority|regulator)|supervisory authority|regulator|authority)\b", re.IGNORECASE
)


def first_words(room: Room) -> Iterator[Wish]:
    """Tell each customer who reports that the report is seen, in a line with a time."""
    if room.signal_s is None or room.incident.closed_s is not None or room.incident.stood_down_s is not None:
        return
    heard = {getattr(post.event, "account", "") for post in room.incident.posts}
    for message in room.incident.messages.values():
        account = message.event.account
        if (
            not room.is_customer(message)
            or account in heard
            or message.answered_s is not None
            or message.event.confirms
        ):
            continue
        if room.nerve.answers(f"ack-{account}"):
            strategic = account in room.strategic
            yield Wish(
                f"ack-{account}",
                partial(_acknowledge, room, account),
                Seat.CS,
                rank=1 if strategic else 2,
                since_s=message.at_s,
            )


def _acknowledge(room: Room, account: str) -> c.Command:
    return c.AcknowledgeCustomer(account=account, text=first_word(room, account, next_external_s(room)))


def answers(room: Room) -> Iterator[Wish]:
    """Answer whoever asks, customers of the first rank and executives before the others."""
    for message in room.incident.messages.values():
        if not _waits(room, message):
            continue
        if _wants_call(room, message):
            yield Wish(
                f"call-{message.id}",
                partial(_offer_call, room, message.event.account, call_time(room)),
                Seat.EXEC_SPONSOR,
                rank=2,
                since_s=message.at_s,
            )
            continue
        event = message.event
        interrupts = event.interrupt is not InterruptKind.NONE
        urgent = event.account in room.strategic or interrupts or 0 < event.answer_within_s <= 1_800
        yield Wish(
            f"answer-{message.id}",
            partial(_reply, room, message),
            Seat.IC if interrupts or not event.account else Seat.CS,
            rank=2 if urgent else 3,
            since_s=message.at_s,
            pause_s=room.nerve.skill.reaction_s * (2 if urgent else 4),
        )


def _waits(room: Room, message: Message) -> bool:
    """Somebody asked, has no answer, and this player gets to it."""
    asked = message.event.asks and message.answered_s is None and room.signal_s is not None
    early = not room.incident.declared and room.incident.stood_down_s is None and room.now - message.at_s < PATIENCE_S
    return asked and not early and room.nerve.answers(message.id)


def _reply(room: Room, message: Message) -> c.Command:
    return c.Reply(message=message.id, text=answer(room, message, next_external_s(room)))


def _offer_call(
    room: Room, account: str, at_s: int, purpose: str = "What happened, what is known, what follows"
) -> c.Command:
    return c.ScheduleCall(account=account, at_s=max(at_s, room.now + 1_800), purpose=purpose)


def _wants_call(room: Room, message: Message) -> bool:
    """A customer asks to speak with somebody, and no call is in the diary."""
    account = message.event.account
    if (
        not room.is_customer(message)
        or message.event.medium is MessageKind.NEWS
        or account not in room.incident.accounts
    ):
        return False
    asked = CALL_WORDS.search(message.event.text) is not None and (
        account in room.strategic or len(room.incident.calls) < 4
    )
    return asked and not _scheduled(room, account) and not room.served(f"call-{message.id}")


def _scheduled(room: Room, account: str) -> bool:
    return any(ev.account == account and state == "scheduled" for ev, state in room.incident.calls.values())


def call_time(room: Room) -> int:
    """The next half hour that leaves time to prepare."""
    start = room.sight.start_utc_s + room.now + 40 * MINUTE_S
    return -(-start // 1_800) * 1_800 - room.sight.start_utc_s


def calls(room: Room) -> Iterator[Wish]:
    """Be there when a call is due; in a long incident, offer strategic accounts one a day."""
    for call, (event, state) in room.incident.calls.items():
        late_s = room.nerve.lateness_s(f"hold-{call}")
        if state == "scheduled" and event.at_s + late_s <= room.now <= event.at_s + CALL_WINDOW_S:
            yield Wish(
                f"hold-{call}",
                partial(_hold, room, call, event.account),
                Seat.EXEC_SPONSOR,
                rank=0,
                pause_s=0,
            )
    declared_s = room.incident.record.declared_s
    if not room.open or declared_s is None or room.now - declared_s < LONG_S:
        return
    for account in room.strategic[:4]:
        times = [ev.at_s for ev, state in room.incident.calls.values() if ev.account == account and state != "missed"]
        if (
            (not times or room.now - max(times) > 15 * HOUR_S)
            and not _scheduled(room, account)
            and room.nerve.judges(f"daily-{account}")
        ):
            at_s = max(times) + DAY_S if times else call_time(room) + HOUR_S
            yield Wish(
                f"daily-{account}-{len(times)}",
                partial(_offer_call, room, account, at_s, "Daily call of the executives until this is closed"),
                Seat.EXEC_SPONSOR,
                rank=3,
            )


def _hold(room: Room, call: str, account: str) -> c.Command:
    return c.HoldCall(call=call, notes=compose.call_notes(room, account))


def authorities(room: Room) -> Iterator[Wish]:
    """Send the notification that counsel asks for, with what is verified."""
    if room.incident_class not in (IncidentClass.SECURITY, IncidentClass.DATA) or not room.incident.declared:
        return
    for heard in room.memory.heard:
        match = _AUTHORITY.search(heard.text)
        if (
            heard.source in ("colleague", "fact")
            and match
            and "notif" in heard.text.lower()
            and room.nerve.judges("notify")
        ):
            name = (
                "data protection authority"
                if "data" in match[1].lower() or "superv" in match[1].lower()
                else match[1].lower()
            )
            yield Wish(
                f"notify-{name}",
                partial(_notify, room, name),
                Seat.LEGAL,
                rank=3,
                pause_s=20 * MINUTE_S,
            )


def _notify(room: Room, name: str) -> c.Command:
    return c.NotifyAuthority(authority=name, text=compose.notification(room))


DUTIES = (first_words, answers, calls, authorities)
