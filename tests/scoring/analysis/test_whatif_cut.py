"""What decisions were worth in a drill that a facilitator ended: nothing happens after that end, in no course."""

from __future__ import annotations

from dataclasses import replace

import pytest

from scoring.analysis.course import Step
from scoring.analysis.decisions import decisions_of
from scoring.analysis.handover import best_from
from scoring.analysis.whatif import World, examine, rank, weigh
from scoring.analysis.whatif_text import render
from simulator import commands as c
from simulator.clock import HOUR_S, MINUTE_S
from simulator.errors import JournalError
from tests.scoring.analysis.drills import finished, kit_of, played_with

EARLY_S, LATE_S = 7 * MINUTE_S, 24 * MINUTE_S + 46


def cut(at_s: int, *, without: tuple[type[c.Command], ...] = ()) -> World:
    """A drill of the average player that a facilitator ends, without some of its commands."""
    whole = World(finished("db-failover", "average", 2), kit_of("db-failover"))
    steps = [step for step in whole.scene.steps if step.at_s < at_s and not isinstance(step.command, without)]
    end = Step(c.FinishDrill(), at_s, None, "facilitator", "end")
    return World(played_with(whole.journal, whole.kit, (*steps, end)), whole.kit)


def test_every_course_ends_when_the_facilitator_ended_the_drill() -> None:
    """Given an end in the 25th minute, when tasks are never started, then the end does not wait for what they held."""
    world = cut(LATE_S)
    decisions = decisions_of(world.scene)
    assert decisions
    assert {world.take(decision.steps)[0].ended_s for decision in decisions} == {LATE_S}


def test_what_would_come_after_the_end_is_no_course() -> None:
    """Given no brief by then and a declaration, when both would come after the end, then neither is tried."""
    ids = {decision.id for decision in decisions_of(cut(LATE_S, without=(c.PostBrief,)).scene)}
    assert "declared-sooner" in ids
    assert ids.isdisjoint({"brief-at-all", "declared-later"})
    ids = {decision.id for decision in decisions_of(cut(HOUR_S, without=(c.PostBrief,)).scene)}
    assert {"brief-at-all", "declared-later"} <= ids


def test_what_was_left_undone_is_never_praised() -> None:
    """Given a brief never written, when writing it scores less, then that stands under no heading."""
    world = cut(HOUR_S, without=(c.PostBrief,))
    taken, _ = world.take(world.scene.steps)
    found = next(one for one in decisions_of(world.scene) if one.id == "brief-at-all")
    worth = weigh(world, taken, found)
    worse = replace(worth, change=replace(worth.change, total_centi=-500, earned_centi=-500, gravity=0))
    assert worse.only_omitted
    assert not replace(worse, change=replace(worse.change, total_centi=500, earned_centi=500)).only_omitted
    late = {one.id for one in decisions_of(world.scene) if one.omits}
    assert {"brief-at-all", "declared-sooner"} <= late
    assert late.isdisjoint({"declared-later", "update-never", "severity-low"})
    saved = examine(world.journal, world.kit, noise=0).saved
    assert saved
    assert not [one for one in saved if one.decision.omits]
    assert rank([worse]) == ([], [worse])


def test_a_drill_whose_debrief_has_no_total_is_weighed_by_none() -> None:
    world = cut(EARLY_S)
    with pytest.raises(JournalError, match="too little was due when it was ended"):
        examine(world.journal, world.kit, noise=0)


def test_whoever_takes_over_has_no_longer_than_the_team_had_and_a_gate_that_caps_them_is_named() -> None:
    """Given a database incident cut in the 25th minute, and a leak in which nobody engages Legal: both are told."""
    world = cut(LATE_S)
    best = best_from(world, 5 * MINUTE_S, runs=1)
    assert best.best.ended_s == LATE_S
    assert best.gates == ((),)
    told = replace(best, gates=(("G-3 (never engaged: Legal)",),))
    page = " ".join(render(examine(world.journal, world.kit, noise=0), world.journal, told).split())
    assert "Gate G-3 (never engaged: Legal) capped 1 of its 1 ways." in page
