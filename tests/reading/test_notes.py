"""Reports that are notes: labels and what is said of them, tables of topics, questions and answers, bare logs."""

from __future__ import annotations

import pytest

from simulator.reading import Reader

AT_UTC_S = 1_772_568_000

NOTES = """eu db drill

what: nobody could save in the EU
how long: 1h 20min
noticed: alarm and two calls
reason: full disk
hum: my typo in the mount path, my bad
told: status page, twice
todo:
 - disk alarm at 80 %
lesson: read the prompt before you press enter
"""

TABLE = """| Topic | Notes |
|---|---|
| What | Invoices were printed without the VAT line |
| Noticed | by a bookkeeper in Graz at 09:40 |
| Affected | 312 customers, 940 invoices |
| Reason | the new template has no field for the VAT |
| Customers told | a letter to all 312, the next morning |
| To be done | a test with VAT (Mirko, Fri); a preview before the run (Billing tools, sprint 9) |
"""

ASKED = """**Q: What broke?**
A: Sign-in by text message. Codes were accepted and never sent.

**Q: For how long?**
A: Three hours and ten minutes.

**Q: Who noticed?**
A: A school, by phone. We had no alarm on it.

**Q: Why?**
A: The supplier's key had run out on Sunday.

**Q: What will change?**
A: Keys are renewed by a job two weeks before they run out.
"""

LOG = """09:02 Z  pager
09:04 Z  ack, looks like the EU queue
09:10 Z  Ylva joins
09:12 Z  restart of the wrong worker, had the old name in it
09:30 Z  queue is empty, support informed
"""


def test_labels_head_what_is_said_of_them(reader: Reader) -> None:
    """Given notes of a word and a colon, when they are read, then each is the part of a report that it names."""
    seen = reader.read_postmortem(NOTES, at_utc_s=AT_UTC_S)
    told = {"summary", "duration_stated", "detection", "root_cause", "actions", "lessons"}
    assert told <= {name for name, value in seen.features.items() if value}
    assert seen.features["human_error"] or seen.features["self_blame"]


def test_a_table_of_topics_is_a_report(reader: Reader) -> None:
    """Given a table of topics, when it is read, then its rows are sections, and one row holds two actions."""
    seen = reader.read_postmortem(TABLE, at_utc_s=AT_UTC_S)
    told = {"summary", "detection", "impact_quant", "root_cause", "comms", "actions", "owners", "due"}
    assert told <= {name for name, value in seen.features.items() if value}
    assert [(row.owner, row.due) for row in seen.actions] == [("Mirko", "Fri"), ("Billing tools", "sprint 9")]
    assert all(row.text.startswith(TABLE[row.start : row.start + 6]) for row in seen.actions)


def test_questions_are_headings_and_answers_are_told(reader: Reader) -> None:
    """Given questions and answers, when they are read, then they are a report, and `A:` is no article."""
    seen = reader.read_postmortem(ASKED, at_utc_s=AT_UTC_S)
    told = {"summary", "duration_stated", "detection", "root_cause", "actions"}
    assert told <= {name for name, value in seen.features.items() if value}
    assert not seen.features["is_scrambled"]
    assert seen.actions[0].text.startswith("Keys are renewed")


def test_a_bare_log_is_a_timeline_in_english(reader: Reader) -> None:
    """Given lines with `09:02 Z`, when they are read, then `Z` is a zone and no word of another language."""
    seen = reader.read_postmortem(LOG, at_utc_s=AT_UTC_S)
    assert seen.readable == "yes"
    assert seen.features["timeline_ts"]
    assert seen.features["utc"]
    assert len(seen.timeline) == 5


@pytest.mark.parametrize(
    ("item", "owner"),
    [
        ("Support: tag such tickets and count them", "Support"),
        ("Sales: call every account before the renewal", "Sales"),
        ("a text for each case, agreed with Legal (Product marketing)", "Product marketing"),
        ("decide on a recall (PM reporting, tomorrow)", "PM reporting"),
        ("the macro gets a hint (Ilse from Support, this week)", "Ilse"),
        ("Support: the desk was overrun", ""),
        ("the rows were lost (about half of them, by noon)", ""),
    ],
)
def test_a_department_owns_what_it_heads(reader: Reader, item: str, owner: str) -> None:
    """Given an action with a department at its head or its end, when it is read, then it is the owner."""
    text = f"## Summary\nSaving failed for an hour on Monday.\n\n## Actions\n- {item}\n"
    assert reader.read_postmortem(text, at_utc_s=AT_UTC_S).actions[-1].owner == owner


@pytest.mark.parametrize(
    ("item", "due"),
    [
        ("a second look at manual runs, starting Thursday", "starting Thursday"),
        ("a disk alarm (Mirko, Fri)", "Fri"),
        ("the alarm fired on Friday, and nobody came", ""),
    ],
)
def test_a_weekday_behind_an_action_is_its_term(reader: Reader, item: str, due: str) -> None:
    """Given a weekday behind an action, when it is read, then it is due by then."""
    text = f"## Summary\nSaving failed for an hour on Monday.\n\n## Actions\n- {item}\n"
    assert reader.read_postmortem(text, at_utc_s=AT_UTC_S).actions[-1].due == due


@pytest.mark.parametrize(
    ("text", "promised"),
    [
        ("Update 4pm\nWe restart the network now, saving fails in the EU.", False),
        ("Saving fails in the EU, we restart the network. Update 4pm.", True),
    ],
)
def test_an_update_with_its_hour_at_the_head_is_the_stamp(reader: Reader, text: str, promised: bool) -> None:
    """Given `Update 4pm` above the news, when it is read, then it heads the post and promises nothing."""
    seen = reader.read_update(text, at_utc_s=AT_UTC_S // 86_400 * 86_400 + 12 * 3_600)
    assert bool(seen.features["next_update"]) is promised


ARROWS = """Notes on the failover

- what: nobody could save in the EU for an hour
- cause: the disk of the old host was full

-> rights to promote for all on call (Mirko / 10 May)
-> core dump from the vendor (Ayse / next week)
"""


def test_arrows_say_what_follows(reader: Reader) -> None:
    """Given notes that end in arrows with a name or a term, when they are read, then these are the actions."""
    seen = reader.read_postmortem(ARROWS, at_utc_s=AT_UTC_S)
    assert [(row.owner, row.due) for row in seen.actions] == [("Mirko", "10 May"), ("Ayse", "next week")]


def test_a_title_with_next_steps_is_the_title(reader: Reader) -> None:
    """Given a first heading that also names the next steps, when it is read, then what follows is no list of them."""
    text = "# The outage of Tuesday and next steps\n\nOn 4 March at noon, the bank closed our line for an hour.\n"
    assert not reader.read_postmortem(text, at_utc_s=AT_UTC_S).actions


@pytest.mark.parametrize("said", ["Under investigation.", "The platform team is still searching."])
def test_a_cause_that_is_sought_is_none(reader: Reader, said: str) -> None:
    """Given a heading of the cause and no cause below it, when it is read, then there is none."""
    text = f"## Summary\nSaving failed for an hour on Monday for 40 users.\n\n## Root cause\n{said}\n"
    assert not reader.read_postmortem(text, at_utc_s=AT_UTC_S).features["root_cause"]


def test_who_pushed_for_a_day_has_nothing_to_do(reader: Reader) -> None:
    """Given a person and a weekday in a sentence of the past, when it is read, then it is no action."""
    text = (
        "Saving failed for an hour on Monday. The manager (Mirko) pushed for Monday although she knew it was early.\n"
    )
    assert not reader.read_postmortem(text, at_utc_s=AT_UTC_S).actions
