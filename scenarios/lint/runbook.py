"""The lint of a runbook: what would stop a drill, and what would judge nonsense although it loads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, pairwise

from scenarios.catalog import load_runbook, read_runbook
from scenarios.document import Path
from scenarios.lint.finding import Finding, Flaw, Flaws, located
from scenarios.lint.runbook_number import check_numbers
from scenarios.lint.taken import check_taken
from scenarios.problem import SourceError
from scenarios.runbook_check import find_runbook_faults, named_criteria
from scenarios.source import load_model
from simulator.clock import DAY_S, spell
from simulator.runbook import Runbook
from simulator.vocabulary import Seat, Severity

WHOLE_CENTI = 10_000
"""All weights together: 100 points in hundredths."""
SLOWEST_S = 7 * DAY_S
"""A clock beyond a week is a slip of the unit. Engineering judgement."""
BANDS = ("P", "S", "M", "U")
"""From the best to the worst."""


def lint_runbook(name_or_path: str) -> tuple[Finding, ...]:
    """Everything that is wrong with a runbook file, sorted by line; what stops a drill comes alone.

    Raises:
        ScenarioError: no such bundled runbook.
    """
    bundled = load_runbook().model
    try:
        raw, name = read_runbook(name_or_path)
        model, document = load_model(raw, Runbook, name=name)
    except SourceError as error:
        return tuple(Finding("unreadable", problem, blocks=True) for problem in error.problems)
    broken = [
        Finding(rule, document.problem(path, message, suggestion=near), blocks=True)
        for rule, path, message, near in find_runbook_faults(model, bundled)
    ]
    if broken:
        return tuple(sorted(broken, key=lambda found: (found.problem.line, found.problem.column)))
    return located(document, chain(check_taken("runbook", model.id, raw), runbook_flaws(model, bundled)))


def runbook_flaws(runbook: Runbook, bundled: Runbook) -> Flaws:
    """What a runbook says that no drill should be judged by."""
    yield from check_numbers(runbook, bundled)
    yield from _clocks(runbook)
    yield from _places(runbook)
    yield from _lists(runbook, bundled)
    yield from _verdict(runbook, bundled)
    yield from _money(runbook, bundled)


def _clocks(r: Runbook) -> Flaws:
    """The cadences, briefs and the grace on promises."""
    cadence = {name: getattr(r.cadence, name) for name in type(r.cadence).model_fields}
    clocks: dict[Path, int] = {("cadence", name): clock_s for name, clock_s in cadence.items()}
    clocks |= {("brief_first",): r.brief_first_s, ("brief_every",): r.brief_every_s, ("gate_no_ic",): r.gate_no_ic_s}
    for path, clock_s in clocks.items():
        if clock_s == 0:
            yield Flaw("clock-zero", path, "expected a time above 0")
        elif clock_s > SLOWEST_S:
            yield Flaw("clock-order", path, f"{spell(clock_s)} is longer than {spell(SLOWEST_S)}")
    by_severity = [(severity.value, cadence[severity.value]) for severity in Severity]
    for (above, fast_s), (below, slow_s) in pairwise(by_severity):
        if fast_s > slow_s:
            what = f"{above} is updated every {spell(fast_s)}, {below} every {spell(slow_s)}"
            yield Flaw("clock-order", ("cadence", above), what)
    if r.brief_first_s > r.brief_every_s > 0:
        what = f"the first brief comes after {spell(r.brief_first_s)}, the next {spell(r.brief_every_s)} later"
        yield Flaw("clock-order", ("brief_first",), what)
    shortest_s = min(cadence.values())
    if r.promise_grace_s >= shortest_s > 0:
        what = f"the grace of {spell(r.promise_grace_s)} is no shorter than the cadence of {spell(shortest_s)}"
        yield Flaw("clock-order", ("promise_grace",), what)


def _places(r: Runbook) -> Flaws:
    """Every criterion once, under its own letter, and 100 points together."""
    whole = sum(spec.weight_centi for spec in r.criteria.values())
    if whole != WHOLE_CENTI:
        yield Flaw("weights", ("criteria",), f"the weights add up to {whole}, not to {WHOLE_CENTI}")
    for letter, domain in r.domains.items():
        for i, name in enumerate(domain.criteria):
            if not name.startswith(letter):
                yield Flaw("criterion-place", ("domains", letter, "criteria", i), f"{name} stands under {letter}")
    named = {name for domain in r.domains.values() for name in domain.criteria}
    for name in r.criteria:
        if name not in named:
            yield Flaw("criterion-place", ("criteria", name), f"no domain names {name}")


def _lists(r: Runbook, bundled: Runbook) -> Flaws:
    """Lists that name something twice, nothing at all, or what does not exist."""
    lists: list[tuple[Path, Sequence[str]]] = [*named_criteria(r), (("record_fields",), r.record_fields)]
    lists += [(("required_seats", name.value), seats) for name, seats in r.required_seats.items()]
    for path, names in lists:
        if not names:
            yield Flaw("list-empty", path, "expected at least one entry")
        for i, name in enumerate(names):
            if name in names[:i]:
                yield Flaw("listed-twice", (*path, i), f"'{name}' is named twice")
    for name, seats in r.required_seats.items():
        for seat in (Seat.IC, Seat.COMMS_LEAD):
            if seats and seat not in seats:
                yield Flaw("seat-unlisted", ("required_seats", name.value), f"'{seat.value}' is not among the seats")
    known = ", ".join(bundled.record_fields)
    for i, field in enumerate(r.record_fields):
        if field not in bundled.record_fields:
            yield Flaw("field-unknown", ("record_fields", i), f"the record has no field '{field}' (known: {known})")


def _verdict(r: Runbook, bundled: Runbook) -> Flaws:
    """Gates, bands and what it takes to pass."""
    for name, gate in bundled.gates.items():
        if name not in r.gates:
            yield Flaw("gate-missing", ("gates",), f"gate {name} ({gate.title}) is missing")
    yield from _bands(r)
    for letter in r.pass_domains:
        if letter not in r.domains:
            yield Flaw("pass-odd", ("pass_domains", letter), f"there is no domain '{letter}'")
    if r.gate_cap >= r.pass_total:
        what = f"with a gate {r.gate_cap} points can be had, and {r.pass_total} are a pass"
        yield Flaw("pass-odd", ("gate_cap",), what)


def _bands(r: Runbook) -> Iterator[Flaw]:
    if tuple(band.id for band in r.bands) != BANDS:
        what = f"expected the bands {', '.join(BANDS)} in this order, not {', '.join(band.id for band in r.bands)}"
        yield Flaw("band-order", ("bands",), what)
    for i, (above, below) in enumerate(pairwise(r.bands), 1):
        if below.least >= above.least:
            what = f"{below.id} begins at {below.least}, {above.id} already at {above.least}"
            yield Flaw("band-order", ("bands", i, "least"), what)
    last = r.bands[-1]
    if last.least > 0:
        yield Flaw("band-order", ("bands", len(r.bands) - 1, "least"), f"no band is for totals below {last.least}")


def _money(r: Runbook, bundled: Runbook) -> Flaws:
    """Schedules and the approval matrix."""
    for name, schedule in r.slas.items():
        if schedule.id != name:
            yield Flaw("schedule-odd", ("slas", name, "id"), f"the schedule '{name}' calls itself '{schedule.id}'")
        if schedule.cap_pct == 0:
            yield Flaw("schedule-odd", ("slas", name, "cap_pct"), "a cap of 0 leaves no credit")
    offered = {rule.kind for rule in bundled.approvals.rules}
    for i, rule in enumerate(r.approvals.rules):
        if rule.kind not in offered:
            what = f"nobody offers '{rule.kind}' (known: {', '.join(sorted(offered))})"
            yield Flaw("approval-idle", ("approvals", "rules", i, "kind"), what)
