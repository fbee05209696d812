"""Composes updates, mails, holding lines, briefs and the resolution note from what is known at this moment."""

from __future__ import annotations

from collections.abc import Callable

from simulator.bots import bank, notes, picture
from simulator.bots.agenda import board
from simulator.bots.measures import measure
from simulator.bots.phrase import capital, join, listing
from simulator.bots.player import TaskCard
from simulator.bots.room import ENDED, Room, feels_nothing
from simulator.clock import DAY_S, MINUTE_S, hhmm, stamp
from simulator.vocabulary import IncidentClass, Seat, TaskState

WINDOW_S = {
    IncidentClass.AVAILABILITY: 45 * MINUTE_S,
    IncidentClass.SECURITY: 60 * MINUTE_S,
    IncidentClass.DATA: 60 * MINUTE_S,
    IncidentClass.INTEGRATION: 240 * MINUTE_S,
}
"""How long recovery is watched before it is called resolved."""
RFO_DAYS = 3


def window_min(room: Room) -> str:
    """The watch in minutes, as a word for a text."""
    return str(WINDOW_S[room.incident_class] // MINUTE_S)


def doubts(room: Room, account: str) -> bool:
    """Whether it may be the alarm that is wrong, and this account has said nothing to the contrary."""
    wrote = (
        m.event.text for m in room.incident.messages.values() if m.event.account == account and room.is_customer(m)
    )
    return board(room).doubtful and all(feels_nothing(text) for text in wrote)


def impact(room: Room, key: str, *, first: bool = False) -> str:
    """The impact slot: who feels what, since when, and how that has changed."""
    if not room.nerve.is_concrete("impact", key):
        return room.writer.say("vague-opening", bank.VAGUE_OPENING)
    if board(room).doubtful:
        return room.writer.say("doubt", bank.DOUBT, since=room.utc(picture.start_s(room)))
    now, then = picture.symptom(room)
    facts = {"clause": now, "clause_past": then, "scope": picture.scope(room), "since": room.utc(picture.start_s(room))}
    if room.calm:
        return room.writer.say(
            "recovered", bank.RECOVERED, calm=room.utc(room.memory.calm_since_s or room.now), **facts
        )
    if first or room.incident.last_external_s is None:
        return room.writer.say("opening", bank.OPENING, **facts)
    figure = picture.figure(room)
    if figure:
        return room.writer.say("better", bank.BETTER, figure=figure, **facts)
    return room.writer.say("still", bank.STILL, **facts)


def action(room: Room, key: str) -> str:
    """The action slot: what was finished since the last update, and what is being done now."""
    if not room.nerve.is_concrete("action", key):
        return room.writer.say("vague-action", bank.VAGUE_ACTION)
    return join(_finished(room), _current(room))


def _finished(room: Room) -> str:
    last_s = room.incident.last_external_s or 0
    cards = [
        card
        for card in room.tasks_in(TaskState.DONE)
        if card.kind in ("contain", "fix") and room.incident.tasks[card.task].ended_s >= last_s
    ]
    if not cards:
        return ""
    card = cards[-1]
    done = measure(room, card)[1]
    return room.writer.say("done", bank.DONE, done=done, at=room.utc(room.incident.tasks[card.task].ended_s))


def _current(room: Room) -> str:
    since = room.utc(picture.start_s(room))
    card = _main_work(room)
    if room.calm:
        return room.writer.say("watching", bank.WATCHING, window=window_min(room))
    if board(room).doubtful and (card is None or card.kind == "diagnose"):
        return room.writer.say("checking", bank.CHECKING)
    if card is not None:
        return room.writer.say("action", bank.ACTION, doing=measure(room, card)[0])
    planned = [card for card in board(room).wanted if card.kind in ("contain", "fix")]
    if planned:
        return room.writer.say("preparing", bank.PREPARING, noun=measure(room, planned[0])[2])
    return room.writer.say("looking", bank.LOOKING, since=since)


def _main_work(room: Room) -> TaskCard | None:
    """The running task that matters most to customers."""
    order = ("contain", "fix", "verify", "diagnose", "evidence", "prevent")
    running = room.tasks_in(TaskState.RUNNING)
    return min(running, key=lambda card: order.index(card.kind)) if running else None


def following(room: Room, key: str, next_s: int) -> str:
    """The next-update slot, with an absolute time."""
    if not room.nerve.is_concrete("next", key):
        return room.writer.say("vague-next", bank.VAGUE_NEXT)
    return room.writer.say("next", bank.NEXT, next=room.utc(next_s))


def _extra(room: Room, key: str, number: int) -> str:
    """Advice and the state of the data, in turn; nobody needs them while nobody is known to be hurt."""
    if board(room).doubtful:
        return ""
    if room.calm:
        return picture.data_public(room) or room.writer.say("data-open", bank.DATA_OPEN)
    if number % 2 == 0 and room.nerve.is_concrete("workaround", key):
        since = room.utc(picture.start_s(room))
        return room.writer.say("workaround", bank.WORKAROUND[room.incident_class.value], since=since)
    return "" if number % 3 else room.writer.say("data-open", bank.DATA_OPEN)


def status_page(room: Room, number: int, next_s: int) -> str:
    """A public update: acknowledge, impact, action, next update."""
    key = f"status-{number}"
    return join(impact(room, key), action(room, key), _extra(room, key, number), following(room, key, next_s))


def mail_all(room: Room, number: int, next_s: int) -> str:
    """The same state for the inbox of every customer concerned."""
    key = f"mail-{number}"
    greeting = room.writer.say("greeting", notes.GREETING)
    return join(
        greeting,
        impact(room, key, first=number == 1),
        action(room, key),
        _extra(room, key, number + 1),
        following(room, key, next_s),
    )


def mail_personal(room: Room, account: str, next_s: int) -> str:
    """The first direct word to a strategic account, with a named person."""
    key = f"personal-{account}"
    company = room.incident.accounts[account].name
    slot, wordings = "salutation", notes.SALUTATION
    if doubts(room, account):
        slot, wordings = "salutation-doubt", notes.SALUTATION_DOUBT
    opening = room.writer.say(slot, wordings, first=first_name(room, account), company=company)
    person = room.name_of(Seat.CS, "your customer success manager")
    contact = room.writer.say("contact", notes.CONTACT, person=person, company=company)
    return join(opening, impact(room, key, first=True), action(room, key), contact, following(room, key, next_s))


def first_name(room: Room, account: str) -> str:
    """How a customer's person is addressed."""
    contact = room.contact_of(account)
    return contact.name.split()[0] if contact else "all"


def holding_line(room: Room, number: int, next_s: int) -> str:
    """What colleagues may say, and what not."""
    key = f"holding-{number}"
    renewal = room.writer.say("renewal", bank.RENEWAL, next=room.utc(next_s))
    if not room.nerve.is_concrete("renewal", key):
        renewal = room.writer.say("vague-next", bank.VAGUE_NEXT)
    return join(room.writer.say("holding", bank.HOLDING, impact=impact(room, key), action=action(room, key)), renewal)


# --- the executive brief --------------------------------------------------------------------------------------


def executive_brief(room: Room, number: int, next_s: int) -> str:
    """One page: impact, status, confidence, decisions, next refresh."""
    key = f"brief-{number}"
    parts = [
        f"Executive brief {number}, {room.severity.title} {room.incident_class.value}, {room.incident.record.incident}",
        "",
    ]
    if room.nerve.is_concrete("brief-impact", key):
        parts.append(f"Impact: {_brief_impact(room)}{_at_stake(room)}")
    parts.append("Status: " + _status(room))
    if room.nerve.is_concrete("brief-confidence", key):
        parts.append("Confidence: " + _confidence(room))
    if room.nerve.is_concrete("brief-decisions", key):
        parts.append("Decisions needed: " + _decisions(room))
    refresh = f"Next refresh: by {room.utc(next_s)}."
    parts.append(refresh if room.nerve.is_concrete("brief-next", key) else "Next refresh: when there is news.")
    return "\n".join(parts)


def _brief_impact(room: Room) -> str:
    since, figure = room.utc(picture.start_s(room)), picture.figure(room)
    if board(room).doubtful:
        return room.writer.say("doubt", bank.DOUBT, since=since)
    inside, figure = picture.scope_inside(room), f" {figure}" if figure else ""
    return room.writer.say("brief-impact", notes.BRIEF_IMPACT, inside=inside, since=since, figure=figure)


def _at_stake(room: Room) -> str:
    cents = sum(
        file.arr_cents for name, file in room.sight.contracts.items() if name in (room.voiced or room.strategic)
    )
    names = [
        f"{room.incident.accounts[a].name} (renewal in {room.sight.contracts[a].renewal_in_days} days)"
        for a in room.strategic[:3]
        if a in room.sight.contracts
    ]
    whose = "those who have reported" if room.voiced else "strategic customers"
    stake = f" Recurring revenue of {whose}: ${cents // 100:,} a year." if cents else ""
    return stake + (f" Strategic: {listing(names)}." if names else "")


def _status(room: Room) -> str:
    if room.incident.resolved_s is not None:
        return "resolved; confirmations of customers are being collected."
    done = [card.title for card in room.tasks_in(*ENDED)][-2:]
    running = [card.title for card in room.tasks_in(TaskState.RUNNING)][:3]
    parts = [
        "mitigated; the monitoring window is running."
        if room.incident.mitigated_s is not None
        else "not contained yet."
    ]
    parts += [f"Finished: {'; '.join(done)}."] if done else []
    parts += [f"Under way: {'; '.join(running)}."] if running else []
    return " ".join(parts)


def _confidence(room: Room) -> str:
    if room.incident_class is IncidentClass.SECURITY and not picture.cause_statement(room):
        return "low on how it came about; the evidence is being secured before anything is concluded."
    cause = picture.cause_statement(room)
    if cause and room.calm:
        return f"high on the cause, and high that the repair holds. {cause}"
    if cause:
        return f"medium to high on the cause, medium on the repair. {cause}"
    return f"low on the cause, which is not confirmed; {_extent_confidence(room)}."


def _extent_confidence(room: Room) -> str:
    """How sure we are of the extent, by the sources that there are."""
    if board(room).doubtful:
        return "low on whether anybody is affected, which nothing but the alarm shows"
    if room.voiced and any(room.said("alert")):
        return "high on the extent, which alarms and customers show"
    return "medium on the extent, which one source shows"


def _decisions(room: Room) -> str:
    sponsor = room.name_of(Seat.EXEC_SPONSOR, "the executive sponsor")
    names = [room.incident.accounts[a].name for a in room.strategic[:2]]
    strategic = listing(names) if names else "the customers concerned"
    first = room.writer.say("decision", notes.BRIEF_DECISION, sponsor=sponsor, strategic=strategic)
    second = room.writer.say("decision", notes.BRIEF_DECISION, sponsor=sponsor, strategic=strategic)
    return f"(1) {first} (2) {second}"


# --- the end --------------------------------------------------------------------------------------------------


def rfo_time(room: Room) -> str:
    """When the written explanation comes, with date and clock."""
    at_s = room.sight.start_utc_s + room.now + RFO_DAYS * DAY_S
    return f"16:00 UTC on {room.day(room.now + RFO_DAYS * DAY_S)} {stamp(at_s)[:4]}"


def repair(room: Room) -> str:
    """What ended it, in a customer's words."""
    until_s = room.memory.calm_since_s or room.now
    cards = [
        card
        for card in room.tasks_in(TaskState.DONE)
        if card.kind in ("contain", "fix") and room.incident.tasks[card.task].ended_s <= until_s
    ]
    cards.sort(key=lambda card: -room.incident.tasks[card.task].ended_s)
    done = list(dict.fromkeys(measure(room, card)[1] for card in cards))[:2][::-1]
    return " and ".join(done) if done else "the service recovered while we were examining it"


def resolution_note(room: Room, slot: str) -> str:
    """The final note: times, impact, what fixed it, data, what to do if it recurs, apology, written explanation."""
    then = picture.symptom(room)[1]
    since_s, until_s = picture.start_s(room), room.memory.calm_since_s or room.incident.mitigated_s or room.now
    same_day = stamp(room.sight.start_utc_s + since_s)[:10] == stamp(room.sight.start_utc_s + until_s)[:10]
    since = f"{hhmm(room.sight.start_utc_s + since_s)} UTC" if same_day else room.utc(since_s)
    parts = [
        room.writer.say(
            "resolved",
            notes.RESOLVED,
            since=since,
            until=room.utc(until_s),
            clause_past=then,
            scope=picture.scope(room),
            day=room.day(since_s),
        )
    ]
    optional: dict[str, Callable[[], str]] = {
        "fixed": lambda: room.writer.say("fixed", notes.FIXED, done=repair(room), window=window_min(room)),
        "data": lambda: _data_note(room),
        "again": lambda: room.writer.say("again", notes.AGAIN),
        "sorry": lambda: room.writer.say("sorry", notes.SORRY),
        "rfo": lambda: room.writer.say("rfo", notes.RFO, rfo=rfo_time(room)),
    }
    parts += [make() for name, make in optional.items() if room.nerve.closes(f"note-{slot}-{name}")]
    return join(*parts)


def _data_note(room: Room) -> str:
    statement = picture.data_public(room)
    if statement:
        return capital(statement)
    if any(card.kind == "verify" for card in room.tasks_in(TaskState.DONE)):
        return (
            "The checks made so far have not found any damage to stored data; the written explanation states"
            " the final result."
        )
    return "The check of the stored data goes on, and the written explanation states its result."


def call_notes(room: Room, account: str) -> str:
    """What a call with a customer brought."""
    return room.writer.say("call", notes.CALL, company=room.incident.accounts[account].name)


def notification(room: Room) -> str:
    """What an authority is told: times, extent and measures, as far as they have been verified."""
    return join(
        f"We notify you of an incident that began at {room.utc(picture.start_s(room))} and of which we became aware at"
        f" {room.utc(room.signal_s or 0)}.",
        f"Extent as far as verified: {picture.symptom(room)[0]} for {picture.scope(room)}.",
        _current(room),
        picture.data_statement(room)
        or "Whether personal data is concerned is being examined; we report the result without being asked.",
        f"Your contact is {room.name_of(Seat.LEGAL, 'our general counsel')}.",
    )
