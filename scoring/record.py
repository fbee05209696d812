"""What a journal says, indexed for judging: whose acts, which signals, which promises, what was known when.

A record is built of journal entries alone. It knows neither truth nor runbook; the criteria bring them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, wraps
from typing import Any, Concatenate, Generic, NamedTuple, ParamSpec, Protocol, TypeVar

from simulator import events as e
from simulator.states import Promise
from simulator.vocabulary import Mode, Seat

E = TypeVar("E")
E_co = TypeVar("E_co", covariant=True)
Answer = TypeVar("Answer")
Asked = ParamSpec("Asked")


class Sent(Protocol):
    """A line of a journal, or an entry of the fold, with something that was sent."""

    @property
    def n(self) -> int: ...  # noqa: D102
    @property
    def at_s(self) -> int: ...  # noqa: D102
    @property
    def event(self) -> Any: ...  # noqa: D102


class Line(Sent, Protocol):
    """What a record needs of a journal entry."""

    @property
    def who(self) -> str: ...  # noqa: D102
    @property
    def cause(self) -> int: ...  # noqa: D102


class Seen(NamedTuple, Generic[E_co]):
    """One event with its place in the journal."""

    n: int
    """Number of the line."""
    at_s: int
    who: str
    """Person id of the sender; empty for the world."""
    cause: int
    """Number of the line whose input caused it; 0 = the world itself."""
    event: E_co


@dataclass(frozen=True, slots=True)
class PromiseSeen:
    """One promise: the line that made it, and how the drill's ledger has it."""

    made: Seen[e.PromiseMade]
    ledger: Promise


def kept(question: Callable[Concatenate[Record, Asked], Answer]) -> Callable[Concatenate[Record, Asked], Answer]:
    """Answer a question about a record once: for questions that rest on the record and their arguments alone."""

    @wraps(question)
    def answer(record: Record, /, *asked: Asked.args, **named: Asked.kwargs) -> Answer:
        key = (question, *asked, *named.items())
        if key not in record.answers:
            record.answers[key] = question(record, *asked, **named)
        return record.answers[key]  # type: ignore[no-any-return]

    return answer


@dataclass(frozen=True)
class Record:
    """A journal as the criteria read it."""

    player: str
    """Person id of the one who is judged; only their events earn points."""
    mode: Mode
    start_utc_s: int
    lines: tuple[Seen[Any], ...]
    by_kind: Mapping[type, tuple[Seen[Any], ...]]
    answers: dict[tuple[Any, ...], Any] = field(default_factory=dict, compare=False, repr=False)
    """What has been asked of this record before; see `kept`."""

    @classmethod
    def of(cls, header: Any, entries: Iterable[Line]) -> Record:
        """Index a journal.

        Args:
            header: Anything with `player`, `mode` and `start_utc_s`.
            entries: The journal's lines in order.
        """
        lines = tuple(Seen(x.n, x.at_s, x.who, x.cause, x.event) for x in entries)
        index: dict[type, list[Seen[Any]]] = defaultdict(list)
        for seen in lines:
            index[type(seen.event)].append(seen)
        by_kind = {kind: tuple(found) for kind, found in index.items()}
        return cls(header.player, Mode(header.mode), header.start_utc_s, lines, by_kind)

    def all(self, kind: type[E]) -> tuple[Seen[E], ...]:
        """Every event of a kind, in order."""
        return self.by_kind.get(kind, ())

    @kept
    def mine(self, kind: type[E]) -> tuple[Seen[E], ...]:
        """The judged person's events of a kind, in order."""
        return tuple(seen for seen in self.all(kind) if self.is_judged(seen.who))

    @cached_property
    def team(self) -> frozenset[str]:
        """Everybody who sat at a keyboard of a team drill; a team is judged as one player."""
        return frozenset(seen.event.person for seen in self.all(e.SeatTaken))

    def is_judged(self, who: str) -> bool:
        """True for the judged person, and for each member of a judged team."""
        return who == self.player or who in self.team

    def first(self, kind: type[E]) -> Seen[E] | None:
        """The judged person's first event of a kind."""
        return next(iter(self.mine(kind)), None)

    @cached_property
    def by_number(self) -> Mapping[int, Seen[Any]]:
        """Every line by its number."""
        return {seen.n: seen for seen in self.lines}

    # --- the cast -------------------------------------------------------------------------------------------

    @cached_property
    def started(self) -> e.DrillStarted | None:
        """Event 1: people and accounts."""
        return next((seen.event for seen in self.all(e.DrillStarted)), None)

    @cached_property
    def people(self) -> Mapping[str, e.Person]:
        """The cast by person id."""
        return {person.id: person for person in self.started.people} if self.started else {}

    @cached_property
    def companies(self) -> Mapping[str, e.Company]:
        """The accounts by id."""
        return {company.account: company for company in self.started.companies} if self.started else {}

    def company(self, account: str) -> str:
        """An account's name, or its id when the cast is unknown."""
        return self.companies[account].name if account in self.companies else account

    # --- time -----------------------------------------------------------------------------------------------

    @cached_property
    def finished(self) -> bool:
        """True when the journal says that the drill ended."""
        return bool(self.lines) and isinstance(self.lines[-1].event, e.DrillEnded)

    @property
    def end_s(self) -> int:
        """Second of the last line."""
        return self.lines[-1].at_s if self.lines else 0

    @cached_property
    def signal(self) -> Seen[e.MessageArrived] | None:
        """The first credible signal that the trainee could see."""
        return next((seen for seen in self.all(e.MessageArrived) if seen.event.credible_signal), None)

    @cached_property
    def declared(self) -> Seen[e.IncidentDeclared] | None:
        """The judged person's declaration."""
        return self.first(e.IncidentDeclared)

    @cached_property
    def closed(self) -> Seen[e.IncidentClosed] | None:
        """The judged person's close."""
        return self.first(e.IncidentClosed)

    @cached_property
    def restored(self) -> Seen[e.ImpactChanged] | None:
        """The last time that impact ended; None while it lasts or when there was none."""
        impacts = self.all(e.ImpactChanged)
        last: Seen[e.ImpactChanged] | None = None
        hurting = False
        for seen in impacts:
            if hurting and seen.event.restored:
                last = seen
            hurting = not seen.event.restored
        return None if hurting else last

    @cached_property
    def hurt(self) -> bool:
        """True when any account felt impact at some moment."""
        return any(not seen.event.restored for seen in self.all(e.ImpactChanged))

    def failing_at(self, at_s: int) -> Mapping[str, int]:
        """Permille of each account's work that failed at a second."""
        before = [seen for seen in self.all(e.ImpactChanged) if seen.at_s <= at_s]
        return before[-1].event.accounts_permille if before else {}

    def is_restored_at(self, at_s: int) -> bool:
        """True when nobody felt impact at a second."""
        before = [seen for seen in self.all(e.ImpactChanged) if seen.at_s <= at_s]
        return before[-1].event.restored if before else True

    def worst_permille(self, from_s: int, to_s: int) -> int:
        """The largest failing share of any account between two seconds, both included."""
        shares = [*self.failing_at(from_s).values()]
        for seen in self.all(e.ImpactChanged):
            if from_s < seen.at_s <= to_s:
                shares.extend(seen.event.accounts_permille.values())
        return max(shares, default=0)

    def felt_by(self, at_s: int, least_permille: int = 1) -> frozenset[str]:
        """The accounts that had felt impact by a second, or so much of it."""
        return frozenset(
            account
            for seen in self.all(e.ImpactChanged)
            if seen.at_s <= at_s
            for account, permille in seen.event.accounts_permille.items()
            if permille >= least_permille
        )

    # --- seats ----------------------------------------------------------------------------------------------

    def person(self, holder: str) -> str:
        """A holder as a person id; `you` is the judged person."""
        return self.player if holder == "you" else holder

    @cached_property
    def namings(self) -> tuple[Seen[e.RoleAssigned | e.RoleHandedOver], ...]:
        """The judged person's namings of seats, in order."""
        both: list[Seen[e.RoleAssigned | e.RoleHandedOver]] = [*self.mine(e.RoleAssigned)]
        both += self.mine(e.RoleHandedOver)
        return tuple(sorted(both, key=lambda seen: seen.n))

    def holders_at(self, at_s: int) -> dict[Seat, str]:
        """Who held which seat at a second, by the judged person's namings."""
        return {s.event.seat: self.person(s.event.holder) for s in self.namings if s.at_s <= at_s}

    def named(self, seat: Seat) -> Seen[e.RoleAssigned | e.RoleHandedOver] | None:
        """The first naming of a seat."""
        return next((seen for seen in self.namings if seen.event.seat is seat), None)

    # --- knowledge ------------------------------------------------------------------------------------------

    def known_at(self, at_s: int, key: str) -> tuple[Seen[e.FactLearned], ...]:
        """What the war room had learned under a key by a second."""
        return tuple(seen for seen in self._facts.get(key, ()) if seen.at_s <= at_s)

    @cached_property
    def _facts(self) -> Mapping[str, list[Seen[e.FactLearned]]]:
        """What the war room learned, by key."""
        facts: dict[str, list[Seen[e.FactLearned]]] = defaultdict(list)
        for seen in self.all(e.FactLearned):
            facts[seen.event.key].append(seen)
        return facts

    @cached_property
    def messages(self) -> Mapping[str, Seen[e.MessageArrived]]:
        """The inbox by message id."""
        return {seen.event.message: seen for seen in self.all(e.MessageArrived)}

    @cached_property
    def proposals(self) -> Mapping[str, Seen[e.CreditProposed]]:
        """The offers of credit by proposal id."""
        return {seen.event.proposal: seen for seen in self.all(e.CreditProposed)}

    def is_customer(self, message: e.MessageArrived) -> bool:
        """True when a customer's own person wrote it."""
        sender = self.people.get(message.sender)
        return bool(message.account) and sender is not None and sender.organisation == message.account

    def is_home(self, message: e.MessageArrived) -> bool:
        """True when one of our own people wrote it."""
        sender = self.people.get(message.sender)
        return sender is not None and sender.organisation == "home"

    def is_executive(self, message: e.MessageArrived) -> bool:
        """True when our own leadership wrote it: the sponsor, or people without a working seat or team."""
        if not self.is_home(message):
            return False
        sender = self.people[message.sender]
        return Seat.EXEC_SPONSOR in sender.seats or not (sender.seats or sender.team)

    @cached_property
    def promises(self) -> tuple[PromiseSeen, ...]:
        """The judged person's promises: made in a line that was theirs."""
        found = {
            made.event.promise: PromiseSeen(made, Promise.of(made.event, made.n, made.at_s))
            for made in self.all(e.PromiseMade)
            if made.event.said_in in self.by_number and self.is_judged(self.by_number[made.event.said_in].who)
        }
        ends: list[Seen[e.PromiseKept | e.PromiseBroken]] = [*self.all(e.PromiseKept), *self.all(e.PromiseBroken)]
        for end in ends:
            if end.event.promise in found:
                found[end.event.promise].ledger.end(end.event, end.cause, end.at_s)
        return tuple(found.values())

    def tasks_started(self) -> tuple[Seen[e.TaskStarted], ...]:
        """The tasks that the judged person started."""
        return self.mine(e.TaskStarted)

    def finish_of(self, task: str, *, after_s: int = 0) -> Seen[e.TaskFinished] | None:
        """The first successful end of a task at or after a second."""
        ends = (s for s in self.all(e.TaskFinished) if s.event.task == task and s.event.succeeded)
        return next((seen for seen in ends if seen.at_s >= after_s), None)
