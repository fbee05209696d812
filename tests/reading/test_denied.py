"""Promises that are denied, doubted or called off are none, and so are updates of machines."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from simulator.reading import Reader

AT = int(datetime(2026, 3, 4, 9, 12, tzinfo=UTC).timestamp())
"""A Wednesday in winter, twelve past nine in UTC."""
TOLD = "Customers in the EU have been unable to log in since 09:00 UTC. "
DENIED_NEWS = (
    "There will be no update at 10:00 UTC.", "No status post is planned for 10:00 UTC.",
    "You should not expect any news by 10:00 UTC.", "We are not going to post an update at 10:00 UTC.",
    "It is doubtful that we will have an update by 10:00 UTC.",
    "I cannot promise that we will update you by 10:00 UTC.",
    "Nobody will give you an update at 10:00 UTC.", "Our next post at 10:00 UTC is called off.",
    "The next update at 10:00 UTC will not take place.", "We have stopped posting updates every 30 minutes.",
    "We can't say if the next update comes at 10:00 UTC.", "There is no guarantee of an update by 10:00 UTC.",
    "The next update, which was due at 10:00 UTC, is cancelled.", "Next update: never before 10:00 UTC.",
    "We will not update you before 10:00 UTC.", "Please don't wait for our update at 10:00 UTC.",
    "An update by 10:00 UTC cannot be promised.", "We see no reason to post an update at 10:00 UTC.",
)  # fmt: skip
MEANT_NEWS = (
    "No fix yet; next update at 10:00 UTC.", "We cannot say why, but will update you at 10:00 UTC.",
    "We do not know the cause and will post an update at 10:00 UTC.", "No doubt we will update you at 10:00 UTC.",
    "Whether or not it is fixed, we will update you at 10:00 UTC.", "There will be no further update until 10:00 UTC.",
    "Next update no later than 10:00 UTC.", "If nothing changes we will post an update at 10:00 UTC.",
    "We will not only fix this but also update you at 10:00 UTC.", "Do not reboot before our next update at 10:00 UTC.",
    "We won't rest, and you will hear from us by 10:00 UTC.", "It is not over. Next update at 10:00 UTC.",
    "We don't have an ETA, next update at 10:00 UTC.", "Next update at 10:00 UTC, not later.",
    "Updates will not be sent by mail but posted here at 10:00 UTC.",
    "You do not need to do anything, we will update you at 10:00 UTC.",
    "Next update at 10:00 UTC even if the fault is not found.",
    "Please do not hesitate to call; next update 10:00 UTC.",
)  # fmt: skip
DENIED_REPAIR = (
    "The service will not be restored by 10:00 UTC.", "Recovery by 10:00 UTC is not possible.",
    "We cannot guarantee that it will be fixed by 10:00 UTC.", "We no longer believe it will be fixed by 10:00 UTC.",
    "It is unlikely that service will be restored by 10:00 UTC.", "We doubt that it will be back by 10:00 UTC.",
    "We are not sure that everything will be working by 10:00 UTC.", "We withdraw the estimate of a fix by 10:00 UTC.",
    "The estimated fix at 10:00 UTC no longer holds.", "Do not count on being back by 10:00 UTC.",
    "Don't count on a fix before 10:00 UTC.", "There is no hope of a fix before 10:00 UTC.",
    "We are unable to restore service by 10:00 UTC.", "We have given up on a fix by 10:00 UTC.",
    "The estimate of 10:00 UTC that we gave for the fix is withdrawn.",
)  # fmt: skip
MEANT_REPAIR = (
    "We cannot say why it failed, but it will be fixed by 10:00 UTC.",
    "No data is lost, and service will be restored by 10:00 UTC.", "No doubt it will be fixed by 10:00 UTC.",
    "Please do not reboot: it will be fixed by 10:00 UTC.", "It will be restored no later than 10:00 UTC.",
    "We have not found the cause; we expect to be back by 10:00 UTC.",
    "Service will be restored by 10:00 UTC, not later.",
    "We still do not know the cause. ETA for the fix: 10:00 UTC.",
    "Not everything is lost: service will be restored by 10:00 UTC.",
    "Nothing else is affected and it will be fixed by 10:00 UTC.",
)  # fmt: skip
OF_MACHINES = (
    "The next driver update is at 10:00 UTC.", "The next iOS update will be rolled out at 10:00 UTC.",
    "Balances update every 15 minutes.", "The charts update hourly.", "Exchange rates update every 20 minutes.",
    "We will update the router firmware at 10:00 UTC.", "We will update our servers at 10:00 UTC.",
    "The next antivirus update comes at 10:00 UTC.", "The next update of the database runs at 10:00 UTC.",
    "The sensors update every 10 minutes.", "We are back in the shop at 10:00 UTC.",
)  # fmt: skip
OF_PEOPLE = (
    "Status update every 30 minutes.", "We will update this page at 10:00 UTC.",
    "We update our customers at 10:00 UTC.",
    "The next update on the database is at 10:00 UTC.", "We will update the status page at 10:00 UTC.",
    "We will post an update on the servers at 10:00 UTC.", "Progress updates every 30 minutes.",
    "We will update you on the firmware at 10:00 UTC.", "Back with news at 10:00 UTC.",
    "Next service update at 10:00 UTC.", "Next system status update: 10:00 UTC.",
)  # fmt: skip


@pytest.mark.parametrize("said", DENIED_NEWS + OF_MACHINES)
def test_a_time_without_news_is_no_next_update(reader: Reader, said: str) -> None:
    """However it is denied, and whichever machine is updated."""
    reading = reader.read_update(TOLD + said, at_utc_s=AT)
    assert reading.next_update_utc_s is None
    assert not reading.promises


@pytest.mark.parametrize("said", MEANT_NEWS + OF_PEOPLE)
def test_a_denial_of_something_else_leaves_the_next_update(reader: Reader, said: str) -> None:
    """Of the repair, of the cause, of what the reader need not do; and news of machines are news."""
    reading = reader.read_update(TOLD + said, at_utc_s=AT)
    assert reading.features["next_update"], said
    assert [one.what for one in reading.promises] == ["update"]


@pytest.mark.parametrize("said", DENIED_REPAIR)
def test_a_denied_or_withdrawn_repair_promises_no_time(reader: Reader, said: str) -> None:
    """Neither in what is read nor in what the ledger of a drill gets."""
    reading = reader.read_update(TOLD + said, at_utc_s=AT)
    assert not reading.features["promises_fix_time"]
    assert not reading.promises


@pytest.mark.parametrize("said", MEANT_REPAIR)
def test_a_denial_of_something_else_leaves_the_time_of_repair(reader: Reader, said: str) -> None:
    """What is not known, not lost or not to be done is not the repair."""
    reading = reader.read_update(TOLD + said, at_utc_s=AT)
    assert [one.what for one in reading.promises] == ["fix"]


@pytest.mark.parametrize("said", ["There will be no brief at 10:00 UTC.", "We won't send a next brief by 10:00 UTC."])
def test_a_brief_that_is_denied_is_no_next_brief(reader: Reader, said: str) -> None:
    """What executives are told is read by the same look."""
    brief = "Impact: 18 % of customers cannot log in. Status: we are rolling back. Confidence: medium. "
    reading = reader.read_brief(brief + said, at_utc_s=AT)
    assert reading.next_refresh_utc_s is None
    assert reader.read_brief(brief + "Next brief at 10:00 UTC.", at_utc_s=AT).next_refresh_utc_s == AT + 48 * 60
