"""Claims in plain forms: how many, where, whether data was lost, whether it is over."""

from __future__ import annotations

from itertools import product

import pytest

from simulator.reading import Reader

SHARES = (
    ("18 % of customers", "18"), ("about 5% of requests", "5"), ("roughly a third of our users", "33"),
    ("one in five logins", "20"), ("3 of 12 tenants", "25"), ("two thirds of requests", "67"),
    ("every customer", "100"),
)  # fmt: skip
HARMS = ("{} fail.", "{} are affected.", "This affects {}.", "We see errors for {}.")
PLACES = (("in the EU", "eu"), ("in us-east-1", "us-east-1"), ("in eu-west-2", "eu-west-2"),
          ("in westeurope", "westeurope"), ("in Germany", "germany"), ("in all regions", "all"))  # fmt: skip


def claims(reader: Reader, text: str) -> set[tuple[str, str]]:
    """What a post claims."""
    return {(one.key, one.value) for one in reader.read_update(text, at_utc_s=1_776_175_260).claims}


def test_shares_and_places_in_every_combination(reader: Reader) -> None:
    """A share before its harm and behind it; a region of any provider."""
    shared = [(harm.format(share), value) for (share, value), harm in product(SHARES, HARMS)]
    assert [text for text, value in shared if ("scope_pct", value) not in claims(reader, text)] == []
    placed = [(f"{who} {place}.", value) for (place, value), who in product(PLACES, ("Logins fail", "We see errors"))]
    assert [text for text, value in placed if ("regions", value) not in claims(reader, text)] == []


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("No data has been lost.", ("data_loss", "none")),
        ("So far we have found no evidence of data loss.", ("data_loss", "none")),
        ("Data entered between 13:40 and 14:00 UTC is lost.", ("data_loss", "some")),
        ("Messages sent since 13:40 were lost for good.", ("data_loss", "some")),
        ("Logins work again.", ("restored", "yes")),
        ("All systems are operational again.", ("restored", "yes")),
    ],
)
def test_data_and_the_end_of_it(reader: Reader, text: str, claim: tuple[str, str]) -> None:
    """None, some, over."""
    assert claim in claims(reader, text)


def test_what_is_to_come_is_not_over(reader: Reader) -> None:
    """A hope, a condition and a denial restore nothing."""
    for text in (
        "Logins should work again soon.",
        "Once logins work again we will say so.",
        "Logins do not work again yet.",
    ):
        assert ("restored", "yes") not in claims(reader, text)


@pytest.mark.parametrize(
    "text",
    [
        "Nothing is fixed yet.",
        "Nothing is restored so far.",
        "If the rollback works, saves are back to normal within ten minutes.",
        "Once we see error rates that are back to normal we will say so.",
        "Our target is that saving works again by 15:00 UTC.",
        "By 10:03 UTC you are back to normal, that is a promise.",
        "Everything works again by 16:00.",
        "Reads are back to normal; saves still fail.",
        "Reads are back to normal. Saves still fail for some.",
    ],
)
def test_who_denies_hopes_or_speaks_of_a_part_claims_no_repair(reader: Reader, text: str) -> None:
    """Given a denial, a condition, a promise or a repair of one part, when it is read, then no repair is claimed."""
    assert ("restored", "yes") not in claims(reader, text)


@pytest.mark.parametrize(
    "text",
    [
        "There is nothing wrong any more.",
        "You can all save once more, the trouble has gone away.",
        "Do not worry, all is restored.",
        "No orders were lost and everything is back to normal.",
        "Everything is restored. Saves still fail.",
    ],
)
def test_a_repair_is_claimed_in_any_words(reader: Reader, text: str) -> None:
    """Given an all-clear in plain words, or beside its opposite, when it is read, then it claims the repair."""
    assert ("restored", "yes") in claims(reader, text)


@pytest.mark.parametrize(
    ("text", "shares"),
    [
        ("About one save in six fails and pages load slowly, for all customers.", ["17"]),
        ("All customers: slow reads, saves fail for some.", []),
        ("Next we compare all saves with the log and restore the missing orders.", []),
        ("18 % of sessions fail for all customers.", ["18"]),
        ("The service is down for everyone.", ["100"]),
        ("Saving fails for all customers.", ["100"]),
        ("Ledger rows are missing since 06:02 UTC for all customers.", ["100"]),
        ("We looked, and no row is missing for all customers.", []),
        ("The report said that rows are missing for all customers.", []),
        ("We check the rows of all customers; some are missing.", []),
        ("No customers affected.", ["0"]),
    ],
)
def test_all_of_them_is_a_share_only_where_all_fails(reader: Reader, text: str, shares: list[str]) -> None:
    """Given `all customers`, when it is read, then it claims a hundred per cent only if nothing is said to work."""
    assert [value for key, value in claims(reader, text) if key == "scope_pct"] == shares
