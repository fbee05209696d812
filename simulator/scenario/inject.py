"""Injects: the scripted events of the exercise; the list of them is the MSEL."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, model_validator

from simulator.clock import DurationS
from simulator.scenario.base import Condition, Id, Percent, Strict, Text, Title
from simulator.vocabulary import InterruptKind, MessageKind, Seat


class After(Strict):
    """Fire some time after something happened for the first time."""

    event: Id | None = None
    """An event kind, e.g. `incident_declared`."""
    task: Id | None = None
    inject: Id | None = None
    delay: DurationS = 0

    @model_validator(mode="after")
    def _one_anchor(self) -> Self:
        if sum(anchor is not None for anchor in (self.event, self.task, self.inject)) != 1:
            raise ValueError("exactly one of event, task or inject")
        return self


class Missing(Strict):
    """Fire when a condition still does not hold at a time."""

    condition: Condition
    by: DurationS


class InjectEffect(Strict):
    """What an inject does to the world besides being read."""

    sentiment: dict[Id, Annotated[int, Field(ge=-50, le=50)]] = Field(default_factory=dict, max_length=500)
    """Points added to an account's sentiment."""
    fault: Id | None = None
    to_pct: Annotated[int, Field(ge=0, le=300)] = 0
    """With `fault`: the level it jumps to."""


class Inject(Strict):
    """One scripted event. Exactly one of `at`, `after`, `when`, `missing`, `bank` says when."""

    id: Id
    title: Title
    at: DurationS | None = None
    after: After | None = None
    when: Condition | None = None
    """Checked every drill minute; fires once."""
    missing: Missing | None = None
    bank: bool = False
    """Off the timeline: fires only when the facilitator says so."""
    unless: Condition | None = None
    """Checked when it is due: holds = does not fire."""
    chance_pct: Percent = 100
    variants: tuple[Id, ...] = ()
    """Only in these variants; empty = in all."""
    medium: MessageKind = MessageKind.MAIL
    sender: Id = "monitoring"
    """A cast member, or `monitoring`."""
    account: Id | None = None
    to: Seat = Seat.IC
    subject: Title
    text: Text | Annotated[tuple[Text, ...], Field(min_length=1)]
    """What arrives; of several wordings the seed picks one."""
    asks: bool = False
    """True when it wants an answer."""
    answer_within: DurationS = 0
    interrupt: InterruptKind = InterruptKind.NONE
    credible_signal: bool = False
    """True for the first sign of the incident that a trainee can see: scored clocks start here."""
    effect: InjectEffect | None = None
    expected_action: Text | None = None
    """For the facilitator: what a good team does."""
    objective: Id | None = None

    @model_validator(mode="after")
    def _one_time(self) -> Self:
        given = [self.at, self.after, self.when, self.missing, self.bank or None]
        if sum(trigger is not None for trigger in given) != 1:
            raise ValueError("exactly one of at, after, when, missing or bank")
        return self
