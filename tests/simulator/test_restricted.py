"""Restricted words: whole words, in any of their endings."""

from __future__ import annotations

import pytest

from simulator.restricted import restricted_in, without


@pytest.mark.parametrize(
    ("wording", "text"),
    [
        ("key", "We replaced all keys."),
        ("key", "It is the key’s holder who asks."),
        ("Ada", "ADA's account was used."),
        ("build log", "They stood in Build-Logs."),
        ("build log", "They stood in BUILD_LOG and elsewhere."),
        ("proxy", "Two proxies were open."),
        ("ключ", "Мы заменили ключами старые."),
        ("鍵", "この鍵は古い。"),
        ("C++", "It is written in C++."),
        ("🔑", "Send me the 🔑 now."),
    ],
)
def test_a_word_is_found_in_its_endings(wording: str, text: str) -> None:
    assert restricted_in(text, [wording]) == (wording,)


@pytest.mark.parametrize(
    ("wording", "text"),
    [
        ("Ada", "Colleagues in Canada see it too; the adage holds."),
        ("key", "Please use your keyboard shortcuts, as a monkey would."),
        ("ключ", "Мы позвоним: ключевые клиенты ждут."),
        ("build log", "We build logical steps."),
        ("proxy", "This is approximate."),
    ],
)
def test_a_word_inside_another_is_none(wording: str, text: str) -> None:
    assert restricted_in(text, [wording]) == ()


def test_every_wording_is_named_in_its_order() -> None:
    assert restricted_in("The script printed the token.", ["token", "partner", "script"]) == ("token", "script")


def test_wordings_are_taken_out_and_several_in_a_row_leave_one_in_their_place() -> None:
    names = ["Shaw, Walters and Patel", "Young PLC", "Young"]
    told = without("Hit: Shaw, Walters and Patel and Young PLC, as Young's wages show.", names, "some customers")
    assert told == "Hit: some customers, as some customers wages show."
    assert without("It was in the build logs of May.", ["build log"]) == "It was in the of May."
