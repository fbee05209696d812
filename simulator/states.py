"""The parts of an incident as the fold keeps them: record, tasks, messages, posts, promises, accounts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from simulator import events as e
from simulator.vocabulary import IncidentClass, Phase, Severity, TaskState

PHASES = tuple(Phase)


@dataclass(slots=True)
class RecordState:
    """The incident record: id, severity, owners (see roles), start, status, scope."""

    incident: str = ""
    severity: Severity | None = None
    incident_class: IncidentClass | None = None
    scope: str = ""
    status: str = ""
    impact_start_s: int | None = None
    declared_s: int | None = None


@dataclass(slots=True)
class TaskRun:
    """Where one task stands."""

    task: str
    state: TaskState = TaskState.OPEN
    owner: str = ""
    started_s: int = 0
    time_box_s: int = 0
    eta_s: int = 0
    ended_s: int = 0
    result: str = ""
    moved: bool = True
    """False when it was done and changed nothing: it may have come too early, and can be given again."""


@dataclass(slots=True)
class Message:
    """One item of the inbox."""

    id: str
    at_s: int
    event: e.MessageArrived
    answered_s: int | None = None


def customer_of(message: e.MessageArrived, people: Mapping[str, e.Person]) -> str:
    """The account whose own people wrote a message; empty for a colleague's word about a customer.

    Whoever is not of the cast, such as a user with a ticket, writes for the account that the message names.
    """
    sender = people.get(message.sender)
    return message.account if sender is None or sender.organisation == message.account else ""


class Filed(Protocol):
    """A message or a proposal as a fold or a record keeps it: with the event that brought it."""

    @property
    def event(self) -> Any: ...  # noqa: D102


def told_alone(
    event: e.AnyEvent, messages: Mapping[str, Filed], proposals: Mapping[str, Filed], people: Mapping[str, e.Person]
) -> str:
    """The account that got this as a message of its own: an answer, an acknowledgement, a credit or a question.

    Empty for everything else, and for an answer to a colleague.
    """
    match event:
        case e.Replied():
            return customer_of(messages[event.message].event, people) if event.message in messages else ""
        case e.CreditGranted():
            return str(proposals[event.proposal].event.account) if event.proposal in proposals else ""
        case e.CustomerAcknowledged() | e.ConfirmationAsked():
            return event.account
    return ""


@dataclass(slots=True)
class Posted:
    """One update, brief or reply that went out."""

    n: int
    at_s: int
    who: str
    seat: str
    event: (
        e.UpdatePosted | e.BriefPosted | e.Replied | e.TeamSpoke
        | e.CreditGranted | e.CustomerAcknowledged | e.ConfirmationAsked
    )  # fmt: skip


@dataclass(slots=True)
class Promise:
    """Something with a time in it, and what became of it."""

    id: str
    what: str
    channel: str
    account: str
    due_s: int
    made_s: int
    n: int
    """Number of the line that made it."""
    state: str = "open"
    ended_by: int = 0
    """Number of the line that kept it; 0 = the world, or nothing yet."""
    ended_s: int | None = None

    @classmethod
    def of(cls, made: e.PromiseMade, n: int, at_s: int) -> Promise:
        """The promise that a line made."""
        return cls(made.promise, made.what, made.channel, made.account, made.due_s, at_s, n)

    def end(self, end: e.PromiseKept | e.PromiseBroken, cause: int, at_s: int) -> None:
        """Note how it ended."""
        self.state = "kept" if isinstance(end, e.PromiseKept) else "broken"
        self.ended_by, self.ended_s = cause, at_s


def hears_again(account: str, reader: str, *, made_s: int, due_s: int, at_s: int, last: bool = False) -> bool:
    """Whether those who were promised news have heard again.

    What everybody can read keeps a word that was given to one customer, or to colleagues, only in the last half of the
    time that was promised: sooner it is no answer to them, and nobody would take it for one. The last word to everybody
    closes what anybody was promised.

    Args:
        account: Who was promised it: an account, `*` for everybody outside, `inside` for colleagues.
        reader: Who can read what was sent, in the same words.
        made_s: When it was promised.
        due_s: The time that was promised.
        at_s: When something was sent.
        last: It closes the incident for everybody.
    """
    return account == reader or (reader == "*" and (last or 2 * at_s >= made_s + due_s))


@dataclass(slots=True)
class AccountState:
    """How one customer stands."""

    account: str
    name: str
    tier: str
    sentiment_milli: int
    start_milli: int
    churn_ppm: int
    base_ppm: int
    trust_permille: int = 1000
    reason: str = ""
    previous_milli: int = 0
    level: int = 0
    confirmed: bool = False
    history: list[tuple[int, int]] = field(default_factory=list)


@dataclass(slots=True)
class Credit:
    """One proposal and its way."""

    id: str
    event: e.CreditProposed
    asked_s: int
    state: str = "asked"
    reason: str = ""


@dataclass(slots=True)
class Row:
    """One line of the timeline or the channel: when, who, what."""

    n: int
    at_s: int
    who: str
    text: str
    kind: str


def phase_of(done: tuple[bool, ...]) -> tuple[Phase, bool]:
    """The first phase whose mark is open, and whether a later mark was reached before it."""
    current = done.index(False) if False in done else len(done) - 1
    return PHASES[current], any(done[current + 1 :]) and not done[current]
