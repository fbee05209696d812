"""Notes and letters after the fact: who does what by when, how it came out, how many it hurt."""

from __future__ import annotations

import pytest

from simulator.reading import Reader
from simulator.reading.due import due_of
from simulator.reading.owner import owner_of, owner_of_heading

STORY = "The label printers of the annexe printed nothing from eight until noon.\n\n"


@pytest.mark.parametrize(
    ("action", "owner"),
    [
        ("From 1 May our Payments desk will match every file.", "Payments desk"),
        ("By Friday Ruben sets up the daily count.", "Ruben"), ("By Friday Ruben sets the alarm limits.", "Ruben"),
        ("Until October Frau Wieland (IT Operations) introduces a list.", "Frau Wieland"),
        ("Dawn Eccles, our operations director, is putting that in place.", "Dawn Eccles"),
        ("That the Head of Revenues be asked to stagger the bills.", "Head of Revenues"),
        ("The ward pharmacist will hold the keys.", "ward pharmacist"),
        ("The ICT group of Vaasa gives the base a new name.", "ICT group of Vaasa"),
        ("mina volunteered to do them", "mina"), ("Refuse to start without a zone: Inês", "Inês"),
        ("one canary per region: playback-core, before the final", "playback-core"),
        ("alert on lockouts (monitoring team, same week)", "monitoring team"),
        ("Freeze the headers      Dmitri + Lin      9/20", "Dmitri + Lin"), ("**AC** Move the alert", "AC"),
        ("**API** Move the alert", ""), ("Python will silently fail when a slash is missing.", ""),
        ("The server will restart.", ""), ("Missed to remove a step in the old script", ""),
        ("Zoë Müller will write it down.", "Zoë Müller"), ("Lock on for all desks \u2013 security, today", "security"),
        ("Second line to the annexe, infrastructure team, Q2", "infrastructure team"),
        ("Fail the run on an empty page \u2013 Integrations \u2013 2026-03-24", "Integrations"),
        ("Noor's group is re-checking all volumes", "Noor's group"),
        ("release manager to update policy", "release manager"),
        ("Architecture to present two options", "Architecture"),
        ("Refunds desk: a letter for those concerned", "Refunds desk"),
        ("Monitoring to detect a growing queue", ""), ("Incident review to follow", ""),
        ("KR \u2013 push the new profile to the spare scanners too", "KR"), ("API \u2013 pin the new version", ""),
        ("Two nodes more per site. Markus leads this.", "Markus"),
        ("Backports list what they need (release manager to update the policy).", "release manager"),
        ("Your editor is writing a longer account.", ""), ("Alembic will NEVER drop these tables again", ""),
        ("In tandem with it, Datadog will allow us to page somebody.", ""), ("**PLAN.md** - the whole story", ""),
        ("**Final Report**: due within 48 hours", ""), ("Redeploy: the whole stack", ""),
        ("Bins emptied, doors locked, Q2", ""), ("Raise the limit - p95 over 5 s - this month", ""),
    ],
)  # fmt: skip
def test_who_does_it_is_told_in_many_ways(action: str, owner: str) -> None:
    """By office or by name, anywhere in the sentence, with or without accents; a thing is nobody."""
    assert owner_of(action) == owner


@pytest.mark.parametrize(
    ("heading", "owner"),
    [("Gareth E", "Gareth E"), ("Jamie, David & Lin", "Jamie, David & Lin"), ("Public Endpoint", ""), ("Monitoring",
    "")],
)  # fmt: skip
def test_a_heading_may_give_all_under_it_to_somebody(heading: str, owner: str) -> None:
    """Two words in capitals may be a thing; a name and a letter, or several names, are people."""
    assert owner_of_heading(heading) == owner


@pytest.mark.parametrize(
    ("said", "due"),
    [
        ("Done over the weekend", True), ("Ana, 9/20", True), ("Due: 14/Feb", True), ("wk 22", True), ("by tmrw", True),
        ("before the end of term", True),
        ("by the 12th", True), ("by the 12th floor", False),
        ("in the coming weeks", True), ("We ran 24/7 and half of 3/4 failed", False),
        ("It failed the same day", False), ("Starting now", True), ("by H2", True), ("the H1 rule", False),
        ("From now on the switch comes last.", False),
    ],
)  # fmt: skip
def test_a_term_is_told_in_many_ways(said: str, due: bool) -> None:
    """A day and a month with a slash, a week, a term; a fraction is none."""
    assert bool(due_of(said)) is due


def test_a_hash_numbers_an_item_where_headings_are_marked_otherwise(reader: Reader) -> None:
    """A tracker's wiki writes `h2. Actions` and `# first`, and neither is Markdown."""
    text = "h2. Actions\n# Count the rollers - Stores - 2026-03-10\n# Oil them weekly - Print room - 2026-03-24"
    rows = reader.read_postmortem(text).actions
    assert [(row.owner, row.due) for row in rows] == [("Stores", "2026-03-10"), ("Print room", "2026-03-24")]


@pytest.mark.parametrize("hello", ["Dear Ms Okafor,", "Hello,", "Good morning to all of you,"])
def test_a_letter_within_a_note_is_for_customers(reader: Reader, hello: str) -> None:
    """Whoever is spoken to in the middle of it is no colleague; a salutation at the top is the note's own."""
    letter = f"{hello}\n\nyour labels were late on Monday. We are sorry that you had to wait for your parcels."
    assert reader.read_postmortem(STORY + letter).features["customer_narrative"]
    assert not reader.read_postmortem(f"{hello}\n\nhere is my note. " + STORY).features["customer_narrative"]
    assert not reader.read_postmortem(STORY + letter.replace(hello, "Hi team,")).features["customer_narrative"]


def test_a_note_gives_somebody_something_to_do(reader: Reader) -> None:
    """In the present, by name, and with its term."""
    rows = reader.read_postmortem(
        STORY + "Ines swaps the rollers before Friday. Kofi orders a spare by the 12th."
    ).actions
    assert [(row.owner, row.due) for row in rows] == [("Ines", "before Friday"), ("Kofi", "by the 12th")]


@pytest.mark.parametrize(
    "plan",
    [
        "From now on the list is drawn up after the bank run.", "No label goes out until a second person has read it.",
        "Two people are now needed to send anything.", "The lock now lives in a folder that is emptied at boot.",
        "Logs to be kept for 14 days.", "There will be an alarm when the pool is four fifths full.",
        "From January each sheet carries a mark.", "The new licence arrives in week 22.",
        "By Friday Juraj checks the other jobs.", "The test workers get the same rights as the real ones.",
        "Measure: the run stops by itself at 5 %.",
    ],
)  # fmt: skip
def test_a_note_tells_what_changes(reader: Reader, plan: str) -> None:
    """Without a heading, and without a will."""
    assert reader.read_postmortem(STORY + plan).features["actions"]


@pytest.mark.parametrize(
    "idle",
    ["No further action is planned.", "The printers are back since noon.",
    "From 3 March to 5 March labels were missing."],
)  # fmt: skip
def test_a_note_may_change_nothing(reader: Reader, idle: str) -> None:
    """That it is over is no plan, and dates of the past are none."""
    assert not reader.read_postmortem(STORY + idle).features["actions"]


@pytest.mark.parametrize(
    "found",
    [
        "We learned of it first from the tickets on Sunday.", "The silence detector triggered after half a minute.",
        "An alarm paged the on-call.", "It only came to light when nobody had anything to do.",
        "A customer from Leeds mailed at breakfast.", "We noticed when the first parent came running in.",
        "The matter became known through complaints.", "No alert fired, the shift lead phoned.",
        "We only heard of it because a list was empty.", "Finance asked why nothing was booked.", "14:05 first ticket",
        "We were told by a partner in Ghent.",
        "Ticket 88121: labels blank", "Our panel was all green.", "Probes paged the desk at 03:31.",
    ],
)  # fmt: skip
def test_a_note_tells_how_it_came_out(reader: Reader, found: str) -> None:
    """By an alarm, a person or chance."""
    assert reader.read_postmortem(STORY + found).features["detection"]


@pytest.mark.parametrize(
    ("said", "counts"),
    [
        ("It concerns 186 employers.", True), ("1,906 gifts went astray.", True), ("31 of you were sent home.", True),
        ("Estimated bills issued: 11,260.", True), ("On the 12th of March 2023, a failure was seen.", False),
        ("The release has 2616 standards in it.", False), ("We will give 300 seats away.", False),
        ("0412 the crew desk called.", False), ("It was lost for 31 pupils.", True),
        ("The loggers keep 4,096 records.", False), ("Limit for label rejects: 0.5 %.", False),
        ("The storage failed in the 2018-2019 school year.", False),
    ],
)  # fmt: skip
def test_a_note_counts_its_harm_without_a_word_for_it(reader: Reader, said: str, counts: bool) -> None:
    """All of a note is about the harm, but for amends; a year and a clock count nobody."""
    assert reader.read_postmortem(f"The shop printed wrong labels.\n\n{said}\n").features["impact_quant"] is counts


@pytest.mark.parametrize(
    "lines",
    [
        "5. CHRONOLOGY\n\n5.1 13:11 Loss of light.\n5.2 13:25 Crew sent.\n5.3 15:02 Crew on site.\n",
        "2 Sept  run with zero rows\n\n3 Sept  the same\n\n5 Sept  bills by estimate\n",
        "0352  HANDOVER FROM NIGHT.\n\n0412  DESK REPORTS OLD SCREENS.\n\n0418  HOTLINE CALLED.\n",
        "## Timeline\n\nOn 11 April 2026, we saw errors.\n\nOn 13 April 2026, the change was undone.\n",
        "## Timeline\n\n- 2026-04-01 0251: wrong block\n- 2026-04-01 0258: told\n- 2026-04-01 0357: stopped\n",
        "Sequence (UTC)\n  3.1 2025-05-17 22:00  expires\n  3.2 2025-05-18 04:13  fails\n  3.3 2025-05-18 08:50  new\n",
        "## Timeline\n\n*06:00*: it is down<br />\n\\\\\\\\\n*06:46*: host told<br />\n\\\\\\\\\n*07:03*: restart\n",
        "[17/Jan 22:14] Gareth Pugh\nPicked up.\n\n[17/Jan 22:35] Lin Ncube\nPaged the carrier.\n",
    ],
)  # fmt: skip
def test_a_timeline_has_many_looks(reader: Reader, lines: str) -> None:
    """Behind the number of a clause, as a log in capitals, by days, by paragraphs, or as comments of a ticket."""
    assert reader.read_postmortem("# Report\n\nThe ring was cut.\n\n" + lines).features["timeline_ts"]


def test_a_title_with_a_date_is_no_event(reader: Reader) -> None:
    """Nor is a title about looking back a section of lessons."""
    reading = reader.read_postmortem("# 2026-03-17 The disk died\n\nAt 10:47 somebody told us that the page is gone.\n")
    assert not reading.features["timeline_ts"]
    assert not reader.read_postmortem("# Retrospective: the day it broke\n\nIt broke.\n").features["lessons"]


@pytest.mark.parametrize(
    "unknown",
    [
        "Why the archiver stopped I don't know.", "No clue why, the logs are empty.", "Cause: not established.",
        "No conclusion as to the cause is offered here.", "What damaged the index we cannot say.",
    ],
)  # fmt: skip
def test_a_cause_that_is_said_to_be_unknown_is_none(reader: Reader, unknown: str) -> None:
    """Although the story around it tells this and that."""
    told = "The archive was down, so nobody could read it. It took the night to come back."
    assert not reader.read_postmortem(f"{told}\n\n{unknown}\n").features["root_cause"]


@pytest.mark.parametrize(
    "cause",
    [
        "I loaded the wrong profile on Wednesday.", "The firmware went to the whole fleet instead of five test cars.",
        "The cable was found frayed where it crosses the motor.", "The nightly run died halfway.",
        "I made a new rule and have forgotten the exception.", "He put it back into the wrong port.",
        "A digger went clean through our feeder.", "She never switched it on again.",
    ],
)  # fmt: skip
def test_a_cause_is_told_in_plain_words(reader: Reader, cause: str) -> None:
    """Without a word for it."""
    assert reader.read_postmortem(STORY + cause).features["root_cause"]
