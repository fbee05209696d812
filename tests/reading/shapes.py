"""Post-mortems of other trades in other shapes: letters, labels, tables of everything, actions first."""

from __future__ import annotations

from collections.abc import Callable

from tests.reading.stories import Story

LAB = Story(
    title="Laboratory results of two days missing on the wards",
    summary="On 9 June 2026 the interface engine of the hospital stopped passing on results after a log partition had "
    "filled, and wards worked from telephone calls until the evening.",
    impact=(
        "Results were missing for 7 hours and 20 minutes.",
        "1,140 results of 412 patients arrived late.",
        "The laboratory took 230 support requests and paid 3,100 euros for extra shifts.",
    ),
    timeline=(
        ("08:10", "Log partition full"),
        ("08:12", "Engine stops sending"),
        ("09:05", "Ward 6 asks for a missing result"),
        ("09:20", "Incident declared"),
        ("10:45", "Full partition found"),
        ("11:00", "Space freed, engine does not start"),
        ("14:30", "Engine rebuilt on the spare host"),
        ("15:32", "Last held result delivered"),
    ),
    detection="A nurse on ward 6 reported a missing result by telephone; the disk alarm had been sent "
    "to a closed mailbox.",
    factors=(
        "The engine keeps debug logs for ever because its retention was never set.",
        "Nobody owned the list of alarm mailboxes after the move of the department.",
    ),
    lessons=("Telephone lists on paper worked.", "The spare host had not been started for a year."),
    actions=(
        (
            "Limit the log folder and reject debug level in production",
            "Priya Nair",
            "2026-06-30",
            "LAB-210",
            "done when a test log is cut off",
        ),
        (
            "Send disk alarms to the duty phone",
            "Operations team",
            "2026-06-16",
            "LAB-211",
            "done when a drill alarm rings",
        ),
    ),
    narrative="On 9 June results reached your wards up to seven hours late because a disk was full. We "
    "are sorry and take "
    "responsibility. We have limited the logs, so that this cannot fill a disk again.",
)
TRAM = Story(
    title="Departure boards dark across the network",
    summary="On 21 March 2026 a time server gave the wrong year, and all boards of the network went dark until their "
    "clocks were set by hand.",
    impact=(
        "Boards were dark for 95 minutes.",
        "212 of 260 stops and about 31,000 passengers were affected.",
        "64 complaints came in and 2 penalties of 5,000 euros fell due.",
    ),
    timeline=(
        ("05:58", "Time server restarts"),
        ("06:00", "Boards take the wrong year"),
        ("06:03", "First boards go dark"),
        ("06:15", "Incident declared"),
        ("06:40", "Wrong year found"),
        ("06:55", "Time server taken out of use"),
        ("07:20", "Half of the boards set"),
        ("07:35", "All boards back"),
    ),
    detection="Monitoring of the boards raised an alarm at 06:03, and two drivers called the control room.",
    factors=(
        "The boards trust a single time source because the second one was removed to save licences.",
        "The change process has no review for field equipment.",
    ),
    lessons=(
        "The control room had the drivers make announcements.",
        "No board can be set from afar when its clock is wrong.",
    ),
    actions=(
        (
            "Add a second time source and refuse jumps of more than a minute",
            "Olga Brandt",
            "2026-05-01",
            "CTL-31",
            "verified by a planted jump",
        ),
        ("Alert when two clocks differ", "Control systems team", "2026-04-15", "CTL-32", "verified by a drill"),
    ),
    narrative="On 21 March the boards at most stops were dark from 06:03 to 07:35 because of a wrong "
    "clock. We apologise, and "
    "passengers who missed a connection get a refund. We have added a second clock.",
)
SCHOOL = Story(
    title="Exam papers visible a day early",
    summary="On 12 May 2026 a search page listed exam papers that were to open a day later, and 58 pupils opened one "
    "before the page was closed.",
    impact=(
        "The papers were visible for 3 hours and 5 minutes.",
        "58 pupils of 9 schools opened a paper.",
        "The exam board printed a second paper for 18,000 euros.",
    ),
    timeline=(
        ("13:00", "New search page goes live"),
        ("13:40", "First paper opened"),
        ("15:10", "A teacher reports the leak"),
        ("15:22", "Incident declared"),
        ("15:40", "Cause found in the index"),
        ("16:05", "Search page closed"),
        ("17:30", "List of openings complete"),
        ("19:00", "Second paper ordered"),
    ),
    detection="A teacher reported the leak to the help desk two hours after the first paper was opened.",
    factors=(
        "The index took in drafts because it reads the folder and not the release date.",
        "Testing of the search page was cut short by a deadline.",
    ),
    lessons=(
        "Access logs told exactly who had seen what.",
        "Release dates live in two systems that do not know each other.",
    ),
    actions=(
        (
            "Enforce the release date in the index",
            "Tomas Riedl",
            "2026-05-29",
            "EX-88",
            "done when a draft cannot be found",
        ),
        (
            "Detect openings before the release date",
            "Portal team",
            "2026-06-05",
            "EX-89",
            "done when a planted opening alerts",
        ),
    ),
    narrative="On 12 May some exam papers could be seen a day early because of a fault in our search. "
    "We are sorry, and a new "
    "paper was written. We have changed the search so that drafts stay hidden.",
)
GAME = Story(
    title="Players lost items after the spring event",
    summary="On 2 April 2026 a clean-up job of the spring event removed items that players had bought, "
    "until it was stopped "
    "and the items were restored from a backup.",
    impact=(
        "Items were missing for 11 hours.",
        "Around 6,300 players lost 41,000 items.",
        "Refunds of $27,000 were paid and 1,900 tickets came in.",
    ),
    timeline=(
        ("00:00", "Clean-up job starts"),
        ("00:20", "First player writes to support"),
        ("01:10", "Incident declared"),
        ("01:25", "Job stopped"),
        ("03:00", "List of lost items built"),
        ("06:40", "Restore rehearsed on a copy"),
        ("08:15", "Restore started"),
        ("11:00", "Last item given back"),
    ),
    detection="Players wrote to support and posted in the forum; no alert watches the number of items.",
    factors=(
        "The job matched items by season because bought and lent items share one table.",
        "No review of jobs that delete is asked for by the release checklist.",
    ),
    lessons=("Rehearsing on a copy saved a second mistake.", "The job had no dry run."),
    actions=(
        (
            "Require a dry run for jobs that delete",
            "Kenji Mori",
            "2026-04-20",
            "GAM-501",
            "done when the pipeline blocks one without",
        ),
        ("Alert on a sudden fall in items", "Economy team", "2026-04-18", "GAM-502", "done when the drill alert fires"),
    ),
    narrative="On 2 April some of your items went missing for up to 11 hours because a clean-up job "
    "took too much. We are sorry; "
    "all items are back and a gift is in your inbox. We have added a check before anything is deleted.",
)
SHAPED = (LAB, TRAM, SCHOOL, GAME)


def letter(story: Story, without: str = "") -> str:
    """Paragraphs under headings of the writer's own; lists are run together into sentences."""
    actions = " ".join(f"{a} ({owner}, by {due}, {ticket}; {test})." for a, owner, due, ticket, test in story.actions)
    bodies = {
        "summary": ("In short", story.summary),
        "impact": ("Who was affected", " ".join(story.impact)),
        "timeline": (
            "Course of events (UTC)",
            "\n\n".join(f"{clock} UTC: {event}." for clock, event in story.timeline),
        ),
        "detection": ("How we noticed", story.detection),
        "factors": ("Why did it happen?", " ".join(story.factors)),
        "lessons": ("What we learned", " ".join(story.lessons)),
        "actions": ("What we will change", actions.replace("). ", ").\n\n")),
        "narrative": ("Letter to our customers", story.narrative),
    }
    parts = [f"## {title}\n\n{body}" for name, (title, body) in bodies.items() if name != without]
    return f"# {story.title}\n\n" + "\n\n".join(parts) + "\n"


def labels(story: Story, without: str = "") -> str:
    """A form: a bold label before each part, bullets below."""
    bodies = {
        "summary": f"**Summary:** {story.summary}",
        "detection": f"**Detection:** {story.detection}",
        "impact": "**Impact:**\n" + "\n".join(f"* {line}" for line in story.impact),
        "factors": "**Contributing factors:**\n" + "\n".join(f"* {line}" for line in story.factors),
        "timeline": "**Timeline (UTC):**\n" + "\n".join(f"* {clock} {event}" for clock, event in story.timeline),
        "actions": "**Action items:**\n"
        + "\n".join(
            f"* [ ] {a}. Owner: {owner}. Due: {due}. {ticket}. {test}" for a, owner, due, ticket, test in story.actions
        ),
        "lessons": "**Lessons learned:**\n" + "\n".join(f"* {line}" for line in story.lessons),
        "narrative": f"**Customer message:** {story.narrative}",
    }
    return f"{story.title}\n\n" + "\n\n".join(body for name, body in bodies.items() if name != without) + "\n"


def ledger(story: Story, without: str = "") -> str:
    """Tables for whatever can stand in one, actions before the story."""
    rows = {
        "actions": "## Remediation\n\n| What | Who | When | Issue | Verified by |\n|---|---|---|---|---|\n"
        + "\n".join("| " + " | ".join(row) + " |" for row in story.actions),
        "summary": f"## Overview\n\n{story.summary}",
        "impact": "## Impact\n\n| Measure |\n|---|\n" + "\n".join(f"| {line} |" for line in story.impact),
        "timeline": "## Chronology\n\n| UTC | What happened |\n|---|---|\n"
        + "\n".join(f"| {clock} | {event} |" for clock, event in story.timeline),
        "detection": f"## Detection\n\n{story.detection}",
        "factors": "## Causes\n\n1. " + "\n2. ".join(story.factors),
        "lessons": "## Takeaways\n\n1. " + "\n2. ".join(story.lessons),
        "narrative": f"## Public statement\n\n{story.narrative}",
    }
    return f"# {story.title}\n\n" + "\n\n".join(body for name, body in rows.items() if name != without) + "\n"


SHAPES: tuple[Callable[..., str], ...] = (letter, labels, ledger)
