"""Leadership: executives who interrupt when they have not heard, and approvers who take their time.

Guesses throughout; how each is met has an effect on the engineers, on customers, and on money.
"""

from __future__ import annotations

from functools import partial

from simulator import events as e
from simulator.clock import hhmm
from simulator.journal import Entry
from simulator.money import format_cents
from simulator.scenario.truth import RightCredit
from simulator.vocabulary import CreditKind, InterruptKind, MessageKind, Seat
from simulator.world.colleagues import Narratives
from simulator.world.responders import Responders
from simulator.world.stage import Stage
from simulator.world.system import RESTORED_BELOW_PERMILLE

INTERRUPT_EVERY_S = 300
SWOOP_ANSWER_S = 1_800
"""How long an executive waits for an answer."""
CALM_S = 1_800
"""How long a straight answer keeps executives quiet (guess)."""
REPEATED_AFTER_S = 300
"""So soon an executive passes a repair time on (guess)."""
IGNORED_TOO_OFTEN = 3
LEADERSHIP = ("vp_cs", "cfo", "exec_sponsor")
"""Approvers who belong to leadership; a manager does not mind."""


class Executives:
    """Our own executives interrupt when they have not heard (domain.md §6.4; rates are guesses).

    While a brief is younger than the runbook's interval nobody needs to ask; the injects of the scenario come on top.
    Whoever gets no answer in time goes to the engineers, which costs every running task; whoever gets a repair time
    repeats it to a customer; whoever gets a straight answer keeps quiet for half an hour.
    """

    KINDS = (
        InterruptKind.DEMANDS_ETA,
        InterruptKind.WANTS_LIST,
        InterruptKind.OVERRIDE,
        InterruptKind.SEVERITY_DEBATE,
        InterruptKind.DEMORALISE,
    )

    def __init__(self, stage: Stage, responders: Responders, narratives: Narratives) -> None:
        """Look every five minutes."""
        self.stage, self.responders, self.narratives = stage, responders, narratives
        self.ignored = 0
        """How many interruptions got no answer in time."""
        self._calm_until_s = 0
        stage.each_beat(self._beat)
        stage.on(e.MessageArrived, self._came)
        stage.on(e.Replied, self._answered)

    def _beat(self, at_s: int) -> None:
        incident = self.stage.incident
        if at_s % INTERRUPT_EVERY_S or not incident.declared or incident.restored or incident.first_signal_s is None:
            return
        heard_s = incident.briefs[-1].at_s if incident.briefs else None
        limit_s = self.stage.runbook.brief_every_s if heard_s is not None else self.stage.runbook.brief_first_s
        if at_s - (heard_s if heard_s is not None else incident.first_signal_s) <= limit_s or at_s < self._calm_until_s:
            return
        rate_ppm = self.stage.parameter("exec_interrupt_per_h") * 1_000 * INTERRUPT_EVERY_S // 3_600
        if self.stage.chance.happens(rate_ppm, "executives", "interrupt", at_s):
            self._interrupt(at_s)

    def _interrupt(self, at_s: int) -> None:
        stage = self.stage
        kind = stage.chance.pick(self.KINDS, "executives", "kind", at_s)
        boss = next((p for p in stage.incident.people.values() if Seat.EXEC_SPONSOR.value in p.seats), None)
        voice = f"interrupt_{kind.value}"
        if stage.voice.is_worn(voice, "blunt"):
            self.responders.interrupt()  # has asked often enough, and goes to the engineers at once
            return
        facts = {"us": stage.incident.home, "now": hhmm(stage.scenario.start_utc_s + at_s)}
        subject, text = stage.voice.say(voice, "blunt", facts, stage.chance, str(at_s))
        stage.emit(
            e.MessageArrived(
                message=stage.number("m"),
                medium=MessageKind.CHAT,
                sender=boss.id if boss else "executive",
                seat="ic",
                subject=subject,
                text=text,
                asks=True,
                answer_within_s=SWOOP_ANSWER_S,
                interrupt=kind,
            )
        )

    def _came(self, entry: Entry, event: e.MessageArrived) -> None:
        if event.interrupt is not InterruptKind.NONE:
            self.stage.later(event.answer_within_s or SWOOP_ANSWER_S, partial(self._give_up, event, entry.n))

    def _give_up(self, event: e.MessageArrived, cause: int) -> None:
        """No answer: they go to the engineers themselves."""
        stage = self.stage
        if stage.incident.ended_s is not None or stage.incident.messages[event.message].answered_s is not None:
            return
        self.ignored += 1
        self.responders.interrupt()
        if not stage.incident.restored and not stage.voice.is_worn("went_to_engineers", "calm"):
            facts = {"now": hhmm(stage.scenario.start_utc_s + stage.now)}
            _, text = stage.voice.say("went_to_engineers", "calm", facts, stage.chance, event.message)
            stage.emit(e.ColleagueSaid(person=event.sender, seat=Seat.EXEC_SPONSOR.value, text=text), cause=cause)

    def _answered(self, entry: Entry, event: e.Replied) -> None:
        stage = self.stage
        message = stage.incident.messages[event.message].event
        if message.interrupt is InterruptKind.NONE:
            return
        times_s = [p.due_utc_s - stage.scenario.start_utc_s for p in event.reading.promises if p.what == "fix"]
        times_s = [at_s for at_s in times_s if at_s > stage.now]
        hurt = [a for a, share in stage.incident.impact_permille.items() if share >= RESTORED_BELOW_PERMILLE]
        if times_s and hurt:
            dearest = max(hurt, key=lambda account: stage.scenario.accounts[account].arr)
            repeat = partial(self._repeat, message.sender, dearest, min(times_s))
            stage.later(REPEATED_AFTER_S, repeat)
        elif not times_s:
            self._calm_until_s = stage.now + CALM_S

    def _repeat(self, person: str, account: str, over_s: int) -> None:
        if self.stage.incident.ended_s is None:
            self.narratives.spread(Seat.EXEC_SPONSOR, person, account, over_s, contradicts=False, eta=True)


class Approvers:
    """Credits and extensions go to whoever may approve them; that takes time, and they may say no or name a sum.

    Who has not seen a brief takes longer, and who was ignored looks at nothing that costs more than a trifle.
    """

    def __init__(self, stage: Stage, executives: Executives) -> None:
        """Listen for proposals."""
        self.stage, self.executives = stage, executives
        stage.on(e.CreditProposed, self._ask)

    def _ask(self, entry: Entry, event: e.CreditProposed) -> None:
        median_s = self.stage.parameter("approval_min") * 60 // 1_000
        if not self.stage.incident.briefs:
            median_s = median_s * self.stage.parameter("approval_unbriefed") // 1_000
        wait_s = self.stage.chance.lognormal(median_s, 400, event.account, "approval", event.proposal)
        self.stage.later(max(60, wait_s), lambda: self._decide(event))

    def _decide(self, event: e.CreditProposed) -> None:
        if self.stage.incident.ended_s is None:
            reason, counter_cents = self._objection(event)
            self.stage.emit(
                e.CreditDecided(
                    proposal=event.proposal,
                    approved=not reason,
                    reason=reason or "Approved.",
                    counter_cents=counter_cents,
                )
            )

    def _may(self, title: str, needed: str) -> bool:
        """Somebody higher in the matrix may decide whatever somebody lower may."""
        ranks = list(dict.fromkeys(rule.approver for rule in self.stage.runbook.approvals.rules))
        return title == needed or (title in ranks and needed in ranks and ranks.index(title) > ranks.index(needed))

    def _objection(self, event: e.CreditProposed) -> tuple[str, int]:
        """Why the approver says no, and what they would sign instead in cents; no reason = yes."""
        stage = self.stage
        fee = stage.scenario.accounts[event.account].monthly_fee
        needed = stage.runbook.approvals.approver_for(event.credit.value, event.amount_cents, fee, days=event.days)
        if not self._may(event.approver, needed):
            return f"Not mine to approve: this needs {stage.runbook.approver_titles[needed]}.", 0
        right = stage.variant.truth.credit.get(event.account)
        if event.credit is CreditKind.SLA_CREDIT:
            if right is None or right.credit is not CreditKind.SLA_CREDIT:
                return "Finance finds no service level that was missed under this contract.", 0
            if not right.least <= event.amount_cents <= right.most:
                return "The amount does not match the contract's schedule; calculate it again.", 0
        if event.credit is CreditKind.GOODWILL:
            return self._haggle(event, right)
        return "", 0

    def _haggle(self, event: e.CreditProposed, right: RightCredit | None) -> tuple[str, int]:
        """Goodwill is a matter of judgement: too much is cut down, and an ignored approver is in no mood for it."""
        most = right.most if right is not None and right.credit is CreditKind.GOODWILL else None
        if most is not None and event.amount_cents > most:
            counter_cents = max(most, event.amount_cents // 2) // 100 * 100
            return f"That is more than I can justify. I would sign {format_cents(counter_cents)}.", counter_cents
        high = self.executives.ignored >= IGNORED_TOO_OFTEN and event.approver in LEADERSHIP
        if high:
            return "First somebody answers the questions that leadership has asked; then I look at money.", 0
        return "", 0
