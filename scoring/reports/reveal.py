"""What the scenario hid, for the facilitators' edition."""

from __future__ import annotations

from scoring.duty import Context
from scoring.record import Record
from scoring.reports.clock import Clock
from scoring.reports.model import InjectLine, Truth
from scoring.reports.notice import all_notices
from simulator import events as e
from simulator.money import format_span


def reveal(record: Record, context: Context, clock: Clock) -> Truth:
    """The truth of the variant that was played, and the injects with their delivery."""
    truth = context.truth
    return Truth(
        variant=context.variant.title, cause=truth.cause.strip(), severity=truth.severity.title,
        incident_class=truth.incident_class.value, data_loss=truth.data_loss.strip(),
        scope=tuple(f"{clock.utc(step.at)}: {step.pct} %: {step.text.strip()}" for step in truth.scope),
        containment=tuple(context.title(task) for task in truth.containment),
        harmful=tuple(context.title(task) for task in truth.harmful),
        credits=tuple(_credits(record, context)),
        legal=tuple(all_notices(record, context, clock)),
        injects=tuple(_injects(record, context, clock)),
    )  # fmt: skip


def _credits(record: Record, context: Context) -> list[str]:
    return [
        f"{record.company(account)}: {due.credit.value.replace('_', ' ')}, "
        + format_span(due.least, due.most)
        + f", approved by {context.runbook.approver_titles.get(due.approver, due.approver)}"
        for account, due in context.truth.credit.items()
    ]


def _injects(record: Record, context: Context, clock: Clock) -> list[InjectLine]:
    fired = {seen.event.inject: seen for seen in record.all(e.InjectFired)}
    return [
        InjectLine(
            id=inject.id, title=inject.title, expected=(inject.expected_action or "").strip(),
            fired_utc=clock.utc(fired[inject.id].at_s) if inject.id in fired else "",
        )
        for inject in context.scenario.injects
        if not inject.variants or _played(record) in inject.variants
    ]  # fmt: skip


def _played(record: Record) -> str:
    return record.started.variant if record.started else ""
