"""What the finders of decisions look at, and the few ways in which they change a course."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from scoring.analysis.course import ADDED, Step, steps_of
from scoring.claims import FalseClaim, Fault, false_claims
from scoring.duty import Context, cut_s
from scoring.passwords import passwords
from scoring.record import Record
from simulator import commands as c
from simulator.clock import MINUTE_S, hhmm
from simulator.drill import Kit
from simulator.journal import Journal
from simulator.restricted import without
from simulator.scenario import Variant
from simulator.scenario.truth import Truth
from simulator.vocabulary import Channel, Seat


@dataclass(frozen=True, slots=True)
class Decision:
    """One thing that was done, left undone or done late, and the course without it or with it in time."""

    id: str
    at_s: int
    """When it was taken, or would have been due."""
    line: int
    """The journal line that it stands on; 0 = it was left undone."""
    did: str
    """What happened, as a sentence to the trainee."""
    instead: str
    """What the other course does, to follow `Instead:`."""
    steps: tuple[Step, ...]
    withholds: bool = False
    """True when the other course only leaves out, or puts off, what others are owed: no advice, whatever it scores."""
    omits: bool = False
    """True when the other course does all that this one did, no later, and more: no praise, whatever it scores."""


@dataclass(frozen=True)
class Scene:
    """One finished drill with its truth."""

    journal: Journal
    kit: Kit
    variant: Variant

    @cached_property
    def record(self) -> Record:
        """The journal as the criteria read it."""
        return Record.of(self.journal.header, self.journal.entries)

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """The course as it was taken, up to the second at which somebody else ended it."""
        end_s, steps = self.cut_s, steps_of(self.journal)
        if end_s is None:
            return steps
        return tuple(
            replace(step, cuts=True, since_restore_s=None) if isinstance(step.command, c.FinishDrill) else step
            for step in steps
        )

    @property
    def cut_s(self) -> int | None:
        """When somebody who is not judged ended the drill; None when nobody did."""
        return cut_s(self.record)

    @property
    def truth(self) -> Truth:
        """What the scenario hid."""
        return self.variant.truth

    @cached_property
    def context(self) -> Context:
        """Truth and runbook as the criteria hold them."""
        return Context(self.kit.scenario, self.variant, self.kit.runbook, self.kit.runbook.criteria["A1"])

    @cached_property
    def lies(self) -> tuple[FalseClaim, ...]:
        """What was said against what the room knew or monitoring showed."""
        return tuple(found for found in false_claims(self.record, self.context) if found.fault is Fault.DECEPTION)

    @cached_property
    def signal_s(self) -> int:
        """The first credible signal; without one, the start of impact."""
        return self.record.signal.at_s if self.record.signal else self.truth.impact_start

    @cached_property
    def declared_s(self) -> int:
        """When it was declared, or should have been at the latest."""
        latest_s = self.signal_s + 15 * MINUTE_S
        return self.record.declared.at_s if self.record.declared else latest_s

    def utc(self, at_s: int) -> str:
        """A drill second as a clock time."""
        return f"{hhmm(self.journal.header.start_utc_s + at_s)} UTC"

    def given(self, kind: type[c.Base]) -> tuple[Step, ...]:
        """The judged person's accepted commands of a kind, in order."""
        judged = self.record.is_judged
        return tuple(s for s in self.steps if type(s.command) is kind and judged(s.who) and not s.refused)

    @cached_property
    def reference(self) -> tuple[tuple[int, Seat, c.Command], ...]:
        """The reference run's commands with their times and seats."""
        return tuple((step.at, step.seat, step.command) for step in self.variant.reference)

    def discreet(self, text: str) -> str:
        """A text as everybody may read it: without restricted words and passwords, customers not by name."""
        names = [company.name for company in self.record.companies.values()]
        kept = without(text, names, "customers")
        return without(kept, (*self.truth.restricted, *passwords(kept)))

    # --- changes --------------------------------------------------------------------------------------------

    def without(self, *gone: Step) -> tuple[Step, ...]:
        """The course without some steps."""
        left_out = {id(step) for step in gone}
        return tuple(step for step in self.steps if id(step) not in left_out)

    def swapped(self, *changed: Step) -> tuple[Step, ...]:
        """The course with some steps in the place of those with the same id."""
        by_id = {step.command_id: step for step in changed}
        return tuple(by_id.get(step.command_id, step) for step in self.steps)

    def adding(self, *added: Step, to: tuple[Step, ...] | None = None) -> tuple[Step, ...]:
        """The course with further steps; of two at the same second the added one comes first."""
        return (*added, *(self.steps if to is None else to))

    def first_external_after(self, at_s: int) -> int | None:
        """When customers next heard from the judged person after a second."""
        posts = (s.at_s for s in self.given(c.PostUpdate) if is_external(s) and s.at_s > at_s)
        return min(posts, default=None)

    def plain_update(self, at_s: int, number: int = 0, channel: Channel = Channel.STATUS_PAGE) -> Step:
        """A plain update at a second, which promises the next one for when the next one really came."""
        following_s = self.first_external_after(at_s + 60)
        limit_s = at_s + self.context.cadence_s
        due_s = -(-min(following_s or limit_s, limit_s) // 300) * 300
        scope = self.record.declared.event.scope if self.record.declared else "Part of the service does not work"
        scope = self.discreet(scope).strip().rstrip(".")
        text = PLAIN[number % len(PLAIN)].format(scope=scope, due=self.utc(max(due_s, at_s + 600)))
        return added(c.PostUpdate(channel=channel, text=text), at_s, Seat.COMMS_LEAD, f"update-{at_s}")


PLAIN = (
    "We are aware of a problem: {scope}. Our engineers have begun to examine it and are working on a way to contain "
    "it. We will post the next update by {due}.",
    "The problem continues: {scope}. Engineering is testing the next step to contain it while others look for the "
    "cause. Expect our next update by {due}.",
    "Still affected: {scope}. The measures named before are under way and we are checking what they change for you. "
    "The next update follows by {due}.",
)
"""Updates that say no more than what was declared; no time of repair, no cause."""


def is_external(step: Step) -> bool:
    """True for an update that customers read."""
    return isinstance(step.command, c.PostUpdate) and step.command.channel.is_external


def added(command: c.Command, at_s: int, seat: Seat, name: str, **fields: object) -> Step:
    """A step that the drill did not have."""
    step = Step(command=command, at_s=max(0, at_s), seat=seat, command_id=f"{ADDED}{name}")
    return replace(step, **fields)  # type: ignore[arg-type]


def gathered(scene: Scene, finders: tuple[Callable[[Scene], Iterator[Decision]], ...]) -> tuple[Decision, ...]:
    """Every decision that the finders find, in the order of their moments."""
    found = [replace(one, omits=_omits(scene, one)) for finder in finders for one in finder(scene)]
    return tuple(sorted((one for one in found if _is_in_time(scene, one)), key=lambda one: (one.at_s, one.id)))


def _omits(scene: Scene, decision: Decision) -> bool:
    others = {step.command_id: step for step in decision.steps}
    kept = ((step, others.get(step.command_id)) for step in scene.steps)
    return all(other is not None and other.command == own.command and other.at_s <= own.at_s for own, other in kept)


def _is_in_time(scene: Scene, decision: Decision) -> bool:
    """False for a course that does something only when somebody else has ended the drill."""
    own, end_s = {id(step) for step in scene.steps}, scene.cut_s
    return end_s is None or all(step.at_s < end_s for step in decision.steps if id(step) not in own)
