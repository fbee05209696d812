"""Scenarios and runbooks as Markdown: for participants without the truth, for facilitators with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from simulator.clock import spell
from simulator.money import format_cents
from simulator.placeholder import fill
from simulator.runbook import Runbook
from simulator.scenario import Scenario, Variant
from simulator.scenario.inject import Inject
from simulator.scenario.people import Account
from simulator.vocabulary import Severity


def handout(s: Scenario, names: Mapping[str, str], *, facilitator: bool) -> str:
    """The scenario as a page of Markdown; `names` fill its placeholders."""
    lines = [
        f"# {s.title}",
        "",
        s.summary.strip(),
        "",
        f"- id `{s.id}` version {s.version}, family {s.family}, difficulty {s.difficulty} of 5",
        f"- about {s.minutes} minutes; starts {s.start_utc}, ends at the latest after {spell(s.horizon)}",
        "",
        "## Briefing",
        "",
        fill(s.briefing, names).strip(),
        "",
        "## Objectives",
        "",
    ]
    lines += [f"- {objective.title} ({', '.join(objective.criteria)})" for objective in s.objectives.values()]
    lines += ["", "## Accounts", ""]
    lines += [_account_line(name, account, names) for name, account in s.accounts.items()]
    lines += ["", "## People", ""]
    lines += [
        f"- `{name}`: {p.title} ({p.organisation}{f', team {p.team}' if p.team else ''})" for name, p in s.cast.items()
    ]
    if facilitator:
        lines += ["", "# For the facilitator: spoilers", "", *_truths(s), *_msel(s)]
    return "\n".join(lines) + "\n"


def _account_line(name: str, account: Account, names: Mapping[str, str]) -> str:
    company = names.get(name.replace("-", "_"), name)
    terms = f"{account.tier}, ARR {account.arr // 100:,}, renewal in {account.renewal_in_days} days, SLA {account.sla}"
    return f"- {company} (`{name}`): {terms}"


def _truths(s: Scenario) -> Iterator[str]:
    for name, variant in s.variants.items():
        yield from (f"## Variant `{name}`: {variant.title}", "", variant.truth.cause.strip(), "")
        yield f"- right severity {variant.truth.severity.upper()}, class {variant.truth.incident_class}"
        yield f"- contains it: {', '.join(variant.truth.containment) or 'nothing'}"
        yield f"- harmful: {', '.join(variant.truth.harmful) or 'nothing'}"
        yield f"- data: {variant.truth.data_loss.strip()}"
        yield from _dues(variant)
        yield ""


def _dues(variant: Variant) -> Iterator[str]:
    for account, due in variant.truth.credit.items():
        span = f"{format_cents(due.least)} to {format_cents(due.most)}"
        yield f"- {account} is due {due.credit.replace('_', ' ')}, {span}, approved by {due.approver}"
    for duty in variant.truth.legal:
        yield f"- legal: notify {duty.authority} within {spell(duty.within)}: {duty.note.strip()}"


def _msel(s: Scenario) -> Iterator[str]:
    yield from (
        "## Injects (MSEL)",
        "",
        "| id | when | from | to | subject | expected action |",
        "|---|---|---|---|---|---|",
    )
    for inject in s.injects:
        yield (
            f"| {inject.id} | {_when(inject)} | {inject.sender} | {inject.to.title} | {inject.subject} | "
            f"{(inject.expected_action or '').strip()} |"
        )


def _when(inject: Inject) -> str:
    if inject.at is not None:
        return f"at {spell(inject.at)}"
    if inject.missing is not None:
        return f"at {spell(inject.missing.by)} unless {inject.missing.condition}"
    if inject.after is not None:
        return f"{spell(inject.after.delay)} after {inject.after.event or inject.after.task or inject.after.inject}"
    return f"when {inject.when}" if inject.when else "from the bank"


def runbook_text(r: Runbook) -> str:
    """Clocks, rubric, gates and bands of a runbook, as Markdown."""
    clocks = ", ".join(f"{severity.upper()} every {spell(getattr(r.cadence, severity.value))}" for severity in Severity)
    lines = [
        f"# {r.title}",
        "",
        f"`{r.id}` version {r.version}",
        "",
        "## Clocks",
        "",
        f"- customers hear from us: {clocks}; security every {spell(r.cadence.security)}",
        f"- executive brief: first within {spell(r.brief_first_s)}, then every {spell(r.brief_every_s)}",
        f"- grace on promises: {spell(r.promise_grace_s)}",
        "",
        "## Rubric",
        "",
    ]
    for letter, domain in r.domains.items():
        points = sum(r.criteria[name].weight_centi for name in domain.criteria)
        lines += [f"### {letter} {domain.title} ({points / 100:g} points)", ""]
        for name in domain.criteria:
            spec = r.criteria[name]
            limits = (
                f": full up to {spell(spec.target)}, none from {spell(spec.zero)}" if spec.target and spec.zero else ""
            )
            lines.append(f"- {name} ({spec.weight_centi / 100:g}) {spec.title}{limits}. Source: {spec.source.strip()}")
        lines.append("")
    lines += [
        "## Gates",
        "",
        *(f"- {name} {gate.title}" for name, gate in r.gates.items()),
        f"- any gate caps the total at {r.gate_cap}",
        "",
        "## Bands",
        "",
        *(f"- {band.id} from {band.least}: {band.title}" for band in r.bands),
    ]
    return "\n".join(lines) + "\n"
