"""What is reported and taken back in the same breath is nobody's claim; what is only reported stays one."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from scoring.unread import unread
from simulator.reading import Reader

AT = int(datetime(2026, 4, 14, 14, 32, tzinfo=UTC).timestamp())
TAKEN_BACK = (
    ("A caller heard from our depot that files were stolen. The log shows no sign-in from outside.", "security"),
    ("The depot had it at 13:30 UTC that all was repaired. That was rash: 5 % of labels are wrong.", "restored"),
    ("The early shift noted at 10:30 UTC that orders were lost. A count of each shows none lost.", "data_loss"),
    ("I answered a shop at 14:15 UTC that every session fails; that was a slip of mine.", "scope_pct"),
    ("What I wrote at ten past, that 40 % of logins could not go through, was read off the frozen gauge.", "scope_pct"),
    ("Please delete my line of 14:06 UTC (“half of the users cannot pay”). It repeated a graph.", "scope_pct"),
    ("I wrongly reported at 14:08 UTC that half of all sessions were timing out. They were not.", "scope_pct"),
    ("hiya, Ben told u that all orders were lost. please ignore it, they are all there", "data_loss"),
    ("Half of the logins fail, I wrote at 14:04 UTC. I had counted retries as people.", "scope_pct"),
    ("We assured you at 14:05 UTC that no data was lost. We take that back.", "data_loss"),
    ("I put the share at 60 % of sessions failing. The true figure is lower, and my count was wrong.", "scope_pct"),
    ("For ten minutes our page claimed that all regions are down. None of them is.", "regions"),
    ("Two of you were given the answer that all saves fail. That answer overstated it.", "scope_pct"),
)
CLAIMED = (
    ("As we told you, all is repaired.", "restored", "yes"),
    ("We told you earlier that it was slow. That was wrong: everything works again now.", "restored", "yes"),
    ("Please disregard my note of 14:06 UTC: everything works again.", "restored", "yes"),
    ("We said at 14:10 UTC that no data was lost. No order is missing.", "data_loss", "none"),
    ("I told you that no data was lost. None was.", "data_loss", "none"),
    ("Our note said that no data was lost. That was no mistake.", "data_loss", "none"),
    ("A note on data: no data was lost, and the alarm was false.", "data_loss", "none"),
    ("We told you that 18 % of sessions fail. In truth 2 % of sessions fail.", "scope_pct", "2"),
    ("I told you that all sessions fail. We have no repair time yet.", "scope_pct", "100"),
    ("We reported that customer records were stolen. We have no doubt about it.", "security", "breach"),
    ("Our engineers thought of a disk fault. That was wrong. No data was lost.", "data_loss", "none"),
)
RELAYED = {
    "The provider expects to be done by 16:55 UTC; we do not promise that time and do not build on it.": False,
    "The vendor estimates a fix by 17:00 UTC. This is not a promise of ours.": False,
    'They write that it "expects to be fixed by 16:45 UTC". That is its own hope.': False,
    "The provider expects the repair by 17:00 UTC.": True,
    "The provider expects the fix by 17:00 UTC, and we promise you that it works by then.": True,
}
STARTS = (
    "On 3 February guests were charged twice; today none is. Payments have failed for 32 % since 12:01 UTC.",
    "This is not the fault of 12 March. Payments fail since 12:01 UTC.",
)


@pytest.mark.parametrize(("text", "key"), TAKEN_BACK)
def test_a_report_that_is_corrected_or_contradicted_claims_nothing(reader: Reader, text: str, key: str) -> None:
    """Whoever told it, and however it is taken back; the judge's own reading hears the same."""
    found = reader.read_update(text, at_utc_s=AT).claims
    assert [one.quote for one in (*found, *unread(text, found)) if one.key in (key, "outage") and not one.hedged] == []


@pytest.mark.parametrize(("text", "key", "value"), CLAIMED)
def test_a_lie_is_not_free_because_it_was_told_before(reader: Reader, text: str, key: str, value: str) -> None:
    found = reader.read_update(text, at_utc_s=AT).claims
    assert (key, value) in [(one.key, one.value) for one in found if not one.hedged]


@pytest.mark.parametrize(("text", "promised"), RELAYED.items())
def test_an_estimate_of_others_that_is_not_promised_is_no_promise(reader: Reader, text: str, promised: bool) -> None:
    assert any(one.what == "fix" for one in reader.read_update(text, at_utc_s=AT).promises) is promised


@pytest.mark.parametrize("text", STARTS)
def test_a_clock_behind_a_word_of_today_is_of_today(reader: Reader, text: str) -> None:
    """The day of a former incident dates its own sentence only."""
    [start] = [one for one in reader.read_update(text, at_utc_s=AT).claims if one.key == "start"]
    assert start.value == str(AT - 2 * 3600 - 31 * 60)


def test_an_update_of_machines_that_is_taken_off_is_no_news(reader: Reader) -> None:
    text = "We have taken the 15:00 update off and are restarting the printers. Next update 15:05 UTC."
    assert [one.quote for one in reader.read_update(text, at_utc_s=AT).promises] == ["Next update 15:05 UTC"]
