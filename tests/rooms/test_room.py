"""One team's room: its clock costs nobody anything, and what was lost with a host is not lost with the drill."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest

from simulator import commands as c
from simulator import events as e
from simulator import interventions as i
from simulator.catch_up import prove_replay
from simulator.drill import Kit
from simulator.journal import decode, encode
from simulator.vocabulary import Seat
from tests.builders import header, inject, tiny
from tests.builders import kit as make_kit
from tui.rooms.room import Room
from tui.store.database import open_database
from tui.store.register import Register
from tui.store.rowbook import Rowbook


class Wall:
    """A clock that stands until it is moved."""

    now_s = 0.0

    def __call__(self) -> float:
        return self.now_s


class Stand:
    """A room with its store."""

    def __init__(self, folder: Path, kit: Kit) -> None:
        self.wall, self.kit = Wall(), kit
        self.book = Rowbook(open_database(f"sqlite:///{folder / 'rooms.db'}"))
        exercise = Register(self.book.database).add_exercise("tiny", None)
        lease = self.book.create(header(), exercise=exercise, team=1, holder="a")
        self.room = Room.open_new(header(), kit, lease, team=1, salt="s", now=self.wall)

    def run(self, seconds: float, step: float = 0.5) -> None:
        """Let wall time pass as the host's loop does."""
        for _ in range(int(seconds / step)):
            self.wall.now_s += step
            self.room.tick()

    def pace(self, multiplier: int) -> None:
        self.room.set_pace(multiplier, who="f", command_id=f"p{len(self.room.drill.entries)}")

    def save(self) -> None:
        assert self.book.append([self.room.collect()]) == frozenset()
        self.room.settle()

    def crash(self) -> None:
        """The host dies; another one takes its drill over."""
        self.book.release([self.room.lease])
        lease = self.book.take_over("tiny-1", "b")
        assert lease is not None
        raw = self.book.read("tiny-1")
        self.room = Room.take_up(raw, self.kit, lease, team=1, salt="s", now=self.wall)

    def moments(self, kind: type[Any]) -> list[int]:
        return [entry.at_s for entry in self.room.drill.entries if isinstance(entry.event, kind)]

    def prove(self) -> None:
        raw = encode(self.room.drill.header, self.room.drill.entries)
        assert prove_replay(decode(raw), raw, self.kit) == ("ok", 0)


@pytest.fixture
def stand(tmp_path: Path) -> Stand:
    injects = [inject("first", at="10m"), inject("second", at="20m")]
    return Stand(tmp_path, make_kit(tiny(injects=injects)))


def test_time_while_paused_never_counts(stand: Stand) -> None:
    stand.run(100)
    assert stand.room.drill.at_s == 0
    stand.pace(2)
    stand.run(10)
    stand.pace(0)
    stand.run(4_000)
    stand.pace(2)
    stand.run(10)
    assert stand.room.drill.at_s == 40
    stand.prove()


def test_a_change_of_speed_does_not_make_the_clock_jump(stand: Stand) -> None:
    stand.pace(1)
    seconds = []
    for multiplier in (1, 60, 4, 600, 1):
        stand.pace(multiplier)
        seconds.append(stand.room.drill.at_s)
        stand.run(1)
    assert seconds == [0, 1, 61, 65, 665]
    stand.prove()


def test_no_inject_fires_while_paused(stand: Stand) -> None:
    stand.pace(60)
    stand.run(9.5)
    stand.pace(0)
    stand.run(600)
    assert stand.moments(e.InjectFired) == []
    stand.pace(60)
    stand.run(2)
    assert stand.moments(e.InjectFired) == [600]


def test_no_inject_is_lost_or_doubled_when_a_host_dies(stand: Stand) -> None:
    stand.pace(60)
    stand.run(12)
    stand.save()
    stand.crash()
    stand.run(10)
    assert stand.moments(e.InjectFired) == [600, 1_200]
    stand.save()
    stand.crash()
    assert stand.moments(e.InjectFired) == [600, 1_200]
    assert len(stand.moments(e.AbsenceNoted)) == 2
    stand.prove()


def test_a_gap_of_hours_is_written_down_whole(stand: Stand) -> None:
    stand.pace(1)
    stand.run(5)
    stand.wall.now_s += 3 * 3_600 + 7
    stand.room.tick()
    absences = [x.event.wall_s for x in stand.room.drill.entries if isinstance(x.event, e.AbsenceNoted)]
    assert absences == [3 * 3_600 + 7]
    assert stand.room.drill.at_s == 5


def test_what_was_not_on_the_disk_is_gone_and_given_again_is_done_once(stand: Stand) -> None:
    stand.pace(60)
    stand.run(4)
    stand.save()
    act = c.LogEntry(action="Row", owner="me", result="")
    stand.room.give(act, who="p", seat=Seat.IC, command_id="k")
    stand.crash()
    assert "k" not in {entry.command_id for entry in stand.room.drill.entries}
    first = stand.room.give(act, who="p", seat=Seat.IC, command_id="k")
    again = stand.room.give(act, who="p", seat=Seat.IC, command_id="k")
    assert (again.n, again.again, first.again) == (first.n, True, False)
    stand.save()
    stand.crash()
    assert stand.room.give(act, who="p", seat=Seat.IC, command_id="k").again
    stand.prove()


def test_a_refusal_given_again_is_the_same_refusal(stand: Stand) -> None:
    close = c.CloseIncident(note="x")
    first = stand.room.give(close, who="p", seat=Seat.IC, command_id="k")
    again = stand.room.give(close, who="p", seat=Seat.IC, command_id="k")
    assert first.refused is not None
    assert again.refused == first.refused


def test_one_person_cannot_take_a_second_seat(stand: Stand) -> None:
    for seat, reason in ((Seat.IC, None), (Seat.SCRIBE, "They hold another seat.")):
        taken = stand.room.give(i.TakeSeat(seat=seat, person="p-1"), who="host", seat=None, command_id=f"t-{seat}")
        assert (taken.refused.reason if taken.refused else None) == reason


def test_a_new_run_leaves_the_old_record_alone(stand: Stand) -> None:
    stand.pace(60)
    stand.run(5)
    stand.save()
    old = stand.book.read("tiny-1")
    again = msgspec.structs.replace(header(), drill="tiny-2", attempt=2)
    stand.book.create(again, exercise=Register(stand.book.database).exercises()[0].id, team=1, holder="a")
    assert stand.book.read("tiny-1") == old
    with pytest.raises(Exception, match="store"):
        stand.book.create(again, exercise=Register(stand.book.database).exercises()[0].id, team=1, holder="b")


def test_a_skip_stops_where_something_needs_the_team(stand: Stand) -> None:
    stand.room.skip(who="f", command_id="s1")
    assert 600 <= stand.room.drill.at_s <= 605
    assert stand.room.skip(who="f", command_id="s1").again
    assert stand.room.pace.paused
    stand.prove()


def test_a_team_is_judged_as_one_and_a_facilitator_is_not_of_it(stand: Stand) -> None:
    from scoring.record import Record

    room = stand.room
    room.give(i.TakeSeat(seat=Seat.IC, person="p-1"), who="host", seat=None, command_id="t1")
    room.give(i.TakeSeat(seat=Seat.CS, person="p-2"), who="host", seat=None, command_id="t2")
    for who, seat in (("p-1", Seat.IC), ("p-2", Seat.CS), ("f-1", None)):
        room.give(c.LogEntry(action=who, owner="x", result=""), who=who, seat=seat, command_id="l")
    record = Record.of(room.drill.header, room.drill.entries)
    assert [seen.event.action for seen in record.mine(e.EntryLogged)] == ["p-1", "p-2"]
