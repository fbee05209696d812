"""The numbers of a runbook: thresholds of criteria and parameters of the world, held against the bundled ones."""

from __future__ import annotations

from collections.abc import Collection

from scenarios.document import Path
from scenarios.lint.finding import Flaw, Flaws
from scenarios.runbook_check import nearest
from simulator.clock import spell
from simulator.runbook import CriterionSpec, Parameter, Runbook

FULL_PERMILLE = 1_000
PERCENT = 100
MILLION = 1_000_000
THRESHOLDS = ("target", "zero", "stretch", "full_permille", "zero_permille")


def check_numbers(runbook: Runbook, bundled: Runbook) -> Flaws:
    """Numbers that nothing reads, that are out of bounds, or that are in the wrong order."""
    for name, spec in runbook.criteria.items():
        here: Path = ("criteria", name)
        model = bundled.criteria[name]
        yield from _idle((*here, "numbers"), spec.numbers, model.numbers)
        yield from _thresholds(here, spec, model)
        yield from _order(here, spec)
        for number, value in spec.numbers.items():
            if value < 0 or (number.endswith("_permille") and value > FULL_PERMILLE):
                bounds = f"from 0 to {FULL_PERMILLE}" if number.endswith("_permille") else "of at least 0"
                yield Flaw("number-beyond", (*here, "numbers", number), f"expected a number {bounds}, not {value}")
    yield from _idle(("parameters",), runbook.parameters, bundled.parameters)
    for number, parameter in runbook.parameters.items():
        if number in bundled.parameters:
            yield from _parameter(("parameters", number, "value"), parameter, bundled.parameters[number])


def _idle(here: Path, given: Collection[str], read: Collection[str]) -> Flaws:
    """Numbers under a name that nothing reads."""
    for name in given:
        if name not in read:
            near = nearest(name, read)
            yield Flaw("number-idle", (*here, name), "nothing reads this" + (f"; did you mean '{near}'?" * bool(near)))


def _thresholds(here: Path, spec: CriterionSpec, model: CriterionSpec) -> Flaws:
    """Thresholds that the judge asks for, and those that it never looks at."""
    for name in THRESHOLDS:
        given, wanted = getattr(spec, name) is not None, getattr(model, name) is not None
        if name in ("target", "zero") and wanted and not given:
            yield Flaw("threshold-missing", here, f"{name} is missing")
        if given and not wanted:
            read = [one for one in THRESHOLDS if getattr(model, one) is not None] + list(model.numbers)
            yield Flaw("threshold-idle", (*here, name), f"here is read: {', '.join(read) or 'no number'}")


def _order(here: Path, spec: CriterionSpec) -> Flaws:
    if spec.target is not None and spec.zero is not None and spec.zero <= spec.target:
        what = f"no marks from {spell(spec.zero)} on, and full marks up to {spell(spec.target)}"
        yield Flaw("threshold-order", (*here, "zero"), what)
    if spec.target is not None and spec.stretch is not None and spec.stretch > spec.target:
        what = f"the distinction of {spell(spec.stretch)} is easier than the target of {spell(spec.target)}"
        yield Flaw("threshold-order", (*here, "stretch"), what)
    shares: list[tuple[Path, int | None, int | None]] = [
        ((*here, "full_permille"), spec.full_permille, spec.zero_permille),
        ((*here, "numbers", "full_milli"), spec.numbers.get("full_milli"), spec.numbers.get("zero_milli")),
    ]
    for path, full, zero in shares:
        if full is not None and zero is not None and full <= zero:
            yield Flaw("threshold-order", path, f"full marks from {full} on, and none up to {zero}")
    if spec.full_permille is not None and spec.full_permille <= PERCENT:
        what = f"{spec.full_permille} thousandths are {spec.full_permille / 10:g} %; was a percentage meant?"
        yield Flaw("number-beyond", (*here, "full_permille"), what)


def _parameter(path: Path, parameter: Parameter, model: Parameter) -> Flaws:
    """A parameter's value within what its unit can hold."""
    unit = model.unit
    most = MILLION if unit.startswith("ppm") else FULL_PERMILLE if unit == "permille" else None
    most = 1 if unit.startswith("share of") else most
    value = parameter.value / FULL_PERMILLE
    if most is not None and value > most:
        yield Flaw("number-beyond", path, f"expected a number from 0 to {most} ({unit}), not {value:g}")
