"""The list of injects: when they came, what facilitators wrote themselves, and what none of them can have meant."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest

from simulator import commands as c
from simulator import interventions as i
from simulator.vocabulary import MessageKind, Seat
from tests.builders import inject, tiny
from tests.builders import kit as make_kit
from tests.rooms.test_room import Stand
from tui.rooms.injects import injects_of
from tui.rooms.room import Answered


@pytest.fixture
def stand(tmp_path: Path) -> Stand:
    injects = [inject("first", at="10m"), inject("second", at="20m"), inject("by-condition", when="elapsed > 5m")]
    return Stand(tmp_path, make_kit(tiny(injects=injects)))


def give(stand: Stand, command: Any, name: str = "") -> Answered:
    number = len(stand.room.drill.entries)
    return stand.room.give(command, who="f", seat=None, command_id=name or f"k{number}")


def rows(stand: Stand) -> dict[str, dict[str, Any]]:
    return {row["id"]: row for row in injects_of(stand.room.drill)}


def written(sender: str = "boss", subject: str = "A word") -> i.WriteInject:
    return i.WriteInject(
        seat=Seat.IC, medium=MessageKind.CHAT, sender=sender, subject=subject, text="How bad is it?", asks=True,
        answer_within_s=900,
    )  # fmt: skip


def test_a_delivered_inject_stands_at_the_time_at_which_it_came(stand: Stand) -> None:
    stand.pace(60)
    stand.run(2)
    give(stand, i.OrderInject(inject="second"))
    stand.run(5)
    found = rows(stand)
    assert (found["second"]["state"], found["second"]["fired_s"], found["second"]["due_s"]) == ("fired", 120, 1_200)
    assert 300 < found["by-condition"]["fired_s"] <= 420, "one that came by a condition has a time too"
    assert (found["first"]["state"], found["first"]["fired_s"]) == ("waiting", None)
    assert list(found) == ["second", "by-condition", "first"], "in the order of their times"


def test_what_a_facilitator_wrote_is_listed_until_it_is_answered_and_after(stand: Stand) -> None:
    stand.pace(60)
    stand.run(1)
    n = give(stand, written()).n
    row = rows(stand)[f"written-{n}"]
    assert (row["title"], row["to"], row["state"], row["fired_s"], row["answered_s"]) == (
        "A word", "ic", "fired", 60, None,
    )  # fmt: skip
    message = next(name for name, one in stand.room.drill.incident.messages.items() if one.event.subject == "A word")
    stand.room.give(c.Reply(message=message, text="We look."), who="p", seat=Seat.IC, command_id="r")
    assert rows(stand)[f"written-{n}"]["answered_s"] == 60


@pytest.mark.parametrize(
    ("sender", "taken"),
    [("boss", True), ("monitoring", True), ("The Daily", True), ("zzz-nobody", False), ("amanda", False)],
)
def test_a_sender_is_one_of_the_cast_or_named_in_full(stand: Stand, sender: str, taken: bool) -> None:
    refused = give(stand, written(sender)).refused
    assert (refused is None) is taken
    if refused is not None:
        assert "boss" in refused.remedy
        assert not any(row["written"] for row in rows(stand).values())


def test_a_customers_contact_writes_for_no_other_customer(stand: Stand) -> None:
    own = written("alpha-contact")
    refused = give(stand, msgspec.structs.replace(own, account="beta")).refused
    assert refused is not None
    assert refused.reason == "'alpha-contact' belongs to 'alpha' and would write for 'beta'."
    assert give(stand, msgspec.structs.replace(own, account="alpha")).refused is None
    assert give(stand, own).refused is None


def test_words_that_stand_there_already_are_no_edit_and_the_same_order_twice_is_done_once(stand: Stand) -> None:
    row = rows(stand)["second"]
    same = i.EditInject(inject="second", subject=row["subject"], text=f"{row['text']}\n")
    assert "already" in (give(stand, same).refused or pytest.fail("it was taken")).reason
    new = i.EditInject(inject="second", subject="Another word", text=row["text"])
    assert give(stand, new, "e1").refused is None
    again = give(stand, new, "e1")
    assert (again.again, again.refused) == (True, None)
    stand.prove()
