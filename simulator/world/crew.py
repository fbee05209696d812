"""The crew of a solo drill: bots in the other seats. They draft, propose and report; they act on a person's go.

A draft is a command that waits: sending it is the person's act, and so are its points. Drafts hold only what the
war room knows; where it knows nothing they leave a blank, ‹like this›: it is not sent before somebody fills it.
"""

from __future__ import annotations

import re

from simulator import commands as c
from simulator import events as e
from simulator.clock import hhmm, spell
from simulator.journal import Entry
from simulator.vocabulary import Channel, Seat, TaskState
from simulator.world.ideas import Ideas
from simulator.world.stage import Stage

AHEAD_S = 600
"""The Comms Lead drafts ten minutes before an update is due."""
MOVES_DUE = (
    e.MessageArrived, e.IncidentDeclared, e.SeverityChanged, e.UpdatePosted, e.PromiseMade, e.PromiseKept,
    e.PromiseBroken,
)  # fmt: skip
"""The events after which customers may expect to hear from us at another time."""
ESTIMATES = (
    "I would say {eta}", "my guess is {eta}", "give us {eta}", "about {eta}, if nothing gets in the way",
    "{eta}, I think", "call it {eta}", "it should take {eta}", "{eta} if the first try holds", "reckon with {eta}",
    "I hope for {eta}", "{eta} at a guess", "I expect {eta}",
)  # fmt: skip
"""How an engineer names a time."""
KNOWN = (
    "We know of this problem: {scope}{since}.", "{Scope}{since}; we know of it.",
    "What you see{since} is on our side: {scope}.", "This concerns an incident{since}: {scope}.",
    "It goes on{since}: {scope}.", "Where it stands{since}: {scope}.",
)  # fmt: skip
"""How a draft begins while it lasts."""
EASED = (
    "What you saw{since} was contained at {eased} UTC, and we are watching whether that holds. It was this: {scope}.",
    "At {eased} UTC we contained what you saw{since}, and we keep watching it. It was this: {scope}.",
)
"""How a draft begins once it is marked as mitigated."""
_CLAUSE = re.compile(r"\s*[;\n]\s*|(?<=[.!?])\s+|\s+[–—-]\s+")
PROPOSE_AFTER_S = 300
"""The Tech Lead proposes when no containment runs five minutes after taking the seat."""


class Crew:
    """What the bots in the other seats say."""

    def __init__(self, stage: Stage, ideas: Ideas) -> None:
        """Listen for what the crew reports on."""
        self.stage, self.ideas = stage, ideas
        self.started = self.drafted = 0
        self.drafted_for_s = -1
        self.due_s: int | None = None
        self.due_known = False
        """False when something has happened that may have moved `due_s`."""
        for kind in MOVES_DUE:
            stage.on(kind, self._forget_due)
        stage.each_beat(self._beat)
        stage.on(e.TaskStarted, self._task_started)
        stage.on(e.TaskFinished, self._task_finished)
        stage.on(
            e.IncidentDeclared,
            lambda entry, event: self._row(entry, f"Declared {event.severity.title}", "IC", event.scope),
        )
        stage.on(e.MitigationMarked, lambda entry, event: self._row(entry, "Marked as mitigated", "IC", event.note))
        stage.on(e.ResolutionMarked, lambda entry, event: self._row(entry, "Marked as resolved", "IC", event.note))
        stage.on(e.IncidentReopened, lambda entry, event: self._row(entry, "Reopened", "IC", event.reason))

    def _bot_in(self, seat: Seat) -> str:
        """The person in a seat, when it is not a player; empty when nobody is."""
        holder = self.stage.incident.roles.get(seat, "")
        return "" if holder == self.stage.player or holder in self.stage.incident.team else holder

    def _report(self, task: str, words: str, cause: int) -> None:
        """The Tech Lead tells the state of a task; without a bot in that seat, somebody of the task's team does."""
        person = self._bot_in(Seat.TECH_LEAD) or self._hand(self.stage.scenario.tasks[task].team)
        if person:
            text = self.stage.fresh.text(f"{self.stage.scenario.tasks[task].title}: {words}")
            self.stage.emit(e.ColleagueSaid(person=person, seat=Seat.TECH_LEAD.value, text=text), cause=cause)

    def _hand(self, team: str) -> str:
        """Somebody of a team who is in the war room; empty when nobody is."""
        incident = self.stage.incident
        here = incident.present.union(incident.roles.values())
        return next((one.id for one in incident.people.values() if one.team == team and one.id in here), "")

    def _offer(self, seat: Seat, command: c.Command, text: str, cause: int = 0) -> None:
        if self._bot_in(seat):
            self.stage.emit(
                e.DraftOffered(draft=self.stage.number("d"), seat=seat.value, command=command, text=text), cause=cause
            )

    # --- Tech Lead ------------------------------------------------------------------------------------------

    def _task_started(self, entry: Entry, event: e.TaskStarted) -> None:
        title = self.stage.scenario.tasks[event.task].title
        estimate = ESTIMATES[self.started % len(ESTIMATES)].format(eta=spell(event.eta_s))
        self.started += 1
        self._report(event.task, f"started; {estimate}.", entry.n)
        self._row(entry, f"Started: {title}", event.owner.title, f"time-box {spell(event.time_box_s)}")

    def _task_finished(self, entry: Entry, event: e.TaskFinished) -> None:
        title = self.stage.scenario.tasks[event.task].title
        self._report(event.task, event.result, entry.n)
        self._row(entry, f"{'Done' if event.succeeded else 'Failed'}: {title}", "Tech Lead", event.result)

    def _propose_task(self, at_s: int) -> None:
        """Suggest the next thing to try."""
        incident = self.stage.incident
        since_s = incident.role_since.get(Seat.TECH_LEAD)
        if (
            since_s is None
            or at_s - since_s < PROPOSE_AFTER_S
            or any(r.state is TaskState.RUNNING for r in incident.tasks.values())
        ):
            return
        found = self.ideas.next()
        if found is not None:
            name, task = found
            self._offer(
                Seat.TECH_LEAD,
                c.StartTask(task=name, owner=task.owner, time_box_s=max(600, task.median * 3 // 2)),
                f"I would try this next: {task.title}.",
            )

    # --- Scribe ---------------------------------------------------------------------------------------------

    def _row(self, entry: Entry, action: str, owner: str, result: str) -> None:
        flat = " ".join(result.split())[:200]
        self._offer(
            Seat.SCRIBE,
            c.LogEntry(action=action, owner=owner, result=flat, happened_at_s=entry.at_s),
            self.stage.fresh.text(f"For the timeline: {action}."),
            entry.n,
        )

    # --- Comms Lead -----------------------------------------------------------------------------------------

    def _beat(self, at_s: int) -> None:
        incident = self.stage.incident
        if not incident.declared or incident.resolved_s is not None or incident.stood_down_s is not None:
            return
        if incident.mitigated_s is None:
            self._propose_task(at_s)
        if not self.due_known:
            self.due_s, self.due_known = self._next_due_s(), True
        due_s = self.due_s
        if (
            due_s is not None
            and due_s - AHEAD_S <= at_s
            and self.drafted_for_s != due_s
            and self._bot_in(Seat.COMMS_LEAD)
        ):
            self.drafted_for_s = due_s
            text = self._draft(at_s)
            self._offer(Seat.COMMS_LEAD, c.PostUpdate(channel=Channel.STATUS_PAGE, text=text), text)

    def _forget_due(self, entry: Entry, event: e.AnyEvent) -> None:
        self.due_known = False

    def _next_due_s(self) -> int | None:
        """When customers expect to hear from us next: at the next promised time, or else by the cadence."""
        incident = self.stage.incident
        if (
            incident.first_signal_s is None
            or incident.record.severity is None
            or incident.record.incident_class is None
        ):
            return None
        limit_s = self.stage.runbook.cadence.for_incident(incident.record.severity, incident.record.incident_class)
        last_s = incident.last_external_s
        promised = [
            p.due_s
            for p in incident.promises.values()
            if p.state == "open" and p.what == "update" and p.account != "inside"
        ]
        by_cadence_s = (last_s if last_s is not None else incident.first_signal_s) + limit_s
        return min([by_cadence_s, *promised])

    def _draft(self, at_s: int) -> str:
        incident, start_utc_s = self.stage.incident, self.stage.scenario.start_utc_s
        tasks = self.stage.scenario.tasks
        running = [tasks[r.task].title for r in incident.tasks.values() if r.state is TaskState.RUNNING]
        began_s, eased_s = incident.record.impact_start_s, incident.mitigated_s
        since = f" since {hhmm(start_utc_s + began_s)} UTC" if began_s is not None else ""
        eased = hhmm(start_utc_s + eased_s) if eased_s is not None else ""
        action = (
            f"At {hhmm(start_utc_s + at_s)} UTC our engineers are working on this:"
            f" {running[-1][0].lower()}{running[-1][1:]}."
            if running
            else "‹What we are doing now›."
        )
        scope, bank = self._public_scope(), EASED if eased else KNOWN
        wording = bank[self.drafted % len(bank)]
        known = wording.format(since=since, eased=eased, scope=scope, Scope=scope[:1].upper() + scope[1:])
        self.drafted += 1
        return self.stage.fresh.text(
            f"{known} {action} ‹Workaround, or that there is none yet›."
            f" Next update by {hhmm(start_utc_s + at_s + 2_700)} UTC."
        )

    def _public_scope(self) -> str:
        """The scope on record without what names a customer, because all of them read the page; else a blank."""
        names = [re.escape(name) for one in self.stage.incident.accounts.values() for name in sorted(_called(one.name))]
        named = re.compile(rf"(?<!\w)(?:{'|'.join(names)})(?!\w)") if names else None
        clauses = [part.rstrip(".") for part in _CLAUSE.split(self.stage.incident.record.scope) if part.strip(" .")]
        return "; ".join(one for one in clauses if not (named and named.search(one))) or "‹Who is affected, and how›"


def _called(name: str) -> set[str]:
    """What a company is called: in full, without its last word, which is often its legal form, or by its first name."""
    return {name, name.rpartition(" ")[0].rstrip(","), name.partition(",")[0]} - {""}
