"""The customer's eye: a drill as one account lived it. Only what reached them, when it did, and how they felt then."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from simulator import events as e
from simulator.states import customer_of
from simulator.vocabulary import Channel
from tui import panes
from tui.names import Names, channel, one_line, seat
from tui.rows import Row, Tone
from tui.view import Countdown, View

if TYPE_CHECKING:
    from simulator.incident import Incident
    from simulator.journal import Entry

NOTHING = Countdown("—", "", Tone.DIM)
BLIND = "They cannot see this."
Saw = Callable[[Any, str, Names], str]


def _update(ev: e.UpdatePosted, account: str, names: Names) -> str:
    public = ev.channel is Channel.STATUS_PAGE
    mailed = ev.channel is Channel.CUSTOMER_MAIL and (not ev.accounts or account in ev.accounts)
    return f"« {channel(ev.channel.value)}: {ev.text}" if public or mailed else ""


def _to_them(words: Callable[[Any], str]) -> Saw:
    return lambda ev, account, names: words(ev) if ev.account == account else ""


def _settled(ev: e.AccountSettled, account: str, names: Names) -> str:
    return f"  after 90 days: {ev.outcome}" if ev.account == account and not names.stopped_open else ""


_SAW: dict[type, Saw] = {
    e.UpdatePosted: _update,
    e.CustomerAcknowledged: _to_them(lambda ev: f"« a line to us: {ev.text}"),
    e.TeamSpoke: _to_them(lambda ev: f"« {seat(ev.team)} told us: {ev.text}"),
    e.ConfirmationAsked: _to_them(lambda ev: f"« they ask: {ev.text}"),
    e.CallScheduled: _to_them(lambda ev: f"« a call is offered: {ev.purpose}"),
    e.MessageArrived: _to_them(lambda ev: f"» we write: {ev.subject}. {ev.text}"),
    e.AccountEscalated: _to_them(lambda ev: f"! we escalate: {ev.text}"),
    e.SentimentChanged: _to_them(lambda ev: f"  mood {ev.sentiment_milli // 1_000}: {ev.reason}"),
    e.AccountSettled: _settled,
}
"""What reaches an account by its own field; answers, calls and credits are found by what they belong to."""


class Eye:
    """What one account saw of a drill; reads the lines once, in order."""

    def __init__(self, account: str, entries: Sequence[Entry], names: Names) -> None:
        """Go through a journal with one account's eyes."""
        self.account, self._names = account, names
        self._theirs: set[str] = set()
        """Ids of messages, calls and credits that are about them."""
        self._people: dict[str, e.Person] = {}
        self._seen = [(entry.n, row) for entry in entries if (row := self._row(entry)) is not None]

    def rows(self, n: int) -> tuple[Row, ...]:
        """What they had seen when there were `n` lines."""
        return tuple(row for line, row in self._seen if line <= n)

    def _row(self, entry: Entry) -> Row | None:
        event = entry.event
        if isinstance(event, e.DrillStarted):
            self._people = {person.id: person for person in event.people}
        if isinstance(event, e.MessageArrived) and not customer_of(event, self._people):
            return None
        tell = _SAW.get(type(event))
        words = tell(event, self.account, self._names) if tell else self._indirect(event)
        if getattr(event, "account", "") == self.account:
            self._theirs |= {getattr(event, name) for name in ("message", "call", "proposal") if hasattr(event, name)}
        if not words:
            return None
        tone = Tone.CRITICAL if words.startswith("!") else Tone.DIM if words.startswith("  ") else Tone.PLAIN
        head = ((f"{self._names.clock(entry.at_s)} ", Tone.DIM),)
        return Row(f"entry:{entry.n}", head, one_line(words, 600) if tone is not Tone.DIM else words, tone, lines=4)

    def _indirect(self, event: object) -> str:
        """Answers to their mails, calls that were held or missed, credits told."""
        if isinstance(event, e.Replied) and event.message in self._theirs:
            return f"« an answer: {event.text}"
        if isinstance(event, e.CallHeld) and event.call in self._theirs:
            return f"« on the call: {event.notes}"
        if isinstance(event, e.CallMissed) and event.call in self._theirs:
            return "! nobody came to the call"
        if isinstance(event, e.CreditGranted) and event.proposal in self._theirs:
            return f"« a credit: {event.text}"
        return ""


def seen_view(view: View, eye: Eye, n: int, incident: Incident) -> View:
    """The war room's view, cut down to what an account could see of it."""
    account = incident.accounts[eye.account]
    mood = f"mood {account.sentiment_milli // 1_000}{panes.arrow(account)}"
    header = replace(
        view.header, severity="EYE", rank=0, title=f"As {account.name} lived it", phase=mood.upper(),
        next_update=NOTHING, next_brief=NOTHING, ic="—", comms="—", unread="0", mood=mood.removeprefix("mood "),
    )  # fmt: skip
    own = tuple(row for row in view.accounts if row.id == f"account:{eye.account}")
    return replace(
        view, header=header, accounts=own, timeline=eye.rows(n), signals=(), due=(), inbox=(), channel=(), tasks=(),
        roles=(), promises=(), facts=(), decisions=(), credits=(), needs=(),
    )  # fmt: skip
