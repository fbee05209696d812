"""Wordings that texts of other organisations showed us: sentences of our own, for the class and not for the phrase."""

from __future__ import annotations

import pytest

from simulator.reading import Reader
from tests.reading.test_everyday import AT_UTC_S
from tests.reading.test_updates import FEATURES

SENTENCES = (
    # numbered headings with a stamp promise nothing
    ("Notice 3. UPDATE 4 Monday 18:30: the pump is running.", ""),
    ("News from the depot was thin, and they hope for a permit on Tuesday.", ""),
    # news for a time that was just named
    ("Trams will be back in about 10 minutes, and we will post an update at that time.", "fn"),
    ("We will update in another hour.", "n"),
    ("Next update as warranted.", "v"),
    ("We will reach out to members with more details.", "v"),
    ("A fix was promptly applied.", None),
    ("Kiosks retry later by themselves.", None),
    ("There is not yet an ETA for the lift.", "e"),
    # no time of repair, in many words
    ("We have not been given a firm timeline for the repair.", "e"),
    ("The carrier hasn't told us any date yet.", "e"),
    ("We still don't have any solid information about how long it will take.", "e"),
    ("The grid operator does not yet have a forecast of when the street is powered again.", "e"),
    ("We can't be sure when the last lorry gets through.", "e"),
    ("We are as much in the dark as you are on how long the queue lasts.", "e"),
    ("We have a firm timeline for the repair: 17:00 UTC.", None),
    # repair times, and what only looks like them
    ("The works are supposed to last at most 3 hours.", "f"),
    ("We are expecting 20 more minutes.", "f"),
    ("At 13:05 a lorry hit the mast, which forces us to take the tower down.", None),
    ("All-clear issued by the harbour master at 15:00.", None),
    ("The link will remain under observation until 18:00 UTC.", None),
    ("Any job that does not complete by 18:00 UTC is stopped.", None),
    ("As of 14:00 UTC / 16:00 CEST, we are working to resolve a fault in the lift.", None),
    ("We hope to mend the lift today.", "f"),
    ("The lift broke down today.", None),
    ("They expect the bridge to be open again early next week.", "f"),
    ("The lift should run again by the weekend.", "f"),
    ("The return to service has been delayed to the end of business on 7 May.", "aif"),
    ("The lift engineer has an estimated time of arrival of 40 minutes.", None),
    ("A spare motor will arrive tomorrow.", None),
    ("A written report will be available within 72 hours.", None),
    ("Rain is forecast to clear this afternoon.", None),
    ("It is a rule of the house that repairs take them past Wednesday.", None),
    ("Within the next hour, while the crew tests the winch, we will give you an estimate.", "n"),
    ("We expect to have more details on the repair within the next hour.", "n"),
    ("The duration of the closure is still unknown.", "e"),
    ("Repair times unknown until the diver is back.", "e"),
    ("When the lift runs again - we don't know yet.", "e"),
    ("We don't know whether a fix is close.", "e"),
    ("(14:27 UTC) We are continuing to work towards a full resolution.", None),
    ("14:05 UTC - the crew is there to fix the lift.", None),
    ("By 14:00 UTC we had repaired the first lift.", None),
    ("We expect to know more by 16:00 UTC about the repair.", "n"),
    ("A crane is due to arrive at 16:00 to begin the repair.", None),
    ("The owners expect the lift to be restored by 16:00.", "f"),
    ("We do not currently know the restoration time.", "e"),
    ("We are not certain for how long it was out.", None),
    # vague, and what only looks like it
    ("We will confirm once all lifts run.", "v"),
    ("More updates will be published on this page.", "v"),
    ("We want to mend the issue and understand the root cause.", None),
    ("The landlord has yet to give us an update.", None),
    ("The lift is closed until further notice.", None),
    ("A loose bolt could have eventually caused a fall.", None),
    ("A notice will be sent when the lift runs again.", "v"),
    ("We will be updating this post once the diver is back.", "v"),
    ("We work on this issue until we have identified the root cause.", None),
    ("Rust had built up over time.", None),
    ("Updates here when available.", "v"),
    ("I am writing to let you know that the fault lies with the landlord.", None),
    ("The patch mends it as soon as it occurs.", None),
    ("Trams should normalise within 20 minutes, more information will follow as it becomes available.", "fv"),
    # harm in things and in numbers
    ("A digger tore up the duct beside our depot.", "a"),
    ("The old disk has died.", "a"),
    ("We are investigating a rise in card rejections.", "aix"),
    ("Guests report issues logging in to the kiosk.", "ai"),
    ("A change that affected membership records went out at noon.", "ai"),
    ("Only the two northern gates remain open.", "ai"),
    ("It is expected to take several hours to complete.", "f"),
    ("We still don't have details of the fault.", None),
    ("A fault is affecting our members' ability to log in.", "ai"),
    ("A bug is causing labels and badges to not update.", "ai"),
    ("The technicians were unable to finish on Friday.", None),
    ("The length of the disruption depends on the weather.", None),
    ("We will tell you if further delays come up.", "v"),
    ("Some letters may be delayed over 30 minutes.", "ai"),
    ("Members were erroneously charged.", "ai"),
    ("Guests may not see their keys.", "ai"),
    ("Toast Bar: the till is closed for the holiday.", None),
    ("The kiosk in the east hall is not reachable.", "ai"),
    ("Guests may experience increased boarding times.", "i"),
    ("Guests will see lower water pressure in the showers.", "i"),
    ("The crew changed the valve, and it did not occur again.", ""),
    ("We do not anticipate any further closures.", ""),
    ("We regret any disruption to your day.", "p"),
    ("The west entrance is temporarily disabled.", "i"),
    ("The lift is not correctly reachable.", "i"),
    ("The fault no longer appears.", ""),
    # deeds
    ("A ticket has been lodged with the landlord.", "x"),
    ("We will be temporarily disabling the kiosk.", "x"),
    ("We are in conversations with the landlord.", "x"),
    ("The mail queues are being emptied.", "x"),
    ("Service is down while we replace the belt.", "aix"),
    ("Arrangements have been made for a second climb at dawn.", "x"),
    ("This forces us to replace the pump.", "xs"),
    ("Calls now go over an alternate route.", "xs"),
    ("Please power cycle the box.", "s"),
    ("We're starting to see fewer complaints.", None),
    ("Attackers sent renewed attacks.", None),
    ("All twelve gate switches have now been updated.", "x"),
    ("The pump is being monitored.", "x"),
    ("Our crew continues to monitor the pump closely.", "x"),
    ("We have merged a fix.", "x"),
    ("We're going to repair the pump.", "x"),
    ("We are running at reduced speed.", "i"),
    ("Splicing has begun on the torn cable.", "x"),
    ("Two fitters are in transit to the mast.", "x"),
    # what comes when
    ("We anticipate the kiosks to be as they were by 18:00 UTC.", "f"),
    ("The latest estimate from the crew is 17:00 to 18:00 UTC.", "f"),
    ("We expect to have the boards the way they should be within an hour.", "f"),
    ("We expect many guests until 18:00 UTC and more traffic than usual.", None),
    ("We are expecting the inspector at 18:00 UTC to begin.", None),
    ("No further ET on the cable.", "e"),
    ("The good news is that the crew began at 09:00.", None),
    ("We would like to inform you that the closure is on Friday.", None),
    ("We continue updating here, though less often.", "v"),
    ("Next update by: Friday, May 8, 2026, at 11:00 PM UTC.", "n"),
    ("We expect the departure boards to be real time within an hour.", "f"),
    ("We hope to have all maps up-to-date by 18:00 UTC.", "f"),
    ("It will take up to another ~20 minutes for all kiosks to boot.", "if"),
    ("Two fitters will be working over the weekend.", None),
    ("We are pleased to inform you that the pump will be restored by 18:00 UTC.", "f"),
    ("This notice will be updated as the search goes on.", "v"),
)
"""Text and features by letter; `None`: it has no promise, no vague word and no specific deed."""


@pytest.mark.parametrize(("text", "expected"), [one for one in SENTENCES if one[1] is not None])
def test_what_is_meant_is_read(reader: Reader, text: str, expected: str) -> None:
    """Each sentence has the features that a careful reader finds, and none of the promises that it does not make."""
    found = reader.read_update(text, at_utc_s=AT_UTC_S).features
    has = {letter for letter, name in FEATURES.items() if found[name]}
    assert set(expected) <= has
    assert not (has - set(expected)) & set("nefvi"), has


CLOSED = (
    "The landlord's crew has confirmed that the fault is resolved.",
    "Our crew has resolved the issue.",
    "Thank you for your patience during our investigation.",
    "We continue to post news on this page.",
    "Please monitor this page.",
    "The problem has been identified and fully resolved.",
    "The lift is out. This was first identified at 10:15.",
)
"""Words of action that report none."""


@pytest.mark.parametrize("text", CLOSED)
def test_closing_words_and_courtesies_are_no_action(reader: Reader, text: str) -> None:
    """Who only closes, thanks or points elsewhere reports nothing that is being done."""
    assert not reader.read_update(text, at_utc_s=AT_UTC_S).features["states_action"]


@pytest.mark.parametrize("text", [text for text, expected in SENTENCES if expected is None])
def test_what_only_looks_like_it_is_not(reader: Reader, text: str) -> None:
    """No promise, no vague word and no specific deed is read out of a sentence that has none."""
    found = reader.read_update(text, at_utc_s=AT_UTC_S).features
    has = {letter for letter, name in FEATURES.items() if found[name]}
    assert not has & (set("e") if "firm timeline" in text else set("nefvs")), has
