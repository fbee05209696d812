"""Words for ids: people, accounts, tasks, seats and moments as a person in the war room would say them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from simulator.afterwards import stopped_open
from simulator.cells import cut, cut_at_word
from simulator.clock import hhmm
from simulator.vocabulary import Seat, Severity, promised, titled
from simulator.writer import writer

if TYPE_CHECKING:
    from simulator.events import CreditProposed, MessageArrived
    from simulator.incident import Incident
    from simulator.scenario import Scenario
    from simulator.states import Promise
    from simulator.vocabulary import MessageKind
    from tui.session import DrillLike

SHORT_SEATS = {
    Seat.IC: "IC",
    Seat.COMMS_LEAD: "Comms",
    Seat.TECH_LEAD: "Tech",
    Seat.SCRIBE: "Scribe",
    Seat.EXEC_SPONSOR: "Exec",
    Seat.CS: "CS",
    Seat.SALES: "Sales",
    Seat.SUPPORT: "Support",
    Seat.LEGAL: "Legal",
    Seat.SECURITY: "Security",
}
SHORT_CHANNELS = {
    "status_page": "status page",
    "customer_mail": "customer mail",
    "holding_line": "holding line",
    "war_room": "war room",
    "reply": "reply",
}
LEAST_NAME, MOST_NAME = 4, 14
LABELS = {"sla_credit": "SLA credit", "post_mortem": "post-mortem"}


class Names:
    """Looks ids up in one drill; an unknown id is shown as it is."""

    def __init__(
        self, incident: Incident | None = None, scenario: Scenario | None = None, player: str = "you",
        titles: Mapping[str, str] | None = None,
    ) -> None:  # fmt: skip
        """Bind to a drill; without one, ids stay as they are.

        Args:
            incident: What has happened.
            scenario: What may happen.
            player: Person id of the trainee.
            titles: The runbook's titles of those who approve.
        """
        self.player = player
        self._incident, self._scenario, self._titles = incident, scenario, titles or {}

    @property
    def in_team(self) -> bool:
        """Whether several people play: then it counts who said something."""
        return bool(self._incident and self._incident.team)

    def plays(self, who: str) -> bool:
        """Whether somebody is a player: alone the trainee is, in a team whoever took a seat."""
        return not self._incident or not self._incident.team or who in self._incident.team

    @property
    def stopped_open(self) -> bool:
        """Whether the drill was ended with its incident open, so that nobody knows what came afterwards."""
        return self._incident is not None and stopped_open(self._incident)

    @property
    def home(self) -> str:
        """Our own company."""
        return self._incident.home if self._incident else "home"

    def person(self, person: str) -> str:
        """A person's name; `you` for the trainee."""
        if person == self.player:
            return "you"
        known = self._incident.people.get(person) if self._incident else None
        return known.name if known else person

    def owner(self, written: str) -> str:
        """Who answers for something, as it was written down: the id of a seat or of a person in words."""
        known = self._incident.people.get(written) if self._incident else None
        return known.name if known else titled(written)

    def decided(self, given: str) -> str:
        """Who approved a decision: a seat by its own title, which the runbook's wording for contract terms is not."""
        return titled(given) if given in set(Seat) else self.approver(given)

    def approver(self, given: str) -> str:
        """Who approves a credit: people by name, seats and ranks by title, anything else as written."""
        known = self._titles.get(given) or self.owner(given)
        return "nobody" if not given else known if known != given else label(given)

    def with_title(self, person: str) -> str:
        """A person's name and what they are, e.g. `Ann Lee, Database engineer`."""
        known = self._incident.people.get(person) if self._incident else None
        if known is None or known.name == known.title:
            return self.person(person)
        return f"{known.name}, {known.title}"

    def holder(self, person: str, held: Seat) -> str:
        """Who holds a seat: name and title, but the seat's own title, which stands beside it, is not said again."""
        return self.with_title(person).removesuffix(f", {held.title}")

    def sender(self, person: str, account: str = "", medium: MessageKind | None = None) -> str:
        """Who a message is from: name, and company or title; an account without a contact is somebody there."""
        known = self._incident.people.get(person) if self._incident else None
        if known is None:
            return writer(person, self.account(account), medium)
        if known.organisation in ("home", "outside"):
            return f"{known.name}, {known.title}"
        return f"{known.name}, {self.account(known.organisation)}"

    def subject(self, text: str, account: str = "") -> str:
        """A subject next to its sender, without naming the sender's company twice."""
        whole = text.removeprefix(f"{self.account(account)}: ") if account else text
        return whole if whole == text else whole[:1].upper() + whole[1:]

    def mail(self, event: MessageArrived) -> str:
        """A message in one line: its sender and its subject."""
        return f"{self.wrote(event)}: {self.subject(event.subject, event.account)}"

    def wrote(self, event: MessageArrived) -> str:
        """Who wrote a message: name, and company or title."""
        return self.sender(event.sender, event.account, event.medium)

    def account(self, account: str) -> str:
        """A company's name."""
        known = self._incident.accounts.get(account) if self._incident else None
        return known.name if known else account

    def accounts(self, accounts: Iterable[str]) -> str:
        """Several companies; `all customers` for none named."""
        return ", ".join(self.account(account) for account in accounts) or "all customers"

    def promised(self, made: Promise) -> str:
        """What was promised to whom: colleagues, everybody, or one company."""
        named = {"inside": "colleagues", "": "everybody", "*": "everybody"}
        whom = named.get(made.account) or self.account(made.account)
        return f"{promised(made.what)} {'with' if made.what == 'call' else 'to'} {whom}"

    def promise(self, promise: str) -> str:
        """What was promised to whom, by when and where, e.g. `update to everybody by 14:05 (status page)`."""
        known = self._incident.promises.get(promise) if self._incident else None
        if known is None:
            return promise
        where = "" if known.what == "call" else f" ({channel(known.channel)})"
        return f"{self.promised(known)} by {self.clock(known.due_s)}{where}"

    def credit(self, proposal: str) -> str:
        """What was proposed for whom, e.g. `SLA credit $4,000 for Ash Co`."""
        known = self._incident.credits.get(proposal) if self._incident else None
        return f"{offer(known.event)} for {self.account(known.event.account)}" if known else proposal

    def task(self, task: str) -> str:
        """A task's title."""
        known = self._scenario.tasks.get(task) if self._scenario else None
        return known.title if known else task

    def source(self, source: str) -> str:
        """What evidence comes from: a signal, a task, or a document."""
        if self._scenario and source in self._scenario.signals:
            return self._scenario.signals[source].title
        return self.task(source)

    def clock(self, at_s: int) -> str:
        """The UTC clock at a drill second, e.g. `14:05`."""
        return hhmm((self._scenario.start_utc_s if self._scenario else 0) + at_s)


def names_of(drill: DrillLike) -> Names:
    """The words for the ids of a drill."""
    return Names(drill.incident, drill.scenario, drill.player, drill.runbook.approver_titles)


def midway(who: str) -> str:
    """Somebody without a name, in the middle of a sentence."""
    return who[0].lower() + who[1:] if who.startswith(("Somebody ", "A ", "The ")) else who


def seat(value: str) -> str:
    """A seat in one short word, e.g. `Comms`."""
    return SHORT_SEATS[Seat(value)] if value in {s.value for s in Seat} else value


def severity(value: Severity | None) -> str:
    """`SEV-1`, or `SEV-?` while nothing is declared."""
    return value.title if value else "SEV-?"


def channel(value: str) -> str:
    """Where words went, e.g. `status page`."""
    return SHORT_CHANNELS.get(value, value)


def label(value: str) -> str:
    """An enumeration's value as words."""
    return LABELS.get(value, value.replace("_", " "))


def money(cents: int) -> str:
    """An amount in dollars, e.g. `$4,000` or `$4,000.50`."""
    whole, rest = divmod(cents, 100)
    return f"${whole:,}" + (f".{rest:02}" if rest else "")


def offer(ev: CreditProposed) -> str:
    """What a proposal offers, e.g. `SLA credit $4,000` or `term extension 30 days`."""
    return f"{label(ev.credit.value)} {money(ev.amount_cents) if ev.amount_cents else f'{ev.days} days'}"


def milli(value: int) -> str:
    """Thousandths as a short number: three figures are enough for a screen."""
    if abs(value) >= 100_000:
        return str(round(value / 1_000))
    return f"{value / 1_000:.1f}".removesuffix(".0")


def one_line(text: str, limit: int = 200) -> str:
    """A text without line breaks in so many cells, cut at a word when it is long."""
    return cut_at_word(" ".join(text.split()), limit)


def short_name(name: str) -> str:
    """A company in a word or two, for a line that has little room: a bare `OOO` or `The` says nothing."""
    first, *more = name.split()
    while more and len(first) < LEAST_NAME:
        first += f" {more.pop(0)}"
    return cut(first.rstrip(","), MOST_NAME)
