"""Posts by those who repair: an hour of repair said by the way, and words that only look like harm or news."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from simulator.reading import Reader

AT = datetime(2026, 5, 7, 9, 10, tzinfo=UTC)
"""A Thursday."""


def read(reader: Reader, text: str) -> dict[str, object]:
    """The features of a post at that time, with its first time of repair and its next update as clocks."""
    reading = reader.read_update(text, at_utc_s=int(AT.timestamp()))
    fix = next((one.due_utc_s for one in reading.promises if one.what == "fix"), None)
    due = reading.next_update_utc_s
    shown = {"fix": fix, "due": due}
    return {
        **reading.features,
        **{name: at and datetime.fromtimestamp(at, UTC).strftime("%d %H:%M") for name, at in shown.items()},
    }


@pytest.mark.parametrize(
    ("sentence", "fix"),
    [
        ("We should have a hotfix for the exporter out tomorrow.", "08 23:59"),
        ("I guess it'd take 4-5 hours more.", "07 14:10"),
        ("Compacting goes on, and it could take about two hours more.", "07 11:10"),
        ("The import now has to start afresh, which will take >6h.", "07 15:10"),
        ("All mirrors will run smoothly before 12 May.", "12 23:59"),
        ("People who cannot pull should be able to within 20 minutes.", "07 09:30"),
        ("I'm at my desk, restarting it in 5 minutes.", "07 09:15"),
        ("With some luck we'll be able to replace the disk tonight.", "07 23:59"),
        ("I hope to have the runners up in the next 6 hours.", "07 15:10"),
        ("Expect it back by the next working day.", "08 23:59"),
        ("The mirror is out and expected to be fixed up to 3h from here.", "07 12:10"),
        ("We expect the backlog to be cleared in upcoming hours.", "07 12:10"),
        ("Three hours tops.", "07 12:10"),
        ("Give me 20 minutes.", "07 09:30"),
        ("We are looking at about 5 more hours for the copy.", "07 14:10"),
        ("The resilver says 2 more hours.", "07 11:10"),
        ("It should calm down in a few minutes.", "07 09:25"),
        ("Calls should start connecting in 10-15 mins.", "07 09:25"),
        ("The other shops will follow in the next hour.", "07 10:10"),
        ("Missing stars will be credited within 24 hours.", "08 09:10"),
        ("Payouts are expected to arrive by 17:00 UTC.", "07 17:00"),
        ("Tills will reconnect in the next 20 minutes.", "07 09:30"),
        ("Restoration: 13:00 (estimate).", "07 13:00"),
    ],
)
def test_a_time_of_repair_said_by_the_way_is_one(reader: Reader, sentence: str, fix: str) -> None:
    """Whoever writes from the keyboard names an estimate in passing."""
    assert read(reader, f"Builds fail for all projects. {sentence}")["fix"] == fix


@pytest.mark.parametrize(
    "sentence",
    [
        "I'll keep the ticket open until Monday.",
        "The list of missing packages before 12 May is attached.",
        "We have shipped a fix.",
        "It took 4-5 hours to import.",
        "The vendor was called, they quote a 30 minute response.",
        "The patch is live and we observe it for the rest of the day.",
        "Depending on your browser it can take up to an hour until you see it.",
        "I will reply again in 2 hours.",
        "Clients look every 15 minutes, so give it a bit.",
        "Ingestion remains delayed by approx. 25 min.",
    ],
)
def test_other_times_are_none(reader: Reader, sentence: str) -> None:
    """A ticket that stays open, a date of data, and what is over."""
    assert read(reader, f"Builds fail for all projects. {sentence}")["fix"] is None


@pytest.mark.parametrize(
    "text",
    [
        "## Update Wednesday\nOn Wednesday we swapped the cache.",
        "Builds fail. We will look at the queue all through the weekend and send an update once it is drained.",
        "Builds fail. A patch is out since Monday, with more fixes to come next week.",
    ],
)
def test_a_day_that_belongs_to_something_else_is_no_time_of_news(reader: Reader, text: str) -> None:
    """The head of a paragraph, the days of the work, and what comes that is no news."""
    assert read(reader, text)["due"] is None


@pytest.mark.parametrize(
    ("sentence", "harm"),
    [
        ("We aren't able to deliver invoices right now.", True),
        ("New tickets are accepted, but not processed.", True),
        ("Two hundred renders are pending in our queue.", True),
        ("The stalling began after lunch.", True),
        ("Two of the regions are still affected.", True),
        ("Latencies have been normal since noon.", False),
        ("Spinning up three more workers.", False),
        ("It may take about an hour more.", False),
        ("The restart doesn't address what is behind it.", False),
        ("Exports are backed up after the holidays.", True),
        ("Waits are about 3 hours for one short clip.", True),
        ("The larger reports stay disabled overnight.", True),
        ("The relay has a connection problem.", True),
        ("Both links remain down. ETA: TBC.", True),
        ("Newsletters are going out late.", True),
        ("Some lists may omit the last name.", True),
        ("Two ferries were cancelled, and three trips are cancelled.", True),
        ("We are observing challenges loading the map.", True),
        ("The queue is empty.", False),
        ("Please DO NOT restart your box.", False),
        ("Traffic on the old address is down to 3%.", False),
        ("Cannot promise a time for that.", False),
    ],
)
def test_what_does_not_work_is_told_from_what_is_done_about_it(reader: Reader, sentence: str, harm: bool) -> None:
    """Harm that needs no word of failure, and words of failure in what is none."""
    assert read(reader, sentence)["states_impact"] is harm


@pytest.mark.parametrize(
    ("sentence", "action"),
    [
        ("Spinning up three more workers.", True),
        ("The migration is still ongoing.", True),
        ("Printing is not working at our end.", False),
        ("I'll write when it is coming back up.", False),
        ("Events are continuing to process.", False),
        ("Reverting.", True),
        ("Reimaging host by host.", True),
        ("A scrub of the pool is under way and the repair is still running.", True),
        ("30 of 90 hosts restored.", True),
        ("We talk with the upstream.", True),
        ("The indexer is chewing through what piled up.", True),
        ("Additional capacity is in place.", True),
        ("The purge is complete.", True),
        ("Bills wait while we correct the table.", True),
        ("Monitors on logs come late.", False),
        ("The fix is live.", True),
        ("It should all be working since noon.", False),
        ("A report follows once all investigations are over.", False),
    ],
)
def test_work_is_told_from_the_state_of_the_service(reader: Reader, sentence: str, action: bool) -> None:
    """Who does something is not always named; what the service does is nobody's deed."""
    assert read(reader, sentence)["states_action"] is action


@pytest.mark.parametrize(
    ("sentence", "vague"),
    [
        ("More details will be added here as we go.", True),
        ("Looking, will report back.", True),
        ("We will share what we find.", True),
        ("Members will be notified when this is through.", True),
        ("Uploads come back when we have a bigger disk.", True),
        ("We'll write up why it broke.", True),
        ("Each of you gets a mail once the copy is through.", True),
        ("We'll provide fewer updates from now on.", False),
        ("We do this to keep our machines up to date.", False),
    ],
)
def test_news_without_a_time_is_promised_to_people(reader: Reader, sentence: str, vague: bool) -> None:
    """Machines that are kept up to date are no readers."""
    assert read(reader, f"Builds fail for all projects. {sentence}")["vague_promise"] is vague


def test_no_outage_but_a_fault_is_still_a_report(reader: Reader) -> None:
    """Who says that it is no real outage tells how bad it is, not that it is made up."""
    found = read(reader, "A bug shows the wrong total. It is no actual outage. We are working on a patch. Sorry!")
    assert found["acknowledges"]
    assert found["states_action"]
    assert found["apology"]


@pytest.mark.parametrize(
    ("sentence", "due"),
    [
        ("We communicate again by 11:00.", "07 11:00"),
        ("I'll be back to you at 10:30.", "07 10:30"),
        ("I will reply again in 2 hours.", "07 11:10"),
        ("We will announce the result at 12:00.", "07 12:00"),
        ("We'll revert by 5pm SGT.", "07 09:00"),
    ],
)
def test_news_is_announced_in_many_words(reader: Reader, sentence: str, due: str) -> None:
    """Who comes back to you, replies or reverts brings news."""
    assert read(reader, f"Builds fail for all projects. {sentence}")["due"] == due


@pytest.mark.parametrize(
    ("at", "sentence", "due"),
    [
        ("2026-05-08T01:30", "We will update you at 6 AM ET tomorrow.", "08 10:00"),
        ("2026-05-07T19:30", "We will update you at 6 AM ET tomorrow.", "08 10:00"),
        ("2026-05-07T22:30", "Next update tomorrow at 9 am AEST.", "08 23:00"),
        ("2026-05-08T03:30", "Next update by 9 PM PDT today.", "08 04:00"),
    ],
)
def test_tomorrow_is_a_day_of_the_writers_own_zone(reader: Reader, at: str, sentence: str, due: str) -> None:
    """Late in the evening in New York it is already the next day in UTC."""
    posted_s = int(datetime.fromisoformat(f"{at}+00:00").timestamp())
    found_s = reader.read_update(f"Builds fail. {sentence}", at_utc_s=posted_s).next_update_utc_s
    assert found_s is not None
    assert datetime.fromtimestamp(found_s, UTC).strftime("%d %H:%M") == due


def test_a_repair_time_to_be_confirmed_is_no_template(reader: Reader) -> None:
    """`ETR: TBC` says honestly that nobody knows; a bare `TBC` was left to be filled in."""
    assert not read(reader, "Circuits are down. ETR: TBC.")["placeholder"]
    assert read(reader, "Circuits are down. Cause: TBC.")["placeholder"]


@pytest.mark.parametrize(
    ("sentence", "harmed"),
    [
        ("We see InternalError responses from the volume calls.", True),
        ("Look-ups of two banks return session_expired for valid sessions.", True),
        ("Callers get a busy tone on free numbers.", True),
        ("About half of test orders now go through.", True),
        ("New tracks may not be searchable for up to ten minutes.", True),
        ("You may wait in a queue for some minutes.", True),
        ("All tracks are searchable again.", False),
        ("All orders succeed in three attempts of three.", False),
        ("The certificates on 4 of 9 hosts were renewed last week, as planned.", False),
    ],
)
def test_harm_in_the_words_of_an_interface(reader: Reader, sentence: str, harmed: bool) -> None:
    """Who writes for programmers names an answer of the machine, and half a success is harm."""
    assert bool(read(reader, sentence)["states_impact"]) is harmed


def test_an_incident_kept_open_promises_no_repair(reader: Reader) -> None:
    assert (
        read(reader, "The lag is below three minutes. We'll keep this incident open for 2 more hours.")["fix"] is None
    )
    assert read(reader, "Replies are sent again and should all arrive by 13:00 UTC.")["fix"] == "07 13:00"
