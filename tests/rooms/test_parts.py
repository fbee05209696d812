"""What a team exercise says: a seat's points beside the points there were, and whom a facilitator's words reach."""

from tui.rooms.orders import BY_WORD
from tui.rooms.parts import SeatPart, part_words, points_words

CARD = {
    "criteria": [
        {"id": "E1", "value": 0, "points": 0, "weight": 1, "of": 1.67, "evidence": []},
        {"id": "E4", "value": 1, "points": 3.33, "weight": 2, "of": 3.33, "evidence": []},
    ]
}


def test_points_of_a_seat_are_of_the_points_that_there_were() -> None:
    """Given a weight that moved within its domain, when a seat's part is told, then no points exceed what there was."""
    part = SeatPart("ines", "ic", alone=["E1", "E4"])
    assert points_words(part, CARD) == "3.33 of 5 points"
    assert part_words(part, CARD, {}).startswith("decided alone: E1 0/1.67, E4 3.33/3.33.")


def test_a_card_of_an_older_release_has_its_weights_alone() -> None:
    old = {"criteria": [{name: value for name, value in one.items() if name != "of"} for one in CARD["criteria"]]}
    assert "E1 0/1, E4 3.33/2" in part_words(SeatPart("ines", "ic", alone=["E1", "E4"]), old, {})


def test_an_assessors_own_words_are_about_a_team_and_go_to_nobody() -> None:
    """Given a note and a word outside the drill, when they are asked for, then only the word goes to the team."""
    assert BY_WORD["note"].told({"team": "1"}).endswith(" and a criterion, in any order. It is about team 1.")
    assert BY_WORD["say"].told({"team": "all"}).endswith("Goes to all teams.")
    assert "team" not in BY_WORD["hotwash"].told({})
