"""Forms in which post-mortems come: wiki tables, labelled rows, headings that run in, articles, chains of whys."""

from __future__ import annotations

import pytest

from simulator.reading import Reader

WIKI_TABLE = """== Impact ==
* 51,000 letters late, none lost

== Root cause ==
The sorter has no upper bound for retries.

== Action items ==
{| class="wikitable"
! Action !! Owner !! Due
|-
| Bound the retries of the sorter || letters team || 2026-05-20
|-
| Alert on refused certificates || I. Moreno || 2026-05-11
|}
"""
LABELLED = """## Card payments failed on 3 May

| Field | Value |
|---|---|
| Customers affected | 40 % of shops in Spain |
| Root cause | The signing key rotated and the till kept the old one |
| Detected by | A synthetic purchase |
"""
RUN_IN = """Tills stood still, 3 March

Summary. For most of the morning no till in Norway took a card.

Contributing factors. Log rotation had been switched off during an audit and was never switched on again.

Next steps. Turn log rotation on and check it weekly. Send alerts on full disks to the pager.
"""
ARTICLE = """# Why your charts were empty last Tuesday

Last Tuesday, for 52 minutes, every chart showed no data. About 1.8 billion data points were lost.

At 16:02 UTC a job held the write lock for too long, because the index had grown tenfold.
"""
WHYS = """# 5 Whys - wrong bills in April

**Problem statement:** 812 invoices of 2 April carried last year's rate.

1. Why? The table was read from the cache.
2. Why? The cache is only cleared by a release.
"""
MAIL = """Dear all,

On Monday the calendar could not be opened. 212 practices were affected.

What went wrong: the new machine had its clock set an hour ahead, and sessions from the future are refused.
"""


def test_a_wiki_table_gives_owners_and_dates(reader: Reader) -> None:
    actions = reader.read_postmortem(WIKI_TABLE).actions
    assert [(one.owner, one.due) for one in actions] == [("letters team", "2026-05-20"), ("I. Moreno", "2026-05-11")]


def test_a_row_with_a_label_is_read_as_what_it_names(reader: Reader) -> None:
    reading = reader.read_postmortem(LABELLED)
    assert reading.impact_count
    assert reading.features["detection"]
    assert any("signing key" in factor for factor in reading.factors)


def test_a_heading_may_open_its_own_paragraph(reader: Reader) -> None:
    reading = reader.read_postmortem(RUN_IN)
    assert {"summary", "factors", "actions"} <= set(reading.sections)
    assert len(reading.actions) >= 1


def test_the_title_of_an_article_is_no_section(reader: Reader) -> None:
    reading = reader.read_postmortem(ARTICLE)
    assert reading.features["summary"]
    assert (reading.impact_count, reading.impact_duration) == (True, True)
    assert reading.features["root_cause"]


def test_a_chain_of_whys_tells_the_cause(reader: Reader) -> None:
    reading = reader.read_postmortem(WHYS)
    assert reading.features["summary"]
    assert reading.features["root_cause"]
    assert reading.impact_count


def test_what_went_wrong_is_the_cause_where_nothing_went_well(reader: Reader) -> None:
    """Beside `what went well` it is a lesson; alone it tells how it came about."""
    assert "factors" in reader.read_postmortem(MAIL).sections
    balance = (
        "\n\n## What went well\n\nThe alarm was quick.\n\n## What went wrong\n\nNobody could log in to the tool.\n"
    )
    assert "factors" not in reader.read_postmortem(balance).sections


def test_thanks_are_no_cause(reader: Reader) -> None:
    assert not reader.read_postmortem("# Release 4.2\n\nThanks to all contributors for a great release.").features[
        "root_cause"
    ]


def test_a_timeline_may_write_its_clocks_with_four_digits(reader: Reader) -> None:
    events = ("0412 first sensor is silent", "0540 the desk sees it", "0830 readings again")
    text = "## Timeline (UTC, 3 March 2026)\n\n" + "".join(f"- {event}\n" for event in events)
    rows = reader.read_postmortem(text).timeline
    assert [row.clock for row in rows] == ["0412", "0540", "0830"]
    stamps = [row.at_utc_s or 0 for row in rows]
    assert [stamp - stamps[0] for stamp in stamps] == [0, 88 * 60, 258 * 60]


@pytest.mark.parametrize(
    "statement",
    [
        "The bakery's tills had a 35-minute store-wide outage on Monday.",
        "Period of the outage: Monday 13:10 to 13:45 UTC (35 minutes).",
        "The tills crashed. Recovery time from the first call to the last till was 35 minutes.",
        "The tills lost 2 hours worth of receipts.",
    ],
)
def test_how_long_is_said_in_many_ways(reader: Reader, statement: str) -> None:
    """A length counts wherever the statement of harm puts it."""
    found = reader.read_postmortem(f"# Tills\n\n## Summary\n\n{statement}\n").features
    assert found["duration_stated"]
    assert found["impact_quant"]


def test_a_version_number_and_one_of_our_machines_count_nobody(reader: Reader) -> None:
    """Numbers that belong to something else are no impact."""
    text = "# Tills\n\n## Impact\n\nOne of our servers failed after the upgrade to release 24.04 or the disk errors.\n"
    assert not reader.read_postmortem(text).features["impact_quant"]


def test_where_one_section_holds_all_its_first_paragraphs_state_the_impact(reader: Reader) -> None:
    """A short account under the one heading for its cause still counts whom it hit."""
    text = "# Reason for outage\n\nA loose plug took 41 customers offline between 12:10 and 12:30 UTC.\n"
    assert reader.read_postmortem(text).features["impact_quant"]


def test_a_heading_dates_everything_under_it(reader: Reader) -> None:
    """`Later steps (target: Q3 2027)` gives each step its date."""
    steps = "- Add a second power line\n- Test it monthly\n"
    text = f"# Tills\n\n## Action items\n\n### Later steps (target: Q3 2027)\n\n{steps}"
    found = reader.read_postmortem(text)
    assert found.features["due"]
    assert {row.due for row in found.actions} == {"target: Q3 2027"}


@pytest.mark.parametrize(
    "sentence",
    [
        "To prevent an outage like this from happening a second time, the plug is checked before each opening.",
        "I have also installed two additional alarms.",
        "We will now accelerate the move to the new building.",
    ],
)
def test_what_was_begun_against_a_repeat_is_an_action(reader: Reader, sentence: str) -> None:
    """Follow-up in running text counts, done or to be done."""
    assert reader.read_postmortem(f"# Tills\n\nA plug was loose and the tills failed.\n\n{sentence}\n").features[
        "actions"
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "The mall's guard immediately notified us.",
        "A visitor submitted a bug report.",
        "It was not picked up by our monitoring.",
        "We spent an hour trying to find the plug.",
        "The bell at the desk failed to alert the guard; nobody knew.",
        "The bell failed to alert the team.",
    ],
)
def test_how_it_came_to_light_is_detection(reader: Reader, sentence: str) -> None:
    """Who found it, what did not, and how long the search took."""
    assert reader.read_postmortem(f"# Tills\n\nThe tills failed. {sentence}\n").features["detection"]


def test_a_form_that_asks_for_learnings_teaches_none(reader: Reader) -> None:
    """A checklist's words are not the lessons."""
    text = (
        "# Tills\n\nThe tills failed at noon.\n\n1. [x] Updates: are useful steps / learnings / links written down?\n"
    )
    assert not reader.read_postmortem(text).features["lessons"]


@pytest.mark.parametrize(
    "events",
    [
        "9.58 The first till went dark\n\n10.04 The guard rang the shop\n\n10.31 Power was back",
        "```\n2026-03-02 09:58 A till went dark\n2026-03-02 10:04 A guard rang\n2026-03-02 10:31 Power is back\n```",
        "### A till goes dark (09:58)\n\nNo bill.\n\n### Calls (10:04-10:20)\n\nBusy.\n\n### Power (10:31)\n\nBack.",
        "* On 2 March at 09:58, the first till went dark.\n* By 10:04 the guard had rung.\n* At 10:31 power was back.",
    ],
)
def test_a_timeline_may_be_plain_fenced_or_told_in_bullets(reader: Reader, events: str) -> None:
    """Clocks with a full stop, a fenced block and bullets that begin `On … at …` are rows of a timeline."""
    rows = reader.read_postmortem(f"# Tills, 2 March 2026\n\n## Timeline (all times in UTC)\n\n{events}\n").timeline
    minutes = [(row.at_utc_s or 0) % 86_400 // 60 for row in rows]
    assert minutes == [598, 604, 631]


def test_a_number_with_a_full_stop_elsewhere_is_no_clock(reader: Reader) -> None:
    """`1.10 Scope` numbers a section and stamps nothing."""
    assert not reader.read_postmortem("# Tills\n\n1.10 Scope of this report\n\n1.11 Who wrote it\n").timeline


def test_a_table_of_owners_and_actions_lists_actions_under_any_heading(reader: Reader) -> None:
    """The head of the table says what it is."""
    table = "| Action item | Type | Owner |\n|---|---|---|\n| Fit a second plug | prevent | Shop team |\n"
    found = reader.read_postmortem(f"# Tills\n\n## Detection\n\nA guard rang.\n\n{table}")
    assert [row.owner for row in found.actions] == ["Shop team"]


@pytest.mark.parametrize(
    ("sentence", "blames"),
    [
        ("The electrician carelessly pulled the plug.", True),
        ("We cannot blame hasty work, irresponsible features and sloppy fixes.", False),
        ("For those of you who do not know me, I run the shop.", False),
        ("The plug was pulled without checking the board.", False),
        ("The engineer pulled the plug without checking the board.", True),
        ("The plugs had no covers when they should have covers.", False),
        ("He waited because he had never done it before.", True),
        ("We reached the electrician but clearly failed to say how urgent it was.", False),
    ],
)
def test_a_hard_word_blames_only_where_it_is_said_of_somebody(reader: Reader, sentence: str, blames: bool) -> None:
    """Adverbs of a deed do; adjectives of things, greetings and one's own failure do not."""
    found = reader.read_postmortem(f"# Tills\n\n## Cause\n\nA plug was pulled. {sentence}\n")
    assert any(one.feature == "blame_individual" for one in found.findings) is blames


def test_a_heading_with_a_handle_is_an_action_of_theirs(reader: Reader) -> None:
    """Under the heading for actions each may have a section of its own."""
    found = reader.read_postmortem("# Tills\n\n## Action items\n\n#### @ana Fit a second plug\n\nOrdered.\n")
    assert "ana" in {row.owner for row in found.actions}


def test_the_day_on_which_a_step_was_done_is_no_date_by_which_it_is_due(reader: Reader) -> None:
    """What is done is not due."""
    found = reader.read_postmortem("# Tills\n\n## Action items\n\n- Turn the tills on again (done as of 2027-06-30)\n")
    assert not found.features["due"]


def test_a_pasted_log_is_no_timeline(reader: Reader) -> None:
    """Lines with a process and its number are what a machine wrote."""
    log = "\n".join(f"Mar 2 10:0{n}:11 till3 bookd[4410]: Error {n}" for n in range(4))
    assert not reader.read_postmortem(f"# Tills\n\nThe tills failed.\n\n```\n{log}\n```\n").timeline


def test_the_date_in_the_title_is_no_event(reader: Reader) -> None:
    """What is left of a template's table makes no timeline of two events together with the title."""
    text = "# 2027-03-02 Tills Postmortem\n\n## Timeline\n\n|Time|Event|\n|---|---|\n|10:04|The guard rang|\n"
    assert len(reader.read_postmortem(text).timeline) == 1


@pytest.mark.parametrize(
    "item",
    ["Sometimes to keep a till open one has to wait.", "We praise a responsible disclosure of faults like this one."],
)
def test_small_words_own_no_action(reader: Reader, item: str) -> None:
    """An adverb and an adjective are nobody."""
    assert not reader.read_postmortem(f"# Tills\n\n## Action items\n\n- {item}\n").features["owners"]


def test_what_triggered_an_action_is_no_date(reader: Reader) -> None:
    """A column `Triggered by` tells why, not when."""
    table = "| Issue | Triggered by | Owner |\n|---|---|---|\n| Fit a plug | The walk-through | Shop team |\n"
    assert not reader.read_postmortem(f"# Tills\n\n## Action items\n\n{table}").features["due"]


def test_an_hour_with_its_half_of_the_day_and_utc_is_in_utc(reader: Reader) -> None:
    """`3am UTC` needs no minutes."""
    assert reader.read_postmortem("# Tills\n\n* **Date:** 2 March 2027, 3am UTC\n\nThe tills failed.\n").features["utc"]


def test_a_stamp_may_be_about_so(reader: Reader) -> None:
    """`~2027-03-02 06:2xZ` stamps an event, though nobody knows the minute."""
    rows = "| ~2027-03-02 06:2xZ | A till fails |\n| ~2027-03-02 06:4xZ | The plug is fixed |\n"
    found = reader.read_postmortem(f"# Tills\n\n## Timeline (UTC)\n\n| Time | Event |\n|---|---|\n{rows}")
    assert found.features["timeline_ts"]


@pytest.mark.parametrize(
    "item", ["**Fit a second plug** (Critical Priority)", "Target: no till without a cover", "Current: loose plugs"]
)
def test_how_urgent_it_is_and_what_it_is_about_own_no_action(reader: Reader, item: str) -> None:
    """A priority in brackets and a topic before a colon are nobody."""
    assert not reader.read_postmortem(f"# Tills\n\n## Action items\n\n1. {item}\n").features["owners"]


def test_the_number_of_an_error_counts_nobody(reader: Reader) -> None:
    """`503 errors` names a kind of error."""
    text = "# Tills\n\n## Impact\n\nGuests saw 503 errors.\n\n## Cause\n\nA plug.\n"
    assert not reader.read_postmortem(text).features["impact_quant"]
    assert reader.read_postmortem(text.replace("503 errors", "740 errors")).features["impact_quant"]
