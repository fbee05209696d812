"""A first word whose answer is lost: the token that a client brought opens the seat that it was given."""

from __future__ import annotations

import pytest

from tests.rooms.hosting import Client, Place

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
