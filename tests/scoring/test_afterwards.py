"""What is posted when the watch over a repair is done: no clock of updates runs any more."""

from __future__ import annotations

import pytest

from simulator.vocabulary import Channel
from tests.scoring.builders import claim, minutes, reading, story, update

WINDOW_END_S = 3_600 + minutes(30)
"""Restored at one hour plus half an hour of watching."""
WHILE_OPEN = (
    story()
    .you(600, update("We reverse a change.", read=reading(next_update_s=4_200)))
    .you(2_400, update("Half of the logins work.", read=reading(next_update_s=6_000)))
)
OVER = WHILE_OPEN.you(4_000, update("Resolved.", final=True))
CONTRACT = "A word on your contract: no credit follows from today by itself."


@pytest.mark.parametrize(("at_s", "costs"), [(WINDOW_END_S, True), (WINDOW_END_S + 1, False)])
def test_a_word_on_a_contract_when_the_watch_is_over_keeps_no_clock_and_owes_no_slots(at_s: int, costs: bool) -> None:
    """As C2: who still watches hears when the next word comes; afterwards that would promise news of nothing."""
    read = reading(anchor=0, features={**reading().features, "acknowledges": False, "next_update": False})
    told = OVER.you(at_s, update(CONTRACT, channel=Channel.CUSTOMER_MAIL, accounts=("north",), read=read))
    for name in ("C3", "C5"):
        assert ((told.value(name) or 0) < (OVER.value(name) or 0)) is costs


def test_a_timed_post_when_the_watch_is_over_counts() -> None:
    late = WINDOW_END_S + 600
    told = WHILE_OPEN.you(late, update("The counts hold.", read=reading(next_update_s=late + 900)))
    assert [told.judge(name).actual for name in ("C3", "C5")] == ["3 of 3 posts", "mean 3.0 over 3 posts"]


def test_a_lie_when_the_watch_is_over_still_lowers_the_content() -> None:
    lie = update("It began later.", read=reading(claims=(claim("start", "1773151200"),)))
    assert (OVER.you(WINDOW_END_S + 600, lie).value("C5") or 0) < (OVER.value("C5") or 0)
