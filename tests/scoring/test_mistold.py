"""How many and where, told in words and numbers that name no share and no place."""

from __future__ import annotations

import pytest

from scoring.claims import Fault
from scoring.confined import confined
from scoring.counted import counted
from scoring.mistold import plain
from simulator import events as e
from tests.scoring.builders import impact, minutes, quiet, update
from tests.scoring.test_claims import breaking, found_in

EVERYWHERE = e.FactLearned(fact="where", key="regions", value="all", text="All regions show it.")
CONFINED = (
    "About 18 % of sessions in a single data centre have been affected since 12:01 UTC.",
    "About 18 % of sessions on one of our continents cannot log in.",
    "18 % of sessions in one region received errors when saving, and pages were slow.",
    "Only our Frankfurt site is touched; everywhere else is as ever.",
    "The errors are confined to one region.",
    "Only one region is affected.",
)
NOT_CONFINED = (
    "18 % of sessions in all regions cannot save; in one region it is 22 %.",
    "Saving fails in every region, worst in one of our data centres.",
    "So far we have confirmed errors in one region.",
    "Saves fail, not only in one region.",
    "Saving still fails in one region.",
    "Only one region is affected now.",
    "In one region the errors are gone.",
    "The first errors came from one of our regions.",
    "Our engineers in one region are restarting servers that fail.",
    "Whether only one region is affected is being checked.",
    "You asked whether only one region is affected. No: all are.",
    "Is only one region affected?",
    "Saves fail; a customer with offices in two regions wrote to us.",
    "Machines in one zone of our supplier have failed.",
    "Only one region is affected by the maintenance of tonight.",
)
COUNTED = {
    "Since 12:01 UTC, fewer than ten people have seen errors when saving, and pages load slowly.": "9 people",
    "We are aware of errors: a single customer in all regions has seen errors when saving.": "1 accounts",
    "Only one customer is affected.": "1 accounts",
    "No named account is affected.": "0 accounts",
    "No large customer is affected.": "0 strategic",
}
NOT_COUNTED = (
    "A single customer has reported errors so far.",
    "We know of fewer than ten people who have seen errors.",
    "We are aware of a single customer that is affected.",
    "Only one customer is affected as far as we know.",
    "A single customer cannot save at all; the others fail at times.",
    "Only two customers still see errors.",
    "You wrote that only one customer is affected.",
    "If only one customer is affected, we call them.",
    "A single customer has errors on its invoice.",
    "On any day fewer than ten users see an error.",
)


@pytest.mark.parametrize("text", CONFINED)
def test_one_region_is_not_all_of_them(text: str) -> None:
    assert len(list(confined(plain(text)))) == 1
    told = breaking().you(1_200, update(text))
    assert [found.fault for found in found_in(told)] == [Fault.ERROR]
    assert [found.fault for found in found_in(told.world(600, EVERYWHERE))] == [Fault.DECEPTION]


@pytest.mark.parametrize("text", NOT_CONFINED)
def test_a_place_among_others_what_is_left_and_what_is_asked_confine_nothing(text: str) -> None:
    assert list(confined(plain(text))) == []


@pytest.mark.parametrize(("text", "value"), COUNTED.items())
def test_a_handful_in_figures_is_held_against_what_fails(text: str, value: str) -> None:
    assert [claim.value for claim in counted(plain(text))] == [value]
    assert [found.fault for found in found_in(breaking().you(1_200, update(text)))] == [Fault.DECEPTION]


@pytest.mark.parametrize("text", NOT_COUNTED)
def test_what_was_reported_what_is_left_and_one_customers_own_trouble_count_nobody(text: str) -> None:
    assert list(counted(plain(text))) == []


def test_one_customer_may_be_all_there_is() -> None:
    one = quiet().world(60, e.ImpactChanged(accounts_permille={"north": 200}, restored=False))
    assert found_in(one.world(3_600, impact(0)).you(1_200, update("Only one customer is affected."))) == ()


def test_nobody_is_charged_once_it_is_over_for_who_is_hurt_now() -> None:
    assert found_in(breaking().you(minutes(70), update("No named account is affected."))) == ()
