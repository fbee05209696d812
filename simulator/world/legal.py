"""Legal in a security or data drill: what leaves the house is to be seen first, and what was not is noticed.

A statement counts as seen when something stood in the war-room channel, or a decision with Legal's name was logged,
since the last statement; nobody is blamed before the rule was told. Legal reads for restricted words, and says what
it found.
"""

from __future__ import annotations

import re
from functools import partial

from simulator import events as e
from simulator.clock import MINUTE_S, hhmm
from simulator.journal import Entry
from simulator.restricted import restricted_in
from simulator.vocabulary import Channel, IncidentClass, MessageKind, Seat
from simulator.world.stage import Stage

RULE_AFTER_S, NOTICE_AFTER_S = 2 * MINUTE_S, 4 * MINUTE_S
_APPROVAL = re.compile(r"\b(?:legal|counsel)\b", re.IGNORECASE)


class Legal:
    """The lawyer in the room."""

    def __init__(self, stage: Stage) -> None:
        """Listen only where the class of the incident restricts what may be said."""
        self.stage = stage
        self.person = ""
        self.has_ruled = self.has_seen = False
        truth = stage.variant.truth
        self.words = truth.restricted
        if truth.incident_class in (IncidentClass.SECURITY, IncidentClass.DATA):
            stage.on(e.RoleAssigned, self._seated)
            stage.on(e.DecisionLogged, self._decided)
            stage.on(e.UpdatePosted, self._read)

    def _seated(self, entry: Entry, event: e.RoleAssigned) -> None:
        incident = self.stage.incident
        is_human = event.holder == self.stage.player or event.holder in incident.team
        if event.seat is Seat.LEGAL and not is_human:
            first, self.person = not self.person, event.holder
            if first:
                self.stage.later(RULE_AFTER_S, partial(self._say, "legal_rule", {}, entry.n))

    def _decided(self, entry: Entry, event: e.DecisionLogged) -> None:
        approver = self.stage.incident.people.get(event.approver)
        if _APPROVAL.search(f"{event.approver} {approver.title if approver else ''}"):
            self.has_seen = True

    def _read(self, entry: Entry, event: e.UpdatePosted) -> None:
        if event.channel is Channel.WAR_ROOM:
            self.has_seen = True
        elif event.channel.is_external and self.person:
            facts = {"now": hhmm(self.stage.scenario.start_utc_s + entry.at_s)}
            words = restricted_in(event.text, self.words)
            if words:
                facts["word"] = words[0]
                self.stage.later(NOTICE_AFTER_S, partial(self._say, "legal_restricted", facts, entry.n))
            elif self.has_ruled and not self.has_seen:
                self.stage.later(NOTICE_AFTER_S, partial(self._say, "legal_unseen", facts, entry.n))
            self.has_seen = False

    def _say(self, kind: str, facts: dict[str, str], cause: int) -> None:
        stage = self.stage
        if stage.incident.ended_s is not None or stage.voice.is_worn(kind, "formal"):
            return
        self.has_ruled = True
        subject, text = stage.voice.say(kind, "formal", facts, stage.chance, str(cause))
        stage.emit(
            e.MessageArrived(
                message=stage.number("m"), medium=MessageKind.CHAT, sender=self.person, seat=Seat.IC.value,
                subject=subject, text=text,
            ),
            cause=cause,
        )  # fmt: skip
