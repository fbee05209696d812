"""What the war room shows at one second: frozen, already in words, never a hidden thing.

`build_view` is pure: it reads the fold and the open parts of the scenario (titles, thresholds, risks of tasks) and
leaves out the truth, the level of impact and the injects.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from simulator.clock import countdown, spell, stamp
from simulator.vocabulary import Seat
from tui import panes
from tui.due import AFTER_END, Need, needs, next_brief_s, next_update_s
from tui.names import Names, label, severity, short_name
from tui.phase import shown_phase
from tui.promised import standings
from tui.rows import Row, Tone

if TYPE_CHECKING:
    from simulator.incident import Incident
    from simulator.runbook import Runbook
    from simulator.scenario import Scenario
    from tui.film import Reel
    from tui.timeline import Timeline

SOON_S = 600
"""A countdown below this asks for attention."""


@dataclass(frozen=True, slots=True)
class Countdown:
    """A clock that runs down: its words, its shape and how urgent it is."""

    text: str
    mark: str
    """`▲` soon, `‼` overdue, empty while there is time."""
    tone: Tone


@dataclass(frozen=True, slots=True)
class Header:
    """The top lines: what time is it and what is due; how bad is it; who leads."""

    severity: str
    """`SEV-1`, or `SEV-?` while nothing is declared."""
    rank: int
    """1 to 3, 0 while nothing is declared."""
    title: str
    clock: str
    """UTC, e.g. `14:23:10Z`."""
    elapsed: str
    """Drill time, e.g. `+00:20:10`."""
    pace: str
    """`×4`, or `PAUSED`."""
    phase: str
    next_update: Countdown
    next_brief: Countdown
    ic: str
    comms: str
    unread: str
    """Messages that wait for an answer, e.g. `3●`."""
    mood: str
    """The unhappiest account, e.g. `Harbor 61↓`."""


@dataclass(frozen=True, slots=True)
class View:
    """Everything that the war room shows."""

    header: Header
    signals: tuple[Row, ...]
    accounts: tuple[Row, ...]
    due: tuple[Row, ...]
    timeline: tuple[Row, ...]
    inbox: tuple[Row, ...]
    channel: tuple[Row, ...]
    tasks: tuple[Row, ...]
    roles: tuple[Row, ...]
    promises: tuple[Row, ...]
    facts: tuple[Row, ...]
    decisions: tuple[Row, ...]
    credits: tuple[Row, ...]
    needs: tuple[Need, ...]
    spent: frozenset[str]
    """Actions that have been done, or cannot be done yet; the bottom line leaves them out."""


def build_view(
    incident: Incident,
    scenario: Scenario,
    runbook: Runbook,
    at_s: int,
    *,
    timeline: Timeline | Reel | None = None,
    multiplier: int | None = None,
    player: str = "you",
) -> View:
    """Word everything that the war room may know at a second.

    Args:
        incident: The fold.
        scenario: For titles, units and thresholds.
        runbook: For cadences.
        at_s: The drill second.
        timeline: Rows of what has happened; without it, those that the fold keeps.
        multiplier: The pace to show; None takes the fold's.
        player: Person id of the trainee.
    """
    names = Names(incident, scenario, player, runbook.approver_titles)
    waiting = needs(incident, scenario, runbook, at_s)
    return View(
        header=build_header(incident, scenario, runbook, at_s, multiplier=multiplier, player=player),
        signals=panes.signals(incident, scenario),
        accounts=panes.accounts(incident),
        due=panes.due(waiting, at_s, scenario.horizon),
        timeline=timeline.rows if timeline else panes.logged(incident, names),
        inbox=panes.inbox(incident, names, at_s),
        channel=panes.channel(incident, names),
        tasks=panes.tasks(incident, scenario, at_s),
        roles=panes.roles(incident, names),
        promises=panes.promises(incident, names, at_s, standings(incident, runbook)),
        facts=panes.facts(incident, names),
        decisions=panes.decisions(incident, names),
        credits=panes.credit_rows(incident, names),
        needs=waiting,
        spent=_spent(incident),
    )


CREW = {Seat.IC, Seat.TECH_LEAD, Seat.COMMS_LEAD, Seat.SCRIBE}
"""Seats that are named first."""


def _spent(incident: Incident) -> frozenset[str]:
    done = {
        "acknowledge_page": incident.page_acknowledged_s is not None,
        "declare": incident.declared,
        "mark_mitigated": incident.mitigated_s is not None,
        "mark_resolved": incident.resolved_s is not None,
        "reopen": incident.closed_s is not None or (incident.mitigated_s is None and incident.resolved_s is None),
        "reply": all(message.event.sender == "monitoring" for message in incident.messages.values()),
        "assign_role": incident.roles.keys() >= CREW,
    }
    return frozenset(action for action, over in done.items() if over)


def build_header(
    incident: Incident,
    scenario: Scenario,
    runbook: Runbook,
    at_s: int,
    *,
    multiplier: int | None = None,
    player: str = "you",
) -> Header:
    """The top lines alone: cheap enough to make each second."""
    names = Names(incident, scenario, player, runbook.approver_titles)
    record = incident.record
    speed = incident.multiplier if multiplier is None else multiplier
    return Header(
        severity=severity(record.severity),
        rank=record.severity.rank if record.severity else 0,
        title=scenario.title,
        clock=f"{stamp(scenario.start_utc_s + at_s)[11:19]}Z",
        elapsed=_elapsed(at_s),
        pace=f"×{speed}" if speed else "PAUSED",
        phase=label(shown_phase(incident, scenario).value).upper(),
        next_update=_countdown(next_update_s(incident, runbook), at_s, scenario.horizon),
        next_brief=_countdown(next_brief_s(incident, runbook, scenario.start_utc_s), at_s, scenario.horizon),
        ic=_holder(incident, names, Seat.IC),
        comms=_holder(incident, names, Seat.COMMS_LEAD),
        unread=_unread(incident),
        mood=_mood(incident),
    )


def later(header: Header, incident: Incident, scenario: Scenario, runbook: Runbook, at_s: int) -> Header:
    """The same top lines at another second, as long as nothing has happened: only the clocks have moved."""
    return replace(
        header,
        clock=f"{stamp(scenario.start_utc_s + at_s)[11:19]}Z",
        elapsed=_elapsed(at_s),
        next_update=_countdown(next_update_s(incident, runbook), at_s, scenario.horizon),
        next_brief=_countdown(next_brief_s(incident, runbook, scenario.start_utc_s), at_s, scenario.horizon),
    )


def _elapsed(at_s: int) -> str:
    days, rest = divmod(at_s, 86_400)
    clock = f"{rest // 3_600:02}:{rest // 60 % 60:02}:{rest % 60:02}"
    return f"+{days}d {clock}" if days else f"+{clock}"


def _countdown(due_s: int | None, at_s: int, end_s: int) -> Countdown:
    if due_s is None or due_s > end_s:
        return Countdown("—" if due_s is None else AFTER_END, "", Tone.DIM)
    left_s = due_s - at_s
    if left_s < 0:
        return Countdown(f"{countdown(-left_s)} LATE", "‼", Tone.CRITICAL)
    words = countdown(left_s) if left_s < 86_400 else spell(left_s)
    return Countdown(words, "▲", Tone.WARN) if left_s <= SOON_S else Countdown(words, "", Tone.PLAIN)


def _holder(incident: Incident, names: Names, seat: Seat) -> str:
    holder = incident.roles.get(seat)
    if not holder:
        return "nobody"
    return "named" if holder == seat.title else names.person(holder).split()[0]


def _unread(incident: Incident) -> str:
    waiting = sum(m.event.asks and m.answered_s is None for m in incident.messages.values())
    return f"{waiting}●" if waiting else "0"


def _mood(incident: Incident) -> str:
    if not incident.accounts:
        return ""
    worst = min(incident.accounts.values(), key=lambda account: account.sentiment_milli)
    return f"{short_name(worst.name)} {worst.sentiment_milli // 1_000}{panes.arrow(worst)}"
