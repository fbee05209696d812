"""Speaking on a clock: status page and mails, the internal holding line, the executive brief."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from simulator import commands as c
from simulator.bots import compose
from simulator.bots.agenda import board
from simulator.bots.room import Room, Wish
from simulator.clock import HOUR_S, MINUTE_S
from simulator.vocabulary import Channel, Seat, Severity, TaskState

MARGIN_S = 5 * MINUTE_S
"""So long before a promised time the work on the update begins."""
DOUBT_S = 20 * MINUTE_S
"""So long an alarm that nobody feels is examined before it is made public."""
NEWS_GAP_S = 12 * MINUTE_S
"""News goes out at once, but not more often than this."""
EARLY_S = 90 * MINUTE_S
"""In the beginning updates come more often than the runbook asks."""
LINE_S = 30 * MINUTE_S
LONG_S = 4 * HOUR_S
BRIEF_FIRST_S, BRIEF_EVERY_S = 38 * MINUTE_S, 220 * MINUTE_S


def _unmanned(room: Room) -> bool:
    """The Comms Lead is not named yet; after ten minutes the commander writes without one."""
    return (
        Seat.COMMS_LEAD not in room.incident.roles and room.now - (room.incident.record.declared_s or 0) < 10 * MINUTE_S
    )


def interval_s(room: Room) -> int:
    """How long until the next external update that is promised now."""
    early = room.now - (room.incident.record.declared_s or room.now) < EARLY_S
    return (
        room.cadence_s // 2
        if early or (room.cadence_s > HOUR_S and room.incident.mitigated_s is not None)
        else room.cadence_s
    )


def next_external_s(room: Room) -> int:
    """When customers hear from us next: at the time promised already, or else a full interval from now."""
    due = external_due_s(room)
    if due is not None and due - room.now >= 10 * MINUTE_S:
        return due
    return round_up(room.now + interval_s(room))


def round_up(at_s: int) -> int:
    """The next full five minutes."""
    return -(-at_s // 300) * 300


def _promised(room: Room, *, inside: bool) -> list[int]:
    return [
        p.due_s
        for p in room.incident.promises.values()
        if p.state == "open" and p.what == "update" and (p.account == "inside") == inside
    ]


def external_due_s(room: Room) -> int | None:
    """When customers must have heard from us: the earliest promise, or the runbook's cadence."""
    last_s = room.incident.last_external_s
    if last_s is None:
        return None
    return min([*_promised(room, inside=False), last_s + room.cadence_s])


def external(room: Room) -> Iterator[Wish]:
    """Status page first, then a mail with the same state."""
    if not room.open or _unmanned(room):
        return
    number = 1 + room.memory.times("status-page-")
    since_s = _external_since(room, number)
    if since_s is not None and since_s <= room.now:
        yield Wish(
            f"status-page-{number}",
            lambda: _status_page(room, number),
            Seat.COMMS_LEAD,
            rank=1,
            since_s=since_s,
            pause_s=room.nerve.skill.reaction_s // 2,
        )
    posted_s = room.memory.done.get(f"status-page-{number - 1}")
    if posted_s is None or room.now - posted_s > 25 * MINUTE_S:
        return
    if number == 2:
        for account in room.strategic[:4]:
            yield Wish(f"personal-{account}", partial(_personal, room, account), Seat.COMMS_LEAD, rank=2)
    if number % 2 == 0 and room.nerve.answers(f"mail-{number - 1}"):
        yield Wish(f"mail-{number - 1}", lambda: _mail(room, number - 1), Seat.COMMS_LEAD, rank=2)


def _external_since(room: Room, number: int) -> int | None:
    """The second from which the next update is wanted."""
    due = external_due_s(room)
    if due is None:
        declared_s = room.incident.record.declared_s
        return declared_s + DOUBT_S if declared_s is not None and board(room).doubtful else declared_s
    late_s = room.nerve.lateness_s(f"external-{number}")
    since_s = due - MARGIN_S + (late_s and late_s + MARGIN_S)
    last_s = room.incident.last_external_s or 0
    news_s = _news_s(room)
    if news_s is not None and news_s > last_s and room.nerve.judges(f"news-{number}"):
        since_s = min(since_s, max(news_s, last_s + NEWS_GAP_S))
    return since_s


def _news_s(room: Room) -> int | None:
    """When something last happened that customers would want to hear at once."""
    ended = [
        room.incident.tasks[card.task].ended_s
        for card in room.tasks_in(TaskState.DONE)
        if card.kind in ("contain", "fix")
    ]
    mitigated = [room.incident.mitigated_s] if room.incident.mitigated_s is not None else []
    learned = [at_s for at_s, fact in room.incident.facts.values() if fact.key in ("scope_pct", "data_loss")]
    return max((*ended[-1:], *mitigated, *learned), default=None)


def _next_promise(room: Room) -> int:
    return round_up(room.now + interval_s(room) - MINUTE_S * 4)


def _status_page(room: Room, number: int) -> c.Command:
    return c.PostUpdate(channel=Channel.STATUS_PAGE, text=compose.status_page(room, number, _next_promise(room)))


def _mail(room: Room, number: int) -> c.Command:
    return c.PostUpdate(channel=Channel.CUSTOMER_MAIL, text=compose.mail_all(room, number, next_external_s(room)))


def _personal(room: Room, account: str) -> c.Command:
    text = compose.mail_personal(room, account, next_external_s(room))
    return c.PostUpdate(channel=Channel.CUSTOMER_MAIL, text=text, accounts=(account,))


def holding(room: Room) -> Iterator[Wish]:
    """One line for everybody who talks to customers, renewed before it goes stale."""
    if not room.open or _unmanned(room):
        return
    number = 1 + room.memory.times("line-")
    last_s = room.incident.last_holding_s
    since_s = room.incident.record.declared_s
    if last_s is not None:
        due_s = min([*_promised(room, inside=True), last_s + _line_s(room)])
        late_s = room.nerve.lateness_s(f"line-{number}")
        since_s = due_s - MARGIN_S + (late_s and late_s + MARGIN_S)
    elif not room.nerve.judges("line"):
        since_s = (since_s or 0) + 40 * MINUTE_S
    if since_s is not None and since_s <= room.now:
        next_s = round_up(room.now + _line_s(room) - MINUTE_S * 4)
        yield Wish(
            f"line-{number}",
            lambda: c.PostUpdate(channel=Channel.HOLDING_LINE, text=compose.holding_line(room, number, next_s)),
            Seat.COMMS_LEAD,
            rank=2,
            since_s=since_s,
            pause_s=room.nerve.skill.reaction_s // 2,
        )


def _line_s(room: Room) -> int:
    """Half an hour in the beginning, an hour in a long incident or once it is mitigated."""
    long = room.now - (room.incident.record.declared_s or 0) > LONG_S
    return 2 * LINE_S if long or room.incident.mitigated_s is not None else LINE_S


def briefing(room: Room) -> Iterator[Wish]:
    """The executive brief: early, then every four hours, and once more when it is mitigated."""
    if not room.open or room.signal_s is None:
        return
    briefs = room.incident.briefs
    number = len(briefs) + 1
    if not briefs:
        first_s = BRIEF_FIRST_S if room.severity is Severity.SEV1 else BRIEF_FIRST_S + 5 * MINUTE_S
        due_s = room.signal_s + first_s
    else:
        due_s = briefs[-1].at_s + BRIEF_EVERY_S
        mitigated_s = room.incident.mitigated_s
        if mitigated_s is not None and briefs[-1].at_s < mitigated_s:
            due_s = min(due_s, max(mitigated_s, briefs[-1].at_s + 30 * MINUTE_S))
    since_s = due_s + room.nerve.lateness_s(f"brief-{number}")
    if since_s <= room.now:
        next_s = round_up(room.now + BRIEF_EVERY_S)
        yield Wish(
            f"brief-{number}",
            lambda: c.PostBrief(text=compose.executive_brief(room, number, next_s)),
            rank=2,
            since_s=since_s,
        )


DUTIES = (external, holding, briefing)
