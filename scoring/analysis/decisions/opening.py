"""Decisions of the first minutes: when it was declared and how, who was named and when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from msgspec import structs

from scoring.analysis.course import Step, moved
from scoring.analysis.decisions.scene import Decision, Scene, added
from scoring.duty import GUARDS
from simulator import commands as c
from simulator.clock import MINUTE_S, spell
from simulator.vocabulary import Seat, Severity

SOON_S = 5 * MINUTE_S
LATE_S = 30 * MINUTE_S
ORDER = (Severity.SEV1, Severity.SEV2, Severity.SEV3)


def declaring(scene: Scene) -> Iterator[Decision]:
    """Declared sooner, later, or at all."""
    step = next(iter(scene.given(c.Declare)), None)
    due_s = scene.signal_s + SOON_S
    if step is None:
        if not scene.truth.false_alarm:
            yield _declared_at_all(scene, due_s)
        return
    after_s = step.at_s - scene.signal_s
    if scene.truth.false_alarm:
        steps = scene.without(step)
        yield Decision("not-declared", step.at_s, step.n, "You declared what was a false alarm.",
                       "nothing is declared", steps)  # fmt: skip
        return
    if after_s > SOON_S:
        yield Decision("declared-sooner", step.at_s, step.n, f"You declared {spell(after_s)} after the first signal.",
                       f"declared {spell(SOON_S)} after it", scene.swapped(moved(step, due_s)))  # fmt: skip
    later = replace(step, at_s=step.at_s + LATE_S)
    said = f"You declared {spell(max(0, after_s))} after the first signal."
    yield Decision("declared-later", step.at_s, step.n, said, f"declared {spell(LATE_S)} later",
                   scene.swapped(later), withholds=True)  # fmt: skip


def _declared_at_all(scene: Scene, due_s: int) -> Decision:
    truth = scene.truth
    scope = truth.scope[0].text if truth.scope else "Part of the service does not work"
    command = c.Declare(severity=truth.severity, incident_class=truth.incident_class, scope=scope)
    return Decision("declared-at-all", due_s, 0, "You never declared an incident.",
                    f"declared {spell(SOON_S)} after the first signal",
                    scene.adding(added(command, due_s, Seat.IC, "declare")))  # fmt: skip


def grading(scene: Scene) -> Iterator[Decision]:
    """The severity right at once; where it was right, one too low."""
    step, right = next(iter(scene.given(c.Declare)), None), scene.truth.severity
    if step is None or scene.truth.false_alarm or not isinstance(step.command, c.Declare):
        return
    said = step.command.severity
    if said is not right:
        changed = replace(step, command=structs.replace(step.command, severity=right))
        yield Decision("severity-right", step.at_s, step.n, f"You declared {said.title}.",
                       f"{right.title} at once", scene.swapped(changed))  # fmt: skip
    elif right in ORDER[:-1]:
        low = ORDER[ORDER.index(right) + 1]
        changed = replace(step, command=structs.replace(step.command, severity=low))
        yield Decision("severity-low", step.at_s, step.n, f"You declared {said.title} at once, which was right.",
                       f"{low.title}, never raised", scene.swapped(changed), withholds=True)  # fmt: skip


def acknowledging(scene: Scene) -> Iterator[Decision]:
    """The page and the first customer acknowledged sooner."""
    for kind, what in ((c.AcknowledgePage, "the page"), (c.AcknowledgeCustomer, "the first customer")):
        step = next(iter(scene.given(kind)), None)
        if step is not None and step.at_s - scene.signal_s > SOON_S:
            heard_s = _heard_s(scene, step.command)
            if step.at_s - heard_s > SOON_S:
                yield Decision(f"{c.kind_of(step.command)}-sooner", step.at_s, step.n,
                               f"You acknowledged {what} after {spell(step.at_s - heard_s)}.", "after 2 min",
                               scene.swapped(moved(step, heard_s + 120)))  # fmt: skip


def _heard_s(scene: Scene, command: c.Command) -> int:
    """When what is acknowledged was there to be seen."""
    account = getattr(command, "account", "")
    wrote = [s.at_s for s in scene.record.messages.values() if account and s.event.account == account]
    return max(scene.signal_s, min(wrote, default=scene.signal_s))


def naming(scene: Scene) -> Iterator[Decision]:
    """Each required seat: named sooner, named at all, or never named."""
    if scene.truth.false_alarm:
        return
    needed = dict.fromkeys((Seat.IC, *scene.kit.runbook.required_seats[scene.truth.incident_class]))
    for seat in needed:
        steps = [s for s in scene.given(c.AssignRole) if getattr(s.command, "seat", None) is seat]
        due_s = scene.declared_s + 2 * MINUTE_S
        if not steps:
            yield from _named_at_all(scene, (seat,), due_s)
            continue
        step = steps[0]
        after = spell(max(0, step.at_s - scene.declared_s))
        said = f"You named {seat.title} {after} after the declaration."
        if step.at_s - scene.declared_s > 2 * SOON_S:
            yield Decision(f"{seat.value}-sooner", step.at_s, step.n, said, "named after 2 min",
                           scene.swapped(moved(step, due_s)))  # fmt: skip
        yield Decision(f"{seat.value}-never", step.at_s, step.n, said, "never named",
                       scene.without(*steps), withholds=True)  # fmt: skip
    if scene.context.is_guarded:
        yield from _named_at_all(scene, GUARDS, scene.declared_s + 2 * MINUTE_S)


def _named_at_all(scene: Scene, seats: tuple[Seat, ...], due_s: int) -> Iterator[Decision]:
    """Seats that nobody ever held, named together: one of two may be worth nothing, as a gate asks for both."""
    steps = [step for seat in seats if (step := _naming(scene, seat, due_s)) is not None]
    if len(steps) == len(seats):
        yield Decision(f"{'-'.join(seat.value for seat in seats)}-named", due_s, 0,
                       f"You never named {' and '.join(seat.title for seat in seats)}.",
                       "named 2 min after the declaration", scene.adding(*steps))  # fmt: skip


def _naming(scene: Scene, seat: Seat, due_s: int) -> Step | None:
    """The step that names somebody to a seat; None when it had a holder, or nobody could hold it."""
    people = scene.record.people.values()
    trained = next((p.id for p in people if p.organisation == "home" and seat.value in p.seats), "")
    holder = scene.record.player if seat is Seat.IC else trained
    if not holder or scene.record.named(seat) is not None:
        return None
    return added(c.AssignRole(seat=seat, holder=holder), due_s, Seat.IC, f"role-{seat.value}")


FINDERS = (declaring, grading, acknowledging, naming)
