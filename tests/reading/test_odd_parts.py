"""Parts of reports under rarer headings, harm counted in rarer words, and what only looks like an owner or a date."""

from __future__ import annotations

import pytest

from simulator.reading import Reader

HEAD = "# Report: exports stood still\n\n## Summary\n\nExports failed on 4 May 2026.\n\n"


@pytest.mark.parametrize(
    ("part", "feature"),
    [
        ("## Hardening follow-ups\n\n- Unit tests for the parser.\n", "actions"),
        ("## What stops a repeat\n\n- There is one reader now; a lint rule rejects a second one.\n", "actions"),
        ("## Improvements\n\nTherefore we should build a second way to report.\n", "actions"),
        ("## Detection lessons\n\nA single short word is a poor trigger.\n", "lessons"),
        ("## Still ahead\n\n- A second reader for the ledger.\n", "actions"),
        ("## Measures of recurrence prevention\n\n(1) The labels shall be checked.\n", "actions"),
        ("Ana to move the last accounts to the shared address before the next meeting.\n", "actions"),
        ("F. Actions outstanding\n\nF1. A daily list of what was filed late.\n", "actions"),
        ("Countermeasure\n\n(1) The watcher must not promote.\n", "actions"),
        ("D. Contributory factors\n\nD1. One encounter for all tests.\n", "root_cause"),
        ("## Events, UTC\n\n- 01:00 clocks go back\n- 02:00 doors open\n", "utc"),
        ("Timeline\n========\n\nAll UTC.\n\n11-29 15:00   mode set\n11-30 18:41   host dies\n", "utc"),
        ("Timeline\n========\n\nAll UTC.\n\n11-29 15:00   mode set\n11-30 18:41   host dies\n", "timeline_ts"),
        ("3. Sequence of events\n\n27 February  A part is replaced.\n28 February  Logins cease.\n", "timeline_ts"),
        ("## Learned\n\n- A ticked box proves nothing.\n", "lessons"),
        ("## What has been learned?\n\nA ticked box proves nothing.\n", "lessons"),
        ("## Fundamental cause\n\n- One person did it alone.\n", "root_cause"),
        (
            "Timeline, in UTC on purpose\n---------------------------\n01:00   clocks go back\n02:00   doors open\n",
            "utc",
        ),
        ("### what it looked like\n\n```\n02:10Z  replicas stop\n04:48Z  a user asks\n```\n", "timeline_ts"),
        ("## What happened (timeline, UTC)\n\n- **09:39** a lock was taken\n- **11:55** it was given back\n", "utc"),
    ],
)
def test_rarer_headings_open_the_same_parts(reader: Reader, part: str, feature: str) -> None:
    assert reader.read_postmortem(HEAD + part).features[feature]


@pytest.mark.parametrize("heading", ["What was the impact identified?", "Scale", "Influence"])
def test_headings_under_which_harm_is_counted(reader: Reader, heading: str) -> None:
    text = f"# Report\n\n## Summary\n\nThe exports went wrong.\n\n## {heading}\n\n212 customers.\n"
    assert reader.read_postmortem(text).features["impact_quant"]


@pytest.mark.parametrize(
    ("summary", "counted"),
    [
        ("Search results were 31 hours old for 2,906 buyers.", True),
        ("Eleven sites showed a white page.", True),
        ("The queue holds 2,906 entries.", False),
    ],
)
def test_harm_that_the_summary_counts(reader: Reader, summary: str, counted: bool) -> None:
    assert reader.read_postmortem(f"# Report\n\n## Summary\n\n{summary}\n").features["impact_quant"] is counted


def test_findings_at_the_head_sum_up(reader: Reader) -> None:
    text = (
        "# RCA\n\n- **Status:** confirmed\n\n## Executive finding\n\nThe queue ran out of tasks and every app failed.\n"
    )
    assert reader.read_postmortem(text).features["summary"]


@pytest.mark.parametrize(
    ("impact", "counted"),
    [
        ("It took almost two hours until exports were back.", True),
        ("The shops lost some 7k EUR by it.", True),
        ("Exports failed between May 4th and May 6th.", True),
        ("2 days of manual rework for the desk.", True),
        ("9 of our 31 branches opened late.", True),
        ("Nothing could be booked (3 hours 43 minutes).", True),
        ("Exports stood still between 02:10Z and 05:17Z.", True),
        ("Exports were lost between 2026-05-04T12:50:27.435Z and 2026-05-07T16:00Z.", True),
        ("The key was exposed from about 2026-02-10 through 2026-04-01.", True),
        ("Several outages of a few minutes (7min, 2min, 3min).", True),
        ("19 departures were delayed.", True),
        ("The fee is 18 EUR a month.", False),
        ("Some exports were lost.", False),
    ],
)
def test_harm_in_rarer_words(reader: Reader, impact: str, counted: bool) -> None:
    text = f"# Report\n\n## Summary\n\nExports failed.\n\n## Impact\n\n{impact}\n"
    assert reader.read_postmortem(text).features["impact_quant"] is counted


@pytest.mark.parametrize(
    ("item", "owner", "due"),
    [
        ("- Write the runbook: Step-by-step instructions for the restart.", "", ""),
        ("- Show the queue: Real-time, on the wall.", "", ""),
        ("- (Long-term) Split the queue.", "", ""),
        ("- Add a limit so that a lock cannot sit for hours.", "", ""),
        ("- A limit for locks (implemented 2026-05-06).", "", ""),
        ("- Failover test: netops to schedule, first one before 1 Oct.", "netops", "before 1 Oct"),
        ("- [ana] write to a file of its own first", "ana", ""),
        (
            "- (1) Check the labels. In charge: Network Section. Time limit: end of January 2027.",
            "Network Section",
            "end of January 2027",
        ),
        ("- Probe the freshness every five minutes → Lin, sprint 21", "Lin", ""),
        ("#. the mode expires after four hours [joris, with the tooling people]", "joris", ""),
        ("#. show all clusters in that mode [storage guild]", "storage guild", ""),
        ("- Remove the second map → done during the call", "", ""),
        ("(1) Log the state daily. Responsible: Head of Operations. By 30 April.", "Head of Operations", "By 30 April"),
        ("- *Edge:* purge by exact path only", "Edge", ""),
        ("- Renata puts in place a quota by the next review.", "Renata", "by the next review"),
        ("- Move the rest in the first quarter.", "", "in the first quarter"),
        ("- Machines to keep the fares of the day before.", "", ""),
        ("- Add a limit for locks - Ana - by 12 May.", "Ana", "by 12 May"),
        ("- Owner: Ana. Rehearse the restart over two weeks.", "Ana", "over two weeks"),
    ],
)
def test_what_only_looks_like_an_owner_or_a_date(reader: Reader, item: str, owner: str, due: str) -> None:
    row = reader.read_postmortem(f"{HEAD}## Action items\n\n{item}\n").actions[-1]
    assert (row.owner, row.due) == (owner, due)


@pytest.mark.parametrize(
    ("words", "blames"),
    [("I stupidly ran the script twice.", False), ("The clerk stupidly ran the script twice.", True)],
)
def test_who_calls_their_own_step_stupid_blames_nobody_else(reader: Reader, words: str, blames: bool) -> None:
    assert bool(reader.read_postmortem(f"{HEAD}## Cause\n\n{words}\n").features["blame_individual"]) is blames


def test_an_action_with_its_owner_counts_under_any_heading(reader: Reader) -> None:
    text = "## 5. Remediation\n\n(a) The state will be shown to Risk daily. Responsible: Ana Wirth. By 30 April.\n"
    row = reader.read_postmortem(HEAD + text).actions[-1]
    assert (row.owner, row.due) == ("Ana Wirth", "By 30 April")


@pytest.mark.parametrize("column", ["For", "Accountable", "In charge", "Who"])
def test_a_column_that_says_who_and_one_that_says_until_when(reader: Reader, column: str) -> None:
    table = f"| What | {column} | Until |\n|---|---|---|\n| A second rack | Ruben | KW 34 |\n"
    row = reader.read_postmortem(f"{HEAD}## What comes next\n\n{table}").actions[-1]
    assert (row.owner, row.due) == ("Ruben", "KW 34")


@pytest.mark.parametrize(
    ("words", "blames"),
    [
        ("I typed it into the wrong window, and I'm an idiot.", False),
        ("The flag is old (git blame goes to the import of 2019).", False),
        ("Nobody made a mistake that mattered.", False),
        ("Code didn't check the name.", False),
        ("Operations should have stopped it.", False),
        ("April should have stopped it.", True),
        ("Whoever left it could not be bothered to say so.", True),
        ("Petra didn't check the name.", True),
        ("It was late and I'd stupidly left it open.", False),
        ("The row count test should have fired.", False),
        ("Who messed up? The default had been there for two years.", False),
        ("Nobody should be that sloppy with other people's disks.", True),
    ],
)
def test_verdicts_on_others_and_on_nobody(reader: Reader, words: str, blames: bool) -> None:
    assert bool(reader.read_postmortem(f"{HEAD}## Cause\n\n{words}\n").features["blame_individual"]) is blames


def test_a_cause_that_nobody_can_name_yet_is_none(reader: Reader) -> None:
    text = "# Report\n\nExports failed.\n\n## Cause\n\nThe cause is not established. The work goes on.\n"
    assert not reader.read_postmortem(text).features["root_cause"]


@pytest.mark.parametrize("under", ["", "Tbd.", "\u2026"])
def test_a_heading_of_the_cause_with_nothing_under_it_names_none(reader: Reader, under: str) -> None:
    text = f"# Report\n\nExports were away for an hour.\n\n## Root cause\n\n{under}\n\n## Next steps\n\n- A limit.\n"
    assert not reader.read_postmortem(text).features["root_cause"]


def test_headings_of_org_mode_are_headings(reader: Reader) -> None:
    text = "#+TITLE: Notes\n\n* Summary\nThe exports failed.\n\n* Timeline\n- 10:02 a call\n- 10:31 mended\n\n"
    text += "* Todo\n- A limit.\n"
    features = reader.read_postmortem(text).features
    assert [name for name in ("summary", "timeline_ts", "actions") if not features[name]] == []


def test_what_users_saw_is_harm_and_no_detection(reader: Reader) -> None:
    text = "# Report\n\nCustomers saw a wheel that did not move for two hours, as a lock was never given back.\n"
    assert not reader.read_postmortem(text).features["detection"]


def test_reassurance_is_no_action(reader: Reader) -> None:
    text = HEAD + "We'd like to reassure all partners: no export is lost.\n"
    assert not reader.read_postmortem(text).features["actions"]
