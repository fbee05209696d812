"""What customers write on their own: about silence, broken promises, two stories, empty updates; answers and thanks.

A letter quotes what its writer was really told, and when. Nobody writes twice within ten minutes or the same kind of
letter more than twice, and a kind whose words are worn out is not written any more; all delays are guesses.
"""

from __future__ import annotations

from collections import Counter
from functools import partial

from simulator import events as e
from simulator.clock import MINUTE_S, hhmm
from simulator.demand import passes_over
from simulator.journal import Entry
from simulator.scenario.people import CastMember
from simulator.states import customer_of, told_alone
from simulator.vocabulary import Channel, IncidentClass, MessageKind, Seat
from simulator.world.asking import left_open, staff_of
from simulator.world.customers import Customers, Mood
from simulator.world.quote import Quote, quote_of, spell_wait
from simulator.world.stage import Stage
from simulator.world.system import RESTORED_BELOW_PERMILLE

GAP_S = 10 * MINUTE_S
OUTRAGED = ("false_fixed", "contradiction")
"""What nobody keeps to themselves, whatever they have just written."""
MOST_OF_A_KIND = 2
CHECKS_MOST = 12
"""How often an account asks itself whether it has waited too long."""
PPM = 1_000_000
WRITES_PPM = {"strategic": PPM, "enterprise": 600_000, "standard": 350_000}
"""How likely a thing that annoys an account makes it write (guess)."""
WEAK_ANCHOR = 1
"""An update up to this anchor makes its readers ask."""
WHERE = {"status_page": "on your status page", "customer_mail": "in your mail", "reply": "in your answer"}
TEAMS = {Seat.SALES.value: "sales team", Seat.CS.value: "customer success team", Seat.SUPPORT.value: "support desk"}
CONTENT_ACCOUNT_DROP_MILLI = 10_000
"""An account that has lost no more than this much says thank you at the close."""


class Letters:
    """All accounts' mail to us."""

    def __init__(self, stage: Stage, customers: Customers) -> None:
        """Listen for what makes customers write."""
        self.stage, self.moods, self.paid = stage, customers.moods, customers.paid
        self.contacts: dict[str, list[tuple[str, CastMember]]] = {name: [] for name in self.moods}
        for person, spec in stage.scenario.cast.items():
            if spec.organisation in self.contacts:
                self.contacts[spec.organisation].append((person, spec))
        self.last: dict[str, Quote] = {}
        """What each account heard last from us."""
        self._wrote_s: dict[str, int] = {}
        self._kinds: Counter[tuple[str, str]] = Counter()
        self._checks: Counter[str] = Counter()
        stage.on(e.ImpactChanged, self._hurt)
        stage.on(e.UpdatePosted, self._update)
        stage.on(e.CustomerAcknowledged, self._acknowledged)
        stage.on(e.CreditGranted, self._told_alone)
        stage.on(e.ConfirmationAsked, self._told_alone)
        stage.on(e.Replied, self._replied)
        stage.on(e.TeamSpoke, self._two_stories)
        stage.on(e.PromiseBroken, self._broken)
        stage.on(e.AccountEscalated, self._escalated)
        stage.on(e.IncidentClosed, self._closed)

    # --- writing --------------------------------------------------------------------------------------------

    def _clock(self, at_s: int) -> str:
        return hhmm(self.stage.scenario.start_utc_s + at_s)

    def _facts(self, account: str) -> dict[str, str]:
        """What every letter may mention."""
        stage, mood, heard = self.stage, self.moods[account], self.last.get(account)
        since_s = mood.hurt_since_s or 0
        silent_s = stage.now - (heard.at_s if heard else since_s)
        return {
            "company": stage.incident.accounts[account].name, "us": stage.incident.home, "now": self._clock(stage.now),
            "since": self._clock(since_s), "waited": spell_wait(silent_s),
            "heard": self._clock(heard.at_s) if heard else "", "said": heard.words if heard else "",
        }  # fmt: skip

    def _is_failing(self, account: str) -> bool:
        return self.stage.incident.impact_permille.get(account, 0) >= RESTORED_BELOW_PERMILLE

    def _sender(self, account: str, kind: str, title: tuple[str, ...] = ()) -> tuple[str, str]:
        """Who writes, and in what tone: somebody with a fitting title, or else one of the contacts."""
        contacts = self.contacts[account]
        fitting = [one for one in contacts if any(word in one[1].title.lower() for word in title)]
        if title and not fitting:
            return "", "formal"
        if not contacts:
            return "outside", "calm"
        person, spec = self.stage.chance.pick(fitting or contacts, account, "writer", kind)
        return person, spec.temperament

    def _write(self, kind: str, account: str, facts: dict[str, str], *, asks: bool = False, cause: int = 0) -> None:
        """Send a letter, unless its writer has just written, or has said this often enough."""
        hushed = kind not in OUTRAGED and self.stage.now - self._wrote_s.get(account, -GAP_S) < GAP_S
        if hushed or self._kinds[account, kind] >= MOST_OF_A_KIND:
            return
        sender, temperament = self._sender(account, kind)
        self._send(kind, account, facts, sender, temperament, asks=asks, cause=cause)

    def _send(
        self, kind: str, account: str, facts: dict[str, str], sender: str, temperament: str, *, asks: bool, cause: int
    ) -> None:
        stage, spec = self.stage, self.stage.scenario.cast.get(sender)
        facts = {**self._facts(account), "staff": staff_of(spec.title if spec else ""), **facts}
        manner = f"{temperament} {self.moods[account].state} {stage.variant.truth.incident_class.value}"
        if stage.incident.ended_s is not None or stage.voice.is_worn(kind, manner, facts):
            return
        self._kinds[account, kind] += 1
        self._wrote_s[account] = stage.now
        occasion = f"{account}-{self._kinds[account, kind]}"
        subject, text = stage.voice.say(kind, manner, facts, stage.chance, occasion)
        text = f"{self._last_straw(account, facts, occasion)}{text}" if kind.startswith("escalation") else text
        strategic, message = self.moods[account].spec.tier == "strategic", stage.number("m")
        if not kind.startswith("escalation"):
            self.paid.add(message)
        stage.emit(
            e.MessageArrived(
                message=message, medium=MessageKind.MAIL, sender=sender, account=account, seat="cs",
                subject=subject, text=text, asks=asks, answer_within_s=(1_800 if strategic else 7_200) if asks else 0,
            ),
            cause=cause,
        )  # fmt: skip

    def _last_straw(self, account: str, facts: dict[str, str], occasion: str) -> str:
        """What made them write over our head, where they know of a reason beyond the failure itself."""
        facts = {**facts, "reason": self.stage.incident.accounts[account].reason}
        if self.stage.voice.is_worn("escalation_reason", "any", facts):
            return ""
        said = self.stage.voice.say("escalation_reason", "any", facts, self.stage.chance, occasion)[1]
        return f"{said} " if said else ""

    def _would(self, account: str, purpose: str, occasion: int | str) -> bool:
        odds_ppm = WRITES_PPM[self.moods[account].spec.tier]
        return self.stage.chance.happens(odds_ppm, account, purpose, occasion)

    def _soon_s(self, account: str, purpose: str, occasion: int | str, median_min: int) -> int:
        """A delay of people: never quite the same for two accounts, not even in the canonical run."""
        wait_s = self.stage.chance.lognormal(median_min * MINUTE_S, 500, account, purpose, occasion)
        return max(MINUTE_S, wait_s) + self.stage.chance.below(
            median_min * MINUTE_S, account, f"{purpose}-more", occasion
        )

    # --- hearing from us ------------------------------------------------------------------------------------

    def _hear(
        self, account: str, entry: Entry, text: str, event: e.UpdatePosted | e.Replied | e.CustomerAcknowledged
    ) -> bool:
        """Keep what was said; True when they know better and will protest."""
        if account not in self.moods:
            return False
        self.last[account] = Quote(entry.at_s, quote_of(text, event.reading.claims))
        lie = next((c for c in event.reading.claims if c.key == "restored" and c.value == "yes" and not c.hedged), None)
        if lie is None or not self._is_failing(account):
            return False
        wait_s = self._soon_s(account, "protest", entry.n, 6)
        facts = {"said": lie.quote, "heard": self._clock(entry.at_s)}
        self.stage.later(wait_s, partial(self._protest, account, facts, entry.n))
        return True

    def _acknowledged(self, entry: Entry, event: e.CustomerAcknowledged) -> None:
        self._hear(event.account, entry, event.text, event)

    def _told_alone(self, entry: Entry, event: e.CreditGranted | e.ConfirmationAsked) -> None:
        """A credit, or a question, is the last that they heard from us."""
        incident = self.stage.incident
        account = told_alone(event, incident.messages, incident.credits, incident.people)
        self.last[account] = Quote(entry.at_s, quote_of(event.text))

    def _protest(self, account: str, facts: dict[str, str], cause: int) -> None:
        if self._is_failing(account):
            self._write("false_fixed", account, facts, cause=cause)

    def _update(self, entry: Entry, event: e.UpdatePosted) -> None:
        if not event.channel.is_external:
            return
        direct = event.channel is Channel.CUSTOMER_MAIL
        for account in (event.accounts or tuple(self.moods)) if direct else tuple(self.moods):
            protests = self._hear(account, entry, event.text, event)
            weak = event.reading.anchor <= WEAK_ANCHOR and not event.final and self._is_failing(account)
            missed = left_open(event.reading)
            if weak and any(missed.values()) and not protests and self._would(account, "asks back", entry.n):
                wait_s = self._soon_s(account, "asks-back", entry.n, 8)
                self.stage.later(wait_s, partial(self._ask_back, account, missed, entry.at_s, entry.n))

    def _ask_back(self, account: str, missed: dict[str, str], posted_s: int, cause: int) -> None:
        """A question about what an update did not say, unless a better one came in the meantime."""
        heard = self.last.get(account)
        if heard is not None and heard.at_s == posted_s and self._is_failing(account):
            self._write("question", account, missed, asks=True, cause=cause)

    def _replied(self, entry: Entry, event: e.Replied) -> None:
        incident = self.stage.incident
        message = incident.messages[event.message].event
        account = customer_of(message, incident.people)
        if account not in self.moods:
            return
        self._hear(account, entry, event.text, event)
        if message.asks and passes_over(f"{message.subject} {message.text}", event.text):
            wait_s = self._soon_s(account, "answer-back", event.message, 4)
            self.stage.later(wait_s, partial(self._insist, account, message.subject, entry.n))
            return
        if self._would(account, "thanks for answer", event.message) and self.moods[account].hurt_since_s is not None:
            dues_s = [
                p.due_utc_s - self.stage.scenario.start_utc_s for p in event.reading.promises if p.what == "update"
            ]
            wait_s = self._soon_s(account, "answer-back", event.message, 4)
            self.stage.later(wait_s, partial(self._answer_back, account, dues_s, entry.n))

    def _insist(self, account: str, subject: str, cause: int) -> None:
        """The same demand once more: the answer passed it over."""
        self._write("reply_beside", account, {"asked": subject}, asks=True, cause=cause)

    def _answer_back(self, account: str, dues_s: list[int], cause: int) -> None:
        ahead_s = [due_s for due_s in dues_s if due_s > self.stage.now]
        if ahead_s:
            self._write("reply_timed", account, {"promised": self._clock(min(ahead_s))}, cause=cause)
        elif not dues_s and self._is_failing(account):
            self._write("reply_untimed", account, {}, cause=cause)

    # --- silence --------------------------------------------------------------------------------------------

    def _hurt(self, entry: Entry, event: e.ImpactChanged) -> None:
        """An account that begins to fail will ask itself, after a while, whether anybody knows."""
        for account, share in event.accounts_permille.items():
            if share >= RESTORED_BELOW_PERMILLE and not self._checks[account]:
                grace_s = self.stage.parameter("silence_grace_min") * MINUTE_S // 1_000
                self._look_again(account, grace_s + self._soon_s(account, "patience", 0, 20))

    def _look_again(self, account: str, wait_s: int) -> None:
        self._checks[account] += 1
        if self._checks[account] <= CHECKS_MOST:
            self.stage.later(wait_s, partial(self._check_silence, account))

    def _check_silence(self, account: str) -> None:
        mood, incident = self.moods[account], self.stage.incident
        if mood.told_final or incident.stood_down_s is not None or incident.ended_s is not None:
            return
        heard = self.last.get(account)
        limit_s = self._limit_s()
        if heard is None:
            self._write("silence_first", account, {})
        elif self.stage.now - heard.at_s > limit_s:
            self._write("silence_since", account, {})
        silent_s = self.stage.now - heard.at_s if heard else limit_s
        pause_s = self._soon_s(account, "patience", self._checks[account], 15)
        self._look_again(account, max(limit_s - silent_s, limit_s // 2) + pause_s)

    def _limit_s(self) -> int:
        truth = self.stage.variant.truth
        return self.stage.runbook.cadence.for_incident(truth.severity, truth.incident_class)

    # --- promises and stories -------------------------------------------------------------------------------

    def _broken(self, entry: Entry, event: e.PromiseBroken) -> None:
        promise = self.stage.incident.promises[event.promise]
        if promise.what not in ("update", "fix") or promise.channel not in WHERE:
            return
        for account in (promise.account,) if promise.account in self.moods else tuple(self.moods):
            if self.moods[account].hurt_since_s is not None and self._would(account, "complains", event.promise):
                wait_s = self._soon_s(account, "complains", event.promise, 5)
                self.stage.later(wait_s, partial(self._complain, account, event.promise, entry.n))

    def _complain(self, account: str, promise_id: str, cause: int) -> None:
        promise = self.stage.incident.promises[promise_id]
        heard = self.last.get(account)
        if promise.what == "fix" and not self._is_failing(account):
            return
        if promise.what == "update" and heard is not None and heard.at_s >= promise.due_s:
            return
        facts = {
            "promised": self._clock(promise.due_s), "said_at": self._clock(promise.made_s),
            "late": spell_wait(self.stage.now - promise.due_s), "where": WHERE[promise.channel],
        }  # fmt: skip
        self._write(f"promise_{promise.what}", account, facts, cause=cause)

    def _two_stories(self, entry: Entry, event: e.TeamSpoke) -> None:
        if not event.contradicts:
            return
        person = self.stage.incident.people.get(event.person)
        facts = {
            "team": TEAMS.get(event.team, event.team), "promised": event.value,
            "person": person.name if person else f"your {TEAMS.get(event.team, event.team)}",
        }  # fmt: skip
        if self.moods[event.account].contact_s is not None:
            wait_s = self._soon_s(event.account, "compares", entry.n, 6)
            self.stage.later(wait_s, partial(self._compare, event.account, facts, entry.n))

    def _compare(self, account: str, facts: dict[str, str], cause: int) -> None:
        if self._is_failing(account):
            self._write("contradiction", account, facts, asks=True, cause=cause)

    def team_was_wrong(self, account: str, team: str, person: str, promised: str) -> None:
        """A time that a team named by itself has passed, and it still fails."""
        known = self.stage.incident.people.get(person)
        facts = {"team": TEAMS.get(team, team), "person": known.name if known else "Somebody", "promised": promised}
        self._write("promise_team", account, facts)

    # --- over our head, and at the end ----------------------------------------------------------------------

    def _escalated(self, entry: Entry, event: e.AccountEscalated) -> None:
        kind, account = f"escalation_{event.level}", event.account
        sender, temperament = self._sender(account, kind)
        self._send(kind, account, {}, sender, temperament, asks=True, cause=entry.n)
        if event.level >= 2 and self.moods[account].spec.tier != "standard" and not self._kinds[account, "executive"]:
            self._kinds[account, "executive"] = 1
            wait_s = self._soon_s(account, "executive", event.level, 12)
            self.stage.later(wait_s, partial(self._executive, account, entry.n))

    def _executive(self, account: str, cause: int) -> None:
        """The customer's head of finance, or of security, writes in person."""
        guarded = self.stage.variant.truth.incident_class in (IncidentClass.SECURITY, IncidentClass.DATA)
        kind = "executive_ciso" if guarded else "executive_cfo"
        sender, temperament = self._sender(account, kind, ("security",) if guarded else ("financ", "cfo"))
        office = "Head of information security" if guarded else "Chief financial officer"
        name = f"{office}, {self.stage.incident.accounts[account].name}"
        self._send(kind, account, {}, sender or name, temperament, asks=True, cause=cause)

    def _closed(self, entry: Entry, event: e.IncidentClosed) -> None:
        for account, mood in self.moods.items():
            if mood.hurt_since_s is not None and self._would(account, "thanks", 0):
                wait_s = self._soon_s(account, "thanks", 0, 25)
                self.stage.later(wait_s, partial(self._thank, account, mood, entry.n))

    def _thank(self, account: str, mood: Mood, cause: int) -> None:
        content = mood.start_milli - mood.milli <= CONTENT_ACCOUNT_DROP_MILLI and not mood.deceived
        if content and not self._is_failing(account):
            self._write("thanks", account, {}, cause=cause)
