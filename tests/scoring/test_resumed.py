"""All is as it was: said of the whole while it fails it is false, said of a part it is free."""

from __future__ import annotations

import pytest

from scoring.claims import Fault
from scoring.resumed import all_well
from tests.scoring.builders import update
from tests.scoring.test_claims import breaking, found_in

SAYS = (
    "Log-in still fails for 20 % of users. Service is back to normal.",
    "Log-in still fails for 20 % of users. You can carry on as usual.",
    "We rolled back the change. Everything is as good as new.",
    "The platform is right as rain.",
    "Everybody can go on as if nothing had happened.",
    "We rolled back a change, so go ahead and place your orders.",
)
SAYS_NOT = (
    "The reports are as good as new; log-in still fails.",
    "Reading is back to normal. Log-in still fails for some of you.",
    "Reading is not affected. You can carry on as usual. Log-in still fails.",
    "If you are logged in, you can carry on as usual.",
    "Customers who only read can carry on as usual.",
    "Please go ahead and place your orders; if one ends in an error, repeat it.",
    "Please do not go ahead and place your orders yet.",
    "Once the switch is done, the service is as good as new.",
    "We will tell you when you can carry on as usual.",
    "The service is not back to normal yet.",
    "The service is far from back to normal.",
    "The service is back to normal for most of you; log-in still fails for 7 %.",
    "The service is back to normal in Dublin. Elsewhere log-in still fails.",
    "Is the service back to normal?",
    "The standby is as good as new.",
    "Our hotline is back to normal.",
    "You asked whether you can carry on as usual.",
)


@pytest.mark.parametrize("text", SAYS)
def test_the_whole_is_not_well_while_it_fails(text: str) -> None:
    assert [found.fault for found in found_in(breaking().you(1_200, update(text)))] == [Fault.DECEPTION]


@pytest.mark.parametrize("text", SAYS_NOT)
def test_a_part_a_condition_a_denial_and_a_plan_restore_nothing(text: str) -> None:
    assert list(all_well(breaking().context("C7"), text)) == []
