"""Water, power, trains and ferries: what their notices say is read like what an online service says."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from simulator.reading import Reader

AT = int(datetime(2026, 3, 4, 9, 12, tzinfo=UTC).timestamp())

SAID = [
    ("states_impact", "The counters in the portal are not accurate at the moment.", True),
    ("states_impact", "The counters are accurate again.", False),
    ("states_impact", "The console can be reached from some countries, but not from others.", True),
    ("states_impact", "We have to postpone the start of sales.", True),
    ("states_impact", "A wrong route has caused mail delivery to stop.", True),
    ("states_impact", "This crossing has now been cancelled.", True),
    ("states_impact", "The rebate has been cancelled for new customers.", False),
    ("states_impact", "There are still supply issues in the north of the county.", True),
    ("states_impact", "We are struggling to refill the tanks in two districts.", True),
    ("states_impact", "We are struggling to find the cause.", False),
    ("states_impact", "Load shedding will be in force from 6am until noon.", True),
    ("states_impact", "Crews are repairing a water leak in Mill Lane.", True),
    ("states_impact", "Both clinics were badly affected by problems with phones and records.", True),
    ("states_impact", "Ambulances are being diverted to the next hospital.", True),
    ("states_action", "A crew has been mobilised.", True),
    ("states_action", "A technician is on site to splice the cable.", True),
    ("states_action", "We have chased the supplier twice.", True),
    ("states_action", "The plan is to wait half an hour before we leave the generators.", True),
    ("states_action", "The plan is to retire this page.", False),
    ("states_action", "Our crew won't stop until it is done.", True),
    ("action_specific", "The temporary workaround is to clear the browser's cache.", True),
    ("action_specific", "Joining by computer audio works.", True),
    ("action_specific", "There is no workaround.", False),
    ("action_specific", "If you need more information, please call us.", False),
    ("promises_fix_time", "Estimated downtime 3 - 5 hours.", True),
    ("promises_fix_time", "Actual downtime was 3 - 5 hours.", False),
    ("promises_fix_time", "Homes in Mill Lane will be reconnected by 6pm.", True),
    ("vague_promise", "We will keep updating as we learn more.", True),
    ("vague_promise", "We will update on receipt of news from the carrier.", True),
    ("vague_promise", "An update about the repairs will be provided once available.", True),
]


@pytest.mark.parametrize(("feature", "said", "expected"), SAID)
def test_a_notice_of_public_works_is_read(reader: Reader, feature: str, said: str, expected: bool) -> None:
    assert bool(reader.read_update(said, at_utc_s=AT).features[feature]) is expected
