"""Claims against the truth and against what the war room knew when they were made.

A claim that contradicts what was known is deception (gate G-1); one that contradicts a truth not yet known is an
error and costs only C7. Beliefs (hedged claims) are never held against anybody.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial

from msgspec.structs import replace as replace_claim

from scoring.deeds import DEED, untrue_deeds
from scoring.duty import Context, scope_words, utc
from scoring.harmed import harmed
from scoring.meant import is_denied, is_named_as_wrong
from scoring.mistold import ERROR_ONLY, mistold
from scoring.outage import OUTAGE
from scoring.posts import BEYOND_THE_ROOM, holds, told_to
from scoring.ranges import lower_end, number
from scoring.record import Record, Seen, kept
from scoring.resumed import all_well
from scoring.rivals import names_rival
from scoring.scope import is_felt, is_quiet_at, is_spared, least_told, scope_range
from scoring.unread import unread
from scoring.well import ACT, RESUME, RIGHT, UNTOUCHED, WELL, WHOLE, is_of, is_other_month
from simulator import events as e
from simulator.reading.result import Claim
from simulator.vocabulary import IncidentClass

_DENIES = ("none", "no")
_AFFIRMS = ("breach", "yes", "some", "exposed")
"""What the reader and the authors of scenarios call a claim that there was an intruder."""
_ON_DATA = ("record", "data", "export", "file")
_CORRECTS = (
    "correct our", "correct what", "correct the", "correct an", "correction", "corrected", "was wrong", "were wrong",
    "mistaken", "too low", "too high", "instead of", "we told you", "we wrote", "we said",
)  # fmt: skip
"""Words of a text that takes back what an earlier one said."""
_ON_RIGHTNESS = ("correct", "wrong", "accurate", "right", "intact", "unharmed", "damaged", "false")
"""Words of an assurance that data is as it should be, not only that none is gone."""

READING_S = 300
"""Who is writing when a result comes in has not read it yet. Engineering judgement."""

Text = e.UpdatePosted | e.Replied | e.CustomerAcknowledged | e.BriefPosted
"""What the judged person tells others."""


class Fault(StrEnum):
    """How a claim is wrong."""

    ERROR = "error"
    """It contradicts a truth that the room did not know yet."""
    DECEPTION = "deception"
    """It contradicts what the room knew."""
    PREMATURE = "premature"
    """It assures what nobody had checked by then, however it turned out."""


_RULES = {
    Fault.ERROR: "false, not known by then",
    Fault.DECEPTION: "contradicts what was known",
    Fault.PREMATURE: "assured before it was checked",
}


@dataclass(frozen=True, slots=True)
class Said:
    """One unhedged claim in a text of the judged person."""

    n: int
    at_s: int
    audience: str
    """A channel, `reply`, `acknowledgement` or `brief`."""
    claim: Claim
    accounts: tuple[str, ...] = ()
    """Who it went to; empty = everybody who reads there."""
    corrects: bool = False
    """The text says that an earlier one was wrong."""
    least: float | None = None
    """The lower end of a share that was told as a range."""


@dataclass(frozen=True, slots=True)
class FalseClaim:
    """A claim that does not hold."""

    said: Said
    fault: Fault
    truth: str
    """What is true, in words."""
    known: str = ""
    """What the room had learned by then, or could look up; empty when nothing, or when monitoring showed it."""

    @property
    def rule(self) -> str:
        """What is wrong with it: against what was known, or before anything was."""
        if self.said.claim.key == DEED:
            return "says that work was done which nobody had begun"
        if self.fault is Fault.ERROR and self.known:
            return f"does not agree with what the room could look up: {self.said.claim.key}"
        return f"{_RULES[self.fault]}: {self.said.claim.key}"

    @property
    def better(self) -> str:
        """What could have been said at that moment; what nobody knew yet could not."""
        if self.fault is Fault.DECEPTION or self.known:
            return f"Say what was known: {(self.known or self.truth).rstrip('.')}."
        if self.said.claim.key == DEED:
            return "Say what is being done, and what only will be."
        if self.fault is Fault.PREMATURE:
            return "Say that it is being checked, and by when you will know."
        return f"Say what is known, and that the rest is being checked. As it turned out: {self.truth.rstrip('.')}."


@kept
def _texts(record: Record) -> tuple[tuple[Seen[Text], str], ...]:
    """What the judged person told customers, colleagues in front of them, or executives, and where."""
    texts: list[tuple[Seen[Text], str]] = []
    texts += [(s, s.event.channel.value) for s in record.mine(e.UpdatePosted) if s.event.channel in BEYOND_THE_ROOM]
    texts += [(s, "reply") for s in record.mine(e.Replied)]
    texts += [(s, "acknowledgement") for s in record.mine(e.CustomerAcknowledged)]
    texts += [(s, "brief") for s in record.mine(e.BriefPosted)]
    return tuple(sorted(texts, key=lambda pair: pair[0].n))


@kept
def said(record: Record) -> tuple[Said, ...]:
    """Every unhedged claim of the judged person to customers, colleagues in front of them, or executives."""
    return tuple(
        Said(
            seen.n,
            seen.at_s,
            audience,
            claim,
            _accounts(record, seen.event),
            holds(seen.event.text, _CORRECTS),
            lower_end(seen.event.text, claim),
        )
        for seen, audience in _texts(record)
        for claim in (*seen.event.reading.claims, *unread(seen.event.text, seen.event.reading.claims))
        if not claim.hedged and not is_named_as_wrong(seen.event.text, claim)
    )


def _accounts(record: Record, event: Text) -> tuple[str, ...]:
    """The accounts that a text went to; none when it went to all or to no customer."""
    if isinstance(event, e.UpdatePosted):
        return event.accounts
    if isinstance(event, e.BriefPosted):
        return ()
    account = told_to(record, event)
    return (account,) if account else ()


def false_claims(record: Record, context: Context) -> tuple[FalseClaim, ...]:
    """Every claim that contradicts the truth or what was known, and every deed that nobody had begun."""
    return _false_claims(record, context.under("C7"))


@kept
def _false_claims(record: Record, context: Context) -> tuple[FalseClaim, ...]:
    """The same, asked once for a gate and two criteria."""
    found = [false for claim in said(record) if (false := check(record, context, claim)) is not None]
    for seen, audience in _texts(record):
        told = partial(Said, seen.n, seen.at_s, audience, accounts=_accounts(record, seen.event))
        for claim in untrue_deeds(record, context, seen.event.text, seen.n):
            found.append(FalseClaim(told(claim), Fault.ERROR, "nobody had begun any such work"))
        for one in map(told, all_well(context, seen.event.text, seen.event.reading.claims)):
            if is_felt(record, one.accounts, one.at_s) and (false := _restored(record, context, one)) is not None:
                found.append(false)
        for claim, truth, key in mistold(record, context, seen.event.text, seen.at_s):
            false = _wrong(record, told(claim), truth, key)
            found.append(replace(false, known=truth) if key == ERROR_ONLY else false)
        hurt = (_harmed(record, context, told(claim)) for claim in harmed(context, seen.event.text))
        found += filter(None, hurt)
    return tuple(sorted(found, key=lambda false: (false.said.n, false.said.claim.start)))


def check(record: Record, context: Context, said: Said) -> FalseClaim | None:
    """What is wrong with one claim; None when it holds or cannot be checked."""
    test = _TESTS.get(said.claim.key)
    return test(record, context, said) if test else None


def _wrong(record: Record, said: Said, truth: str, key: str = "") -> FalseClaim:
    """An error, or deception when facts under a key, else under its own, were known by then."""
    known = record.known_at(said.at_s, key or said.claim.key)
    if not known:
        return FalseClaim(said, Fault.ERROR, truth)
    return FalseClaim(said, Fault.DECEPTION, truth, known[-1].event.text)


def _scope(record: Record, context: Context, said: Said) -> FalseClaim | None:
    share = number(said.claim.value)
    if share is None:
        return None
    if share == 0:
        return _nobody(record, context, said)
    low, high = scope_range(record, context, said.at_s)
    off = context.runbook.criteria["C7"].numbers["scope_off_by_pct"]
    if least_told(low, off) <= share and (said.least or share) <= high + off:
        return None
    told = scope_words(context, said.at_s).rstrip(".")
    if high == 0 and context.truth.false_alarm:
        return _in_false_alarm(record, context, said, told or "nobody is affected")
    if told and high == 0:
        return _wrong(record, said, told)
    most = f"at most {high} % for any one customer by then"
    bound = most if share > high else f"never less than {low} % while it lasted"
    is_over = is_quiet_at(record, context, said.at_s)
    return _wrong(record, said, bound if is_over or not told else f"{told}; {bound}")


def _nobody(record: Record, context: Context, said: Said) -> FalseClaim | None:
    """That nobody is affected holds while it is quiet, and towards those who never felt anything."""
    if is_quiet_at(record, context, said.at_s) or is_spared(record, said.accounts, said.at_s):
        return None
    return _wrong(record, said, scope_words(context, said.at_s) or "customers were affected")


def _spared(record: Record, context: Context, said: Said) -> FalseClaim | None:
    """That many are not hurt is false where it makes those who are too few; that they are more misleads nobody."""
    share = number(said.claim.value)
    if share is None or is_quiet_at(record, context, said.at_s):
        return None
    off = context.runbook.criteria["C7"].numbers["scope_off_by_pct"]
    if 100 - share >= least_told(scope_range(record, context, said.at_s)[0], off):
        return None
    return _wrong(record, said, scope_words(context, said.at_s) or "more were affected", "scope_pct")


def _regions(record: Record, context: Context, said: Said) -> FalseClaim | None:
    """Where a false alarm hurts nobody, a place where it hurts is as false as a share of those who are hurt."""
    if context.truth.false_alarm and scope_range(record, context, said.at_s)[1] == 0:
        told = scope_words(context, said.at_s).rstrip(".") or "nobody is affected"
        denied = is_denied(record.by_number[said.n].event.text, said.claim)
        return None if denied else _in_false_alarm(record, context, said, told)
    true = {region.casefold() for region in context.truth.regions}
    claimed = {part.strip().casefold() for part in said.claim.value.split(",") if part.strip()}
    if not true or not claimed or claimed == true or (claimed & true and "all" not in claimed | true):
        return None
    if "all" in true and len(claimed) > 1:
        return None
    return _wrong(record, said, f"affected: {', '.join(context.truth.regions)}")


def _cause(record: Record, context: Context, said: Said) -> FalseClaim | None:
    """A cause is false when it names a family of causes that the true one does not belong to.

    Who knows that strangers were in knows as well that it was no maintenance and no broken part.
    """
    text = f"{said.claim.value} {said.claim.quote}"
    known = [fact.value for fact in context.truth.facts.values() if fact.key == "cause"]
    if not names_rival(text, context.truth.cause) or holds(text, (*context.cause_words, *known)):
        return None
    strangers = [seen for seen in record.known_at(said.at_s, "security") if seen.event.value in _AFFIRMS]
    if strangers and not record.known_at(said.at_s, "cause"):
        return FalseClaim(said, Fault.DECEPTION, context.truth.cause, strangers[-1].event.text)
    return _wrong(record, said, context.truth.cause)


def _data_loss(record: Record, context: Context, said: Said) -> FalseClaim | None:
    claims_none = said.claim.value == "none"
    if claims_none and not context.truth.data_lost:
        return _data_wrong(record, context, said) or _unchecked(record, context, said)
    if said.claim.value not in ("none", "some", "yes") or claims_none != context.truth.data_lost:
        return None
    return _wrong(record, said, context.truth.data_loss)


def _data_wrong(record: Record, context: Context, said: Said) -> FalseClaim | None:
    """That data is right is false while it is wrong, although none of it is lost."""
    is_data = context.truth.incident_class is IncidentClass.DATA and not context.truth.false_alarm
    if not is_data or not holds(said.claim.quote, _ON_RIGHTNESS) or is_quiet_at(record, context, said.at_s):
        return None
    return _wrong(record, said, scope_words(context, said.at_s) or context.truth.data_loss, "scope_pct")


def _well(record: Record, context: Context, said: Said) -> FalseClaim | None:
    """What people act on is false while it fails or is wrong for them; that nothing is lost has to be checked."""
    kind, is_data = said.claim.value, context.truth.incident_class is IncidentClass.DATA
    if kind in (WHOLE, UNTOUCHED):
        checked = kind == WHOLE or context.truth.incident_class is IncidentClass.SECURITY
        none = replace(said, claim=replace_claim(said.claim, key="data_loss", value="none"))
        return _data_loss(record, context, none) if checked else None
    told = scope_words(context, said.at_s)
    if not is_felt(record, said.accounts, said.at_s) or is_other_month(said.claim.quote, context.truth.data_loss):
        return None
    if kind == RESUME and not is_data:
        return _unchecked(record, context, said)
    failed = " ".join(step.text for step in context.truth.scope if step.at <= said.at_s)
    is_theirs = is_data if kind in (RIGHT, ACT, RESUME) else bool(said.accounts) and is_of(said.claim.quote, failed)
    return _wrong(record, said, told or "it failed for them", "scope_pct") if is_theirs else None


def _unchecked(record: Record, context: Context, said: Said) -> FalseClaim | None:
    """An assurance that no data was lost, before the room had learned what became of it."""
    can_be_known = any(fact.key == "data_loss" for fact in context.truth.facts.values())
    if not can_be_known or record.known_at(said.at_s, "data_loss"):
        return None
    return FalseClaim(said, Fault.PREMATURE, "nobody had checked by then whether data was lost")


def _restored(record: Record, context: Context, said: Said) -> FalseClaim | None:
    """Monitoring shows impact to everybody, so a claim of repair against it is deception."""
    if said.claim.value != "yes":
        return None
    if not record.hurt or is_quiet_at(record, context, said.at_s):
        return None
    return FalseClaim(said, Fault.DECEPTION, "it still failed for customers at that moment")


def _outage(record: Record, context: Context, said: Said) -> FalseClaim | None:
    """An outage in a false alarm is deception once the room has learned what explains the alarm away."""
    found = _in_false_alarm(record, context, said, "there was no outage") if context.truth.false_alarm else None
    return found if found is not None and found.fault is Fault.DECEPTION else None


def _harmed(record: Record, context: Context, said: Said) -> FalseClaim | None:
    """Harm told to those who have none, once the room could read that nobody has any, or what explains it away."""
    nobody = [seen for seen in record.known_at(said.at_s - READING_S, "scope_pct") if seen.event.value == "0"]
    if nobody and said.accounts:
        return FalseClaim(said, Fault.DECEPTION, "nobody was affected", nobody[-1].event.text)
    return _outage(record, context, said)


def _in_false_alarm(record: Record, context: Context, said: Said, truth: str) -> FalseClaim:
    """Harm that nobody has: an error while the alarm stands, deception once what explains it away could be read.

    A calm gauge alone explains nothing where something else will: it may be the one that lags. Engineering judgement.
    """
    read_s = said.at_s - READING_S
    known = [*record.known_at(read_s, "cause"), *record.known_at(read_s, "security")]
    if not any(fact.key in ("cause", "security") for fact in context.truth.facts.values()):
        known += record.known_at(read_s, "scope_pct")
    if not known:
        return FalseClaim(said, Fault.ERROR, truth)
    return FalseClaim(said, Fault.DECEPTION, truth, known[-1].event.text)


def _start(record: Record, context: Context, said: Said) -> FalseClaim | None:
    """A wrong start is an error, never deception: a text may speak of the start of something else."""
    off_s = context.runbook.criteria["C7"].numbers["start_off_by_min"] * 60
    true_s = context.scenario.start_utc_s + context.truth.impact_start
    elsewhere = said.audience == "brief" or not said.claim.value.isdigit()
    if elsewhere or abs(int(said.claim.value) - true_s) <= off_s:
        return None
    return FalseClaim(said, Fault.ERROR, f"the impact began at {utc(record, context.truth.impact_start)}")


def subject(claim: Claim) -> Claim:
    """The claim as it is meant: that no records were opened speaks of data, not of whether anybody was in."""
    if claim.key == "security" and is_denial(claim) and holds(claim.quote, _ON_DATA):
        return replace_claim(claim, key="data_loss", value="none")
    return claim


def is_denial(claim: Claim) -> bool:
    """True for a claim that there was no loss or no intruder."""
    return claim.value in _DENIES


def _security(record: Record, context: Context, said: Said) -> FalseClaim | None:
    """A claim on intruders is held against what the room knew, else against the truth.

    A scenario outside the security class that says nothing on security has no intruder.
    """
    denies = is_denial(said.claim)
    if not denies and said.claim.value not in _AFFIRMS:
        return None
    if (about := subject(said.claim)) is not said.claim:
        return _data_loss(record, context, replace(said, claim=about))
    known = [s.event.value for s in record.known_at(said.at_s, "security")]
    true = [fact.value for fact in context.truth.facts.values() if fact.key == "security"]
    values = known or true or ([] if context.is_guarded else ["none"])
    if not values or denies == all(value in _DENIES for value in values):
        return None
    return _wrong(record, said, "somebody else was in" if denies else "nobody else was in; nothing was broken into")


_TESTS: dict[str, Callable[[Record, Context, Said], FalseClaim | None]] = {
    "scope_pct": _scope,
    "spared_pct": _spared,
    "regions": _regions,
    "cause": _cause,
    "data_loss": _data_loss,
    "restored": _restored,
    "start": _start,
    "security": _security,
    OUTAGE: _outage,
    WELL: _well,
}
