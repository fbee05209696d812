"""A host that comes back after a crash: where its guests look for it, with a clock that waits for them."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Any

import msgspec
import pytest

from simulator import events as e
from simulator.errors import WarroomError
from simulator.journal import Ref
from simulator.vocabulary import Mode
from tests.builders import TINY, inject, tiny
from tests.builders import kit as make_kit
from tests.rooms.hosting import Client, HostProcess, hosting
from tests.rooms.test_room import Stand
from tui.addresses import EVERYWHERE, shown_host
from tui.library import header_for, load_content
from tui.rooms.running import Plan, resume_command, run_host
from tui.store.database import open_database
from tui.store.register import Register
from tui.store.rowbook import Rowbook

ALL_4, ALL_6 = EVERYWHERE
PLAIN: dict[str, object] = {
    "scenario": "tiny", "teams": 1, "seed": None, "store": None, "bind": "127.0.0.1", "port": 8951, "cert": None,
    "key": None, "pace": 5, "homework": False, "until": "", "resume": None, "debug": False, "as_json": False,
}  # fmt: skip


@pytest.fixture
def stand(tmp_path: Path) -> Stand:
    return Stand(tmp_path, make_kit(tiny(injects=[inject("first", at="10m")])))


def test_the_clock_stands_from_a_crash_until_somebody_is_back(stand: Stand) -> None:
    stand.pace(60)
    stand.run(5)
    stand.save()
    stand.crash()
    before_s = stand.room.drill.at_s
    stand.room.wait_for_people()
    stand.run(100)
    assert stand.room.drill.at_s == before_s
    stand.room.people_are_here()
    stand.run(1)
    assert stand.room.drill.at_s == before_s + 60
    absences = [x.event.wall_s for x in stand.room.drill.entries if isinstance(x.event, e.AbsenceNoted)]
    assert absences == [0, 100], "of the takeover itself, and of the wait"
    stand.prove()


def test_a_drill_that_was_paused_stays_so_when_people_are_back(stand: Stand) -> None:
    stand.pace(60)
    stand.run(1)
    stand.pace(0)
    stand.save()
    stand.crash()
    stand.room.wait_for_people()
    stand.room.people_are_here()
    stand.run(10)
    assert stand.room.drill.at_s == 60


def after_a_crash(host: HostProcess) -> list[str]:
    """What the host printed for that, without `warroom host`."""
    words = (host.folder / "host.err").read_text().rpartition("after a crash: ")[2].splitlines()[0]
    return shlex.split(words)[2:]


def let_in(url: str, **hello: str) -> tuple[Client, dict[str, Any]]:
    """Somebody who knocks until the dead host's lease has run out."""
    while True:
        client = Client(url, **hello)
        if (answer := client.hear())["type"] == "welcome":
            return client, answer
        assert answer["code"] == "not_here"
        client.close()


def test_the_printed_command_brings_the_host_back_where_its_guests_look(tmp_path: Path) -> None:
    with hosting(tmp_path, str(TINY), "--port", "0", "--pace", "2", fresh=True) as host:
        host.player("ic")
        host.kill()
        with hosting(tmp_path, *after_a_crash(host), "--pace", "30") as back:
            assert back.url == host.url
            assert "serving team 1; after" in (back.folder / "host.err").read_text()
            observer, welcome = let_in(back.url, code=host.code("observer", 1), name="Ona")
            assert welcome["multiplier"] == 0, "nobody plays yet"
            fay = Client(back.url, code=host.code("facilitator"), name="Fay")
            fay.wait_for("welcome")
            assert observer.wait_for("clock")["multiplier"] == 30, "the pace that was asked for this time"


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({}, "warroom host --resume x-1 --port 8951"),
        ({"bind": "box"}, "warroom host --resume x-1 --port 8951 --bind box"),
        (
            {"cert": Path("my cert.pem"), "key": Path("k.pem")},
            "warroom host --resume x-1 --port 8951 --tls-cert 'my cert.pem' --tls-key k.pem",
        ),
        ({"store": "sqlite:////srv/a.db"}, "warroom host --resume x-1 --port 8951 --store sqlite:////srv/a.db"),
        ({"store": "postgresql://me:secret@db/w"}, "warroom host --resume x-1 --port 8951 --store URL"),
        (
            {"homework": True, "until": "2030-01-01"},
            "warroom host --resume x-1 --port 8951 --homework --until 2030-01-01",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_the_command_for_after_a_crash_is_whole_and_gives_no_secret_away(asked: dict[str, object], words: str) -> None:
    assert resume_command(Plan(**{**PLAIN, **asked}), "x-1", 8951) == words  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("bind", "shown"),
    [
        ("127.0.0.1", "127.0.0.1"), ("::1", "[::1]"), (ALL_4, "10.1.2.3"), (ALL_6, "[fd00::7]"),
        ("box.example", "box.example"),
    ],
)  # fmt: skip
def test_an_address_to_give_to_people_is_one_that_they_can_reach(bind: str, shown: str) -> None:
    own = {"192.0.2.1": "10.1.2.3", "2001:db8::1": "fd00::7"}
    assert shown_host(bind, outward=own.__getitem__) == shown


def test_a_machine_without_a_network_shows_its_own_name_for_itself() -> None:
    def nowhere(towards: str) -> str:
        raise OSError(towards)

    assert (shown_host(ALL_4, nowhere), shown_host(ALL_6, nowhere)) == ("127.0.0.1", "[::1]")


def begun(folder: Path, hosted: str, **changes: object) -> tuple[str, Rowbook, str]:
    """A store in which an exercise of one team waits, its first line perhaps another one; its id, and its drill."""
    store = f"sqlite:///{folder / 'rooms.db'}"
    database = open_database(store)
    exercise = Register(database).add_exercise(hosted, None)
    header = header_for(load_content(hosted), drill=f"{exercise}-t1", seed=None, mode=Mode.EXERCISE)
    book = Rowbook(database)
    book.release([book.create(msgspec.structs.replace(header, **changes), exercise=exercise, team=1, holder="a")])
    return exercise, book, header.drill


def take_up(folder: Path, exercise: str) -> WarroomError:
    """Take an exercise up, in vain."""
    asked = {"scenario": None, "pace": 0, "resume": exercise, "store": f"sqlite:///{folder / 'rooms.db'}"}
    with pytest.raises(WarroomError, match=r"no drill of .* can be taken up here") as refused:
        run_host(Plan(**{**PLAIN, **asked}))  # type: ignore[arg-type]
    return refused.value


def test_an_exercise_that_another_version_began_is_not_served(tmp_path: Path) -> None:
    """Given a store from before an upgrade, when its exercise is taken up, then a way out is told, no byte written."""
    exercise, book, drill = begun(tmp_path, "db-failover", engine="warroom-engine-0")
    raw = book.read(drill)
    assert "warroom host SCENARIO" in take_up(tmp_path, exercise).hint
    assert book.read(drill) == raw


def test_an_exercise_whose_file_was_edited_waits_for_it_to_be_put_back(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Given a scenario that was mended while its exercise was stopped, then the file is named and no other version."""
    file = tmp_path / "mine.yaml"
    file.write_text(TINY.read_text())
    before = Ref(id="tiny", version=1, digest="0" * 64)
    exercise, _, _ = begun(tmp_path, str(file), scenario=before)
    assert "Put the file back as it was" in take_up(tmp_path, exercise).hint
    said = capsys.readouterr().err
    assert f"{file} has changed since it was begun" in said
    assert "version" not in said
