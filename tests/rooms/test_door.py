"""A first word whose answer is lost: the token that a client brought opens the seat that it was given."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from simulator.errors import WarroomError
from tests.rooms.hosting import Client, Place
from tui.rooms.client import Link, RoomError
from tui.rooms.facilitation import enter
from tui.rooms.joining import connect_to
from tui.rooms.knock import knock
from tui.rooms.remote import open_session

OWN = "a-token-of-the-clients-own-making-0123456789"


def test_who_loses_the_first_answer_comes_back_with_the_token_that_they_brought(place: Place) -> None:
    code = place.code("player", "scribe")
    lost = Client(place.host.url, code=code, token=OWN, name="Ann")
    person = lost.wait_for("welcome")["person"]  # the host sat her down; her own program never reads this
    lost.socket.close()
    back = Client(place.host.url, code=code, token=OWN, name="Ann")
    welcome = back.wait_for("welcome")
    assert (welcome["person"], welcome["seat"]) == (person, "scribe")
    assert back.act("log_entry", action="Here", owner="me", result="")["type"] == "done"
    stranger = Client(place.host.url, code=code, token=OWN.replace("a", "b"), name="Bob")
    assert stranger.wait_for("error")["code"] == "seat_taken"


def test_two_first_words_at_once_seat_one_person(place: Place) -> None:
    code = place.code("player", "scribe")
    pair = [Client(place.host.url, code=code, token=OWN, name="Ann") for _ in range(2)]
    heard = [client.hear() for client in pair]
    assert {one["type"] for one in heard} == {"welcome"}
    assert len({one["person"] for one in heard}) == 1


@pytest.mark.parametrize("token", ["short", "x" * 129, "with blanks in it, and long enough"])
def test_a_token_that_could_be_guessed_is_refused(place: Place, token: str) -> None:
    client = Client(place.host.url, code=place.code("player", "scribe"), token=token, name="Ann")
    assert client.wait_for("error")["code"] == "weak_token"
    assert place.player("scribe").act("log_entry", action="Free", owner="me", result="")["type"] == "done"


def test_a_code_that_came_to_the_wrong_program_stays_unused(place: Place) -> None:
    code = place.code("player", "scribe")
    mistaken = Link([place.host.url], code=code, name="root")
    with pytest.raises(RoomError, match="for a player") as refused:
        enter(mistaken)
    assert "warroom join" in (refused.value.hint or "")
    session = open_session(Link([place.host.url], code=code, token=mistaken.token, name="Ida"))
    assert session.link.name == "Ida"
    assert [event["event"]["kind"] for event in place.player("cs").wait_for("events")["events"]].count(
        "seat_taken"
    ) == 2
    session.link.close()


def test_a_facilitators_code_seats_nobody_and_says_where_it_belongs(
    place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WARROOM_HOME", str(tmp_path))
    code = place.code("facilitator")
    with pytest.raises(RoomError, match="for a facilitator") as refused:
        open_session(Link([place.host.url], code=code, name="Fay"))
    assert "warroom facilitate" in (refused.value.hint or "")
    with pytest.raises(WarroomError, match="for a facilitator"):
        asyncio.run(knock((place.host.url,), code, "Fay"))
    with pytest.raises(RoomError, match="for an observer"):
        enter(Link([place.host.url], code=place.code("observer"), name="Olga"))


def test_a_new_name_renames_whoever_comes_back_and_without_one_they_keep_theirs(
    place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WARROOM_HOME", str(tmp_path))
    code_file = tmp_path / "code"
    code_file.write_text(place.code("player", "scribe"))
    watching = Client(place.host.url, code=place.code("observer"), name="Olga")
    for asked, shown in (("Ida", "Ida"), ("", "Ida"), ("Ida Berg", "Ida Berg")):
        link, ticket = connect_to([place.host.url], name=asked, code_file=code_file)
        session = open_session(link)
        ticket.keep(link.token, link.name)
        link.close()
        person = session.welcome.person
        while watching.wait_for("people")["people"].get(person, {"name": ""})["name"] != shown:
            pass
        assert link.name == shown


@pytest.mark.parametrize("team", [99, -1])
def test_a_word_to_a_team_that_does_not_exist_is_not_confirmed(place: Place, team: int) -> None:
    """Who speaks to nobody is told so."""
    facilitator = place.host.facilitator()
    facilitator.send("say", team=team, text="Ten more minutes")
    assert facilitator.wait_for("error")["code"] == "no_such_team"
