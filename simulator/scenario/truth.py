"""What a scenario hides from trainees, one truth per variant."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import Field

from simulator.clock import DurationS
from simulator.scenario.base import Cents, Condition, Id, Percent, Strict, Text, Title
from simulator.scenario.script import ScriptStep
from simulator.vocabulary import CreditKind, IncidentClass, Severity

Words = tuple[Annotated[str, Field(min_length=1, max_length=60)], ...]
"""Wordings that mean the same thing."""


class Fact(Strict):
    """Something true that the war room learns at some moment; claims are checked against what was known then."""

    key: Literal["cause", "scope_pct", "regions", "eta", "data_loss", "restored", "start", "security"]
    value: Annotated[str, Field(max_length=80)]
    text: Text
    """How a colleague says it in the war room."""
    when: Condition
    """When it becomes known, e.g. `done(check-pool)`."""


class ScopeAt(Strict):
    """How far the impact reached from a moment on."""

    at: DurationS
    pct: Percent
    text: Text


class KeyMoment(Strict):
    """A moment that the timeline log must hold."""

    title: Title
    event: Id
    """The event kind that is this moment, e.g. `incident_declared`, `task_finished`."""
    where: dict[Id, str] = Field(default_factory=dict, max_length=5)
    """Fields of the event that must match, e.g. `{task: failover}`."""
    words: Words
    """A log row for this moment uses at least one of them."""


class RightCredit(Strict):
    """What the account is due, on which basis, approved by whom."""

    credit: CreditKind
    least: Cents
    most: Cents
    """Equal to `least` for a contractual credit: exact to the cent."""
    approver: Id


class KeyDecision(Strict):
    """A decision of scope, risk or credit that must be logged and escalated."""

    title: Title
    about: Literal["scope", "risk", "credit"]
    words: Words
    """The log row uses at least one of them."""
    approvers: tuple[Id, ...]
    """Seats or titles that may take it."""


class LegalDuty(Strict):
    """A notification that law or contract asks for; the clock runs from awareness."""

    authority: Id
    within: DurationS
    note: Text

    def is_named(self, told: str) -> bool:
        """Whether people who wrote this name meant the authority: its id in any spelling, or its initials."""
        words = re.split("[-_]", self.authority)
        initials = "".join(word[0] for word in words if word)
        spelled = r"[\W_]*".join(words) + (f"|{initials}" if len(words) > 1 else "")
        return bool(re.search(rf"(?<![^\W_])(?:{spelled})(?![^\W_])", told, re.IGNORECASE))


class Truth(Strict):
    """The hidden facts of one variant."""

    cause: Text
    cause_concepts: tuple[Words, ...] = Field(max_length=8)
    """Groups of synonyms; prose that states the cause touches every group."""
    severity: Severity
    incident_class: IncidentClass
    false_alarm: bool = False
    impact_start: DurationS = 0
    scope: tuple[ScopeAt, ...]
    regions: tuple[str, ...] = ()
    data_loss: Text
    """What was lost or exposed, or that nothing was; said plainly."""
    data_lost: bool = False
    facts: dict[Id, Fact] = Field(max_length=60)
    containment: tuple[Id, ...]
    """Tasks that rightly contain it."""
    harmful: tuple[Id, ...] = ()
    """Tasks that make it worse or break the class's evidence rule."""
    evidence_tasks: tuple[Id, ...] = ()
    """Tasks that preserve evidence; security and data classes want them before rotation."""
    key_moments: dict[Id, KeyMoment] = Field(max_length=60)
    decisions: dict[Id, KeyDecision] = Field(default_factory=dict, max_length=20)
    credit: dict[Id, RightCredit] = Field(default_factory=dict, max_length=500)
    """Accounts that are due something; all others are due nothing."""
    legal: tuple[LegalDuty, ...] = ()
    down_minutes: Annotated[int, Field(ge=0, le=50_000)] = 0
    """Down minutes under the contract's definition, for the credit sheet."""
    restricted: Words = ()
    """Words that must not be published (security details)."""


class Par(Strict):
    """What a good team reaches on this variant; outcomes are compared with it."""

    restored: DurationS | None
    """Drill time of full restore; null when there is nothing to restore."""
    monitoring: DurationS
    """The window over which recovery is watched before closing."""
    sentiment_drop: Annotated[int, Field(ge=0, le=100)]
    """Points that the average account has lost at the close, even when all goes well."""
    strategic_calls: Annotated[int, Field(ge=0, le=60)] = 0
    """Executive calls that a strategic account is due (daily)."""


class Variant(Strict):
    """One form of the family: its own cause, accounts, timing, truth, par and reference run."""

    title: Title
    weight: Annotated[int, Field(ge=0, le=100)] = 1
    """How often the seed draws it; the first variant is played when no seed is given."""
    faults: tuple[Id, ...]
    truth: Truth
    par: Par
    not_reached: tuple[Annotated[str, Field(pattern=r"^[A-G]\d$")], ...] = ()
    """Criteria that this variant's reference run does not reach either: they are unscored."""
    results: dict[Id, Text] = Field(default_factory=dict, max_length=60)
    """Reports of tasks that differ from the task's own `result` in this variant."""
    reference: tuple[ScriptStep, ...] = Field(max_length=400)
