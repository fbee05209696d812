"""Outsiders: a journalist, a member of the board, a regulator. Each comes for a reason, and an answer matters.

They come once in a drill at most, and leave the field to a scenario that brings its own.
"""

from __future__ import annotations

from functools import partial

from simulator import events as e
from simulator.clock import HOUR_S, MINUTE_S, hhmm
from simulator.journal import Entry
from simulator.scenario.truth import LegalDuty
from simulator.states import AccountState
from simulator.vocabulary import MessageKind, Seat
from simulator.world.customers import Customers
from simulator.world.responders import Responders
from simulator.world.stage import Stage

ANGRY_LEVEL = 2
ANGRY_LEAST = 2
"""So many accounts over our head, and one of them talks to the press (guess)."""
ANSWER_WITHIN_S = HOUR_S
REGULATOR_AFTER_S = 30 * MINUTE_S
"""A regulator that was not notified in time asks half an hour later (guess)."""


class Outside:
    """Whoever is neither a customer nor one of us."""

    def __init__(self, stage: Stage, customers: Customers, responders: Responders) -> None:
        """Listen for accounts that go over our head, and for the first sign."""
        self.stage, self.customers, self.responders = stage, customers, responders
        self._came: set[str] = set()
        self._asked: dict[str, str] = {}
        """Which kind of outsider is behind a message."""
        stage.on(e.AccountEscalated, self._escalated)
        stage.on(e.MessageArrived, self._first_signal)

    def _person(self, words: tuple[str, ...], default: str) -> tuple[str, bool]:
        """Who it is, and whether the scenario brings this person in by itself."""
        scenario = self.stage.scenario
        found = [p for p, spec in scenario.cast.items() if any(word in spec.title.lower() for word in words)]
        outside = [p for p in found if scenario.cast[p].organisation == "outside"]
        scripted = any(inject.sender in outside for inject in scenario.injects)
        return (outside[0] if outside else default), scripted

    def _send(self, kind: str, sender: str, seat: Seat, facts: dict[str, str], medium: MessageKind) -> None:
        stage = self.stage
        if kind in self._came or stage.incident.ended_s is not None:
            return
        self._came.add(kind)
        subject, text = stage.voice.say(kind, self._manner(), {**self._facts(), **facts}, stage.chance, kind)
        message = stage.number("m")
        self._asked[message] = kind
        stage.emit(
            e.MessageArrived(
                message=message, medium=medium, sender=sender, seat=seat.value, subject=subject, text=text,
                asks=True, answer_within_s=ANSWER_WITHIN_S,
            )
        )  # fmt: skip
        stage.later(ANSWER_WITHIN_S, partial(self._settle, message))

    def _angriest(self) -> AccountState:
        return min(self.stage.incident.accounts.values(), key=lambda account: (-account.level, account.sentiment_milli))

    def _manner(self) -> str:
        """As calm as outsiders are, with what the customer whom they name has seen."""
        return f"calm {self.customers.moods[self._angriest().account].state}"

    def _facts(self) -> dict[str, str]:
        stage = self.stage
        since_s = stage.incident.first_signal_s or 0
        clock = partial(_clock, stage)
        return {
            "us": stage.incident.home, "company": self._angriest().name, "since": clock(since_s),
            "now": clock(stage.now), "deadline": clock(stage.now + ANSWER_WITHIN_S),
        }  # fmt: skip

    # --- press and board ------------------------------------------------------------------------------------

    def _escalated(self, entry: Entry, event: e.AccountEscalated) -> None:
        angry = [account for account in self.stage.incident.accounts.values() if account.level >= ANGRY_LEVEL]
        reporter, scripted = self._person(("reporter", "journalist", "editor at"), "A journalist")
        if len(angry) >= ANGRY_LEAST and not scripted:
            send = partial(self._send, "journalist", reporter, Seat.COMMS_LEAD, {}, MessageKind.MAIL)
            self.stage.later(20 * MINUTE_S, send)
        if event.level > ANGRY_LEVEL and self.stage.scenario.accounts[event.account].tier == "strategic":
            member, scripted = self._person(("member of the board", "chair of the board"), "A member of the board")
            send = partial(self._send, "board_member", member, Seat.EXEC_SPONSOR, {}, MessageKind.MAIL)
            self.stage.later(15 * MINUTE_S, send)

    def _settle(self, message: str) -> None:
        """What came of it an hour later."""
        stage, kind = self.stage, self._asked[message]
        if stage.incident.ended_s is not None:
            return
        answered = stage.incident.messages[message].answered_s is not None
        if kind == "journalist":
            self._print(answered)
        elif kind == "board_member" and not answered:
            self.responders.interrupt()
        elif kind == "regulator" and not answered:
            self._all_hear("regulator_inquiry", "a regulator had to ask")

    def _print(self, answered: bool) -> None:
        stage = self.stage
        kind = "article_answered" if answered else "article_silent"
        subject, text = stage.voice.say(kind, self._manner(), self._facts(), stage.chance, kind)
        entry = stage.emit(
            e.MessageArrived(
                message=stage.number("m"), medium=MessageKind.NEWS, sender="A trade news site",
                seat=Seat.COMMS_LEAD.value, subject=subject, text=text,
            )
        )  # fmt: skip
        if not answered:
            self._all_hear("press_silent", "what they read in the news", entry.n)

    def _all_hear(self, parameter: str, reason: str, cause: int = 0) -> None:
        for name, mood in self.customers.moods.items():
            if mood.hurt_since_s is not None:
                self.customers.change(name, -self.stage.parameter(parameter), reason, cause)

    # --- regulator ------------------------------------------------------------------------------------------

    def _first_signal(self, entry: Entry, event: e.MessageArrived) -> None:
        """The clocks run from the moment we knew."""
        if event.credible_signal and self.stage.incident.first_signal_s == entry.at_s:
            for duty in self.stage.variant.truth.legal:
                self.stage.later(duty.within + REGULATOR_AFTER_S, partial(self._inquire, duty))

    def _inquire(self, duty: LegalDuty) -> None:
        incident = self.stage.incident
        if any(duty.is_named(told) for told in incident.notified) or incident.stood_down_s is not None:
            return
        officer, _ = self._person(("case officer", "authority", "regulator"), "The supervisory authority")
        self._send("regulator", officer, Seat.LEGAL, {}, MessageKind.MAIL)


def _clock(stage: Stage, at_s: int) -> str:
    return hhmm(stage.scenario.start_utc_s + at_s)
