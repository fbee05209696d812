"""Times that stand in an action and are no term of it, and verdicts that are on things."""

from __future__ import annotations

import pytest

from simulator.reading import Reader

AT_UTC_S = 1_772_568_000
HEAD = "## Summary\nSaving failed for an hour on Monday for 40 users.\n\n"

NO_TERM = (
    "Alert when certificates expire within 30 days",
    "Add an alarm if no backup ran in 24 hours",
    "Add a test for the 29 February case",
    "Investigate why the job of 3 March failed",
    "Check the Q4 report for wrong totals",
    "Refund all guests who were charged in March",
    "No deploys before the weekend",
    "Alert on errors during business hours",
)
TERM = (
    ("Alert on certificates that are about to expire, by 3 April", "by 3 April"),
    ("Label that rack this week", "this week"),
    ("Decide whether to recall the letters, tomorrow", "tomorrow"),
    ("Put that on the list by Friday", "by Friday"),
    ("Replace the disks of that delivery by the end of June", "by the end of June"),
    ("Ask the vendor whether it can renew alone and report back by 3 April", "by 3 April"),
    ("All ids to 64 bit before the fall term", "before the fall term"),
    ("Show two options at the December meeting", "at the December meeting"),
    ("Write the runbook anew before the code freeze", "before the code freeze"),
    ("Replays carry a header (priya, end of next week)", "next week"),
)


@pytest.mark.parametrize("item", NO_TERM)
def test_a_time_in_what_an_action_is_about_is_no_term(reader: Reader, item: str) -> None:
    """Given a time in a clause about something else, when the action is read, then it has no term."""
    assert [row.due for row in reader.read_postmortem(f"{HEAD}## Actions\n- {item}\n").actions] == [""]


@pytest.mark.parametrize(("item", "due"), TERM)
def test_a_time_for_the_action_itself_is_its_term(reader: Reader, item: str, due: str) -> None:
    """Given a time for the whole, when the action is read, then it is due by then."""
    assert [row.due for row in reader.read_postmortem(f"{HEAD}## Actions\n- {item}\n").actions] == [due]


@pytest.mark.parametrize(
    ("said", "blames"),
    [
        ("The scheduler is careless with retries.", False),
        ("The health check was useless because it never touched the database.", False),
        ("The old runbook was a disaster.", False),
        ("The lazy loading of the map hid the error.", False),
        ("It was an operator error in the template.", False),
        ("Some contractors accidentally cut our cable.", False),
        ("The release team is sloppy with flags.", True),
        ("The head of shift signed it off, which I call negligent.", True),
        ("Our lead sat on it for an hour, really unhelpful of him.", True),
        ("That is just lazy.", True),
    ],
)
def test_a_verdict_on_a_thing_is_no_blame(reader: Reader, said: str, blames: bool) -> None:
    """Given a verdict, when it is read, then it is blame only if it is on people."""
    features = reader.read_postmortem(f"{HEAD}## What happened\n{said}\n", at_utc_s=AT_UTC_S).features
    assert bool(features["blame_individual"] or features["blame_team"]) is blames


@pytest.mark.parametrize("heading", ["**Item 5. Actions**", "## Notes for later", "## Things to do", "To prevent:"])
def test_headings_that_announce_actions(reader: Reader, heading: str) -> None:
    """Given a heading in other words, when what stands below is read, then it is an action with its owner."""
    text = f"{HEAD}{heading}\n\n- 5.1 Network lead to move the reminders, by 3 April\n"
    assert [row.owner for row in reader.read_postmortem(text).actions] == ["Network lead"]
