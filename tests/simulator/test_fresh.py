"""No sentence comes a third time in the same words."""

from __future__ import annotations

from simulator.fresh import LEADS, Fresh


def test_a_third_time_is_said_to_be_one() -> None:
    fresh = Fresh()
    said = [fresh.text("The queue was short already. Ask again.") for _ in range(3)]
    assert said[0] == said[1] == "The queue was short already. Ask again."
    assert said[2] == "As before: The queue was short already. Ask again."


def test_a_label_and_the_lines_of_a_list_keep_their_place() -> None:
    fresh = Fresh()
    brief = "Status: not contained yet.\n- 14:05 UTC: two of us were called\nNext: we decide about the flag."
    for _ in range(2):
        assert fresh.text(brief) == brief
    assert fresh.text(brief).splitlines() == [
        "Status: as before, not contained yet.",
        "- 14:05 UTC: two of us were called",
        "Next: as before, we decide about the flag.",
    ]


def test_whoever_repeats_it_a_hundred_times_never_uses_one_sentence_thrice() -> None:
    fresh = Fresh()
    said = [fresh.text("We are doing everything we can.") for _ in range(100)]
    assert len(said) > 2 * len(LEADS)
    assert max(said.count(one) for one in said) == 2
