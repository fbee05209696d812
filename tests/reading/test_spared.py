"""A share of those who are not hurt is no share of those who are."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from simulator.reading import Reader

AT = int(datetime(2026, 4, 14, 14, 32, tzinfo=UTC).timestamp())
SPARED = {
    "Four out of five sessions save without an error; about 18 % do not.": "80",
    "Four in five sessions save normally, the rest get an error.": "80",
    "82 % of sessions are free of errors.": "82",
    "Most sessions, more than four in five, are not affected.": "80",
    "78 % of the invoices that have left are right, and 22 % show wrong amounts.": "78",
    "75 % of all saves have no errors.": "75",
    "90 % of your colleagues are not hit by the errors.": "90",
    "The majority, 82 %, notice no errors.": "82",
    "88 % of quantities are correct, and some are wrong.": "88",
    "Five out of six sessions are unaffected.": "83",
    "Nearly four in five invoices of today are correct. Yours is one of the others.": "80",
    "99 % of the invoices are right.": "99",
    "99 % of sessions are not affected.": "99",
    "98 % of saves are free of errors.": "98",
    "For 90 % of you nothing was ever wrong; 50 of 500 invoices were.": "90",
    "Most of you, 90 %, never had a wrong paper from us.": "90",
    "At no time was anything wrong for 82 % of sessions.": "82",
    "82 % of our users noticed nothing of the errors.": "82",
}
HURT = {
    "80 % of sessions fail without an error message.": "80",
    "60 % of the invoices are not right and show wrong tax.": "60",
    "30 % of sessions get an error, the others work as usual.": "30",
    "82 % of sessions save without errors; 18 % get an error.": "18",
    "One in five saves fails although the pages load normally.": "20",
    "2 % of sessions cannot save, and the totals are correct.": "2",
    "70 % of saves do not arrive correctly and are lost.": "70",
    "It is not true that nobody can save: it is about 18 % of sessions.": "18",
    "You ask how many it is. The figure is now 2 % of sessions.": "2",
    "Half of our customers are no longer unaffected: they see errors.": "50",
    "30 % of users see nothing, only an error page.": "30",
    "20 % of sessions never get through without an error.": "20",
}
NEITHER = (
    "Three out of four regions are not affected.",
    "It is 40 % of the sessions that we have moved already.",
    "97 % of sessions save without errors again.",
    "In Lyon six of seven robots are running normally.",
    "At the Leeds site two in three orders are not affected.",
)


def shares(reader: Reader, text: str, key: str) -> list[str]:
    return [claim.value for claim in reader.read_update(text, at_utc_s=AT).claims if claim.key == key]


@pytest.mark.parametrize(("text", "value"), SPARED.items())
def test_who_is_not_affected_unharmed_or_free_of_errors_is_spared(reader: Reader, text: str, value: str) -> None:
    assert shares(reader, text, "spared_pct") == [value]
    assert value not in shares(reader, text, "scope_pct")


@pytest.mark.parametrize(("text", "value"), HURT.items())
def test_who_is_hurt_stays_so_beside_a_word_of_what_is_well(reader: Reader, text: str, value: str) -> None:
    assert shares(reader, text, "scope_pct") == [value]


@pytest.mark.parametrize("text", NEITHER)
def test_places_and_what_has_recovered_tell_nothing_of_how_many_were_hurt(reader: Reader, text: str) -> None:
    assert shares(reader, text, "spared_pct") == shares(reader, text, "scope_pct") == []
