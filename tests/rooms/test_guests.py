"""What a host tells its guests, asked without a network: guests here are lists of what they were told."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from simulator.commands import FinishDrill, LogEntry, PostUpdate
from simulator.incident import Incident
from simulator.interventions import FreeSeat, HoldInject, PostponeInjects, ShiftInject, TakeSeat
from simulator.vocabulary import Channel, Seat
from tests.builders import TINY
from tui.drafts import Drafts
from tui.folders import write_private
from tui.library import load_content
from tui.names import Names
from tui.narrate import narrate
from tui.rooms import protocol as p
from tui.rooms.client import Link
from tui.rooms.door import Refusal, admit, greet
from tui.rooms.guest import CODE_TRIES, Bucket, Guest
from tui.rooms.host import Host
from tui.rooms.past import order_words
from tui.rooms.reception import receive
from tui.rooms.server import _read
from tui.store.database import open_database
from tui.store.register import Register


class Ear:
    """A connection that keeps what is sent."""

    def __init__(self) -> None:
        self.heard: list[dict[str, Any]] = []

    def post(self, frame: bytes) -> None:
        self.heard.append(json.loads(frame))

    def close(self) -> None:
        self.heard.append({"type": "closed"})

    def all(self, kind: str) -> list[dict[str, Any]]:
        return [message for message in self.heard if message["type"] == kind]


@pytest.fixture
def host(tmp_path: Path) -> Iterator[Host]:
    database = open_database(f"sqlite:///{tmp_path / 'rooms.db'}")
    register = Register(database)
    exercise = register.exercise(register.add_exercise(str(TINY), None))
    host = Host(database, exercise, load_content(str(TINY)), name="h", now=lambda: 0.0)
    host.open_drills(2)
    yield host
    database.close()


def come(host: Host, kind: str, *, team: int = 0, seat: Seat | None = None, name: str = "") -> tuple[Guest, Ear]:
    ear = Ear()
    bucket = Bucket(host.now)
    guest = Guest(ear, kind=kind, team=team, seat=seat, person=f"p-{name or kind}", name=name or kind, bucket=bucket)
    host.names[guest.person] = guest.name
    greet(host, guest, "", 0)
    return guest, ear


async def test_who_opens_the_journals_of_a_running_drill_tells_everybody_that_it_runs(host: Host) -> None:
    fay, at_fay = come(host, "facilitator", name="Fay")
    _, at_ic = come(host, "player", team=1, seat=Seat.IC)
    host.rooms[2].give(FinishDrill(), who="f", seat=None, command_id="end")
    await receive(host, fay, p.Disclose())
    words = "The journals are open, with truth and score, while the drill of team 1 still runs."
    assert [(one["by"], one["text"]) for one in at_ic.all("said")] == [("Fay", words)]
    assert [one["type"] for one in at_fay.heard[-2:]] == ["said", "open"], "a script reads it before its answer"


async def test_who_opens_the_journals_after_every_drill_needs_no_words(host: Host) -> None:
    fay, at_fay = come(host, "facilitator", name="Fay")
    for room in host.rooms.values():
        room.give(FinishDrill(), who="f", seat=None, command_id="end")
    await receive(host, fay, p.Disclose())
    assert (at_fay.all("said"), len(at_fay.all("open"))) == ([], 1)


def test_a_team_reads_who_said_something_and_whoever_plays_alone_need_not(host: Host) -> None:
    room = host.rooms[1]
    room.give(TakeSeat(seat=Seat.COMMS_LEAD, person="p-1"), who="host", seat=None, command_id="t")
    post = PostUpdate(channel=Channel.WAR_ROOM, text="Drafting the first update")
    n = room.give(post, who="p-1", seat=Seat.COMMS_LEAD, command_id="u").n
    said = room.drill.entries[n - 1]
    assert narrate(said, Names(room.drill.incident)) == "Comms, war room: Drafting the first update"
    assert narrate(said, Names(Incident())) == "War room: Drafting the first update"


def test_what_others_wrote_can_be_read_by_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "x-1-t1.jsonl"
    path.write_text("of an earlier version")
    path.chmod(0o644)
    write_private(path, b"journal")
    Drafts(tmp_path / "seat.drafts.json").keep("update", {"text": "We are"})
    assert path.read_bytes() == b"journal"
    assert {one.name: one.stat().st_mode & 0o777 for one in tmp_path.iterdir()} == {
        "x-1-t1.jsonl": 0o600, "seat.drafts.json": 0o600,
    }  # fmt: skip


async def test_a_facilitator_who_comes_later_reads_what_was_ordered_and_said_and_the_others_orders(host: Host) -> None:
    running = asyncio.create_task(host.run())
    fay, _ = come(host, "facilitator", name="Fay")
    ida, _ = come(host, "player", team=1, seat=Seat.IC, name="Ida")
    await receive(host, fay, p.Steer(id="1", team=0, pace=8))
    await receive(host, fay, p.Steer(id="2", team=1, intervention=HoldInject(inject="rumour")))
    await receive(host, fay, p.Steer(id="3", team=1, intervention=HoldInject(inject="rumour")))
    await receive(host, ida, p.Say(text="Is this on?"))
    _, at_ben = come(host, "facilitator", name="Ben")
    title = next(one.title for one in host.content.scenario.model.injects if one.id == "rumour")
    before = [(one["team"], one["by"], one["text"], one["said"]) for one in at_ben.all("past")[0]["lines"]]
    assert before == [
        (0, "Fay", "Set the speed: ×8", False), (1, "Fay", f"Hold: {title}", False), (1, "Ida", "Is this on?", True),
    ], "what was refused is not among them"  # fmt: skip
    await receive(host, fay, p.Steer(id="4", team=2, pace=0))
    (live,) = at_ben.all("past")[1:]
    assert (live["live"], [(one["team"], one["text"]) for one in live["lines"]]) == (True, [(2, "Pause")])
    host.stopped.set()
    await running


async def test_each_order_has_its_words(host: Host) -> None:
    room = host.rooms[1]
    orders: tuple[tuple[Any, str], ...] = (
        (ShiftInject(inject="rumour", by_s=-60), "Shift: {}, -1 min"),
        (PostponeInjects(by_s=300), "Postpone all: 5 min"),
        (FreeSeat(seat=Seat.SCRIBE), "Free a seat: Scribe"),
        (LogEntry(action="a", owner="b", result=""), ""), (FinishDrill(), "End the drill"),
    )  # fmt: skip
    room.give(TakeSeat(seat=Seat.SCRIBE, person="p-1"), who="host", seat=None, command_id="t")
    title = next(one.title for one in room.drill.scenario.injects if one.id == "rumour")
    for number, (order, words) in enumerate(orders):
        n = room.give(order, who="f", seat=None, command_id=f"k{number}").n
        assert order_words(room.drill.entries[n - 1], room.drill) == (words.format(title) if words else "")


async def test_wrong_codes_of_a_stranger_keep_out_nobody_who_has_a_right_one(host: Host) -> None:
    """One office, or one proxy, is one address: given somebody who guesses there, then only wrong codes are refused."""
    address = "192.0.2.1"
    answers = []
    for number in range(CODE_TRIES + 1):
        with pytest.raises(Refusal) as refused:
            await admit(host, p.Hello(version=p.VERSION, code=f"guess-{number}"), Ear(), address)
        answers.append(refused.value.code)
    assert (answers[0], answers[-1]) == ("no_such_pass", "too_many_tries")
    code = host.register.add_code(host.exercise.id, "observer", team=1)
    guest, token = await admit(host, p.Hello(version=p.VERSION, code=code, name="Olga"), Ear(), address)
    back, _ = await admit(host, p.Hello(version=p.VERSION, token=token), Ear(), address)
    assert (back.person, back.name) == (guest.person, "Olga")


class Answering:
    """A host's end of a connection that gives one answer."""

    def __init__(self, answer: p.Error) -> None:
        self.answer = answer

    async def send(self, frame: str) -> None:
        """Hear whatever is said."""

    async def recv(self) -> str:
        return p.encode(self.answer)


async def test_who_is_not_let_in_reads_what_the_host_said(host: Host) -> None:
    link = Link(["ws://host/ws"], code="wrong")
    assert "does not answer" in str(link.why_not_in)
    answer = p.Error(code="too_many_tries", text="Too many did not: wait a minute.", id="")
    assert not await link._greet(Answering(answer))  # type: ignore[arg-type]
    assert (str(link.why_not_in), link.failure) == (answer.text, None), "it goes on asking"


@pytest.mark.parametrize(("version", "told"), [(p.VERSION + 1, "version"), (p.VERSION, "malformed")])
def test_a_newer_client_is_told_so_whatever_fields_its_hello_has(version: int, told: str) -> None:
    hello = {"type": "hello", "version": version, "code": "x", "future": 1}
    with pytest.raises(Refusal) as refused:
        _read(json.dumps(hello).encode())
    assert refused.value.code == told
