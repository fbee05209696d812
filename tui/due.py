"""What the clock asks for: when customers and executives must hear again, and what waits for the trainee."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from simulator.events import BriefPosted
from simulator.vocabulary import CreditKind, Seat, TaskState, promised
from tui.names import Names, channel, midway
from tui.promised import cadence_s, standings
from tui.shift import shift_ends_s

if TYPE_CHECKING:
    from simulator.incident import Incident
    from simulator.runbook import Runbook
    from simulator.scenario import Scenario
    from simulator.states import Promise
    from tui.promised import Standing

DECLARE_WITHIN_S = 900
"""Used when the runbook's criterion A1 names no target."""
IC_WITHIN_S = 300
COMMS_WITHIN_S = 600
END_TOLD_S = 900
"""So long before the drill's end it stands among what is due."""
AFTER_END = "after end"
"""In place of a countdown that the drill's end cuts off."""


@dataclass(frozen=True, slots=True)
class Need:
    """One thing that waits for the trainee."""

    due_s: int
    """Drill second by which it is due."""
    text: str
    """What to do, in a few words."""
    action: str
    """Id of the action that does it."""
    prefill: tuple[tuple[str, str], ...] = ()
    """Fields of its form that are known already."""
    waits: bool = True
    """False for what has its time, such as the next update: nothing is lost when it is done then."""
    page: str = ""
    """The row whose page is opened first, where the action cannot be undone and is one choice of several."""

    @property
    def name(self) -> str:
        """Tells it from the others for as long as it waits: its place among them changes."""
        return f"{self.action} {self.text} {dict(self.prefill)}"


def next_update_s(incident: Incident, runbook: Runbook) -> int | None:
    """When customers must hear next: the earliest of the cadence and what was promised to them.

    A promise that broke stays due until they have heard. Before the first external post the cadence runs from the
    first signal; after the incident is resolved or stood down only promises count.
    """
    return _update_due_s(incident, runbook, _news_owed(incident, standings(incident, runbook)))


def _update_due_s(incident: Incident, runbook: Runbook, owed: list[Promise]) -> int | None:
    due = [promise.due_s for promise in owed[:1]]
    over = incident.resolved_s is not None or incident.stood_down_s is not None
    if incident.first_signal_s is not None and not over:
        last_s = incident.last_external_s
        base_s = incident.first_signal_s if last_s is None else last_s
        due.append(base_s + cadence_s(incident, runbook))
    return min(due, default=None)


def _news_owed(incident: Incident, stands: Mapping[str, Standing]) -> list[Promise]:
    """The promises of news to customers that wait, the earliest first."""
    owed = (one for one in incident.promises.values() if stands[one.id].owed and _is_for_customers(one))
    return sorted(owed, key=lambda one: one.due_s)


def _is_for_customers(promise: Promise) -> bool:
    return promise.what == "update" and promise.account != "inside"


def next_brief_s(incident: Incident, runbook: Runbook, start_utc_s: int) -> int | None:
    """When executives must hear next: by the runbook, or sooner where the last brief said so.

    None before a signal and after resolution.
    """
    if incident.first_signal_s is None or incident.resolved_s is not None or incident.stood_down_s is not None:
        return None
    if incident.briefs:
        last = incident.briefs[-1]
        told_utc_s = last.event.reading.next_refresh_utc_s if isinstance(last.event, BriefPosted) else None
        by_runbook_s = last.at_s + runbook.brief_every_s
        return by_runbook_s if told_utc_s is None else min(by_runbook_s, told_utc_s - start_utc_s)
    return incident.first_signal_s + runbook.brief_first_s


def needs(incident: Incident, scenario: Scenario, runbook: Runbook, at_s: int) -> tuple[Need, ...]:
    """Everything that waits for the trainee, soonest first."""
    if incident.ended_s is not None:
        return ()
    names, stands = Names(incident, scenario), standings(incident, runbook)
    found = [
        *_opening(incident, runbook),
        *_clock(incident, scenario, runbook, names, stands),
        *_messages(incident, names),
        *_promises(incident, names, stands),
        *_work(incident, names),
        *_shift(incident, runbook, names),
        *_closing(incident, scenario, at_s),
        *_end(scenario, at_s),
    ]
    last = [replace(need, due_s=min(need.due_s, scenario.horizon)) if need.waits else need for need in found]
    return tuple(sorted(last, key=lambda need: (need.due_s, need.text)))


def _end(scenario: Scenario, at_s: int) -> Iterator[Need]:
    """The last minutes: what waits then is done by the end or not at all."""
    if scenario.horizon - at_s <= END_TOLD_S:
        yield Need(scenario.horizon, "The drill ends", "finish_drill", waits=False, page="end:")


def _opening(incident: Incident, runbook: Runbook) -> Iterator[Need]:
    """The first minutes: acknowledge, declare, name the two leads."""
    signal_s = incident.first_signal_s
    if signal_s is None or incident.stood_down_s is not None:
        return
    if incident.page_acknowledged_s is None:
        yield Need(signal_s + _target(runbook, "A2"), "Acknowledge the page", "acknowledge_page")
    if not incident.declared:
        yield Need(signal_s + _target(runbook, "A1"), "Declare, or stand down", "declare")
        return
    declared_s = incident.record.declared_s or 0
    for seat, within_s in ((Seat.IC, IC_WITHIN_S), (Seat.COMMS_LEAD, COMMS_WITHIN_S)):
        if seat not in incident.roles:
            yield Need(declared_s + within_s, f"Name the {seat.title}", "assign_role", (("seat", seat.value),))


def _target(runbook: Runbook, criterion: str) -> int:
    spec = runbook.criteria.get(criterion)
    return spec.target if spec and spec.target else DECLARE_WITHIN_S


def _clock(
    incident: Incident, scenario: Scenario, runbook: Runbook, names: Names, stands: Mapping[str, Standing]
) -> Iterator[Need]:
    owed = _news_owed(incident, stands)
    update_s = _update_due_s(incident, runbook, owed)
    if update_s is not None:
        is_broken = bool(owed) and stands[owed[0].id].unheard
        words = f"Overdue: {names.promise(owed[0].id)}" if is_broken else "Post the next customer update"
        yield Need(update_s, words, "post_update", waits=False)
    brief_s = next_brief_s(incident, runbook, scenario.start_utc_s)
    if brief_s is not None:
        yield Need(brief_s, "Post the executive brief", "post_brief", waits=False)


def _messages(incident: Incident, names: Names) -> Iterator[Need]:
    for message in incident.messages.values():
        event = message.event
        if event.asks and message.answered_s is None:
            known = incident.people.get(event.sender)
            text = f"Answer {known.name if known else midway(names.wrote(event))}: {event.subject}"
            yield Need(message.at_s + event.answer_within_s, text, "reply", (("message", message.id),))


def _promises(incident: Incident, names: Names, stands: Mapping[str, Standing]) -> Iterator[Need]:
    for promise in incident.promises.values():
        if not stands[promise.id].owed or _is_for_customers(promise):
            continue
        whom = names.account(promise.account) if promise.account not in ("", "*", "inside") else ""
        if promise.what == "call":
            yield Need(
                promise.due_s, f"Hold the call with {whom}", "hold_call", (("call", promise.channel),), waits=False
            )
        elif promise.what == "update":
            yield Need(promise.due_s, "Refresh the holding line", "holding_line", waits=False)
        elif promise.what == "rfo":
            yield Need(promise.due_s, f"Written explanation promised {whom}".strip(), "submit_postmortem", waits=False)
        else:
            words = f"Promised {promised(promise.what)} ({whom or channel(promise.channel)})"
            yield Need(promise.due_s, words, "post_update", waits=False)


def _work(incident: Incident, names: Names) -> Iterator[Need]:
    for run in incident.tasks.values():
        if run.state is TaskState.RUNNING:
            box_s = run.started_s + run.time_box_s
            text = f"Time-box of “{names.task(run.task)}” ends"
            yield Need(box_s, text, "stop_task", (("task", run.task),), waits=False, page=f"task:{run.task}")
    for credit in incident.credits.values():
        if credit.state == "approved":
            kind = "extension" if credit.event.credit is CreditKind.TERM_EXTENSION else "credit"
            text = f"Tell {names.account(credit.event.account)} of the {kind}"
            yield Need(credit.asked_s + 3_600, text, "grant_credit", (("proposal", credit.id),))


def _shift(incident: Incident, runbook: Runbook, names: Names) -> Iterator[Need]:
    """The command passes on at the end of a shift; until then time can run."""
    ends_s = shift_ends_s(incident, runbook)
    if ends_s is not None:
        since = names.clock(incident.role_since[Seat.IC])
        words = f"End of the shift: hand the command over (held since {since} UTC)"
        yield Need(ends_s, words, "hand_over", (("seat", Seat.IC.value),), waits=False)


def _closing(incident: Incident, scenario: Scenario, at_s: int) -> Iterator[Need]:
    """After the fix: confirm, close, write up, finish."""
    if incident.stood_down_s is not None:
        yield Need(incident.stood_down_s + 3_600, "Finish the drill", "finish_drill")
        return
    if incident.mitigated_s is not None and incident.resolved_s is None:
        words = "Watch, attach evidence, then mark as resolved"
        yield Need(incident.mitigated_s + 3_600, words, "mark_resolved", waits=False)
    if incident.resolved_s is None:
        return
    resolved_s = incident.resolved_s
    if incident.closed_s is None:
        yield Need(resolved_s + 3_600, "Get a customer's yes, then close", "close_incident")
    if incident.postmortem_days is None:
        yield Need(resolved_s + 1_800, "Put a date on the post-mortem", "schedule_postmortem")
    if incident.postmortem is None:
        yield Need(min(resolved_s + 7_200, scenario.horizon), "Write the post-mortem", "submit_postmortem")
    elif not incident.remediation:
        yield Need(resolved_s + 7_200, "Add the remediation actions", "add_remediation")
    elif incident.closed_s is not None:
        yield Need(max(at_s, resolved_s), "All done: finish the drill", "finish_drill")
