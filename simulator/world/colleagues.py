"""Colleagues: what becomes known, what Sales and Support say on their own, executives, approvers and confirmations."""

from __future__ import annotations

from simulator import events as e
from simulator.clock import hhmm
from simulator.journal import Entry
from simulator.placeholder import fill
from simulator.vocabulary import CreditKind, InterruptKind, MessageKind, Seat
from simulator.world.lookup import Lookup, Watch
from simulator.world.responders import Responders
from simulator.world.stage import Stage
from simulator.world.system import RESTORED_BELOW_PERMILLE

NARRATIVE_EVERY_S = 900
INTERRUPT_EVERY_S = 300
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
    """Teams without a holding line tell customers their own story (domain.md §6.5; all figures guesses)."""

    TEAMS = (Seat.SALES, Seat.CS, Seat.SUPPORT)

    def __init__(self, stage: Stage) -> None:
        """Look every quarter of an hour; a holding line lasts half as long as customers wait for an update."""
        self.stage = stage
        truth = stage.variant.truth
        self.fresh_s = stage.runbook.cadence.for_incident(truth.severity, truth.incident_class) // 2
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
        if not hurt:
            return
        account = stage.chance.pick(hurt, team.value, "account", at_s)
        odds_ppm = stage.parameter("narrative_contradicts_ppm") // 1_000
        contradicts = not fresh and stage.chance.happens(odds_ppm, team.value, "contradicts", at_s)
        person = next((p.id for p in incident.people.values() if team.value in p.seats), team.value)
        facts = {"company": incident.accounts[account].name, "soon": hhmm(stage.scenario.start_utc_s + at_s + 1_200)}
        kind = "narrative_wrong" if contradicts else "narrative_vague"
        _, text = stage.voice.say(kind, "calm", facts, stage.chance, f"{team.value}-{at_s}")
        stage.emit(
            e.TeamSpoke(
                team=team.value,
                person=person,
                account=account,
                text=text,
                key="eta" if contradicts else "",
                value=facts["soon"] if contradicts else "",
                contradicts=contradicts,
            )
        )


class Executives:
    """Our own executives interrupt when they have not heard (domain.md §6.4; rates are guesses).

    While a brief is younger than the runbook's interval nobody needs to ask; the injects of the scenario come on top.
    """

    KINDS = (
        InterruptKind.DEMANDS_ETA,
        InterruptKind.WANTS_LIST,
        InterruptKind.OVERRIDE,
        InterruptKind.SEVERITY_DEBATE,
        InterruptKind.DEMORALISE,
    )

    def __init__(self, stage: Stage, responders: Responders) -> None:
        """Look every five minutes."""
        self.stage, self.responders = stage, responders
        stage.each_beat(self._beat)

    def _beat(self, at_s: int) -> None:
        incident = self.stage.incident
        if at_s % INTERRUPT_EVERY_S or not incident.declared or incident.restored or incident.first_signal_s is None:
            return
        heard_s = incident.briefs[-1].at_s if incident.briefs else None
        limit_s = self.stage.runbook.brief_every_s if heard_s is not None else self.stage.runbook.brief_first_s
        if at_s - (heard_s if heard_s is not None else incident.first_signal_s) <= limit_s:
            return
        rate_ppm = self.stage.parameter("exec_interrupt_per_h") * 1_000 * INTERRUPT_EVERY_S // 3_600
        if self.stage.chance.happens(rate_ppm, "executives", "interrupt", at_s):
            self._interrupt(at_s)

    def _interrupt(self, at_s: int) -> None:
        stage = self.stage
        kind = stage.chance.pick(self.KINDS, "executives", "kind", at_s)
        boss = next((p for p in stage.incident.people.values() if Seat.EXEC_SPONSOR.value in p.seats), None)
        facts = {"us": stage.incident.home}
        subject, text = stage.voice.say(f"interrupt_{kind.value}", "blunt", facts, stage.chance, str(at_s))
        stage.emit(
            e.MessageArrived(
                message=stage.number("m"),
                medium=MessageKind.CHAT,
                sender=boss.id if boss else "executive",
                seat="ic",
                subject=subject,
                text=text,
                asks=True,
                answer_within_s=1_800,
                interrupt=kind,
            )
        )
        self.responders.interrupt()


class Approvers:
    """Credits and extensions go to whoever may approve them, and that takes time."""

    def __init__(self, stage: Stage) -> None:
        """Listen for proposals."""
        self.stage = stage
        stage.on(e.CreditProposed, self._ask)

    def _ask(self, entry: Entry, event: e.CreditProposed) -> None:
        median_s = self.stage.parameter("approval_min") * 60 // 1_000
        wait_s = self.stage.chance.lognormal(median_s, 400, event.account, "approval", event.proposal)
        self.stage.later(max(60, wait_s), lambda: self._decide(event))

    def _decide(self, event: e.CreditProposed) -> None:
        if self.stage.incident.ended_s is None:
            reason = self._objection(event)
            self.stage.emit(e.CreditDecided(proposal=event.proposal, approved=not reason, reason=reason or "Approved."))

    def _may(self, title: str, needed: str) -> bool:
        """Whoever stands higher in the matrix may decide what a lower one may."""
        ranks = list(dict.fromkeys(rule.approver for rule in self.stage.runbook.approvals.rules))
        return title == needed or (title in ranks and needed in ranks and ranks.index(title) > ranks.index(needed))

    def _objection(self, event: e.CreditProposed) -> str:
        """Why the approver says no; empty = yes."""
        stage = self.stage
        fee = stage.scenario.accounts[event.account].monthly_fee
        needed = stage.runbook.approvals.approver_for(event.credit.value, event.amount_cents, fee, days=event.days)
        if not self._may(event.approver, needed):
            return f"Not mine to approve: this needs {stage.runbook.approver_titles[needed]}."
        right = stage.variant.truth.credit.get(event.account)
        if event.credit is CreditKind.SLA_CREDIT:
            if right is None or right.credit is not CreditKind.SLA_CREDIT:
                return "Finance finds no service level that was missed under this contract."
            if not right.least <= event.amount_cents <= right.most:
                return "The amount does not match the contract's schedule; calculate it again."
        return ""


class Confirmations:
    """Customers answer the question whether it works for them."""

    def __init__(self, stage: Stage) -> None:
        """Listen for the question."""
        self.stage = stage
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
        quiet = incident.restored_s is None or stage.now - incident.restored_s >= SETTLED_S
        works = not failing and quiet
        contact = next((p for p in incident.people.values() if p.organisation == account), None)
        facts = {
            "company": incident.accounts[account].name,
            "us": incident.home,
            "contact": contact.name if contact else "",
        }
        kind = "confirms" if works else "still_failing"
        temperament = stage.scenario.cast[contact.id].temperament if contact else "calm"
        subject, text = stage.voice.say(kind, temperament, facts, stage.chance, f"{account}-{asked_in}")
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
