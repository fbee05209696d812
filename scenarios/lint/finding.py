"""What the lint found: each finding at its line, with the rule's reason and remedy."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from scenarios.document import Document, Path
from scenarios.lint.rule import RULES
from scenarios.lint.runbook_rule import RUNBOOK_RULES
from scenarios.problem import Problem

_EVERY_RULE = RULES | RUNBOOK_RULES


@dataclass(frozen=True, slots=True)
class Flaw:
    """One thing that is wrong with a scenario or a runbook, before its line is known."""

    rule: str
    path: Path
    what: str
    """The thing itself, in plain words."""


Flaws = Iterator[Flaw]


@dataclass(frozen=True, slots=True)
class Finding:
    """One flaw at its place."""

    rule: str
    problem: Problem
    blocks: bool = False
    """True when the file cannot be played as long as this stands."""

    @property
    def why(self) -> str:
        """Why it matters in a drill."""
        return _EVERY_RULE[self.rule].why

    @property
    def mend(self) -> str:
        """How to mend it."""
        return _EVERY_RULE[self.rule].mend

    def __str__(self) -> str:
        """Three lines: the place and what, why, how to mend."""
        place, rest = f"{self.problem.path}:{self.problem.line}:{self.problem.column}", str(self.problem)
        what = rest.removeprefix(f"{place}: ")
        return f"{place}: [{self.rule}] {what}\n    why: {self.why}\n    mend: {self.mend}"

    def to_json(self) -> dict[str, str | int]:
        """The finding as plain data."""
        p = self.problem
        return {
            "file": p.path, "line": p.line, "column": p.column, "key": p.key, "rule": self.rule,
            "message": p.message, "suggestion": p.suggestion, "why": self.why, "mend": self.mend,
        }  # fmt: skip


def located(document: Document, flaws: Iterable[Flaw]) -> tuple[Finding, ...]:
    """Give every flaw its line; sorted by line, each once."""
    found = dict.fromkeys(Finding(flaw.rule, document.problem(flaw.path, flaw.what)) for flaw in flaws)
    return tuple(sorted(found, key=lambda f: (f.problem.line, f.problem.column, f.rule, f.problem.key)))
