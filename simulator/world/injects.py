"""Injects: each is delivered at its time, after its anchor, when its condition holds, or when something is missing."""

from __future__ import annotations

from collections import defaultdict
from functools import partial

from simulator import events as e
from simulator.journal import Entry
from simulator.placeholder import fill
from simulator.scenario.inject import After, Inject
from simulator.world.lookup import Lookup, Watch
from simulator.world.stage import Stage
from simulator.world.system import System

PCT_PPM = 10_000


class Injects:
    """The MSEL in motion."""

    def __init__(self, stage: Stage, system: System, lookup: Lookup) -> None:
        """Arm every inject of this variant."""
        self.stage, self.system, self.lookup = stage, system, lookup
        self.injects = {inject.id: inject for inject in stage.scenario.injects}
        self.waiting: dict[str, str] = {}
        self.anchored: dict[type[e.AnyEvent], list[Inject]] = defaultdict(list)
        """Injects that wait for an event, by the kind of event."""
        for inject in stage.scenario.injects:
            if not inject.variants or stage.variant_id in inject.variants:
                self._arm(inject)
        self.watch = Watch(lookup, self.waiting)
        stage.each_beat(self._beat)

    def _arm(self, inject: Inject) -> None:
        if inject.at is not None:
            self.stage.later(inject.at, partial(self.deliver, inject))
        elif inject.missing is not None:
            self.stage.later(inject.missing.by, partial(self._deliver_unless, inject.missing.condition, inject))
        elif inject.when is not None:
            self.waiting[inject.id] = inject.when
        elif inject.after is not None:
            self.anchored[_anchor_kind(inject.after)].append(inject)

    def _beat(self, at_s: int) -> None:
        for name in self.watch.due():
            self.deliver(self.injects[name])

    def follow_events(self) -> None:
        """Listen for the events that injects wait for; asked for last, so that the rest of the world reacts first."""
        for kind in self.anchored:
            self.stage.on(kind, self._follow)

    def _follow(self, entry: Entry, event: e.AnyEvent) -> None:
        """Let injects that wait for this event start their delay."""
        waiting = self.anchored[type(event)]
        for inject in tuple(waiting):
            after = inject.after
            if after is not None and _is_anchor(after, event):
                waiting.remove(inject)
                self.stage.later(after.delay, partial(self.deliver, inject))

    def _deliver_unless(self, condition: str, inject: Inject) -> None:
        if not self.lookup.holds(condition):
            self.deliver(inject)

    def deliver(self, inject: Inject) -> None:
        """Fire one inject now, unless its condition or the draw says no."""
        stage = self.stage
        if stage.incident.ended_s is not None or (inject.unless and self.lookup.holds(inject.unless)):
            return
        if inject.chance_pct < 100 and not stage.chance.happens(inject.chance_pct * PCT_PPM, inject.id, "fires"):
            return
        message = stage.number("m")
        self.lookup.inject_message[inject.id] = message
        stage.emit(e.InjectFired(inject=inject.id))
        texts = (inject.text,) if isinstance(inject.text, str) else inject.text
        stage.emit(
            e.MessageArrived(
                message=message,
                medium=inject.medium,
                sender=inject.sender,
                account=inject.account or "",
                seat=inject.to.value,
                subject=fill(inject.subject, stage.names),
                text=fill(stage.chance.pick(texts, inject.id, "wording"), stage.names),
                asks=inject.asks,
                answer_within_s=inject.answer_within,
                interrupt=inject.interrupt,
                credible_signal=inject.credible_signal,
            )
        )
        if inject.effect is not None and inject.effect.fault is not None:
            self.system.move(inject.effect.fault, inject.effect.to_pct * 10, 60)


def _anchor_kind(after: After) -> type[e.AnyEvent]:
    """The kind of event that an inject waits for."""
    if after.event is not None:
        return e.EVENTS[after.event]
    return e.TaskFinished if after.task is not None else e.InjectFired


def _is_anchor(after: After, event: e.AnyEvent) -> bool:
    """True when an event of the right kind is the one."""
    if isinstance(event, e.TaskFinished) and after.task is not None:
        return event.task == after.task
    if isinstance(event, e.InjectFired) and after.inject is not None:
        return event.inject == after.inject
    return True
