"""What a text says, held against what was true and what the room knew."""

from __future__ import annotations

import pytest

from scoring.claims import FalseClaim, Fault, false_claims
from simulator import events as e
from simulator.reading import Claim
from simulator.vocabulary import Channel
from tests.scoring.builders import Story, claim, impact, quiet, reading, update

LEARNED = e.FactLearned(fact="breadth", key="scope_pct", value="20", text="20 % fail.")


def wrong(told: Story) -> list[tuple[str, Fault]]:
    """The claims of a story that do not hold, and how."""
    return [(found.said.claim.value, found.fault) for found in found_in(told)]


def found_in(told: Story) -> tuple[FalseClaim, ...]:
    return false_claims(told.record(), told.context("C7"))


def says(*claims: Claim, accounts: tuple[str, ...] = ()) -> e.UpdatePosted:
    """A post that claims something."""
    channel = Channel.CUSTOMER_MAIL if accounts else Channel.STATUS_PAGE
    return update(channel=channel, accounts=accounts, read=reading(claims=claims))


# --- the share ----------------------------------------------------------------------------------------------


def breaking() -> Story:
    """An outage that begins small, stands at a fifth, falls to a tenth and ends, as every outage does."""
    ramp = quiet().world(60, impact(20)).world(120, impact(200)).world(480, LEARNED)
    return ramp.world(1_800, impact(100)).world(3_540, impact(30)).world(3_600, impact(0))


@pytest.mark.parametrize(
    ("share", "fault"), [("2", Fault.DECEPTION), ("9", Fault.DECEPTION), ("14", None), ("60", Fault.DECEPTION)]
)
def test_a_share_far_from_what_the_room_learned_is_false(share: str, fault: Fault | None) -> None:
    """That it was nothing before, and little for a minute, excuses nobody."""
    assert wrong(breaking().you(1_200, says(claim("scope_pct", share)))) == ([(share, fault)] if fault else [])


def test_a_share_that_fell_may_be_told_as_it_is_and_as_it_was() -> None:
    for share in ("20", "10"):
        assert wrong(breaking().you(3_000, says(claim("scope_pct", share)))) == []
    assert wrong(breaking().you(9_000, says(claim("scope_pct", "2")))) == [("2", Fault.DECEPTION)]


def test_a_small_share_told_before_anybody_knew_is_an_error() -> None:
    assert wrong(breaking().you(420, says(claim("scope_pct", "2")))) == [("2", Fault.ERROR)]


def test_nobody_is_affected_holds_once_it_is_over_and_for_those_who_never_were() -> None:
    nobody = claim("scope_pct", "0")
    north = e.ImpactChanged(accounts_permille={"north": 200, "south": 0}, restored=False)
    told = quiet().world(60, north).world(480, LEARNED).world(3_600, impact(0))
    assert wrong(told.you(1_800, says(nobody))) == [("0", Fault.DECEPTION)]
    assert wrong(told.you(1_800, says(nobody, accounts=("north",)))) == [("0", Fault.DECEPTION)]
    assert wrong(told.you(1_800, says(nobody, accounts=("south",)))) == []
    assert wrong(told.you(4_000, says(nobody))) == []


def test_the_smallest_share_is_named_beside_one_that_is_too_small() -> None:
    [found] = found_in(breaking().you(1_200, says(claim("scope_pct", "2"))))
    assert found.truth == "20 % of users cannot log in; never less than 20 % while it lasted"
