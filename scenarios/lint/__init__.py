"""The lint: what makes a scenario unsound although it loads, each thing at its line with its reason and remedy."""

from __future__ import annotations

from scenarios.catalog import load_runbook, read_scenario
from scenarios.check import find_faults
from scenarios.document import Document
from scenarios.lint.finding import Finding, Flaws, located
from scenarios.lint.inject import check_injects
from scenarios.lint.par import check_par
from scenarios.lint.people import check_people
from scenarios.lint.proof import check_proof
from scenarios.lint.reach import explore
from scenarios.lint.reference import check_reference
from scenarios.lint.rule import RULES, Rule
from scenarios.lint.sense import check_sense
from scenarios.lint.steps import check_steps
from scenarios.lint.system import check_system
from scenarios.lint.taken import check_taken
from scenarios.lint.truth import check_truth
from scenarios.lint.way_back import check_way_back
from scenarios.lint.wording import check_wording
from scenarios.problem import Problem, SourceError
from scenarios.source import load_model
from simulator.runbook import Runbook
from simulator.scenario import Scenario

__all__ = ["RULES", "Finding", "Rule", "lint_file", "lint_scenario"]


def lint_file(name_or_path: str, runbook: str = "escalation") -> tuple[Finding, ...]:
    """Everything that is wrong with a scenario file, sorted by line.

    Raises:
        ScenarioError: no such bundled scenario.
        SourceError: the runbook does not load.
    """
    rules = load_runbook(runbook).model
    try:
        raw, name = read_scenario(name_or_path)
        model, document = load_model(raw, Scenario, name=name)
    except SourceError as error:
        return tuple(Finding("unreadable", problem, blocks=True) for problem in error.problems)
    found = lint_scenario(model, document, rules)
    if any(finding.blocks for finding in found):
        return found
    taken = located(document, check_taken("scenario", model.id, raw))
    return tuple(sorted((*taken, *found), key=lambda f: f.problem.line))


def lint_scenario(scenario: Scenario, document: Document, runbook: Runbook) -> tuple[Finding, ...]:
    """Everything that is wrong with a scenario; what keeps it from loading comes alone."""
    broken = tuple(_finding(document, rule, *fault) for rule, fault in find_faults(scenario))
    return tuple(sorted(broken, key=lambda f: f.problem.line)) or located(document, _flaws(scenario, runbook))


def _finding(document: Document, rule: str, path: tuple[str | int, ...], message: str, near: str) -> Finding:
    problem: Problem = document.problem(path, message, suggestion=near)
    return Finding(rule, problem, blocks=True)


def _flaws(scenario: Scenario, runbook: Runbook) -> Flaws:
    reaches = explore(scenario)
    yield from check_injects(scenario, reaches)
    yield from check_system(scenario, reaches)
    yield from check_people(scenario, reaches, runbook)
    yield from check_truth(scenario, reaches)
    yield from check_reference(scenario, reaches, runbook)
    yield from check_wording(scenario)
    yield from check_sense(scenario, reaches)
    for reach in reaches.values():
        yield from check_par(scenario, reach)
        yield from check_steps(reach)
        yield from check_way_back(reach)
        yield from check_proof(scenario, reach, runbook)
