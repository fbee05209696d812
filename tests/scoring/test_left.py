"""Ending one's own drill early never earns more than playing on in silence until the scenario's end."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from scoring import Scorecard, judge
from simulator import commands as c
from simulator import events as e
from simulator.drill import Drill
from simulator.events import command_of
from simulator.journal import Entry
from simulator.vocabulary import Mode, Seat
from tests.scoring.builders import SIGNAL_S, Story, declared, minutes, quiet, started, story, update
from tests.scoring.plays import DATABASE, content, reference
from tui.library import header_for

MOMENTS = (0, 4, 12, 20, 30, 45, 60, 75, 90, 105, 120)
"""How many of the reference run's commands are given before its player stops."""


def _left_off(inputs: Sequence[Entry]) -> Drill:
    """A drill with the given commands, as it is a second after the last of them."""
    material = content(DATABASE)
    drill = Drill(header_for(material, drill=DATABASE, seed=None, mode=Mode.SIMULATED), material.kit)
    for entry in inputs:
        drill.advance_to(entry.at_s)
        recorded = None if isinstance(entry.event, e.CommandRefused) else entry.event
        drill.submit(command_of(entry.event), who=entry.who, seat=Seat(entry.seat) if entry.seat else None,
                     command_id=entry.command_id, recorded=recorded)  # fmt: skip
    drill.advance_to(drill.at_s + 1)
    return drill


def _card(drill: Drill) -> Scorecard:
    material = content(DATABASE)
    return judge(drill.journal(), material.scenario.model, material.runbook.model)


@pytest.mark.parametrize("given", MOMENTS)
def test_ones_own_early_end_never_earns_more_than_silence_until_the_end(given: int) -> None:
    inputs = [entry for entry in reference(DATABASE).drill.entries if entry.command_id]
    ended, silent = _left_off(inputs[:given]), _left_off(inputs[:given])
    ended.submit(c.FinishDrill(), who=ended.player, seat=Seat.IC, command_id="end")
    silent.advance_to(silent.scenario.horizon + 60)
    early, late = _card(ended), _card(silent)
    assert early.total <= late.total
    for one, other in zip(early.criteria, late.criteria, strict=True):
        assert (one.judgement.value_permille or 0) <= (other.judgement.value_permille or 0), one.id


def _ended(told: Story, at_s: int, *, own: bool) -> Scorecard:
    """The scorecard after an end by the player or by a facilitator."""
    asked = told.you(at_s, e.FinishRequested()) if own else told.bot(at_s, e.FinishRequested())
    return asked.world(at_s, e.DrillEnded(reason="finished")).card()


def _value(card: Scorecard, criterion: str) -> int | None:
    return card.criterion(criterion).judgement.value_permille


def test_a_promise_that_falls_due_before_the_scenarios_end_is_broken_by_ones_own_end() -> None:
    """Given news promised for 13:00, when its player ends the drill at 12:30, then one owes it."""
    told = story(restored_s=None).you(minutes(20), update("We act. Next update by 13:00 UTC."))
    said_in = len(told.journal().entries)
    due = e.PromiseMade(promise="p", what="update", channel="status_page", account="*", due_s=minutes(60),
                        said_in=said_in)  # fmt: skip
    told = told.world(minutes(20), due)
    own = _ended(told, minutes(30), own=True)
    assert _value(own, "C4") == 0
    assert "open when you ended the drill" in own.criterion("C4").judgement.quotes[0].rule
    assert _value(_ended(told, minutes(30), own=False), "C4") is None


def test_who_ends_the_drill_while_it_is_felt_has_neither_mood_nor_answers_nor_one_story() -> None:
    told = story(restored_s=None).you(minutes(20), declared(), update("We act."))
    own, cut = (_ended(told, minutes(30), own=own) for own in (True, False))
    assert [_value(own, name) for name in ("C7", "E4", "E5")] == [0, 0, 0]
    assert "left open at your own end" in own.criterion("E4").judgement.actual
    assert [_value(cut, name) for name in ("C7", "E4", "E5")] == [1_000, 1_000, None]


def test_who_has_closed_the_incident_has_left_nothing() -> None:
    told = story().you(minutes(20), declared(), update("We act.")).you(minutes(70), update("It is over.", final=True))
    closed = told.you(minutes(90), e.IncidentClosed(note="Over."))
    assert [_value(_ended(closed, minutes(91), own=True), name) for name in ("C7", "E4", "E5")] == [1_000, 1_000, None]
    assert _value(_ended(told, minutes(91), own=True), "E5") == 0


def test_harmful_work_that_one_walks_away_from_has_done_its_harm() -> None:
    told = story(restored_s=None).you(SIGNAL_S + 60, declared(), started("undo"), started("burn"))
    assert _value(_ended(told, SIGNAL_S + 120, own=True), "D1") == 0
    assert _value(_ended(told, SIGNAL_S + 120, own=False), "D1") == 1_000


def test_an_early_end_is_advised_what_would_have_earned_the_first_clocks_points() -> None:
    """Given the page taken at once and no customer who had written, when one ends, then one is not told to take it."""
    told = quiet().you(SIGNAL_S + 6, e.PageAcknowledged()).you(SIGNAL_S + 60, declared())
    judgement = _ended(told, SIGNAL_S + 120, own=True).criterion("A2").judgement
    assert judgement.value_permille == 0
    assert "when you ended the drill" in judgement.actual
    assert judgement.advice.startswith("Play on until customers write")
