"""The runbook's artifacts, filled from a drill: what the war room would have left behind.

They hold what the judged person wrote and recorded, not what would have been right; a field that the drill never
filled stays empty and says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from scoring.approvers import approver_words
from scoring.proof import taken_back
from scoring.record import Record, Seen
from scoring.reports.clock import Clock
from scoring.reports.model import Report
from scoring.reports.page import markdown_templates
from scoring.reports.plain import rows_to_csv, tame_markdown
from simulator import events as e
from simulator.clock import stamp
from simulator.money import format_cents
from simulator.runbook import Runbook
from simulator.vocabulary import Seat, titled

NAMES = (
    "incident-record.md", "timeline-log.csv", "customer-updates.md", "executive-brief.md", "decision-log.md",
    "post-mortem.md", "credit-sheet.md", "mutual-action-plan.md",
)  # fmt: skip
NEVER = "(not recorded in this drill)"


def artifacts(record: Record, report: Report, runbook: Runbook) -> dict[str, str]:
    """Every artifact by its file name.

    Args:
        record: The journal.
        report: The drill's report, for its messages.
        runbook: Titles of the approvers.
    """
    clock = Clock(record.start_utc_s, record.end_s)
    facts = {
        "r": report,
        "record": _incident(record, clock),
        "updates": [m for m in report.messages if m.kind in ("update", "reply", "acknowledgement", "credit")],
        "briefs": [m for m in report.messages if m.kind == "brief"],
        "decisions": [
            (clock.utc(s.at_s), s.event, approver_words(s.event.approver, record, runbook.approver_titles))
            for s in record.mine(e.DecisionLogged)
        ],
        "credits": _credits(record, clock, runbook),
        "milestones": [_milestone(record, s.event) for s in record.mine(e.MilestonePlanned)],
        "actions": [(s.event, _owner(record, s.event.owner)) for s in record.mine(e.RemediationAdded)],
        "never": NEVER,
    }
    made = {name: _page(name, facts) for name in NAMES if name.endswith(".md") and name != "post-mortem.md"}
    made["timeline-log.csv"] = timeline_csv(record)
    made["post-mortem.md"] = _postmortem(report)
    return {name: made[name] for name in NAMES}


def _page(name: str, facts: Mapping[str, Any]) -> str:
    return markdown_templates().get_template(f"artifacts/{name}.j2").render(facts)


def _postmortem(report: Report) -> str:
    """The document as its author wrote it, in Markdown, without what a page could run or link to."""
    if report.postmortem is None:
        return f"# Post-mortem\n\n{NEVER}\n"
    return tame_markdown(report.postmortem.text).rstrip() + "\n"


def timeline_csv(record: Record) -> str:
    """The timeline log as the team kept it: stamps in UTC, action, owner, result."""
    rows = [
        (
            stamp(record.start_utc_s + at_s),
            stamp(record.start_utc_s + seen.at_s),
            ev.action,
            _owner(record, ev.owner),
            ev.result,
        )
        for seen in record.mine(e.EntryLogged)
        for ev in (seen.event,)
        for at_s in (seen.at_s if ev.happened_at_s is None else ev.happened_at_s,)
    ]
    return rows_to_csv([("happened_utc", "logged_utc", "action", "owner", "result"), *sorted(rows)])


def _owner(record: Record, written: str) -> str:
    person = record.people.get(written)
    return person.name if person else titled(written)


def _milestone(record: Record, event: e.MilestonePlanned) -> tuple[str, e.MilestonePlanned, str, str]:
    """The customer, the milestone, and both owners by their names."""
    owners = (_owner(record, event.owner), _owner(record, event.customer_owner))
    return (record.company(event.account), event, *owners)


def _incident(record: Record, clock: Clock) -> list[tuple[str, str]]:
    """The fields of the incident record as they stood at the end."""
    declared = record.declared
    state = {"scope": "", "status": ""}
    started_s = declared.event.impact_start_s if declared else None
    severity = declared.event.severity if declared else None
    if declared:
        state = {"scope": declared.event.scope, "status": declared.event.status}
    for seen in record.mine(e.RecordUpdated):
        state = {name: getattr(seen.event, name) or value for name, value in state.items()}
        started_s = seen.event.impact_start_s if seen.event.impact_start_s is not None else started_s
    for changed in record.mine(e.SeverityChanged):
        severity = changed.event.severity
    closed = _standing(record, e.IncidentClosed)
    return [
        ("ID", declared.event.incident if declared else ""),
        ("Severity", severity.title if severity else ""),
        ("Class", declared.event.incident_class.value if declared else ""),
        ("Incident Commander", _holder(record, Seat.IC)),
        ("Comms Lead", _holder(record, Seat.COMMS_LEAD)),
        ("Impact started (UTC)", clock.utc(started_s) if started_s is not None else ""),
        ("Noticed (UTC)", clock.utc(record.signal.at_s) if record.signal else ""),
        ("Declared (UTC)", clock.utc(declared.at_s) if declared else ""),
        ("Mitigated (UTC)", _moment(_standing(record, e.MitigationMarked), clock)),
        ("Resolved (UTC)", _moment(_standing(record, e.ResolutionMarked), clock)),
        ("Closed (UTC)", _moment(closed, clock)),
        ("Status", "closed" if closed else state["status"]),
        ("Scope", state["scope"]),
    ]


def _standing(record: Record, kind: type[Any]) -> Seen[Any] | None:
    """The last mark of an end that nobody took back."""
    return next((seen for seen in reversed(record.mine(kind)) if not taken_back(record, seen.n)), None)


def _moment(seen: Seen[Any] | None, clock: Clock) -> str:
    return clock.utc(seen.at_s) if seen else ""


def _holder(record: Record, seat: Seat) -> str:
    held = record.holders_at(record.end_s).get(seat, "")
    person = record.people.get(held)
    return person.name if person else "the trainee" if held == record.player else held


def _credits(record: Record, clock: Clock, runbook: Runbook) -> list[dict[str, str]]:
    """Each proposal with the approver's answer and when the customer was told."""
    decided: list[Seen[Any]] = [*record.all(e.CreditDecided), *record.all(e.CreditApproved)]
    answers = {seen.event.proposal: seen for seen in decided}
    told = {s.event.proposal: s for s in record.all(e.CreditGranted)}
    found = []
    for seen in record.mine(e.CreditProposed):
        offer, answer = seen.event, answers.get(seen.event.proposal)
        company = record.companies.get(offer.account)
        approved = answer is not None and getattr(answer.event, "approved", True)
        found.append({
            "account": record.company(offer.account), "sla": company.sla if company else "",
            "kind": offer.credit.value.replace("_", " "),
            "amount": format_cents(offer.amount_cents) if offer.amount_cents else f"{offer.days} days",
            "basis": offer.basis, "approver": runbook.approver_titles.get(offer.approver, offer.approver),
            "answer": "" if answer is None else f"{'approved' if approved else 'refused'} {clock.utc(answer.at_s)}",
            "told": _moment(told.get(offer.proposal), clock),
        })  # fmt: skip
    return found
