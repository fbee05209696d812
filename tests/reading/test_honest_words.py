"""Honest words that look like a promise, a repair, an advert or an assurance, each beside words that are one."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from simulator.reading import Reader, UpdateReading

AT = int(datetime(2026, 4, 14, 14, 32, tzinfo=UTC).timestamp())
NO_REPAIR_PROMISED = (
    "Please expect an interruption from about 15:10 UTC.",
    "We expect a short downtime around 15:20 UTC for the restart.",
    "You will be signed out at 15:12 UTC; please sign in again.",
    "I look into it with our database people and come back by 15:00 UTC.",
    "I ask our database people and then come back by 15:00 UTC.",
    "We check that with the supplier and get back by 15:00 UTC.",
    "I talk to our lawyers and will be back by 15:00 UTC.",
    "A supplier writes that it will be fixed by 15:50 UTC. We do not rely on it, and please do not either.",
    "The network people told us that it will be fixed by 15:50 UTC. Please do not count on that.",
)
REPAIR_PROMISED = (
    "We expect the outage to be fixed by 15:10 UTC.",
    "We expect recovery around 15:20 UTC.",
    "We restart the servers and come back by 15:00 UTC.",
    "Saving comes back by 15:00 UTC.",
    "We look at the database and it will be back by 15:00 UTC.",
    "It will be fixed by 15:50 UTC. You can count on it.",
    "Our supplier says it will be fixed by 15:50 UTC.",
    "We say that it will be fixed by 15:50 UTC. We do not rely on luck.",
)
NO_START = (
    "From 15:12 UTC on your connections will fail until the new token is installed; that is intended.",
    "From 14:12 UTC on your connections failed until the new token was installed; that was intended.",
    "Since 14:05 UTC connections fail, as announced, while the tokens are changed.",
)
FALSE_FRIENDS = {
    "money": (
        ("We have not decided on any credit yet.", "We haven't yet decided on any refund."),
        ("We have decided on a credit for you.", "We have not forgotten you: you get a full refund."),
    ),
    "advert": (
        ("That is why we check every confirmed order now.", "You can place orders now.", "We try now to restart it."),
        ("Order now and save.", "Try now and upgrade to the new plan.", "There is a way out: order now."),
    ),
    "minimise": (
        ("This is not a small glitch, and we do not treat it as one.", "It is anything but a minor issue."),
        ("It was just a glitch.", "This is not an outage, only a minor issue.", "It is no more than a blip."),
    ),
    "certain_fix": (
        ("A supplier writes that it will be fixed by 15:50 UTC. We do not rely on it.", "I will be back by 15:00 UTC."),
        ("It will be fixed by 15:50 UTC.", "We look at it and it will be back by 15:00 UTC."),
    ),
}
RESTORED = {
    "The amount of the credit has not been fixed yet.": [],
    "The date for our call has not been fixed yet.": [],
    "The hour of the switch has been fixed.": [],
    "The size of the refund is not fixed.": [],
    "The fault has not been fixed.": ["no"],
    "The problem with the wrong amounts has not been fixed.": ["no"],
    "The problem with the amounts is fixed.": ["yes"],
    "Saving has been fixed.": ["yes"],
}
INTACT = {
    "No order was lost, I hope; but hope is not what you need, so we check.": False,
    "All data is safe, we think.": False,
    "Hopefully no order was lost.": False,
    "Nothing was lost, so we believe.": False,
    "No order was lost, we are sure.": True,
    "No order was lost. I hope you understand.": True,
    "No data was lost; we believe in open words.": True,
    "No data was lost, we checked.": True,
}


def read(reader: Reader, text: str) -> UpdateReading:
    return reader.read_update(text, at_utc_s=AT)


@pytest.mark.parametrize("text", NO_REPAIR_PROMISED)
def test_an_interruption_news_of_a_person_and_what_nobody_relies_on_are_no_repair(reader: Reader, text: str) -> None:
    assert [one for one in read(reader, text).promises if one.what == "fix"] == []


@pytest.mark.parametrize("text", REPAIR_PROMISED)
def test_a_repair_with_a_time_is_promised(reader: Reader, text: str) -> None:
    assert [one.what for one in read(reader, text).promises] == ["fix"]


def test_who_asks_others_and_comes_back_promises_news(reader: Reader) -> None:
    for text in NO_REPAIR_PROMISED[3:7]:
        assert [one.what for one in read(reader, text).promises] == ["update"]


@pytest.mark.parametrize("text", NO_START)
def test_an_interruption_that_is_to_come_or_was_meant_is_not_when_the_trouble_began(reader: Reader, text: str) -> None:
    assert [one for one in read(reader, text).claims if one.key == "start"] == []
    [start] = [one for one in read(reader, "Saves have failed since 13:00 UTC.").claims if one.key == "start"]
    assert start.value == str(AT - 5_520)


@pytest.mark.parametrize("rule", FALSE_FRIENDS)
def test_a_weak_word_that_is_denied_or_means_another_thing_is_none(reader: Reader, rule: str) -> None:
    honest, weak = FALSE_FRIENDS[rule]
    assert [text for text in honest if rule in {one.rule for one in read(reader, text).findings}] == []
    assert [text for text in weak if rule not in {one.rule for one in read(reader, text).findings}] == []


@pytest.mark.parametrize(("text", "values"), RESTORED.items())
def test_an_amount_or_a_date_that_is_fixed_is_no_repair(reader: Reader, text: str, values: list[str]) -> None:
    assert [one.value for one in read(reader, text).claims if one.key == "restored"] == values


@pytest.mark.parametrize(("text", "assured"), INTACT.items())
def test_what_is_only_hoped_assures_nothing(reader: Reader, text: str, assured: bool) -> None:
    """A hope that stands behind the words counts as one before them."""
    claims = [one for one in read(reader, text).claims if one.key == "data_loss" and one.value == "none"]
    assert any(not one.hedged for one in claims) == assured
