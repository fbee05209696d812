"""Where a candidate stands: which drills count, which do not and why, and what is still wanting.

Everything is decided from the journals' own words and the dossier's signed statements, so that an outsider who has both
comes to the same answer.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import msgspec

from scoring.certificates.fact import Fact, Gate
from scoring.certificates.ledger import Ledger
from scoring.certificates.token import seconds_of
from simulator.clock import spell
from simulator.vocabulary import Mode

CONFIRMED = "confirmed"
HOST, ELSEWHERE = "examiner's host", "elsewhere"
"""Where an exam was sat, as the examiner says."""


class Rules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a certificate takes; written into the dossier when it is opened, so that nobody moves the bar later."""

    least_drills: int = 6
    least_families: int = 3
    """Families that each have `least_per_family` drills."""
    least_per_family: int = 2
    least_unseen: int = 2
    most_away_s: int = 900
    """Longest that a drill may have stood still, in all, in seconds of the clock on the wall. A guess."""


class Verdict(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Whether one drill counts, and why not."""

    journal: str
    scenario: str
    variant: str
    attempt: int
    """Which exam of the scenario; 0 = none of this dossier's."""
    counts: bool
    unseen: bool
    """The candidate had met neither the scenario nor this variant of it before the exam."""
    place: str
    proctors: tuple[str, ...]
    reasons: tuple[str, ...]
    """Why it does not count; empty when it does."""
    pending: tuple[str, ...]
    """Gates that wait for a person's word."""


class Standing(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All drills of a candidate, and what is wanting for a certificate."""

    drills: tuple[Verdict, ...]
    wanting: tuple[str, ...]
    """Empty when the rules are met."""

    def of(self, journal: str) -> Verdict:
        """The verdict on one journal."""
        return next(drill for drill in self.drills if drill.journal == journal)

    @property
    def counted(self) -> tuple[Verdict, ...]:
        """The drills that count."""
        return tuple(drill for drill in self.drills if drill.counts)


def rules_of(ledger: Ledger) -> Rules:
    """The rules that the dossier was opened with; the house's own where it names none.

    Raises:
        ValueError: they are no rules.
    """
    return msgspec.convert(ledger.opening.data.get("rules", {}), Rules)


def standing_of(facts: Sequence[Fact], ledger: Ledger, rules: Rules) -> Standing:
    """Judge every journal of a dossier, in the order of its exams.

    Args:
        facts: What the journals say.
        ledger: What was signed about them.
        rules: What a certificate takes.
    """
    drills: list[Verdict] = []
    for fact in sorted(facts, key=lambda fact: (_begun(fact, ledger), fact.drill)):
        drills.append(_verdict(fact, ledger, rules, drills))
    found = tuple(drills)
    return Standing(found, tuple(_wanting(found, facts, ledger, rules)))


def _begun(fact: Fact, ledger: Ledger) -> str:
    sitting = ledger.sitting_of(fact.sha256)
    return sitting.begun_utc if sitting else "~"


def _verdict(fact: Fact, ledger: Ledger, rules: Rules, before: list[Verdict]) -> Verdict:
    sitting, delivery = ledger.sitting_of(fact.sha256), ledger.delivery(fact.sha256)
    place = delivery.text("place") if delivery else ""
    watched = tuple(statement.by.name for statement in ledger.proctors(fact.sha256))
    reasons = [*_of_journal(fact, ledger, rules), *_of_exam(fact, ledger)]
    if place != HOST and not watched:
        reasons.append("unproctored: it was sat neither on the examiner's host nor before an admitted proctor")
    sat_before = {(found.scenario, found.variant) for found in before if found.attempt}
    if (fact.scenario, fact.variant) in sat_before:
        reasons.append(f"the variant {fact.variant} was sat before")
    known = {fact.scenario, f"{fact.scenario}/{fact.variant}"} & ledger.exposure
    return Verdict(
        journal=fact.sha256,
        scenario=fact.scenario,
        variant=fact.variant,
        attempt=sitting.attempt if sitting else 0,
        counts=not reasons,
        unseen=not known and not reasons,
        place=place,
        proctors=watched,
        reasons=tuple(reasons),
        pending=tuple(gate.id for gate in fact.gates if gate.pending and ledger.gate(fact.sha256, gate.id) is None),
    )


_MODES = {
    Mode.SIMULATED: "simulated: no person played it",
    Mode.PRACTICE: "practice: only exams count",
    Mode.EXERCISE: "a team exercise: only exams count",
}


def _of_journal(fact: Fact, ledger: Ledger, rules: Rules) -> Iterator[str]:
    """What the journal itself says against it."""
    if fact.mode != Mode.EXAM:
        yield _MODES.get(Mode(fact.mode), fact.mode)
    if fact.fork:
        yield "a fork of another drill"
    if not fact.finished:
        yield "unfinished: it has no closing seal"
    if fact.player != ledger.person:
        yield "played by another person"
    if fact.others:
        yield f"others gave commands in it: {fact.others}"
    if fact.off_plan:
        yield f"not at the exam's own pace: {fact.off_plan} changes outside the scenario's plan"
    if fact.pauses > fact.interruptions:
        yield f"paused {fact.pauses} times; an exam has no pause"
    if fact.away_s > rules.most_away_s:
        yield f"interrupted for {spell(fact.away_s)}; at most {spell(rules.most_away_s)} are allowed"
    runbook = ledger.opening.text("runbook_digest")
    if runbook and fact.runbook_digest != runbook:
        yield "played by another runbook than the dossier was opened for"


def _of_exam(fact: Fact, ledger: Ledger) -> Iterator[str]:
    """What the dossier says against it."""
    sitting, delivery = ledger.sitting_of(fact.sha256), ledger.delivery(fact.sha256)
    if delivery is None or sitting is None:
        yield "no exam of this dossier: the examiner never handed it out, or never took it in"
        return
    if sitting.void:
        yield f"declared void: {sitting.void}"
    if seconds_of(delivery.at_utc) < seconds_of(sitting.begun_utc):
        yield f"handed in on {delivery.at_utc}, before it was handed out on {sitting.begun_utc}"
    if fact.drill != sitting.drill or fact.scenario != sitting.scenario:
        yield "another drill than the one that was handed out"
    first = next((s for s in ledger.statements if s.kind == "delivery" and ledger.is_same_exam(s, delivery)), None)
    if first is not None and first.about != fact.sha256:
        yield "a second journal for the same exam"
    if not ledger.is_sealed(fact.sha256, fact.form_seed) or fact.noise_seed != fact.form_seed:
        yield "not the sealed form: its seed is not the one that the dossier committed to"


def gate_holds(gate: Gate, journal: str, ledger: Ledger) -> bool:
    """Whether a gate caps: one that needs no person's word does until it is overruled, another once it is confirmed."""
    word = ledger.gate(journal, gate.id)
    if word is None:
        return not gate.pending
    return word.text("verdict") == CONFIRMED


def _wanting(drills: tuple[Verdict, ...], facts: Sequence[Fact], ledger: Ledger, rules: Rules) -> Iterator[str]:
    counted = [drill for drill in drills if drill.counts]
    family = {fact.scenario: fact.family for fact in facts}
    for check in (_few, _families, _unseen):
        yield from check(counted, family, rules)
    for drill in counted:
        for gate in drill.pending:
            yield (
                f"{drill.scenario} {drill.attempt}: gate {gate} rests on the reading of a text; "
                "an assessor has to confirm or overrule it"
            )
    for sitting in ledger.open_sittings:
        yield (
            f"{sitting.scenario} {sitting.attempt}: begun on {sitting.begun_utc} and never handed in; "
            "take its journal in, or declare it void and say why"
        )


def _few(counted: list[Verdict], family: dict[str, str], rules: Rules) -> Iterator[str]:
    if len(counted) < rules.least_drills:
        yield f"too few: {len(counted)} of {rules.least_drills} exam drills"


def _families(counted: list[Verdict], family: dict[str, str], rules: Rules) -> Iterator[str]:
    count = Counter(family[drill.scenario] for drill in counted)
    full = [name for name, drills in count.items() if drills >= rules.least_per_family]
    if len(full) < rules.least_families:
        listed = ", ".join(f"{name} {drills}" for name, drills in sorted(count.items())) or "none"
        yield (
            f"families: {len(full)} of {rules.least_families} with {rules.least_per_family} drills each "
            f"(so far: {listed})"
        )


def _unseen(counted: list[Verdict], family: dict[str, str], rules: Rules) -> Iterator[str]:
    unseen = sum(drill.unseen for drill in counted)
    if unseen < rules.least_unseen:
        yield f"unseen: {unseen} of {rules.least_unseen} drills of a variant that the candidate had not met before"
