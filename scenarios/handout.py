"""Scenarios and runbooks as Markdown: for participants without the truth, for facilitators with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from scenarios.cue import cue_of
from simulator.clock import MINUTE_S, spell
from simulator.commands import kind_of
from simulator.money import format_span
from simulator.placeholder import fill, find_placeholders
from simulator.runbook import CriterionSpec, Runbook
from simulator.scenario import Scenario, Variant
from simulator.scenario.people import Account
from simulator.vocabulary import Severity

_TELLING = (
    "text",
    "question",
    "action",
    "scope",
    "task",
    "team",
    "seat",
    "title",
    "note",
    "reason",
    "basis",
    "account",
)
"""Fields that say in a word what a command is about, the most telling first."""


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
        lines += ["", "# For the facilitator: spoilers", "", *_truths(s, names), *_msel(s, names)]
    return "\n".join(lines) + "\n"


def _account_line(name: str, account: Account, names: Mapping[str, str]) -> str:
    company = names.get(name.replace("-", "_"), name)
    terms = f"{account.tier}, ARR ${account.arr // 100:,}, renewal in {account.renewal_in_days} days, SLA {account.sla}"
    return f"- {company} (`{name}`): {terms}"


def _truths(s: Scenario, names: Mapping[str, str]) -> Iterator[str]:
    for name, variant in s.variants.items():
        yield from (f"## Variant `{name}`: {variant.title}", "", variant.truth.cause.strip(), "")
        if variant.truth.false_alarm:
            yield "- a false alarm: standing down cleanly is what wins"
        yield f"- right severity {variant.truth.severity.title}, class {variant.truth.incident_class}"
        yield f"- contains it: {', '.join(variant.truth.containment) or 'nothing'}"
        yield f"- harmful: {', '.join(variant.truth.harmful) or 'nothing'}"
        yield f"- data: {variant.truth.data_loss.strip()}"
        yield from _dues(variant)
        yield from _marks(variant)
        yield from ("", "What a good team does:", "", *_course(variant, names), "")


def _marks(variant: Variant) -> Iterator[str]:
    """Par, scope, facts, key moments and decisions of a variant."""
    restored = variant.par.restored
    par = "nothing to restore" if restored is None else f"restored at {spell(restored)}"
    yield f"- par: {par}, watched for {spell(variant.par.monitoring)}"
    yield from (f"- scope from {spell(scope.at)}: {scope.text.strip()}" for scope in variant.truth.scope)
    yield from (f"- known once `{fact.when}`: {fact.text.strip()}" for fact in variant.truth.facts.values())
    yield f"- the log should hold: {', '.join(moment.title for moment in variant.truth.key_moments.values())}"
    for decision in variant.truth.decisions.values():
        yield f"- decision of {decision.about}: {decision.title}; may be taken by {', '.join(decision.approvers)}"


def _course(variant: Variant, names: Mapping[str, str]) -> Iterator[str]:
    """The reference run, one line a step."""
    for step in variant.reference:
        command = step.command
        fields = [str(getattr(command, key, "") or "") for key in _TELLING]
        detail = next((f": {_cell(field, names)}" for field in fields if field), "")
        yield f"- {spell(step.at)} {kind_of(command).replace('_', ' ')}{detail}"


def _dues(variant: Variant) -> Iterator[str]:
    for account, due in variant.truth.credit.items():
        amount = format_span(due.least, due.most)
        yield f"- {account} is due {due.credit.replace('_', ' ')}, {amount}, approved by {due.approver}"
    for duty in variant.truth.legal:
        yield f"- legal: notify {duty.authority} within {spell(duty.within)}: {duty.note.strip()}"


def _msel(s: Scenario, names: Mapping[str, str]) -> Iterator[str]:
    yield from (
        "## Injects (MSEL)",
        "",
        "| id | variants | when | from | to | subject | expected action |",
        "|---|---|---|---|---|---|---|",
    )
    for inject in s.injects:
        cells = (
            inject.id, ", ".join(inject.variants) or "all", cue_of(inject, s), inject.sender, inject.to.title,
            inject.subject, inject.expected_action or "",
        )  # fmt: skip
        yield f"| {' | '.join(_cell(text, names) for text in cells)} |"
    yield from ("", "### Their texts", "")
    for inject in s.injects:
        texts = (inject.text,) if isinstance(inject.text, str) else inject.text
        yield f"- `{inject.id}`: " + " / or / ".join(_cell(text, names) for text in texts)


def _cell(text: str, names: Mapping[str, str]) -> str:
    """A text on one line, with names where it has placeholders that are known before the drill."""
    for name, _ in find_placeholders(text):
        text = text.replace(f"{{{name}}}", names.get(name, f"[{name}]"))
    return " ".join(text.split()).replace("|", "\\|")


def _limits(spec: CriterionSpec) -> str:
    """Every threshold that a drill is judged by, also those that the source's words do not follow."""
    told = []
    if spec.target is not None and spec.zero is not None:
        told.append(f"full up to {spell(spec.target)}, none from {spell(spec.zero)}")
    if spec.full_permille is not None and spec.zero_permille is not None:
        told.append(f"full from {spec.full_permille / 10:g} %, none up to {spec.zero_permille / 10:g} %")
    if spec.stretch is not None:
        told.append(f"stretch {spell(spec.stretch)}")
    told += [_number(name, value) for name, value in spec.numbers.items()]
    return f": {', '.join(told)}" if told else ""


def _number(name: str, value: int) -> str:
    """A further threshold in words: `sev1_min` is `sev1 1 h`, and `copied_permille` a share."""
    what, _, unit = name.rpartition("_")
    words = what.replace("_", " ")
    if unit == "min" and what:
        return f"{words} {spell(value * MINUTE_S)}"
    if unit == "milli" and what:
        return f"{words} {value / 1_000:g}"
    return f"{words} {value / 10:g} %" if unit == "permille" and what else f"{name.replace('_', ' ')} {value}"


def runbook_text(r: Runbook) -> str:
    """Clocks, rubric, gates and bands of a runbook, as Markdown."""
    clocks = ", ".join(f"{severity.title} every {spell(getattr(r.cadence, severity.value))}" for severity in Severity)
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
            worth = f"- {name} ({spec.weight_centi / 100:g}) {spec.title}"
            lines.append(f"{worth}{_limits(spec)}. Source: {spec.source.strip()}")
        lines.append("")
    lowest = min(r.bands, key=lambda band: band.least).id
    lines += [
        "## Gates",
        "",
        *(f"- {name} {gate.title}" for name, gate in r.gates.items()),
        f"- any violated gate caps the total at {r.gate_cap} and leaves band {lowest}, whatever the points",
        "",
        "## Bands",
        "",
        *(f"- {band.id} from {band.least}: {band.title}" for band in r.bands),
        f"- a pass: {r.pass_words}",
    ]
    return "\n".join(lines) + "\n"
