"""Work that somebody only heard of, or that comes next month, is no measure; what is done now stays one."""

from __future__ import annotations

import pytest

from simulator.reading import Reader

AT_UTC_S = 1_776_175_860
LEAD = "We are aware of errors when saving: 18 % of sessions are affected since 14:01 UTC. "
IDLE = (
    "We are rolling back a settings change, or so I have heard.",
    "They are rolling back the change, or so we are told.",
    "We are rolling back a settings change next month.",
    "We are replacing the switch next week.",
)
DONE = (
    "We are rolling back a settings change, as you may have heard.",
    "We are rolling back a settings change; a permanent fix follows next month.",
    "We are rolling back a change that was planned for next month.",
    "We have heard of two more cases and are rolling back the change.",
    "We are restarting the servers and will review the limits next week.",
    "We are moving traffic to the other site so that nothing waits until next week.",
    "We are switching off next week's release.",
    "If you have heard otherwise: we are rolling back the change now.",
)


@pytest.mark.parametrize("text", IDLE)
def test_what_nobody_does_now_is_no_measure(reader: Reader, text: str) -> None:
    assert reader.read_update(LEAD + text, at_utc_s=AT_UTC_S).action_level == 0


@pytest.mark.parametrize("text", DONE)
def test_what_is_done_now_is_one(reader: Reader, text: str) -> None:
    assert reader.read_update(LEAD + text, at_utc_s=AT_UTC_S).action_level == 2


@pytest.mark.parametrize("text", ["<!-- We are aware of errors when saving. -->", "<!-- one -->\n\n<!-- two -->"])
def test_a_text_that_hides_all_it_says_is_empty(reader: Reader, text: str) -> None:
    assert reader.read_update(text, at_utc_s=AT_UTC_S).readable == "empty"
    assert reader.read_update("ありがとうございます。", at_utc_s=AT_UTC_S).readable == "not_english"
