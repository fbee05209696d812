"""Brings a journal, its content and its judgement together for a report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from msgspec import structs

from scenarios.catalog import Loaded, bundled_scenario, load_runbook, load_scenario, scenario_ids
from scoring import Scorecard, judge
from scoring.reports.build import Wishes, build
from scoring.reports.model import Edition, Report
from simulator.errors import JournalError, WarroomError
from simulator.incident import Incident
from simulator.journal import Header, Journal
from simulator.runbook import Runbook
from simulator.scenario import Scenario
from simulator.variants import choose_variant
from tui.assessed import Beside, assessed
from tui.names import Names
from tui.narrate import narrate
from tui.origin import bundled_id, other, remember, source_of
from tui.runbooks import difference, played_by
from tui.trust import FACILITATED, UNPROVED, check_over

SEEDS = 100
"""So many seeds are tried for another cause; one that is drawn more rarely is not looked for."""


@dataclass(frozen=True, slots=True)
class Case:
    """A drill with what it was played and judged by; no world, no reader, no voices are loaded for it."""

    journal: Journal
    scenario: Scenario
    runbook: Runbook
    card: Scorecard
    notice: str = ""
    """Says that it was judged by another runbook than it was played by, unless that was asked for."""


def scenario_of(header: Header, file: str | None = None, given: Sequence[Loaded[Scenario]] = ()) -> Scenario:
    """The scenario that a journal names.

    Args:
        header: Of the journal.
        file: The scenario's file, when somebody named it for this journal.
        given: Own scenarios, of which any or none may be this journal's.

    Raises:
        JournalError: it is not found, or the one at hand is another one.
    """
    name = file or source_of(header, given)
    found = bundled_scenario(name) if name in scenario_ids() else load_scenario(name)
    if found.digest != header.scenario.digest:
        raise other(header.scenario, found)
    if file:
        remember(found)
    return found.model


def open_case(
    journal: Journal,
    *,
    scenario: str | None = None,
    runbook: str | None = None,
    given: Sequence[Loaded[Scenario]] = (),
) -> Case:
    """Judge one drill.

    Args:
        journal: The drill.
        scenario: The scenario's file, when it is not a bundled one.
        runbook: Another runbook than the journal names.
        given: Own scenarios, of which any or none may be this journal's.

    Raises:
        WarroomError: unreadable scenario or runbook, or another scenario than was played.
    """
    model = scenario_of(journal.header, scenario, given)
    rules = load_runbook(runbook or played_by(journal.header))
    notice = "" if runbook else difference(journal.header, rules)
    return Case(journal, model, rules.model, judge(journal, model, rules.model), notice)


def about(path: object, error: Exception) -> str:
    """What is wrong, with the journal's name in front, once: for those who look at several."""
    words = (error.strerror or "it cannot be read") if isinstance(error, OSError) else str(error)
    return words if words.startswith(str(path)) else f"{path}: {words}"


def open_one(path: Path, journal: Journal, given: Sequence[Loaded[Scenario]]) -> Case:
    """Judge one drill of several.

    Raises:
        JournalError: it cannot be judged; names the journal.
    """
    try:
        return open_case(journal, given=given)
    except WarroomError as error:
        raise JournalError(about(path, error), hint=error.hint) from None


def report_of(
    case: Case, edition: Edition, *, held: date | None = None, owner: str = "", unproved: str = "",
    beside: Beside | None = None,
) -> Report:  # fmt: skip
    """The report of one drill.

    Args:
        case: The drill and its judgement.
        edition: For whom.
        held: Day of the debrief.
        owner: Who practises.
        unproved: Why not all of it is proved to be what was played; stands with the other limits of the figures.
        beside: Remarks, which facilitators read, and names of people, which all do.

    Raises:
        JournalError: the drill is not over, and these readers must not know yet what it still hides.
    """
    spared = frozenset() if edition is Edition.PARTICIPANTS else FACILITATED
    check_over(case.journal, name=case.journal.header.drill, spared=spared)
    incident = Incident()
    for entry in case.journal.entries:
        incident.apply(entry)
    for person, name in (beside.names if beside else {}).items():
        if person in incident.team:
            incident.people[person] = structs.replace(incident.people[person], name=name)
    names = Names(incident, case.scenario, case.journal.header.player, case.runbook.approver_titles)
    caveat = f"{UNPROVED.capitalize()}: {unproved}." if unproved else ""
    wishes = Wishes(edition, _other(case.scenario.id), _again(case), held, owner, caveat)
    made = build(case.journal, case.card, case.scenario, case.runbook, lambda entry: narrate(entry, names), wishes)
    if edition is Edition.PARTICIPANTS:
        return made
    return structs.replace(made, assessed=assessed(case, beside or Beside()))


def _other(scenario: str) -> str:
    """The bundled scenario after this one, in the order for newcomers."""
    known = scenario_ids()
    return known[(known.index(scenario) + 1) % len(known)] if scenario in known else known[0]


def _again(case: Case) -> str:
    """The command that plays this scenario with another cause; empty when no seed draws one."""
    for seed in range(1, SEEDS):
        drawn = choose_variant(case.scenario, seed)
        if drawn != case.card.variant and not case.scenario.variants[drawn].truth.false_alarm:
            return f"warroom play {bundled_id(case.journal.header) or 'FILE'} --seed {seed}"
    return ""
