"""What a check finds in each part of a certificate, and what the person who checks brings along."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from scoring.certificates.issuer import Issuer
from scoring.certificates.linked import Contexts
from simulator.journal import Journal
from simulator.runbook import Runbook
from simulator.scenario import Scenario

MOST_DIFFERENCES = 8


class State(StrEnum):
    """What was found of one part."""

    OK = "ok"
    BROKEN = "broken"
    UNCHECKED = "not checked"


@dataclass(frozen=True, slots=True)
class Finding:
    """One part."""

    part: str
    state: State
    words: str = ""


@dataclass(frozen=True, slots=True)
class Material:
    """Content that a journal names."""

    scenario: Scenario
    runbook: Runbook
    runbook_digest: str


@dataclass(frozen=True, slots=True)
class Replayed:
    """What came of playing a journal's inputs again."""

    state: State
    words: str = ""
    """What is wrong or not checked; with `OK`, what was taken as recorded, so that no score can be proved by it."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the checker brings along."""

    now_utc: str
    issuer: Issuer | None
    """The issuer's document, had over a way that the checker trusts; None = only the bundle's own copy."""
    contexts: Contexts | None
    """For the embedded proof; None = not at hand."""
    material: Callable[[Journal], Material] = field(kw_only=True)
    """Content that a journal was made with; raises a WarroomError when it is not at hand."""
    replay: Callable[[bytes, Journal], Replayed] | None = field(kw_only=True)
    """Plays a journal again; None = leave that out."""


def few(words: Sequence[str]) -> str:
    """The first of several words, and how many more there are."""
    rest = len(words) - MOST_DIFFERENCES
    return "; ".join(words[:MOST_DIFFERENCES]) + (f"; and {rest} more" if rest > 0 else "")
