"""What somebody else said, what is not said, and what is taken back is no claim and no promise of the writer."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from simulator.reading import Reader

AT = int(datetime(2026, 3, 4, 15, 30, tzinfo=UTC).timestamp())
NO_CLAIM = {
    "security": (
        "So there was a mistake of ours; our first suspicion, copied tokens, was wrong.",
        "We first feared copied tokens; it is your own new gateway.",
        "Had it been copied tokens, we would have replaced them; it was not.",
    ),
    "scope_pct": (
        "You wrote that the shop is down for everybody.",
        "You fear that all your saves fail.",
        "You told support that 60 % of your saves fail.",
        "A newspaper wrote that two thirds of bookings fail.",
        "The rumour that two thirds of the sessions failed was wrong.",
        "Our figure of 12 % failing sessions was wrong.",
        "Two thirds of the stuck sessions are closed.",
        "A third of the lag is gone, and errors fall.",
        'I have read in the press that "half of all customers" are down.',
        "Twitter says that 90 % of saves fail. We see fewer.",
        "We have seen on Facebook that 80 % of stores are down.",
        "A headline claims that two thirds of all bookings fail.",
        "The radio said that all customers are down.",
        "'Half of your customers cannot pay' - so says the press.",
        "Please ignore the tweet that says that half of our customers are down.",
        "There are reports in the news that two thirds of all bookings fail.",
        "It is untrue that all customers are down.",
        "Saves that showed an error were refused, so none is half there.",
        "A quarter of an hour ago we began to close stuck sessions.",
    ),
    "regions": (
        "13:06 UTC, 14:06 in London: no booking is missing.",
        "Nothing is missing, not in London and not in Leeds.",
    ),
    "data_loss": (
        "It would be too early to say that nothing was lost.",
        "I cannot promise that no order was lost.",
        "I would be lying if I said that no data was lost.",
        "We do not claim that no booking was lost.",
        "You said: 'all orders are lost'. I have no proof of that.",
        "Please do not conclude from our silence that orders were lost.",
        "Nicholas asked whether all orders since noon are safe. The honest answer: not verified.",
        "Somebody on the phone told you that all data was lost. That was too early.",
        "We never said that your data was safe, and we do not say it now.",
        "Who claims that data is lost knows more than we do.",
        "Somebody in the forum claims that all data is lost. We have no sign of it.",
        "Dana asked us if all data is intact. We do not know yet.",
        "“All data is intact,” our competitor wrote on LinkedIn. We do not know that.",
        '"All orders are gone" is what somebody wrote on Twitter. We know of none.',
        "The rumour that we lost data has no basis that we know of.",
    ),
    "restored": (
        "“It is fixed”, a colleague of mine wrote to you. That was wrong, and I take it back.",
        '"Everything works again", a customer posted on Reddit.',
        'The sentence "everything is fixed" in our mail of 14:20 UTC was wrong.',
        "I wrote at 14:20 UTC that everything works again. That was wrong.",
    ),
    "start": (
        "Saving works again since 15:13 UTC in all regions.",
        "No errors since 15:13 UTC.",
        "No invoice has left since 07:47 UTC.",
        "The fix has been live since 14:33 UTC.",
        "Dana has been at your disposal since 14:20 UTC.",
        "The repair of the wrong values runs since 10:30 UTC.",
        "Since 12:18 UTC people can book and pay on site.",
    ),
    "eta": (
        "You expect it to be fixed in 20 minutes.",
        "A colleague promised you a repair by 17:00 UTC. I take it back.",
        "You reckon with 90 minutes of outage; our record says 72.",
    ),
}
CLAIM = (
    ("You wrote that saving fails for everybody. That is right.", "scope_pct", "100"),
    ("About 18 % of sessions fail. You wrote that all fail.", "scope_pct", "18"),
    ("2 % of sessions in one region could not save since 14:01 UTC.", "scope_pct", "2"),
    ("Initially 2 % of sessions were affected.", "scope_pct", "2"),
    ("On 21 May 1 % of items were affected.", "scope_pct", "1"),
    ("Since 09:02 UTC 6 % of items are wrong.", "scope_pct", "6"),
    ("Half of the logins fail.", "scope_pct", "50"),
    ("No data was lost.", "data_loss", "none"),
    ('"It is fixed", I wrote to you, and it is.', "restored", "yes"),
    ('"It is fixed", our engineers say.', "restored", "yes"),
    ("Twitter says that 90 % of saves fail, but it is only 2 % of sessions.", "scope_pct", "2"),
    ("The press writes that all is down; only 2 % of sessions fail.", "scope_pct", "2"),
    ("It is not true that many are hit: 2 % of sessions fail.", "scope_pct", "2"),
    ("We never said that data is lost, and no order was lost.", "data_loss", "none"),
    ("Our analysts report that 2 % of sessions fail.", "scope_pct", "2"),
    ("The worker threads wait for a lock and 2 % of sessions fail.", "scope_pct", "2"),
    ("I wrote at 14:20 UTC that everything works again. That is true.", "restored", "yes"),
    ('The word "fixed" was wrong in our mail; now everything works again.', "restored", "yes"),
    ("Our monitoring says that 2 % of sessions fail.", "scope_pct", "2"),
    ("We have heard from our database team that 2 % of sessions fail.", "scope_pct", "2"),
    ("Somebody copied tokens: stolen credentials were used.", "security", "breach"),
)


@pytest.mark.parametrize(("key", "told"), [(key, one) for key, all_ in NO_CLAIM.items() for one in all_])
def test_what_others_said_what_is_not_said_and_what_is_taken_back_is_no_claim(
    reader: Reader, key: str, told: str
) -> None:
    """Honest people quote, refuse and correct."""
    affirmed = [one for one in reader.read_update(told, at_utc_s=AT).claims if one.key == key and not one.hedged]
    assert [one for one in affirmed if (key, one.value) != ("data_loss", "none") or "no " not in one.quote] == []


@pytest.mark.parametrize(("told", "key", "value"), CLAIM)
def test_what_the_writer_says_is_one_in_any_tense(reader: Reader, told: str, key: str, value: str) -> None:
    """`Could not` is a statement, May a month, and `initially` a time; none of them is a doubt."""
    found = reader.read_update(told, at_utc_s=AT).claims
    assert (key, value) in [(one.key, one.value) for one in found if not one.hedged]


def test_the_beginning_of_the_harm_is_found_behind_that_of_the_repair(reader: Reader) -> None:
    """The first time of a text is not always that of the trouble."""
    text = "Payments work again since 12:50 UTC. From 12:01 UTC on, 32 % of bookings failed since a card route broke."
    [start] = [one for one in reader.read_update(text, at_utc_s=AT).claims if one.key == "start"]
    assert start.value == str(AT - 3 * 3600 - 29 * 60)
