"""That nothing was lost, and that somebody was in, told in plain words that the reader does not know."""

from __future__ import annotations

import pytest

from scoring.claims import Fault, false_claims
from scoring.intact import intact
from scoring.intruders import intruders
from scoring.unread import unread
from tests.scoring.builders import story, update

WHOLE = (
    "Your books are exactly as you left them; I would put my name to that.",
    "Not one record went astray.",
    "Whatever you typed in is safe with us.",
    "Everything that you entered is still there.",
    "Nothing of yours went missing.",
    "You have lost nothing.",
    "No order fell through the cracks.",
    "Your orders are all accounted for.",
    "Your data came through unscathed.",
    "Nothing you entered is gone.",
    "No harm came to your data.",
    "We can rule out any loss of data.",
)
NOT_WHOLE = (
    "We do not know yet whether everything you saved is there.",
    "Everything that you saved before 14:01 UTC is kept; later orders are being checked.",
    "As far as we can see, your orders are complete.",
    "If your books are as you left them, nothing needs to be done.",
    "Your orders are not all there.",
    "Nothing you entered is gone, we hope.",
    "Please check whether your invoices are complete.",
    "You have lost nothing but time, we know, and we are sorry.",
    "Your files are with us, and we compare them now.",
    "Not every order went astray.",
    "Your saved orders are there; what you typed while it failed may not be.",
    "I cannot tell you that your books are as you left them.",
)
ENTERED = (
    "Somebody from outside got into our network overnight.",
    "Strangers have been inside our systems since Monday.",
    "We had uninvited visitors on our servers.",
    "A hacker found a way into our database.",
    "Someone broke into our servers.",
)
NOT_ENTERED = (
    "We look for signs that somebody from outside got into our systems.",
    "We check whether a hacker found a way into our database.",
    "No attacker was in our network.",
    "Somebody in the team got into the system and restarted it.",
    "Someone from our team was on the server at 14:00.",
    "You ask if strangers have been inside our systems; we do not know.",
)


@pytest.mark.parametrize("text", WHOLE)
def test_an_assurance_in_plain_words_is_found_once(text: str) -> None:
    assert [(claim.key, claim.value) for claim in unread(text, ())] == [("data_loss", "none")]


@pytest.mark.parametrize("text", NOT_WHOLE)
def test_a_doubt_a_condition_a_part_and_a_denial_assure_nothing(text: str) -> None:
    assert list(intact(text)) == []


@pytest.mark.parametrize("text", ENTERED)
def test_an_intruder_in_plain_words_is_found(text: str) -> None:
    assert [(claim.key, claim.value) for claim in intruders(text)] == [("security", "breach")]


@pytest.mark.parametrize("text", NOT_ENTERED)
def test_a_search_a_denial_and_colleagues_are_no_intruders(text: str) -> None:
    assert list(intruders(text)) == []


def test_such_an_intruder_is_false_where_nobody_was_in() -> None:
    told = story().you(600, update(ENTERED[0]))
    found = false_claims(told.record(), told.context("C7"))
    assert [(one.said.claim.key, one.fault) for one in found] == [("security", Fault.ERROR)]
