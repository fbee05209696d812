"""Reports as they are filed: actions under any heading, owners below them, numbered stamps, short notices."""

from __future__ import annotations

import pytest

from simulator.reading import Reader

FRAME = "# Report\n\n## Summary\n\nUploads failed for 40 users on 4 May 2026.\n\n## Root cause\n\nA full disk.\n\n"


def features(reader: Reader, text: str) -> dict[str, object]:
    """What a report holds."""
    return dict(reader.read_postmortem(text).features)


@pytest.mark.parametrize(
    "heading",
    ["## Prevention Actions", "## 8. Prevention measures", "## 🛡️ Prevention rules (in force)", "## Operator actions",
     "## Fix plan", "**Lessons / prevention:**", "Lessons learned / recommendations:", "What follows:",
     "## 6. Proposals", "**What we're going to do about it**"],
)  # fmt: skip
def test_actions_stand_under_many_headings(reader: Reader, heading: str) -> None:
    """What prevents the next one is an action, whatever it stands under."""
    assert features(reader, f"{FRAME}{heading}\n\n- Add a quota for each tenant.\n- Cap the journal.\n")["actions"]


def test_owner_and_term_may_stand_below_an_action_in_small_letters(reader: Reader) -> None:
    """Sub-items complete the action above."""
    text = (
        f"{FRAME}## Prevention actions\n\n1. Cap the journal.\n   - Owner: storage/platform\n"
        "   - Due date: 2026-06-01\n"
        "   - Validation: a test fills the disk.\n2. Alert on 80 %.\n   - Owner: TBD\n"
    )
    first, second = reader.read_postmortem(text).actions
    assert (first.owner, first.due, second.owner) == ("storage/platform", "2026-06-01", "")


@pytest.mark.parametrize(
    ("line", "owner"),
    [
        (r"Agnes \- explore alerts on disk depth", "Agnes"),
        (r"Boris \- Write down how to roll back", "Boris"),
        ("Keep to the change rules (-> storage guild)", "storage guild"),
        ("Replication to a second site", ""),
        ("Improvements to alerting", ""),
        ("Promote to test first", ""),
        ("Write down the Recovery Time Objective (RTO)", ""),
        ("Alert on it (SRE)", "SRE"),
        ("[x] Press team — keep two lists", "Press team"),
        ("Keep two lists. *Press, end of Q2*", "Press"),
        ("Keep two lists. Resp: Press. ETA Q2.", "Press"),
        ("*Wen* will keep two lists", "Wen"),
        ("Keep two lists; Ines, who runs the press, is responsible for this", "Ines"),
        ("Stamp both lists (UTC)", ""),
    ],
)
def test_who_does_it(reader: Reader, line: str, owner: str) -> None:
    """A name before a dash, a team behind an arrow; no topic, and no word in short."""
    assert [row.owner for row in reader.read_postmortem(f"{FRAME}## Actions\n\n- {line}\n").actions] == [owner]


def test_numbered_days_make_a_timeline_and_a_dated_title_makes_none(reader: Reader) -> None:
    """`2. 2026-05-04: ...` is an event; `October 13th Outage Report` is a title, also below front matter."""
    days = "## Timeline\n\n1. 2026-05-02: the flag goes out.\n2. 2026-05-03: first reports.\n3. 2026-05-04: fixed.\n"
    titled = "---\ndraft: false\n---\n## **October 13th Print Outage Report**\n\nAt 00:45 AM PST a rack lost power.\n"
    assert features(reader, FRAME + days)["timeline_ts"]
    assert not features(reader, titled)["timeline_ts"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Ines asked in Slack whether the portal looked odd to anyone else.",
        "At 03:10 our crew responded to several alerts of full disks.",
        "A user spotted the wrong price and asked us to stop.",
        "Our alarm did not cover this host, so we weren't notified.",
    ],
)
def test_how_it_was_found(reader: Reader, sentence: str) -> None:
    """Or why it was not."""
    assert features(reader, f"{FRAME}{sentence}\n")["detection"]


@pytest.mark.parametrize(
    "sentence",
    [
        "The test plan will be reviewed by the works office.",
        "Works is looking at the incident and will be introducing a second feed.",
        "We have ordered a window on Friday to prevent this kind of failure on the other hosts.",
        "We expect to publish a full report by 2 June 2026.",
    ],
)
def test_a_notice_of_one_paragraph_names_what_will_be_done(reader: Reader, sentence: str) -> None:
    """In the passive, and by an office that has only a name."""
    notice = f"On Monday the hall lost power for 20 minutes after a breaker tripped. {sentence} We are sorry.\n"
    assert features(reader, notice)["actions"]


@pytest.mark.parametrize(
    ("impact", "counted"),
    [
        ("A script deleted all 23 print flows.", True),
        ("That ate 4-5 hours of editing time.", True),
    ],
)
def test_what_was_lost_is_counted(reader: Reader, impact: str, counted: bool) -> None:
    """Things of any trade behind a verb of loss, and working time."""
    text = f"# Report\n\n## Impact\n\n{impact}\n\n## Root cause\n\nA full disk.\n"
    assert features(reader, text)["impact_quant"] is counted


def test_a_guy_who_forgot_is_blamed(reader: Reader) -> None:
    """Blame needs no name."""
    assert features(reader, "A contractor came for the UPS. The guy forgot to bypass it, and the hall went dark.\n")[
        "blame_individual"
    ]


def test_lines_that_open_with_tickets_are_items(reader: Reader) -> None:
    """As trackers list them, without bullets; a ticket in a title is none."""
    comments = (
        "PRN-9 Labels left the hall unsigned\n\nLabels failed for 40 users. Cause: the key was not in the cache.\n\n"
        "Agreed. Actions:\n\nPRN-10 remove the fallback [Ines]\nPRN-11 alert on unsigned labels [Print squad]\n"
    )
    reading = reader.read_postmortem(comments)
    assert [(row.tracker, row.owner) for row in reading.actions] == [("PRN-10", "Ines"), ("PRN-11", "Print squad")]
    assert reading.features["summary"]


@pytest.mark.parametrize(
    ("action", "due"),
    [
        ("Keep the samples for 30 days", False),
        ("Alarm if nothing moves during the day", False),
        ("Cap the journal within 30 days", True),
        ("Cap the journal during the next sprint", True),
    ],
)
def test_a_length_is_no_term(reader: Reader, action: str, due: bool) -> None:
    """For how long is not by when."""
    rows = reader.read_postmortem(f"{FRAME}## Actions\n\n- {action}\n").actions
    assert [bool(row.due) for row in rows] == [due]


@pytest.mark.parametrize(
    ("sentence", "feature", "holds"),
    [
        ("Boris loaded last month's list instead of the current one.", "root_cause", True),
        ("Boris loaded last month's list instead of the current one.", "human_error", True),
        ("There is a checklist, and I did not follow it.", "human_error", True),
        ("The panel holds that it was bad judgement.", "blame_individual", True),
        ("Her approvals were rubber stamps for months.", "blame_individual", True),
        ("The blame is with no one but me.", "blame_individual", False),
        ("The fault lies in the way the list is kept.", "blame_individual", False),
        ("We want to tell you how the night went.", "actions", False),
        ("If your printer is on, you do not need to do more.", "actions", False),
    ],
)
def test_verdicts_causes_and_what_is_none(reader: Reader, sentence: str, feature: str, holds: bool) -> None:
    """One sentence decides."""
    assert bool(features(reader, f"# Report\n\nLabels failed for 40 users on 4 May. {sentence}\n")[feature]) is holds


@pytest.mark.parametrize(
    ("sentence", "feature", "holds"),
    [
        ("The cause of the outage was a full disk.", "root_cause", True),
        ("The reason for yesterday's failure lay in a list of hosts.", "root_cause", True),
        ("The cause of the outage is still being looked for.", "root_cause", False),
        ("We will amend our tests to cover this.", "actions", True),
        ("We have taken steps to ensure that spare parts are on hand.", "actions", True),
        ("We are working with the maker to add a second check.", "actions", True),
        ("The nightly probe missed it.", "detection", True),
        ("The monitor did not detect the state.", "detection", True),
        ("Alarms were issued within a minute.", "detection", True),
    ],
)
def test_notices_say_it_in_passing(reader: Reader, sentence: str, feature: str, holds: bool) -> None:
    """A notice of three sentences has no headings."""
    assert bool(features(reader, f"Some hosts were out of reach.\n\n{sentence} We are sorry.\n")[feature]) is holds


def test_the_length_of_an_outage_is_its_impact_wherever_it_stands(reader: Reader) -> None:
    """Behind a list, and in a sentence of its own; a clock in front of a word counts nothing."""
    hit = "Labels report\n\nThese halls were hit:\n\n- North\n- South\n- East\n- West\n- Harbour\n\n"
    assert features(reader, f"{hit}The outage lasted about 45 minutes.\n\nA disk ran full.\n")["impact_quant"]
    assert features(reader, f"{hit}A disk ran full. Total time of the outage was under 20 minutes.\n")["impact_quant"]
    assert not features(reader, f"{hit}At 15:26 we lost a feed.\n\nA disk ran full.\n")["impact_quant"]


@pytest.mark.parametrize(
    ("sentence", "lesson"),
    [
        ("Fortunately nobody was in the hall.", False),
        ("Something went wrong between two registrars.", False),
        ("What went wrong: nobody watched the queue.", True),
        ("We were lucky that nobody was in the hall.", True),
    ],
)
def test_good_fortune_told_in_passing_is_no_lesson(reader: Reader, sentence: str, lesson: bool) -> None:
    """Where we were lucky is one; a mere `fortunately` is not."""
    assert features(reader, f"Some hosts were out of reach.\n\nA disk ran full. {sentence}\n")["lessons"] is lesson


def test_headings_are_found_where_blank_lines_were_lost(reader: Reader) -> None:
    """As status pages are copied; a word at the start of a sentence is no heading."""
    text = (
        "Impact\nLabels failed for 40 users.\nCause\nThe list of hosts was dropped.\nSolution\nThe list came back.\n"
        "Conclusion\nFrom May on we will review how lists are kept.\n"
    )
    reading = reader.read_postmortem(text)
    assert reading.features["section_factors"]
    assert reading.features["section_response"]
    assert reading.features["actions"]


def test_what_a_wiki_puts_behind_a_heading_is_no_part_of_it(reader: Reader) -> None:
    """`Summary[edit | edit source]`."""
    assert features(reader, "Summary[edit | edit source]\n\nLabels failed for some users of the hall.\n")[
        "section_summary"
    ]


@pytest.mark.parametrize(
    ("action", "due"),
    [
        ("Cap the journal (Ines, before the next dark run)", True),
        ("Cap the journal [Ines, January]", True),
        ("Cap the journal [Ines, 17.12]", True),
        ("Cap the journal, target: sprint 18", True),
        ("A second sensor (workshop, spring 2027)", True),
        ("Present the plan in the spring", True),
        ("Finish before Christmas", True),
        ("Move the list within the day", True),
        ("Cap the journal (Owner: Press, Due: 2w)", True),
        ("Cap the journal, 30-Sep-2026", True),
        ("Cap the journal in about six weeks", True),
        ("Pause the job in a week with holidays", False),
        ("Read both lists side by side for a day", False),
        ("Retry after 0/10/20 seconds", False),
        ("Tell all who were called on May 4", False),
    ],
)
def test_terms_as_people_write_them(reader: Reader, action: str, due: bool) -> None:
    """Seasons, feasts, sprints and the next run of something."""
    rows = reader.read_postmortem(f"{FRAME}## What to do\n\n- {action}\n").actions
    assert [bool(row.due) for row in rows] == [due]


@pytest.mark.parametrize(
    "sentence",
    [
        "We had a disk failure on Sunday night.",
        "A worn breaker was to blame.",
        "Boris deleted the wrong list.",
        "We reached the conclusion that one fan had stopped.",
    ],
)
def test_causes_in_passing(reader: Reader, sentence: str) -> None:
    """In letters to customers."""
    assert features(reader, f"Dear customers, the portal was out of reach this morning.\n\n{sentence}\n")["root_cause"]


@pytest.mark.parametrize(
    "sentence",
    [
        "The bug was live on the portal for ~10 hours.",
        "All in all a period of disruption of 3.5 hours.",
        "The certificate was allowed to expire, for about 15 minutes.",
        "The hall was dark, an outage of at least three hours.",
        "OUTAGE START 2026-05-04 00:20\nOUTAGE END 2026-05-06 20:00",
        "From 00:20 to 04:10 labels carried Monday's date.",
        "At 00:20 the portal stopped. The night crew looked at three things. It was back up at 04:10.",
        "**Duration:** ~20-30 minutes",
        "In total 212 gates stayed shut.",
    ],
)
def test_how_long_in_passing(reader: Reader, sentence: str) -> None:
    """A length of harm is its number, and so are its beginning and its end."""
    assert features(reader, f"What happened to the portal\n\n{sentence}\n\nA disk ran full.\n")["impact_quant"]


@pytest.mark.parametrize(
    "sentence",
    [
        "The planned maintenance ran from 00:20 to 04:10.",
        "You reach the office from 09:00 to 17:00.",
        "At 00:20 the portal stopped. We are looking at it. Posted at 04:10 when the office was back in reach.",
        "**Time to recovery:** 20 minutes",
        "We rolled back to version 212 of the portal and restarted 3 services.",
    ],
)
def test_what_is_no_length_of_harm(reader: Reader, sentence: str) -> None:
    """Works, opening hours, stamps, and how long a repair took, which is no impact on anybody."""
    assert not features(reader, f"What happened to the portal\n\n{sentence}\n\nA disk ran full.\n")["impact_quant"]


@pytest.mark.parametrize(
    "sentence",
    [
        "The plan of lanes was made by hand instead of by the tool.",
        "The licence of the gate had lapsed.",
        "The check of the list had been commented out in March.",
        "Then the sorter fell over.",
        "The spool filled up over lunch.",
        "I typed a nine where a six belongs.",
        "The list wasn't copied after the move.",
        "There was a memory leak in the sorter.",
    ],
)
def test_a_cause_is_told_as_a_story(reader: Reader, sentence: str) -> None:
    """Nobody has to say `because`."""
    assert features(reader, f"Labels stopped at noon for 300 shops.\n\n{sentence} We are sorry.\n")["root_cause"]


@pytest.mark.parametrize(
    ("sentence", "owner", "due"),
    [
        ("Ines from Sorting is on that, mid May is her guess.", "Ines", True),
        ("Boris and Ines in Sorting are building it.", "Boris and Ines", False),
        ("Ines has a script already and is going to clean it up.", "Ines", False),
        ("The head of works has been asked to write a register.", "head of works", False),
        ("Two lanes are being moved, that is planned for week 30.", "", True),
        ("The lists will in the future be watched by ourselves.", "", False),
        ("A rehearsal with all halls takes place soon.", "", False),
        ("Boris has offered to be the second keeper.", "Boris", False),
    ],
)
def test_who_does_what_in_a_notice(reader: Reader, sentence: str, owner: str, due: bool) -> None:
    """In running text, by name, by office, or by nobody."""
    rows = reader.read_postmortem(f"Labels stopped at noon for 300 shops.\n\nA disk ran full. {sentence}\n").actions
    assert [(row.owner, bool(row.due)) for row in rows] == [(owner, due)]


@pytest.mark.parametrize(
    "sentence",
    [
        "The pager got me out of bed.",
        "A shop in the harbour asked why the hall was so quiet.",
        "Users told us on the forum two days before.",
        "It came to my notice at the barber's.",
    ],
)
def test_how_it_came_to_light(reader: Reader, sentence: str) -> None:
    """By a pager, a shop, or the barber."""
    assert features(reader, f"Labels stopped at noon for 300 shops.\n\nA disk ran full. {sentence}\n")["detection"]


@pytest.mark.parametrize(
    ("sentence", "feature"),
    [
        ("The list was sorted by name, so the last halls never got theirs.", "root_cause"),
        ("The tool treats an empty shelf as a full one.", "root_cause"),
        ("The disk under the list had gone read-only.", "root_cause"),
        ("I'm going to add a lock to the page.", "actions"),
        ("The disks are going to be mirrored.", "actions"),
        ("We will not retry the move before the lock works.", "actions"),
        ("From autumn the limit will be part of the yearly drill.", "actions"),
        ("Supervision sees a rising count at noon.", "detection"),
    ],
)
def test_plain_words_of_providers(reader: Reader, sentence: str, feature: str) -> None:
    """A consequence is told with `so`, a plan with `going to`."""
    assert features(reader, f"Labels stopped at noon for 300 shops.\n\n{sentence} We are sorry.\n")[feature]


def test_a_letter_to_customers_is_read_as_a_report(reader: Reader) -> None:
    """Where nothing but the letter is there, it tells what happened and what will be done."""
    letter = (
        "To our shops\n\nOn Monday 22 February 300 labels were printed twice because the link was slow. "
        "The print team will build a daily comparison before the end of March.\n"
    )
    reading = reader.read_postmortem(letter)
    assert reading.features["summary"]
    assert [bool(row.due) for row in reading.actions] == [True]


@pytest.mark.parametrize(
    ("causes", "factors"),
    [
        ("The cause of the outage was a frayed belt, so the last two halls stood still.", 1),
        ("The cause of the outage was a frayed belt. The root cause of the delay was a missing spare.", 2),
    ],
)
def test_a_cause_and_what_it_led_to_are_one_factor(reader: Reader, causes: str, factors: int) -> None:
    """A short notice names as many factors as it has sentences that name a cause."""
    notice = f"Sorting stopped on 4 May 2026 from 09:00 to 09:40 UTC for 40 customers. {causes} We replaced it."
    assert len(reader.read_postmortem(notice).factors) == factors


def test_a_wikis_table_has_double_bars_in_its_head_alone(reader: Reader) -> None:
    """Its columns are those of its rows."""
    table = "|| Action || Owner || Until || Status ||\n| Keep two lists | Press | 30 Sep | open |\n"
    rows = reader.read_postmortem(f"h2. Summary\n\nUploads failed for 40 users.\n\nh2. Actions\n\n{table}").actions
    assert [(row.owner, row.due) for row in rows] == [("Press", "30 Sep")]
