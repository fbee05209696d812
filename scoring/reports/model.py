"""A report as plain data: what every edition and every format of it says, in words that are ready to print.

Times stand twice: `at_s` (drill seconds) for pictures and `utc` for people. Numbers are rounded once, here.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

from msgspec import Struct

from scoring.reports.remarked import Assessed

FORMAT = 1


class Edition(StrEnum):
    """Whom a report is for: only a facilitator's holds what the scenario hid."""

    PARTICIPANTS = "participants"
    FACILITATORS = "facilitators"


class Part(Struct, frozen=True, kw_only=True):
    """Common shape of a report's parts."""


class Share(Part, frozen=True, kw_only=True):
    """A headline: a share over a few criteria."""

    id: str
    title: str
    percent: int | float | None
    """None = nothing of it was reachable."""


class Head(Part, frozen=True, kw_only=True):
    """What was played, and the judgement in one line."""

    drill: str
    scenario: str
    title: str
    mode: str
    simulated: bool
    """True when a bot or a script played."""
    seed: int | None
    variant: str
    """Empty in the participants' edition: its name may give the cause away to the next team."""
    runbook: str
    start_utc: str
    length: str
    finished: bool
    too_short: bool = False
    """True when so little was due at somebody else's end that there is no total and no band."""
    total: int | float
    earned: int | float
    capped: bool
    gated: str = ""
    """What the violated gates do to the result; empty without one."""
    band: str
    band_title: str
    passed: bool
    why_no_pass: str = ""
    """What a pass still lacks; empty when it is one."""
    honesty: str
    distinctions: tuple[str, ...]
    first_hour: Share
    triad: tuple[Share, ...]


class Cited(Part, frozen=True, kw_only=True):
    """A journal line that decided something."""

    n: int
    utc: str
    text: str


class GateLine(Part, frozen=True, kw_only=True):
    """One gate of the runbook."""

    id: str
    title: str
    state: Literal["clear", "holds", "pending"]
    """`holds`: it was violated, and caps."""
    reason: str
    source: str
    evidence: tuple[Cited, ...]


class DomainLine(Part, frozen=True, kw_only=True):
    """Points of one domain."""

    id: str
    title: str
    points: int | float
    of: int | float
    percent: int | float | None


class QuoteLine(Part, frozen=True, kw_only=True):
    """Words of a text that made a rule speak, and the better wording."""

    quote: str
    rule: str
    advice: str
    event: int


class CriterionLine(Part, frozen=True, kw_only=True):
    """One criterion with everything that stands behind its points."""

    id: str
    domain: str
    title: str
    weight: int | float
    points: int | float
    of: int | float
    """Points that there were: the weight, with its share of what was unscored in the domain."""
    value: int | float | None
    state: Literal["full", "part", "none", "unscored"]
    target: str
    actual: str
    explanation: str
    advice: str
    practise: str
    source: str
    distinction: bool
    evidence: tuple[Cited, ...]
    quotes: tuple[QuoteLine, ...]


class Mark(Part, frozen=True, kw_only=True):
    """One place in a text that should be worded otherwise."""

    number: int
    """Its number in this text, from 1."""
    feature: str
    rule: str
    quote: str
    advice: str


class Segment(Part, frozen=True, kw_only=True):
    """A stretch of a text that the same findings cover."""

    text: str
    marks: tuple[int, ...] = ()
    """Numbers of the faults that cover it."""
    good: bool = False
    """True when it is something that a good text holds, and no fault."""


class Message(Part, frozen=True, kw_only=True):
    """A text as sent, with the reader's findings in it."""

    n: int
    at_s: int
    utc: str
    kind: str
    """`update`, `reply`, `acknowledgement`, `brief`, `credit`, `notification` or `post-mortem`."""
    to: str
    by: str
    score: int | None
    """0 to 100; None where the reader gives none."""
    segments: tuple[Segment, ...]
    marks: tuple[Mark, ...]
    holds: tuple[str, ...]
    """What the reader found that a good text holds."""

    @property
    def text(self) -> str:
        """The whole text."""
        return "".join(segment.text for segment in self.segments)


class Sample(Part, frozen=True, kw_only=True, array_like=True):
    """One measured value, in thousandths."""

    at_s: int
    milli: int


class Curve(Part, frozen=True, kw_only=True):
    """A quantity over time."""

    id: str
    title: str
    unit: str
    samples: tuple[Sample, ...]
    warn_milli: int | None = None
    critical_milli: int | None = None


class Act(Part, frozen=True, kw_only=True):
    """An act that the signals are drawn with."""

    number: int
    n: int
    at_s: int
    utc: str
    text: str


class PromiseLine(Part, frozen=True, kw_only=True):
    """One promised time and what became of it."""

    n: int
    what: str
    to: str
    made_s: int
    due_s: int
    made_utc: str
    due_utc: str
    state: Literal["kept", "broken", "open"]
    """As C4 counts it, which an empty post or one beyond the cadence does not satisfy."""
    why: str = ""
    """The times that decided it, in words."""


class Silence(Part, frozen=True, kw_only=True):
    """The time between two pieces of news for customers."""

    from_s: int
    to_s: int
    allowed_s: int

    @property
    def overdue_s(self) -> int:
        """How much of it was too long."""
        return max(0, self.to_s - self.from_s - self.allowed_s)


class TaskLine(Part, frozen=True, kw_only=True):
    """One run of a technical task."""

    n: int
    title: str
    kind: str
    owner: str
    start_s: int
    end_s: int
    time_box_s: int
    start_utc: str
    end_utc: str
    state: Literal["done", "failed", "stopped", "running"]
    result: str


class Row(Part, frozen=True, kw_only=True):
    """One row of the timeline."""

    n: int
    at_s: int
    utc: str
    who: str
    text: str
    hidden: bool = False
    """True for what no trainee could see."""


class Practice(Part, frozen=True, kw_only=True):
    """One thing to practise next, and the drill that practises it."""

    criterion: str
    title: str
    lost: int | float
    """Points lost there."""
    practise: str
    command: str
    why: str


class PlanRow(Part, frozen=True, kw_only=True):
    """One row of the improvement plan (HSEEP AAR/IP)."""

    area: str
    observation: str
    action: str
    owner: str
    due: str
    state: str


class Rule(Part, frozen=True, kw_only=True):
    """What the runbook asks for, where points were lost."""

    criterion: str
    title: str
    target: str
    source: str


class Truth(Part, frozen=True, kw_only=True):
    """What the scenario hid; for facilitators alone."""

    variant: str
    cause: str
    severity: str
    incident_class: str
    data_loss: str
    scope: tuple[str, ...]
    containment: tuple[str, ...]
    harmful: tuple[str, ...]
    credits: tuple[str, ...]
    legal: tuple[str, ...]
    injects: tuple[InjectLine, ...]


class InjectLine(Part, frozen=True, kw_only=True):
    """One inject of the MSEL, and whether it was delivered."""

    id: str
    title: str
    fired_utc: str
    """Empty when it did not fire."""
    expected: str


class WorthLine(Part, frozen=True, kw_only=True):
    """One decision, the other course, and what that would have brought."""

    size: str
    """Points, and how they stand against noise."""
    did: str
    instead: str
    then: str
    left_out: str
    line: int | None
    """The journal line that it stands on; None = it was left undone."""


class WorthPart(Part, frozen=True, kw_only=True):
    """What decisions were worth: the drill played again without them."""

    cost: tuple[WorthLine, ...]
    saved: tuple[WorthLine, ...]
    assumes: tuple[str, ...]


class Report(Part, frozen=True, kw_only=True):
    """The whole report of one drill."""

    format: int = FORMAT
    edition: Edition
    head: Head
    gates: tuple[GateLine, ...]
    domains: tuple[DomainLine, ...]
    criteria: tuple[CriterionLine, ...]
    strengths: tuple[str, ...]
    practice: tuple[Practice, ...]
    plan: tuple[PlanRow, ...]
    rules: tuple[Rule, ...]
    clocks: tuple[str, ...]
    """The runbook's clocks in words."""
    end_s: int
    start_utc_s: int
    signals: tuple[Curve, ...]
    impact: tuple[Curve, ...]
    """The true share of failing work; facilitators only."""
    acts: tuple[Act, ...]
    sentiment: tuple[Curve, ...]
    silences: tuple[Silence, ...]
    promises: tuple[PromiseLine, ...]
    notices: tuple[str, ...]
    """What became of the notices to authorities that fell due or were given."""
    tasks: tuple[TaskLine, ...]
    messages: tuple[Message, ...]
    postmortem: Message | None
    afterwards: tuple[str, ...]
    """What the world did in the ninety days after the close."""
    timeline: tuple[Row, ...]
    worth: WorthPart | None = None
    """Present when it was asked for."""
    truth: Truth | None = None
    assessed: Assessed | None = None
    """Present in the facilitators' edition of a team's drill."""
