"""People who write as they speak: who is at work on what, what is kept, and what a chat makes of headings."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from simulator.reading import Reader

AT = int(datetime(2026, 3, 4, 9, 12, tzinfo=UTC).timestamp())
SAID = {
    "states_impact": (
        "Since lunch no parcel label goes out to the hubs.",
        "Documents of other tenants were visible in the picker.",
        "24 % of bags have been without a slip since 14:01 UTC.",
        "Every fourth bag has been too warm.",
        "412 employees still wait for their wage.",
        "Ninety cars have been left standing on the quay.",
    ),
    "acknowledges": ("We had calls from several clinics.", "Our probes woke us at 04:12.", "The fault is on our side."),
    "action_specific": (
        "Lotte is sending one-time links.",
        "Orders go through the old gateway for now.",
        "We isolate the affected printers.",
        "The leaked tokens have been revoked.",
        "We opened a second queue for refunds.",
        "Sessions opened since noon were terminated.",
        "The importer is switched off.",
        "Traffic now goes to the standby.",
        "Rebuild of the search: 40 % done.",
    ),
    "states_action": (
        "Baran is going through the access logs.",
        "We work through the night.",
        "Response: paging database.",
    ),
}
NOT_SAID = {
    "states_impact": (
        "Since 14:01 UTC our crews are hanging flags.",
        "Error rates are at zero.",
        "Call us if exports fail again.",
        "Your prices will not change.",
    ),
    "states_action": ("Customers are checking their invoices.",),
    "action_specific": ("Users are sending the same order twice.",),
}
SAID |= {
    "data_loss_statement": (
        "There was no loss of data.",
        "Nothing that was confirmed to you was lost.",
        "Each order is stored once, none is missing.",
        "All confirmed orders are there.",
        "We lost no confirmed save.",
        "Loss of data: no.",
        "No payslip was lost.",
    ),
    "resolved_statement": (
        "All lanes are open again since 15:05 UTC.",
        "The ferries sail again.",
        "Wages have reached all 412 employees.",
        "Tickets are sold again.",
        "It is over since 15:05 UTC.",
    ),
    "recurrence_advice": ("If an arm stays down, press the red button.", "Should it come back, write to us."),
    "apology_responsibility": ("The fault was ours.", "The responsibility lies with us."),
    "next_update": ("We deliver the list of your items by 10:30 UTC.",),
}
WAYS_ROUND = (
    "Please keep paper notes of new bookings.",
    "If you cannot wait, pay by invoice.",
    "You are advised to settle by bank transfer.",
    "Skip the address check for now.",
    "Our desk will enter the orders for you.",
    "Retry after a minute works for most.",
    "A second attempt mostly succeeds.",
    "If you get the error, try again after a minute.",
    "Until then, export by mail.",
    "Meanwhile the phone line takes orders.",
)
NO_WAY_ROUND = ("You are advised to wait.", "Workaround: none")
CLAIMS = (
    ("No data was lost.", "data_loss", "none"),
    ("Your records are all there.", "data_loss", "none"),
    ("Nobody got into our systems.", "security", "none"),
)
CHAT = """:rotating_light: *Labels late* canvas, edit freely

:mag: *What*
• the label printer queue stopped at 02:10

:bar_chart: *How bad*
• 31 shops, 4 h

:eyes: *How did we know*
• a shop phoned

:brain: *Why*
• the spool disk was full, because nobody prunes it

:bulb: *Learned*
• a full disk must page

:ballot_box_with_check: *Next*
• prune the spool – @ines – Friday
"""
HEADED = {
    "lessons": ("Good points", "Not so good points", "What would you do differently?", "What we retain"),
    "detection": ("How did we know?", "How identified"),
    "impact_quant": ("How many?",),
    "actions": ("Wanted", "Action to be taken", "For the next time"),
}
BODY = {
    "lessons": "- The second disk was watched by nobody.",
    "detection": "A shop phoned.",
    "impact_quant": "31 shops, 4 hours.",
    "actions": "- Prune the spool (Ines, Friday)",
}


def _cases(table: dict[str, tuple[str, ...]]) -> list[tuple[str, str]]:
    return [(feature, one) for feature, all_ in table.items() for one in all_]


@pytest.mark.parametrize(("feature", "said"), _cases(SAID))
def test_what_a_colleague_says_is_found(reader: Reader, feature: str, said: str) -> None:
    """In a post."""
    assert reader.read_update(said, at_utc_s=AT).features[feature]


@pytest.mark.parametrize(("feature", "said"), _cases(NOT_SAID))
def test_what_only_sounds_like_it_is_not(reader: Reader, feature: str, said: str) -> None:
    """In a post."""
    assert not reader.read_update(said, at_utc_s=AT).features[feature]


@pytest.mark.parametrize(
    ("said", "expected"), [*((one, True) for one in WAYS_ROUND), *((one, False) for one in NO_WAY_ROUND)]
)
def test_a_way_round_is_told_in_any_words(reader: Reader, said: str, expected: bool) -> None:
    """What customers can do meanwhile; waiting is none."""
    assert any(one.rule == "workaround" for one in reader.read_update(said, at_utc_s=AT).findings) is expected


@pytest.mark.parametrize(("said", "key", "value"), CLAIMS)
def test_plain_assurances_are_claims(reader: Reader, said: str, key: str, value: str) -> None:
    """Which the room holds against what it knows."""
    assert (key, value) in [(one.key, one.value) for one in reader.read_update(said, at_utc_s=AT).claims]


def test_the_parts_of_a_canvas_are_found(reader: Reader) -> None:
    """Emoji in the code of a chat open its headings, which stand in single stars."""
    reading = reader.read_postmortem(CHAT)
    parts = ("summary", "impact_quant", "detection", "root_cause", "lessons", "actions", "owners", "due")
    assert [part for part in parts if not reading.features[part]] == []


@pytest.mark.parametrize(("feature", "heading"), _cases(HEADED))
def test_a_heading_in_plain_words_opens_its_part(reader: Reader, feature: str, heading: str) -> None:
    """And without it the report lacks the part."""
    report = "# Labels late\n\n## Summary\n\nLabels were late.\n\n## {}\n\n{}\n\n## Cause\n\nThe disk was full.\n"
    assert reader.read_postmortem(report.format(heading, BODY[feature])).features[feature]
    assert not reader.read_postmortem(report.format("Order of the printers", "They stand in a row.")).features[feature]


def test_an_insult_is_worse_than_a_code_word(reader: Reader) -> None:
    """No house sends the one; the number that customers quote in tickets is not even the other."""
    good = "{}Orders have been failing for 30 % of shops since 09:02 UTC. We rolled back. Next update by 10:00 UTC."
    scores = [
        reader.read_update(good.format(one), at_utc_s=AT).score
        for one in ("You morons! ", "Host eu-db-17: ", "INC-204. ")
    ]
    assert scores[0] < scores[1]
    assert reader.read_update(good.format("Incident INC-204. "), at_utc_s=AT).score > scores[2] - 1
    assert not reader.read_update(good.format("Incident INC-204. "), at_utc_s=AT).features["jargon"]


@pytest.mark.parametrize(
    ("said", "blames"),
    [("Orders fail because Globex broke their network again.", True), ("Orders fail because disk 4 broke.", False)],
)
def test_a_supplier_by_name_is_blamed_and_a_disk_is_not(reader: Reader, said: str, blames: bool) -> None:
    """Customers bought from the house, whoever broke it."""
    assert bool(reader.read_update(said, at_utc_s=AT).features["blame"]) is blames


@pytest.mark.parametrize(
    "said",
    [
        "I'll call you back by 09:40 UTC.",
        "You'll have my answer at 10:00 UTC.",
        "You get an answer from me by 10:00 UTC.",
    ],
)
def test_an_answer_by_a_time_is_news_and_no_repair(reader: Reader, said: str) -> None:
    """Nor is `from me by 10` how long the harm has lasted."""
    features = reader.read_update(said, at_utc_s=AT).features
    assert (bool(features["next_update"]), bool(features["promises_fix_time"]), bool(features["scope"])) == (
        True,
        False,
        False,
    )


SCORN = (
    "The genius who merged this will look for another job.",
    "Tom did what Tom always does.",
    "One more stunt like this and we need somebody new.",
    "A competent engineer does not do that.",
    "She has been here long enough to know better.",
)


@pytest.mark.parametrize("said", SCORN)
def test_scorn_is_blame(reader: Reader, said: str) -> None:
    """Without any word for a fault."""
    report = "# Orders lost\n\n## Summary\n\nNo order was stored. {}\n\n## Cause\n\nA full disk.\n"
    assert reader.read_postmortem(report.format(said)).features["blame_individual"]
    assert not reader.read_postmortem(report.format("")).features["blame_individual"]


def test_events_strung_together_are_a_timeline(reader: Reader) -> None:
    """And sentences of present tense that say who does what by when are actions, under a heading of five words."""
    text = (
        "How we responded. 14:07 page taken. 14:12 declared. 14:16 rollback began. 14:41 errors at zero.\n\n"
        "What we do about it. Dana Levi adds a contract test (by 20 March, CHK-12; done when a fault is refused).\n"
    )
    reading = reader.read_postmortem(text)
    assert [row.clock for row in reading.timeline] == ["14:07", "14:12", "14:16", "14:41"]
    assert [(row.owner, row.due, row.tracker) for row in reading.actions] == [("Dana Levi", "by 20 March", "CHK-12")]


def test_a_line_in_single_stars_is_no_heading_unless_it_names_a_part(reader: Reader) -> None:
    """A remark in italics ends no part."""
    text = "# Labels late\n\n## Actions\n\n*As agreed by all of us.*\n\n- Prune the spool (Ines, Friday)\n"
    assert "Ines" in [row.owner for row in reader.read_postmortem(text).actions]
