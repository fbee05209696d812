"""Questions about a whole post-mortem that need no lexicon: its opening, the people it names, its order."""

from __future__ import annotations

import re
from itertools import pairwise

from simulator.reading.document import Block
from simulator.reading.result import TimelineRow

_NAME = re.compile(
    r"(?<![\w@])@[a-z][\w-]{2,}|(?<![\w/])[A-Z][a-z]{2,12} (?:will|said|noticed|reported|fixed"
    r"|deployed|merged|rolled|reverted|restarted|found|saw|pinged|asked|ran|started|confirmed"
    r"|discovered|pushed|identified|suggested|opened|created|joined|realized|realised|added"
    r"|began)\b"
)
_NOT_NAMES = frozenset(
    (
        "the",
        "this",
        "that",
        "these",
        "those",
        "team",
        "users",
        "user",
        "engineers",
        "engineering",
        "nobody",
        "everyone",
        "operations",
        "support",
        "google",
        "github",
        "azure",
        "amazon",
        "kubernetes",
        "traffic",
        "alerts",
        "monitoring",
        "deployment",
        "service",
        "services",
        "customers",
        "someone",
        "people",
        "incident",
        "which",
        "then",
        "when",
        "they",
        "you",
        "she",
        "and",
        "all",
        "our",
        "what",
        "nodes",
        "node",
        "jenkins",
        "puppet",
        "pods",
        "cluster",
        "also",
        "first",
        "later",
        "finally",
        "eventually",
        "prometheus",
        "production",
        "platform",
        "management",
        "developers",
        "jobs",
        "multiple",
        "several",
        "some",
        "varnish",
        "nginx",
    )
)


def opens_with_summary(told: list[Block]) -> bool:
    """Return whether running text before the first section tells what happened."""
    for block in told[:4]:
        if block.section == "impact" and len(block.text.split()) >= 15:
            return True
        if block.section not in ("", "meta"):
            return False
        if (
            block.kind == "para"
            and len(block.text.split()) >= 12
            and re.search(
                r"\b(?:was|were|had|caused|resulted|failed|became|went|led|served|showed|broke|started"
                r"|experienced|lost|saw|stopped|\w+ed)\b",
                block.text,
            )
        ):
            return True
    return False


def names_people(told: list[Block]) -> bool:
    """Return whether a person is named as acting."""
    for block in told:
        for match in _NAME.finditer(block.text):
            if match.group().split()[0].lower() not in _NOT_NAMES:
                return True
    return False


def is_ordered(timeline: tuple[TimelineRow, ...]) -> bool:
    """Return whether the stamps never run backward."""
    stamps = [row.at_utc_s for row in timeline if row.at_utc_s is not None]
    return all(first <= second for first, second in pairwise(stamps))
