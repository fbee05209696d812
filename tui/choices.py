"""What can be chosen in a form's lists right now, with words for people: (label, value) pairs."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from simulator.clock import spell
from simulator.states import customer_of
from simulator.vocabulary import (
    SEAT_TITLES,
    Channel,
    CreditKind,
    HypothesisState,
    IncidentClass,
    Seat,
    Severity,
    TaskState,
)
from tui.actions import Action, Kind
from tui.names import SHORT_SEATS, Names, label, money, names_of, one_line
from tui.panes import urgency

if TYPE_CHECKING:
    from simulator.events import Person
    from tui.session import DrillLike

Choice = tuple[str, str]
SEVERITY_WORDS = {
    Severity.SEV1: "SEV-1: broad or critical, executives and customers see it",
    Severity.SEV2: "SEV-2: one key customer or one key function",
    Severity.SEV3: "SEV-3: limited, with a way around it",
}
CHANNEL_WORDS = {
    Channel.STATUS_PAGE: "Status page: everybody reads it",
    Channel.CUSTOMER_MAIL: "Customer mail: named customers",
    Channel.HOLDING_LINE: "Holding line: Sales, CS and Support say it",
    Channel.WAR_ROOM: "War room: colleagues only",
}

NOTHING = {
    "messages": "Nobody has written to you yet.",
    "customer_messages": "No customer has written yet.",
    "running_tasks": "No task is running.",
    "startable_tasks": "No task is left to start.",
    "calls": "No call is scheduled.",
    "proposals": "No credit waits: propose one first.",
    "held_seats": "Nobody holds a seat yet: assign one first.",
}
"""Why a list is empty."""


def nothing_for(action: Action, drill: DrillLike) -> str:
    """Why an action's form could not be sent now: a list that it needs is empty. Empty when each has something."""
    lists = [field.options for field in action.fields if field.kind is Kind.CHOICE and not field.optional]
    return next((NOTHING.get(one, "There is nothing to choose yet.") for one in lists if not choices(one, drill)), "")


def choices(options: str, drill: DrillLike, seat: str = "") -> tuple[Choice, ...]:
    """The list of that name, in the order a person would look for it.

    Args:
        options: Name of the list.
        drill: What is known now.
        seat: For people: those trained for this seat come first.

    Raises:
        KeyError: there is no such list.
    """
    names = names_of(drill)
    return tuple(_people(drill, seat) if options == "people" else _LISTS[options](drill, names))


def _severities(drill: DrillLike, names: Names) -> list[Choice]:
    return [(words, value.value) for value, words in SEVERITY_WORDS.items()]


def _seats(drill: DrillLike, names: Names) -> list[Choice]:
    roles = drill.incident.roles
    return [(f"{s.title} ({names.person(roles[s])})" if s in roles else s.title, s.value) for s in Seat]


def _held_seats(drill: DrillLike, names: Names) -> list[Choice]:
    return [(f"{s.title} ({names.person(who)})", s.value) for s, who in drill.incident.roles.items()]


def _people(drill: DrillLike, seat: str) -> list[Choice]:
    """Colleagues; in a team those who sit there come first, whoever sits at this very seat before all."""
    seated = drill.incident.seated
    team = [(_sitting(drill, held), seated[held]) for held in Seat if held in seated]
    team.sort(key=lambda choice: seated.get(Seat(seat)) != choice[1] if seat else False)
    home = [person for person in drill.incident.people.values()
            if person.organisation == "home" and person.id not in seated.values()]  # fmt: skip
    home.sort(key=lambda person: (seat not in person.seats, not person.seats, person.title))
    you = (_you(drill), drill.player)
    found = []
    for person in home:
        trained = ", ".join(SHORT_SEATS[Seat(held)] for held in person.seats)
        found.append((f"{person.name}, {person.title}" + (f" ({trained})" if trained else ""), person.id))
    if seated:
        return [*team, *found]
    return [you, *found] if seat in ("", Seat.IC.value) else [*found, you]


def _sitting(drill: DrillLike, seat: Seat) -> str:
    who = drill.incident.seated[seat]
    name = drill.incident.people[who].name
    shown = _you(drill) if who == drill.player else name
    return f"{shown}, at the table" if name == seat.title else f"{shown}, sits at {seat.title}"


def _you(drill: DrillLike) -> str:
    """Oneself, to be found by one's own name too."""
    known = drill.incident.people.get(drill.player)
    return f"{known.name} (you)" if known else "You"


def _teams(drill: DrillLike, names: Names) -> list[Choice]:
    people = drill.incident.people.values()
    return [(_team_words(team, drill), team) for team in dict.fromkeys(p.team for p in people if p.team)]


def _team_words(team: str, drill: DrillLike) -> str:
    if team in drill.incident.paged:
        return f"{team} (being called)"
    here = sum(p.team == team and p.id in drill.incident.present for p in drill.incident.people.values())
    return f"{team} ({here} in the room)" if here else team


def _startable(drill: DrillLike, names: Names) -> list[Choice]:
    runs, found = drill.incident.tasks, []
    for name, task in drill.scenario.tasks.items():
        run = runs.get(name)
        again = run is not None and run.state is TaskState.DONE
        spent = again and run is not None and run.moved and not task.repeatable
        if spent or (run is not None and run.state is TaskState.RUNNING):
            continue
        open_before = [t for t in task.requires if t not in runs or runs[t].state is not TaskState.DONE]
        after = f", after “{names.task(open_before[0])}”" if open_before else ""
        found.append((f"{'again, ' if again else ''}{task.kind.value}: {task.title} ({task.team}{after})", name))
    return sorted(found, key=lambda choice: choice[0].startswith("again, "))


def _running(drill: DrillLike, names: Names) -> list[Choice]:
    runs = drill.incident.tasks.values()
    return [(names.task(run.task), run.task) for run in runs if run.state is TaskState.RUNNING]


def _approvers(drill: DrillLike, names: Names) -> list[Choice]:
    """Who decides: seats, executives by name, and the ranks that sign credits, whose wording of a seat is for terms."""
    seats = [(seat.title, seat.value) for seat in Seat]
    executives = [(names.with_title(one.id), one.id) for one in drill.incident.people.values() if _is_executive(one)]
    ranks = [(words, rank) for words, rank in _credit_approvers(drill, names) if rank not in set(Seat)]
    return [*seats, *executives, *ranks, ("Nobody: my own decision", "nobody")]


def _is_executive(person: Person) -> bool:
    """Somebody of the cast who sponsors an incident, or who sits at none of its seats and has no team."""
    ours = person.organisation == "home" and not person.team and person.title not in SEAT_TITLES.values()
    return ours and (not person.seats or Seat.EXEC_SPONSOR.value in person.seats)


def _credit_approvers(drill: DrillLike, names: Names) -> list[Choice]:
    return [(words, title) for title, words in drill.runbook.approver_titles.items()]


def _sources(drill: DrillLike, names: Names) -> list[Choice]:
    ended = [run for run in drill.incident.tasks.values() if run.state in (TaskState.DONE, TaskState.FAILED)]
    return [
        *((f"Signal: {signal.title}", name) for name, signal in drill.scenario.signals.items()),
        *((f"Task: {names.task(run.task)}", run.task) for run in ended),
        ("A document", "document"),
    ]


def _accounts(drill: DrillLike, names: Names) -> list[Choice]:
    return [(f"{account.name} ({account.tier})", name) for name, account in drill.incident.accounts.items()]


def _messages(drill: DrillLike, names: Names) -> list[Choice]:
    found = sorted(
        (m for m in drill.incident.messages.values() if m.event.sender != "monitoring"),
        key=urgency,
    )
    return [(f"{names.clock(m.at_s)} {names.mail(m.event)}", m.id) for m in found[:200]]


def _customer_messages(drill: DrillLike, names: Names) -> list[Choice]:
    found = [m for m in drill.incident.messages.values() if customer_of(m.event, drill.incident.people)]
    return [
        (f"{names.clock(m.at_s)} {names.account(m.event.account)}: {one_line(m.event.text, 60)}", m.id)
        for m in reversed(found[-200:])
    ]


def _calls(drill: DrillLike, names: Names) -> list[Choice]:
    return [
        (f"{names.clock(call.at_s)} {names.account(call.account)} ({_until(call.at_s - drill.at_s)})", name)
        for name, (call, state) in drill.incident.calls.items()
        if state == "scheduled"
    ]


def _until(left_s: int) -> str:
    """How far off a moment is, before it or after it."""
    return f"in {spell(left_s)}" if left_s > 0 else f"{spell(-left_s)} ago" if left_s else "now"


def _proposals(drill: DrillLike, names: Names) -> list[Choice]:
    return [
        (
            f"{names.account(credit.event.account)}: "
            + (money(credit.event.amount_cents) if credit.event.amount_cents else f"{credit.event.days} days")
            + f" ({credit.state})",
            name,
        )
        for name, credit in drill.incident.credits.items()
        if credit.state != "granted"
    ]


def _channels(*channels: Channel) -> Callable[[DrillLike, Names], list[Choice]]:
    return lambda drill, names: [(CHANNEL_WORDS[channel], channel.value) for channel in channels]


_LISTS: dict[str, Callable[[DrillLike, Names], list[Choice]]] = {
    "severities": _severities,
    "classes": lambda drill, names: [(kind.value.capitalize(), kind.value) for kind in IncidentClass],
    "seats": _seats,
    "held_seats": _held_seats,
    "teams": _teams,
    "startable_tasks": _startable,
    "running_tasks": _running,
    "approvers": _approvers,
    "credit_approvers": _credit_approvers,
    "credit_kinds": lambda drill, names: [(label(kind.value), kind.value) for kind in CreditKind],
    "hypothesis_states": lambda drill, names: [(state.value, state.value) for state in HypothesisState],
    "sources": _sources,
    "accounts": _accounts,
    "messages": _messages,
    "customer_messages": _customer_messages,
    "calls": _calls,
    "proposals": _proposals,
    "external_channels": _channels(Channel.STATUS_PAGE, Channel.CUSTOMER_MAIL),
    "holding_channel": _channels(Channel.HOLDING_LINE),
    "room_channel": _channels(Channel.WAR_ROOM),
}
