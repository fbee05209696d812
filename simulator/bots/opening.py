"""The first quarter of an hour: acknowledge, page, declare, name the roles, complete the record; later, hand over."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from simulator import commands as c
from simulator.bots import picture
from simulator.bots.agenda import LIKELY, board
from simulator.bots.room import Room, Wish
from simulator.bots.triage import judge_class, judge_severity, off_by_one
from simulator.clock import HOUR_S, MINUTE_S
from simulator.vocabulary import IncidentClass, Seat, Severity, TaskState

SELF = "you"
ORDER = {
    seat: f"role-{seat.value}"
    for seat in (
        Seat.COMMS_LEAD,
        Seat.TECH_LEAD,
        Seat.SCRIBE,
        Seat.EXEC_SPONSOR,
        Seat.CS,
        Seat.SALES,
        Seat.SUPPORT,
        Seat.LEGAL,
        Seat.SECURITY,
    )
}
"""In which order seats are filled, and the wish for each."""
GUARDED = (IncidentClass.SECURITY, IncidentClass.DATA)
HANDOVER_S = 165 * MINUTE_S
"""Command passes on after this long, a little before the three hours of the house rule."""
REPAGE_S = 6 * MINUTE_S
MOST_CALLS, MOST_HANDS = 8, 3
"""So often a team is called at most, and so many of it are wanted at most."""


def notice(room: Room) -> Iterator[Wish]:
    """Take the page, and call the teams whose hands will be needed."""
    if room.incident.first_signal_s is not None and room.incident.page_acknowledged_s is None:
        yield Wish("ack-page", c.AcknowledgePage, rank=0, since_s=room.incident.first_signal_s)
    if room.signal_s is None or room.incident.stood_down_s is not None or room.incident.closed_s is not None:
        return
    yield from _pages(room)


def _pages(room: Room) -> Iterator[Wish]:
    could = {team for team in room.memory.callable.difference(room.incident.paged) if _may_call(room, team)}
    for team in _needed_teams(room) if could else ():
        calls = room.memory.times(f"page-{team}-")
        if team in could and (calls == 0 or _more_hands(room, team)):
            yield Wish(
                f"page-{team}-{calls + 1}",
                partial(c.PageTeam, team=team),
                rank=0,
                pause_s=room.nerve.skill.reaction_s // 2,
            )


def _may_call(room: Room, team: str) -> bool:
    """Not paged yet, or without an answer, or a while ago when nobody is free now and somebody could still come."""
    calls = room.memory.times(f"page-{team}-")
    if calls == 0 or calls >= MOST_CALLS:
        return calls == 0
    members = [p for p in room.memory.teams[team] if p.organisation == "home"]
    there = sum(p.id in room.incident.present for p in members)
    rested = room.now - room.memory.done.get(f"page-{team}-{calls}", 0) >= REPAGE_S
    return not there or (rested and there < min(len(members), MOST_HANDS) and room.free_hands(team) <= 0)


def _needed_teams(room: Room) -> list[str]:
    """The teams of the work on the board, those with the likeliest work first."""
    plan = board(room)
    waiting = [card.team for card in plan.wanted]
    return list(dict.fromkeys((*waiting, *room.recall(("teams", plan.ranking.ended), lambda: _likely_teams(room)))))


def _likely_teams(room: Room) -> list[str]:
    """Teams of likely work; while nothing is likely, those of the first two steps that could help."""
    ranking = board(room).ranking
    cards = sorted(room.sight.tasks, key=lambda card: -ranking.of(card))
    useful = [card for card in cards if card.kind in ("contain", "diagnose", "evidence")]
    likely = [card.team for card in useful if ranking.of(card) >= LIKELY // 2]
    return likely or [card.team for card in useful[:2]]


def _more_hands(room: Room, team: str) -> bool:
    """Nobody of the team is there, or work waits for it."""
    if not any(p.team == team and p.id in room.incident.present for p in room.home):
        return True
    return any(card.team == team for card in board(room).wanted)


def declare(room: Room) -> Iterator[Wish]:
    """Open the record at the severity that the evidence supports; unsure means higher."""
    if room.signal_s is None or room.incident.declared or room.incident.stood_down_s is not None:
        return

    def make() -> c.Command:
        kind = judge_class(room) if room.nerve.judges("class") else IncidentClass.AVAILABILITY
        severity = judge_severity(room, kind)
        if not room.nerve.judges("severity"):
            severity = off_by_one(severity, room.nerve.chance.happens(400_000, "severity", "up"))
        room.memory.notes["declared-class"] = kind.value
        concrete = room.nerve.is_concrete("scope", "declare")
        scope = picture.scope_inside(room) if concrete else "Customers report problems"
        start_s = picture.start_s(room) if room.nerve.is_concrete("start", "declare") else None
        return c.Declare(severity=severity, incident_class=kind, scope=scope, impact_start_s=start_s)

    yield Wish("declare", make, rank=0, since_s=room.signal_s, pause_s=room.nerve.skill.declare_s)


def roles(room: Room) -> Iterator[Wish]:
    """Name everybody whom this class of incident needs, different people for command and communication."""
    if not room.open:
        return
    if Seat.IC not in room.incident.roles:
        yield Wish(
            "role-ic", lambda: c.AssignRole(seat=Seat.IC, holder=SELF), rank=0, pause_s=room.nerve.skill.reaction_s // 3
        )
    for number, (seat, key) in enumerate(ORDER.items()):
        if seat in room.incident.roles or room.served(key):
            continue
        guarded = seat in (Seat.LEGAL, Seat.SECURITY)
        if (guarded and not _is_guarded(room)) or not _thinks_of(room, seat):
            continue
        holder = _candidate(room, seat)
        if holder:
            yield Wish(
                key,
                partial(c.AssignRole, seat=seat, holder=holder),
                rank=0 if seat is Seat.COMMS_LEAD else 1 if number < 4 or guarded else 2,
            )


def _is_guarded(room: Room) -> bool:
    """Declared as security or data, or looking like it by now; every word on the cause is a reason to look again."""
    if room.incident_class in GUARDED:
        return True
    return room.recall("guarded", lambda: _sounds_guarded(room))


def _sounds_guarded(room: Room) -> bool:
    known = sum(fact.key == "cause" for _, fact in room.incident.facts.values())
    return room.recall("class", lambda: judge_class(room)) in GUARDED and room.nerve.judges(f"class-{known}")


def _thinks_of(room: Room, seat: Seat) -> bool:
    """The obvious seats come to everybody's mind, the others to those who know the runbook."""
    if seat in (Seat.LEGAL, Seat.SECURITY):
        return room.nerve.judges(f"seat-{seat.value}") or room.nerve.judges("guarded-seats")
    return seat in (Seat.COMMS_LEAD, Seat.TECH_LEAD) or room.nerve.judges(f"seat-{seat.value}")


def _candidate(room: Room, seat: Seat) -> str:
    """Somebody trained for the seat, preferably free, without another calling, and not needed with their hands."""
    trained = [p for p in room.home if seat.value in p.seats]
    holders = set(room.incident.roles.values())
    trained.sort(key=lambda p: (p.id in holders, bool(p.team), len(p.seats), p.id))
    return trained[0].id if trained else ""


def handover(room: Room) -> Iterator[Wish]:
    """Pass command on before three hours are over, with what the next commander must know."""
    since_s = room.incident.role_since.get(Seat.IC)
    if not room.open or since_s is None or room.now - since_s < HANDOVER_S:
        return
    current = room.incident.roles[Seat.IC]
    rest = [p.id for p in room.home if "ic" in p.seats and p.id not in (current, *_others(room))]
    if current == SELF and not rest:
        return
    known = sorted(key for key in room.memory.done if key.startswith("handover-"))
    holder = SELF if current != SELF and len(known) % max(2, len(rest) + 1) == 0 else next(iter(rest), SELF)
    yield Wish(
        f"handover-{since_s}",
        lambda: c.HandOver(seat=Seat.IC, holder=holder, note=_note(room)),
        rank=2,
        since_s=since_s + HANDOVER_S + room.nerve.lateness_s(f"handover-{since_s}"),
        pause_s=120,
    )


def _others(room: Room) -> set[str]:
    """People who are bound to a seat besides command."""
    return {holder for seat, holder in room.incident.roles.items() if seat is not Seat.IC}


def _note(room: Room) -> str:
    running = [card.title for card in room.tasks_in(TaskState.RUNNING)]
    work = "; ".join(running) or "nothing technical at this moment"
    cause = picture.cause_statement(room) or "cause not confirmed"
    return (
        f"{room.severity.title}, status {room.incident.record.status}. Impact:"
        f" {picture.scope_inside(room)}. Running: {work}. {cause}"
    )


def record(room: Room) -> Iterator[Wish]:
    """Keep severity, scope, start and status of the record true."""
    if not room.open:
        return
    start_s = picture.start_s(room)
    known_s = room.incident.record.impact_start_s
    if (known_s is None or abs(known_s - start_s) > MINUTE_S) and room.nerve.judges("start"):
        yield Wish(f"start-{start_s}", lambda: c.UpdateRecord(impact_start_s=start_s), Seat.SCRIBE, rank=3)
    pct, where = picture.share(room)[0], picture.regions(room)
    if (pct or where) and pct not in room.incident.record.scope and room.nerve.judges("scope"):
        yield Wish(
            f"scope-{pct}-{where}", lambda: c.UpdateRecord(scope=picture.scope_inside(room)), Seat.SCRIBE, rank=3
        )
    status = (
        "monitoring" if room.incident.mitigated_s is not None else "identified" if picture.cause_statement(room) else ""
    )
    if status and status != room.incident.record.status and room.nerve.closes(f"status-{status}"):
        yield Wish(f"status-{status}", lambda: c.UpdateRecord(status=status), Seat.SCRIBE, rank=4)
    if room.severity is Severity.SEV1 or room.incident.mitigated_s is not None:
        return
    severity = judge_severity(room, room.recall("class", lambda: judge_class(room)))
    if severity.rank < room.severity.rank and room.nerve.judges(f"raise-{room.now // HOUR_S}"):
        yield Wish(f"raise-{severity.value}", lambda: _raise(room, severity), rank=2)


def _raise(room: Room, severity: Severity) -> c.Command:
    return c.ChangeSeverity(
        severity=severity, reason=f"The impact is wider than it looked: {picture.scope_inside(room)}"
    )


DUTIES = (notice, declare, roles, record, handover)
