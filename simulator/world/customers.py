"""Customers: each account's mood follows the impact on it, the silence, and what it reads.

Parameters are the runbook's (`parameters`, domain.md §2.6): nearly all of them are guesses, and labelled so.
Moods are whole thousandths of a point; drift is kept in sixtieths of that so that a minute's share is exact.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal, localcontext
from functools import lru_cache

from simulator import events as e
from simulator.demand import passes_over
from simulator.journal import Entry
from simulator.reading.empty import is_evasive
from simulator.reading.result import UpdateReading
from simulator.scenario.people import Account
from simulator.states import AccountState, customer_of
from simulator.vocabulary import Channel, Severity, promised
from simulator.world.stage import Stage
from simulator.world.system import NEVER_S, RESTORED_BELOW_PERMILLE

SHOWN_STEP_MILLI = 1_000
"""A change of mood is an event from one point on."""
FULL_IMPACT_PERMILLE = 500
LEVELS_MILLI = (60_000, 45_000, 30_000)
"""Below these an account writes to a manager, to an executive, and threatens to leave (guesses)."""
LEVELS = {1: "asks for a manager", 2: "demands a call with an executive", 3: "prepares to leave"}
"""What each level means, in the words of the timeline."""
TOP_MILLI = 100_000


@dataclass(slots=True)
class Mood:
    """What one account feels inside; `sixtieths` is the mood in 1/60 of a thousandth of a point."""

    account: str
    spec: Account
    start_milli: int
    sixtieths: int
    shown_milli: int
    buffer_permille: int
    """Share of a loss that this relationship feels."""
    trust_permille: int = 1_000
    hurt_since_s: int | None = None
    contact_s: int | None = None
    overdue: bool = False
    told_final: bool = False
    failing_permille: int = 0
    """Share of its work that fails, as last looked at."""
    silence_per_h: int = 0
    """What silence costs now, in thousandths of a point per hour; see `Customers._silence`."""
    drift: int = 0
    """What silence and impact together cost at each beat, in sixtieths."""
    steady_until_s: int = -1
    """While impact stays, and nobody writes, both are what they are up to here; -1 = look at the next beat."""
    updates: int = 0
    repeats: int = 0
    deceived: bool = False
    questions: dict[str, int] = field(default_factory=dict)
    """Messages that want an answer, and by when."""
    answer_by_s: int = NEVER_S
    """Not later than the first of these."""
    awake: bool = False
    """False while no minute can change it: not hurt yet, or at the floor, and nothing of theirs waits."""

    @property
    def milli(self) -> int:
        """The mood in thousandths of a point."""
        return self.sixtieths // 60

    @property
    def state(self) -> str:
        """`hurt` once it has failed for them: nobody else writes of failures."""
        return "unhurt" if self.hurt_since_s is None else "hurt"

    @property
    def shows_change(self) -> bool:
        """True when the mood is a step away from what was last shown."""
        return abs(self.sixtieths // 60 - self.shown_milli) >= SHOWN_STEP_MILLI

    def hears(self, at_s: int) -> None:
        """Somebody was in touch."""
        self.contact_s, self.overdue, self.steady_until_s = at_s, False, -1

    def loss(self, milli: int) -> int:
        """A loss as this relationship takes it."""
        return milli * self.buffer_permille // 1_000


@lru_cache(maxsize=65_536)
def churn_ppm(base_ppm: int, drop_milli: int, slope_milli: int, extra_milli: int) -> int:
    """Twelve-month churn probability in millionths: logit p = logit p0 + slope per point + extra (domain.md §2.6)."""
    with localcontext() as context:
        context.prec = 24
        logit = _logit(base_ppm) + Decimal(slope_milli) * drop_milli / 1_000_000 + Decimal(extra_milli) / 1_000
        return int(1_000_000 / (1 + (-logit).exp()))


@lru_cache(maxsize=1_024)
def _logit(share_ppm: int) -> Decimal:
    with localcontext() as context:
        context.prec = 24
        share = Decimal(share_ppm) / 1_000_000
        return (share / (1 - share)).ln()


class Customers:
    """All accounts of the drill."""

    def __init__(self, stage: Stage) -> None:
        """Listen for what customers can see."""
        self.stage = stage
        self.moods = {name: self._first_mood(name, spec) for name, spec in stage.scenario.accounts.items()}
        self.declared: Severity = Severity.SEV1
        self.paid: set[str] = set()
        """Questions whose reason has cost its points already, so that leaving them open costs none."""
        self._read_rates()
        self._awake: list[Mood] = []
        self._stirred = False
        stage.each_beat(self._beat)
        stage.on(e.ImpactChanged, self._hurt)
        stage.on(e.UpdatePosted, self._read_update)
        stage.on(e.CustomerAcknowledged, lambda entry, event: self._heard(event.account, event.reading, entry.n, 500))
        stage.on(e.Replied, self._read_reply)
        stage.on(e.TeamSpoke, self._read_colleague)
        stage.on(e.PromiseBroken, self._promise_broken)
        stage.on(e.PromiseKept, self._promise_kept)
        stage.on(e.CallHeld, self._call_held)
        stage.on(e.CallMissed, self._call_missed)
        stage.on(e.CreditGranted, self._credit)
        stage.on(e.ConfirmationAsked, lambda entry, event: self.moods[event.account].hears(stage.now))
        stage.on(e.MessageArrived, self._asked)
        stage.on(e.IncidentClosed, self._closed)
        stage.on(e.IncidentDeclared, lambda entry, event: self._graded(entry, event.severity))
        stage.on(e.SeverityChanged, lambda entry, event: self._graded(entry, event.severity))
        stage.on(e.StoodDown, self._stood_down)
        self._news = {
            inject.id: inject.effect.sentiment for inject in stage.scenario.injects if inject.effect is not None
        }
        stage.on(e.InjectFired, self._inject)

    def _first_mood(self, account: str, spec: Account) -> Mood:
        start_milli = self.stage.incident.accounts[account].start_milli
        buffer_permille = self.stage.parameter(f"buffer_{spec.relationship}")
        return Mood(account, spec, start_milli, start_milli * 60, start_milli, buffer_permille)

    # --- slow changes ---------------------------------------------------------------------------------------

    def _read_rates(self) -> None:
        """Take what every beat needs out of the runbook once, as plain numbers."""
        parameter, truth = self.stage.parameter, self.stage.variant.truth
        sev1 = truth.severity is Severity.SEV1
        self.full_per_h = parameter("impact_sev1_full_per_h" if sev1 else "impact_sev2_per_h")
        self.partial_per_h = parameter("impact_partial_per_h" if sev1 else "impact_sev2_per_h")
        self.grace_s = parameter("silence_grace_min") * 60 // 1_000
        self.unheard_per_h = parameter("silence_per_h")
        self.overdue_per_h = parameter("broken_promise_silence_per_h")
        self.cadence_s = self.stage.runbook.cadence.for_incident(truth.severity, truth.incident_class)

    def _beat(self, at_s: int) -> None:
        impact_permille = self.stage.incident.impact_permille
        if self._stirred:
            self._awake, self._stirred = [mood for mood in self.moods.values() if mood.awake], False
        for mood in self._awake:
            failing = impact_permille.get(mood.account, 0)
            if at_s > mood.steady_until_s or failing != mood.failing_permille:
                self._weigh(mood, failing, at_s)
            if mood.drift and mood.sixtieths:
                mood.sixtieths = left = max(0, mood.sixtieths - mood.drift)
                if mood.shown_milli - left // 60 >= SHOWN_STEP_MILLI:
                    self._show(mood, "silence" if mood.silence_per_h else "impact")
            if at_s > mood.answer_by_s:
                self._miss_answers(mood, at_s)
            if not mood.sixtieths and mood.answer_by_s == NEVER_S:
                mood.awake, self._stirred = False, True

    def _stir(self, mood: Mood) -> None:
        """From now on its minutes count."""
        if not mood.awake:
            mood.awake, self._stirred = True, True

    def _hurt(self, entry: Entry, event: e.ImpactChanged) -> None:
        for account, failing in event.accounts_permille.items():
            if failing >= RESTORED_BELOW_PERMILLE:
                self._stir(self.moods[account])

    def _miss_answers(self, mood: Mood, at_s: int) -> None:
        for message, due_s in list(mood.questions.items()):
            if at_s > due_s:
                del mood.questions[message]
                self._change(mood, -self.stage.parameter("question_ignored"), "a direct question stayed unanswered")
        mood.answer_by_s = min(mood.questions.values(), default=NEVER_S)

    def _weigh(self, mood: Mood, failing: int, at_s: int) -> None:
        """Work out what each beat costs from now on."""
        mood.failing_permille = failing
        if failing >= RESTORED_BELOW_PERMILLE and mood.hurt_since_s is None:
            mood.hurt_since_s = at_s
        per_h, mood.steady_until_s = (0, NEVER_S) if mood.hurt_since_s is None else self._silence(mood, at_s)
        mood.silence_per_h = per_h
        if failing >= RESTORED_BELOW_PERMILLE:
            per_h += self.full_per_h if failing >= FULL_IMPACT_PERMILLE else self.partial_per_h
        mood.drift = per_h * mood.buffer_permille // 1_000

    def _silence(self, mood: Mood, at_s: int) -> tuple[int, int]:
        """Thousandths of a point per hour that silence costs now, and until when."""
        if mood.told_final or self.stage.incident.stood_down_s is not None:
            return 0, NEVER_S
        if mood.contact_s is None:
            patient_until_s, per_h = (mood.hurt_since_s or 0) + self.grace_s, self.unheard_per_h
        else:
            patient_until_s = -1 if mood.overdue else mood.contact_s + self.cadence_s
            per_h = self.overdue_per_h
        return (0, patient_until_s) if at_s <= patient_until_s else (per_h, NEVER_S)

    def _stood_down(self, entry: Entry, event: e.StoodDown) -> None:
        for mood in self.moods.values():
            mood.steady_until_s = -1

    # --- what they read -------------------------------------------------------------------------------------

    def _read_update(self, entry: Entry, event: e.UpdatePosted) -> None:
        if not event.channel.is_external:
            return
        direct = event.channel is Channel.CUSTOMER_MAIL
        for account in (event.accounts or tuple(self.moods)) if direct else tuple(self.moods):
            mood = self.moods[account]
            if event.final:
                mood.told_final, mood.steady_until_s = True, -1
                self._apology(mood, event.reading, entry.n)
            self._heard(account, event.reading, entry.n, 1_000)

    def _read_reply(self, entry: Entry, event: e.Replied) -> None:
        message = self.stage.incident.messages[event.message].event
        account = customer_of(message, self.stage.incident.people)
        if account in self.moods:
            mood = self.moods[account]
            asked = f"{message.subject} {message.text}"
            answers = not is_evasive(asked, event.text, event.reading) and not passes_over(asked, event.text)
            if answers and mood.questions.pop(event.message, None) is not None:
                self._change(mood, self.stage.parameter("question_answered"), "a direct question was answered", entry.n)
            self._heard(account, event.reading, entry.n, 500, answers=answers)

    def _heard(
        self, account: str, reading: UpdateReading, cause: int, weight_permille: int, *, answers: bool = False
    ) -> None:
        """+(4q - 1) x 0.8^n, q from the reader's 0-3 anchor; what answers a question is not weighed as a thin update.

        While impact lasts it wins back a share of the loss at most: otherwise whoever speaks late would find the same
        forgiveness as whoever speaks early, and silence would cost nothing in the end.
        """
        mood = self.moods[account]
        mood.hears(self.stage.now)
        if self._is_lied_to(mood, reading, cause):
            return
        quality = reading.anchor * 1_000 // 3
        gain = quality * self.stage.parameter("good_update_slope") // 1_000 - self.stage.parameter("good_update_offset")
        for _ in range(min(mood.updates, 20)):
            gain = gain * self.stage.parameter("good_update_decay_permille") // 1_000_000
        mood.updates += 1
        gain = gain * weight_permille // 1_000 * mood.trust_permille // 1_000
        if self.stage.incident.impact_permille.get(account, 0) >= RESTORED_BELOW_PERMILLE:
            share = self.stage.parameter("good_update_wins_back")
            gain = min(gain, max(0, mood.start_milli - mood.milli) * share // 1_000)
        gain = max(gain, 0) if answers else gain
        self._change(mood, gain, "an update" if gain >= 0 else "an update that says little", cause)

    def _is_lied_to(self, mood: Mood, reading: UpdateReading, cause: int) -> bool:
        """A claim of repair while it still fails for them is taken as deception."""
        failing = self.stage.incident.impact_permille.get(mood.account, 0) >= RESTORED_BELOW_PERMILLE
        false = failing and any(c.key == "restored" and c.value == "yes" and not c.hedged for c in reading.claims)
        if false:
            self._deceived(mood, "we were told that it works; it does not", cause)
        return false

    def _deceived(self, mood: Mood, reason: str, cause: int) -> None:
        mood.deceived = True
        mood.trust_permille = min(mood.trust_permille, self.stage.parameter("deception_trust_cap"))
        self._change(mood, -self.stage.parameter("deception"), reason, cause)

    def _apology(self, mood: Mood, reading: UpdateReading, cause: int) -> None:
        full = reading.features.get("apology_responsibility") and reading.features.get("apology_repair")
        restored_s = self.stage.incident.restored_s
        late = restored_s is None or self.stage.now - restored_s > 2 * 3_600
        if full:
            gain = self.stage.parameter("apology_late" if late else "apology_full")
            self._change(mood, gain, "a real apology", cause)

    def _read_colleague(self, entry: Entry, event: e.TeamSpoke) -> None:
        mood = self.moods[event.account]
        if event.contradicts and mood.contact_s is not None:
            mood.trust_permille = max(0, mood.trust_permille - self.stage.parameter("contradiction_trust"))
            self._change(mood, -self.stage.parameter("contradiction"), "two teams tell two stories", entry.n)

    # --- promises, calls, money -----------------------------------------------------------------------------

    def _given(self, account: str) -> list[Mood]:
        return [self.moods[account]] if account in self.moods else list(self.moods.values()) if account == "*" else []

    def _promise_broken(self, entry: Entry, event: e.PromiseBroken) -> None:
        promise = self.stage.incident.promises[event.promise]
        sev1 = self.stage.variant.truth.severity is Severity.SEV1
        cost = {"fix": "missed_fix_eta", "update": "missed_update_sev1" if sev1 else "missed_update_sev2"}.get(
            promise.what
        )
        for mood in self._given(promise.account):
            if promise.what == "update":
                mood.overdue, mood.steady_until_s = True, -1
            if cost:
                reason = f"a promised {promised(promise.what)} did not come"
                self._change(mood, -self.stage.parameter(cost), reason, entry.n)

    def _promise_kept(self, entry: Entry, event: e.PromiseKept) -> None:
        promise = self.stage.incident.promises[event.promise]
        if promise.what == "fix":
            for mood in self._given(promise.account):
                self._change(mood, self.stage.parameter("kept_fix_eta"), "repaired when we said", entry.n)

    def _call_held(self, entry: Entry, event: e.CallHeld) -> None:
        mood = self.moods[self.stage.incident.calls[event.call][0].account]
        mood.hears(self.stage.now)
        self._change(mood, self.stage.parameter("call_kept"), "the call took place", entry.n)

    def _call_missed(self, entry: Entry, event: e.CallMissed) -> None:
        mood = self.moods[self.stage.incident.calls[event.call][0].account]
        self._change(mood, -self.stage.parameter("call_missed"), "nobody came to the call", entry.n)

    def _credit(self, entry: Entry, event: e.CreditGranted) -> None:
        proposal = self.stage.incident.credits[event.proposal].event
        mood = self.moods[proposal.account]
        mood.hears(self.stage.now)
        right = self.stage.variant.truth.credit.get(proposal.account)
        if not event.approved:
            cost = self.stage.parameter("credit_retracted")
            self._change(mood, -cost, "a credit was promised and taken back", entry.n)
        elif right is not None and proposal.amount_cents >= right.least:
            self._change(mood, self.stage.parameter("credit_match"), "a fair credit", entry.n)

    def _asked(self, entry: Entry, event: e.MessageArrived) -> None:
        account = customer_of(event, self.stage.incident.people)
        if event.asks and account in self.moods and event.message not in self.paid:
            limit_s = event.answer_within_s or self.stage.runbook.criteria["E5"].numbers["others_min"] * 60
            mood, due_s = self.moods[account], self.stage.now + limit_s
            mood.questions[event.message] = due_s
            mood.answer_by_s = min(mood.answer_by_s, due_s)
            self._stir(mood)

    def _closed(self, entry: Entry, event: e.IncidentClosed) -> None:
        for mood in self.moods.values():
            if self.stage.incident.impact_permille.get(mood.account, 0) >= RESTORED_BELOW_PERMILLE:
                self._deceived(mood, "the incident was closed while it still fails for us", entry.n)

    def _graded(self, entry: Entry, severity: Severity) -> None:
        """Whoever is still failing, and hears that it is called less severe than it is, minds."""
        before, self.declared = self.declared, severity
        too_low = severity.rank > max(before.rank, self.stage.variant.truth.severity.rank)
        for mood in self.moods.values() if too_low and isinstance(entry.event, e.SeverityChanged) else ():
            if self.stage.incident.impact_permille.get(mood.account, 0) >= RESTORED_BELOW_PERMILLE:
                cost = self.stage.parameter("severity_lowered")
                self._change(mood, -cost, "it was called less severe while it lasts", entry.n)

    def _inject(self, entry: Entry, event: e.InjectFired) -> None:
        for account, points in self._news.get(event.inject, {}).items():
            self._change(self.moods[account], points * 1_000, "what they heard elsewhere", entry.n)

    # --- showing it -----------------------------------------------------------------------------------------

    def change(self, account: str, milli: int, reason: str, cause: int = 0) -> None:
        """Move an account's mood by so many thousandths, for a reason of another part of the world."""
        self._change(self.moods[account], milli, reason, cause)

    def _change(self, mood: Mood, milli: int, reason: str, cause: int = 0) -> None:
        milli = milli if milli >= 0 else -mood.loss(-milli)
        if milli:
            mood.sixtieths = min(max(0, mood.sixtieths + milli * 60), TOP_MILLI * 60)
            self._stir(mood)
            if mood.shows_change or abs(milli) >= SHOWN_STEP_MILLI // 2:
                self._show(mood, reason, cause)

    def _show(self, mood: Mood, reason: str, cause: int = 0) -> None:
        state: AccountState = self.stage.incident.accounts[mood.account]
        extra = self.stage.parameter("churn_deception") if mood.deceived else 0
        before, now = mood.shown_milli, mood.milli
        risk = churn_ppm(state.base_ppm, mood.start_milli - now, self.stage.parameter("churn_slope"), extra)
        mood.shown_milli = now
        self.stage.emit(
            e.SentimentChanged(
                account=mood.account,
                sentiment_milli=now,
                trust_permille=mood.trust_permille,
                churn_ppm=risk,
                reason=reason,
            ),
            cause=cause,
        )
        for level, limit in enumerate(LEVELS_MILLI, 1):
            if before >= limit > now and state.level < level:
                self.stage.emit(e.AccountEscalated(account=mood.account, level=level, text=LEVELS[level]))
