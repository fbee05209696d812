"""A clock that is set by hand, and a drill at its table."""

from collections.abc import Callable
from dataclasses import dataclass, field

from simulator.commands import Declare
from simulator.drill import Drill
from simulator.journal import Entry
from simulator.vocabulary import IncidentClass, Severity
from tui.session import Session

SIGNAL_S = 180
"""When the first credible signal of db-failover comes."""


@dataclass
class FakeClock:
    """Monotonic seconds that pass when told to."""

    at: float = 1_000.0

    def __call__(self) -> float:
        return self.at

    def pass_s(self, seconds: float) -> None:
        self.at += seconds


@dataclass
class Table:
    """A session with everything around it in hand."""

    session: Session
    clock: FakeClock
    stored: list[Entry] = field(default_factory=list)

    @property
    def drill(self) -> Drill:
        drill = self.session.drill
        assert isinstance(drill, Drill)
        return drill

    def run_to(self, at_s: int) -> None:
        """Let the wall pass in small steps until the drill stands at a second."""
        while self.drill.at_s < at_s and not self.drill.over:
            step_s = min(4.0, (at_s - self.drill.at_s) / max(1, self.session.pace.speed))
            self.clock.pass_s(max(step_s, 0.01))
            self.session.tick()

    def declare(self) -> None:
        """Open the incident record as a SEV-1."""
        scope = "18 % of sessions cannot save orders, in all regions"
        command = Declare(severity=Severity.SEV1, incident_class=IncidentClass.AVAILABILITY, scope=scope)
        assert self.session.do(command).refused is None

    def kinds(self) -> list[str]:
        return [type(entry.event).__name__ for entry in self.drill.entries]


SitDown = Callable[..., Table]
