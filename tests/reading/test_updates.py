"""What short updates say: each sentence with the features that a careful reader finds in it."""

from __future__ import annotations

import pytest

from simulator.reading import Reader

AT_UTC_S = 1_777_903_920
"""2026-05-04T14:12Z."""

FEATURES = {
    "a": "acknowledges",
    "i": "states_impact",
    "x": "states_action",
    "s": "action_specific",
    "n": "next_update",
    "v": "vague_promise",
    "f": "promises_fix_time",
    "e": "says_no_eta",
    "p": "apology",
    "d": "data_loss_statement",
}

UPDATES = (
    ("We're looking into slow page loads for shoppers in Spain.", "aix"),
    ("Our provider has told us that a cable was cut near Lyon; phone calls drop for half of our callers.", "ai"),
    ("Heads up: exports are stuck. Team is on it.", "aix"),
    ("Deliveries of webhooks lag by about 20 minutes. We added workers to drain the queue.", "aixs"),
    ("Investigating.", "x"),
    ("Monitoring", "x"),
    ("We're on it", "x"),
    ("A power cut took down our Oslo site. Generators are running and we are moving customers to Malmo.", "aixs"),
    (
        "Card payments fail at checkout. We switched to our second processor at 14:05 UTC and "
        "see payments go through again.",
        "aixs",
    ),
    ("We do not know yet when the service will be back. Next update 14:45 UTC.", "ne"),
    ("There is no ETA for a full repair. We will tell you more at 15:00 UTC.", "ne"),
    ("Full recovery is expected around 17:00 CEST.", "f"),
    ("We will fix this soon.", "v"),
    ("More details to come.", "v"),
    ("Stay tuned.", "v"),
    ("We'll update you once we know more.", "v"),
    ("No data was lost.", "d"),
    ("Your records are safe and intact.", "d"),
    ("We are experiencing issues with Azure Sign-in.", "ai"),
    ("Some of you can't log in right now.", "ai"),
    ("Users report that they get a 502 when opening the portal.", "ai"),
    ("The maintenance on Saturday will start at 02:00 UTC.", ""),
    ("This is a test message, please disregard.", ""),
    ("Everything is operating normally.", ""),
    ("The platform is down.", "ai"),
    ("Phones are down, we are rebooting the switch.", "aixs"),
    ("We turned off the new search at 13:50 UTC; results load again.", "xs"),
    (
        "Customers on the Pro plan could not upload files between 09:10 and 09:55 UTC. We "
        "reverted the release that caused it.",
        "aixs",
    ),
    ("We apologise to everyone who could not work this morning.", "aip"),
    ("Our engineers continue to work with the vendor.", "x"),
    ("We've found the cause: an expired certificate. We are installing a new one now.", "axs"),
    ("The issue is resolved and all systems are back to normal.", "a"),
    ("Text messages to Vodafone numbers in Germany are not arriving.", "ai"),
    ("We believe the problem is on the side of our SMS partner and have opened a ticket with them.", "ax"),
    ("Emails sent between 8 and 10 am may arrive late.", "ai"),
    ("Reports show yesterday's numbers instead of today's.", "ai"),
    ("About one in five saves does not go through.", "ai"),
    ("Saving takes up to 40 seconds.", "ai"),
    ("Nobody in Australia can reach the app.", "ai"),
    ("Invoices carry the wrong VAT rate since Monday.", "ai"),
    ("An outsider used a stolen token to read 12 accounts.", "ai"),
    ("ETA 16:30 UTC", "f"),
    ("Estimated time of repair: 2 hours", "f"),
    ("The rollback should complete in 20 minutes.", "xsf"),
    ("We can't say yet how long the repair will take.", "e"),
    ("It is too early to give an estimate.", "e"),
    ("We'll share a full review within five working days.", ""),
    ("A root cause analysis will follow.", "v"),
    ("Please use the mobile app in the meantime.", "xs"),
    ("As a workaround, export to CSV.", "xs"),
    ("There is no workaround at the moment.", ""),
    ("We're seeing things get better.", ""),
    ("We are aware of the situation.", "a"),
    ("We have been made aware that the Zurich office cannot print.", "ai"),
    ("Our API is returning errors for roughly a tenth of calls.", "ai"),
    ("The vendor has fixed the fault and trains the numbers back up.", "ax"),
    ("Traffic is being served from Frankfurt while Dublin recovers.", "xs"),
    ("Next update by 15:10 UTC, or earlier if something changes.", "n"),
    ("We will continue to monitor the platform over the next hours.", "x"),
    ("We will not let this happen again.", ""),
)
"""A text and the letters of its features."""


@pytest.mark.parametrize(("text", "expected"), UPDATES)
def test_an_update_is_read_as_a_careful_reader_does(reader: Reader, text: str, expected: str) -> None:
    """No feature is missed and none is made up."""
    features = reader.read_update(text, at_utc_s=AT_UTC_S).features
    assert "".join(letter for letter, name in FEATURES.items() if features[name]) == expected
