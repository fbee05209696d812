"""Promises of a repair: every way to say by when it will work again, and what only looks like one."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from simulator.reading import Reader

AT = datetime(2026, 5, 4, 14, 12, tzinfo=UTC)
"""A Monday."""

TIMED = (
    "The mail system is expected to be restored sometime during the morning of May 5.",
    "We estimate it will be offline for about 5 minutes.",
    "You may see some disruption for the next 24 hours while we rebuild the index.",
    "We anticipate these branches will be down for the rest of the day.",
    "Full restoration is now expected in the late afternoon.",
    "The works are under way and we expect these to be completed by 20.00hrs.",
    "Recovering. Estimated 30-120 minutes.",
    "Our team expects service back around noon Eastern.",
    "We should be fully operational again by tomorrow morning.",
    "The rebuild has about two hours left to run.",
    "Estimated completion is 6 PM Central.",
    "Expect a resolution in the next 2-3 hours.",
    "ETA for restoration: 45 mins.",
    "ETA 45 minutes.",
    "Technicians believe power will return before midnight.",
    "The restore is 60% complete and should finish in roughly an hour and a half.",
    "The import queue will need another four hours to drain.",
    "Sites should come back gradually over the next half hour.",
    "We plan to reopen trading at 18:00 UTC.",
    "Downtime is estimated at 20 minutes.",
    "We hope to have everyone back by the end of the day.",
    "Replacing the disks will take around 30 minutes.",
    "Everything will be running again by 16:00 UTC.",
    "The backlog should be cleared by 17:30 UTC.",
    "Invoices will be correct again by tomorrow noon.",
    "We are confident that saving will work again within the hour.",
    "The fix goes live at 15:00 UTC.",
    "A patch will ship at 16:30 UTC.",
    "Back online in 20 minutes.",
    "We expect normal service by 15:30 UTC.",
    "Repairs should be finished before 18:00 UTC.",
    "Phones will be out until 17:00 UTC.",
    "Access resumes at 15:45 UTC.",
    "It will all be sorted in ten minutes.",
    "Our host expects a three-hour recovery.",
    "Power might be restored in as little as 2 hours.",
    "Logins may be restored as early as 17:00 UTC.",
    "We are monitoring the recovery and expect it to be complete by 18:00 UTC.",
    "We keep watching it; service will be back within the next two hours.",
    "We hope to have fixed it by 18:00 UTC.",
    "Exports should recover within 20 minutes we will post updates here",
    "At-risk works: power will be restored by 18:00 UTC but the site stays at risk until tomorrow.",
    "The service stopped at 14:00 UTC and should be back by 18:00 UTC.",
)
UNTIMED = (
    "Power was restored at 13:35 UTC.",
    "Power restored at the north site at 13:35 local time.",
    "Mail was down for two hours this morning.",
    "The outage lasted 40 minutes.",
    "Errors began at 13:10 UTC and we are working to restore service.",
    "Next update at 15:10 UTC.",
    "Expect another update in 30 minutes.",
    "We do not have an ETA; the next update is at 15:00 UTC.",
    "We expect to publish the report by Friday.",
    "We will restore service as soon as possible.",
    "We have been restoring since 12:00 UTC.",
    "Jobs from the last 24 hours may be missing.",
    "Requests take up to 40 seconds.",
    "Saves wait for about 5 minutes before they fail.",
    "We checked 30 minutes of logs.",
    "A call with your team is set for 16:00 UTC.",
    "Backups run at 02:00 UTC.",
    "Messages sent between 13:00 and 14:00 UTC were delayed.",
    "We have watched it for 30 minutes and see no errors.",
    "Support is open until 20:00 UTC.",
    "We will be back with an update in 30 minutes.",
    "Service restored at 02:56 BST.",
    "The crew found the bend and repaired it by 19:52 BST on Monday.",
    "The link dropped at around 18:40 BST and we are working to restore service.",
    "It is resolved but we will be monitoring the portal closely over the rest of the week.",
    "We will watch the queues over the next two days to confirm that the fault is fixed.",
    "Jobs that would run past 18:00 UTC will stay queued until after the maintenance is completed.",
    "The line will be available tonight but at risk from 18:00 to 22:00 UTC.",
    "We expected a two-hour recovery, it took six.",
    "Engineers work on a fix and by 15:00 UTC an update will follow.",
)
BESIDE = (
    ("The import queue will need another four hours to drain.", False),
    ("Another update follows in 30 minutes.", True),
    ("The next update will be later this morning.", True),
    ("Rates should return to normal over the next 30 minutes further updates will be provided.", False),
    ("We are restoring service and within the next 30 minutes further updates will be provided.", True),
)


@pytest.mark.parametrize("text", TIMED)
def test_a_time_of_repair_is_a_promise(reader: Reader, text: str) -> None:
    assert reader.read_update(text, at_utc_s=int(AT.timestamp())).features["promises_fix_time"] is True


@pytest.mark.parametrize("text", UNTIMED)
def test_other_times_promise_no_repair(reader: Reader, text: str) -> None:
    assert reader.read_update(text, at_utc_s=int(AT.timestamp())).features["promises_fix_time"] is False


@pytest.mark.parametrize(("text", "is_news"), BESIDE)
def test_a_repair_is_no_news_and_news_no_repair(reader: Reader, text: str, is_news: bool) -> None:
    features = reader.read_update(text, at_utc_s=int(AT.replace(hour=6).timestamp())).features
    assert features["next_update"] is is_news
