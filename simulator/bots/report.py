"""The post-mortem, written from the incident's own log, and the actions that follow from it."""

from __future__ import annotations

from dataclasses import dataclass

from simulator import commands as c
from simulator.bots import compose, lessons, picture
from simulator.bots.phrase import capital, join, listing
from simulator.bots.room import Room
from simulator.clock import DAY_S, MINUTE_S, hhmm, spell, stamp
from simulator.money import format_cents
from simulator.vocabulary import IncidentClass, Seat, TaskState

_NO_INCIDENT = "An alarm without an incident"


@dataclass(frozen=True, slots=True)
class Followup:
    """One action with everything that makes it trackable; a poor writer leaves parts out."""

    action: str
    owner: str
    owner_name: str
    days: int
    tracker: str
    done_test: str
    addresses: str
    kind: str
    strength: str
    priority: str

    def command(self) -> c.Command:
        """The entry in the tracker."""
        return c.AddRemediation(
            action=self.action,
            owner=self.owner,
            due_in_days=self.days,
            tracker=self.tracker,
            done_test=self.done_test,
            addresses=self.addresses,
        )


def cause_name(room: Room) -> str:
    """What the actions are about: the latest word on the cause, or else the part that failed."""
    learned = [
        fact.value for _, fact in sorted(room.incident.facts.values(), key=lambda item: item[0]) if fact.key == "cause"
    ]
    if learned:
        return learned[-1]
    return {
        IncidentClass.SECURITY: "access",
        IncidentClass.INTEGRATION: "transfer",
        IncidentClass.DATA: "calculation",
    }.get(room.incident_class, "failing component")


def followups(room: Room) -> tuple[Followup, ...]:
    """The actions: prevent, detect, mitigate and process, each with one owner, a date, a tracker and a done-test."""
    false_alarm = room.incident.stood_down_s is not None
    table = lessons.FALSE_ALARM if false_alarm else lessons.ACTIONS[room.incident_class]
    owners = _owners(room)
    made = []
    for number, lesson in enumerate(table):
        name = f"action-{number}"
        owner = owners[number % len(owners)] if owners else ("you", "Incident Commander")
        full = room.nerve.learns(name)
        wording = room.nerve.chance.pick(lesson.actions, "lesson", name)
        made.append(
            Followup(
                action=(wording if full else lesson.vague).replace("{cause}", cause_name(room)),
                owner=owner[0],
                owner_name=owner[1] if full or room.nerve.learns(f"{name}-owner") else "the team",
                days=lesson.days,
                tracker=f"{lesson.tracker}-{1100 + room.nerve.chance.below(8_000, 'tracker', name)}",
                done_test=lesson.done_test if full or room.nerve.learns(f"{name}-test") else "",
                addresses=lesson.addresses.replace("{cause}", cause_name(room)),
                kind=lesson.kind,
                strength=lesson.strength,
                priority=lesson.priority,
            )
        )
    return tuple(made if room.nerve.learns("all-actions") else made[:2])


def _owners(room: Room) -> list[tuple[str, str]]:
    """People who can carry an action: engineers first, then the seats."""
    engineers = [(p.id, p.name) for p in room.home if p.team and p.id in room.incident.present]
    seats = [
        (p.id, p.name)
        for seat in (Seat.TECH_LEAD, Seat.SECURITY, Seat.SCRIBE, Seat.CS)
        if (p := room.holder(seat)) is not None
    ]
    return list(dict.fromkeys((*engineers[:3], *seats)))


# --- the document -----------------------------------------------------------------------------------------------


def postmortem(room: Room) -> str:
    """The whole document in Markdown."""
    sections = {
        "Summary": _summary,
        "Impact": _impact,
        "Timeline": _timeline,
        "Detection": _detection,
        "Response": _response,
        "Contributing factors": _factors,
        "What went well": _well,
        "What went poorly": _poorly,
        "Where we were lucky": _lucky,
        "Actions": _actions,
        "External narrative": _narrative,
    }
    needed = ("Summary", "Timeline", "Actions")
    what = _NO_INCIDENT if room.incident.stood_down_s is not None else capital(picture.symptom(room)[1])
    parts = [f"# Post-mortem: {what}, {_date(room, 0)}"]
    for title, write in sections.items():
        if title in needed or room.nerve.learns(title):
            parts.append(f"## {title}\n\n{write(room)}")
    return "\n\n".join(parts) + "\n"


def _date(room: Room, at_s: int) -> str:
    return f"{room.day(at_s)} {stamp(room.sight.start_utc_s + at_s)[:4]}"


def _span(room: Room) -> tuple[int, int]:
    start_s = picture.start_s(room)
    end_s = room.memory.calm_since_s if room.memory.calm_since_s is not None else room.incident.resolved_s
    return start_s, max(start_s, end_s if end_s is not None else room.now)


def _clock(room: Room, at_s: int) -> str:
    day = stamp(room.sight.start_utc_s + at_s)[:10]
    first = stamp(room.sight.start_utc_s)[:10]
    return f"{hhmm(room.sight.start_utc_s + at_s)}" if day == first else f"{day} {hhmm(room.sight.start_utc_s + at_s)}"


def _summary(room: Room) -> str:
    start_s, end_s = _span(room)
    if room.incident.stood_down_s is not None:
        return (
            f"On {_date(room, start_s)} an alarm pointed to an incident. A check against a second"
            " measurement found none, and we stood down."
        )
    cause = (
        picture.cause_statement(room)
        or "The cause is not fully established; what is known stands under contributing factors."
    )
    return (
        f"On {_date(room, start_s)}, from {_clock(room, start_s)} to {_clock(room, end_s)} UTC,"
        f" {picture.symptom(room)[1]} for"
        f" {picture.scope(room)}. {cause} What ended it: {compose.repair(room)}. {picture.data_statement(room)}"
    ).strip()


def _impact(room: Room) -> str:
    down_s = room.incident.stood_down_s
    if down_s is not None:
        start_s = picture.start_s(room)
        minutes = (down_s - start_s) // MINUTE_S
        return (
            "- Extent: no customer was affected; the service worked normally throughout.\n"
            f"- Work: the alarm was examined for {minutes} minutes,"
            f" from {_clock(room, start_s)} to {_clock(room, down_s)} UTC."
        )
    start_s, end_s = _span(room)
    pct, of = picture.share(room)
    names = [room.incident.accounts[a].name for a in (room.voiced or room.strategic)]
    arr = sum(file.arr_cents for name, file in room.sight.contracts.items() if name in room.circle) // 100
    credits = [cr for cr in room.incident.credits.values() if cr.state == "granted"]
    minutes = (end_s - start_s) // MINUTE_S
    rows = [f"- Duration: {minutes} minutes, from {_clock(room, start_s)} to {_clock(room, end_s)} UTC."]
    if room.nerve.learns("impact-count"):
        rows.append(
            f"- Extent: {f'{pct} % of {of} {picture.regions(room)}'.strip() if pct else picture.scope(room)};"
            f" {_count(len(names), 'customer')} reported it{': ' if names else ''}{listing(names)}."
        )
    if room.nerve.learns("impact-business"):
        money = sum(cr.event.amount_cents for cr in credits)
        rows.append(
            f"- Business: accounts with recurring revenue of ${arr:,} a year are concerned;"
            f" {_count(len(credits), 'credit')}{f', together {format_cents(money)}' if credits else ''}."
        )
    data = picture.data_statement(room)
    return "\n".join([*rows, f"- Data: {data or 'no finding of loss or damage in the checks that were made.'}"])


def _count(count: int, thing: str) -> str:
    return f"{count or 'no'} {thing}{'' if count == 1 else 's'}"


def _timeline(room: Room) -> str:
    logged = sorted(
        ((ev.happened_at_s if ev.happened_at_s is not None else at_s, ev) for at_s, ev in room.incident.log),
        key=lambda row: row[0],
    )
    if not room.nerve.learns("full-timeline"):
        logged = logged[::2]
    rows = ["| Time (UTC) | Event | Owner | Result |", "|---|---|---|---|"]
    rows += [
        f"| {_clock(room, at_s)} | {_cell(ev.action)} | {_cell(ev.owner)} | {_cell(ev.result)} |" for at_s, ev in logged
    ]
    return f"All times are UTC, beginning on {_date(room, 0)}.\n\n" + "\n".join(rows)


def _cell(text: str) -> str:
    return text.replace("|", "/").replace("\n", " ").strip()


def _detection(room: Room) -> str:
    start_s = picture.start_s(room)
    seen_s = room.signal_s or start_s
    alerts = [m.event.subject for m in room.incident.messages.values() if m.event.medium == "alert"]
    first = f"The first sign was an alert: {alerts[0]}." if alerts else "The first sign was a report from outside."
    late = (
        "" if room.incident.stood_down_s is not None else f" {spell(max(0, seen_s - start_s))} after the first effect,"
    )
    return f"{first} It came{late} at {_clock(room, seen_s)} UTC."


def _response(room: Room) -> str:
    incident = room.incident
    seen_s, declared_s = room.signal_s or 0, incident.record.declared_s
    parts = []
    if declared_s is not None and incident.record.severity is not None:
        parts.append(
            f"The incident was declared as {incident.record.severity.title} {spell(declared_s - seen_s)} after that."
        )
    posts = incident.external_posts
    if posts:
        parts.append(
            f"Customers had the first public update at {_clock(room, posts[0].at_s)} UTC, and {len(posts)}"
            " external updates in all."
        )
    done = [card.title for card in room.tasks_in(TaskState.DONE) if card.kind in ("contain", "fix")]
    if done:
        parts.append(f"Steps taken, in this order: {'; '.join(done)}.")
    parts += [
        f"{decision.choice}: decided with the approval of {decision.approver.replace('_', ' ')}."
        for _, decision in incident.decisions[:3]
    ]
    return join(*parts) or "The check was made by one team and took effect at once."


def _factors(room: Room) -> str:
    if room.incident.stood_down_s is not None:
        return (
            "1. Technical: the alarm rests on one measurement, and nothing compares it with a second one"
            " before it pages.\n"
            "2. Organisational: no rule says who owns an alarm that turned out to be wrong."
        )
    facts = [
        fact.text for _, fact in sorted(room.incident.facts.values(), key=lambda item: item[0]) if fact.key == "cause"
    ][-2:]
    technical = facts or [
        f"The part that failed is described by its symptom: {picture.symptom(room)[1]} for {picture.scope(room)}."
    ]
    conditions = room.nerve.chance.pick(lessons.CONDITIONS[room.incident_class], "factor", "condition").replace(
        "{cause}", cause_name(room)
    )
    house = room.nerve.chance.pick(lessons.ORGANISATION, "factor", "house").replace("{cause}", cause_name(room))
    items = [*(f"Technical: {text}" for text in technical), f"Technical: {conditions}", f"Organisational: {house}"]
    if not room.nerve.learns("factors"):
        items = items[:1]
    return "\n".join(f"{number}. {item}" for number, item in enumerate(items, 1))


def _well(room: Room) -> str:
    incident = room.incident
    items = []
    if incident.record.declared_s is not None:
        items.append(
            f"The incident was declared {spell(incident.record.declared_s - (room.signal_s or 0))} after the"
            " first sign."
        )
    kept = sum(p.state == "kept" for p in incident.promises.values())
    if kept:
        items.append(f"{kept} announced times for updates and calls were kept.")
    items.append(room.nerve.chance.pick(lessons.WELL, "well", "one"))
    return "\n".join(f"- {item}" for item in items)


def _poorly(room: Room) -> str:
    items = []
    broken = sum(p.state == "broken" for p in room.incident.promises.values())
    if broken:
        items.append(f"{broken} announced times passed without news.")
    gap_s = (room.signal_s or 0) - picture.start_s(room)
    if gap_s > MINUTE_S:
        items.append(f"Customers felt the effect {spell(gap_s)} before an alert told us.")
    items.append(room.nerve.chance.pick(lessons.POORLY, "poorly", "one"))
    return "\n".join(f"- {item}" for item in items)


def _lucky(room: Room) -> str:
    return "\n".join(f"- {room.nerve.chance.pick(lessons.LUCKY[part::2], 'lucky', str(part))}" for part in range(2))


def _actions(room: Room) -> str:
    rows = [
        "| Action | Owner | Due | Tracker | Done when | Type | Strength | Priority |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for action in followups(room):
        due = stamp(room.sight.start_utc_s + room.now + action.days * DAY_S)[:10]
        rows.append(
            f"| {action.action} | {action.owner_name} | {due} | {action.tracker} | {action.done_test} |"
            f" {action.kind} | {action.strength}"
            f" | {action.priority} |"
        )
    return "\n".join(rows)


def _narrative(room: Room) -> str:
    start_s, end_s = _span(room)
    if room.incident.stood_down_s is not None:
        return (
            "We looked into an alarm and found that the service had worked normally throughout. We are"
            " improving the alarm."
        )
    happened = (
        f"On {_date(room, start_s)}, between {_clock(room, start_s)} and {_clock(room, end_s)} UTC,"
        f" {picture.symptom(room)[1]} for"
        f" {picture.scope(room)}. To end it, {compose.repair(room)}. {picture.data_public(room)}"
    ).strip()
    sorry = room.nerve.chance.pick(lessons.AMENDS, "narrative", "amends")
    due = room.day(room.now + 14 * DAY_S)
    change = room.nerve.chance.pick(lessons.CHANGES, "narrative", "changes").replace("{due}", due)
    return "\n\n".join((happened, sorry, change))
