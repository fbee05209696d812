"""An outage that is told where there is none: what words assert one, and what it costs."""

from __future__ import annotations

import pytest

from scoring.claims import Fault
from scoring.outage import outage
from simulator import events as e
from simulator.vocabulary import Channel
from tests.scoring.builders import Story, claim, quiet, reading, update
from tests.scoring.test_claims import found_in
from tests.scoring.test_gates import gates

ASSERTS = (
    "We see it too. Since 12:03 UTC, payments end in an error for part of our customers.",
    "Part of our customers remain affected. The next update follows by 13:30 UTC.",
    "Dear Dana, there is an incident on our side, and North is affected.",
    "The incident continues. We have completed a step.",
    "Since 12:03 UTC invoices show wrong amounts.",
    "Payments have failed since 12.03 UTC; a supplier is being asked.",
    "Your data is complete, but you cannot log in.",
)
ASSERTS_NOT = (
    "Should one of your users see a failure, or if logins fail for you, call support.",
    "We looked into an alarm: no customer in any of our regions is affected. Your users cannot have noticed it.",
    "Since 12:01 UTC a supplier's region is down; we do not use it.",
    "The latency graph is wrong since 12:02 UTC, and your figures are right.",
    "We told you that payments fail for part of our customers. That was wrong.",
    "Some users may be affected; we are checking it.",
    "We thank you for the report and check it with a measurement of our own.",
)


@pytest.mark.parametrize("text", ASSERTS)
def test_an_outage_is_asserted_without_a_figure(text: str) -> None:
    found = outage(text)
    assert found is not None
    assert text[found.start : found.end] == found.quote


@pytest.mark.parametrize("text", ASSERTS_NOT)
def test_a_condition_a_denial_and_somebody_elses_trouble_assert_none(text: str) -> None:
    assert outage(text) is None


EXPLAINED = e.FactLearned(fact="elsewhere", key="cause", value="a gauge", text="Our own probes are normal.")
FALSE = update("Since 12:03 UTC, logins fail for part of our customers.", read=reading())


def alarm() -> Story:
    """An alarm that a second source explains away after ten minutes."""
    return quiet("alarm").world(600, EXPLAINED)


def test_an_outage_told_once_the_alarm_was_explained_away_is_false() -> None:
    """Before, and while the result has not been read, it is what people had to believe."""
    [found] = found_in(alarm().you(1_200, FALSE))
    assert (found.fault, found.known) == (Fault.DECEPTION, "Our own probes are normal.")
    assert found_in(alarm().you(540, FALSE)) == found_in(alarm().you(660, FALSE)) == ()
    assert found_in(alarm().you(1_200, update("Logins work as usual, and nobody is affected."))) == ()
    assert found_in(quiet().world(600, EXPLAINED).you(1_200, FALSE)) == ()


def test_a_share_and_a_place_are_false_in_an_alarm_whose_author_says_nothing_of_its_scope() -> None:
    told = update("Seen.", read=reading(claims=(claim("scope_pct", "20"), claim("regions", "eu"))))
    assert [one.fault for one in found_in(alarm().you(1_200, told))] == [Fault.DECEPTION] * 2
    assert [one.fault for one in found_in(quiet("alarm").you(1_200, told))] == [Fault.ERROR] * 2
    assert found_in(quiet("alarm").you(1_200, told))[1].truth == "nobody is affected"


def test_telling_customers_of_an_outage_that_is_none_closes_the_gate() -> None:
    answer = e.CustomerAcknowledged(account="north", text=FALSE.text, reading=reading())
    for told, closes in (
        (FALSE, True),
        (answer, True),
        (update("Logins work as usual."), False),
        (update(FALSE.text, channel=Channel.HOLDING_LINE), False),
    ):
        assert ("G-1" in gates(alarm().you(1_200, told))) == closes
