"""Brings a journal, its content and its judgement together for a report."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from scenarios.catalog import Loaded, bundled_scenario, load_runbook, load_scenario, scenario_ids
from scoring import Scorecard, judge
from scoring.reports.build import Wishes, build
from scoring.reports.model import Edition, Report
from simulator.errors import JournalError
from simulator.incident import Incident
from simulator.journal import Header, Journal
from simulator.runbook import Runbook
from simulator.scenario import Scenario
from tui.names import Names
from tui.narrate import narrate
from tui.trust import FACILITATED, check_over


@dataclass(frozen=True, slots=True)
class Case:
    """A drill with what it was played and judged by; no world, no reader, no voices are loaded for it."""

    journal: Journal
    scenario: Scenario
    runbook: Runbook
    card: Scorecard


def scenario_of(header: Header, file: str | None = None) -> Scenario:
    """The scenario that a journal names.

    Raises:
        JournalError: it is not bundled, or the one at hand is another one.
    """
    name = file or header.scenario.id
    if file is None and name not in scenario_ids():
        raise JournalError(
            f"the journal's scenario {name!r} is not bundled", hint="Name its file with --scenario FILE."
        )
    found: Loaded[Scenario] = load_scenario(name) if file else bundled_scenario(name)
    if found.digest != header.scenario.digest:
        raise JournalError(
            f"the scenario {name!r} at hand is not the one that the journal was made with",
            hint="Name the right file with --scenario FILE, or use the warroom version that played it.",
        )
    return found.model


def open_case(journal: Journal, *, scenario: str | None = None, runbook: str | None = None) -> Case:
    """Judge one drill.

    Args:
        journal: The drill.
        scenario: The scenario's file, when it is not a bundled one.
        runbook: Another runbook than the journal names.

    Raises:
        WarroomError: unreadable scenario or runbook, or another scenario than was played.
    """
    model = scenario_of(journal.header, scenario)
    rules = load_runbook(runbook or journal.header.runbook.id).model
    return Case(journal, model, rules, judge(journal, model, rules))


def report_of(case: Case, edition: Edition, *, held: date | None = None, owner: str = "") -> Report:
    """The report of one drill.

    Raises:
        JournalError: the drill is not over, and these readers must not know yet what it still hides.
    """
    spared = frozenset() if edition is Edition.PARTICIPANTS else FACILITATED
    check_over(case.journal, name=case.journal.header.drill, spared=spared)
    incident = Incident()
    for entry in case.journal.entries:
        incident.apply(entry)
    names = Names(incident, case.scenario, case.journal.header.player)
    wishes = Wishes(edition, _other(case.scenario.id), held, owner)
    return build(case.journal, case.card, case.scenario, case.runbook, lambda entry: narrate(entry, names), wishes)


def _other(scenario: str) -> str:
    """The bundled scenario after this one, in the order for newcomers."""
    known = scenario_ids()
    return known[(known.index(scenario) + 1) % len(known)] if scenario in known else known[0]
