"""Decisions on the end: states claimed before service was restored, standing down, proof, the post-mortem."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from scoring.analysis.course import Question, Step
from scoring.analysis.decisions.scene import Decision, Scene, added
from simulator import commands as c
from simulator.clock import MINUTE_S, spell
from simulator.vocabulary import Seat

TOO_SOON = (c.MarkMitigated, c.MarkResolved, c.CloseIncident)


def too_soon(scene: Scene) -> Iterator[Decision]:
    """Mitigated, resolved or closed while impact lasted: all of it, and the end, only after restoration."""
    if scene.truth.false_alarm or not scene.record.hurt:
        return
    early = [s for kind in TOO_SOON for s in scene.given(kind) if s.since_restore_s is None]
    if not early or any(found.said.claim.key == "restored" for found in scene.lies):
        return
    first = min(early, key=lambda step: step.at_s)
    what = {c.MarkMitigated: "mitigated", c.MarkResolved: "resolved", c.CloseIncident: "closed"}[type(first.command)]
    yield Decision("state-too-soon", first.at_s, first.n,
                   f"You called it {what} at {scene.utc(first.at_s)}, while it still failed for customers.",
                   f"you say so {spell(scene.variant.par.monitoring)} after it is restored",
                   scene.swapped(*waiting(scene)))  # fmt: skip


def waiting(scene: Scene) -> tuple[Step, ...]:
    """The states claimed while impact lasted, and the end of the drill, made to wait for the monitoring window."""
    claimed = (s for kind in (*TOO_SOON, c.FinishDrill) for s in scene.given(kind) if not s.cuts)
    early = [step for step in claimed if step.since_restore_s is None]
    first_s = min((step.at_s for step in early), default=0)
    wait_s = scene.variant.par.monitoring
    return tuple(replace(s, since_restore_s=wait_s + s.at_s - first_s) for s in early)


def standing_down(scene: Scene) -> Iterator[Decision]:
    """A false alarm stood down at all; a real incident not stood down."""
    step = next(iter(scene.given(c.StandDown)), None)
    if step is not None:
        instead = "you do not stand down"
        yield Decision("stood-down", step.at_s, step.n, f"You stood down at {scene.utc(step.at_s)}.", instead,
                       scene.without(step), withholds=scene.truth.false_alarm)  # fmt: skip
    elif scene.truth.false_alarm:
        told = next(((at_s, seat, cmd) for at_s, seat, cmd in scene.reference if isinstance(cmd, c.StandDown)), None)
        if told is not None:
            text = "The checks show no impact on customers; the alarm was false."
            yield Decision("stood-down", told[0], 0, "It was a false alarm, and you never stood down.",
                           f"you stand down at {scene.utc(told[0])}",
                           scene.adding(added(c.StandDown(reason=text), told[0], Seat.IC, "stand-down")))  # fmt: skip


def proving(scene: Scene) -> Iterator[Decision]:
    """The drill without its evidence, its confirmations or its rows of the timeline."""
    for kind, name, words in (
        (c.AttachEvidence, "evidence", "pieces of evidence"),
        (c.RecordConfirmation, "confirmation", "confirmations of customers"),
        (c.LogEntry, "log", "rows of the timeline"),
    ):
        steps = scene.given(kind)
        if steps:
            first = steps[0]
            yield Decision(f"{name}-never", first.at_s, first.n, f"You recorded {len(steps)} {words}.", "none of them",
                           scene.without(*steps), withholds=True)  # fmt: skip


def confirming(scene: Scene) -> Iterator[Decision]:
    """Closed without a customer's word: an account is asked, and its answer recorded, before the close."""
    close = next(iter(scene.given(c.CloseIncident)), None)
    if close is None or scene.given(c.RecordConfirmation) or scene.record.restored is None:
        return
    account = next(iter(scene.kit.scenario.accounts))
    ask = added(c.AskConfirmation(account=account, text="Does everything work for you again?"),
                scene.record.restored.at_s + MINUTE_S, Seat.CS, "ask", since_restore_s=MINUTE_S)  # fmt: skip
    record, later = _recorded(account, ask), replace(close, at_s=max(close.at_s, ask.at_s + 60 * MINUTE_S))
    yield Decision("confirmed-first", close.at_s, close.n, "You closed it without a customer's confirmation.",
                   "one customer is asked and their answer recorded before",
                   scene.adding(ask, record, to=scene.swapped(later)))  # fmt: skip


def _recorded(account: str, ask: Step) -> Step:
    question = Question("", account, "", 0, True)
    command = c.RecordConfirmation(account=account, message="whatif")
    return added(command, ask.at_s + MINUTE_S, Seat.CS, "confirm", since_restore_s=2 * MINUTE_S, question=question)


def reviewing(scene: Scene) -> Iterator[Decision]:
    """The post-mortem and the actions: none."""
    for kind, name, said in (
        (c.SubmitPostmortem, "post-mortem", "You handed in a post-mortem."),
        (c.AddRemediation, "actions", "You put actions on the tracker."),
    ):
        steps = scene.given(kind)
        if steps:
            first = steps[0]
            yield Decision(f"{name}-never", first.at_s, first.n, said, "none",
                           scene.without(*steps), withholds=True)  # fmt: skip


FINDERS = (too_soon, standing_down, proving, confirming, reviewing)
