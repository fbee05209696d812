"""Readable facts: a small scenario with three variants, and journals made of events at seconds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

import msgspec

from scenarios.catalog import load_runbook
from scoring.criteria import CRITERIA
from scoring.duty import Context
from scoring.judgement import Judgement
from scoring.record import Record
from scoring.scorecard import Scorecard, judge
from simulator import events as e
from simulator.clock import MINUTE_S, parse_stamp
from simulator.journal import Entry, Header, Journal, Ref
from simulator.reading import BriefReading, Claim, PostmortemReading, UpdateReading
from simulator.runbook import Runbook
from simulator.scenario import Scenario
from simulator.vocabulary import Channel, IncidentClass, MessageKind, Mode, Seat, Severity

START_UTC_S = parse_stamp("2026-03-10T12:00:00Z")
YOU = "you"
BOT = "bot"
SIGNAL_S = 3 * MINUTE_S


def minutes(count: float) -> int:
    """Drill seconds of so many minutes."""
    return int(count * MINUTE_S)


# --- the scenario -------------------------------------------------------------------------------------------


def _task(kind: str, **more: Any) -> dict[str, Any]:
    return {"title": f"Task of kind {kind}", "kind": kind, "team": "ops", "median": "5m", "result": "Done.", **more}


def _truth(**changes: Any) -> dict[str, Any]:
    return {
        "cause": "A cache setting was too small.",
        "cause_concepts": [["cache"], ["setting", "configuration"]],
        "severity": "sev1",
        "incident_class": "availability",
        "impact_start": "1m",
        "scope": [{"at": "1m", "pct": 20, "text": "20 % of users cannot log in"}],
        "regions": ["all"],
        "data_loss": "Nothing was lost.",
        "facts": {
            "breadth": {"key": "scope_pct", "value": "20", "text": "20 % fail.", "when": "elapsed > 5m"},
            "intact": {"key": "data_loss", "value": "none", "text": "Nothing lost.", "when": "elapsed > 60m"},
        },
        "containment": ["undo"],
        "harmful": ["burn"],
        "evidence_tasks": ["copy"],
        "key_moments": {
            "declared": {"title": "Declared", "event": "incident_declared", "words": ["declared"]},
            "undone": {
                "title": "Undone",
                "event": "task_finished",
                "where": {"task": "undo"},
                "words": ["undone", "reverted"],
            },
        },
        "decisions": {
            "switch": {"title": "Switch over", "about": "risk", "words": ["switch"], "approvers": ["exec_sponsor"]},
        },
        "credit": {"north": {"credit": "sla_credit", "least": 4000, "most": 4000, "approver": "cs_manager"}},
        **changes,
    }


def _variant(truth: Mapping[str, Any], **changes: Any) -> dict[str, Any]:
    par = {"restored": "60m", "monitoring": "30m", "sentiment_drop": 5}
    return {"title": "A variant", "faults": ["slow"], "truth": truth, "par": par, "reference": [], **changes}


def _cast() -> dict[str, Any]:
    seats = {"writer": "comms_lead", "tech": "tech_lead", "notes": "scribe", "boss": "exec_sponsor", "csm": "cs",
             "ae": "sales", "counsel": "legal", "secops": "security"}  # fmt: skip
    return {
        **{name: {"title": "Somebody", "seats": [seat]} for name, seat in seats.items()},
        "ceo": {"title": "Chief executive"},
        "buyer": {"title": "Buyer", "organisation": "north"},
        "reader": {"title": "Reader", "organisation": "south"},
    }


def _tasks() -> dict[str, Any]:
    return {
        "look": _task("diagnose"),
        "undo": _task("contain"),
        "burn": _task("contain"),
        "switch": _task("fix", reversible=False),
        "check": _task("verify"),
        "copy": _task("evidence"),
        "rotate": _task("fix", destroys_evidence=True),
        "lock": _task("prevent"),
    }


def _accounts() -> dict[str, Any]:
    north = {"tier": "strategic", "arr": 900_000, "monthly_fee": 40_000, "renewal_in_days": 60, "sla": "gold"}
    south = {"tier": "standard", "arr": 12_000, "monthly_fee": 1_000, "renewal_in_days": 200, "sla": "none"}
    return {"north": north, "south": south}


def _variants() -> dict[str, Any]:
    alarm = _truth(false_alarm=True, severity="sev3", scope=[], credit={}, decisions={})
    quiet = {"restored": None, "monitoring": "10m", "sentiment_drop": 0}
    return {
        "main": _variant(_truth()),
        "breach": _variant(_truth(incident_class="security", restricted=["build log"])),
        "alarm": _variant(alarm, par=quiet, not_reached=["E2", "E3", "F2"]),
        "excused": _variant(alarm, par=quiet, not_reached=["D1"]),
    }


@lru_cache
def scenario() -> Scenario:
    """Two accounts, eight tasks; `main`, `breach` (security), `alarm` (false) and `excused` (false, without D1)."""
    return Scenario.model_validate(
        {
            "format": 1, "id": "small", "version": 1, "title": "Small", "family": "small", "summary": "Small.",
            "briefing": "Small.", "difficulty": 1, "minutes": 10, "start_utc": "2026-03-10T12:00:00Z",
            "horizon": "6h", "objectives": {}, "injects": [], "cast": _cast(), "tasks": _tasks(),
            "signals": {"errors_pct": {"title": "Errors", "warn": 2, "critical": 8}},
            "faults": {"slow": {"title": "Slow", "impact_pct": {"north": 20, "south": 20}}},
            "accounts": _accounts(), "variants": _variants(),
        }
    )  # fmt: skip


@lru_cache
def runbook() -> Runbook:
    """The bundled runbook."""
    return load_runbook().model


# --- readings -----------------------------------------------------------------------------------------------


def reading(*, next_update_s: int | None = None, anchor: int = 3, **changes: Any) -> UpdateReading:
    """A good update's reading; `next_update_s` is a drill second."""
    whole = UpdateReading(
        reader="test",
        readable="yes",
        anchor=anchor,
        impact_level=2,
        action_level=2,
        features={
            "acknowledges": True,
            "states_impact": True,
            "states_action": True,
            "next_update": next_update_s is not None,
        },
        next_update_utc_s=None if next_update_s is None else START_UTC_S + next_update_s,
    )
    return msgspec.structs.replace(whole, **changes)


def silence() -> UpdateReading:
    """What the reader finds in words without content."""
    return UpdateReading(reader="test", readable="yes", features={})


def claim(key: str, value: str, *, hedged: bool = False) -> Claim:
    """A claim."""
    return Claim(key=key, value=value, hedged=hedged, start=0, end=1, quote=f"{key} is {value}")


def postmortem_reading(**changes: Any) -> PostmortemReading:
    """A good post-mortem's reading."""
    whole = PostmortemReading(
        reader="test",
        readable="yes",
        features={},
        sections=tuple("abcdefgh"),
        utc_stated=True,
        word_count=800,
        impact_duration=True,
        impact_count=True,
        impact_business=True,
        organisational_factors=1,
        narrative_parts=3,
        factors=("The cache was set far too small by default", "No document said which size is safe"),
    )
    return msgspec.structs.replace(whole, **changes)


# --- events -------------------------------------------------------------------------------------------------


def declared(severity: Severity = Severity.SEV1, **changes: Any) -> e.IncidentDeclared:
    """A complete declaration."""
    fields = {"scope": "20 % of users in all regions cannot log in", "impact_start_s": 60, **changes}
    return e.IncidentDeclared(severity=severity, incident_class=IncidentClass.AVAILABILITY, incident="INC-1", **fields)


def named(seat: Seat, holder: str) -> e.RoleAssigned:
    """A seat has a holder."""
    return e.RoleAssigned(seat=seat, holder=holder)


def update(
    text: str = "We know and act.",
    *,
    channel: Channel = Channel.STATUS_PAGE,
    accounts: tuple[str, ...] = (),
    final: bool = False,
    read: UpdateReading | None = None,
) -> e.UpdatePosted:
    """An external update."""
    return e.UpdatePosted(
        channel=channel, text=text, accounts=accounts, final=final, update="u1", reading=read or reading()
    )


def mail(sender: str, account: str = "", **changes: Any) -> e.MessageArrived:
    """Something in the inbox."""
    fields = {
        "message": f"m-{sender}",
        "medium": MessageKind.MAIL,
        "subject": "Question",
        "text": "What is it?",
        **changes,
    }
    return e.MessageArrived(sender=sender, account=account, **fields)


def impact(permille: int) -> e.ImpactChanged:
    """Both accounts feel it alike."""
    return e.ImpactChanged(accounts_permille={"north": permille, "south": permille}, restored=permille < 20)


def started(task: str, owner: Seat = Seat.TECH_LEAD, time_box_s: int = 900) -> e.TaskStarted:
    """A task is running."""
    return e.TaskStarted(task=task, owner=owner, time_box_s=time_box_s, eta_s=300)


def finished(task: str, *, succeeded: bool = True, moved: bool = True) -> e.TaskFinished:
    """A task ended."""
    return e.TaskFinished(task=task, succeeded=succeeded, result="Done.", moved=moved)


def brief(**changes: Any) -> e.BriefPosted:
    """A complete brief."""
    whole = BriefReading(
        reader="test", readable="yes", impact=True, status=True, confidence=True, decisions=True, word_count=120
    )
    return e.BriefPosted(text="Brief.", reading=msgspec.structs.replace(whole, **changes))


def handed_in(read: PostmortemReading | None = None, cause: int = 1_000) -> e.PostmortemSubmitted:
    """The post-mortem."""
    return e.PostmortemSubmitted(text="…", reading=read or postmortem_reading(), cause_match_permille=cause)


def cast() -> e.DrillStarted:
    """Event 1."""
    whole = scenario()
    people = tuple(
        e.Person(
            id=name,
            name=name.title(),
            title=spec.title,
            organisation=spec.organisation,
            team=spec.team or "",
            seats=tuple(seat.value for seat in spec.seats),
        )
        for name, spec in whole.cast.items()
    )
    companies = tuple(
        e.Company(
            account=name,
            name=name.title(),
            tier=spec.tier,
            arr_cents=spec.arr,
            monthly_fee_cents=spec.monthly_fee,
            renewal_in_days=spec.renewal_in_days,
            sla=spec.sla,
            sentiment_milli=75_000,
            churn_ppm=80_000,
        )
        for name, spec in whole.accounts.items()
    )
    return e.DrillStarted(home="Home", people=people, companies=companies, variant="main")


# --- journals -----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Story:
    """A journal in the making: `story().you(600, declared()).world(3_600, impact(0))`."""

    variant: str = "main"
    mode: Mode = Mode.PRACTICE
    facts: tuple[tuple[int, str, e.AnyEvent, int], ...] = field(default=())

    def you(self, at_s: int, *events: e.AnyEvent) -> Story:
        """The judged person's events."""
        return self._add(at_s, YOU, events)

    def bot(self, at_s: int, *events: e.AnyEvent) -> Story:
        """Events of somebody in another seat."""
        return self._add(at_s, BOT, events)

    def world(self, at_s: int, *events: e.AnyEvent, cause: int = 0) -> Story:
        """The world's events."""
        return self._add(at_s, "", events, cause)

    def _add(self, at_s: int, who: str, events: tuple[e.AnyEvent, ...], cause: int = 0) -> Story:
        return replace(self, facts=(*self.facts, *((at_s, who, event, cause) for event in events)))

    def journal(self) -> Journal:
        """All facts in order of time; facts of one second keep their order."""
        first = msgspec.structs.replace(cast(), variant=self.variant)
        ordered = [(0, "", first, 0), *sorted(self.facts, key=lambda fact: fact[0])]
        entries = tuple(
            Entry(n, at_s, who, "ic" if who else "", f"c{n}" if who else "", cause, event)
            for n, (at_s, who, event, cause) in enumerate(ordered, 1)
        )
        ref = Ref(id="small", digest="0", version=1)
        header = Header(
            drill="d1",
            scenario=ref,
            runbook=ref,
            form_seed=None,
            noise_seed=0,
            start_utc_s=START_UTC_S,
            mode=self.mode,
            player=YOU,
            digests={},
        )
        return Journal(header, entries, "", False)

    def record(self) -> Record:
        """What the criteria read."""
        journal = self.journal()
        return Record.of(journal.header, journal.entries)

    def context(self, criterion: str) -> Context:
        """What one criterion is held against."""
        return Context(scenario(), scenario().variants[self.variant], runbook(), runbook().criteria[criterion])

    def judge(self, criterion: str) -> Judgement:
        """One criterion's judgement."""
        return CRITERIA[criterion](self.record(), self.context(criterion))

    def value(self, criterion: str) -> int | None:
        """One criterion's value in permille."""
        return self.judge(criterion).value_permille

    def card(self) -> Scorecard:
        """All of the judgement, by the bundled runbook."""
        return judge(self.journal(), scenario(), runbook())


def quiet(variant: str = "main", *, mode: Mode = Mode.PRACTICE) -> Story:
    """Nothing but the first credible signal."""
    page = mail("monitoring", message="page", medium=MessageKind.ALERT, credible_signal=True)
    return Story(variant, mode).world(SIGNAL_S, page)


def story(variant: str = "main", *, restored_s: int | None = 3_600, mode: Mode = Mode.PRACTICE) -> Story:
    """A signal and twenty percent of impact from minute one until `restored_s`."""
    told = quiet(variant, mode=mode).world(60, impact(200))
    return told if restored_s is None else told.world(restored_s, impact(0))
