"""One simulated drill, played and measured: a pure function of its arguments, in whatever process it runs.

Content comes through a `Source`, a function at a module's top level, so that a trial and its result travel between
processes; `measure_trial` loads each scenario and runbook once per process.
"""

from __future__ import annotations

import gc
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

import msgspec

from scoring.judgement import centi
from scoring.record import Record
from scoring.scorecard import Scorecard, judge
from simulator import events as e
from simulator.bots.player import Player, Silent, play
from simulator.bots.script import ScriptPlayer
from simulator.bots.skill import SKILLS, Skill
from simulator.drill import Drill, Kit, same_form
from simulator.errors import ScenarioError
from simulator.journal import Header
from simulator.vocabulary import Mode

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Setup:
    """What the drills of one scenario under one runbook share."""

    kit: Kit
    header: Header
    """A header of this content; every trial puts its own seeds into it."""


Source = Callable[[str, str], Setup]
"""Loads a scenario and a runbook, each an id or a path; picklable, so a function of a module's top level."""


class Trial(msgspec.Struct, frozen=True, kw_only=True):
    """One drill to play."""

    scenario: str
    player: str | Skill
    """`silent`, `reference`, the name of a skill, or a skill."""
    form_seed: int | None
    """Which variant and cast; None = the canonical one."""
    noise_seed: int
    """Durations, arrivals, and the player's own draws; 0 = medians, and no mishaps."""
    runbook: str = "escalation"
    keeps_cadence: bool = False
    """True: a skilled player updates customers as often as this runbook asks, instead of as its own policy has it."""


class Measured(msgspec.Struct, frozen=True, kw_only=True):
    """What came of one drill, in whole numbers."""

    variant: str
    total_centi: int
    """Points after gates, in hundredths."""
    earned_centi: int
    """Points before gates."""
    band: str
    passed: bool
    gates: tuple[str, ...]
    criteria_permille: dict[str, int | None]
    """Value of every criterion; None = unscored in this variant."""
    weights_centi: dict[str, int]
    lines: int
    """Length of the journal."""
    ended_s: int
    declared_s: int | None
    """When the incident was declared; None = never."""
    restored_s: int | None
    """When impact ended for good; None = it lasts, or there was none."""
    hurt: bool
    """True when any account felt impact."""
    sentiment_milli: int
    """Mean over the accounts at the end of the drill, before the epilogue."""
    leaving_ppm: int
    """Sum of the accounts' chances to leave within the year, in millionths: 1,000,000 = one account."""
    credit_cents: int
    """Credits promised to customers."""
    at_risk_cents: int
    """Yearly revenue that the model puts at risk."""
    task_s: int
    """Seconds that responders spent on tasks, added up."""
    texts: int
    """Updates, briefs and answers that the player sent."""
    too_short: bool = False
    """True when somebody else ended it before enough was due for a total."""


def measure_trial(trial: Trial, source: Source) -> Measured:
    """Load what the trial needs (once per process), play it, measure it."""
    return play_trial(trial, _setup(source, trial.scenario, trial.runbook))


@lru_cache(maxsize=64)
def _setup(source: Source, scenario: str, runbook: str) -> Setup:
    return source(scenario, runbook)


def play_trial(trial: Trial, setup: Setup) -> Measured:
    """Play one trial to its end with content at hand.

    Raises:
        ScenarioError: there is no such player.
    """

    def whole() -> Measured:
        drill = start(trial, setup)
        play(drill, player_of(trial, drill))
        return measure(drill)

    return tidily(whole)


def tidily(course: Callable[[], T]) -> T:
    """Play one drill without searches for garbage; what it leaves goes in one search after it.

    A drill is a circle of processes that lives and dies as a whole: searches in the middle of it find nothing, and
    the later ones go through all that is loaded.
    """
    searched = gc.isenabled()
    gc.disable()
    try:
        return course()
    finally:
        gc.collect(0)
        if searched:
            gc.enable()


def start(trial: Trial, setup: Setup) -> Drill:
    """A new drill at second 0, with the trial's seeds."""
    header = same_form(
        setup.header,
        form_seed=trial.form_seed,
        noise_seed=trial.noise_seed,
        mode=Mode.SIMULATED,
    )
    return Drill(header, setup.kit)


def player_of(trial: Trial, drill: Drill) -> Player:
    """The simulated player that a trial names.

    Raises:
        ScenarioError: there is no such player.
    """
    if isinstance(trial.player, Skill):
        return _skilled(trial.player, trial, drill)
    if trial.player == "silent":
        return Silent()
    if trial.player == "reference":
        return ScriptPlayer(drill.variant.reference, drill)
    if trial.player in SKILLS:
        return _skilled(SKILLS[trial.player], trial, drill)
    raise ScenarioError(
        f"there is no simulated player {trial.player!r}", hint=f"Known: reference, silent, {', '.join(SKILLS)}."
    )


def _skilled(skill: Skill, trial: Trial, drill: Drill) -> Player:
    from simulator.bots.skilled import Skilled

    if not trial.keeps_cadence:
        return Skilled(skill, drill.header.noise_seed)
    from scoring.analysis.cadence import Dutiful

    return Dutiful(skill, drill.header.noise_seed, drill.kit.runbook.cadence)


def measure(drill: Drill, card: Scorecard | None = None) -> Measured:
    """What came of a finished drill; `card` when it is judged already."""
    journal = drill.journal()
    card = card or judge(journal, drill.kit.scenario, drill.kit.runbook)
    record = Record.of(journal.header, journal.entries)
    settled = [seen.event for seen in record.all(e.AccountSettled)]
    moods = [account.sentiment_milli for account in drill.incident.accounts.values()]
    return Measured(
        variant=card.variant,
        total_centi=centi(card.total),
        earned_centi=centi(card.earned),
        band=card.band,
        passed=card.passed,
        gates=tuple(gate.id for gate in card.gates if not gate.pending),
        criteria_permille={score.id: score.judgement.value_permille for score in card.criteria},
        weights_centi={score.id: score.weight_centi for score in card.criteria},
        lines=len(journal.entries),
        ended_s=drill.at_s,
        declared_s=record.declared.at_s if record.declared else None,
        restored_s=record.restored.at_s if record.restored else None,
        hurt=record.hurt,
        sentiment_milli=sum(moods) // len(moods) if moods else 0,
        leaving_ppm=sum(one.churn_ppm for one in settled),
        credit_cents=sum(one.credit_cents for one in settled),
        at_risk_cents=sum(one.arr_at_risk_cents for one in settled),
        task_s=_task_s(record),
        texts=sum(len(record.mine(kind)) for kind in (e.UpdatePosted, e.BriefPosted, e.Replied)),
        too_short=card.too_short,
    )


def _task_s(record: Record) -> int:
    """Seconds on tasks: from each start to the next end of the same task, or to the last line."""
    ends: list[tuple[str, int, int]] = [(s.event.task, s.n, s.at_s) for s in record.all(e.TaskFinished)]
    ends += [(s.event.task, s.n, s.at_s) for s in record.all(e.TaskStopped)]
    total = 0
    for seen in record.all(e.TaskStarted):
        later = [at_s for task, n, at_s in ends if task == seen.event.task and n > seen.n]
        total += min(later, default=record.end_s) - seen.at_s
    return total
