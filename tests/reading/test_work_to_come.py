"""Work that is announced is no incident that is acknowledged; news promised for when something works again."""

from __future__ import annotations

import pytest

from simulator.reading import Reader
from tests.reading.test_own_hours import read

WORK = [
    "A planned outage of the booking service starts on Saturday at 21:30 UTC. Imports may be delayed.",
    "Due to the upcoming move of our desk, chats will be impossible between 9:30pm and 11:00pm on Thursday.",
    "Service maintenance\nOn Tuesday, 5 May, from 06:00 to 18:00 the portal stays closed.",
    "Tonight the Oslo crew is performing some network service changes. Expect some latency.",
    "At 04:30 we start performing emergency maintenance of the mail hosts. You may see errors while mail is away.",
    "There will be a short outage while we turn the shelves. It is over in an hour if no problem arises.",
    "The map server is undergoing maintenance. There might be some delays.",
    "A software upgrade of the ledger is due. Its hosts are going to be taken offline on Wednesday at 7.",
    "Our scheduled updates run on 12 May, with short periods of slow exports.",
]
HARM = [
    "The maintenance is causing some disruption: a third of users cannot log in.",
    "We are performing emergency maintenance because saves fail for a third of users.",
    "The planned outage of last night overran, and exports are still unavailable.",
    "During the planned outage a disk crashed. Reports are missing.",
    "The upgrade is done. Its imports are catching up and reports are delayed.",
    "Due to the planned works a cable was cut; phones are down in Lyon.",
]


@pytest.mark.parametrize("text", WORK)
def test_what_is_only_announced_acknowledges_no_incident(reader: Reader, text: str) -> None:
    assert not read(reader, text)["acknowledges"]


@pytest.mark.parametrize("text", HARM)
def test_work_that_went_wrong_is_an_incident(reader: Reader, text: str) -> None:
    assert read(reader, text)["acknowledges"]


@pytest.mark.parametrize(
    "sentence",
    [
        "We will inform you here.",
        "I will notify everybody when the map is back again.",
        "We will advise once all phone lines are back up.",
        "We'll update #portalstatus as we learn more.",
        "Another notice will be published once exports work.",
        "As we get details they will be posted here.",
        "Once we have a date I'll inform everyone.",
        "This page is continually updated.",
        "We keep this thread up-to-date while the move goes on.",
        "It should eventually be restored.",
        "We will advise once normalized.",
        "This notice will be supplemented as more details come in.",
        "Next update: when resolved.",
        "Bookings will resume once that is done, please stay tuned.",
        "We will follow up here with more information.",
        "We'll note here when it's finished.",
        "Next communication once the carrier has answered.",
        "We keep following and return with news.",
        "In the moment that it is stable we will communicate it.",
        "Once power returns we will start restoring mail as quickly as possible.",
        "Please bear with us, we will restore service as soon as possible.",
        "We were told that it will be fixed soon.",
        "We will restore service as soon as the part arrives.",
        "Our goal is to restore all lines as soon as is safely possible.",
        "We are working to make sure that you are informed promptly.",
        "The team will be updating here regularly.",
        "Please follow our status page where we will post updates.",
    ],
)
def test_news_for_when_something_happens_has_no_time(reader: Reader, sentence: str) -> None:
    features = read(reader, f"Exports fail for all shops. {sentence}")
    assert features["vague_promise"]
    assert not features["next_update"]


@pytest.mark.parametrize(
    "sentence",
    [
        "No more updates to follow on this page.",
        "A retry will eventually return the answer.",
        "The engine went on 95 seconds later.",
        "We'd like to inform you that a cable has been found.",
        "Please report other faults at our tracker, and we will aim to address them as soon as possible.",
        "Contact support with questions and we will get back to you.",
        "The rollback was done asap and after it the portal came back.",
        "I am refining the process to ensure that I receive any alerts in a timely fashion.",
        "Customers should rotate their keys as soon as possible.",
        "As soon as power is restored at one site, crews move to another.",
        "Mail moves to another host and is moved back after the checks.",
        "We will be updating our monitoring so that the staff hear of it.",
        "Bookmark our blog, where we post any updates or news about the portal.",
    ],
)
def test_what_is_no_promise_of_news(reader: Reader, sentence: str) -> None:
    assert not read(reader, f"Exports failed for all shops. {sentence}")["vague_promise"]


@pytest.mark.parametrize(
    ("sentence", "promised"),
    [
        ("Exports should be back at approximately 10:30 p.m.", True),
        ("The rebuild will takes at least 6 to 8 hours.", True),
        ("We hope to have the new pump fitted and tested by Wednesday.", True),
        ("It took the crew about two whole hours to restore exports.", False),
        ("The fault was noticed by the night shift and repaired by 05:10 UTC.", False),
        ("We managed to repair the mail server at around 22:10.", False),
        ("The carrier announces a complete return to normal before 22h30.", True),
        ("They are guessing 2-3 hours.", True),
        ("It can need until 23:15 until all are online.", True),
        ("Takes about six hours.", True),
        ("At this rate done tomorrow around noon.", True),
        ("The last four shops are to follow by 23:00.", True),
        ("Shops should be able to book by 23:15.", True),
        ("It usually takes four to five weeks to pay the credit.", False),
        ("Sync caught up at 9:20pm.", False),
        ("All exports were restored on 5.5.2026 at 00:36.", False),
    ],
)
def test_times_of_a_repair_to_come_and_of_one_that_is_over(reader: Reader, sentence: str, promised: bool) -> None:
    assert read(reader, f"Exports fail for all shops. {sentence}")["promises_fix_time"] is promised


@pytest.mark.parametrize(
    ("sentence", "due"),
    [
        ("The desk will post an update at approximately 10:30 p.m.", "04 22:30"),
        ("Expect an update at mid-day tomorrow.", "05 12:00"),
        ("Next update at 5PM MT/7PM ET.", "04 23:00"),
        ("Next information at 22h45.", "04 22:45"),
        ("Still looking. Next 22:00.", "04 22:00"),
        ("Two more servers are on their way. Update around 22:30.", "04 22:30"),
        ("We retry every 15 minutes, so no message is lost.", None),
        ("Next message about 22.45.", "04 22:45"),
        ("We will do the needful and revert at 22:15.", "04 22:15"),
        ("The bank's next cut-off is 22:30, we will keep you informed.", None),
    ],
)
def test_a_time_behind_a_longer_lead(reader: Reader, sentence: str, due: str | None) -> None:
    assert read(reader, f"Exports fail for all shops. {sentence}")["due"] == due


@pytest.mark.parametrize(
    ("sentence", "plain"),
    [
        ("The crew cannot share estimated times of repair.", True),
        ("Nobody can say how long the patch will last.", False),
        ("It can unfortunately not be said how long the check needs.", True),
        ("The new end time is undecided.", True),
        ("Our earlier estimate no longer holds, and we don't have a new one yet.", True),
        ("The supplier has found it, no time given.", True),
        ("Estimated restoration: Not yet available", True),
    ],
)
def test_no_time_said_plainly(reader: Reader, sentence: str, plain: bool) -> None:
    assert read(reader, f"Exports fail for all shops. {sentence}")["says_no_eta"] is plain


@pytest.mark.parametrize(
    ("sentence", "acts"),
    [
        ("The desk will be failing over at a quarter past.", True),
        ("The team will need to restart both mixers.", True),
        ("I am doing a database rebuild.", True),
        ("Our supplier is completing the last tests of a fix.", True),
        ("We have decided to pause all bookings.", True),
        ("We will replace the disk at nine.", True),
        ("The disk check runs now.", True),
        ("We are waiting for a replacement part.", True),
        ("A fix is in code review.", True),
        ("Added two more indexers.", True),
        ("Workaround: raise the lifetime of the keys.", True),
        ("Faulty PSU being replaced.", True),
        ("Fix is deploying.", True),
        ("The faulty cache node removed.", True),
        ("Our provider has repaired a fault in its network.", True),
        ("Booking is restored.", False),
        ("We'll watch it for another hour.", True),
        ("The old limit has been put back to work, and the pool was switched back to three.", True),
        ("We have advised the provider of the locks.", True),
        ("All queues are processing normally.", False),
        ("I am closing this ticket.", False),
        ("All exports identified as affected are listed below.", False),
        ("Outgoing mail will continue to function.", False),
        ("We are considering additional measures to improve it.", True),
        ("We are considering refunds for all customers.", False),
        ("Fault repaired: fibre re-provided.", True),
        ("We will resume power restoration once it is safe.", True),
        ("After increasing the capacity of the mail store, delivery has improved.", True),
        ("After restarting your browser, exports work again.", False),
        ("Exports have been restored.", False),
        ("Exports have been restored by the night shift.", True),
        ("Our supplier is causing delays.", False),
        ("The supplier is replacing a router.", True),
        ("A fault had been identified by the card operators.", False),
        ("A fault has been identified by our engineers.", True),
        ("Closing the incident, all is well again.", False),
        ("Closing the open port on all hosts.", True),
        ("Rates are returning to normal.", False),
    ],
)
def test_work_that_is_done_about_it(reader: Reader, sentence: str, acts: bool) -> None:
    assert read(reader, f"Exports fail for all shops. {sentence}")["states_action"] is acts


def test_regret_in_the_passive_is_an_apology(reader: Reader) -> None:
    assert read(reader, "Exports fail. The trouble is regretted.")["apology"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Systems impacted included our website.",
        "A fault in the storage is preventing logins.",
        "We are restoring access for all affected shops.",
        "Boats have little to no signal in the bay.",
        "Builds are taking a while to start.",
        "Mails to some domains are being deferred.",
        "Shifts in some branches are shown one hour early.",
        "The certificate of the broker had expired.",
        "There is an issue with invoice generation.",
        "The payout files were issued 3h 22m late.",
        "Broadband at home is still out.",
        "In Turin it works again, in Milan not yet.",
        "A release prevented appointments from being created.",
        "SERVFAIL responses for some signed zones.",
    ],
)
def test_harm_said_by_the_way(reader: Reader, sentence: str) -> None:
    assert read(reader, sentence)["states_impact"]


@pytest.mark.parametrize(
    ("sentence", "named"),
    [
        ("We dropped 10 of our 500 connections.", False),
        ("We dropped the bad node from the pool.", True),
        ("Queued work continues to drain.", False),
        ("We continue to drain the bad nodes.", True),
        ("We are closing down this major incident.", False),
        ("We are closing down the faulty gateway.", True),
        ("The gateway is running on reduced hardware.", False),
        ("The plan of the crews may be viewed on our outage map.", False),
        ("We have completed the failback of the bookings.", True),
        ("We implemented a few additional traffic protections.", True),
        ("We added an additional web cluster.", True),
    ],
)
def test_measures_and_what_shares_their_words(reader: Reader, sentence: str, named: bool) -> None:
    assert read(reader, f"Exports fail for all shops. {sentence}")["action_specific"] is named
