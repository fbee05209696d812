"""The player of timed commands: what it waits for, what it tries again, and how it tells what was not carried out."""

from __future__ import annotations

from typing import Any

import pytest

from simulator import events as e
from simulator.bots.player import play
from simulator.bots.script import PATIENCE_S, RETRY_S, ScriptPlayer
from simulator.clock import parse_duration_s
from simulator.drill import Drill
from simulator.scenario import ScriptStep
from simulator.triggers import TriggerError
from tests.builders import new_drill, tiny


def step(at: str, do: object, **more: Any) -> ScriptStep:
    """One step, as a file would have it."""
    return ScriptStep.model_validate({"at": at, "do": do, **more})


def played(*steps: ScriptStep, until: str = "", drill: Drill | None = None) -> tuple[Drill, ScriptPlayer]:
    """A drill that these steps have played, to its end or up to a moment."""
    drill = drill or new_drill()
    player = ScriptPlayer(steps, drill)
    play(drill, player, until_s=parse_duration_s(until) if until else None)
    return drill, player


def fates(player: ScriptPlayer) -> list[str]:
    """What became of the steps that were not carried out."""
    return [fate for _, fate in player.missed()]


@pytest.mark.parametrize(
    ("condition", "given_s"),
    [
        ("elapsed > 12m", 780),
        ("error_pct > 19", 540),
        ("not declared and since_update >= 20m", 1_320),
        ("fired(complaint) and phase != nowhere", None),
    ],
)
def test_a_step_waits_for_any_condition_that_the_scenario_knows(condition: str, given_s: int | None) -> None:
    """Given a condition that no line of the scenario holds, when the drill is played, then the step waits for it."""
    waiting = step("9m", "acknowledge_page", when=condition)
    if given_s is None:
        with pytest.raises(TriggerError, match="nowhere"):
            played(waiting)
        return
    drill, player = played(waiting, until="30m")
    assert [x.at_s for x in drill.entries if isinstance(x.event, e.PageAcknowledged)] == [given_s]
    assert player.missed() == []


def test_what_was_refused_is_told_with_the_file_s_time_and_reason() -> None:
    """Given a second acknowledgement, when it is refused, then the first is carried out and only the second is told."""
    first, second = step("3m", "acknowledge_page"), step("4m", "acknowledge_page")
    _, player = played(second, first)
    assert player.missed() == [(second, "was refused at 4 min: The page is acknowledged already. Go on to declare.")]


def test_a_task_that_stays_impossible_is_told_with_the_last_answer() -> None:
    """Given a task that nobody is free for, when the drill ends, then the step keeps its own time and says why."""
    task = step("9m", {"start_task": {"task": "roll-back", "owner": "tech_lead", "time_box": "15m"}})
    _, player = played(step("3m", "acknowledge_page"), task, step("20m", "finish_drill"))
    [(missed, fate)] = player.missed()
    assert missed is task
    assert fate.startswith("was tried every minute until the end and refused: Nobody of platform is free.")


def test_a_task_is_tried_again_for_six_hours_and_no_longer() -> None:
    """Given a horizon of ten hours, when a task stays impossible, then the journal does not fill up to the end."""
    task = step("9m", {"start_task": {"task": "roll-back", "owner": "tech_lead", "time_box": "15m"}})
    drill, player = played(task, drill=new_drill(tiny(horizon="10h")))
    refused = [x.at_s for x in drill.entries if isinstance(x.event, e.CommandRefused)]
    assert (refused[0], refused[-1]) == (540, 540 + PATIENCE_S)
    assert len(refused) == PATIENCE_S // RETRY_S + 1
    assert fates(player)[0].startswith("was refused at 6 h 9 min: Nobody of platform is free.")


def test_what_never_came_about_is_named() -> None:
    """Given steps that wait for what does not happen, when the drill is over, then each says for what."""
    _, player = played(
        step("3m", "acknowledge_page", when="held(scribe)"),
        step("4m", {"reply": {"message": "@works-again", "text": "Good to hear."}}),
        step("5m", {"hold_call": {"call": "@alpha", "notes": "-"}}),
        step("6m", {"grant_credit": {"proposal": "@beta", "text": "-"}}),
        step("7m", {"record_confirmation": {"account": "beta", "message": "@beta"}}),
        step("8m", {"log_entry": {"action": "At {moment.declared}", "owner": "you", "result": "-"}}),
        step("20m", "finish_drill"),
        step("21m", "acknowledge_page"),
    )
    waited = [fate.removeprefix("waited until the end for ") for fate in fates(player)]
    assert waited == [
        "'held(scribe)' to hold",
        "the message of the inject 'works-again'",
        "a scheduled call with 'alpha'",
        "an answer to a credit proposal for 'beta'",
        "a message of 'beta' that confirms",
        "the key moment 'declared' of this variant",
        "never came due: the drill was over at 20 min",
    ]
