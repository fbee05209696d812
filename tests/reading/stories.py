"""Post-mortems of our own making, in many styles, from which any one part can be left out."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple


class Story(NamedTuple):
    """One incident, part by part; every part is plain prose or a list of lines."""

    title: str
    summary: str
    impact: tuple[str, ...]
    timeline: tuple[tuple[str, str], ...]
    detection: str
    factors: tuple[str, ...]
    lessons: tuple[str, ...]
    actions: tuple[tuple[str, str, str, str, str], ...]
    narrative: str


PARTS = ("summary", "impact", "timeline", "detection", "factors", "lessons", "actions", "narrative")
"""The parts that can be left out, each with the criterion of the same name."""

POOL = Story(
    title="Saves failed after release 4.2",
    summary="A release on 4 May 2026 made the database pool smaller than the load needs. Saves stopped working in both "
    "halves of the platform until the release was taken back.",
    impact=(
        "The outage lasted 72 minutes.",
        "4,200 users in 310 accounts got an error when saving.",
        "41 support tickets came in and credits of $4,000 were paid.",
    ),
    timeline=(
        ("14:05", "Release 4.2 reaches production"),
        ("14:09", "First errors in the save service"),
        ("14:14", "Incident declared"),
        ("14:20", "Pool size suspected"),
        ("14:31", "Release taken back"),
        ("14:50", "First half healthy"),
        ("15:17", "Second half healthy"),
        ("15:47", "Closed after half an hour of quiet"),
    ),
    detection="An alert on failed saves paged the responder on duty four minutes after the release.",
    factors=(
        "The release lowered the pool because two settings share one name.",
        "The review checklist has no step for capacity settings.",
    ),
    lessons=(
        "The release could be taken back within minutes.",
        "Staging carries a tenth of the load and cannot show such limits.",
    ),
    actions=(
        (
            "Block releases that lower a pool limit in the pipeline",
            "Ana Ruiz",
            "2026-05-20",
            "CORE-812",
            "done when a trial release is rejected",
        ),
        (
            "Alert when a pool is four fifths full",
            "Platform team",
            "2026-05-15",
            "CORE-813",
            "done when the drill alert fires",
        ),
        ("Rename the two settings", "Jon Hale", "2026-06-01", "CORE-814", "done when the old name is refused"),
    ),
    narrative="On 4 May you could not save for 72 minutes because a release was set up wrongly. We are "
    "sorry, and credit is on its way. "
    "We have added a check so that such a release is rejected.",
)

CERT = Story(
    title="Partner logins refused on 11 February 2026",
    summary="On 11 February 2026 the certificate of the partner gateway expired, and partners could "
    "not log in until a new one was installed.",
    impact=(
        "Partners were locked out for 2 hours and 10 minutes.",
        "96 of 240 partner accounts were refused.",
        "One contract penalty of EUR 1,500 fell due.",
    ),
    timeline=(
        ("06:00", "Certificate expires"),
        ("06:22", "A partner calls the help desk"),
        ("06:40", "Incident declared"),
        ("06:55", "Gateway logs point at the certificate"),
        ("07:10", "New certificate requested"),
        ("07:50", "New certificate issued"),
        ("08:10", "New certificate installed"),
        ("08:40", "All partners back"),
    ),
    detection="The first sign was a partner who reported refused logins at the help desk; no monitor "
    "watches that gateway.",
    factors=(
        "The renewal job failed in January because its mailbox had been closed.",
        "Ownership of the gateway was unclear after the team split.",
    ),
    lessons=("The help desk escalated fast.", "A second copy of the expiry calendar went unseen."),
    actions=(
        (
            "Automate the renewal and reject expiring certificates at deploy time",
            "Mira Sol",
            "2026-03-01",
            "GATE-44",
            "verified by a forced renewal",
        ),
        ("Add a probe for partner logins", "Edge team", "2026-02-20", "GATE-45", "verified by a refused test login"),
    ),
    narrative="On 11 February some of you could not log in between 06:00 and 08:10 UTC because a "
    "certificate had expired. We apologise and take responsibility. "
    "Renewal is now automatic, so that this does not happen again.",
)

SYNC = Story(
    title="Nightly sync delivered old stock figures",
    summary="After a change to the export format on 2 March 2026 the nightly sync sent stock figures "
    "of the day before to all shops that use the connector.",
    impact=(
        "Figures were stale for 36 hours.",
        "128 shops and about 52,000 orders were affected.",
        "Three enterprise accounts asked for credits worth $12,500.",
    ),
    timeline=(
        ("01:10", "Sync starts with the new format"),
        ("01:40", "Sync ends without a warning"),
        ("07:30", "A shop reports wrong stock"),
        ("08:05", "Incident declared"),
        ("09:00", "Format change found"),
        ("11:20", "Hotfix deployed"),
        ("13:00", "Backfill started"),
        ("15:30", "Backfill checked against the source"),
    ),
    detection="A shop reported wrong stock six hours later; the job had no alert on unchanged figures.",
    factors=(
        "The parser skipped rows it did not know because unknown columns were allowed.",
        "The contract test between the two teams had been switched off during a release freeze.",
    ),
    lessons=("The backfill tool worked at once.", "Nobody could tell from the dashboard how old the figures were."),
    actions=(
        (
            "Reject files with unknown columns",
            "Lena Brandt",
            "2026-03-20",
            "SYNC-301",
            "done when a bad file is refused",
        ),
        (
            "Alert when figures are older than a day",
            "Data team",
            "2026-03-15",
            "SYNC-302",
            "done when the drill alert fires",
        ),
        (
            "Switch the contract test back on and guard the switch",
            "Owen Park",
            "2026-03-12",
            "SYNC-303",
            "done when the guard test passes",
        ),
    ),
    narrative="From 2 March your shop showed stock of the day before because our sync misread a new "
    "format. We are sorry for the extra work; your figures were restored. "
    "We now reject files that we cannot read in full.",
)

LEAK = Story(
    title="Access key found in a public package",
    summary="On 19 January 2026 an access key was published inside a package, and an outside party "
    "used it to list file names in one storage area.",
    impact=(
        "The key was usable for 5 hours.",
        "File names of 14 customers were listed; 0 files were opened.",
        "Legal counted 2 contracts with a duty to notify.",
    ),
    timeline=(
        ("09:12", "Package published with the key"),
        ("11:45", "First foreign request"),
        ("13:30", "Scanner reports the key"),
        ("13:38", "Incident declared"),
        ("13:55", "Key revoked"),
        ("14:12", "Package withdrawn"),
        ("15:40", "Logs preserved"),
        ("17:05", "List of affected customers complete"),
    ),
    detection="A scanner of public packages reported the key and the security desk was paged.",
    factors=(
        "The build copied the whole folder because the ignore list was missing.",
        "Long-lived keys were allowed by policy for build jobs.",
    ),
    lessons=("Logs were kept from the first minute.", "The list of owners of old keys was hard to find."),
    actions=(
        (
            "Block packages that hold keys in the build",
            "Tariq Aziz",
            "2026-02-02",
            "SEC-77",
            "done when a planted key stops the build",
        ),
        (
            "Replace long-lived keys by short-lived ones",
            "Build team",
            "2026-02-28",
            "SEC-78",
            "done when the last old key is refused",
        ),
    ),
    narrative="On 19 January an outside party could list names of your files between 11:45 and 13:55 "
    "UTC because a key was published. We are sorry and informed every customer concerned. "
    "We have removed such keys and added a check to each build.",
)

STORIES = (POOL, CERT, SYNC, LEAK)

_TITLES = {
    "summary": "Summary",
    "impact": "Impact",
    "timeline": "Timeline (UTC)",
    "detection": "Detection",
    "factors": "Contributing factors",
    "lessons": "Lessons learned",
    "actions": "Action items",
    "narrative": "Message to customers",
}
_OTHER_TITLES = {
    "summary": "What happened",
    "impact": "Customer impact",
    "timeline": "Timeline, all times in UTC",
    "detection": "How did we find out?",
    "factors": "Root causes and contributing factors",
    "lessons": "What went well and what did not",
    "actions": "Follow-up actions",
    "narrative": "Customer-facing statement",
}


def _hashes(title: str) -> str:
    return f"## {title}"


def _numbered(title: str) -> str:
    return f"### {1 + list(_TITLES.values()).index(title) if title in _TITLES.values() else 1}. {title}"


def _bold(title: str) -> str:
    return f"**{title}**"


def _underlined(title: str) -> str:
    return f"{title}\n{'-' * len(title)}"


def _wiki(title: str) -> str:
    return f"== {title} =="


def _capitals(title: str) -> str:
    return f"{title.upper()}:"


STYLES: tuple[tuple[str, Callable[[str], str], str, bool, bool], ...] = (
    ("hashes, dashes, table", _hashes, "-", True, False),
    ("numbers, stars, list", _numbered, "*", False, False),
    ("bold, bullets, table", _bold, "•", True, True),
    ("underlined, dashes, list", _underlined, "-", False, True),
    ("wiki, stars, list", _wiki, "*", False, False),
    ("capitals, dashes, list", _capitals, "-", False, False),
)
"""Name, heading, bullet, whether tables are used, whether the other set of titles is used."""


def render(story: Story, style: int = 0, without: str = "") -> str:
    """Write a story in one style, leaving one part out."""
    _, heading, bullet, tables, other = STYLES[style]
    titles = _OTHER_TITLES if other else _TITLES
    bodies = {
        "summary": story.summary,
        "impact": _lines(story.impact, bullet),
        "timeline": _timeline(story, bullet, tables=tables),
        "detection": story.detection,
        "factors": _lines(story.factors, bullet),
        "lessons": _lines(story.lessons, bullet),
        "actions": _actions(story, bullet, tables=tables),
        "narrative": story.narrative,
    }
    parts = [f"{heading(titles[name])}\n\n{body}" for name, body in bodies.items() if name != without]
    return f"# {story.title}\n\n" + "\n\n".join(parts) + "\n"


def _lines(lines: tuple[str, ...], bullet: str) -> str:
    """Write a list."""
    return "\n".join(f"{bullet} {line}" for line in lines)


def _timeline(story: Story, bullet: str, *, tables: bool) -> str:
    """Write the timeline as a table or as a list."""
    if tables:
        rows = "\n".join(f"| {clock} | {event} |" for clock, event in story.timeline)
        return f"| Time | Event |\n| --- | --- |\n{rows}"
    return "\n".join(f"{bullet} {clock} UTC - {event}" for clock, event in story.timeline)


def _actions(story: Story, bullet: str, *, tables: bool) -> str:
    """Write the actions as a table or as a list."""
    if tables:
        rows = "\n".join("| " + " | ".join(row) + " |" for row in story.actions)
        return f"| Action | Owner | Due | Ticket | Done when |\n|---|---|---|---|---|\n{rows}"
    return "\n".join(
        f"{bullet} {text} (owner: {owner}, due {due}, {ticket}; {test})"
        for text, owner, due, ticket, test in story.actions
    )
