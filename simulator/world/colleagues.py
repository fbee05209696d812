"""Colleagues: what becomes known, what Sales and Support say on their own; and customers who confirm."""

from __future__ import annotations

from collections import Counter
from functools import partial

from simulator import events as e
from simulator.clock import hhmm
from simulator.journal import Entry
from simulator.placeholder import fill
from simulator.vocabulary import MessageKind, Seat
from simulator.world.asking import staff_of
from simulator.world.customers import Customers
from simulator.world.letters import Letters
from simulator.world.lookup import Lookup, Watch
from simulator.world.stage import Stage
from simulator.world.system import RESTORED_BELOW_PERMILLE

NARRATIVE_EVERY_S = 900
SETTLED_S = 600
"""A customer confirms only after ten quiet minutes (guess)."""


class Facts:
    """What the war room learns, and when."""

    def __init__(self, stage: Stage, lookup: Lookup) -> None:
        """Watch the variant's facts."""
        self.stage = stage
        self.facts = stage.variant.truth.facts
        self.watch = Watch(lookup, {name: fact.when for name, fact in self.facts.items()})
        stage.each_beat(self._beat)

    def _beat(self, at_s: int) -> None:
        for name in self.watch.due():
            fact = self.facts[name]
            self.stage.emit(
                e.FactLearned(fact=name, key=fact.key, value=fact.value, text=fill(fact.text, self.stage.names))
            )


class Narratives:
    """Teams without a holding line tell customers their own story (domain.md §6.5; all figures guesses).

    A team believes that it will soon be over. Whoever was told so waits for that time, and is let down by it.
    """

    TEAMS = (Seat.SALES, Seat.CS, Seat.SUPPORT)
    STORIES_MOST = 3
    """How often one team tells one account its own story."""

    def __init__(self, stage: Stage, customers: Customers, letters: Letters) -> None:
        """Look every quarter of an hour; a holding line lasts half as long as customers wait for an update."""
        self.stage, self.customers, self.letters = stage, customers, letters
        truth = stage.variant.truth
        self.fresh_s = stage.runbook.cadence.for_incident(truth.severity, truth.incident_class) // 2
        self.told: Counter[tuple[Seat, str]] = Counter()
        self.let_down: set[str] = set()
        """Accounts that have learned what such a time is worth."""
        stage.each_beat(self._beat)

    def _beat(self, at_s: int) -> None:
        incident = self.stage.incident
        if (
            at_s % NARRATIVE_EVERY_S
            or incident.first_signal_s is None
            or incident.restored
            or incident.closed_s is not None
        ):
            return
        last_s = incident.last_holding_s
        fresh = last_s is not None and at_s - last_s < self.fresh_s
        waited = at_s - incident.first_signal_s >= self.fresh_s
        speak_ppm = self.stage.parameter("narrative_held_ppm" if fresh else "narrative_silent_ppm") // 1_000
        for team in self.TEAMS if waited else ():
            if self.stage.chance.happens(speak_ppm, team.value, "speaks", at_s):
                self._speak(team, at_s, fresh)

    def _speak(self, team: Seat, at_s: int, fresh: bool) -> None:
        stage, incident = self.stage, self.stage.incident
        hurt = [a for a, share in incident.impact_permille.items() if share >= RESTORED_BELOW_PERMILLE]
        account = stage.chance.pick(hurt, team.value, "account", at_s) if hurt else ""
        if not account or self.told[team, account] >= self.STORIES_MOST:
            return
        self.told[team, account] += 1
        odds_ppm = stage.parameter("narrative_contradicts_ppm") // 1_000
        contradicts = not fresh and stage.chance.happens(odds_ppm, team.value, "contradicts", at_s)
        person = next((p.id for p in incident.people.values() if team.value in p.seats), team.value)
        optimism_s = 1_200 + 300 * stage.chance.below(4, team.value, "optimism", at_s)
        self.spread(team, person, account, at_s + optimism_s, contradicts=contradicts)

    def spread(
        self, team: Seat, person: str, account: str, over_s: int, *, contradicts: bool, eta: bool = False
    ) -> None:
        """Tell an account something in our name.

        Args:
            team: Whose story it is.
            person: Who tells it.
            account: To whom.
            over_s: The drill second at which it will be over, says the story.
            contradicts: Whether it differs from what the war room knows.
            eta: Name that time although it contradicts nothing (it was said in the war room).
        """
        stage = self.stage
        facts = {
            "company": stage.incident.accounts[account].name,
            "soon": hhmm(stage.scenario.start_utc_s + over_s),
            "now": hhmm(stage.scenario.start_utc_s + stage.now),
        }
        names_time = contradicts or eta
        kind = "narrative_wrong" if names_time else "narrative_vague"
        _, text = stage.voice.say(kind, "calm", facts, stage.chance, f"{team.value}-{stage.now}-{account}")
        stage.emit(
            e.TeamSpoke(
                team=team.value,
                person=person,
                account=account,
                text=text,
                key="eta" if names_time else "",
                value=facts["soon"] if names_time else "",
                contradicts=contradicts,
            )
        )
        if names_time:
            grace_s = stage.runbook.promise_grace_s
            wait_s = max(60, over_s + grace_s - stage.now)
            stage.later(wait_s, partial(self._was_wrong, account, team.value, person, facts["soon"]))

    def _was_wrong(self, account: str, team: str, person: str, promised: str) -> None:
        incident = self.stage.incident
        failing = incident.impact_permille.get(account, 0) >= RESTORED_BELOW_PERMILLE
        if failing and incident.ended_s is None and account not in self.let_down:
            self.let_down.add(account)
            cost = self.stage.parameter("team_eta_missed")
            self.customers.change(account, -cost, "a time that a colleague of yours named has passed")
            self.letters.team_was_wrong(account, team, person, promised)


class Confirmations:
    """Customers answer the question whether it works for them."""

    def __init__(self, stage: Stage, customers: Customers) -> None:
        """Listen for the question."""
        self.stage, self.moods = stage, customers.moods
        stage.on(e.ConfirmationAsked, self._asked)

    def _asked(self, entry: Entry, event: e.ConfirmationAsked) -> None:
        median_s = self.stage.parameter("confirmation_min") * 60 // 1_000
        wait_s = self.stage.chance.lognormal(median_s, 500, event.account, "confirmation", entry.n)
        self.stage.later(max(60, wait_s), lambda: self._answer(event.account, entry.n))

    def _answer(self, account: str, asked_in: int) -> None:
        stage, incident = self.stage, self.stage.incident
        if incident.ended_s is not None:
            return
        failing = incident.impact_permille.get(account, 0) >= RESTORED_BELOW_PERMILLE
        state = self.moods[account].state
        quiet = state == "unhurt" or incident.restored_s is None or stage.now - incident.restored_s >= SETTLED_S
        works = not failing and quiet
        contact = next((p for p in incident.people.values() if p.organisation == account), None)
        facts = {
            "company": incident.accounts[account].name,
            "us": incident.home,
            "contact": contact.name if contact else "",
            "staff": staff_of(contact.title if contact else ""),
        }
        kind = "confirms" if works else "still_failing"
        temperament = stage.scenario.cast[contact.id].temperament if contact else "calm"
        subject, text = stage.voice.say(kind, f"{temperament} {state}", facts, stage.chance, f"{account}-{asked_in}")
        stage.emit(
            e.MessageArrived(
                message=stage.number("m"),
                medium=MessageKind.MAIL,
                sender=contact.id if contact else "outside",
                account=account,
                seat="cs",
                subject=subject,
                text=text,
                confirms=works,
            )
        )
