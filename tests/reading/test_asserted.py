"""A repair that is aimed at, asked for, denied or somebody else's word is no all-clear, nor is one part that works."""

from __future__ import annotations

import pytest

from simulator.reading import Reader

AT_UTC_S = 1_772_615_520

NO_ALL_CLEAR = (
    "We add servers so that you can log in again.",
    "We turn the flag back so your people are able to save again.",
    "We are working to get everything running again.",
    "The team is busy getting everything working again.",
    "Engineers are on site to have everything up and running again.",
    "The aim of the change is that your tills can work again.",
    "How soon is everything running again? We do not know.",
    "Do any of your tills work again?",
    "We check who can sign in again.",
    "Very few tills can sign in again at the moment.",
    "With this change tills can sign in again; it is not in place yet.",
    "Then tills can sign in again.",
    "Every till must be able to sign in again before we say more.",
    "Target: all tills working again. Not reached.",
    "We wait for the moment in which everything is working again.",
    "Nobody has told me that it is fixed.",
    "Till it is resolved, please write on paper.",
    "Your other interfaces are working normally.",
    "Tills in other towns are running normally.",
    "Your daytime sync is working normally, the nightly one failed.",
    "The scales are running normally; it is the tills that stand.",
    "According to the provider all systems are operational. We do not believe it yet.",
    "18 % of your orders cannot be saved. Search works again since 14:20 UTC.",
    "18 % of sessions fail. Log-in has recovered.",
    "Any till that works again should be left alone.",
    "In Lyon six of seven tills are running normally.",
    "This step makes sure that tills can sign in again.",
    "Our plan: accept the old certificate, wait, everything works again.",
)
ALL_CLEAR = (
    "The fix is live, so you can log in again.",
    "We managed to get everything running again.",
    "Thanks to the rollback saves work again.",
    "We are glad to say that you can save again.",
    "Since 15:10 UTC all is back to normal. If you cannot log in, please tell us.",
    "Orders failed between 14:02 and 15:10 UTC; everything works again.",
    "As we hoped, everything works again.",
    "The outage is over: all systems are operational, and no order is missing.",
)


@pytest.mark.parametrize("text", NO_ALL_CLEAR)
def test_what_is_no_all_clear(reader: Reader, text: str) -> None:
    """Purpose, question, condition, hearsay, the other parts, one part while another fails."""
    claims = {(claim.key, claim.value) for claim in reader.read_update(text, at_utc_s=AT_UTC_S).claims}
    assert ("restored", "yes") not in claims


@pytest.mark.parametrize("text", ALL_CLEAR)
def test_what_is_one(reader: Reader, text: str) -> None:
    """Said plainly, or led in politely; what to do if it returns takes nothing back."""
    claims = {(claim.key, claim.value) for claim in reader.read_update(text, at_utc_s=AT_UTC_S).claims}
    assert ("restored", "yes") in claims
