"""What a journal says for a certificate: header, score, seats held, gaps. Recomputed by who verifies."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from hashlib import sha256
from typing import Any

import msgspec

from scoring.judgement import FULL, centi
from scoring.record import Record
from scoring.scorecard import Scorecard, judge
from scoring.version import judge_name
from simulator import events as e
from simulator.journal import Journal
from simulator.runbook import Runbook
from simulator.scenario import Scenario
from simulator.vocabulary import SKIP_MULTIPLIER, Seat


class Gate(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A gate that the judge found."""

    id: str
    pending: bool
    """It rests on the reading of a text, so a person has to confirm it."""
    evidence: tuple[int, ...]


class Fact(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One journal."""

    sha256: str
    drill: str
    scenario: str
    scenario_version: int
    scenario_digest: str
    family: str
    variant: str
    runbook: str
    runbook_digest: str
    mode: str
    player: str
    form_seed: int | None
    noise_seed: int
    fork: bool
    finished: bool
    """Closed by its seal."""
    engine: str
    python: str
    drill_s: int
    interruptions: int
    away_s: int
    """Seconds of the clock on the wall that the drill stood still for while nobody was there, as journalled."""
    pauses: int
    off_plan: int
    """Changes of pace that an exam of this scenario does not make: skipped or hurried time."""
    others: int
    """Commands that somebody else than the candidate gave: another seat's, or a facilitator's."""
    events: int
    seats: tuple[str, ...]
    """Seats that the player was named to or sat down in."""
    earned_centi: int
    total_centi: int
    """After the gates that need no person's word."""
    gates: tuple[Gate, ...]
    criteria: dict[str, int | None]
    """Value of each criterion in thousandths; None = unscored."""
    judge: str = ""
    """Which judge gave the marks; empty = one from before that was written down."""


def fact_of(raw: bytes, journal: Journal, scenario: Scenario, runbook: Runbook) -> Fact:
    """Read and judge one journal.

    Args:
        raw: Its bytes.
        journal: The same, decoded.
        scenario: What was played.
        runbook: What it is judged by.
    """
    return fact_of_card(raw, journal, scenario, judge(journal, scenario, runbook))


def fact_of_card(raw: bytes, journal: Journal, scenario: Scenario, card: Scorecard) -> Fact:
    """The same, from a scorecard that was made already."""
    record = Record.of(journal.header, journal.entries)
    gaps = [seen.event.wall_s for seen in record.all(e.AbsenceNoted)]
    return Fact(
        **plain_words(raw, journal),
        family=scenario.family,
        variant=card.variant,
        drill_s=record.end_s,
        interruptions=len(gaps),
        away_s=sum(gaps),
        pauses=sum(1 for seen in record.all(e.PaceChanged) if seen.event.multiplier == 0),
        off_plan=_off_plan(record, scenario),
        seats=_seats(record),
        earned_centi=centi(card.earned),
        total_centi=centi(card.total),
        gates=tuple(Gate(gate.id, gate.pending, gate.evidence) for gate in card.gates),
        criteria={score.id: score.judgement.value_permille for score in card.criteria},
        judge=judge_name(),
    )


def plain_words(raw: bytes, journal: Journal) -> dict[str, Any]:
    """What a journal of any version says about itself; none of it is judged."""
    header = journal.header
    return {
        "sha256": sha256(raw).hexdigest(), "drill": header.drill, "scenario": header.scenario.id,
        "scenario_version": header.scenario.version, "scenario_digest": header.scenario.digest,
        "runbook": header.runbook.id, "runbook_digest": header.runbook.digest, "mode": header.mode.value,
        "player": header.player, "form_seed": header.form_seed, "noise_seed": header.noise_seed,
        "fork": bool(header.parent), "finished": journal.sealed, "engine": header.engine, "python": header.python,
        "others": sum(1 for entry in journal.entries if entry.command_id and entry.who != header.player),
        "events": len(journal.entries),
    }  # fmt: skip


def _off_plan(record: Record, scenario: Scenario) -> int:
    planned = {0, 1, *(step.multiplier for step in scenario.pace_plan)}
    return sum(
        1
        for seen in record.all(e.PaceChanged)
        if seen.event.multiplier not in planned and not _is_jump(seen.at_s, seen.event.multiplier, scenario)
    )


def _is_jump(at_s: int, multiplier: int, scenario: Scenario) -> bool:
    """An exam jumps over quiet stretches, but never where its plan runs at ×1."""
    step = next((step for step in scenario.pace_plan if at_s < step.until), None)
    return multiplier == SKIP_MULTIPLIER and step is not None and step.multiplier > 1


def _seats(record: Record) -> tuple[str, ...]:
    """Seats that the judged person was named to, or sat down in, in the order of the runbook."""
    named = {seen.event.seat for seen in record.namings if record.person(seen.event.holder) == record.player}
    named |= {seen.event.seat for seen in record.all(e.SeatTaken) if seen.event.person == record.player}
    return tuple(seat.value for seat in Seat if seat in named)


def domains_of(criteria: Mapping[str, int | None], runbook: Runbook) -> dict[str, tuple[Fraction, Fraction]]:
    """Points and points to be had of each domain; the weight of what is unscored moves within its domain."""
    found = {}
    for letter, domain in runbook.domains.items():
        there = {name: value for name in domain.criteria if (value := criteria.get(name)) is not None}
        whole = Fraction(sum(runbook.criteria[name].weight_centi for name in domain.criteria), 100)
        weights = sum(runbook.criteria[name].weight_centi for name in there)
        if weights:
            share = Fraction(sum(runbook.criteria[n].weight_centi * v for n, v in there.items()), weights * FULL)
            found[letter] = (whole * share, whole)
    return found


def earned_of(criteria: Mapping[str, int | None], runbook: Runbook) -> Fraction:
    """Points of 100 before any gate."""
    domains = domains_of(criteria, runbook).values()
    of = sum((whole for _, whole in domains), Fraction(0))
    return sum((points for points, _ in domains), Fraction(0)) * 100 / of if of else Fraction(0)
