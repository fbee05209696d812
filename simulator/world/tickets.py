"""Tickets: users of failing accounts write to support, the more so the less they know.

A Gamma-Poisson process in quarters of an hour. Its shape over time is measured on public reports of cloud outages
(rise to the peak in 45 minutes, domain.md §6.3); who is informed writes less, who was let down writes more (guesses).
Each user writes once, so an account has an end of its tickets, and one line of the journal holds a whole quarter.
"""

from __future__ import annotations

from simulator import events as e
from simulator.clock import MINUTE_S, hhmm
from simulator.effect import stated
from simulator.journal import Entry
from simulator.vocabulary import MessageKind, Seat
from simulator.world.customers import Customers, Mood
from simulator.world.stage import Stage
from simulator.world.system import RESTORED_BELOW_PERMILLE

QUARTER_S = 15 * MINUTE_S
PROFILE_PERMILLE = (60, 380, 800, 760, 550, 440, 310, 190, 120, 90, 70)
"""Share of the highest rate by quarters since the onset, measured; the last value stays while it fails."""
PROFILE_SUM = sum(PROFILE_PERMILLE)
AFTERMATH_QUARTERS = 4
"""How long after the repair users still write; the rate halves with each quarter (guess)."""
INFORMED_ANCHOR = 2
MILESTONES = (10, 50, 200, 1_000, 5_000, 20_000)
"""Support speaks up in the war room when so many tickets have come in."""


class Tickets:
    """What users of all accounts write to support."""

    def __init__(self, stage: Stage, customers: Customers) -> None:
        """Count from the first impact on; nothing is asked of accounts that do not fail."""
        self.stage, self.moods = stage, customers.moods
        self.informed: dict[str, bool] = {}
        """Whether the last public word said something that could be used."""
        self.began_s: dict[str, int] = {}
        self.ended_s: dict[str, int] = {}
        self.left = {name: self._users(mood) for name, mood in self.moods.items()}
        self.total = 0
        self._running = False
        self._person = next((p for p, spec in stage.scenario.cast.items() if Seat.SUPPORT in spec.seats), "support")
        stage.on(e.ImpactChanged, self._impact)
        stage.on(e.UpdatePosted, self._update)

    def _users(self, mood: Mood) -> int:
        """How many of an account's users would ever open a ticket."""
        users = mood.spec.users
        users = users if users is not None else self.stage.parameter(f"ticket_users_{mood.spec.tier}") // 1_000
        return users * self.stage.parameter("ticket_propensity") // 1_000

    def _impact(self, entry: Entry, event: e.ImpactChanged) -> None:
        for account, share in event.accounts_permille.items():
            if share >= RESTORED_BELOW_PERMILLE:
                self.began_s.setdefault(account, entry.at_s)
                self.ended_s.pop(account, None)
            elif account in self.began_s:
                self.ended_s.setdefault(account, entry.at_s)
        if self.began_s and not self._running:
            self._running = True
            self.stage.later(QUARTER_S, self._count)

    def _update(self, entry: Entry, event: e.UpdatePosted) -> None:
        if event.channel.is_external:
            for account in event.accounts or self.moods:
                self.informed[account] = event.reading.anchor >= INFORMED_ANCHOR

    # --- one quarter of an hour -----------------------------------------------------------------------------

    def _count(self) -> None:
        stage = self.stage
        self._running = False
        if stage.incident.ended_s is not None or stage.incident.stood_down_s is not None:
            return
        counts: dict[str, int] = {}
        for account in list(self.began_s):
            count = self._draw(account)
            if count:
                counts[account] = count
        if counts:
            self._tell(counts)
        if self.began_s:
            self._running = True
            stage.later(QUARTER_S, self._count)

    def _draw(self, account: str) -> int:
        """Tickets of one account in the last quarter; an account that has no more to say is dropped."""
        mean_milli, quiet = self._mean_milli(account), self.stage.now - self.ended_s.get(account, self.stage.now)
        if self.left[account] <= 0 or quiet >= AFTERMATH_QUARTERS * QUARTER_S:
            del self.began_s[account]
            self.ended_s.pop(account, None)
            return 0
        spread = self.stage.parameter("ticket_spread")
        count = self.stage.chance.gamma_poisson(mean_milli, spread, account, "tickets", self.stage.now // QUARTER_S)
        count = min(count, self.left[account])
        self.left[account] -= count
        return count

    def _mean_milli(self, account: str) -> int:
        """Expected tickets in thousandths: users x profile x share of work that fails x how they are kept informed."""
        since_s = self.stage.now - self.began_s[account]
        step = min(since_s // QUARTER_S - 1, len(PROFILE_PERMILLE) - 1)
        share = max(self.stage.incident.impact_permille.get(account, 0), RESTORED_BELOW_PERMILLE)
        mean_milli = self._users(self.moods[account]) * 1_000 * PROFILE_PERMILLE[max(step, 0)] // PROFILE_SUM
        mean_milli = mean_milli * share // 1_000 * self._urge_permille(account) // 1_000
        over_s = self.stage.now - self.ended_s.get(account, self.stage.now)
        return mean_milli >> min(over_s // QUARTER_S, 20)

    def _urge_permille(self, account: str) -> int:
        """Fewer write while a current word says something; more after a promised time has passed."""
        mood, parameter = self.moods[account], self.stage.parameter
        if mood.overdue:
            return parameter("ticket_let_down")
        truth = self.stage.variant.truth
        limit_s = self.stage.runbook.cadence.for_incident(truth.severity, truth.incident_class)
        if mood.contact_s is None or self.stage.now - mood.contact_s > limit_s:
            return 1_000
        informed = parameter("ticket_informed")
        return informed if self.informed.get(account) else (informed + 1_000) // 2

    # --- showing it -----------------------------------------------------------------------------------------

    def _tell(self, counts: dict[str, int]) -> None:
        before, self.total = self.total, self.total + sum(counts.values())
        entry = self.stage.emit(e.TicketsCounted(counts=counts, total=self.total))
        loudest = max(counts, key=lambda account: counts[account])
        self._show_one(loudest, counts[loudest], entry.n)
        for milestone in MILESTONES:
            if before < milestone <= self.total:
                name = self.stage.incident.accounts[loudest].name
                text = f"{self.total} tickets so far; {name} writes most. What may we tell them?"
                self.stage.emit(e.ColleagueSaid(person=self._person, seat=Seat.SUPPORT.value, text=text), cause=entry.n)

    def _show_one(self, account: str, count: int, cause: int) -> None:
        """One ticket of the quarter, as its user wrote it."""
        stage = self.stage
        temperament = stage.chance.pick(("calm", "blunt", "anxious"), account, "user", stage.now)
        manner, facts = f"{temperament} {stage.variant.truth.incident_class.value}", self._facts(account)
        if stage.voice.is_worn("ticket", manner, facts) or not stage.chance.happens(
            500_000, account, "shown", stage.now
        ):
            return
        company = facts["company"]
        subject, text = stage.voice.say("ticket", manner, facts, stage.chance, f"{account}-{stage.now}")
        now = hhmm(stage.scenario.start_utc_s + stage.now)
        others = f" ({count - 1} more like this from {company} by {now} UTC)" if count > 1 else ""
        stage.emit(
            e.MessageArrived(
                message=stage.number("m"), medium=MessageKind.TICKET, sender=f"A user at {company}", account=account,
                seat=Seat.SUPPORT.value, subject=subject, text=f"{text}{others}",
            ),
            cause=cause,
        )  # fmt: skip

    def _facts(self, account: str) -> dict[str, str]:
        """What a ticket may mention; `what` goes wrong, as the truth tells its scope, where that names a thing."""
        stage, began_s = self.stage, self.began_s.get(account, self.stage.now)
        told = [spec.text for spec in stage.variant.truth.scope if spec.pct and spec.at <= stage.now]
        own = stated(told[-1]) if told else None
        return {
            "company": stage.incident.accounts[account].name, "since": hhmm(stage.scenario.start_utc_s + began_s),
            "what": own.now if own else "",
        }  # fmt: skip
