"""A dry run: every bot plays every variant over some seeds, before anybody else does.

It shows which injects, facts and tasks came about and which never did, which criteria anybody earned, how the totals
spread, and flags variants that nobody wins or that a bot without skill wins. All players are simulated agents: a
scenario that they win can still be too hard for people, and the other way round.
"""

from __future__ import annotations

import signal
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from typing import Any

from scoring import judge
from scoring.duty import Context
from scoring.moments import moments
from scoring.record import Record
from scoring.scorecard import Scorecard
from simulator import events as e
from simulator.bots.player import Player, play
from simulator.bots.script import ScriptPlayer
from simulator.clock import spell
from simulator.commands import kind_of
from simulator.drill import Drill
from simulator.runbook import Runbook
from simulator.scenario import Scenario
from simulator.variants import choose_variant

SEEDS_TRIED = 5_000
"""How far to look for seeds that draw a variant."""
SKILLED = "expert"
"""The bot that should pass: a variant that only the reference run wins is won by a script alone."""
UNSKILLED = {"silent": 0, "novice": 50}
"""Bots that should not pass: a variant is trivial when more than this percentage of their drills does (a guess)."""
LEAST_DRILLS = 3
"""Fewer drills of a bot that sometimes passes say nothing about a variant."""

Open = Callable[[str, str, str, int | None], tuple[Drill, Player]]
"""Opens a drill and seats a bot: (scenario, runbook, bot, seed). A plain function: it goes to other processes."""


@dataclass(frozen=True, slots=True)
class Form:
    """One drill to be played."""

    variant: str
    bot: str
    seed: int | None
    """None is the canonical run of the first variant."""


@dataclass(frozen=True, slots=True)
class Missed:
    """A step of the reference run that was not carried out."""

    step: int
    """Its position in the variant's run, from 0."""
    what: str
    """Which command, from when, and why not, in words."""


Place = Callable[[str, int], str]
"""Where a step of a variant's reference run stands: `file.yaml:304`."""


def _dotted(variant: str, step: int) -> str:
    return f"variants.{variant}.reference.{step}"


@dataclass(frozen=True, slots=True)
class Played:
    """What came of one drill."""

    form: Form
    total_centi: int
    """The total in hundredths of a point."""
    passed: bool
    gates: tuple[str, ...]
    values: tuple[tuple[str, int | None], ...]
    """Permille of each criterion; None = unscored."""
    injects: tuple[str, ...]
    """Injects that fired."""
    facts: tuple[str, ...]
    tasks: tuple[str, ...]
    """Tasks that succeeded."""
    moments: tuple[str, ...]
    """Key moments of the variant that came about."""
    refused: int
    """Commands that made no sense at their moment."""
    missed: tuple[Missed, ...] = ()
    """What the reference run could not carry out."""


@dataclass(frozen=True, slots=True)
class Flag:
    """A variant that should not go to people as it is."""

    variant: str
    kind: str
    """`unwinnable`, `reference-fails`, `expert-fails`, `trivial` or `undrawn`."""
    why: str


def seeds_of(scenario: Scenario, seeds: int) -> dict[str, tuple[int | None, ...]]:
    """The first seeds that draw each variant; the first variant begins with the canonical run."""
    found: dict[str, list[int | None]] = {name: [] for name in scenario.variants}
    found[next(iter(found))].append(None)
    for seed in range(1, SEEDS_TRIED):
        if all(len(of_variant) >= seeds for of_variant in found.values()):
            break
        of_variant = found[choose_variant(scenario, seed)]
        if len(of_variant) < seeds:
            of_variant.append(seed)
    return {name: tuple(of_variant) for name, of_variant in found.items()}


def forms(scenario: Scenario, bots: Sequence[str], seeds: int) -> list[Form]:
    """Every drill of a dry run, in order."""
    return [
        Form(variant, bot, seed)
        for variant, drawn in seeds_of(scenario, seeds).items()
        for bot in bots
        for seed in drawn
    ]


def play_form(open_drill: Open, scenario: str, runbook: str, form: Form) -> Played:
    """Play and judge one drill; depends on its arguments alone."""
    drill, player = open_drill(scenario, runbook, form.bot, form.seed)
    play(drill, player)
    card = judge(drill.journal(), drill.scenario, drill.runbook)
    missed = _missed(drill, player) if isinstance(player, ScriptPlayer) else ()
    return _played(form, drill, card, missed)


def _missed(drill: Drill, player: ScriptPlayer) -> tuple[Missed, ...]:
    places = {id(step): i for i, step in enumerate(drill.variant.reference)}
    return tuple(
        Missed(places[id(step)], f"{kind_of(step.command)} from {spell(step.at)} {fate}")
        for step, fate in player.missed()
        if id(step) in places
    )


def _played(form: Form, drill: Drill, card: Scorecard, missed: tuple[Missed, ...]) -> Played:
    events, record = [entry.event for entry in drill.entries], Record.of(drill.header, drill.entries)
    context = Context(drill.scenario, drill.variant, drill.runbook, next(iter(drill.runbook.criteria.values())))
    return Played(
        form=form,
        total_centi=int(card.total * 100),
        passed=card.passed,
        gates=tuple(gate.id for gate in card.gates),
        values=tuple((score.id, score.judgement.value_permille) for score in card.criteria),
        injects=tuple(dict.fromkeys(x.inject for x in events if isinstance(x, e.InjectFired))),
        facts=tuple(dict.fromkeys(x.fact for x in events if isinstance(x, e.FactLearned))),
        tasks=tuple(dict.fromkeys(x.task for x in events if isinstance(x, e.TaskFinished) and x.succeeded)),
        moments=tuple(moment.id for moment in moments(record, context) if moment.at_s is not None),
        refused=sum(isinstance(x, e.CommandRefused) for x in events),
        missed=missed,
    )


def play_all(open_drill: Open, scenario: str, runbook: str, wanted: Sequence[Form], workers: int) -> Iterator[Played]:
    """Play every form and give the results in the order of `wanted`, whatever the number of workers.

    Args:
        open_drill: Opens a drill and seats a bot.
        scenario: Id or path.
        runbook: Id or path.
        wanted: What to play.
        workers: Processes; with 1 everything is played in this one.
    """
    jobs = [(open_drill, scenario, runbook, form) for form in wanted]
    if workers <= 1:
        yield from (play_form(*job) for job in jobs)
        return
    pool = ProcessPoolExecutor(workers, initializer=_leave_interrupts_to_the_parent)
    try:
        yield from pool.map(play_form, *zip(*jobs, strict=True))
    finally:
        pool.shutdown(cancel_futures=True)


def _leave_interrupts_to_the_parent() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def flags(scenario: Scenario, plays: Sequence[Played], place: Place = _dotted) -> tuple[Flag, ...]:
    """Variants that nobody wins, that reference run or expert loses, that are won without skill or that nobody draws.

    Each speaks of the bots that prove it, so that no flag hangs on who else was asked to play.
    """
    found = []
    for variant in scenario.variants:
        mine = [play for play in plays if play.form.variant == variant]
        if not mine:
            found.append(Flag(variant, "undrawn", "no seed draws this variant, so it was not played"))
            continue
        lost = (_unwinnable(variant, mine), _reference_fails(variant, mine, place), _expert_fails(variant, mine))
        found += [flag for flag in lost if flag]
        found += [flag for flag in (_trivial(variant, mine, bot) for bot in UNSKILLED) if flag]
    return tuple(found)


def _unwinnable(variant: str, mine: Sequence[Played]) -> Flag | None:
    """Nobody passed, and the proof that it can be won was among them; without it a loss says nothing of the variant."""
    if any(play.passed for play in mine) or all(play.form.bot != "reference" for play in mine):
        return None
    return Flag(variant, "unwinnable", f"none of {len(mine)} drills passed; {_how_lost(mine)}")


def _expert_fails(variant: str, mine: Sequence[Played]) -> Flag | None:
    """What an author learns from it: skill alone does not win, or the texts do not say what kind of incident it is."""
    played = [play for play in mine if play.form.bot == SKILLED]
    if not played or any(play.passed for play in played):
        return None
    return Flag(variant, "expert-fails", f"the expert bot passed in 0 of {len(played)} drills; {_how_lost(played)}")


def _how_lost(lost: Sequence[Played]) -> str:
    """The best total, and the gates that stopped every one of them."""
    best = max(play.total_centi for play in lost) / 100
    gated = Counter(gate for play in lost for gate in set(play.gates))
    always = sorted(gate for gate, times in gated.items() if times == len(lost))
    return f"the best total was {best:g}" + (f"; gate {', '.join(always)} violated in all of them" if always else "")


def _reference_fails(variant: str, mine: Sequence[Played], place: Place) -> Flag | None:
    """With the first step that was not carried out, which mostly is what kept the later ones; else what it lost by."""
    played = [play for play in mine if play.form.bot == "reference"]
    lost = [play for play in played if not play.passed]
    if not lost or len(lost) * 2 < len(played):
        return None
    stuck = next((play.missed[0] for play in lost if play.missed), None)
    why = f"{place(variant, stuck.step)}: {stuck.what}" if stuck else _how_lost(lost)
    what = f"the reference run did not pass in {len(lost)} of {len(played)} drills"
    return Flag(variant, "reference-fails", f"{what}; {why}")


def _trivial(variant: str, mine: Sequence[Played], bot: str) -> Flag | None:
    played = [play for play in mine if play.form.bot == bot]
    won = sum(play.passed for play in played)
    if won * 100 <= UNSKILLED[bot] * len(played) or (UNSKILLED[bot] and len(played) < LEAST_DRILLS):
        return None
    return Flag(variant, "trivial", f"the {bot} bot passed in {won} of {len(played)} drills")


def summary(
    scenario: Scenario, runbook: Runbook, plays: Sequence[Played], bots: Sequence[str], place: Place = _dotted
) -> dict[str, Any]:
    """The dry run as plain data; docs/schemas/dry-run.schema.json describes it."""
    found = flags(scenario, plays, place)
    return {
        "format": 1,
        "scenario": scenario.id,
        "version": scenario.version,
        "runbook": runbook.id,
        "players": "simulated",
        "drills": len(plays),
        "bots": list(bots),
        "flags": [{"variant": flag.variant, "kind": flag.kind, "why": flag.why} for flag in found],
        "variants": [_variant(scenario, runbook, name, plays, bots) for name in scenario.variants],
        "never_fired": _never_fired(scenario, plays),
    }


def _never_fired(scenario: Scenario, plays: Sequence[Played]) -> list[str]:
    fired = {inject for play in plays for inject in play.injects}
    return [inject.id for inject in scenario.injects if not inject.bank and inject.id not in fired]


def _variant(
    scenario: Scenario, runbook: Runbook, name: str, plays: Sequence[Played], bots: Sequence[str]
) -> dict[str, Any]:
    mine = [play for play in plays if play.form.variant == name]
    here = [x.id for x in scenario.injects if not x.bank and (not x.variants or name in x.variants)]
    return {
        "id": name,
        "drills": len(mine),
        "scores": [_scores(bot, [play for play in mine if play.form.bot == bot]) for bot in bots],
        "injects": _counts(here, [play.injects for play in mine]),
        "facts": _counts(list(scenario.variants[name].truth.facts), [play.facts for play in mine]),
        "tasks": _counts(list(scenario.tasks), [play.tasks for play in mine]),
        "moments": _counts(list(scenario.variants[name].truth.key_moments), [play.moments for play in mine]),
        "criteria": [_criterion(criterion, mine) for criterion in runbook.criteria] if mine else [],
    }


def _scores(bot: str, mine: Sequence[Played]) -> dict[str, Any]:
    totals = [play.total_centi for play in mine]
    gates = Counter(gate for play in mine for gate in set(play.gates))
    return {
        "bot": bot,
        "drills": len(mine),
        "passed": sum(play.passed for play in mine),
        "least": min(totals) / 100 if totals else None,
        "mean": sum(totals) // len(totals) / 100 if totals else None,
        "most": max(totals) / 100 if totals else None,
        "gates": dict(sorted(gates.items())),
        "refused": sum(play.refused for play in mine),
    }


def _counts(names: Sequence[str], seen: Sequence[tuple[str, ...]]) -> list[dict[str, Any]]:
    """In how many drills each thing came about."""
    times = Counter(name for of_play in seen for name in of_play)
    return [{"id": name, "drills": times[name]} for name in names]


def _criterion(name: str, mine: Sequence[Played]) -> dict[str, Any]:
    """The best that anybody earned; None where it is unscored in every drill."""
    values = [(dict(play.values)[name], play.form.bot) for play in mine]
    scored = [(value, bot) for value, bot in values if value is not None]
    best = max(scored, key=lambda pair: pair[0], default=None)
    return {
        "id": name,
        "best": None if best is None else best[0] / 1_000,
        "by": None if best is None or not best[0] else best[1],
        "attainable": None if best is None else best[0] > 0,
    }
