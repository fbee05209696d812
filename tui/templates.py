"""First words for the composers: the runbook's slots, the facts that the war room knows, a concrete next time.

What needs judgement is a blank in ‹angle quotes›; a text with a blank left is not sent.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from simulator.clock import hhmm, stamp
from simulator.vocabulary import Phase, TaskKind, TaskState, titled
from tui.due import needs
from tui.names import label, names_of, severity
from tui.phase import shown_phase
from tui.promised import cadence_s, standings
from tui.shift import handover_note
from tui.unnamed import spared

if TYPE_CHECKING:
    from tui.session import DrillLike

ROUND_S = 300
LEAST_AHEAD_S = 1_200
BLANK = re.compile(r"‹[^›]*›")
"""What is still to be filled in."""


def first_words(template: str, drill: DrillLike) -> str:
    """The text that a composer opens with; empty when there is no template."""
    make = _TEMPLATES.get(template)
    return make(drill) if make else ""


def next_clock(drill: DrillLike, share: float = 0.75) -> str:
    """A next-update time well inside the cadence, on a round five minutes, e.g. `14:45 UTC`."""
    ahead_s = max(LEAST_AHEAD_S, int(cadence_s(drill.incident, drill.runbook) * share))
    utc_s = (drill.scenario.start_utc_s + drill.at_s + ahead_s) // ROUND_S * ROUND_S
    return f"{stamp(utc_s)[11:16]} UTC"


def _news_clock(drill: DrillLike, share: float = 0.75) -> str:
    """The time by which everybody was promised news, while that promise is open; otherwise as `next_clock`."""
    stands = standings(drill.incident, drill.runbook)
    promised = [
        one.due_s for one in drill.incident.promises.values()
        if one.what == "update" and one.account == "*" and stands[one.id].state == "open" and one.due_s > drill.at_s
    ]  # fmt: skip
    if not promised:
        return next_clock(drill, share)
    return f"{hhmm(drill.scenario.start_utc_s + min(promised))} UTC"


def _update(drill: DrillLike) -> str:
    incident = drill.incident
    if incident.resolved_s is not None or incident.mitigated_s is not None:
        return (
            "‹What was wrong, in the customer's words› is working again since ‹time› UTC.\n\n"
            "Impact: ‹who was affected, what they saw, from when to when, and whether data was lost›.\n\n"
            "What we did: ‹the measure, in one plain sentence›. What you should do: ‹nothing, or what›.\n\n"
            f"We keep watching. Next update by {next_clock(drill)}."
        )
    scope = spared(incident.record.scope, drill).rstrip(".") or "‹who is affected, what they see, since when›"
    return (
        "We know that ‹what does not work, in the customer's words›. ‹One plain sentence that owns it.›\n\n"
        f"Impact: {scope}.\n\n"
        f"What we are doing: {_measures(drill)}.\n\n"
        f"Next update by {next_clock(drill)}, sooner if something changes."
    )


def _measures(drill: DrillLike) -> str:
    """The running or latest containment, for the writer to put in the customer's words."""
    tasks, runs = drill.scenario.tasks, drill.incident.tasks.values()
    at_work = [
        tasks[run.task].title for run in runs
        if run.state is TaskState.RUNNING and tasks[run.task].kind in (TaskKind.CONTAIN, TaskKind.FIX)
    ]  # fmt: skip
    return f"‹in the customer's words: {at_work[0].rstrip('.')}›" if at_work else "‹the measure, by name›"


def _holding(drill: DrillLike) -> str:
    scope = spared(drill.incident.record.scope, drill).rstrip(".") or "‹what is wrong, for whom›"
    known = f"of a problem ({scope})" if ":" in scope else f"that {scope[:1].lower()}{scope[1:]}"
    return (
        f"Say this and no more: we know {known}. "
        "The team is working on ‹measure›. We do not give a fix time yet. "
        f"The next news is on the status page by {_news_clock(drill)}."
    )


def _acknowledge(drill: DrillLike) -> str:
    return (
        "Thank you for telling us. We see the same and have a team on it; I have your report in hand. "
        f"You will hear from me by {_news_clock(drill, 0.5)}."
    )


def _confirm(drill: DrillLike) -> str:
    return (
        "We see normal service since ‹time› UTC. Does it work for you as it should? A short yes or no helps us close."
    )


def _brief(drill: DrillLike) -> str:
    record, names = drill.incident.record, names_of(drill)
    hurt = ", ".join(account.name for account in drill.incident.accounts.values() if account.reason) or "‹which›"
    at_work = [names.task(r.task) for r in drill.incident.tasks.values() if r.state is TaskState.RUNNING]
    return (
        f"{severity(record.severity)} {label(record.incident_class.value) if record.incident_class else ''}".strip()
        + f", {names.clock(drill.at_s)} UTC\n\n"
        f"Impact: {record.scope.rstrip('.') or '‹who, what, since when›'}. Accounts to watch: {hurt}.\n\n"
        f"Status: {_status(drill)}. At work: {'; '.join(at_work) or '‹what›'}.\n\n"
        "Confidence: ‹high, medium or low›, because ‹what is known and what is not›.\n\n"
        "Decisions needed: ‹which, from whom, by when; or none›.\n\n"
        f"Next brief by {_brief_clock(drill)}."
    )


def _status(drill: DrillLike) -> str:
    """How far it is, and no further: what nobody has begun is not called at work."""
    incident = drill.incident
    if incident.stood_down_s is not None:
        return "stood down; it was no incident"
    phase = shown_phase(incident, drill.scenario)
    if phase is Phase.FIX:
        return f"first containment done; {_fix(drill)}"
    return "resolved; not closed yet" if phase is Phase.RESOLVE and incident.resolved_s is not None else _STATUS[phase]


def _fix(drill: DrillLike) -> str:
    runs = [r for r in drill.incident.tasks.values() if drill.scenario.tasks[r.task].kind is TaskKind.FIX]
    if any(run.state is TaskState.RUNNING for run in runs):
        return "the fix is at work"
    done = any(run.state is TaskState.DONE and run.moved for run in runs)
    return "the fix is done, and not yet shown to hold" if done else "no fix is at work yet"


_STATUS = {
    Phase.DECLARE: "not declared yet",
    Phase.ROLES: "declared; not both leads are named yet",
    Phase.CONTAIN: "not contained yet",
    Phase.COMMUNICATE: "first containment done; customers are to be told",
    Phase.RESOLVE: "mitigated; we watch whether it holds",
    Phase.POSTMORTEM: "closed; the post-mortem is not handed in yet",
    Phase.REMEDIATE: "closed; the post-mortem is in",
}
"""What executives read where the header names a phase."""


def _brief_clock(drill: DrillLike) -> str:
    utc_s = (drill.scenario.start_utc_s + drill.at_s + drill.runbook.brief_every_s * 9 // 10) // ROUND_S * ROUND_S
    return f"{stamp(utc_s)[11:16]} UTC"


def _handover(drill: DrillLike) -> str:
    return handover_note(drill, needs(drill.incident, drill.scenario, drill.runbook, drill.at_s))


def _postmortem(drill: DrillLike) -> str:
    incident, start_s = drill.incident, drill.scenario.start_utc_s
    record = incident.record
    rows = "\n".join(
        f"| {stamp(start_s + (row.happened_at_s if row.happened_at_s is not None else at_s))[:16]}Z "
        f"| {row.action} | {titled(row.owner)} | {row.result} |"
        for at_s, row in incident.log
    )
    actions = "\n".join(
        f"| {row.action} | {titled(row.owner)} | {stamp(start_s + at_s + row.due_in_days * 86_400)[:10]} "
        f"| {row.tracker} | {row.done_test} |"
        for at_s, row in incident.remediation
    )
    return POSTMORTEM.format(
        title=drill.scenario.title, incident=record.incident or "no record", severity=severity(record.severity),
        rows=rows or "| ‹UTC› | ‹what› | ‹who› | ‹result› |",
        actions=actions or "| ‹what will be changed› | ‹name› | ‹date› | ‹ticket› | ‹what can be checked› |",
    )  # fmt: skip


POSTMORTEM = """# Post-mortem: {title}

{incident} · {severity} · all times UTC · blameless

## Summary

‹Three sentences: what happened, to whom, how it ended.›

## Impact

‹How long, how many customers and sessions, which business cost, and whether data was lost.›

## Timeline (UTC)

| When | What | Owner | Result |
|---|---|---|---|
{rows}

## Detection

‹How we noticed, and what would have told us sooner.›

## Contributing factors

1. ‹A condition of the system›
2. ‹A condition of the way we work›

## What went well, what went poorly, where we were lucky

‹One line each.›

## Actions

| Action | Owner | Due | Tracker | Done when |
|---|---|---|---|---|
{actions}

## For our customers

‹What happened, what we owe you, and what changes so that it does not happen again.›
"""

_TEMPLATES: dict[str, Callable[[DrillLike], str]] = {
    "update": _update,
    "holding": _holding,
    "acknowledge": _acknowledge,
    "confirm": _confirm,
    "brief": _brief,
    "postmortem": _postmortem,
    "handover": _handover,
}
