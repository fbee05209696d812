"""What a schema cannot say of a runbook: what the judge and the world would ask of it in vain.

The bundled runbook is what both were written for, so it says which criteria, numbers and parameters there have to be.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from difflib import get_close_matches

from scenarios.document import Document, Path
from scenarios.problem import SourceError
from simulator.runbook import Runbook
from simulator.vocabulary import CreditKind, IncidentClass

RunbookFault = tuple[str, Path, str, str]
"""The lint rule that is broken, where, what was expected, and the nearest known word."""


def check_runbook(runbook: Runbook, bundled: Runbook, document: Document) -> None:
    """Refuse a runbook by which no drill could be played or judged.

    Raises:
        SourceError: with every problem, each at its line.
    """
    problems = [
        document.problem(path, message, suggestion=near)
        for _, path, message, near in find_runbook_faults(runbook, bundled)
    ]
    if problems:
        raise SourceError(problems, hint="Correct the file at the places named; `warroom runbook lint` says why.")


def find_runbook_faults(runbook: Runbook, bundled: Runbook) -> Iterator[RunbookFault]:
    """Everything that `check_runbook` would refuse."""
    yield from _criteria(runbook, bundled)
    yield from _numbers(runbook, bundled)
    yield from _names(runbook)
    yield from _people(runbook, bundled)
    for name in runbook.gates.keys() - bundled.gates.keys():
        yield "unknown-gate", ("gates", name), f"there is no gate {name} (known: {', '.join(bundled.gates)})", ""
    if not runbook.bands:
        yield "band-order", ("bands",), "expected at least 1 band", ""


def named_criteria(runbook: Runbook) -> Iterator[tuple[Path, tuple[str, ...]]]:
    """Every list of criteria in a runbook, with its place."""
    for letter, domain in runbook.domains.items():
        yield ("domains", letter, "criteria"), domain.criteria
    yield ("first_hour",), runbook.first_hour
    for name, part in runbook.triad.items():
        yield ("triad", name, "criteria"), part.criteria


def nearest(word: str, known: Collection[str]) -> str:
    """The known word that was probably meant, or none."""
    return next(iter(get_close_matches(word, known, 1)), "")


def _criteria(runbook: Runbook, bundled: Runbook) -> Iterator[RunbookFault]:
    for name, spec in bundled.criteria.items():
        if name not in runbook.criteria:
            yield "criterion-missing", ("criteria",), f"the criterion {name} ({spec.title}) is missing", ""
    for name in runbook.criteria:
        if name not in bundled.criteria:
            yield "unknown-criterion", ("criteria", name), f"the judge knows no criterion {name}", ""


def _numbers(runbook: Runbook, bundled: Runbook) -> Iterator[RunbookFault]:
    """The thresholds of each criterion, and the parameters of the world."""
    for name, spec in runbook.criteria.items():
        wanted = bundled.criteria[name].numbers if name in bundled.criteria else {}
        yield from _missing(("criteria", name, "numbers"), spec.numbers, wanted, "the number")
    yield from _missing(("parameters",), runbook.parameters, bundled.parameters, "the parameter")
    for name, parameter in runbook.parameters.items():
        if parameter.value < 0:
            yield "number-beyond", ("parameters", name, "value"), "expected a number of at least 0", ""


def _missing(here: Path, given: Collection[str], wanted: Collection[str], what: str) -> Iterator[RunbookFault]:
    for name in wanted:
        if name not in given:
            meant = nearest(name, [word for word in given if word not in wanted])
            words = f"{what} '{name}' is missing" + (f"; '{meant}' is read by nothing" * bool(meant))
            yield "number-missing", here, words, ""


def _names(runbook: Runbook) -> Iterator[RunbookFault]:
    for here, names in named_criteria(runbook):
        for i, name in enumerate(names):
            if name not in runbook.criteria:
                yield "unknown-criterion", (*here, i), f"the runbook has no criterion {name}", ""


def _people(runbook: Runbook, bundled: Runbook) -> Iterator[RunbookFault]:
    """Who has to be there, and who may approve what."""
    for incident_class in IncidentClass:
        if incident_class not in runbook.required_seats:
            yield "seats-missing", ("required_seats",), f"the seats of the class '{incident_class}' are missing", ""
    rules = runbook.approvals.rules
    kinds = {rule.kind for rule in rules}
    known = {rule.kind for rule in bundled.approvals.rules}
    for kind in CreditKind:
        if kind not in kinds:
            meant = nearest(kind, sorted(kinds - known))
            words = f"no rule says who approves '{kind}'" + (f"; '{meant}' is never offered" * bool(meant))
            yield "approval-missing", ("approvals", "rules"), words, ""
    for i, rule in enumerate(rules):
        if rule.approver not in runbook.approver_titles:
            near = nearest(rule.approver, runbook.approver_titles)
            message = f"approver_titles has no '{rule.approver}'"
            yield "approver-untitled", ("approvals", "rules", i, "approver"), message, near
