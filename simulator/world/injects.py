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
        self.due_s: dict[str, int] = {}
        """When an inject will come due, where that is known; a facilitator may move it."""
        self._owed: set[str] = set()
        """Held injects that have come due."""
        self._shift_s: dict[str, int] = {}
        """How far injects without a time of their own were moved."""
        self._words: dict[str, tuple[str, str]] = {}
        """Injects that the facilitator has rewritten: subject and text."""
        for inject in stage.scenario.injects:
            if not inject.variants or stage.variant_id in inject.variants:
                self._arm(inject)
        self.watch = Watch(lookup, self.waiting)
        stage.each_beat(self._beat)
        self._heed_the_facilitator()

    def _arm(self, inject: Inject) -> None:
        if inject.at is not None:
            self._await(inject, inject.at)
        elif inject.missing is not None:
            self._await(inject, inject.missing.by)
        elif inject.when is not None:
            self.waiting[inject.id] = inject.when
        elif inject.after is not None:
            self.anchored[_anchor_kind(inject.after)].append(inject)

    def _beat(self, at_s: int) -> None:
        for name in self.watch.due():
            if shift_s := self._shift_s.get(name, 0):
                self._await(self.injects[name], shift_s)
            else:
                self._come_due(self.injects[name])

    # --- coming due -----------------------------------------------------------------------------------------

    def _await(self, inject: Inject, delay_s: int) -> None:
        """Let an inject come due some time from now; an earlier appointment of it lapses."""
        due_s = self.stage.now + delay_s
        self.due_s[inject.id] = due_s
        self.stage.later(delay_s, partial(self._come_due, inject, due_s))

    def _come_due(self, inject: Inject, due_s: int | None = None) -> None:
        """Its moment is here: deliver it, unless it was moved, is held, or what it misses has been done."""
        incident = self.stage.incident
        gone = inject.id in incident.fired or inject.id in incident.skipped
        if gone or (due_s is not None and due_s != self.due_s.get(inject.id)):
            return
        if inject.id in incident.held:
            self._owed.add(inject.id)
        elif inject.missing is None or not self.lookup.holds(inject.missing.condition):
            self.deliver(inject)

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
                self._await(inject, max(0, after.delay + self._shift_s.get(inject.id, 0)))

    def deliver(self, inject: Inject) -> None:
        """Fire one inject now, unless its condition or the draw says no."""
        stage = self.stage
        if stage.incident.ended_s is not None or (inject.unless and self.lookup.holds(inject.unless)):
            return
        if inject.chance_pct < 100 and not stage.chance.happens(inject.chance_pct * PCT_PPM, inject.id, "fires"):
            return
        self._send(inject)

    def words(self, name: str) -> tuple[str, str]:
        """Subject and text of an inject as it is, or was, delivered."""
        if name in self._words:
            return self._words[name]
        inject, stage = self.injects[name], self.stage
        texts = (inject.text,) if isinstance(inject.text, str) else inject.text
        return fill(inject.subject, stage.names), fill(stage.chance.pick(texts, name, "wording"), stage.names)

    def _send(self, inject: Inject, cause: int = 0) -> None:
        """The message arrives, and what it does to the world begins."""
        stage = self.stage
        message = stage.number("m")
        self.lookup.inject_message[inject.id] = message
        stage.emit(e.InjectFired(inject=inject.id), cause=cause)
        subject, text = self.words(inject.id)
        stage.emit(
            e.MessageArrived(
                message=message,
                medium=inject.medium,
                sender=inject.sender,
                account=inject.account or "",
                seat=inject.to.value,
                subject=subject,
                text=text,
                asks=inject.asks,
                answer_within_s=inject.answer_within,
                interrupt=inject.interrupt,
                credible_signal=inject.credible_signal,
            ),
            cause=cause,
        )
        if inject.effect is not None and inject.effect.fault is not None:
            self.system.move(inject.effect.fault, inject.effect.to_pct * 10, 60)

    # --- the facilitator ------------------------------------------------------------------------------------

    def _heed_the_facilitator(self) -> None:
        on = self.stage.on
        on(e.InjectOrdered, lambda entry, event: self._send(self.injects[event.inject], entry.n))
        on(e.InjectReleased, lambda entry, event: self._release(event.inject))
        on(e.InjectShifted, lambda entry, event: self._shift(event.inject, event.by_s))
        on(e.InjectsPostponed, lambda entry, event: self._shift_all(event.by_s))
        on(e.InjectEdited, lambda entry, event: self._words.update({event.inject: (event.subject, event.text)}))
        on(e.InjectWritten, self._write)

    def _release(self, name: str) -> None:
        if name in self._owed:
            self._owed.discard(name)
            self._come_due(self.injects[name])

    def _shift(self, name: str, by_s: int) -> None:
        """Move an inject's moment, or what will be added to it once it is known; never to before now."""
        self._shift_s[name] = self._shift_s.get(name, 0) + by_s
        if name in self.due_s and name not in self._owed:
            self._await(self.injects[name], max(0, self.due_s[name] + by_s - self.stage.now))

    def _shift_all(self, by_s: int) -> None:
        incident = self.stage.incident
        for name, inject in self.injects.items():
            mine = not inject.variants or self.stage.variant_id in inject.variants
            if mine and not inject.bank and name not in incident.fired and name not in incident.skipped:
                self._shift(name, by_s)

    def _write(self, entry: Entry, event: e.InjectWritten) -> None:
        self.stage.emit(
            e.MessageArrived(
                message=self.stage.number("m"),
                medium=event.medium,
                sender=event.sender,
                account=event.account,
                seat=event.seat.value,
                subject=event.subject,
                text=event.text,
                asks=event.asks,
                answer_within_s=event.answer_within_s,
            ),
            cause=entry.n,
        )


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
