"""The runbook as data: thresholds, cadences, required seats, approval matrix, credit tiers, rubric weights."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from simulator.clock import DurationS
from simulator.credit import ApprovalMatrix, SlaSchedule
from simulator.errors import ScenarioError
from simulator.scenario.base import Id, Milli, Strict, Text, Title
from simulator.vocabulary import IncidentClass, Seat, Severity

CriterionId = Annotated[str, Field(pattern=r"^[A-G]\d$")]


class Parameter(Strict):
    """One number of the customer model, with how far it can be trusted."""

    value: Milli
    unit: Annotated[str, Field(max_length=40)]
    honesty: Literal["sourced", "measured", "guess"]
    source: Text


class Cadence(Strict):
    """How often customers hear from us."""

    sev1: DurationS
    sev2: DurationS
    sev3: DurationS
    security: DurationS
    """Overrides the severity's cadence in the security class."""

    def for_incident(self, severity: Severity, incident_class: IncidentClass) -> int:
        """Longest silence allowed, in seconds."""
        if incident_class is IncidentClass.SECURITY:
            return self.security
        return int(getattr(self, severity.value))


class CriterionSpec(Strict):
    """One criterion of the rubric: its weight and every threshold it needs, each once."""

    title: Title
    weight_centi: Annotated[int, Field(ge=0, le=10_000)]
    """Points in hundredths (150 = 1.5 points)."""
    target: DurationS | None = None
    """Full marks up to here."""
    zero: DurationS | None = None
    """No marks from here on; a straight line in between."""
    stretch: DurationS | None = None
    """Distinction, without points."""
    full_permille: Annotated[int, Field(ge=0, le=1000)] | None = None
    """For shares: full marks from this share on."""
    zero_permille: Annotated[int, Field(ge=0, le=1000)] | None = None
    """For shares: no marks up to this share."""
    numbers: dict[Id, int] = Field(default_factory=dict, max_length=20)
    """Further thresholds, each named with its unit."""
    source: Text
    """Where it comes from: a line of the runbook, a norm, or `house runbook v1`."""
    practise: Text
    """What to practise when points are lost here."""


class Domain(Strict):
    """One domain of the rubric."""

    title: Title
    criteria: tuple[CriterionId, ...]


class Gate(Strict):
    """A condition that caps the total."""

    title: Title
    source: Text


class Band(Strict):
    """A word for a range of totals (HSEEP's words, our numbers)."""

    id: Literal["P", "S", "M", "U"]
    title: Title
    least: Annotated[int, Field(ge=0, le=100)]


class Runbook(Strict):
    """One runbook file (format 1)."""

    format: Literal[1]
    id: Id
    version: Annotated[int, Field(ge=1)]
    title: Title
    cadence: Cadence
    brief_first_s: DurationS = Field(alias="brief_first")
    brief_every_s: DurationS = Field(alias="brief_every")
    promise_grace_s: DurationS = Field(alias="promise_grace")
    required_seats: dict[IncidentClass, tuple[Seat, ...]]
    record_fields: tuple[Id, ...]
    slas: dict[Id, SlaSchedule]
    approvals: ApprovalMatrix
    approver_titles: dict[Id, Title]
    """Every title of the approval matrix, with the words for it."""
    parameters: dict[Id, Parameter]
    """The customer, responder and executive models; see domain.md's honesty codes."""
    domains: dict[Annotated[str, Field(pattern=r"^[A-G]$")], Domain]
    criteria: dict[CriterionId, CriterionSpec]
    gates: dict[Annotated[str, Field(pattern=r"^G-\d$")], Gate]
    gate_cap: Annotated[int, Field(ge=0, le=100)]
    """Most points when a gate holds."""
    gate_no_ic_s: DurationS = Field(alias="gate_no_ic")
    """Longest time without an Incident Commander before gate G-4 holds."""
    bands: tuple[Band, ...]
    pass_total: Annotated[int, Field(ge=0, le=100)]
    pass_domains: dict[str, Annotated[int, Field(ge=0, le=100)]]
    """Least share (percent) of a domain's points for a pass."""
    rulings: dict[Id, Text]
    """How this runbook reads what its model leaves open."""
    first_hour: tuple[CriterionId, ...]
    """Criteria of the first-hour score."""
    triad: dict[Id, Domain]
    """The three headlines of a report: declared early, on a clock, evidence and learning."""

    @property
    def pass_words(self) -> str:
        """What a drill needs in order to pass."""
        domains = "".join(f", {least} % in domain {letter}" for letter, least in self.pass_domains.items())
        return f"{self.pass_total} points{domains}, and no violated gate"

    def parameter(self, name: str) -> int:
        """A model parameter in thousandths of its unit.

        Raises:
            ScenarioError: the runbook file does not have it.
        """
        known = self.parameters.get(name)
        if known is None:
            raise ScenarioError(f"the runbook has no parameter {name!r}", hint="Copy it from the bundled runbook.")
        return known.value
