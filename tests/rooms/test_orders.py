"""A facilitator's lines: no word is lost unnoticed, a note is pinned where it says, a message may ask nothing."""

from __future__ import annotations

import shlex

import pytest

from simulator.interventions import WriteInject
from tests.rooms.hosting import Place
from tui.rooms.orders import SlipError, parse
from tui.rooms.protocol import Question, Remark, Steer


def made(line: str) -> Question:
    """The message that a line becomes."""
    return parse(shlex.split(line))[0]


def written(line: str) -> WriteInject:
    """The message that a line writes."""
    question = made(line)
    assert isinstance(question, Steer)
    assert isinstance(question.intervention, WriteInject)
    return question.intervention


@pytest.mark.parametrize("line", [
    "say 1 who is commanding",
    "rate 1 command S they were quick",
    "overrule 1 A1 0.5 said aloud earlier",
    "edit 1 board-call New subject and a text",
    "write 1 ic mail boss Hm What do you know now about this",
    "note 1 Ted and Ida talk",
    "pause 1 now",
    "shift 1 board-call 5m later",
])  # fmt: skip
def test_words_without_their_quotation_marks_are_refused_and_never_dropped(line: str) -> None:
    with pytest.raises(SlipError, match="in quotation marks") as slip:
        made(line)
    assert slip.value.hint.startswith(f"{line.partition(' ')[0]} TEAM")


@pytest.mark.parametrize(("pins", "event", "seat", "criterion"), [
    ("12", 12, "", ""),
    ("ic", 0, "ic", ""),
    ("comms-lead B4", 0, "comms_lead", "B4"),
    ("b4 comms_lead 12", 12, "comms_lead", "B4"),
    ('"" ic A1', 0, "ic", "A1"),
    ("event=12 seat=comms-lead criterion=b4", 12, "comms_lead", "B4"),
])  # fmt: skip
def test_a_note_is_pinned_to_events_seats_and_criteria_in_any_order(
    pins: str, event: int, seat: str, criterion: str
) -> None:
    note = made(f'note 1 "Asked twice" {pins}')
    assert isinstance(note, Remark)
    assert (note.text, note.event, note.seat, note.criterion) == ("Asked twice", event, seat, criterion)


@pytest.mark.parametrize("pin", ["EVENT", "event=abc", "seat=nobody", "corridor"])
def test_what_is_no_pin_is_said_in_words(pin: str) -> None:
    with pytest.raises(SlipError, match="no pin, which is an event's number, a seat or a criterion"):
        made(f'note 1 "Asked twice" {pin}')


def test_a_message_asks_unless_it_is_news_an_alert_or_told_not_to() -> None:
    lines = (
        "mail boss A B",
        "news monitoring A B",
        "alert monitoring A B",
        'news boss A B "" 20m',
        'mail boss A B "" no',
    )
    sent = [written(f"write 1 ic {line}") for line in (*lines, "mail buyer A B north 15m")]
    asks = [(message.asks, message.answer_within_s) for message in sent]
    assert asks == [(True, 1_800), (False, 0), (False, 0), (True, 1_200), (False, 0), (True, 900)]


@pytest.mark.parametrize("within", ["0m", "soon"])
def test_no_answer_is_due_at_the_moment_at_which_it_is_asked(within: str) -> None:
    with pytest.raises(SlipError):
        made(f'write 1 ic mail boss A B "" {within}')


def test_a_seat_is_given_by_the_name_that_one_person_has(place: Place) -> None:
    sales, facilitator = place.player("sales"), place.host.facilitator()
    name = f"sales of {place.team}"
    given = {"kind": "take_seat", "seat": "security", "person": name}
    assert facilitator.steer(team=place.team, intervention=given)["refused"] == ""
    assert sales.wait_for("error")["code"] == "reseated"
    stranger = facilitator.steer(team=place.team, intervention={**given, "person": "Nobody Here"})
    assert stranger["code"] == "no_such_person"
    assert f"{name} (p-" in stranger["text"]
