"""What conditions see: the fold and the hidden system, never an answer of yesterday."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from simulator import commands as c
from simulator import events as e
from simulator.vocabulary import Channel, Seat, Severity
from tests.builders import PAGE, PLAYER, Story, inject, new_drill, story, tiny
from tests.plays import PLAYS

CONDITIONS = (
    "declared", "stood_down", "mitigated", "resolved", "closed", "restored", "postmortem_scheduled",
    "postmortem_submitted", "holding_line_out", "severity == 1", "updates >= 2", "briefs > 0", "promises_broken > 0",
    "elapsed >= 30m", "since_update > 20m", "since_holding_line > 20m", "since_brief > 20m", "phase == contain",
    "phase in [declare, roles]",
    "done(roll-back)", "running(roll-back)", "fired(page)", "answered(probe)", "held(ic)", "sentiment(alpha) < 78",
    "active(bad-flag)", "error_pct > 10", "declared and error_pct > 10", "not declared and since_update > 10m",
    "done(look) and held(ic) and updates >= 1", "mitigated or restored and elapsed > 5m",
)  # fmt: skip
PROBE = inject("probe", at="4m", account="alpha", sender="alpha-contact", asks=True)
ASKED = tiny(injects=[PAGE, PROBE, *(inject(f"c{n}", when=text) for n, text in enumerate(CONDITIONS))])


def seen(told: Story, text: str) -> bool:
    return told.drill.lookup.holds(text)


@settings(max_examples=40)
@given(PLAYS)
def test_a_condition_that_waits_comes_due_in_the_first_minute_in_which_it_holds(
    acts: list[tuple[int, c.Command, Seat]],
) -> None:
    drill = new_drill(ASKED, seed=2)
    first_s: dict[str, int] = {}

    def look(at_s: int) -> None:
        for number, text in enumerate(CONDITIONS):
            if drill.lookup.conditions[text].holds(drill.lookup):
                first_s.setdefault(f"c{number}", at_s)

    drill.stage.beats.insert(0, look)
    for number, (pause_s, command, seat) in enumerate([*acts, (4_000, c.NoteAbsence(wall_s=1), Seat.IC)]):
        drill.advance_to(drill.at_s + pause_s)
        drill.submit(command, who=PLAYER, seat=seat, command_id=f"r{number}")
    fired_s = {x.event.inject: x.at_s for x in drill.entries if isinstance(x.event, e.InjectFired)}
    assert {name: at_s for name, at_s in fired_s.items() if name not in {"page", "probe"}} == first_s


def test_the_course_of_an_incident_as_conditions_see_it() -> None:
    told = story(ASKED).at("3m")
    assert [seen(told, text) for text in ("fired(page)", "declared", "restored", "active(bad-flag)")] == [
        True,
        False,
        False,
        True,
    ]
    told.declare()
    assert seen(told, "declared")
    assert seen(told, "severity == 1")
    told.do(c.ChangeSeverity(severity=Severity.SEV3, reason="Small."))
    assert not seen(told, "severity == 1")
    told.contain()
    assert seen(told, "running(roll-back)")
    told.at("25m")
    assert [seen(told, text) for text in ("running(roll-back)", "done(roll-back)", "restored", "active(bad-flag)")] == [
        False,
        True,
        True,
        False,
    ]


def test_an_answer_is_seen_on_the_message_of_the_inject() -> None:
    told = story(ASKED).at("5m")
    assert not seen(told, "answered(probe)")
    told.do(c.Reply(message=told.drill.lookup.inject_message["probe"], text="Seen."))
    assert seen(told, "answered(probe)")


@pytest.mark.parametrize(
    ("name", "command"),
    [
        ("since_update > 20m", c.PostUpdate(channel=Channel.STATUS_PAGE, text="One.")),
        ("since_holding_line > 20m", c.PostUpdate(channel=Channel.HOLDING_LINE, text="One.")),
        ("since_brief > 20m", c.PostBrief(text="One.")),
    ],
)
def test_spans_run_from_the_first_signal_and_then_from_the_last_word(name: str, command: c.Command) -> None:
    told = story(ASKED).at("1m")
    assert not seen(told, name)
    assert not seen(told.at("22m"), name)
    assert seen(told.at("1321s"), name)
    told.do(command)
    assert not seen(told.at("42m"), name)
    assert seen(told.at("2522s"), name)


def test_a_signal_is_read_as_monitoring_shows_it() -> None:
    told = story(ASKED).at("3m")
    values = {at_s: told.drill.lookup("error_pct", None) for at_s in (180,)}
    assert values[180] == told.at("181s").incident.signals["error_pct"]
