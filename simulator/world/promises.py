"""The promise ledger: made, kept, broken or superseded, over every channel and account.

A next-update promise is kept by the next thing that the same readers can see, in time plus grace; one that was given
to a single customer, or to colleagues in a holding line, by any message to them (an answer, a credit, a question), by
a call with them, or by what everybody reads in the last half of its time. A fix promise is kept by restored service; a
call by the call; an RFO by the post-mortem.
"""

from __future__ import annotations

from simulator import events as e
from simulator.journal import Entry
from simulator.reading.result import SpokenPromise
from simulator.states import Promise, hears_again, told_alone
from simulator.vocabulary import Channel
from simulator.world.stage import Stage

FAR_S = 366 * 86_400
"""A promise beyond a year is no promise."""


class Promises:
    """Makes promises of what was said, and settles them."""

    def __init__(self, stage: Stage) -> None:
        """Listen for messages and for what settles a promise."""
        self.stage = stage
        stage.on(e.UpdatePosted, self._update)
        for kind in (e.Replied, e.CustomerAcknowledged, e.CreditGranted, e.ConfirmationAsked):
            stage.on(kind, self._told_alone)
        stage.on(e.CallScheduled, self._call)
        stage.on(e.CallHeld, self._held)
        stage.on(e.PostmortemSubmitted, lambda entry, event: self._settle("rfo", "", "", entry.n))
        stage.on(e.ImpactChanged, self._impact)

    def _update(self, entry: Entry, event: e.UpdatePosted) -> None:
        if event.channel is Channel.WAR_ROOM:
            return
        if event.channel is Channel.STATUS_PAGE:
            self._settle("update", "*", "", entry.n, last=event.final)
        elif event.channel is Channel.CUSTOMER_MAIL:
            for account in event.accounts or tuple(self.stage.incident.accounts):
                self._settle("update", account, "", entry.n)
        else:
            self._settle("update", "inside", "", entry.n)
        reader = {Channel.STATUS_PAGE: "*", Channel.HOLDING_LINE: "inside"}.get(event.channel)
        for account in (reader,) if reader else event.accounts or ("*",):
            self._make(entry, event.reading.promises, event.channel.value, account)

    def _told_alone(
        self, entry: Entry, event: e.Replied | e.CustomerAcknowledged | e.CreditGranted | e.ConfirmationAsked
    ) -> None:
        """One customer got a message; what it promises is read in answers, a credit is its own promise."""
        incident = self.stage.incident
        account = told_alone(event, incident.messages, incident.credits, incident.people)
        if account:
            self._settle("update", account, "", entry.n)
            if isinstance(event, e.Replied | e.CustomerAcknowledged):
                self._make(entry, event.reading.promises, "reply", account)

    def _call(self, entry: Entry, event: e.CallScheduled) -> None:
        self._open("call", event.call, event.account, event.at_s, entry.n)
        self.stage.later(event.at_s + 600 - self.stage.now, lambda: self._miss(event.call))

    def _held(self, entry: Entry, event: e.CallHeld) -> None:
        """Whoever was on a call has heard again."""
        self._settle("call", "", event.call, entry.n)
        self._settle("update", self.stage.incident.calls[event.call][0].account, "", entry.n)

    def _miss(self, call: str) -> None:
        if self.stage.incident.calls[call][1] == "scheduled" and self.stage.incident.ended_s is None:
            self.stage.emit(e.CallMissed(call=call))

    def _make(self, entry: Entry, spoken: tuple[SpokenPromise, ...], channel: str, account: str) -> None:
        start_s = self.stage.scenario.start_utc_s
        is_over = self.stage.incident.restored and self.stage.incident.restored_s is not None
        kinds = ("update", "rfo") if is_over else ("update", "rfo", "fix")  # what works again is not to be repaired
        for promise in spoken:
            due_s = promise.due_utc_s - start_s
            if promise.what in kinds and self.stage.now < due_s < FAR_S:
                self._open(promise.what, channel, account, due_s, entry.n)

    def _open(self, what: str, channel: str, account: str, due_s: int, said_in: int) -> None:
        promise = self.stage.number("p")
        self.stage.emit(
            e.PromiseMade(promise=promise, what=what, channel=channel, account=account, due_s=due_s, said_in=said_in),
            cause=said_in,
        )
        grace_s = self.stage.runbook.promise_grace_s if what != "call" else 601
        self.stage.later(due_s + grace_s + 1 - self.stage.now, lambda: self._break(promise))

    def _break(self, promise: str) -> None:
        incident = self.stage.incident
        if incident.promises[promise].state == "open" and incident.ended_s is None:
            self.stage.emit(e.PromiseBroken(promise=promise))

    def _settle(self, what: str, reader: str, channel: str, cause: int, *, last: bool = False) -> None:
        """Keep the open promises of this kind that `reader` (`*` = all customers) can see settled."""
        for promise in list(self.stage.incident.promises.values()):
            if promise.state != "open" or promise.what != what or (channel and promise.channel != channel):
                continue
            if what != "update" or self._heard(promise, reader, last=last):
                self.stage.emit(e.PromiseKept(promise=promise.id), cause=cause)

    def _heard(self, promise: Promise, reader: str, *, last: bool) -> bool:
        made_s, due_s, now_s = promise.made_s, promise.due_s, self.stage.now
        return hears_again(promise.account, reader, made_s=made_s, due_s=due_s, at_s=now_s, last=last)

    def _impact(self, entry: Entry, event: e.ImpactChanged) -> None:
        if event.restored and self.stage.incident.first_signal_s is not None:
            self._settle("fix", "", "", 0)
