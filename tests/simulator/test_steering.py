"""A facilitator steers a drill: each intervention is an input that replays, and held or skipped injects stay away."""

from __future__ import annotations

import pytest

from simulator import events as e
from simulator import interventions as i
from simulator.catch_up import prove_replay
from simulator.drill import Drill
from simulator.journal import decode, encode
from simulator.vocabulary import MessageKind, Seat
from tests.builders import inject, kit, new_drill, tiny

INJECTS = [
    inject("early", at="10m"),
    inject("late", at="30m"),
    inject("spare", bank=True),
    inject("undeclared", missing={"condition": "declared", "by": "20m"}),
]


def steered() -> Drill:
    return new_drill(tiny(injects=INJECTS))


def steer(drill: Drill, command: i.Intervention) -> e.CommandRefused | None:
    return drill.submit(command, who="f", seat=None, command_id=f"f{len(drill.entries)}").refused


def delivered(drill: Drill) -> dict[str, int]:
    return {entry.event.inject: entry.at_s for entry in drill.entries if isinstance(entry.event, e.InjectFired)}


def proved(drill: Drill) -> bool:
    raw = encode(drill.header, drill.entries)
    return prove_replay(decode(raw), raw, kit(drill.scenario)) == ("ok", 0)


def test_an_ordered_inject_comes_now_and_not_again_at_its_time() -> None:
    drill = steered()
    drill.advance_to(60)
    assert steer(drill, i.OrderInject(inject="early")) is None
    assert steer(drill, i.OrderInject(inject="spare")) is None
    drill.advance_to(3_000)
    assert delivered(drill) == {"early": 60, "spare": 60, "undeclared": 1_200, "late": 1_800}
    assert proved(drill)


def test_a_held_inject_waits_and_comes_when_it_is_released() -> None:
    drill = steered()
    steer(drill, i.HoldInject(inject="early"))
    drill.advance_to(900)
    assert delivered(drill) == {}
    steer(drill, i.ReleaseInject(inject="early"))
    assert delivered(drill) == {"early": 900}
    assert proved(drill)


def test_a_skipped_inject_never_comes() -> None:
    drill = steered()
    steer(drill, i.SkipInject(inject="early"))
    drill.advance_to(3_000)
    assert "early" not in delivered(drill)
    refused = steer(drill, i.OrderInject(inject="early"))
    assert refused is not None
    assert "skipped" in refused.reason
    assert proved(drill)


def test_injects_move_one_by_one_and_all_together_but_never_to_before_now() -> None:
    drill = steered()
    drill.advance_to(120)
    steer(drill, i.ShiftInject(inject="late", by_s=-3_600))
    drill.advance_to(180)
    steer(drill, i.PostponeInjects(by_s=300))
    drill.advance_to(3_000)
    assert delivered(drill) == {"late": 120, "early": 900, "undeclared": 1_500}
    assert proved(drill)


def test_an_edited_inject_says_the_new_words_and_a_written_one_comes_from_its_persona() -> None:
    drill = steered()
    steer(drill, i.EditInject(inject="early", subject="Other", text="Other words"))
    steer(
        drill,
        i.WriteInject(sender="The Daily", seat=Seat.COMMS_LEAD, medium=MessageKind.NEWS, subject="Hm", text="Down?"),
    )
    drill.advance_to(700)
    texts = [
        (entry.event.sender, entry.event.text) for entry in drill.entries if isinstance(entry.event, e.MessageArrived)
    ]
    assert texts == [("The Daily", "Down?"), ("monitoring", "Other words")]
    assert proved(drill)


@pytest.mark.parametrize(
    ("command", "reason"),
    [
        (i.OrderInject(inject="none"), "There is no inject 'none'."),
        (i.ReleaseInject(inject="early"), "That inject is not held."),
        (i.ShiftInject(inject="early", by_s=0), "Give a time of up to a week."),
        (i.EditInject(inject="early", subject=" ", text="x"), "There are no words."),
        (i.FreeSeat(seat=Seat.IC), "Nobody sits at Incident Commander."),
    ],
)
def test_what_makes_no_sense_is_refused_with_its_reason(command: i.Intervention, reason: str) -> None:
    drill = steered()
    refused = steer(drill, command)
    assert refused is not None
    assert refused.reason == reason
    assert refused.remedy
    assert proved(drill)


def test_one_person_holds_one_seat_and_one_seat_one_person() -> None:
    drill = steered()
    assert steer(drill, i.TakeSeat(seat=Seat.IC, person="p1")) is None
    taken = steer(drill, i.TakeSeat(seat=Seat.IC, person="p2"))
    twice = steer(drill, i.TakeSeat(seat=Seat.SCRIBE, person="p1"))
    assert taken is not None
    assert twice is not None
    assert (taken.reason, twice.reason) == ("Incident Commander is taken.", "They hold another seat.")
    steer(drill, i.FreeSeat(seat=Seat.IC))
    assert steer(drill, i.TakeSeat(seat=Seat.IC, person="p2")) is None
    assert proved(drill)
