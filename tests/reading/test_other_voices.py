"""Sentences of many trades and tempers, each for one thing that it says, or only seems to say."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from simulator.reading import Reader

AT = int(datetime(2026, 3, 4, 9, 12, tzinfo=UTC).timestamp())
REPORT = "# Orders lost\n\n## Summary\n\nNo order was stored. {}\n\n## Cause\n\nA full disk.\n"

SAID = {
    "states_impact": (
        "Headline: ticket search is unavailable for a third of agents.",
        "Apps that still use the old key will cease to work at noon.",
        "The security certificate of the shop ran out last night.",
        "No change: the warning is still there.",
        "By mistake, the file was sent once more on Friday. By accident, twice.",
        "It affects 1,240 households.",
    ),
    "action_specific": (
        "Extra counter staff deployed at both halls.",
        "Paying through our secondary bank for now.",
        "A new certificate has been ordered.",
        "The nodes are restored from this morning's image.",
        "The portal was taken offline at 12:50 as a precaution.",
        "All keys issued before May will be revoked tonight.",
        "The carrier has a crew on site.",
        "Your HR team can print it for you.",
        "You can pay in person at any of our offices.",
    ),
    "states_action": (
        "The cause is under examination.",
        "I've paged our safety officer.",
        "Keeping my dashboard open all afternoon.",
        "The operator expects the repair to take a while.",
    ),
    "vague_promise": (
        "I'll post as each step finishes.",
        "Will yell when it's through.",
        "Posting again when the count hits zero.",
        "Let me check in with you again when it's done.",
        "Stand by for further info.",
        "The public will be informed in good time.",
    ),
    "says_no_eta": (
        "They have not been able to give us a repair time.",
        "ETA for mitigation: unknown.",
        "I am not in a position to offer you a restoration time yet.",
        "A new time of completion cannot be stated at present.",
        "There is as yet no date we could responsibly give.",
        "We don't know how long they will need.",
    ),
    "promises_fix_time": (
        "They're telling us 12:00 for restore.",
        "All slips should be right by 18:00 UTC.",
        "Reopening is planned for 18:00.",
        "You should see it on your account by Thursday next week.",
        "Every duplicate debit will be reversed by Friday.",
        "Power is expected to be restored today.",
        "We plan to have everything back online by 15:00.",
    ),
    "next_update": ("Give me ten minutes and I'll be back with something you can use.",),
}
NOT_SAID = {
    "states_impact": ("Headline: closed.",),
    "action_specific": (
        "We moved quickly to identify the cause.",
        "Monitoring has been increased.",
        "The deadline has been extended.",
        "Work on our systems continues.",
        "The stuck messages are now starting to be delivered.",
    ),
    "vague_promise": (
        "It is unlikely to be resolved very soon.",
        "We're writing to let you know that login is back.",
        "Whoever paid a fee will be refunded in due course.",
        "The test is postponed until a later date.",
    ),
    "promises_fix_time": ("Power was restored today.", "The deadline moved."),
    "next_update": ("Kindly confirm the import by 12:00 on Thursday.",),
}
REPORTED = {
    "blame_team": (
        "Upstream really messed up the call.",
        "They had not read the manual then and have not since.",
        "The sales desk has never taken deletions seriously.",
    ),
    "self_blame": ("I am ashamed of it.", "I'm an idiot.", "It was a misunderstanding on my part."),
    "human_error": (
        "He mixed up two labels.",
        "A colleague deactivated the import user while cleaning up.",
        "She picked the first hit and confirmed.",
        "I forgot to renew the domain.",
    ),
    "comms": (
        "Merchants informed through the portal at 23:40.",
        "Clinics received a text message.",
        "Every family has been sent a corrected invoice.",
        "Support wrote to each affected customer before lunch.",
    ),
    "detection": ("It was you who told us.", "An administrator phoned our hotline within minutes."),
    "impact_quant": ("Affected were 318 customers.",),
}


@pytest.mark.parametrize(("feature", "said"), [(name, one) for name, all_ in SAID.items() for one in all_])
def test_what_is_said_is_found(reader: Reader, feature: str, said: str) -> None:
    """In a post."""
    assert reader.read_update(said, at_utc_s=AT).features[feature]


@pytest.mark.parametrize(("feature", "said"), [(name, one) for name, all_ in NOT_SAID.items() for one in all_])
def test_what_only_looks_like_it_is_not(reader: Reader, feature: str, said: str) -> None:
    """In a post."""
    assert not reader.read_update(said, at_utc_s=AT).features[feature]


@pytest.mark.parametrize(("feature", "said"), [(name, one) for name, all_ in REPORTED.items() for one in all_])
def test_what_a_report_tells_is_found(reader: Reader, feature: str, said: str) -> None:
    """And not without the sentence."""
    assert reader.read_postmortem(REPORT.format(said)).features[feature]
    assert feature == "comms" or not reader.read_postmortem(REPORT.format("")).features[feature]


def test_a_version_is_no_day_and_a_weakness_is_nobody(reader: Reader) -> None:
    """`2.4.49` is read as a day by nobody; `CVE-2026-1234` owns nothing."""
    text = REPORT.format("") + "\n## Actions\n\n- CVE-2026-1234: move the proxy to 2.4.49\n"
    assert [(row.owner, row.due) for row in reader.read_postmortem(text).actions] == [("", "")]
