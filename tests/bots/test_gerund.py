"""English -ing forms: titles of tasks in any trade are told as work under way."""

import pytest

from simulator.bots.gerund import doing, gerund

DOUBLED = [
    "cutting", "stopping", "shutting", "quitting", "spinning", "topping", "stirring", "resetting", "fitting",
    "refitting", "rerunning", "re-running", "replanning", "formatting", "transferring", "referring", "submitting",
    "omitting", "unplugging", "unwrapping", "overlapping", "debugging", "occurring", "equipping", "sandbagging",
    "cancelling", "levelling", "patrolling",
]  # fmt: skip
PLAIN = [
    "switching", "visiting", "editing", "crediting", "debiting", "limiting", "profiting", "opening", "listening",
    "entering", "rendering", "covering", "recovering", "delivering", "repairing", "rebooting", "reheating",
    "towing", "fixing", "playing", "loading", "revealing", "seeing", "freeing", "being", "conquering", "prefixing",
    "undoing", "syncing",
]  # fmt: skip


@pytest.mark.parametrize("form", DOUBLED)
def test_a_stressed_short_vowel_doubles_its_consonant(form: str) -> None:
    assert gerund(form[:-4]) == form


@pytest.mark.parametrize("form", PLAIN)
def test_other_verbs_keep_theirs(form: str) -> None:
    assert gerund(form[:-3]) == form


@pytest.mark.parametrize(("verb", "form"), [("rotate", "rotating"), ("tie", "tying"), ("panic", "panicking")])
def test_some_ends_change(verb: str, form: str) -> None:
    assert gerund(verb) == form


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Close the sessions and check the disk", "closing the sessions and checking the disk"),
        ("Check disk, locks and long-running queries", "checking disk, locks and long-running queries"),
        ("Fit the loggers again and chill the bags", "fitting the loggers again and chilling the bags"),
        ("Pump out the hold, then refill tanks", "pumping out the hold, then refilling tanks"),
        ("Shut the barrier and wave cars through", "shutting the barrier and waving cars through"),
        ("Reef the sails and shroud the mast", "reefing the sails and shrouding the mast"),
        ("Drain or flush the lines", "draining or flushing the lines"),
        ("Count the cars and then the lorries", "counting the cars and then the lorries"),
        ("Check lights and doors all over the ship", "checking lights and doors all over the ship"),
        ("", "working through the plan"),
    ],
)
def test_a_task_title_becomes_work_in_progress(title: str, text: str) -> None:
    assert doing(title) == text
