"""A log and a post-mortem tell of a notice to an authority only where one was given."""

from __future__ import annotations

import pytest

from scoring.notices import untrue_notices
from simulator import events as e
from tests.scoring.builders import Story, minutes, postmortem_reading, story
from tests.scoring.test_close import at, learned

GIVEN = (
    "Preliminary notice sent to the data protection authority",
    "Notice to the regulator submitted",
    "Authority notified",
    "The data protection authority was informed by Legal",
    "Preliminary notice to the data protection authority",
)
NOT_GIVEN = (
    "Notice to the authority drafted, not sent",
    "Decided that the authority is not notified",
    "Legal prepares the notice to be sent to the authority",
    "Authority to be notified by 18:00 UTC",
    "Asked Legal whether the regulator was informed",
    "Their data protection officer says that the authority was informed",
    "North told us: authority notified",
    "Notice to the authority is due at noon",
    "Notice sent to customers under the quality agreement",
    "If records were read, the regulator is informed within 72 hours",
    "Authority for the failover given by the sponsor",
)
NOTICE = e.AuthorityNotified(
    authority="Authority", text="Strangers used tokens of ours from 12:01 UTC; more follows by noon."
)
EMPTY = e.AuthorityNotified(authority="Authority", text="x")


def untrue(told: Story, *rows: str) -> int:
    return untrue_notices(told.record(), rows)


@pytest.mark.parametrize("row", GIVEN)
def test_a_notice_that_was_never_given_is_an_untrue_row(row: str) -> None:
    """One of a single letter tells an authority nothing."""
    assert untrue(story(), row) == untrue(story().you(900, EMPTY), row) == 1
    assert untrue(story().you(900, NOTICE), row) == 0


@pytest.mark.parametrize("row", NOT_GIVEN)
def test_a_draft_a_plan_a_denial_and_the_notice_of_others_tell_of_none(row: str) -> None:
    assert untrue(story(), row) == 0


def logged(action: str) -> e.EntryLogged:
    """A row of the log."""
    return e.EntryLogged(action=action, owner="legal", result="Within three hours")


def test_an_untrue_row_costs_in_the_log_and_in_the_post_mortem() -> None:
    log = story().you(minutes(9), logged("Incident declared")).you(minutes(10), logged(GIVEN[0]))
    assert "1 row on a notice that was never given" in log.judge("D2").actual
    assert "notice" not in log.you(900, NOTICE).judge("D2").actual
    whole = (at(540, "Incident declared"), at(1_500, "Change reverted"))
    told = learned(postmortem_reading(timeline=(*whole, at(1_600, GIVEN[-1]))))
    assert learned(postmortem_reading(timeline=whole)).value("G1") == 1_000
    assert told.value("G1") == 500
    assert told.you(900, NOTICE).value("G1") == 1_000
