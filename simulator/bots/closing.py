"""The end: stand down or mitigate, watch, resolve, ask for confirmation, close, learn, finish."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from simulator import commands as c
from simulator.bots import compose, notes, picture
from simulator.bots.agenda import board
from simulator.bots.allclear import false_alarm, sees_false_alarm
from simulator.bots.player import TaskCard
from simulator.bots.report import followups, postmortem
from simulator.bots.room import Room, Wish
from simulator.clock import HOUR_S, MINUTE_S
from simulator.vocabulary import Channel, IncidentClass, Seat, Severity, TaskState

ASK_AGAIN_S = 50 * MINUTE_S
WAIT_S = 5 * HOUR_S
"""So long a confirmation is waited for before the record is closed on what there is."""


def stand_down(room: Room) -> Iterator[Wish]:
    """Say plainly that there is no incident, and what was checked."""
    if room.signal_s is None or room.incident.resolved_s is not None:
        return
    if room.incident.stood_down_s is None:
        why = sees_false_alarm(room)
        if why:
            yield Wish("stand-down", lambda: c.StandDown(reason=_checked(room, why)), rank=0)
        return
    texts = {
        Channel.HOLDING_LINE: "Stood down: the alarm was checked against a second measurement, and no customer"
        " is affected. If a customer asks,"
        " say that we looked at an alarm and found the service in order. Please pass on"
        " any report to the contrary at once.",
        Channel.STATUS_PAGE: "We looked into an alarm and checked it against an independent measurement: the"
        " service has worked normally"
        " throughout, and no customer is affected. This notice is closed; if you see"
        " anything different, please tell support.",
    }
    for channel, text in texts.items():
        if channel is Channel.HOLDING_LINE or room.incident.external_posts:
            yield Wish(
                f"down-{channel.value}",
                partial(c.PostUpdate, channel=channel, text=text, final=True),
                Seat.COMMS_LEAD,
                rank=2,
            )
    owed = {p.account: None for p in room.incident.promises.values() if p.state == "open" and p.what == "update"}
    if accounts := tuple(account for account in owed if account not in ("*", "inside")):
        mail = partial(c.PostUpdate, channel=Channel.CUSTOMER_MAIL, text=_DOWN_MAIL, accounts=accounts, final=True)
        yield Wish("down-personal", mail, Seat.COMMS_LEAD, rank=2)


_DOWN_MAIL = (
    "We had promised you news: the alarm that we looked into was false. An independent measurement shows that the"
    " service has worked normally throughout, and we found no effect on you. Please tell us at once if you see"
    " anything different."
)
"""To those who were promised an answer of their own."""


def _checked(room: Room, why: str) -> str:
    heard = "Customers have asked about it" if room.voiced else "No customer has reported anything"
    return f"Checked: {why} {heard}, and nobody is affected as far as a second source shows."


def mitigated(room: Room) -> Iterator[Wish]:
    """State it once the values have been back for some minutes and containment is finished."""
    if not room.open or room.incident.mitigated_s is not None or not room.calm or false_alarm(room):
        return
    plan = board(room)
    guarded = room.incident_class is not IncidentClass.AVAILABILITY
    unfinished = guarded and any(card.kind == "contain" for card in (*plan.wanted, *room.tasks_in(TaskState.RUNNING)))
    if not unfinished:
        calm = room.utc(room.memory.calm_since_s or room.now)
        yield Wish(
            "mitigated",
            lambda: c.MarkMitigated(
                note=f"Every alarmed measurement is back in its normal range since {calm}; the watch begins"
            ),
            rank=1,
            pause_s=room.nerve.skill.reaction_s // 2,
        )


def resolved(room: Room) -> Iterator[Wish]:
    """After the window, with data checked and evidence attached; an impatient commander waits a part of it."""
    if not room.open or room.incident.mitigated_s is None or not room.calm:
        return
    window_s = compose.WINDOW_S[room.incident_class] if room.nerve.closes("window") else 10 * MINUTE_S
    if room.now - max(room.incident.mitigated_s, room.memory.calm_since_s or 0) < window_s:
        return
    working = [card for card in room.tasks_in(TaskState.RUNNING) if _is_awaited(room, card)]
    waiting = [
        card
        for card in board(room).wanted
        if card.kind in ("contain", "fix", "verify") and room.free_hands(card.team) > 0
    ]
    if (working or waiting) and room.nerve.closes("check"):
        return
    for name in sorted(room.memory.hot):
        key = f"proof-{name}"
        if not room.served(key) and room.nerve.closes(key):
            yield Wish(key, partial(_proof, room, name), Seat.SCRIBE, rank=1, pause_s=30)
            return
    yield Wish(
        "resolved",
        lambda: c.MarkResolved(note=f"Normal values for {window_s // MINUTE_S} minutes; {_data(room)}"),
        rank=1,
        pause_s=room.nerve.skill.reaction_s // 2,
    )


def _is_awaited(room: Room, card: TaskCard) -> bool:
    """Whether resolving waits for running work: for a check always, for a step until its time-box is long over."""
    run = room.incident.tasks[card.task]
    long_over = room.now - run.started_s > 2 * run.time_box_s
    return card.kind == "verify" or (card.kind in ("contain", "fix") and not long_over)


def _proof(room: Room, name: str) -> c.Command:
    title = room.sight.gauges[name].title if name in room.sight.gauges else name
    return c.AttachEvidence(
        title=f"{title} over the monitoring window", source=name, note="In its normal range throughout the window"
    )


def _data(room: Room) -> str:
    return picture.data_statement(room) or "the check of the data is recorded with the evidence"


def final_notes(room: Room) -> Iterator[Wish]:
    """Tell everybody how it ended."""
    if room.incident.resolved_s is None:
        return
    if room.incident.record.status != "resolved" and room.nerve.closes("status-resolved"):
        yield Wish("status-resolved", lambda: c.UpdateRecord(status="resolved"), Seat.SCRIBE, rank=3)
    for channel in (Channel.STATUS_PAGE, Channel.CUSTOMER_MAIL):
        if channel is Channel.STATUS_PAGE or room.nerve.closes("final-mail"):
            yield Wish(
                f"final-{channel.value}",
                lambda channel=channel: c.PostUpdate(  # type: ignore[misc]
                    channel=channel, text=compose.resolution_note(room, channel.value), final=True
                ),
                Seat.COMMS_LEAD,
                rank=1,
            )
    if room.nerve.closes("final-line"):
        yield Wish(
            "final-line",
            lambda: c.PostUpdate(channel=Channel.HOLDING_LINE, text=_last_line(room), final=True),
            Seat.COMMS_LEAD,
            rank=2,
        )


def _last_line(room: Room) -> str:
    return (
        f"Resolved. You may say when it began and ended, that our written explanation comes by"
        f" {compose.rfo_time(room)}, and what the final"
        f" note on the status page says. {_data(room)} Please close each ticket after the customer has said"
        " yes, and promise no credit."
    )


def confirmations(room: Room) -> Iterator[Wish]:
    """Ask each customer of the circle, and record what they answer."""
    if room.incident.resolved_s is None or room.incident.closed_s is not None:
        return
    for account in room.circle:
        if room.incident.accounts[account].confirmed or not room.nerve.closes(f"ask-{account}"):
            continue
        number = room.memory.times(f"ask-{account}@")
        asked_s = room.memory.done.get(f"ask-{account}@{number}", -ASK_AGAIN_S)
        if number < 4 and room.now - asked_s >= ASK_AGAIN_S:
            yield Wish(f"ask-{account}@{number + 1}", partial(_ask, room, account), Seat.CS, rank=2)
    for message in room.incident.messages.values():
        account = message.event.account
        if (
            message.event.confirms
            and account in room.incident.accounts
            and not room.incident.accounts[account].confirmed
        ):
            yield Wish(
                f"yes-{message.id}",
                lambda message=message: c.RecordConfirmation(  # type: ignore[misc]
                    account=message.event.account, message=message.id
                ),
                Seat.CS,
                rank=2,
                since_s=message.at_s,
            )


def _ask(room: Room, account: str) -> c.Command:
    company = room.incident.accounts[account].name
    text = room.writer.say(
        "ask", notes.ASK, first=compose.first_name(room, account), company=company, window=compose.window_min(room)
    )
    return c.AskConfirmation(account=account, text=text)


def close(room: Room) -> Iterator[Wish]:
    """Date the post-mortem, and close when the customers have said yes."""
    resolved_s = room.incident.resolved_s
    if resolved_s is None or room.incident.closed_s is not None:
        return
    if room.incident.postmortem_days is None:
        yield from _date(room)
    asked = [a for a in room.circle if room.memory.times(f"ask-{a}@")]
    missing = [a for a in asked if not room.incident.accounts[a].confirmed]
    waited_s = room.now - resolved_s
    patient = room.nerve.waits()
    first_posts = room.memory.times("final-") > 0
    if (
        first_posts
        and ((asked and not missing) or waited_s > WAIT_S or not patient)
        and (asked or not patient or waited_s > HOUR_S)
    ):
        yield Wish("close", lambda: c.CloseIncident(note=_closing_note(room)), rank=3)


def _date(room: Room) -> Iterator[Wish]:
    days = (2 if room.severity is Severity.SEV1 else 3) if room.nerve.closes("date") else 12
    seats = tuple(seat for seat in Seat if seat in room.incident.roles)
    yield Wish(
        "date",
        lambda: c.SchedulePostmortem(in_days=days, invitees=seats if room.nerve.closes("invite") else seats[:2]),
        rank=3,
    )


def _closing_note(room: Room) -> str:
    count = sum(account.confirmed for account in room.incident.accounts.values())
    return f"Resolved with evidence; {count} customers have confirmed; final note sent; the post-mortem has a date"


def learn(room: Room) -> Iterator[Wish]:
    """Write the post-mortem, put its actions into the tracker, and end the drill."""
    incident = room.incident
    ended_s = incident.closed_s if incident.closed_s is not None else incident.stood_down_s
    if ended_s is None or room.now - ended_s < 15 * MINUTE_S:
        return
    if room.nerve.reviews():
        if incident.postmortem_days is None:
            yield from _date(room)
        if incident.postmortem is None:
            yield Wish("postmortem", lambda: c.SubmitPostmortem(text=postmortem(room)), rank=3, pause_s=25 * MINUTE_S)
            return
        left = [a for a in followups(room) if not room.served(f"action-{a.tracker}")]
        for action in left:
            yield Wish(f"action-{action.tracker}", action.command, rank=3, pause_s=60)
        if left:
            return
    open_asks = [
        m for m in incident.messages.values() if m.event.asks and m.answered_s is None and room.now - m.at_s < HOUR_S
    ]
    if not open_asks or room.now - ended_s > 3 * HOUR_S or not room.nerve.reviews():
        yield Wish("finish", c.FinishDrill, rank=9, pause_s=5 * MINUTE_S)


DUTIES = (stand_down, mitigated, resolved, final_notes, confirmations, close, learn)
