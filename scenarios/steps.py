"""What timed commands say of a scenario (ids, conditions, placeholders), checked before a drill begins."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path as FilePath

from scenarios.check import ahead_form
from scenarios.document import Path
from scenarios.problem import Problem, SourceError
from scenarios.script import HINT, PlacedStep, read_script
from simulator import commands as c
from simulator.conditions import vocabulary
from simulator.placeholder import PlaceholderError, find_placeholders
from simulator.runbook import Runbook
from simulator.scenario import Scenario, ScriptStep
from simulator.terms import listed, nearest
from simulator.triggers import TriggerError, compile_condition

Fault = tuple[Path, str, str]
"""Where in the step, what was expected, and the nearest known word."""

_AHEAD_SIGN = "in_"
_AHEAD = re.compile(r"^in_\d{1,4}[mhd]$")


def check_steps(steps: Iterable[PlacedStep], scenario: Scenario, runbook: Runbook) -> None:
    """Check everything that the steps of a file say of the scenario that they are to play.

    Raises:
        SourceError: with every problem, each at its line.
    """
    checks = _Checks(scenario, runbook)
    problems: list[Problem] = [step.problem(*fault) for step in steps for fault in checks.faults(step.step)]
    if problems:
        raise SourceError(problems, hint=HINT)


def load_steps(path: FilePath, scenario: Scenario, runbook: Runbook) -> tuple[PlacedStep, ...]:
    """The steps of a file for a scenario that they are to play.

    Raises:
        SourceError: the file is unreadable, does not fit, or names what the scenario has not; lists all of it at once.
    """
    steps, misfit = read_script(path)
    if misfit is None:
        check_steps(steps, scenario, runbook)
        return steps
    try:
        check_steps(steps, scenario, runbook)
    except SourceError as error:
        raise SourceError((*misfit.problems, *error.problems), more=misfit.more, hint=HINT) from None
    raise SourceError(misfit.problems, more=misfit.more, hint=HINT)


@dataclass(frozen=True, slots=True)
class _Known:
    """What a field may name."""

    what: str
    names: Collection[str]
    sign: str = ""
    """What stands before such a name; without it the field holds an id that only the drill gives."""

    def faults(self, here: Path, value: str) -> Iterator[Fault]:
        if not value.startswith(self.sign):
            if value in self.names:
                yield here, f"the {self.what} '{value}' is referred to with '{self.sign}'", self.sign + value
        elif (name := value.removeprefix(self.sign)) not in self.names:
            near = nearest(name, self.names)
            rest = "" if near else f"; known: {listed(self.names) or 'none'}"
            yield here, f"there is no {self.what} '{name}'{rest}", near and self.sign + near


class _Checks:
    """What one scenario and one runbook know."""

    def __init__(self, scenario: Scenario, runbook: Runbook) -> None:
        self.words = vocabulary(scenario)
        self.placeholders = placeholder_names(scenario)
        self.known = _known(scenario, runbook)

    def faults(self, step: ScriptStep) -> Iterator[Fault]:
        """Everything that is wrong with one step."""
        if step.when is not None:
            try:
                compile_condition(step.when, self.words)
            except TriggerError as error:
                yield ("when",), str(error), ""
        kind = c.kind_of(step.command)
        for field in step.command.__struct_fields__:
            here: Path = ("do", kind, field)
            value = getattr(step.command, field)
            known = self.known.get(f"{kind}.{field}") or self.known.get(field)
            parts = (
                [((*here, i), part) for i, part in enumerate(value)] if isinstance(value, tuple) else [(here, value)]
            )
            for path, text in parts:
                if type(text) is str:  # words of an enumeration were checked when the file was read
                    yield from known.faults(path, text) if known else self._unfilled(path, text)

    def _unfilled(self, here: Path, text: str) -> Iterator[Fault]:
        """Braces that nothing could be put in the place of."""
        try:
            names = [name for name, _ in find_placeholders(text)] if "{" in text else []
        except PlaceholderError as error:
            yield here, str(error), ""
            return
        for name in names:
            if name not in self.placeholders and not _AHEAD.match(name):
                near = "" if name.startswith(_AHEAD_SIGN) else nearest(name, self.placeholders)
                yield here, f"the placeholder {{{name}}} has no value here{'' if near else self._others(name)}", near

    def _others(self, name: str) -> str:
        """What could have stood in a text instead of a name that is like none of those known."""
        if name.startswith(_AHEAD_SIGN):
            return ahead_form(name)
        return f"; known: {listed(self.placeholders)}"


def _known(scenario: Scenario, runbook: Runbook) -> dict[str, _Known]:
    """What fields may name, by their names; where commands mean different things by one, by command and field."""
    home = {name for name, member in scenario.cast.items() if member.organisation == "home"}
    account = _Known("account", scenario.accounts)
    of_account = _Known("account", scenario.accounts, "@")
    return {
        "account": account,
        "accounts": account,
        "task": _Known("task", scenario.tasks),
        "team": _Known("team", {member.team for member in scenario.cast.values() if member.team}),
        "holder": _Known("person", {"you", *home}),
        "source": _Known("source", {*scenario.signals, *scenario.tasks, "document"}),
        "propose_credit.approver": _Known("approver", runbook.approver_titles),
        "message": _Known("inject", {inject.id for inject in scenario.injects}, "@"),
        "record_confirmation.message": of_account,
        "proposal": of_account,
        "call": of_account,
    }


def placeholder_names(scenario: Scenario) -> frozenset[str]:
    """Every placeholder that a text of a timed command may hold, beside `{in_60m}` and its like."""
    moments = {name for variant in scenario.variants.values() for name in variant.truth.key_moments}
    names = {"home", "now", "incident", *scenario.accounts, *scenario.cast}
    names |= {f"{name}.first" for name in scenario.cast} | {f"moment.{name}" for name in moments}
    return frozenset(name.replace("-", "_") for name in names)
